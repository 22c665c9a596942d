"""Prices of another year, carried to the base year by a stated index that is known for the years between, or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.costing import exchange
from workbench.costing import operations as op
from workbench.costing.assumptions import first_year
from workbench.costing.graph import Node
from workbench.costing.series import NAMES, Library
from workbench.costing.units import money
from workbench.errors import Message, message
from workbench.model.words import Indexation


def to_base_year(library: Library, node: Node, year: int, follows: Indexation) -> Node:
    """Turn money of a year's prices into money of the base year.

    Args:
        library: The series of the package.
        node: The money, in prices of the year.
        year: The year.
        follows: What the measure is indexed to; prices, where to nothing.

    Raises:
        LackingError: The index has no value for some of the years between; all are named.
    """
    return Node(node.label, op.Product(), (node, _factor(library, year, follows)))


def _factor(library: Library, year: int, follows: Indexation) -> Node:
    base = library.package.base_year
    of = {"base": str(base), "year": str(year)}
    if follows is Indexation.WAGES:
        label = message("average wage of {base} over that of {year}", **of)
        ratio = _over(library, "average-wage", label, year)
    elif follows is Indexation.GDP_PER_HEAD:
        label = message("GDP per head of {base} over that of {year}", **of)
        _require(library, "gdp", (year, base))
        parts = (library.gdp_per_head_of(base), library.gdp_per_head_of(year))
        ratio = Node(label, op.Quotient(), parts)
    else:
        label = message("prices of {base} over prices of {year}", **of)
        ratio = _prices(library, label, year)
    currency = library.package.currency
    unit = money(currency, base) / money(currency, year)
    return Node(label, op.Recast(unit, label), (ratio,))


def _prices(library: Library, label: Message, year: int) -> Node:
    """Give prices of the base year over those of another: by an index of prices, else by yearly inflation."""
    base = library.package.base_year
    if not _missing(library, "cpi", (year, base)):
        return _over(library, "cpi", label, year)
    between = range(min(year, base) + 1, max(year, base) + 1)
    _require(library, "inflation", between)
    factors = tuple(
        Node(
            message("1 + inflation of {year}", year=str(one)),
            op.OneMore(),
            (library.of_year("inflation", one),),
        )
        for one in between
    )
    grown = Node(label, op.Product(), factors)
    return grown if year < base else Node(label, op.Quotient(), (library.given(1.0, message("one")), grown))


def _over(library: Library, key: str, label: Message, year: int) -> Node:
    base = library.package.base_year
    _require(library, key, (year, base))
    return Node(label, op.Quotient(), (library.of_year(key, base), library.of_year(key, year)))


def _require(library: Library, key: str, years: Iterable[int]) -> None:
    missing = _missing(library, key, years)
    if missing:
        raise exchange.LackingError(
            message(
                "{series} is not known for {years}, so that prices cannot be carried to {base}.",
                series=NAMES[key],
                years=tuple(map(str, missing)),
                base=str(library.package.base_year),
            ),
            key=key,
            year=missing[0],
            why=message("A price of another year is never taken as one of the base year."),
            remedy=message(
                "Bring in a workbook with these years, add an assumption named {key}, or state prices of {base}.",
                key=key,
                base=str(library.package.base_year),
            ),
        )


def _missing(library: Library, key: str, years: Iterable[int]) -> list[int]:
    """Give the years for which a series has no value, whether imported or assumed."""
    assumption, found = library.package.assumption(key), library.located(key)

    def held(year: int) -> bool:
        if assumption is not None and first_year(assumption.value) <= year:
            return True
        return found is not None and found[1].at(year) is not None

    return [year for year in years if not held(year)]
