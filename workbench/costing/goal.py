"""Which value of an input fits a target."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from workbench.costing.draws import Draws, input_of, leaves_of
from workbench.costing.estimate import Costing
from workbench.costing.graph import Node, Values
from workbench.errors import Message, RequestError, message
from workbench.model import codec
from workbench.model.edits import Change, find
from workbench.model.package import Package
from workbench.model.paths import Path
from workbench.model.uncertainty import Goal

_STEPS, _ROUNDS, _LARGEST = 65, 5, 1e4


def goal(costing: Costing, name: str, figure: str, target: Path) -> Goal:
    """Find the largest factor on an input's path at which a figure stays within a target in every year.

    The figure has to rise with the input, as costs do with levels and quantities.

    Raises:
        RequestError: There is no such input or figure.
    """
    node = costing.figures.get(figure)
    if node is None:
        raise RequestError(message("There is no figure “{figure}”.", figure=figure), where=figure)
    leaves = [leaf for leaf in leaves_of((node,)) if input_of(leaf) == name]
    if not leaves:
        raise RequestError(
            message("{input} has no part in {figure}.", input=name, figure=figure),
            where=name,
            remedy=message("`policy-workbench trace` shows what a figure is made of."),
        )
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
    while over(np.array([high]))[0] <= 0:
        high *= 8
        if high > _LARGEST:
            return missed(
                high / 8,
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
    for _ in range(_ROUNDS):
        steps = np.linspace(low, high, _STEPS)
        within = int(np.searchsorted(over(steps) > 0, True))
        low, high = float(steps[max(0, within - 1)]), float(steps[min(within, _STEPS - 1)])
    row = np.broadcast_to(Draws(costing.evaluation, {name: np.array([low])})(node), (1, len(years)))[0]
    own = _path_of(costing.package, name)
    path = own.over(years) if own is not None else costing.evaluation.row(leaves[0])
    return Goal(
        name,
        low,
        tuple((year, value * low) for year, value in zip(years, path, strict=True)),
        tuple(float(value) for value in row),
        years[int(np.argmax(row - limit))],
    )


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
    moved = dataclasses.replace(
        path, points=tuple((year, value * found.factor) for year, value in path.points)
    )
    held = _held(package, found.input)
    value = codec.dump(moved) if isinstance(held, Path) else moved.points[0][1]
    return (Change("set", subject, field or "value", value),)


def _path_of(package: Package, name: str) -> Path | None:
    """Give what the planner stated for an input by year; None for an imported series."""
    if name.startswith("series:"):
        return None
    held = _held(package, name)
    return held if isinstance(held, Path) else Path.constant(float(held))


def _held(package: Package, name: str) -> Any:
    subject, _, field = name.partition(" ")
    held: Any = find(package, subject)
    for part in (field or "value").split("."):
        held = getattr(held, part)
    return held


def _said(node: Node, value: float) -> Message:
    if node.unit.name == "share":
        return message("{percent}\u202f%", percent=round(value * 100, 2))
    return message("{value} {unit}", value=round(value, 0), unit=str(node.unit))
