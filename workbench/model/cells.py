"""Addresses of cells: one of them, and those of a whole series as a few ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

Place = tuple[int, int]
"""Row and column of a cell, both counted from 0."""

Range = tuple[int, int, int, int]
"""First row and column, last row and column, counted from 0."""

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_PLAIN = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}$")


@lru_cache(maxsize=16384)
def column_name(column: int) -> str:
    """Give the letters of a column, 0 being A."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Give the address of a cell from its row and column, both counted from 0."""
    return f"{column_name(column)}{row + 1}"


def place(text: str) -> Place | None:
    """Read an address such as D7, or None where it is none."""
    match = _ADDRESS.match(text.strip())
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def range_name(area: Range) -> str:
    """Give a range such as A5:K90 from its first row and column and its last row and column."""
    return f"{address(area[0], area[1])}:{address(area[2], area[3])}"


def area(text: str) -> Range | None:
    """Read a range such as A5:K90, or None where it is none."""
    first, _, last = text.partition(":")
    start, end = place(first), place(last or first)
    if start is None or end is None:
        return None
    return (
        min(start[0], end[0]),
        min(start[1], end[1]),
        max(start[0], end[0]),
        max(start[1], end[1]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Cells(Sequence[str]):
    """The cells a series came from, in its order; cells beside or below each other are kept as one range.

    A workbook of a million cells would else keep a million texts. It is the sequence of the single addresses, and
    equal to any other way of writing the same.

    Attributes:
        ranges: Ranges such as D7:BA7 or D7:D60, which may run backwards; a text that is none, such as "D7, F7" of a
            value between two others, stands for itself.
    """

    ranges: tuple[str, ...] = ()

    @classmethod
    def of(cls, addresses: Iterable[str]) -> Cells:
        """Make ranges of single addresses."""
        ranges: list[str] = []
        run: list[Place] = []
        for text in addresses:
            at = place(text) if _PLAIN.match(text) else None
            if at is None or not _goes_on(run, at):
                ranges += _named(run)
                run = []
            if at is None:
                ranges.append(text)
            else:
                run.append(at)
        return cls((*ranges, *_named(run)))

    def __iter__(self) -> Iterator[str]:
        for text in self.ranges:
            yield from _expanded(text)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if index == 0 and self.ranges:
            return next(iter(self))
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Cells):
            return self.ranges == other.ranges or tuple(self) == tuple(other)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))


def _goes_on(run: list[Place], at: Place) -> bool:
    """Say whether a cell is the next one of a run: one step further along its row or column."""
    if not run:
        return True
    step = (at[0] - run[-1][0], at[1] - run[-1][1])
    if len(run) == 1:
        return abs(step[0]) + abs(step[1]) == 1
    return step == (run[-1][0] - run[-2][0], run[-1][1] - run[-2][1])


def _named(run: list[Place]) -> list[str]:
    if len(run) < 2:
        return [address(*at) for at in run]
    return [f"{address(*run[0])}:{address(*run[-1])}"]


def _expanded(text: str) -> Iterable[str]:
    first, colon, last = text.partition(":")
    if not colon or not _PLAIN.match(first) or not _PLAIN.match(last):
        return (text,)
    start, end = place(first), place(last)
    if start is None or end is None or (start[0] != end[0] and start[1] != end[1]):
        return (text,)
    if start[0] == end[0]:
        row = start[0] + 1
        return (f"{column_name(column)}{row}" for column in _through(start[1], end[1]))
    letters = column_name(start[1])
    return (f"{letters}{row + 1}" for row in _through(start[0], end[0]))


def _through(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)
