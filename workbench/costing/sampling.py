"""Factors drawn from stated ranges.

Ranges are factors on an input's whole path: 0.8 to 1.3 means from a fifth less to three tenths more, in every year of a
draw alike. Correlation is of the normal scores behind the draws (a Gaussian copula), where the planner states one.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from workbench.costing.graph import Values
from workbench.errors import RequestError, message
from workbench.model.package import Package, Range
from workbench.model.words import RangeShape

_TAIL = NormalDist().inv_cdf(0.9)
_ROOT = math.sqrt(2.0)


def ranges_of(package: Package) -> tuple[Range, ...]:
    """Give the stated ranges, those of assumptions with a lowest and a highest value among them."""
    stated = {one.id for one in package.ranges}
    found = list(package.ranges)
    for assumption in package.assumptions:
        value = assumption.value.at(package.key_year)
        name = f"assumption:{assumption.id}"
        if assumption.low is None or assumption.high is None or not value or name in stated:
            continue
        low, high = sorted((assumption.low / value, assumption.high / value))
        found.append(Range(name, low, high, source=assumption.why))
    return tuple(found)


class Sampler:
    """Draws factors, so many at a time; the same seed gives the same draws, however many are asked for at once.

    The draws of an input depend on the seed, on the input and on those it moves with, and on nothing else, so that two
    scenarios with one seed are compared draw by draw.

    Raises:
        RequestError: The correlations contradict one another.
    """

    def __init__(self, ranges: Sequence[Range], seed: int) -> None:
        self._bound = [(part, _mixing(part)) for part in _together(ranges)]
        bound = {one.id for part, _ in self._bound for one in part}
        self._alone = [one for one in ranges if one.id not in bound]
        self._streams = {one.id: _stream(one.id, seed) for one in ranges}

    def draw(self, draws: int) -> dict[str, Values]:
        """Give the next factors of each range, shape (draws,)."""
        found = {}
        for one in self._alone:
            stream = self._streams[one.id]
            normal = one.shape is RangeShape.NORMAL
            found[one.id] = (
                _scored(one, stream.standard_normal(draws))
                if normal
                else _spread_out(one, stream.random(draws))
            )
        for part, mixing in self._bound:
            own = np.array([self._streams[one.id].standard_normal(draws) for one in part])
            found |= {one.id: _scored(one, scores) for one, scores in zip(part, mixing @ own, strict=True)}
        return found


def _together(ranges: Sequence[Range]) -> list[list[Range]]:
    """Give those that move together, each such part by itself and in the order of its names."""
    by_name = {one.id: one for one in ranges}
    parts = {name: {name} for name in by_name}
    for one in ranges:
        if one.correlation and one.moves_with in by_name:
            joined = parts[one.id] | parts[one.moves_with]
            for name in joined:
                parts[name] = joined
    distinct = {frozenset(part) for part in parts.values() if len(part) > 1}
    return [[by_name[name] for name in sorted(part)] for part in sorted(distinct, key=min)]


def _stream(name: str, seed: int) -> np.random.Generator:
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return np.random.Generator(np.random.PCG64([seed, int.from_bytes(digest, "big")]))


def _scored(one: Range, scores: Values) -> Values:
    """Turn normal scores into factors of a range's shape."""
    if one.shape is RangeShape.NORMAL:
        # The ends are the tenth and ninetieth percentile; nothing falls below zero.
        middle, spread = (one.low + one.high) / 2, (one.high - one.low) / 2 / _TAIL
        return np.maximum(0.0, middle + spread * scores)
    return _spread_out(one, np.array([0.5 * math.erfc(-score / _ROOT) for score in scores.tolist()]))


def _spread_out(one: Range, ranks: Values) -> Values:
    """Turn ranks from 0 to 1 into factors of a range's shape, the peak of a triangle where the input stands."""
    width = one.high - one.low
    if one.shape is RangeShape.UNIFORM or not width:
        return one.low + width * ranks
    peak = min(max(1.0, one.low), one.high)
    turn = (peak - one.low) / width
    rising = one.low + np.sqrt(ranks * width * (peak - one.low))
    falling = one.high - np.sqrt((1.0 - ranks) * width * (one.high - peak))
    return np.where(ranks < turn, rising, falling)


def _mixing(ranges: Sequence[Range]) -> Values:
    """Give the matrix that makes independent normal scores correlate as stated."""
    places = {one.id: place for place, one in enumerate(ranges)}
    matrix = np.eye(len(ranges))
    for one in ranges:
        if one.moves_with in places and one.correlation:
            first, second = places[one.id], places[one.moves_with]
            matrix[first, second] = matrix[second, first] = one.correlation
    values, vectors = np.linalg.eigh(matrix)
    if values.size and values[0] < -1e-9:
        raise RequestError(
            message("The correlations contradict one another: no such inputs can exist."),
            where="ranges",
            remedy=message("Make some of them weaker, or leave them out."),
        )
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))
