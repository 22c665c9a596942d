"""Paid work offered by the state."""

from __future__ import annotations

from workbench.costing import operations as op
from workbench.costing.graph import Node
from workbench.costing.parameters import Costed, Parameters
from workbench.costing.units import DAYS, PERSONS
from workbench.errors import message


def public_works(p: Parameters) -> Costed:
    """Cost public works: workers x days x wage, over the share of wages in the whole cost."""
    workers = p.in_force(p.number("workers", message("workers"), PERSONS))
    days = p.number("days", message("days of work each"), DAYS)
    wage = p.money("wage", message("daily wage"), PERSONS * DAYS)
    wages = Node(message("wages"), op.Product(), (workers, days, wage))
    if not 0 < p.cost.labour_share <= 1:
        raise p.refused(
            message("The labour share must be above 0 and at most 1."),
            "labour_share",
            message("Give wages as a share of the total cost, such as 0.6."),
        )
    if p.cost.labour_share < 1:
        wages = Node(
            message("wages and other inputs"),
            op.Quotient(),
            (wages, p.share("labour_share", message("labour share of cost"))),
        )
    return Costed(p.with_administration(p.running(wages), workers), workers, wage, workers)
