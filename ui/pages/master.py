"""A list at the left and what is chosen at the right: the shape of several pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.pages.base import scrolled
from ui.widgets.basics import PlainLabel, clear, column, frame
from ui.widgets.list_row import ListColumn, ListRow, ListText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class MasterList(QWidget):
    """The list, in a tile; headings are plain texts between rows."""

    def __init__(
        self, *, name: str, taken: Callable[[str], None], removed: Callable[[str], None] | None = None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._taken, self._removed = taken, removed
        self._items: list[ListText | str] = []
        self.column = ListColumn()
        self._area: QScrollArea = scrolled(column(self.column, None, gap=0))
        tile = frame("tile")
        tile.setLayout(column(self._area, gap=0, margins=(1, 1, 1, 1)))
        self.setLayout(column(tile, gap=0))

    def show_items(self, items: Sequence[ListText | str]) -> None:
        """Show rows and headings."""
        if list(items) == self._items:
            return
        held = next((row.key for row in self.column.rows if row.hasFocus()), "")
        chosen = next((row.key for row in self.column.rows if row.isChecked()), "")
        place = self._area.verticalScrollBar().value()
        self._items = list(items)
        clear(self.column)
        self.column.rows = []
        for item in items:
            if isinstance(item, str):
                head = PlainLabel(item, bold=True)
                head.setFixedHeight(34)
                head.setContentsMargins(14, 8, 14, 0)
                self.column.addWidget(head)
                continue
            row = ListRow(item)
            row.taken.connect(self._taken)
            if self._removed is not None:
                row.removed.connect(self._removed)
            self.column.rows.append(row)
            self.column.addWidget(row)
            if item.key == held:
                row.setFocus()
        self.column.choose(chosen)
        self._area.verticalScrollBar().setValue(place)

    def choose(self, key: str, *, focus: bool = False) -> None:
        """Show a row as chosen."""
        row = self.column.choose(key)
        if row is not None and focus:
            self._area.ensureWidgetVisible(row)
            row.setFocus()

    def restyle(self) -> None:
        """Forget what is shown, so that it is made anew."""
        self._items = []


def side_panel(width: int) -> tuple[QWidget, QVBoxLayout]:
    """Make a panel at the side of a page, with its layout to fill."""
    layout = column(gap=6, margins=(18, 12, 16, 16))
    box = frame("panel")
    box.setFixedWidth(width)
    box.setLayout(column(scrolled(layout), gap=0))
    return box, layout
