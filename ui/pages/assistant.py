"""Bring in a workbook: the sheet as it was read, the decisions as sentences, the problems with their cells."""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QScrollArea, QStackedWidget, QWidget

from ui.models.cells import letters, place
from ui.models.cells import outline as outline_of
from ui.pages.assistant_decisions import DecisionsPanel
from ui.pages.assistant_mappings import MappingsButton
from ui.pages.assistant_report import ReportPanel
from ui.pages.base import scrolled
from ui.texts import sentences, set_tip, t
from ui.widgets.basics import PlainLabel, clear, column, frame, holder, row
from ui.widgets.buttons import Button, Segmented
from ui.widgets.glyph import Glyph
from ui.widgets.list_row import HEIGHT, ListColumn, ListRow, ListText
from ui.widgets.sheet_grid import Sheet, SheetGrid, Swatch
from workbench.errors import Message, Problem, WorkbenchError, message, plural

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model import Mapping, Table
    from workbench.model.revision import Revision
    from workbench.sheets import Options, Reading, SheetView


MOST_PROBLEMS = 4
"""Problems shown without scrolling."""


class Assistant(QWidget):
    """The assistant.

    Signals:
        closed: The tables were brought in, or the user gave up.
        titled: A line for the head of the page.
    """

    closed = Signal()
    titled = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._path = Path()
        self._job = 0
        self._options: dict[str, Options] = {}
        self._reading: Reading | None = None
        self._left_out: set[str] = set()
        self.cancel = Button(t(message("Cancel")))
        self.cancel.clicked.connect(self._give_up)
        self.take = Button(t(message("Bring in")), kind="primary", icon="check")
        self.take.clicked.connect(self.go_on)
        self._sheets = QHBoxLayout()
        self._view: Segmented | None = None
        legend = row(gap=14)
        for kind, text in (
            ("header", message("header")), ("label", message("label")), ("value", message("value")), ("total", message("total")),
            ("note", message("note")), ("problem", message("problem")), ("ignored", message("ignored")),
        ):  # fmt: skip
            legend.addLayout(row(Swatch(kind), PlainLabel(t(text), size=9, tone="muted"), gap=5))
        self._grid = SheetGrid(name=t(message("The sheet as it was read")))
        self._area = QScrollArea()
        self._area.setWidget(self._grid)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._wait = QProgressBar()
        self._wait.setRange(0, 0)
        self._wait.setTextVisible(False)
        self._wait.setAccessibleName(t(message("Reading the workbook")))
        tile = frame("tile")
        tile.setLayout(column(self._wait, self._area, gap=0, margins=(1, 1, 1, 1)))
        self._problem_count = PlainLabel("", tone="muted")
        self._problems = ListColumn()
        self._problem_area = scrolled(column(self._problems, None, gap=0))
        self._problem_area.setFixedHeight(0)
        below = frame("findings")
        head = holder(
            row(
                PlainLabel(t(message("Problems")), size=11, bold=True),
                4,
                self._problem_count,
                None,
                margins=(24, 0, 24, 0),
            )
        )
        head.setFixedHeight(40)
        below.setLayout(column(head, self._problem_area, gap=0))
        # In rows of their own: a workbook of many sheets leaves no room beside their names.
        legend.addStretch(1)
        self._mapping: Mapping | None = None
        self.mappings = MappingsButton(session, self._described)
        self.mappings.chosen.connect(self._read_by)
        top = row(self._sheets, None, self.mappings, margins=(24, 0, 24, 4))
        meaning = row(legend, margins=(24, 0, 24, 8))
        self.consent = QCheckBox()
        self.consent.setAccessibleName(t(message("Take the rows of another country")))
        self.consent.toggled.connect(self._consented)
        self._foreign = holder(row(Glyph("serious"), self.consent, None, gap=8, margins=(24, 0, 24, 8)))
        self._foreign.hide()
        body = column(top, meaning, self._foreign, holder(row(tile, margins=(24, 0, 24, 16))), below, gap=0)
        body.setStretch(3, 1)
        self.report = ReportPanel()
        self.steps = QStackedWidget()
        self.steps.addWidget(holder(body))
        self.steps.addWidget(self.report)
        self.setLayout(column(self.steps, gap=0))
        self.panel = DecisionsPanel()
        self.panel.answered.connect(self.answer)
        self.panel.ticked.connect(self._ticked)

    def read(self, path: Path) -> None:
        """Read a workbook from the beginning."""
        self._path = path
        self._mapping = None
        self._left_out = set()
        self._reading = None
        self._show_nothing()
        for widget in (self.cancel, self.take, self.panel):
            widget.show()
        self._options = {}
        self._show_reading()
        self._wait_for(message("Reading…"))
        workspace = self.session.here
        self.session.tasks.forget(self._job)
        # The whole is read when the first rows are shown: side by side the two would keep each other waiting.
        self._job = self.session.tasks.run(lambda: workspace.head(path), self._glanced, self._unseen)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables to bring in."""
        tables = self._reading.tables if self._reading else ()
        return tuple(table for table in tables if table.id not in self._left_out)

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
        self._wait.hide()
        self.take.setEnabled(True)
        self.report.show_revision(found)
        self.steps.setCurrentIndex(1)
        self.panel.hide()
        self.cancel.say(t(message("Back")))
        self.take.say(t(message("Bring in the newer version")))

    def bring_in(self) -> None:
        """Bring the tables in as one step; it cannot be cancelled, but undone."""
        workspace, path, tables = self.session.here, self._path, self.tables
        if tables:
            self._wait_for(message("Bringing in…"))
            self.cancel.setEnabled(False)
            self.session.apply_aside(lambda: workspace.bring_in(path, tables), self._brought_in)

    def _brought_in(self, done: bool) -> None:
        self._wait.hide()
        self.cancel.setEnabled(True)
        self._show_button()
        if done:
            self.closed.emit()

    def _wait_for(self, what: Message) -> None:
        """Say what is being done until it is done."""
        self._wait.show()
        self.take.say(t(what))
        self.take.setEnabled(False)

    def answer(self, topic: str, value: str) -> None:
        """Change an answer about the sheet shown, and read that sheet again."""
        sheet = self._chosen_sheet()
        given: Any = float(value) if topic == "scale" else value
        self._options[sheet] = dataclasses.replace(self._options_of(sheet), **{topic: given})
        self._start(sheet)

    def _options_of(self, sheet: str) -> Options:
        from workbench.sheets import Options

        return self._options.get(sheet) or Options(sheet=sheet, mapping=self._mapping)

    def _described(self) -> Mapping | None:
        """Say how the workbook was read, where it was."""
        return self._reading.describe() if self._reading is not None and self._reading.tables else None

    def _read_by(self, mapping: Mapping | None) -> None:
        self._mapping, self._options = mapping, {}
        self._start("")

    def _start(self, sheet: str) -> None:
        workspace, path, options = self.session.here, self._path, self._options_of(sheet)
        self.session.tasks.forget(self._job)
        self._wait_for(message("Reading…"))
        self._job = self.session.tasks.run(
            lambda: (sheet, workspace.preview(path, options)), self._done, self._failed
        )

    def _glanced(self, sheets: tuple[SheetView, ...]) -> None:
        """Show the first rows as they stand until the whole is read."""
        sheet = next((one for one in sheets if one.rows), None)
        if sheet is not None:
            self._show_cells(sheet, {}, frozenset(), None)
        self._start("")

    def _unseen(self, error: Exception) -> None:
        """Leave it to the reading of the whole to say what is wrong."""
        self._start("")

    def _done(self, outcome: tuple[str, Reading]) -> None:
        sheet, reading = outcome
        self._wait.hide()
        self._reading = _joined(self._reading, reading, sheet) if sheet and self._reading else reading
        self._make_sheets()
        self._show_sheet()
        self._show_problems()
        self._ask_consent()
        self._show_button()

    def _ask_consent(self) -> None:
        """Ask whether rows of another country are meant: they would count as the package's own."""
        there = self.session.here.foreign(self.tables)
        package = self.session.package
        text = message(
            "The rows are of {there}, but the package is of {here}: take them all the same",
            there=there,
            here=package.country or package.country_code,
        )
        if not there or self.consent.text() != t(text):
            self.consent.setChecked(False)
        self.consent.setText(t(text))
        self._foreign.setVisible(bool(there))

    def _consented(self, _: bool) -> None:
        self._show_button()

    def _failed(self, error: Exception) -> None:
        self._wait.hide()
        self.take.say(t(message("Bring in")))
        if isinstance(error, WorkbenchError):
            self.panel.show_failure(sentences(error))
        else:
            self.session.broken.emit(error)

    def _give_up(self) -> None:
        self.session.tasks.forget(self._job)
        if not self.steps.currentIndex():
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
        clear(self._sheets)
        self._view = None
        clear(self._problems)
        self._problem_count.setText("")
        self._foreign.hide()
        self.consent.setChecked(False)
        self._grid.show_sheet(Sheet((), (), ()))

    @property
    def _sheet(self) -> SheetView | None:
        if self._reading is None or not self._reading.sheets:
            return None
        name = self._chosen_sheet()
        return next((sheet for sheet in self._reading.sheets if sheet.name == name), self._reading.sheets[0])

    def _chosen_sheet(self) -> str:
        return self._view.value() if self._view is not None else ""

    def _make_sheets(self) -> None:
        held = self._chosen_sheet()
        clear(self._sheets)
        self._view = None
        reading = self._reading
        if reading is None or not reading.sheets:
            return
        names = [sheet.name for sheet in reading.sheets]
        full = {table.sheet for table in reading.tables}
        self._view = Segmented([(name, name, "table-2") for name in names[:8]], name=t(message("Sheet")))
        first = held if held in names else next((name for name in names if name in full), names[0])
        self._view.choose(first)
        self._view.chosen.connect(self._sheet_chosen)
        self._sheets.addWidget(self._view)

    def _sheet_chosen(self, name: object) -> None:
        self._show_sheet()
        self._show_problems()

    def _show_sheet(self) -> None:
        sheet, reading = self._sheet, self._reading
        if sheet is None or reading is None:
            return
        spots = [
            place(problem.cell)
            for problem in reading.problems
            if problem.sheet in ("", sheet.name) and problem.cell
        ]
        tables = [table for table in reading.tables if table.sheet == sheet.name]
        outline = outline_of(tables[0].range) if tables else None
        inside = outline if outline and outline[2] < len(sheet.rows) else None
        self._show_cells(
            sheet, dict(sheet.kinds), frozenset(spot for spot in spots if spot is not None), inside
        )
        wrong = (one for one in reading.problems if one.severity == "serious" and one.sheet == sheet.name)
        why = next((t(one.message) for one in wrong), "")
        self.panel.show_tables(tables, self._left_out, self._options_of(sheet.name), why)

    def _show_cells(
        self,
        sheet: SheetView,
        kinds: dict[tuple[int, int], str],
        spots: frozenset[tuple[int, int]],
        outline: tuple[int, int, int, int] | None,
    ) -> None:
        columns = max((len(cells) for cells in sheet.rows), default=0)
        self._grid.show_sheet(
            Sheet(
                tuple(letters(number) for number in range(columns)),
                tuple(str(number + 1) for number in range(len(sheet.rows))),
                sheet.rows,
                kinds,
                spots,
                outline,
            ),
            at_least=self._area.viewport().width() - 2,
        )

    def _ticked(self, key: str, on: bool) -> None:
        (self._left_out.discard if on else self._left_out.add)(key)
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

    def _show_problems(self) -> None:
        clear(self._problems)
        self._problems.rows = []
        problems = self._reading.problems if self._reading else ()
        self._problem_count.setText(
            t(plural("{count} in this workbook", "{count} in this workbook", len(problems)))
            if problems
            else t(message("none in this workbook"))
        )
        for number, problem in enumerate(problems[:200]):
            item = ListRow(
                ListText(
                    str(number),
                    _problem_text(problem),
                    glyph=problem.severity,
                    code=problem.cell or problem.sheet,
                )
            )
            set_tip(item, _problem_text(problem))
            item.taken.connect(self._jump)
            self._problems.rows.append(item)
            self._problems.addWidget(item)
        # The sheet takes the room that problems leave.
        self._problem_area.setFixedHeight(min(len(problems), MOST_PROBLEMS) * (HEIGHT + 2))

    def _jump(self, key: str) -> None:
        self._problems.choose(key)
        problems = self._reading.problems if self._reading else ()
        if int(key) >= len(problems):
            return
        problem = problems[int(key)]
        if problem.sheet and self._view is not None and problem.sheet != self._view.value():
            self._view.choose(problem.sheet)
            self._show_sheet()
        spot = place(problem.cell)
        if spot is not None:
            at = self._grid.go(*spot)
            self._area.ensureVisible(at.center().x(), at.center().y(), 120, 80)


def _joined(before: Reading, after: Reading, sheet: str) -> Reading:
    """Put a sheet read anew in its place among the others."""
    tables = (*(table for table in before.tables if table.sheet != sheet), *after.tables)
    problems = (*(one for one in before.problems if one.sheet != sheet), *after.problems)
    fresh = {one.name: one for one in after.sheets}

    def describe() -> Mapping:
        first, again = before.describe(), after.describe()
        others = (table for table in first.tables if table.sheet != sheet)
        return dataclasses.replace(first, tables=(*others, *again.tables))

    return dataclasses.replace(
        before,
        tables=tables,
        problems=problems,
        describe=describe,
        look=partial(tuple, [fresh.get(one.name, one) for one in before.sheets]),
    )


def _problem_text(problem: Problem) -> str:
    return " ".join(t(part) for part in (problem.message, problem.remedy) if part is not None)
