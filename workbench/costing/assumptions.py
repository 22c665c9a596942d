"""Assumptions as nodes: each holds from its first stated year on, and before it what was imported counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.costing import leaves, timing
from workbench.costing import operations as op
from workbench.costing.graph import Node
from workbench.costing.units import INDEX, NUMBER, PERSONS, SHARE, Unit
from workbench.errors import Message, RequestError, message, verbatim
from workbench.model.assumed import SERIES, known
from workbench.model.package import Assumption
from workbench.model.paths import Path
from workbench.model.words import Quantity

if TYPE_CHECKING:
    from workbench.costing.series import Library

PERIODS = {"year": 1.0, "quarter": 4.0, "month": 12.0, "week": 52.0, "day": 365.0}
"""Periods a series may be stated for, and how many of them make a year."""


def first_year(path: Path) -> int:
    """Give the first year a path states; 0 for one that is the same in every year."""
    return path.points[0][0] if path.points else 0


def stated(assumption: Assumption, unit: Unit, path: Path | None = None) -> leaves.Given:
    """Make the leaf of an assumption, or of one of its years held in all."""
    return leaves.Given(
        assumption.value if path is None else path,
        unit,
        f"assumption:{assumption.id}",
        assumption.by,
        assumption.why,
    )


def unit_of(library: Library, assumption: Assumption) -> Unit:
    """Give the unit an assumption is counted in."""
    units = {"share": SHARE, "money": library.nominal, "persons": PERSONS, "index": INDEX}
    return units.get(assumption.counted_in, NUMBER)


def by_year(library: Library, assumption: Assumption) -> Node:
    """Give a series by year: as imported until the assumption begins, then as assumed."""
    label, unit = _label(assumption.id), unit_of(library, assumption)
    own = Node(label, stated(assumption, unit))
    return joined(library, label, imported_before(library, assumption), own, first_year(assumption.value))


def joined(library: Library, label: Message, imported: Node | None, own: Node, first: int) -> Node:
    """Join what was imported, before a year, to what is assumed from it on."""
    years = library.package.years
    if imported is None or first <= years[0]:
        return own
    saying = message(
        "as imported to {before}, as assumed from {first} on", before=str(first - 1), first=str(first)
    )
    chosen = tuple((year, 0 if year < first else 1) for year in years)
    parts = (
        imported.named(message("{series}, imported", series=label)),
        own.named(message("{series}, assumed", series=label)),
    )
    return Node(label, timing.Stepwise(chosen, saying), parts)


def of_year(library: Library, assumption: Assumption, label: Message, year: int) -> Node:
    """Give the value of a series of one year, the same in every year: the imported one where the assumption begins later."""
    if first_year(assumption.value) > year:
        imported = imported_before(library, assumption, year)
        if imported is not None:
            return imported.named(label)
    held = Path.constant(assumption.value.at(year))
    return Node(label, stated(assumption, unit_of(library, assumption), held))


def imported_before(library: Library, assumption: Assumption, year: int | None = None) -> Node | None:
    """Give the imported series that an assumption continues, in the unit and for the period it is stated in.

    None where there is none, or it cannot be used, which is then told.
    """
    found, label = library.located(assumption.id), _label(assumption.id)
    if found is None:
        return None
    wanted = unit_of(library, assumption)
    try:
        node = library.cells(found[0], (found[1],), label, year=year)
        node = _for_period(library, node, assumption.id, found[1].dim("period"))
    except RequestError as error:
        library.unusable[assumption.id] = error
        return None
    if node.unit.powers != wanted.powers:
        library.unusable[assumption.id] = RequestError(
            message(
                "it is imported in {given} and assumed in {wanted}.", given=str(node.unit), wanted=str(wanted)
            ),
            where=assumption.id,
        )
        return None
    return node if node.unit == wanted else Node(label, op.Recast(wanted, message("as imported")), (node,))


def _for_period(library: Library, node: Node, key: str, period: str) -> Node:
    """Turn imported money into money for the period an assumption of its name is stated for."""
    held = known(key)
    if held is None or held.per in ("", period) or held.unit != Quantity.MONEY or held.per == "year":
        return node
    if period not in PERIODS:
        raise RequestError(
            message("the imported one does not say whether it is a figure a month or a year."), where=key
        )
    factor = PERIODS[period] / PERIODS[held.per]
    times = library.given(factor, message("a {period} over a {held}", period=held.per, held=period))
    return Node(node.label, op.Product(), (node, times))


def _label(key: str) -> Message:
    return SERIES[key].meaning if key in SERIES else verbatim(key)
