"""A sheet as it looks, of any size: its heads stay in view, keys scroll it, and dragging chooses cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui import theme
from ui.models.sheet_model import KIND, PROBLEM, Area, Index, SheetModel
from ui.widgets.sheet_grid import look, numeric
from workbench.model.cells import column_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from workbench.sheets import SheetView

ROW = 24
NARROW, WIDE, USUAL = 52, 260, 84
LOOKED_AT = 60
"""Rows and columns whose texts decide how wide columns are."""
SPREAD_ROWS, LONG = 400, 24
MOST_MERGED = 1_000
LEAST_CHOSEN = 4
"""Cells from which a drag chooses them; fewer are a slip of the hand."""


class _Painter(QStyledItemDelegate):
    """Paints a cell in the tint of what it was taken for."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell."""
        text, kind, problem = str(index.data() or ""), str(index.data(KIND)), bool(index.data(PROBLEM))
        fill, ink, bold = look(kind, problem)
        area: QRect = option.rect
        painter.save()
        painter.fillRect(area, fill)
        painter.setPen(theme.tone("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomRight())
        if text:
            font = QFont(theme.font(9, bold))
            font.setStrikeOut(kind == "ignored" and not problem)
            painter.setFont(font)
            painter.setPen(ink)
            side = Qt.AlignmentFlag.AlignRight if numeric(text) else Qt.AlignmentFlag.AlignLeft
            inner = area.adjusted(6, 0, -6, 0)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        if problem:
            corner = area.topRight()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tone("not-met"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPolygon([corner, corner - QPoint(6, 0), corner + QPoint(0, 6)])
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row."""
        return QSize(USUAL, ROW)


class SheetTable(QTableView):
    """The table.

    Signals:
        chosen: The cells dragged over, or chosen with Shift and Enter, as first row and column, last row and column.
    """

    chosen = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.sheet = SheetModel()
        self.setModel(self.sheet)
        self.setProperty("kind", "sheet")
        self.setAccessibleName(name)
        # A sheet runs from left to right also where the window does not.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setItemDelegate(_Painter(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(ROW)
        down.setDefaultSectionSize(ROW)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        across.setMinimumSectionSize(24)
        across.setFixedHeight(ROW)
        for head in (down, across):
            head.setHighlightSections(True)
            head.setFont(theme.font(9))
        self._outlines: tuple[Area, ...] = ()
        self._limits: Area | None = None
        self._dragged = False

    def show_view(
        self,
        view: SheetView | None,
        *,
        problems: Iterable[tuple[int, int]] = (),
        left_out: Iterable[Area] = (),
        outlines: Iterable[Area] = (),
        limits: Area | None = None,
    ) -> None:
        """Show a sheet.

        Args:
            view: The sheet; None for none.
            problems: Cells that hold problems.
            left_out: Areas of tables that are not to be brought in.
            outlines: Areas of tables that are.
            limits: The cells the user limits the reading to.
        """
        before = self.sheet.view
        self.sheet.show_view(view, problems, left_out)
        self._outlines, self._limits = tuple(outlines), limits
        fresh = before is None or view is None or (before.name, before.height) != (view.name, view.height)
        if fresh:
            self._fit()
        self.viewport().update()

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell and have it in view; a cell outside the sheet is its nearest."""
        index = self.sheet.index(
            min(row, self.sheet.rowCount() - 1), min(column, self.sheet.columnCount() - 1)
        )
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def here(self) -> tuple[int, int] | None:
        """Give the cell under the cursor."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag."""
        super().mouseMoveEvent(event)
        self._dragged = self._dragged or bool(event.buttons() & Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the cells dragged over."""
        super().mouseReleaseEvent(event)
        if self._dragged:
            self._choose()
        self._dragged = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the selected cells with Enter; Home and End go along the row, with Ctrl to the ends of the sheet."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the outlines around tables, chosen cells and the cursor."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for area in self._outlines:
            self._box(painter, area, "accent", Qt.PenStyle.SolidLine)
        if self._limits is not None:
            self._box(painter, self._limits, "text", Qt.PenStyle.DashLine)
        selected = self._selected()
        if selected is not None and _cells(selected) > 1:
            self._box(painter, selected, "accent", Qt.PenStyle.DotLine)
        here = self.here()
        if here is not None:
            problem = bool(self.currentIndex().data(PROBLEM))
            self._box(painter, (*here, *here), "not-met" if problem else "accent", Qt.PenStyle.SolidLine)
        painter.end()

    def _choose(self) -> None:
        selected = self._selected()
        if selected is not None and _cells(selected) >= LEAST_CHOSEN:
            self.clearSelection()
            self.chosen.emit(selected)

    def _selected(self) -> Area | None:
        selection = self.selectionModel().selection()
        if selection.isEmpty():
            return None
        part = selection.first()
        return part.top(), part.left(), part.bottom(), part.right()

    def _box(self, painter: QPainter, area: Area, tone: str, style: Qt.PenStyle) -> None:
        top, left, bottom, right = area
        bottom, right = min(bottom, self.sheet.rowCount() - 1), min(right, self.sheet.columnCount() - 1)
        if bottom < top or right < left:
            return
        x, y = self.columnViewportPosition(left), self.rowViewportPosition(top)
        width = self.columnViewportPosition(right) + self.columnWidth(right) - x
        height = self.rowViewportPosition(bottom) + self.rowHeight(bottom) - y
        painter.setPen(QPen(theme.tone(tone), 2, style))
        painter.drawRect(QRect(x, y, width - 1, height - 1))

    def _fit(self) -> None:
        """Make columns as wide as their first texts, and let titles run over the blank cells beside them."""
        view = self.sheet.view
        self.clearSpans()
        if view is None:
            return
        last = min(view.width, LOOKED_AT)
        rows = [
            [view.text(row, column) for column in range(last)] for row in range(min(view.height, SPREAD_ROWS))
        ]
        merged = {(top, left) for top, left, _, _ in view.merged}
        spread = {
            row: column
            for row, texts in enumerate(rows)
            if (column := _alone(texts)) >= 0 and (row, column) not in merged
        }
        step = max(1, view.height // LOOKED_AT)
        later = [
            [view.text(row, column) for column in range(last)]
            for row in range(LOOKED_AT, view.height, step)
            if row not in spread
        ]
        metrics = QFontMetrics(theme.font(9, True))
        for column in range(self.sheet.columnCount()):
            texts = [
                texts[column]
                for row, texts in enumerate(rows[:LOOKED_AT])
                if column < last and spread.get(row) != column
            ]
            texts += [texts_of[column] for texts_of in later if column < last]
            longest = sorted(texts, key=len)[-3:]
            wide = max((metrics.horizontalAdvance(text) + 16 for text in longest), default=USUAL)
            self.setColumnWidth(column, min(WIDE, max(NARROW, wide)))
        for row, column in spread.items():
            self.setSpan(row, column, 1, self.sheet.columnCount() - column)
        for top, left, bottom, right in view.merged[:MOST_MERGED]:
            if (bottom > top or right > left) and right < view.width and bottom < view.height:
                self.setSpan(top, left, bottom - top + 1, right - left + 1)


def _alone(texts: list[str]) -> int:
    """Give the column of a long text that stands alone in its row; -1 where there is none."""
    filled = [column for column, text in enumerate(texts) if text]
    return filled[0] if len(filled) == 1 and len(texts[filled[0]]) > LONG else -1


def _cells(area: Area) -> int:
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def range_text(area: Area) -> str:
    """Write an area of cells such as A5:K90."""
    top, left, bottom, right = area
    return f"{column_name(left)}{top + 1}:{column_name(right)}{bottom + 1}"
