"""The command palette: one field that finds actions, measures, groups and criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.basics import Chip, IconLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 12
_OPENING = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to find: its key, its name, what kind it is, and its icon."""

    key: str
    name: str
    kind: str
    icon: str = ""


class PaletteField(QLineEdit):
    """The field in the top bar; the offers drop down below it.

    Signals:
        taken: The key of the offer chosen.
    """

    taken = Signal(object)

    def __init__(self, offers: Callable[[], Sequence[Offer]], *, name: str, key: str) -> None:
        super().__init__()
        self._offers = offers
        self.setProperty("kind", "search")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setFixedWidth(320)
        self._icon = IconLabel("search")
        self._icon.setParent(self)
        self._icon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = Chip(key, "key")
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._popup: QFrame | None = None
        self._list = QListWidget()
        self._list.setAccessibleName(name)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._take)
        self.textEdited.connect(self._search)
        self.installEventFilter(self)

    def resizeEvent(self, event: object) -> None:
        """Keep icon and key at their ends."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(30 if rtl else 0, 0, 24 if rtl else 60, 0)
        width = self._key.sizeHint().width() + 4
        self._key.resize(width, 18)
        self._icon.move(self.width() - 24 if rtl else 8, (self.height() - 16) // 2)
        self._key.move(6 if rtl else self.width() - width - 6, (self.height() - 18) // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and choose while the cursor stays in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self._list.currentItem()
                if self._popup is not None and self._popup.isVisible() and item is not None:
                    self._take(item)
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
        if (
            event.type() == QEvent.Type.FocusIn
            and isinstance(event, QFocusEvent)
            and event.reason() in _OPENING
        ):
            self._search(self.text())
        if event.type() == QEvent.Type.FocusOut and self._popup is not None:
            self._popup.hide()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Close the list and give the keyboard back to the page."""
        self.clear()
        if self._popup is not None:
            self._popup.hide()
        self.clearFocus()

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        found = [
            offer
            for offer in self._offers()
            if all(word in f"{offer.name} {offer.kind}".casefold() for word in words)
        ]
        found.sort(key=lambda offer: not offer.name.casefold().startswith(words[0]) if words else False)
        self._list.clear()
        for offer in found[:MOST]:
            item = QListWidgetItem(f"{offer.name}   ·   {offer.kind}")
            item.setData(Qt.ItemDataRole.UserRole, offer.key)
            if offer.icon:
                item.setIcon(icons.icon(offer.icon, "muted"))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._show(len(found[:MOST]))

    def _show(self, count: int) -> None:
        window: QWidget = self.window()
        if self._popup is None:
            self._popup = QFrame(window)
            self._popup.setProperty("area", "popup")
            layout = QVBoxLayout(self._popup)
            layout.setContentsMargins(4, 4, 4, 4)
            layout.addWidget(self._list)
            self._list.setFont(theme.font())
        self._popup.setVisible(count > 0)
        width = max(self.width(), 460)
        corner = self.mapTo(
            window,
            QPoint(
                self.width() - width if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else 0,
                self.height() + 4,
            ),
        )
        self._popup.setGeometry(corner.x(), corner.y(), width, 28 * count + 12)
        self._popup.raise_()

    def _step(self, step: int) -> None:
        count = self._list.count()
        if count:
            self._list.setCurrentRow((self._list.currentRow() + step) % count)

    def _take(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        self.leave()
        self.taken.emit(key)
