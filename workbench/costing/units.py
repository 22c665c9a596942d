"""Units of figures, so that adding people to money is an error when a graph is built, not a wrong number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
        over = [_power(base, power) for base, power in self.powers if power > 0]
        under = [_power(base, -power) for base, power in self.powers if power < 0]
        if not over and not under:
            return self.name or "number"
        return " × ".join(over or ["1"]) + "".join(f" / {part}" for part in sorted(under, reverse=True))

    def fits(self, other: Unit) -> bool:
        """Whether figures of the two units may be added."""
        return self.powers == other.powers


def _joined(first: Unit, second: Unit, sign: int) -> Unit:
    powers = dict(first.powers)
    for base, power in second.powers:
        powers[base] = powers.get(base, 0) + sign * power
    kept = tuple(sorted((base, power) for base, power in powers.items() if power))
    name = (
        first.name if first.name == second.name or not second.name else second.name if not first.name else ""
    )
    return Unit(kept, "" if kept else name)


def _power(base: str, power: int) -> str:
    return base if power == 1 else f"{base}^{power}"


def base(name: str) -> Unit:
    """Make a base unit."""
    return Unit(((name, 1),))


def money(currency: str, year: int | None = None) -> Unit:
    """Make the unit of money: nominal, or in prices of a year."""
    return base(currency if year is None else f"{currency}@{year}")


def product(units: Iterable[Unit]) -> Unit:
    """Multiply units."""
    result = NUMBER
    for unit in units:
        result = result * unit
    return result


NUMBER = Unit()
SHARE = Unit(name="share")
INDEX = Unit(name="index")
PERSONS = base("persons")
HOUSEHOLDS = base("households")
PAYMENTS = base("payments")
DAYS = base("days")
