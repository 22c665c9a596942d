"""Saved mappings in the assistant: read by one, keep how this workbook was read, bring one in or take one away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from ui.texts import t
from ui.widgets.buttons import Button
from workbench.errors import WorkbenchError, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session
    from workbench.model import Mapping

FILTER = "Mappings (*.toml)"


class MappingsButton(Button):
    """A button with a menu of mappings.

    Signals:
        chosen: The mapping to read the workbook by, None to read it without.
    """

    chosen = Signal(object)

    def __init__(self, session: Session, describe: Callable[[], Mapping | None]) -> None:
        super().__init__(
            t(message("Mapping")), icon="columns-3", tip=t(message("Read it as an earlier version"))
        )
        self.session = session
        self._describe = describe
        self.current: Mapping | None = None
        self._offered: tuple[Mapping, ...] = ()
        self._menu: QMenu | None = None
        self.clicked.connect(self._open)

    def menu_now(self) -> QMenu:
        """Make the menu: what can be read by, then what can be done with this reading."""
        menu = QMenu(self)
        self._offered = self.session.here.mappings()
        for number, mapping in enumerate(self._offered):
            action = menu.addAction(t(message("Read as {mapping}", mapping=mapping.title or mapping.id)))
            action.setData(str(number))
            action.setCheckable(True)
            action.setChecked(self.current is not None and mapping == self.current)
        menu.addAction(t(message("Read without a mapping"))).setData("none")
        menu.addAction(t(message("Read by a mapping in a file…"))).setData("take")
        menu.addSeparator()
        for key, text in (
            ("keep", message("Keep how it was read, in this package")),
            ("own", message("Keep how it was read, for all packages")),
            ("write", message("Write how it was read to a file…")),
        ):
            action = menu.addAction(t(text))
            action.setData(key)
            action.setEnabled(self._describe() is not None)
        menu.triggered.connect(self._taken)
        return menu

    def _open(self) -> None:
        self._menu = self.menu_now()
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _taken(self, action: object) -> None:
        key = str(action.data())  # type: ignore[attr-defined]
        try:
            self._do(key)
        except WorkbenchError as error:
            self.session.refused.emit(error)

    def _do(self, key: str) -> None:
        from workbench.sheets.again import mapping_file

        if key.isdigit():
            self.chosen.emit(self._offered[int(key)])
            return
        if key == "none":
            self.chosen.emit(None)
            return
        if key == "take":
            name, _ = QFileDialog.getOpenFileName(self, t(message("Read by a mapping")), "", FILTER)
            if name:
                self.chosen.emit(mapping_file.read_mapping(Path(name)))
            return
        mapping = self._describe()
        if mapping is None:
            return
        if key == "keep":
            self.session.apply(lambda: self.session.here.keep_mapping(mapping))
        elif key == "own":
            mapping_file.keep_for_user(mapping)
        else:
            start = f"{mapping.id}{mapping_file.SUFFIX}"
            name, _ = QFileDialog.getSaveFileName(self, t(message("Write the mapping")), start, FILTER)
            if name:
                mapping_file.write_mapping(mapping, Path(name))
