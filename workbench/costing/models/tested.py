"""Benefits that depend on a test of means, with the errors every test makes and what testing costs."""

from __future__ import annotations

from workbench.costing import operations as op
from workbench.costing.graph import Node
from workbench.costing.parameters import Costed, Parameters
from workbench.costing.units import HOUSEHOLDS, PERSONS, SHARE
from workbench.errors import message
from workbench.model.paths import ZERO
from workbench.model.words import LeakageBasis


def means_tested(p: Parameters) -> Costed:
    """Cost a means-tested benefit: the poor less those left out, and those wrongly let in."""
    cost = p.cost
    p.stated(
        "exclusion_error",
        "leakage",
        "leakage_basis",
        why=message(
            "A means test makes errors, and leakage as a share of the caseload and of those not poor differ widely."
        ),
    )
    people = p.entitled()
    poor = Node(
        message("people who are poor"),
        op.Product(),
        (people, p.share("poor_share", message("share who are poor"))),
    )
    included = Node(
        message("not wrongly left out"),
        op.OneMore(-1),
        (p.share("exclusion_error", message("exclusion error")),),
    )
    right = Node(message("poor people included"), op.Product(), (poor, included))
    leakage = p.share("leakage", message("leakage"))
    if cost.leakage_basis is LeakageBasis.CASELOAD:
        rest = Node(message("part of the caseload that is poor"), op.OneMore(-1), (leakage,))
        caseload = Node(message("caseload"), op.Quotient(), (right, rest))
    else:
        others = Node(message("people who are not poor"), op.Less(), (people, poor))
        wrong = Node(message("people wrongly let in"), op.Product(), (others, leakage))
        caseload = Node(message("caseload"), op.Sum(), (right, wrong))
    benefit, persons_each = p.benefit(), None
    if cost.household_size != 1.0:
        persons_each = p.number("household_size", message("persons a household"), PERSONS / HOUSEHOLDS)
        caseload = Node(message("households in the caseload"), op.Quotient(), (caseload, persons_each))
        benefit = Node(
            message("benefit a household and payment"),
            op.Recast(benefit.unit * PERSONS / HOUSEHOLDS, message("one benefit a household")),
            (benefit,),
        )
    beneficiaries = p.participating(caseload)
    paid = p.transfers(beneficiaries, benefit)
    total = p.with_administration(paid, beneficiaries)
    tests = _tests(p, beneficiaries)
    in_force = p.in_force(poor)
    missed = p.not_reached(in_force, p.participating(right))
    unpaid = (
        missed
        if persons_each is None
        else Node(message("households not reached"), op.Quotient(), (missed, persons_each))
    )
    return Costed(
        Node(message("cost"), op.Sum(), (total, *tests)) if tests else total,
        beneficiaries,
        benefit,
        in_force,
        missed,
        p.transfers(unpaid, benefit, message("transfers that do not reach them")),
        p.recovered(paid),
    )


def _tests(p: Parameters, admitted: Node) -> list[Node]:
    cost, tests = p.cost, []
    if cost.test_fixed != ZERO:
        tests.append(p.running(p.money("test_fixed", message("fixed cost of the test"))))
    if cost.test_per_applicant:
        applicants = admitted
        if cost.applicants != 1.0:
            each = p.number("applicants", message("applicants for each one admitted"), SHARE)
            applicants = Node(message("applicants"), op.Product(), (admitted, each))
        price = p.money("test_per_applicant", message("cost of one test"), admitted.unit)
        tests.append(Node(message("cost of testing applicants"), op.Product(), (applicants, price)))
    return tests
