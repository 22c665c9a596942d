"""Coherence: which measure reaches which group in which year, and why not everyone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from ui.models.summaries import by_sector, reach_status
from ui.pages.access_panel import AccessPanel
from ui.pages.base import Page, scrolled
from ui.texts import say, t
from ui.widgets.basics import PlainLabel, column, frame, line, row
from ui.widgets.glyph import Glyph
from ui.widgets.heat import Cell, HeatMap, HeatRow
from workbench.errors import message

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import AccessCell

LONGEST = 13


class CoherencePage(Page):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Coherence")))
        self.sub.setText(t(message("Who can reach what, share of each group")))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMinimumWidth(80)
        self.slider.setMaximumWidth(240)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(t(message("Year")))
        self.slider.valueChanged.connect(self._year_moved)
        self._year_label = PlainLabel("", bold=True)
        self._year_label.setFixedWidth(44)
        self._first, self._last = PlainLabel("", size=9, tone="muted"), PlainLabel("", size=9, tone="muted")
        legend = row(gap=14)
        for status, text in (
            ("met", message("80 % or more")),
            ("partly", message("50 to 79 %")),
            ("not-met", message("under 50 %")),
        ):
            legend.addLayout(row(Glyph(status), PlainLabel(t(text), size=9, tone="muted"), gap=5))
        legend.addLayout(
            row(
                PlainLabel("·", size=9, tone="muted"),
                PlainLabel(t(message("not covered")), size=9, tone="muted"),
                gap=5,
            )
        )
        self._map = HeatMap(
            name=t(message("Access by measure and group")), row_height=22, head_height=42, label_width=236
        )
        self._map.clicked.connect(self._open)
        tile = frame("tile")
        head = row(
            PlainLabel(t(message("Year")), bold=True),
            self._year_label,
            self._first,
            self.slider,
            self._last,
            None,
            legend,
            gap=8,
            margins=(16, 10, 16, 8),
        )
        inner = column(self._map, None, gap=0, margins=(16, 0, 16, 10))
        tile.setLayout(
            column(head, row(line(), margins=(16, 0, 16, 6)), scrolled(inner), gap=0, margins=(1, 1, 1, 1))
        )
        self.main.addLayout(row(tile, margins=(24, 0, 24, 20)), 1)
        self.panel = AccessPanel(session)
        self.panel.closed.connect(self.panel.hide)
        self.outer.addWidget(self.panel)
        self._year = 0
        self._chosen: tuple[str, str] = ("", "")

    def refresh(self) -> None:
        """Show the map of the chosen year."""
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
        self._first.setText(str(years[0]))
        self._last.setText(str(years[-1]))
        self._fill()
        if self._chosen == ("", ""):
            self._choose_first()
        self.panel.show_cell(*self._chosen, self._year)

    def show_subject(self, subject: str) -> None:
        """Show "group:ID@YEAR@MEASURE"; the measure that reaches them least where none is named."""
        group, _, rest = subject.removeprefix("group:").partition("@")
        year, _, measure = rest.partition("@")
        results = self.session.results
        if results is None:
            return
        if year.isdigit() and int(year) in results.checked.access.years:
            self._year = int(year)
        if not measure:
            cells = [
                cell
                for cell in results.checked.access.cells
                if cell.group == group and cell.year == self._year
            ]
            measure = min(cells, key=_reach).measure if cells else ""
        self._chosen = (group, measure)
        self.panel.show()
        self.refresh()
        self._map.select((group, measure))
        self._map.setFocus()

    def _choose_first(self) -> None:
        results = self.session.results
        cells = [cell for cell in results.checked.access.cells if cell.year == self._year] if results else []
        if cells:
            worst = min(cells, key=_reach)
            self._chosen = (worst.group, worst.measure)

    def _fill(self) -> None:
        results, package, knowledge = self.session.results, self.session.package, self.session.knowledge
        if results is None:
            return
        self._year_label.setText(str(self._year))
        access = results.checked.access
        rows = []
        for number, (sector, measures) in enumerate(by_sector(package, knowledge)):
            word = knowledge.vocabulary("sector").get(sector)
            for place, measure in enumerate(measures):
                cells = []
                for group in package.groups:
                    cell = access.cell(group.id, measure.id, self._year)
                    key = (group.id, measure.id)
                    if cell is None:
                        why = (
                            t(message("not covered"))
                            if not measure.names(group.id)
                            else t(message("does not run in {year}", year=str(self._year)))
                        )
                        cells.append(Cell("·", tip=f"{measure.title}, {group.name}: {why}", key=key))
                        continue
                    share = say().share(cell.share, 0)
                    tip = t(
                        message(
                            "{measure}, {group}: {share} reached, {people} people not",
                            measure=measure.title,
                            group=group.name,
                            share=share,
                            people=say().people(cell.not_reached),
                        )
                    )
                    cells.append(Cell(share, status=reach_status(cell.share), tip=tip, key=key))
                rows.append(
                    HeatRow(
                        measure.title,
                        tuple(cells),
                        icon=(word.icon if word else "blocks") if place == 0 else "",
                        gap=place == 0 and number > 0,
                    )
                )
        self._map.show_rows([_two_lines(group.name) for group in package.groups], rows)

    def _open(self, key: tuple[str, str]) -> None:
        self._chosen = key
        self.panel.show()
        self.panel.show_cell(*key, self._year)

    def _year_moved(self, year: int) -> None:
        self._year = year
        self._fill()
        self.panel.show_cell(*self._chosen, year)


def _reach(cell: AccessCell) -> float:
    """Give the share to sort by; what is not known comes last."""
    return math.inf if math.isnan(cell.share) else cell.share


def _two_lines(name: str) -> str:
    """Break a name near its middle."""
    words = name.split(" ")
    if len(words) == 1 or len(name) <= LONGEST:
        return f"\n{name}" if len(words) == 1 else name.replace(" ", "\n", 1)
    best = min(
        range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:])))
    )
    return f"{' '.join(words[:best])}\n{' '.join(words[best:])}"
