"""Which of two imported tables counts where both hold the same: the one brought in last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.model.table import BY_NAME, Correction, Series, Table
from workbench.model.words import Role


@dataclass(frozen=True, slots=True)
class Outdone:
    """What of a table does not count.

    Attributes:
        by: The table that counts in its place.
        series: The series it holds as well; empty where nothing of the table counts.
    """

    by: Table
    series: tuple[str, ...] = ()


def outdone(tables: tuple[Table, ...]) -> dict[str, Outdone]:
    """Give what does not count by the identifier of its table.

    Of populations all tables of the workbook imported last count; of series known by name the last of each.
    """
    found: dict[str, Outdone] = {}
    people: Table | None = None
    named: dict[str, Table] = {}
    for table in reversed(tables):
        if table.role == Role.POPULATION:
            people = people or table
            if (table.sha256 or table.id) != (people.sha256 or people.id):
                found[table.id] = Outdone(people)
        elif table.role in BY_NAME:
            own = dict.fromkeys(series.key for series in table.series)
            shared = tuple(key for key in own if key in named)
            if shared:
                found[table.id] = Outdone(named[shared[0]], () if len(shared) == len(own) else shared)
            named |= {key: table for key in own if key not in named}
    return found


def lost_years(held: tuple[Table, ...], fresh: tuple[Table, ...]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Give, by older table and series, the years that no longer count because a newer table lacks them.

    Tables that fresh ones replace by identifier are left out: what they lose is listed value by value.
    """
    replaced = {table.id for table in fresh}
    hidden = outdone(held)
    counted = [table for table in held if table.id not in replaced]
    newer = {
        series.key: _filled(series) for table in fresh if table.role in BY_NAME for series in table.series
    }
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for table in counted:
        before = hidden.get(table.id)
        if table.role in BY_NAME:
            for series in table.series:
                counts = before is None or (bool(before.series) and series.key not in before.series)
                lost = _filled(series) - newer[series.key] if counts and series.key in newer else set()
                found |= {(table.id, series.key): tuple(sorted(lost))} if lost else {}
    people = _people(fresh)
    older = [table for table in counted if table.role == Role.POPULATION and table.id not in hidden]
    if people and older and (lost := _people(older) - people):
        found[older[-1].id, "population"] = tuple(sorted(lost))
    return found


def lost_corrections(
    held: tuple[Table, ...], fresh: tuple[Table, ...]
) -> Iterator[tuple[str, tuple[Correction, ...]]]:
    """Give, by older table, the values set by hand in series that count from a fresh table of another identifier."""
    replaced = {table.id for table in fresh}
    after = outdone((*(table for table in held if table.id not in replaced), *fresh))
    before = outdone(held)
    for table in held:
        now, was = after.get(table.id), before.get(table.id)
        if table.id in replaced or now is None:
            continue
        hidden = {one.series for one in table.corrections if _counts_not(one, now)}
        already = {one.series for one in table.corrections if was is not None and _counts_not(one, was)}
        lost = tuple(one for one in table.corrections if one.series in hidden - already)
        if lost:
            yield table.id, lost


def _counts_not(one: Correction, by: Outdone) -> bool:
    return not by.series or one.series in by.series


def _filled(series: Series) -> set[int]:
    return {year for year, value in zip(series.years, series.values, strict=True) if value is not None}


def _people(tables: Iterable[Table]) -> set[int]:
    """Give the years in which tables count people."""
    return {
        year
        for table in tables
        if table.role == Role.POPULATION
        for series in table.series
        for year in _filled(series)
    }
