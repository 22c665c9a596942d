"""The sheets of a workbook as tabs that scroll, with a menu of all of them where there are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QTabBar, QWidget

from ui import icons, theme
from ui.texts import t, tip
from ui.widgets.basics import row
from ui.widgets.buttons import Button
from workbench.errors import message, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MANY = 5
"""Sheets from which there is a menu too."""


class SheetTabs(QWidget):
    """The tabs.

    Signals:
        chosen: The name of the sheet chosen by the user.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._full: dict[str, int] = {}
        self._bar = QTabBar()
        self._bar.setAccessibleName(t(message("Sheet")))
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(True)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setIconSize(QSize(14, 14))
        self._bar.setFont(theme.font(10))
        self._bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._bar.currentChanged.connect(self._changed)
        self._all = Button(kind="small", icon="chevron-down")
        self._all.clicked.connect(self._open)
        self._menu: QMenu | None = None
        self.setLayout(row(self._bar, self._all, None, gap=8))
        self._all.hide()

    def offer(self, names: Sequence[str], full: Mapping[str, int]) -> None:
        """Show the sheets; `full` counts the tables of those that hold any."""
        held, self._full = self.value(), dict(full)
        self._bar.blockSignals(True)
        if tuple(names) != self._names:
            self._names = tuple(names)
            while self._bar.count():
                self._bar.removeTab(0)
            for number, name in enumerate(self._names):
                self._bar.addTab(name.replace("&", "&&"))
                self._bar.setTabToolTip(number, tip(name))
                self._bar.setAccessibleTabName(number, self._said(name))
            if held in self._names:
                self._bar.setCurrentIndex(self._names.index(held))
        for number, name in enumerate(self._names):
            icon = icons.icon("table-2", "accent" if self._full.get(name) else "muted")
            self._bar.setTabIcon(number, icon)
        self._bar.blockSignals(False)
        self._all.setVisible(len(self._names) > MANY)
        self._all.say(t(plural("{count} sheet", "{count} sheets", len(self._names))))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in its order."""
        return (self._bar, self._all)

    def value(self) -> str:
        """Give the name of the sheet chosen."""
        number = self._bar.currentIndex()
        return self._names[number] if 0 <= number < len(self._names) else ""

    def choose(self, name: str) -> None:
        """Show a sheet as chosen."""
        if name in self._names:
            self._bar.blockSignals(True)
            self._bar.setCurrentIndex(self._names.index(name))
            self._bar.blockSignals(False)

    def menu_now(self) -> QMenu:
        """Make the menu of all sheets; the one chosen is ticked."""
        menu = QMenu(self)
        for name in self._names:
            action = menu.addAction(self._said(name).replace("&", "&&"))
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == self.value())
        menu.triggered.connect(self._taken)
        return menu

    def _said(self, name: str) -> str:
        count = self._full.get(name, 0)
        return (
            t(plural("{name}: {count} table", "{name}: {count} tables", count, name=name)) if count else name
        )

    def _open(self) -> None:
        self._menu = self.menu_now()
        self._menu.popup(self._all.mapToGlobal(self._all.rect().bottomLeft()))

    def _taken(self, action: object) -> None:
        name = str(action.data())  # type: ignore[attr-defined]
        self.choose(name)
        self.chosen.emit(name)

    def _changed(self, number: int) -> None:
        if 0 <= number < len(self._names):
            self.chosen.emit(self._names[number])
