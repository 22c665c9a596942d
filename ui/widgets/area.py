"""A stacked area with direct labels, and a ceiling above which cost is hatched."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.canvas import CENTRE, LEADING, TRAILING, Canvas, focus_ring, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence


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
class Band:
    """One band of a stacked area: its name, its values by year, and its value in the last year as text."""

    name: str
    values: tuple[float, ...]
    text: str


class StackedArea(QWidget):
    """Bands stacked over the years with direct labels, and a line above which cost is hatched.

    Signals:
        clicked: The year under the pointer.
    """

    clicked = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._years: tuple[int, ...] = ()
        self._bands: list[Band] = []
        self._ceiling: tuple[float, ...] = ()
        self._ceiling_name = self._ceiling_text = self._above = ""
        self._year = 0
        self.setMinimumHeight(170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Give a usual size."""
        return QSize(480, 170)

    def show_bands(
        self, years: tuple[int, ...], bands: Sequence[Band], *, year: int, ceiling: tuple[float, ...] = (),
        ceiling_name: str = "", ceiling_text: str = "", above: str = "",
    ) -> None:  # fmt: skip
        """Show bands in the given unit, bottom first."""
        self._years, self._bands, self._year = years, list(bands), year
        self._ceiling = ceiling if len(ceiling) == len(years) else ()
        self._ceiling_name, self._ceiling_text, self._above = ceiling_name, ceiling_text, above
        self.setAccessibleName(f"{self._name}: " + ", ".join(f"{band.name} {band.text}" for band in bands))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, bands, ceiling and labels."""
        with Canvas(self) as canvas:
            if self._years and len(self._years) > 1:
                self._paint(canvas)
            focus_ring(canvas)

    def _paint(self, canvas: Canvas) -> None:
        labels = [band.name for band in self._bands] + [self._ceiling_name]
        side = min(230, max(text_width(label, 9, bold=True) for label in labels) + 26 + 50)
        left, right, top, bottom = 36.0, canvas.width - side - 16.0, 10.0, canvas.height - 26.0
        totals = [sum(band.values[index] for band in self._bands) for index in range(len(self._years))]
        highest = max([*totals, *self._ceiling])
        highest = highest if highest > 1e-9 else 1.0
        step = _step(highest)
        peak = step * -(-highest // step)

        plot = Plot(left, right, top, bottom, peak, len(self._years))

        self._axis(canvas, plot, step)
        self._fill_bands(canvas, plot)
        self._hatch(canvas, plot, totals)
        self._draw_ceiling(canvas, plot)
        self._draw_year(canvas, plot, totals)
        self._labels(canvas, plot, side)

    def _axis(self, canvas: Canvas, plot: Plot, step: float) -> None:
        muted, value = theme.tone("muted"), 0.0
        while value <= plot.peak * 1.0001:
            canvas.stroke([(plot.left, plot.y(value)), (plot.right, plot.y(value))], theme.tone("line"))
            text = f"{value:g}"
            canvas.text(0, plot.y(value) - 9, plot.left - 8, 18, text, size=9, colour=muted, align=TRAILING)
            value += step
        every = 1 if (plot.right - plot.left) / len(self._years) > 34 else 2
        for index, year in enumerate(self._years):
            here = year == self._year
            if index % every == 0 or here:
                canvas.text(
                    plot.x(index) - 24,
                    plot.bottom + 6,
                    48,
                    18,
                    str(year),
                    size=9,
                    bold=here,
                    align=CENTRE,
                    colour=theme.tone("text") if here else muted,
                )

    def _fill_bands(self, canvas: Canvas, plot: Plot) -> None:
        below = [0.0] * len(self._years)
        for place, band in enumerate(self._bands):
            above = [low + value for low, value in zip(below, band.values, strict=True)]
            upper = [(plot.x(index), plot.y(value)) for index, value in enumerate(above)]
            lower = [(plot.x(index), plot.y(value)) for index, value in enumerate(below)]
            canvas.area([*upper, *reversed(lower)], theme.paint(self.colour(place)))
            canvas.stroke(upper, theme.tone("surface"), 1)
            below = above

    def colour(self, place: int) -> str:
        """Give a band's colour; the last of many is grey."""
        series = theme.tokens().series
        return series[6] if place == 5 else series[place % len(series)]

    def _hatch(self, canvas: Canvas, plot: Plot, totals: list[float]) -> None:
        if not self._ceiling:
            return
        brush = QBrush(theme.tone("hatch"), Qt.BrushStyle.BDiagPattern)
        last = len(self._years) - 1
        for index in range(last):
            low, high = self._ceiling[index : index + 2], totals[index : index + 2]
            over = (high[0] - low[0], high[1] - low[1])
            if max(over) <= 0:
                continue
            start, end = 0.0, 1.0
            if over[0] < 0:
                start = over[0] / (over[0] - over[1])
            if over[1] < 0:
                end = over[0] / (over[0] - over[1])

            def point(way: float, pair: Sequence[float], index: int = index) -> tuple[float, float]:
                return (
                    plot.x(index) + (plot.x(index + 1) - plot.x(index)) * way,
                    plot.y(pair[0] + (pair[1] - pair[0]) * way),
                )

            canvas.area([point(start, high), point(end, high), point(end, low), point(start, low)], brush)

    def _draw_ceiling(self, canvas: Canvas, plot: Plot) -> None:
        if self._ceiling:
            points = [(plot.x(index), plot.y(value)) for index, value in enumerate(self._ceiling)]
            canvas.stroke(points, theme.tone("surface"), 5)
            canvas.stroke(points, theme.tone("text"), 2)

    def _draw_year(self, canvas: Canvas, plot: Plot, totals: list[float]) -> None:
        if self._year not in self._years:
            return
        index = self._years.index(self._year)
        level = plot.y(max(totals[index], self._ceiling[index] if self._ceiling else 0.0))
        canvas.stroke(
            [(plot.x(index), level), (plot.x(index), plot.bottom)], theme.tone("text"), 1, dashed=True
        )
        if self._above:
            wide = text_width(self._above, 9, bold=True) + 14
            high = max(0.0, level - 32)
            canvas.box(plot.x(index) - wide / 2, high, wide, 20, fill=theme.soft("not-met"), radius=3)
            canvas.text(
                plot.x(index) - wide / 2,
                high,
                wide,
                20,
                self._above,
                size=9,
                bold=True,
                align=CENTRE,
                colour=theme.tone("not-met"),
            )

    def _labels(self, canvas: Canvas, plot: Plot, side: float) -> None:
        right = plot.right
        marks: list[tuple[float, str, str, str]] = []
        below = 0.0
        for place, band in enumerate(self._bands):
            value = band.values[-1]
            marks.append((plot.y(below + value / 2), band.name, band.text, self.colour(place)))
            below += value
        if self._ceiling:
            marks.append((plot.y(self._ceiling[-1]), self._ceiling_name, self._ceiling_text, ""))
        marks.sort(key=lambda mark: mark[0])
        places = _spread([mark[0] for mark in marks], 17, plot.top + 4, plot.bottom - 4)
        for (level, name, text, colour), stand in zip(marks, places, strict=True):
            canvas.stroke(
                [(right + 2, level), (right + 8, level), (right + 12, stand), (right + 16, stand)],
                theme.tone("line"),
            )
            start, line = right + 20, not colour
            if line:
                canvas.box(start, stand - 1, 8, 2, fill=theme.tone("text"))
            else:
                canvas.box(start, stand - 4, 8, 8, fill=theme.paint(colour), radius=1)
            canvas.text(start + 13, stand - 9, side - 70, 18, name, size=9, bold=line, align=LEADING)
            canvas.text(right + side - 46, stand - 9, 60, 18, text, size=9, bold=True, align=TRAILING)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the year nearest to the pointer."""
        if len(self._years) < 2:
            return
        x = event.position().x()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        labels = [band.name for band in self._bands] + [self._ceiling_name]
        side = min(230, max(text_width(label, 9, bold=True) for label in labels) + 76)
        way = (x - 36) / max(1.0, self.width() - side - 52)
        self.clicked.emit(self._years[min(len(self._years) - 1, max(0, round(way * (len(self._years) - 1))))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the marked year with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self._year)
        else:
            super().keyPressEvent(event)


def _step(highest: float) -> float:
    """Choose a round step that gives three to five lines."""
    size = 10.0 ** math.floor(math.log10(highest))
    return next(
        (size * part for part in (0.2, 0.25, 0.5, 1.0, 2.0) if highest / (size * part) <= 5), size * 2
    )


def _spread(levels: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Push labels apart, downwards first, then back up where the last falls below the edge."""
    places: list[float] = []
    for level in levels:
        places.append(max(level, places[-1] + gap if places else top))
    limit = bottom
    for index in reversed(range(len(places))):
        places[index] = min(places[index], limit)
        limit = places[index] - gap
    return places
