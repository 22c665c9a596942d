"""A measure's card on the board: two lines, the details belong to the inspector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import theme
from ui.texts import set_tip
from ui.widgets.canvas import TRAILING, Canvas, text_width
from ui.widgets.glyph import paint_glyph

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

HEIGHT = 52


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says."""

    key: str
    title: str
    status: str
    reach: str
    year: str
    cost: str
    icons: tuple[str, ...]
    tip: str = ""


class Card(QAbstractButton):
    """A card; arrow keys are left to the board.

    Signals:
        taken: The key of the card that got the focus or a click.
        moved: A step of the arrow keys, across and down.
        removed: The key of the card to remove.
    """

    taken = Signal(object)
    moved = Signal(object, object)
    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._text = CardText("", "", "", "", "", "", ())
        self._marked = False
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._clicked)

    @property
    def key(self) -> str:
        """The key of the measure."""
        return self._text.key

    def show_text(self, text: CardText) -> None:
        """Show a measure."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(
                ", ".join(part for part in (text.title, text.reach, text.year, text.cost) if part)
            )
            set_tip(self, text.tip)
            self.update()

    def mark(self, on: bool) -> None:
        """Highlight what an edit changed."""
        if on != self._marked:
            self._marked = on
            self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        text = self._text
        with Canvas(self) as canvas:
            chosen = self.isChecked()
            fill = theme.tone("mark") if self._marked else theme.tone("accent_soft" if chosen else "surface")
            line = theme.tone("accent" if chosen else "strong" if self.underMouse() else "line")
            canvas.box(
                0, 0, canvas.width, HEIGHT, fill=fill, line=line, radius=4, thick=2 if self.hasFocus() else 1
            )
            if self.hasFocus():
                canvas.box(0, 0, canvas.width, HEIGHT, line=theme.tone("accent"), radius=4, thick=2)
            end = canvas.width - 10
            for name in reversed(text.icons):
                end -= 14
                canvas.icon(end, 9, name, size=14)
                end -= 4
            canvas.text(10, 6, end - 12, 19, text.title, bold=True)
            cost = text_width(text.cost, 10, bold=True)
            canvas.text(canvas.width - 10 - cost, 27, cost, 19, text.cost, bold=True, align=TRAILING)
            year = text_width(text.year)
            canvas.text(
                canvas.width - 20 - cost - year,
                27,
                year,
                19,
                text.year,
                colour=theme.tone("muted"),
                align=TRAILING,
            )
            if text.status:
                paint_glyph(canvas.painter, canvas.rect(10, 31, 12, 12), text.status)
                canvas.text(
                    27, 27, canvas.width - 50 - cost - year, 19, text.reach, colour=theme.tone(text.status)
                )
            else:
                canvas.text(
                    10, 27, canvas.width - 34 - cost - year, 19, text.reach, colour=theme.tone("muted")
                )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the card the keyboard reaches."""
        super().focusInEvent(event)
        if event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.OtherFocusReason,
        ):
            self.taken.emit(self.key)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, open or remove."""
        forward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Left: QPoint(-forward, 0), Qt.Key.Key_Right: QPoint(forward, 0),
            Qt.Key.Key_Up: QPoint(0, -1), Qt.Key.Key_Down: QPoint(0, 1),
        }  # fmt: skip
        if key in steps:
            self.moved.emit(steps[key].x(), steps[key].y())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        self.setChecked(True)
        self.taken.emit(self.key)
