"""Rows of a block whose columns are years: one object stands for all cells of a row.

Most large workbooks are such rows of plain numbers. An object for each cell takes ten times the time and memory of
reading it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from workbench.model.cells import Cells, Place, column_name
from workbench.model.values import Values
from workbench.sheets.file.cells import Sheet
from workbench.sheets.layout.block import Block
from workbench.sheets.words.years import Year


@dataclass(frozen=True, slots=True)
class Span:
    """The value columns that all strips of a block share, from left to right, each a year later than the one before.

    Attributes:
        years: The years as they are written.
        calendar: The same as calendar years.
        columns: The columns.
        letters: First and last column of each run without a gap.
    """

    years: tuple[Year, ...]
    calendar: tuple[int, ...]
    columns: tuple[int, ...]
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Strip(Sequence[tuple[Year, Place]]):
    """Year and place of each cell of a row, made when looked at."""

    row: int
    span: Span

    def __len__(self) -> int:
        return len(self.span.columns)

    def __iter__(self) -> Iterator[tuple[Year, Place]]:
        for year, column in zip(self.span.years, self.span.columns, strict=True):
            yield year, (self.row, column)

    @overload
    def __getitem__(self, index: int) -> tuple[Year, Place]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Year, Place]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Year, Place] | list[tuple[Year, Place]]:
        if isinstance(index, slice):
            return list(self)[index]
        return self.span.years[index], (self.row, self.span.columns[index])

    @property
    def addresses(self) -> Cells:
        """The addresses of its cells."""
        row = self.row + 1
        return Cells(
            tuple(
                f"{first}{row}:{last}{row}" if first != last else f"{first}{row}"
                for first, last in self.span.letters
            )
        )

    def plain(self, sheet: Sheet) -> Values | None:
        """Give its values where each is a number that stands in its cell as one, or blank; None where one is not."""
        first, last = self.span.columns[0], self.span.columns[-1]
        if self.row in sheet.odd_rows:
            return None
        held = sheet.rows.plain(self.row, first, last)
        if held is not None and len(held) > len(self.span.columns):
            held = array("d", [held[column - first] for column in self.span.columns])
        return Values(held) if held is not None else None


def span_of(block: Block) -> Span | None:
    """Give the columns of a block as one span; None where they are not plain years from left to right."""
    values = block.values
    years = tuple(value.year for value in values if value.year is not None and value.year.year)
    calendar = tuple(year.year for year in years)
    alike = len({(value.group, value.label) for value in values}) == 1
    if block.kind != "across" or not alike or len(years) < len(values):
        return None
    columns = tuple(value.column for value in values)
    if any(later <= year for row in (calendar, columns) for year, later in pairwise(row)):
        return None
    ends = [place for place, (one, other) in enumerate(pairwise(columns)) if other - one > 1]
    firsts = [columns[0], *(columns[place + 1] for place in ends)]
    lasts = [*(columns[place] for place in ends), columns[-1]]
    letters = tuple((column_name(one), column_name(other)) for one, other in zip(firsts, lasts, strict=True))
    return Span(years, calendar, columns, letters)
