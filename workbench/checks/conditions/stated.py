"""`stated`: the package states a field."""

from __future__ import annotations

import dataclasses

from workbench.checks.conditions.form import Verdict
from workbench.checks.context import Context, Instance, filled
from workbench.errors import Message, message
from workbench.knowledge.conditions import Stated
from workbench.model.edits import Change
from workbench.model.package import Package
from workbench.model.results import Fix
from workbench.model.words import BasicIncomeReading

_MEANINGS = {item.name: item.metadata["meaning"] for item in dataclasses.fields(Package)}


def evaluate(condition: Stated, context: Context, instance: Instance) -> Verdict:
    """Look whether the field is filled."""
    value = getattr(context.package, condition.stated, None)
    if condition.stated == "groups":
        # A name alone identifies nobody: how many they are and what share lacks what belongs to it.
        unknown = tuple(
            group.id
            for group in context.package.groups
            if group.id in context.access.unmeasured or any(lack.share is None for lack in group.lacks)
        )
        if unknown:
            return Verdict(False, groups=unknown)
    return Verdict(filled(context.package, condition.stated) or value is False)


def explain(condition: Stated, verdict: Verdict, context: Context, instance: Instance) -> tuple[Message, ...]:
    """Name the field."""
    meaning = _MEANINGS[condition.stated]
    if verdict.holds:
        value = getattr(context.package, condition.stated)
        return (message("Stated: {value}", value=value),) if isinstance(value, str) else ()
    if verdict.groups:
        names = tuple(group.name for group in context.package.groups if group.id in verdict.groups)
        return (message("Size or barriers are not stated: {groups}.", groups=names),)
    return (message("Not stated: {field}.", field=meaning),)


def fixes(
    condition: Stated, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer the readings there are; what only the planner can write is not offered."""
    if evaluate(condition, context, instance).holds:
        return ()
    if condition.stated == "basic_income_reading":
        readings = (
            (BasicIncomeReading.UNCONDITIONAL, message("Read basic income as an unconditional payment")),
            (BasicIncomeReading.GUARANTEE, message("Read basic income as a guarantee of income")),
        )
        return tuple(
            Fix(label, (Change("set", "package", "basic_income_reading", reading.value),))
            for reading, label in readings
        )
    if condition.stated == "pension_age":
        return (Fix(message("Read over 65 as 65 and over"), (Change("set", "package", "pension_age", 65),)),)
    return ()
