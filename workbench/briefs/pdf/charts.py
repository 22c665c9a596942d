"""The cost chart drawn on paper from its numbers.

Import it only after `fonts.prepare()`.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from workbench.briefs.chart_model import ChartModel, Layout, lay_out
from workbench.briefs.pdf import paper
from workbench.briefs.pdf.flowables import cut
from workbench.briefs.pdf.fonts import REGULAR, STRONG, clean
from workbench.errors import message
from workbench.i18n import Translator

LEFT = 16.0
PLOT = 121 * mm
BOTTOM = 16.0
ABOVE = 13.0
_SIZE = 8.0


class CostPlot(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Bands by sector, the line of money over them, the gap as a bracket, labels at the right."""

    def __init__(self, model: ChartModel, translate: Translator, height: float = 66 * mm) -> None:
        super().__init__()
        self.model, self.translate, self.height = model, translate, height

    def wrap(self, available: float, _: float) -> tuple[float, float]:
        """Take the full measure."""
        self.width = available
        return available, self.height

    def draw(self) -> None:
        """Draw it on the page."""
        canvas, model = self.canv, self.model
        tall = self.height - BOTTOM - ABOVE
        layout = lay_out(model, PLOT, tall)
        canvas.setFont(STRONG, 7.5)
        canvas.setFillColor(paper.MUTED)
        canvas.drawString(0, self.height - 8, cut(clean(model.unit), STRONG, 7.5, PLOT * 0.45))
        canvas.setFillColor(paper.INK)
        canvas.drawRightString(self.width, self.height - 8, str(model.years[model.key]))
        canvas.translate(LEFT, BOTTOM)
        self._grid(canvas, layout)
        self._bands(canvas, layout)
        self._years(canvas, layout)
        self._money(canvas, layout)
        self._headline(canvas, layout, tall)
        self._labels(canvas, layout)

    def _grid(self, canvas: Any, layout: Layout) -> None:
        decimals = 0 if all(abs(value - round(value)) < 1e-9 for _, value in layout.ticks) else 1
        canvas.setLineWidth(0.4)
        for y, value in layout.ticks:
            canvas.setStrokeColor(paper.ROW_LINE)
            canvas.line(0, y, PLOT, y)
            canvas.setFillColor(paper.MUTED)
            canvas.setFont(REGULAR, _SIZE)
            canvas.drawRightString(-5, y - 2.8, clean(self.translate.number(value, decimals)))

    def _bands(self, canvas: Any, layout: Layout) -> None:
        for index, polygon in enumerate(layout.polygons):
            shape = canvas.beginPath()
            shape.moveTo(*polygon[0])
            for point in polygon[1:]:
                shape.lineTo(*point)
            shape.close()
            canvas.setFillColor(paper.BANDS[index % len(paper.BANDS)])
            canvas.setStrokeColor(paper.WHITE)
            canvas.setLineWidth(0.6)
            canvas.drawPath(shape, stroke=1, fill=1)
        canvas.setStrokeColor(paper.INK)
        canvas.setLineWidth(0.7)
        canvas.line(0, 0, PLOT, 0)

    def _years(self, canvas: Any, layout: Layout) -> None:
        every = max(1, math.ceil(len(self.model.years) * 28 / PLOT))
        for index, (x, year) in enumerate(zip(layout.years, self.model.years, strict=True)):
            at_key = index == self.model.key
            if index % every and not at_key:
                continue
            if not at_key and abs(index - self.model.key) < every and index % every == 0 and every > 1:
                continue
            canvas.setFont(STRONG if at_key else REGULAR, _SIZE)
            canvas.setFillColor(paper.INK if at_key else paper.MUTED)
            canvas.drawCentredString(x, -12, str(year))
            canvas.setLineWidth(0.5)
            canvas.line(x, 0, x, -2)

    def _money(self, canvas: Any, layout: Layout) -> None:
        for stretch in layout.money:
            points = (
                stretch if len(stretch) > 1 else ((PLOT * 0.3, stretch[0][1]), (PLOT * 0.7, stretch[0][1]))
            )
            shape = canvas.beginPath()
            shape.moveTo(*points[0])
            for point in points[1:]:
                shape.lineTo(*point)
            canvas.setLineJoin(1)
            canvas.saveState()
            # Money above the plot leaves it at the top instead of running over the heading.
            window = canvas.beginPath()
            window.rect(-4, -4, PLOT + 8, self.height - BOTTOM - ABOVE + 4)
            canvas.clipPath(window, stroke=0, fill=0)
            for width, colour in ((3.8, paper.WHITE), (1.8, paper.INK)):
                canvas.setLineWidth(width)
                canvas.setStrokeColor(colour)
                canvas.drawPath(shape, stroke=1, fill=0)
            canvas.restoreState()

    def _headline(self, canvas: Any, layout: Layout, tall: float) -> None:
        """Draw the gap's bracket with the words above it, and the words of the line of money."""
        x = layout.years[self.model.key]
        base = min(layout.heads + 6, tall + ABOVE - 9)
        cost, gap = clean(self.model.cost_label), clean(self.model.gap_label)
        left, right = (stringWidth(text, STRONG, _SIZE) for text in (cost, gap))
        canvas.setFont(STRONG, _SIZE)
        if layout.bracket is None:
            start = min(max(x - left / 2, 0), PLOT - left)
            canvas.setFillColor(paper.INK)
            canvas.drawString(start, base, cost)
        else:
            low, high = layout.bracket
            canvas.setStrokeColor(paper.WHITE)
            canvas.setLineWidth(3.4)
            canvas.line(x, low, x, high)
            canvas.setStrokeColor(paper.MISSED)
            canvas.setLineWidth(1.4)
            canvas.line(x, low, x, high)
            for end in (low, high):
                canvas.line(x - 2.6, end, x + 2.6, end)
            shift = min(max(0.0, left + 8 - x), PLOT) - max(0.0, x + right - PLOT - 4)
            if base > high + 8:
                canvas.setLineWidth(0.5)
                canvas.line(x, high, x, base - 2)
            canvas.setFillColor(paper.INK)
            canvas.drawRightString(x - 4 + shift, base, cost)
            canvas.setFillColor(paper.MISSED)
            canvas.drawString(x + 3 + shift, base, gap)
        self._money_words(canvas, layout)

    def _money_words(self, canvas: Any, layout: Layout) -> None:
        if not layout.money or not self.model.bands:
            return
        words, key = self.model.money_label, self.model.key
        after = min(key + 1, len(layout.years) - 1)
        anchor = layout.years[key] + (layout.years[after] - layout.years[key]) * 0.5
        line = min(y for stretch in layout.money for _, y in _near(stretch, anchor))
        ceiling = self.height - BOTTOM - ABOVE
        if line > ceiling:
            words = self.translate(message("{label}, above the chart", label=words))
            self._words(canvas, clean(words), anchor, ceiling - _SIZE, boxed=True)
            return
        pale = _lowest(layout, self.model, anchor)
        y = min(line, pale) - 17
        boxed = y < 8 or pale < 20
        if boxed:
            y = max(4.0, line - 24)
        canvas.setStrokeColor(paper.INK)
        canvas.setLineWidth(0.7)
        canvas.line(anchor, line - 1, anchor, y + 8)
        self._words(canvas, clean(words), anchor, y, boxed=boxed)

    def _words(self, canvas: Any, words: str, anchor: float, y: float, *, boxed: bool) -> None:
        wide = stringWidth(words, STRONG, _SIZE)
        start = max(0.0, min(anchor - 12, PLOT - wide - 4))
        if boxed:
            canvas.setFillColor(paper.WHITE)
            canvas.rect(start - 3, y - 3, wide + 6, 12, stroke=0, fill=1)
        canvas.setFillColor(paper.INK)
        canvas.setFont(STRONG, _SIZE)
        canvas.drawString(start, y, words)

    def _labels(self, canvas: Any, layout: Layout) -> None:
        edge = self.width - LEFT
        for index, (band, (y, end)) in enumerate(zip(self.model.bands, layout.labels, strict=True)):
            canvas.setStrokeColor(paper.STRONG_LINE)
            canvas.setLineWidth(0.5)
            canvas.line(PLOT + 2, end, PLOT + 9, y)
            canvas.setFillColor(paper.BANDS[index % len(paper.BANDS)])
            canvas.rect(PLOT + 11.5, y - 2.6, 5.2, 5.2, stroke=0, fill=1)
            canvas.setFillColor(paper.INK)
            canvas.setFont(REGULAR, _SIZE)
            figure = clean(band.figure)
            room = edge - PLOT - 20 - stringWidth(figure, REGULAR, _SIZE) - 6
            canvas.drawString(PLOT + 20, y - 2.8, cut(clean(band.label), REGULAR, _SIZE, room))
            canvas.drawRightString(edge, y - 2.8, figure)


def _lowest(layout: Layout, model: ChartModel, anchor: float) -> float:
    """Give the least height of the lowest, pale band where the words of the line of money would stand."""
    if len(layout.years) == 1:
        return 0.0
    heights = [y for _, y in layout.polygons[0][: len(model.years)]]
    return min(
        (height for x, height in zip(layout.years, heights, strict=True) if anchor - 50 <= x <= anchor + 230),
        default=0.0,
    )


def _near(stretch: tuple[tuple[float, float], ...], x: float) -> list[tuple[float, float]]:
    """Give the line's height at a place, between its points; the whole stretch where it does not reach it."""
    for (x0, y0), (x1, y1) in itertools.pairwise(stretch):
        if x0 <= x <= x1 and x1 > x0:
            return [(x, y0 + (y1 - y0) * (x - x0) / (x1 - x0))]
    return list(stretch)
