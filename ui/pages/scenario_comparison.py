"""Any two scenarios side by side: what goes in, what comes out, and the steps from one cost to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.models import comparison
from ui.models.rows import Column, Row, RowsModel
from ui.pages.base import scrolled
from ui.pages.measure_fields import vocabulary_of
from ui.places import Place
from ui.texts import t
from ui.widgets.basics import PlainLabel, column, row
from ui.widgets.buttons import Button
from ui.widgets.clipboard import copy_table
from ui.widgets.fields import Choice
from ui.widgets.grid import ROW, Grid
from ui.widgets.pictured import Behind, Pictured
from ui.widgets.range_bars import RangeBars
from workbench.errors import Message, WorkbenchError, message

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import Results
    from workbench.scenarios import Comparison

Outcome = tuple[tuple[object, str, str], "Comparison", "Results", "Results"]
PLACES = {"measure": "package", "group": "groups", "criterion": "checks", "finding": "checks"}


class ScenarioComparison(QWidget):
    """The comparison."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.first = Choice(name=t(message("First scenario")))
        self.second = Choice(name=t(message("Second scenario")))
        for choice in (self.first, self.second):
            choice.setMinimumWidth(220)
            choice.chosen.connect(self._chosen)
        self.swap = Button(kind="ghost", icon="git-compare-arrows", name=t(message("Swap the two")), tip=t(message("Swap the two")))  # fmt: skip
        self.swap.clicked.connect(self._swap)
        self._said = PlainLabel("", size=11, bold=True, wrap=True)
        self._steps = RangeBars(name=t(message("Steps from the first cost to the second")))
        self._steps.clicked.connect(self._open)
        self.waterfall = Pictured(self._steps, name=t(message("Steps from the first cost to the second")))
        self.results = Section(message("What comes out, by year"), cells=True)
        self.results.table.opened.connect(self._year_chosen)
        self.inputs = Section(message("What goes in"))
        self.checks = Section(message("Criteria and findings"))
        for section in (self.inputs, self.checks):
            section.table.opened.connect(self._open_row)
        self._parts = (self.waterfall, self.results, self.inputs, self.checks)
        choices = row(
            PlainLabel(t(message("From"))), self.first, self.swap, PlainLabel(t(message("to"))), self.second, None, gap=8,
        )  # fmt: skip
        below = column(self._said, *self._parts, None, gap=16, margins=(0, 0, 8, 0))
        self.setLayout(column(choices, scrolled(below), gap=10))
        self._wanted: tuple[object, str, str] | None = None
        self._shown: tuple[object, str, str] | None = None
        self._found: Comparison | None = None
        self._years: list[int] = []

    @property
    def pair(self) -> tuple[str, str]:
        """The two scenarios chosen; an empty name is the package itself."""
        return str(self.first.currentData() or ""), str(self.second.currentData() or "")

    def choose(self, first: str, second: str) -> None:
        """Choose two scenarios."""
        self._offer()
        self.first.show_value(first)
        self.second.show_value(second)

    def refresh(self) -> None:
        """Compare the two chosen, off the window's thread."""
        self._offer()
        first, second = self.pair
        wanted = (self.session.here.package, first, second)
        if wanted in (self._shown, self._wanted):
            return
        self._wanted = wanted
        self._said.setText(t(message("Comparing …")))
        here = self.session.here
        self.session.tasks.run(
            lambda: (wanted, here.compare(first, second), here.results(first), here.results(second)),
            self._arrived,
            self._failed,
        )

    def _offer(self) -> None:
        scenarios = self.session.here.package.scenarios
        words = [("", t(message("Base scenario"))), *((one.id, one.title or one.id) for one in scenarios)]
        fresh = self.first.count() == 0
        for choice in (self.first, self.second):
            choice.offer(words)
        if fresh and scenarios:
            self.second.show_value(scenarios[0].id)

    def _arrived(self, outcome: Outcome) -> None:
        wanted, found, first, second = outcome
        if wanted != self._wanted or not self.session.is_open:
            return
        self._shown, self._wanted = wanted, None
        here, key_year = self.session.here, self.session.package.key_year
        names = (self.first.currentText(), self.second.currentText())
        self._said.setText(comparison.headline(found, names, key_year))
        for part in self._parts:
            part.setVisible(not found.is_same)
        if found.is_same:
            return
        self._found = found
        self._show_steps(key_year)
        years = self._years = sorted({year for one in found.estimates for year in one.years})
        columns = [Column(""), *(Column(str(year), number=True, bold=year == key_year) for year in years)]
        self.results.show_rows(
            columns, comparison.result_rows(found, (first, second), names, years), [0, *([76] * len(years))]
        )
        packages = (here.package_in(wanted[1]), here.package_in(wanted[2]))
        heads = [Column(t(message("Of what"))), Column(t(message("What"))), *(Column(name) for name in names)]
        self.inputs.show_rows(
            heads, comparison.input_rows(found, packages, vocabulary_of(self.session)), [220, 0, 180, 180]
        )
        heads = [Column(""), Column(t(message("What"))), *(Column(name) for name in names)]
        self.checks.show_rows(
            heads, comparison.check_rows(found, (first, second), self.session.knowledge), [64, 0, 150, 150]
        )

    def _show_steps(self, year: int) -> None:
        if self._found is None:
            return
        names = (self.first.currentText(), self.second.currentText())
        bars, behind = comparison.waterfall(self._found, names, year)
        if len(bars) > 2:
            self._steps.show_bars(bars)
        else:
            nothing = message("No measure costs more or less in {year}. Choose another year in the table below.", year=str(year))  # fmt: skip
            self._steps.show_nothing(t(nothing))
        self.waterfall.show_behind(behind)
        self.waterfall.setFixedHeight(120 + 30 * max(3, len(bars)) + 30 + ROW * min(6, len(behind.rows)))

    def _year_chosen(self, key: str, place: int) -> None:
        """Show the steps of the year of a cell."""
        if place:
            self._show_steps(self._years[place - 1])

    def _failed(self, error: Exception) -> None:
        self._wanted = None
        self._said.setText("")
        if isinstance(error, WorkbenchError):
            self.session.refused.emit(error)
        else:
            self.session.broken.emit(error)

    def _chosen(self, key: object) -> None:
        self.refresh()

    def _swap(self) -> None:
        first, second = self.pair
        self.choose(second, first)
        self.refresh()

    def _open(self, subject: str) -> None:
        self.session.go(Place("package", subject))

    def _open_row(self, key: str, place: int) -> None:
        number, _, rest = key.partition(":")
        subject = rest if number.isdigit() else key
        page = PLACES.get(subject.partition(":")[0])
        if page is not None:
            self.session.go(Place(page, subject))


class Section(QFrame):
    """A table under its title, as high as its rows."""

    def __init__(self, title: Message, *, cells: bool = False) -> None:
        super().__init__()
        self.setProperty("area", "tile")
        self._title = t(title)
        self.model = RowsModel([Column("")])
        self.table = Grid(self.model, name=self._title, sortable=False, cells=cells)
        self.copy = Button(t(message("Copy table")), kind="small", icon="table-2", name=t(message("Copy table: {name}", name=self._title)))  # fmt: skip
        self.copy.clicked.connect(self.copy_table)
        self._behind = Behind(self._title, "", (), ())
        self._none = PlainLabel(t(message("No difference.")), tone="muted")
        head = row(PlainLabel(self._title, size=11, bold=True), None, self.copy, margins=(16, 10, 16, 8))
        self._none.setContentsMargins(16, 0, 16, 0)
        self._none.setFixedHeight(31)
        self._none.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(head, self._none, self.table, gap=0, margins=(1, 1, 1, 1)))

    def show_rows(self, columns: list[Column], rows: list[Row], widths: list[int]) -> None:
        """Show rows."""
        self._behind = Behind(self._title, "", tuple(columns), tuple(rows))
        self.model.show_rows(rows, columns)
        self.table.widths(*widths)
        self.table.setFixedHeight(32 + ROW * len(rows))
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.copy.setEnabled(bool(rows))

    def copy_table(self) -> None:
        """Copy the table as text and HTML."""
        copy_table(self._behind.columns, self._behind.rows, title=self._title, unit="")
