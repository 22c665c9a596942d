"""Two benefits for one person: both are paid, one is taken off the other, or one rules the other out.

Overlaps with several benefits are taken as independent of each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.costing import operations as op
from workbench.costing.graph import Node
from workbench.costing.units import SHARE
from workbench.errors import Message, RequestError, message
from workbench.model.measure import Measure, Stacking
from workbench.model.paths import ONE
from workbench.model.words import CostModel, StackingRule

if TYPE_CHECKING:
    from workbench.costing.parameters import Parameters


LEVELLED = frozenset({CostModel.TRANSFER, CostModel.BASIC_INCOME, CostModel.MEANS_TESTED})
"""Models that pay a benefit level to people."""


def left(p: Parameters, one: Stacking) -> Node:
    """Give the share of those entitled whom another benefit does not rule out, in the years that one runs."""
    other = _other(p, one)
    both = p.of(other).in_force(_both(p, one, other))
    return Node(message("not ruled out by {benefit}", benefit=other.title), op.OneMore(-1), (both,))


def reduction(p: Parameters, one: Stacking, people: Node, benefit: Node, payments: Node) -> Node:
    """Give what another benefit takes off, for nobody more than this benefit pays."""
    other = _other(p, one)
    theirs = p.of(other)
    if other.cost.model not in LEVELLED:
        raise _refused(
            p,
            one,
            message("{benefit} has no benefit level that could be taken off.", benefit=other.title),
            message("Let it reduce nothing, or cost it as a transfer."),
        )
    yearly = Node(
        message("paid a year by {benefit}", benefit=other.title),
        op.Product(),
        (theirs.benefit(), theirs.payments),
    )
    counted = [theirs.in_force(yearly)]
    if one.counted != ONE:
        part = p.library.given(
            one.counted,
            message("part of {benefit} that counts", benefit=other.title),
            SHARE,
            subject=f"measure:{p.measure.id} stacks {one.benefit}.counted",
        )
        counted.append(part)
    taken = Node(message("part of {benefit} that counts", benefit=other.title), op.Product(), tuple(counted))
    own = Node(message("benefit a year"), op.Product(), (benefit, payments))
    each = Node(message("taken off a person who has both"), op.Smallest(), (own, taken))
    label = message("taken off for {benefit}", benefit=other.title)
    return Node(label, op.Product(), (people, _both(p, one, other), each))


def _both(p: Parameters, one: Stacking, other: Measure) -> Node:
    if one.both is None:
        raise _refused(
            p,
            one,
            message("How many of those entitled have {benefit} too is not stated.", benefit=other.title),
            message("Give the share of both, zero included."),
        )
    return p.library.given(
        one.both,
        message("share who have {benefit} too", benefit=other.title),
        SHARE,
        subject=f"measure:{p.measure.id} stacks {one.benefit}.both",
    )


def _other(p: Parameters, one: Stacking) -> Measure:
    other = p.package.measure(one.benefit)
    if other is None or other.id == p.measure.id:
        raise RequestError(
            message("There is no other benefit {benefit}.", benefit=one.benefit),
            where=f"measure:{p.measure.id} stacks",
            remedy=message("Name another measure of the package."),
        )
    mutual = any(
        back.benefit == p.measure.id and back.rule is not StackingRule.COMBINED for back in other.stacks
    )
    if mutual:
        raise _refused(
            p,
            one,
            message("{benefit} is taken off this benefit, and this one off it.", benefit=other.title),
            message("Let one of the two reduce the other."),
        )
    return other


def _refused(p: Parameters, one: Stacking, what: Message, remedy: Message) -> RequestError:
    return RequestError(what, where=f"measure:{p.measure.id} stacks {one.benefit}", remedy=remedy)
