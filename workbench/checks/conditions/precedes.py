"""`precedes`: the scoped measure starts no earlier than so many years after one that matches."""

from __future__ import annotations

from workbench.checks.conditions.form import Fact, Verdict, move_fix
from workbench.checks.context import Context, Instance
from workbench.errors import Message, message
from workbench.knowledge.conditions import Precedes
from workbench.model.results import Fix


def evaluate(condition: Precedes, context: Context, instance: Instance) -> Verdict:
    """Compare the starts."""
    scoped = instance.measure
    found = context.select(condition.precedes, instance)
    early = tuple(
        measure for measure in found if scoped is not None and measure.start + condition.by <= scoped.start
    )
    return Verdict(bool(early), early, tuple(measure for measure in found if measure not in early))


def explain(
    condition: Precedes, verdict: Verdict, context: Context, instance: Instance
) -> tuple[Message, ...]:
    """Say when those start that should come first."""
    if verdict.holds or not verdict.near:
        return (message("No measure comes first."),) if not verdict.holds else ()
    return tuple(
        message("{measure} starts only in {year}.", measure=measure.title, year=str(measure.start))
        for measure in verdict.near
    )


def rests(condition: Precedes, verdict: Verdict, context: Context, instance: Instance) -> tuple[Fact, ...]:
    """Give when those start that should come first."""
    return tuple(("starts", measure.id, measure.start) for measure in verdict.near)


def fixes(
    condition: Precedes, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer to bring the first forward or the scoped one back."""
    scoped = instance.measure
    verdict = evaluate(condition, context, instance)
    if scoped is None or verdict.holds or not verdict.near:
        return ()
    first = min(verdict.near, key=lambda measure: measure.start)
    found = []
    if scoped.start - condition.by >= context.package.years[0]:
        found.append(move_fix(first, scoped.start - condition.by))
    found.append(move_fix(scoped, first.start + condition.by))
    return tuple(found)
