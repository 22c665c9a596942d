"""What the readings of coherence have in common: a map filled for a year, its legend, and words for one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.base import scrolled
from ui.texts import t
from ui.widgets.basics import PlainLabel, column, row
from ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHBoxLayout

    from ui.pages.side_panel import SidePanel
    from ui.session import Session
    from ui.widgets.heat import HeatMap
    from workbench.errors import Message


class Reading(QWidget):
    """One reading of coherence.

    Signals:
        clicked: The key of the cell to explain.
    """

    clicked = Signal(object)
    yearly = True
    """Whether it is read for a year of the planner's choice."""

    def __init__(self, session: Session, heat: HeatMap) -> None:
        super().__init__()
        self.session = session
        self.heat = heat
        self.chosen: tuple[str, ...] = ()
        heat.clicked.connect(self._clicked)
        self.above = row(gap=14)
        self.below: QVBoxLayout = column(gap=6)
        inner = column(heat, self.below, None, gap=12, margins=(16, 0, 16, 10))
        self.setLayout(column(scrolled(inner), gap=0))

    def fill(self, year: int) -> None:
        """Show the reading for a year."""
        raise NotImplementedError

    def explain(self, panel: SidePanel, year: int) -> None:
        """Explain the chosen cell."""
        raise NotImplementedError

    def legend(self) -> QHBoxLayout:
        """Say what the signs mean."""
        return signs(())

    def _clicked(self, key: tuple[str, ...]) -> None:
        self.chosen = key
        self.clicked.emit(key)


def signs(meanings: Sequence[tuple[str, Message]]) -> QHBoxLayout:
    """Lay out status signs with what they mean; a sign that is no status is written."""
    layout = row(gap=14)
    for sign, meaning in meanings:
        shown = (
            Glyph(sign) if sign in ("met", "partly", "not-met") else PlainLabel(sign, size=9, tone="muted")
        )
        layout.addLayout(row(shown, PlainLabel(t(meaning), size=9, tone="muted"), gap=5))
    return layout
