"""Sheets as plain values: what stands in which cell, and what a reader would have dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.model.cells import Place, Range
from workbench.sheets.file.rows import Rows, Value


def shown(value: Value) -> str:
    """Write a value the way a plain sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat() if isinstance(value, dt.date) else value


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        name: Its name; the file's own name without ending for text files.
        rows: Values by row and column, both from 0, blanks being None; rows may differ in length.
        hidden: Whether the workbook hides the sheet.
        merged: Merged ranges.
        trouble: What stands in cells a reader gives back empty: "#N/A" and its like, or "formula".
        percents: Cells whose number is shown as a percentage (0.05 shown as 5 %).
        shrunk: Power of ten by which a cell is shown smaller than it is (1,000,500 shown as 1,000.5).
        money: Currency signs that the formats of cells write beside their numbers.
        hidden_rows: Rows the workbook hides.
        hidden_columns: Columns the workbook hides.
        text: Whether it comes from a text file, so that numbers are still texts.
        external: Cells whose formula takes its value from another workbook.
        width: Columns of the widest row.
        odd: Cells whose value is not what the reader gives: in trouble, or shown as a percentage.
        odd_rows: The rows of those.
    """

    name: str
    rows: Rows
    hidden: bool = False
    merged: tuple[Range, ...] = ()
    trouble: Mapping[Place, str] = field(default_factory=dict)
    percents: frozenset[Place] = frozenset()
    shrunk: Mapping[Place, int] = field(default_factory=dict)
    money: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    text: bool = False
    external: tuple[Place, ...] = ()
    width: int = field(init=False, default=0)
    odd: frozenset[Place] = field(init=False)
    odd_rows: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "odd", frozenset(self.trouble) | self.percents)
        object.__setattr__(self, "odd_rows", frozenset(row for row, _ in self.odd))
        object.__setattr__(self, "width", self.rows.width)

    @property
    def height(self) -> int:
        """Give the number of rows."""
        return len(self.rows)

    def at(self, row: int, column: int) -> Value:
        """Give a value, None outside the sheet."""
        return self.rows.at(row, column)

    def text_at(self, row: int, column: int) -> str:
        """Give a value as tidy text: line breaks and runs of blanks become one blank."""
        value = self.rows.at(row, column)
        return " ".join((value if type(value) is str else shown(value)).split())

    def display(self, row: int, column: int) -> str:
        """Give what the sheet shows in a cell, its error value included."""
        return self.trouble.get((row, column)) or shown(self.at(row, column))

    def filled(self, row: int) -> Iterator[int]:
        """Give the columns of a row that hold something."""
        return (column for column, value in enumerate(self.rows[row]) if value is not None)

    def within(self, limits: Range | None) -> Sheet:
        """Give the sheet with everything outside a range blank; addresses stay the same."""
        if limits is None:
            return self
        top, left, bottom, right = limits
        rows = Rows.of(
            [value if top <= r <= bottom and left <= c <= right else None for c, value in enumerate(row)]
            for r, row in enumerate(self.rows)
        )
        inside = {
            at: what for at, what in self.trouble.items() if top <= at[0] <= bottom and left <= at[1] <= right
        }
        return Sheet(
            self.name, rows, self.hidden, self.merged, inside, self.percents, self.shrunk, self.money,
            self.hidden_rows, self.hidden_columns, self.text, self.external,
        )  # fmt: skip
