"""A panel beside a page that explains what was chosen there, and can be closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.summaries import name_of
from ui.pages.base import scrolled
from ui.places import Place
from ui.texts import t
from ui.widgets.basics import IconLabel, PlainLabel, clear, column, frame, holder, line, row
from ui.widgets.buttons import Button
from ui.widgets.glyph import Glyph
from workbench.errors import Message, message

if TYPE_CHECKING:
    from ui.session import Session

WIDTH = 384


class SidePanel(QWidget):
    """The panel, with the few kinds of line that explanations are made of.

    Signals:
        closed: The user wants the room back.
    """

    closed = Signal()

    def __init__(self, session: Session, icon: str, question: Message) -> None:
        super().__init__()
        self.session = session
        self.setFixedWidth(WIDTH)
        close = Button(kind="ghost", icon="x", name=t(message("Close the panel")))
        close.clicked.connect(self.closed)
        self._question = PlainLabel(t(question), size=9, tone="muted")
        head = row(IconLabel(icon, size=14), self._question, None, close, gap=6)
        self.body = column(gap=6)
        box = frame("panel")
        box.setLayout(column(scrolled(column(head, self.body, None, gap=2, margins=(18, 6, 16, 16))), gap=0))
        self.setLayout(column(box, gap=0))

    def empty(self, question: Message | None = None) -> None:
        """Show nothing, under the same question or another."""
        clear(self.body)
        if question is not None:
            self._question.setText(t(question))

    def title(self, text: str) -> None:
        """Name what is explained."""
        self.body.addWidget(PlainLabel(text, size=11, bold=True, wrap=True))

    def heading(self, text: str) -> None:
        """Begin a part."""
        self.body.addSpacing(4)
        self.body.addWidget(holder(column(line(), PlainLabel(text, bold=True), gap=6)))

    def paragraph(self, text: str, *, size: int = 10, bold: bool = False, tone: str = "") -> None:
        """Say something."""
        if text:
            self.body.addWidget(PlainLabel(text, size=size, bold=bold, tone=tone, wrap=True))

    def link(self, subject: str, *, status: str = "", end: str = "") -> None:
        """Name a measure or group that a click shows."""
        button = Button(name_of(subject, self.session.package, self.session.knowledge), kind="link", size=9)
        button.setMaximumWidth(WIDTH - 120)
        button.setProperty("subject", subject)
        button.clicked.connect(self._follow)
        shown = [Glyph(status)] if status else []
        self.body.addLayout(row(*shown, button, None, PlainLabel(end, size=9, tone="muted"), gap=6))

    def _follow(self) -> None:
        subject = str(self.sender().property("subject"))
        self.session.go(Place("package" if subject.startswith("measure:") else "groups", subject))
