"""The bands of the cost charts: the largest sectors or measures, and the rest together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.models.summaries import sector_costs
from ui.texts import say, t
from ui.widgets.area import Band
from workbench.errors import Message, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.knowledge.base import Knowledge
    from workbench.model.results import Estimate

LARGEST = 5


def scaled(values: tuple[float, ...], divisors: tuple[float, ...]) -> tuple[float, ...]:
    """Give a row in the unit of a chart; a year without a divisor is not known."""
    return tuple(
        value / divisor if divisor else math.nan for value, divisor in zip(values, divisors, strict=False)
    )


def cost_bands(estimate: Estimate, knowledge: Knowledge, divisors: tuple[float, ...]) -> list[Band]:
    """Give the bands by sector, largest first, each named with its value in the last year."""
    rows = (
        (t(knowledge.title("sector", sector)), scaled(values, divisors))
        for sector, values in sector_costs(estimate).items()
    )
    return _bands(rows, lambda count: plural("{count} other sector", "{count} other sectors", count))


def measure_bands(estimate: Estimate, divisors: tuple[float, ...]) -> list[Band]:
    """Give the bands by measure, largest first."""
    rows = ((line.title, scaled(line.cost, divisors)) for line in estimate.measures)
    return _bands(rows, lambda count: plural("{count} other measure", "{count} other measures", count))


def last_known(row: tuple[float, ...]) -> float:
    """Give the value of the last year with one; NaN where there is none."""
    return next((value for value in reversed(row) if math.isfinite(value)), math.nan)


def _bands(rows: Iterable[tuple[str, tuple[float, ...]]], rest: Callable[[int], Message]) -> list[Band]:
    ordered = sorted((pair for pair in rows if any(pair[1])), key=lambda pair: -_size(pair[1]))
    largest = ordered if len(ordered) <= LARGEST + 1 else ordered[:LARGEST]
    others = ordered[len(largest) :]
    bands = [Band(name, row, say().number(last_known(row), 2)) for name, row in largest]
    if others:
        together = tuple(sum(column) for column in zip(*(row for _, row in others), strict=True))
        bands.append(Band(t(rest(len(others))), together, say().number(last_known(together), 2)))
    return bands


def _size(row: tuple[float, ...]) -> float:
    value = last_known(row)
    return value if math.isfinite(value) else 0.0
