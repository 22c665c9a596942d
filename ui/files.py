"""Where the user's files are, and what they are called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

PROJECTS = "Policy Workbench (*.policy)"


def documents() -> Path:
    """Give the folder where the user's documents are."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if folder else Path.home()


def free_name(path: Path) -> Path:
    """Give a file name nobody uses yet."""
    number, found = 2, path
    while found.exists():
        found = path.with_stem(f"{path.stem} {number}")
        number += 1
    return found
