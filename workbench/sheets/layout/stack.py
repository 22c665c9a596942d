"""Rows of words above and below a row of years: whom or what each column stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.model.cells import Place
from workbench.sheets.file.cells import Sheet
from workbench.sheets.layout.block import ValueColumn, is_text
from workbench.sheets.words.years import Year, is_status, year_of

MOST_ROWS = 3
BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Stack:
    """The header of columns of years.

    Attributes:
        values: The columns of numbers.
        top: First header row.
        header: Last header row.
        words: A text that stands under each year, such as a unit, and so speaks for all.
    """

    values: tuple[ValueColumn, ...]
    top: int
    header: int
    words: tuple[tuple[Place, str], ...] = ()


def stacked(sheet: Sheet, row: int, columns: Sequence[int], right: int, last: int) -> Stack:
    """Read the header around a row of years.

    Args:
        sheet: The sheet.
        row: The row of years.
        columns: The columns that name a year.
        right: The last column the table may have.
        last: The last row with numbers.
    """
    years = {
        column: replace(year, kind="dated") if year.kind == "part" else year
        for column in columns
        if (year := year_of(sheet.at(row, column)))
    }
    header = row
    words: tuple[tuple[Place, str], ...] = ()
    groups: dict[int, str] = dict.fromkeys(years, "")
    below = _rows_below(sheet, row, columns, right, last)
    if below:
        header = below[-1]
        cells = [c for c in sheet.filled(header) if columns[0] <= c <= right]
        texts = [sheet.text_at(header, c) for c in cells]
        distinct = len({year.year for year in years.values()}) == len(cells)
        if len(below) == 1 and len(set(texts)) == 1:
            words = (((header, cells[0]), texts[0]),)
        elif not (len(below) == 1 and distinct and all(map(is_status, texts))):
            years = _carried(years, cells)
            groups = {c: _path(sheet, below, c, columns[0]) for c in cells}
    top = row
    if not _told_apart(years, groups):
        top, groups = _with_rows_above(sheet, row, years, groups)
    if not _told_apart(years, groups) and not any(groups.values()):
        statuses = {column: year.status.capitalize() for column, year in years.items()}
        groups = statuses if _told_apart(years, statuses) else groups
    values = tuple(ValueColumn(column, "", years[column], groups[column]) for column in sorted(years))
    return Stack(values, top, header, words)


def span_at(sheet: Sheet, row: int, column: int) -> str:
    """Give the text of a header cell, looking into merged ranges."""
    text = sheet.text_at(row, column)
    if text:
        return text
    for top, start, bottom, end in sheet.merged:
        if top <= row <= bottom and start <= column <= end:
            return sheet.text_at(top, start)
    return ""


def _rows_below(sheet: Sheet, row: int, columns: Sequence[int], right: int, last: int) -> list[int]:
    """Give the rows of words under the years; the last of them names each column."""
    found: list[int] = []
    for below in range(row + 1, min(row + 1 + MOST_ROWS, last)):
        cells = [c for c in sheet.filled(below) if columns[0] <= c <= right]
        if not cells or not all(is_text(sheet.at(below, c)) for c in cells):
            break
        found.append(below)
    while found and len([c for c in sheet.filled(found[-1]) if columns[0] <= c <= right]) < len(columns):
        found.pop()
    return found


def _carried(years: dict[int, Year], cells: Sequence[int]) -> dict[int, Year]:
    """Give each column the year it stands under: its own, or the nearest to the left."""
    found: dict[int, Year] = {}
    year = next(iter(years.values()))
    for column in cells:
        year = years.get(column, year)
        found[column] = year
    return found


def _path(sheet: Sheet, rows: Sequence[int], column: int, first: int) -> str:
    return BETWEEN.join(filter(None, (spanned(sheet, row, column, first) for row in rows)))


def spanned(sheet: Sheet, row: int, column: int, first: int) -> str:
    """Give the text above a column, or that of the nearest column to the left which has one."""
    return next((text for c in range(column, first - 1, -1) if (text := span_at(sheet, row, c))), "")


def _with_rows_above(
    sheet: Sheet, row: int, years: dict[int, Year], groups: dict[int, str]
) -> tuple[int, dict[int, str]]:
    """Tell columns of the same year apart by the words above; where these do not, they are left alone."""
    told = groups
    for above in range(row - 1, max(row - 1 - MOST_ROWS, -1), -1):
        spans = {column: spanned(sheet, above, column, min(years)) for column in years}
        if not all(spans.values()) or any(isinstance(sheet.at(above, column), float) for column in years):
            break
        told = {column: BETWEEN.join(filter(None, (spans[column], told[column]))) for column in years}
        if _told_apart(years, told):
            return above, told
    return row, groups


def _told_apart(years: dict[int, Year], groups: dict[int, str]) -> bool:
    return len({(year.year, groups[column]) for column, year in years.items()}) == len(years)
