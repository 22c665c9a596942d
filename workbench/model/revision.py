"""What a newer version of a workbook changes in the tables held: which is which, and value by value what differs."""

from __future__ import annotations

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.model.currencies import still_in
from workbench.model.demography import Population
from workbench.model.table import Series, Table
from workbench.model.words import Quantity, Role

ALIKE = 0.5
"""Share of series two tables on like-named sheets have in common before one is taken for the other's newer version."""

_Identity = tuple[object, ...]
_ASIDE = frozenset({"code", "section"})
"""Labels beside a series that come and go between versions of a workbook."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that a newer version of a workbook adds, changes or removes.

    Attributes:
        table: Identifier of the table.
        name: Name of the series within its table.
        label: The series as a reader knows it: its label with sex, age and part.
        before: The value held, None where there was none.
        after: The value brought in, None where there is none any more.
        cell: The cell in the newer version; where the value is gone, the cell in the version held.
        corrected: Whether the planner's correction stays in place of it.
    """

    table: str
    name: str
    label: str
    year: int
    before: float | None
    after: float | None
    cell: str
    unit: str
    corrected: bool = False

    @property
    def kind(self) -> str:
        """Say "added", "changed" or "removed"."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class TotalChange:
    """A total before and after, in one year; None where there is none.

    Attributes:
        figure: "population", a figure of the costing such as "total.cost" or "measure:ID.benefit", or "table:ID" for the
            sum of a table's amounts.
    """

    figure: str
    unit: str
    year: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Revision:
    """What bringing in a workbook changes in the tables held.

    Attributes:
        tables: The tables as they will be held: under the identifier of the version they replace, with the planner's
            corrections.
        replaced: Identifiers of the tables held that are replaced.
        changes: Values added, changed and removed in those, grouped by table and series.
        totals: Totals that move.
        corrections: Corrections of the planner that stay, as (table, series, year).
        lost: Corrections whose series is not in the newer version; they are kept and have no effect.
        gone: Series, as a reader knows them, that are not in the newer version at all.
    """

    tables: tuple[Table, ...]
    replaced: tuple[str, ...] = ()
    changes: tuple[ValueChange, ...] = ()
    totals: tuple[TotalChange, ...] = ()
    corrections: tuple[tuple[str, str, int], ...] = ()
    lost: tuple[tuple[str, str, int], ...] = ()
    gone: tuple[str, ...] = ()

    def count(self, kind: str) -> int:
        """Count the values added, changed or removed."""
        return sum(1 for change in self.changes if change.kind == kind)


def revise(held: tuple[Table, ...], fresh: tuple[Table, ...]) -> Revision:
    """Say which tables held the fresh ones replace, and what differs; nothing is changed yet."""
    free = {table.id: table for table in held}
    taken = set(free)
    tables: list[Table] = []
    pairs: list[tuple[Table, Table]] = []
    for table in fresh:
        before = _earlier(table, list(free.values())) or _renamed(table, list(free.values()), fresh)
        if before is not None:
            del free[before.id]
            table = dataclasses.replace(
                table, id=before.id, corrections=before.corrections, currency=still_in(table, before)
            )
            pairs.append((before, table))
        else:
            table = dataclasses.replace(table, id=_unused(table.id, taken))
            taken.add(table.id)
        tables.append(table)
    kept = [(table, one) for _, table in pairs for one in table.corrections]
    present = {(table.id, series.name) for _, table in pairs for series in table.series}
    named = {
        there: tuple(
            (table.id, one.series, one.year)
            for table, one in kept
            if ((table.id, one.series) in present) is there
        )
        for there in (True, False)
    }
    return Revision(
        tuple(tables),
        tuple(before.id for before, _ in pairs),
        _gone_first(change for before, after in pairs for change in _differences(before, after)),
        tuple(total for before, after in pairs for total in _sums(before, after)),
        named[True],
        named[False],
        tuple(dict.fromkeys(full_label(one) for before, after in pairs for one in _gone(before, after))),
    )


def _earlier(table: Table, held: list[Table]) -> Table | None:
    """Find the table held of which this is a newer version."""
    names = {series.name for series in table.series}
    held = [one for one in held if not (one.country and table.country) or _same(one.country, table.country)]
    for other in held:
        shared = names & {series.name for series in other.series}
        if other.id == table.id and (other.workbook == table.workbook or shared):
            return other
    for other in held:
        shared = names & {series.name for series in other.series}
        like = (other.role, _without_digits(other.sheet)) == (table.role, _without_digits(table.sheet))
        if like and len(shared) >= ALIKE * max(len(names), 1):
            return other
    return None


def _renamed(table: Table, held: list[Table], fresh: tuple[Table, ...]) -> Table | None:
    """Find the table held of the same file and role whose sheet bears another name now."""
    names = {series.name for series in table.series}
    sheets = {one.sheet for one in fresh}
    for other in held:
        gone = other.workbook == table.workbook and other.sheet not in sheets
        shared = names & {series.name for series in other.series}
        if gone and other.role == table.role and len(shared) >= ALIKE * max(len(names), 1):
            return other
    return None


def _same(first: str, second: str) -> bool:
    return first.strip().casefold() == second.strip().casefold()


def _without_digits(text: str) -> str:
    return re.sub(r"[\d\W_]+", " ", text.lower()).strip()


def _unused(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _gone(before: Table, after: Table) -> list[Series]:
    """Give the series that are not in the newer version."""
    left = _by_identity(after)
    return [series for identity, series in _by_identity(before).items() if identity not in left]


def _gone_first(changes: Iterable[ValueChange]) -> tuple[ValueChange, ...]:
    """Put series of which every value is removed before what merely changes: they are what a reader must not miss."""
    held = list(changes)
    kept = {(one.table, one.label) for one in held if one.kind != "removed"}
    return tuple(sorted(held, key=lambda one: (one.table, one.label) in kept))


def _differences(before: Table, after: Table) -> Iterator[ValueChange]:
    olds, news = _by_identity(before), _by_identity(after)
    for identity in dict.fromkeys((*olds, *news)):
        old, new = olds.get(identity), news.get(identity)
        series = new or old
        assert series is not None
        own = {one.year for one in after.corrections if one.series == series.name}
        for year in sorted({*(old.years if old else ()), *(new.years if new else ())}):
            was, now = old.at(year) if old else None, new.at(year) if new else None
            if was == now:
                continue
            cell = (new.cell_at(year) if new and now is not None else "") or (
                old.cell_at(year) if old else ""
            )
            yield ValueChange(
                after.id, series.name, full_label(series), year, was, now, cell, series.unit, year in own
            )


def _by_identity(table: Table) -> dict[_Identity, Series]:
    """Give the series by what makes two versions of one: name, labels, unit; the order tells doubles apart."""
    seen: Counter[_Identity] = Counter()
    found: dict[_Identity, Series] = {}
    for series in table.series:
        told = tuple((name, value) for name, value in series.dims if name not in _ASIDE)
        identity: _Identity = (series.name, told, series.unit, series.price_basis)
        found[(*identity, seen[identity])] = series
        seen[identity] += 1
    return found


def full_label(series: Series) -> str:
    """Give the label of a series with what tells it from others: sex, age, part."""
    further = [
        value for name, value in series.dims if name in ("sex", "age", "region", "part", "section") and value
    ]
    return ", ".join(dict.fromkeys((series.label or series.key, *further)))


def _sums(before: Table, after: Table) -> Iterator[TotalChange]:
    """Give the sums of amounts by year, where a table is one whose rows add up."""
    if after.role != Role.EXISTING_SPENDING:
        return
    for year in sorted({*before.years, *after.years}):
        was, now = _sum(before, year), _sum(after, year)
        if was != now:
            yield TotalChange(f"table:{after.id}", "money", year, was, now)


def _sum(table: Table, year: int) -> float | None:
    values = [
        value
        for series in table.rows
        if series.unit == Quantity.MONEY and (value := series.at(year)) is not None
    ]
    return sum(values) if values else None


def in_place(held: tuple[Table, ...], fresh: tuple[Table, ...]) -> tuple[Table, ...]:
    """Give the tables with the fresh ones behind the others, in place of those of the same identifier."""
    names = {table.id for table in fresh}
    return (*(table for table in held if table.id not in names), *fresh)


def people_moved(before: tuple[Table, ...], after: tuple[Table, ...]) -> Iterator[TotalChange]:
    """Compare the whole population by year."""
    years = sorted(
        {year for table in (*before, *after) if table.role == Role.POPULATION for year in table.years}
    )
    old, new = Population(before), Population(after)
    for year in years:
        was, now = old.persons(year), new.persons(year)
        if was != now:
            yield TotalChange("population", "persons", year, was, now)


def total_moved(
    figure: str, unit: str, years: Iterable[int], before: Iterable[float], after: Iterable[float]
) -> Iterator[TotalChange]:
    """Compare a total by year; NaN is not known."""
    for year, old, new in zip(years, before, after, strict=True):
        was, now = (None if math.isnan(value) else value for value in (old, new))
        if was != now:
            yield TotalChange(figure, unit, year, was, now)
