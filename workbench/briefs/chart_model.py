"""The cost chart as numbers: bands stacked on one another, the line of money, the gap, and where labels stand."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
MOST_BANDS = 5
MOST_ABOVE = 1.6
WORDS = 18.0
APART = 10.6
"""Least distance of two labels at the right, in points."""


@dataclass(frozen=True, slots=True)
class Band:
    """One sector's cost.

    Attributes:
        values: By year, in the chart's unit.
        figure: Its value in the headline year, as printed.
    """

    label: str
    values: tuple[float, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class ChartModel:
    """What the chart shows, in plain numbers.

    Attributes:
        unit: What the vertical axis measures.
        bands: From the bottom up; values that are not numbers count as zero.
        money: The line of financing; empty where there is none.
        key: Position of the headline year.
        gap: The gap in the chart's unit at the headline year; zero draws no bracket.
    """

    unit: str
    years: tuple[int, ...]
    bands: tuple[Band, ...]
    money: tuple[float, ...]
    key: int
    gap: float
    cost_label: str
    gap_label: str
    money_label: str

    @property
    def top(self) -> tuple[float, ...]:
        """The height of the whole stack by year."""
        return self.levels[-1] if self.bands else tuple(0.0 for _ in self.years)

    @property
    def levels(self) -> tuple[tuple[float, ...], ...]:
        """The upper edge of each band by year."""
        found, below = [], [0.0] * len(self.years)
        for band in self.bands:
            below = [
                low + (value if math.isfinite(value) else 0.0)
                for low, value in zip(below, band.values, strict=True)
            ]
            found.append(tuple(below))
        return tuple(found)

    @property
    def peak(self) -> float:
        """The highest value drawn; money far above the cost does not press the bands flat."""
        cost = max(self.top, default=0.0)
        money = max((value for value in self.money if math.isfinite(value)), default=0.0)
        return max(cost, min(money, MOST_ABOVE * cost) if cost > 0 else money)


@dataclass(frozen=True, slots=True)
class Layout:
    """The chart on a plot of a given size, its origin at the lower left, in points.

    Attributes:
        polygons: One for each band, from the bottom up.
        money: Unbroken stretches of the line of financing.
        ticks: Heights and values of the axis.
        labels: For each band, the height of its label and the height it points to.
        bracket: Lower and upper end of the gap, where it is drawn.
        heads: Height of the words above the stack at the headline year.
    """

    years: tuple[float, ...]
    polygons: tuple[tuple[Point, ...], ...]
    money: tuple[tuple[Point, ...], ...]
    ticks: tuple[tuple[float, float], ...]
    labels: tuple[tuple[float, float], ...]
    bracket: tuple[float, float] | None
    heads: float


def lay_out(
    model: ChartModel, width: float, height: float, *, head: float = 22.0, reach: float = 3.0
) -> Layout:
    """Place a chart on a plot.

    Args:
        model: What to show.
        width: Of the plot.
        height: Of the plot.
        head: Room kept above the highest value for the words of the headline year.
        reach: How many years to either side the words of the headline year stand above.
    """
    step = nice_step(model.peak)
    scale = (height - head) / model.peak if model.peak > 0 else 0.0
    count = len(model.years)
    across = tuple(width * index / (count - 1) if count > 1 else width / 2 for index in range(count))
    if count == 1:
        across = (width / 2,)
    levels = model.levels
    polygons = []
    below: tuple[float, ...] = tuple(0.0 for _ in model.years)
    for level in levels:
        polygons.append(_band(across, below, level, scale, width))
        below = level
    ends = [
        ((levels[index - 1][-1] if index else 0.0) + level[-1]) / 2 * scale
        for index, level in enumerate(levels)
    ]
    over = max(
        (
            _head_room(top * scale, money * scale)
            for index, (top, money) in enumerate(zip(model.top, model.money or model.top, strict=True))
            if abs(index - model.key) <= reach
        ),
        default=0.0,
    )
    bracket = None
    if model.gap > 0 and model.money and math.isfinite(model.money[model.key]):
        bracket = (model.money[model.key] * scale, model.top[model.key] * scale)
    ticks = tuple(
        (value * step * scale, value * step)
        for value in range(int(model.peak / step + 1e-9) + 1 if step else 1)
    )
    return Layout(
        across,
        tuple(polygons),
        _stretches(across, model.money, scale),
        ticks,
        tuple(zip(spread(ends, APART, height), ends, strict=True)),
        bracket,
        over,
    )


def _head_room(top: float, money: float) -> float:
    """Give the height words must stand above: the stack, and the line of money where it runs close to it."""
    return money if math.isfinite(money) and top < money < top + WORDS else top


def _band(
    across: tuple[float, ...], below: tuple[float, ...], above: tuple[float, ...], scale: float, width: float
) -> tuple[Point, ...]:
    if len(across) == 1:
        low, high = below[0] * scale, above[0] * scale
        return ((width * 0.3, low), (width * 0.3, high), (width * 0.7, high), (width * 0.7, low))
    upper = [(x, value * scale) for x, value in zip(across, above, strict=True)]
    lower = [(x, value * scale) for x, value in zip(across, below, strict=True)]
    return (*upper, *reversed(lower))


def _stretches(
    across: tuple[float, ...], values: tuple[float, ...], scale: float
) -> tuple[tuple[Point, ...], ...]:
    found: list[tuple[Point, ...]] = []
    held: list[Point] = []
    for x, value in zip(across, values, strict=False):
        if math.isfinite(value):
            held.append((x, value * scale))
        elif held:
            found.append(tuple(held))
            held = []
    if held:
        found.append(tuple(held))
    return tuple(found)


def nice_step(peak: float) -> float:
    """Give the distance of the axis' ticks, so that there are three to seven of them."""
    if not math.isfinite(peak) or peak <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(peak))
    for factor in (0.2, 0.5, 1.0, 2.0):
        if peak / (power * factor) < 6.0:
            return power * factor
    return power * 2


def spread(wanted: Iterable[float], apart: float, height: float) -> tuple[float, ...]:
    """Move heights, given in ascending order, apart from each other and into the plot, as little as need be."""
    placed: list[float] = []
    for value in wanted:
        placed.append(max(value, placed[-1] + apart) if placed else max(value, 4.0))
    ceiling = height - 2.0
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - apart
    return tuple(placed)


def largest(
    sectors: Iterable[tuple[str, tuple[float, ...]]], key: int, most: int = MOST_BANDS
) -> tuple[list[tuple[str, tuple[float, ...]]], list[tuple[str, tuple[float, ...]]]]:
    """Part sectors into those with a band of their own, largest first, and the rest."""

    def weight(item: tuple[str, tuple[float, ...]]) -> tuple[float, float]:
        finite = [value for value in item[1] if math.isfinite(value)]
        at_key = item[1][key] if math.isfinite(item[1][key]) else 0.0
        return -at_key, -sum(finite)

    ranked = sorted(sectors, key=weight)
    return (ranked, []) if len(ranked) <= most + 1 else (ranked[:most], ranked[most:])
