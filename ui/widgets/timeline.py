"""Measures over the years: when each starts and ends, in one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import theme
from ui.widgets.canvas import CENTRE, Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

ROW = 26
HEAD = 26
LABEL = 230


@dataclass(frozen=True, slots=True)
class Span:
    """A bar: key, name, icon, first year and last."""

    key: str
    name: str
    icon: str
    start: int
    end: int | None


class Timeline(QWidget):
    """The picture; arrow keys move over the bars.

    Signals:
        taken: The key of the bar chosen.
    """

    taken = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._spans: list[Span] = []
        self._years: tuple[int, ...] = ()
        self._year = 0
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def scrolling(self) -> QScrollArea:
        """Put the picture into an area that scrolls."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self)
        self.setProperty("canvas", True)
        return area

    def show_spans(self, spans: Sequence[Span], years: tuple[int, ...], year: int, key: str) -> None:
        """Show bars."""
        self._spans, self._years, self._year, self._key = list(spans), years, year, key
        self.setMinimumHeight(HEAD + ROW * len(spans) + 12)
        self._say()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint years, names and bars."""
        with Canvas(self) as canvas:
            if not self._years:
                return
            left, width = 24 + LABEL, canvas.width - 48 - LABEL
            step = width / len(self._years)
            for index, year in enumerate(self._years):
                here = year == self._year
                x = left + step * index
                canvas.text(
                    x,
                    0,
                    step,
                    HEAD,
                    str(year),
                    size=9,
                    bold=here,
                    align=CENTRE,
                    colour=theme.tone("text" if here else "muted"),
                )
                canvas.stroke([(x, HEAD), (x, HEAD + ROW * len(self._spans))], theme.tone("line"))
            for number, span in enumerate(self._spans):
                self._paint_span(canvas, span, HEAD + number * ROW, left, step)

    def _paint_span(self, canvas: Canvas, span: Span, y: float, left: float, step: float) -> None:
        chosen = span.key == self._key
        if chosen:
            canvas.box(18, y, canvas.width - 36, ROW, fill=theme.tone("accent_soft"), radius=4)
            if self.hasFocus():
                canvas.box(18, y, canvas.width - 36, ROW, line=theme.tone("accent"), radius=4, thick=2)
        canvas.icon(24, y + 6, span.icon, size=14)
        canvas.text(45, y, LABEL - 30, ROW, span.name, bold=chosen)
        first, last = self._years[0], self._years[-1]
        start, end = max(span.start, first), min(span.end or last, last)
        if end < first or start > last:
            return
        x, w = left + step * (start - first), step * (end - start + 1)
        colour = theme.tone("accent") if chosen else theme.tone("accent_line")
        canvas.box(x + 2, y + 8, w - 4, 10, fill=colour, radius=3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the pointer."""
        number = int((event.position().y() - HEAD) // ROW)
        if 0 <= number < len(self._spans):
            self._take(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows."""
        keys = [span.key for span in self._spans]
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and keys:
            at = keys.index(self._key) if self._key in keys else 0
            self._take(min(len(keys) - 1, max(0, at + step)))
        else:
            super().keyPressEvent(event)

    def _take(self, number: int) -> None:
        self._key = self._spans[number].key
        self._say()
        self.update()
        self.taken.emit(self._key)

    def _say(self) -> None:
        span = next((one for one in self._spans if one.key == self._key), None)
        self.setAccessibleName(
            f"{self._name}: {span.name}, {span.start}–{span.end or ''}" if span else self._name
        )
