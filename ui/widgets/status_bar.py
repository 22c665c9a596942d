"""The status bar: after each edit its figures say what the edit did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.basics import Chip, IconLabel, PlainLabel, fill, line
from ui.widgets.canvas import Canvas, focus_ring
from ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent


class Figure(QWidget):
    """One figure: label, value, and the chip of what changed. A click opens it.

    Signals:
        clicked: The key of the figure.
    """

    clicked = Signal(object)

    def __init__(self, key: str, *, glyph: str = "") -> None:
        super().__init__()
        self.key = key
        self.before = PlainLabel("", size=9, tone="muted")
        self.value = PlainLabel("", size=9, bold=True)
        self.after = PlainLabel("", size=9, tone="muted")
        self.chip = Chip("", "met", bold=True)
        self.chip.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QHBoxLayout(self)
        items: list[QWidget | int] = [self.before, self.value, self.after, self.chip]
        self.glyph = Glyph(glyph or "met")
        if glyph:
            items.insert(0, self.glyph)
        fill(layout, items, gap=5, margins=(6, 0, 6, 0))

    def show_figure(self, before: str, value: str, after: str = "") -> None:
        """Show the figure."""
        self.before.setText(before)
        self.before.setVisible(bool(before))
        self.value.setText(value)
        self.after.setText(after)
        self.after.setVisible(bool(after))
        self._name()

    def show_change(self, text: str, kind: str) -> None:
        """Show what the last edit changed; nothing where it changed nothing."""
        self.chip.show_as(text, kind)
        self._name()

    def _name(self) -> None:
        parts = (self.before.text(), self.value.text(), self.after.text(), self.chip.text())
        self.setAccessibleName(" ".join(part for part in parts if part))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the figure."""
        self.clicked.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the figure with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the focus."""
        with Canvas(self) as canvas:
            focus_ring(canvas)


class StatusBar(QFrame):
    """The figures side by side, the last edit at the far end."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("area", "status")
        self.setFixedHeight(36)
        self.criteria = Figure("criteria", glyph="met")
        self.cost = Figure("cost")
        self.gap = Figure("gap")
        self.findings = Figure("findings")
        self.people = Figure("people")
        self.last = PlainLabel("", size=9, tone="muted", elide=True)
        self.last.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.icon = IconLabel("history", size=14)
        items: list[QWidget | QHBoxLayout | int | None] = []
        for figure in self.figures:
            if items:
                rule = line(upright=True)
                rule.setFixedHeight(16)
                items += [8, rule, 8]
            items.append(figure)
        layout = QHBoxLayout(self)
        fill(layout, [*items, 16, None, self.icon, 6, self.last], gap=0, margins=(14, 0, 16, 0))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in their order."""
        return (self.criteria, self.cost, self.gap, self.findings, self.people)
