"""Who is entitled: by age, group or imported series, by prevalence and severity, less those ruled out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from workbench.costing import operations as op
from workbench.costing import stacking, timing
from workbench.costing.ages import AgesCutError
from workbench.costing.graph import Node
from workbench.costing.leaves import Given
from workbench.costing.series import Library, MissingSeriesError
from workbench.costing.units import NUMBER, PERSONS, SHARE
from workbench.errors import RequestError, message, verbatim
from workbench.model.group import Group
from workbench.model.paths import ONE, ZERO, Path
from workbench.model.words import MAX_AGE, Sex

if TYPE_CHECKING:
    from workbench.costing.parameters import Parameters

BIRTHS = "births"


def entitled(p: Parameters) -> Node:
    """Give those entitled.

    Raises:
        RequestError: Something it rests on is missing, or given twice.
    """
    if p.cost.prevalence_by_age:
        return _qualified(p, [_by_age_and_prevalence(p)])
    return _qualified(p, [counted(p), *_prevalence(p)])


def within(p: Parameters, low: int, high: int) -> Node:
    """Give those entitled of an age band of the population."""
    return _qualified(p, [_aged(p, low, high, p.cost.sex), *_prevalence(p)])


def _aged(p: Parameters, low: int, high: int, sex: Sex) -> Node:
    """Give the people of an age band; of a class a limit cuts, the share the measure states."""
    return p.library.population(low, high, sex, p.cost.cut_share)


def _qualified(p: Parameters, parts: list[Node]) -> Node:
    """Take off those not severely enough affected, beyond a mother's first few, or ruled out by other benefits."""
    cost = p.cost
    if cost.severity != ONE:
        parts.append(p.share("severity", message("severe enough")))
    if cost.children_per_mother is not None:
        parts.append(_within_limit(p, cost.children_per_mother))
    if cost.overlap != ZERO:
        rest = p.share("overlap", message("share with another benefit"))
        parts.append(Node(message("without another benefit"), op.OneMore(-1), (rest,)))
    parts += stacking.left(p)
    return Node(message("people entitled"), op.Product(), tuple(parts)) if len(parts) > 1 else parts[0]


def counted(p: Parameters) -> Node:
    """Give the people a share is taken of: an age band, the members of a group, or an imported series."""
    cost = p.cost
    if cost.group:
        group = p.package.group(cost.group)
        if group is None:
            raise p.refused(
                message("There is no group {group}.", group=cost.group),
                "group",
                message("Name one of the package's groups."),
            )
        return _members(p.library, group)
    if cost.people_series:
        return series_of_people(p, cost.people_series)
    if cost.age_from_by_year is None and cost.age_to_by_year is None:
        return _aged(p, cost.age_from, cost.age_to, cost.sex)
    return _within_moving_ages(p)


def series_of_people(p: Parameters, key: str) -> Node:
    """Give the people of an imported series; for births, the population aged 0 where no births are known.

    Raises:
        RequestError: The series is not known, or does not count people.
    """
    node = p.library.find(key)
    if node is None and key == BIRTHS:
        try:
            infants = p.library.population(0, 0, Sex.BOTH)
        except AgesCutError as error:
            raise MissingSeriesError(BIRTHS) from error
        label = message("people aged 0, in place of births, whom they undercount")
        p.notes.append(
            message(
                "Births are not known for {measure}: people aged 0 stand in for them, and undercount them.",
                measure=p.measure.title,
            )
        )
        return infants.named(label)
    node = node or p.library.need(key)
    if node.unit.fits(PERSONS):
        return node
    if not node.unit.fits(NUMBER) or node.unit.name == "share":
        raise p.refused(
            message("{series} does not count people.", series=node.label),
            "people_series",
            message("Name a series of people."),
        )
    return Node(node.label, op.Recast(PERSONS, message("a count of people")), (node,))


def _prevalence(p: Parameters) -> list[Node]:
    if p.cost.prevalence != ONE:
        return [p.share("prevalence", message("prevalence"))]
    if not p.cost.prevalence_series:
        return []
    share = p.library.need(p.cost.prevalence_series)
    if share.unit.powers:
        raise p.refused(
            message("{series} is not a share.", series=share.label),
            "prevalence_series",
            message("Name a series of shares, or give cost.prevalence."),
        )
    label = share.label
    if isinstance(share.operation, Given):
        return [share]
    return [Node(label, op.Recast(SHARE, message("a share of these people")), (share,))]


def _by_age_and_prevalence(p: Parameters) -> Node:
    cost = p.cost
    if cost.group or cost.people_series:
        raise p.refused(
            message("Prevalence by age is a share of the population, not of a group or series."),
            "prevalence_by_age",
            message("Clear cost.group and cost.people_series, or the bands."),
        )
    bands = cost.prevalence_by_age
    for position, band in enumerate(bands):
        for other in bands[:position]:
            same_sex = Sex.BOTH in (band.sex, other.sex) or band.sex is other.sex
            if same_sex and band.age_from <= other.age_to and other.age_from <= band.age_to:
                raise p.refused(
                    message("Two bands of prevalence hold the same people."),
                    "prevalence_by_age",
                    message("Let each age and sex stand in one band."),
                )
    parts = []
    for band in bands:
        low, high = max(band.age_from, cost.age_from), min(band.age_to, cost.age_to)
        if low > high or (cost.sex is not Sex.BOTH and band.sex not in (Sex.BOTH, cost.sex)):
            continue
        sex = cost.sex if band.sex is Sex.BOTH else band.sex
        people = _aged(p, low, high, sex)
        share = p.share("prevalence_by_age", message("prevalence, {people}", people=people.label), band.share)
        parts.append(Node(message("entitled, {people}", people=people.label), op.Product(), (people, share)))
    return Node(message("people entitled by age and sex"), op.Sum(PERSONS), tuple(parts))


def _within_limit(p: Parameters, most: int) -> Node:
    """Give the share of children who are one of a mother's first few."""
    ranks = p.cost.children_by_rank
    if not ranks:
        raise p.refused(
            message("With a limit for each mother, the children by order of birth must be stated."),
            "children_by_rank",
            message("Give the shares of children who are a first, a second, a third ... child."),
        )
    return p.share(
        "children_by_rank",
        message("children within the first {count} of a mother", count=most),
        Path.constant(sum(ranks[:most])),
    )


def _within_moving_ages(p: Parameters) -> Node:
    """Give the people within age limits that move from year to year; a limit counts in whole years."""
    cost, bands = p.cost, dict[tuple[int, int], int]()
    chosen = []
    for year in p.package.years:
        low, high = (
            _limit(cost.age_from_by_year, cost.age_from, year),
            _limit(cost.age_to_by_year, cost.age_to, year),
        )
        chosen.append((year, bands.setdefault((low, min(high, MAX_AGE)), len(bands))))
    people = tuple(_aged(p, low, high, cost.sex) for low, high in bands)
    saying = message("as the age limit moves: {bands}", bands=tuple(node.label for node in people))
    return Node(message("people within the age limit"), timing.Stepwise(tuple(chosen), saying), people)


def _limit(by_year: Path | None, otherwise: int, year: int) -> int:
    """Give an age limit of a year; before the first year stated the one that holds otherwise."""
    value = by_year.at(year) if by_year is not None else math.nan
    return otherwise if math.isnan(value) else int(value)


def _members(library: Library, group: Group) -> Node:
    label = message("members of {group}", group=verbatim(group.name))
    if any(value for _, value in group.size.points):
        return library.given(group.size, label, PERSONS, subject=f"group:{group.id} size", why=group.source)
    if not any(value for _, value in group.population_share.points):
        raise RequestError(
            message("How many people {group} has is not stated.", group=group.name),
            where=f"group:{group.id} size",
            remedy=message("State its size, or its share of the population."),
        )
    people = library.population(group.age_from, group.age_to, group.sex)
    share = library.given(
        group.population_share,
        message("share in {group}", group=verbatim(group.name)),
        SHARE,
        subject=f"group:{group.id} population_share",
        why=group.source,
    )
    return Node(label, op.Product(), (people, share))
