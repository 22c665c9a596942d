"""`kept`: whoever an existing entitlement reaches is still reached, and paid no less, once it ends or is replaced.

Taking an existing entitlement from people is a retrogressive measure (CESCR General Comment 19, para. 42): a limit.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

from workbench.checks.access import analyse, eligible, part_of_ages, reach_of
from workbench.checks.conditions.form import Fact, Verdict, extend_fix, titles
from workbench.checks.context import Context, Instance
from workbench.errors import Message, message
from workbench.knowledge.conditions import Kept
from workbench.model.demography import Population, age_band
from workbench.model.edits import Change, apply
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.results import Fix

_PERSON = 0.5
_EXACT = 1e-9
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class _Loss:
    """What people lose when a measure ends.

    Attributes:
        last: Its last year; None where it runs on to the end of the costed years.
        successors: What runs in the year after for the same contingency, or in its place.
        groups: Groups it reaches and they do not, or to a smaller part.
        people: How many at least, in persons; NaN where not known.
        cheaper: Successors that pay less a year.
    """

    last: int | None
    successors: tuple[Measure, ...] = ()
    groups: tuple[str, ...] = ()
    people: float = 0.0
    cheaper: tuple[Measure, ...] = ()


def evaluate(condition: Kept, context: Context, instance: Instance) -> Verdict:
    """Compare who is reached before and after."""
    loss = _loss(context, instance.measure)
    if loss.last is None or not (loss.groups or loss.cheaper or not loss.successors):
        return Verdict(True, loss.successors)
    return Verdict(
        False, near=loss.successors, groups=loss.groups, years=(loss.last + 1,), people=loss.people
    )


def explain(condition: Kept, verdict: Verdict, context: Context, instance: Instance) -> tuple[Message, ...]:
    """Say what ends when, and whom what follows leaves out."""
    measure = instance.measure
    loss = _loss(context, measure)
    if measure is None or loss.last is None:
        return (message("It is not taken from anyone."),)
    year = str(loss.last)
    if not loss.successors:
        return (
            message(
                "{measure} ends in {year}, and nothing takes its place.", measure=measure.title, year=year
            ),
        )
    others = titles(loss.successors)
    lines = [message("After {year} its place is taken by {others}.", year=year, others=others)]
    if loss.groups:
        names = tuple(group.name for group in context.package.groups if group.id in loss.groups)
        lines = [_fewer(str(loss.last + 1), others, names)]
    lines += [message("{measure} pays less.", measure=one.title) for one in loss.cheaper]
    return tuple(lines)


def rests(condition: Kept, verdict: Verdict, context: Context, instance: Instance) -> tuple[Fact, ...]:
    """Give what follows and pays less."""
    return tuple(("cheaper", one.id) for one in _loss(context, instance.measure).cheaper)


def _fewer(year: str, others: tuple[str, ...], names: tuple[str, ...]) -> Message:
    """Name the groups that lose; a long list would bury the fact."""
    if len(names) <= _MOST_NAMES:
        return message(
            "From {year}, {others} in its place leaves out people of: {groups}.",
            year=year,
            others=others,
            groups=names,
        )
    return message(
        "From {year}, {others} in its place leaves out people of {count} groups.",
        year=year,
        others=others,
        count=len(names),
    )


def fixes(
    condition: Kept, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer to let it run on, or to extend what follows; only what leaves nobody worse off is offered."""
    measure = instance.measure
    if measure is None or evaluate(condition, context, instance).holds:
        return ()
    loss, package = _loss(context, measure), context.package
    candidates = [
        extend_fix(context, successor, group)
        for successor in loss.successors
        for group in loss.groups
        if not successor.names(group)
    ]
    changes = [Change("set", f"measure:{measure.id}", "end", None)] if measure.end is not None else []
    for other in package.measures:
        if measure.id in other.cost.replaces:
            kept = [name for name in other.cost.replaces if name != measure.id]
            changes.append(Change("set", f"measure:{other.id}", "cost.replaces", kept))
    candidates.append(Fix(message("Let {measure} run on", measure=measure.title), tuple(changes)))
    return tuple(fix for fix in candidates if _clears(fix, condition, context, measure))


def _clears(fix: Fix, condition: Kept, context: Context, measure: Measure) -> bool:
    package = apply(context.package, fix.changes)
    changed = dataclasses.replace(context, package=package, access=analyse(package))
    return evaluate(condition, changed, Instance(measure=package.measure(measure.id))).holds


def _loss(context: Context, measure: Measure | None) -> _Loss:
    package = context.package
    last = _last_year(package, measure) if measure is not None else None
    if measure is None or last is None:
        return _Loss(None)
    successors = tuple(
        other
        for other in package.measures
        if other is not measure
        and other.runs_in(last + 1)
        and (
            measure.id in other.cost.replaces
            or (measure.contingency and other.contingency == measure.contingency)
        )
        and _ages_meet(measure, other)
    )
    lost: dict[str, float] = {}
    population = Population(package.tables)
    for group in package.groups:
        if not measure.names(group.id):
            continue
        # The year before the first costed one counts too: what ends then is lost from the first year on.
        before = reach_of(package, group, measure, last)
        after = [
            cell.share * part_of_ages(group, measure, other, last + 1, population)
            for other in successors
            if (cell := context.access.cell(group.id, other.id, last + 1)) is not None
        ]
        loss = before - max(after, default=0.0)
        if loss > _EXACT:
            lost[group.id] = eligible(group, measure, last, population) * loss
    known = [people for people in lost.values() if not math.isnan(people)]
    people = max(known, default=math.nan if lost else 0.0)
    if not successors:
        receiving = _receiving(context, measure, last)
        people = people if math.isnan(receiving) and people > 0 else receiving
    cheaper = tuple(
        other
        for other in successors
        if 0 < _paid(context, other, last + 1) < _paid(context, measure, last) - _EXACT
    )
    return _Loss(last, successors, tuple(lost), people, cheaper)


def _last_year(package: Package, measure: Measure) -> int | None:
    """Give the last year people have it, if that is a costed year before the last one."""
    ends = [measure.end] if measure.end is not None else []
    ends += [other.start - 1 for other in package.measures if measure.id in other.cost.replaces]
    last = min(ends, default=package.years[-1])
    return last if package.base_year <= last < package.years[-1] and measure.runs_in(last) else None


def _ages_meet(measure: Measure, other: Measure) -> bool:
    (low, high), (first, last) = age_band(measure), age_band(other)
    return max(low, first) <= min(high, last)


def _paid(context: Context, measure: Measure, year: int) -> float:
    """Give what a measure pays a person a year; NaN where it pays nothing or nobody knows."""
    line = context.estimate.line(measure.id) if context.estimate is not None else None
    if line is None or not line.benefit or context.estimate is None or year not in context.estimate.years:
        return math.nan
    return line.benefit[context.estimate.years.index(year)] * measure.cost.payments


def _receiving(context: Context, measure: Measure, year: int) -> float:
    """Count who receives it, in persons; NaN where not known."""
    line = context.estimate.line(measure.id) if context.estimate is not None else None
    if (
        line is None
        or not line.beneficiaries
        or context.estimate is None
        or year not in context.estimate.years
    ):
        return math.nan
    return line.beneficiaries[context.estimate.years.index(year)]
