"""The bands of the cost charts: the largest sectors and the rest together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.models.summaries import sector_costs
from ui.texts import say, t
from ui.widgets.area import Band
from workbench.errors import plural

if TYPE_CHECKING:
    from workbench.knowledge.base import Knowledge
    from workbench.model.results import Estimate

LARGEST = 5


def scaled(values: tuple[float, ...], divisors: tuple[float, ...]) -> tuple[float, ...]:
    """Give a row in the unit of a chart."""
    return tuple(
        value / divisor if divisor else 0.0 for value, divisor in zip(values, divisors, strict=False)
    )


def cost_bands(estimate: Estimate, knowledge: Knowledge, divisors: tuple[float, ...]) -> list[Band]:
    """Give the bands, largest first, each named with its value in the last year."""
    rows = {sector: scaled(values, divisors) for sector, values in sector_costs(estimate).items()}
    ordered = sorted(
        ((sector, row) for sector, row in rows.items() if any(row)), key=lambda pair: -pair[1][-1]
    )
    bands = [Band(t(knowledge.title("sector", sector)), row, _last(row)) for sector, row in ordered[:LARGEST]]
    rest = [row for _, row in ordered[LARGEST:]]
    if rest:
        together = tuple(sum(column) for column in zip(*rest, strict=True))
        name = plural("{count} other sector", "{count} other sectors", len(rest))
        bands.append(Band(t(name), together, _last(together)))
    return bands


def _last(row: tuple[float, ...]) -> str:
    return say().number(row[-1], 2)
