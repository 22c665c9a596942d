"""What a reading gives: the tables of a workbook, what is wrong with it, and its sheets for showing."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import Problem
from workbench.model.cells import Range

if TYPE_CHECKING:
    from workbench.model import Mapping, Table
    from workbench.sheets.dialogue.notebook import Measured
    from workbench.sheets.dialogue.options import Options
    from workbench.sheets.dialogue.question import Question
    from workbench.sheets.meaning.column_totals import ColumnNumbers


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet for showing, cell by cell.

    Attributes:
        name: Its name.
        hidden: Whether the workbook hides it.
        height: Its rows.
        width: Its columns.
        text: Gives what stands in a cell, by row and column from 0.
        kind: Gives what a cell was taken for: "header", "label", "value", "total", "note", "problem" or "ignored".
        merged: Merged ranges as first row and column, last row and column.
    """

    name: str
    hidden: bool
    height: int
    width: int
    text: Callable[[int, int], str] = field(compare=False, repr=False)
    kind: Callable[[int, int], str] = field(compare=False, repr=False)
    merged: tuple[Range, ...] = ()

    def row(self, number: int) -> tuple[str, ...]:
        """Give the texts of a row."""
        return tuple(self.text(number, column) for column in range(self.width))


@dataclass(frozen=True, slots=True)
class Reading:
    """The tables of a workbook, everything found wrong, what only the user can say, and its sheets for showing.

    Attributes:
        look: Makes the views of the sheets; only the window shows them.
        describe: Makes the mapping that reads the workbook's next version in the same way.
        anew: Recognises the same cells by other options; a question that is still open is a problem, not an error.
        numbers: Says how the numbers of a table's columns were read: of those with texts, or of every one.
        questions: What only the user can say.
        measured: Unit and scale of the series of tables, by sheet and first cell.
        choices: The countries and variants of tables that hold several, by sheet, first cell and topic.
        money: Currency signs that the formats of cells write beside their numbers, by sheet.
    """

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    look: Callable[[], tuple[SheetView, ...]] = field(compare=False, repr=False)
    describe: Callable[[], Mapping] = field(compare=False, repr=False)
    anew: Callable[[Options], Reading] = field(compare=False, repr=False)
    numbers: Callable[[Table, bool], tuple[ColumnNumbers, ...]] = field(compare=False, repr=False)
    questions: tuple[Question, ...] = ()
    measured: Dictionary[tuple[str, str], tuple[Measured, ...]] = field(
        compare=False, repr=False, default_factory=dict
    )
    choices: Dictionary[tuple[str, str, str], tuple[str, ...]] = field(
        compare=False, repr=False, default_factory=dict
    )
    money: Dictionary[str, tuple[str, ...]] = field(compare=False, repr=False, default_factory=dict)

    @property
    def sheets(self) -> tuple[SheetView, ...]:
        """The views of the sheets, made when first looked at."""
        return self.look()
