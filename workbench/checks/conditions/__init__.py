"""The closed vocabulary of conditions: for each the same uses, `evaluate`, `explain`, `rests`, `fixes` and `constrain`.

A leaf is one module of this package; it has `rests` only where its sentences name more than its verdict holds. `all`,
`any` and `not` are joined here, and `constrain` follows for every condition from its fixes: the repairs are the options,
and one of them has to be taken.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Iterable
from types import ModuleType

from workbench.checks.conditions import (
    every,
    funded,
    group_has,
    kept,
    laws,
    precedes,
    reached,
    share,
    some,
    stated,
)
from workbench.checks.conditions.form import NO, YES, Fact, Requirement, Verdict, facts
from workbench.checks.conditions.sight import key, sees
from workbench.checks.context import Context, Instance
from workbench.errors import Message, message, plural
from workbench.knowledge import conditions as data
from workbench.model import codec
from workbench.model.edits import Change
from workbench.model.measure import Measure
from workbench.model.results import Fix

_LEAVES: dict[type, ModuleType] = {
    data.Some: some,
    data.Every: every,
    data.Precedes: precedes,
    data.Reached: reached,
    data.Stated: stated,
    data.Funded: funded,
    data.GroupHas: group_has,
    data.Share: share,
    data.Laws: laws,
    data.Kept: kept,
}


def evaluate(condition: data.Condition, context: Context, instance: Instance) -> Verdict:
    """Say whether a condition holds, and on what; instances it cannot tell apart are asked about once."""
    parts = context.sight.get(id(condition))
    if parts is None:
        parts = context.sight[id(condition)] = sees(condition)
    known = (id(condition), key(parts, instance))
    verdict = context.verdicts.get(known)
    if verdict is None:
        verdict = context.verdicts[known] = _evaluate(condition, context, instance)
    return verdict


def _evaluate(condition: data.Condition, context: Context, instance: Instance) -> Verdict:
    if isinstance(condition, data.Not):
        inner = evaluate(condition.not_, context, instance)
        return Verdict(not inner.holds, inner.near, inner.witnesses)
    if isinstance(condition, (data.All, data.Any_)):
        whole = isinstance(condition, data.All)
        parts = []
        for part in _parts(condition):
            verdict = evaluate(part, context, instance)
            if whole and not verdict.holds and _sorts(part):
                return NO  # a branch for measures or groups of another kind
            parts.append(verdict)
        holds = all(part.holds for part in parts) if whole else any(part.holds for part in parts)
        return joined(holds, [part for part in parts if part.holds is holds])
    found: Verdict = _LEAVES[type(condition)].evaluate(condition, context, instance)
    return found


def explain(condition: data.Condition, context: Context, instance: Instance) -> tuple[Message, ...]:
    """Say what was looked for, what matched and what is missing."""
    if isinstance(condition, data.Not):
        inner = evaluate(condition.not_, context, instance)
        return (
            tuple(message("This rules out what {measure} does.", measure=m.title) for m in inner.witnesses)
            if inner.holds
            else ()
        )
    if isinstance(condition, (data.All, data.Any_)):
        holds = evaluate(condition, context, instance).holds
        parts = [part for part in _parts(condition) if evaluate(part, context, instance).holds is holds]
        if not holds and isinstance(condition, data.All) and any(isinstance(p, data.GroupHas) for p in parts):
            return ()  # a branch for groups of another kind
        told = [explain(part, context, instance) for part in parts]
        return tuple(dict.fromkeys(itertools.chain.from_iterable(told)))
    leaf = _LEAVES[type(condition)]
    lines: tuple[Message, ...] = leaf.explain(
        condition, leaf.evaluate(condition, context, instance), context, instance
    )
    return lines


def rests(condition: data.Condition, context: Context, instance: Instance) -> tuple[tuple[Fact, ...], ...]:
    """Give for each leaf the facts that `explain` puts into words, as identifiers and numbers: no wording is one of them.

    What a leaf asks, with its thresholds, is one: which of several conditions fails is a fact too.
    """
    asked: Fact = ("asked", codec.canonical(condition))
    if isinstance(condition, (data.All, data.Any_)):
        holds = evaluate(condition, context, instance).holds
        parts = [part for part in _parts(condition) if evaluate(part, context, instance).holds is holds]
        return tuple(itertools.chain.from_iterable(rests(part, context, instance) for part in parts))
    if isinstance(condition, data.Not):
        return ((asked, *facts(evaluate(condition, context, instance))),)
    leaf = _LEAVES[type(condition)]
    verdict = leaf.evaluate(condition, context, instance)
    more = leaf.rests(condition, verdict, context, instance) if hasattr(leaf, "rests") else ()
    return ((asked, *facts(verdict), *more),)


def fixes(
    condition: data.Condition, context: Context, instance: Instance, instruments: tuple[str, ...] = ()
) -> tuple[Fix, ...]:
    """Offer edits each of which makes the condition hold; `instruments` are the rule's preferred ones."""
    if evaluate(condition, context, instance).holds or isinstance(condition, data.Not):
        return ()
    if isinstance(condition, data.Any_):
        offered = itertools.chain.from_iterable(
            fixes(part, context, instance, instruments) for part in condition.any
        )
        return _distinct(offered)
    if isinstance(condition, data.All):
        return together(
            [
                fixes(part, context, instance, instruments)
                for part in failing(condition.all, context, instance)
            ]
        )
    found: tuple[Fix, ...] = _LEAVES[type(condition)].fixes(condition, context, instance, instruments)
    return found


def constrain(
    condition: data.Condition, context: Context, instance: Instance, instruments: tuple[str, ...] = ()
) -> tuple[Requirement, ...]:
    """Give the linear constraints over possible edits that make the condition hold; none where it does."""
    if evaluate(condition, context, instance).holds:
        return ()
    if isinstance(condition, data.All):
        parts = (constrain(part, context, instance, instruments) for part in condition.all)
        return tuple(itertools.chain.from_iterable(parts))
    return (Requirement(fixes(condition, context, instance, instruments)),)


def failing(
    conditions: tuple[data.Condition, ...], context: Context, instance: Instance
) -> tuple[data.Condition, ...]:
    """Give those conditions that do not hold."""
    return tuple(part for part in conditions if not evaluate(part, context, instance).holds)


def together(offers: list[tuple[Fix, ...]]) -> tuple[Fix, ...]:
    """Join repairs of several conditions that all have to hold: none is enough alone."""
    if len(offers) == 1:
        return offers[0]
    if not offers or not all(offers):
        return ()
    firsts = [options[0] for options in offers]
    changes: list[Change] = []
    for change in itertools.chain.from_iterable(fix.changes for fix in firsts):
        _join(changes, change)
    labels = tuple(dict.fromkeys(fix.label for fix in firsts))
    label = (
        labels[0]
        if len(labels) == 1
        else plural(
            "{first}, and {count} more step",
            "{first}, and {count} more steps",
            len(labels) - 1,
            first=labels[0],
        )
    )
    return (Fix(label, tuple(changes)),)


def _distinct(offers: Iterable[Fix]) -> tuple[Fix, ...]:
    """Drop repairs that do what an earlier one does: branches of `any` often offer the same."""
    found: list[Fix] = []
    for fix in offers:
        if all(fix.changes != other.changes for other in found):
            found.append(fix)
    return tuple(found)


def _join(changes: list[Change], change: Change) -> None:
    """Add a change to others; where both fill the same list, one change sets what both put in."""
    for position, other in enumerate(changes):
        same = (other.op, other.subject, other.field) == (change.op, change.subject, change.field)
        if other == change:
            return
        if same and change.op == "set" and isinstance(other.value, list) and isinstance(change.value, list):
            more = [item for item in change.value if item not in other.value]
            changes[position] = dataclasses.replace(other, value=[*other.value, *more])
            return
    changes.append(change)


def joined(holds: bool, parts: list[Verdict]) -> Verdict:
    """Join the verdicts of several conditions."""
    parts = [part for part in parts if part.speaks]
    if not parts:
        return YES if holds else NO
    if len(parts) == 1 and parts[0].holds is holds:
        return parts[0]
    return Verdict(
        holds,
        _each_once(itertools.chain.from_iterable(part.witnesses for part in parts)),
        _each_once(itertools.chain.from_iterable(part.near for part in parts)),
        tuple(dict.fromkeys(itertools.chain.from_iterable(part.groups for part in parts))),
        tuple(dict.fromkeys(itertools.chain.from_iterable(part.missing for part in parts))),
        tuple(dict.fromkeys(itertools.chain.from_iterable(part.years for part in parts))),
        max((part.people for part in parts if not math.isnan(part.people)), default=math.nan),
    )


def _sorts(condition: data.Condition) -> bool:
    """Whether a condition only says for which measures or groups a branch is meant."""
    return isinstance(condition, data.GroupHas) or (
        isinstance(condition, data.Some) and condition.some.scoped and not condition.some.groups
    )


def _each_once(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Drop repetitions, by identifier: a measure's many fields are slow to compare."""
    return tuple({measure.id: measure for measure in measures}.values())


def _parts(condition: data.All | data.Any_) -> tuple[data.Condition, ...]:
    return condition.all if isinstance(condition, data.All) else condition.any
