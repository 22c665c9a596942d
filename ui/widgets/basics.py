"""Labels, chips, rules and layouts: the small parts every page is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QStyleOption,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.texts import set_tip

if TYPE_CHECKING:
    from collections.abc import Iterable


class PlainLabel(QLabel):
    """A label that shows text as it is, never as markup.

    One-line labels have the height of their size, since a fallback font would make the line taller.
    """

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 10,
        bold: bool = False,
        tone: str = "",
        wrap: bool = False,
        elide: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, bold))
        self._elide = elide
        if tone:
            self.setProperty("tone", tone)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setFixedHeight(theme.LABEL_HEIGHTS.get(size, size * 2))
        self.setAlignment(
            Qt.AlignmentFlag.AlignLeading
            | (Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        )
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the colour of the text."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def minimumSizeHint(self) -> QSize:
        """Let an eliding label shrink."""
        hint = super().minimumSizeHint()
        return QSize(40, hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, shortened at the end where there is no room; the whole text is then in the tool tip."""
        if not self._elide:
            super().paintEvent(event)
            return
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        set_tip(self, self.text() if shown != self.text() else "")
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setPen(option.palette.windowText().color())
        painter.drawText(self.contentsRect(), self.alignment(), shown)
        painter.end()


class Chip(PlainLabel):
    """A short word on its tint."""

    def __init__(self, text: str = "", kind: str = "not-applicable", *, bold: bool = False) -> None:
        super().__init__(text, size=9, bold=bold)
        self.setProperty("chip", kind)
        self.setFixedHeight(18)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_as(self, text: str, kind: str) -> None:
        """Change text and tint; an empty chip disappears."""
        self.setText(text)
        self.setVisible(bool(text))
        if self.property("chip") != kind:
            self.setProperty("chip", kind)
            restyle(self)


class IconLabel(QWidget):
    """An icon in a colour of the theme."""

    def __init__(self, name: str, *, tone: str = "muted", size: int = 16) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tone: str = "") -> None:
        """Change the icon."""
        self._name, self._tone = name, tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in the colour of the moment."""
        painter = QPainter(self)
        painter.drawPixmap(
            0, 0, icons.pixmap(self._name, theme.tone(self._tone), self._size, self.devicePixelRatioF())
        )
        painter.end()


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def frame(area: str) -> QFrame:
    """Make a frame the style sheet knows by its area."""
    made = QFrame()
    made.setProperty("area", area)
    return made


def line(*, upright: bool = False) -> QFrame:
    """Make a thin rule."""
    made = QFrame()
    made.setProperty("rule", "upright" if upright else "true")
    return made


def row(
    *items: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Lay widgets out side by side; None stretches, a number is a space."""
    layout = QHBoxLayout()
    fill(layout, items, gap=gap, margins=margins)
    return layout


def column(
    *items: QWidget | QLayout | int | None, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Lay widgets out below each other; None stretches, a number is a space."""
    layout = QVBoxLayout()
    fill(layout, items, gap=gap, margins=margins)
    return layout


def fill(
    layout: QBoxLayout,
    items: Iterable[QWidget | QLayout | int | None],
    *,
    gap: int = 8,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> None:
    """Fill a box layout."""
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def holder(layout: QLayout) -> QWidget:
    """Put a layout into a widget."""
    made = QWidget()
    made.setLayout(layout)
    return made


def clear(layout: QLayout) -> None:
    """Remove and delete everything in a layout.

    What has the focus lets go of it first: Qt would hand it on to the next widget, as if somebody had gone there.
    """
    while layout.count():
        item = layout.takeAt(0)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            held = widget.window().focusWidget()
            if held is not None and (held is widget or widget.isAncestorOf(held)):
                held.clearFocus()
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


class Lines(QWidget):
    """A text on a few lines, shortened at the end of the last one; the whole stands in the tool tip."""

    def __init__(self, text: str, *, lines: int = 2, size: int = 9, tone: str = "muted") -> None:
        super().__init__()
        self._text, self._lines, self._size, self._tone = text, lines, size, tone
        self.setFixedHeight(theme.LABEL_HEIGHTS[size] * lines)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        set_tip(self, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        font = theme.font(self._size)
        metrics, high = QFontMetrics(font), theme.LABEL_HEIGHTS[self._size]
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setFont(font)
        painter.setPen(theme.tone(self._tone))
        layout = QTextLayout(self._text, font)
        layout.beginLayout()
        for number in range(self._lines):
            found = layout.createLine()
            if not found.isValid():
                break
            found.setLineWidth(self.width())
            start = found.textStart()
            last = number == self._lines - 1
            text = self._text[start:] if last else self._text[start : start + found.textLength()]
            shown = metrics.elidedText(text.strip(), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(
                0,
                number * high,
                self.width(),
                high,
                int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter),
                shown,
            )
        layout.endLayout()
        painter.end()
