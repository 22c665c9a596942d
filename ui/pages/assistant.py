"""Bring in a workbook: the sheet as it was read, the decisions as sentences, the problems with their cells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from ui.models.told import SERIES, About, Told
from ui.models.window_words import sentences_here
from ui.pages.assistant_decisions import MAPPING, DecisionsPanel
from ui.pages.assistant_mappings import MappingsButton
from ui.pages.assistant_problems import ProblemsPane
from ui.pages.assistant_report import ReportPanel
from ui.pages.assistant_sentences import first_cell
from ui.pages.assistant_sheet import SheetPane
from ui.texts import set_tip, t
from ui.widgets.basics import column, holder, row
from ui.widgets.buttons import Button
from ui.widgets.glyph import Glyph
from workbench.errors import Message, Problem, RequestError, SavedAnewError, WorkbenchError, message, plural

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.session import Session
    from workbench.model import Mapping, Table
    from workbench.model.revision import Revision
    from workbench.sheets import Reading, SheetView
    from workbench.sheets.meaning.column_totals import ColumnNumbers


AT_ONCE = 50_000
"""Values of a table whose columns are added up while it is read."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The outcome of a reading: by which answers, to which question, and whether that changed anything."""

    told: Told
    about: About | None
    reading: Reading
    changed: bool
    numbers: dict[tuple[str, str], tuple[ColumnNumbers, ...]]


def _numbers(reading: Reading) -> dict[tuple[str, str], tuple[ColumnNumbers, ...]]:
    """Say how numbers written as texts were read, of tables small enough to do it at once."""
    small = (
        one
        for one in reading.tables
        if any(decision.topic == "decimal" for decision in one.how)
        and sum(len(series.years) for series in one.series) <= AT_ONCE
    )
    return {(one.sheet, first_cell(one)): reading.numbers(one, False) for one in small}


class Assistant(QWidget):
    """The assistant.

    Signals:
        closed: The tables were brought in, or the user gave up.
    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._path = Path()
        self._asked: tuple[tuple[str, str, str], ...] = ()
        self._job = 0
        self._before: dict[str, Table] = {}
        self.brought = ""
        """The first table that came in, for the page to show."""
        self._told = Told()
        self._reading: Reading | None = None
        self._left_out: frozenset[tuple[str, str]] = frozenset()
        self._notes: dict[About, tuple[str, str]] = {}
        self._numbers: dict[tuple[str, str], tuple[ColumnNumbers, ...]] = {}
        self.cancel = Button(t(message("Cancel")), tip=t(message("Leave without bringing anything in (Esc)")))
        self.cancel.clicked.connect(self._give_up)
        self.take = Button(t(message("Bring in")), kind="primary", icon="check")
        self.take.clicked.connect(self.go_on)
        self.mappings = MappingsButton(session, self._described)
        self.mappings.chosen.connect(self._read_by)
        self.sheet = SheetPane(self.mappings)
        self.sheet.turned.connect(self._turned)
        self.sheet.limited.connect(self._limited)
        self.problems = ProblemsPane()
        self.problems.taken.connect(self._jump)
        self.consent = QCheckBox()
        self._consent_asked: tuple[tuple[str, ...], str] = ((), "")
        self.consent.setAccessibleName(t(message("Take the rows of another country")))
        self.consent.toggled.connect(self._consented)
        self._foreign = holder(row(Glyph("serious"), self.consent, None, gap=8, margins=(24, 0, 24, 8)))
        self._foreign.hide()
        body = column(self._foreign, self.sheet, self.problems, gap=0)
        body.setStretch(1, 1)
        self.report = ReportPanel()
        self.steps = QStackedWidget()
        self.steps.addWidget(holder(body))
        self.steps.addWidget(self.report)
        self.setLayout(column(self.steps, gap=0))
        self.panel = DecisionsPanel()
        self.panel.answered.connect(self.answer)
        self.panel.ticked.connect(self._ticked)
        self.panel.unmapped.connect(self._read_plainly)
        self.panel.counted.connect(self._show_numbers)
        session.opened.connect(self.leave)

    def read(self, path: Path, asked: tuple[tuple[str, str, str], ...] = ()) -> None:
        """Read a workbook from the beginning; topics asked of a sheet are answered as soon as it is read."""
        self._asked = asked
        self._path, self.brought = path, ""
        self._told, self._notes, self._left_out = Told(), {}, frozenset()
        self._reading = None
        self._show_nothing()
        for widget in (self.cancel, self.take, self.panel):
            widget.show()
        self._show_reading()
        self._wait_for(message("Reading…"))
        self.sheet.table.setFocus()
        workspace = self.session.here
        self.session.tasks.forget(self._job)
        # The whole is read when the first rows are shown: side by side the two would keep each other waiting.
        self._job = self.session.tasks.run(lambda: workspace.head(path), self._glanced, self._unseen)

    def leave(self) -> None:
        """Give up what is being read: the project it was meant for is no longer the one that is open."""
        self.session.tasks.forget(self._job)
        self._reading = None
        self._show_nothing()
        self._show_reading()
        self.closed.emit()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables to bring in."""
        tables = self._reading.tables if self._reading else ()
        return tuple(one for one in tables if (one.sheet, first_cell(one)) not in self._left_out)

    def go_on(self) -> None:
        """Show what differs from a version held before; where there is none, bring the tables in."""
        if self.steps.currentIndex():
            self.bring_in()
            return
        workspace, tables = self.session.here, self.tables
        self._wait_for(message("Comparing…"))
        self._job = self.session.tasks.run(lambda: workspace.revision(tables), self._compared, self._failed)

    def _compared(self, found: Revision) -> None:
        if not found.replaced:
            self.bring_in()
            return
        self.sheet.wait.hide()
        self.take.setEnabled(True)
        self.report.show_revision(found)
        self.steps.setCurrentIndex(1)
        self.panel.hide()
        self.cancel.say(t(message("Back")))
        self.take.say(t(message("Bring in the newer version")))
        self.take.setFocus()

    def bring_in(self) -> None:
        """Bring the tables in as one step; it cannot be cancelled, but undone."""
        workspace, path, tables = self.session.here, self._path, self.tables
        if tables:
            self._wait_for(message("Bringing in…"))
            self.cancel.setEnabled(False)
            self._before = {table.id: table for table in self.session.here.package.tables}
            self.session.apply_aside(
                lambda: workspace.bring_in(path, tables), self._brought_in, self._not_brought_in
            )

    def _brought_in(self, done: bool) -> None:
        self.sheet.wait.hide()
        self.cancel.setEnabled(True)
        self._show_button()
        if done:
            before = self._before
            fresh = (table for table in self.session.here.package.tables if before.get(table.id) is not table)
            self.brought = next((table.id for table in fresh), "")
            self.closed.emit()

    def _not_brought_in(self, error: Exception) -> None:
        """Tell why nothing came in; a workbook saved anew meanwhile is read anew by the same answers."""
        self.session.fail(error)
        if isinstance(error, SavedAnewError):
            self._reading = None
            self._show_reading()
            self._start(self._told, None)

    def _wait_for(self, what: Message) -> None:
        """Say what is being done until it is done."""
        self.sheet.wait.show()
        self.take.say(t(what))
        if self.take.hasFocus():
            # A button that is switched off would hand the focus on to the next widget.
            self.take.clearFocus()
        self.take.setEnabled(False)

    def answer(self, about: About, value: Any) -> None:
        """Take an answer, and read the workbook by it; one that makes no sense is said beside the question."""
        told = about
        if about.topic == "series":
            told, value = About("role", about.sheet, about.cell), f"{SERIES}{value}" if value else ""
        if about.topic == "header":
            told = About("range", about.sheet)
        if about.topic == "year":
            if value and not str(value).isdigit():
                what = message("“{given}” is not a year.", given=str(value))
                self._refuse(about, RequestError(what, remedy=message("Write it like 2025.")))
                return
            value = int(value or 0)
        self._start(self._told.having(told, value), about)

    def _described(self) -> Mapping | None:
        """Say how the workbook was read, where it was."""
        return self._reading.describe() if self._reading is not None and self._reading.tables else None

    def _read_by(self, mapping: Mapping | None) -> None:
        self._start(Told(mapping=mapping), MAPPING)

    def _show_numbers(self, table: Table) -> None:
        """Show how the numbers of every column of a table were read, which takes long for a large one."""
        reading = self._reading
        if reading is None:
            return

        def shown(columns: tuple[ColumnNumbers, ...]) -> None:
            if reading is self._reading:
                self._numbers = self._numbers | {(table.sheet, first_cell(table)): columns}
                self._show_sheet()

        self.session.tasks.run(lambda: reading.numbers(table, True), shown, self.session.fail)

    def _read_plainly(self) -> None:
        self._read_by(None)

    def _limited(self, cells: str) -> None:
        self.answer(About("range", self.sheet.tabs.value()), cells)

    def _start(self, told: Told, about: About | None) -> None:
        workspace, path, before = self.session.here, self._path, self._reading

        def read() -> _Read:
            options = told.options()
            reading = (
                workspace.again(before, options) if before is not None else workspace.preview(path, options)
            )
            by = told
            if (
                told == Told()
                and before is None
                and (fitting := workspace.mapping_that_fits(reading)) is not None
            ):
                by = Told(mapping=fitting)
                reading = workspace.again(reading, by.options())
            changed = before is None or (reading.tables, reading.questions) != (
                before.tables,
                before.questions,
            )
            return _Read(by, about, reading, changed, _numbers(reading))

        def failed(error: Exception) -> None:
            self._refuse(about, error)

        self.session.tasks.forget(self._job)
        self._wait_for(message("Reading…"))
        self._job = self.session.tasks.run(read, self._done, failed)

    def _glanced(self, sheets: tuple[SheetView, ...]) -> None:
        """Show the first rows of all sheets as they stand until the whole is read."""
        self.sheet.offer(sheets)
        self.sheet.show_sheet()
        self._start(Told(), None)

    def _unseen(self, error: Exception) -> None:
        """Leave it to the reading of the whole to say what is wrong."""
        self._start(Told(), None)

    def _done(self, outcome: _Read) -> None:
        self.sheet.wait.hide()
        self._reading, self._told = outcome.reading, outcome.told
        self.mappings.current = outcome.told.mapping
        self._notes, self._numbers = {}, outcome.numbers
        asked, self._asked = self._asked, ()
        told = outcome.told
        for table in outcome.reading.tables:
            for topic, sheet, value in asked:
                if sheet == table.sheet and value:
                    told = told.having(About(topic, sheet, first_cell(table)), value)
        if told is not outcome.told:
            self._start(told, None)
            return
        if outcome.about not in (None, MAPPING) and not outcome.changed:
            said = message("This changed nothing: the sheet itself says otherwise, or said so already.")
            self._notes[outcome.about] = ("partly", t(said))
        self.sheet.offer(outcome.reading.sheets, outcome.reading.tables)
        self._show_sheet()
        self._ask_consent()
        self._show_button()

    def _refuse(self, about: About | None, error: Exception) -> None:
        """Say beside a question why its answer cannot be, and keep what was read before."""
        if about is None or self._reading is None or not isinstance(error, WorkbenchError):
            self._failed(error)
            return
        self.sheet.wait.hide()
        self._notes = {about: ("not-met", sentences_here(error))}
        self._show_sheet()
        self._show_button()

    def _ask_consent(self) -> None:
        """Ask whether rows of another country are meant: they would count as the package's own."""
        there = self.session.here.elsewhere(self.tables)
        here = self.session.package.country or self.session.package.country_code
        text = message(
            "The rows are of {there}, but the package is of {here}: take them all the same",
            there=there,
            here=here,
        )
        if not there or self._consent_asked != (there, here):
            self.consent.setChecked(False)
        self._consent_asked = (there, here)
        self.consent.setText(t(text))
        self._foreign.setVisible(bool(there))

    def _consented(self, _: bool) -> None:
        self._show_button()

    def _failed(self, error: Exception) -> None:
        self.sheet.wait.hide()
        self.take.say(t(message("Bring in")))
        if isinstance(error, WorkbenchError):
            self.panel.show_failure(sentences_here(error))
            self._show_button()
        else:
            self.session.broken.emit(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape, or go back from the report."""
        if event.key() == Qt.Key.Key_Escape and self.cancel.isEnabled():
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _give_up(self) -> None:
        self.session.tasks.forget(self._job)
        if not self.steps.currentIndex():
            self._reading = None
            self.closed.emit()
            return
        self._show_reading()
        self._show_button()

    def _show_reading(self) -> None:
        self.steps.setCurrentIndex(0)
        self.panel.show()
        self.cancel.say(t(message("Cancel")))

    def _show_nothing(self) -> None:
        self.panel.clear()
        self.sheet.clear()
        self.problems.show_problems(())
        self._foreign.hide()
        self.consent.setChecked(False)

    def _turned(self) -> None:
        """Follow to another sheet."""
        self._show_sheet()

    def _show_sheet(self) -> None:
        reading, name = self._reading, self.sheet.tabs.value()
        if reading is None:
            self.sheet.show_sheet()
            return
        tables = [table for table in reading.tables if table.sheet == name]
        taken = self.tables
        left_out = [table for table in tables if table not in taken]
        self.sheet.show_sheet(tables, reading.problems, left_out, self._told.about(name).range)
        self.panel.show_sheet(reading, name, self._told, self._left_out, self._notes, self._numbers)
        self.problems.show_problems(reading.problems, name)
        self._order()

    def _order(self) -> None:
        """Let Tab go from the sheets over the sheet, the questions and the problems to the buttons."""
        stops = (
            *self.sheet.stops,
            *self.panel.stops,
            *self.problems.rows,
            self.consent,
            self.mappings,
            self.cancel,
            self.take,
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _ticked(self, table: Table, on: bool) -> None:
        key = {(table.sheet, first_cell(table))}
        self._left_out = self._left_out - key if on else self._left_out | key
        self._show_sheet()
        self._ask_consent()
        self._show_button()

    def _show_button(self) -> None:
        tables = self.tables
        if not tables:
            self.take.say(t(message("Bring in")))
            self.take.setEnabled(False)
            return
        values = sum(series.filled for table in tables for series in table.series)
        self.take.say(t(plural("Bring in {count} table", "Bring in {count} tables", len(tables))))
        set_tip(self.take, t(plural("{count} value", "{count} values", values)))
        self.take.setEnabled(self._foreign.isHidden() or self.consent.isChecked())

    def _jump(self, problem: Problem) -> None:
        self.sheet.go(problem.sheet, problem.cell)
