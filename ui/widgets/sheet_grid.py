"""A sheet as it looks, each cell tinted by what it was read as; only the cells in view are painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.canvas import CENTRE, LEADING, TRAILING, Canvas, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent

ROW = 24
WIDEST = 260
LOOKED_AT = 60


@dataclass(frozen=True)
class Sheet:
    """What the grid shows: heads, cells, what each cell is, and which hold problems."""

    columns: tuple[str, ...]
    numbers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: Mapping[tuple[int, int], str] = field(default_factory=dict)
    problems: frozenset[tuple[int, int]] = frozenset()
    outline: tuple[int, int, int, int] | None = None
    spread: frozenset[int] = frozenset()


class SheetGrid(QWidget):
    """The grid.

    Signals:
        taken: Row and column of a cell.
    """

    taken = Signal(object, object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._sheet = Sheet((), (), ())
        self._left: list[int] = [0]
        self._here: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def show_sheet(
        self, sheet: Sheet, here: tuple[int, int] | None = None, *, fit: int = 0, at_least: int = 0
    ) -> None:
        """Show a sheet; `fit` stretches its columns to a width."""
        self._sheet, self._here = sheet, here
        head = max([34, *(text_width(number, 9) + 16 for number in sheet.numbers[-1:])])
        left = [head]
        for column in range(len(sheet.columns)):
            widest = 46
            for row in sheet.rows[:LOOKED_AT]:
                text = row[column] if column < len(row) else ""
                if text and not self._spreads(row, column):
                    widest = max(widest, text_width(text, 9) + 14)
            left.append(left[-1] + min(WIDEST, widest))
        fit = fit or (at_least if left[-1] < at_least else 0)
        if fit and len(left) > 1:
            factor = (fit - head) / max(1, left[-1] - head)
            left = [round(head + (edge - head) * factor) for edge in left]
        self._left = left
        self.setMinimumSize(left[-1] + 1, ROW * (len(sheet.rows) + 1) + 1)
        self.resize(self.minimumSize())
        self._say()
        self.update()

    def go(self, row: int, column: int) -> QRect:
        """Put the cursor on a cell and give its place."""
        self._here = (row, column)
        self._say()
        self.update()
        if column + 1 < len(self._left):
            return QRect(
                self._left[column], ROW * (row + 1), self._left[column + 1] - self._left[column], ROW
            )
        return QRect(0, ROW * (row + 1), 10, ROW)

    def sizeHint(self) -> QSize:
        """Give the whole size."""
        return self.minimumSize()

    @staticmethod
    def _spreads(row: Sequence[str], column: int) -> bool:
        """Whether a long text has nothing to its right, so that it may run over the next cells."""
        return len(row[column]) > 24 and not any(row[column + 1 :]) and not any(row[:column])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in view."""
        sheet, area = self._sheet, event.rect()
        first = max(0, area.top() // ROW - 1)
        last = min(len(sheet.rows), area.bottom() // ROW + 1)
        with Canvas(self) as canvas:
            canvas.painter.setRenderHint(canvas.painter.RenderHint.Antialiasing, False)
            for column, name in enumerate(sheet.columns):
                self._paint_head(
                    canvas,
                    self._left[column],
                    0,
                    self._left[column + 1] - self._left[column],
                    name,
                    self._here is not None and self._here[1] == column,
                )
            canvas.box(0, 0, self._left[0], ROW, fill=theme.tone("not_applicable_soft"))
            for row in range(first, last):
                y = ROW * (row + 1)
                self._paint_head(
                    canvas,
                    0,
                    y,
                    self._left[0],
                    sheet.numbers[row],
                    self._here is not None and self._here[0] == row,
                )
                self._paint_row(canvas, row, y)
            canvas.painter.setRenderHint(canvas.painter.RenderHint.Antialiasing, True)
            self._paint_marks(canvas, first, last)

    def _paint_head(self, canvas: Canvas, x: float, y: float, w: float, text: str, strong: bool) -> None:
        canvas.box(x, y, w, ROW, fill=theme.tone("not_applicable_soft"))
        canvas.stroke([(x + w, y), (x + w, y + ROW)], theme.tone("line"))
        canvas.stroke([(x, y + ROW), (x + w, y + ROW)], theme.tone("line"))
        canvas.text(
            x,
            y,
            w,
            ROW,
            text,
            size=9,
            bold=strong,
            align=CENTRE,
            colour=theme.tone("accent" if strong else "muted"),
        )

    def _paint_row(self, canvas: Canvas, row: int, y: int) -> None:
        cells = self._sheet.rows[row]
        for column in range(len(self._sheet.columns)):
            text = cells[column] if column < len(cells) else ""
            kind = self._sheet.kinds.get((row, column), "")
            x, w = self._left[column], self._left[column + 1] - self._left[column]
            fill, ink, bold = look(kind, (row, column) in self._sheet.problems)
            spread = bool(text) and column < len(cells) and self._spreads(cells, column)
            if spread:
                w = self._left[-1] - x
            canvas.box(x, y, w, ROW, fill=fill)
            canvas.stroke([(x, y + ROW), (x + w, y + ROW)], theme.tone("line"))
            if not spread:
                canvas.stroke([(x + w, y), (x + w, y + ROW)], theme.tone("line"))
            number = (
                kind in ("value", "total", "problem")
                or (not kind and numeric(text))
                or (kind == "header" and numeric(text))
            )
            if text:
                canvas.text(
                    x + 6,
                    y,
                    w - 12,
                    ROW,
                    text,
                    size=9,
                    bold=bold,
                    colour=ink,
                    align=TRAILING if number else LEADING,
                    strike=kind == "ignored",
                )
            if (row, column) in self._sheet.problems:
                canvas.area(
                    [(x + w - 7, y + 1), (x + w - 1, y + 1), (x + w - 1, y + 7)], theme.tone("not-met")
                )
            if spread:
                break

    def _paint_marks(self, canvas: Canvas, first: int, last: int) -> None:
        if self._sheet.outline is not None:
            top, left, bottom, right = self._sheet.outline
            right = min(right, len(self._sheet.columns) - 1)
            x, y = self._left[left], ROW * (top + 1)
            canvas.box(
                x,
                y,
                self._left[right + 1] - x + 1,
                ROW * (bottom - top + 1) + 1,
                line=theme.tone("accent"),
                thick=2,
            )
        if self._here is not None and first <= self._here[0] < last and self._here[1] + 1 < len(self._left):
            row, column = self._here
            colour = theme.tone("not-met" if self._here in self._sheet.problems else "accent")
            canvas.box(
                self._left[column],
                ROW * (row + 1),
                self._left[column + 1] - self._left[column] + 1,
                ROW + 1,
                line=colour,
                thick=2,
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        x = event.position().x()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        row = int(event.position().y() // ROW) - 1
        column = next(
            (index for index in range(len(self._left) - 1) if self._left[index] <= x < self._left[index + 1]),
            -1,
        )
        if 0 <= row < len(self._sheet.rows) and column >= 0:
            self.go(row, column)
            self.taken.emit(row, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key not in steps or not self._sheet.rows:
            super().keyPressEvent(event)
            return
        row, column = self._here or (0, 0)
        row = min(len(self._sheet.rows) - 1, max(0, row + steps[key][0]))
        column = min(len(self._sheet.columns) - 1, max(0, column + steps[key][1]))
        self.go(row, column)
        self.taken.emit(row, column)

    def _say(self) -> None:
        if self._here is None or self._here[0] >= len(self._sheet.rows):
            self.setAccessibleName(self._name)
            return
        row, column = self._here
        cells = self._sheet.rows[row]
        text = cells[column] if column < len(cells) else ""
        place = (
            f"{self._sheet.columns[column]}{self._sheet.numbers[row]}"
            if column < len(self._sheet.columns)
            else ""
        )
        self.setAccessibleName(
            f"{self._name}: {place} {text} {self._sheet.kinds.get((row, column), '')}".strip()
        )


def look(kind: str, problem: bool) -> tuple[QColor, QColor, bool]:
    """Give fill, ink and weight of a cell by what it was taken for."""
    if problem:
        return theme.soft("not-met"), theme.tone("not-met"), False
    looks: dict[str, tuple[QColor, QColor, bool]] = {
        "header": (theme.tone("accent_soft"), theme.tone("accent"), True),
        "title": (theme.soft("not-applicable"), theme.tone("text"), True),
        "label": (theme.soft("not-applicable"), theme.tone("text"), False),
        "value": (theme.soft("met"), theme.tone("text"), False),
        "total": (theme.soft("partly"), theme.tone("text"), True),
        "note": (theme.tone("window"), theme.tone("muted"), False),
        "ignored": (theme.tone("surface"), theme.tone("disabled"), False),
        "problem": (theme.soft("not-met"), theme.tone("not-met"), False),
    }
    return looks.get(kind, (theme.tone("surface"), theme.tone("text"), False))


def numeric(text: str) -> bool:
    """Say whether a text looks like a number, which stands at the right."""
    return any(sign.isdigit() for sign in text) and not any(sign.isalpha() for sign in text)


class Swatch(QWidget):
    """A small square in the tint of a kind of cell."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(14, 14)

    def sizeHint(self) -> QSize:
        """Give the size."""
        return QSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square."""
        with Canvas(self) as canvas:
            fill, _, _ = look(self._kind, False)
            canvas.box(0, 0, 14, 14, fill=fill, line=theme.tone("strong"), radius=2)
