"""The board: measures as cards under their sectors, in columns that end near each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.summaries import (
    access_by_measure,
    at_least,
    by_sector,
    covered,
    reach_status,
    sector_costs,
    share_of_gdp,
    year_for,
)
from ui.pages.base import HIGHLIGHT_MS, later, scrolled
from ui.texts import percent, say, t
from ui.widgets.basics import IconLabel, PlainLabel, clear, column, holder, row
from ui.widgets.card import HEIGHT, Card, CardText
from ui.widgets.glyph import Glyph
from workbench.errors import message, plural
from workbench.model.words import MeasureStatus, Principle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.session import Session
    from workbench.model import Measure
    from workbench.model.results import AccessCell

PRINCIPLE_ICONS = {
    Principle.REDISTRIBUTION: "coins",
    Principle.REPRESENTATION: "vote",
    Principle.RECOGNITION: "fingerprint",
}
COLUMN = 212
HEAD = 36


class Board(QWidget):
    """The board.

    Signals:
        removed: The id of a measure to remove.
    """

    removed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._cards: dict[str, Card] = {}
        self._columns: list[list[str]] = []
        self._spare: list[Card] = []
        self._building = False
        self._shape: tuple[object, ...] = ()
        self._heads: dict[str, PlainLabel] = {}
        self._area = QHBoxLayout()
        self._area.setSpacing(12)
        self._area.setContentsMargins(24, 0, 24, 0)
        self.setLayout(column(scrolled(self._area), _legend(), gap=0))

    def show_measures(self) -> None:
        """Show measures that came, went or moved."""
        if self._is_rebuilt():
            self._show_cards()

    def refresh(self) -> None:
        """Show the measures and their figures."""
        self._is_rebuilt()
        self._show_cards()

    def _is_rebuilt(self) -> bool:
        """Make the cards anew, unless the sectors and their measures are those shown."""
        sectors = by_sector(self.session.package, self.session.knowledge)
        wide = max(1, min(6, (self.width() - 36) // COLUMN))
        shape = (wide, tuple((sector, tuple(item.id for item in measures)) for sector, measures in sectors))
        if shape == self._shape:
            return False
        self._shape = shape
        self._build(sectors, wide)
        return True

    def _show_cards(self) -> None:
        package = self.session.package
        results = self.session.results
        cells = access_by_measure(results) if results else {}
        for measure in package.measures:
            self._cards[measure.id].show_text(self._text(measure, cells.get(measure.id, {})))
        if results:
            costs, year = sector_costs(results.estimate), package.key_year
            unknown = {sector: years for sector, _, years in results.estimate.sectors}
            existing = results.estimate.existing_by_sector
            for sector, label in self._heads.items():
                share = share_of_gdp(results.estimate, costs.get(sector, ()), year)
                new = at_least(percent(share), floor=year in unknown.get(sector, ())) if share else ""
                now = share_of_gdp(results.estimate, existing.get(sector, ()), year)
                # What exists is in no total; beside the cards that show it, that has to be said.
                there = percent(now).removesuffix("%").strip() if now else ""
                label.setText(" + ".join(part for part in (there, new) if part))
        self.show_selection()
        self._mark()

    def show_selection(self) -> None:
        """Show which measure is chosen."""
        for key, card in self._cards.items():
            card.setChecked(f"measure:{key}" == self.session.selection)

    def focus_selection(self) -> None:
        """Give the keyboard to the chosen card, or to the first."""
        key = self.session.selection.partition(":")[2]
        card = self._cards.get(key) or next(iter(self._cards.values()), None)
        if card is not None:
            card.setFocus()

    def _mark(self) -> None:
        found = [
            card for key, card in self._cards.items() if f"measure:{key}" in self.session.changed_subjects
        ]
        for card in found:
            card.mark(True)
        if found:
            later(HIGHLIGHT_MS, self, self._unmark)

    def _unmark(self) -> None:
        self.session.changed_subjects = frozenset()
        for card in self._cards.values():
            card.mark(False)

    def _build(self, sectors: list[tuple[str, list[Measure]]], wide: int) -> None:
        focused = next((key for key, card in self._cards.items() if card.hasFocus()), "")
        self._building = True
        for card in self._cards.values():
            card.setParent(None)
            self._spare.append(card)
        self._cards, self._heads = {}, {}
        clear(self._area)
        heights = [HEAD + (HEIGHT + 4) * len(measures) for _, measures in sectors]
        self._columns = []
        layouts: list[QVBoxLayout] = []
        for numbers in spread(heights, wide):
            layout = QVBoxLayout()
            layout.setSpacing(4)
            keys: list[str] = []
            for number in numbers:
                sector, measures = sectors[number]
                if keys:
                    layout.addSpacing(10)
                layout.addWidget(self._head(sector))
                for measure in measures:
                    layout.addWidget(self._card(measure.id))
                    keys.append(measure.id)
            if keys:
                self._columns.append(keys)
            layouts.append(layout)
        for layout in layouts:
            layout.addStretch(1)
            inner = holder(layout)
            inner.setMinimumWidth(1)
            layout.setContentsMargins(0, 0, 0, 0)
            self._area.addWidget(inner, 1)
        for card in self._spare:
            card.hide()
        if focused in self._cards:
            self._cards[focused].setFocus()
        self._building = False

    def _card(self, key: str) -> Card:
        if self._spare:
            card = self._spare.pop()
            card.show()
        else:
            card = Card()
            card.taken.connect(self._taken)
            card.moved.connect(self._moved)
            card.removed.connect(self.removed)
        self._cards[key] = card
        return card

    def _head(self, sector: str) -> QWidget:
        word = self.session.knowledge.vocabulary("sector").get(sector)
        title = t(self.session.knowledge.title("sector", sector)) if sector else t(message("No sector"))
        cost = PlainLabel("", tone="muted")
        self._heads[sector] = cost
        name = PlainLabel(title, bold=True, elide=True)
        layout = row(IconLabel(word.icon if word else "blocks"), name, cost, gap=8, margins=(2, 0, 10, 6))
        layout.setStretch(1, 1)
        made = holder(layout)
        made.setFixedHeight(26)
        return made

    def _text(self, measure: Measure, cells: dict[int, list[AccessCell]]) -> CardText:
        package, results = self.session.package, self.session.results
        year = package.key_year
        status, reach = "", ""
        groups = covered(measure, package)
        here = cells.get(year_for(measure, year), [])
        if here:
            reached = sum(reach_status(cell.share) == "met" for cell in here)
            status = "met" if reached == len(here) else "partly" if reached else "not-met"
            reach = t(plural("{n} of {count} group", "{n} of {count} groups", len(here), n=reached))
        elif groups:
            reach = t(plural("names {count} group", "names {count} groups", len(groups)))
        cost = ""
        if results:
            line = results.estimate.line(measure.id)
            share = share_of_gdp(results.estimate, line.cost, year) if line else None
            cost = percent(share) if share else ""
        start = str(measure.start) if measure.start else ""
        if measure.status is MeasureStatus.EXISTING:
            start = t(message("now"))
        icons = tuple(PRINCIPLE_ICONS[principle] for principle in measure.principles)
        missing = sorted({word for cell in here for word in cell.missing})
        names = [t(self.session.knowledge.title("capability", word)) for word in missing]
        tip = (
            t(message("{measure}. Missing for some: {what}", measure=measure.title, what=say().join(names)))
            if names
            else measure.title
        )
        return CardText(measure.id, measure.title, status, reach, start, cost, icons, tip)

    def _taken(self, key: str) -> None:
        if not self._building:
            self.session.select(f"measure:{key}")

    def _moved(self, across: int, down: int) -> None:
        key = self.session.selection.partition(":")[2]
        for place, keys in enumerate(self._columns):
            if key in keys:
                at = keys.index(key)
                target = self._columns[min(len(self._columns) - 1, max(0, place + across))]
                wanted = target[min(len(target) - 1, max(0, at + down))]
                self._cards[wanted].setFocus()
                self._taken(wanted)
                return

    def resizeEvent(self, event: object) -> None:
        """Choose the number of columns anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        wide = max(1, min(6, (self.width() - 36) // COLUMN))
        if self._shape and self._shape[0] != wide and self.session.is_open:
            self.refresh()


def spread(heights: Sequence[int], columns: int) -> list[list[int]]:
    """Share parts out over columns, each to the shortest so far, so that columns end near each other."""
    held: list[list[int]] = [[] for _ in range(columns)]
    used = [0] * columns
    for number, height in enumerate(heights):
        place = used.index(min(used))
        held[place].append(number)
        used[place] += height
    return held


def _legend() -> QWidget:
    def entry(text: str, *, glyph: str = "", icon: str = "") -> QHBoxLayout:
        mark = Glyph(glyph) if glyph else IconLabel(icon, size=14)
        return row(mark, PlainLabel(text, size=9, tone="muted"), gap=6)

    made = holder(
        row(
            entry(t(message("reaches every group it covers")), glyph="met"),
            entry(t(message("some are not reached")), glyph="partly"),
            entry(t(message("redistribution")), icon="coins"),
            entry(t(message("representation")), icon="vote"),
            entry(t(message("recognition")), icon="fingerprint"),
            None,
            PlainLabel(t(message("% of GDP in the key year, existing + new")), size=9, tone="muted"),
            gap=18,
            margins=(26, 6, 36, 8),
        )
    )
    made.setFixedHeight(36)
    return made
