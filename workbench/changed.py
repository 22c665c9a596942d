"""What changed with the program since a project was written: told once, at the first look at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from workbench.errors import Message, message
from workbench.model.package import Package
from workbench.model.paths import Path
from workbench.model.results import Estimate

_UNKNOWN_NOW = frozenset({"ages-cut", "ages-missing", "out-of-bounds"})
"""Codes of reasons for which a measure is not costed any more that was costed before format 4."""


@dataclasses.dataclass(frozen=True, slots=True)
class ProgramChange:
    """One thing that is read or worked out otherwise than when the project was written.

    Attributes:
        code: What kind: "values-say-how", "not-known", "not-stated", "comes-once" or "accepted-as-it-stands".
    """

    code: str
    message: Message


def since_format_3(package: Package, estimate: Estimate) -> Iterator[ProgramChange]:
    """Say what of a project written before format 4 is read otherwise now, or comes to another figure."""
    if any(_by_year(record) for record in (package, *package.groups, *package.measures, *package.financing)):
        yield ProgramChange(
            "values-say-how",
            message(
                "Values by year now say how they move between years, and nothing is assumed before the first one. Yours were "
                "written out as they were read, so that their figures stay."
            ),
        )
    unknown = [line for line in estimate.uncosted if line.code in _UNKNOWN_NOW]
    if unknown:
        yield ProgramChange(
            "not-known",
            message(
                "Not costed any more, since it would be a guess: {measures}. Costing says why, and what to do.",
                measures=tuple(line.title for line in unknown),
            ),
        )
    unstated = [line for line in (*estimate.measures, *estimate.baseline) if line.unstated]
    if unstated:
        yield ProgramChange(
            "not-stated",
            message(
                "Counted as nothing before, and not known now, since not all of it is stated: {measures}.",
                measures=tuple(line.title for line in unstated),
            ),
        )
    once = [line for line in package.financing if line.is_once and line.amounts.is_constant]
    if once:
        yield ProgramChange(
            "comes-once",
            message(
                "Money that comes once was counted in every year and is counted once now: {lines}.",
                lines=tuple(line.title for line in once),
            ),
        )


def since_format_4(as_it_stands: tuple[str, ...]) -> Iterator[ProgramChange]:
    """Say which findings are taken as accepted as they stand: what their acceptance rested on is not known any more."""
    if as_it_stands:
        yield ProgramChange(
            "accepted-as-it-stands",
            message(
                "Acceptances now rest on facts, no longer on sentences. What these rested on is not known any more, so that "
                "they are taken as accepted as they stand today; look at them again: {findings}.",
                findings=as_it_stands,
            ),
        )


def _by_year(record: Any) -> bool:
    """Whether a record holds a value by year, also inside."""
    for field in dataclasses.fields(record):
        held = getattr(record, field.name)
        if isinstance(held, Path):
            if not held.is_constant and not held.series:
                return True
        elif dataclasses.is_dataclass(held) and _by_year(held):
            return True
    return False
