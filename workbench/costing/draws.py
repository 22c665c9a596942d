"""The same graph with an axis of draws: leaves named by what they stand for are multiplied, draw by draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from workbench.costing.graph import Evaluation, Node, Values
from workbench.costing.leaves import Cells, Given
from workbench.model.validity import PARTS


class Draws(Evaluation):
    """Values of nodes over draws and years; what no varied leaf flows into is computed once, for all draws.

    Args:
        base: The evaluation without draws, over the same years.
        factors: Input -> one factor for each draw, shape (draws,), by which its leaves are multiplied.
    """

    def __init__(self, base: Evaluation, factors: Mapping[str, Values]) -> None:
        super().__init__(base.years)
        self._base = base
        self._factors = factors
        self._moving: dict[str, bool] = {}

    def redrawn(self, factors: Mapping[str, Values]) -> Draws:
        """Give the same for other draws of the same inputs."""
        other = Draws(self._base, factors)
        other._moving = self._moving
        return other

    def __call__(self, node: Node) -> Values:
        """Give a node's values; they spread to the shape (draws, years)."""
        if not self._moves(node):
            return self._base(node)
        if not node.inputs:
            return self._leaf(node)
        return super().__call__(node)

    def _moves(self, node: Node) -> bool:
        known = self._moving.get(node.key)
        if known is None:
            # Two leaves of one content may stand for different inputs, so that a leaf is asked by itself.
            known = (
                any(self._moves(part) for part in node.inputs)
                if node.inputs
                else input_of(node) in self._factors
            )
            if node.inputs:
                self._moving[node.key] = known
        return known

    def _leaf(self, node: Node) -> Values:
        values, name = self._base(node), input_of(node)
        if np.all(values == values[..., :1]):
            values = values[
                ..., :1
            ]  # the same in every year: a column is enough until something makes it differ
        moved = values * self._factors[name][:, np.newaxis]
        if name.partition(" cost.")[2] in PARTS:
            # A part of a whole stays one, however far its range is drawn.
            moved = np.minimum(moved, 1.0)
        return np.asarray(moved, dtype=np.float64)


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
