"""Answers that can be changed: a menu in a sentence, a field, or a choice among many names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QCompleter, QMenu, QSizePolicy

from ui import theme
from ui.texts import set_tip
from ui.widgets.buttons import Button
from ui.widgets.fields import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from ui.models.told import About

CHEVRON = 34
"""Room a sentence's button needs beside its text."""


class AnswerMenu(Button):
    """An answer in a sentence, with a menu of the others.

    Signals:
        answered: What the question is about, and the answer.
    """

    answered = Signal(object, object)

    def __init__(
        self,
        about: About,
        *,
        sentence: str,
        shown: str,
        choices: Sequence[tuple[Any, str]],
        value: Any,
        room: int,
    ) -> None:
        super().__init__("", kind="sentence", icon="chevron-down")
        self.about, self._choices, self._value = about, tuple(choices), value
        font = theme.font(10, True)
        self.setFont(font)
        self.say(QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, max(60, room - CHEVRON)))
        self.setAccessibleName(f"{sentence} {shown}")
        set_tip(self, shown)
        mirrored = self.isRightToLeft()
        self.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        )
        self._menu: QMenu | None = None
        self.clicked.connect(self._open)

    def menu_now(self) -> QMenu:
        """Make the menu; the present answer is ticked."""
        menu = QMenu(self)
        for number, (value, text) in enumerate(self._choices):
            action = menu.addAction(text.replace("&", "&&"))
            action.setData(number)
            action.setCheckable(True)
            action.setChecked(value == self._value)
        menu.triggered.connect(self._taken)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu with Enter and the arrow down, as a choice does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self._menu = self.menu_now()
        ticked = next((action for action in self._menu.actions() if action.isChecked()), None)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        if ticked is not None:
            self._menu.setActiveAction(ticked)

    def _taken(self, action: object) -> None:
        self.answered.emit(self.about, self._choices[int(action.data())][0])  # type: ignore[attr-defined]


class AnswerField(Text):
    """An answer that is typed.

    Signals:
        answered: What the question is about, and the text.
    """

    answered = Signal(object, object)

    def __init__(self, about: About, *, name: str, hint: str = "", value: str = "") -> None:
        super().__init__(name=name, hint=hint)
        self.about = about
        self.show_value(value)
        self.entered.connect(self._answered)

    def _answered(self, text: str) -> None:
        self.answered.emit(self.about, text.strip())


class AnswerPick(QComboBox):
    """An answer among many names; what is typed finds them.

    Signals:
        answered: What the question is about, and the name.
    """

    answered = Signal(object, object)

    def __init__(self, about: About, *, name: str, choices: Sequence[str], value: str = "") -> None:
        super().__init__()
        self.about, self._value = about, value
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addItems(list(choices))
        found = self.findText(value)
        self.setCurrentIndex(found)
        if found < 0:
            self.setEditText(value)
        completer = self.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field = self.lineEdit()
        if field is not None:
            field.setAccessibleName(name)
            field.setCursorPosition(0)
            field.editingFinished.connect(self._entered)
        self.activated.connect(self._entered)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()

    def _entered(self) -> None:
        text = self.currentText().strip()
        if text and text != self._value:
            self._value = text
            self.answered.emit(self.about, text)
