"""Exchange rates as nodes: money of another currency becomes the package's own, at a rate that is known or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.costing import leaves
from workbench.costing import operations as op
from workbench.costing.assumptions import first_year, joined, stated
from workbench.costing.graph import Node
from workbench.costing.units import Unit, money
from workbench.errors import Message, RequestError, message
from workbench.model.currencies import imported_rate, rate_key
from workbench.model.paths import Path

if TYPE_CHECKING:
    from workbench.costing.series import Library


class LackingError(RequestError):
    """A series that a formula needs is not there, or not for the one year it needs.

    Attributes:
        key: The series.
        year: The year; None where the series is not there at all.
    """

    def __init__(
        self, what: Message, *, key: str, remedy: Message, why: Message | None = None, year: int | None = None
    ) -> None:
        super().__init__(what, where=key, why=why, remedy=remedy)
        self.key = key
        self.year = year


def in_own_money(
    library: Library, node: Node, currency: str, *, at: int | None = None, needed: tuple[int, ...] = ()
) -> Node:
    """Turn nominal money of another currency into the package's, at the rate of each year or of one.

    Args:
        library: Holds the rates.
        node: The money.
        currency: Its currency; the package's own, or empty for it, stays as it is.
        at: The one year; None for each year its own.
        needed: Years for which the rate must be known.

    Raises:
        RequestError: The rate is not known.
    """
    if currency in ("", library.package.currency):
        return node
    unit = library.nominal / money(currency)
    known = rate(library, currency, unit, at)
    if isinstance(known.operation, leaves.Cells):
        for year in needed:
            if year not in known.operation.years:
                raise _unknown(library, currency, year)
    return Node(node.label, op.Product(), (_said_in(node, currency), known))


def at_constant_prices(library: Library, node: Node, currency: str, year: int) -> Node:
    """Turn another currency's money of a year into the package's money of that year, at its rate.

    Raises:
        RequestError: The rate is not known.
    """
    unit = money(library.package.currency, year) / money(currency, year)
    return Node(node.label, op.Product(), (_said_in(node, currency), rate(library, currency, unit, year)))


def _said_in(node: Node, currency: str) -> Node:
    label = message("{figure}, in {currency}", figure=node.label, currency=currency)
    return node.named(label)


def rate(library: Library, currency: str, unit: Unit, year: int | None) -> Node:
    """Give package money for one unit of a currency, by year or of one year: the assumption first, then the import.

    Raises:
        RequestError: It is not known, not for that year, or not above zero.
    """
    own, key = library.package.currency, rate_key(currency)
    label = (
        message("exchange rate, {own} for one {currency}", own=own, currency=currency)
        if year is None
        else message("exchange rate of {year}, {own} for one {currency}", year=str(year), own=own, currency=currency)
    )  # fmt: skip
    assumption = library.package.assumption(key)
    found = imported_rate(library.package, currency)
    first = first_year(assumption.value) if assumption is not None else 0
    if assumption is not None and (year is None or year >= first):
        path = assumption.value if year is None else Path.constant(assumption.value.at(year))
        if min(path.over(library.package.years)) <= 0:
            raise _unknown(library, currency, year)
        assumed = Node(label, stated(assumption, unit, path))
        before = (
            None
            if found is None or first <= library.package.years[0]
            else _imported(library, currency, label, unit, year)
        )
        return joined(library, label, before, assumed, first)
    if assumption is not None and found is None:
        raise _unknown(library, currency, year)
    return _imported(library, currency, label, unit, year)


def _imported(library: Library, currency: str, label: Message, unit: Unit, year: int | None) -> Node:
    found = imported_rate(library.package, currency)
    if found is None or (year is not None and not found[1].at(year)):
        raise _unknown(library, currency, year if found else None, wanted=year)
    points = zip(found[1].years, found[1].values, strict=True)
    wrong = [at for at, value in points if value is not None and value <= 0]
    if wrong and (year is None or year in wrong):
        raise _unknown(library, currency, wrong[0])
    return library.leaf(found[0], (found[1],), label, unit, year)


def _unknown(library: Library, currency: str, year: int | None, *, wanted: int | None = None) -> RequestError:
    own, key = library.package.currency, rate_key(currency)
    what = (
        message("The exchange rate of {currency} is not known.", currency=currency)
        if year is None
        else message("The exchange rate of {currency} is not known for {year}.", currency=currency, year=str(year))
    )  # fmt: skip
    return LackingError(
        what,
        key=key,
        year=year if wanted is None else wanted,
        why=message("A rate that is not known is never taken as one."),
        remedy=message(
            "Add an assumption named {key} with {own} for one {currency} by year, or bring the rates in as {series}.",
            key=key,
            own=own or "–",
            currency=currency,
            series=f"series:{key}",
        ),
    )
