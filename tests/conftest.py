"""No test touches the settings, mappings, packs or safety copies of whoever runs it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_OWN = tempfile.TemporaryDirectory(prefix="policy-workbench-tests-")
for name in ("XDG_CONFIG_HOME", "APPDATA"):
    os.environ[name] = str(Path(_OWN.name) / "config")

from pseudo import pseudo_language  # noqa: E402, F401 - a fixture for all tests
