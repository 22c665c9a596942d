"""A strip across the window that says one works in a scenario, so that no edit goes there unnoticed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.texts import t
from ui.widgets.basics import IconLabel, PlainLabel, row
from ui.widgets.buttons import Button
from workbench.errors import message


class ScenarioStrip(QFrame):
    """The strip; it is away while one works in the package itself.

    Signals:
        left: The user goes back to the base scenario.
        asked: The user wants to see what the scenario holds.
    """

    left = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("area", "scenario")
        self.setFixedHeight(32)
        self._text = PlainLabel("", bold=True, elide=True)
        note = PlainLabel(t(message("What you set goes into it alone; what you add or remove changes the package itself.")), elide=True)  # fmt: skip
        show = Button(t(message("What differs")), kind="link")
        show.clicked.connect(self.asked)
        leave = Button(t(message("Back to the base scenario")), kind="link", icon="arrow-left")
        leave.clicked.connect(self.left)
        layout = row(
            IconLabel("git-compare-arrows", tone="accent"), self._text, note, show, leave, gap=12, margins=(16, 0, 12, 0),
        )  # fmt: skip
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.hide()

    def show_scenario(self, title: str) -> None:
        """Say in which scenario one works; nothing in the base."""
        text = t(message("You work in the scenario “{title}”.", title=title)) if title else ""
        self._text.setText(text)
        self._text.setMinimumWidth(min(420, self._text.sizeHint().width()))
        self.setAccessibleName(text)
        self.setVisible(bool(title))
