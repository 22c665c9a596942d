"""What an earlier start needs: values by year that are stated from a later year on hold their first value until then."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from workbench.model import codec
from workbench.model.edits import Change
from workbench.model.measure import Measure
from workbench.model.paths import Path, Shape


def start_in(measure: Measure, year: int) -> tuple[Change, ...]:
    """Give the changes that start a measure in a year with all that is stated for its first year stated from then on."""
    subject = f"measure:{measure.id}"
    changes = [Change("set", subject, "start", year)]
    for name, path in _late(measure.cost, year):
        changes.append(Change("set", subject, f"cost.{name}", codec.dump(_from(path, year))))
    provides = tuple(
        dataclasses.replace(one, reach=_from(one.reach, year)) if _is_late(one.reach, year) else one
        for one in measure.provides
    )
    if provides != measure.provides:
        changes.append(Change("set", subject, "provides", codec.dump(provides)))
    return tuple(changes)


def _late(record: Any, year: int) -> Iterator[tuple[str, Path]]:
    for field in dataclasses.fields(record):
        held = getattr(record, field.name)
        if isinstance(held, Path) and _is_late(held, year):
            yield field.name, held


def _is_late(path: Path, year: int) -> bool:
    dated = not path.is_constant and not path.series and path.shape is not Shape.ONLY
    return dated and path.points[0][0] > year


def _from(path: Path, year: int) -> Path:
    return dataclasses.replace(path, points=((year, path.points[0][1]), *path.points))
