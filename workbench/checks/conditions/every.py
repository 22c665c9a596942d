"""`every`: each measure that matches one selector matches another, and there is one."""

from __future__ import annotations

from workbench.checks.conditions.form import Fact, Verdict, titles
from workbench.checks.context import Context, Instance, filled
from workbench.errors import Message, message
from workbench.knowledge.conditions import Every
from workbench.model.edits import Change
from workbench.model.fields import meaning
from workbench.model.measure import Measure
from workbench.model.results import Fix

_USUAL = {"standard.review_years": 3, "standard.redress_days": 60}
"""Values that may be offered; names of laws and bodies are the planner's to give."""


def evaluate(condition: Every, context: Context, instance: Instance) -> Verdict:
    """Look for one that fails."""
    found = context.select(condition.every, instance)
    kept: list[Measure] = []
    failing: list[Measure] = []
    for measure in found:
        (kept if context.matches(measure, condition.must, instance) else failing).append(measure)
    return Verdict(bool(found) and not failing, tuple(kept), tuple(failing))


def explain(condition: Every, verdict: Verdict, context: Context, instance: Instance) -> tuple[Message, ...]:
    """Name those that fail."""
    if verdict.near:
        fields = [
            name for name in condition.must.has if any(not filled(measure, name) for measure in verdict.near)
        ]
        if fields:
            names = tuple(meaning(Measure, name) for name in fields)
            return (
                message("Not stated in {measures}: {names}.", measures=titles(verdict.near), names=names),
            )
        if condition.must.safeguards:
            wanted = tuple(context.knowledge.title("safeguard", name) for name in condition.must.safeguards)
            return (message("Missing in {measures}: {names}.", measures=titles(verdict.near), names=wanted),)
        return (message("Missing in {measures}.", measures=titles(verdict.near)),)
    if not verdict.witnesses:
        return (message("No measure of this kind is in the package."),)
    return (message("Found in {measures}.", measures=titles(verdict.witnesses)),)


def rests(condition: Every, verdict: Verdict, context: Context, instance: Instance) -> tuple[Fact, ...]:
    """Give the fields and safeguards asked for that are not there."""
    empty = (name for name in condition.must.has if any(not filled(one, name) for one in verdict.near))
    wanted = condition.must.safeguards if verdict.near else ()
    return tuple(("missing", name) for name in (*empty, *wanted))


def fixes(
    condition: Every, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer usual values where a number or a safeguard is missing in all that fail."""
    verdict = evaluate(condition, context, instance)
    must = condition.must
    changes: list[Change] = []
    for measure in verdict.near:
        for name in must.has:
            if filled(measure, name):
                continue
            if name not in _USUAL:
                return ()
            changes.append(Change("set", f"measure:{measure.id}", name, _USUAL[name]))
        if must.fee:
            changes.append(Change("set", f"measure:{measure.id}", "fee", must.fee[0].value))
        if must.safeguards:
            changes.append(
                Change(
                    "set", f"measure:{measure.id}", "safeguards", [*measure.safeguards, must.safeguards[0]]
                )
            )
    if not changes:
        return ()
    if must.safeguards:
        safeguard = context.knowledge.title("safeguard", must.safeguards[0])
        label = message("Add {safeguard} to {measures}", safeguard=safeguard, measures=titles(verdict.near))
    elif must.fee:
        label = message("Waive the fee of {measures} for those who cannot pay", measures=titles(verdict.near))
    else:
        label = _label({change.field for change in changes}, titles(verdict.near))
    return (Fix(label, tuple(changes)),)


def _label(fields: set[str], measures: tuple[str, ...]) -> Message:
    """Say which usual values a repair sets."""
    years, days = _USUAL["standard.review_years"], _USUAL["standard.redress_days"]
    if fields == {"standard.review_years"}:
        return message(
            "Review the standard of {measures} every {years} years", measures=measures, years=years
        )
    if fields == {"standard.redress_days"}:
        return message("Decide complaints about {measures} within {days} days", measures=measures, days=days)
    return message("Set the usual values in {measures}", measures=measures)
