"""What every condition answers with, and what its four functions share."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.checks.context import Context, Instance
from workbench.errors import Message, message
from workbench.model import codec
from workbench.model.edits import Change, add
from workbench.model.measure import Measure
from workbench.model.results import Fix
from workbench.model.starts import start_in
from workbench.model.words import EVERYONE


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds for an instance.

    Attributes:
        witnesses: Measures that make it hold, or that were looked at.
        near: Measures that came near, or that fail where each should match.
        groups: Groups for which it fails.
        missing: Capabilities that are missing.
        years: Years in which it fails.
        people: How many people it concerns at least, in persons; NaN where not known.
    """

    holds: bool
    witnesses: tuple[Measure, ...] = ()
    near: tuple[Measure, ...] = ()
    groups: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    people: float = 0.0

    @property
    def speaks(self) -> bool:
        """Whether there is anything to say beside the truth."""
        return bool(self.witnesses or self.near or self.groups or self.missing or self.years)


YES, NO = Verdict(True), Verdict(False)

Fact = tuple[str | int | float | None, ...]
"""Identifiers and numbers, the first of which names the kind of fact."""


def facts(verdict: Verdict) -> tuple[Fact, ...]:
    """Give what a verdict holds as identifiers and numbers."""
    return (
        *(("looked-at", measure.id) for measure in verdict.witnesses),
        *(("near", measure.id) for measure in verdict.near),
        *(("group", name) for name in verdict.groups),
        *(("missing", name) for name in verdict.missing),
        *(("year", year) for year in verdict.years),
        *((("people", rounded(verdict.people)),) if verdict.people != 0 else ()),
    )


def rounded(people: float) -> int | None:
    """Round persons down to the three figures that are said; None where not known."""
    if math.isnan(people):
        return None
    whole = round(people)  # what is a whole number but for the last digit of a float is that number
    scale: int = 10 ** max(0, len(str(whole)) - 3)
    return whole // scale * scale


def percent(share: float) -> int | None:
    """Round a share to the percent that is said; None where not known."""
    return None if math.isnan(share) else round(share * 100)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A linear constraint over possible edits: at least so many of the options are taken.

    One binary variable stands for each option; a condition that holds requires nothing.
    """

    options: tuple[Fix, ...]
    at_least: int = 1


def titles(measures: Iterable[Measure]) -> tuple[str, ...]:
    """Give measures' names, for sentences."""
    return tuple(measure.title for measure in measures)


def add_fix(context: Context, measure: Measure) -> Fix:
    """Offer to add a measure."""
    return Fix(
        message("Add {measure} from {year}", measure=measure.title, year=str(measure.start)),
        (add("measure", measure),),
    )


def move_fix(measure: Measure, year: int) -> Fix:
    """Offer to start a measure in another year."""
    return Fix(
        message("Start {measure} in {year}", measure=measure.title, year=str(year)),
        start_in(measure, year),
    )


def extend_fix(context: Context, measure: Measure, group_id: str) -> Fix:
    """Offer to extend a measure to a group."""
    group = context.package.group(group_id)
    groups = [one for one in measure.groups if one != EVERYONE] + [group_id]
    return Fix(
        message(
            "Extend {measure} to {group}", measure=measure.title, group=group.name if group else group_id
        ),
        (Change("set", f"measure:{measure.id}", "groups", groups),),
    )


def append_fix(measure: Measure, field: str, word: str, label: Message) -> Fix:
    """Offer to add one word to a list of a measure's facets."""
    held = codec.dump(getattr(measure, field))
    return Fix(label, (Change("set", f"measure:{measure.id}", field, [*held, word]),))


def scoped_groups(instance: Instance) -> tuple[str, ...]:
    """Give the group a new measure should be for, if the instance is about one."""
    return (instance.group.id,) if instance.group is not None else ()
