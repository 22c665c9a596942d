"""How a provision stands in a country: what binds apart from soft law and from expert comment."""

from __future__ import annotations

from workbench.knowledge.base import Knowledge
from workbench.model.package import Package
from workbench.model.words import Standing, TreatyStatus


def standing(provision: str, package: Package, knowledge: Knowledge) -> Standing:
    """Say how a provision, such as "ICESCR 9", binds the package's country by its legal profile.

    A treaty the profile does not name is not stated to bind; comments of treaty bodies interpret and do not bind.
    """
    right = knowledge.right(provision)
    if right is None:
        return Standing.UNSTATED
    word = knowledge.vocabulary("treaty").get(right.treaty)
    kind = word.binding if word is not None else ""
    if kind == "comment":
        return Standing.COMMENT
    if kind != "treaty":
        return Standing.SOFT
    held = next((treaty for treaty in package.treaties if treaty.id == right.treaty), None)
    if held is None:
        return Standing.UNSTATED
    if held.status is TreatyStatus.RATIFIED:
        return Standing.RESERVED if held.reservation else Standing.BINDING
    return Standing.SIGNED if held.status is TreatyStatus.SIGNED else Standing.NOT_PARTY
