"""Read a workbook from cells to tables: sheet by sheet, block by block, with everything said on the way."""

from __future__ import annotations

import gc
import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from workbench.errors import Message, Problem, Spot, WorkbookError, message, plural
from workbench.model import Series, Table
from workbench.model.cells import address, area, range_name
from workbench.model.cells import place as place_of
from workbench.model.table import BY_NAME
from workbench.model.words import Severity
from workbench.sheets.again.mapping import answers, describe, place, read_placed
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.dialogue.options import Answers, Options, about_sheet, about_table
from workbench.sheets.dialogue.question import Question
from workbench.sheets.dialogue.validity import wrong
from workbench.sheets.file.cells import Sheet
from workbench.sheets.file.reader import Contents
from workbench.sheets.file.xmlscan import FORMULA
from workbench.sheets.layout.block import Block, numeric
from workbench.sheets.layout.layouts import find_within
from workbench.sheets.meaning import people
from workbench.sheets.meaning.asking import of_error, of_problems
from workbench.sheets.meaning.column_totals import column_numbers
from workbench.sheets.meaning.tables import make_table
from workbench.sheets.reading import Reading, SheetView
from workbench.sheets.view import view
from workbench.sheets.words.series_names import KEYS
from workbench.sheets.words.years import year_of

SAME_FROM = 5
_LOSSY = {".xls", ".xlsb"}
_LOST = frozenset({"formula-without-value", "cell-error"})

_HEADER_ROWS = 30
_OTHER_YEAR = re.compile(r"\W*((?:1[34]\d\d|25[3-9]\d)|(?:19|20)\d\d(?=\s?E\.?F?\.?[YC]\b))(?:\.0)?\b")
_STEP = 5
_OPTIONS = {"role": "--as"}


@dataclass(frozen=True)
class _Found:
    """A block, what was said about it, and how its table is made."""

    block: Block
    options: Options
    make: Callable[[Notebook], Table | None]


def recognise(
    path: Path, options: Options, read: Callable[[], Contents]
) -> tuple[Reading, WorkbookError | None]:
    """Recognise the tables of a workbook and give what was found, and the first thing only the user can answer.

    Args:
        path: The workbook.
        options: What the user says about it.
        read: Gives what it holds.

    Raises:
        WorkbookError: The file cannot be read, or an option names what does not exist.
    """
    with _uncollected():
        return _recognise(path, options, read)


def for_showing(reading: Reading, question: WorkbookError | None) -> Reading:
    """Make a reading ready for showing: a question that is still open is a problem, not an error."""
    reading.look()
    if reading.tables or question is None or _is_told(question, reading):
        return reading
    return replace(reading, problems=(*reading.problems, as_problem(question)))


def _is_told(question: WorkbookError, reading: Reading) -> bool:
    """Whether a question stands among the problems already."""
    place = question.spot or str(question.where)
    return any((one.code, one.where) == (question.code, place) for one in reading.problems)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage meanwhile: each look at all objects of a large table takes longer than they may wait."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _recognise(
    path: Path, options: Options, read: Callable[[], Contents]
) -> tuple[Reading, WorkbookError | None]:
    _check_options(options)
    contents = read()
    sheets = contents.sheets
    notebook = Notebook(path.name)
    chosen = _chosen(path, sheets, options)
    tables: list[Table] = []
    seen: list[tuple[Sheet, list[Block]]] = []
    questions: list[WorkbookError] = []
    asked: list[Question] = []
    mapping = options.mapping
    placed = place(mapping, chosen, path.name, only=options.sheet) if mapping else []
    described: list[tuple[Table, Block, Options]] = []
    for sheet in sheets:
        if sheet not in chosen:
            if sheet.hidden and sheet.height and not options.sheet:
                notebook.say(
                    Severity.ADVISORY,
                    message("The sheet is hidden and was not read."),
                    sheet=sheet.name,
                    remedy=message("Read it with {option}.", option=f'--sheet "{sheet.name}"'),
                    code="hidden-sheet",
                    asks="sheet-of",
                )
            seen.append((sheet, []))
            continue
        own_range = about_sheet(options, sheet.name).range
        limits = area(own_range or options.range) if own_range or options.range else None
        within = sheet.within(limits)
        found: list[_Found] = []
        if mapping is None or own_range:
            for block in find_within(sheet, limits):
                said = about_table(options, block.sheet.name, block.first_cell)
                if own_range:
                    said = replace(said, range=own_range)
                found.append(_Found(block, said, partial(make_table, block, path.name, said)))
        else:
            for one in placed:
                if one.block.sheet.name == sheet.name:
                    said = about_table(options, one.block.sheet.name, one.block.first_cell)
                    by = partial(read_placed, one, path.name, said)
                    found.append(_Found(one.block, answers(one.table, said), by))
        used = _read_sheet(within, found, notebook, questions, asked)
        tables += (table for table, _ in used)
        described += ((table, one.block, one.options) for table, one in used)
        seen.append((sheet, [one.block for one in found]))
    tables = people.once(tables, options.own_country, notebook)
    _say_same(tables, notebook)
    _say_rivals(tables, notebook)
    if path.suffix.lower() in _LOSSY and any(
        one.filled < len(one.values) for table in tables for one in table.series
    ):
        notebook.say(
            Severity.ADVISORY,
            message("In {kind} files, error values and formulas without a calculated value look like empty cells.",
                    kind=path.suffix),
            remedy=message("Save the workbook as .xlsx to have them told apart."), code="empty-or-lost",
        )  # fmt: skip
    if notebook.unlisted():
        count = notebook.unlisted()
        more = plural("{count} more problem like these.", "{count} more problems like these.", count)
        notebook.say(Severity.ADVISORY, more, code="more-alike")
    named = [replace(table, sha256=contents.sha256) for table in _unique_ids(tables)]
    by_name = {sheet.name: sheet for sheet in sheets}
    kept = {(table.sheet, table.range): table for table in named}

    def look() -> tuple[SheetView, ...]:
        return tuple(_seen(sheet, blocks, kept, notebook) for sheet, blocks in seen)

    problems = [*notebook.problems, *(as_problem(error) for error in questions)]
    question = questions[0] if questions else None
    if not named and question is None:
        question = _nothing(path, sheets, notebook.problems)
    made = Reading(
        tuple(named),
        tuple(problems),
        cache(look),
        lambda: describe(path.stem, described, path.name),
        lambda again: for_showing(*recognise(path, again, lambda: contents)),
        lambda table, every: column_numbers(table, by_name[table.sheet], every=every),
        tuple(asked),
        notebook.measured,
        notebook.choices,
        {sheet.name: sheet.money for sheet in sheets if sheet.money},
    )
    return made, question


def _seen(
    sheet: Sheet, blocks: list[Block], kept: dict[tuple[str, str], Table], notebook: Notebook
) -> SheetView:
    """Make the view of a sheet, with the tables that were kept of its blocks."""
    found = ((kept.get((sheet.name, range_name(block.area))), block) for block in blocks)
    return view(sheet, blocks, [(table, block) for table, block in found if table is not None], notebook)


def _check_options(options: Options) -> None:
    given: tuple[Options | Answers, ...] = (options, *options.each)
    for said in given:
        for field, what, remedy in wrong(said):
            raise WorkbookError(
                what, where=_OPTIONS.get(field, f"--{field}"), remedy=remedy, code="no-such-answer"
            )


def _chosen(path: Path, sheets: tuple[Sheet, ...], options: Options) -> list[Sheet]:
    if not options.sheet:
        # A hidden sheet of which cells are asked for is meant.
        return [sheet for sheet in sheets if not sheet.hidden or about_sheet(options, sheet.name).range]
    found = [sheet for sheet in sheets if sheet.name == options.sheet]
    found = found or [s for s in sheets if s.name.strip().lower() == options.sheet.strip().lower()]
    if not found:
        raise WorkbookError(
            message("There is no sheet “{sheet}”.", sheet=options.sheet),
            where=Spot(path.name),
            remedy=message("The sheets are: {sheets}.", sheets=tuple(sheet.name for sheet in sheets)),
            code="no-such-sheet",
        )
    return found


def _read_sheet(
    sheet: Sheet,
    blocks: list[_Found],
    notebook: Notebook,
    questions: list[WorkbookError],
    asked: list[Question],
) -> list[tuple[Table, _Found]]:
    used: list[tuple[Table, _Found]] = []
    for found in blocks:
        before = len(notebook.problems)
        try:
            table = found.make(notebook)
        except WorkbookError as error:
            questions.append(error)
            asked += of_error(error, found.block, notebook)
            continue
        asked += of_problems(notebook.problems[before:], found.block, notebook)
        if table is not None:
            used.append((table, found))
            _say_hidden(found.block, notebook)
    numbers = sum(1 for r in range(min(sheet.height, 200)) for c in sheet.filled(r) if numeric(sheet, r, c))
    if not blocks and numbers >= 4:
        notebook.say(
            Severity.ADVISORY,
            message("No table was recognised on this sheet: there is no row or column of years."),
            sheet=sheet.name,
            remedy=message("Choose the cells with {option}.", option="--range"),
            code="no-years-on-sheet",
            asks="range",
        )
    for at, what in list(sheet.trouble.items())[:3]:
        if not used:
            _say_trouble(notebook, sheet, at, what)
    if sheet.external:
        notebook.say(
            Severity.ADVISORY,
            message("Formulas that take their value from another workbook: {count}; the values saved with the file are "
                    "used.", count=len(sheet.external)),
            sheet=sheet.name,
            at=sheet.external[0], code="values-of-other-workbooks",
        )  # fmt: skip
    return used


def _say_trouble(notebook: Notebook, sheet: Sheet, place: tuple[int, int], what: str) -> None:
    text = (
        message("A formula without a calculated value stands here.")
        if what == FORMULA
        else message("The cell holds the error {error}.", error=what)
    )
    remedy = (
        message("Open the workbook in Excel or LibreOffice, save it, and import it again.")
        if what == FORMULA
        else message("Correct the formula in the workbook.")
    )
    code = "formula-without-value" if what == FORMULA else "cell-error"
    notebook.say(Severity.SERIOUS, text, sheet=sheet.name, at=place, remedy=remedy, code=code)


def _say_hidden(block: Block, notebook: Notebook) -> None:
    sheet = block.sheet
    rows = [row for row in sheet.hidden_rows if block.header < row <= block.last]
    columns = [value.column for value in block.values if value.column in sheet.hidden_columns]
    if rows or columns:
        notebook.say(
            Severity.ADVISORY,
            message("The table has hidden rows or columns; their values were read too: {rows} rows, {columns} columns.",
                    rows=len(rows), columns=len(columns)),
            sheet=sheet.name,
            at=(rows[0], block.area[1]) if rows else (block.header, columns[0]), code="hidden-rows",
        )  # fmt: skip


def _say_same(tables: list[Table], notebook: Notebook) -> None:
    """Say where two sheets hold the very same numbers, which is often a copy by mistake."""
    if len({table.sheet for table in tables}) < 2:
        return
    seen: dict[tuple[object, ...], tuple[str, str]] = {}
    for table in tables:
        for series in table.series:
            values = (series.years, series.values)
            if len(set(series.values)) < SAME_FROM:
                continue
            where = (table.sheet, series.cells[0])
            first = seen.setdefault(values, where)
            if first[0] != table.sheet:
                notebook.say(
                    Severity.ADVISORY,
                    message("The numbers from {cell} on are the same as on sheet {sheet} from {first} on.",
                            cell=series.cells[0], sheet=first[0], first=first[1]),
                    sheet=table.sheet,
                    remedy=message("Check that one was not copied over the other by mistake."), code="same-numbers",
                )  # fmt: skip
                break


def _say_rivals(tables: list[Table], notebook: Notebook) -> None:
    """Say where two tables of the workbook hold the same series with other values, as sheets of scenarios do."""
    seen: dict[str, tuple[Table, Series]] = {}
    for table in tables:
        for series in table.series if table.role in BY_NAME else ():
            other, first = seen.setdefault(series.key, (table, series))
            if other is table or series.key not in KEYS:
                continue
            shared = dict(zip(first.years, first.values, strict=True))
            if any(
                shared.get(year, value) != value
                for year, value in zip(series.years, series.values, strict=True)
            ):
                notebook.say(
                    Severity.SERIOUS,
                    message("“{series}” has other values here than on sheet {sheet} in {range}; these count.",
                            series=series.key, sheet=other.sheet, range=other.range),
                    sheet=table.sheet,
                    at=place_of(series.cells[0]),
                    remedy=message("Bring in only the sheet that is meant, with {option}.", option="--sheet"), code="rival-series", asks="sheet",
                )  # fmt: skip
                break


def _unique_ids(tables: list[Table]) -> list[Table]:
    taken: set[str] = set()
    named = []
    for table in tables:
        name, number = table.id, 2
        while name in taken:
            name, number = f"{table.id}-{number}", number + 1
        taken.add(name)
        named.append(replace(table, id=name))
    return named


def as_problem(error: WorkbookError) -> Problem:
    """Make a problem of an error, so that it can stand in a list with others."""
    return Problem(
        Severity.SERIOUS, error.spot or str(error.where), error.what, error.remedy, error.code, error.asks
    )


def _nothing(path: Path, sheets: tuple[Sheet, ...], problems: list[Problem]) -> WorkbookError:
    serious = [problem for problem in problems if problem.severity == Severity.SERIOUS]
    if serious:
        # A cell that lost its value explains more than the table that is missing for it.
        first = next((problem for problem in serious if problem.code in _LOST), serious[0])
        return WorkbookError(
            first.message,
            where=first.where,
            why=message("No table could be read from the workbook."),
            remedy=first.remedy,
            code=first.code,
            asks=first.asks,
        )
    if twice := _year_named_twice(sheets):
        sheet, one, other, year = twice
        return WorkbookError(
            message(
                "The year {year} is named twice, in {first} and {second}.",
                year=str(year),
                first=one,
                second=other,
            ),
            where=Spot(path.name, sheet),
            why=message("Which of the two columns is meant cannot be told."),
            remedy=message(
                "Give each column its own year, or choose the cells with {option}.", option="--range"
            ),
            code="year-twice-in-header",
            asks="range",
        )
    if found := _another_calendar(sheets):
        sheet, where, written = found
        return WorkbookError(
            message(
                "The header {cell} holds {year}, which may be a year of another calendar.",
                cell=where,
                year=written,
            ),
            where=Spot(path.name, sheet),
            why=message("Only years of the common era are read."),
            remedy=message("Write the years of the common era into the header, such as 2024/25."),
            code="another-calendar-in-header",
        )
    empty = not any(sheet.height for sheet in sheets)
    what: Message = (
        message("The workbook is empty.")
        if empty
        else message("No table with years was found in the workbook.")
    )
    return WorkbookError(
        what,
        where=Spot(path.name),
        why=message("Sheets looked at: {sheets}.", sheets=tuple(sheet.name for sheet in sheets)[:12]),
        remedy=message("Choose the sheet and the cells with {option}.", option="--sheet and --range"),
        code="no-table",
        asks="cells",
    )


def _another_calendar(sheets: tuple[Sheet, ...]) -> tuple[str, str, str] | None:
    """Find a row of two years or more that follow each other in a Hijri or Buddhist calendar, or are marked as such."""
    for sheet in sheets:
        for row in range(min(sheet.height, _HEADER_ROWS)):
            texts = [(column, sheet.text_at(row, column)) for column in sheet.filled(row)]
            years = [
                (column, int(found[1]), text) for column, text in texts if (found := _OTHER_YEAR.match(text))
            ]
            if len(years) > 1 and all(0 < b[1] - a[1] <= _STEP for a, b in itertools.pairwise(years)):
                return sheet.name, address(row, years[0][0]), years[0][2]
    return None


def _year_named_twice(sheets: tuple[Sheet, ...]) -> tuple[str, str, str, int] | None:
    """Find a row that would be a header of years, were one of them not there twice."""
    for sheet in sheets:
        for row in range(min(sheet.height, _HEADER_ROWS)):
            seen: dict[int, int] = {}
            filled = [value for value in sheet.rows[row] if value is not None]
            if sum(year_of(value) is not None for value in filled) < max(2, len(filled) - 1):
                continue
            for column, value in enumerate(sheet.rows[row]):
                found = year_of(value)
                if found is not None and found.year in seen:
                    return sheet.name, address(row, seen[found.year]), address(row, column), found.year
                if found is not None:
                    seen[found.year] = column
    return None
