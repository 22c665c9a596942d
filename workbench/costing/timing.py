"""Operations of the costing graph over years: indices, years in force, what earlier years still come to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workbench.costing.graph import Node, Values, Years
from workbench.costing.operations import Inner, Rows, common, same_unit
from workbench.costing.units import Unit
from workbench.errors import Message, message


@dataclass(frozen=True)
class Compounded(Inner):
    """An index, 1 in the base year, from yearly rates of growth."""

    base_year: int
    to: Unit

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the index's unit."""
        return self.to

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Multiply up; the years run on from the base year."""
        rates = np.broadcast_to(inputs[0], (*inputs[0].shape[:-1], len(years)))
        return np.asarray(np.cumprod(1.0 + rates, axis=-1), dtype=np.float64)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say so."""
        return message("{rates} compounded from {year}", rates=inputs[0].label, year=str(self.base_year))

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Multiply the factors from the first year on."""
        first = self.base_year + 1
        return "*".join(f"(1+{rows[0](one)})" for one in range(first, year + 1)) or "1"

    def reads(self, place: int, years: Years) -> Years:
        """Give every year from the first on: each builds on those before."""
        return tuple(range(self.base_year + 1, max(years, default=self.base_year) + 1))

    def content(self) -> str:
        """Give the base year and unit."""
        return f"{self.base_year}{self.to}"


@dataclass(frozen=True)
class GoneOn(Inner):
    """An index as it stands, and from a year on as yearly rates of growth carry it further.

    The inputs are the index (1 in the base year) and the rates.
    """

    first: int
    base_year: int

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the index's unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Multiply the index of the year before by the factors since."""
        shape = np.broadcast_shapes(inputs[0].shape, inputs[1].shape, (len(years),))
        index, rates = (np.broadcast_to(one, shape) for one in inputs)
        after = np.array([year >= self.first for year in years])
        if not after.any():
            return index
        grown = np.cumprod(np.where(after, 1.0 + rates, 1.0), axis=-1)
        start = int(np.argmax(after))
        return np.where(after, index[..., start - 1 : start] * grown, index)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say from when."""
        return message(
            "{index}; from {first} on by {rates}",
            index=inputs[0].label,
            first=str(self.first),
            rates=inputs[1].label,
        )

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the index, or multiply its last value by the factors since."""
        if year < self.first:
            return cells[0]
        factors = "".join(f"*(1+{rows[1](one)})" for one in range(self.first, year + 1))
        return rows[0](self.first - 1) + factors

    def content(self) -> str:
        """Give the years."""
        return f"{self.first}-{self.base_year}"


@dataclass(frozen=True)
class EverySoOften(Inner):
    """An index adjusted only every k years: between adjustments it stands still."""

    every: int
    base_year: int

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Take the value of the last adjustment; before the first it is 1."""
        steps = [self._adjusted(year) for year in years]
        source = np.broadcast_to(inputs[0], (*inputs[0].shape[:-1], len(years)))
        before = np.ones(source.shape[:-1])
        columns = [source[..., years.index(step)] if step in years else before for step in steps]
        return np.stack(columns, axis=-1)

    def _adjusted(self, year: int) -> int:
        return self.base_year + (year - self.base_year) // self.every * self.every

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say so."""
        return message("{index}, adjusted every {years} years", index=inputs[0].label, years=self.every)

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the year of the last adjustment."""
        step = self._adjusted(year)
        return rows[0](step) if step > self.base_year else "1"

    def reads(self, place: int, years: Years) -> Years:
        """Give the years of the adjustments."""
        steps = {self._adjusted(year) for year in years}
        return tuple(sorted(step for step in steps if step > self.base_year))

    def content(self) -> str:
        """Give the interval and the base year."""
        return f"{self.every}{self.base_year}"


@dataclass(frozen=True)
class InForce(Inner):
    """A figure in the years a measure runs, zero in the others, whatever the figure is there.

    Attributes:
        months: Months of the first year that count; 12 where the figure counts in full.
    """

    start: int
    end: int | None
    months: int = 12

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Blank the years outside."""
        weights, outside = _weights(self, years)
        if weights is None:
            return inputs[0]
        # A year outside is nothing even where the figure is not known.
        return np.where(outside, 0.0, inputs[0] * weights)

    def weight(self, year: int) -> float:
        """Give the part of a year's figure that counts."""
        return (self.months / 12 if self._in_part(year) else 1.0) if self._runs(year) else 0.0

    def _runs(self, year: int) -> bool:
        return self.start <= year and (self.end is None or year <= self.end)

    def _in_part(self, year: int) -> bool:
        return year == self.start and self.months < 12

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Hand the factor on."""
        return factors[0]

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say from when to when."""
        if self.months < 12:
            return message(
                "{figure}, {months} months of it in {start}",
                figure=inputs[0].label,
                months=self.months,
                start=str(self.start),
            )
        if self.end == self.start:
            return message("{figure}, in {start} only", figure=inputs[0].label, start=str(self.start))
        if self.end is None:
            return message("{figure}, from {start}", figure=inputs[0].label, start=str(self.start))
        return message(
            "{figure}, {start} to {end}", figure=inputs[0].label, start=str(self.start), end=str(self.end)
        )

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the input, or write zero."""
        if self._in_part(year) and self._runs(year):
            return f"{cells[0]}*{self.months}/12"
        return cells[0] if self._runs(year) else "0"

    def passes(self, year: int) -> bool:
        """Say whether it runs, and in full."""
        return self._runs(year) and not self._in_part(year)

    def reads(self, place: int, years: Years) -> Years:
        """Give those of the years in which it runs."""
        return tuple(year for year in years if self._runs(year))

    def content(self) -> str:
        """Give the years and the part of the first."""
        return f"{self.start}-{self.end}-{self.months}"


@lru_cache(maxsize=256)
def _weights(running: InForce, years: Years) -> tuple[Values | None, Values]:
    """Give the parts of all years that count, None where every year counts in full, and which years lie outside."""
    weights = np.array([running.weight(year) for year in years])
    return None if np.all(weights == 1.0) else weights, weights == 0.0


@dataclass(frozen=True)
class CarriedOn(Inner):
    """A spending line after its last year: held constant in real terms, by the price index.

    The inputs are the line and the price index (1 in the base year).
    """

    last: int
    base_year: int

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the line's unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Carry the last value on with prices."""
        line, index = inputs
        if self.last in years:
            at = slice(years.index(self.last), years.index(self.last) + 1)
            value, level = line[..., at], index[..., at]
        else:
            value, level = line[..., :1], np.ones_like(index[..., :1])
        after = [year > max(self.last, self.base_year) for year in years]
        return np.where(after, value * index / level, line)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say from when it is carried on."""
        return message(
            "{line}; after {year} held constant in real terms", line=inputs[0].label, year=str(self.last)
        )

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write the last value times the growth of the index."""
        if year <= self.last:
            return cells[0]
        if self.last > self.base_year:
            return f"{rows[0](self.last)}*{cells[1]}/{rows[1](self.last)}"
        return f"{cells[0]}*{cells[1]}"

    def reads(self, place: int, years: Years) -> Years:
        """Give the years of the line up to its last; of the index, those after it and the last."""
        after = [year for year in years if year > max(self.last, self.base_year)]
        if place:
            start = [self.last] if after and self.last > self.base_year else []
            return (*start, *after)
        last = max(self.last, self.base_year + 1)
        return tuple(sorted({min(year, last) for year in years}))

    def content(self) -> str:
        """Give the years."""
        return f"{self.last}-{self.base_year}"


@dataclass(frozen=True)
class Lagged(Inner):
    """What the figures of this and earlier costed years still come to: a stock, a renewal, a debt.

    Attributes:
        weights: The part that counts after 0, 1, 2 ... years; beyond the last, nothing does.
        first: The first costed year; nothing is known of those before it.
        saying: What that means, in words.
    """

    weights: tuple[float, ...]
    first: int
    saying: Message

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Add the weighted figures of the years before."""
        source = np.broadcast_to(inputs[0], (*inputs[0].shape[:-1], len(years)))
        total = np.zeros(source.shape)
        for lag, weight in enumerate(self.weights[: len(years)]):
            if weight:
                total[..., lag:] += weight * source[..., : len(years) - lag]
        return total

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Hand the factor on."""
        return factors[0]

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say what is added."""
        return self.saying

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write the weighted sum of the years before."""
        parts = [
            rows[0](year - lag) if weight == 1 else f"{weight!r}*{rows[0](year - lag)}"
            for lag, weight in enumerate(self.weights)
            if weight and year - lag >= self.first
        ]
        return "+".join(parts) or "0"

    def reads(self, place: int, years: Years) -> Years:
        """Give the years before, as far as they count."""
        counted = {
            year - lag
            for year in years
            for lag, weight in enumerate(self.weights)
            if weight and year - lag >= self.first
        }
        return tuple(sorted(counted))

    def content(self) -> str:
        """Give the weights and the first year."""
        return f"{self.weights}{self.first}"


@dataclass(frozen=True)
class Stepwise(Inner):
    """One of several figures in each year, as a limit moves step by step.

    Attributes:
        chosen: (year, position of the input) pairs, one for each costed year.
    """

    chosen: tuple[tuple[int, int], ...]
    saying: Message

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the common unit."""
        return same_unit(inputs)

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Take each year's figure from its input."""
        at = dict(self.chosen)
        shape = np.broadcast_shapes(*(one.shape for one in inputs), (len(years),))
        columns = [
            np.broadcast_to(inputs[at[year]], shape)[..., position] for position, year in enumerate(years)
        ]
        return np.stack(columns, axis=-1)

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give the factor of all inputs, where it is one."""
        return common(factors)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say which limit moves."""
        return self.saying

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the year's input."""
        return cells[dict(self.chosen)[year]]

    def reads(self, place: int, years: Years) -> Years:
        """Give the years in which this input is the one chosen."""
        at = dict(self.chosen)
        return tuple(year for year in years if at[year] == place)

    def content(self) -> str:
        """Give the choice by year."""
        return repr(self.chosen)
