"""What sways a figure: inputs moved one at a time, and the few a brief names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from workbench.costing.draws import Draws, input_of, leaves_of
from workbench.costing.estimate import Costing
from workbench.costing.graph import Node
from workbench.costing.sampling import ranges_of
from workbench.errors import Message, RequestError, message
from workbench.model.results import Estimate
from workbench.model.uncertainty import Sway

USUAL = (0.9, 1.1)
"""How far an input is moved whose range nobody has stated."""
UNSURE = frozenset(
    {
        "level", "level_floor", "level_cap", "child_level", "prevalence", "coverage", "take_up", "overlap", "poor_share", "exclusion_error", "leakage",
        "quantity", "unit_cost", "amounts", "workers", "days", "wage", "test_fixed", "test_per_applicant", "admin_markup",
        "admin_share_of_gross", "admin_fixed", "admin_per_head", "set_up", "severity", "rate", "recovered", "fee_charged",
        "extra_use", "upkeep_share", "standing", "backlog", "monitoring_per_head", "applicants",
    }
)  # fmt: skip
"""Parameters of measures that may be other than thought; ages, payments and months are decided, not estimated."""
_SERIES = ("population", "poverty-line", "average-wage", "minimum-wage")
_LARGEST = 4


def is_unsure(name: str) -> bool:
    """Whether an input is one that may be other than thought, so that swaying it tells something."""
    subject, _, field = name.partition(" cost.")
    return name.startswith(("assumption:", "series:")) or (subject.startswith("measure:") and field in UNSURE)


def tornado(costing: Costing, year: int, figure: str = "total.cost") -> tuple[Sway, ...]:
    """Move each input alone from its lowest to its highest value; the one that sways the figure most comes first."""
    node = costing.figures.get(figure)
    years = costing.package.years
    if year not in years:
        raise RequestError(
            message("{year} is not one of the costed years.", year=str(year)),
            where="year",
            remedy=message("Choose a year from {first} to {last}.", first=str(years[0]), last=str(years[-1])),
        )
    if node is None:
        return ()
    stated = {one.id: one for one in ranges_of(costing.package)}
    labels: dict[str, Message] = {}
    for leaf in leaves_of((node,)):
        name = input_of(leaf)
        if name in stated or is_unsure(name):
            labels.setdefault(name, leaf.label)
    bounds = {name: (stated[name].low, stated[name].high) if name in stated else USUAL for name in labels}
    moves = [{name: bounds[name][side]} for name in labels for side in (0, 1)]
    at = swayed(costing, node, moves, year)
    found = [
        Sway(name, labels[name], *bounds[name], at[2 * place], at[2 * place + 1], stated=name in stated)
        for place, name in enumerate(labels)
    ]
    known = [one for one in found if not math.isnan(one.at_low + one.at_high) and one.at_low != one.at_high]
    return tuple(sorted(known, key=lambda one: -abs(one.at_high - one.at_low)))


def swayed(costing: Costing, node: Node, moves: Sequence[Mapping[str, float]], year: int) -> list[float]:
    """Give a figure of a year for each of several moves; a move multiplies some inputs by factors."""
    names = {name for move in moves for name in move}
    factors = {name: np.array([move.get(name, 1.0) for move in moves]) for name in names}
    values = Draws(costing.evaluation, factors)(node)
    column = np.broadcast_to(values, (len(moves), len(costing.package.years)))
    return [float(value) for value in column[:, costing.package.years.index(year)]]


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
