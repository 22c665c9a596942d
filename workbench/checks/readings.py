"""What the package does for each group sector by sector, what it builds, and which unequal terms it changes."""

from __future__ import annotations

import math

from workbench.checks.context import Context
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.readings import Built, Profile, Served, TermState
from workbench.model.words import REACHED, Arena, Builds, MeasureStatus, Principle, Relation


def served(context: Context, year: int) -> tuple[Served, ...]:
    """Give each sector, principle and group of the package: what serves the group there, and what only names it (S3)."""
    package = context.package
    sectors = dict.fromkeys(measure.sector for measure in package.measures if measure.sector)
    found = []
    for sector in sectors:
        inside = [measure for measure in package.measures if measure.sector == sector]
        for principle in Principle:
            serving = [measure for measure in inside if principle in measure.principles]
            for group in package.groups:
                meant = [measure for measure in serving if measure.names(group.id)]
                reached = tuple(one.id for one in meant if reaches(context, one, group, year))
                named = tuple(one.id for one in meant if one.id not in reached)
                found.append(Served(sector, principle, group.id, reached, named))
    return tuple(found)


def profile(context: Context, year: int) -> Profile:
    """Say what the package builds (S1), and which unequal terms it changes for whom (S5)."""
    package = context.package
    builds = []
    for what in Builds:
        measures = tuple(measure.id for measure in package.measures if what in measure.builds)
        builds.append(Built(what, measures, _share_of_cost(context, measures, year)))
    terms = []
    for relation in Relation:
        for arena in Arena:
            bearing = [group for group in package.groups if _bears(group, relation, arena)]
            changing = [
                measure
                for measure in package.measures
                if any(term.relation is relation and term.arena is arena for term in measure.changes)
            ]
            changed = (
                (group.id, tuple(one.id for one in changing if reaches(context, one, group, year)))
                for group in bearing
            )
            terms.append(
                TermState(
                    relation,
                    arena,
                    tuple(group.id for group in bearing),
                    tuple((group, measures) for group, measures in changed if measures),
                )
            )
    return Profile(tuple(builds), tuple(terms))


def reaches(context: Context, measure: Measure, group: Group, year: int) -> bool:
    """Whether a measure reaches most of a group in a year."""
    cell = context.access.cell(group.id, measure.id, year)
    return cell is not None and cell.share >= REACHED


def _bears(group: Group, relation: Relation, arena: Arena) -> bool:
    return any(term.relation is relation and term.arena is arena for term in group.unequal_terms)


def _share_of_cost(context: Context, measures: tuple[str, ...], year: int) -> float:
    """Give the part of the cost of new and reformed measures that these take; NaN where it is not known."""
    estimate = context.estimate
    if estimate is None or year not in estimate.complete_years:
        return math.nan
    at = estimate.years.index(year)
    total = estimate.total[at]
    new = {one.id for one in context.package.measures if one.status is not MeasureStatus.EXISTING}
    lines = [estimate.line(name) for name in measures if name in new]
    part = sum(line.cost[at] for line in lines if line is not None)
    return part / total if total > 0 else math.nan
