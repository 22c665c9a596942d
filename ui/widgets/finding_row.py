"""One finding on one line: severity, rule, sentence, what would clear it, why, and accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ui import theme
from ui.texts import set_tip, t, word
from ui.widgets.basics import Chip, PlainLabel, clear, fill, mark
from ui.widgets.buttons import Button
from ui.widgets.canvas import text_width
from ui.widgets.glyph import Glyph
from workbench.errors import message

if TYPE_CHECKING:
    from workbench.model.results import Finding

HEIGHT = 36
SHOWN_FIXES = 2
FIX_WIDTH = 250
FIX_ROOM = 340


class FindingRow(QFrame):
    """A row; Enter shows why.

    Signals:
        taken: The finding that got the focus or a click.
        fix: A finding and the number of the fix to apply.
        why: A finding to explain.
        accept: A finding to accept, or to open again.
    """

    taken = Signal(object)
    fix = Signal(object, object)
    why = Signal(object)
    accept = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.finding: Finding | None = None
        self._offered: Finding | None = None
        self._labels: list[str] = []
        self.setProperty("area", "row")
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._glyph = Glyph("serious", 15)
        self._word = PlainLabel("", bold=True)
        self._word.setFixedWidth(74)
        self._rule = Chip("")
        self._rule.setFixedWidth(44)
        self._sentence = PlainLabel("", elide=True)
        self._fixes = QHBoxLayout()
        self._fixes.setSpacing(6)
        self._why = Button(t(message("Why")), kind="link", size=9)
        self._accept = Button(t(message("Accept…")), kind="link", size=9)
        self._why.clicked.connect(self._ask_why)
        self._accept.clicked.connect(self._ask_accept)
        layout = QHBoxLayout(self)
        fill(
            layout,
            [self._glyph, self._word, self._rule, 4, self._sentence, self._fixes, 2, self._why, self._accept],
            margins=(24, 0, 20, 0),
        )
        layout.setStretchFactor(self._sentence, 1)

    def show_finding(self, finding: Finding) -> None:
        """Show a finding; one that says the same keeps its buttons."""
        sentence = t(finding.message)
        # A finding is the same by its rule and subjects, while what it says may have changed.
        if finding == self.finding and sentence == self._sentence.text():
            self.finding = finding
            return
        self.finding = finding
        self._glyph.show_kind(finding.severity.value)
        self._word.setText(word(finding.severity))
        self._word.set_tone("partly" if finding.severity.value == "advisory" else "not-met")
        self._rule.setText(finding.rule)
        self._rule.setFixedWidth(max(44, self._rule.sizeHint().width() + 4))
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{word(finding.severity)}, {finding.rule}: {sentence}")
        self._accept.say(t(message("Accept…")) if finding.is_open else t(message("Accepted")))
        self._why.setAccessibleName(t(message("Why: {finding}", finding=sentence)))
        self._accept.setAccessibleName(t(message("Accept: {finding}", finding=sentence)))
        self._empty()

    def show_fixes(self) -> None:
        """Show the buttons of the fixes, once they are worked out."""
        if self.finding is None:
            return
        self._offered = self.finding
        labels = [t(fix.label) for fix in self.finding.fixes[:SHOWN_FIXES]]
        if labels == self._labels:
            return
        self._empty()
        self._labels = labels
        room = 0
        for number, label in enumerate(labels):
            shown = QFontMetrics(theme.font(9)).elidedText(label, Qt.TextElideMode.ElideRight, FIX_WIDTH)
            if number and room + text_width(shown, 9) > FIX_ROOM:
                break
            room += text_width(shown, 9)
            button = Button(shown, kind="small", name=label)
            set_tip(button, label)
            button.setProperty("number", number)
            button.clicked.connect(self._ask_fix)
            self._fixes.addWidget(button)

    def _empty(self) -> None:
        clear(self._fixes)
        self._labels = []

    def choose(self, on: bool) -> None:
        """Show the row as chosen."""
        mark(self, "on", on)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the row the keyboard reaches."""
        super().focusInEvent(event)
        if self.finding is not None:
            self.taken.emit(self.finding)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row."""
        super().mousePressEvent(event)
        self.setFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Explain the finding."""
        self._ask_why()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Explain with Enter; move with the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_why()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._neighbour(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _neighbour(self, forward: bool) -> None:
        parent = self.parentWidget()
        layout = parent.layout() if parent else None
        if layout is None:
            return
        at = layout.indexOf(self) + (1 if forward else -1)
        item = layout.itemAt(at) if at >= 0 else None
        widget = item.widget() if item else None
        if parent is not None and isinstance(widget, FindingRow) and widget.isVisibleTo(parent):
            widget.setFocus()

    def _ask_why(self) -> None:
        self.why.emit(self.finding)

    def _ask_accept(self) -> None:
        self.accept.emit(self.finding)

    def _ask_fix(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.fix.emit(self._offered, button.property("number"))
