"""What a package must not hold, because no later check could make sense of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from workbench.errors import Message, Problem, message
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.names import meant
from workbench.model.package import UNITS, Package
from workbench.model.paths import Path
from workbench.model.words import EVERYONE

_IDENTIFIER = re.compile(r"[\w.-]+")
_CURRENCY = re.compile(r"[A-Z]{3}")
PARTS = frozenset(
    {
        "capital_share",
        "coverage",
        "exclusion_error",
        "labour_share",
        "overlap",
        "poor_share",
        "population_share",
        "both",
        "stacks_share",
        "children_by_rank",
        "counted",
        "prevalence",
        "recovered",
        "severity",
        "reach",
        "share",
        "take_up",
    }
)
"""Shares that are a part of a whole; mark-ups and levels may exceed it."""


def problems(package: Package) -> Iterator[Problem]:
    """Give everything wrong, most basic first."""
    yield from span_problems(package)
    for kind, records in (
        ("measure", package.measures),
        ("group", package.groups),
        ("assumption", package.assumptions),
        ("financing", package.financing),
        ("law", package.laws),
        ("scenario", package.scenarios),
    ):
        for record in records:
            if not _IDENTIFIER.fullmatch(record.id):
                what = message("An identifier holds letters, digits, dots and dashes only.")
                yield _wrong(f"{kind}:{record.id}", what)
    known = [group.id for group in package.groups]
    for measure in package.measures:
        yield from _measure(measure, known)
    for group in package.groups:
        yield from _group(group)
    if any(scenario.id == "base" for scenario in package.scenarios):
        what = message("The package itself is called base; a scenario needs another name.")
        yield _wrong("scenario:base", what)
    for one in package.ranges:
        if not 0 <= one.low <= one.high:
            what = message("A range runs from a lower to a higher factor, none below zero.")
            yield _wrong(
                f"range:{one.id}", what, message("Write a fifth less to a tenth more as 0.8 and 1.1.")
            )
        if not -1 <= one.correlation <= 1:
            yield _wrong(f"range:{one.id} correlation", message("A correlation lies between -1 and 1."))
    for judged in package.interactions:
        if judged.score not in range(-3, 4):
            what = message("A score is a whole number from -3, cancelling, to 3, indivisible.")
            yield _wrong(f"interaction:{judged.id} score", what)
        source, target = judged.pair
        if source == target or not target:
            what = message("An interaction names two measures: the one that acts, then the one acted on.")
            yield _wrong(f"interaction:{judged.id}", what, message("Write it as first>second."))
    yield from _parents(package)
    yield from _currencies(package)
    yield from _assumptions(package)
    for line in package.financing:
        due = line.maturity_years
        if line.grace_years < 0 or (due is not None and due <= line.grace_years):
            yield _wrong(
                f"financing:{line.id} maturity_years", message("A debt is repaid after its years of grace.")
            )


def span_problems(package: Package) -> Iterator[Problem]:
    """Give what is wrong with the years of a package: without them nothing can be computed, nor a project opened."""
    if not 1 <= package.horizon <= 100:
        yield _wrong("package horizon", message("The horizon must be 1 to 100 years."))
    if not 1900 <= package.base_year <= 2200:
        yield _wrong("package base_year", message("The base year must be a calendar year such as 2026."))


def _assumptions(package: Package) -> Iterator[Problem]:
    """Refuse a series the costing knows in a unit it is not counted in: a GDP that is a share has no shares."""
    for one in package.assumptions:
        wanted = UNITS.get(one.id)
        if wanted and one.unit and one.unit != wanted:
            what = message(
                "“{name}” is counted in {wanted}, not in {given}.", name=one.id, wanted=wanted, given=one.unit
            )
            yield _wrong(
                f"assumption:{one.id} unit", what, message("Clear the unit, or give it another name.")
            )


def _currencies(package: Package) -> Iterator[Problem]:
    stated = [(f"measure:{one.id} cost.currency", one.cost.currency) for one in package.measures]
    stated.append(("package currency", package.currency))
    stated += [(f"financing:{one.id} currency", one.currency) for one in package.financing]
    stated += [(f"table:{one.id} currency", one.currency) for one in package.tables]
    for where, code in stated:
        if code and not _CURRENCY.fullmatch(code):
            what = message("“{code}” is no currency code.", code=code)
            yield _wrong(where, what, message("Write three capital letters, such as USD."))


def _parents(package: Package) -> Iterator[Problem]:
    parents = {scenario.id: scenario.parent for scenario in package.scenarios}
    for scenario in package.scenarios:
        place, seen, parent = f"scenario:{scenario.id} parent", {scenario.id}, scenario.parent
        if parent and parent not in parents:
            remedy = meant(parent, parents)
            yield _wrong(place, message("There is no scenario “{name}”.", name=parent), remedy)
        while parent in parents and parent not in seen:
            seen.add(parent)
            parent = parents[parent]
        if parent in seen:
            what = message("Scenario {name} is its own parent.", name=scenario.title or scenario.id)
            yield _wrong(place, what, message("Give it another parent."))


def _measure(measure: Measure, known: list[str]) -> Iterator[Problem]:
    place, cost = f"measure:{measure.id}", measure.cost
    for group in measure.groups:
        if group != EVERYONE and group not in known:
            what = message("There is no group “{group}”.", group=group)
            yield _wrong(f"{place} groups", what, meant(group, [*known, EVERYONE]))
    if measure.end is not None and measure.end < measure.start:
        yield _wrong(
            f"{place} end",
            message("{measure} would end before it starts.", measure=measure.title),
            message("Set an end from {start} on, or none.", start=str(measure.start)),
        )
    if not 1 <= measure.start_month <= 12:
        yield _wrong(f"{place} start_month", message("A month is a number from 1 to 12."))
    for low, high, where in (
        (measure.age_from, measure.age_to, "age_from"),
        (cost.age_from, cost.age_to, "cost.age_from"),
        *((band.age_from, band.age_to, "cost.prevalence_by_age") for band in cost.prevalence_by_age),
    ):
        if not 0 <= low <= high:
            yield _wrong(f"{place} {where}", message("The ages must run from a lower to a higher one."))
    if cost.payments <= 0 or not 0 < cost.months <= 12 or cost.index_every < 1:
        yield _wrong(
            f"{place} cost",
            message(
                "Payments and months a year must be above zero, months at most 12, and indexation every year or more."
            ),
        )
    if cost.backlog_years < 1 or cost.applicants < 1 or (cost.life is not None and cost.life < 1):
        yield _wrong(
            f"{place} cost",
            message("A backlog takes, and a building lasts, a year or more; each one admitted has applied."),
        )
    if sum(cost.children_by_rank) > 1 + 1e-9:
        yield _wrong(
            f"{place} cost.children_by_rank", message("The shares of all children add up to 1 at most.")
        )
    yield from _bounds(f"{place} cost", cost)
    for part in (*cost.prevalence_by_age, *cost.ingredients):
        yield from _bounds(f"{place} cost", part)
    for stacking in measure.stacks:
        yield from _bounds(f"{place} stacks {stacking.benefit}", stacking)
    for provision in measure.provides:
        yield from _bounds(f"{place} provides {provision.capability}", provision)


def _group(group: Group) -> Iterator[Problem]:
    place = f"group:{group.id}"
    yield from _bounds(place, group)
    if not 0 <= group.age_from <= group.age_to:
        yield _wrong(f"{place} age_from", message("The ages must run from a lower to a higher one."))
    for lack in group.lacks:
        yield from _bounds(f"{place} lacks {lack.capability}", lack)


def _bounds(place: str, record: Any) -> Iterator[Problem]:
    for field in dataclasses.fields(record):
        numbers = _numbers(getattr(record, field.name))
        where = f"{place}.{field.name}" if " " in place else f"{place} {field.name}"
        if numbers and field.name in PARTS and not all(0 <= number <= 1 for number in numbers):
            yield _wrong(
                where, message("A share lies between 0 and 1."), message("Write 60 % as 0.6 or 60%.")
            )
        elif numbers and min(numbers) < 0:
            yield _wrong(where, message("This cannot be below zero."))


def _numbers(value: object) -> tuple[float, ...]:
    if isinstance(value, Path):
        return tuple(number for _, number in value.points)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (value,)
    if isinstance(value, tuple):
        return tuple(item for item in value if isinstance(item, float))
    return ()


def _wrong(where: str, what: Message, remedy: Message | None = None) -> Problem:
    return Problem("serious", where, what, remedy)
