"""Which value of an input fits a target."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from workbench.costing import units
from workbench.costing.draws import Draws, input_of, leaves_of
from workbench.costing.estimate import Costing
from workbench.costing.graph import Node, Values
from workbench.errors import Message, RequestError, message
from workbench.model import codec
from workbench.model.assumed import known
from workbench.model.edits import Change, apply, find
from workbench.model.fields import declared
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.paths import Path
from workbench.model.uncertainty import Goal

_STEPS, _ROUNDS, _LARGEST = 65, 10, 1e4
"""Ten rounds of 64 steps come to neighbouring numbers, so that a figure is exact to the unit of account."""
_ULP, _SLACK = 4e-16, 1e-14
"""How far a value is lowered at a time, and at most, where rounding alone takes the figure over the target."""
_SPELLED = 0.5
"""What stands in for a default that is all of it: the formulas leave such a factor out."""


def goal(costing: Costing, name: str, figure: str, target: Path) -> Goal:
    """Find the largest factor on an input's path at which a figure stays within a target in every year.

    The figure has to rise with the input, as costs do with levels and quantities. It is exact to the unit of account
    in the year that binds, and never over the target.

    Raises:
        RequestError: There is no such input or figure.
    """
    if figure not in costing.figures:
        raise RequestError(message("There is no figure “{figure}”.", figure=figure), where=figure)
    if _leaves(costing, name, figure):
        return _sought(costing, name, figure, target)
    spelled = _spelled_out(costing, name)
    if spelled is None or not _leaves(spelled, name, figure):
        raise RequestError(
            message("{input} has no part in {figure}.", input=name, figure=figure),
            where=name,
            remedy=message("`policy-workbench trace` shows what a figure is made of."),
        )
    found = _sought(spelled, name, figure, target)
    return dataclasses.replace(found, factor=found.factor * _SPELLED)


def _leaves(costing: Costing, name: str, figure: str) -> list[Node]:
    node = costing.figures.get(figure)
    return [leaf for leaf in leaves_of((node,)) if input_of(leaf) == name] if node is not None else []


def _spelled_out(costing: Costing, name: str) -> Costing | None:
    """Give the costing with less of an input whose default the formulas leave out, so that it is there to be sought.

    None for what is no number of a measure.
    """
    package = costing.package
    if not name.startswith("measure:"):
        return None
    try:
        held = _held(package, name)
    except AttributeError:
        return None
    if isinstance(held, bool) or not isinstance(held, Path | float):
        return None
    return costing.of(apply(package, changes_of(package, Goal(name, _SPELLED, (), ()))))


def _sought(costing: Costing, name: str, figure: str, target: Path) -> Goal:
    """Find the factor on an input that stands in the graph."""
    node, leaves = costing.figures[figure], _leaves(costing, name, figure)
    years = costing.package.years
    limit = np.array(target.over(years))

    def over(factors: Values) -> Values:
        values = Draws(costing.evaluation, {name: factors})(node)
        return np.asarray(np.max(np.broadcast_to(values, (len(factors), len(years))) - limit, axis=-1))

    low, high = 0.0, 1.0

    def missed(factor: float, why: Callable[[Message, str], Message]) -> Goal:
        row = np.broadcast_to(Draws(costing.evaluation, {name: np.array([factor])})(node), (1, len(years)))[0]
        at = int(np.argmax(row - limit))
        said = why(_said(node, float(row[at])), str(years[at]))
        return Goal(name, math.nan, (), tuple(map(float, row)), years[at], said)

    nothing = over(np.array([0.0]))[0]
    if math.isnan(nothing):
        return missed(1.0, lambda _, year: message("The figure is not known for {year}.", year=year))
    if nothing > 0:
        return missed(
            0.0,
            lambda value, year: message(
                "Even with none of it the figure is over the target: {value} in {year}.",
                value=value,
                year=year,
            ),
        )
    largest = _largest(costing.package, name)
    high = min(high, largest)
    while over(np.array([high]))[0] <= 0:
        if high >= largest:
            return missed(
                high,
                lambda value, year: (
                    message(
                        "However large it is, the figure stays below the target: at most {value}, in {year}.",
                        value=value,
                        year=year,
                    )
                    if any(np.any(costing.evaluation(leaf)) for leaf in leaves)
                    else message(
                        "It is nothing now, and a multiple of nothing is nothing: set a value first."
                    )
                ),
            )
        high = min(high * 8, largest)
    for _ in range(_ROUNDS):
        steps = np.linspace(low, high, _STEPS)
        within = int(np.searchsorted(over(steps) > 0, True))
        low, high = float(steps[max(0, within - 1)]), float(steps[min(within, _STEPS - 1)])
    own = _path_of(costing.package, name)
    if own is None:
        row = np.broadcast_to(Draws(costing.evaluation, {name: np.array([low])})(node), (1, len(years)))[0]
        path = costing.evaluation.row(leaves[0])
    else:
        low, row = _settled(costing, name, figure, low, limit)
        path = own.over(years)
    return Goal(
        name,
        low,
        tuple((year, value * low) for year, value in zip(years, path, strict=True)),
        tuple(float(value) for value in row),
        years[int(np.argmax(row - limit))],
    )


def _settled(costing: Costing, name: str, figure: str, factor: float, limit: Values) -> tuple[float, Values]:
    """Give a factor at which the package itself, so edited, is within the target: its sums round otherwise than draws."""
    package, least = costing.package, factor * (1 - _SLACK)
    while True:
        moved = costing.of(apply(package, changes_of(package, Goal(name, factor, (), ()))))
        row = np.array(moved.evaluation.row(moved.figures[figure]))
        if factor <= least or not np.any(row > limit):
            return factor, row
        factor -= factor * _ULP


def changes_of(package: Package, found: Goal) -> tuple[Change, ...]:
    """Give the edit that sets an input to the value a goal found.

    Raises:
        RequestError: The input is an imported series, which no edit changes, or no value was found.
    """
    path = _path_of(package, found.input)
    if path is None or math.isnan(found.factor):
        raise RequestError(
            message("{input} cannot be set.", input=found.input),
            where=found.input,
            remedy=message("Set an assumption of its name instead."),
        )
    subject, _, field = found.input.partition(" ")
    moved = _times(path, found.factor)
    held = _held(package, found.input)
    value = codec.dump(moved) if isinstance(held, Path) else moved.points[0][1]
    return (Change("set", subject, field or "value", value),)


def _largest(package: Package, name: str) -> float:
    """Give the factor up to which an input stays within its bounds, or one that is large enough."""
    path, (subject, _, field) = _path_of(package, name), name.partition(" ")
    highest = max((value for _, value in path.points), default=0.0) if path is not None else 0.0
    bounds = None
    if subject.startswith("measure:"):
        bounds = declared(Measure, field).get("bounds")
    elif (one := known(subject.partition(":")[2])) is not None:
        bounds = one.bounds
    return _LARGEST if not highest or bounds is None or bounds.most is None else bounds.most / highest


def _times(path: Path, factor: float) -> Path:
    return dataclasses.replace(path, points=tuple((year, value * factor) for year, value in path.points))


def _path_of(package: Package, name: str) -> Path | None:
    """Give what the planner stated for an input by year; None for an imported series."""
    if name.startswith("series:"):
        return None
    held = _held(package, name)
    if isinstance(held, Path):
        return held
    return Path.constant(float(held)) if isinstance(held, int | float) else None


def _held(package: Package, name: str) -> Any:
    subject, _, field = name.partition(" ")
    held: Any = find(package, subject)
    for part in (field or "value").split("."):
        held = getattr(held, part)
    return held


def _said(node: Node, value: float) -> Message:
    if node.unit.name == "share":
        return message("{percent}\u202f%", percent=round(value * 100, 2))
    return message("{value} {unit}", value=round(value, 0), unit=units.said(node.unit))
