"""The order of computation: access, then costs that may follow it, then checks that receive both as values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.checks import Context, analyse, check
from workbench.costing import Costing
from workbench.knowledge import Knowledge
from workbench.model.edits import Change, apply
from workbench.model.package import Package
from workbench.model.paths import Path, Shape
from workbench.model.results import Access, Checked, Estimate, Finding


@dataclass(frozen=True)
class Computed:
    """Everything that follows from one package.

    Attributes:
        costing: The graph behind the estimate, for traces and the live workbook.
        context: What the checks looked at, for the further readings.
    """

    package: Package
    costing: Costing
    estimate: Estimate
    context: Context
    checked: Checked


def compute(
    package: Package,
    knowledge: Knowledge,
    earlier: Computed | None = None,
    *,
    renewed: Mapping[tuple[str, str], str] | None = None,
) -> Computed:
    """Compute access, costs and checks; what an edit did not touch is taken over from an earlier version's.

    Args:
        package: What to compute.
        knowledge: What it is checked against.
        earlier: What was computed of an earlier version.
        renewed: What acceptances of earlier formats rest on, as `Context` takes it.
    """
    access = analyse(package, earlier.checked.access if earlier is not None else None)
    costing = _costing(package, access, earlier)
    estimated = costing.estimate()
    context = Context(package, knowledge, access, estimated, renewed or {})
    return Computed(
        package, costing, estimated, context, check(context, earlier.checked if earlier is not None else None)
    )


def estimate(package: Package, earlier: Computed | None = None) -> Estimate:
    """Compute what a package costs, without checking it."""
    access = analyse(package, earlier.checked.access if earlier is not None else None)
    return _costing(package, access, earlier).estimate()


def _costing(package: Package, access: Access, earlier: Computed | None) -> Costing:
    return Costing(
        package,
        participation=participation(package, access),
        earlier=earlier.costing if earlier is not None else None,
    )


def brought(computed: Computed, changes: Iterable[Change]) -> tuple[Finding, ...]:
    """Give the findings that changes would bring which are not there now: what a repair costs elsewhere."""
    package = apply(computed.package, changes)
    after = compute(package, computed.context.knowledge, computed)
    known = {finding.id for finding in computed.checked.findings}
    return tuple(finding for finding in after.checked.findings if finding.id not in known)


def participation(package: Package, access: Access) -> Mapping[str, Path]:
    """Give each measure that wants it the share of its one group reached, by year, where it is known."""
    found = {}
    for measure in package.measures:
        group = measure.cost.group
        if not measure.cost.use_access or not group:
            continue
        points = tuple(
            (year, cell.share)
            for year in package.years
            if (cell := access.cell(group, measure.id, year)) is not None
        )
        if any(math.isnan(share) for _, share in points):
            continue
        found[measure.id] = Path(points or ((package.years[0], 0.0),), Shape.STEPS)
    return found
