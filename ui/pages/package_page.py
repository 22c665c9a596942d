"""The package: its measures as a board, a table or a timeline, with the inspector at the side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from ui.models.rows import Column, Row, RowsModel
from ui.models.summaries import access_by_measure, by_sector, covered, reach_status, share_of_gdp, year_for
from ui.pages.base import Page
from ui.pages.board import Board
from ui.pages.catalogue import Catalogue
from ui.pages.inspector import Inspector
from ui.places import Place
from ui.texts import percent, t, word
from ui.widgets.basics import holder, row
from ui.widgets.buttons import Button, Segmented
from ui.widgets.grid import Grid
from ui.widgets.timeline import Span, Timeline
from workbench.errors import message, plural
from workbench.model import Measure, remove

if TYPE_CHECKING:
    from ui.session import Session


VIEWS = ("board", "table", "timeline")
"""In the order of the stack; the catalogue stands behind them."""


class PackagePage(Page):
    """The page."""

    panel_below = True

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Package")))
        self.view = Segmented(
            [("board", t(message("Board")), "columns-3"), ("table", t(message("Table")), "rows-3"), ("timeline", t(message("Timeline")), "chart-gantt")],
            name=t(message("View")),
        )  # fmt: skip
        self.view.choose("board")
        self.view.chosen.connect(self._show_view)
        self.add = Button(t(message("Add measure")), kind="primary", icon="plus")
        self.add.clicked.connect(self.show_catalogue)
        self.add_to_head(self.view, self.add)
        self.board = Board(session)
        self.board.removed.connect(self.remove)
        self.rows = RowsModel(self._columns())
        self.table = Grid(self.rows, name=t(message("Measures")))
        self.table.moved.connect(self._moved)
        self.table.removed.connect(self.remove)
        self.timeline = Timeline(name=t(message("Measures by year")))
        self.timeline.taken.connect(self._moved)
        self.catalogue = Catalogue(session)
        self.catalogue.closed.connect(self._leave_catalogue)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.board)
        self.stack.addWidget(holder(row(self.table, margins=(24, 0, 24, 12))))
        self.stack.addWidget(self.timeline.scrolling())
        self.stack.addWidget(self.catalogue)
        self.main.addWidget(self.stack, 1)
        self.inspector = Inspector(session)
        self.outer.addWidget(self.inspector)
        session.selected.connect(self._selected)

    def refresh(self) -> None:
        """Show the measures and the chosen one."""
        self._show_measures()
        self._show_figures()
        if self.stack.currentIndex() == VIEWS.index("timeline"):
            self._fill_timeline()
        self.inspector.refresh()

    def edited(self) -> None:
        """Show measures that came, went or moved, and the chosen one as it is now."""
        self._show_measures()
        view = VIEWS[self.stack.currentIndex()] if self.stack.currentIndex() < len(VIEWS) else ""
        if view == "board":
            self.board.show_measures()
        elif view == "timeline":
            self._fill_timeline()
        self.inspector.show_measure()

    def worked_out(self) -> None:
        """Show whom the measures reach and what they cost."""
        self._show_figures()
        self.inspector.show_results()

    def _show_figures(self) -> None:
        view = self.stack.currentIndex()
        if view == VIEWS.index("board"):
            self.board.refresh()
        elif view == VIEWS.index("table"):
            self._fill_table()

    def _show_measures(self) -> None:
        package = self.session.package
        sectors = len({measure.sector for measure in package.measures})
        self.sub.setText(
            t(
                message(
                    "{measures} in {sectors}",
                    measures=plural("{count} measure", "{count} measures", len(package.measures)),
                    sectors=plural("{count} sector", "{count} sectors", sectors),
                )
            )
        )
        if self.inspector.measure is None:
            first = next(
                (item for _, items in by_sector(package, self.session.knowledge) for item in items), None
            )
            self.session.select(f"measure:{first.id}" if first else "")

    def show_place(self, place: Place) -> None:
        """Choose a measure, or show the catalogue."""
        if place.view == "catalogue":
            self.show_catalogue()
        elif place.kind == "measure":
            self.session.select(place.subject)
            self.board.focus_selection()

    def show_catalogue(self) -> None:
        """Show the instruments to add from."""
        self.stack.setCurrentIndex(3)
        self.heading.setText(t(message("Add a measure")))
        self.view.hide()
        self.add.hide()
        self.inspector.hide()
        self.catalogue.refresh()

    def remove(self, key: str) -> None:
        """Remove a measure; undo brings it back."""
        measure = self.session.package.measure(key)
        if measure is not None:
            self.session.edit(message("Remove {measure}", measure=measure.title), [remove(f"measure:{key}")])
            self.board.focus_selection()

    def _leave_catalogue(self, added: object) -> None:
        self.heading.setText(t(message("Package")))
        self.view.show()
        self.add.show()
        self.inspector.show()
        self._show_view(self.view.value())
        if added:
            self.session.select(f"measure:{added}")
            self.refresh()
        self.board.focus_selection()

    def _show_view(self, key: object) -> None:
        self.stack.setCurrentIndex(VIEWS.index(str(key)))
        self.refresh()

    def _selected(self, subject: object) -> None:
        if self.isVisible():
            self.board.show_selection()

    def _moved(self, key: str) -> None:
        self.session.select(f"measure:{key}")

    @staticmethod
    def _columns() -> list[Column]:
        return [
            Column(t(message("Measure"))), Column(t(message("Sector"))), Column(t(message("Delivery"))),
            Column(t(message("From")), number=True), Column(t(message("To")), number=True),
            Column(t(message("Groups reached")), number=True), Column(t(message("% of GDP")), number=True, bold=True),
        ]  # fmt: skip

    def _fill_table(self) -> None:
        results = self.session.results
        cells = access_by_measure(results) if results else {}
        rows = [self._row(measure, cells) for measure in self.session.package.measures]
        self.rows.show_rows(rows)
        self.table.widths(0, 150, 130, 64, 64, 120, 90)
        self.table.select_key(self.session.selection.partition(":")[2])

    def _row(self, measure: Measure, cells: object) -> Row:
        package, results = self.session.package, self.session.results
        year = package.key_year
        here = (
            access_by_measure(results).get(measure.id, {}).get(year_for(measure, year), []) if results else []
        )
        reached = sum(reach_status(cell.share) == "met" for cell in here)
        of = len(here) or len(covered(measure, package))
        line = results.estimate.line(measure.id) if results else None
        share = share_of_gdp(results.estimate, line.cost, year) if results and line else None
        sector = t(self.session.knowledge.title("sector", measure.sector))
        return Row(
            measure.id,
            (measure.title, sector, word(measure.delivery), str(measure.start), str(measure.end or "–"),
             f"{reached} / {of}" if here else "–", percent(share) if share else "–"),
            (measure.title, sector, word(measure.delivery), float(measure.start), float(measure.end or 9999), reached / max(of, 1), share or 0.0),
        )  # fmt: skip

    def _fill_timeline(self) -> None:
        package, knowledge = self.session.package, self.session.knowledge
        order = list(knowledge.vocabulary("sector"))
        measures = sorted(
            package.measures,
            key=lambda item: (order.index(item.sector) if item.sector in order else 99, item.start),
        )
        spans = []
        for measure in measures:
            found = knowledge.vocabulary("sector").get(measure.sector)
            spans.append(
                Span(measure.id, measure.title, found.icon if found else "", measure.start, measure.end)
            )
        self.timeline.show_spans(
            spans, package.years, package.key_year, self.session.selection.partition(":")[2]
        )
