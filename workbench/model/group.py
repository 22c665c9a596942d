"""A group: people who face systemic barriers, what its members lack, and on which unequal terms they live."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model import bounds
from workbench.model.fields import about
from workbench.model.measure import Term
from workbench.model.paths import ZERO, Path
from workbench.model.words import MAX_AGE, Sex


@dataclass(frozen=True, slots=True)
class Lack:
    """A barrier: the share of a group's members without a capability."""

    capability: str = about("What they lack", vocabulary="capability")
    share: float | None = about(
        "Share of members who lack it; empty where nobody has stated it",
        unit="share",
        bounds=bounds.PART,
        default=1.0,
    )
    source: str = about("Where the share comes from", default="")


@dataclass(frozen=True, slots=True)
class Group:
    """People who face systemic barriers to equal citizenship (R1.b).

    The size is a number of persons by year, or a share of the population of the group's ages and sex.
    """

    id: str = about("Identifier")
    name: str = about("Name, as printed")
    template: str = about(
        "Entry of the usual groups it was made from", vocabulary="group-template", default=""
    )
    size: Path = about("Members", unit="persons", bounds=bounds.COUNT, default=ZERO)
    population_share: Path = about(
        "Members as a share of the population of these ages, if no size is given",
        unit="share",
        bounds=bounds.PART,
        default=ZERO,
    )
    age_from: int = about("Youngest age", unit="years of age", bounds=bounds.AGE, default=0)
    age_to: int = about(
        "Oldest age; 120 for no limit", unit="years of age", bounds=bounds.AGE, default=MAX_AGE
    )
    sex: Sex = about("Sex", default=Sex.BOTH)
    lacks: tuple[Lack, ...] = about("Barriers", default=())
    unequal_terms: tuple[Term, ...] = about("Unequal terms its members live on", default=())
    traits: tuple[str, ...] = about("Traits that measures may clash with", vocabulary="trait", default=())
    disjoint_with: tuple[str, ...] = about(
        "Groups that share no member with it", vocabulary="group", default=()
    )
    contested: bool = about("Whether the term is contested in negotiations", default=False)
    source: str = about("Where the size comes from", default="")
    note: str = about("Remarks", default="")

    def lacking(self, capability: str) -> float | None:
        """Give the share of members who lack a capability; None where it is a barrier whose share is not stated."""
        shares = [lack.share for lack in self.lacks if lack.capability == capability]
        return None if None in shares else max((share for share in shares if share is not None), default=0.0)
