"""Makes measures and groups of a package from entries of the knowledge."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from workbench.i18n import translator
from workbench.knowledge.forms import GroupTemplate, Instrument
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.package import Package


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """Give an identifier that is not taken, by counting up."""
    held = set(taken)
    identifier, number = wanted, 2
    while identifier in held:
        identifier, number = f"{wanted}-{number}", number + 1
    return identifier


def new_measure(
    package: Package,
    instrument: Instrument,
    *,
    start: int = 0,
    groups: tuple[str, ...] = (),
    language: str = "en",
) -> Measure:
    """Make a measure from an instrument; it starts in the first costed year unless told otherwise."""
    assert instrument.measure is not None
    title = translator(language)(instrument.title)
    return dataclasses.replace(
        instrument.measure,
        id=free_id(instrument.id, (measure.id for measure in package.measures)),
        title=_free_title(title, {measure.title for measure in package.measures}),
        instrument=instrument.id,
        sector=instrument.sector,
        start=max(start, package.base_year + 1),
        groups=groups or instrument.measure.groups,
    )


def new_group(package: Package, template: GroupTemplate, *, language: str = "en") -> Group:
    """Make a group from one of the usual groups; the shares of its barriers are the planner's to find out."""
    assert template.group is not None
    identifier = free_id(template.id, (group.id for group in package.groups))
    return dataclasses.replace(template.group, id=identifier, name=translator(language)(template.title))


def _free_title(wanted: str, taken: set[str]) -> str:
    title, number = wanted, 2
    while title in taken:
        title, number = f"{wanted} ({number})", number + 1
    return title
