"""`group_has`: the scoped group has a barrier, a trait or an unequal term."""

from __future__ import annotations

from workbench.checks.access import needs_of
from workbench.checks.conditions.form import NO, Verdict
from workbench.checks.context import Context, Instance
from workbench.errors import Message, message
from workbench.knowledge.conditions import GroupHas
from workbench.model.results import Fix


def evaluate(condition: GroupHas, context: Context, instance: Instance) -> Verdict:
    """Look at the group."""
    group, has = instance.group, condition.group_has
    if group is None:
        return Verdict(False)
    wanted = set(has.lacks)
    if "need" in wanted and instance.measure is not None:
        wanted |= {name for need in needs_of(instance.measure) for name in need.any_of}
    if has.among:
        wanted &= set(has.among)
    missing = tuple(name for name in dict.fromkeys(lack.capability for lack in group.lacks) if name in wanted)
    if has.lacks and not missing:
        return NO
    holds = (
        (not has.trait or bool(set(has.trait) & set(group.traits)))
        and (not has.relation or any(term.relation in has.relation for term in group.unequal_terms))
        and (not has.arena or any(term.arena in has.arena for term in group.unequal_terms))
    )
    return Verdict(holds, missing=missing)


def explain(
    condition: GroupHas, verdict: Verdict, context: Context, instance: Instance
) -> tuple[Message, ...]:
    """Name the barriers."""
    if not verdict.missing or instance.group is None:
        return ()
    names = tuple(context.knowledge.title("capability", name) for name in verdict.missing)
    return (message("{group} often lack {missing}.", group=instance.group.name, missing=names),)


def fixes(
    condition: GroupHas, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer nothing: what a group is and lacks is a fact, and no repair drops it."""
    return ()
