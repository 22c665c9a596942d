"""A measure: one thing the state does, with the facets that rules, access, costing and briefs look at."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model import bounds
from workbench.model.cost import Cost
from workbench.model.fields import about
from workbench.model.paths import ONE, Path
from workbench.model.words import (
    EVERYONE,
    MAX_AGE,
    Arena,
    Builds,
    Delivery,
    Depth,
    Eligibility,
    Fee,
    Government,
    MeasureStatus,
    Overlaps,
    PersonalScope,
    Principle,
    Relation,
    StackingRule,
    Verification,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A relation in an arena: what a group suffers, or what a measure changes."""

    relation: Relation = about("Discrimination, abuse, violence or exploitation")
    arena: Arena = about("Household, community, market or state")


@dataclass(frozen=True, slots=True)
class Provision:
    """A capability that a measure gives to people it reaches."""

    capability: str = about("What people then have", vocabulary="capability")
    reach: Path = about(
        "Share of those who lack it whom the measure gives it, by year",
        unit="share",
        bounds=bounds.PART,
        default=ONE,
    )
    groups: tuple[str, ...] = about(
        "For whom; empty for everyone the measure covers", vocabulary="group", default=()
    )
    from_year: int | None = about(
        "First year; empty for the measure's own start", bounds=bounds.YEAR, default=None
    )
    durable: bool = about("Whether people keep it after the measure ends", default=True)


@dataclass(frozen=True, slots=True)
class Need:
    """What people must have to be reached: any one of the capabilities."""

    any_of: tuple[str, ...] = about("Capabilities, any one of which is enough", vocabulary="capability")
    reason: str = about("Why it is needed", default="")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something the measure does not go together with."""

    subject: str = about("measure:ID, instrument:ID, trait:NAME or capability:NAME", vocabulary="conflict")
    reason: str = about("Why they do not go together", default="")


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of provision, as in the social guarantees framework (World Bank 2008, Report 40047-GLB)."""

    service: str = about("What is provided", default="")
    access: str = about("Who can count on it, where and within what time", default="")
    quality: str = about("What quality they can count on", default="")
    review_years: int | None = about(
        "Every how many years the standard is reviewed", unit="years", bounds=bounds.TIMES, default=None
    )
    redress_body: str = about("Who decides complaints", default="")
    redress_days: int | None = about(
        "Within how many days a complaint is decided", unit="days", bounds=bounds.TERM, default=None
    )


@dataclass(frozen=True, slots=True)
class Stacking:
    """What happens to people who are entitled to this benefit and to another."""

    benefit: str = about("The other benefit", vocabulary="measure")
    rule: StackingRule = about(
        "Whether both are paid, the other is taken off this one, or rules it out",
        default=StackingRule.COMBINED,
    )
    both: Path | None = about(
        "Share of those entitled to this benefit who have the other too; must be stated unless both are paid",
        unit="share",
        bounds=bounds.PART,
        default=None,
    )
    counted: Path = about(
        "Part of the other benefit that is taken off", unit="share", bounds=bounds.PART, default=ONE
    )


@dataclass(frozen=True, slots=True)
class GovernmentShare:
    """What one level of government pays of a measure."""

    level: Government = about("Level of government")
    share: float = about("Share of the cost it pays", unit="share", bounds=bounds.PART)


@dataclass(frozen=True, slots=True)
class Budget:
    """Where a measure stands in the state's budget, in the words of the finance ministry."""

    vote: str = about("Vote", unit="code", default="")
    programme: str = about("Programme", unit="code", default="")
    function: str = about("Function of government (COFOG)", unit="code", vocabulary="cofog", default="")
    government: Government = about("Level of government that pays", default=Government.UNSTATED)
    governments: tuple[GovernmentShare, ...] = about(
        "Levels of government that share it, with what each pays; the shares add up to 100 %, and go before the one level",
        default=(),
    )

    @property
    def by_government(self) -> dict[str, float]:
        """What each level of government pays, as a share of the cost."""
        if not self.governments:
            return {self.government.value: 1.0}
        return {one.level.value: one.share for one in self.governments}


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing the state does.

    `groups` holds group ids, or `everyone`. Years are calendar years; `end` is the last year it runs.
    """

    id: str = about("Identifier")
    title: str = about("Name, as printed")
    instrument: str = about("The instrument of the catalogue it applies", vocabulary="instrument", default="")
    sector: str = about("Sector", vocabulary="sector", default="")
    status: MeasureStatus = about("Existing, reformed or new", default=MeasureStatus.NEW)
    delivery: Delivery = about("How it finds its people", default=Delivery.UNIVERSAL)
    arm_of: str = about(
        "The universal entitlement whose targeted arm this is", vocabulary="measure", default=""
    )
    groups: tuple[str, ...] = about("Whom it is meant for", vocabulary="group", default=(EVERYONE,))
    start: int = about("First year", bounds=bounds.YEAR, default=0)
    start_month: int = about(
        "Month of the first year in which it starts, 1 to 12; a start in July costs half a year",
        bounds=bounds.MONTH,
        default=1,
    )
    end: int | None = about("Last year; empty for no end", bounds=bounds.YEAR, default=None)
    principles: tuple[Principle, ...] = about("Redistribution, representation, recognition", default=())
    depth: Depth = about("Affirmative or transformative", default=Depth.AFFIRMATIVE)
    builds: tuple[Builds, ...] = about("Values, relations, institutions", default=())
    changes: tuple[Term, ...] = about("Unequal terms it changes", default=())
    personal_scope: PersonalScope = about("Whom the law entitles", default=PersonalScope.EVERYONE)
    age_from: int = about("Youngest age covered", unit="years of age", bounds=bounds.AGE, default=0)
    age_to: int = about(
        "Oldest age covered; 120 for no limit", unit="years of age", bounds=bounds.AGE, default=MAX_AGE
    )
    provides: tuple[Provision, ...] = about("Capabilities it gives", default=())
    needs: tuple[Need, ...] = about("What people must have to be reached", default=())
    conflicts: tuple[Conflict, ...] = about("What it does not go together with", default=())
    eligibility: tuple[Eligibility, ...] = about(
        "How entitlement is decided", default=(Eligibility.CATEGORICAL,)
    )
    conditions: str = about("Conduct required of beneficiaries", default="")
    verification: tuple[Verification, ...] = about("How identity is checked", default=())
    fee: Fee = about("What users pay", default=Fee.NONE)
    payee: str = about("Who is paid", default="")
    channel: str = about("How it is paid", default="")
    standard: Standard | None = about("Standard of provision", default=None)
    stacking: str = about("What it may be combined with", default="")
    stacks: tuple[Stacking, ...] = about("Other benefits, and what they do to this one", default=())
    stacks_overlap: Overlaps = about(
        "How several other benefits go together: independent; nested, whoever has the rarer has the commoner too; apart, "
        "nobody has two; or stated",
        default=Overlaps.INDEPENDENT,
    )
    stacks_share: Path | None = about(
        "Share of those entitled who have both of the two other benefits, where that is stated",
        unit="share",
        bounds=bounds.PART,
        default=None,
    )
    safeguards: tuple[str, ...] = about("Safeguards built in", vocabulary="safeguard", default=())
    tags: tuple[str, ...] = about(
        "What rules look for by name, such as budget-rule", vocabulary="tag", default=()
    )
    contingency: str = about(
        "The social security contingency it answers", vocabulary="contingency", default=""
    )
    rights: tuple[str, ...] = about("Provisions it gives effect to", vocabulary="provision", default=())
    entitled_from: int | None = about(
        "Year from which the law entitles people", bounds=bounds.YEAR, default=None
    )
    funded_from: int | None = about("Year from which money is voted", bounds=bounds.YEAR, default=None)
    review_or_end: str = about("When a temporary special measure is reviewed or ends", default="")
    legal_basis: str = about("Law or regulation", default="")
    institution: str = about("Who runs it", default="")
    adaptation: str = about("How it suits the social and cultural environment", default="")
    note: str = about("Remarks", default="")
    budget: Budget = about("Where it stands in the budget", default=Budget())
    cost: Cost = about("How it is costed", default=Cost())

    def runs_in(self, year: int) -> bool:
        """Whether the measure runs in a year."""
        return self.start <= year and (self.end is None or year <= self.end)

    def names(self, group_id: str) -> bool:
        """Whether the measure is meant for a group, reached or not."""
        return EVERYONE in self.groups or group_id in self.groups
