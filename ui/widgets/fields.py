"""Fields that edit in place: each shows a value and says when the user changed it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
)

from ui.texts import t
from ui.widgets.buttons import Button
from workbench.errors import message
from workbench.i18n import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

HUGE = 1e15


class PackageUndo(QObject):
    """Leaves undo to the package while a field holds nothing the user typed.

    Qt's text fields would swallow Ctrl+Z even where they have nothing to undo.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window's shortcut win."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
                QKeySequence.StandardKey.Redo
            )
            field = watched.lineEdit() if isinstance(watched, QDoubleSpinBox) else watched
            if undo and isinstance(field, QLineEdit) and not field.isModified():
                event.ignore()
                return True
        return False


class Choice(QComboBox):
    """A choice of words; a wheel that scrolls the page never changes it.

    Signals:
        chosen: The key of the word the user chose.
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, str]] = (), *, name: str, quiet: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if quiet:
            self.setProperty("kind", "quiet")
        self.offer(choices)
        self.activated.connect(self._activated)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Change the choices; the first is shown where the present one is no longer among them."""
        held = self.currentData()
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        self.setCurrentIndex(max(0, self.findData(held)))

    def show_value(self, key: object) -> None:
        """Show a value; one that is not among the choices shows as it is."""
        found = self.findData(key)
        if found < 0 and key:
            self.addItem(str(key), key)
            found = self.count() - 1
        self.setCurrentIndex(max(found, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _activated(self, index: int) -> None:
        self.chosen.emit(self.itemData(index))


class Number(QDoubleSpinBox):
    """A number, a share in percent or a year.

    Signals:
        entered: The value the user entered, a share as a fraction.
    """

    entered = Signal(object)

    def __init__(self, *, name: str, kind: str = "number", least: float = -HUGE, most: float = HUGE) -> None:
        super().__init__()
        self._kind = kind
        self._shown = 0.0
        self._setting = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.setDecimals({"year": 0, "whole": 0, "share": 2}.get(kind, 2))
        self.setGroupSeparatorShown(kind == "number")
        factor = 100.0 if kind == "share" else 1.0
        self.setRange(max(least * factor, -HUGE), min(most * factor, HUGE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(62)
        self.lineEdit().setTextMargins(6, 0, 6, 0)
        self._undo = PackageUndo(self)
        self.installEventFilter(self._undo)
        self.lineEdit().installEventFilter(self._undo)
        self.valueChanged.connect(self._changed)
        self.editingFinished.connect(self._finished)

    def count_in(self, kind: str) -> None:
        """Count in shares or in numbers from now on."""
        self._kind = kind
        self.setGroupSeparatorShown(kind == "number")

    def show_value(self, value: float | None) -> None:
        """Show a value; a dash where there is none."""
        self._setting = True
        self._shown = math.nan if value is None else value
        held = 0.0 if value is None else value
        self.setValue(held * 100 if self._kind == "share" else held)
        self._setting = False

    def textFromValue(self, value: float) -> str:
        """Write the number without trailing zeros; a year without marks."""
        if math.isnan(self._shown):
            return MISSING
        if self._kind == "year":
            return f"{value:.0f}"
        text = f"{value:,.2f}".rstrip("0").rstrip(".").replace(",", "\u202f").replace("-", "\u2212")
        return f"{text}\u202f%" if self._kind == "share" else text

    def valueFromText(self, text: str) -> float:
        """Read a number as people write it."""
        cleaned = _clean(text)
        try:
            return float(cleaned)
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let people type; what is no number falls back to the value before."""
        cleaned = _clean(text)
        try:
            value = float(cleaned)
        except ValueError:
            partial = all(sign in f"0123456789.,-\u2212 %\u202f\u00a0{MISSING}" for sign in text)
            return (QValidator.State.Intermediate if partial else QValidator.State.Invalid, text, position)
        # A per cent of something that is no share would be lost, and the number count for another.
        fits = self._kind == "share" or "%" not in text
        inside = fits and self.minimum() <= value <= self.maximum()
        return (QValidator.State.Acceptable if inside else QValidator.State.Intermediate, text, position)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _changed(self, value: float) -> None:
        if self._setting:
            return
        given = round(value / 100, 6) if self._kind == "share" else value
        if not abs(given - self._shown) <= 1e-9:
            self._shown = given
            self.entered.emit(int(given) if self._kind in ("year", "whole") else given)

    def _finished(self) -> None:
        """Take a number typed over the dash; a nought is one, and does not change the box's value."""
        if math.isnan(self._shown) and any(sign.isdigit() for sign in self.lineEdit().text()):
            self._changed(self.value())


def _clean(text: str) -> str:
    for space in ("\u202f", "\u00a0", " ", "%"):
        text = text.replace(space, "")
    text = text.replace("\u2212", "-")
    if "," in text and "." not in text and len(text.rpartition(",")[2]) != 3:
        return text.replace(",", ".")
    return text.replace(",", "")


class Text(QLineEdit):
    """One line of text.

    Signals:
        entered: The text, when the user left the field or pressed Enter.
    """

    entered = Signal(object)

    def __init__(self, *, name: str, hint: str = "") -> None:
        super().__init__()
        self._shown = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(40)
        self._undo = PackageUndo(self)
        self.installEventFilter(self._undo)
        self.editingFinished.connect(self._finished)

    def show_value(self, text: str) -> None:
        """Show a text from its beginning."""
        self._shown = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            return
        super().keyPressEvent(event)

    def _finished(self) -> None:
        if self.text() != self._shown:
            self._shown = self.text()
            self.entered.emit(self._shown)


class LongText(QPlainTextEdit):
    """Several lines of text.

    Signals:
        entered: The text, when the user left the field.
    """

    entered = Signal(object)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._shown = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(66)

    def show_value(self, text: str) -> None:
        """Show a text."""
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take over what was typed."""
        super().focusOutEvent(event)
        if self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.entered.emit(self._shown)


class Several(Button):
    """A choice of several words, ticked in a list below the field.

    Signals:
        chosen: The keys ticked, as a tuple in the order of the list.
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, str]] = (), *, name: str) -> None:
        super().__init__("", name=name)
        self._name = name
        self._choices = list(choices)
        self._value: tuple[str, ...] = ()
        self._popup: QFrame | None = None
        self._list: QListWidget | None = None
        self.setStyleSheet("text-align: left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(60)
        self.clicked.connect(self._open)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Change the choices."""
        self._choices = list(choices)

    def show_value(self, value: Sequence[str]) -> None:
        """Show which are ticked."""
        self._value = tuple(value)
        names = dict(self._choices)
        shown = ", ".join(names.get(key, key) for key in self._value)
        self.say(shown or t(message("none")))
        self.setAccessibleName(f"{self._name}: {shown}")

    def _open(self) -> None:
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("area", "popup")
        self._list = QListWidget()
        self._list.setAccessibleName(self._name)
        known = dict(self._choices)
        for key, text in [*self._choices, *((key, key) for key in self._value if key not in known)]:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in self._value else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        layout = QVBoxLayout(self._popup)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._list)
        self._popup.setFixedSize(max(self.width(), 280), min(360, 32 * self._list.count() + 14))
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._popup.installEventFilter(self)
        self._popup.show()
        self._list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the ticks over when the list closes."""
        if watched is self._popup and event.type() == QEvent.Type.Close and self._list is not None:
            items = [self._list.item(index) for index in range(self._list.count())]
            value = tuple(
                str(item.data(Qt.ItemDataRole.UserRole))
                for item in items
                if item.checkState() is Qt.CheckState.Checked
            )
            self._popup, self._list = None, None
            if set(value) != set(self._value):
                self.show_value(value)
                self.chosen.emit(value)
        return super().eventFilter(watched, event)
