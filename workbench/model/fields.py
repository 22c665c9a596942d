"""Declared fields: each field of a record says what it means and in which unit, once, for every reader.

The command `fields`, the inspector's labels and the messages about wrong values all read these declarations.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from workbench.errors import Message
from workbench.model.bounds import Bounds
from workbench.model.paths import Shape

Moves = Shape | Callable[[Mapping[str, Any]], Shape]


def about(
    meaning: str,
    *,
    unit: str = "",
    default: Any = dataclasses.MISSING,
    vocabulary: str = "",
    bounds: Bounds | None = None,
    free: str = "",
    per: str = "",
    moves: Moves = Shape.LINEAR,
    advanced: bool = False,
) -> Any:
    """Declare a dataclass field.

    Args:
        meaning: What it holds, as an English sentence without a full stop; translated where shown.
        unit: "share", "persons", "money", "years", ... ; empty where there is none.
        default: Its default; always an immutable value.
        vocabulary: The open vocabulary its values come from ("sector", "capability", "instrument", ...).
        bounds: What its numbers may be, and why.
        free: Why a number has no bounds here.
        per: What an amount is for: "payment", "year", "day"; empty where it is for one of something.
        moves: How a value by year moves that does not say: rates, prices and staff step, phase-in ramps, stated money is in
            its years only. A function is given the record as JSON.
        advanced: Whether forms may hide it at first.
    """
    metadata = {
        "meaning": Message(meaning),
        "unit": unit,
        "vocabulary": vocabulary,
        "bounds": bounds,
        "free": free,
        "per": per,
        "moves": moves,
        "advanced": advanced,
    }
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def meaning(record: type[Any], path: str) -> Message:
    """Give what a field of a record, dots reaching inside, is declared to mean."""
    said: Message = _declared(record, path)[1].metadata["meaning"]
    return said


def unit(record: type[Any], path: str) -> str:
    """Give the unit a field is declared in; empty where there is none."""
    return str(_declared(record, path)[1].metadata.get("unit", ""))


def vocabulary(record: type[Any], path: str) -> str:
    """Name the open vocabulary a field's words come from; empty where there is none."""
    return str(_declared(record, path)[1].metadata.get("vocabulary", ""))


def declared(record: type[Any], path: str) -> typing.Mapping[str, Any]:
    """Give all that is declared of a field, dots reaching inside; nothing where there is no such field."""
    try:
        return _declared(record, path)[1].metadata
    except KeyError:
        return {}


def kind(record: type[Any], path: str) -> Any:
    """Give the type a field is declared with."""
    from workbench.model.codec import hints  # imported late, as below

    holder, field = _declared(record, path)
    return hints(holder)[field.name]


def _declared(record: type[Any], path: str) -> tuple[type[Any], dataclasses.Field[Any]]:
    """Find the declaration of a field, and the record it stands in."""
    name, _, rest = path.partition(".")
    field = {item.name: item for item in dataclasses.fields(record)}[name]
    inner = _inner(record, name) if rest else None
    return _declared(inner, rest) if inner is not None else (record, field)


def meanings(record: type[Any], under: str = "") -> Iterator[tuple[str, Message]]:
    """Give every declared field, those of a record inside with dots."""
    for field in dataclasses.fields(record):
        inner = _inner(record, field.name)
        if inner is not None and field.metadata.get("meaning"):
            yield f"{under}{field.name}", field.metadata["meaning"]
            yield from meanings(inner, f"{under}{field.name}.")
        elif field.metadata.get("meaning"):
            yield f"{under}{field.name}", field.metadata["meaning"]


def _inner(record: type[Any], name: str) -> type[Any] | None:
    """Give the record a field holds, where it holds one that declares its fields."""
    from workbench.model.codec import (
        hints,  # imported late: the codec reads records, which declare their fields here
    )

    kind = hints(record)[name]
    for one in (kind, *typing.get_args(kind)):
        if dataclasses.is_dataclass(one) and any(
            item.metadata.get("meaning") for item in dataclasses.fields(one)
        ):
            return typing.cast("type[Any]", one)
    return None
