"""What one measure comes to: its nodes by its cost model, and its named figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.costing import operations as op
from workbench.costing.figures import Figures
from workbench.costing.graph import Node
from workbench.costing.models import MODELS, unstated
from workbench.costing.parameters import Costed, Parameters
from workbench.costing.series import Library
from workbench.costing.shares import name_shares_of
from workbench.costing.units import SHARE
from workbench.errors import Message, WorkbenchError, message
from workbench.model.breaches import breaches
from workbench.model.demography import BY_AGE, age_limits
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.paths import Path
from workbench.model.words import MAX_AGE, CostModel, MeasureStatus


@dataclass(frozen=True, eq=False)
class MeasureCosts:
    """What costing one measure came to, with what it was made from.

    Attributes:
        figures: Its named figures, `measure:ID.cost` and so on; none where it is not in the total.
        costed: Its nodes; None where it is not in the total.
        reason: Why it is not, where it should be.
        code: The kind of reason, such as ages-cut; empty where it has none.
        unstated: What counts as nothing, since it is not stated.
    """

    package: Package
    measure: Measure
    participation: Path | None
    figures: Figures
    costed: Costed | None = None
    problems: tuple[Message, ...] = ()
    reason: Message | None = None
    code: str = ""
    unstated: tuple[Message, ...] = ()

    def holds(self, package: Package, measure: Measure, participation: Path | None) -> bool:
        """Whether it would come out the same in another package over the same series."""
        same = self.measure is measure and self.participation == participation
        alone = not (measure.stacks or measure.cost.replaces) and self.package.groups is package.groups
        return same and alone and self.package.price_basis is package.price_basis


def cost_measure(
    package: Package, library: Library, figures: Figures, measure: Measure, participation: Path | None
) -> MeasureCosts:
    """Cost one measure and name its figures.

    Args:
        package: The package it is of.
        library: The package's series.
        figures: Where its figures are named.
        measure: The measure.
        participation: The share reached by year, if it is taken from the access engine.
    """

    def uncosted(*reasons: Message, code: str = "") -> MeasureCosts:
        reason = reasons[0] if reasons else None
        return MeasureCosts(
            package, measure, participation, figures, problems=reasons, reason=reason, code=code
        )

    if measure.cost.model is CostModel.NONE:
        if measure.status is MeasureStatus.EXISTING:
            return uncosted()
        return uncosted(
            message("{measure} has no cost model yet; it is not in the total.", measure=measure.title)
        )
    for wrong in breaches(measure, f"measure:{measure.id}"):
        what = message("{place}: {what}", place=wrong.where.partition(" ")[2], what=wrong.message)
        return uncosted(
            message("{measure} is not in the total: {reason}", measure=measure.title, reason=what),
            code="out-of-bounds",
        )
    parameters = Parameters(package, library, measure, participation)
    try:
        costed = MODELS[measure.cost.model](parameters)
    except WorkbenchError as error:
        said = {"measure": measure.title, "reason": error.what}
        return uncosted(
            message("{measure} is not in the total: {reason}", **said)
            if error.remedy is None
            else message("{measure} is not in the total: {reason} {remedy}", **said, remedy=error.remedy),
            code=error.code,
        )
    problems = [*parameters.notes, *_ages_apart(measure), *_set_up_late(measure)]
    blank = unstated(measure.cost) if measure.status is not MeasureStatus.EXISTING else ()
    if blank:
        problems.append(
            message(
                "The running cost of {measure} counts as nothing; not stated yet: {fields}.",
                measure=measure.title,
                fields=blank,
            )
        )
    _name(figures, library, measure, costed)
    return MeasureCosts(package, measure, participation, figures, costed, tuple(problems), unstated=blank)


def _name(figures: Figures, library: Library, measure: Measure, costed: Costed) -> None:
    figure, title = f"measure:{measure.id}", measure.title
    for name, label, money in (
        ("cost", message("cost of {measure}", measure=title), costed.cost),
        ("capital", message("capital part"), costed.capital or _capital(library, measure, costed)),
        ("benefit", message("benefit of {measure}", measure=title), costed.benefit),
        ("unpaid", message("transfers of {measure} that reach nobody", measure=title), costed.unpaid),
        ("recovered", message("taxed back from {measure}", measure=title), costed.recovered),
    ):
        if money is not None:
            figures.money(f"{figure}.{name}", label, money)
    for name, people in (
        ("beneficiaries", costed.beneficiaries),
        ("entitled", costed.entitled),
        ("not_reached", costed.not_reached),
    ):
        if people is not None:
            figures.shown[f"{figure}.{name}"] = people
    if measure.status is not MeasureStatus.EXISTING:
        name_shares_of(measure, figures, library)


def _capital(library: Library, measure: Measure, costed: Costed) -> Node:
    share = library.given(
        measure.cost.capital_share,
        message("capital share"),
        SHARE,
        subject=f"measure:{measure.id} cost.capital_share",
    )
    return Node(message("capital part"), op.Product(), (costed.cost, share))


def _set_up_late(measure: Measure) -> Iterator[Message]:
    """Say where an older project sets a measure up after it has ended; the money is counted as it stands."""
    late = tuple(
        str(year) for year, _ in measure.cost.set_up.points if measure.end is not None and year > measure.end
    )
    if late:
        yield message(
            "{measure} is set up in {years}, after it has ended; the money is counted all the same.",
            measure=measure.title,
            years=late,
        )


def _ages_apart(measure: Measure) -> Iterator[Message]:
    """Say where the law's ages and those that are costed differ: people are counted by the latter."""
    law, cost = (measure.age_from, measure.age_to), age_limits(measure.cost)
    if measure.cost.model in BY_AGE and not measure.cost.group and law != cost and law != (0, MAX_AGE):
        yield message(
            "{measure} is for ages {low} to {high}, and is costed for ages {first} to {last}.",
            measure=measure.title,
            low=law[0],
            high=law[1],
            first=cost[0],
            last=cost[1],
        )
