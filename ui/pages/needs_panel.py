"""What the package needs of imported series and lacks, each with what would cure it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.window_words import fill_here
from ui.texts import t
from ui.widgets.basics import PlainLabel, clear, column, row
from ui.widgets.buttons import Button
from workbench.errors import message

if TYPE_CHECKING:
    from workbench.model.results import Fill, Need

_CURES = {
    "interpolate": message("Read again with interpolation"),
    "read-again": message("Bring in a newer workbook…"),
    "import": message("Bring in a workbook…"),
    "name": message("Bring in a workbook…"),
    "assumption": message("State an assumption"),
}
_PLAIN = ("read-again", "import", "assumption")
"""Cures of which the button says all there is to say."""


class NeedsPanel(QWidget):
    """A sentence for each series that lacks years, and a button for each way to fill them.

    Signals:
        wanted: The way to fill them that was chosen.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=6)
        self.setLayout(self._lines)

    def show_needs(self, needs: tuple[Need, ...]) -> None:
        """Show what is lacking."""
        clear(self._lines)
        for need in needs:
            said = [
                t(need.told),
                *(fill_here(fill) for fill in need.fills if fill.code not in _PLAIN),
            ]
            self._lines.addWidget(PlainLabel(" ".join(said), tone="partly", wrap=True))
            self._lines.addLayout(row(*(self._button(need, fill) for fill in need.fills), None, gap=8))
        self.setVisible(bool(needs))

    def _button(self, need: Need, fill: Fill) -> Button:
        text = t(_CURES[fill.code])
        button = Button(text, kind="small")
        button.setAccessibleName(f"{text}: {t(need.told)}")
        button.setProperty("fill", fill)
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        self.wanted.emit(self.sender().property("fill"))
