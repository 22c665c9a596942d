"""The sheet of the assistant: tabs of all sheets, the sheet as it was read, and what its colours mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.texts import t
from ui.widgets.basics import PlainLabel, column, frame, row
from ui.widgets.buttons import Button
from ui.widgets.sheet_grid import Swatch
from ui.widgets.sheet_table import SheetTable, range_text
from ui.widgets.sheet_tabs import SheetTabs
from workbench.errors import message
from workbench.model.cells import area, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ui.models.sheet_model import Area
    from workbench.errors import Problem
    from workbench.model import Table
    from workbench.sheets import SheetView

_KINDS = (
    ("header", message("header")),
    ("label", message("label")),
    ("value", message("value")),
    ("total", message("total")),
    ("note", message("note")),
    ("problem", message("problem")),
    ("ignored", message("ignored")),
)


class SheetPane(QWidget):
    """The pane.

    Signals:
        turned: Another sheet is shown.
        limited: The cells of the sheet shown that the user chose, such as A5:K90; empty to read all of it again.
    """

    turned = Signal()
    limited = Signal(object)

    def __init__(self, beside: QWidget) -> None:
        super().__init__()
        self.tabs = SheetTabs()
        self.tabs.chosen.connect(self._turned)
        self.table = SheetTable(name=t(message("The sheet as it was read")))
        self.table.chosen.connect(self._dragged)
        self.wait = QProgressBar()
        self.wait.setRange(0, 0)
        self.wait.setTextVisible(False)
        self.wait.setAccessibleName(t(message("Reading the workbook")))
        self._limits = PlainLabel("", size=9, tone="muted")
        self._clear = Button(t(message("Clear")), kind="small", icon="x")
        self._clear.clicked.connect(self._cleared)
        legend = row(gap=14)
        for kind, text in _KINDS:
            legend.addLayout(row(Swatch(kind), PlainLabel(t(text), size=9, tone="muted"), gap=5))
        tile = frame("tile")
        tile.setLayout(column(self.wait, self.table, gap=0, margins=(1, 1, 1, 1)))
        top = row(self.tabs, beside, margins=(24, 0, 24, 4))
        top.setStretch(0, 1)
        meaning = row(legend, None, self._limits, self._clear, margins=(24, 0, 24, 8))
        body = column(top, meaning, row(tile, margins=(24, 0, 24, 12)), gap=0)
        body.setStretch(2, 1)
        self.setLayout(body)
        self._views: tuple[SheetView, ...] = ()
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._views = ()
        self.tabs.offer((), {})
        self.table.show_view(None)
        self._show_limits("")

    def offer(self, views: Sequence[SheetView], tables: Iterable[Table] = ()) -> None:
        """Offer the sheets; the first with a table is shown, or one that looks like a table, unless one was chosen."""
        held, self._views = self.tabs.value(), tuple(views)
        full: dict[str, int] = {}
        for one in tables:
            full[one.sheet] = full.get(one.sheet, 0) + 1
        names = [view.name for view in views]
        self.tabs.offer(names, full)
        if held in names:
            self.tabs.choose(held)
        elif names:
            likely = next((view.name for view in views if _is_likely(view)), names[0])
            self.tabs.choose(next((name for name in names if name in full), likely))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in its order."""
        return (*self.tabs.stops, self._clear, self.table)

    @property
    def view(self) -> SheetView | None:
        """The sheet shown."""
        name = self.tabs.value()
        return next((view for view in self._views if view.name == name), None)

    def show_sheet(
        self,
        tables: Sequence[Table] = (),
        problems: Sequence[Problem] = (),
        left_out: Sequence[Table] = (),
        limits: str = "",
    ) -> None:
        """Show the sheet chosen, with the outlines of its tables and its problems."""
        view = self.view
        spots = (place(one.cell) for one in problems if view is not None and one.sheet in ("", view.name))
        self.table.show_view(
            view,
            problems=[spot for spot in spots if spot is not None],
            left_out=_areas(left_out),
            outlines=_areas(one for one in tables if one not in left_out),
            limits=area(limits) if limits else None,
        )
        self._show_limits(limits)

    def go(self, sheet: str, cell: str) -> None:
        """Show a cell of a sheet, wherever it stands."""
        if sheet and sheet != self.tabs.value():
            self.tabs.choose(sheet)
            self.turned.emit()
        spot = place(cell)
        if spot is not None:
            self.table.go(*spot)

    def _show_limits(self, limits: str) -> None:
        self._limits.setText(t(message("Only {cells} is read", cells=limits)) if limits else "")
        self._clear.setVisible(bool(limits))

    def _turned(self, name: object) -> None:
        self.turned.emit()

    def _dragged(self, area: Area) -> None:
        self.limited.emit(range_text(area))

    def _cleared(self) -> None:
        self.limited.emit("")


def _areas(tables: Iterable[Table]) -> list[Area]:
    found = (area(table.range) for table in tables)
    return [area for area in found if area is not None]


def _is_likely(view: SheetView) -> bool:
    """Say whether a sheet nobody has read yet looks like it holds a table: a row of at least three filled cells."""
    rows = range(min(view.height, 40))
    return any(sum(bool(view.text(row, column)) for column in range(min(view.width, 20))) > 2 for row in rows)
