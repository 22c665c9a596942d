"""Ask from which year a series is assumed, and at which value: an assumption of nothing would count as nought."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QDialog, QWidget

from ui.texts import t
from ui.widgets.basics import PlainLabel, column, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Number, Text
from workbench.errors import message
from workbench.model.bounds import FIRST_YEAR, LAST_YEAR
from workbench.model.paths import Path
from workbench.model.words import Quantity


class AssumptionDialog(QDialog):
    """The first year, the value and its reason; the value is unknown until it is typed."""

    def __init__(self, parent: QWidget, title: str, *, unit: str, year: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(t(message("State an assumption")))
        self.setMinimumWidth(460)
        self.year = Number(name=t(message("From year")), kind="year", least=FIRST_YEAR, most=LAST_YEAR)
        self.year.show_value(year)
        self.value = Number(name=t(message("Value")), kind="share" if unit == Quantity.SHARE else "number")
        self.value.show_value(None)
        self._typed = math.nan
        self.value.entered.connect(self._entered)
        self.why = Text(name=t(message("Reason or source")))
        self.keep = Button(t(message("Assume it")), kind="primary")
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self.accept)
        no = Button(t(message("Cancel")))
        no.clicked.connect(self.reject)
        said = message("It holds from this year on; in earlier years what was imported counts.")
        self.setLayout(
            column(
                PlainLabel(title, size=13, bold=True, wrap=True),
                PlainLabel(t(said), wrap=True, tone="muted"),
                PlainLabel(t(message("From year")), bold=True),
                self.year,
                PlainLabel(t(message("Value")), bold=True),
                self.value,
                PlainLabel(t(message("Reason or source")), bold=True),
                self.why,
                8,
                row(None, no, self.keep),
                gap=6,
                margins=(24, 20, 24, 20),
            )
        )
        self.value.setFocus()

    @property
    def path(self) -> Path:
        """What is assumed, by year."""
        return Path(((int(self.year.value()), self._typed),))

    def _entered(self, value: float) -> None:
        self._typed = value
        self.keep.setEnabled(math.isfinite(value))
