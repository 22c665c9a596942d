"""Coherence, in five readings: access, sectors, unequal terms, measures on one another, what opens doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QStackedWidget

from ui.pages.access_panel import AccessPanel
from ui.pages.base import Page
from ui.pages.reading_access import AccessReading, reach_order
from ui.pages.reading_doors import DoorsReading
from ui.pages.reading_measures import MeasuresReading
from ui.pages.reading_sectors import SectorsReading
from ui.pages.reading_terms import TermsReading
from ui.pages.side_panel import SidePanel
from ui.places import Place
from ui.texts import t
from ui.widgets.basics import PlainLabel, column, frame, holder, line, row
from ui.widgets.buttons import Segmented
from workbench.errors import Message, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.reading import Reading
    from ui.session import Session

VIEWS: tuple[tuple[str, Message, str, Callable[[Session], Reading], Message], ...] = (
    ("access", message("Access"), "users", AccessReading, message("Who can reach what, share of each group")),
    ("sectors", message("Sectors"), "blocks", SectorsReading, message("All three principles in every sector")),
    ("terms", message("Terms"), "scale", TermsReading, message("Unequal terms, and what changes them")),
    ("measures", message("Measures"), "git-compare-arrows", MeasuresReading, message("How measures act on one another")),
    ("doors", message("Doors"), "id-card", DoorsReading, message("What would let in most people")),
)  # fmt: skip


class CoherencePage(Page):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Coherence")))
        self.view = Segmented(
            [(key, t(name), icon) for key, name, icon, _, _ in VIEWS], name=t(message("Reading"))
        )
        self.view.choose("access")
        self.view.chosen.connect(self._view_chosen)
        self.add_to_head(self.view)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMinimumWidth(80)
        self.slider.setMaximumWidth(200)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(t(message("Year")))
        self.slider.valueChanged.connect(self._year_moved)
        self._year_label = PlainLabel("", bold=True)
        self._year_label.setFixedWidth(44)
        self._years = holder(
            row(PlainLabel(t(message("Year")), bold=True), self._year_label, self.slider, gap=8)
        )
        self._stack, self._above = QStackedWidget(), QStackedWidget()
        self.readings: dict[str, Reading] = {}
        for key, _, _, make, _ in VIEWS:
            reading = make(session)
            reading.clicked.connect(self._explain)
            self.readings[key] = reading
            self._stack.addWidget(reading)
            above = row(reading.above, None, reading.legend(), gap=14)
            self._above.addWidget(holder(above))
        self._above.setMaximumHeight(36)
        tile = frame("tile")
        head = row(self._years, self._above, gap=14, margins=(16, 8, 16, 6))
        head.setStretch(1, 1)
        tile.setLayout(
            column(head, row(line(), margins=(16, 0, 16, 6)), self._stack, gap=0, margins=(1, 1, 1, 1))
        )
        self.main.addLayout(row(tile, margins=(24, 0, 24, 20)), 1)
        self.panel = AccessPanel(session)
        self.side = SidePanel(session, "circle-help", message("Why?"))
        for panel in (self.panel, self.side):
            panel.closed.connect(panel.hide)
            self.outer.addWidget(panel)
        self._year = 0
        self._open = True
        self.panel.closed.connect(self._closed)
        self.side.closed.connect(self._closed)
        self.side.hide()

    @property
    def reading(self) -> Reading:
        """The reading shown."""
        return self.readings[self.view.value()]

    def refresh(self) -> None:
        """Show the chosen reading of the chosen year."""
        results, package = self.session.results, self.session.package
        if results is None or not results.checked.access.years:
            return
        years = results.checked.access.years
        if self._year not in years:
            self._year = package.key_year if package.key_year in years else years[0]
        self.slider.blockSignals(True)
        self.slider.setRange(years[0], years[-1])
        self.slider.setValue(self._year)
        self.slider.blockSignals(False)
        self._fill()

    def show_place(self, place: Place) -> None:
        """Show a reading; or a group and a measure, the one that reaches it least where none is named."""
        if place.view:
            self.view.choose(place.view)
            self._open = True
            self.refresh()
            return
        group, measure = place.id, place.other
        results = self.session.results
        if results is None:
            return
        if place.year in results.checked.access.years:
            self._year = place.year
        if not measure:
            cells = [
                cell
                for cell in results.checked.access.cells
                if cell.group == group and cell.year == self._year
            ]
            measure = min(cells, key=reach_order).measure if cells else ""
        self.view.choose("access")
        self.reading.chosen = (group, measure)
        self._open = True
        self.refresh()
        self.reading.heat.select((group, measure))
        self.reading.heat.setFocus()

    def _fill(self) -> None:
        key = self.view.value()
        place = list(self.readings).index(key)
        self._stack.setCurrentIndex(place)
        self._above.setCurrentIndex(place)
        self._years.setVisible(self.reading.yearly)
        self._year_label.setText(str(self._year))
        self.sub.setText(t(VIEWS[place][4]))
        self.reading.fill(self._year)
        self._explain()

    def _explain(self, key: object = None) -> None:
        if key is not None:
            self._open = True
        access = self.view.value() == "access"
        panel = self.panel if access else self.side
        self.panel.setVisible(access and self._open)
        self.side.setVisible(not access and self._open)
        self.reading.explain(panel, self._year)

    def _closed(self) -> None:
        self._open = False

    def _view_chosen(self, key: object) -> None:
        self.refresh()

    def _year_moved(self, year: int) -> None:
        self._year = year
        self._fill()
