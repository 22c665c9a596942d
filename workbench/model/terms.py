"""The words of open vocabularies that a record uses, each with its place, so that a slip in one can be told."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from workbench.model.paths import Path


class Term(NamedTuple):
    """A word where it stands: the field, its vocabulary and the word."""

    where: str
    vocabulary: str
    word: str


def terms(record: Any, place: str) -> Iterator[Term]:
    """Give every word of a declared vocabulary in a record and in those inside it."""
    kind: type = type(record)
    for name, default, vocabulary in _looked_at(kind):
        held = getattr(record, name)
        if held is default or held is None:
            continue
        where = f"{place}.{name}" if " " in place else f"{place} {name}"
        if vocabulary and isinstance(held, str) and held:
            yield Term(where, vocabulary, held)
        elif isinstance(held, tuple):
            for item in held:
                if dataclasses.is_dataclass(item):
                    yield from terms(item, where)
                elif vocabulary and isinstance(item, str):
                    yield Term(where, vocabulary, item)
        elif dataclasses.is_dataclass(held) and not isinstance(held, Path):
            yield from terms(held, where)


@functools.cache
def _looked_at(kind: type[Any]) -> tuple[tuple[str, Any, str], ...]:
    from workbench.model.codec import hints  # imported late: the codec reads records

    said = hints(kind)
    return tuple(
        (field.name, field.default, field.metadata.get("vocabulary", ""))
        for field in dataclasses.fields(kind)
        if field.metadata.get("vocabulary") or "workbench.model." in str(said[field.name])
    )
