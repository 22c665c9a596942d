"""A map of rows and columns, each cell tinted by its step and always with its number in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.texts import tip
from ui.widgets.canvas import CENTRE, LEADING, Canvas, text_width, whole
from ui.widgets.glyph import paint_glyph

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROW = 19


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and what a pointer over it says.

    Attributes:
        step: On the ramp; -1 for none.
        status: A status to show with its sign.
        tone: A status whose colour alone lies behind the text, for narrow cells whose text says all.
        faint: Whether that colour stays away.
    """

    text: str
    step: int = -1
    status: str = ""
    tone: str = ""
    faint: bool = False
    bold: bool = False
    tip: str = ""
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row: its name, the icon before it, its cells, and whether a gap stands above it."""

    name: str
    cells: tuple[Cell, ...]
    icon: str = ""
    gap: bool = False


class HeatMap(QWidget):
    """The map; arrow keys move over the cells, Enter opens one.

    Signals:
        clicked: The key of the cell.
    """

    clicked = Signal(object)

    def __init__(
        self,
        *,
        name: str,
        ramp: str = "shut",
        row_height: int = 30,
        head_height: int = 20,
        label_width: int = 170,
    ) -> None:
        super().__init__()
        self._name, self._ramp = name, ramp
        self._row_height, self._head, self._widest = row_height, head_height, label_width
        self._columns: tuple[str, ...] = ()
        self._icons: tuple[str, ...] = ()
        self._rows: list[HeatRow] = []
        self._bold = -1
        self._here = (0, 0)
        self._stretch = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(name)

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[HeatRow], *, bold: int = -1, icons: Sequence[str] = ()
    ) -> None:
        """Show rows; one column stands out."""
        self._columns, self._rows, self._bold, self._icons = tuple(columns), list(rows), bold, tuple(icons)
        self._here = (min(self._here[0], max(0, len(rows) - 1)), min(self._here[1], max(0, len(columns) - 1)))
        self.setMinimumHeight(self._needed())
        self._name_here()
        self.updateGeometry()
        self.update()

    def stretch(self) -> None:
        """Let rows grow into the room there is."""
        self._stretch = True

    def select(self, key: tuple[str, ...]) -> None:
        """Put the cursor on a cell."""
        for index, row in enumerate(self._rows):
            for place, cell in enumerate(row.cells):
                if cell.key == key:
                    self._here = (index, place)
                    self.update()

    def sizeHint(self) -> QSize:
        """Give the size the rows need."""
        return QSize(self._widest + 44 * max(1, len(self._columns)), self._needed())

    def _needed(self) -> int:
        least = 20 if self._stretch else self._row_height
        return self._head + least * len(self._rows) + 6 * sum(row.gap for row in self._rows)

    def _height(self) -> float:
        if not self._stretch or not self._rows:
            return self._row_height
        return min(self._row_height * 1.5, (self.height() - self._head) / len(self._rows))

    @property
    def _label(self) -> float:
        """The room for names, less in a narrow map."""
        return min(self._widest, self.width() * 0.44)

    def _cell(self, row: int, column: int) -> QRectF:
        width = (self.width() - self._label) / max(1, len(self._columns))
        gaps = 6 * sum(item.gap for item in self._rows[: row + 1])
        return QRectF(
            self._label + width * column, self._head + self._height() * row + gaps, width, self._height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint heads, names and cells."""
        with Canvas(self) as canvas:
            for column, text in enumerate(self._columns):
                self._paint_head(canvas, column, text)
            for row, item in enumerate(self._rows):
                area = self._cell(row, 0)
                indent = 21 if any(one.icon for one in self._rows) else 0
                if item.icon:
                    canvas.icon(0, area.center().y() - 7, item.icon, size=14)
                here = self.hasFocus() and row == self._here[0]
                canvas.text(
                    indent, area.top(), self._label - indent - 8, area.height(), item.name, size=9, bold=here
                )
                for column, cell in enumerate(item.cells):
                    self._paint_cell(canvas, self._cell(row, column), cell, bold=column == self._bold)
            self._paint_marks(canvas)

    def _paint_head(self, canvas: Canvas, column: int, text: str) -> None:
        area = self._cell(0, column)
        strong = column == self._bold
        if area.width() < NARROW and column % 2 and not strong:
            return
        if area.width() < NARROW:
            area.adjust(-6, 0, 6, 0)
        colour = theme.tone("text" if strong else "muted")
        lines = text.split("\n")
        high = min(17.0, self._head / len(lines))
        for index, part in enumerate(lines):
            top = self._head - 3 - high * (len(lines) - index)
            if self._icons and index == 0:
                start = max(area.left(), area.center().x() - text_width(part, 9) / 2 - 10)
                canvas.icon(start, top + 1, self._icons[column], size=14)
                canvas.text(
                    start + 18, top, area.right() - start - 18, high, part, size=9, bold=strong, colour=colour
                )
                continue
            canvas.text(
                area.left(), top, area.width(), high, part, size=9, bold=strong, colour=colour, align=CENTRE
            )

    def _paint_cell(self, canvas: Canvas, area: QRectF, cell: Cell, *, bold: bool) -> None:
        box = whole(area).adjusted(0, 0, -1, -1)
        tokens = theme.tokens()
        if cell.status:
            canvas.box(box.x(), box.y(), box.width(), box.height(), fill=theme.soft(cell.status), radius=2)
            ink = theme.tone("text" if cell.status == "met" else cell.status)
            middle = box.x() + box.width() / 2
            paint_glyph(
                canvas.painter,
                canvas.rect(middle - 26, box.y() + box.height() / 2 - 5.5, 11, 11),
                cell.status,
            )
            canvas.text(middle - 12, box.y(), 44, box.height(), cell.text, size=9, colour=ink, align=LEADING)
            return
        if cell.step < 0:
            if cell.tone and not cell.faint:
                canvas.box(box.x(), box.y(), box.width(), box.height(), fill=theme.soft(cell.tone), radius=2)
            canvas.text(
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                cell.text,
                size=9,
                bold=cell.bold,
                colour=theme.tone(cell.tone or ("text" if cell.bold else "muted")),
                align=CENTRE,
            )
            return
        fills, inks = (
            (tokens.shut, tokens.shut_ink) if self._ramp == "shut" else (tokens.count, tokens.count_ink)
        )
        canvas.box(box.x(), box.y(), box.width(), box.height(), fill=theme.paint(fills[cell.step]), radius=2)
        strong = bold or (self._ramp == "count" and cell.step > 0)
        canvas.text(
            box.x(),
            box.y(),
            box.width(),
            box.height(),
            cell.text,
            size=9,
            bold=strong,
            colour=theme.paint(inks[cell.step]),
            align=CENTRE,
        )

    def _paint_marks(self, canvas: Canvas) -> None:
        if (
            0 <= self._bold < len(self._columns)
            and self._rows
            and self._ramp == "shut"
            and not self._rows[0].cells[0].status
        ):
            first, last = self._cell(0, self._bold), self._cell(len(self._rows) - 1, self._bold)
            area = whole(QRectF(first.topLeft(), QPointF(last.right(), last.bottom())))
            canvas.box(
                area.x() - 1,
                area.y() - 1,
                area.width() + 1,
                area.height() + 1,
                line=theme.tone("text"),
                radius=3,
                thick=1.4,
            )
        if self.hasFocus() and self._rows:
            area = whole(self._cell(*self._here))
            canvas.box(
                area.x() - 1,
                area.y() - 1,
                area.width() + 1,
                area.height() + 1,
                line=theme.tone("accent"),
                radius=3,
                thick=2,
            )

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        for row, item in enumerate(self._rows):
            for column in range(len(item.cells)):
                if self._cell(row, column).contains(x, y):
                    return row, column
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the cell under the pointer."""
        found = self._at(event.position().x(), event.position().y())
        if found:
            self._here = found
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; Enter opens."""
        forward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {
            Qt.Key.Key_Left: (0, -forward), Qt.Key.Key_Right: (0, forward), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps and self._rows:
            down, along = steps[key]
            row = min(len(self._rows) - 1, max(0, self._here[0] + down))
            self._here = (row, min(len(self._columns) - 1, max(0, self._here[1] + along)))
            self._name_here()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say what a cell means when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(event.pos().x(), event.pos().y())
            text = self._rows[found[0]].cells[found[1]].tip if found else ""
            QToolTip.showText(event.globalPos(), tip(text), self)
            return True
        return super().event(event)

    def _open(self) -> None:
        self._name_here()
        self.update()
        row, column = self._here
        if row < len(self._rows) and column < len(self._rows[row].cells):
            self.clicked.emit(self._rows[row].cells[column].key)

    def _name_here(self) -> None:
        row, column = self._here
        if row < len(self._rows) and column < len(self._rows[row].cells):
            item = self._rows[row]
            cell = item.cells[column]
            self.setAccessibleName(
                f"{self._name}: {item.name}, {self._columns[column]}: {cell.tip or cell.text}"
            )
