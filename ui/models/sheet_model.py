"""A sheet of a workbook as a table model: any size, since a cell is looked at only when it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.texts import t
from workbench.errors import message
from workbench.model.cells import column_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.sheets import SheetView

Index = QModelIndex | QPersistentModelIndex
KIND = int(Qt.ItemDataRole.UserRole) + 1
PROBLEM = int(Qt.ItemDataRole.UserRole) + 2
_ROOT = QModelIndex()
_KINDS = {
    "header": message("header"), "label": message("label"), "value": message("value"), "total": message("total"),
    "note": message("note"), "problem": message("problem"), "ignored": message("ignored"),
}  # fmt: skip
LEAST_ROWS, LEAST_COLUMNS = 40, 16
"""What is shown of a small sheet: blank cells go on around it, as in a spreadsheet."""
Area = tuple[int, int, int, int]


class SheetModel(QAbstractTableModel):
    """The model."""

    def __init__(self) -> None:
        super().__init__()
        self.view: SheetView | None = None
        self._problems: frozenset[tuple[int, int]] = frozenset()
        self._left_out: tuple[Area, ...] = ()

    def show_view(
        self, view: SheetView | None, problems: Iterable[tuple[int, int]] = (), left_out: Iterable[Area] = ()
    ) -> None:
        """Show a sheet, with the cells that hold problems and the areas of tables that are not to be brought in."""
        same = self._shape(view) == self._shape(self.view)
        if not same:
            self.beginResetModel()
        self.view = view
        self._problems, self._left_out = frozenset(problems), tuple(left_out)
        if not same:
            self.endResetModel()
        elif view is not None:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    @staticmethod
    def _shape(view: SheetView | None) -> tuple[str, int, int] | None:
        return (view.name, view.height, view.width) if view is not None else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() or self.view is None else max(self.view.height, LEAST_ROWS)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() or self.view is None else max(self.view.width, LEAST_COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Give text and kind of a cell."""
        view, at = self.view, (index.row(), index.column())
        if view is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return view.text(*at)
        if role == KIND:
            return self.kind(*at)
        if role == PROBLEM:
            return at in self._problems
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            kind = "problem" if at in self._problems else self.kind(*at)
            return t(_KINDS[kind]) if kind in _KINDS else ""
        return None

    def kind(self, row: int, column: int) -> str:
        """Say what a cell was taken for; what is not to be brought in is ignored."""
        found = self.view.kind(row, column) if self.view is not None else ""
        if found in ("header", "label", "value", "total") and any(
            top <= row <= bottom and left <= column <= right for top, left, bottom, right in self._left_out
        ):
            return "ignored"
        return found

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Give the letters of a column or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_name(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)
