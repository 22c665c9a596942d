"""Read a workbook the way an earlier version was read: tables are found by the text of their headers.

What the planner said then is said again. What the sheet itself said then is compared with what it says now, since a
sheet that has gone from thousands to millions must not be read by an old answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.errors import Spot, WorkbookError, message
from workbench.model import Decision, Mapping, Stated, Table, TableMapping
from workbench.model.cells import Place, Range, area, column_name
from workbench.model.decided import AS_ASKED, AS_MAPPED
from workbench.model.names import nearest
from workbench.model.words import Severity
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.dialogue.options import Options, SeriesAnswer
from workbench.sheets.file.cells import Sheet
from workbench.sheets.layout.block import Block, stands_for_number
from workbench.sheets.layout.layouts import find_blocks, find_within
from workbench.sheets.meaning.tables import headers_of, make_table
from workbench.sheets.words.columns import tidy
from workbench.sheets.words.labels import slug
from workbench.sheets.words.unit_words import given_unit

_GIVEN = (
    "role",
    "decimal",
    "unit",
    "scale",
    "country",
    "variant",
    "ages",
    "interpolate",
    "year",
    "totals",
    "sex",
)
_FIELDS = {"names": "role", "missing years": "interpolate"}
_ASKED = {"decimal": "--decimal", "unit": "--unit", "scale": "--scale"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A table of a mapping, the block of the workbook it was found in, and the whole sheet around it."""

    table: TableMapping
    block: Block
    sheet: Sheet


def place(mapping: Mapping, sheets: Iterable[Sheet], workbook: str, *, only: str = "") -> list[Placed]:
    """Find each table of a mapping in a workbook, or those of one sheet only.

    Raises:
        WorkbookError: A header is missing; it is named, with the sheet that has most of the others.
    """
    found = {sheet.name: find_blocks(sheet) for sheet in sheets}
    by_name = {sheet.name: sheet for sheet in sheets}
    placed: list[Placed] = []
    own = tuple(table for table in mapping.tables if only and table.sheet == only)
    for table in own or mapping.tables:
        blocks = [
            *_within(table, by_name),
            *(block for name in _candidates(table, mapping, found) for block in found[name]),
        ]
        free = [block for block in blocks if not any(block is one.block for one in placed)]
        block = next((block for block in free if _fits(table, block)), None)
        if block is None:
            raise _missing(table, mapping, free or blocks, workbook)
        placed.append(Placed(table, block, by_name[block.sheet.name]))
    return placed


def read_placed(placed: Placed, workbook: str, options: Options, notebook: Notebook) -> Table | None:
    """Read one table as the mapping says; what the command line says besides wins.

    Raises:
        WorkbookError: The sheet states something else than the mapping, or no longer states what it did.
    """
    one, block = placed.table, placed.block
    given = replace(answers(one, options), marks=options.marks or _by_column(one, block))
    now = stated(block, workbook, _bare(given))
    spot = Spot(workbook, block.sheet.name)
    for topic, option in _ASKED.items():
        if not getattr(options, topic):
            _compare(topic, option, one, now, spot, notebook)
    decimal = given.decimal or ("" if now.decimal else one.stated.decimal)
    table = make_table(block, workbook, replace(given, decimal=decimal), notebook)
    if table is not None:
        table = replace(table, how=tuple(_as_mapped(decision, one, options) for decision in table.how))
    limits = area(one.range) if one.range and block.sheet is not placed.sheet else None
    more = _beyond(placed.sheet, limits, block) if limits else None
    if more is not None:
        notebook.say(
            Severity.SERIOUS,
            message("The mapping is limited to {range}, and there are numbers beyond it; they are not read.",
                    range=one.range),
            sheet=block.sheet.name,
            at=more,
            remedy=message("Give the cells that are meant with {option}.", option="--range"), code="numbers-beyond-mapping", asks="range",
        )  # fmt: skip
    if table is not None and one.range and limits is None:
        notebook.say(
            Severity.ADVISORY,
            message("The mapping was limited to {old}; the table is read in {range}, by its headers.",
                    old=one.range, range=table.range),
            sheet=block.sheet.name, code="mapping-read-by-headers",
        )  # fmt: skip
    return table


def _as_mapped(decision: Decision, one: TableMapping, options: Options) -> Decision:
    """Say that the mapping decided, where it is the mapping and not the user of today who was asked."""
    field = _FIELDS.get(decision.topic, decision.topic)
    mapped = field in _GIVEN and getattr(one, field) and not getattr(options, field)
    if not mapped or decision.evidence != AS_ASKED:
        return decision
    return replace(decision, evidence=AS_MAPPED)


def answers(one: TableMapping, options: Options) -> Options:
    """Give what is said about one table: the options, and the mapping where they are silent."""
    own = {name: getattr(options, name) or getattr(one, name) for name in _GIVEN}
    series = options.series or tuple(
        SeriesAnswer(label, unit=unit, scale=float(scale) if scale else None, name=name)
        for label, unit, scale, name in one.series
    )
    return replace(options, mapping=None, sheet="", range=one.range, series=series, **own)


def _headers(block: Block) -> dict[str, str]:
    """Give the letters of each column by its header; a header that stands twice tells nothing."""
    named = [(block.names.get(value.column) or value.label, value.column) for value in block.values]
    times = Counter(name for name, _ in named)
    return {name: column_name(column) for name, column in named if times[name] == 1}


def _by_header(options: Options, block: Block) -> tuple[tuple[str, str], ...]:
    marks = dict(options.marks)
    return tuple((name, marks[letters]) for name, letters in _headers(block).items() if letters in marks)


def _by_column(one: TableMapping, block: Block) -> tuple[tuple[str, str], ...]:
    here = _headers(block)
    return tuple((here[name], mark) for name, mark in one.marks if name in here)


def _bare(options: Options) -> Options:
    """Give the options without what a sheet may state itself."""
    return replace(options, decimal="", unit="", scale=None, marks=(), series=())


def describe(title: str, tables: Iterable[tuple[Table, Block, Options]], workbook: str) -> Mapping:
    """Describe tables just read, each with what was said about it, so that their next version is read the same way."""
    described = tuple(
        TableMapping(
            headers=table.headers,
            sheet=table.sheet,
            years=block.kind,
            range=options.range,
            role=options.role or table.role,
            decimal=options.decimal,
            unit=options.unit,
            scale=options.scale,
            country=options.country or table.country,
            variant=options.variant or table.variant,
            ages=options.ages,
            interpolate=options.interpolate,
            year=options.year,
            totals=options.totals,
            sex=options.sex,
            marks=_by_header(options, block),
            series=tuple(
                (one.label, one.unit, f"{one.scale:.15g}" if one.scale else "", one.name)
                for one in options.series
            ),
            stated=stated(block, workbook, _bare(options)),
        )
        for table, block, options in tables
    )
    return Mapping(slug(title), title, described)


def stated(block: Block, workbook: str, options: Options) -> Stated:
    """Say what a sheet itself states about the numbers of a table."""
    try:
        table = make_table(block, workbook, options, Notebook(workbook))
    except WorkbookError:
        return Stated()
    if table is None:
        return Stated()
    sure: dict[str, set[str]] = {}
    for decision in table.how:
        sure.setdefault(decision.topic, set()).add(decision.answer.text if decision.sure else "")

    def single(topic: str) -> str:
        answers = sure.get(topic, set())
        return next(iter(answers)) if len(answers) == 1 else ""

    scale = single("scale")
    return Stated(_MARKS.get(single("decimal"), ""), single("unit"), float(scale) if scale else None)


_MARKS = {"point": ".", "comma": ","}


def _compare(topic: str, option: str, one: TableMapping, now: Stated, spot: Spot, notebook: Notebook) -> None:
    given, then, says = _given(one, topic), getattr(one.stated, topic), getattr(now, topic)
    if says and given and says not in (given, then):
        raise WorkbookError(
            message("The mapping gives {topic} {given}, but the sheet now states {says}.",
                    topic=topic, given=str(given), says=str(says)),
            where=spot,
            why=message("An old answer must not be put over what the sheet says."),
            remedy=message("Say which is right with {option}, and save the mapping anew.", option=option), code="mapping-contradicted", asks=topic,
        )  # fmt: skip
    if then and not says and not given and topic != "decimal":
        raise WorkbookError(
            message("The sheet no longer states its {topic}, which was {then} when the mapping was saved.",
                    topic=topic, then=str(then)),
            where=spot,
            why=message("Its numbers may mean something else now."),
            remedy=message("Say it with {option}.", option=option), code="no-longer-stated", asks=topic,
        )  # fmt: skip
    if then and says and says != then and not given:
        notebook.say(
            Severity.SERIOUS,
            message("The sheet stated {topic} {then} when the mapping was saved; now it states {says}, which is used.",
                    topic=topic, then=str(then), says=str(says)),
            sheet=spot.sheet, code="states-otherwise-now",
        )  # fmt: skip


def _given(one: TableMapping, topic: str) -> str | float | None:
    """Give what the planner said of a topic; "thousands" says a scale, and "dinars per month" that it is money."""
    unit, scale = given_unit(one.unit) if one.unit else ("", None)
    if topic == "unit":
        return unit
    return (one.scale or scale) if topic == "scale" else one.decimal


def _beyond(sheet: Sheet, limits: Range, block: Block) -> Place | None:
    """Find a number just below or beside the cells a mapping is limited to, in the table's own columns or rows."""
    _, _, bottom, right = limits
    columns = [value.column for value in block.values]
    below = ((bottom + 1, column) for column in columns)
    beside = ((row, right + 1) for row in range(block.header + 1, block.last + 1))
    return next((at for at in (*below, *beside) if stands_for_number(sheet, *at)), None)


def _within(table: TableMapping, sheets: dict[str, Sheet]) -> Iterator[Block]:
    """Give the blocks of the range the mapping was limited to, where it still holds one."""
    limits = area(table.range) if table.range else None
    sheet = sheets.get(table.sheet)
    if limits is not None and sheet is not None:
        yield from find_within(sheet, limits)


def _candidates(table: TableMapping, mapping: Mapping, found: dict[str, list[Block]]) -> list[str]:
    if table.sheet in found:
        return [table.sheet]
    named = {one.sheet for one in mapping.tables}
    return [name for name in found if name not in named] or list(found)


def _fits(table: TableMapping, block: Block) -> bool:
    return (not table.years or table.years == block.kind) and not _lacking(table, block)


def _lacking(table: TableMapping, block: Block) -> list[str]:
    here = {_plain(header) for header in headers_of(block)}
    return [header for header in table.headers if _plain(header) not in here]


def _plain(header: str) -> str:
    """Give a header without its year: "Cost 2025" is next year's "Cost 2026"."""
    return " ".join(re.sub(r"\b(?:19|20)\d\d\b", " ", tidy(header)).split())


def _missing(table: TableMapping, mapping: Mapping, blocks: list[Block], workbook: str) -> WorkbookError:
    title = mapping.title or mapping.id
    if not blocks:
        return WorkbookError(
            message("No table was found where the mapping “{mapping}” looks for {headers}.",
                    mapping=title, headers=table.headers or table.role),
            where=Spot(workbook, table.sheet),
            remedy=message("Import it without the mapping, and save that as a new one."), code="no-table-for-mapping",
        )  # fmt: skip
    best = min(blocks, key=lambda block: len(_lacking(table, block)))
    lacking = _lacking(table, best)
    here = headers_of(best)
    guess = nearest(lacking[0], here) if lacking else ""
    if not lacking:
        what = message("The table has its years {here}, the mapping “{mapping}” expects {there}.",
                       here=best.kind, mapping=title, there=table.years)  # fmt: skip
    elif len(lacking) == 1:
        what = message("The header “{header}” is missing, by which the mapping “{mapping}” finds its table.",
                       header=lacking[0], mapping=title)  # fmt: skip
    else:
        what = message("The headers {headers} are missing, by which the mapping “{mapping}” finds its table.",
                       headers=tuple(lacking), mapping=title)  # fmt: skip
    return WorkbookError(
        what,
        where=Spot(workbook, best.sheet.name),
        why=message("The headers there are: {headers}.", headers=here) if here else None,
        remedy=message(
            "If it is called “{guess}” now, import without the mapping and save it anew.", guess=guess
        )
        if guess
        else message("Import it without the mapping, and save that as a new one."),
        code="headers-missing",
    )
