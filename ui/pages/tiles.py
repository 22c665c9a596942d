"""Tiles: a question with a link, its answer, and a picture; and the buttons of the criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QLayout, QSizePolicy, QWidget

from ui import theme
from ui.texts import set_tip
from ui.widgets.basics import PlainLabel, column, frame, row
from ui.widgets.buttons import Button
from ui.widgets.canvas import Canvas, focus_ring
from ui.widgets.glyph import paint_glyph

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent


def tile(
    question: str,
    link: str,
    opened: Callable[[], None],
    *parts: QWidget | QLayout | int | None,
    stretch: QWidget | None = None,
) -> QFrame:
    """Make a tile."""
    made = frame("tile")
    made.setMinimumWidth(1)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    button = Button(link, kind="link", icon="arrow-right", name=f"{question} {link}")
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.clicked.connect(opened)
    layout = column(
        row(PlainLabel(question, size=11, bold=True), None, button), *parts, gap=2, margins=(16, 11, 16, 12)
    )
    if stretch is not None:
        layout.setStretchFactor(stretch, 1)
    made.setLayout(layout)
    return made


class CriterionButton(QAbstractButton):
    """A criterion as its letter on the tint of its status.

    Signals:
        opened: The id of the criterion.
    """

    opened = Signal(object)

    def __init__(self, key: str, status: str, tip: str) -> None:
        super().__init__()
        self._key, self._status = key, status
        self._letter = key.rpartition(".")[2]
        self.setFixedSize(34, 23)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tip)
        set_tip(self, tip)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        """Give the size."""
        return QSize(34, 23)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint glyph and letter."""
        with Canvas(self) as canvas:
            canvas.box(0, 0, canvas.width, canvas.height, fill=theme.soft(self._status), radius=4)
            paint_glyph(canvas.painter, QRectF(canvas.rect(6, 6, 11, 11)), self._status)
            canvas.text(
                20, 0, 14, canvas.height, self._letter, size=9, bold=True, colour=theme.tone(self._status)
            )
            focus_ring(canvas)

    def _open(self) -> None:
        self.opened.emit(self._key)
