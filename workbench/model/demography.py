"""People counted from an imported population table: by age band, sex and year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.model.cost import Cost
from workbench.model.measure import Measure
from workbench.model.paths import Path
from workbench.model.table import Series, Table
from workbench.model.words import MAX_AGE, CostModel, Role, Sex

_AGES = re.compile(r"(\d+)\s*(?:[-–]\s*(\d+)|(\+))?")
BY_AGE = frozenset({CostModel.TRANSFER, CostModel.BASIC_INCOME, CostModel.MEANS_TESTED})


def age_bounds(label: str) -> tuple[int, int] | None:
    """Read an age label of a table: "7", "5-9", "85+"; None where it is none."""
    found = _AGES.fullmatch(label.strip())
    if found is None:
        return None
    low = int(found[1])
    return low, MAX_AGE if found[3] else int(found[2] or low)


def age_band(measure: Measure) -> tuple[int, int]:
    """Give the ages a measure is meant for: what the law covers, within what the costing pays."""
    low, high = measure.age_from, measure.age_to
    if measure.cost.model in BY_AGE:
        lowest, highest = age_limits(measure.cost)
        low, high = max(low, lowest), min(high, highest)
    return low, high


def age_limits(cost: Cost) -> tuple[int, int]:
    """Give the widest ages the costing pays in any year, where the limits move step by step."""
    lowest = [cost.age_from] if cost.age_from_by_year is None else _values(cost.age_from_by_year)
    highest = [cost.age_to] if cost.age_to_by_year is None else _values(cost.age_to_by_year)
    return min(lowest), max(highest)


def _values(path: Path) -> list[int]:
    return [int(value) for _, value in path.points]


NOBODY_OLDER = 110
"""A highest age from which a limit takes nobody off, as 120 does."""
WHOLE_LIFE = 95
"""A table whose ages run at least so far is one of everybody, also where its last age is no open end."""


def overlap(label: tuple[int, int], low: int, high: int) -> float | None:
    """Give the part of an age class within a band: 1 or 0, and None where a limit cuts the class.

    How many of a class are within a limit that cuts it is not known: nobody is counted in part unasked.
    """
    last = MAX_AGE if high >= NOBODY_OLDER else high
    if label[0] > last or low > label[1]:
        return 0.0
    return 1.0 if low <= label[0] and label[1] <= last else None


def evenly(label: tuple[int, int], low: int, high: int) -> float:
    """Give the part of a band of ages within another, as if its people were evenly spread over its ages."""
    first, last = max(label[0], low), min(label[1], high)
    return max(0, last - first + 1) / (label[1] - label[0] + 1)


def first_gap(classes: Iterable[tuple[int, int]], low: int, high: int) -> int | None:
    """Give the first age of a band that no class of a table holds; None where all are held."""
    age = low
    for first, last in sorted(classes):
        if first > age:
            break
        age = max(age, last + 1)
    return age if age <= min(high, WHOLE_LIFE) else None


@dataclass(frozen=True, slots=True)
class AgeClass:
    """One row of a population table: the people of one sex within an age class, by year."""

    table: Table
    series: Series
    low: int
    high: int

    @property
    def whom(self) -> str:
        """Whom it counts: a sheet for each year has rows of the same people, which make up one over the years."""
        return f"{self.series.dim('sex')} {self.low}-{self.high} {self.series.dim('region')}"


def age_classes(tables: tuple[Table, ...], sex: Sex) -> tuple[AgeClass, ...]:
    """Choose the rows that together make up a sex once.

    A workbook may hold a sheet for each sex: all population tables of the workbook imported last are looked at.
    Men and women are preferred to both sexes, where there are all three.
    """
    latest = next(
        (table.sha256 or table.id for table in reversed(tables) if table.role == Role.POPULATION), None
    )
    rows = [
        AgeClass(table, series, *bounds)
        for table in tables
        if table.role == Role.POPULATION and (table.sha256 or table.id) == latest
        for series in table.rows
        if series.key == "population" and (bounds := age_bounds(series.dim("age")))
    ]
    present = {row.series.dim("sex") or "both" for row in rows}
    wanted = {"female", "male"} if sex is Sex.BOTH else {sex.value}
    if not wanted <= present and sex is Sex.BOTH:
        wanted = {"both"}
    return tuple(row for row in rows if (row.series.dim("sex") or "both") in wanted)


class Population:
    """Imported population that answers quickly; without a table every answer is None."""

    def __init__(self, tables: tuple[Table, ...]) -> None:
        self._tables = tables
        self._bands: dict[tuple[int, int, Sex], dict[int, float]] = {}
        self._classes: dict[Sex, tuple[AgeClass, ...]] = {}

    def persons(self, year: int, low: int = 0, high: int = MAX_AGE, sex: Sex = Sex.BOTH) -> float | None:
        """Count the people of an age band; None where the table has none for the year, or a limit cuts a class."""
        key = (low, high, sex)
        if key not in self._bands:
            self._bands[key] = self._count(*key)
        return self._bands[key].get(year)

    def cut(self, low: int, high: int, sex: Sex) -> bool:
        """Whether a limit of an age band cuts a class of ages."""
        return any(overlap((row.low, row.high), low, high) is None for row in self._rows(sex))

    def _rows(self, sex: Sex) -> tuple[AgeClass, ...]:
        if sex not in self._classes:
            self._classes[sex] = age_classes(self._tables, sex)
        return self._classes[sex]

    def _count(self, low: int, high: int, sex: Sex) -> dict[int, float]:
        if self.cut(low, high, sex):
            return {}
        total: dict[int, float] = {}
        counted: dict[int, set[str]] = {}
        whole: set[str] = set()
        for row in self._rows(sex):
            if overlap((row.low, row.high), low, high):
                whole.add(row.whom)
                for year, value in zip(row.series.years, row.series.values, strict=True):
                    if value is not None:
                        total[year] = total.get(year, 0.0) + value
                        counted.setdefault(year, set()).add(row.whom)
        # A year in which a class is missing has no count, rather than one of the others.
        return {year: count for year, count in total.items() if counted[year] == whole}
