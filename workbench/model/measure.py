"""A measure: one thing the state does, with the facets that rules, access, costing and briefs look at."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.fields import about
from workbench.model.paths import Path
from workbench.model.words import (
    EVERYONE,
    Arena,
    Builds,
    CostModel,
    Delivery,
    Depth,
    Eligibility,
    Fee,
    Indexation,
    LeakageBasis,
    LevelBasis,
    MeasureStatus,
    PersonalScope,
    Principle,
    Relation,
    Sex,
    Verification,
)

ONE = Path.constant(1.0)
ZERO = Path.constant(0.0)
MAX_AGE = 120


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
        "Share of those who lack it whom the measure gives it, by year", unit="share", default=ONE
    )
    groups: tuple[str, ...] = about(
        "For whom; empty for everyone the measure covers", vocabulary="group", default=()
    )
    from_year: int | None = about("First year; empty for the measure's own start", default=None)
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
        "Every how many years the standard is reviewed", unit="years", default=None
    )
    redress_body: str = about("Who decides complaints", default="")
    redress_days: int | None = about("Within how many days a complaint is decided", unit="days", default=None)


@dataclass(frozen=True, slots=True)
class Cost:
    """How a measure is costed. Which fields count depends on `model`; the others are ignored.

    Levels and prices in money are of the package's base year. See `workbench.costing.models` for the formulas.
    """

    model: CostModel = about("The formula", default=CostModel.NONE)
    age_from: int = about("Youngest age entitled", unit="years of age", default=0)
    age_to: int = about("Oldest age entitled; 120 for no limit", unit="years of age", default=MAX_AGE)
    sex: Sex = about("Which sex is entitled", default=Sex.BOTH)
    group: str = about(
        "Entitled are the members of this group instead of an age band", vocabulary="group", default=""
    )
    prevalence: Path = about(
        "Share of that age band entitled, such as a disability prevalence", unit="share", default=ONE
    )
    level: Path = about(
        "Benefit level a payment, in money or as a share of its basis", unit="level", default=ZERO
    )
    level_basis: LevelBasis = about("What the level is stated in", default=LevelBasis.MONEY)
    child_level: Path = about("Level for children (basic income)", unit="level", default=ZERO)
    child_age_to: int = about("Oldest age paid the child level", unit="years of age", default=17)
    payments: float = about("Payments a year", unit="payments", default=12.0)
    indexation: Indexation = about("What the level follows after the base year", default=Indexation.NONE)
    index_every: int = about("Indexed every how many years", unit="years", default=1)
    coverage: Path = about(
        "Share of those entitled whom the programme is built to serve", unit="share", default=ONE
    )
    take_up: Path = about("Share of those served who take it up", unit="share", default=ONE)
    use_access: bool = about(
        "Take participation from the access engine instead of coverage and take-up", default=False
    )
    overlap: Path = about(
        "Share who already have another benefit that rules this one out", unit="share", default=ZERO
    )
    poor_share: Path = about(
        "Share of the population counted as poor (means test)", unit="share", default=ZERO
    )
    exclusion_error: float | None = about("Share of the poor wrongly left out", unit="share", default=None)
    leakage: float | None = about("Share wrongly let in", unit="share", default=None)
    leakage_basis: LeakageBasis | None = about("What leakage is a share of; must be stated", default=None)
    household_size: float = about(
        "Persons a household, where households are entitled", unit="persons", default=1.0
    )
    test_fixed: Path = about("Fixed yearly cost of the test", unit="money", default=ZERO)
    test_per_applicant: float = about("Cost of testing one applicant", unit="money", default=0.0)
    workers: Path = about("People employed", unit="persons", default=ZERO)
    days: Path = about("Days of work each a year", unit="days", default=ZERO)
    wage: Path = about("Daily wage", unit="money", default=ZERO)
    labour_share: float = about("Wages as a share of total cost", unit="share", default=1.0)
    quantity: Path = about("Units of service a year", unit="quantity", default=ZERO)
    quantity_label: str = about("What one unit is", default="")
    unit_cost: Path = about("Cost of one unit", unit="money", default=ZERO)
    unit_cost_series: str = about("Imported unit cost to use instead", vocabulary="series", default="")
    amounts: Path = about("Yearly amounts", unit="money", default=ZERO)
    spending_series: str = about(
        "Imported spending line of an existing programme", vocabulary="series", default=""
    )
    admin_markup: float = about("Administration as a mark-up on transfers", unit="share", default=0.0)
    admin_share_of_gross: float = about("Administration as a share of gross cost", unit="share", default=0.0)
    admin_fixed: Path = about("Fixed yearly administration", unit="money", default=ZERO)
    admin_per_head: float = about("Administration a beneficiary and year", unit="money", default=0.0)
    set_up: Path = about("Set-up amounts, in the years named", unit="money", default=ZERO)
    capital_share: float = about("Part of the cost that is capital", unit="share", default=0.0)
    replaces: tuple[str, ...] = about(
        "Existing measures whose spending this one replaces", vocabulary="measure", default=()
    )
    source: str = about("Where these parameters come from", default="")


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
    start: int = about("First year", default=0)
    end: int | None = about("Last year; empty for no end", default=None)
    principles: tuple[Principle, ...] = about("Redistribution, representation, recognition", default=())
    depth: Depth = about("Affirmative or transformative", default=Depth.AFFIRMATIVE)
    builds: tuple[Builds, ...] = about("Values, relations, institutions", default=())
    changes: tuple[Term, ...] = about("Unequal terms it changes", default=())
    personal_scope: PersonalScope = about("Whom the law entitles", default=PersonalScope.EVERYONE)
    age_from: int = about("Youngest age covered", unit="years of age", default=0)
    age_to: int = about("Oldest age covered; 120 for no limit", unit="years of age", default=MAX_AGE)
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
    safeguards: tuple[str, ...] = about("Safeguards built in", vocabulary="safeguard", default=())
    tags: tuple[str, ...] = about(
        "What rules look for by name, such as budget-rule", vocabulary="tag", default=()
    )
    contingency: str = about(
        "The social security contingency it answers", vocabulary="contingency", default=""
    )
    rights: tuple[str, ...] = about("Provisions it gives effect to", vocabulary="provision", default=())
    entitled_from: int | None = about("Year from which the law entitles people", default=None)
    funded_from: int | None = about("Year from which money is voted", default=None)
    review_or_end: str = about("When a temporary special measure is reviewed or ends", default="")
    legal_basis: str = about("Law or regulation", default="")
    institution: str = about("Who runs it", default="")
    adaptation: str = about("How it suits the social and cultural environment", default="")
    note: str = about("Remarks", default="")
    cost: Cost = about("How it is costed", default=Cost())

    def runs_in(self, year: int) -> bool:
        """Whether the measure runs in a year."""
        return self.start <= year and (self.end is None or year <= self.end)

    def names(self, group_id: str) -> bool:
        """Whether the measure is meant for a group, reached or not."""
        return EVERYONE in self.groups or group_id in self.groups
