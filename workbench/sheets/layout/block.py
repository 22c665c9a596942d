"""The words for a table as it lies on its sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.model.cells import Place, Range, address
from workbench.sheets.file.cells import Sheet
from workbench.sheets.file.rows import Value
from workbench.sheets.words.numbers import is_error, is_missing, looks_numeric
from workbench.sheets.words.years import Year

LOOK_AHEAD = 14


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of numbers: its header, and the year it stands for where years run across."""

    column: int
    label: str
    year: Year | None = None
    group: str = ""


@dataclass
class Block:
    """One table as it lies on its sheet.

    Attributes:
        sheet: The sheet.
        kind: "across", "down" or "list".
        top: First header row.
        header: Last header row.
        last: Last row with numbers.
        keys: Role of each label or key column.
        names: Header of each column.
        values: Columns of numbers.
        year_column: The column of years where they run down.
        titles: Texts above, nearest first, with their place.
        notes: Texts below.
        words: Texts inside the header that speak for the whole table, such as a row of units.
        ignored: Columns nobody understood, with their header.
    """

    sheet: Sheet
    kind: str
    top: int
    header: int
    last: int
    keys: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    values: tuple[ValueColumn, ...] = ()
    year_column: int | None = None
    titles: tuple[tuple[Place, str], ...] = ()
    notes: tuple[tuple[Place, str], ...] = ()
    words: tuple[tuple[Place, str], ...] = ()
    ignored: dict[int, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Give the title: the first line above, or the name of the sheet."""
        below_first = [text for (_, column), text in reversed(self.titles) if column <= 2]
        return below_first[0][:200] if below_first else self.sheet.name

    @property
    def first_cell(self) -> str:
        """Give the first cell, by which answers about the table are known."""
        top, left, _, _ = self.area
        return address(top, left)

    @property
    def area(self) -> Range:
        """Give the cells the table covers."""
        columns = [*self.keys, *(value.column for value in self.values)]
        if self.year_column is not None:
            columns.append(self.year_column)
        return self.top, min(columns), self.last, max(columns)


def numeric(sheet: Sheet, row: int, column: int) -> bool:
    """Say whether a cell holds a number, in whatever habit."""
    value = sheet.at(row, column)
    if isinstance(value, bool) or value is None:
        return False
    return isinstance(value, float) or (isinstance(value, str) and looks_numeric(value))


def stands_for_number(sheet: Sheet, row: int, column: int) -> bool:
    """Say whether a cell holds a number, an error or a mark of a missing one."""
    value = sheet.at(row, column)
    if (row, column) in sheet.trouble or numeric(sheet, row, column):
        return True
    return isinstance(value, str) and (is_missing(value) or is_error(value))


def is_text(value: Value) -> bool:
    """Say whether a value is words: neither a number nor a mark of a missing one."""
    return (
        isinstance(value, str) and bool(value.strip()) and not looks_numeric(value) and not is_missing(value)
    )
