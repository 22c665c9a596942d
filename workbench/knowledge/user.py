"""Where a user's own knowledge packs are kept: one folder, each pack a folder of its own in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKS_VARIABLE = "POLICY_WORKBENCH_PACKS"


def user_folder() -> tuple[Path, bool]:
    """Give the folder of the user's packs, and whether the user named it, so that it ought to be there."""
    named = os.environ.get(PACKS_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser(), True
    return _config_folder() / "policy-workbench" / "packs", False


def _config_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
