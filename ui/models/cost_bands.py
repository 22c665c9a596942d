"""The bands of the cost charts: the largest sectors or measures, and the rest together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.models.summaries import at_least
from ui.texts import say, t
from ui.widgets.area import Band
from workbench.errors import Message, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.knowledge.base import Knowledge
    from workbench.model.results import Estimate

LARGEST = 5


def scaled(values: tuple[float, ...], divisors: tuple[float, ...]) -> tuple[float, ...]:
    """Give a row in the unit of a chart; a year without a divisor is not known."""
    return tuple(
        value / divisor if divisor else math.nan for value, divisor in zip(values, divisors, strict=False)
    )


def cost_bands(
    estimate: Estimate, knowledge: Knowledge, divisors: tuple[float, ...], year: int
) -> list[Band]:
    """Give the bands by sector, largest first, each named with its value in the year looked at."""
    rows = [
        (t(knowledge.title("sector", sector)), scaled(values, divisors), year in unknown)
        for sector, values, unknown in estimate.sectors
    ]
    return _bands(
        estimate, rows, year, lambda count: plural("{count} other sector", "{count} other sectors", count)
    )


def measure_bands(estimate: Estimate, divisors: tuple[float, ...], year: int) -> list[Band]:
    """Give the bands by measure, largest first."""
    rows = [(line.title, scaled(line.cost, divisors), False) for line in estimate.measures]
    return _bands(
        estimate, rows, year, lambda count: plural("{count} other measure", "{count} other measures", count)
    )


def last_known(row: tuple[float, ...]) -> float:
    """Give the value of the last year with one; NaN where there is none."""
    return next((value for value in reversed(row) if math.isfinite(value)), math.nan)


def value_at(row: tuple[float, ...], years: tuple[int, ...], year: int) -> float:
    """Give the value of a year; NaN where there is none."""
    return row[years.index(year)] if year in years and len(row) == len(years) else math.nan


def _bands(
    estimate: Estimate,
    rows: list[tuple[str, tuple[float, ...], bool]],
    year: int,
    rest: Callable[[int], Message],
) -> list[Band]:
    years = estimate.years
    ordered = sorted((one for one in rows if any(one[1])), key=lambda one: -_size(one[1]))
    largest = ordered if len(ordered) <= LARGEST + 1 else ordered[:LARGEST]
    others = ordered[len(largest) :]

    def said(values: tuple[float, ...], floor: bool) -> str:
        return at_least(say().number(value_at(values, years, year), 2), floor=floor)

    bands = [Band(name, _drawn(estimate, row), said(row, floor)) for name, row, floor in largest]
    if others:
        together = tuple(
            sum(column) for column in zip(*(_drawn(estimate, one[1]) for one in others), strict=True)
        )
        floor = any(one[2] or math.isnan(value_at(one[1], years, year)) for one in others)
        bands.append(Band(t(rest(len(others))), together, said(together, floor)))
    return bands


def _drawn(estimate: Estimate, row: tuple[float, ...]) -> tuple[float, ...]:
    """Give what is drawn of a row: where the total is the least it comes to, what is not known takes no room."""
    known = set(estimate.known_years)
    return tuple(
        0.0 if math.isnan(value) and year in known else value
        for year, value in zip(estimate.years, row, strict=True)
    )


def _size(row: tuple[float, ...]) -> float:
    value = last_known(row)
    return value if math.isfinite(value) else 0.0
