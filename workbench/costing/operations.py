"""The operations of the costing graph, each defined once for units, numbers, words and spreadsheet formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workbench.costing.graph import Node, Values, Years
from workbench.costing.units import NUMBER, Unit, product
from workbench.errors import Message, WorkbenchError, message
from workbench.model.paths import Path
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


def _chained(inputs: tuple[Node, ...], mark: str) -> Message:
    names = [f"part{position}" for position in range(len(inputs))]
    template = f" {mark} ".join("{" + name + "}" for name in names)
    return Message(template, tuple((name, node.label) for name, node in zip(names, inputs, strict=True)))


def _same_unit(inputs: tuple[Node, ...]) -> Unit:
    for other in inputs[1:]:
        if not inputs[0].unit.fits(other.unit):
            raise UnitError(message("These figures cannot be added or compared."), inputs[0], other)
    return inputs[0].unit if inputs else NUMBER


@dataclass(frozen=True)
class _Inner:
    """What operations over other nodes have in common."""

    def origin(self, year: int) -> Origin | None:
        """Give no origin: the inputs have theirs."""
        return None

    def passes(self, year: int) -> bool:
        """Say that it makes a figure of its own."""
        return False

    def content(self) -> str:
        """Give nothing: the kind and the inputs say it all."""
        return ""


@dataclass(frozen=True)
class Sum(_Inner):
    """The sum of figures of one unit; of no figures it is zero in the unit given."""

    empty: Unit = NUMBER

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the common unit."""
        return _same_unit(inputs) if inputs else self.empty

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Add."""
        total = np.zeros(len(years))
        for values in inputs:
            total = total + values
        return total

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
class Less(_Inner):
    """The first figure less the others."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the common unit."""
        return _same_unit(inputs)

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Subtract."""
        total = inputs[0]
        for values in inputs[1:]:
            total = total - values
        return total

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say "a − b"."""
        return _chained(inputs, "−")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a chain of subtractions."""
        return "-".join(cells)


@dataclass(frozen=True)
class Product(_Inner):
    """The product of figures."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Multiply the units."""
        return product(node.unit for node in inputs)

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Multiply."""
        total = np.ones(len(years))
        for values in inputs:
            total = total * values
        return total

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say "a × b"."""
        return _chained(inputs, "×")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a chain of multiplications."""
        return "*".join(cells)


@dataclass(frozen=True)
class Quotient(_Inner):
    """One figure over another; over nothing there is no figure."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Divide the units; equal units give a share."""
        unit = inputs[0].unit / inputs[1].unit
        return unit if unit.powers else Unit(name="share")

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Divide."""
        return np.where(inputs[1] == 0, np.nan, inputs[0] / np.where(inputs[1] == 0, 1.0, inputs[1]))

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say "a / b"."""
        return _chained(inputs, "/")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a division."""
        return f"{cells[0]}/{cells[1]}"


@dataclass(frozen=True)
class OneMore(_Inner):
    """One plus a share, as in a mark-up; or one less a share."""

    sign: int = 1

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give a pure number; the input must be one."""
        if inputs[0].unit.powers:
            raise UnitError(message("Only a share can be added to one."), inputs[0], inputs[0])
        return NUMBER if self.sign > 0 else Unit(name="share")

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
class NotBelowZero(_Inner):
    """A figure where it is positive, else zero."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Cut off what is negative."""
        return np.maximum(inputs[0], 0.0)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say so."""
        return message("{figure}, where it is above zero", figure=inputs[0].label)

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write a maximum."""
        return f"MAX(0,{cells[0]})"


@dataclass(frozen=True)
class Recast(_Inner):
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
class Given:
    """A value set by the planner, by year."""

    path: Path
    of: Unit
    source: Origin

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the declared unit."""
        return self.of

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Read the path."""
        return np.array(self.path.over(years))

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say how it moves, if it does."""
        if self.path.is_constant:
            return None
        first, last = self.path.points[0], self.path.points[-1]
        return message(
            "{first_value} in {first} to {last_value} in {last}",
            first_value=self._said(first[1]),
            first=str(first[0]),
            last_value=self._said(last[1]),
            last=str(last[0]),
        )

    def _said(self, value: float) -> Message:
        if self.of.name == "share":
            return message("{percent}\u202f%", percent=round(value * 100, 2))
        return message("{value}", value=value)

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write the number."""
        return repr(self.path.at(year))

    def origin(self, year: int) -> Origin | None:
        """Give who set it and why."""
        return self.source

    def passes(self, year: int) -> bool:
        """Say that it makes a figure of its own."""
        return False

    def content(self) -> str:
        """Give path, unit and source."""
        return f"{self.path}{self.of}{self.source}"


@dataclass(frozen=True)
class NotKnown(_Inner):
    """A figure nobody knows: measures without any cost do not cost nothing."""

    of: Unit

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the declared unit."""
        return self.of

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Give no figure in any year."""
        return np.full(len(years), np.nan)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say so."""
        return message("not known: no measure is costed yet")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write the spreadsheet's word for it."""
        return "NA()"

    def content(self) -> str:
        """Give the unit."""
        return str(self.of)


@dataclass(frozen=True)
class Row:
    """One row of cells: (year, value, cell) triples, and the part of it that counts.

    Attributes:
        notes: (year, sentence) pairs on values that are not just what stands in their cell.
    """

    points: tuple[tuple[int, float, str], ...]
    sheet: str
    part: float = 1.0
    notes: tuple[tuple[int, Message], ...] = ()


@dataclass(frozen=True)
class Cells:
    """The sum of rows of an imported table; a year in which a row has no value has none."""

    rows: tuple[Row, ...]
    of: Unit
    workbook: str
    imported: str
    table: str
    fixed_year: int | None = None

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the table's unit."""
        return self.of

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Add the rows, each by the part of it that counts."""
        wanted = [self.fixed_year] * len(years) if self.fixed_year else years
        return np.array([self._by_year.get(year, np.nan) for year in wanted])

    @cached_property
    def _by_year(self) -> dict[int, float]:
        totals: dict[int, float] = {}
        counts: dict[int, int] = {}
        for row in self.rows:
            for year, value, _ in row.points:
                totals[year] = totals.get(year, 0.0) + row.part * value
                counts[year] = counts.get(year, 0) + 1
        return {year: total for year, total in totals.items() if counts[year] == len(self.rows)}

    @property
    def years(self) -> tuple[int, ...]:
        """The years with a value in every row."""
        return tuple(sorted(self._by_year))

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say how many cells are added."""
        if len(self.rows) > 1:
            return message("sum of {count} cells", count=len(self.rows))
        return message("value of {year}", year=str(self.fixed_year)) if self.fixed_year else None

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write the number; the cells named beside it hold the original."""
        return repr(self._by_year.get(self.fixed_year or year, float("nan")))

    def origin(self, year: int) -> Origin | None:
        """Give workbook, sheets and cells."""
        wanted = self.fixed_year or year
        by_sheet: dict[str, list[str]] = {}
        for row in self.rows:
            for point_year, _, cell in row.points:
                if point_year == wanted and cell:
                    by_sheet.setdefault(row.sheet, []).append(cell)
        sheets = list(by_sheet)
        texts = [spans(list(dict.fromkeys(cells))) for cells in by_sheet.values()]
        if len(sheets) > 1:
            texts = [f"{sheet}!{text}" for sheet, text in zip(sheets, texts, strict=True)]
        notes = tuple(dict.fromkeys(note for row in self.rows for at, note in row.notes if at == wanted))
        return Origin(
            self.workbook, ", ".join(sheets), ", ".join(texts), self.imported, self.table, notes=notes
        )

    def passes(self, year: int) -> bool:
        """Say that it makes a figure of its own."""
        return False

    def content(self) -> str:
        """Give the cells with their values."""
        return repr((self.rows, str(self.of), self.fixed_year))


@dataclass(frozen=True)
class Compounded(_Inner):
    """An index, 1 in the base year, from yearly rates of growth."""

    base_year: int
    to: Unit

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the index's unit."""
        return self.to

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Multiply up; the years run on from the base year."""
        return np.asarray(np.cumprod(1.0 + inputs[0], axis=-1), dtype=np.float64)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say so."""
        return message("{rates} compounded from {year}", rates=inputs[0].label, year=str(self.base_year))

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Multiply the factors from the first year on."""
        first = self.base_year + 1
        return "*".join(f"(1+{rows[0](one)})" for one in range(first, year + 1)) or "1"

    def content(self) -> str:
        """Give the base year and unit."""
        return f"{self.base_year}{self.to}"


@dataclass(frozen=True)
class EverySoOften(_Inner):
    """An index adjusted only every k years: between adjustments it stands still."""

    every: int
    base_year: int

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Take the value of the last adjustment; before the first it is 1."""
        steps = [self._adjusted(year) for year in years]
        return np.array([inputs[0][..., years.index(step)] if step in years else 1.0 for step in steps])

    def _adjusted(self, year: int) -> int:
        return self.base_year + (year - self.base_year) // self.every * self.every

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say so."""
        return message("{index}, adjusted every {years} years", index=inputs[0].label, years=self.every)

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the year of the last adjustment."""
        step = self._adjusted(year)
        return rows[0](step) if step > self.base_year else "1"

    def content(self) -> str:
        """Give the interval and the base year."""
        return f"{self.every}{self.base_year}"


@dataclass(frozen=True)
class InForce(_Inner):
    """A figure in the years a measure runs, zero in the others, whatever the figure is there."""

    start: int
    end: int | None

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Keep the unit."""
        return inputs[0].unit

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Blank the years outside."""
        return np.where([self._runs(year) for year in years], inputs[0], 0.0)

    def _runs(self, year: int) -> bool:
        return self.start <= year and (self.end is None or year <= self.end)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say from when to when."""
        if self.end is None:
            return message("{figure}, from {start}", figure=inputs[0].label, start=str(self.start))
        return message(
            "{figure}, {start} to {end}", figure=inputs[0].label, start=str(self.start), end=str(self.end)
        )

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Point at the input, or write zero."""
        return cells[0] if self._runs(year) else "0"

    def passes(self, year: int) -> bool:
        """Say whether it runs."""
        return self._runs(year)

    def content(self) -> str:
        """Give the years."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True)
class CarriedOn(_Inner):
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
            value, level = line[..., years.index(self.last)], index[..., years.index(self.last)]
        else:
            value, level = line[..., 0], np.ones_like(index[..., 0])
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

    def content(self) -> str:
        """Give the years."""
        return f"{self.last}-{self.base_year}"


def spans(cells: list[str]) -> str:
    """Write runs of cells of one column as ranges: D7, D9:D12."""
    runs: list[list[tuple[str, int]]] = []
    for cell in cells:
        column = cell.rstrip("0123456789")
        row = int(cell[len(column) :] or 0)
        if runs and runs[-1][-1] == (column, row - 1):
            runs[-1].append((column, row))
        else:
            runs.append([(column, row)])
    texts = []
    for run in runs:
        first, last = f"{run[0][0]}{run[0][1]}", f"{run[-1][0]}{run[-1][1]}"
        texts.append(first if first == last else f"{first}:{last}")
    return ", ".join(texts[:3]) + (f" +{len(texts) - 3}" if len(texts) > 3 else "")
