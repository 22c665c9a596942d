"""What a reading is asked and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import Message, Problem, Spot
from workbench.model.cells import Place, address
from workbench.sheets.file.cells import Range

if TYPE_CHECKING:
    from workbench.model import Mapping, Table
    from workbench.model.decided import Coded
    from workbench.sheets.dialogue.answers import Answers, SeriesAnswer
    from workbench.sheets.meaning.asking import Question
    from workbench.sheets.meaning.column_totals import ColumnNumbers

MOST_ALIKE = 20


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about a workbook; everything empty is decided from the sheet.

    Attributes:
        sheet: Only this sheet.
        range: Only these cells, such as A5:K90.
        role: One of `model.table.ROLES`, or series:NAME for one series under a name of the user's.
        decimal: The decimal mark, "." or ",".
        unit: The unit: persons, thousands, money, percent, ...
        scale: What the cells are multiplied by.
        country: The country, where a table has several.
        own_country: The package's country, taken where a table has it among several and none is asked for.
        variant: The projection variant, where a table has several.
        year: The year of a table that states none.
        totals: "keep" to read rows and columns taken for totals too.
        sex: The sex of people whose sheet names none: female, male or both.
        marks: The decimal mark of single columns, by their letters.
        series: What is said about single series.
        each: What is said about single tables or sheets; it wins over the rest.
        ages: The method for single ages of classes of ages: sprague or uniform.
        interpolate: The method for missing years: linear.
        mapping: How an earlier version was read; the other answers win over it.
    """

    sheet: str = ""
    range: str = ""
    role: str = ""
    decimal: str = ""
    unit: str = ""
    scale: float | None = None
    country: str = ""
    own_country: str = ""
    variant: str = ""
    ages: str = ""
    interpolate: str = ""
    year: int = 0
    totals: str = ""
    sex: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    series: tuple[SeriesAnswer, ...] = ()
    each: tuple[Answers, ...] = ()
    mapping: Mapping | None = None


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
class Measured:
    """How one series was measured.

    Attributes:
        label: Its label.
        cell: The cell of its first value.
        unit: persons, money, share, index, or number.
        scale: What its cells are multiplied by.
        evidence: What says so.
        sure: Whether the sheet or the user says so.
    """

    label: str
    cell: str
    unit: str
    scale: float
    evidence: Coded
    sure: bool


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


@dataclass
class Notebook:
    """Collects problems and the kinds of cells while a workbook is read.

    Problems of one sort beyond the first twenty of a sheet are counted, not listed.

    Attributes:
        unclear: Columns whose numbers can be read in two ways, by sheet and first cell of their table.
        measured: Unit and scale of the series of tables, by sheet and first cell.
        choices: The countries and variants of tables that hold several, by sheet, first cell and topic.
    """

    workbook: str
    problems: list[Problem] = field(default_factory=list)
    kinds: dict[str, dict[Place, str]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    unclear: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    measured: dict[tuple[str, str], tuple[Measured, ...]] = field(default_factory=dict)
    choices: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)

    def say(
        self,
        severity: str,
        text: Message,
        *,
        code: str,
        asks: str = "",
        sheet: str = "",
        at: Place | None = None,
        remedy: Message | None = None,
    ) -> None:
        """Note a problem, and colour its cell.

        Args:
            severity: serious or advisory.
            text: What is wrong.
            code: What kind of problem it is.
            asks: What only the user can say, named like the field of `Answers`; or range, cells, sheet, sheet-of.
            sheet: The sheet.
            at: The cell.
            remedy: What to do.
        """
        sort = (sheet, code)
        self.counts[sort] = self.counts.get(sort, 0) + 1
        if at is not None:
            self.mark(sheet, at, "problem")
        if self.counts[sort] > MOST_ALIKE:
            return
        spot = Spot(self.workbook, sheet, (address(*at),) if at is not None else ())
        self.problems.append(Problem(severity, spot, text, remedy, code, asks))

    def mark(self, sheet: str, at: Place, kind: str) -> None:
        """Colour a cell; a problem stays a problem."""
        kinds = self.kinds.setdefault(sheet, {})
        if kinds.get(at) != "problem":
            kinds[at] = kind

    def unlisted(self) -> int:
        """Give how many problems were counted and not listed."""
        return sum(count - MOST_ALIKE for count in self.counts.values() if count > MOST_ALIKE)
