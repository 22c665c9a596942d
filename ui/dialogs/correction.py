"""Ask for a value in place of an imported one."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from ui.texts import t
from ui.widgets.basics import PlainLabel, column, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Number, Text
from workbench.errors import message
from workbench.model.words import Quantity


class CorrectionDialog(QDialog):
    """The value, why it differs from the workbook, and the way back to what was imported."""

    def __init__(
        self, parent: QWidget, title: str, imported: str, *, value: float, unit: str, least: float
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t(message("Correct a value")))
        self.setMinimumWidth(460)
        self.taken_back = False
        self.value = Number(
            name=t(message("Value")), kind="share" if unit == Quantity.SHARE else "number", least=least
        )
        self.value.show_value(value)
        self.why = Text(name=t(message("Reason or source")))
        self.keep = Button(t(message("Set the value")), kind="primary")
        self.keep.clicked.connect(self.accept)
        self.keep.setEnabled(False)
        self.why.textChanged.connect(self._reason_given)
        back = Button(t(message("Back to the workbook's value")))
        back.clicked.connect(self._take_back)
        no = Button(t(message("Cancel")))
        no.clicked.connect(self.reject)
        said = message(
            "The workbook has {value}. Yours stays when a newer version is brought in, and is marked.",
            value=imported,
        )
        self.setLayout(
            column(
                PlainLabel(title, size=13, bold=True, wrap=True),
                PlainLabel(t(said), wrap=True, tone="muted"),
                PlainLabel(t(message("Value")), bold=True),
                self.value,
                PlainLabel(t(message("Reason or source")), bold=True),
                self.why,
                8,
                row(back, None, no, self.keep),
                gap=6,
                margins=(24, 20, 24, 20),
            )
        )
        self.value.setFocus()

    def _reason_given(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def _take_back(self) -> None:
        self.taken_back = True
        self.accept()
