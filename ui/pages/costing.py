"""The costing: what each sector and measure costs by year, pictures of it, and the trace of any figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QStackedWidget

from ui.files import documents, free_name
from ui.pages.base import Page
from ui.pages.budget_table import BudgetTable
from ui.pages.cost_pictures import CostPictures
from ui.pages.cost_table import CostTable
from ui.pages.goal_panel import GoalPanel
from ui.pages.trace_panel import TracePanel
from ui.places import Place
from ui.texts import set_tip, t
from ui.widgets.basics import row
from ui.widgets.buttons import Button, Segmented
from ui.widgets.fields import Choice
from workbench.errors import WorkbenchError, message, plural
from workbench.model import set_value
from workbench.model.words import PriceBasis

if TYPE_CHECKING:
    from ui.session import Session

SEEK, WRITE = message("Fit to a target"), message("Write live workbook")
ROOMY, WIDE, NARROW = 970, 1120, (780, 660)


class CostingPage(Page):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Costing")))
        self.view = Segmented(
            [
                ("cost", t(message("Cost")), ""),
                ("people", t(message("People")), ""),
                ("share", t(message("% of GDP")), ""),
                ("budget", t(message("Budget")), ""),
                ("pictures", t(message("Pictures")), ""),
            ],
            name=t(message("Figures shown")),
        )
        self.view.choose("cost")
        self.view.chosen.connect(self._view_chosen)
        self.basis = Choice(
            [
                (PriceBasis.NOMINAL.value, t(message("nominal"))),
                (PriceBasis.CONSTANT.value, t(message("constant"))),
            ],
            name=t(message("Price basis")),
        )
        self.basis.setMinimumWidth(104)
        self.basis.chosen.connect(self._set_basis)
        self.seek = Button(t(SEEK), icon="scale")
        self.seek.clicked.connect(self._seek)
        self.write = Button(t(WRITE), icon="file-spreadsheet", kind="primary")
        self.write.clicked.connect(self.save)
        self.add_to_head(self.view, self.basis, self.seek, self.write)
        self.figures = CostTable(session)
        self.budget = BudgetTable(session)
        self.pictures = CostPictures(session)
        self._parts = {"budget": self.budget.by, "pictures": self.pictures.view}
        self._stack = QStackedWidget()
        for shown in (self.figures, self.budget, self.pictures):
            shown.traced.connect(self._trace)
            self._stack.addWidget(shown)
        self.main.addLayout(row(self._stack, margins=(24, 0, 24, 20)), 1)
        self.panel, self.goal = TracePanel(session), GoalPanel(session)
        for panel in (self.panel, self.goal):
            panel.closed.connect(panel.hide)
            panel.closed.connect(self._fit_head)
            self.outer.addWidget(panel)

    def refresh(self) -> None:
        """Show the figures of the moment."""
        results, package = self.session.results, self.session.package
        self.basis.show_value(package.price_basis.value)
        if results is None:
            return
        partly = sum(bool(line.unstated) for line in results.estimate.measures)
        count = len(results.estimate.measures) - partly
        said = t(plural("{count} new or reformed measure", "{count} new or reformed measures", count))
        missing = partly + sum(not line.existing for line in results.estimate.uncosted)
        if missing:
            said = t(message("{measures}, {count} more not costed", measures=said, count=missing))
        self.sub.setText(said)
        view = self.view.value()
        shown = {"budget": self.budget, "pictures": self.pictures}.get(view, self.figures)
        self._stack.setCurrentWidget(shown)
        if shown is self.pictures:
            self.pictures.refresh()
        elif shown is self.budget:
            self.budget.show_budget(results)
        else:
            self.figures.show_view(results, view)
        self.panel.refresh()
        self.goal.refresh()

    def resizeEvent(self, event: object) -> None:
        """Let the head fit the room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_head()

    def show_place(self, place: Place) -> None:
        """Seek a goal for an input, show a view and its part, or explain a figure."""
        if place.view == "goal":
            self._seek()
            self.goal.choose(place.figure)
        elif place.view:
            self.view.choose(place.view)
            if place.part and place.view in self._parts:
                self._parts[place.view].choose(place.part)
            self.refresh()
        elif self.session.results is not None and place.figure:
            self._trace(place.figure, place.year or self.session.package.key_year)
            self.figures.select(place.figure, place.year)

    def _trace(self, figure: str, year: int) -> None:
        if self.panel.show_figure(figure, year):
            self.goal.hide()
            self._fit_head()

    def _seek(self) -> None:
        self.panel.hide()
        self.goal.refresh()
        self.goal.show()
        self.goal.input.setFocus()
        self._fit_head()

    def _fit_head(self) -> None:
        """Leave buttons their icons alone where a panel takes the room."""
        room = self.width() - sum(panel.width() for panel in (self.panel, self.goal) if not panel.isHidden())
        for button, words in ((self.seek, SEEK), (self.write, WRITE)):
            button.say(t(words) if room > ROOMY else "")
            set_tip(button, "" if room > ROOMY else t(words))
        self.sub.setVisible(room > WIDE)
        self.basis.setVisible(room > NARROW[0])
        self.heading.setVisible(room > NARROW[1])

    def _view_chosen(self, key: object) -> None:
        self.refresh()

    def save(self) -> None:
        """Write the calculation with live formulas where the user wants it."""
        wanted = free_name(documents() / f"{self.session.here.path.stem} – {t(message('costing'))}.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, t(WRITE), str(wanted), "Excel (*.xlsx)")
        if name:
            self.write_to(Path(name))

    def write_to(self, path: Path) -> None:
        """Write the workbook off the window's thread."""
        workspace, scenario = self.session.here, self.session.scenario
        self.write.setEnabled(False)
        self.session.tasks.run(
            lambda: workspace.write_costing(path, scenario=scenario), self._written, self._not_written
        )

    def _written(self, path: Path) -> None:
        self.write.setEnabled(True)
        self.session.told.emit(t(message("Written: {file}", file=str(path))))

    def _not_written(self, error: Exception) -> None:
        self.write.setEnabled(True)
        if isinstance(error, WorkbenchError):
            self.session.refused.emit(error)
        else:
            self.session.broken.emit(error)

    def _set_basis(self, value: str) -> None:
        text = t(message("nominal")) if value == PriceBasis.NOMINAL.value else t(message("constant"))
        self.session.edit(
            message("Show money in {basis} prices", basis=text), [set_value("package", "price_basis", value)]
        )
