"""Decide the years of a table, and say how fiscal years, periods and dates were read."""

from __future__ import annotations

import re

from workbench.errors import message
from workbench.model.cells import Place, address
from workbench.model.decided import AS_ASKED, Topic, coded, literal
from workbench.model.words import Severity
from workbench.sheets.layout.lines import Line, dated
from workbench.sheets.meaning.draft import Draft
from workbench.sheets.words.years import year_of, years_in

CALENDARS = re.compile(
    r"\bEFY\b|\bE\.F\.Y\.?|\bE\.C\.|(?i:ethiopian (?:fiscal |budget |calendar )*(?:years?|calendar))|ዓ\.ም|\bB\.S\.|(?i:bikram|vikram) (?i:samvat|sambat)"
    r"|वि\.? ?सं|(?i:solar hijri|hijri|jalali|shamsi)|هجري|شمسی|ه‍?\.ش|\bA\.H\.|(?i:buddhist era)|พ\.ศ|民國|民国"
)
"""Words for calendars whose years are not those of the common era."""
ANOTHER_CALENDAR = 2070
"""Nobody's figures begin so late; Nepal's year 2081/82 is 2024/25."""


def decide_years(draft: Draft, lines: list[Line]) -> bool:
    """Check the years and say how they were read; False where there are none."""
    block, sheet = draft.block, draft.block.sheet
    years = dated(lines)
    kinds = {year.kind for year, _ in years}
    first, last = min(y.year for y, _ in years), max(y.year for y, _ in years)
    if "part" in kinds:
        parts = (
            value.column for value in block.values if value.year is not None and value.year.kind == "part"
        )
        at = (
            (block.header, next(parts))
            if block.year_column is None
            else (block.header + 1, block.year_column)
        )
        draft.notebook.say(
            Severity.SERIOUS,
            message("The numbers are of a quarter, month or day, such as {date}; nothing says how to make years of "
                    "them.", date=sheet.text_at(*at)),
            sheet=sheet.name,
            at=at,
            remedy=message("Add a column of years with one value a year."), code="no-whole-years",
        )  # fmt: skip
        return False
    if first == 0:
        # Columns beside one whose header names the year are of that year too.
        if not _base_year(draft):
            return False
        if last == 0:
            return True
        first = min(year.year for year, _ in years if year.year)
    if first >= ANOTHER_CALENDAR:
        at = next(place for year, place in years if year.year == first)
        draft.notebook.say(
            Severity.SERIOUS,
            message("The years begin with {year}, which may be of another calendar; they are read as years of the common era.",
                    year=str(first)),
            sheet=sheet.name,
            at=at if block.kind == "down" else (block.header, at[1]),
            remedy=message("Write the years of the common era into the header, such as 2024/25."), code="another-calendar-perhaps",
        )  # fmt: skip
    _say_calendar(draft, first)
    if "fiscal" in kinds:
        written, number = next(
            (_written(draft, place), year.year) for year, place in years if year.kind == "fiscal"
        )
        draft.decided(
            Topic.YEARS, coded("fiscal-years"), coded("read-as", written=written, year=number), sure=False
        )
    if "dated" in kinds:
        written, number = next(
            (_written(draft, place), year.year) for year, place in years if year.kind == "dated"
        )
        draft.decided(
            Topic.YEARS, coded("dates"), coded("stands-for", written=written, year=number), sure=False
        )
    if "period" in kinds:
        written, number = next(
            (_written(draft, place), year.year) for year, place in years if year.kind == "period"
        )
        draft.decided(
            Topic.YEARS, coded("periods"), coded("read-as-first", written=written, year=number), sure=False
        )
        draft.notebook.say(
            Severity.ADVISORY,
            message("The columns or rows are periods of several years; each stands under its first year."),
            sheet=sheet.name,
            at=(block.values[0].year and (block.header, block.values[0].column))
            or (block.header + 1, block.year_column or 0),
            code="periods",
        )
    if any(year.estimate for year, _ in years):
        marked = sorted({str(year.year) for year, _ in years if year.estimate})
        draft.decided(Topic.YEARS, coded("estimates"), coded("listed", names=", ".join(marked)))
    row = coded("row", row=block.header + 1)
    across = block.kind == "across"
    where = row if across else literal(address(block.header, block.year_column or 0))
    draft.decided(Topic.YEARS, coded("span", first=first, last=last), where)
    draft.decided(Topic.HEADER, row, coded("across" if across else "down"))
    return True


def _say_calendar(draft: Draft, first: int) -> None:
    """Say where the words around name another calendar than the one the years are read in."""
    block = draft.block
    said = [
        *(((block.header, column), name) for column, name in block.names.items()),
        *block.titles,
        *block.notes,
    ]
    for place, text in said:
        found = CALENDARS.search(text)
        if found is None or first >= ANOTHER_CALENDAR:
            continue
        draft.notebook.say(
            Severity.SERIOUS,
            message("“{words}” names another calendar; the years, from {year} on, are read as years of the common era.",
                    words=found[0], year=str(first)),
            sheet=block.sheet.name,
            at=place,
            remedy=message("Write the years of the common era into the header, such as 2024/25."), code="another-calendar-named",
        )  # fmt: skip
        return


def _written(draft: Draft, place: Place) -> str:
    """Give the year of a cell as it is written."""
    block = draft.block
    if block.year_column is not None:
        return block.sheet.text_at(place[0], block.year_column)
    rows = range(block.header, block.top - 1, -1)
    return next((text for row in rows if year_of(text := block.sheet.text_at(row, place[1]))), "")


def _base_year(draft: Draft) -> bool:
    """Find the one year a list without years speaks of."""
    block = draft.block
    if draft.options.year:
        draft.base_year = draft.options.year
        draft.decided(Topic.YEARS, str(draft.base_year), AS_ASKED)
        return True
    sources = [
        ("header-says", " ".join(block.names.values())),
        *(("title-says", text) for _, text in block.titles),
    ]
    if not block.sheet.text:
        sources.append(("sheet-name-says", block.sheet.name))
    sources.append(("file-name-says", draft.workbook))
    for source, text in sources:
        years = sorted(set(years_in(text)))
        if len(years) == 1:
            draft.base_year = years[0]
            sure = source != "file-name-says"
            draft.decided(Topic.YEARS, str(years[0]), coded(source, words=text[:80]), sure=sure)
            if not sure:
                draft.notebook.say(
                    Severity.ADVISORY,
                    message(
                        "The sheet states no year; {year} is taken from the name of the file.",
                        year=str(years[0]),
                    ),
                    sheet=block.sheet.name,
                    code="year-of-file-name",
                )
            return True
    draft.notebook.say(
        Severity.SERIOUS,
        message("The table states no year, so it is not used."),
        sheet=block.sheet.name,
        at=(block.header, block.values[0].column),
        remedy=message(
            "Say it with {option}, or write it into the header or the title, such as “Cost 2025”.",
            option="--year",
        ),
        code="no-year",
        asks="year",
    )
    return False
