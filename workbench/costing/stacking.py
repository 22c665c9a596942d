"""Several benefits for one person: all are paid, others are taken off this one, or rule it out.

With more than one other benefit it counts how they go together among those entitled (`Measure.stacks_overlap`): as if
by chance, nested, never two for one person, or at a share that is stated. Nobody loses more than this benefit pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from workbench.costing import operations as op
from workbench.costing.graph import Node
from workbench.costing.units import SHARE
from workbench.errors import Message, RequestError, message
from workbench.model.measure import Measure, Stacking
from workbench.model.paths import ONE
from workbench.model.words import CostModel, Overlaps, StackingRule

if TYPE_CHECKING:
    from workbench.costing.parameters import Parameters


LEVELLED = frozenset({CostModel.TRANSFER, CostModel.BASIC_INCOME, CostModel.MEANS_TESTED})
"""Models that pay a benefit level to people."""
MOST = 5
"""Other benefits that may be taken off one: each combination of them is a figure of its own."""


@dataclass(frozen=True, eq=False)
class _Other:
    """Another benefit: what it does to this one, and the share of those entitled who have it, in the years it runs."""

    stacking: Stacking
    measure: Measure
    share: Node


def left(p: Parameters) -> list[Node]:
    """Give the factors that keep those entitled whom no other benefit rules out.

    Raises:
        RequestError: How many have both is not stated, or cannot be.
    """
    ruling = [one for one in _others(p) if one.stacking.rule is StackingRule.RULES_OUT]
    each = [_without(one.share, one.measure.title) for one in ruling]
    mode = p.measure.stacks_overlap
    if len(ruling) < 2 or mode is Overlaps.INDEPENDENT:
        return each
    label = message("not ruled out by {benefits}", benefits=tuple(one.measure.title for one in ruling))
    if mode is Overlaps.NESTED:
        return [Node(label, op.Smallest(), tuple(each))]
    have = Node(message("have one of them"), op.Sum(), tuple(one.share for one in ruling))
    if mode is Overlaps.STATED:
        have = Node(have.label, op.Less(), (have, _have_all(p, ruling)))
    return [Node(label, op.OneMore(-1), (have,))]


def reductions(p: Parameters, people: Node, benefit: Node, payments: Node) -> list[Node]:
    """Give what other benefits take off, one figure for each combination of them that people have.

    Raises:
        RequestError: One has no level that could be taken off, or how many have both is not stated, or cannot be.
    """
    others = _others(p)
    reducing = [one for one in others if one.stacking.rule is StackingRule.REDUCES]
    if not reducing:
        return []
    if len(reducing) > MOST:
        raise _refused(
            p,
            reducing[MOST].stacking,
            message("More than {count} benefits are taken off this one.", count=MOST),
            message("Put those together that the same people have."),
        )
    taken = {one.measure.id: _taken(p, one) for one in reducing}
    own = Node(message("benefit a year"), op.Product(), (benefit, payments))
    found = []
    for size in range(1, len(reducing) + 1):
        for have in combinations(reducing, size):
            share = _share_with(p, have, others)
            if share is None:
                continue
            parts = tuple(taken[one.measure.id] for one in have)
            whole = parts[0] if size == 1 else Node(message("all that counts"), op.Sum(), parts)
            each = Node(message("taken off a person who has both"), op.Smallest(), (own, whole))
            label = message("taken off for {benefit}", benefit=tuple(one.measure.title for one in have))
            found.append(Node(label, op.Product(), (people, share, each)))
    return found


def _share_with(p: Parameters, have: tuple[_Other, ...], others: list[_Other]) -> Node | None:
    """Give the share of those not ruled out who have just these of the benefits taken off; None for nobody."""
    mode = p.measure.stacks_overlap
    lacking = [one for one in others if one not in have]
    ruling = [one for one in lacking if one.stacking.rule is StackingRule.RULES_OUT]
    if mode is Overlaps.INDEPENDENT or len(others) == 1:
        # Who is ruled out tells nothing then about who has the others.
        factors = [one.share for one in have]
        factors += [_without(one.share, one.measure.title) for one in lacking if one not in ruling]
        return _product(message("share who have just these"), factors)
    share = have[0].share
    label = message("share who have {benefits} alone", benefits=tuple(one.measure.title for one in have))
    if mode is Overlaps.APART and len(have) > 1:
        return None
    if mode is Overlaps.NESTED:
        if len(have) > 1:
            share = Node(message("have the rarest of them"), op.Smallest(), tuple(one.share for one in have))
        if lacking:
            more = Node(label, op.Less(), (share, _commonest(lacking)))
            share = Node(label, op.NotBelowZero(), (more,))
    if mode is Overlaps.STATED:
        both = _have_all(p, others)
        share = both if len(have) > 1 else Node(label, op.Less(), (share, both))
    if not ruling:
        return share
    kept = _product(message("not ruled out"), left(p))
    return Node(message("share of those not ruled out"), op.Quotient(), (share, kept))


def _commonest(others: list[_Other]) -> Node:
    """Give the largest of shares, as one less the smallest of what they leave."""
    if len(others) == 1:
        return others[0].share
    rest = tuple(_without(one.share, one.measure.title) for one in others)
    smallest = Node(message("without the commonest of the others"), op.Smallest(), rest)
    return Node(message("have the commonest of the others"), op.OneMore(-1), (smallest,))


def _product(label: Message, factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else Node(label, op.Product(), tuple(factors))


def _without(share: Node, title: str) -> Node:
    return Node(message("without {benefit}", benefit=title), op.OneMore(-1), (share,))


def _have_all(p: Parameters, others: Iterable[_Other]) -> Node:
    """Give the stated share of those who have both other benefits, in the years both run."""
    assert p.measure.stacks_share is not None
    node = p.library.given(
        p.measure.stacks_share,
        message("share who have both other benefits"),
        SHARE,
        subject=f"measure:{p.measure.id} stacks_share",
    )
    for one in others:
        node = p.of(one.measure).in_force(node)
    return node


def _taken(p: Parameters, one: _Other) -> Node:
    """Give what counts of another benefit, a person and year."""
    other, title = p.of(one.measure), one.measure.title
    if one.measure.cost.model not in LEVELLED:
        raise _refused(
            p,
            one.stacking,
            message("{benefit} has no benefit level that could be taken off.", benefit=title),
            message("Let it reduce nothing, or cost it as a transfer."),
        )
    paid = (other.benefit(), other.payments)
    counted = [other.in_force(Node(message("paid a year by {benefit}", benefit=title), op.Product(), paid))]
    label = message("part of {benefit} that counts", benefit=title)
    if one.stacking.counted != ONE:
        subject = f"measure:{p.measure.id} stacks {one.stacking.benefit}.counted"
        counted.append(p.library.given(one.stacking.counted, label, SHARE, subject=subject))
    return Node(label, op.Product(), tuple(counted))


def _others(p: Parameters) -> list[_Other]:
    """Give the other benefits that do something to this one.

    Raises:
        RequestError: How many have both is not stated, or no such people can exist.
    """
    found = []
    for one in p.measure.stacks:
        if one.rule is StackingRule.COMBINED:
            continue
        measure = _other(p, one)
        if one.both is None:
            raise _refused(
                p,
                one,
                message(
                    "How many of those entitled have {benefit} too is not stated.", benefit=measure.title
                ),
                message("Give the share of both, zero included."),
            )
        share = p.library.given(
            one.both,
            message("share who have {benefit} too", benefit=measure.title),
            SHARE,
            subject=f"measure:{p.measure.id} stacks {one.benefit}.both",
        )
        found.append(_Other(one, measure, p.of(measure).in_force(share)))
    for what in _impossible(p, found):
        raise RequestError(
            what,
            where=f"measure:{p.measure.id} stacks_overlap",
            remedy=message("Look at the shares of both, and at how the other benefits go together."),
        )
    return found


def _impossible(p: Parameters, others: list[_Other]) -> Iterator[Message]:
    """Say why no people can have the benefits as they are stated."""
    mode, stated = p.measure.stacks_overlap, p.measure.stacks_share
    if mode is Overlaps.INDEPENDENT or len(others) < 2:
        return
    if mode is Overlaps.STATED and (stated is None or len(others) != 2):
        yield message("A stated overlap is the share who have both of two other benefits.")
        return
    for year in p.package.years:
        shares = [
            (one.stacking.both.at(year), one.stacking.rule is StackingRule.RULES_OUT)
            for one in others
            if one.stacking.both is not None and one.measure.runs_in(year)
        ]
        held = [share for share, _ in shares]
        ruling = [share for share, rules in shares if rules]
        if mode is Overlaps.APART and sum(held) > 1 + 1e-9:
            yield message(
                "If nobody has two of the other benefits in {year}, more than everyone has one.",
                year=str(year),
            )
        elif mode is Overlaps.STATED and stated is not None and len(held) == 2:
            both = stated.at(year)
            if not max(0.0, sum(held) - 1) - 1e-9 <= both <= min(held) + 1e-9:
                yield message(
                    "In {year}, {least} to {most} of those entitled can have both other benefits, not {both}.",
                    year=str(year),
                    least=max(0.0, round(sum(held) - 1, 6)),
                    most=min(held),
                    both=both,
                )
        gone = sum(ruling) if mode is Overlaps.APART else max(ruling, default=0.0)
        if ruling and len(ruling) < len(held) and gone >= 1 - 1e-9:
            yield message("In {year} everyone is ruled out.", year=str(year))


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
