"""What one measure comes to: its nodes by its cost model, and its named figures."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.costing import operations as op
from workbench.costing.exchange import LackingError
from workbench.costing.figures import Figures
from workbench.costing.graph import Node
from workbench.costing.models import MODELS
from workbench.costing.parameters import Costed, Parameters
from workbench.costing.series import Library
from workbench.costing.shares import name_shares_of
from workbench.costing.stated import unstated
from workbench.costing.units import SHARE
from workbench.errors import Message, WorkbenchError, message
from workbench.model.breaches import breaches
from workbench.model.demography import BY_AGE, age_limits
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.paths import ZERO, Path
from workbench.model.words import MAX_AGE, CostModel, MeasureStatus


@dataclass(frozen=True, eq=False)
class MeasureCosts:
    """What costing one measure came to, with what it was made from.

    Attributes:
        figures: Its named figures, `measure:ID.cost` and so on; none where it is not in the total.
        costed: Its nodes; None where it is not in the total.
        reason: Why it is not, where it should be.
        code: The kind of reason, such as ages-cut; empty where it has none.
        lacks: The series it is not costed for want of, and the one year where only that is wanted.
        unstated: What is not stated, so that its cost is not known.
    """

    package: Package
    measure: Measure
    participation: Path | None
    figures: Figures
    costed: Costed | None = None
    problems: tuple[Message, ...] = ()
    reason: Message | None = None
    code: str = ""
    lacks: tuple[str, int | None] | None = None
    unstated: tuple[Message, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it costs more than enters the totals, by how much nobody knows."""
        return self.measure.status is not MeasureStatus.EXISTING and (
            self.costed is None or bool(self.unstated)
        )

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

    def uncosted(
        *reasons: Message, code: str = "", lacks: tuple[str, int | None] | None = None
    ) -> MeasureCosts:
        reason = reasons[0] if reasons else None
        return MeasureCosts(
            package,
            measure,
            participation,
            figures,
            problems=reasons,
            reason=reason,
            code=code,
            lacks=lacks,
        )

    cost, blank = measure.cost, unstated(measure.cost)
    if cost.model is CostModel.NONE and not cost.needs_no_money:
        if measure.status is MeasureStatus.EXISTING:
            return uncosted()
        return uncosted(
            message(
                "{measure} has no cost model and does not say why it needs no money; it is not in the total.",
                measure=measure.title,
            )
        )
    for wrong in breaches(measure, f"measure:{measure.id}"):
        what = message("{place}: {what}", place=wrong.place.partition(" ")[2], what=wrong.message)
        return uncosted(
            message("{measure} is not in the total: {reason}", measure=measure.title, reason=what),
            code="out-of-bounds",
        )
    parameters = Parameters(package, library, measure, participation)
    try:
        if cost.needs_no_money:
            blank, costed = {}, _without_money(parameters)
        else:
            costed = MODELS[cost.model](parameters)
        known = _known(parameters) if blank else costed
    except WorkbenchError as error:
        said = {"measure": measure.title, "reason": error.what}
        return uncosted(
            message("{measure} is not in the total: {reason}", **said)
            if error.remedy is None
            else message("{measure} is not in the total: {reason} {remedy}", **said, remedy=error.remedy),
            code=error.code,
            lacks=(error.key, error.year) if isinstance(error, LackingError) else None,
        )
    problems = [*parameters.notes, *_ages_apart(measure), *_set_up_late(measure)]
    fields = tuple(blank.values())
    if blank:
        problems.append(
            message(
                "The running cost of {measure} is not known; not stated yet: {fields}.",
                measure=measure.title,
                fields=fields,
            )
        )
    _name(figures, library, measure, costed, known)
    return MeasureCosts(package, measure, participation, figures, costed, tuple(problems), unstated=fields)


def _known(p: Parameters) -> Costed:
    """Give what is known of a measure of which something is not stated: what enters the totals."""
    return MODELS[p.cost.model](
        Parameters(p.package, p.library, p.measure, p.participation, blank=frozenset())
    )


def _without_money(p: Parameters) -> Costed:
    """Give the cost of a measure that needs no money: nothing, for a reason.

    Raises:
        RequestError: It states money too, so that one of the two is wrong.
    """
    cost = p.cost
    stated = [
        field.name
        for field in dataclasses.fields(cost)
        if field.metadata["unit"] in ("money", "level") and getattr(cost, field.name) not in (None, ZERO, 0.0)
    ]
    stated += [name for name in ("ingredients", "unit_cost_series", "spending_series") if getattr(cost, name)]
    if stated:
        raise p.refused(
            message("It says why it needs no money, and states some too: {fields}.", fields=tuple(stated)),
            "needs_no_money",
            message("Clear {field}, or the amounts.", field="cost.needs_no_money"),
        )
    nothing = p.library.given(
        ZERO,
        message("needs no money"),
        p.library.nominal,
        subject=p.place("needs_no_money"),
        why=cost.needs_no_money,
    )
    return Costed(nothing)


def _name(figures: Figures, library: Library, measure: Measure, costed: Costed, known: Costed) -> None:
    figure, title = f"measure:{measure.id}", measure.title
    for name, label, money, counted in (
        ("cost", message("cost of {measure}", measure=title), costed.cost, known.cost),
        (
            "capital",
            message("capital part"),
            costed.capital or _capital(library, measure, costed),
            known.capital or _capital(library, measure, known),
        ),
        ("benefit", message("benefit of {measure}", measure=title), costed.benefit, known.benefit),
        (
            "unpaid",
            message("transfers of {measure} that reach nobody", measure=title),
            costed.unpaid,
            known.unpaid,
        ),
        ("recovered", message("taxed back from {measure}", measure=title), costed.recovered, known.recovered),
    ):
        if money is not None:
            figures.money(f"{figure}.{name}", label, money, counted)
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
