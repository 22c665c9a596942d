"""The data: tables brought in from workbooks, and the assistant that brings them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTemporaryDir
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from ui.dialogs.correction import CorrectionDialog
from ui.models.roles import role_word
from ui.models.rows import Column, Row, RowsModel
from ui.models.table_text import LARGE, MOST_YEARS, TableText, name_of, text_of, value_of
from ui.models.workbooks import FILTERS
from ui.pages.assistant import Assistant
from ui.pages.base import Page
from ui.pages.needs_panel import NeedsPanel
from ui.places import Place
from ui.texts import moment, say, t
from ui.widgets.basics import PlainLabel, column, frame, holder, row
from ui.widgets.buttons import Button
from ui.widgets.fields import HUGE, Text
from ui.widgets.grid import Grid
from workbench.errors import message, plural
from workbench.i18n import MISSING
from workbench.model import Table, remove, set_value
from workbench.model.corrections import never_negative
from workbench.model.rivals import Outdone, outdone
from workbench.model.words import Quantity

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import Fill

LEAST_WIDTH, PER_SIGN = 96, 7
FIRST_YEAR = 2
"""Column of the first year in the table of values."""
COUNTRY = 6
"""The column of countries, with the one that says whether a table counts behind it."""


class DataPage(Page):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Data")))
        self.remove = Button(t(message("Remove table")), icon="trash-2")
        self.remove.clicked.connect(self._remove_chosen)
        self.correct = Button(t(message("Correct a value…")), icon="sliders-horizontal")
        self.correct.clicked.connect(self._correct)
        self.bring = Button(t(message("Bring in a workbook…")), kind="primary", icon="file-spreadsheet")
        self.bring.clicked.connect(self.ask)
        self.add_to_head(self.remove, self.correct, self.bring)
        self.rows = RowsModel([
            Column(t(message("Table"))), Column(t(message("Holds"))), Column(t(message("Workbook"))), Column(t(message("Sheet and cells"))),
            Column(t(message("Years")), number=True), Column(t(message("Series")), number=True), Column(t(message("Country"))),
            Column(t(message("Counts"))), Column(t(message("Brought in"))),
        ])  # fmt: skip
        self.table = Grid(self.rows, name=t(message("Tables")))
        self.table.moved.connect(self._show_table)
        self.table.removed.connect(self._remove)
        self.series = RowsModel([Column(t(message("Series")))])
        self.values = Grid(
            self.series, name=t(message("Values of the chosen table")), sortable=False, cells=True
        )
        self._how = PlainLabel("", tone="muted", wrap=True)
        self._title = PlainLabel("", size=11, bold=True)
        self._shown: Table | None = None
        self._job = 0
        self._originals: QTemporaryDir | None = None
        self.currency = Text(name=t(message("Currency of its money")))
        self.currency.setFixedWidth(96)
        self.currency.entered.connect(self._set_currency)
        said = PlainLabel(t(message("Currency of its money")), tone="muted")
        self._money = holder(row(said, self.currency, None, gap=8))
        self.needs = NeedsPanel()
        self.needs.wanted.connect(self._cure)
        upper, lower = frame("tile"), frame("tile")
        upper.setLayout(column(self.table, gap=0, margins=(1, 1, 1, 1)))
        lower.setLayout(
            column(
                column(self._title, self._how, self._money, gap=4, margins=(16, 10, 16, 0)),
                self.values,
                gap=6,
                margins=(1, 1, 1, 1),
            )
        )
        body = column(self.needs, upper, lower, gap=16, margins=(24, 0, 24, 20))
        body.setStretch(1, 2)
        body.setStretch(2, 3)
        self.assistant = Assistant(session)
        self.assistant.closed.connect(self._leave)
        self.add_to_head(self.assistant.cancel, self.assistant.take)
        self.stack = QStackedWidget()
        self.stack.addWidget(holder(body))
        self.stack.addWidget(self.assistant)
        self.main.addWidget(self.stack, 1)
        self.outer.addWidget(self.assistant.panel)
        self._leave()

    def refresh(self) -> None:
        """Show the tables."""
        tables = self.session.package.tables
        if self.stack.currentIndex() == 0:
            self.sub.setText(
                t(
                    plural(
                        "{count} table; the original workbooks are kept in the package",
                        "{count} tables; the original workbooks are kept in the package",
                        len(tables),
                    )
                )
            )
        lacks = self.session.results.estimate.lacks if self.session.results is not None else ()
        self.needs.show_needs(lacks)
        hidden = outdone(tables)
        rows = [self._row(table, hidden.get(table.id)) for table in tables]
        self.rows.show_rows(rows)
        # Countries, and tables that do not count, are seldom: their columns would only take room from the others.
        countries = any(row.texts[COUNTRY] != MISSING for row in rows)
        self.table.setColumnHidden(COUNTRY, not countries)
        self.table.setColumnHidden(COUNTRY + 1, not hidden)
        wide = countries or bool(hidden)
        self.table.widths(
            0, 130 if wide else 150, 140 if wide else 180, 140 if wide else 220, 90, 56, 76, 130, 185
        )
        if tables and not self.table.key():
            self.table.select_key(tables[0].id)
        self._show_table(self.table.key())
        for button in (self.remove, self.correct):
            button.setEnabled(bool(tables))

    def show_place(self, place: Place) -> None:
        """Begin to bring in a workbook, the one named or one to choose; or show a table."""
        if place.view != "bring-in":
            self.table.select_key(place.id)
        elif place.part:
            self.read(Path(place.part))
        else:
            self.ask()

    def ask(self) -> None:
        """Ask for a workbook and read it."""
        name, _ = QFileDialog.getOpenFileName(self, t(message("Bring in a workbook")), "", FILTERS)
        if name:
            self.read(Path(name))

    def _cure(self, fill: Fill) -> None:
        """Begin what fills missing years: the assistant or an assumption."""
        if fill.code == "assumption":
            self.session.go(Place("about", fill.subject))
            return
        original = None
        if fill.code == "interpolate":
            self._originals = QTemporaryDir()
            original = self.session.here.original(fill.subject, Path(self._originals.path()))
        if original is None:
            self.ask()
        else:
            table = next(one for one in self.session.package.tables if one.id == fill.subject)
            self.read(
                original, (("interpolate", table.sheet, "linear"), ("ages", table.sheet, _ages_of(table)))
            )

    def read(self, path: Path, asked: tuple[tuple[str, str, str], ...] = ()) -> None:
        """Read a workbook and show what was understood; what is asked of a sheet is answered beforehand."""
        self.heading.setText(t(message("Bring in a workbook")))
        self.sub.setText(path.name)
        for button in (self.bring, self.remove, self.correct):
            button.hide()
        self.stack.setCurrentIndex(1)
        self.assistant.read(path, asked)

    def _leave(self) -> None:
        self.heading.setText(t(message("Data")))
        self.stack.setCurrentIndex(0)
        for widget in (self.assistant.cancel, self.assistant.take, self.assistant.panel):
            widget.hide()
        for button in (self.bring, self.remove, self.correct):
            button.show()
        if self.session.is_open:
            self.refresh()
            if self.assistant.brought:
                self.table.select_key(self.assistant.brought)
                self.table.setFocus()

    def _row(self, table: Table, hidden: Outdone | None) -> Row:
        from workbench.sheets.words.countries import said_by

        years = table.years
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]) if years else "–"
        place = f"{table.sheet} › {table.range}"
        texts = (
            table.title or table.id,
            role_word(table.role),
            table.workbook,
            place,
            span,
            say().number(len(table.series)),
            said_by(table) or MISSING,
            _counts(hidden),
            moment(table.imported),
        )
        return Row(
            table.id,
            texts,
            (
                texts[0],
                texts[1],
                texts[2],
                texts[3],
                float(years[0]) if years else 0.0,
                float(len(table.series)),
                texts[6],
                texts[7],
                table.imported,
            ),
            icon="file-spreadsheet",
        )

    def _show_table(self, key: str) -> None:
        table = next((item for item in self.session.package.tables if item.id == key), None)
        if table is not None and table is self._shown:
            return
        self._shown = table
        if table is None:
            self._title.setText(
                t(
                    message(
                        "No table yet: bring in the workbooks of the statistics office and the finance ministry."
                    )
                )
            )
            self._how.setText("")
            self._money.hide()
            self.series.show_rows([], [Column(t(message("Series")))])
            return
        self._title.setText(table.title or table.id)
        own, tasks = self.session.package.currency, self.session.tasks
        tasks.forget(self._job)
        if len(table.series) < LARGE:
            self._fill((table, text_of(table, own)))
            return
        self._how.setText(t(message("Opening the table…")))
        self._money.hide()
        self.series.show_rows([], [Column(t(message("Series")))])
        self._job = tasks.run(lambda: (table, text_of(table, own)), self._fill, self.session.fail)

    def _fill(self, made: tuple[Table, TableText]) -> None:
        table, text = made
        if table is not self._shown:
            return
        self._how.setText(text.how)
        found = text.currencies
        self._money.setVisible(bool(found))
        self.currency.setPlaceholderText(
            t(message("{currencies}?", currencies=found)) if len(found) > 1 else "".join(found)
        )
        self.currency.show_value(table.currency)
        self.series.show_rows(
            list(text.rows),
            [
                Column(t(message("Series"))),
                Column(t(message("Unit"))),
                *(Column(str(year), number=True) for year in text.years),
            ],
        )
        # A number that is cut off is a wrong one.
        longest = max((len(cell) for row in text.rows for cell in row.texts[FIRST_YEAR:]), default=0)
        self.values.widths(240, 90, *([max(LEAST_WIDTH, PER_SIGN * longest + 24)] * len(text.years)))

    def _set_currency(self, text: str) -> None:
        table = self._shown
        if table is None or text.strip().upper() == table.currency:
            return
        label = message("Set currency of {table}", table=table.title or table.id)
        if not self.session.edit(label, [set_value(f"table:{table.id}", "currency", text.strip().upper())]):
            self.currency.show_value(table.currency)

    def _correct(self) -> None:
        """Ask for a value in place of the one under the cursor."""
        table = next((one for one in self.session.package.tables if one.id == self.table.key()), None)
        place = self.values.column() - FIRST_YEAR
        if table is None or not self.values.key() or not 0 <= place < len(table.years[:MOST_YEARS]):
            self.values.setFocus()
            self.sub.setText(t(message("Choose a value in the lower table first.")))
            return
        number, year = int(self.values.key()), table.years[place]
        imported, series = table.series[number], table.rows[number]
        dialog = CorrectionDialog(
            self,
            f"{name_of(series)}, {year}",
            value_of(imported.at(year), series.unit),
            value=series.at(year) or 0.0,
            unit=series.unit,
            least=0.0 if never_negative(table, series) else -HUGE,
        )
        if dialog.exec():
            value = (
                None
                if dialog.taken_back
                else dialog.value.value() * (0.01 if series.unit == Quantity.SHARE else 1.0)
            )
            name, why = f"table:{table.id}.{series.name}", dialog.why.text()
            self.session.apply(lambda: self.session.here.correct(name, {year: value}, why))

    def _remove_chosen(self) -> None:
        self._remove(self.table.key())

    def _remove(self, key: str) -> None:
        table = next((item for item in self.session.package.tables if item.id == key), None)
        if table is not None:
            self.session.edit(
                message("Remove table {table}", table=table.title or table.id), [remove(f"table:{key}")]
            )


def _ages_of(table: Table) -> str:
    """Give the method by which single ages of a table were made; empty where they are as imported."""
    return next((one.split for one in table.series if one.split), "")


def _counts(hidden: Outdone | None) -> str:
    """Say whether a table counts, or which one does in its place."""
    if hidden is None:
        return t(message("yes"))
    other = hidden.by.workbook or hidden.by.id
    if not hidden.series:
        return t(message("no: {other} does", other=other))
    return t(message("not for {series}: {other}", series=hidden.series, other=other))
