"""Which missing capability would let in most people: each barrier is taken away in turn, and access asked again."""

from __future__ import annotations

import dataclasses
import math

from workbench.checks.access import ENTITLEMENTS, analyse
from workbench.checks.context import Context
from workbench.model.group import Lack
from workbench.model.package import Package
from workbench.model.readings import Door
from workbench.model.results import Access

_PERSON = 0.5
"""Fewer people than this are nobody."""


def doors(context: Context, year: int) -> tuple[Door, ...]:
    """Rank the capabilities people lack by whom they would let in; those that let in nobody are left out.

    A barrier whose share nobody has stated cannot be ranked; its group is among the unmeasured.
    """
    package = context.package
    lacking = dict.fromkeys(lack.capability for group in package.groups for lack in group.lacks if lack.share)
    found = [_door(context, name, analyse(_without(package, name), context.access), year) for name in lacking]
    return tuple(sorted((door for door in found if door.at_most >= _PERSON), key=_rank))


def _rank(door: Door) -> tuple[float, float]:
    money = door.money[0]
    return (-door.at_least, 0.0 if math.isnan(money) else -money)


def _without(package: Package, capability: str) -> Package:
    """Give the package as if nobody lacked a capability."""
    groups = []
    for group in package.groups:
        if group.lacking(capability):
            lacks = tuple(
                Lack(lack.capability, 0.0, lack.source) if lack.capability == capability else lack
                for lack in group.lacks
            )
            group = dataclasses.replace(group, lacks=lacks)
        groups.append(group)
    return dataclasses.replace(package, groups=tuple(groups))


def _door(context: Context, capability: str, opened: Access, year: int) -> Door:
    package = context.package
    gains: dict[tuple[str, str], float] = {}
    for measure in package.measures:
        if measure.delivery not in ENTITLEMENTS:
            continue
        for group in package.groups:
            before = context.access.cell(group.id, measure.id, year)
            after = opened.cell(group.id, measure.id, year)
            if before is None or after is None:
                continue
            gain = before.not_reached - after.not_reached
            if gain >= _PERSON:
                gains[group.id, measure.id] = gain
    groups: dict[str, float] = {}
    money_least, money_most = 0.0, 0.0
    for (group_id, _), gain in gains.items():
        groups[group_id] = max(groups.get(group_id, 0.0), gain)
    measures = tuple(dict.fromkeys(measure_id for _, measure_id in gains))
    for measure_id in measures:
        people = [gain for (_, name), gain in gains.items() if name == measure_id]
        benefit = _benefit(context, measure_id, year)
        money_least += max(people) * benefit
        money_most += sum(people) * benefit
    return Door(
        capability,
        year,
        max(groups.values(), default=0.0),
        sum(groups.values()),
        tuple(sorted(groups.items(), key=lambda pair: -pair[1])),
        measures,
        (money_least, money_most),
        tuple(
            one.id for one in package.measures if any(gift.capability == capability for gift in one.provides)
        ),
        tuple(
            item.id
            for item in context.knowledge.instruments
            if item.measure is not None
            and any(gift.capability == capability for gift in item.measure.provides)
        ),
    )


def _benefit(context: Context, measure_id: str, year: int) -> float:
    """Give the benefit a person and year; nought for a measure that pays none, NaN where it is not known."""
    estimate, measure = context.estimate, context.package.measure(measure_id)
    line = estimate.line(measure_id) if estimate is not None else None
    if estimate is None or measure is None or line is None:
        return math.nan
    if not line.benefit or year not in estimate.years:
        return 0.0
    return line.benefit[estimate.years.index(year)] * measure.cost.payments
