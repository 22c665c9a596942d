"""A row of a list: glyph or icon, code, name, and a short word at the end. Arrow keys move, Enter opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from ui import theme
from ui.texts import set_tip
from ui.widgets.canvas import TRAILING, Canvas, text_width
from ui.widgets.glyph import paint_glyph

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

HEIGHT = 34


@dataclass(frozen=True, slots=True)
class ListText:
    """What a row says.

    Attributes:
        told: What its glyph says, for those who do not see it; not needed beside an end in words.
    """

    key: str
    name: str
    glyph: str = ""
    icon: str = ""
    code: str = ""
    end: str = ""
    tone: str = ""
    faded: bool = False
    told: str = ""


class ListRow(QAbstractButton):
    """A row.

    Signals:
        taken: The key of the row that got the focus or a click.
        removed: The key of a row to remove.
    """

    taken = Signal(object)
    removed = Signal(object)

    def __init__(self, text: ListText) -> None:
        super().__init__()
        self.text_ = text
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(
            ", ".join(part for part in (text.code, text.name, text.end or text.told) if part)
        )
        set_tip(self, text.name)
        self.clicked.connect(self._clicked)

    @property
    def key(self) -> str:
        """The key of the row."""
        return self.text_.key

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
            x = 14.0
            if text.glyph:
                paint_glyph(canvas.painter, canvas.rect(x, HEIGHT / 2 - 6.5, 13, 13), text.glyph)
                x += 23
            elif text.icon:
                canvas.icon(x, HEIGHT / 2 - 8, text.icon)
                x += 26
            if text.code:
                wide = max(40.0, text_width(text.code, 9) + 14)
                canvas.box(x, HEIGHT / 2 - 9, wide, 18, fill=theme.soft("neutral"), radius=4)
                canvas.text(
                    x,
                    HEIGHT / 2 - 9,
                    wide,
                    18,
                    text.code,
                    size=9,
                    colour=theme.tone("muted"),
                    align=Qt.AlignmentFlag.AlignCenter,
                )
                x += wide + 10
            end = text_width(text.end, 9)
            if text.end:
                canvas.text(
                    canvas.width - end - 14,
                    0,
                    end + 2,
                    HEIGHT,
                    text.end,
                    size=9,
                    colour=theme.tone(text.tone or "muted"),
                    align=TRAILING,
                )
            colour = theme.tone("muted" if text.faded else "text")
            canvas.text(
                x, 0, canvas.width - x - end - 28, HEIGHT, text.name, bold=self.isChecked(), colour=colour
            )
            if self.hasFocus():
                canvas.box(0, 0, canvas.width, HEIGHT, line=theme.tone("accent"), thick=2, radius=3)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the row the keyboard reaches."""
        super().focusInEvent(event)
        if (
            event.reason() is not Qt.FocusReason.MouseFocusReason
            and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason
        ):
            self.taken.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to the neighbours, or remove."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        parent = self.parentWidget()
        if step and parent is not None:
            rows = [row for row in parent.findChildren(ListRow) if row.isVisibleTo(parent)]
            rows.sort(key=lambda row: row.y())
            rows[min(len(rows) - 1, max(0, rows.index(self) + step))].setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        self.taken.emit(self.key)


class ListColumn(QVBoxLayout):
    """Rows below each other, rebuilt only where they changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self.rows: list[ListRow] = []
        self._texts: list[ListText | str] = []

    def choose(self, key: str) -> ListRow | None:
        """Show a row as chosen."""
        found = None
        for row in self.rows:
            row.setChecked(row.key == key)
            if row.key == key:
                found = row
        return found
