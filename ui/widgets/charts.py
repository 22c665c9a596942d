"""Charts painted from plain rows: bars by year, and a meter."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.canvas import CENTRE, Canvas, focus_ring, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent


class YearBars(QWidget):
    """Bars by year with their values above; a click asks for the year's trace.

    Signals:
        clicked: The year.
    """

    clicked = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._rows: list[tuple[int, float, str]] = []
        self._year = 0
        self.setFixedHeight(92)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def show_rows(self, rows: Sequence[tuple[int, float, str]], year: int) -> None:
        """Show (year, value, text) rows, one year standing out."""
        self._rows, self._year = list(rows), year
        self.setAccessibleName(f"{self._name}: " + ", ".join(f"{one} {text}" for one, _, text in rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        with Canvas(self) as canvas:
            if self._rows:
                self._paint(canvas)
            focus_ring(canvas)

    def _paint(self, canvas: Canvas) -> None:
        top = max((value for _, value, _ in self._rows), default=0.0) or 1.0
        step = canvas.width / len(self._rows)
        wide = text_width("0000", 9)
        every = 1 if step > wide + 3 else 2
        for index, (year, value, text) in enumerate(self._rows):
            here = year == self._year
            high = max(1.0, 48 * value / top) if value else 0.0
            x, w = round(index * step) + 2, round((index + 1) * step) - round(index * step) - 4
            colour = theme.tone("accent") if here else theme.tone("accent_line")
            canvas.box(x, 72 - high, w, high, fill=colour)
            shown = text if step > text_width(text, 9, bold=here) + 1 or here else ""
            if shown and (index % every == 0 or here or step > text_width(text, 9)):
                canvas.text(
                    x - 6,
                    72 - high - 17,
                    w + 12,
                    16,
                    shown,
                    size=9,
                    bold=here,
                    align=CENTRE,
                    colour=theme.tone("text" if here else "muted"),
                )
            label = str(year) if every == 1 else f"’{year % 100:02d}"
            canvas.text(
                x - 6,
                75,
                w + 12,
                17,
                label,
                size=9,
                bold=here,
                align=CENTRE,
                colour=theme.tone("text" if here else "muted"),
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the year under the pointer."""
        if self._rows:
            x = (
                self.width() - event.position().x()
                if self.layoutDirection() is Qt.LayoutDirection.RightToLeft
                else event.position().x()
            )
            index = min(len(self._rows) - 1, max(0, int(x / (self.width() / len(self._rows)))))
            self.clicked.emit(self._rows[index][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the year that stands out with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self._year)
        else:
            super().keyPressEvent(event)


class Meter(QWidget):
    """A share as a short bar in the colour of its status."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._status = 0.0, "met"
        self.setFixedSize(50, 6)

    def show_share(self, share: float, status: str) -> None:
        """Show a share."""
        self._share, self._status = share, status
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        with Canvas(self) as canvas:
            canvas.box(0, 0, canvas.width, 6, fill=theme.tone("line"), radius=3)
            width = 0.0 if math.isnan(self._share) else canvas.width * min(1.0, max(0.0, self._share))
            if width > 0:
                canvas.box(0, 0, max(6.0, width), 6, fill=theme.tone(self._status), radius=3)
