"""Who is shut out of what, why, and until when: group x measure x year.

A measure reaches a person who has, for each of its needs, one of the capabilities that will do: from the start,
or from a measure that itself reaches that person. That is a least fixed point, so two measures cannot vouch for
each other. Shares are computed on people's states, taking barriers as independent of one another; beside each share
stand the bounds that hold without that.
"""

from __future__ import annotations

import dataclasses
import math

from workbench.checks.states import TINY, Gift, Outcome, Solver
from workbench.model.demography import Population, age_band, evenly
from workbench.model.group import Group
from workbench.model.measure import Measure, Need, Provision
from workbench.model.package import Package
from workbench.model.results import Access, AccessCell, ShutOut
from workbench.model.words import MAX_AGE, Delivery, PersonalScope

ENTITLEMENTS = frozenset({Delivery.UNIVERSAL, Delivery.ARM, Delivery.TARGETED, Delivery.CONTRIBUTORY})
"""Deliveries that promise something to persons; laws and processes shut nobody out by themselves."""

_SCOPE_NEEDS = {
    PersonalScope.CITIZENS: Need(("nationality",)),
    PersonalScope.RESIDENTS: Need(("residence-status",)),
}
_ALL_AGES = (0, MAX_AGE)

Rows = dict[tuple[str, str], tuple[AccessCell, ...]]
"""Group and measure -> one cell for each costed year the measure runs."""


def needs_of(measure: Measure) -> tuple[Need, ...]:
    """Give a measure's needs, with the one its personal scope implies."""
    implied = _SCOPE_NEEDS.get(measure.personal_scope)
    if implied is None or any(implied.any_of[0] in need.any_of for need in measure.needs):
        return measure.needs
    return (*measure.needs, implied)


def analyse(package: Package, earlier: Access | None = None) -> Access:
    """Compute access for every group, measure that names it, and year it runs.

    What an edit did not touch is taken over from an `earlier` analysis: the rows of measures that are still the same
    value, of groups for which all that gives them something is the same too. The result is the same without it.
    """
    population = Population(package.tables)
    solver = Solver()
    rows: Rows = {}
    shut_out: list[ShutOut] = []
    entitlements = {measure.id for measure in package.measures if measure.delivery in ENTITLEMENTS}
    memory = earlier.memory if earlier is not None and isinstance(earlier.memory, _Memory) else None
    bases = {}
    for group in package.groups:
        question = _Question(package, group, solver)
        held = memory if memory is not None and memory.serves(package, question) else None
        found = _group_rows(package, question, population, held)
        rows |= found
        bases[group.id] = question.basis
        shut_out.append(_shut_out(package, group, found, entitlements, population))
    at_least, at_most = _all_groups(package, shut_out, population)
    unmeasured = tuple(group.id for group in package.groups if _unmeasured(package, group, rows, population))
    return Access(
        package.years,
        rows,
        tuple(shut_out),
        at_least,
        at_most,
        unmeasured,
        _Memory(package, bases, rows),
    )


def _unmeasured(package: Package, group: Group, rows: Rows, population: Population) -> bool:
    """Whether nobody has stated how many they are, or a share that some measure's reach depends on."""
    stated = [lack.share for lack in group.lacks if lack.share is not None]
    return (
        all(math.isnan(members(group, year, population)) for year in package.years)
        or (bool(group.lacks) and not stated)
        or any(math.isnan(row[0].share) for (of, _), row in rows.items() if of == group.id and row)
    )


class _Memory:
    """What an analysis rested on, for the next one to take over what has not changed."""

    def __init__(self, package: Package, bases: dict[str, tuple[object, ...]], rows: Rows) -> None:
        self._package, self._bases, self._rows = package, bases, rows
        self._measures = {measure.id: measure for measure in package.measures}

    def serves(self, package: Package, question: _Question) -> bool:
        """Whether a group, and all that gives its members something, is what it was."""
        held, basis = self._bases.get(question.group.id), question.basis
        return (
            held is not None
            and package.years == self._package.years
            and package.tables is self._package.tables
            and len(held) == len(basis)
            and all(one is other for one, other in zip(held, basis, strict=True))
        )

    def row(self, group: Group, measure: Measure) -> tuple[AccessCell, ...] | None:
        """Give the row of a measure, if it still is the same value."""
        if self._measures.get(measure.id) is not measure:
            return None
        return self._rows.get((group.id, measure.id))


def members(group: Group, year: int, population: Population) -> float:
    """Count a group's members in a year, in persons; NaN where nobody has stated how many they are."""
    size = group.size.at(year)
    if size:
        return size
    share = group.population_share.at(year)
    people = population.persons(year, group.age_from, group.age_to, group.sex) if share else None
    return share * people if people is not None else math.nan


def eligible(group: Group, measure: Measure, year: int, population: Population) -> float:
    """Count the members of a group whose age a measure is meant for.

    The group is taken to have the age structure of the population within its own ages. NaN where a limit cuts a class of
    ages, so that nobody knows.
    """
    low, high = _common_band(group, measure)
    if low > high:
        return 0.0
    size = members(group, year, population)
    if (low, high) == (group.age_from, group.age_to):
        return size
    if population.cut(low, high, group.sex) or population.cut(group.age_from, group.age_to, group.sex):
        return math.nan
    part = population.persons(year, low, high, group.sex)
    whole = population.persons(year, group.age_from, group.age_to, group.sex)
    return size * part / whole if part is not None and whole else math.nan


def part_of_ages(group: Group, measure: Measure, other: Measure, year: int, population: Population) -> float:
    """Give the part of a measure's people in a group who are of the ages another measure is for."""
    low, high = _common_band(group, measure)
    first, last = age_band(other)
    inside = (max(low, first), min(high, last))
    if low > high or inside[0] > inside[1]:
        return 0.0
    part = population.persons(year, *inside, group.sex)
    whole = population.persons(year, low, high, group.sex)
    if part is not None and whole:
        return part / whole
    return evenly((low, high), *inside)


def _group_rows(package: Package, question: _Question, population: Population, held: _Memory | None) -> Rows:
    rows: Rows = {}
    group = question.group
    counts: dict[tuple[int, int], tuple[float, ...]] = {}
    for measure in package.measures:
        band = _common_band(group, measure)
        if band[0] > band[1] or not measure.names(group.id):
            continue
        row = held.row(group, measure) if held is not None else None
        if row is None:
            if band not in counts:
                counts[band] = tuple(eligible(group, measure, year, population) for year in package.years)
            row = _row(question, measure, band, dict(zip(package.years, counts[band], strict=True)))
        if row:
            rows[group.id, measure.id] = row
    return rows


def _row(
    question: _Question, measure: Measure, band: tuple[int, int], people: dict[int, float]
) -> tuple[AccessCell, ...]:
    """Make the cells of one measure for one group, for the costed years it runs."""
    group = question.group.id
    years = [year for year in people if measure.runs_in(year)]
    blocking = _blocking_traits(measure, question.group)
    if blocking:
        return tuple(
            AccessCell(
                group, measure.id, year, 0.0, (0.0, 0.0), people[year], people[year], blocked_by=blocking
            )
            for year in years
        )
    needs, barred = asked_of(measure)
    cells = []
    for year in years:
        found, count = question.about(needs, barred, band, year), people[year]
        cells.append(
            AccessCell(
                group,
                measure.id,
                year,
                found.share,
                found.bounds,
                count,
                count * (1.0 - found.share),
                found.missing,
                needs=found.needs,
                unstated=found.unstated,
            )
        )
    return tuple(cells)


def asked_of(measure: Measure) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Give what a measure asks of people: needs as alternatives, and capabilities that bar them."""
    barred = tuple(
        conflict.subject.partition(":")[2]
        for conflict in measure.conflicts
        if conflict.subject.startswith("capability:")
    )
    return tuple(need.any_of for need in needs_of(measure)), barred


class _Question:
    """What one group has, lacks and is given; measures with the same needs and ages get the same answer.

    Attributes:
        basis: All that the answers rest on beside the measure asked about, the years and the population.
    """

    def __init__(self, package: Package, group: Group, solver: Solver) -> None:
        self.group = group
        self._most = {lack.capability: group.lacking(lack.capability) for lack in group.lacks}
        self._unstated = tuple(name for name, share in self._most.items() if share is None)
        self._providers = tuple(
            (measure, provision)
            for measure in package.measures
            for provision in measure.provides
            if self._most.get(provision.capability, 0.0) != 0.0
            and not _blocking_traits(measure, group)
            and (group.id in provision.groups if provision.groups else measure.names(group.id))
        )
        self.basis = (group, *(measure for measure, _ in self._providers))
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
            gifts = self._given(band, year)
            found = self._asked[key] = self._solver.solve(needs, self._lacking(0.0), gifts, barred)
            if self._unstated:
                found = self._asked[key] = _unknown(
                    found, self._solver.solve(needs, self._lacking(1.0), gifts, barred), self._unstated
                )
        return found

    def share_with(self, capability: str, year: int) -> float:
        """Give the share of all members who have a capability in a year; NaN where nobody has stated it."""
        return self.about(((capability,),), (), (self.group.age_from, self.group.age_to), year).share

    def _lacking(self, unstated: float) -> dict[str, float]:
        """Give who lacks what, with a share in place of those nobody has stated."""
        return {name: unstated if share is None else share for name, share in self._most.items()}

    def _given(self, band: tuple[int, int], year: int) -> tuple[Gift, ...]:
        if (band, year) not in self._gifts:
            made = (_gift(provider, provision, year, band) for provider, provision in self._providers)
            self._gifts[band, year] = tuple(gift for gift in made if gift)
        return self._gifts[band, year]


def _unknown(best: Outcome, worst: Outcome, unstated: tuple[str, ...]) -> Outcome:
    """Join what holds if nobody lacks what is not stated with what holds if everybody does."""
    if best.share == worst.share and best.bounds == worst.bounds:
        return best
    needs = tuple(
        high if high.share == low.share else dataclasses.replace(high, share=math.nan, had=math.nan)
        for high, low in zip(best.needs, worst.needs, strict=True)
    )
    asked = {name for state in needs if math.isnan(state.share) for name in state.any_of}
    named = tuple(name for name in unstated if name in asked)
    low, high = min(best.bounds[0], worst.bounds[0]), max(best.bounds[1], worst.bounds[1])
    return Outcome(math.nan, (low, high), needs, (), named or unstated)


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
    if not reach > TINY:  # nor is anything given before the first year a reach is stated for
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


def _shut_out(
    package: Package, group: Group, rows: Rows, entitlements: set[str], population: Population
) -> ShutOut:
    """Find by year the entitlement that leaves out most, as far as known; where nobody is counted for want of a figure, NaN."""
    worst = dict.fromkeys(package.years, 0.0)
    losses: dict[str, float] = {}
    unknown: set[int] = set()
    for (_, measure), row in rows.items():
        if measure not in entitlements:
            continue
        for cell in row:
            if math.isnan(cell.not_reached):
                unknown.add(cell.year)
            if cell.not_reached > worst[cell.year]:
                worst[cell.year] = cell.not_reached
            for name in (*cell.missing[:1], *cell.blocked_by[:1]):
                losses[name] = max(losses.get(name, 0.0), cell.not_reached)
    for year in unknown:
        worst[year] = worst[year] or math.nan
    shares = []
    for year, people in worst.items():
        size = members(group, year, population)
        shares.append(people / size if size and people else people)
    lacking = sorted((name for name in losses if losses[name] > 0), key=lambda name: -losses[name])
    return ShutOut(group.id, tuple(worst.values()), tuple(shares), tuple(lacking), tuple(sorted(unknown)))


def _all_groups(
    package: Package, shut_out: list[ShutOut], population: Population
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Give the range of people not reached: groups overlap, so from the largest to the sum.

    Groups declared disjoint add up; the largest sum of pairwise disjoint groups is the least. In a year in which some
    are not known, there is no most, and no least where nobody is counted.
    """
    least, most = [], []
    for position, year in enumerate(package.years):
        known = {item.group: item.people[position] for item in shut_out}
        counts = {name: 0.0 if math.isnan(people) else people for name, people in known.items()}
        is_open = any(year in item.open_years for item in shut_out)
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
        least.append(math.nan if is_open and not best else best)
        at_most = min(sum(counts.values()), total) if total else sum(counts.values())
        most.append(math.nan if is_open else at_most)
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
    return _Question(package, group, Solver()).share_with(capability, year)


def reach_of(package: Package, group: Group, measure: Measure, year: int) -> float:
    """Give the share of a group's members of its ages whom one measure reaches in a year."""
    if _blocking_traits(measure, group):
        return 0.0
    question = _Question(package, group, Solver())
    return question.about(*asked_of(measure), _common_band(group, measure), year).share
