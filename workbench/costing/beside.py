"""Figures published elsewhere, set beside ours: "the plan says 1.2 %, we get 1.5 %". Nothing is worked out from them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from workbench.costing.graph import Evaluation, Node
from workbench.errors import Message, message, verbatim
from workbench.model.names import meant
from workbench.model.package import Package
from workbench.model.results import Beside


def beside(package: Package, figures: Mapping[str, Node], evaluation: Evaluation) -> Iterator[Beside]:
    """Set each published figure beside ours, in the years it is published for."""
    for one in package.published:
        node = figures.get(one.figure)
        years = tuple(
            year
            for year in package.years
            if _is_stated(one.value.at(year)) and _names(one.value.points, year)
        )
        if node is None or not years:
            continue
        row = evaluation.row(node)
        ours = tuple(row[package.years.index(year)] for year in years)
        theirs = tuple(one.value.at(year) for year in years)
        unit = "share" if node.unit.name == "share" else str(node.unit)
        yield Beside(one.id, one.figure, node.label, unit, years, theirs, ours, one.source)


def not_found(package: Package, figures: Mapping[str, Node]) -> Iterator[Message]:
    """Name the published figures that stand beside none of ours."""
    for one in package.published:
        if one.figure not in figures:
            near = meant(one.figure, figures)
            yield message(
                "What {source} publishes stands beside nothing: there is no figure “{figure}”. {near}",
                source=one.source or one.id,
                figure=one.figure,
                near=near if near is not None else verbatim(""),
            )


def _is_stated(value: float) -> bool:
    return not math.isnan(value)


def _names(points: tuple[tuple[int, float], ...], year: int) -> bool:
    """Whether a year is named, or one value is published for all."""
    return any(named in (0, year) for named, _ in points)
