"""Write records as canonical text: as `codec.canonical` does, but large tables in pieces and three times as fast."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from workbench.model import Series, Table, codec
from workbench.model.values import Values

_TOGETHER = 500


def written(record: Any) -> str:
    """Give the canonical text of a record."""
    return "".join(pieces(record))


def pieces(record: Any) -> Iterator[str]:
    """Give the canonical text of a record in pieces: that of a large table takes more room than all else."""
    if not isinstance(record, Table):
        yield codec.canonical(record)
        return
    opening = "{"
    for name, held in sorted(codec.stated(record)):
        yield f'{opening}"{name}":'
        if name == "series":
            for start in range(0, len(held), _TOGETHER):
                yield ("," if start else "[") + _series(held[start : start + _TOGETHER])
            yield "]"
        else:
            yield codec.canonical(held)
        opening = ","
    yield "}"


def _series(series: Iterable[Series]) -> str:
    whole = _whole(series)
    return ",".join([_one(dict(codec.stated(one)), whole) for one in series])


def _one(fields: dict[str, Any], whole: bool) -> str:
    """Write a series; the names of its long fields are the last in the order of the alphabet."""
    values, years, cells = fields.pop("values"), fields.pop("years"), fields.pop("cells")
    short = codec.text({"cells": cells.ranges, **fields})
    written = _places(len(values)) % tuple(values.numbers) if whole else codec.canonical(values)
    return f'{short[:-1]},"values":{written},"years":{_years(years)}}}'


@lru_cache(maxsize=256)
def _places(count: int) -> str:
    """Give a list with a place for each of so many whole numbers."""
    return f"[{','.join(['%d'] * count)}]"


@lru_cache(maxsize=256)
def _years(years: tuple[int, ...]) -> str:
    """Write years once; the series of a table have the same."""
    return codec.text(years)


def _whole(series: Iterable[Series]) -> bool:
    """Say whether all values are whole numbers that a float holds exactly, as nearly all are: people, money."""
    numbers = array("d", [0.0])
    for one in series:
        numbers += Values.of(one.values).numbers
    return all(map(float.is_integer, numbers)) and -codec.EXACT < min(numbers) <= max(numbers) < codec.EXACT
