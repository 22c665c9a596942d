"""A problem of a workbook: how grave it is, where it stands, what is wrong, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import theme
from ui.texts import set_tip
from ui.widgets.canvas import TRAILING, Canvas, text_width
from ui.widgets.glyph import paint_glyph

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

HEIGHT = 46
SEVERITY, PLACE = 96, 92


@dataclass(frozen=True, slots=True)
class ProblemText:
    """What the row says.

    Attributes:
        key: Which problem it is.
        severity: serious or advisory.
        word: The same as a word.
        place: Where the first of them stands.
        what: What is wrong.
        remedy: What to do.
        times: How often it stands in the workbook, as a word; empty for once.
    """

    key: str
    severity: str
    word: str
    place: str
    what: str
    remedy: str = ""
    times: str = ""


class ProblemRow(QAbstractButton):
    """The row; a click, Enter and the arrow keys go to its cell, and the focus alone goes nowhere.

    Signals:
        taken: The key of the problem to go to.
    """

    taken = Signal(object)

    def __init__(self, text: ProblemText) -> None:
        super().__init__()
        self.text_ = text
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(1)
        said = [text.word, text.place, text.what, text.remedy, text.times]
        self.setAccessibleName(" ".join(part for part in said if part))
        set_tip(self, " ".join(part for part in (text.what, text.remedy) if part))
        self.clicked.connect(self._go)

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(300, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        text = self.text_
        with Canvas(self) as canvas:
            if self.isChecked():
                canvas.box(0, 0, canvas.width, HEIGHT, fill=theme.tone("accent_soft"))
            elif self.underMouse():
                canvas.box(0, 0, canvas.width, HEIGHT, fill=theme.tone("hover"))
            canvas.stroke([(0, HEIGHT - 0.5), (canvas.width, HEIGHT - 0.5)], theme.tone("line"))
            paint_glyph(canvas.painter, canvas.rect(24, 8, 13, 13), text.severity)
            canvas.text(45, 4, SEVERITY, 21, text.word, bold=True, colour=theme.tone(text.severity))
            x = 45 + SEVERITY
            if text.place:
                canvas.box(x, 6, PLACE - 12, 18, fill=theme.tone("accent_soft"), radius=4)
                canvas.text(
                    x + 4, 6, PLACE - 20, 18, text.place, size=9, colour=theme.tone("accent"), align=Qt.AlignmentFlag.AlignCenter
                )  # fmt: skip
            x += PLACE
            end = text_width(text.times, 9) + 14 if text.times else 0
            room = canvas.width - x - 24
            canvas.text(x, 4, room - end, 21, text.what)
            if text.times:
                canvas.text(
                    canvas.width - 24 - end, 4, end, 21, text.times, size=9, align=TRAILING, colour=theme.tone("muted")
                )  # fmt: skip
            canvas.text(x, 24, room, 17, text.remedy, size=9, colour=theme.tone("muted"))
            if self.hasFocus():
                canvas.box(0, 0, canvas.width, HEIGHT, line=theme.tone("accent"), thick=2, radius=3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to the neighbours and go to their cells; Enter goes to this one's."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        parent = self.parentWidget()
        if step and parent is not None:
            rows = sorted(parent.findChildren(ProblemRow), key=lambda row: row.y())
            there = rows[min(len(rows) - 1, max(0, rows.index(self) + step))]
            there.setFocus(Qt.FocusReason.OtherFocusReason)
            there.taken.emit(there.text_.key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        self.taken.emit(self.text_.key)
