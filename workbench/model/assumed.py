"""What an assumption can stand for: the series the costing reads by name, their units, bounds and periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import Message, message
from workbench.model import bounds
from workbench.model.bounds import Bounds
from workbench.model.money_words import in_use
from workbench.model.names import nearest
from workbench.model.paths import Shape
from workbench.model.words import Quantity

if TYPE_CHECKING:
    from workbench.model.package import Package

EXCHANGE_RATE = "exchange-rate-"
_ACCOUNTS = frozenset({"XDR", "PPP"})
"""Codes of international accounts, which are no currency of a country."""
_OF_MEASURES = ("people_series", "prevalence_series", "unit_cost_series", "spending_series")


@dataclass(frozen=True, slots=True)
class Known:
    """A series the program knows by name.

    Attributes:
        unit: "money", "share", "persons", "index" or "number".
        bounds: What its values may be.
        per: What an amount of money is for: "year" or "month".
        read: Whether the costing reads it; else it is shown and nothing is worked out from it.
    """

    meaning: Message
    unit: str
    bounds: Bounds
    per: str = ""
    read: bool = True


SERIES: dict[str, Known] = {
    "gdp": Known(message("GDP"), "money", bounds.ABOVE_ZERO, "year"),
    "inflation": Known(message("inflation"), "share", bounds.RATE),
    "cpi": Known(message("consumer price index"), "index", bounds.ABOVE_ZERO),
    "poverty-line": Known(message("poverty line"), "money", bounds.ABOVE_ZERO, "month"),
    "minimum-wage": Known(message("minimum wage"), "money", bounds.ABOVE_ZERO, "month"),
    "average-wage": Known(message("average wage"), "money", bounds.ABOVE_ZERO, "month"),
    "government-expenditure": Known(message("government expenditure"), "money", bounds.ABOVE_ZERO, "year"),
    "births": Known(message("the number of births"), "persons", bounds.COUNT),
    "labour-force": Known(message("the labour force"), "persons", bounds.COUNT),
    "orphans": Known(message("the number of orphans"), "persons", bounds.COUNT),
    "insured-workers": Known(message("the number of insured workers"), "persons", bounds.COUNT),
    "unemployment-rate": Known(message("the unemployment rate"), "share", bounds.PART),
    "disability-prevalence": Known(message("the prevalence of disability"), "share", bounds.PART),
    "gdp-real-growth": Known(message("real growth of GDP"), "share", bounds.RATE, read=False),
    "gdp-deflator": Known(message("GDP deflator"), "index", bounds.ABOVE_ZERO, read=False),
    "government-revenue": Known(message("government revenue"), "money", bounds.ABOVE_ZERO, "year"),
    "public-debt": Known(message("public debt without the package"), "money", bounds.COUNT, "year"),
    "population": Known(message("the population by age"), "persons", bounds.COUNT, read=False),
}
"""The series known by name, those of an imported workbook and those assumed."""


def known(name: str) -> Known | None:
    """Give what an assumption of this name stands for; None where the costing reads no series of the name."""
    if name.startswith(EXCHANGE_RATE):
        code = name.removeprefix(EXCHANGE_RATE).upper()
        if code not in in_use() | _ACCOUNTS:
            return None
        return Known(
            message("exchange rate: own money for one {currency}", currency=code), "number", bounds.ABOVE_ZERO
        )
    return SERIES.get(name)


def moves(record: Mapping[str, Any]) -> Shape:
    """Say how an assumption by year moves that does not say: counts and the size of the economy grow, rates and prices step."""
    found = SERIES.get(str(record.get("id", "")))
    grows = (
        found is not None and found.unit in (Quantity.MONEY, Quantity.PERSONS) and found.per in ("", "year")
    )
    return Shape.LINEAR if grows else Shape.STEPS


def counted_in(name: str) -> str:
    """Give what an assumption of a name is counted in where it does not say; a share where the name says nothing."""
    found = known(name)
    if found is not None:
        return found.unit
    return "number" if name.startswith(EXCHANGE_RATE) else "share"


def choices(package: Package) -> Iterator[tuple[str, Message]]:
    """Give the names an assumption can be chosen from in a package, each with what it stands for."""
    for name, one in SERIES.items():
        if one.read:
            yield name, one.meaning
    for name in sorted(_named(package) - SERIES.keys()):
        found = known(name)
        yield name, found.meaning if found is not None else message("a series that a measure names")


def _named(package: Package) -> set[str]:
    """Give the series that measures name, and the rates of the currencies that amounts are in."""
    found = {
        str(getattr(measure.cost, field))
        for measure in package.measures
        for field in _OF_MEASURES
        if getattr(measure.cost, field)
    }
    codes = {measure.cost.currency for measure in package.measures}
    codes |= {line.currency for line in package.financing} | {"USD"}
    return found | {EXCHANGE_RATE + code.lower() for code in codes if code and code != package.currency}


def reads(package: Package, name: str) -> bool:
    """Whether the costing may read an assumption of this name."""
    found = known(name)
    return found.read if found is not None else name in _named(package)


def unread(package: Package, name: str) -> Message:
    """Say that nothing is worked out from an assumption of this name, and which name is read that is near."""
    found, guess = SERIES.get(name), nearest(name, [one for one, _ in choices(package)])
    if found is not None:
        return message("No figure is worked out from {series}; it is kept and shown.", series=found.meaning)
    if guess:
        return message(
            "No figure is worked out from “{name}”. Did you mean “{guess}”?", name=name, guess=guess
        )
    return message(
        "No figure is worked out from “{name}”; `policy-workbench words assumptions` lists what is read.",
        name=name,
    )
