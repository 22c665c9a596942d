"""The way a figure comes about: formula in words under each node, leaves with the place they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.canvas import TRAILING, Canvas, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

ROW = 43
INDENT = 18


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A node: its depth, name, value, what stands below it, and its icon if it is a leaf."""

    depth: int
    name: str
    value: str
    note: str = ""
    icon: str = ""
    last: bool = True


class TraceTree(QWidget):
    """The tree; arrow keys move, Enter opens a leaf's source.

    Signals:
        taken: The number of a row.
    """

    taken = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._rows: list[TraceRow] = []
        self._here = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_rows(self, rows: Sequence[TraceRow], here: int = -1) -> None:
        """Show rows, one of them chosen."""
        self._rows, self._here = list(rows), here
        self.setFixedHeight(max(1, ROW * len(rows)))
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the height the rows need."""
        return QSize(340, ROW * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines, names, values and notes."""
        with Canvas(self) as canvas:
            open_at: dict[int, int] = {}
            for number, row in enumerate(self._rows):
                y = number * ROW
                x = row.depth * INDENT
                if row.depth:
                    self._paint_lines(canvas, number, row, open_at)
                open_at[row.depth] = number
                if number == self._here:
                    canvas.box(
                        x - 4, y, canvas.width - x + 4, ROW - 2, fill=theme.tone("accent_soft"), radius=3
                    )
                    if self.hasFocus():
                        canvas.box(
                            x - 4,
                            y,
                            canvas.width - x + 4,
                            ROW - 2,
                            line=theme.tone("accent"),
                            radius=3,
                            thick=2,
                        )
                wide = text_width(row.value, 9, bold=True) + 2
                canvas.text(
                    canvas.width - wide - 2, y + 2, wide, 18, row.value, size=9, bold=True, align=TRAILING
                )
                canvas.text(x + 2, y + 2, canvas.width - x - wide - 10, 18, row.name, size=9, bold=True)
                leaf = bool(row.icon)
                if leaf:
                    canvas.icon(x + 2, y + 22, row.icon, tone="accent", size=13)
                tone = "accent" if leaf else "muted"
                canvas.text(
                    x + (21 if leaf else 2),
                    y + 20,
                    canvas.width - x - 24,
                    18,
                    row.note,
                    size=9,
                    colour=theme.tone(tone),
                )

    def _paint_lines(self, canvas: Canvas, number: int, row: TraceRow, open_at: dict[int, int]) -> None:
        x = (row.depth - 1) * INDENT + 6
        parent = next(
            (index for index in range(number - 1, -1, -1) if self._rows[index].depth < row.depth), 0
        )
        top = (parent + 1) * ROW - 3
        middle = number * ROW + 11
        colour = theme.tone("strong")
        canvas.stroke([(x, top), (x, middle), (x + 8, middle)], colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        self._take(int(event.position().y() // ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._take(min(len(self._rows) - 1, max(0, self._here + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._here)
        else:
            super().keyPressEvent(event)

    def _take(self, number: int) -> None:
        if 0 <= number < len(self._rows):
            self._here = number
            self._say()
            self.update()
            self.taken.emit(number)

    def _say(self) -> None:
        row = self._rows[self._here] if 0 <= self._here < len(self._rows) else None
        self.setAccessibleName(f"{self._name}: {row.name}, {row.value}, {row.note}" if row else self._name)
