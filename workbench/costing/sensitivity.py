"""How much the cost of a year moves when an input is a tenth higher: what a brief says of its own firmness."""

from __future__ import annotations

from workbench.costing.estimate import Costing
from workbench.costing.uncertainty import swayed
from workbench.model.results import Estimate

_SERIES = ("population", "poverty-line", "average-wage", "minimum-wage")
_LARGEST = 4


def sensitivities(costing: Costing, estimate: Estimate) -> tuple[tuple[str, float], ...]:
    """Give how much the cost in the headline year moves, in shares of GDP, when an input is a tenth higher.

    Inputs are "series:KEY" (every imported value), "measure:ID" (the benefit level of the costliest) and
    "administration".
    """
    package, node = costing.package, costing.figures.get("total.share_of_gdp")
    if node is None:
        return ()
    at = estimate.years.index(package.key_year)
    costliest = sorted(estimate.measures, key=lambda line: -line.cost[at])[:_LARGEST]
    moved = {f"series:{key}": [f"series:{key}"] for key in _SERIES}
    moved |= {f"measure:{line.id}": [f"measure:{line.id} cost.level"] for line in costliest}
    moved["administration"] = [f"measure:{one.id} cost.admin_markup" for one in package.measures]
    moves: list[dict[str, float]] = [{}, *(dict.fromkeys(names, 1.1) for names in moved.values())]
    still, *changed = swayed(costing, node, moves, package.key_year)
    return tuple(
        (name, value - still) for name, value in zip(moved, changed, strict=True) if abs(value - still) > 1e-9
    )
