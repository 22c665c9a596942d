"""Values that may change from year to year: constants, ramps, S-curves, steps and one-off amounts."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import Message, message


class Shape(StrEnum):
    """How a path moves between its points."""

    LINEAR = "linear"
    S_CURVE = "s-curve"
    STEPS = "steps"
    ONLY = "only"


MOVES: dict[Shape, Message] = {
    Shape.LINEAR: message("in a straight line between these years"),
    Shape.S_CURVE: message("in an S-curve between these years"),
    Shape.STEPS: message("each until the next"),
    Shape.ONLY: message("in these years only"),
}
"""How a value by year moves, as part of a sentence."""
_STEEPNESS = 6.0  # the logistic runs from 0.0025 to 0.9975 of the way, then is stretched to 0 and 1


@dataclass(frozen=True, slots=True)
class Path:
    """A value by year.

    Written in JSON as a number, `{"2027": 0.6, "2032": 0.95}`, or the same with `"shape"`; and as `"series:NAME"` where
    it follows a named imported series.

    Attributes:
        points: (year, value) pairs in order of year; a constant has the one pair (0, value).
        shape: `linear` and `s-curve` move between points, `steps` holds each value until the next, and all three hold the
            last one; before the first nothing is known. `only` is zero in every year not named. Where a path does not
            say, it moves as the declaration of its field does (`about(moves=...)`).
        series: The imported series it follows, whose values its points then are; empty for the planner's own.
    """

    points: tuple[tuple[int, float], ...]
    shape: Shape = Shape.LINEAR
    series: str = ""

    def __eq__(self, other: object) -> bool:
        # Most paths that are compared are a default and itself.
        if self is other:
            return True
        if not isinstance(other, Path):
            return NotImplemented
        return (self.points, self.shape, self.series) == (other.points, other.shape, other.series)

    @classmethod
    def constant(cls, value: float) -> Path:
        """Make a path with the same value in every year."""
        return cls(((0, float(value)),))

    @classmethod
    def following(cls, series: str, points: tuple[tuple[int, float], ...] = ()) -> Path:
        """Make a path that follows an imported series; years the series does not have, it does not have either."""
        return cls(points, Shape.ONLY, series)

    @property
    def is_constant(self) -> bool:
        """Whether one value holds in every year."""
        return len(self.points) == 1 and self.points[0][0] == 0

    def at(self, year: int) -> float:
        """Give the value in a year; NaN before the first year stated."""
        if self.is_constant:
            return self.points[0][1]
        return dict(self.points).get(year, 0.0) if self.shape is Shape.ONLY else self._on_the_way(year)

    def over(self, years: tuple[int, ...]) -> tuple[float, ...]:
        """Give the values of several years; NaN before the first year stated."""
        if self.is_constant:
            return (self.points[0][1],) * len(years)
        if self.shape is Shape.ONLY:
            named = dict(self.points)
            return tuple([named.get(year, 0.0) for year in years])
        return tuple([self._on_the_way(year) for year in years])

    def _on_the_way(self, year: int) -> float:
        points, steps = self.points, self.shape is Shape.STEPS
        place = bisect_right(points, (year, math.inf))
        if not place:
            return math.nan
        start, low = points[place - 1]
        if steps or place == len(points):
            return low
        end, high = points[place]
        way = (year - start) / (end - start)
        if self.shape is Shape.S_CURVE:
            way = _logistic(way)
        return low + (high - low) * way


def _logistic(way: float) -> float:
    def raw(x: float) -> float:
        return 1.0 / (1.0 + math.exp(-_STEEPNESS * (2.0 * x - 1.0)))

    return (raw(way) - raw(0.0)) / (raw(1.0) - raw(0.0))


ONE = Path.constant(1.0)
ZERO = Path.constant(0.0)
