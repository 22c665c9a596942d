"""Values of a series as they lie in memory, eight bytes each, in place of a million objects of a large table."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

MISSING = float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Values(Sequence[float | None]):
    """The values of a series in its order, None where one is missing; equal to a tuple of the same.

    Attributes:
        numbers: The values, NaN where one is missing; never changed once they are here.
    """

    numbers: array[float]

    @classmethod
    def of(cls, values: Iterable[float | None]) -> Values:
        """Hold values as they are given."""
        if isinstance(values, Values):
            return values
        return cls(array("d", [MISSING if value is None else value for value in values]))

    @property
    def whole(self) -> bool:
        """Whether none is missing."""
        total = sum(self.numbers)
        return total == total or all(number == number for number in self.numbers)

    @property
    def filled(self) -> int:
        """How many are not missing."""
        return len(self.numbers) if self.whole else sum(number == number for number in self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[float | None]:
        if self.whole:
            return iter(self.numbers)
        return iter([None if number != number else number for number in self.numbers])

    @overload
    def __getitem__(self, index: int) -> float | None: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[float | None, ...]: ...
    def __getitem__(self, index: int | slice) -> float | tuple[float | None, ...] | None:
        if isinstance(index, slice):
            return tuple(self)[index]
        number = self.numbers[index]
        return None if number != number else number

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Values):
            return self.numbers == other.numbers or tuple(self) == tuple(other)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
