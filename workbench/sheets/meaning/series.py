"""Make series of lines: names, units, labels, and the cell of every value."""

from __future__ import annotations

import math
import re
from collections.abc import Container
from dataclasses import replace

from workbench.errors import message
from workbench.model import Series
from workbench.model.cells import Cells, Place, address
from workbench.model.decided import AS_ASKED, PERCENT_IN_TITLE, Topic, coded, of_whole_numbers, quoted
from workbench.model.table import BY_NAME
from workbench.model.values import Values
from workbench.model.words import Quantity, Role, Severity
from workbench.sheets.layout.lines import Line
from workbench.sheets.layout.strips import Strip
from workbench.sheets.meaning.draft import Draft
from workbench.sheets.meaning.people import where_of
from workbench.sheets.meaning.roles import ONLY
from workbench.sheets.meaning.totals import Read
from workbench.sheets.meaning.units import PAY, Resolved, resolve
from workbench.sheets.words.labels import BOTH, sex_in, slug
from workbench.sheets.words.scaled import scaled_each
from workbench.sheets.words.series_names import KEYS, known
from workbench.sheets.words.unit_words import measure, per_in, period_in

PER_PERIOD = {"poverty-line", "minimum-wage", "average-wage"}
PERCENT = 0.01
OF_A_WHOLE = re.compile(
    r"\bof (?:gdp|gni|the budget|total|government|public)|\bdu pib|\bdel pib|ввп|growth|change|inflation",
    re.IGNORECASE,
)
"""What is often less than one in a hundred."""


def make_series(draft: Draft, reads: list[Read]) -> list[Series]:
    """Make the series of a table; each has a key of its own, except that people are told apart by sex and age."""
    sex_around = (
        _sex_around(draft) if draft.role == Role.POPULATION and not all(r.line.sex for r in reads) else ""
    )
    # What is called like a series the costing knows, but is none, gets another name.
    taken: set[str] = set(KEYS) if draft.role in BY_NAME else set()
    used: set[str] = set()
    last: dict[str, int] = {}
    named: list[tuple[Read, str, str, Resolved]] = []
    headers = {value.column: value.label for value in draft.block.values}
    for read, key in zip(reads, _keys(draft, reads), strict=True):
        line = read.line
        found = resolve(
            line, key, draft.role, _value_header(draft, read, headers), draft.near, draft.options, read.values
        )
        found = draft.answered(line, _as_shown(draft, read, found))
        name = "population" if draft.role == Role.POPULATION else key or _slug(draft, line)
        if name != "population" or draft.role != Role.POPULATION:
            name = key if key and key not in used else _unique(name, taken, last)
            taken.add(name)
            used.add(name)
        named.append((read, key, name, found))
    draft.keep_measured([(read.line, found) for read, _, _, found in named])
    if draft.role in ONLY and not used & {ONLY[draft.role], "minimum-wage"}:
        _say_nameless(draft)
    values = scaled_each([(read.values, found.scale) for read, _, _, found in named])
    return [_one(draft, *one, sex_around, scaled) for one, scaled in zip(named, values, strict=True)]


def _keys(draft: Draft, reads: list[Read]) -> list[str]:
    """Give the key of each line that the costing knows; of several that could be one, the best match, or the first."""
    if draft.role not in BY_NAME:
        return [draft.name] * len(reads)
    title = next((text for _, text in draft.block.titles), draft.block.sheet.name)
    found = [draft.named(read.line, _known(read.line, title)) for read in reads]
    if len(reads) == 1 and draft.role in ONLY and not found[0][0]:
        found = [(ONLY[draft.role], 0)]
        draft.decided(Topic.NAMES, ONLY[draft.role], coded("only-row"), sure=False)
    best: dict[str, int] = {}
    for index, (key, rank) in enumerate(found):
        if key and (key not in best or rank > found[best[key]][1]):
            best[key] = index
    unmatched = [read.line.label for read, (key, _) in zip(reads, found, strict=True) if not key]
    if unmatched:
        shown = ", ".join(dict.fromkeys(unmatched[:12]))
        draft.decided(Topic.NAMES, coded("own-labels"), coded("listed", names=shown), sure=False)
    for index, (key, _) in enumerate(found):
        if key and best[key] != index:
            _say_second(draft, key, reads[best[key]].line.header, reads[index])
            found[index] = ("", 0)
    return [key for key, _ in found]


def _known(line: Line, title: str) -> tuple[str, int]:
    keys = line.keys
    return known(
        line.label, keys.get("code", ""), keys.get("unit", "") or keys.get("unit-section", ""), title
    )


def _as_shown(draft: Draft, read: Read, found: Resolved) -> Resolved:
    """Scale a line whose cells are shown in thousands once only: they hold the whole number."""
    shrunk = draft.block.sheet.shrunk
    if not shrunk or found.scale == 1.0:
        return found
    powers = {shrunk.get(place, 0) for _, _, place in read.numbers()}
    if powers <= {0}:
        return found
    if powers == {round(math.log10(found.scale))}:
        return replace(found, scale=1.0, evidence=of_whole_numbers(found.evidence))
    draft.notebook.say(
        Severity.SERIOUS,
        message("The cells of “{label}” are shown in another scale than the one stated; read by what they hold.",
                label=read.line.label or read.line.age),
        sheet=draft.block.sheet.name,
        at=read.line.cells[0][1],
        remedy=message("Say what they are multiplied by with {option}.", option="--scale"), code="shown-in-other-scale", asks="scale",
    )  # fmt: skip
    return found


def _say_nameless(draft: Draft) -> None:
    """Say that the costing will find none of the rows, and how to name the one that is meant."""
    key = ONLY[draft.role]
    draft.notebook.say(
        Severity.SERIOUS,
        message("No row is known as {key}, so the costing does not use this table.", key=key),
        sheet=draft.block.sheet.name,
        at=(draft.block.header, draft.block.area[1]),
        remedy=message("Bring the one row in with {option}.", option=f"--range and --as series:{key}"),
        code="no-row-known",
        asks="range",
    )


def _slug(draft: Draft, line: Line) -> str:
    unit = line.keys.get("unit", "")
    share = unit if draft.role == Role.MACRO and measure(unit).unit == Quantity.SHARE else ""
    return slug(
        " ".join(
            (line.label, line.part, line.age and f"age {line.age}", line.sex, share.replace("%", "percent"))
        )
    )


def _value_header(draft: Draft, read: Read, headers: dict[int, str]) -> str:
    if draft.block.kind == "across":
        return ""
    columns = {place[1] for _, place in read.line.cells}
    labels = [headers[column] for column in sorted(columns)]
    return " ".join(labels) if draft.role != Role.OTHER or len(labels) == 1 else ""


def _unique(name: str, taken: Container[str], last: dict[str, int]) -> str:
    """Give a name not taken yet; the last number given is kept, as looking from 2 again each time takes the square."""
    if name not in taken:
        return name
    number = last.get(name, 1) + 1
    while f"{name}-{number}" in taken:
        number += 1
    last[name] = number
    return f"{name}-{number}"


def _say_second(draft: Draft, key: str, first: Place, read: Read) -> None:
    draft.notebook.say(
        Severity.ADVISORY,
        message("“{label}” could also be {key}, which is read from {cell}; it is kept under its own name.",
                label=read.line.label, key=key, cell=address(*first)),
        sheet=draft.block.sheet.name,
        at=read.line.header, code="second-match",
    )  # fmt: skip


def _sex_around(draft: Draft) -> str:
    block = draft.block
    if draft.options.sex:
        draft.decided(Topic.SEX, draft.options.sex, AS_ASKED)
        return draft.options.sex
    keys = [name for column, name in block.names.items() if column in block.keys]
    values = {value.label for value in block.values}
    headers = [*keys, *values] if len(values) == 1 else keys
    sources = [block.sheet.name, *(text for _, text in block.titles), *headers, draft.workbook]
    for text in sources:
        sex = sex_in(text)
        if sex:
            draft.decided(Topic.SEX, sex, quoted(text[:80]))
            return sex
    return ""


def _one(
    draft: Draft, read: Read, key: str, name: str, found: Resolved, sex_around: str, values: Values
) -> Series:
    """Make a series of a line, its values being scaled and in the order of its cells."""
    line = read.line
    all_fractions = bool(read.fractions) and len(read.fractions) == read.filled
    unit = "share" if all_fractions else found.unit
    if read.fractions:
        values = Values.of(
            own if year in read.fractions else value
            for year, own, value in zip(read.years, read.values, values, strict=True)
        )
    years, values, cells = _ordered(read, values)
    if found.stated or unit in (Quantity.MONEY, Quantity.PERSONS):
        draft.decided(Topic.UNIT, unit, found.evidence, sure=found.stated)
        if unit in (Quantity.MONEY, Quantity.PERSONS):
            draft.decided(Topic.SCALE, f"{found.scale:.15g}", found.evidence, sure=found.stated)
    _note_doubts(draft, read, found, unit)
    basis = found.basis
    if key == "gdp" and not basis:
        basis = "nominal"
        draft.decided(Topic.PRICES, coded("gdp-nominal"), coded("not-constant"))
    return Series(
        key=name,
        label=line.label or line.age or name,
        years=years,
        values=values,
        cells=cells,
        unit=unit,
        price_basis=basis if unit == Quantity.MONEY else "",
        dims=_dims(draft, line, key, sex_around),
    )


def _note_doubts(draft: Draft, read: Read, found: Resolved, unit: str) -> None:
    """Keep what has to be said of a series: that nothing states its scale, or that it may be another."""
    place, label = read.line.cells[0][1], read.line.label
    if not found.stated and unit == Quantity.MONEY:
        draft.unstated.append(place)
    elif not found.stated and unit == Quantity.PERSONS:
        draft.unstated_people.append((place, label))
    if found.by_size and not read.fractions:
        draft.by_size.append((place, label, found.scale))
    if found.doubt is not None:
        draft.doubts.setdefault(found.doubt, []).append((place, label, found.evidence))
    if unit == Quantity.SHARE and found.scale == PERCENT and not found.by_size and not read.fractions:
        text = f"{label} {read.line.part} {read.line.keys.get('unit', '')} {read.line.keys.get('unit-section', '')}"
        if found.evidence == PERCENT_IN_TITLE:
            text = " ".join((text, *draft.near.texts))
        small = any(read.values) and all(value is None or abs(value) < 1 for value in read.values)
        draft.percents.append((place, label, small and not OF_A_WHOLE.search(text)))


def _ordered(read: Read, scaled: Values) -> tuple[tuple[int, ...], Values, Cells]:
    """Give years, scaled values and cells by year; a strip already runs from year to year."""
    if isinstance(read.line.cells, Strip):
        return read.years, scaled, read.line.cells.addresses
    order = sorted(range(len(read.years)), key=read.years.__getitem__)
    places = [read.line.cells[index][1] for index in order]
    years = tuple(read.years[index] for index in order)
    values = Values.of(scaled[index] for index in order)
    return years, values, Cells.of(address(*place) for place in places)


def _dims(draft: Draft, line: Line, key: str, sex_around: str) -> tuple[tuple[str, str], ...]:
    if draft.role == Role.POPULATION:
        whom = (("sex", line.sex or sex_around or BOTH), ("age", line.age))
        where = " / ".join(where_of(line))
        return (*whom, ("region", where)) if where else whom
    dims: list[tuple[str, str]] = []
    if line.age:
        dims += [("age", line.age)]
    if line.sex:
        dims += [("sex", line.sex)]
    unit_text = line.keys.get("unit", "")
    own = " ".join((line.label, unit_text, line.part))
    if draft.role in (Role.EXISTING_SPENDING, Role.UNIT_COSTS, Role.GROUP_SIZES, Role.COVERAGE):
        dims.append(("item", line.label))
    if draft.role == Role.UNIT_COSTS:
        dims.append(("per", _per(line.label, unit_text)))
    if line.keys.get("code"):
        dims.append(("code", line.keys["code"]))
    if line.keys.get("section"):
        dims.append(("section", line.keys["section"]))
    if line.part:
        dims.append(("part", line.part))
    if line.keys.get("currency"):
        dims.append(("currency", line.keys["currency"]))
    if key in PER_PERIOD:
        dims.append(("period", period_in(own) or period_in(draft.options.unit) or _period_around(draft)))
        per = per_in(own)
        if per:
            dims.append(("per", per))
    return tuple(dims)


def _period_around(draft: Draft) -> str:
    """Give the period a title states for all its wages or poverty lines."""
    return next(
        (period_in(text) for text in draft.near.texts if PAY.search(text.lower()) and period_in(text)), ""
    )


def _per(label: str, unit_text: str) -> str:
    for text in (unit_text.lower(), label.lower()):
        if " per " in f" {text}" and "per cent" not in text:
            return text.rpartition("per ")[2].strip(" )")
    unit = measure(unit_text).unit
    return "" if unit in (Quantity.MONEY, Quantity.SHARE) else unit_text
