"""`some`: enough measures match a selector."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from typing import Any

from workbench.checks.access import reach_of
from workbench.checks.conditions.form import (
    Fact,
    Verdict,
    add_fix,
    append_fix,
    extend_fix,
    move_fix,
    percent,
    scoped_groups,
    titles,
)
from workbench.checks.context import Context, Instance, facets_match
from workbench.errors import Message, message
from workbench.knowledge import new_measure
from workbench.knowledge.conditions import Selector, Some
from workbench.model.edits import apply
from workbench.model.fields import meaning
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.results import Fix
from workbench.model.words import REACHED

_LISTS = {"safeguards": "safeguard", "tags": "tag", "verification": "safeguard"}
"""Lists of a measure to which a word may be added -> the vocabulary that names it."""
_OFFERS = 3
_NAMED = {
    "tags": "tag",
    "provides": "capability",
    "safeguards": "safeguard",
    "verification": "safeguard",
    "builds": "builds",
    "contingency": "contingency",
    "principle": "principle",
    "relation": "relation",
}
"""Facets a planner knows by name -> their vocabulary, the most telling first."""
_MOST_NAMED = 4


def evaluate(condition: Some, context: Context, instance: Instance) -> Verdict:
    """Count the matches that come in time."""
    matches = context.select(condition.some, instance)
    latest = _latest(condition, instance)
    timely = tuple(measure for measure in matches if _from(measure, context, condition, instance) <= latest)
    if len(timely) >= condition.at_least:
        return Verdict(True, timely)
    late = tuple(measure for measure in matches if measure not in timely)
    return Verdict(False, timely, late or _near(condition.some, context, instance))


def explain(condition: Some, verdict: Verdict, context: Context, instance: Instance) -> tuple[Message, ...]:
    """Say what matched, or what came near."""
    if verdict.holds:
        return (message("Found: {measures}.", measures=titles(verdict.witnesses)),)
    lines: list[Message] = []
    latest = _latest(condition, instance)
    for measure in verdict.near[:_OFFERS]:
        if measure.start > latest:
            lines.append(
                message("{measure} starts only in {year}.", measure=measure.title, year=str(measure.start))
            )
        elif instance.group is not None and not measure.names(instance.group.id):
            lines.append(
                message(
                    "{measure} is not meant for {group}.", measure=measure.title, group=instance.group.name
                )
            )
        elif instance.group is not None:
            lines.append(_reached(context, measure, instance.group))
    return tuple(lines) or (_nothing(condition.some, context, instance),)


def rests(condition: Some, verdict: Verdict, context: Context, instance: Instance) -> tuple[Fact, ...]:
    """Give what is said of those that came near; where none did, the first facet no measure has."""
    if verdict.holds:
        return ()
    group = instance.group
    if not verdict.near:
        sought = _not_found(condition.some, context, instance)
        named = (*_words_of(sought), *sought.has) if sought is not None else ()
        risk = _same_risk(condition.some, instance)
        return (*(("missing", name) for name in named), *((("risk", risk),) if risk else ()))
    found: list[Fact] = []
    latest = _latest(condition, instance)
    for measure in verdict.near:  # all, since which are named first hangs on the order of the package
        if measure.start > latest:
            found.append(("starts", measure.id, measure.start))
        elif group is not None and not measure.names(group.id):
            found.append(("not-meant", measure.id))
        elif group is not None:
            year = max(context.package.key_year, measure.start)
            cell = context.access.cell(group.id, measure.id, year)
            found.append(("reaches", measure.id, year, None if cell is None else percent(cell.share)))
    return tuple(found)


def fixes(
    condition: Some, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer to bring forward, extend, complete or add a measure."""
    selector = condition.some
    verdict = evaluate(condition, context, instance)
    if verdict.holds:
        return ()
    if selector.scoped:
        return _completions(selector, context, instance)
    found: list[Fix] = []
    latest = _latest(condition, instance)
    for measure in verdict.near:
        if measure.start > latest:
            found.append(move_fix(measure, max(int(latest), context.package.years[0])))
        elif instance.group is not None and not measure.names(instance.group.id):
            fix = extend_fix(context, measure, instance.group.id)
            if _opens(fix, measure.id, condition, context, instance):
                found.append(fix)
    start = instance.measure.start if instance.measure else instance.anchor or context.package.years[0]
    if condition.within_years is not None:
        start = int(min(start, latest))
    for instrument in context.knowledge.instruments:
        if instrument.measure is None or not facets_match(instrument.measure, selector):
            continue
        candidate = new_measure(context.package, instrument, start=start, groups=scoped_groups(instance))
        fix = add_fix(context, candidate)
        if _suits(candidate, selector, context, instance) and _opens(
            fix, candidate.id, condition, context, instance
        ):
            found.append(fix)
    preferred = {name: position for position, name in enumerate(instruments)}
    found.sort(key=lambda fix: _rank(fix, preferred))
    return tuple(found[:_OFFERS])


def _nothing(selector: Selector, context: Context, instance: Instance) -> Message:
    """Name the first facet asked for that no measure has; where each is found somewhere, none has all."""
    scoped = instance.measure if selector.scoped else None
    if scoped is not None and selector.arm_of == "any":
        return message("{measure} is the arm of no other measure.", measure=scoped.title)
    if same := _same_risk(selector, instance):
        risk = context.knowledge.title("contingency", same)
        return message("No other measure that would do answers the same risk: {risk}.", risk=risk)
    sought = _not_found(selector, context, instance)
    if sought is not None:
        names = _names_of(sought, context)
        if scoped is not None and len(names) > _MOST_NAMED:
            return message(
                "{measure} has none of what is asked for: {names}, or the like.",
                measure=scoped.title,
                names=names[:_MOST_NAMED],
            )
        if scoped is not None:
            return (
                message("Not stated in {measure}: {names}.", measure=scoped.title, names=names)
                if sought.has
                else message("Not found in {measure}: {names}.", measure=scoped.title, names=names)
            )
        if sought.has:
            return message("Not stated in any measure: {names}.", names=names)
        if sought.relation:
            return message("No measure changes these unequal terms: {names}.", names=names)
        if selector.in_sector:
            sector = context.knowledge.title("sector", instance.sector)
            return message("Not found in any measure of {sector}: {names}.", sector=sector, names=names)
        return message("Not found in any measure: {names}.", names=names)
    if scoped is not None:
        return message("{measure} does not have all that is asked for.", measure=scoped.title)
    return message("No measure has all that is asked for.")


def _same_risk(selector: Selector, instance: Instance) -> str:
    """Name the risk that another measure has to answer too; empty where none is asked for."""
    return instance.measure.contingency if instance.measure and "contingency" in selector.same else ""


def _not_found(selector: Selector, context: Context, instance: Instance) -> Selector | None:
    """Give the first facet asked for that no measure has, as a selector of its own."""
    scoped = instance.measure if selector.scoped else None
    looked_at = [
        measure
        for measure in ((scoped,) if scoped is not None else context.package.measures)
        if not selector.in_sector or measure.sector == instance.sector
    ]
    return next(
        (sought for sought in _sought(selector) if not any(facets_match(one, sought) for one in looked_at)),
        None,
    )


def _sought(selector: Selector) -> Iterator[Selector]:
    """Give each facet a planner knows by name as a selector of its own."""
    for facet in _NAMED:
        if values := getattr(selector, facet):
            only: dict[str, Any] = {facet: values}
            yield Selector(**only)
    for field in selector.has:
        yield Selector(has=(field,))


def _words_of(sought: Selector) -> tuple[str, ...]:
    return tuple(str(value) for facet in _NAMED for value in getattr(sought, facet))


def _names_of(sought: Selector, context: Context) -> tuple[Message, ...]:
    """Name the values of a facet."""
    fields = tuple(meaning(Measure, field) for field in sought.has)
    return fields + tuple(
        context.knowledge.title(vocabulary, str(value))
        for facet, vocabulary in _NAMED.items()
        for value in getattr(sought, facet)
    )


def _latest(condition: Some, instance: Instance) -> float:
    if condition.within_years is None:
        return float("inf")
    start = instance.measure.start if instance.measure is not None else instance.anchor
    return float("inf") if start is None else start + condition.within_years


def _from(measure: Measure, context: Context, condition: Some, instance: Instance) -> int:
    """Give the year from which a match counts: from when it reaches the group, if it has to."""
    selector = condition.some
    if (
        condition.within_years is not None
        and "scope" in selector.groups
        and not selector.named
        and instance.group
    ):
        return context.reached_from(measure, instance.group) or measure.start
    return measure.start


def _near(selector: Selector, context: Context, instance: Instance) -> tuple[Measure, ...]:
    if not selector.groups or selector.scoped:
        return ()
    return context.select(dataclasses.replace(selector, groups=()), instance)


def _completions(selector: Selector, context: Context, instance: Instance) -> tuple[Fix, ...]:
    """Offer to add the one word that the scoped measure lacks."""
    measure = instance.measure
    if measure is None:
        return ()
    found = []
    for name, vocabulary in _LISTS.items():
        for word in getattr(selector, name):
            rest: dict[str, Any] = {name: ()}
            if facets_match(measure, dataclasses.replace(selector, **rest)):
                title = context.knowledge.title(vocabulary, str(word))
                label = message("Add “{word}” to {measure}", word=title, measure=measure.title)
                found.append(append_fix(measure, name, str(word), label))
    return tuple(found[:_OFFERS])


def _opens(fix: Fix, measure_id: str, condition: Some, context: Context, instance: Instance) -> bool:
    """Whether after a repair the measure does reach the group in time, where it has to reach it."""
    selector, group = condition.some, instance.group
    if group is None or selector.named or "scope" not in selector.groups:
        return True
    package = apply(context.package, fix.changes)
    measure = package.measure(measure_id)
    last = (
        package.years[-1]
        if condition.within_years is None
        else int(min(_latest(condition, instance), package.years[-1]))
    )
    return measure is not None and reach_of(package, group, measure, max(last, package.years[0])) >= REACHED


def _suits(candidate: Measure, selector: Selector, context: Context, instance: Instance) -> bool:
    """Whether a measure not yet in the package would match; that it reaches its group is taken for granted."""
    named = dataclasses.replace(selector, named=True)
    return context.matches(candidate, named, instance)


def _rank(fix: Fix, preferred: dict[str, int]) -> int:
    change = fix.changes[0]
    if change.op != "add":
        return -1
    return preferred.get(change.subject.partition(":")[2], len(preferred))


def _reached(context: Context, measure: Measure, group: Group) -> Message:
    """Say how much of a group a measure reaches, where that is known, against what counts as reached."""
    year = max(context.package.key_year, measure.start)
    cell = context.access.cell(group.id, measure.id, year)
    values = {"measure": measure.title, "group": group.name}
    if cell is None or math.isnan(cell.share):
        return message("How much of {group} {measure} reaches is not known.", **values)
    return message(
        "{measure} reaches {percent}\u202f% of {group} in {year}; {most}\u202f% count as reached.",
        percent=round(cell.share * 100),
        most=round(REACHED * 100),
        year=str(year),
        **values,
    )
