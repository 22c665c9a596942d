"""What a reader of the figures has to know: what does not count, what stands still, what is not known and why."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping

from workbench.costing.assumptions import first_year
from workbench.costing.draws import input_of, leaves_of
from workbench.costing.graph import Evaluation, Node
from workbench.costing.leaves import Cells, Given
from workbench.costing.needs import reading
from workbench.costing.series import NAMES
from workbench.costing.stated import unstated
from workbench.errors import Message, message
from workbench.i18n import ranges
from workbench.model.assumed import EXCHANGE_RATE, reads, unread
from workbench.model.follow import located
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.results import Need, few
from workbench.model.validity import outside_bounds
from workbench.model.words import CostModel, Indexation, MeasureStatus, Role

PRICED = frozenset(
    {
        CostModel.SERVICE,
        CostModel.PUBLIC_WORKS,
        CostModel.LUMP_SUM,
        CostModel.FEE_REMOVAL,
        CostModel.REGISTRATION,
        CostModel.INFRASTRUCTURE,
    }
)
"""Models that buy at prices; levels of benefits are looked at by a rule."""


def unused(package: Package, figures: Iterable[Node]) -> Iterator[Message]:
    """Name the assumptions that no figure rests on: a slip in the name would pass for a figure that counts."""
    left = {f"assumption:{one.id}": one for one in package.assumptions}
    for leaf in leaves_of(figures) if left else ():
        left.pop(input_of(leaf), None)
        if not left:
            return
    for one in left.values():
        name = f"“{one.label or one.id}”"
        if reads(package, one.id):
            yield message("No figure rests on the assumption {name}.", name=name)
        else:
            why = unread(package, one.id)
            yield message("No figure rests on the assumption {name}: {why}", name=name, why=why)


def idle(package: Package, figures: Iterable[Node]) -> Iterator[Message]:
    """Name the series corrected by hand on which no figure rests, such as real growth: what counts is another one."""
    corrected = {
        (series.key, series.label or series.key)
        for table in package.tables
        if table.role != Role.POPULATION
        for one in table.corrections
        if (series := next((row for row in table.series if row.name == one.series), None)) is not None
    }
    if not corrected:
        return
    used = {leaf.operation.series for leaf in leaves_of(figures) if isinstance(leaf.operation, Cells)}
    for key, label in sorted(corrected):
        if key not in used:
            yield message(
                "The corrected values of {series} move no figure: none rests on them. Shares of GDP rest on GDP at current "
                "prices, and prices on the consumer price index or inflation.",
                series=f"“{label}”",
            )


def not_stated_before(package: Package, costs: Mapping[str, Node]) -> Iterator[Message]:
    """Name what is stated from a later year on than its measure needs it: in the years before nobody knows it."""
    for measure, node in costs.items():
        for leaf, years in reading(node, package.years):
            given = leaf.operation
            if not isinstance(given, Given) or not given.subject.startswith("measure:"):
                continue
            open_years = [year for year in years if math.isnan(given.path.at(year))]
            held = package.measure(measure)
            if open_years and held is not None:
                yield message(
                    "{measure}: {what} is stated from {first} on, so that {years} are not known. State those years too, or let "
                    "the measure start in {first}.",
                    measure=held.title,
                    what=leaf.label,
                    first=str(given.path.points[0][0]),
                    years=ranges(open_years),
                )


def stretched(package: Package) -> Iterator[Message]:
    """Say where an assumption begins later than it is needed, and nothing was imported for the years before."""
    for one in package.assumptions:
        first, needed = first_year(one.value), package.base_year + (one.counted_in != "money")
        if (
            first > needed
            and not one.id.startswith(EXCHANGE_RATE)
            and located(package.tables, one.id) is None
        ):
            yield message(
                "The assumption {name} is stated from {year} on, and nothing was imported for the years before, which are not "
                "known: state those years as well.",
                name=f"“{one.label or one.id}”",
                year=str(first),
            )


def out_of_bounds(package: Package) -> Iterator[Message]:
    """Name the values of an older project that could not be entered today; measures say so themselves."""
    for one in outside_bounds(dataclasses.replace(package, measures=())):
        yield message("{place}: {what}", place=one.place, what=one.message)


def rivals(package: Package) -> Iterator[Message]:
    """Say where two workbooks hold the same basic series: only one counts, and they may differ."""
    for key in ("population", "gdp", "cpi"):
        role = "population" if key == "population" else ""
        holding = {
            (table.sha256 or table.id if role else table.id): table.workbook
            for table in package.tables
            if (table.role == role if role else table.role != Role.POPULATION and table.find(key))
        }
        if len(holding) > 1 and not (not role and package.assumption(key)):
            *others, used = holding.values()
            yield message(
                "Several workbooks hold {series}: {used} counts, since it was brought in last, and {others} "
                "not. Remove the one that is not meant.",
                series=NAMES[key],
                used=used,
                others=tuple(others),
            )


def unindexed(package: Package, costed: Iterable[Measure]) -> Iterator[Message]:
    """Say which prices stand still while money loses its worth: in the years to come they buy less and less."""
    still = tuple(
        measure.title
        for measure in costed
        if measure.status is not MeasureStatus.EXISTING
        and measure.cost.model in PRICED
        and measure.cost.indexation is Indexation.NONE
        and not unstated(measure.cost)
    )
    if still and len(package.years) > 1:
        yield message(
            "Paid at prices of {year} in every year, not indexed: {measures}.",
            year=str(package.base_year),
            measures=few(still),
        )


def unknown_years(evaluation: Evaluation, total: Node, needs: Iterable[Need]) -> Iterator[Message]:
    """Say in which years there is no total, and which values of imported series are missing for it."""
    unknown = [
        year for year, value in zip(evaluation.years, evaluation.row(total), strict=True) if math.isnan(value)
    ]
    lacking = [need for need in needs if need.missing and need.measures]
    if unknown and lacking:
        yield message(
            "There is no total for {years}: {lacking}. What would fill them is said for each.",
            years=ranges(unknown),
            lacking=tuple(
                message(
                    "{series} has no value for {missing}", series=need.label, missing=ranges(need.missing)
                )
                for need in lacking
            ),
        )
