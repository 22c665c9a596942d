"""A table over rows of text: fixed row height, keys for everything, no grid of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.models.rows import KEY, SORT, Index, RowsModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

ROW = 28
NAMES, YEAR = 170, (62, 84)
"""The least width of a column of names; the least and the most of a column of a year."""


class Shade(QStyledItemDelegate):
    """Paints the tint of shaded rows, which the style sheet would leave out."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the tint, then the cell."""
        tint = index.data(Qt.ItemDataRole.BackgroundRole)
        if tint is not None:
            painter.fillRect(option.rect, tint)
        super().paint(painter, option, index)


class Grid(QTableView):
    """The table.

    Signals:
        opened: Key and column of a cell that was clicked or entered.
        moved: Key of the row the cursor moved to.
        removed: Key of a row to remove.
    """

    opened = Signal(object, object)
    moved = Signal(object)
    removed = Signal(object)

    def __init__(self, model: RowsModel, *, name: str, sortable: bool = True, cells: bool = False) -> None:
        super().__init__()
        self.rows = model
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(model)
        self._proxy.setSortRole(SORT)
        self.setModel(self._proxy)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSortingEnabled(sortable)
        if sortable:
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if cells else behaviour.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(False)
        self.setItemDelegate(Shade(self))
        self.clicked.connect(self._open)

    def fit_years(self, room: int, count: int, kept: int) -> None:
        """Share the room between the names and columns of years; where it is short, years are left out evenly.

        Args:
            room: Width of the table.
            count: Columns of years, behind the column of names.
            kept: The place of a year that stays.
        """
        step = 1
        while step < count and NAMES + -(-count // step) * YEAR[0] > room:
            step += 1
        shown = [(place - kept) % step == 0 for place in range(count)]
        each = max(YEAR[0], min(YEAR[1], (room - 2 * YEAR[0] - NAMES // 2) // max(1, sum(shown))))
        self.widths(0, *([each] * count))
        for place, here in enumerate(shown, 1):
            self.setColumnHidden(place, not here)

    def widths(self, *widths: int) -> None:
        """Set the widths of columns; 0 takes the room that is left."""
        head = self.horizontalHeader()
        for column, width in enumerate(widths[: self._proxy.columnCount()]):
            if width:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                head.resizeSection(column, width)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def select_key(self, key: str, column: int = 0) -> None:
        """Put the cursor on a row."""
        number = self.rows.row_of(key)
        if number >= 0:
            index = self._proxy.mapFromSource(self.rows.index(number, column))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def key(self) -> str:
        """Give the key of the row under the cursor."""
        index = self.currentIndex()
        return str(index.data(KEY)) if index.isValid() else ""

    def column(self) -> int:
        """Give the column under the cursor; -1 where there is none."""
        return self.currentIndex().column()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say that the cursor moved."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(str(current.data(KEY)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, remove with Delete."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.removed.emit(str(index.data(KEY)))
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(str(index.data(KEY)), index.column())
