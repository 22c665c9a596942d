"""The one way to start Python once more, for work that may fail: never with the user's folder on its path.

A file named like a standard module in the folder one stands in would else be run in its place.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import workbench

FROZEN = {"workbench.sheets.file.child": "--read-workbook"}
"""What the frozen program is given in place of a module's name."""


def own_python(module: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Give the command and the environment that run a module of the program, from source or frozen.

    Args:
        module: One of `FROZEN`.
        arguments: What it is given.
    """
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN[module], *arguments], environment
    root = str(Path(workbench.__file__).resolve().parent.parent)
    here = os.path.realpath(os.curdir)
    stated = (path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if os.path.isabs(path))
    elsewhere = [path for path in stated if os.path.realpath(path) != here]
    environment["PYTHONPATH"] = os.pathsep.join([root, *elsewhere])
    # -P: the folder one stands in is not put first on the path, as -m does.
    return [sys.executable, "-P", "-m", module, *arguments], environment
