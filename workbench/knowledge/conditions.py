"""The closed vocabulary of conditions, as data. What each does stands in `workbench.checks.conditions`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.errors import Problem, message
from workbench.model import codec
from workbench.model.words import (
    Arena,
    Builds,
    CostModel,
    Delivery,
    Depth,
    Eligibility,
    Fee,
    Indexation,
    LawStatus,
    MeasureStatus,
    PersonalScope,
    Principle,
    Relation,
    Verification,
)


@dataclass(frozen=True, slots=True)
class Selector:
    """A conjunction over facets of measures; within a facet any one of the values is enough.

    Attributes:
        has: Fields that must be filled, such as "legal_basis" or "standard.access".
        without: Fields that must be empty.
        groups: Group ids, "everyone", or "scope": reaches the group this instance is about.
        named: With "scope": only names the group, reached or not.
        same: Facets shared with the scoped measure, such as "sector" or "contingency".
        scoped: The scoped measure itself.
        other: Any but the scoped measure.
        in_sector: "scope": in the sector this instance is about.
        arm_of: "scope": an arm of the scoped measure; "any": an arm of some entitlement.
    """

    sector: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    principle: tuple[Principle, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    depth: tuple[Depth, ...] = ()
    builds: tuple[Builds, ...] = ()
    relation: tuple[Relation, ...] = ()
    arena: tuple[Arena, ...] = ()
    provides: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    verification: tuple[Verification, ...] = ()
    fee: tuple[Fee, ...] = ()
    safeguards: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    contingency: tuple[str, ...] = ()
    status: tuple[MeasureStatus, ...] = ()
    personal_scope: tuple[PersonalScope, ...] = ()
    cost_model: tuple[CostModel, ...] = ()
    indexation: tuple[Indexation, ...] = ()
    age_from_at_most: int | None = None
    has: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    named: bool = False
    same: tuple[str, ...] = ()
    scoped: bool = False
    other: bool = False
    in_sector: str = ""
    arm_of: str = ""


@dataclass(frozen=True, slots=True)
class Some:
    """Enough measures match; with `within_years`, started no later than that after the scoped measure."""

    some: Selector
    at_least: int = 1
    within_years: int | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """Each measure that matches the first selector matches the second; false when none matches the first."""

    every: Selector
    must: Selector


@dataclass(frozen=True, slots=True)
class Precedes:
    """The scoped measure starts no earlier than `by` years after one that matches."""

    precedes: Selector
    by: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """What `reached` asks: a share, and how many years after the scoped measure's start.

    Attributes:
        share: Least share of the eligible members, as a fraction.
        within_years: Years after the start by which it is reached.
        capability: Instead of the scoped measure: everyone has this capability, or is given it.
        by_end: Judge the last costed year instead.
    """

    share: float = 1.0
    within_years: int = 0
    capability: str = ""
    by_end: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """The scoped measure, or a capability, reaches the scoped group, or every group it names."""

    reached: Reach


@dataclass(frozen=True, slots=True)
class Stated:
    """The package states a field: principle, national_plan, pension_age, groups, laws, ..."""

    stated: str


@dataclass(frozen=True, slots=True)
class Funded:
    """Confirmed and planned money covers the cost in every year; with "from-entitlement", of the scoped measure."""

    funded: str


@dataclass(frozen=True, slots=True)
class Has:
    """What `group_has` asks of the scoped group.

    Attributes:
        lacks: Capabilities; "need" stands for all that the scoped measure needs.
        among: Of these only.
    """

    lacks: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    trait: tuple[str, ...] = ()
    relation: tuple[Relation, ...] = ()
    arena: tuple[Arena, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupHas:
    """The scoped group has a barrier, a trait or an unequal term; "need" in lacks: one the scoped measure needs."""

    group_has: Has


@dataclass(frozen=True, slots=True)
class Part:
    """What `share` asks: part of the package's cost in the headline year."""

    where: Selector
    of: str = "cost"
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the cost lies within bounds."""

    share: Part


@dataclass(frozen=True, slots=True)
class Laws:
    """Every recorded law that discriminates has at least this status."""

    laws: LawStatus


@dataclass(frozen=True, slots=True)
class Kept:
    """Whoever the scoped existing measure reaches is still reached, and paid no less, once it ends or is replaced."""

    kept: bool


@dataclass(frozen=True, slots=True)
class All:
    """All hold."""

    all: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - `Any` is taken by typing
    """At least one holds."""

    any: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    not_: Condition


Condition = (
    Some | Every | Precedes | Reached | Stated | Funded | GroupHas | Share | Laws | Kept | All | Any_ | Not
)

_LEAVES: dict[str, type[Any]] = {
    "some": Some,
    "every": Every,
    "precedes": Precedes,
    "reached": Reached,
    "stated": Stated,
    "funded": Funded,
    "group_has": GroupHas,
    "share": Share,
    "laws": Laws,
    "kept": Kept,
}
LEAVES = tuple(_LEAVES.values())
"""The conditions that are not made of others."""


def parse(data: Any, *, where: str, report: codec.Report) -> Condition | None:
    """Read one condition from a rule's TOML; problems name the field."""
    names = set(data) if isinstance(data, dict) else set()
    if "all" in names or "any" in names:
        name = "all" if "all" in names else "any"
        items = data[name] if isinstance(data[name], list) else []
        parts = [parse(item, where=f"{where}.{name}[{i}]", report=report) for i, item in enumerate(items)]
        whole = tuple(part for part in parts if part is not None)
        if not whole or len(whole) != len(parts):
            return None
        return All(whole) if name == "all" else Any_(whole)
    if "not" in names:
        inner = parse(data["not"], where=f"{where}.not", report=report)
        return Not(inner) if inner is not None else None
    for name, kind in _LEAVES.items():
        if name in names:
            loaded: Condition | None = codec.load(kind, data, where=where, report=report)
            return loaded
    known = (*_LEAVES, "all", "any", "not")
    report(
        Problem("serious", where, message("a condition is one of {known}", known=known), code="no-condition")
    )
    return None
