"""A table model over rows of ready text, with numbers to sort by kept beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
SORT = int(Qt.ItemDataRole.UserRole) + 1
KEY = int(Qt.ItemDataRole.UserRole) + 2
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its key, its texts, its sort values, and how it looks.

    Attributes:
        sort: For each column a number or a text to sort by; empty to sort by the texts.
    """

    key: str
    texts: tuple[str, ...]
    sort: tuple[float | str, ...] = ()
    icon: str = ""
    bold: bool = False
    tone: str = ""
    shaded: bool = False
    indent: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, whether it holds numbers, and whether it stands out."""

    title: str
    number: bool = False
    bold: bool = False


class RowsModel(QAbstractTableModel):
    """The model; new rows of the same shape change in place, so that the selection stays."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = list(columns)
        self._rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row], columns: Sequence[Column] | None = None) -> None:
        """Show rows."""
        columns = list(columns) if columns is not None else self._columns
        same = columns == self._columns and [row.key for row in rows] == [row.key for row in self._rows]
        if not same:
            self.beginResetModel()
            self._columns, self._rows = columns, list(rows)
            self.endResetModel()
            return
        for number, row in enumerate(rows):
            if row != self._rows[number]:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._columns) - 1))

    def row_of(self, key: str) -> int:
        """Find a row by its key; -1 where there is none."""
        return next((number for number, row in enumerate(self._rows) if row.key == key), -1)

    def key_at(self, number: int) -> str:
        """Give the key of a row."""
        return self._rows[number].key if 0 <= number < len(self._rows) else ""

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows."""
        if not index.isValid():
            return None
        row, place = self._rows[index.row()], index.column()
        text = row.texts[place] if place < len(row.texts) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return f"      {text}" if row.indent and place == 0 else text
        if role == SORT:
            return row.sort[place] if place < len(row.sort) else text
        if role == KEY:
            return row.key
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignTrailing
                if self._columns[place].number
                else Qt.AlignmentFlag.AlignLeading
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(10, row.bold or self._columns[place].bold)
        if role == Qt.ItemDataRole.ForegroundRole and row.tone:
            return theme.tone(row.tone)
        if role == Qt.ItemDataRole.BackgroundRole and row.shaded:
            return theme.tone("window")
        if role == Qt.ItemDataRole.DecorationRole and place == 0 and row.icon:
            return icons.pixmap(row.icon, theme.tone("muted"), 14, 2.0)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the head of a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if column.number else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(10, column.bold)
        return None
