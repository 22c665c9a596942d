"""Count nobody twice: of people by age, leave out totals, classes that overlap, and parts beside what they add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from workbench.errors import WorkbookError, message
from workbench.model import Series, Table
from workbench.model.decided import Topic, coded
from workbench.model.demography import age_bounds
from workbench.model.values import Values
from workbench.model.words import MAX_AGE, Role, Severity
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.layout.lines import SHOWN_NAMES, Line
from workbench.sheets.meaning.draft import Draft
from workbench.sheets.meaning.totals import Read, close, differs
from workbench.sheets.words.countries import country_of, is_same
from workbench.sheets.words.labels import BOTH, FEMALE, MALE, is_total, plain

_WHOLE = frozenset(
    {"national", "nation", "country", "whole country", "national total", "pays", "país", "всего", "全国"}
)
_VARIANTS = frozenset(
    {"low", "medium", "high", "central", "baseline", "base", "optimistic", "pessimistic", "constant fertility", "no change",
     "basse", "moyenne", "haute", "bajo", "baja", "medio", "media", "alto", "alta", "низкий", "средний", "высокий"}
)  # fmt: skip
_NO_COUNT = re.compile(
    r"%|\bper ?cent|\bpercent|\bratio\b|\bshare\b|\brate\b|\bgrowth\b|\bdensity\b|\bchange\b|\bmedian\b|\bmean\b|\baverage\b"
    r"|pourcentage|rapport de|taux|porcentaje|razón|tasa|процент|доля|темп|نسبة|معدل|比重|比例|率"
)
"""Columns beside people that count none."""
_MIDDLE = ("medium", "moyenne", "media", "средн", "المتوسط", "中")

OLDEST = 105
"""Where an open class ends when it is weighed against others; up to the last age there is it would outweigh all."""
FEWEST_CELLS = 3
"""Of fewer numbers one may be the sum of others by chance."""

_Key = tuple[str, str, int]
Where = tuple[str, ...]


def counted_twice(draft: Draft, reads: list[Read]) -> list[Read]:
    """Give the lines of a population table whose people other lines count as well, and say where that is in doubt."""
    totals = [read for read in reads if read.line.age in ("", "total")]
    by_age = [read for read in reads if age_bounds(read.line.age) is not None and read.filled]
    out = [read for read in by_age if any(map(_NO_COUNT.search, map(str.lower, where_of(read.line))))]
    left = {id(read) for read in out}
    out += _wholes(draft, [read for read in by_age if id(read) not in left])
    left = {id(read) for read in out}
    overlapping = _overlapping(draft, [read for read in by_age if id(read) not in left])
    left |= {id(read) for read in overlapping}
    _check(draft, totals, [read for read in by_age if id(read) not in left])
    return [*totals, *out, *overlapping]


def where_of(line: Line) -> Where:
    """Give what else than age and sex tells a line from others: region, residence, nationality."""
    parts = (line.keys.get("section", ""), line.label, line.part)
    return tuple(part for part in parts if part and part != line.age and not part.startswith("("))


def _cells(reads: Iterable[Read]) -> dict[_Key, float]:
    return {
        (read.line.sex or BOTH, read.line.age, year): value
        for read in reads
        for year, value, _ in read.numbers()
    }


def _wholes(draft: Draft, reads: list[Read]) -> list[Read]:
    """Find the parts that are the sum of others, such as a country beside its regions."""
    groups: dict[Where, list[Read]] = {}
    for read in reads:
        groups.setdefault(where_of(read.line), []).append(read)
    if len(groups) < 2:
        return []
    names = list(groups)
    _ask_variant(draft, names)
    cells = {name: _cells(own) for name, own in groups.items()}
    sums = {*_sums(names[::-1], cells), *_sums(names, cells)}
    named = [name for name in names if _is_whole(name)]
    named = named if len(named) == 1 else []
    if named and not sums & set(named):
        kept = named[0]
        draft.notebook.say(
            Severity.SERIOUS,
            message("“{whole}” is not the sum of the parts beside it; it is counted, they are left out.",
                    whole=" / ".join(kept)),
            sheet=draft.block.sheet.name,
            at=groups[kept][0].line.header,
            remedy=message("Check the numbers, or choose the cells with {option}.", option="--range"), code="whole-is-not-sum", asks="range",
        )  # fmt: skip
        return [read for name in names if name != kept for read in groups[name]]
    if sums == set(names):
        sums.discard(names[0])
    parts = [" / ".join(name) or "–" for name in names if name not in sums]
    if sums:
        wholes = ", ".join(" / ".join(name) for name in names if name in sums)
        draft.decided(Topic.TOTALS, wholes, coded("sum-beside"), sure=False)
    if len(parts) > 1:
        draft.notebook.say(
            Severity.ADVISORY,
            message("People of these are added up: {parts}; in all {count}.",
                    parts=tuple(parts[:SHOWN_NAMES]), count=len(parts)),
            sheet=draft.block.sheet.name,
            at=groups[names[0]][0].line.header,
            remedy=message("If one of them holds the others, choose its cells with {option}.", option="--range"), code="people-added", asks="range",
        )  # fmt: skip
    return [read for name in names if name in sums for read in groups[name]]


def _ask_variant(draft: Draft, names: Sequence[Where]) -> None:
    """Ask which variant is meant where they stand side by side.

    Raises:
        WorkbookError: The lines are told apart by the names of variants.
    """
    last = [name[-1] if name else "" for name in names]
    if all(plain(text).removesuffix(" variant") in _VARIANTS for text in last):
        raise WorkbookError(
            message("The table holds several variants: {names}.", names=tuple(last)),
            where=draft.spot,
            why=message("Their people would be added up."),
            remedy=message(
                "Choose the columns or rows of one with {option}, its header included.", option="--range"
            ),
            code="several-variants",
            asks="range",
        )


def _is_whole(name: Where) -> bool:
    last = name[-1] if name else ""
    return not last or is_total(last) or plain(last) in _WHOLE or bool(country_of(last))


def _sums(names: Sequence[Where], cells: dict[Where, dict[_Key, float]]) -> list[Where]:
    """Find each that equals those before it which are no sums themselves, from the nearest on."""
    found: list[Where] = []
    parts: list[Where] = []
    for name in names:
        own = cells[name]
        if not own:
            continue
        first = next(iter(own))
        total, used = 0.0, 0
        for part in reversed(parts):
            number = cells[part].get(first)
            if number is None or own.keys() - cells[part].keys():
                break
            total, used = total + number, used + 1
            beside = parts[-used:]
            certain = len(own) >= FEWEST_CELLS or _is_whole(name)
            if (
                used > 1
                and certain
                and close(own[first], total, used)
                and _add_up(own, [cells[one] for one in beside])
            ):
                found.append(name)
                break
        if name not in found:
            parts.append(name)
    return found


def _add_up(whole: dict[_Key, float], parts: list[dict[_Key, float]]) -> bool:
    return any(whole.values()) and all(
        close(value, sum(part[key] for part in parts), len(parts)) for key, value in whole.items()
    )


def _overlapping(draft: Draft, reads: list[Read]) -> list[Read]:
    """Find the classes of ages that others cover: 0-14 beside 0-4, 5-9 and 10-14."""
    groups: dict[tuple[Where, str], list[Read]] = {}
    for read in reads:
        groups.setdefault((where_of(read.line), read.line.sex), []).append(read)
    out: list[Read] = []
    for own in groups.values():
        ages = tuple(dict.fromkeys(read.line.age for read in own))
        kept, whole = _once(ages)
        out += [read for read in own if read.line.age not in kept]
        if not whole:
            lost = [read for read in own if read.line.age not in kept]
            draft.notebook.say(
                Severity.SERIOUS,
                message("Classes of ages overlap, and others do not make them up; left out: {ages}.",
                        ages=tuple(dict.fromkeys(read.line.age for read in lost))),
                sheet=draft.block.sheet.name,
                at=lost[0].line.cells[0][1],
                remedy=message("Choose the rows or columns with {option}.", option="--range"), code="ages-overlap", asks="range",
            )  # fmt: skip
    if out:
        ages = tuple(dict.fromkeys(read.line.age for read in out))
        draft.decided(Topic.TOTALS, ", ".join(ages[:SHOWN_NAMES]), coded("ages-covered"), sure=False)
    return out


@lru_cache(maxsize=64)
def _once(ages: tuple[str, ...]) -> tuple[frozenset[str], bool]:
    """Choose classes that cover the most ages, each once, in the smallest steps; and say whether that is all of them."""
    spans = [(age, *bounds) for age in ages if (bounds := age_bounds(age))]
    classes = sorted(
        (max(first, OLDEST) if last == MAX_AGE else last, first, age) for age, first, last in spans
    )
    best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
    for index, (last, first, age) in enumerate(classes):
        before = sum(1 for other, _, _ in classes[:index] if other < first)
        covered, count, chosen = best[before]
        best.append(
            max(best[index], (covered + last - first + 1, count + 1, (*chosen, age)), key=lambda one: one[:2])
        )
    covered, _, chosen = best[-1]
    union = {age for last, first, _ in classes for age in range(first, last + 1)}
    return frozenset(chosen), covered == len(union)


def _check(draft: Draft, totals: list[Read], reads: list[Read]) -> None:
    """Compare the totals of all ages with the classes that are counted, and both sexes with men and women."""
    sexes: dict[tuple[Where, str, int], dict[str, float]] = {}
    for read in reads:
        for year, value, _ in read.numbers():
            sexes.setdefault((where_of(read.line), read.line.age, year), {})[read.line.sex] = value
    for read in reads:
        for year, value, place in read.numbers() if read.line.sex == BOTH else ():
            own = sexes[where_of(read.line), read.line.age, year]
            if MALE in own and FEMALE in own and not close(value, own[MALE] + own[FEMALE], 2):
                name = f"{read.line.age}, {year}"
                differs(draft.notebook, draft.block.sheet.name, place, name, value, own[MALE] + own[FEMALE])
    sums: dict[tuple[Where, str, int], list[float]] = {}
    for read in reads:
        for year, value, _ in read.numbers():
            sums.setdefault((where_of(read.line), read.line.sex, year), []).append(value)
    for total in totals:
        named = tuple(part for part in where_of(total.line) if not is_total(part))
        for year, value, place in total.numbers():
            parts = sums.get((named, total.line.sex, year), [])
            if len(parts) > 1 and not close(value, sum(parts), len(parts)):
                differs(draft.notebook, draft.block.sheet.name, place, str(year), value, sum(parts))


def once(tables: list[Table], own_country: str, notebook: Notebook) -> list[Table]:
    """Keep of population tables of a workbook those that together count everybody once.

    Estimates and a projection that share a year are joined where they agree on it; of variants one is taken, the medium
    one where there is one.
    """
    people = [table for table in tables if table.role == Role.POPULATION]
    if len(people) < 2:
        return tables
    wanted = sorted(people, key=lambda table: (not _is_own(table, own_country), not _is_middle(table)))
    kept: list[Table] = []
    changed: dict[int, Table | None] = {}
    left: dict[int, list[Table]] = {}
    for table in wanted:
        fresh: Table | None = table
        for other in kept:
            shared = _shared(other, table)
            if not shared:
                continue
            fresh = _without(table, shared) if fresh is not None and _agree(other, table, shared) else None
            if fresh is None:
                left.setdefault(id(other), []).append(table)
                break
        changed[id(table)] = fresh
        if fresh is not None:
            kept.append(fresh)
    for other in kept:
        if others := left.get(id(other)):
            _say_left_out(notebook, others, other)
    return [one for table in tables if (one := changed.get(id(table), table)) is not None]


def _say_left_out(notebook: Notebook, tables: list[Table], other: Table) -> None:
    names = tuple(f"{table.sheet} {table.range}" for table in tables[:SHOWN_NAMES])
    notebook.say(
        Severity.SERIOUS,
        message("People of the same ages and years as those of {sheet} {range} were left out: {names}; in all {count}.",
                sheet=other.sheet, range=other.range, names=names, count=len(tables)),
        sheet=tables[0].sheet,
        remedy=message("If these are meant, choose them with {option}.", option="--sheet and --range"), code="same-people", asks="cells",
    )  # fmt: skip


def _is_own(table: Table, own_country: str) -> bool:
    return not own_country or not table.country or is_same(table.country, own_country)


def _is_middle(table: Table) -> bool:
    said = f"{table.sheet} {table.title} {table.variant}".lower()
    return any(word in said for word in _MIDDLE)


def _numbers(table: Table) -> dict[tuple[str, int], dict[str, float]]:
    found: dict[tuple[str, int], dict[str, float]] = {}
    for one in table.series:
        for year, value in zip(one.years, one.values, strict=True):
            if value is not None:
                found.setdefault((one.dim("sex"), year), {})[one.dim("age")] = value
    return found


def _shared(first: Table, second: Table) -> set[tuple[str, int]]:
    """Give the sexes and years of which both tables count people of the same ages."""
    one, other = _numbers(first), _numbers(second)
    return {key for key in one.keys() & other.keys() if _meet(tuple(one[key]), tuple(other[key]))}


@lru_cache(maxsize=64)
def _meet(ages: tuple[str, ...], others: tuple[str, ...]) -> bool:
    spans, beside = [*map(age_bounds, ages)], [*map(age_bounds, others)]
    return any(a and b and a[0] <= b[1] and b[0] <= a[1] for a in spans for b in beside)


def _agree(first: Table, second: Table, shared: set[tuple[str, int]]) -> bool:
    one, other = _numbers(first), _numbers(second)
    return all(one[key] == other[key] for key in shared) and len(shared) < len(other)


def _without(table: Table, shared: set[tuple[str, int]]) -> Table:
    def cut(series: Series) -> Series:
        left = [i for i, year in enumerate(series.years) if (series.dim("sex"), year) not in shared]
        return replace(
            series,
            years=tuple(series.years[i] for i in left),
            values=Values.of(series.values[i] for i in left),
            cells=tuple(series.cells[i] for i in left),
        )

    return replace(table, series=tuple(map(cut, table.series)))
