"""The one reader of the program's own resources, and where a user keeps what belongs to all projects.

The same line reads a resource from source, from a wheel and frozen.
"""

from __future__ import annotations

import os
import sys
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

ROOT = "resources"


def resource(*parts: str) -> Traversable:
    """Give a resource below `resources/`."""
    found = files(ROOT)
    for part in parts:
        found = found / part
    return found


def read_text(*parts: str) -> str:
    """Read a UTF-8 text resource."""
    return resource(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """Read a resource as bytes."""
    return resource(*parts).read_bytes()


def path_of(*parts: str) -> Path:
    """Give a real path of a resource; the program ships unpacked, so none is ever extracted."""
    with as_file(resource(*parts)) as path:
        return path


def config_folder() -> Path:
    """Give the folder where a user's own packs and mappings are kept; it may not exist yet."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "policy-workbench"
