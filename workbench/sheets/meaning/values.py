"""Turn cells into numbers; what is not a number is said with its address and never becomes zero."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.errors import Spot, WorkbookError, message
from workbench.model.cells import Place, address, column_name
from workbench.model.decided import AS_ASKED, Decision, Topic, coded, literal
from workbench.model.words import Severity
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.file.cells import Sheet
from workbench.sheets.file.xmlscan import FORMULA
from workbench.sheets.words.numbers import (
    Habit,
    currency_of,
    evidence,
    habit_of,
    is_error,
    is_missing,
    mark_of,
    parse,
    shows_grouping,
)

PERCENT_MOST = 150.0
PERCENT_ABSURD = 1000.0


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a cell, whether the cell shows it as a percentage (then it is a fraction), and the currency beside it."""

    value: float
    percent: bool = False
    currency: str = ""


@dataclass
class Numbers:
    """Reads the numbers of one table.

    Attributes:
        sheet: The sheet.
        notebook: Where problems go.
        whole: The habit of the table.
        columns: The habit of each column, where the table holds several.
        decisions: What was decided about numbers.
    """

    sheet: Sheet
    notebook: Notebook
    whole: Habit
    columns: dict[int, Habit] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    missing: dict[str, list[Place]] = field(default_factory=dict)
    marks: dict[str, list[Place]] = field(default_factory=dict)
    unclear: list[Place] = field(default_factory=list)
    formulas: list[Place] = field(default_factory=list)

    def plain(self, row: int, column: int) -> float | None:
        """Give a number that stands in its cell as one and is not shown as a percentage; None where `at` must look."""
        value = self.sheet.at(row, column)
        if type(value) is not float or (row, column) in self.sheet.odd:
            return None
        return value

    def at(self, row: int, column: int) -> Number | None:
        """Read a cell; None where it holds no number."""
        place = (row, column)
        wrong = self.sheet.trouble.get(place, "")
        if wrong == FORMULA:
            self.formulas.append(place)
            self.notebook.mark(self.sheet.name, place, "problem")
            return None
        if wrong:
            self._error(place, wrong)
            return None
        value = self.sheet.at(row, column)
        if value is None:
            return None
        if isinstance(value, float):
            return Number(value, place in self.sheet.percents)
        if isinstance(value, (bool, dt.date)):
            self._not_a_number(place, self.sheet.display(row, column))
            return None
        return self._from_text(place, value)

    def _from_text(self, place: Place, text: str) -> Number | None:
        if is_error(text):
            self._error(place, text.strip())
            return None
        if is_missing(text):
            self.missing.setdefault(text.strip(), []).append(place)
            return None
        chosen = self.columns.get(place[1], self.whole)
        found = parse(text, chosen.decimal)
        if found is not None:
            number, percent = found
            if mark := mark_of(text):
                self.marks.setdefault(mark, []).append(place)
            return Number(number / 100 if percent else number, percent, currency_of(text))
        shown = evidence(text)
        if shown == "?":
            self.unclear.append(place)
            self.notebook.mark(self.sheet.name, place, "problem")
        elif shown:
            self.notebook.say(
                Severity.SERIOUS,
                message("“{text}” is written with another decimal mark than the numbers around it; left empty.",
                        text=text.strip()),
                sheet=self.sheet.name,
                at=place,
                remedy=message("Correct the cell in the workbook."), code="other-decimal-mark",
            )  # fmt: skip
        else:
            self._not_a_number(place, text)
        return None

    def _error(self, place: Place, what: str) -> None:
        self.notebook.say(
            Severity.SERIOUS,
            message("The cell holds the error {error}; left empty.", error=what),
            sheet=self.sheet.name,
            at=place,
            remedy=message("Correct the formula in the workbook."),
            code="error-left-empty",
        )

    def _not_a_number(self, place: Place, text: str) -> None:
        self.notebook.say(
            Severity.SERIOUS,
            message(
                "“{text}” stands where a number was expected; left empty.", text=" ".join(text.split())[:60]
            ),
            sheet=self.sheet.name,
            at=place,
            remedy=message("Correct the cell, or choose another range with {option}.", option="--range"),
            code="no-number",
            asks="range",
        )

    def report(self) -> None:
        """Say what was found in many cells at once.

        Raises:
            WorkbookError: Numbers of a column can be read in two ways.
        """
        sheet = self.sheet.name
        for mark, places in self.missing.items():
            self.notebook.say(
                Severity.ADVISORY,
                message("“{mark}” is read as missing, not as zero; cells: {count}, the first is {cell}.",
                        mark=mark, count=len(places), cell=address(*places[0])),
                sheet=sheet,
                at=places[0], code="read-as-missing",
            )  # fmt: skip
        for mark, places in self.marks.items():
            self.notebook.say(
                Severity.ADVISORY,
                message("“{mark}” beside a number is taken for the mark of a note; cells: {count}, the first is {cell}.",
                        mark=mark, count=len(places), cell=address(*places[0])),
                sheet=sheet,
                at=places[0], code="note-beside-number",
            )  # fmt: skip
        if self.formulas:
            self.notebook.say(
                Severity.SERIOUS,
                message("Formulas without a calculated value: {count}, the first in {cell}; left empty.",
                        count=len(self.formulas), cell=address(*self.formulas[0])),
                sheet=sheet,
                at=self.formulas[0],
                remedy=message("Open the workbook in Excel or LibreOffice, save it, and import it again."), code="formulas-without-value",
            )  # fmt: skip
        if self.unclear:
            first = self.unclear[0]
            raise WorkbookError(
                message("“{text}” can be read with a decimal point or a decimal comma, and nothing in the column "
                        "tells which; cells: {count}.",
                        text=self.sheet.text_at(*first), count=len(self.unclear)),
                where=Spot(self.notebook.workbook, sheet, (address(*first),)),
                why=message("It is a thousand times more or less."),
                remedy=message("Say the decimal mark with {option}.", option="--decimal . / --decimal ,"), code="decimal-unclear", asks="decimal",
            )  # fmt: skip


def decide(
    sheet: Sheet,
    notebook: Notebook,
    places: Iterable[Place],
    *,
    given: str = "",
    percents: Iterable[Place] = (),
) -> Numbers:
    """Decide how the numbers of a table are written, for the table or else column by column.

    Args:
        sheet: The sheet.
        notebook: Where problems go.
        places: The cells of the table that should hold numbers.
        given: The decimal mark the user gave.
        percents: Those of the cells that hold percentages; 8.343 there is not eight thousand.
    """
    texts: dict[int, list[str]] = {}
    for row, column in places:
        value = sheet.at(row, column)
        if isinstance(value, str):
            texts.setdefault(column, []).append(value)
    everything = [text for column in texts.values() for text in column]
    votes = {column: Counter(map(evidence, own)) for column, own in texts.items()}
    whole = habit_of(sum(votes.values(), Counter()), given)
    numbers = Numbers(sheet, notebook, whole)
    if given:
        if everything:
            numbers.decisions.append(Decision(Topic.DECIMAL, literal(_mark_name(given)), AS_ASKED))
    elif whole.against:
        numbers.columns = {column: habit_of(own) for column, own in votes.items()}
        for column, own in numbers.columns.items():
            answer = literal(_mark_name(own.decimal)) if own.decimal else coded("not-clear")
            shown = coded("column-shows", column=column_name(column), shown=own.shown_by, against=own.against)
            numbers.decisions.append(Decision(Topic.DECIMAL, answer, shown, sure=False))
    elif not whole.decimal:
        mark = _by_percentages(sheet, percents)
        if mark:
            numbers.whole = Habit(mark, 0, 0, whole.unclear)
            beyond = coded("percentages-beyond")
            numbers.decisions.append(Decision(Topic.DECIMAL, literal(_mark_name(mark)), beyond, sure=False))
    elif whole.shown_by or whole.unclear:
        shown = coded("cells-show", shown=whole.shown_by, cells=len(everything))
        numbers.decisions.append(Decision(Topic.DECIMAL, literal(_mark_name(whole.decimal)), shown))
        other = "," if whole.decimal == "." else "."
        if not any(shows_grouping(text, whole.decimal) for text in everything):
            # That other columns write 1,5 does not tell what 1.234 is in a column that shows nothing.
            numbers.columns = {
                column: Habit("", 0, 0, 0)
                for column, own in texts.items()
                if not habit_of(votes[column]).decimal and any(other in text for text in own)
            }
    return numbers


def _mark_name(mark: str) -> str:
    return {".": "point", ",": "comma"}.get(mark, mark)


def _by_percentages(sheet: Sheet, places: Iterable[Place]) -> str:
    """Decide the mark from percentages that only one reading leaves possible."""
    votes: dict[str, int] = {".": 0, ",": 0}
    for row, column in places:
        value = sheet.at(row, column)
        if not isinstance(value, str) or evidence(value) != "?":
            continue
        point, comma = parse(value, "."), parse(value, ",")
        if point and comma:
            for mark, mine, other in ((".", point[0], comma[0]), (",", comma[0], point[0])):
                if abs(mine) <= PERCENT_MOST and abs(other) >= PERCENT_ABSURD:
                    votes[mark] += 1
    decided = [mark for mark, count in votes.items() if count]
    return decided[0] if len(decided) == 1 else ""
