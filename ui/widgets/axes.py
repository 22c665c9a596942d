"""What charts over years share: where years and values stand, the axis, and direct labels at the trailing edge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.canvas import CENTRE, LEADING, TRAILING, Canvas, focus_ring, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT = 36.0
WIDEST = 270


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a year and a value stand in the picture."""

    left: float
    right: float
    top: float
    bottom: float
    peak: float
    count: int

    def x(self, index: float) -> float:
        """Place a year."""
        return self.left + (self.right - self.left) * index / (self.count - 1)

    def y(self, value: float) -> float:
        """Place a value."""
        return self.bottom - (self.bottom - self.top) * value / self.peak


@dataclass(frozen=True, slots=True)
class Mark:
    """A direct label: where it belongs, its name, its value, and its sign."""

    level: float
    name: str
    text: str
    colour: str = ""
    texture: Qt.BrushStyle = Qt.BrushStyle.NoBrush
    dash: tuple[float, ...] = ()
    line: bool = False


class YearChart(QWidget):
    """A picture over the years; a click or Enter asks for a year.

    Signals:
        clicked: The year under the pointer, or the one that stands out.
    """

    clicked = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._years: tuple[int, ...] = ()
        self._year = 0
        self._nothing = ""
        self.setMinimumHeight(170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Give a usual size."""
        return QSize(480, 170)

    def show_nothing(self, why: str) -> None:
        """Say why there is no picture."""
        self._years, self._nothing = (), why
        self.setAccessibleName(f"{self._name}: {why}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        with Canvas(self) as canvas:
            if len(self._years) > 1:
                self._paint(canvas)
            elif self._nothing:
                canvas.paragraph(self._nothing)
            focus_ring(canvas)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the year nearest to the pointer."""
        if len(self._years) < 2:
            return
        x = event.position().x()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        way = (x - LEFT) / max(1.0, self.width() - self._side() - 16.0 - LEFT)
        self.clicked.emit(self._years[min(len(self._years) - 1, max(0, round(way * (len(self._years) - 1))))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the marked year with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._years:
            self.clicked.emit(self._year)
        else:
            super().keyPressEvent(event)

    def _paint(self, canvas: Canvas) -> None:
        raise NotImplementedError

    def _names(self) -> Sequence[str]:
        """Give the names that stand at the trailing edge."""
        raise NotImplementedError

    def _side(self) -> float:
        needed = max((text_width(name, 9, bold=True) for name in self._names()), default=0) + 86
        return min(WIDEST, needed, max(150, self.width() * 0.45))

    def _plot(self, canvas: Canvas, highest: float) -> Plot:
        """Lay the picture out and paint its axis."""
        highest = highest if highest > 1e-9 else 1.0
        step = round_step(highest)
        peak = step * -(-highest // step)
        plot = Plot(
            LEFT, canvas.width - self._side() - 16.0, 10.0, canvas.height - 26.0, peak, len(self._years)
        )
        muted, value = theme.tone("muted"), 0.0
        while value <= plot.peak * 1.0001:
            canvas.stroke([(plot.left, plot.y(value)), (plot.right, plot.y(value))], theme.tone("line"))
            high = plot.y(value) - 9
            canvas.text(0, high, plot.left - 8, 18, f"{value:g}", size=9, colour=muted, align=TRAILING)
            value += step
        every = 1 if (plot.right - plot.left) / len(self._years) > 34 else 2
        for index, year in enumerate(self._years):
            here = year == self._year
            if index % every == 0 or here:
                colour = theme.tone("text") if here else muted
                canvas.text(
                    plot.x(index) - 24, plot.bottom + 6, 48, 18, str(year), size=9, bold=here, align=CENTRE, colour=colour,
                )  # fmt: skip
        return plot

    def _labels(self, canvas: Canvas, plot: Plot, marks: list[Mark]) -> None:
        """Write the labels at the trailing edge, pushed apart, each with a line to where it belongs."""
        right, side = plot.right, self._side()
        marks = sorted(marks, key=lambda mark: mark.level)
        places = spread([mark.level for mark in marks], 17, plot.top + 4, plot.bottom - 4)
        for mark, stand in zip(marks, places, strict=True):
            canvas.stroke(
                [(right + 2, mark.level), (right + 8, mark.level), (right + 12, stand), (right + 16, stand)],
                theme.tone("line"),
            )
            start = right + 20
            colour = theme.paint(mark.colour) if mark.colour else theme.tone("text")
            if mark.line:
                canvas.stroke([(start - 4, stand), (start + 9, stand)], colour, 2, dash=mark.dash)
            else:
                swatch = canvas.outline(start, stand - 4, 8, 8)
                canvas.area(swatch, colour)
                textured(canvas, swatch, mark.texture)
            bold = mark.line and not mark.dash
            canvas.text(start + 13, stand - 9, side - 70, 18, mark.name, size=9, bold=bold, align=LEADING)
            canvas.text(right + side - 46, stand - 9, 60, 18, mark.text, size=9, bold=True, align=TRAILING)


def textured(canvas: Canvas, points: Sequence[tuple[float, float]], texture: Qt.BrushStyle) -> None:
    """Lay a texture over a filled outline, so that it is told apart on a copier too."""
    if texture is not Qt.BrushStyle.NoBrush:
        colour = QColor(theme.tone("surface"))
        colour.setAlpha(150)
        canvas.area(points, QBrush(colour, texture))


def round_step(highest: float) -> float:
    """Choose a round step that gives three to five lines."""
    size = 10.0 ** math.floor(math.log10(highest))
    return next(
        (size * part for part in (0.2, 0.25, 0.5, 1.0, 2.0) if highest / (size * part) <= 5), size * 2
    )


def spread(levels: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Push labels apart, downwards first, then back up where the last falls below the edge."""
    places: list[float] = []
    for level in levels:
        places.append(max(level, places[-1] + gap if places else top))
    limit = bottom
    for index in reversed(range(len(places))):
        places[index] = min(places[index], limit)
        limit = places[index] - gap
    return places


def runs(known: Sequence[bool]) -> list[range]:
    """Give the unbroken stretches of years with a value; a gap stays a gap."""
    found: list[range] = []
    start = None
    for index, here in enumerate([*known, False]):
        if here and start is None:
            start = index
        elif not here and start is not None:
            found.append(range(start, index))
            start = None
    return found
