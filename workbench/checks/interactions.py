"""How the measures of a package act on one another: enabling, reinforcing, constraining, cancelling.

Scores stand on the seven-point scale of the International Council for Science (A Guide to SDG Interactions, 2017):
3 indivisible, 2 reinforcing, 1 enabling, 0 none, -1 constraining, -2 counteracting, -3 cancelling. They are computed
from what measures give, need and clash with, and from the rules; a planner's judgement stands in their place.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks.access import needs_of
from workbench.checks.context import Context
from workbench.checks.engine import outcomes
from workbench.errors import Message, message
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.readings import Influence
from workbench.model.words import REACHED, FindingKind, Severity

_WEIGHT = {Severity.BLOCKING: 3, Severity.SERIOUS: 2, Severity.ADVISORY: 1}
Reason = tuple[str, str, int, Message]
"""Who acts, on whom, with which score, and why."""


def interactions(context: Context) -> tuple[Influence, ...]:
    """Give every influence that is not nothing: direct ones, and those that run through one other measure."""
    reasons: dict[tuple[str, str], list[tuple[int, Message]]] = {}
    for source, target, score, why in _reasons(context):
        held = reasons.setdefault((source, target), [])
        if (score, why) not in held:
            held.append((score, why))
    direct = {pair: _joined(pair, held) for pair, held in reasons.items()}
    for judged in context.package.interactions:
        source, target = judged.pair
        if context.package.measure(source) is None or context.package.measure(target) is None:
            continue
        held_one = direct.get((source, target))
        direct[source, target] = Influence(
            source,
            target,
            judged.score,
            held_one.reasons if held_one else (),
            judged=judged,
            computed=held_one.score if held_one else 0,
        )
    return (*direct.values(), *_second_order(direct))


def _joined(pair: tuple[str, str], held: list[tuple[int, Message]]) -> Influence:
    """Take the weightiest of several reasons; where help and harm weigh the same, the harm, so that it is seen."""
    ordered = sorted(held, key=lambda reason: (-abs(reason[0]), reason[0]))
    return Influence(*pair, ordered[0][0], tuple(why for _, why in ordered))


def _second_order(direct: dict[tuple[str, str], Influence]) -> Iterator[Influence]:
    """Follow two influences in a row: the weaker of both, helping where both help or both hinder."""
    onward: dict[str, list[Influence]] = {}
    for influence in direct.values():
        if influence.score:
            onward.setdefault(influence.source, []).append(influence)
    for source in onward:
        best: dict[str, Influence] = {}
        for first in onward[source]:
            for second in onward.get(first.target, ()):
                target = second.target
                if target == source or (source, target) in direct:
                    continue
                size = min(abs(first.score), abs(second.score))
                score = size if (first.score > 0) == (second.score > 0) else -size
                held = best.get(target)
                if held is None or (abs(score), -score) > (abs(held.score), -held.score):
                    best[target] = Influence(source, target, score, via=first.target)
        yield from best.values()


def _reasons(context: Context) -> Iterator[Reason]:
    package = context.package
    for target in package.measures:
        yield from _enabling(context, target)
        yield from _declared(context, target)
    for rule in context.knowledge.rules:
        if rule.kind not in (FindingKind.SYNERGY, FindingKind.TENSION):
            continue
        for outcome in outcomes(rule, context):
            if rule.kind is FindingKind.SYNERGY and not outcome.failing:
                for _, verdict in outcome.needs:
                    for source in verdict.witnesses:
                        for target in outcome.when.witnesses:
                            if source is not target:
                                yield source.id, target.id, rule.strength, rule.title
            elif rule.kind is FindingKind.TENSION and outcome.failing and outcome.instance.measure:
                target = outcome.instance.measure
                for source in outcome.when.witnesses:
                    if source is not target:
                        yield source.id, target.id, -_WEIGHT[rule.severity], rule.title


def _enabling(context: Context, target: Measure) -> Iterator[Reason]:
    """Say which measures give people what the target needs of them, and how much hangs on it."""
    package = context.package
    told: set[tuple[str, str]] = set()
    for group in package.groups:
        row = context.access.rows.get((group.id, target.id))
        cell = context.access.cell(group.id, target.id, package.key_year) or (row[-1] if row else None)
        for state in cell.needs if cell is not None else ():
            for provider, adds in state.providers:
                source = package.measure(provider)
                if source is None or source is target:
                    continue
                told.add((provider, group.id))
                decisive = state.share >= REACHED > state.share - adds
                given = _given(context, source, set(state.any_of))
                yield provider, target.id, 3 if decisive else 2, _gives(source, target, given, group, adds)
    wanted = {name for need in needs_of(target) for name in need.any_of}
    for source in package.measures:
        given = _given(context, source, wanted)
        if given and source is not target and not any(name == source.id for name, _ in told):
            yield (
                source.id,
                target.id,
                1,
                message(
                    "What {target} needs comes from {source}: {what}. Nobody of the groups is known to gain by it.",
                    source=source.title,
                    target=target.title,
                    what=given,
                ),
            )


def _given(context: Context, source: Measure, wanted: set[str]) -> tuple[Message, ...]:
    names = dict.fromkeys(gift.capability for gift in source.provides if gift.capability in wanted)
    return tuple(context.knowledge.title("capability", name) for name in names)


def _gives(
    source: Measure, target: Measure, given: tuple[Message, ...], group: Group, adds: float
) -> Message:
    percent = round(adds * 100)
    if source.start > target.start:
        return message(
            "{percent}\u202f% of {group} get from {source} what {target} needs ({what}), but only from {year}.",
            source=source.title,
            percent=percent,
            group=group.name,
            target=target.title,
            what=given,
            year=str(source.start),
        )
    return message(
        "{percent}\u202f% of {group} get from {source} what {target} needs: {what}.",
        source=source.title,
        percent=percent,
        group=group.name,
        target=target.title,
        what=given,
    )


def _declared(context: Context, target: Measure) -> Iterator[Reason]:
    """Say what a measure itself declares: clashes, arms of an entitlement, what it takes the place of."""
    package = context.package
    for conflict in target.conflicts:
        kind, _, name = conflict.subject.partition(":")
        for source in package.measures:
            if source is target:
                continue
            if (kind == "measure" and source.id == name) or (
                kind == "instrument" and source.instrument == name
            ):
                why = (
                    message("They do not go together: {reason}", reason=conflict.reason)
                    if conflict.reason
                    else message("They are declared not to go together.")
                )
                yield source.id, target.id, -2, why
                yield target.id, source.id, -2, why
            elif kind == "capability" and any(one.capability == name for one in source.provides):
                title = context.knowledge.title("capability", name)
                yield (
                    source.id,
                    target.id,
                    -1,
                    message(
                        "Who is given this is barred from {target}: {what}.", target=target.title, what=title
                    ),
                )
    entitlement = package.measure(target.arm_of)
    if entitlement is not None and entitlement is not target:
        yield (
            target.id,
            entitlement.id,
            2,
            message(
                "As its targeted arm it brings {entitlement} to more people.", entitlement=entitlement.title
            ),
        )
    for name in target.cost.replaces:
        replaced = package.measure(name)
        if replaced is not None:
            yield target.id, name, -3, message("It takes the place of {measure}.", measure=replaced.title)
