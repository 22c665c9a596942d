"""Workbooks come in here: cells with addresses, recognised tables, series, and a list of problems.

A file is guarded, read in a limited child process, and its tables are recognised from evidence in the sheet. What
is not understood is said with its cell; nothing is guessed and nothing missing becomes zero. The reading process
starts through this package too, so the recognising modules are imported where they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Problem, Spot, WorkbookError, message
from workbench.model.cells import address, place
from workbench.model.words import Severity
from workbench.sheets.dialogue.options import Options
from workbench.sheets.reading import Reading, SheetView

if TYPE_CHECKING:
    from workbench.model import Package

__all__ = [
    "Options",
    "Reading",
    "SheetView",
    "beside",
    "child_main",
    "preview",
    "read_workbook",
    "sheet_cells",
]

_PLAIN = Options()


def child_main(arguments: list[str] | None = None) -> int:
    """Be the reading process; the frozen program calls this when it is started with `--read-workbook`."""
    from workbench.sheets.file.child import child_main as run

    return run(arguments)


def read_workbook(path: Path, options: Options = _PLAIN) -> Reading:
    """Read the tables of a workbook.

    Raises:
        WorkbookError: The file cannot be read, or nothing usable was found in it.
    """
    reading, question = _recognised(path, options)
    if not reading.tables and question is not None:
        raise question
    return reading


def _recognised(path: Path, options: Options) -> tuple[Reading, WorkbookError | None]:
    """Read and recognise a workbook; what recognition needs is loaded while the reading process reads."""
    from workbench.sheets.file import reader

    with reader.reading(path) as contents:
        import numpy  # noqa: F401

        from workbench.model.money_words import spoken_of
        from workbench.sheets.recognise import recognise

        spoken_of("")
        return recognise(path, options, contents)


def beside(reading: Reading, package: Package) -> Reading:
    """Add the problems tables have beside a package: another country, or years that would no longer count."""
    from workbench.i18n import ranges
    from workbench.model.revision import revise
    from workbench.model.rivals import lost_corrections, lost_years
    from workbench.sheets.words.countries import of_another

    found: list[Problem] = []
    whole = Spot(reading.tables[0].workbook) if reading.tables else ""
    fresh = revise(package.tables, reading.tables).tables
    for table_id, corrected in lost_corrections(package.tables, fresh):
        text = message("Values you set by hand in {table} no longer count, as this workbook takes its place: {values}.",
                       table=table_id, values=tuple(f"{one.series} {one.year}" for one in corrected))  # fmt: skip
        remedy = message("Set them again in the new table, or go back with undo.")
        found.append(Problem(Severity.SERIOUS, whole, text, remedy, "corrections-lost"))
    for (table_id, series), years in lost_years(package.tables, fresh).items():
        text = message("“{series}” counts from this workbook now, no longer from {table}, and has no value in {years}.",
                       series=series, table=table_id, years=ranges(years))  # fmt: skip
        remedy = message("Bring in the years that are missing too, or go back with undo.")
        found.append(Problem(Severity.SERIOUS, whole, text, remedy, "years-lost"))
    found += _shown_in_other_money(reading, package.currency)
    for table in reading.tables:
        said = of_another(table, package)
        if said is not None:
            remedy = message("Take it only if that is meant; else choose another country or workbook.")
            found.append(Problem(said[0], table.spot, said[1], remedy, "another-country"))
    return replace(reading, problems=(*found, *reading.problems)) if found else reading


def _shown_in_other_money(reading: Reading, own: str) -> Iterator[Problem]:
    """Say where cells are formatted as amounts in a currency that no word of their table names."""
    from workbench.model.currencies import currencies_in, named

    for table in reading.tables:
        signs = reading.money.get(table.sheet, ())
        counted = {*currencies_in(table, own)} if signs else set()
        for sign in signs:
            codes = {*named(f"({sign})", own)}
            if codes and counted and not codes & counted:
                text = message("Cells of the sheet are shown with “{sign}”, but the amounts count in {currency}.",
                               sign=sign, currency=tuple(sorted(counted)))  # fmt: skip
                remedy = message("Say the currency of the table with {command}, or write it into its title.",
                                 command=f"set table:{table.id} currency=…")  # fmt: skip
                yield Problem(Severity.SERIOUS, table.spot, text, remedy, "shown-in-other-money")
                break


def head(path: Path) -> tuple[SheetView, ...]:
    """Give the first rows of the sheets as they look, within a second also where reading the whole takes longer."""
    from workbench.sheets.file.reader import read_head
    from workbench.sheets.view import bare_view

    return tuple(bare_view(sheet) for sheet in read_head(path))


def preview(path: Path, options: Options = _PLAIN) -> Reading:
    """Read a workbook and make it ready for showing; a question that is still open is a problem, not an error.

    Raises:
        WorkbookError: The file itself cannot be read.
    """
    from workbench.sheets.recognise import for_showing

    return for_showing(*_recognised(path, options))


def sheet_cells(
    path_or_bytes: Path | bytes,
    sheet: str,
    around: str,
    rows: int = 2,
    columns: int = 2,
    *,
    suffix: str = ".xlsx",
) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Give the cells around a cell as rows of (address, text), to show where a figure comes from.

    Args:
        path_or_bytes: The workbook, or its bytes as kept in the project file.
        sheet: The sheet.
        around: The cell, such as D7.
        rows: How many rows to show above and below.
        columns: How many columns to show to either side.
        suffix: The ending of the original file's name, where bytes are given.

    Raises:
        WorkbookError: The file, the sheet or the cell cannot be found.
    """
    import tempfile

    from workbench.sheets.file.reader import read_sheets

    if isinstance(path_or_bytes, bytes):
        with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
            copy = Path(folder) / f"workbook{suffix}"
            copy.write_bytes(path_or_bytes)
            sheets = read_sheets(copy)
    else:
        sheets = read_sheets(path_or_bytes)
    found = next((one for one in sheets if one.name == sheet), sheets[0] if len(sheets) == 1 else None)
    at = place(around)
    if found is None or at is None:
        raise WorkbookError(
            message("There is no cell {cell} on a sheet {sheet}.", cell=around, sheet=sheet),
            where=sheet,
            code="no-such-cell",
        )
    top, left = max(at[0] - rows, 0), max(at[1] - columns, 0)
    return tuple(
        tuple(
            (address(row, column), found.display(row, column)) for column in range(left, at[1] + columns + 1)
        )
        for row in range(top, at[0] + rows + 1)
    )
