"""The costing graph: every figure is a node, named by its content, so that equal figures are one and computed once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from workbench.costing import units
from workbench.costing.units import Unit
from workbench.errors import Message
from workbench.model.results import Origin, Trace

Values = npt.NDArray[np.float64]
"""Figures by year in the last axis; a missing figure is NaN."""

Years = tuple[int, ...]


class Operation(Protocol):
    """What a node does with its inputs: one definition serves units, numbers, words and spreadsheet formulas."""

    def unit(self, inputs: tuple[Node, ...]) -> Unit:
        """Give the unit of the result; raise UnitError where the inputs do not go together."""

    def compute(self, inputs: tuple[Values, ...], years: Years) -> Values:
        """Give the values by year."""

    def scaled(self, factors: tuple[Values, ...]) -> Values | None:
        """Give the factor on the result where each input is multiplied by one; None where that is not all that happens."""

    def words(self, inputs: tuple[Node, ...]) -> Message | None:
        """Say the formula; None for a leaf."""

    def formula(self, cells: tuple[str, ...], rows: tuple[Callable[[int], str], ...], year: int) -> str:
        """Give the spreadsheet formula of a year.

        Args:
            cells: The inputs' cells of that year.
            rows: For each input, the cell of any year.
            year: The year.
        """

    def origin(self, year: int) -> Origin | None:
        """Say where a leaf's value of a year comes from; None for an operation over other nodes."""

    def passes(self, year: int) -> bool:
        """Whether in a year it hands its one input on unchanged, so that explaining it would only repeat."""

    def reads(self, place: int, years: Years) -> Years:
        """Give the years of the input at a place on which the result of some years rests."""

    def content(self) -> str:
        """Give what makes two operations of this kind equal."""


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """One figure by year.

    Attributes:
        label: What it is, in words.
        operation: How it comes about.
        inputs: The nodes it is made from.
        unit: Its unit, worked out from the inputs.
        key: Digest of its content: operation and inputs, not the label.
    """

    label: Message
    operation: Operation
    inputs: tuple[Node, ...] = ()
    unit: Unit = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        operation, inputs = self.operation, self.inputs
        object.__setattr__(self, "unit", operation.unit(inputs))
        text = "|".join([type(operation).__name__, operation.content(), *[node.key for node in inputs]])
        object.__setattr__(self, "key", hashlib.blake2b(text.encode(), digest_size=16).hexdigest())

    def named(self, label: Message) -> Node:
        """Give the same figure under another label."""
        other = object.__new__(Node)
        for name, value in (
            ("label", label),
            ("operation", self.operation),
            ("inputs", self.inputs),
            ("unit", self.unit),
            ("key", self.key),
        ):
            object.__setattr__(other, name, value)
        return other


class Evaluation:
    """Values of nodes over fixed years, each content computed once; kept between edits, it is incremental."""

    def __init__(self, years: Years) -> None:
        self.years = years
        self._values: dict[str, Values] = {}
        self._rows: dict[str, tuple[float, ...]] = {}

    def __call__(self, node: Node) -> Values:
        """Give a node's values, shape (years,)."""
        known = self._values.get(node.key)
        if known is None:
            values = self._values
            inputs = tuple([values[one.key] if one.key in values else self(one) for one in node.inputs])
            known = np.asarray(node.operation.compute(inputs, self.years), dtype=np.float64)
            known.flags.writeable = False
            self._values[node.key] = known
        return known

    def row(self, node: Node) -> tuple[float, ...]:
        """Give a node's values as plain numbers."""
        known = self._rows.get(node.key)
        if known is None:
            values = self(node)
            if values.shape != (len(self.years),):
                values = np.broadcast_to(values, (len(self.years),))
            known = self._rows[node.key] = tuple(values.tolist())
        return known

    def trace(self, node: Node, year: int, figure: str = "") -> Trace:
        """Explain a figure of one year down to its sources; steps that change nothing are passed over."""
        shown = node
        while shown.operation.passes(year) and shown.label == shown.inputs[0].label:
            shown = shown.inputs[0]
        return Trace(
            figure=figure,
            label=node.label,
            unit=str(node.unit),
            measured_in=units.said(node.unit),
            year=year,
            value=float(np.broadcast_to(self(node), (len(self.years),))[self.years.index(year)]),
            formula=shown.operation.words(shown.inputs),
            inputs=tuple(self.trace(item, year) for item in shown.inputs),
            origin=shown.operation.origin(year),
        )
