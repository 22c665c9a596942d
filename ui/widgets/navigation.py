"""The navigation: the project's name, the pages with their counts, and that every edit is on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from ui import theme
from ui.widgets.basics import IconLabel, PlainLabel, column, line, row
from ui.widgets.canvas import TRAILING, Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

WIDTH = 184


class Entry(QAbstractButton):
    """One page in the navigation."""

    def __init__(self, key: str, text: str, icon: str) -> None:
        super().__init__()
        self.key, self._icon, self._count = key, icon, ""
        self.setText(text)
        self.setCheckable(True)
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text)

    def show_count(self, count: int) -> None:
        """Show how many things the page holds; zero shows nothing."""
        self._count = str(count) if count else ""
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(160, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the entry."""
        with Canvas(self) as canvas:
            if self.isChecked() or self.underMouse():
                canvas.box(
                    0,
                    0,
                    canvas.width,
                    32,
                    fill=theme.tone("accent_soft" if self.isChecked() else "hover"),
                    radius=4,
                )
            if self.hasFocus():
                canvas.box(0, 0, canvas.width, 32, line=theme.tone("accent"), radius=4, thick=2)
            colour = "accent" if self.isChecked() else "text"
            canvas.icon(8, 8, self._icon, tone="accent" if self.isChecked() else "muted")
            canvas.text(
                34, 0, canvas.width - 70, 32, self.text(), bold=self.isChecked(), colour=theme.tone(colour)
            )
            tone = "accent" if self.isChecked() else "muted"
            canvas.text(
                canvas.width - 44, 0, 34, 32, self._count, size=9, colour=theme.tone(tone), align=TRAILING
            )


class Navigation(QFrame):
    """The column of pages.

    Signals:
        chosen: The key of a page.
    """

    chosen = Signal(object)

    def __init__(
        self, pages: Sequence[tuple[str, str, str]], *, rules_before: Sequence[str], disk: str
    ) -> None:
        super().__init__()
        self.setProperty("area", "navigation")
        self.setFixedWidth(WIDTH)
        self.title = PlainLabel("", size=11, bold=True, elide=True)
        self.sub = PlainLabel("", size=9, tone="muted", elide=True)
        self._entries: dict[str, Entry] = {}
        layout = column(self.title, self.sub, 8, gap=2, margins=(12, 12, 12, 12))
        self.title.setContentsMargins(8, 0, 0, 0)
        self.sub.setContentsMargins(8, 0, 0, 0)
        for key, text, icon in pages:
            if key in rules_before:
                layout.addSpacing(5)
                rule = line()
                layout.addLayout(row(rule, margins=(8, 0, 8, 0)))
                layout.addSpacing(5)
            entry = Entry(key, text, icon)
            entry.clicked.connect(self._clicked)
            self._entries[key] = entry
            layout.addWidget(entry)
        layout.addStretch(1)
        layout.addLayout(
            row(
                IconLabel("hard-drive", tone="met", size=14),
                PlainLabel(disk, size=9, tone="muted"),
                None,
                gap=6,
                margins=(8, 0, 0, 0),
            )
        )
        self.setLayout(layout)

    def choose(self, key: str) -> None:
        """Show which page is open."""
        for other, entry in self._entries.items():
            entry.setChecked(other == key)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show how many things the pages hold."""
        for key, entry in self._entries.items():
            entry.show_count(counts.get(key, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        entries = list(self._entries.values())
        at = next((index for index, entry in enumerate(entries) if entry.hasFocus()), -1)
        if step and at >= 0:
            entries[(at + step) % len(entries)].setFocus()
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        entry = self.sender()
        if isinstance(entry, Entry):
            self.choose(entry.key)
            self.chosen.emit(entry.key)
