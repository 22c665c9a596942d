"""The same graph with an axis of draws: leaves named by what they stand for are multiplied, draw by draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from workbench.costing.graph import Evaluation, Node, Values
from workbench.costing.leaves import Cells, Given
from workbench.costing.operations import Sum
from workbench.model.bounds import is_part
from workbench.model.cost import Cost
from workbench.model.fields import declared

_STILL = np.ones((1, 1))
"""The factor on what does not move with the draws."""


class Draws(Evaluation):
    """Values of nodes over draws and years; what no varied leaf flows into is computed once, for all draws.

    Most figures are products: drawn, they are their values without draws, times a column of factors. Such a node is kept
    as its column, shape (draws, 1), and a sum of them is one product of matrices.

    Args:
        base: The evaluation without draws, over the same years.
        factors: Input -> one factor for each draw, shape (draws,), by which its leaves are multiplied.
    """

    def __init__(self, base: Evaluation, factors: Mapping[str, Values]) -> None:
        super().__init__(base.years)
        self._base = base
        self._drawn = {name: values[:, np.newaxis] for name, values in factors.items()}
        self._columns: dict[str, Values | None] = {}
        self._moving: dict[str, bool] = {}

    def redrawn(self, factors: Mapping[str, Values]) -> Draws:
        """Give the same for other draws of the same inputs."""
        other = Draws(self._base, factors)
        other._moving = self._moving
        return other

    def __call__(self, node: Node) -> Values:
        """Give a node's values; they spread to the shape (draws, years)."""
        column = self._column(node)
        if column is not None:
            return self._base(node) if column is _STILL else self._base(node) * column
        if not node.inputs:
            return self._leaf(node)
        known = self._values.get(node.key)
        if known is None and isinstance(node.operation, Sum):
            known = self._values[node.key] = self._sum(node)
        return super().__call__(node) if known is None else known

    def _column(self, node: Node) -> Values | None:
        """Give the factors on a node's values without draws; None where more happens to it."""
        if not self._moves(node):
            return _STILL
        if not node.inputs:
            return self._column_of_leaf(node)
        if node.key not in self._columns:
            columns = [self._column(part) for part in node.inputs]
            known = tuple([one for one in columns if one is not None])
            column = node.operation.scaled(known) if len(known) == len(columns) else None
            # What is divided by nothing in one draw is not known there, which no factor says.
            self._columns[node.key] = column if column is not None and np.all(np.isfinite(column)) else None
        return self._columns[node.key]

    def _column_of_leaf(self, node: Node) -> Values | None:
        name = input_of(node)
        if not is_part(declared(Cost, name.partition(" cost.")[2]).get("bounds")):
            return self._drawn[name]
        # A part of a whole stays one, however far its range is drawn.
        values = self._base(node)
        whole = float(values[..., 0])
        if not whole or np.any(values != whole):
            return None
        return np.minimum(self._drawn[name], 1.0 / whole)

    def _leaf(self, node: Node) -> Values:
        """Give a part of a whole that changes from year to year."""
        return np.minimum(self._base(node) * self._drawn[input_of(node)], 1.0)

    def _sum(self, node: Node) -> Values:
        """Add the inputs; those that are only multiplied all at once, as a product of their factors and values."""
        total: Values = np.zeros(len(self.years))
        factors, values = [], []
        for part in node.inputs:
            column = self._column(part)
            if column is None or column is _STILL:
                total = total + self(part)
            else:
                factors.append(column[:, 0])
                values.append(self._base(part))
        return total + np.array(factors).T @ np.array(values) if factors else total

    def _moves(self, node: Node) -> bool:
        known = self._moving.get(node.key)
        if known is None:
            # Two leaves of one content may stand for different inputs, so that a leaf is asked by itself.
            known = (
                any(self._moves(part) for part in node.inputs)
                if node.inputs
                else input_of(node) in self._drawn
            )
            if node.inputs:
                self._moving[node.key] = known
        return known


def input_of(node: Node) -> str:
    """Name what a leaf stands for: "measure:ID cost.FIELD", "assumption:ID" or "series:KEY"; empty for constants."""
    if isinstance(node.operation, Given):
        return node.operation.subject
    if isinstance(node.operation, Cells) and node.operation.series:
        return f"series:{node.operation.series}"
    return ""


def leaves_of(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give the leaves that flow into figures, each once."""
    seen: set[int] = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        waiting += node.inputs
        if not node.inputs:
            yield node
