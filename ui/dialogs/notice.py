"""Messages and questions, as plain text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ui.texts import t
from ui.widgets.basics import PlainLabel, column, row
from ui.widgets.buttons import Button
from workbench.errors import message


class Notice(QDialog):
    """A heading, a text and a button to close it."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        body = PlainLabel(text, wrap=True)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body.setMinimumWidth(412)
        close = Button(t(message("Close")), kind="primary")
        close.clicked.connect(self.accept)
        self.setLayout(
            column(
                PlainLabel(title, size=13, bold=True),
                body,
                8,
                row(None, close),
                gap=8,
                margins=(24, 20, 24, 20),
            )
        )
        close.setFocus()


def notice(parent: QWidget, title: str, text: str) -> Notice:
    """Show a message; work goes on behind it."""
    made = Notice(parent, title, text)
    made.open()
    return made


class ReasonDialog(QDialog):
    """Ask for the reason of a judgement; without one there is no judgement."""

    def __init__(self, parent: QWidget, title: str, text: str, button: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(t(message("Reason")))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(84)
        self.yes = Button(button, kind="primary")
        self.yes.setEnabled(False)
        self.yes.clicked.connect(self.accept)
        no = Button(t(message("Cancel")))
        no.clicked.connect(self.reject)
        body = PlainLabel(text, wrap=True, tone="muted")
        body.setMinimumWidth(472)
        self.reason.textChanged.connect(self._typed)
        self.setLayout(
            column(
                PlainLabel(title, size=13, bold=True),
                body,
                PlainLabel(t(message("Reason")), bold=True),
                self.reason,
                PlainLabel(
                    t(message("It stays visible, with date and author, here and in the brief.")),
                    size=9,
                    tone="muted",
                ),
                8,
                row(None, no, self.yes),
                gap=6,
                margins=(24, 20, 24, 20),
            )
        )
        self.reason.setFocus()

    def text(self) -> str:
        """Give the reason."""
        return self.reason.toPlainText().strip()

    def _typed(self) -> None:
        self.yes.setEnabled(bool(self.text()))
