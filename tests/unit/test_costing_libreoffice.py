"""LibreOffice recalculates the live workbooks to the program's own numbers, in every cell."""

from __future__ import annotations

import math
import shutil
import subprocess
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from holes import holes_of, holes_of_people, with_holes, with_people
from random_packages import random_package, with_a_gap
from workbench.costing import Costing
from workbench.costing.workbook import Writer
from workbench.costing.worksheet import FIRST_YEAR
from workbench.i18n import translator
from workbench.workspace import Workspace

PACKAGES = 20


def test_libreoffice_agrees_in_every_cell(sample: Workspace, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice Calc is needed; on Debian `python3 dev.py test` installs it"
    drawn = [random_package(seed) for seed in range(PACKAGES)]
    drawn[0] = with_a_gap(drawn[0], "births", 2027)
    drawn[1] = with_a_gap(drawn[1], "population", 2028)
    for place in range(2, 8):
        drawn[place] = with_holes(drawn[place], holes_of(place), None)
    for place in range(8, 12):
        drawn[place] = with_holes(with_people(drawn[place]), holes_of_people(place), None)
    packages = {"sample": sample.package} | {f"drawn-{at}": package for at, package in enumerate(drawn)}
    written = {name: Writer(Costing(package), translator("en")) for name, package in packages.items()}
    files = [tmp_path / f"{name}.xlsx" for name in written]
    for path, writer in zip(files, written.values(), strict=True):
        path.write_bytes(writer.write())
    profile = (tmp_path / "profile").as_uri()
    done = subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "out"),
            *map(str, files),
        ],
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    wrong = [
        difference
        for name, writer in written.items()
        for difference in differences(writer, tmp_path / f"{name}.xlsx", tmp_path / "out" / f"{name}.xlsx")
    ]
    assert not wrong, wrong[:10]


def differences(writer: Writer, ours: Path, theirs: Path) -> list[str]:
    """Compare each row of figures, and see that no formula stands outside them."""
    book = CalamineWorkbook.from_path(str(theirs))
    cells = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    years = writer.costing.package.years
    found, checked = [], set()
    for sheet, row, node in writer.rows:
        for position, expected in enumerate(writer.costing.evaluation.row(node)):
            held = cells[sheet][row - 1][FIRST_YEAR - 1 + position]
            checked.add((sheet, f"{get_column_letter(FIRST_YEAR + position)}{row}"))
            number = held if isinstance(held, (int, float)) else math.nan
            if not (
                math.isclose(number, expected, rel_tol=1e-9, abs_tol=1e-9)
                or (math.isnan(number) and math.isnan(expected))
            ):
                found.append(
                    f"{ours.name} {sheet}!{row} {years[position]} {node.label}: {held!r}, not {expected!r}"
                )
    formulas = {
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(ours)
        for row in sheet.iter_rows(min_col=FIRST_YEAR)
        for cell in row
        if cell.data_type == "f" and cell.value != "=NA()"
    }
    assert formulas
    return found + [f"{ours.name} {sheet}!{cell} is not compared" for sheet, cell in formulas - checked]
