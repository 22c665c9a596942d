"""Bringing in a workbook of a million cells, as ratios against bare readers in the same run; nothing fails for being slow.

Bare calamine gives values and nothing else; pandas.read_excel with openpyxl gives a data frame. Memory is the peak of a
process of its own for each, and of the process it starts.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS, YEARS = 20_000, range(1990, 2040)
MEASURED = """
import resource, sys, time
from pathlib import Path
path = Path(sys.argv[1])
{prepare}
started = time.perf_counter()
{work}
taken = time.perf_counter() - started
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(taken, peak / 1024)
"""
CALAMINE = (
    "import python_calamine",
    "book = python_calamine.CalamineWorkbook.from_path(str(path))\nrows = book.get_sheet_by_index(0).to_python()",
)
PANDAS = ("import pandas", "frame = pandas.read_excel(path, engine='openpyxl', header=None)")
OURS = (
    "import tempfile\nfrom workbench.workspace import Workspace\n"
    "workspace = Workspace.create(Path(tempfile.mkdtemp()) / 'plan.policy')",
    "tables = workspace.read(path).tables\nworkspace.bring_in(path, tables)\nassert len(tables[0].series) == 20000",
)
HEAD = ("from workbench import sheets", "(view,) = sheets.head(path)\nassert view.height == 200")


def measured(path: Path, how: tuple[str, str]) -> tuple[float, float]:
    """Give seconds and peak memory in MB of a process of its own, the better of two runs."""
    code = MEASURED.format(prepare=how[0], work=how[1])
    runs = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=600,
        )
        seconds, peak = (float(part) for part in done.stdout.split())
        runs.append((seconds, peak))
    return min(runs)


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of a million numbers: 20,000 programmes over 50 years."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Budget")
    sheet.append(["Spending by programme, thousand dinars"])
    sheet.append(["Programme", *YEARS])
    chance = random.Random(1)
    for number in range(ROWS):
        sheet.append([f"Programme {number}", *(round(chance.uniform(1e3, 1e6), 1) for _ in YEARS)])
    book.save(path := tmp_path_factory.mktemp("bench") / "million.xlsx")
    return path


def test_a_million_cells_are_brought_in(benchmark: Any, million: Path) -> None:
    bare, _ = measured(million, CALAMINE)
    slow, most = measured(million, PANDAS)
    seconds, peak = measured(million, OURS)
    benchmark.pedantic(time.sleep, args=(0,), rounds=1)
    benchmark.extra_info.update(
        {
            "seconds": round(seconds, 2),
            "ratio": round(seconds / bare, 1),
            "times faster than pandas": round(slow / seconds, 2),
            "peak MB": round(peak),
            "peak MB of pandas": round(most),
        }
    )


def test_the_first_rows_are_there_within_a_second(benchmark: Any, million: Path) -> None:
    bare, _ = measured(million, CALAMINE)
    seconds, _ = measured(million, HEAD)
    benchmark.pedantic(time.sleep, args=(0,), rounds=1)
    benchmark.extra_info.update({"seconds": round(seconds, 2), "ratio": round(seconds / bare, 1)})
