"""A stacked area with direct labels, and a ceiling above which cost is hatched."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush

from ui import theme
from ui.widgets.axes import Mark, Plot, YearChart, runs, textured
from ui.widgets.canvas import CENTRE, Canvas, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXTURES = (
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.VerPattern,
)


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a stacked area: its name, its values by year, and its value in the last year as text."""

    name: str
    values: tuple[float, ...]
    text: str


class StackedArea(YearChart):
    """Bands stacked over the years with direct labels, and a line above which cost is hatched.

    A year with a band that is not known is a gap: what stands above it would be too low.
    """

    def __init__(self, *, name: str, textures: bool = False) -> None:
        super().__init__(name=name)
        self._bands: list[Band] = []
        self._ceiling: tuple[float, ...] = ()
        self._ceiling_name = self._ceiling_text = self._above = ""
        self._textures = textures

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

    def _names(self) -> Sequence[str]:
        return [*(band.name for band in self._bands), self._ceiling_name]

    def _paint(self, canvas: Canvas) -> None:
        totals = [sum(band.values[index] for band in self._bands) for index in range(len(self._years))]
        known = [value for value in (*totals, *self._ceiling) if math.isfinite(value)]
        plot = self._plot(canvas, max(known, default=0.0))
        self._fill_bands(canvas, plot, totals)
        self._hatch(canvas, plot, totals)
        self._draw_ceiling(canvas, plot)
        self._draw_year(canvas, plot, totals)
        self._label(canvas, plot, totals)

    def _fill_bands(self, canvas: Canvas, plot: Plot, totals: list[float]) -> None:
        for run in runs([math.isfinite(total) for total in totals]):
            below = [0.0] * len(run)
            for place, band in enumerate(self._bands):
                above = [low + band.values[index] for index, low in zip(run, below, strict=True)]
                upper = [(plot.x(index), plot.y(value)) for index, value in zip(run, above, strict=True)]
                lower = [(plot.x(index), plot.y(value)) for index, value in zip(run, below, strict=True)]
                outline = [*upper, *reversed(lower)]
                canvas.area(outline, theme.paint(self.colour(place)))
                textured(canvas, outline, self.texture(place))
                canvas.stroke(upper, theme.tone("surface"), 1)
                below = above

    def colour(self, place: int) -> str:
        """Give a band's colour; the last of many is grey."""
        series = theme.tokens().series
        return series[6] if place == 5 else series[place % len(series)]

    def texture(self, place: int) -> Qt.BrushStyle:
        """Give a band's texture, where bands are to be told apart without colour."""
        return _TEXTURES[place % len(_TEXTURES)] if self._textures else Qt.BrushStyle.NoBrush

    def _hatch(self, canvas: Canvas, plot: Plot, totals: list[float]) -> None:
        if not self._ceiling:
            return
        brush = QBrush(theme.tone("hatch"), Qt.BrushStyle.BDiagPattern)
        last = len(self._years) - 1
        for index in range(last):
            low, high = self._ceiling[index : index + 2], totals[index : index + 2]
            over = (high[0] - low[0], high[1] - low[1])
            if not max(over) > 0 or not all(map(math.isfinite, over)):
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
        for run in runs([math.isfinite(value) for value in self._ceiling]):
            points = [(plot.x(index), plot.y(self._ceiling[index])) for index in run]
            canvas.stroke(points, theme.tone("surface"), 5)
            canvas.stroke(points, theme.tone("text"), 2)

    def _draw_year(self, canvas: Canvas, plot: Plot, totals: list[float]) -> None:
        if self._year not in self._years:
            return
        index = self._years.index(self._year)
        levels = [totals[index], self._ceiling[index] if self._ceiling else 0.0]
        level = plot.y(max((value for value in levels if math.isfinite(value)), default=0.0))
        canvas.stroke(
            [(plot.x(index), level), (plot.x(index), plot.bottom)], theme.tone("text"), 1, dash=(3, 2)
        )
        if self._above:
            wide = text_width(self._above, 9, bold=True) + 14
            left, high = plot.x(index) - wide / 2, max(0.0, level - 32)
            canvas.box(left, high, wide, 20, fill=theme.soft("not-met"), radius=3)
            red = theme.tone("not-met")
            canvas.text(left, high, wide, 20, self._above, size=9, bold=True, align=CENTRE, colour=red)

    def _label(self, canvas: Canvas, plot: Plot, totals: list[float]) -> None:
        last = max((index for index, total in enumerate(totals) if math.isfinite(total)), default=-1)
        marks: list[Mark] = []
        below = 0.0
        for place, band in enumerate(self._bands if last >= 0 else ()):
            value = band.values[last]
            level = plot.y(below + value / 2)
            marks.append(Mark(level, band.name, band.text, self.colour(place), self.texture(place)))
            below += value
        if self._ceiling and math.isfinite(self._ceiling[-1]):
            level = plot.y(self._ceiling[-1])
            marks.append(Mark(level, self._ceiling_name, self._ceiling_text, line=True))
        self._labels(canvas, plot, marks)
