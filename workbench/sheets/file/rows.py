"""The rows of a sheet: numbers as they lie in memory, the rest with its place.

An object for each of a million numbers takes four times the room and, on the way from the reading process, a hundred
times the time of the bytes.
"""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any, BinaryIO, overload

NUMBERS = ".numbers"
"""What is added to the name of the reading process's JSON document for that of the numbers."""

Value = str | float | bool | dt.date | None

_NONE = float("nan")
_FLOAT = frozenset({float})


@dataclass(frozen=True, slots=True, eq=False)
class Rows(Sequence[tuple[Value, ...]]):
    """The rows of a sheet, each as a tuple made when looked at; rows may differ in length.

    Attributes:
        starts: The index of the first cell of each row, cells being counted through all rows, and the end.
        numbers: All cells row after row, NaN where no number stands.
        places: The indices of the cells that hold something else than a number, in their order.
        others: What they hold.
    """

    starts: array[int]
    numbers: array[float]
    places: array[int]
    others: list[Value]

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]]) -> Rows:
        """Hold rows as a reader gives them, without the blanks at the end of rows and of the sheet."""
        starts, numbers, places = array("q", [0]), array("d"), array("q")
        others: list[Value] = []
        last = 0
        for row in rows:
            held = list(row[: _length(row)])
            for column in _other_than_numbers(held):
                value, held[column] = held[column], _NONE
                if type(value) is int:
                    held[column] = float(value)
                elif (other := _other(value)) is not None:
                    places.append(starts[-1] + column)
                    others.append(other)
            numbers.fromlist(held)
            starts.append(len(numbers))
            last = len(starts) if held else last
        return cls(starts[: max(last, 1)], numbers, places, others)

    @classmethod
    def unpacked(cls, document: dict[str, Any], file: BinaryIO) -> Rows:
        """Take rows from what `packed` gave, and their numbers from a file of those of several sheets."""
        starts, numbers = array("q", document["starts"]), array("d")
        numbers.fromfile(file, starts[-1])
        return cls(starts, numbers, array("q", document["places"]), [*map(_decode, document["others"])])

    def packed(self) -> dict[str, Any]:
        """Give all but the numbers as JSON."""
        others = [{"date": one.isoformat()} if isinstance(one, dt.date) else one for one in self.others]
        return {"starts": self.starts.tolist(), "places": self.places.tolist(), "others": others}

    @property
    def width(self) -> int:
        """Give the number of cells of the longest row."""
        return max((end - start for start, end in pairwise(self.starts)), default=0)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, index: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Value, ...], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[Value, ...] | tuple[tuple[Value, ...], ...]:
        if isinstance(index, slice):
            return tuple(self[row] for row in range(*index.indices(len(self))))
        row = range(len(self))[index]
        start = self.starts[row]
        held: list[Value] = [
            None if number != number else number for number in self.numbers[start : self.starts[row + 1]]
        ]
        for column, value in self.beside(row):
            held[column] = value
        return tuple(held)

    def at(self, row: int, column: int) -> Value:
        """Give a value, None outside the sheet."""
        if not 0 <= row < len(self.starts) - 1 or column < 0:
            return None
        index = self.starts[row] + column
        if index >= self.starts[row + 1]:
            return None
        number = self.numbers[index]
        if number == number:
            return number
        found = bisect_left(self.places, index)
        return self.others[found] if found < len(self.places) and self.places[found] == index else None

    def beside(self, row: int) -> Iterator[tuple[int, Value]]:
        """Give column and value of the cells of a row that hold something else than a number."""
        start, end = self.starts[row], self.starts[row + 1]
        first = bisect_left(self.places, start)
        for found in range(first, bisect_left(self.places, end, first)):
            yield self.places[found] - start, self.others[found]

    def but_numbers_outside(self, low: float, high: float) -> Iterator[tuple[int, list[int]]]:
        """Give each row with its columns that hold something, other than numbers outside a range."""
        import numpy as np

        numbers = np.frombuffer(self.numbers)
        within = np.flatnonzero((numbers >= low) & (numbers <= high))
        indices = np.sort(np.concatenate((within, np.asarray(self.places, dtype=within.dtype)))).tolist()
        found = 0
        for row, (start, end) in enumerate(pairwise(self.starts)):
            first, found = found, bisect_left(indices, end, found)
            yield row, [index - start for index in indices[first:found]]

    def counts(self) -> tuple[list[int], list[int]]:
        """Give how many numbers, and how many other values, each row holds."""
        import numpy as np

        edges = np.asarray(self.starts)
        numbers = (
            np.concatenate(([0], np.cumsum(~np.isnan(np.frombuffer(self.numbers))))) if self.numbers else [0]
        )
        others = np.searchsorted(np.asarray(self.places, dtype=edges.dtype), edges)
        return np.diff(np.asarray(numbers)[edges]).tolist(), np.diff(others).tolist()

    def numbers_in(self, row: int) -> array[float]:
        """Give the numbers of a row, NaN where none stands."""
        return self.numbers[self.starts[row] : self.starts[row + 1]]

    def plain(self, row: int, first: int, last: int) -> array[float] | None:
        """Give the numbers of columns of a row, NaN where one is blank; None where something else stands there."""
        start = self.starts[row]
        end = min(start + last + 1, self.starts[row + 1])
        found = bisect_left(self.places, start + first)
        if found < len(self.places) and self.places[found] < end:
            return None
        held = self.numbers[start + first : end]
        held.extend([_NONE] * (last + 1 - first - len(held)))
        return held

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Rows, tuple)):
            return NotImplemented
        return tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _other_than_numbers(row: list[Any]) -> Iterable[int]:
    """Give the columns that hold something else than a finite float: in most rows labels, and then there are none."""
    first = 0
    while first < len(row) and type(row[first]) is not float:
        first += 1
    rest = row[first:]
    if {*map(type, rest)} <= _FLOAT and isfinite(sum(rest)):
        return range(first)
    return [column for column, value in enumerate(row) if type(value) is not float or not isfinite(value)]


def _length(row: Sequence[Any]) -> int:
    length = len(row)
    while length and (row[length - 1] is None or row[length - 1] == ""):
        length -= 1
    return length


def _other(value: Any) -> Value:
    """Give what is no number as a sheet holds it: blank texts are no value, and infinity is a text."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, (bool, dt.date)):
        return value
    return str(value)


def _decode(value: Any) -> Value:
    if isinstance(value, dict):
        return dt.date.fromisoformat(value["date"])
    decoded: Value = value
    return decoded
