"""The closed vocabularies of the domain, as in the source paper and in human rights and social policy usage.

Open vocabularies (sectors, capabilities, instruments, safeguards) are data of the knowledge packs.
"""

from enum import StrEnum


class Principle(StrEnum):
    """What a measure does for equal standing (Fraser's three dimensions, statement S3)."""

    REDISTRIBUTION = "redistribution"
    REPRESENTATION = "representation"
    RECOGNITION = "recognition"


class Delivery(StrEnum):
    """How a measure finds the people it is meant for; an arm is the targeted arm of a universal entitlement."""

    UNIVERSAL = "universal"
    ARM = "arm"
    TARGETED = "targeted"
    CONTRIBUTORY = "contributory"
    REGULATORY = "regulatory"
    PROCESS = "process"


class Depth(StrEnum):
    """Whether a measure corrects outcomes or changes what generates them (statement S5)."""

    AFFIRMATIVE = "affirmative"
    TRANSFORMATIVE = "transformative"


class Builds(StrEnum):
    """What a society for all is built of (statement S1)."""

    VALUES = "values"
    RELATIONS = "relations"
    INSTITUTIONS = "institutions"


class Relation(StrEnum):
    """An unequal term on which people take part (statement S5)."""

    DISCRIMINATION = "discrimination"
    ABUSE = "abuse"
    VIOLENCE = "violence"
    EXPLOITATION = "exploitation"


class Arena(StrEnum):
    """Where an unequal term holds (statement S5)."""

    HOUSEHOLD = "household"
    COMMUNITY = "community"
    MARKET = "market"
    STATE = "state"


class Eligibility(StrEnum):
    """How entitlement is decided."""

    CATEGORICAL = "categorical"
    MEANS_TEST = "means-test"
    PROXY_MEANS_TEST = "proxy-means-test"
    COMMUNITY = "community"
    CONTRIBUTION = "contribution"
    CONDITIONS = "conditions"


class Verification(StrEnum):
    """How a person's identity is checked when the benefit is drawn."""

    DOCUMENT = "document"
    BIOMETRIC = "biometric"
    ONLINE = "online"
    MANUAL_OVERRIDE = "manual-override"


class Fee(StrEnum):
    """What users pay; `waived` is a fee with a waiver for those who cannot pay."""

    NONE = "none"
    WAIVED = "with-waiver"
    CHARGED = "without-waiver"


class MeasureStatus(StrEnum):
    """Whether the measure exists today."""

    EXISTING = "existing"
    REFORMED = "reformed"
    NEW = "new"


class PersonalScope(StrEnum):
    """Whom the law entitles."""

    EVERYONE = "everyone"
    RESIDENTS = "residents"
    CITIZENS = "citizens"


class CostModel(StrEnum):
    """Which formula costs a measure."""

    NONE = "none"
    TRANSFER = "transfer"
    BASIC_INCOME = "basic-income"
    MEANS_TESTED = "means-tested"
    PUBLIC_WORKS = "public-works"
    SERVICE = "service"
    FEE_REMOVAL = "fee-removal"
    INFRASTRUCTURE = "infrastructure"
    REGISTRATION = "registration"
    LUMP_SUM = "lump-sum"
    EXISTING_SPENDING = "existing-spending"


class LevelBasis(StrEnum):
    """What a benefit level is stated in; all but money are shares of the named series."""

    MONEY = "money"
    POVERTY_LINE = "poverty-line"
    GDP_PER_HEAD = "gdp-per-head"
    MINIMUM_WAGE = "minimum-wage"
    AVERAGE_WAGE = "average-wage"


class Indexation(StrEnum):
    """What a level in money of the base year follows."""

    NONE = "none"
    PRICES = "prices"
    WAGES = "wages"
    GDP_PER_HEAD = "gdp-per-head"


class LeakageBasis(StrEnum):
    """What a leakage share is a share of; the two differ widely, so it is asked and stored."""

    CASELOAD = "caseload"
    NON_POOR = "non-poor"


class StackingRule(StrEnum):
    """What happens where a person is entitled to two benefits."""

    COMBINED = "combined"
    REDUCES = "reduces"
    RULES_OUT = "rules-out"


class Overlaps(StrEnum):
    """How several other benefits go together among the people entitled to one."""

    INDEPENDENT = "independent"
    NESTED = "nested"
    APART = "apart"
    STATED = "stated"


class Government(StrEnum):
    """The level of government that pays (Government Finance Statistics Manual 2014, chapter 2)."""

    UNSTATED = ""
    CENTRAL = "central"
    STATE = "state"
    LOCAL = "local"
    SOCIAL_SECURITY = "social-security-fund"


class Sex(StrEnum):
    """Sexes in population tables."""

    BOTH = "both"
    FEMALE = "female"
    MALE = "male"


class Certainty(StrEnum):
    """How sure a line of financing is; possible money never closes a gap."""

    CONFIRMED = "confirmed"
    PLANNED = "planned"
    POSSIBLE = "possible"


class FiscalOption(StrEnum):
    """The eight fiscal-space options (Ortiz, Cummins and Karunanethy 2017, ILO ESS 48), and the budget itself."""

    BUDGET = "budget"
    REALLOCATION = "reallocation"
    TAX = "tax"
    CONTRIBUTIONS = "contributions"
    AID = "aid"
    ILLICIT_FLOWS = "illicit-flows"
    RESERVES = "reserves"
    BORROWING = "borrowing"
    MACRO = "macro-framework"


class LawStatus(StrEnum):
    """How far a discriminatory law has been dealt with (R1.d)."""

    FOUND = "found"
    TABLED = "tabled"
    REPEALED = "repealed"


class TreatyStatus(StrEnum):
    """How a treaty binds the country."""

    RATIFIED = "ratified"
    SIGNED = "signed"
    NOT_PARTY = "not-party"


class Standing(StrEnum):
    """How a provision stands in the country: what binds, what binds in part, and what guides."""

    BINDING = "binding"
    RESERVED = "binding-with-reservation"
    SIGNED = "signed-only"
    NOT_PARTY = "not-party"
    UNSTATED = "not-stated"
    COMMENT = "expert-comment"
    SOFT = "soft-law"


class BasicIncomeReading(StrEnum):
    """What the planner takes R5.a to mean."""

    UNSTATED = ""
    UNCONDITIONAL = "unconditional-payment"
    GUARANTEE = "income-guarantee"


class PriceBasis(StrEnum):
    """Whether money is of its own year or of the base year."""

    NOMINAL = "nominal"
    CONSTANT = "constant"


def prices_of(basis: str) -> str:
    """Give the year of constant prices written "constant 2025"; empty for nominal ones, and where none is stated."""
    return basis.removeprefix(PriceBasis.CONSTANT).strip() if is_constant(basis) else ""


def is_constant(basis: str) -> bool:
    """Say whether amounts of a price basis are all in prices of one year."""
    return basis.startswith(PriceBasis.CONSTANT)


class RangeShape(StrEnum):
    """How likely the values of a range are."""

    TRIANGULAR = "triangular"
    UNIFORM = "uniform"
    NORMAL = "normal"


class Severity(StrEnum):
    """How much a finding weighs (the ICSU scale: -3 blocking, -2 serious, -1 advisory)."""

    BLOCKING = "blocking"
    SERIOUS = "serious"
    ADVISORY = "advisory"


class Quantity(StrEnum):
    """What the numbers of imported series are in; a series may also have a quantity of its own as its unit."""

    PERSONS = "persons"
    MONEY = "money"
    SHARE = "share"
    INDEX = "index"
    NUMBER = "number"


class Role(StrEnum):
    """What an imported table is for; one series under a name of the planner's has the role series."""

    POPULATION = "population"
    MACRO = "macro"
    PRICES = "prices"
    WAGES = "wages"
    POVERTY_LINES = "poverty-lines"
    EXISTING_SPENDING = "existing-spending"
    UNIT_COSTS = "unit-costs"
    COVERAGE = "coverage"
    GROUP_SIZES = "group-sizes"
    OTHER = "other"


class FindingKind(StrEnum):
    """What sort of thing a finding says."""

    TENSION = "tension"
    ACCESS = "access"
    PRINCIPLE = "principle"
    CHECKLIST = "checklist"
    SEQUENCE = "sequence"
    RIGHTS = "rights"
    FISCAL = "fiscal"
    SYNERGY = "synergy"
    REMINDER = "reminder"


class CriterionStatus(StrEnum):
    """The status of one line of a checklist."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"
    NOT_APPLICABLE = "not-applicable"


MAX_AGE = 120
"""The oldest age; as an upper bound it means no limit."""

EVERYONE = "everyone"
"""In a measure's `groups`: the whole population."""

REACHED = 0.8
"""Share of a group from which a measure is taken to reach it, where a rule states no other."""
