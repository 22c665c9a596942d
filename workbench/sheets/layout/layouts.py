"""Lay out the tables of a sheet: which columns are labels, keys and numbers, and where each table ends."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from workbench.model.cells import Place, Range
from workbench.sheets.file.cells import Sheet
from workbench.sheets.layout.block import LOOK_AHEAD, Block, ValueColumn, is_text, numeric, stands_for_number
from workbench.sheets.layout.headers import find_headers, runs
from workbench.sheets.layout.stack import span_at, spanned, stacked
from workbench.sheets.words.columns import role_of, tidy
from workbench.sheets.words.countries import country_of
from workbench.sheets.words.labels import FEMALE, MALE, age_of, sex_in, sex_of, without_sex
from workbench.sheets.words.scales import scale_in
from workbench.sheets.words.unit_words import measure
from workbench.sheets.words.years import year_beside, year_of, years_in

SAMPLE = 1500
_TOTAL = re.compile(r"\btotals?\b", re.IGNORECASE)
_AREAS = frozenset({"area", "location", "territory", "land", "geo"})
"""Headers that may name countries or anything smaller."""
LONGEST_NUMBER = 30
_SOURCE = re.compile(r"sources?\b|notes?\b|fuentes?\b|источник|المصدر|来源|\(|\*|¹|\d+[.)]")


def find_blocks(sheet: Sheet) -> list[Block]:
    """Give the tables of a sheet from top to bottom."""
    headers = find_headers(sheet)
    blocks: list[Block] = []
    above = -1
    for index, (kind, row, columns) in enumerate(headers):
        below = headers[index + 1][1] if index + 1 < len(headers) else sheet.height
        beside = list(_blocks_at(sheet, kind, row, columns, below))
        starts = [block.area[1] for block in beside[1:]]
        for place, block in enumerate(beside):
            block.titles = _own_titles(_titles(sheet, block.top, above), starts, place)
            block.notes = _notes(sheet, block.last + 1, min(below, block.last + 40))
            if blocks and _goes_on(blocks[-1], block):
                block.titles = (*block.titles, *blocks[-1].titles)
            blocks.append(block)
        if blocks:
            above = max(above, blocks[-1].last)
    return blocks


def _goes_on(before: Block, block: Block) -> bool:
    """Say whether a table under a mere name of a section, or none, is one more part of that above it."""
    own = [text for _, text in block.titles]
    names = [[one.names.get(column, "") for column in sorted(one.keys)] for one in (before, block)]
    below = before.last < block.top
    speaks = any(scale_in(text) is not None or measure(text).unit for text in own)
    return below and names[0] == names[1] and any(names[0]) and len(own) < 2 and not speaks


def _own_titles(
    titles: tuple[tuple[Place, str], ...], starts: list[int], place: int
) -> tuple[tuple[Place, str], ...]:
    """Give the titles of one of several tables side by side: those of its columns, in rows where others have theirs."""
    shared: dict[int, set[int]] = {}
    for (row, column), _ in titles:
        shared.setdefault(row, set()).add(bisect_right(starts, column))
    return tuple(
        title
        for title in titles
        if len(shared[title[0][0]]) == 1 or bisect_right(starts, title[0][1]) == place
    )


def find_within(sheet: Sheet, limits: Range | None) -> list[Block]:
    """Give the tables of a range; titles above it still speak for them, or "in thousands" would be cut off."""
    if limits is None:
        return find_blocks(sheet)
    blocks = find_blocks(sheet.within(limits))
    around = find_blocks(sheet)
    for block in blocks:
        whole = next((one for one in around if _overlap(one.area, block.area)), None)
        ended = max((one.last for one in around if one.last < limits[0]), default=-1)
        above = whole.titles if whole is not None else _titles(sheet, limits[0], ended)
        block.titles = (*block.titles, *(title for title in above if title not in block.titles))
        block.notes = block.notes or (whole.notes if whole is not None else ())
    return blocks


def _overlap(one: Range, other: Range) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _blocks_at(sheet: Sheet, kind: str, row: int, columns: list[int], below: int) -> Iterator[Block]:
    if kind != "across":
        for left, right, years in _beside(sheet, kind, row, columns, below):
            block = _down(sheet, kind, row, years, below, left, right)
            if block is not None:
                yield block
        return
    left = 0
    found = runs(sheet, row, columns)
    for index, run in enumerate(found):
        right = found[index + 1][0] - 1 if index + 1 < len(found) else sheet.width - 1
        between = range(run[-1] + 1, right + 1) if index + 1 < len(found) else range(0)
        blank = next((c for c in between if all(sheet.at(r, c) is None for r in range(row, below))), None)
        block = _across(sheet, row, run, left, right if blank is None else blank - 1, below)
        left = run[-1] + 1 if blank is None else blank + 1
        if block is not None:
            yield block


def _beside(
    sheet: Sheet, kind: str, row: int, columns: list[int], below: int
) -> Iterator[tuple[int, int, list[int]]]:
    """Give the column ranges of tables side by side, told apart by a blank column, each with its column of years."""
    rows = range(row, min(below, row + SAMPLE))
    blank = [c for c in range(columns[0] + 1, sheet.width) if all(sheet.at(r, c) is None for r in rows)]
    edges = [-1, *blank, sheet.width]
    parts = [(left + 1, right - 1) for left, right in itertools.pairwise(edges) if right - left > 1]
    if kind == "down":
        names = {tidy(sheet.text_at(row, columns[0]))}
        own = [
            next((c for c in range(a, b + 1) if tidy(sheet.text_at(row, c)) in names), None) for a, b in parts
        ]
    else:
        own = [next((c for c in range(a, b) if is_text(sheet.at(row + 1, c))), None) for a, b in parts]
    if len(parts) < 2 or None in own or (kind == "list" and not _alike(sheet, row, parts)):
        yield 0, sheet.width - 1, columns
        return
    for (left, right), years in zip(parts, own, strict=True):
        yield left, right, [years] if kind == "down" and years is not None else columns


def _alike(sheet: Sheet, row: int, parts: list[tuple[int, int]]) -> bool:
    """Say whether each part of a list begins with a column of the same name."""
    return len({tidy(sheet.text_at(row, left)) for left, _ in parts}) == 1


def _last_row(sheet: Sheet, first: int, below: int, columns: list[int]) -> int:
    rows = range(below - 1, first - 1, -1)
    last = next((r for r in rows if any(stands_for_number(sheet, r, c) for c in columns)), first - 1)
    # A number nobody understands must be said, not left below the table.
    while columns and first <= last + 1 < below and _meant_as_number(sheet, last + 1, columns):
        last += 1
    return last


def _meant_as_number(sheet: Sheet, row: int, columns: list[int]) -> bool:
    """Say whether a labelled row holds texts with digits where the numbers of its table stand."""
    labels = [sheet.text_at(row, c) for c in range(columns[0]) if sheet.at(row, c) is not None]
    if not labels or _SOURCE.match(labels[0].lower()):
        return False
    texts = [value for c in columns if isinstance(value := sheet.at(row, c), str)]
    return any(len(text) <= LONGEST_NUMBER and any(map(str.isdigit, text)) for text in texts)


def _across(sheet: Sheet, row: int, columns: list[int], left: int, right: int, below: int) -> Block | None:
    last = _last_row(sheet, row + 1, below, columns)
    if last <= row:
        return None
    stack = stacked(sheet, row, columns, right, last)
    block = Block(sheet, "across", stack.top, stack.header, last, values=stack.values, words=stack.words)
    columns = [value.column for value in block.values]
    for column in range(left, right + 1):
        if column in columns:
            continue
        name = (
            sheet.text_at(row, column)
            or sheet.text_at(block.header, column)
            or (span_at(sheet, row - 1, column) if row and column < columns[0] else "")
        )
        block.names[column] = name
        _place_key(block, column, name, before=column < columns[0])
    first = min(block.ignored, default=columns[0])
    if (
        first < columns[0]
        and not {"label", "age", "code"} & set(block.keys.values())
        and not years_in(block.ignored[first])
    ):
        # Numbers are all the rows are told apart by: incomes, classes of sizes.
        del block.ignored[first]
        block.keys[first] = "code"
    return block


def _place_key(block: Block, column: int, name: str, *, before: bool) -> None:
    sheet = block.sheet
    rows = range(block.header + 1, block.last + 1)
    cells = [r for r in rows if sheet.at(r, column) is not None]
    if not cells:
        return
    role = role_of(name)
    if not role and before:
        role = _role_by_content(sheet, cells, column)
        role = "" if role == "code" and name else role
    elif (
        role == "country"
        and tidy(name) in _AREAS
        and not any(country_of(sheet.text_at(r, column)) for r in cells)
    ):
        role = "label" if before else ""
    elif role in {"age"} and not any(age_of(sheet.text_at(r, column)) for r in cells):
        role = "label"
    if role in {"", "label", "age", "sex", "country", "country-code"} and not before:
        role = role if role in {"sex", "country"} else ""
    if role:
        block.keys[column] = role
    else:
        block.ignored[column] = name


def _role_by_content(sheet: Sheet, cells: list[int], column: int) -> str:
    ages = [age_of(sheet.text_at(r, column)) for r in cells]
    known = [age for age in ages if age]
    if len(set(known)) >= 3 and len(known) >= 0.6 * len(cells):
        consecutive = known[0].startswith("0") or "-" in "".join(known[1:])
        if consecutive:
            return "age"
    if all(numeric(sheet, r, column) for r in cells):
        return "code"
    return "label"


def _down(
    sheet: Sheet, kind: str, row: int, columns: list[int], below: int, left: int, right: int
) -> Block | None:
    year_column = columns[0] if kind == "down" else None
    first = row + 1
    if year_column is not None:
        while first < below and year_of(sheet.at(first, year_column)) is None:
            first += 1
    while kind == "list" and first + 1 < below and _names_more(sheet, row, first):
        first += 1
    header = first - 1 if first - row <= LOOK_AHEAD else row
    last = _last_down(sheet, first, below, year_column)
    if last < first:
        return None
    block = Block(sheet, kind, row, header, last, year_column=year_column)
    rows = [r for r in range(first, last + 1) if year_column is None or year_of(sheet.at(r, year_column))]
    sample = rows if len(rows) <= SAMPLE else rows[:: len(rows) // SAMPLE]
    values: list[ValueColumn] = []
    for column in range(left, right + 1):
        if column == year_column:
            continue
        names = [_named_at(sheet, r, column, header) for r in range(row, header + 1)]
        if header > row and len(names[-1]) == 1:
            # "M" under the name of a county is a man, where "F" or "H" stands beside it.
            names[-1] = (
                sex_of(names[-1], [sheet.text_at(header, c) for c in range(left, right + 1)]) or names[-1]
            )
        name = " ".join(dict.fromkeys(filter(None, names)))
        block.names[column] = name
        _place_down(block, column, name, sample, values)
    block.values = tuple(_both_named(values))
    if kind == "list":
        block.last = _last_row(sheet, first, last + 1, [value.column for value in values])
    if values and row and len(values) > 1:
        _add_groups(block, row - 1)
    return block if values and block.last >= first else None


def _both_named(values: list[ValueColumn]) -> Iterator[ValueColumn]:
    """Name both sexes where "Urban total" stands beside "Urban male": the word total alone may be of anything."""
    stems = {without_sex(value.label) for value in values if sex_in(value.label) in (FEMALE, MALE)} - {""}
    for value in values:
        stem = _TOTAL.sub("", value.label).strip(" ,;:/-")
        if value.label in stems or (stem != value.label and stem in stems):
            yield replace(value, label=f"{value.label if value.label in stems else stem} both sexes")
        else:
            yield value


def _names_more(sheet: Sheet, header: int, row: int) -> bool:
    """Say whether a row only names columns the header row leaves without a name, or names again what it spans."""
    filled = list(sheet.filled(row))
    if not filled or not all(is_text(sheet.at(row, c)) for c in filled):
        return False
    blank = [c for c in filled if sheet.at(header, c) is None]
    below = sum(numeric(sheet, row + 1, c) for c in filled)
    return len(blank) >= len(filled) - (filled[0] == 0) or (bool(blank) and 2 <= below >= len(filled) - 1)


def _named_at(sheet: Sheet, row: int, column: int, header: int) -> str:
    """Give the text above a column; a blank in an upper row of words belongs to the span on its left."""
    text = span_at(sheet, row, column)
    if text or row == header or sheet.at(header, column) is None:
        return text
    return spanned(sheet, row, column, 1)


def _last_down(sheet: Sheet, first: int, below: int, year_column: int | None) -> int:
    if year_column is None:
        return below - 1
    rows = range(below - 1, first - 1, -1)
    last = next((r for r in rows if year_of(sheet.at(r, year_column)) is not None), first - 1)
    # The year of a group of rows may stand in the first of them only.
    while first <= last + 1 < below:
        year = sheet.at(last + 1, year_column)
        cells = list(sheet.filled(last + 1))
        if year is not None and not (isinstance(year, str) and years_in(year[:LONGEST_NUMBER])):
            break
        if not any(numeric(sheet, last + 1, c) for c in cells) or not any(
            is_text(sheet.at(last + 1, c)) for c in cells
        ):
            break
        last += 1
    return last


def _place_down(block: Block, column: int, name: str, rows: list[int], values: list[ValueColumn]) -> None:
    sheet = block.sheet
    cells = [r for r in rows if sheet.at(r, column) is not None or (r, column) in sheet.trouble]
    if not cells:
        return
    role = role_of(name)
    numbers = sum(1 for r in cells if stands_for_number(sheet, r, column))
    if role == "label" and numbers > 0.9 * len(cells):
        role = "code"
    if (
        role == "country"
        and tidy(name) in _AREAS
        and not any(country_of(sheet.text_at(r, column)) for r in cells)
    ):
        role = "label"
    if role in ("country", "variant", "sex") and numbers > 0.5 * len(cells):
        role = ""
    if role:
        block.keys[column] = role
    elif _repeats_years(block, column, cells):
        block.ignored[column] = name
    elif numbers >= 0.5 * len(cells):
        year, label = year_beside(name) if block.kind == "list" else (None, name)
        values.append(ValueColumn(column, label, year))
    elif name or column == 0 or all(is_text(sheet.at(r, column)) for r in cells[:5]):
        block.keys[column] = "label"
    else:
        block.ignored[column] = name


def _repeats_years(block: Block, column: int, cells: list[int]) -> bool:
    if block.year_column is None:
        return False
    sheet = block.sheet
    cells = cells[:200]
    same = sum(
        1
        for r in cells
        if (year := year_of(sheet.at(r, column)))
        and (own := year_of(sheet.at(r, block.year_column)))
        and year.year == own.year
    )
    return same > 0.8 * len(cells)


def _add_groups(block: Block, row: int) -> None:
    """Join a spanning header above the header row to the columns it spans, where it spans several."""
    sheet = block.sheet
    cells = [c for c in sheet.filled(row) if any(v.column == c for v in block.values)]
    if len(cells) < 2 or any(numeric(sheet, row, c) for c in cells):
        return
    span, joined = "", []
    for value in block.values:
        span = span_at(sheet, row, value.column) or span
        joined.append(ValueColumn(value.column, value.label, value.year, span))
    labels = [value.label for value in block.values]
    if len(set(labels)) < len(labels):
        block.values = tuple(joined)
        block.top = row


def _titles(sheet: Sheet, top: int, above: int) -> tuple[tuple[Place, str], ...]:
    found: list[tuple[Place, str]] = []
    for row in range(top - 1, above, -1):
        texts = [c for c in sheet.filled(row) if is_text(sheet.at(row, c))]
        found += [((row, c), sheet.text_at(row, c)) for c in texts[:6]]
    return tuple(found[:30])


def _notes(sheet: Sheet, first: int, below: int) -> tuple[tuple[Place, str], ...]:
    found: list[tuple[Place, str]] = []
    for row in range(first, min(below, sheet.height)):
        found += [((row, c), sheet.text_at(row, c)) for c in sheet.filled(row) if is_text(sheet.at(row, c))]
    return tuple(found[:30])
