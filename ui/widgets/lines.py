"""Lines over the years with direct labels, and a band around them for what is not certain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui import theme
from ui.widgets.axes import Mark, YearChart, runs
from ui.widgets.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

DASHED = (5.0, 3.0)
DOTTED = (1.5, 2.5)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, its values by year, and its last value as text.

    Attributes:
        values: NaN where not known; the line has a gap there.
        tone: A tone of the theme.
        dash: Lengths of strokes and gaps; empty for an unbroken line.
    """

    name: str
    values: tuple[float, ...]
    text: str
    tone: str = "text"
    dash: tuple[float, ...] = ()


class LineChart(YearChart):
    """Lines, and at most one band between two rows of values."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self._lines: list[Line] = []
        self._low: tuple[float, ...] = ()
        self._high: tuple[float, ...] = ()

    def show_lines(
        self, years: tuple[int, ...], lines: Sequence[Line], *, year: int,
        low: tuple[float, ...] = (), high: tuple[float, ...] = (),
    ) -> None:  # fmt: skip
        """Show lines in the given unit."""
        self._years, self._lines, self._year = years, list(lines), year
        self._low, self._high = (low, high) if len(low) == len(high) == len(years) else ((), ())
        self.setAccessibleName(f"{self._name}: " + ", ".join(f"{line.name} {line.text}" for line in lines))
        self.update()

    def _names(self) -> Sequence[str]:
        return [line.name for line in self._lines]

    def _paint(self, canvas: Canvas) -> None:
        values = [value for line in self._lines for value in line.values] + [*self._high]
        plot = self._plot(canvas, max((value for value in values if math.isfinite(value)), default=0.0))
        known = [math.isfinite(low + high) for low, high in zip(self._low, self._high, strict=True)]
        for run in runs(known):
            upper = [(plot.x(index), plot.y(self._high[index])) for index in run]
            lower = [(plot.x(index), plot.y(self._low[index])) for index in run]
            canvas.area([*upper, *reversed(lower)], theme.tone("accent_soft"))
            for edge in (upper, lower):
                canvas.stroke(edge, theme.tone("accent_line"), 1)
        if self._year in self._years:
            here = plot.x(self._years.index(self._year))
            canvas.stroke([(here, plot.top), (here, plot.bottom)], theme.tone("strong"), 1, dash=(3, 2))
        marks = []
        for line in self._lines:
            for run in runs([math.isfinite(value) for value in line.values]):
                points = [(plot.x(index), plot.y(line.values[index])) for index in run]
                canvas.stroke(points, theme.tone(line.tone), 2, dash=line.dash)
                if len(run) == 1:
                    x, y = points[0]
                    canvas.box(x - 2, y - 2, 4, 4, fill=theme.tone(line.tone), radius=2)
            if line.values and math.isfinite(line.values[-1]):
                colour = theme.tone(line.tone).name()
                level = plot.y(line.values[-1])
                marks.append(Mark(level, line.name, line.text, colour, dash=line.dash, line=True))
        self._labels(canvas, plot, marks)
