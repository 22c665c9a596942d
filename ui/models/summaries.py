"""Short answers about a package, put together from its results for cards, tiles and heads."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.texts import t
from workbench.errors import message
from workbench.i18n import MISSING
from workbench.model.words import EVERYONE, REACHED, CriterionStatus, MeasureStatus, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.knowledge.base import Knowledge
    from workbench.model import Measure, Package
    from workbench.model.results import AccessCell, Estimate, Finding, Results

HALF = 0.5
NOBODY = 0.005
"""A share that prints as 0 %."""
SEVERITIES = (Severity.BLOCKING, Severity.SERIOUS, Severity.ADVISORY)
RECOMMENDATIONS = ("R1", "R2", "R3", "R4", "R5", "R6")


def shut_status(share: float) -> str:
    """Give the status of a share shut out: nothing is well but nobody."""
    if math.isnan(share):
        return "not-applicable"
    if share < NOBODY:
        return "met"
    return "partly" if share <= HALF else "not-met"


def reach_status(share: float) -> str:
    """Give the status of a share reached; one not known has none."""
    if math.isnan(share):
        return "not-applicable"
    if share >= REACHED:
        return "met"
    return "partly" if share >= HALF else "not-met"


def year_for(measure: Measure, year: int) -> int:
    """Give the year to look at a measure in: the key year, or its first if it starts later."""
    return max(year, measure.start)


def cells_of(results: Results, measure: Measure, year: int) -> list[AccessCell]:
    """Give the access of each group that a measure names, as far as it is known."""
    return [cell for cell in _described(results) if cell.measure == measure.id and cell.year == year]


def _described(results: Results) -> list[AccessCell]:
    """Leave out what depends on a size or a barrier nobody has stated: nothing is known, least of all that all is well."""
    return [
        cell
        for cell in results.checked.access.cells
        if not math.isnan(cell.share) and not math.isnan(cell.people)
    ]


def access_by_measure(results: Results) -> dict[str, dict[int, list[AccessCell]]]:
    """Sort the access cells by measure and year, once for a whole page."""
    found: dict[str, dict[int, list[AccessCell]]] = {}
    for cell in _described(results):
        found.setdefault(cell.measure, {}).setdefault(cell.year, []).append(cell)
    return found


def at(values: Sequence[float], years: Sequence[int], year: int) -> float | None:
    """Give the value of a year out of a row."""
    try:
        return values[list(years).index(year)]
    except (ValueError, IndexError):
        return None


def known(value: float | None) -> bool:
    """Whether there is a figure, and one that can be divided by."""
    return bool(value) and value == value


def share_of_gdp(estimate: Estimate, values: Sequence[float], year: int) -> float | None:
    """Give a row's value in a year as a share of GDP."""
    value, gdp = at(values, estimate.years, year), at(estimate.gdp, estimate.years, year)
    return value / gdp if value is not None and gdp is not None and known(gdp) and value == value else None


def by_sector(package: Package, knowledge: Knowledge) -> list[tuple[str, list[Measure]]]:
    """Sort the measures by sector, in the order of the knowledge pack."""
    order = list(knowledge.vocabulary("sector"))
    found: dict[str, list[Measure]] = {}
    for measure in sorted(package.measures, key=lambda item: item.status is MeasureStatus.EXISTING):
        found.setdefault(measure.sector, []).append(measure)
    return sorted(found.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def sector_costs(estimate: Estimate) -> dict[str, tuple[float, ...]]:
    """Give the cost of each sector by year; NaN where nothing of it is known."""
    return {sector: values for sector, values, _ in estimate.sectors}


def at_least(text: str, *, floor: bool) -> str:
    """Write a figure so that it says where it is the least it comes to; a dash stays one."""
    return t(message("≥ {figure}", figure=text)) if floor and text != MISSING else text


def open_findings(results: Results) -> list[Finding]:
    """Give the open findings, worst first."""
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    return sorted(results.checked.open, key=lambda finding: order[finding.severity])


def statuses(results: Results) -> dict[CriterionStatus, int]:
    """Count criteria by status."""
    counts = dict.fromkeys(CriterionStatus, 0)
    for criterion in results.checked.criteria:
        counts[criterion.status] += 1
    return counts


def name_of(subject: str, package: Package, knowledge: Knowledge) -> str:
    """Name a subject for people."""
    kind, _, key = subject.partition(":")
    if kind == "measure":
        measure = package.measure(key)
        return measure.title if measure else key
    if kind == "group":
        group = package.group(key)
        return group.name if group else key
    return key or subject


def covered(measure: Measure, package: Package) -> list[str]:
    """Give the groups of the package that a measure names."""
    if EVERYONE in measure.groups:
        return [group.id for group in package.groups]
    return [group.id for group in package.groups if group.id in measure.groups]
