"""What has to be stated of a measure before its cost is known: a nought nobody chose is no price."""

from __future__ import annotations

from workbench.errors import Message, message
from workbench.model.cost import Cost, Ingredient
from workbench.model.paths import ZERO
from workbench.model.words import CostModel

_LEVEL = ("level", message("benefit level"))
_QUANTITY = ("quantity", message("quantity"))
_UNIT_COST = ("unit_cost", message("cost of one unit"))
_ESSENTIAL: dict[CostModel, tuple[tuple[str, Message], ...]] = {
    CostModel.TRANSFER: (_LEVEL, ("rate", message("part of the level the state pays"))),
    CostModel.BASIC_INCOME: (_LEVEL,),
    CostModel.MEANS_TESTED: (_LEVEL, ("poor_share", message("share of poor"))),
    CostModel.PUBLIC_WORKS: (
        ("workers", message("workers")),
        ("days", message("days of work")),
        ("wage", message("daily wage")),
    ),
    CostModel.SERVICE: (_QUANTITY, _UNIT_COST),
    CostModel.FEE_REMOVAL: (_QUANTITY, ("fee_charged", message("fee charged today"))),
    CostModel.REGISTRATION: (_UNIT_COST,),
    CostModel.INFRASTRUCTURE: (_QUANTITY, _UNIT_COST),
    CostModel.LUMP_SUM: (("amounts", message("yearly amounts")),),
}
"""Parameters without which a formula gives nothing."""
_DELIVERED = (CostModel.SERVICE, CostModel.REGISTRATION, CostModel.FEE_REMOVAL)
"""Models that may be made of ingredients."""


def unstated(cost: Cost) -> dict[str, Message]:
    """Name the parameters left at zero without which the cost is not known, by field."""
    found = dict(_ESSENTIAL.get(cost.model, ()))
    if cost.ingredients and cost.model in (CostModel.SERVICE, CostModel.REGISTRATION):
        priced = cost.unit_cost != ZERO or bool(cost.unit_cost_series)
        counts = cost.model is CostModel.SERVICE and (priced or any(one.per_unit for one in cost.ingredients))
        found = dict((_QUANTITY,)) if counts else {}
    if cost.model is CostModel.FEE_REMOVAL and cost.extra_use not in (None, ZERO) and not cost.ingredients:
        found |= dict((_UNIT_COST,))
    if cost.unit_cost_series:
        found.pop("unit_cost", None)
    if cost.model is CostModel.INFRASTRUCTURE and cost.standing != ZERO:
        found.pop("quantity", None)
    found = {field: label for field, label in found.items() if getattr(cost, field) == ZERO}
    if cost.model in _DELIVERED and any(_is_blank(one) for one in cost.ingredients):
        found["ingredients"] = message("quantity and price of each ingredient")
    return found


def _is_blank(one: Ingredient) -> bool:
    return one.quantity == ZERO or (one.price == ZERO and not one.price_series)
