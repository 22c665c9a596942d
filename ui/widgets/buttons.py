"""Buttons: plain, primary, small, link and ghost; and the segmented control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from ui import icons, theme
from ui.texts import set_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent


class Button(QPushButton):
    """A button; its icon follows the theme.

    `kind` is empty for a plain button, else "primary", "small", "link", "ghost", "segment" or "sentence".
    """

    def __init__(
        self, text: str = "", *, kind: str = "", icon: str = "", tip: str = "", name: str = "", size: int = 10
    ) -> None:
        super().__init__()
        self._icon, self._kind = icon, kind
        self.setProperty("kind", kind)
        self.setFont(theme.font(9 if kind == "small" else size, kind == "primary"))
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.say(text)
        if tip:
            set_tip(self, tip)
        self.setAccessibleName(name or text or tip)
        self._colour()

    def say(self, text: str) -> None:
        """Change the text; an ampersand of the user is no shortcut."""
        shown = text.replace("&", "&&")
        self.setText(f" {shown}" if self._icon and shown else shown)
        if text:
            self.setAccessibleName(text)

    def show_icon(self, icon: str) -> None:
        """Change the icon."""
        self._icon = icon
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        """Recolour the icon when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._icon:
            self._colour()

    def _colour(self) -> None:
        if self._icon:
            tone = {
                "primary": "on_accent",
                "link": "accent",
                "ghost": "text",
                "segment": "muted",
                "sentence": "accent",
            }
            self.setIcon(icons.icon(self._icon, tone.get(self._kind, "text")))
            self.setIconSize(QSize(16, 16))


class Segmented(QFrame):
    """A choice of a few views, side by side; arrow keys move.

    Signals:
        chosen: The key of the segment.
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, str, str]], *, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "segments")
        self.setAccessibleName(name)
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for key, text, icon in choices:
            button = Button(text, kind="segment", icon=icon, name=f"{name}: {text}")
            button.setCheckable(True)
            self._group.addButton(button)
            self._buttons[key] = button
            layout.addWidget(button)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._clicked)

    def choose(self, key: str) -> None:
        """Show a segment as chosen; the focus goes along if it is here."""
        if any(button.hasFocus() for button in self._buttons.values()) and key in self._buttons:
            self._buttons[key].setFocus()
        for other, button in self._buttons.items():
            button.setChecked(other == key)
            button.setFont(theme.font(10, other == key))

    def value(self) -> str:
        """Give the key of the chosen segment."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys."""
        keys = list(self._buttons)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        key = keys[(keys.index(self.value() or keys[0]) + step) % len(keys)]
        self._buttons[key].setFocus()
        self.choose(key)
        self.chosen.emit(key)

    def _clicked(self) -> None:
        key = self.value()
        self.choose(key)
        self.chosen.emit(key)
