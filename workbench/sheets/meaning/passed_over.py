"""Pass over what a table does not use, and say so: columns nobody understands, quarters, rows cut by a comma."""

from __future__ import annotations

import re

from workbench.errors import WorkbookError, message
from workbench.model.cells import column_name
from workbench.model.words import Severity
from workbench.sheets.layout.lines import SHOWN_NAMES, Line, Row
from workbench.sheets.meaning import totals
from workbench.sheets.meaning.draft import Draft
from workbench.sheets.meaning.totals import Read
from workbench.sheets.words.years import is_part_name, years_in

_FIFTH = re.compile(r"[QqTt] ?(?:[5-9]|10)")
_CLASSES = re.compile(
    r"quantile|quintil|quartil|decil|terzil|tercil|квинтил|квартил|децил|خُمس|الخمس|五分", re.IGNORECASE
)
"""Q1 to Q5 are fifths of the households, and no quarters."""
MOST_LEVELS = 2000
"""Lines looked through for others that they sum."""
_YEARLY = frozenset({"a", "annual", "yearly", "annuel", "annuelle", "anual", "y"})


def of_whole_years(draft: Draft, lines: list[Line]) -> list[Line]:
    """Leave out lines that stand for a quarter or a month, and say so."""
    parts = [line for line in lines if is_part_name(line.label) or is_part_name(line.part)]
    if len(parts) < 2:
        return lines
    said = " ".join(
        (
            *draft.block.names.values(),
            *(value.label for value in draft.block.values),
            *(text for _, text in draft.block.titles),
        )
    )
    classes = any(_FIFTH.fullmatch(line.label or line.part) for line in lines) or _CLASSES.search(said)
    if classes:
        return lines
    draft.notebook.say(
        Severity.SERIOUS,
        message("The numbers are of a quarter, month or day, such as {date}; nothing says how to make years of them.",
                date=next(filter(is_part_name, (parts[0].label, parts[0].part)))),
        sheet=draft.block.sheet.name,
        at=parts[0].cells[0][1],
        remedy=message("Add a column of years with one value a year."), code="no-whole-years",
    )  # fmt: skip
    left = {id(line) for line in parts}
    return [line for line in lines if id(line) not in left]


def say_ignored(draft: Draft) -> None:
    """Say which columns of numbers are left out although they seem to belong: of a year, or of people."""
    block = draft.block
    valued = {value.column for value in block.values}
    for column, name in block.ignored.items():
        if column in valued or years_in(name):
            draft.notebook.say(
                Severity.SERIOUS,
                message("The column “{name}” is not understood; its numbers are left out.", name=name or "–"),
                sheet=block.sheet.name,
                at=(block.header, column),
                remedy=message("Rename it in the workbook, such as 2025, 5-9 or Female."),
                code="column-not-understood",
            )
        elif column < min(valued):
            draft.notebook.say(
                Severity.ADVISORY,
                message(
                    "The column “{name}” stands before the years and names none; it is left out.",
                    name=name or column_name(column),
                ),
                sheet=block.sheet.name,
                at=(block.header, column),
                code="column-before-years",
            )


def refuse_cut_numbers(draft: Draft) -> None:
    """Refuse text whose lines have numbers beyond the last header: a comma inside a number has cut it in two.

    Raises:
        WorkbookError: There is such a line.
    """
    block = draft.block
    named = [
        column for column in range(block.sheet.width) if block.sheet.at(block.header, column) is not None
    ]
    beyond = [column for column, name in block.ignored.items() if not name and named and column > named[-1]]
    if not block.sheet.text or not beyond:
        return
    rows = range(block.header + 1, block.last + 1)
    first = next(row for row in rows if any(block.sheet.at(row, column) is not None for column in beyond))
    raise WorkbookError(
        message("Line {line} has more cells than the header names.", line=first + 1),
        where=draft.spot,
        why=message("A comma inside a number cuts it in two where the number is not in quotation marks."),
        remedy=message(
            "Write the numbers in quotation marks or without thousands marks, or separate the cells by “;”."
        ),
        code="line-cut",
    )


def yearly(draft: Draft, rows: list[Row]) -> list[Row]:
    """Keep the rows of yearly figures, where a column says which are."""
    other = [row for row in rows if row.keys.get("frequency", "a").strip().lower() not in _YEARLY]
    if not other:
        return rows
    draft.notebook.say(
        Severity.SERIOUS,
        message("Rows of another frequency than yearly were left out: {count}, such as “{frequency}”.",
                count=len(other), frequency=other[0].keys["frequency"].lower()),
        sheet=draft.block.sheet.name,
        at=(other[0].row, draft.block.area[1]),
        remedy=message("Bring in a table of yearly figures."), code="other-frequency",
    )  # fmt: skip
    left = {id(row) for row in other}
    return [row for row in rows if id(row) not in left]


def say_levels(draft: Draft, reads: list[Read]) -> None:
    """Say which lines stand beside what they sum: a programme may be meant as a whole or part by part."""
    parents = totals.levels(reads)[1] if len(reads) <= MOST_LEVELS else []
    if parents:
        draft.notebook.say(
            Severity.ADVISORY,
            message("Lines that sum lines below them are kept beside them: {labels}; in all {count}.",
                    labels=tuple(dict.fromkeys(one.line.label for one in reversed(parents)))[:SHOWN_NAMES],
                    count=len(parents)),
            sheet=draft.block.sheet.name,
            at=parents[-1].line.header, code="sums-kept",
        )  # fmt: skip
