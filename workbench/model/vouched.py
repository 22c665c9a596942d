"""For which parameters of a measure its source still speaks: what the planner sets is the planner's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from workbench.model.cost import Cost
from workbench.model.measure import Measure
from workbench.model.package import Package

_WORDS = ("source", "by_hand", "needs_no_money")
_TOGETHER = {
    "level_basis": "level",
    "level_floor_basis": "level_floor",
    "level_cap_basis": "level_cap",
    "currency": "level",
    "price_year": "level",
}


def vouched(package: Package, before: Package, template: Callable[[Measure], Cost | None]) -> Package:
    """Give an edited package in which parameters set by the planner are no longer credited to the source they had.

    A measure whose source the edit states anew is vouched for by that, as a whole.

    Args:
        package: The package after the edit.
        before: The package before it.
        template: Gives the parameters a new measure started from, if any.
    """
    measures = tuple(_vouched(measure, before.measure(measure.id), template) for measure in package.measures)
    same = all(new is old for new, old in zip(measures, package.measures, strict=True))
    return package if same else dataclasses.replace(package, measures=measures)


def _vouched(measure: Measure, before: Measure | None, template: Callable[[Measure], Cost | None]) -> Measure:
    if measure is before or not measure.cost.source:
        return measure
    cost, origin = measure.cost, before.cost if before is not None else template(measure)
    if origin is None or cost.by_hand != origin.by_hand:
        return measure
    if cost.source != origin.source:
        own: tuple[str, ...] = ()
    else:
        names = [field.name for field in dataclasses.fields(Cost) if field.name not in _WORDS]
        changed = [name for name in names if getattr(cost, name) != getattr(origin, name)]
        changed += [_TOGETHER[name] for name in changed if name in _TOGETHER]
        own = tuple(dict.fromkeys((*origin.by_hand, *changed)))
    return (
        measure
        if own == cost.by_hand
        else dataclasses.replace(measure, cost=dataclasses.replace(cost, by_hand=own))
    )
