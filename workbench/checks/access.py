"""Who is shut out of what, why, and until when: group x measure x year.

A measure reaches a person who has, for each of its needs, one of the capabilities that will do: from the start,
or from a measure that itself reaches that person. That is a least fixed point, so two measures cannot vouch for
each other. Shares are computed on people's states, taking barriers as independent of one another; beside each share
stand the bounds that hold without that.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.model.demography import Population, age_band
from workbench.model.group import Group
from workbench.model.measure import Measure, Need, Provision
from workbench.model.package import Package
from workbench.model.results import Access, AccessCell, NeedState, ShutOut
from workbench.model.words import MAX_AGE, Delivery, PersonalScope

ENTITLEMENTS = frozenset({Delivery.UNIVERSAL, Delivery.ARM, Delivery.TARGETED, Delivery.CONTRIBUTORY})
"""Deliveries that promise something to persons; laws and processes shut nobody out by themselves."""

_SCOPE_NEEDS = {PersonalScope.CITIZENS: "nationality", PersonalScope.RESIDENTS: "residence-status"}
_ALL_AGES = (0, MAX_AGE)
_TINY = 1e-9
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
    """What the states say of one set of needs."""

    share: float
    bounds: tuple[float, float]
    needs: tuple[NeedState, ...]
    missing: tuple[str, ...] = ()


def needs_of(measure: Measure) -> tuple[Need, ...]:
    """Give a measure's needs, with the one its personal scope implies."""
    implied = _SCOPE_NEEDS.get(measure.personal_scope)
    if implied is None or any(implied in need.any_of for need in measure.needs):
        return measure.needs
    return (*measure.needs, Need((implied,)))


def analyse(package: Package) -> Access:
    """Compute access for every group, measure that names it, and year it runs."""
    population = Population(package.tables)
    solver = _Solver()
    cells: list[AccessCell] = []
    shut_out: list[ShutOut] = []
    for group in package.groups:
        found = _group_cells(package, group, population, solver)
        cells.extend(found)
        shut_out.append(_shut_out(package, group, found, population))
    at_least, at_most = _all_groups(package, shut_out, population)
    unmeasured = tuple(
        group.id
        for group in package.groups
        if not any(members(group, year, population) for year in package.years)
        or (group.lacks and not any(lack.share for lack in group.lacks))
    )
    return Access(package.years, tuple(cells), tuple(shut_out), at_least, at_most, unmeasured)


def members(group: Group, year: int, population: Population) -> float:
    """Count a group's members in a year, in persons."""
    size = group.size.at(year)
    if size:
        return size
    share = group.population_share.at(year)
    return (
        share * (population.persons(year, group.age_from, group.age_to, group.sex) or 0.0) if share else 0.0
    )


def eligible(group: Group, measure: Measure, year: int, population: Population) -> float:
    """Count the members of a group whose age a measure is meant for.

    The group is taken to have the age structure of the population within its own ages.
    """
    low, high = _common_band(group, measure)
    if low > high:
        return 0.0
    size = members(group, year, population)
    if (low, high) == (group.age_from, group.age_to):
        return size
    part = population.persons(year, low, high, group.sex)
    whole = population.persons(year, group.age_from, group.age_to, group.sex)
    return size * part / whole if part is not None and whole else size


def _group_cells(package: Package, group: Group, population: Population, solver: _Solver) -> list[AccessCell]:
    cells: list[AccessCell] = []
    ask = _Question(package, group, solver)
    counts: dict[tuple[int, int, int], float] = {}
    for measure in package.measures:
        band = _common_band(group, measure)
        if band[0] > band[1] or not measure.names(group.id):
            continue
        blocking = ask.blocks[measure.id]
        needs, barred = asked_of(measure)
        for year in package.years:
            if not measure.runs_in(year):
                continue
            key = (*band, year)
            if key not in counts:
                counts[key] = eligible(group, measure, year, population)
            people = counts[key]
            if blocking:
                cells.append(
                    AccessCell(
                        group.id, measure.id, year, 0.0, (0.0, 0.0), people, people, blocked_by=blocking
                    )
                )
                continue
            found = ask.about(needs, barred, band, year)
            lost = people * (1.0 - found.share)
            cells.append(
                AccessCell(
                    group.id,
                    measure.id,
                    year,
                    found.share,
                    found.bounds,
                    people,
                    lost,
                    found.missing,
                    needs=found.needs,
                )
            )
    return cells


def asked_of(measure: Measure) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Give what a measure asks of people: needs as alternatives, and capabilities that bar them."""
    barred = tuple(
        conflict.subject.partition(":")[2]
        for conflict in measure.conflicts
        if conflict.subject.startswith("capability:")
    )
    return tuple(need.any_of for need in needs_of(measure)), barred


class _Question:
    """What one group has, lacks and is given; measures with the same needs and ages get the same answer."""

    def __init__(self, package: Package, group: Group, solver: _Solver) -> None:
        self._group = group
        self.blocks = {measure.id: _blocking_traits(measure, group) for measure in package.measures}
        self._lacks = {lack.capability: group.lacking(lack.capability) for lack in group.lacks}
        self._providers = tuple(
            (measure, provision)
            for measure in package.measures
            for provision in measure.provides
            if self._lacks.get(provision.capability)
            and not self.blocks[measure.id]
            and (group.id in provision.groups if provision.groups else measure.names(group.id))
        )
        # Where no provider asks for an age, people of all ages are given the same, and one answer serves all bands.
        self._by_age = any(measure.age_from > 0 or measure.age_to < MAX_AGE for measure, _ in self._providers)
        self._solver = solver
        self._asked: dict[object, Outcome] = {}
        self._gifts: dict[tuple[tuple[int, int], int], tuple[Gift, ...]] = {}

    def about(
        self, needs: tuple[tuple[str, ...], ...], barred: tuple[str, ...], band: tuple[int, int], year: int
    ) -> Outcome:
        """Give the share of members of an age band who satisfy the needs in a year."""
        band = band if self._by_age else _ALL_AGES
        key = (needs, barred, band, year)
        found = self._asked.get(key)
        if found is None:
            found = self._asked[key] = self._solver.solve(needs, self._lacks, self._given(band, year), barred)
        return found

    def share_with(self, capability: str, year: int) -> float:
        """Give the share of all members who have a capability in a year."""
        band = (self._group.age_from, self._group.age_to) if self._by_age else _ALL_AGES
        return self._solver.solve(((capability,),), self._lacks, self._given(band, year)).share

    def _given(self, band: tuple[int, int], year: int) -> tuple[Gift, ...]:
        if (band, year) not in self._gifts:
            made = (_gift(provider, provision, year, band) for provider, provision in self._providers)
            self._gifts[band, year] = tuple(gift for gift in made if gift)
        return self._gifts[band, year]


def _common_band(group: Group, measure: Measure) -> tuple[int, int]:
    low, high = age_band(measure)
    return max(low, group.age_from), min(high, group.age_to)


def _blocking_traits(measure: Measure, group: Group) -> tuple[str, ...]:
    if not measure.conflicts:
        return ()
    wanted = {f"trait:{trait}" for trait in group.traits}
    return tuple(c.subject.partition(":")[2] for c in measure.conflicts if c.subject in wanted)


def _gift(provider: Measure, provision: Provision, year: int, band: tuple[int, int]) -> Gift | None:
    """Give what a provider has given by a year to people now in an age band; None where it gave nothing."""
    first = max(provider.start, provision.from_year or provider.start)
    last = min(year, provider.end) if provider.end is not None else year
    if first > last or (last < year and not provision.durable):
        return None
    reach = provision.reach.at(last) * _ages_served(
        provider, band, first, last, year, durable=provision.durable
    )
    if reach <= _TINY:
        return None
    return Gift(
        provider.id, provision.capability, tuple(need.any_of for need in needs_of(provider)), min(1.0, reach)
    )


def _ages_served(
    provider: Measure, band: tuple[int, int], first: int, last: int, year: int, *, durable: bool
) -> float:
    """Give the share of ages in a band whose people were of the provider's ages while it ran."""
    low, high = provider.age_from, provider.age_to
    if low <= band[0] and high >= min(band[1], MAX_AGE):
        return 1.0
    ages = range(band[0], min(band[1], 100) + 1)
    if not ages:
        return 0.0
    longest = year - first if durable else 0
    shortest = year - last if durable else 0
    served = sum(1 for age in ages if age - longest <= high and age - shortest >= low)
    return served / len(ages)


class _Solver:
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
                and (gain := _alone(need, lacks, gifts, gift) - without[position]) > _TINY
            ),
        )
        for position, need in enumerate(needs)
    )
    low, high = _bounds(needs, lacks, gifts)
    if barred:
        kept = min((lacks.get(name, 0.0) for name in barred), default=1.0)
        low, high = max(0.0, low + kept - 1.0), min(high, kept)
    missing = tuple(
        state.any_of[0] for state in sorted(states, key=lambda state: state.share) if state.share < 1 - _TINY
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


def _shut_out(package: Package, group: Group, cells: list[AccessCell], population: Population) -> ShutOut:
    entitlements = {measure.id for measure in package.measures if measure.delivery in ENTITLEMENTS}
    people, shares = [], []
    losses: dict[str, float] = {}
    for year in package.years:
        running = [cell for cell in cells if cell.year == year and cell.measure in entitlements]
        worst = max(running, key=lambda cell: cell.not_reached, default=None)
        size = members(group, year, population)
        people.append(worst.not_reached if worst else 0.0)
        shares.append(worst.not_reached / size if worst and size else 0.0)
        for cell in running:
            for name in (*cell.missing[:1], *cell.blocked_by[:1]):
                losses[name] = max(losses.get(name, 0.0), cell.not_reached)
    lacking = sorted((name for name in losses if losses[name] > 0), key=lambda name: -losses[name])
    return ShutOut(group.id, tuple(people), tuple(shares), tuple(lacking))


def _all_groups(
    package: Package, shut_out: list[ShutOut], population: Population
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Give the range of people not reached: groups overlap, so from the largest to the sum.

    Groups declared disjoint add up; the largest sum of pairwise disjoint groups is the least.
    """
    least, most = [], []
    for position, year in enumerate(package.years):
        counts = {item.group: item.people[position] for item in shut_out}
        best = max(counts.values(), default=0.0)
        for group in package.groups:
            apart = counts[group.id]
            chosen = [group.id]
            for other in package.groups:
                if other.id not in chosen and all(_disjoint(package, other.id, one) for one in chosen):
                    chosen.append(other.id)
                    apart += counts[other.id]
            best = max(best, apart)
        total = population.persons(year)
        least.append(best)
        most.append(min(sum(counts.values()), total) if total else sum(counts.values()))
    return tuple(least), tuple(most)


def _disjoint(package: Package, one: str, other: str) -> bool:
    first, second = package.group(one), package.group(other)
    return (
        first is not None
        and second is not None
        and (other in first.disjoint_with or one in second.disjoint_with)
    )


def capability_share(package: Package, group: Group, capability: str, year: int) -> float:
    """Give the share of a group's members who have a capability in a year, from the start or from a measure."""
    question = _Question(package, group, _Solver())
    return question.share_with(capability, year)


def reach_of(package: Package, group: Group, measure: Measure, year: int) -> float:
    """Give the share of a group's members of its ages whom one measure reaches in a year."""
    question = _Question(package, group, _Solver())
    if question.blocks[measure.id]:
        return 0.0
    return question.about(*asked_of(measure), _common_band(group, measure), year).share
