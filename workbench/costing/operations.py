"""Operations of the costing graph within a year, each defined once for units, numbers, words and formulas."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np

from workbench.costing.graph import Node, Values, Years
from workbench.costing.units import NUMBER, SHARE, Unit, product
from workbench.errors import Message, WorkbenchError, message
from workbench.model.results import Origin

Rows = tuple[Callable[[int], str], ...]


class UnitError(WorkbenchError):
    """Two figures do not go together; both are named."""

    def __init__(self, what: Message, first: Node, second: Node) -> None:
        super().__init__(
            what,
            where=message(
                "{first} ({first_unit}) and {second} ({second_unit})",
                first=first.label,
                first_unit=str(first.unit),
                second=second.label,
                second_unit=str(second.unit),
            ),
        )


def common(factors: tuple[Values, ...]) -> Values | None:
    """Give the one factor of several inputs that are added or compared; None where they differ."""
    return factors[0] if factors and all(one is factors[0] for one in factors) else None


def _chained(inputs: tuple[Node, ...], mark: str) -> Message:
    names = [f"part{position}" for position in range(len(inputs))]
    template = f" {mark} ".join("{" + name + "}" for name in names)
    return Message(template, tuple((name, node.label) for name, node in zip(names, inputs, strict=True)))


def same_unit(inputs: tuple[Node, ...]) -> Unit:
    """Give the unit of figures that are added or compared.

    Raises:
        UnitError: They are not of one unit; both are named.
    """
    for other in inputs[1:]:
        if not inputs[0].unit.fits(other.unit):
            raise UnitError(message("These figures cannot be added or compared."), inputs[0], other)
    return inputs[0].unit if inputs else NUMBER


@dataclass(frozen=True)
class Inner:
    """What operations over other nodes have in common."""

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give no factor: multiplying the inputs does not only multiply the result."""
        return None

    def origin(self, year: int) -> Origin | None:
        """Give no origin: the inputs have theirs."""
        return None

    def passes(self, year: int) -> bool:
        """Say that it makes a figure of its own."""
        return False

    def reads(self, place: int, years: Years) -> Years:
        """Give the years of an input on which the result of some years rests: the same ones."""
        return years

    def content(self) -> str:
        """Give nothing: the kind and the inputs say it all."""
        return ""


@dataclass(frozen=True)
class Sum(Inner):
    """The sum of figures of one unit; of no figures it is zero in the unit given."""

    empty: Unit = NUMBER

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the common unit."""
        return same_unit(inputs) if inputs else self.empty

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Add."""
        total: Values = np.zeros(len(years))
        for values in inputs:
            total = total + values
        return total

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give the factor of all inputs, where it is one."""
        return common(factors)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say "a + b", or how many are added."""
        if len(inputs) > 4:
            return message("sum of {count} figures", count=len(inputs))
        return _chained(inputs, "+") if inputs else message("nothing")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a chain of additions."""
        return "+".join(cells) or "0"

    def content(self) -> str:
        """Give the unit of an empty sum."""
        return str(self.empty)


@dataclass(frozen=True)
class Less(Inner):
    """The first figure less the others."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the common unit."""
        return same_unit(inputs)

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Subtract."""
        total = inputs[0]
        for values in inputs[1:]:
            total = total - values
        return total

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give the factor of all inputs, where it is one."""
        return common(factors)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say "a − b"."""
        return _chained(inputs, "−")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a chain of subtractions."""
        return "-".join(cells)


@dataclass(frozen=True)
class Product(Inner):
    """The product of figures."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Multiply the units."""
        return product(tuple([node.unit for node in inputs]))

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Multiply."""
        return reduce(operator.mul, inputs)

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Multiply the factors."""
        return reduce(operator.mul, factors)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say "a × b"."""
        return _chained(inputs, "×")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a chain of multiplications."""
        return "*".join(cells)


@dataclass(frozen=True)
class Quotient(Inner):
    """One figure over another; over nothing there is no figure."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Divide the units; equal units give a share."""
        unit = inputs[0].unit / inputs[1].unit
        return unit if unit.powers else SHARE

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Divide."""
        return inputs[0] / np.where(inputs[1] == 0, np.nan, inputs[1])

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Divide the factors; by nothing there is no figure."""
        return factors[0] / np.where(factors[1] == 0, np.nan, factors[1])

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say "a / b"."""
        return _chained(inputs, "/")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a division."""
        return f"{cells[0]}/{cells[1]}"


@dataclass(frozen=True)
class OneMore(Inner):
    """One plus a share, as in a mark-up; or one less a share."""

    sign: int = 1

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give a pure number; the input must be one."""
        if inputs[0].unit.powers:
            raise UnitError(message("Only a share can be added to one."), inputs[0], inputs[0])
        return NUMBER if self.sign > 0 else SHARE

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Add to one, or take from it."""
        return np.add(1.0, np.multiply(self.sign, inputs[0]))

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say "1 + a"."""
        return Message("1 + {share}" if self.sign > 0 else "1 − {share}", (("share", inputs[0].label),))

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write it in brackets."""
        return f"(1{'+' if self.sign > 0 else '-'}{cells[0]})"

    def content(self) -> str:
        """Give the sign."""
        return str(self.sign)


@dataclass(frozen=True)
class NotBelowZero(Inner):
    """A figure where it is positive, else zero."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Cut off what is negative."""
        return np.maximum(inputs[0], 0.0)

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Hand the factor on."""
        return factors[0]

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say so."""
        return message("{figure}, where it is above zero", figure=inputs[0].label)

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a maximum."""
        return f"MAX(0,{cells[0]})"


@dataclass(frozen=True)
class AtLeast(Inner):
    """What is known of a figure of which more is unknown in some years; where that is nothing, it is not known at all.

    Attributes:
        years: The years in which more is unknown.
    """

    years: Years

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Keep what is known; nothing but unknown parts is no figure."""
        unknown = np.isin(years, self.years)
        return np.where(unknown & (inputs[0] == 0), np.nan, inputs[0])

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Hand the factor on."""
        return factors[0]

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say that it is the least."""
        return message("{figure}, as far as it is known: the least it comes to", figure=inputs[0].label)

    def passes(self, year: int) -> bool:
        """Say whether all is known in a year."""
        return year not in self.years

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the input; nothing but unknown parts is no figure."""
        return f"IF({cells[0]}=0,NA(),{cells[0]})" if year in self.years else cells[0]

    def content(self) -> str:
        """Give the years."""
        return repr(self.years)


@dataclass(frozen=True)
class AtMost(AtLeast):
    """A figure never below zero, from which unknown parts would still be taken in some years: only nothing is sure."""

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Keep nothing; what may still be less is no figure."""
        unknown = np.isin(years, self.years)
        return np.where(unknown & (inputs[0] > 0), np.nan, inputs[0])

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say that it is the most."""
        return message("{figure}, where all that is taken off it is known", figure=inputs[0].label)

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the input; what may still be less is no figure."""
        return f"IF({cells[0]}>0,NA(),{cells[0]})" if year in self.years else cells[0]


@dataclass(frozen=True)
class Recast(Inner):
    """The same numbers in another unit, for a stated reason, such as money paid at its face value."""

    to: Unit
    reason: Message
    silent: bool = True

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the new unit."""
        return self.to

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Change nothing."""
        return inputs[0]

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Hand the factor on."""
        return factors[0]

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say the reason."""
        return self.reason

    def passes(self, year: int) -> bool:
        """Say whether the step is only a matter of units, which an explanation need not name."""
        return self.silent

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the input."""
        return cells[0]

    def content(self) -> str:
        """Give the unit."""
        return str(self.to)


@dataclass(frozen=True)
class Largest(Inner):
    """The largest of figures of one unit."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the common unit."""
        return same_unit(inputs)

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Take the largest of each year; what is not known has no largest."""
        return reduce(np.maximum, inputs)

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give the factor of all inputs, where it is one."""
        return common(factors)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Name the figures."""
        return message("the largest of {figures}", figures=tuple(node.label for node in inputs))

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a maximum."""
        return f"MAX({','.join(cells)})"


@dataclass(frozen=True)
class Smallest(Inner):
    """The smallest of figures of one unit."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the common unit."""
        return same_unit(inputs)

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Take the smallest of each year; what is not known has no smallest."""
        return reduce(np.minimum, inputs)

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give the factor of all inputs, where it is one."""
        return common(factors)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Name the figures."""
        return message("the smallest of {figures}", figures=tuple(node.label for node in inputs))

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a minimum."""
        return f"MIN({','.join(cells)})"
