"""Which of two imported tables counts where both hold the same: the one brought in last."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.table import BY_NAME, Table


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
        if table.role == "population":
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
    """Give, by older table and series, the years that no longer count because a newer table lacks them."""
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    newer = {series.key: series for table in fresh if table.role in BY_NAME for series in table.series}
    hidden, replaced = outdone(held), {table.id for table in fresh}
    for table in held:
        if table.role not in BY_NAME or table.id in replaced:
            continue
        before = hidden.get(table.id)
        for series in table.series:
            counted = before is None or (bool(before.series) and series.key not in before.series)
            if counted and series.key in newer:
                kept = newer[series.key]
                lost = tuple(
                    year for year in series.years if series.at(year) is not None and kept.at(year) is None
                )
                found |= {(table.id, series.key): lost} if lost else {}
    return found
