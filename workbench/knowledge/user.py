"""Where a user's own knowledge packs are kept: one folder, each pack a folder of its own in it."""

from __future__ import annotations

import os
from pathlib import Path

from workbench import assets

PACKS_VARIABLE = "POLICY_WORKBENCH_PACKS"


def user_folder() -> tuple[Path, bool]:
    """Give the folder of the user's packs, and whether the user named it, so that it ought to be there."""
    named = os.environ.get(PACKS_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser(), True
    return assets.config_folder() / "packs", False
