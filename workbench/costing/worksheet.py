"""One sheet of the live workbook: a heading with the years, then a row for each text or figure."""

from __future__ import annotations

import re
from typing import Any

FIRST_YEAR = 5
"""The first column that holds a year; before it stand name, unit, source and part."""
_WIDTHS = (48, 16, 36, 6)
BOLD = 1.25
"""How much wider than a plain digit a bold one may be."""
_FORMATS = {"share": "0.00%", "number": "0.0000", "index": "0.0000"}
_AMOUNT = re.compile(r"[A-Z]{3}(@\d+)?|persons|households")
"""Units of which a fraction of one tells nothing: sums of money and people, not prices and rates."""


class Worksheet:
    """One sheet: a heading, then a row for each node."""

    def __init__(
        self, book: Any, title: str, heads: tuple[str, ...], years: tuple[int, ...], *, width: int = 0
    ) -> None:
        from openpyxl.utils import get_column_letter

        self.sheet = book.create_sheet(title)
        self.title = title
        for column, head in enumerate((*heads, *years), start=1):
            cell = self.sheet.cell(1, column, head)
            cell.font = _bold()
        self.sheet.freeze_panes = self.sheet.cell(2, FIRST_YEAR)
        for letter, wide in zip("ABCD", _WIDTHS, strict=True):
            self.sheet.column_dimensions[letter].width = wide
        for column in range(FIRST_YEAR, FIRST_YEAR + len(years)):
            self.sheet.column_dimensions[get_column_letter(column)].width = max(12, width * BOLD)
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = self.sheet.PAPERSIZE_A4
        self.sheet.page_setup.fitToWidth = 1
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        margins = self.sheet.page_margins
        margins.left = margins.right = margins.top = margins.bottom = 0.4
        self.sheet.print_title_rows = "1:1"
        self.row = 1 if heads else 0

    def text(self, *texts: str, bold: bool = False) -> int:
        """Start a row with plain texts, which never become formulas."""
        self.row += 1
        for column, text in enumerate(texts, start=1):
            cell = self.sheet.cell(self.row, column)
            cell.value = _clean(text)
            cell.data_type = "s"
            if bold:
                cell.font = _bold()
        return self.row

    def figure(self, column: int, value: float | str, unit: str) -> None:
        """Write a number or a formula of ours."""
        cell = self.sheet.cell(self.row, column, value)
        cell.number_format = _FORMATS.get(unit, "#,##0" if _AMOUNT.fullmatch(unit) else "#,##0.00")

    def embolden(self, row: int) -> None:
        """Print a row in bold."""
        for cell in self.sheet[row]:
            cell.font = _bold()


def _bold() -> Any:
    from openpyxl.styles import Font

    # The name is said, or some programs print another type face.
    return Font(name="Calibri", size=11, bold=True)


def _clean(text: str) -> str:
    return "".join(character for character in text if character >= " " or character in "\t\n")
