"""The user's settings, declared with their types: Qt's own store gives everything back as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT_LIMIT = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting and what it is until the user changes it."""

    key: str
    default: str


DARK = Setting("view/dark", "no")
LANGUAGE = Setting("view/language", "en")
FINDINGS = Setting("view/findings", "yes")
RECENT = Setting("files/recent", "")
AUTHOR = Setting("user/name", "")


class Settings:
    """Reads and writes settings."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("policy-workbench", "policy-workbench")

    def text(self, setting: Setting) -> str:
        """Give a setting as text."""
        return str(self._store.value(setting.key, setting.default))

    def is_on(self, setting: Setting) -> bool:
        """Give a setting as yes or no."""
        return self.text(setting) == "yes"

    def keep(self, setting: Setting, value: str | bool) -> None:
        """Store a setting."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        self._store.setValue(setting.key, value)

    def recent(self) -> list[Path]:
        """Give the files opened lately that still exist."""
        paths = [Path(text) for text in self.text(RECENT).split("\n") if text]
        return [path for path in paths if path.is_file()]

    def remember(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        others = [str(other) for other in self.recent() if other != path]
        self.keep(RECENT, "\n".join([str(path), *others][:RECENT_LIMIT]))

    def geometry(self) -> QByteArray:
        """Give the window's place of last time."""
        value = self._store.value("window/geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_geometry(self, value: QByteArray) -> None:
        """Remember the window's place."""
        self._store.setValue("window/geometry", value)
