"""What share of people satisfies a set of needs: computed on people's states, with bounds that assume nothing.

A state is what one person has and lacks. Barriers are taken as independent of one another; the bounds hold without
that. Gifts reach only whom their providers reach: a least fixed point, so two providers cannot vouch for each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.model.results import NeedState

TINY = 1e-9
_MOST_UNKNOWNS = 14


@dataclass(frozen=True, slots=True)
class Gift:
    """A provision as it works for one group, one year and one age band.

    Attributes:
        reach: Share of those who lack the capability and whom the provider reaches, who get it.
    """

    provider: str
    capability: str
    needs: tuple[tuple[str, ...], ...]
    reach: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the states say of one set of needs.

    Attributes:
        share: NaN where it depends on a share that nobody has stated; the bounds hold all the same.
        unstated: The capabilities of which that share is missing.
    """

    share: float
    bounds: tuple[float, float]
    needs: tuple[NeedState, ...]
    missing: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()


class Solver:
    """Solves sets of needs over people's states; equal questions are answered once."""

    def __init__(self) -> None:
        self._known: dict[object, Outcome] = {}

    def solve(
        self,
        needs: tuple[tuple[str, ...], ...],
        lacks: dict[str, float],
        gifts: tuple[Gift, ...],
        barred: tuple[str, ...] = (),
    ) -> Outcome:
        """Give the share of people who satisfy all needs, its bounds, and how each need stands."""
        relevant = _relevant(needs, gifts)
        gifts = tuple(
            gift for gift in gifts if gift.capability in relevant and lacks.get(gift.capability, 0.0) > 0
        )
        shares = tuple(
            sorted((name, lacks[name]) for name in relevant | set(barred) if lacks.get(name, 0.0) > 0)
        )
        key = (needs, shares, gifts, barred)
        if key not in self._known:
            self._known[key] = _solve(needs, dict(shares), gifts, barred)
        return self._known[key]


def _relevant(needs: tuple[tuple[str, ...], ...], gifts: tuple[Gift, ...]) -> set[str]:
    relevant = {name for need in needs for name in need}
    grown = True
    while grown:
        grown = False
        for gift in gifts:
            if gift.capability in relevant:
                more = {name for need in gift.needs for name in need} - relevant
                grown = grown or bool(more)
                relevant |= more
    return relevant


def _solve(
    needs: tuple[tuple[str, ...], ...],
    lacks: dict[str, float],
    gifts: tuple[Gift, ...],
    barred: tuple[str, ...],
) -> Outcome:
    if not lacks and not barred:
        return Outcome(1.0, (1.0, 1.0), tuple(NeedState(need, 1.0, 1.0) for need in needs))
    share, each, without = _shares(needs, lacks, gifts, barred)
    states = tuple(
        NeedState(
            need,
            each[position],
            without[position],
            tuple(
                (gift.provider, gain)
                for gift in gifts
                if gift.capability in need
                and (gain := _alone(need, lacks, gifts, gift) - without[position]) > TINY
            ),
        )
        for position, need in enumerate(needs)
    )
    low, high = _bounds(needs, lacks, gifts)
    if barred:
        kept = min((lacks.get(name, 0.0) for name in barred), default=1.0)
        low, high = max(0.0, low + kept - 1.0), min(high, kept)
    missing = tuple(
        state.any_of[0] for state in sorted(states, key=lambda state: state.share) if state.share < 1 - TINY
    )
    return Outcome(share, (min(low, share), max(high, share)), states, missing)


def _alone(need: tuple[str, ...], lacks: dict[str, float], gifts: tuple[Gift, ...], only: Gift) -> float:
    """Give the share who satisfy a need when of the gifts of its capabilities only one is made."""
    kept = tuple(gift for gift in gifts if gift is only or gift.capability not in need)
    return _shares((need,), lacks, kept, ())[0]


def _shares(
    needs: tuple[tuple[str, ...], ...],
    lacks: dict[str, float],
    gifts: tuple[Gift, ...],
    barred: tuple[str, ...],
) -> tuple[float, list[float], list[float]]:
    """Enumerate the states: (share with all needs, share with each need, the same without any gift)."""
    unsure = [name for name, share in lacks.items() if share < 1.0]
    chancy = [gift for gift in _merged(gifts) if gift.reach < 1.0]
    sure = [gift for gift in _merged(gifts) if gift.reach >= 1.0]
    if len(unsure) + len(chancy) > _MOST_UNKNOWNS:
        chancy, sure = _largest(chancy, _MOST_UNKNOWNS - len(unsure)), sure
    never = {name for name, share in lacks.items() if share >= 1.0}
    total, each, without = 0.0, [0.0] * len(needs), [0.0] * len(needs)
    for state in itertools.product((True, False), repeat=len(unsure)):
        weight = 1.0
        missing = set(never)
        for name, has in zip(unsure, state, strict=True):
            weight *= 1.0 - lacks[name] if has else lacks[name]
            if not has:
                missing.add(name)
        for position, need in enumerate(needs):
            without[position] += weight * (not missing.issuperset(need))
        useful = [gift for gift in chancy if gift.capability in missing]
        allowed = all(name in missing for name in barred)
        for made in itertools.product((True, False), repeat=len(useful)):
            chance = weight
            given = list(sure)
            for gift, is_made in zip(useful, made, strict=True):
                chance *= gift.reach if is_made else 1.0 - gift.reach
                if is_made:
                    given.append(gift)
            left = _after(missing, given)
            met = [not left.issuperset(need) for need in needs]
            for position, holds in enumerate(met):
                each[position] += chance * holds
            total += chance * (allowed and all(met))
    return total, each, without


def _after(missing: set[str], gifts: Iterable[Gift]) -> set[str]:
    """Give what a person still lacks once every gift whose needs are met was made: the least fixed point."""
    left = set(missing)
    waiting = [gift for gift in gifts if gift.capability in left]
    changed = True
    while changed and waiting:
        changed = False
        for gift in waiting:
            if gift.capability in left and not any(left.issuperset(need) for need in gift.needs):
                left.discard(gift.capability)
                changed = True
    return left


def _merged(gifts: Iterable[Gift]) -> list[Gift]:
    """Join gifts of one capability on the same needs: chances of getting it from either."""
    joined: dict[tuple[str, tuple[tuple[str, ...], ...]], Gift] = {}
    for gift in gifts:
        key = (gift.capability, gift.needs)
        held = joined.get(key)
        reach = gift.reach if held is None else 1.0 - (1.0 - held.reach) * (1.0 - gift.reach)
        joined[key] = Gift(gift.provider, gift.capability, gift.needs, reach)
    return list(joined.values())


def _largest(gifts: list[Gift], count: int) -> list[Gift]:
    return sorted(gifts, key=lambda gift: -gift.reach)[: max(0, count)]


def _bounds(
    needs: tuple[tuple[str, ...], ...], lacks: dict[str, float], gifts: tuple[Gift, ...]
) -> tuple[float, float]:
    """Bound the share without independence (Fréchet), growing capabilities from what people have at the start."""
    low = {name: 1.0 - share for name, share in lacks.items()}
    high = dict(low)

    def met(all_needs: tuple[tuple[str, ...], ...]) -> tuple[float, float]:
        lows = [max(low.get(name, 1.0) for name in need) for need in all_needs]
        highs = [min(1.0, sum(high.get(name, 1.0) for name in need)) for need in all_needs]
        return max(0.0, 1.0 - sum(1.0 - value for value in lows)), min(highs, default=1.0)

    for _ in range(len(lacks) + 1):
        for name, share in lacks.items():
            found = [(gift.reach, met(gift.needs)) for gift in gifts if gift.capability == name]
            gain_low = max((reach * max(0.0, share + bound[0] - 1.0) for reach, bound in found), default=0.0)
            gain_high = sum(reach * min(share, bound[1]) for reach, bound in found)
            low[name] = max(low[name], 1.0 - share + gain_low)
            high[name] = max(high[name], min(1.0, 1.0 - share + gain_high))
    return met(needs)
