"""A picture with the table behind it, and two buttons that hand them to other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.models.rows import Column, Row, RowsModel
from ui.texts import t
from ui.widgets.basics import PlainLabel, column, frame, line, row
from ui.widgets.buttons import Button
from ui.widgets.canvas import text_width
from ui.widgets.clipboard import copy_picture, copy_table
from ui.widgets.grid import ROW, Grid
from workbench.errors import message

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from ui.widgets.axes import YearChart
    from ui.widgets.range_bars import RangeBars

FIRST = 190
MORE = 40


@dataclass(frozen=True, slots=True)
class Behind:
    """The table behind a picture; `sort` of its rows holds the numbers unrounded, NaN where not known."""

    title: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


class Pictured(QWidget):
    """Title and unit, the picture, and the table; Ctrl+C on the picture copies it.

    Signals:
        opened: Key and column of a cell of the table.
    """

    opened = Signal(object, object)

    def __init__(
        self, picture: YearChart | RangeBars, *controls: QWidget, name: str, area: QWidget | None = None
    ) -> None:
        super().__init__()
        self.picture, self.name = picture, name
        self.behind = Behind(name, "", (), ())
        self._title = PlainLabel(name, size=11, bold=True, elide=True)
        self._unit = PlainLabel("", size=9, tone="muted")
        self._note = PlainLabel("", size=9, tone="muted", wrap=True)
        self.as_image = Button(t(message("Copy picture")), kind="small", icon="copy", name=t(message("Copy picture: {name}", name=name)))  # fmt: skip
        self.as_table = Button(t(message("Copy table")), kind="small", icon="table-2", name=t(message("Copy table: {name}", name=name)))  # fmt: skip
        self.as_image.clicked.connect(self.copy_picture)
        self.as_table.clicked.connect(self.copy_table)
        self.model = RowsModel([Column("")])
        self.table = Grid(self.model, name=t(message("Table behind: {name}", name=name)), sortable=False, cells=True)  # fmt: skip
        self.table.opened.connect(self.opened)
        head = row(self._title, self._unit, *controls, self.as_image, self.as_table, gap=8)
        head.setStretch(0, 1)
        inner = column(head, area or picture, self._note, gap=6, margins=(16, 10, 16, 8))
        inner.setStretch(1, 1)
        tile = frame("tile")
        layout = column(inner, line(), self.table, gap=0, margins=(1, 1, 1, 1))
        layout.setStretch(0, 3)
        layout.setStretch(2, 2)
        tile.setLayout(layout)
        self.table.setMinimumHeight(30 + 2 * ROW)
        self.setLayout(column(tile, gap=0))

    def show_behind(self, behind: Behind) -> None:
        """Show the table, with its title, unit and note above it."""
        self.behind = behind
        self._title.setText(behind.title)
        self._unit.setText(behind.unit)
        self._note.setText(behind.note)
        self._note.setVisible(bool(behind.note))
        self.model.show_rows(list(behind.rows), list(behind.columns))
        self.table.setMaximumHeight(32 + ROW * max(2, len(behind.rows)))
        for button in (self.as_image, self.as_table):
            button.setEnabled(bool(behind.rows))
        self._lay_out()

    def copy_picture(self) -> QPixmap:
        """Copy the picture as an image, light whatever the theme."""
        behind = self.behind
        return copy_picture(self.picture, title=behind.title, unit=behind.unit, note=behind.note)

    def copy_table(self) -> None:
        """Copy the table as text and HTML."""
        behind = self.behind
        copy_table(behind.columns, behind.rows, title=behind.title, unit=behind.unit, note=behind.note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the picture the focus is on."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.picture.hasFocus() and self.behind.rows:
            self.copy_picture()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Keep the columns in the room there is."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._lay_out()

    def _lay_out(self) -> None:
        """Give each column of numbers what its texts need, and more where there is room."""
        columns = self.behind.columns[1:]
        if not columns:
            return
        needed = [self._needed(place, head.title) for place, head in enumerate(columns, 1)]
        room = self.width() - FIRST - 20 - sum(needed)
        more = min(MORE, max(0, room // len(columns)))
        self.table.widths(0 if room >= 0 else FIRST, *(wide + more for wide in needed))

    def _needed(self, place: int, head: str) -> int:
        texts = [row.texts[place] for row in self.behind.rows if place < len(row.texts)]
        widest = max((head, *texts), key=len)
        return text_width(widest, 10, bold=True) + 24
