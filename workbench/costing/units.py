"""Units of figures, so that adding people to money is an error when a graph is built, not a wrong number."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import lru_cache, reduce

from workbench.errors import Message, message, verbatim


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of base units.

    Attributes:
        powers: (base, power) pairs in order of base. Money is "ORD" when nominal, "ORD@2026" in prices of 2026.
        name: How a pure number is called: "share", "index" or nothing.
    """

    powers: tuple[tuple[str, int], ...] = ()
    name: str = ""

    def __mul__(self, other: Unit) -> Unit:
        return _joined(self, other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return _joined(self, other, -1)

    def __str__(self) -> str:
        return _written(self)

    def fits(self, other: Unit) -> bool:
        """Whether figures of the two units may be added."""
        return self.powers == other.powers


@lru_cache(maxsize=4096)
def _written(unit: Unit) -> str:
    over = [_power(base, power) for base, power in unit.powers if power > 0]
    under = [_power(base, -power) for base, power in unit.powers if power < 0]
    if not over and not under:
        return unit.name or "number"
    return " × ".join(over or ["1"]) + "".join(f" / {part}" for part in sorted(under, reverse=True))


# A package knows a few dozen units and joins them thousands of times.
@lru_cache(maxsize=4096)
def _joined(first: Unit, second: Unit, sign: int) -> Unit:
    powers = dict(first.powers)
    for base, power in second.powers:
        powers[base] = powers.get(base, 0) + sign * power
    kept = tuple(sorted((base, power) for base, power in powers.items() if power))
    name = (
        first.name if first.name == second.name or not second.name else second.name if not first.name else ""
    )
    return Unit(kept, "" if kept else name)


_NAMES = {
    "number": message("number"),
    "share": message("share"),
    "index": message("index"),
    "persons": message("persons"),
    "households": message("households"),
    "payments": message("payments"),
    "days": message("days"),
}


@lru_cache(maxsize=4096)
def said(unit: Unit) -> Message:
    """Say a unit; currencies keep their codes."""
    over = [_said(base, power) for base, power in unit.powers if power > 0]
    under = [_said(base, -power) for base, power in sorted(unit.powers, reverse=True) if power < 0]
    if not over and not under:
        return _NAMES.get(unit.name or "number", verbatim(unit.name))
    first = reduce(
        lambda one, other: message("{first} × {second}", first=one, second=other), over or [verbatim("1")]
    )
    return reduce(lambda one, other: message("{first} / {second}", first=one, second=other), under, first)


def _said(base: str, power: int) -> Message:
    name = _NAMES.get(base, verbatim(base))
    return name if power == 1 else message("{unit}^{power}", unit=name, power=str(power))


def _power(base: str, power: int) -> str:
    return base if power == 1 else f"{base}^{power}"


def base(name: str) -> Unit:
    """Make a base unit."""
    return Unit(((name, 1),))


def money(currency: str, year: int | None = None) -> Unit:
    """Make the unit of money: nominal, or in prices of a year."""
    return base(currency if year is None else f"{currency}@{year}")


@lru_cache(maxsize=4096)
def product(units: tuple[Unit, ...]) -> Unit:
    """Multiply units."""
    return reduce(operator.mul, units, NUMBER)


NUMBER = Unit()
SHARE = Unit(name="share")
INDEX = Unit(name="index")
PERSONS = base("persons")
HOUSEHOLDS = base("households")
PAYMENTS = base("payments")
DAYS = base("days")
