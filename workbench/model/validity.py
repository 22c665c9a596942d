"""What a package must not hold, because no later check could make sense of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from workbench.errors import Message, Problem, message
from workbench.model.assumed import known
from workbench.model.breaches import breaches, of_path, outside
from workbench.model.cost import basis_of
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.names import meant
from workbench.model.package import Assumption, Package
from workbench.model.paths import ZERO
from workbench.model.words import EVERYONE, LeakageBasis, LevelBasis

_IDENTIFIER = re.compile(r"[\w.-]+")
_CURRENCY = re.compile(r"[A-Z]{3}")
_COLLECTIONS = tuple(
    field.name for field in dataclasses.fields(Package) if field.default == () and field.name != "packs"
)
MOST_OF_BASE = 10.0
"""A benefit of more than ten poverty lines or wages is an amount of money whose currency was left out."""


def problems(package: Package) -> Iterator[Problem]:
    """Give everything wrong, most basic first."""
    yield from outside_bounds(package)
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
    here = [group.id for group in package.groups]
    for measure in package.measures:
        yield from _measure(measure, here)
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
    for judged in package.interactions:
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
    for problem in breaches(_own(package), "package"):
        if problem.place in ("package horizon", "package base_year"):
            yield problem


def outside_bounds(package: Package) -> Iterator[Problem]:
    """Give the numbers outside their bounds: the package's own, then those of its records."""
    yield from breaches(_own(package), "package")
    for kind, records in _records(package):
        for record in records:
            yield from breaches(record, f"{kind}:{record.id}")
    for assumption in package.assumptions:
        yield from _assumed(assumption)


def _own(package: Package) -> Package:
    """Give the package without its records."""
    without: dict[str, Any] = dict.fromkeys(_COLLECTIONS, ())
    return dataclasses.replace(package, **without)


def _records(package: Package) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield from (
        ("measure", package.measures),
        ("group", package.groups),
        ("assumption", package.assumptions),
        ("financing", package.financing),
        ("law", package.laws),
        ("treaty", package.treaties),
        ("range", package.ranges),
        ("interaction", package.interactions),
    )


def _assumed(one: Assumption) -> Iterator[Problem]:
    """Give the values of an assumption that the series it stands for cannot have."""
    found, place = known(one.id), f"assumption:{one.id}"
    if found is None:
        return
    if one.value != ZERO:
        yield from of_path(f"{place} value", one.value, found.bounds)
    for name in ("low", "high"):
        held = getattr(one, name)
        if held is not None and not found.bounds.hold(held):
            yield outside(f"{place} {name}", held, found.bounds)


def _assumptions(package: Package) -> Iterator[Problem]:
    """Refuse a series the costing knows in a unit it is not counted in: a GDP that is a share has no shares."""
    for one in package.assumptions:
        found = known(one.id)
        if found is None:
            continue
        wanted = found.unit
        if one.unit and one.unit != wanted:
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
    for low, high, where in (
        (measure.age_from, measure.age_to, "age_from"),
        (cost.age_from, cost.age_to, "cost.age_from"),
        *((band.age_from, band.age_to, "cost.prevalence_by_age") for band in cost.prevalence_by_age),
    ):
        if low > high:
            yield _wrong(f"{place} {where}", message("The ages must run from a lower to a higher one."))
    if cost.leakage_basis is LeakageBasis.CASELOAD and cost.leakage == 1:
        what = message("If all of the caseload were wrongly let in, nobody in it would be poor.")
        yield _wrong(f"{place} cost.leakage", what)
    for name in ("level", "level_floor", "level_cap"):
        basis, stated = getattr(cost, basis_of(name)), getattr(cost, name)
        if basis is LevelBasis.MONEY or stated is None:
            continue
        for _, level in stated.points:
            if level > MOST_OF_BASE:
                what = message(
                    "{percent}\u202f% of {base} is no level of a benefit.",
                    percent=level * 100,
                    base=basis.value,
                )
                yield _wrong(
                    f"{place} cost.{name}",
                    what,
                    message("Give an amount with its currency, or a smaller share."),
                )
    late = [] if measure.end is None else [year for year, _ in cost.set_up.points if year > measure.end]
    if late:
        what = message("Set-up in {years} comes after the measure has ended.", years=tuple(map(str, late)))
        yield _wrong(
            f"{place} cost.set_up", what, message("Give its years up to {end}.", end=str(measure.end))
        )
    yield from _governments(measure)
    if sum(cost.children_by_rank) > 1 + 1e-9:
        yield _wrong(
            f"{place} cost.children_by_rank", message("The shares of all children add up to 1 at most.")
        )


def _governments(measure: Measure) -> Iterator[Problem]:
    """Say where the levels of government that share a measure do not pay all of it, each once."""
    shares, place = measure.budget.governments, f"measure:{measure.id} budget.governments"
    levels = [one.level for one in shares]
    if any(not level.value for level in levels):
        yield _wrong(
            place, message("A share is of no level of government."), message("Name the level of each share.")
        )
    if len(set(levels)) < len(levels):
        yield _wrong(place, message("A level of government stands twice."), message("Give each level once."))
    total = sum(one.share for one in shares)
    if shares and abs(total - 1) > 1e-9:
        yield _wrong(
            place,
            message(
                "The levels of government pay {percent}\u202f% of {measure} together, not all of it.",
                percent=round(total * 100, 6),
                measure=measure.title,
            ),
            message("Give shares that add up to 100 %."),
        )


def _group(group: Group) -> Iterator[Problem]:
    place = f"group:{group.id}"
    if group.age_from > group.age_to:
        yield _wrong(f"{place} age_from", message("The ages must run from a lower to a higher one."))


def _wrong(where: str, what: Message, remedy: Message | None = None) -> Problem:
    return Problem("serious", where, what, remedy, "cannot-be")
