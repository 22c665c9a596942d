"""Which workbooks are this program's own and as it wrote them: only those may be replaced by a newer one.

A digest of all cells stands among the workbook's properties. What somebody types into a cell changes the cells, so that
the digest no longer fits; to open and save it does not.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from workbench.errors import Message, WorkbookError, message
from workbench.files import STRANGER
from workbench.sheets.file import guard

PROPERTY = "Policy Workbench cells"
CREATOR = "Policy Workbench"


def sign(book: Any) -> None:
    """Put program and digest among the properties of an openpyxl workbook that is about to be saved."""
    from openpyxl.packaging.custom import StringProperty

    book.properties.creator = CREATOR
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value=_digest(book)))


def refusal(path: Path) -> Message | None:
    """Say why a workbook may not be replaced; None where it is the program's own, as it was written."""
    import openpyxl

    try:
        if guard.check(path) != "xlsx":
            return STRANGER
        book = openpyxl.load_workbook(path)
    except (WorkbookError, ValueError, KeyError, TypeError, OSError, EOFError):
        return STRANGER
    stated = {one.name: one.value for one in book.custom_doc_props.props}.get(PROPERTY)
    if stated is None:
        return STRANGER
    if stated != _digest(book):
        return message("Figures in this workbook were changed since it was written; it is not written over.")
    return None


def _digest(book: Any) -> str:
    """Give the SHA-256 of sheet, address and content of every cell that holds something."""
    found = hashlib.sha256()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value not in (None, ""):
                    found.update(f"{sheet.title}\0{cell.coordinate}\0{_content(cell.value)}\0".encode())
    return found.hexdigest()


def _content(value: Any) -> str:
    """Write a value as any program that saves the workbook gives it back: 5 and 5.0 are one, the last digits may go."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f"{value:.12g}" if number else str(value)
