"""Glyphs of status and severity: the shape says it before the colour does."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui import theme


def paint_glyph(painter: QPainter, area: QRectF, kind: str, colour: QColor | None = None) -> None:
    """Paint a glyph: filled circle met, half circle partly, ring not met, dash not applicable.

    Severities: octagon blocking, triangle serious, lozenge advisory.
    """
    ink = colour or theme.tone(kind)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    centre, radius = area.center(), area.width() / 2
    if kind == "met":
        painter.drawEllipse(centre, radius * 0.86, radius * 0.86)
    elif kind == "partly":
        _ring(painter, centre, radius * 0.78, ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(
            QRectF(centre.x() - radius * 0.78, centre.y() - radius * 0.78, radius * 1.56, radius * 1.56),
            90 * 16,
            180 * 16,
        )
    elif kind == "not-met":
        _ring(painter, centre, radius * 0.72, ink, 2.0)
    elif kind == "not-applicable":
        painter.drawRoundedRect(QRectF(centre.x() - radius * 0.7, centre.y() - 1, radius * 1.4, 2), 1, 1)
    elif kind == "blocking":
        painter.drawPolygon(_regular(centre, radius * 1.04, 8, math.pi / 8))
        _exclaim(painter, centre, radius)
    elif kind == "serious":
        painter.drawPolygon(_triangle(centre, radius))
        _exclaim(painter, QPointF(centre.x(), centre.y() + radius * 0.18), radius * 0.85)
    else:
        painter.drawPolygon(_regular(centre, radius, 4, 0.0))
    painter.restore()


def _ring(painter: QPainter, centre: QPointF, radius: float, ink: QColor, thick: float = 1.6) -> None:
    painter.setPen(QPen(ink, thick))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)


def _regular(centre: QPointF, radius: float, corners: int, turn: float) -> QPolygonF:
    step = 2 * math.pi / corners
    return QPolygonF(
        [
            QPointF(
                centre.x() + radius * math.cos(turn + step * n),
                centre.y() + radius * math.sin(turn + step * n),
            )
            for n in range(corners)
        ]
    )


def _triangle(centre: QPointF, radius: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    return QPolygonF(
        [
            QPointF(x, y - radius),
            QPointF(x + radius, y + radius * 0.86),
            QPointF(x - radius, y + radius * 0.86),
        ]
    )


def _exclaim(painter: QPainter, centre: QPointF, radius: float) -> None:
    painter.setBrush(theme.tone("surface"))
    painter.drawRect(QRectF(centre.x() - 0.9, centre.y() - radius * 0.5, 1.8, radius * 0.62))
    painter.drawRect(QRectF(centre.x() - 0.9, centre.y() + radius * 0.28, 1.8, 1.8))


class Glyph(QWidget):
    """A glyph in a layout."""

    def __init__(self, kind: str = "not-applicable", size: int = 12) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(size, size)

    def show_kind(self, kind: str) -> None:
        """Change the glyph."""
        if kind != self._kind:
            self._kind = kind
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glyph."""
        painter = QPainter(self)
        paint_glyph(painter, QRectF(self.rect()), self._kind)
        painter.end()
