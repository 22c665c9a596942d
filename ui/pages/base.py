"""What every page has: a head of 56 px, a body, and a time to refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.basics import PlainLabel, holder, row

if TYPE_CHECKING:
    from ui.places import Place
    from ui.session import Session

HIGHLIGHT_MS = 2000


RESULTS = "results"
"""What a page shows that is worked out: findings, access and figures."""
EVERYTHING: frozenset[str] | None = None
"""All fields of the package, but nothing worked out."""


class Page(QWidget):
    """A page. It refreshes when it is shown and, while shown, once an edit: when what it shows has changed."""

    panel_below = False
    """Whether the findings stand below the page."""
    shows: frozenset[str] | None = frozenset({RESULTS})
    """Fields of the package, or what is worked out: a page of that waits for it, an edit alone does not refresh it."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self.session = session
        self._stale = True
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading = PlainLabel(title, size=17, bold=True)
        self.sub = PlainLabel("", tone="muted", elide=True)
        self.head: QHBoxLayout = row(self.heading, 6, self.sub, gap=8, margins=(24, 12, 24, 12))
        self.head.setStretch(2, 1)
        head = holder(self.head)
        head.setFixedHeight(56)
        self.main = QVBoxLayout()
        self.main.setContentsMargins(0, 0, 0, 0)
        self.main.setSpacing(0)
        self.main.addWidget(head)
        self.outer = QHBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)
        self.outer.addLayout(self.main, 1)
        session.opened.connect(self._changed)
        session.document_changed.connect(self._document_changed)
        session.results_changed.connect(self._results_changed)

    def add_to_head(self, *widgets: QWidget) -> None:
        """Put controls at the end of the head."""
        for widget in widgets:
            self.head.addWidget(widget)

    def arrive(self, place: Place | None = None) -> None:
        """Refresh if needed, and show what is meant on the page."""
        if self._stale and self.session.is_open:
            self._stale = False
            self.refresh()
        if place is not None and not place.is_whole:
            self.show_place(place)

    def refresh(self) -> None:
        """Show the package as it is now."""

    def show_place(self, place: Place) -> None:
        """Put what is meant on the page before the user."""

    def restyle(self) -> None:
        """Follow a change of theme."""
        self._stale = True
        if self.isVisible():
            self.arrive()

    @property
    def _waits(self) -> bool:
        """Whether it shows what is worked out."""
        return self.shows is not None and RESULTS in self.shows

    def edited(self) -> None:
        """Show at once what an edit changed and nothing has to be worked out for, where the page waits for results."""

    def worked_out(self) -> None:
        """Show what was worked out for an edit."""
        self.refresh()

    def _document_changed(self, parts: frozenset[str]) -> None:
        if self._waits:
            self._stale = True
            if self.isVisible():
                self.edited()
        elif self.shows is None or self.shows & parts:
            self._changed()

    def _results_changed(self) -> None:
        if self._waits:
            self._stale = True
            if self.isVisible() and self.session.is_open:
                self._stale = False
                self.worked_out()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and self.session.is_open:
            self._stale = False
            self.refresh()


def scrolled(layout: QLayout) -> QScrollArea:
    """Put a layout into an area that scrolls."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    inner = holder(layout)
    inner.setProperty("canvas", True)
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def later(milliseconds: int, receiver: QWidget, slot: object) -> QTimer:
    """Call a bound method once, unless its widget is gone by then."""
    timer = QTimer(receiver)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    timer.start(milliseconds)
    return timer
