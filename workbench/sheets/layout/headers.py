"""Find the header rows of a sheet: a row of years, a column of years, or names above numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from workbench.sheets.file.cells import Sheet
from workbench.sheets.layout.block import LOOK_AHEAD, is_text, numeric, stands_for_number
from workbench.sheets.words.columns import role_of
from workbench.sheets.words.years import FIRST, LAST, Year, is_year_name, year_of, yearly_dates, years_in

_A_SEX = re.compile(r"(?:19|20)\d\d\s*\(?[mhMH]\)?|\(?[mhMH]\)?\s*(?:19|20)\d\d")
"""Beside "2024 M" the F of "2024 F" is no forecast."""

PAGE = re.compile(
    r"(?:page|p\.|página|pagina|стр|страница|صفحة|第|-)\s*\d+(?:\s*(?:/|of|de|sur|из|من)\s*\d+)?\s*(?:页|-)?$"
    r"|\W*(?:continued|cont['’]?d|cont\.?|suite|continuación|продолжение|تابع|续)\W*$",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\(?\b(?:continued|cont['’]?d|cont\.|suite|continuación|продолжение|تابع|续)\W*$")

Header = tuple[str, int, list[int]]


def find_headers(sheet: Sheet) -> list[Header]:
    """Give kind, row and columns of each header from top to bottom.

    The kind is "across" (columns of years), "down" (the one column of years) or "list" (named columns).
    """
    found = list(_headers(sheet))
    for search in (_unnamed_years, _list_header):
        if not found:
            single = search(sheet)
            found = [single] if single is not None else []
    if not found:
        return []
    rows = [row for _, row, _ in found]
    lists = [("list", row, columns) for row, columns in _further_lists(sheet) if _apart(row, rows)]
    return [
        header
        for header in sorted((*found, *lists), key=lambda one: one[1])
        if not _repeats(sheet, header[1], rows)
    ]


def _headers(sheet: Sheet) -> Iterator[Header]:
    previous = False
    down: int | None = None
    # Few cells may be a year or name a column of years, among a million numbers.
    for row, telling in sheet.rows.but_numbers_outside(FIRST, LAST):
        if down is not None and year_of(sheet.at(row, down)) is not None:
            continue
        named = _named_year_column(sheet, row, telling)
        if named is not None:
            yield "down", row, [named]
            down = named
            previous = False
            continue
        columns = _years_across(sheet, row, telling)
        if columns:
            # Inside a table only a row after a break opens another one: values may look like years.
            after_break = row == 0 or not any(numeric(sheet, row - 1, c) for c in columns)
            if not previous or after_break:
                previous = True
                yield "across", row, columns


def _further_lists(sheet: Sheet) -> Iterator[tuple[int, list[int]]]:
    """Give rows of names above numbers that stand apart: after a blank row, or below a lone title."""
    numbers, others = sheet.rows.counts()
    for row in range(1, sheet.height - 1):
        if numbers[row] or others[row] < 2 or numbers[row - 1] + others[row - 1] > 1:
            continue
        filled = list(sheet.filled(row))
        if not all(is_text(sheet.at(row, c)) for c in filled):
            continue
        if any(numeric(sheet, row + 1, c) for c in filled) and is_text(sheet.at(row + 1, filled[0])):
            yield row, filled


def _apart(row: int, headers: list[int]) -> bool:
    return all(abs(row - header) > 1 for header in headers)


def _repeats(sheet: Sheet, row: int, headers: list[int]) -> bool:
    """Say whether a row is the header above written once more, as on each printed page, with no title of its own."""
    before = [header for header in headers if header < row]
    if not before or [*sheet.rows[row]] != [*sheet.rows[before[-1]]]:
        return False
    titles = {bare_title(text) for header in before for text in _words_above(sheet, header)}
    return all(PAGE.match(text) or bare_title(text) in titles for text in _words_above(sheet, row))


def _words_above(sheet: Sheet, row: int) -> Iterator[str]:
    """Give the texts between a header and the nearest numbers above it."""
    for above in range(row - 1, -1, -1):
        filled = list(sheet.filled(above))
        if any(numeric(sheet, above, c) for c in filled[1:]):
            return
        yield from (sheet.text_at(above, c) for c in filled)


def bare_title(title: str) -> str:
    """Give a title in lower case without what says that it goes on."""
    return _CONTINUED.sub("", title.lower()).strip(" .,:;-–—")


def _named_year_column(sheet: Sheet, row: int, telling: list[int]) -> int | None:
    for column in telling:
        value = sheet.at(row, column)
        if not isinstance(value, str) or not is_year_name(value):
            continue
        below = (
            year_of(sheet.at(r, column)) for r in range(row + 1, min(row + 1 + LOOK_AHEAD, sheet.height))
        )
        if any(below):
            return column
    return None


def _years_across(sheet: Sheet, row: int, telling: list[int]) -> list[int]:
    if len(telling) < 2:
        return []  # a lone year needs a header beside it
    years: list[tuple[int, Year]] = []
    days = yearly_dates(sheet.at(row, column) for column in telling)
    for column in telling:
        year = year_of(sheet.at(row, column))
        if year is not None and (year.kind != "part" or days):
            years.append((column, year))
        elif years and numeric(sheet, row, column):
            return []
    if not years or any(_A_SEX.fullmatch(sheet.text_at(row, column)) for column in telling):
        return []
    behind = sheet.rows.numbers_in(row)[years[0][0] :]
    if any(number < FIRST or number > LAST for number in behind):
        return []
    numbers = [year.year for _, year in years]
    if len(years) == 1:
        return _single_year(sheet, row, years[0][0])
    words = all(is_text(sheet.at(row + 1, column)) for column, _ in years)
    if len(set(numbers)) == 1:
        return [column for column, year in years if words and not year.status]
    if not words and not _above_allows(sheet, row, [column for column, _ in years], numbers):
        return []
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    rising = sum(1 for step in steps if 0 <= step <= 10)
    falling = sum(1 for step in steps if -10 <= step <= 0)
    if len(set(numbers)) < 2 or max(rising, falling) < 0.5 * len(steps):
        return []
    columns = [column for column, _ in years]
    ahead = range(row + 1, min(row + 1 + LOOK_AHEAD, sheet.height))
    return columns if any(stands_for_number(sheet, r, c) for r in ahead for c in columns) else []


def _above_allows(sheet: Sheet, row: int, columns: list[int], numbers: list[int]) -> bool:
    """Say whether a row may be a header although words stand above each of its years.

    "Actual, Budget" may stand above years that follow each other; below "Men, Women" stand counts.
    """
    if row == 0 or not all(is_text(sheet.at(row - 1, column)) for column in columns):
        return True
    if any(year_of(sheet.at(row - 1, column)) for column in columns):
        return True
    consecutive = all(b - a == 1 for a, b in itertools.pairwise(numbers))
    named = any(role_of(sheet.text_at(row, c)) for c in sheet.filled(row) if c < columns[0])
    return consecutive and (len(numbers) >= 3 or named)


def _single_year(sheet: Sheet, row: int, column: int) -> list[int]:
    """Accept one lone year as a header only beside other headers and above numbers with labels."""
    beside = [c for c in sheet.filled(row) if c < column]
    if any(years_in(sheet.text_at(row, c)) for c in sheet.filled(row) if c > column):
        return []  # "Actual expenditure 2024/25" beside "Estimates 2024/25" names no year alone
    named = any(role_of(sheet.text_at(row, c)) for c in beside)
    if (
        not named
        or not all(is_text(sheet.at(row, c)) for c in beside)
        or sheet.at(row - 1, column) is not None
    ):
        return []
    ahead = range(row + 1, min(row + 4, sheet.height))
    labelled = any(
        sheet.at(r, c) is not None and stands_for_number(sheet, r, column) for r in ahead for c in beside
    )
    return [column] if labelled else []


def _unnamed_years(sheet: Sheet) -> Header | None:
    for column in range(min(sheet.width, 12)):
        run: list[tuple[int, Year]] = []
        for row in range(sheet.height):
            year = year_of(sheet.at(row, column))
            if year is None or (run and year.year < run[-1][1].year) or (run and row > run[-1][0] + 2):
                if len(run) >= 3:
                    break
                run = []
            if year is not None:
                run.append((row, year))
        if len(run) >= 3 and run[-1][1].year > run[0][1].year:
            first = run[0][0]
            beside = [c for c in range(column + 1, sheet.width) if numeric(sheet, first, c)]
            above = next(
                (r for r in range(first - 1, -1, -1) if any(sheet.at(r, c) is not None for c in beside)), None
            )
            if beside and above is not None:
                return "down", above, [column]
    return None


def _list_header(sheet: Sheet) -> Header | None:
    for row in range(min(sheet.height - 1, 60)):
        filled = list(sheet.filled(row))
        texts = [c for c in filled if is_text(sheet.at(row, c))]
        if len(texts) < 2 or len(texts) < len(filled):
            continue
        under = range(row + 1, min(row + 4, sheet.height))
        if any(numeric(sheet, r, c) for r in under for c in texts):
            return "list", row, texts
    return None


def runs(sheet: Sheet, row: int, columns: list[int]) -> list[list[int]]:
    """Split year columns where the years start again behind a column of labels."""
    runs: list[list[int]] = [[]]
    seen: set[int] = set()
    for column in columns:
        year = year_of(sheet.at(row, column))
        number = year.year if year else 0
        between = range(runs[-1][-1] + 1, column) if runs[-1] else range(0)
        rows = range(row + 1, min(row + 12, sheet.height))
        labels = any(
            any(is_text(sheet.at(r, c)) for r in rows) and not any(numeric(sheet, r, c) for r in rows)
            for c in between
        )
        if number in seen and labels:
            runs.append([])
            seen = set()
        seen.add(number)
        runs[-1].append(column)
    return runs
