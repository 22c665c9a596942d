"""A line above the page that says what went wrong, until it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ui.texts import t
from ui.widgets.basics import PlainLabel, row
from ui.widgets.buttons import Button
from ui.widgets.glyph import Glyph
from workbench.errors import message


class Banner(QFrame):
    """The line."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("area", "notice")
        self._glyph = Glyph("serious", 15)
        self.text = PlainLabel("", wrap=True)
        close = Button(kind="ghost", icon="x", name=t(message("Close this message")))
        close.clicked.connect(self.hide)
        layout = row(self._glyph, self.text, close, gap=10, margins=(24, 6, 12, 6))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def say(self, text: str, kind: str = "not-met") -> None:
        """Say something."""
        self._glyph.show_kind("met" if kind == "met" else "serious")
        self.text.setText(text)
        self.setAccessibleName(text)
        self.show()
