"""The named figures of a costing: each money figure nominal, and as shown in the package's price basis."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.costing import operations as op
from workbench.costing.graph import Node
from workbench.costing.series import Library
from workbench.errors import Message, message


class Figures:
    """Nodes by name, such as `total.cost` or `measure:ID.cost`.

    Args:
        library: The series of the package.
        deflator: The price index that turns nominal money into that of the base year; None to show it nominal.

    Attributes:
        shown: Every figure as it is shown.
        nominal: The money figures before the deflator.
        counted: What of them later sums add: the figure, or where a part of it is not known, what is known of it.
    """

    def __init__(self, library: Library, deflator: Node | None) -> None:
        self._library = library
        self._deflator = deflator
        self.shown: dict[str, Node] = {}
        self.nominal: dict[str, Node] = {}
        self.counted: dict[str, Node] = {}

    def apart(self) -> Figures:
        """Give an empty set of figures of the same price basis, to be taken in later."""
        return Figures(self._library, self._deflator)

    def take_in(self, other: Figures) -> None:
        """Add the figures of another set."""
        self.shown |= other.shown
        self.nominal |= other.nominal
        self.counted |= other.counted

    def money(self, name: str, label: Message, node: Node, counted: Node | None = None) -> Node:
        """Name a money figure, and what of it enters sums; gives it back, nominal and under its label."""
        node = node.named(label)
        self.nominal[name] = node
        self.counted[name] = node if counted is None else counted.named(label)
        if self._deflator is not None:
            year = str(self._library.package.base_year)
            label = message("{figure}, in prices of {year}", figure=label, year=year)
            self.shown[name] = Node(label, op.Quotient(), (node, self._deflator))
        else:
            self.shown[name] = node
        return node

    def sum(self, name: str, label: Message, parts: Iterable[Node]) -> Node:
        """Name the sum of money figures."""
        return self.money(name, label, Node(label, op.Sum(self._library.nominal), tuple(parts)))

    def at_least(self, name: str, label: Message, parts: Iterable[Node], unknown: Iterable[int]) -> Node:
        """Name the sum of what is known; in years in which more is unknown, the least it comes to."""
        total = Node(label, op.Sum(self._library.nominal), tuple(parts))
        years = tuple(sorted(set(unknown)))
        return self.money(name, label, Node(label, op.AtLeast(years), (total,)) if years else total, total)

    def less(self, name: str, label: Message, first: Node, *others: Node) -> Node:
        """Name what is left of one money figure after others."""
        return self.money(name, label, Node(label, op.Less(), (first, *others)))

    def above_zero(
        self, name: str, label: Message, node: Node, bound: type[op.AtLeast], unknown: tuple[int, ...]
    ) -> Node:
        """Name a money figure where it is positive; in years in which a part is unknown, as far as it is sure."""
        found = Node(label, op.NotBelowZero(), (node,))
        return self.money(name, label, Node(label, bound(unknown), (found,)) if unknown else found)
