"""Benefits in cash paid to people who belong to a category."""

from __future__ import annotations

from workbench.costing import operations as op
from workbench.costing import people as who
from workbench.costing.graph import Node
from workbench.costing.parameters import Costed, Parameters
from workbench.errors import message
from workbench.model.paths import ZERO


def transfer(p: Parameters) -> Costed:
    """Cost a benefit of one level: people entitled x participation x benefit x payments."""
    entitled = p.entitled()
    beneficiaries = p.participating(entitled)
    benefit = p.benefit()
    paid = p.transfers(beneficiaries, benefit)
    in_force = p.in_force(entitled)
    missed = p.not_reached(in_force, beneficiaries)
    return Costed(
        p.with_administration(paid, beneficiaries),
        beneficiaries,
        benefit,
        in_force,
        missed,
        p.transfers(missed, benefit, message("transfers that do not reach them")),
        p.recovered(paid),
    )


def basic_income(p: Parameters) -> Costed:
    """Cost a payment to everyone, adults and children at their own rates."""
    cost = p.cost
    by_age = not (cost.group or cost.people_series)
    if not by_age and cost.child_level != ZERO:
        raise p.refused(
            message("How many of the group or series are children is not known."),
            "child_level",
            message("Clear the level for children, or pay by ages instead."),
        )
    adult = p.benefit("level", message("benefit of an adult"))
    lowest = max(cost.child_age_to + 1, cost.age_from)
    adults = who.within(p, lowest, cost.age_to) if by_age else p.entitled()
    kinds = [(adults, adult, message("paid to adults"))]
    if cost.child_level != ZERO and cost.age_from <= cost.child_age_to:
        children = who.within(p, cost.age_from, min(cost.child_age_to, cost.age_to))
        child = p.benefit("child_level", message("benefit of a child"))
        kinds.append((children, child, message("paid to children")))
    receiving = [p.participating(people) for people, _, _ in kinds]
    missing = [p.not_reached(p.in_force(kind[0]), got) for kind, got in zip(kinds, receiving, strict=True)]
    paid = Node(
        message("transfers"),
        op.Sum(),
        tuple(p.transfers(got, each, label) for got, (_, each, label) in zip(receiving, kinds, strict=True)),
    )
    beneficiaries = Node(message("beneficiaries"), op.Sum(), tuple(receiving))
    entitled = Node(message("people entitled"), op.Sum(), tuple(people for people, _, _ in kinds))
    return Costed(
        p.with_administration(paid, beneficiaries),
        beneficiaries,
        adult,
        p.in_force(entitled),
        Node(message("entitled but not reached"), op.Sum(), tuple(missing)),
        Node(
            message("transfers that do not reach them"),
            op.Sum(),
            tuple(p.transfers(missed, kind[1]) for missed, kind in zip(missing, kinds, strict=True)),
        ),
        p.recovered(paid),
    )
