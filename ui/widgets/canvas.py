"""A painter that mirrors itself for right-to-left languages and speaks in tones and sizes of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF

from ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Canvas:
    """Paints one widget; coordinates run from the leading edge, so painting code never asks for the direction."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self.painter = QPainter(widget)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setLayoutDirection(widget.layoutDirection())
        self.mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.width, self.height = widget.width(), widget.height()

    def __enter__(self) -> Canvas:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.painter.end()

    def x(self, x: float) -> float:
        """Turn a distance from the leading edge into a coordinate."""
        return self.width - x if self.mirrored else x

    def rect(self, x: float, y: float, w: float, h: float) -> QRectF:
        """Turn a box from the leading edge into coordinates."""
        return QRectF(self.width - x - w if self.mirrored else x, y, w, h)

    def box(
        self, x: float, y: float, w: float, h: float, *, fill: QColor | QBrush | None = None, line: QColor | None = None,
        radius: float = 0, thick: float = 1,
    ) -> None:  # fmt: skip
        """Paint a box; its line lies inside it."""
        area = self.rect(x, y, w, h)
        if line is not None:
            area = area.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        self.painter.setPen(QPen(line, thick) if line is not None else Qt.PenStyle.NoPen)
        self.painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        if radius:
            self.painter.drawRoundedRect(area, radius, radius)
        else:
            self.painter.drawRect(area)

    def text(
        self, x: float, y: float, w: float, h: float, text: str, *, size: int = 10, bold: bool = False,
        colour: QColor | None = None, align: Qt.AlignmentFlag = LEADING, strike: bool = False,
    ) -> None:  # fmt: skip
        """Write one line, shortened where there is no room."""
        font = theme.font(size, bold)
        if strike:
            font = type(font)(font)
            font.setStrikeOut(True)
        self.painter.setFont(font)
        self.painter.setPen(colour or theme.tone("text"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(w) + 1))
        self.painter.drawText(self.rect(x, y, w, h), align, shown)

    def paragraph(self, text: str) -> None:
        """Write muted words in the middle of the widget, on as many lines as they need."""
        self.painter.setFont(theme.font(10))
        self.painter.setPen(theme.tone("muted"))
        wrapped = int(CENTRE) | int(Qt.TextFlag.TextWordWrap)
        wide = min(520.0, self.width - 16.0)
        self.painter.drawText(self.rect((self.width - wide) / 2, 0, wide, self.height), wrapped, text)

    def icon(self, x: float, y: float, name: str, *, tone: str = "muted", size: int = 16) -> None:
        """Paint an icon."""
        picture = icons.pixmap(name, theme.tone(tone), size, self.widget.devicePixelRatioF())
        self.painter.drawPixmap(self.rect(x, y, size, size).topLeft(), picture)

    def stroke(
        self,
        points: Sequence[tuple[float, float]],
        colour: QColor,
        thick: float = 1,
        *,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line through points; `dash` gives the lengths of strokes and gaps."""
        pen = QPen(colour, thick)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(dash)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(self.polygon(points))

    def area(self, points: Sequence[tuple[float, float]], fill: QColor | QBrush) -> None:
        """Fill an outline."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(fill)
        self.painter.drawPolygon(self.polygon(points))

    @staticmethod
    def outline(x: float, y: float, w: float, h: float) -> list[tuple[float, float]]:
        """Give the corners of a box as points."""
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]

    def polygon(self, points: Sequence[tuple[float, float]]) -> QPolygonF:
        """Turn points from the leading edge into coordinates."""
        return QPolygonF([QPointF(self.x(x), y) for x, y in points])


def text_width(text: str, size: int = 10, *, bold: bool = False) -> int:
    """Measure a line of text."""
    return QFontMetrics(theme.font(size, bold)).horizontalAdvance(text)


def focus_ring(canvas: Canvas) -> None:
    """Paint the ring of the widget that has the focus; paper has none."""
    if canvas.widget.hasFocus() and not theme.is_paper():
        canvas.box(0, 0, canvas.width, canvas.height, line=theme.tone("accent"), radius=4, thick=2)


def whole(rect: QRectF) -> QRect:
    """Round both edges of a box to whole pixels, so that neighbours neither overlap nor gape."""
    left, top = round(rect.left()), round(rect.top())
    return QRect(left, top, round(rect.right()) - left, round(rect.bottom()) - top)
