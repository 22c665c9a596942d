"""Make a table of a block: choose its rows, decide its role, read its numbers, leave its totals out."""

from __future__ import annotations

from workbench.errors import WorkbookError, message
from workbench.model import Table
from workbench.model.cells import Place, address, range_name
from workbench.model.decided import AS_ASKED, Topic, coded, said
from workbench.model.demography import age_bounds
from workbench.model.table import BY_NAME
from workbench.model.values import Values
from workbench.model.words import Quantity, Role, Severity
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.dialogue.options import Options
from workbench.sheets.dialogue.validity import series_name
from workbench.sheets.layout.block import Block
from workbench.sheets.layout.lines import SHOWN_NAMES, Line, Row, choose, lines_of, rows_of, stray_rows
from workbench.sheets.layout.strips import Strip
from workbench.sheets.meaning import people, totals
from workbench.sheets.meaning.ages import to_single_ages
from workbench.sheets.meaning.draft import Draft
from workbench.sheets.meaning.gaps import interpolate
from workbench.sheets.meaning.horizon import decide_years
from workbench.sheets.meaning.open_points import ask
from workbench.sheets.meaning.passed_over import (
    of_whole_years,
    refuse_cut_numbers,
    say_ignored,
    say_levels,
    yearly,
)
from workbench.sheets.meaning.roles import NAMED, role_of_table
from workbench.sheets.meaning.sentinels import say_sentinels
from workbench.sheets.meaning.series import make_series
from workbench.sheets.meaning.surroundings import around
from workbench.sheets.meaning.totals import Read
from workbench.sheets.meaning.values import Numbers, decide
from workbench.sheets.meaning.worded import leave_worded_amounts
from workbench.sheets.words.columns import is_generic
from workbench.sheets.words.labels import is_total, slug
from workbench.sheets.words.series_names import known_key, named_by_title
from workbench.sheets.words.unit_words import measure
from workbench.sheets.words.years import Year, year_of

_REMARKS = {"note", "type", "ignored"}
_SUMMED = {"existing-spending", "group-sizes"}


def headers_of(block: Block) -> tuple[str, ...]:
    """Give the headers of the columns that are read, other than years."""
    columns = {
        column: block.names.get(column, "") for column, role in block.keys.items() if role not in _REMARKS
    }
    columns |= {value.column: value.label for value in block.values}
    return tuple(dict.fromkeys(columns[column] for column in sorted(columns) if columns[column]))


def make_table(block: Block, workbook: str, options: Options, notebook: Notebook) -> Table | None:
    """Make the table of a block; None where it holds nothing that can be used, with the reason noted.

    Raises:
        WorkbookError: The user has to choose a country or variant, or say a scale, first.
    """
    draft = Draft(block, workbook, options, notebook)
    leave_worded_amounts(draft)
    lines, doubled = lines_of(block, _chosen_rows(draft))
    lines = of_whole_years(draft, lines)
    if not lines or not decide_years(draft, lines):
        return None
    draft.near = around(block)
    _name_lines(draft, lines)
    _decide_role(draft, lines)
    _name_ages(draft, lines)
    _say_unknown_ages(draft, lines)
    reads = _read(draft, lines)
    _say_doubled(draft, doubled)
    for at in stray_rows(block):
        notebook.say(
            Severity.SERIOUS,
            message("The row has numbers but no year; left out."),
            sheet=block.sheet.name,
            at=at,
            remedy=message("Fill in the year, or choose the rows with {option}.", option="--range"),
            code="row-without-year",
            asks="range",
        )
    say_ignored(draft)
    reads = _leave_totals_out(draft, reads)
    reads = [read for read in reads if read.filled]
    if draft.name and len(reads) > 1:
        raise _several(draft, reads)
    say_sentinels(draft, reads)
    series = make_series(draft, reads)
    ask(draft, series, reads)
    if options.interpolate:
        series = interpolate(draft, series)
    if options.ages and draft.role == Role.POPULATION:
        series = to_single_ages(draft, series, options.ages)
    if not any(one.filled for one in series):
        return None
    units = {one.unit for one in series}
    scales = [decision.answer.text for decision in draft.how if decision.topic == Topic.SCALE]
    return Table(
        id=slug(f"{draft.role} {draft.name or block.sheet.name}"),
        role=draft.role,
        title=block.title,
        workbook=workbook,
        sheet=block.sheet.name,
        range=range_name(block.area),
        unit=units.pop() if len(units) == 1 else "",
        scale=float(scales[0]) if len(set(scales)) == 1 else 1.0,
        variant=draft.variant,
        country=draft.country,
        how=tuple(draft.how),
        left_out=tuple(draft.left_out),
        series=tuple(series),
        headers=headers_of(block),
    )


def _several(draft: Draft, reads: list[Read]) -> WorkbookError:
    labels = tuple(read.line.label or read.line.age for read in reads)
    return WorkbookError(
        message("{count} series stand here, and only one can be called “{name}”: {labels}.",
                count=len(reads), name=draft.name, labels=labels[:SHOWN_NAMES]),
        where=draft.spot,
        remedy=message("Choose the row or column with {option}, its header included.", option="--range"), code="several-series", asks="range",
    )  # fmt: skip


def _chosen_rows(draft: Draft) -> list[Row]:
    refuse_cut_numbers(draft)
    rows = [row for row in rows_of(draft.block) if "separator" not in row.keys.get("type", "").lower()]
    rows = yearly(draft, rows)
    given = draft.options
    every = len(rows)
    told = set(draft.block.keys.values())
    for topic, keys in (("country", ("country", "country-code")), ("variant", ("variant",))):
        if told.isdisjoint(keys):
            continue
        draft.keep_choices(topic, (next((r.keys[key] for key in keys if r.keys.get(key)), "") for r in rows))
    rows, draft.country = choose(
        rows, "country", given.country, "--country", draft.spot, own=given.own_country
    )
    rows, draft.variant = choose(rows, "variant", draft.options.variant, "--variant", draft.spot)
    if draft.country:
        own = coded("of-package") if len(rows) < every else coded("only-one")
        draft.decided(Topic.COUNTRY, draft.country, AS_ASKED if given.country else own)
    if draft.variant:
        draft.decided(Topic.VARIANT, draft.variant, AS_ASKED if draft.options.variant else coded("only-one"))
    return rows


def _name_lines(draft: Draft, lines: list[Line]) -> None:
    """Give lines that are only called "Value" or a date the name their title gives them."""
    if len({line.label for line in lines}) != 1 or any(line.age for line in lines):
        return
    if not is_generic(lines[0].label) and not year_of(lines[0].label):
        return
    block = draft.block
    name = block.title
    stem = draft.workbook.rpartition(".")[0]
    if not block.titles and not known_key(name) and known_key(stem):
        name = f"{name} ({stem})"
    for line in lines:
        line.label = name
    draft.decided(Topic.NAMES, name, coded("no-name"), sure=bool(block.titles))


def _name_ages(draft: Draft, lines: list[Line]) -> None:
    """Give lines that are only called by an age the nearest title, where they do not count people."""
    if draft.role != Role.POPULATION and draft.block.titles:
        for line in lines:
            if line.age and not line.label:
                line.label = draft.block.titles[0][1]


def _decide_role(draft: Draft, lines: list[Line]) -> None:
    block = draft.block
    # The user's file name counts, but the words on the sheet come first.
    around = (*(text for _, text in (*block.words, *block.titles[:12])), block.sheet.name, draft.workbook)
    headers = " ".join(block.names.values())
    ages = len({line.age for line in lines if line.age}) >= 3
    sexes = len({line.sex for line in lines if line.sex}) >= 2
    labels = list(dict.fromkeys((line.label, line.keys.get("code", "")) for line in lines))
    role, evidence = role_of_table(
        titles=around,
        headers=headers,
        labels=[label for label, _ in labels],
        codes=[code for _, code in labels],
        ages=ages,
        sexes=sexes,
        listing=block.kind == "list",
    )
    asked = draft.options.role
    draft.name = series_name(asked)
    draft.role = NAMED if draft.name else asked or role
    if draft.name:
        draft.decided(Topic.NAMES, draft.name, AS_ASKED)
    if draft.role == Role.GROUP_SIZES and ages and not asked:
        draft.notebook.say(
            Severity.ADVISORY,
            message(
                "These are some of the people only, so they do not count as the population: {why}.",
                why=said(evidence),
            ),
            sheet=block.sheet.name,
            at=(block.header, block.area[1]),
            remedy=message(
                "If they are the whole population, say it with {option}.", option="--as population"
            ),
            code="some-people-only",
            asks="role",
        )
    draft.decided(
        Topic.ROLE, draft.role, AS_ASKED if asked else evidence, sure=bool(asked) or role != Role.OTHER
    )


def _say_unknown_ages(draft: Draft, lines: list[Line]) -> None:
    """Say which rows of a population cannot be counted because their age is not understood."""
    if draft.role != Role.POPULATION:
        return
    for line in lines:
        if line.age not in ("", "total") and age_bounds(line.age) is None:
            draft.notebook.say(
                Severity.SERIOUS,
                message("The age “{age}” is not understood; its people are not counted.", age=line.age[:60]),
                sheet=draft.block.sheet.name,
                at=line.cells[0][1] if draft.block.kind == "down" else line.header,
                remedy=message("Write it like 5, 5-9 or 85+."),
                code="age-not-understood",
            )


def _read(draft: Draft, lines: list[Line]) -> list[Read]:
    block = draft.block
    plain = [_plain(draft, line) for line in lines]
    odd = [line for line, read in zip(lines, plain, strict=True) if read is None]
    places = [place for line in odd for _, place in line.cells]
    percents = [
        place
        for line in odd
        if measure(f"{line.keys.get('unit', '')} {line.label} {line.part}").unit == Quantity.SHARE
        for _, place in line.cells
    ]
    numbers = decide(block.sheet, draft.notebook, places, given=draft.options.decimal, percents=percents)
    numbers.columns |= draft.marks()
    draft.how |= dict.fromkeys(numbers.decisions)
    reads = [read or _read_line(draft, line, numbers) for line, read in zip(lines, plain, strict=True)]
    draft.keep_unclear(numbers.unclear)
    numbers.report()
    return reads


def _plain(draft: Draft, line: Line) -> Read | None:
    """Read a row of plain numbers at once; None where its cells have to be looked at one by one."""
    if not isinstance(line.cells, Strip):
        return None
    values = line.cells.plain(draft.block.sheet)
    if values is None or (draft.role == Role.POPULATION and any(number < 0 for number in values.numbers)):
        return None
    return Read(line, line.cells.span.calendar, values)


def _read_line(draft: Draft, line: Line, numbers: Numbers) -> Read:
    values: list[float | None] = []
    fractions: set[int] = set()
    currencies: dict[str, Place] = {}
    people = draft.role == Role.POPULATION
    years = tuple(year.year or draft.base_year for year, _ in line.cells)
    for year, (_, place) in zip(years, line.cells, strict=True):
        plain = numbers.plain(*place)
        if plain is not None and (plain >= 0 or not people):
            values.append(plain)
            continue
        number = numbers.at(*place)
        if number is not None and people and number.value < 0:
            draft.notebook.say(
                Severity.SERIOUS,
                message("A population cannot be negative: {value}; left empty.", value=number.value),
                sheet=draft.block.sheet.name,
                at=place,
                remedy=message("Correct the cell in the workbook."),
                code="negative-population",
            )
            number = None
        if number is not None and number.percent:
            fractions.add(year)
        if number is not None and number.currency:
            currencies.setdefault(number.currency, place)
        values.append(number.value if number is not None else None)
    _note_currency(draft, line, currencies)
    return Read(line, years, Values.of(values), frozenset(fractions))


def _note_currency(draft: Draft, line: Line, currencies: dict[str, Place]) -> None:
    """Keep the currency written beside the numbers of a line; several are told, as they would be mixed."""
    if len(currencies) == 1:
        line.keys["currency"] = next(iter(currencies))
    elif currencies:
        draft.notebook.say(
            Severity.SERIOUS,
            message("“{label}” has numbers in several currencies: {currencies}; they are not told apart.",
                    label=line.label or draft.role, currencies=tuple(currencies)),
            sheet=draft.block.sheet.name,
            at=list(currencies.values())[1],
            remedy=message("Write each currency into a row of its own."), code="several-currencies",
        )  # fmt: skip


def _say_doubled(draft: Draft, doubled: list[tuple[Line, Year, Place]]) -> None:
    for line, year, place in doubled:
        number = year.year
        first = next((at for known, at in line.cells if known.year == number), place)
        draft.notebook.say(
            Severity.SERIOUS,
            message("{label} has the year {year} twice, in {first} and {second}; the first is used.",
                    label=line.label or line.age or draft.role, year=str(number or draft.base_year),
                    first=address(*first), second=address(*place)),
            sheet=draft.block.sheet.name,
            at=place,
            remedy=message("Remove one of them, or choose the cells with {option}.", option="--range"), code="year-twice", asks="range",
        )  # fmt: skip


def _leave_totals_out(draft: Draft, reads: list[Read]) -> list[Read]:
    sheet = draft.block.sheet.name
    out: list[Read] = []
    if draft.role == Role.POPULATION:
        out = people.counted_twice(draft, reads)
    elif draft.role in _SUMMED:
        totals.columns(reads)
        labelled = [read for read in reads if read.line.total]
        out = labelled if len(labelled) < len(reads) else []
        equal = totals.unlabelled(reads) if draft.block.kind == "across" else []
        for read in equal:
            total = coded("is-total", label=read.line.label)
            draft.decided(Topic.TOTALS, total, coded("sum-above"), sure=False)
        out = [*out, *equal]
        totals.check_rows(reads, out, sheet, draft.notebook)
        totals.check_columns(reads, sheet, draft.notebook)
        say_levels(draft, [read for read in reads if not any(read is one for one in out)])
    else:
        block_title = draft.block.titles[0][1] if draft.block.titles else draft.block.sheet.name
        out = [
            read
            for read in reads
            if read.line.total
            and is_total(read.line.label)
            and len(read.line.label) < 7
            and not (draft.role in BY_NAME and block_title and named_by_title(block_title))
        ]
    if out and draft.options.totals == "keep" and draft.role != Role.POPULATION:
        draft.decided(Topic.TOTALS, coded("kept"), AS_ASKED)
        out = []
    for read in out:
        cells = [place for _, place in read.line.cells]
        name = read.line.label or read.line.age or "total"
        if read.line.part:
            name = f"{name}, {read.line.part}"
        draft.left_out.append(f"{name} ({address(*cells[0])}:{address(*cells[-1])})")
        for place in cells:
            draft.notebook.mark(sheet, place, "total")
    if out:
        names = ", ".join(dict.fromkeys(r.line.label or r.line.age for r in out[:5]))
        draft.decided(Topic.TOTALS, coded("left-out", count=len(out)), coded("listed", names=names))
    skipped = {id(read) for read in out}
    for column, name in draft.block.ignored.items():
        draft.left_out.append(f"{name or 'column'} ({address(draft.block.header, column)})")
    return [read for read in reads if id(read) not in skipped]
