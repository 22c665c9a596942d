"""Numbers outside the bounds declared for their field, wherever in a record they stand."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any

from workbench.errors import Problem, message
from workbench.model.bounds import FIRST_YEAR, LAST_YEAR, YEAR, Bounds
from workbench.model.paths import Path


def breaches(record: Any, place: str) -> Iterator[Problem]:
    """Give every number of a record, and of those inside it, that lies outside its bounds.

    A default is admitted, since it stands for what nobody stated.

    Args:
        record: A record of the model.
        place: Its subject, such as "measure:social-pension".
    """
    kind: type = type(record)
    for name, default, bounds in _looked_at(kind):
        held = getattr(record, name)
        if held is default or held is None or held == default:
            continue
        where = f"{place}.{name}" if " " in place else f"{place} {name}"
        if isinstance(held, tuple):
            for item in held:
                if dataclasses.is_dataclass(item):
                    yield from breaches(item, _inside(where, item))
                elif bounds is not None and isinstance(item, (int, float)) and not bounds.hold(item):
                    yield outside(where, item, bounds)
        elif isinstance(held, Path):
            yield from of_path(where, held, bounds)
        elif dataclasses.is_dataclass(held):
            yield from breaches(held, where)
        elif bounds is not None and not bounds.hold(held):
            yield outside(where, held, bounds)


def of_path(where: str, path: Path, bounds: Bounds | None) -> Iterator[Problem]:
    """Give every value of a path that lies outside bounds, and years that are none."""
    for year, value in path.points:
        if year and not FIRST_YEAR <= year <= LAST_YEAR:
            yield outside(where, year, YEAR)
        elif bounds is not None and not bounds.hold(value):
            yield outside(where, value, bounds)


def outside(where: str, value: float, bounds: Bounds) -> Problem:
    """Say what is wrong with a number: that it stands there, and why it cannot."""
    said = (
        message("{percent}\u202f%", percent=value * 100)
        if bounds.in_percent
        else message("{value}", value=value)
    )
    remedy = (
        message("Write 60 % as 0.6 or 60%.") if bounds.in_percent and bounds.most == 1 and value > 1 else None
    )
    what = message("{given} cannot be: {why}", given=str(value) if bounds is YEAR else said, why=bounds.why)
    return Problem("serious", where, what, remedy, "out-of-bounds")


def _inside(where: str, item: Any) -> str:
    """Name one of several records by the first thing that tells it from the others."""
    first: Any = getattr(item, dataclasses.fields(item)[0].name)
    return f"{where} {first}" if isinstance(first, str) else where


@functools.cache
def _looked_at(kind: type[Any]) -> tuple[tuple[str, Any, Bounds | None], ...]:
    """Give the fields of a record that hold numbers within bounds, or records that may."""
    return tuple(
        (field.name, field.default, bounds)
        for field in dataclasses.fields(kind)
        if (bounds := field.metadata.get("bounds")) is not None or _may_hold_numbers(kind, field.name)
    )


def _may_hold_numbers(kind: type[Any], name: str) -> bool:
    from workbench.model.codec import hints  # imported late: the codec reads records

    said = str(hints(kind)[name])
    return "workbench.model." in said and "words" not in said
