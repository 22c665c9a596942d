"""`share`: a part of the package's cost lies within bounds, in the year of the headline figures."""

from __future__ import annotations

from workbench.checks.conditions.form import Fact, Verdict
from workbench.checks.context import Context, Instance
from workbench.errors import Message, message
from workbench.knowledge.conditions import Share
from workbench.model.results import Fix


def evaluate(condition: Share, context: Context, instance: Instance) -> Verdict:
    """Add up the cost of what matches."""
    part, found = _part(condition, context, instance), condition.share
    if part is None:
        return Verdict(False)
    holds = (found.at_least is None or part >= found.at_least) and (
        found.at_most is None or part <= found.at_most
    )
    return Verdict(holds, context.select(found.where, instance))


def explain(condition: Share, verdict: Verdict, context: Context, instance: Instance) -> tuple[Message, ...]:
    """Say the share."""
    part = _part(condition, context, instance)
    if part is None:
        return (message("The cost is not known."),)
    return (
        message(
            "They take {percent} % of the cost in {year}.",
            percent=round(part * 100, 1),
            year=str(context.package.key_year),
        ),
    )


def rests(condition: Share, verdict: Verdict, context: Context, instance: Instance) -> tuple[Fact, ...]:
    """Give the share, as it is said."""
    part = _part(condition, context, instance)
    return (("share", None if part is None else round(part * 100, 1)), ("year", context.package.key_year))


def fixes(
    condition: Share, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer nothing: how money is divided is for the planner to weigh."""
    return ()


def _part(condition: Share, context: Context, instance: Instance) -> float | None:
    estimate = context.estimate
    if estimate is None or not estimate.total:
        return None
    if context.package.key_year not in estimate.complete_years:
        return None
    position = estimate.years.index(context.package.key_year)
    total = estimate.total[position]
    chosen = {measure.id for measure in context.select(condition.share.where, instance)}
    inside = sum(line.cost[position] for line in estimate.measures if line.id in chosen)
    return inside / total if total > 0 else None
