"""Workbooks and sheets made for a test, from rows as they are typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from workbench.model import Series, Table
from workbench.sheets import Options, Reading, read_workbook
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.file.cells import Sheet
from workbench.sheets.file.rows import Rows
from workbench.sheets.layout.layouts import find_blocks
from workbench.sheets.meaning.tables import make_table

Written = list[list[Any]]


def book(path: Path, **sheets: Written) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def csv(tmp_path: Path, text: str, name: str = "table.csv", **options: Any) -> Reading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_workbook(path, Options(**options))


def grid(rows: Written, **options: Any) -> tuple[Table | None, Notebook]:
    """Recognise a sheet without a file: the quick way for many small cases."""
    cells = tuple(tuple(float(v) if isinstance(v, int) else v for v in row) for row in rows)
    sheet = Sheet("Data", Rows.of(cells))
    notebook = Notebook("book.xlsx")
    blocks = find_blocks(sheet)
    return (make_table(blocks[0], "book.xlsx", Options(**options), notebook) if blocks else None), notebook


def table(rows: Written, **options: Any) -> Table:
    found, _ = grid(rows, **options)
    assert found is not None
    return found


def the(found: Table, key: str) -> Series:
    series = found.find(key)
    assert series is not None, [one.key for one in found.series]
    return series
