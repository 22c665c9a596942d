"""The rows of a sheet on their way from the reading process: numbers as they lie in memory, the rest as JSON.

A million numbers as JSON are written and parsed in half a second; as bytes it takes no time that counts.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

from workbench.sheets.cells import Value

NUMBERS = ".numbers"
"""What is added to the name of the JSON document for that of the numbers."""

_NONE = float("nan")
_MOST = float("inf")


def pack(rows: Sequence[Sequence[Any]]) -> tuple[dict[str, Any], array[float]]:
    """Give the rows as JSON and numbers, without the blanks at the end of rows and of the sheet.

    The JSON holds the length of each row, and the place and value of what is no number, places being counted through
    all rows; the numbers have NaN in those places and in blank ones.
    """
    lengths = [_length(row) for row in rows]
    while lengths and not lengths[-1]:
        lengths.pop()
    flat = list(chain.from_iterable(row[:length] for row, length in zip(rows, lengths, strict=False)))
    numbers = array(
        "d", [value if type(value) is float and -_MOST < value < _MOST else _NONE for value in flat]
    )
    places = [place for place, number in enumerate(numbers) if number != number]
    others = [(place, value) for place in places if (value := _encode(flat[place])) is not None]
    return {
        "lengths": lengths,
        "places": [place for place, _ in others],
        "others": [value for _, value in others],
    }, numbers


def unpack(packed: dict[str, Any], numbers: array[float]) -> tuple[tuple[Value, ...], ...]:
    """Give the rows back, and take their numbers off the front of those left."""
    ends = [0, *accumulate(packed["lengths"])]
    flat: list[Value] = [None if value != value else value for value in numbers[: ends[-1]]]
    del numbers[: ends[-1]]
    for place, value in zip(packed["places"], packed["others"], strict=True):
        flat[place] = _decode(value)
    return tuple([tuple(flat[start:end]) for start, end in pairwise(ends)])


def _length(row: Sequence[Any]) -> int:
    length = len(row)
    while length and (row[length - 1] is None or row[length - 1] == ""):
        length -= 1
    return length


def _encode(value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        return float(value) if abs(value) < _MOST else str(value)
    if isinstance(value, dt.datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    return str(value)


def _decode(value: Any) -> Value:
    if isinstance(value, dict):
        return dt.date.fromisoformat(value["date"])
    if isinstance(value, str):
        return value if value.strip() else None
    decoded: Value = value
    return decoded
