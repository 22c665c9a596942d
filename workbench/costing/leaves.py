"""Where figures start: values the planner set, cells of imported workbooks, and what nobody knows."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workbench.costing.graph import Node, Values, Years
from workbench.costing.operations import Inner, Rows
from workbench.costing.units import Unit
from workbench.errors import Message, Spot, message
from workbench.model.cells import Cells as Addresses
from workbench.model.paths import MOVES, Path, Shape
from workbench.model.results import Origin

MOST_POINTS = 5
"""Years named one by one when a value of some years only is put into words."""


@dataclass(frozen=True)
class Given:
    """A value set by the planner, by year.

    Attributes:
        subject: Where it is set, such as "measure:ID cost.level" or "assumption:ID"; empty for a constant.
        by: Who set it.
        why: The reason or source.
    """

    path: Path
    of: Unit
    subject: str = ""
    by: str = ""
    why: str = ""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the declared unit."""
        return self.of

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Read the path."""
        return np.array(self.path.over(years))

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give no factor: there are no inputs."""
        return None

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say how it moves, if it does."""
        if self.path.is_constant:
            return None
        if self.path.shape is Shape.ONLY and len(self.path.points) <= MOST_POINTS:
            points = tuple(
                message("{value} in {year}", value=self._said(value), year=str(year))
                for year, value in self.path.points
            )
            return message("{points}, nothing in other years", points=points)
        first, last = self.path.points[0], self.path.points[-1]
        if first is last:
            return message("{value}, from {year} on", value=self._said(first[1]), year=str(first[0]))
        return message(
            "{first_value} in {first} to {last_value} in {last}, {shape}",
            first_value=self._said(first[1]),
            first=str(first[0]),
            last_value=self._said(last[1]),
            last=str(last[0]),
            shape=MOVES[self.path.shape],
        )

    def _said(self, value: float) -> Message:
        if self.of.name == "share":
            return message("{percent}\u202f%", percent=round(value * 100, 2))
        return message("{value}", value=value)

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write the number; a year before the first one stated has none."""
        value = self.path.at(year)
        return "NA()" if math.isnan(value) else repr(value)

    def origin(self, year: int) -> Origin | None:
        """Give who set it and why."""
        return Origin(assumption=self.subject, by=self.by, why=self.why)

    def passes(self, year: int) -> bool:
        """Say that it makes a figure of its own."""
        return False

    def reads(self, place: int, years: Years) -> Years:
        """Give nothing: there are no inputs."""
        return ()

    def content(self) -> str:
        """Give path, unit and source."""
        path = self.path
        return f"{path.points}{path.shape}{self.of}{(self.subject, self.by, self.why)}"


@dataclass(frozen=True)
class NotKnown(Inner):
    """A figure nobody knows: what is not stated is not nothing.

    Attributes:
        subject: Where it would be stated, such as "measure:ID cost.level"; empty where that is no one place.
    """

    of: Unit
    subject: str = ""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the declared unit."""
        return self.of

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Give no figure in any year."""
        return np.full(len(years), np.nan)

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say so."""
        if self.subject:
            return message("not known: {field} is not stated", field=self.subject)
        return message("not known")

    def formula(self, cells: tuple[str, ...], rows: Rows, year: int) -> str:
        """Write the spreadsheet's word for it."""
        return "NA()"

    def content(self) -> str:
        """Give the unit and the place."""
        return f"{self.of} {self.subject}"


@dataclass(frozen=True, eq=False)
class Line:
    """One row of cells as imported, shared by all figures that add it up.

    Attributes:
        years: The years with a value.
        values: The values, in the order of the years.
        cells: The cells they came from, likewise.
        notes: (year, sentence) pairs on values that are not just what stands in their cell.
    """

    years: tuple[int, ...]
    values: Values
    cells: Addresses
    sheet: str
    notes: tuple[tuple[int, Message], ...] = ()

    @property
    def points(self) -> Iterator[tuple[int, float, str]]:
        """The (year, value, cell) triples."""
        return zip(self.years, self.values.tolist(), self.cells, strict=True)

    @cached_property
    def digest(self) -> str:
        """What names the row's content."""
        told = repr((self.years, self.cells.ranges, self.sheet, self.notes))
        return hashlib.blake2b(self.values.tobytes() + told.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Row:
    """A row of cells, and the part of it that counts.

    Attributes:
        of: Whom it counts; a sheet for each year has rows of the same people, which make up one over the years.
    """

    line: Line
    part: float = 1.0
    of: str = ""


@dataclass(frozen=True)
class Cells:
    """The sum of rows of an imported table; a year in which a row has no value has none.

    Attributes:
        series: The key of the series they are rows of, by which ranges name them.
    """

    rows: tuple[Row, ...]
    of: Unit
    workbook: str
    imported: str
    table: str
    fixed_year: int | None = None
    series: str = ""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the table's unit."""
        return self.of

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Add the rows, each by the part of it that counts."""
        wanted = [self.fixed_year] * len(years) if self.fixed_year else years
        by_year = self._by_year
        return np.array([by_year.get(year, np.nan) for year in wanted])

    @cached_property
    def _by_year(self) -> dict[int, float]:
        first = self.rows[0].line.years if self.rows else ()
        if all(row.line.years == first for row in self.rows):
            values = np.array([row.line.values for row in self.rows]).reshape(len(self.rows), len(first))
            weighed = values * np.array([row.part for row in self.rows])[:, np.newaxis]
            return dict(zip(first, weighed.sum(axis=0).tolist(), strict=True))
        totals: dict[int, float] = {}
        counted: dict[int, set[str]] = {}
        names = [row.of or str(place) for place, row in enumerate(self.rows)]
        for row, name in zip(self.rows, names, strict=True):
            for year, value, _ in row.line.points:
                totals[year] = totals.get(year, 0.0) + row.part * value
                counted.setdefault(year, set()).add(name)
        whole = set(names)
        return {year: total for year, total in totals.items() if counted[year] == whole}

    @property
    def years(self) -> tuple[int, ...]:
        """The years with a value in every row."""
        return tuple(sorted(self._by_year))

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give no factor: there are no inputs."""
        return None

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say how many cells are added."""
        parts = tuple(
            message("{percent}\u202f% of {ages}", percent=round(row.part * 100, 6), ages=row.of.strip())
            for row in self.rows
            if row.part != 1.0
        )
        if parts:
            return message(
                "sum of {count} cells, of them {parts} as stated", count=len(self.rows), parts=parts
            )
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
            for point_year, _, cell in row.line.points:
                if point_year == wanted and cell:
                    # A value between two others has the cells of both.
                    by_sheet.setdefault(row.line.sheet, []).extend(cell.split(", "))
        spots = tuple(
            Spot(self.workbook, sheet, Addresses.of(dict.fromkeys(cells)).ranges)
            for sheet, cells in by_sheet.items()
        )
        notes = tuple(dict.fromkeys(note for row in self.rows for at, note in row.line.notes if at == wanted))
        if wanted not in self._by_year:
            said = message("no value for {year} in all its rows", year=str(wanted))
            notes = (*notes, said if spots else message("no value for {year}", year=str(wanted)))
        return Origin(spots or (Spot(self.workbook),), self.imported, self.table, notes=notes)

    def passes(self, year: int) -> bool:
        """Say that it makes a figure of its own."""
        return False

    def reads(self, place: int, years: Years) -> Years:
        """Give nothing: there are no inputs."""
        return ()

    def content(self) -> str:
        """Give the cells with their values."""
        rows = " ".join(
            [row.line.digest if row.part == 1.0 else f"{row.part!r}×{row.line.digest}" for row in self.rows]
        )
        return f"{rows} {self.of} {self.fixed_year} {self.series} {self.workbook}"
