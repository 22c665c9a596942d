"""Files in the folder one stands in are data: none of them is ever run, whatever module it is named like."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
DECOYS = [
    "argparse", "ast", "calendar", "codecs", "collections", "csv", "dataclasses", "datetime", "enum", "functools", "hashlib",
    "importlib", "io", "json", "logging", "numbers", "pathlib", "random", "re", "shutil", "sqlite3", "string", "subprocess",
    "tempfile", "threading", "tomllib", "types", "typing", "zipfile", "zlib", "sitecustomize", "usercustomize", "numpy",
    "python_calamine", "openpyxl", "reportlab", "babel", "workbench", "ui", "resources", "PySide6",
]  # fmt: skip


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder in which every module's name is taken by a file that tells that it ran."""
    for name in DECOYS:
        told = f"open({str(tmp_path / 'ran')!r}, 'a').write({name + chr(10)!r})\n"
        (tmp_path / f"{name}.py").write_text(told)
    return tmp_path


def stand_in(folder: Path, command: list[str]) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr


def console_script(folder: Path) -> list[str]:
    """Write what an installer writes for the console script, in a folder of its own as theirs is."""
    script = folder / "policy-workbench"
    script.write_text(
        f"import sys\nsys.path.append({str(ROOT)!r})\nfrom workbench.cli import main\nsys.exit(main())\n"
    )
    return [sys.executable, str(script)]


@pytest.mark.parametrize("how", ["console script", "dev.py run"])
def test_no_file_of_the_folder_one_stands_in_is_run(
    trap: Path, how: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program = (
        console_script(tmp_path_factory.mktemp("bin"))
        if how == "console script"
        else [sys.executable, str(ROOT / "dev.py"), "run"]
    )
    stand_in(
        trap, [*program, "new", "plan.policy", "--country", "X", "--currency", "ORD", "--base-year", "2026"]
    )
    stand_in(trap, [*program, "import", "plan.policy", str(SAMPLE / "macro-2026.xlsx")])
    stand_in(trap, [*program, "check", "plan.policy"])
    assert (trap / "plan.policy").exists(), "names are of the folder one stands in"
    assert not (trap / "ran").exists(), (trap / "ran").read_text()
