"""Bars that lie between two values, one to a row: what sways a figure, steps from one to another, plain sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.canvas import CENTRE, LEADING, TRAILING, Canvas, focus_ring, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

HIGH = 26
HIGHEST = 44
THICK = 18
HEAD = 22
SOLID, HATCHED, POINT = "solid", "hatched", "point"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar; a point marks its end alone."""

    start: float
    end: float
    style: str = SOLID


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its name, its stretches, and the numbers at either end.

    Attributes:
        key: What a click asks for; empty for nothing.
        low: The number before the lower end.
        high: The number after the higher end.
        note: Muted words after the name.
        linked: Whether a thin line leads to the next row, as in a waterfall.
    """

    key: str
    name: str
    parts: tuple[Part, ...]
    high: str
    low: str = ""
    note: str = ""
    bold: bool = False
    linked: bool = False


class RangeBars(QWidget):
    """The rows; arrow keys move over them, Enter or a click asks for one.

    Signals:
        clicked: The key of a row.
    """

    clicked = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._bars: list[Bar] = []
        self._base: float | None = None
        self._base_text = self._nothing = ""
        self._here = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def show_bars(self, bars: Sequence[Bar], *, base: float | None = None, base_text: str = "") -> None:
        """Show rows; an upright line stands at the base."""
        self._bars, self._base, self._base_text, self._nothing = list(bars), base, base_text, ""
        self._here = min(self._here, max(0, len(bars) - 1))
        self.setMinimumHeight(self._needed())
        self._say()
        self.updateGeometry()
        self.update()

    def show_nothing(self, why: str) -> None:
        """Say why there is no picture."""
        self.show_bars(())
        self._nothing = why
        self.setAccessibleName(f"{self._name}: {why}")

    def sizeHint(self) -> QSize:
        """Give the size the rows need."""
        return QSize(480, self._needed())

    def _needed(self) -> int:
        return max(60, HEAD * bool(self._base_text) + HIGH * len(self._bars) + 6)

    @property
    def _high(self) -> float:
        """The height of a row, which grows into the room there is."""
        room = (self.height() - self._top - 4) / max(1, len(self._bars))
        return min(HIGHEST, max(HIGH, room))

    @property
    def _top(self) -> int:
        return HEAD if self._base_text else 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        with Canvas(self) as canvas:
            if self._bars:
                self._paint(canvas)
            elif self._nothing:
                canvas.paragraph(self._nothing)
            else:
                focus_ring(canvas)

    def _paint(self, canvas: Canvas) -> None:
        high = self._high
        names = min(canvas.width * 0.4, max(self._label(bar) for bar in self._bars) + 16)
        room = max((text_width(bar.high, 9, bold=True) for bar in self._bars), default=0) + 10
        before = max((text_width(bar.low, 9, bold=True) for bar in self._bars), default=0)
        left, right = names + 8 + before + 10 * bool(before), canvas.width - room - 8
        values = [value for bar in self._bars for part in bar.parts for value in (part.start, part.end)]
        values += [self._base] if self._base is not None else []
        least, most = min(values), max(values)
        span = (most - least) or 1.0

        def x(value: float) -> float:
            return left + (right - left) * (value - least) / span

        if self._base is not None:
            at, foot = x(self._base), self._top + high * len(self._bars)
            canvas.stroke([(at, self._top - 2), (at, foot)], theme.tone("strong"))
            wide = text_width(self._base_text, 9, bold=True) + 8
            start = min(max(0.0, at - wide / 2), canvas.width - wide)
            canvas.text(start, 0, wide, HEAD - 4, self._base_text, size=9, bold=True, align=CENTRE)
        for row, bar in enumerate(self._bars):
            top = self._top + row * high
            if self.hasFocus() and row == self._here and not theme.is_paper():
                canvas.box(0, top, canvas.width, high, line=theme.tone("accent"), radius=3, thick=2)
            note = text_width(bar.note, 9) + 8 if bar.note else 0
            canvas.text(4, top, names - note - 8, high, bar.name, size=9, bold=bar.bold)
            muted = theme.tone("muted")
            canvas.text(names - note - 4, top, note, high, bar.note, size=9, colour=muted, align=TRAILING)
            for part in bar.parts:
                self._paint_part(canvas, part, x(part.start), x(part.end), top + high / 2)
            ends = [x(value) for part in bar.parts for value in (part.start, part.end)]
            if not ends:
                continue
            aside = 12 if bar.parts[-1].style == POINT else 6
            canvas.text(max(ends) + aside, top, room, high, bar.high, size=9, bold=True, align=LEADING)
            if bar.low:
                canvas.text(
                    min(ends) - before - 6, top, before, high, bar.low, size=9, bold=True, align=TRAILING
                )
            if bar.linked and row + 1 < len(self._bars):
                end = x(bar.parts[-1].end)
                canvas.stroke([(end, top + high / 2 + THICK / 2), (end, top + high * 1.5 - THICK / 2)], muted)

    def _paint_part(self, canvas: Canvas, part: Part, start: float, end: float, middle: float) -> None:
        low, wide, top = min(start, end), max(1.5, abs(end - start)), middle - THICK / 2
        if part.style == POINT:
            shape = [(end, middle - 7), (end + 7, middle), (end, middle + 7), (end - 7, middle)]
            canvas.area(shape, theme.tone("text"))
            return
        blue, amber = (theme.paint(theme.tokens().series[place]) for place in (0, 1))
        if part.style == SOLID:
            canvas.box(low, top, wide, THICK, fill=blue, radius=1)
            return
        canvas.box(low, top, wide, THICK, fill=theme.tone("surface"), radius=1)
        canvas.box(low, top, wide, THICK, fill=QBrush(amber, Qt.BrushStyle.BDiagPattern), line=amber)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the row under the pointer."""
        row = int((event.position().y() - self._top) // self._high)
        if 0 <= row < len(self._bars):
            self._here = row
            self._say()
            self.update()
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; Enter asks."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._here + step < len(self._bars):
            self._here += step
            self._say()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bars:
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if self._bars[self._here].key:
            self.clicked.emit(self._bars[self._here].key)

    def _say(self) -> None:
        if self._bars:
            bar = self._bars[self._here]
            parts = (self._name, bar.name, bar.note, bar.low, bar.high)
            self.setAccessibleName(": ".join(part for part in parts if part))

    @staticmethod
    def _label(bar: Bar) -> float:
        note = text_width(bar.note, 9) + 14 if bar.note else 0
        return text_width(bar.name, 9, bold=bar.bold) + note
