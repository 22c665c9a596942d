"""Turn the rows and columns of a block into lines: one line is one future series, its cells not yet read."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbench.errors import Spot, WorkbookError, message
from workbench.model.cells import Place
from workbench.sheets.layout.block import Block, ValueColumn, stands_for_number
from workbench.sheets.layout.headers import PAGE, bare_title
from workbench.sheets.layout.stack import BETWEEN
from workbench.sheets.layout.strips import Strip, span_of
from workbench.sheets.words.columns import is_generic
from workbench.sheets.words.countries import is_same, name_of
from workbench.sheets.words.labels import (
    FEMALE,
    MALE,
    age_of,
    is_all_ages,
    is_total,
    plain,
    sex_in,
    sex_of,
    without_sex,
)
from workbench.sheets.words.unit_words import unit_of_section
from workbench.sheets.words.years import Year, year_of, yearly_dates

SHOWN_NAMES = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data: its place, the text of each key, its labels, and the section it stands in."""

    row: int
    keys: dict[str, str]
    labels: tuple[str, ...]
    section: str
    year: Year | None


@dataclass(slots=True)
class Line:
    """One future series.

    Attributes:
        label: Its label.
        keys: Texts of its keys: unit, scale, code, section, ...
        sex: Its sex, where it has one.
        age: Its age, where it has one.
        part: Header of its column, where rows and columns both name it.
        total: "row" or "column" where its label names a total of the others.
        cells: Year and place of each of its cells; a strip where it is one row of a block.
        header: Where its label stands.
    """

    label: str
    keys: dict[str, str]
    sex: str = ""
    age: str = ""
    part: str = ""
    total: str = ""
    cells: Sequence[tuple[Year, Place]] = field(default_factory=list)
    header: Place = (0, 0)


def rows_of(block: Block) -> list[Row]:
    """Give the data rows of a block with blank labels of merged or once-filled columns filled from above."""
    sheet = block.sheet
    label_columns = [c for c, role in block.keys.items() if role == "label"]
    carried = [c for c, role in block.keys.items() if role in ("country", "sex", "country-code")]
    carried += label_columns[:-1]
    last: dict[int, str] = {}
    last_year: Year | None = None
    yearly, days = _holds_years(block), _of_one_day(block)
    titles = {bare_title(text) for _, text in block.titles}
    section = unit_section = ""
    rows: list[Row] = []
    value_columns = [value.column for value in block.values]
    headers = {column: sheet.text_at(block.header, column) for column in block.keys}
    for row in range(block.header + 1, block.last + 1):
        year = year_of(sheet.at(row, block.year_column)) if block.year_column is not None else None
        filled = any(sheet.at(row, c) is not None or (row, c) in sheet.trouble for c in value_columns)
        texts = {column: sheet.text_at(row, column) for column in block.keys}
        if not filled:
            said = " ".join(filter(None, texts.values()))
            if PAGE.match(said) or (said and bare_title(said) in titles):
                continue
            if said and block.kind != "down":
                section = said
                unit_section = unit_of_section(said, unit_section)
                last.clear()
            elif not said:
                last.clear()
            continue
        if year is not None and year.kind == "part" and days:
            year = replace(year, kind="dated")
        if year is not None and year.kind == "part" and yearly:
            continue
        if block.year_column is not None and year is None:
            if last_year is None or not _goes_on(block, row, label_columns):
                continue
            year = last_year
        last_year = year
        if all(not text or text == headers[column] for column, text in texts.items()) and repeats_years(
            block, row
        ):
            continue
        keys: dict[str, str] = {}
        labels: list[str] = []
        for column, role in block.keys.items():
            text = texts[column]
            if text:
                last[column] = text
            elif column in carried or (role in ("age", "label") and _merged(block, row, column)):
                text = last.get(column, "")
            if role == "label":
                if text:
                    labels.append(text)
            elif text:
                keys.setdefault(role, text)
        if unit_section:
            keys["unit-section"] = unit_section
        rows.append(Row(row, keys, tuple(labels), section, year))
    return rows


def _holds_years(block: Block) -> bool:
    """Say whether a column holds years and, further down, their quarters or months; a date may be one of a month."""
    if block.year_column is None:
        return False
    cells = [block.sheet.at(row, block.year_column) for row in range(block.header + 1, block.last + 1)]
    return any((year := year_of(cell)) and year.kind != "part" for cell in cells) and not any(
        isinstance(cell, dt.date) for cell in cells
    )


def _of_one_day(block: Block) -> bool:
    """Say whether a column of dates has one day of each year."""
    column = block.year_column
    rows = range(block.header + 1, block.last + 1)
    return column is not None and yearly_dates(block.sheet.at(row, column) for row in rows)


def _goes_on(block: Block, row: int, labels: list[int]) -> bool:
    """Say whether a row without a year belongs to the year above: its cell is blank, and a label stands beside it."""
    column = block.year_column
    return (
        column is not None
        and block.sheet.at(row, column) is None
        and any(block.sheet.text_at(row, c) for c in labels)
    )


def repeats_years(block: Block, row: int) -> bool:
    """Say whether a row writes the years of the header once more."""
    if block.kind != "across" or len(block.values) < 2:
        return False
    years = [(value.year, year_of(block.sheet.at(row, value.column))) for value in block.values]
    filled = sum(1 for value in block.values if block.sheet.at(row, value.column) is not None)
    return sum(1 for own, here in years if own and here and own.year == here.year) > 0.8 * max(filled, 2)


def _merged(block: Block, row: int, column: int) -> bool:
    return any(a <= row <= c and b <= column <= d for a, b, c, d in block.sheet.merged)


def stray_rows(block: Block) -> Iterator[Place]:
    """Give the first number of each row between the data that has no year."""
    sheet = block.sheet
    if block.year_column is None:
        return
    labels = [column for column, role in block.keys.items() if role == "label"]
    for row in range(block.header + 1, block.last + 1):
        if year_of(sheet.at(row, block.year_column)) is None and not _goes_on(block, row, labels):
            for value in block.values:
                if stands_for_number(sheet, row, value.column):
                    yield row, value.column
                    break


def _same(wanted: str, text: str) -> bool:
    return plain(wanted) == plain(re.sub(r"\s*[*(].*$", "", text))


def choose(
    rows: list[Row], role: str, wanted: str, option: str, spot: Spot, *, own: str = ""
) -> tuple[list[Row], str]:
    """Keep the rows of one country or variant; where none is asked for, of one's own country.

    Raises:
        WorkbookError: There are several and none was asked for, or the one asked for is not among them.
    """
    roles = ("country", "country-code") if role == "country" else (role,)
    names = list(dict.fromkeys(row.keys.get(roles[0], "") or row.keys.get(roles[-1], "") for row in rows))
    names = [name for name in names if name]
    if not names:
        return rows, ""
    mine: tuple[str, ...] = ()
    if own and not wanted and len(names) > 1:
        # A name that is not known, such as "Ethiopia, The Federal Democratic Republic of", has its code beside it.
        said = dict.fromkeys(tuple(row.keys.get(one, "") for one in roles) for row in rows)
        mine = tuple(
            dict.fromkeys(next(filter(None, one)) for one in said if any(is_same(own, name) for name in one))
        )
        wanted = mine[0] if len(mine) == 1 else ""
    if not wanted:
        if len(names) == 1:
            return rows, names[0]
        countries = [
            n
            for r in rows
            if r.keys.get("type", "") in ("Country/Area", "Country")
            for n in [r.keys.get(role, "")]
        ]
        shown = list(dict.fromkeys(countries)) or names
        raise WorkbookError(
            message("The table holds several: {names} and others; {count} in all.",
                    names=tuple(shown[:SHOWN_NAMES]), count=len(names))
            if len(names) > SHOWN_NAMES
            else message("The table holds several: {names}.", names=tuple(names)),
            where=spot,
            why=message("Figures of several would be mixed."),
            remedy=message("{here} is not among them. If another is meant, choose it with {option}.",
                           here=name_of(own), option=f"{option} …")
            if own and not mine
            else message("Choose one with {option}.", option=f"{option} {_quoted((mine or shown)[0])}"),
            choices=tuple(dict.fromkeys((*mine, *shown, *names))), code="several", asks=role,
        )  # fmt: skip
    tests = (
        lambda text: text.strip().lower() == wanted.strip().lower(),
        lambda text: _same(wanted, text),
        lambda text: role == "country" and is_same(wanted, text),
        lambda text: plain(text).startswith((plain(wanted) + ",", plain(wanted) + " (")),
        lambda text: plain(wanted) in plain(text),
    )
    for test in tests:
        found = [row for row in rows if any(test(row.keys[r]) for r in roles if r in row.keys)]
        matched = list(
            dict.fromkeys(row.keys.get(roles[0], "") or row.keys.get(roles[-1], "") for row in found)
        )
        if len(matched) == 1:
            return found, matched[0]
        if matched:
            raise WorkbookError(
                message(
                    "“{wanted}” fits several: {names}.", wanted=wanted, names=tuple(matched[:SHOWN_NAMES])
                ),
                where=spot,
                remedy=message("Choose one with {option}.", option=f"{option} {_quoted(matched[0])}"),
                choices=tuple(matched),
                code="fits-several",
                asks=role,
            )
    raise WorkbookError(
        message(
            "“{wanted}” is not in the table; it holds {names}.",
            wanted=wanted,
            names=tuple(names[:SHOWN_NAMES]),
        ),
        where=spot,
        remedy=message("Choose one with {option}.", option=f"{option} {_quoted(names[0])}"),
        choices=tuple(names),
        code="not-in-table",
        asks=role,
    )


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def shape_of(block: Block) -> str:
    """Say what the value columns stand for: "years", "ages", "sexes", "one" or "series"."""
    if block.kind == "across":
        return "years"
    labels = [value.label for value in block.values]
    ages = [age_of(label) for label in labels]
    if len({age for age in ages if age}) >= max(3, 0.5 * len(labels)):
        return "ages"
    sexes = [sex_of(label, labels) for label in labels]
    if len({sex for sex in sexes if sex}) >= 2 or (sexes[0] and len(labels) == 1):
        return "sexes"
    return "one" if len(labels) == 1 else "series"


def lines_of(block: Block, rows: list[Row]) -> tuple[list[Line], list[tuple[Line, Year, Place]]]:
    """Give the lines of the rows, and the cells whose line and year were there before."""
    shape = shape_of(block)
    by_age = shape == "ages" or "age" in block.keys.values()
    names = Counter((value.group, value.label, value.year) for value in block.values if value.label)
    repeated = {name for name, times in names.items() if times > 1} if shape == "series" else set()
    # What one sex is called decides what the letter M stands for.
    sexes = {value.label for value in block.values}
    sexes |= {name for value in block.values for name in value.group.split(BETWEEN)}
    sexes |= {row.keys.get("sex", "") for row in rows} | {row.section for row in rows}
    sexes |= {text for row in rows for text in row.labels} if by_age else set()
    beside = frozenset(sexes)
    found: dict[tuple[str, ...], Line] = {}
    doubled: list[tuple[Line, Year, Place]] = []
    nowhen = Year(0)
    span = span_of(block)
    cells: dict[int, dict[int, tuple[Year, Place]]] = {}
    columns = [
        (
            value,
            (
                value.group,
                value.label,
                value.column if (value.group, value.label, value.year) in repeated else -1,
            ),
        )
        for value in block.values
    ]
    known: dict[tuple[object, ...], dict[tuple[str, str, int], Line | None]] = {}
    for row in rows:
        # Like columns of a row, and rows of the same labels, make one line: it is worked out once.
        lines = known.setdefault((*row.keys.items(), None, *row.labels, None, row.section), {})
        for value, column in columns[:1] if span else columns:
            if column not in lines:
                lines[column] = _found(_line(block, row, value, shape, by_age, beside), column[2], found)
            line = lines[column]
            if line is None:
                block.ignored.setdefault(value.column, value.label)
                continue
            if span:
                strip = Strip(row.row, span)
                if line.cells:
                    doubled += ((line, *cell) for cell in strip)
                else:
                    line.cells = strip
                continue
            year = value.year or row.year or nowhen
            own = cells.setdefault(id(line), {})
            if year.year in own:
                doubled.append((line, year, (row.row, value.column)))
            else:
                own[year.year] = (year, (row.row, value.column))
    for line in found.values():
        line.cells = line.cells or list(cells[id(line)].values())
    return list(found.values()), doubled


def dated(lines: Iterable[Line]) -> list[tuple[Year, Place]]:
    """Give each year as it is written once, with the last of its cells; a million cells share those of a few columns."""
    found: dict[int, tuple[Year, Place]] = {}
    spans: dict[int, Strip] = {}
    for line in lines:
        if isinstance(line.cells, Strip):
            spans[id(line.cells.span)] = line.cells
        else:
            found |= {id(year): (year, place) for year, place in line.cells}
    for strip in spans.values():
        found |= {id(year): (year, place) for year, place in strip}
    return list(found.values())


def _found(line: Line | None, column: int, found: dict[tuple[str, ...], Line]) -> Line | None:
    """Give the line met before that is this one, or keep this one."""
    if line is None:
        return None
    keys = line.keys
    identity = (
        line.label, line.sex, line.age, line.part, keys.get("code", ""), keys.get("unit", ""), keys.get("section", ""),
        str(column) if column >= 0 else "",
    )  # fmt: skip
    return found.setdefault(identity, line)


def _line(
    block: Block, row: Row, value: ValueColumn, shape: str, by_age: bool, beside: frozenset[str]
) -> Line | None:
    keys = {
        name: text for name, text in row.keys.items() if name in ("unit", "scale", "code", "unit-section")
    }
    sex, age = sex_of(row.keys.get("sex", ""), beside), ""
    labels = list(row.labels)
    part, column = "", value.label
    if row.section:
        sex = sex or sex_of(row.section, beside)
        if not sex_of(row.section, beside):
            keys["section"] = row.section
    if value.group:
        names = value.group.split(BETWEEN)
        # In "Total / Male" Total is a place, and in "Urban / Total" both sexes.
        sexes = [sex_of(name, beside) for name in names]
        own = next((one for one in sexes if one in (MALE, FEMALE)), "") or next(filter(None, sexes), "")
        sex = sex or own
        part = BETWEEN.join(name for name, one in zip(names, sexes, strict=True) if one != own or not one)
    total = ""
    if shape == "ages":
        age = "total" if is_all_ages(column) else age_of(column)
        if not age:
            return None
    elif shape == "sexes":
        sex = sex_of(column, beside)
        if not sex:
            return None
    elif by_age and sex_in(column):
        sex, column = sex or sex_in(column), without_sex(column)
    if "age" in row.keys:
        text = row.keys["age"]
        age = "total" if is_all_ages(text) else age_of(text) or text
    if by_age:
        rest = [text for text in labels if not sex_of(text, beside) or sex]
        sex = sex or next((sex_of(text, beside) for text in labels if sex_of(text, beside)), "")
        labels = rest
    if not labels and not by_age and keys.get("code"):
        labels = [keys["code"]]
    if row.keys.get("sex") and not sex:
        labels.append(row.keys["sex"])
    label = " / ".join(labels)
    header: Place = (row.row, next((c for c, r in block.keys.items() if r == "label"), value.column))
    if shape in ("one", "series") and column and not (shape == "one" and (is_generic(column) or label)):
        if label:
            part = " ".join(filter(None, (part, column)))
        else:
            label, header = " ".join(filter(None, (value.group, column))), (block.header, value.column)
            part = ""
        total = "column" if shape == "series" and is_total(column) else ""
    if not label and not by_age and column:
        label = column
    if not label and not by_age:
        label = keys.get("section", "") or (block.titles[0][1] if block.titles else block.sheet.name)
    if shape == "years" and not by_age and is_total(value.group):
        total = "column"
    if labels and is_total(labels[-1]):
        total = "row"
    return Line(label, keys, sex, age, part, total, header=header)
