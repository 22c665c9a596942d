"""How a measure is costed: the parameters that the formulas of `workbench.costing.models` read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.model import bounds
from workbench.model.fields import about
from workbench.model.paths import ONE, ZERO, Path, Shape
from workbench.model.words import MAX_AGE, CostModel, Indexation, LeakageBasis, LevelBasis, Sex


@dataclass(frozen=True, slots=True)
class Prevalence:
    """The share of one age band, and of one sex, who are entitled."""

    share: Path = about("Share of the band entitled", unit="share", bounds=bounds.PART)
    age_from: int = about("Youngest age of the band", unit="years of age", bounds=bounds.AGE, default=0)
    age_to: int = about(
        "Oldest age of the band; 120 for no limit", unit="years of age", bounds=bounds.AGE, default=MAX_AGE
    )
    sex: Sex = about("Sex", default=Sex.BOTH)


def _bought(record: Mapping[str, Any]) -> Shape:
    """What is bought to last is bought in the years named; staff and supplies go on."""
    return Shape.ONLY if record.get("capital") else Shape.STEPS


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One thing a service is made of: staff of a grade, supplies, vehicles, a mobile team."""

    label: str = about("What it is, such as nurses of grade 7")
    quantity: Path = about(
        "How many a year, or for each unit of service",
        unit="quantity",
        bounds=bounds.COUNT,
        default=ZERO,
        moves=_bought,
    )
    per_unit: bool = about("Whether the quantity is for each unit of service", default=False)
    price: Path = about(
        "Price or yearly salary of one", unit="money", bounds=bounds.MONEY, default=ZERO, moves=Shape.STEPS
    )
    price_series: str = about("Imported unit cost to use instead", vocabulary="series", default="")
    indexation: Indexation | None = about(
        "What its price follows; empty as the measure, wages for staff", default=None
    )
    capital: bool = about("Whether it is bought to last, such as a vehicle", default=False)


def basis_of(field: str) -> str:
    """Name the parameter that says what a level is stated in: the highest and the least one have their own."""
    return f"{field}_basis" if field in ("level_floor", "level_cap") else "level_basis"


@dataclass(frozen=True, slots=True)
class Cost:
    """How a measure is costed. Which fields count depends on `model`; the others are ignored.

    Levels and prices in money are of the package's base year, or of `price_year`. See `workbench.costing.models` for the formulas.
    """

    model: CostModel = about("The formula", default=CostModel.NONE)
    needs_no_money: str = about(
        "Why it needs no money, such as that the ministry’s own staff do it; it then costs nothing, which is known",
        default="",
    )
    currency: str = about(
        "Currency of all money stated here, ISO 4217 code, at the base year’s exchange rate; empty for the package’s",
        vocabulary="currency",
        default="",
    )
    price_year: int | None = about(
        "Year whose prices all money stated here is in, carried to the base year by what the measure is indexed to, else by"
        " prices; empty for the base year",
        bounds=bounds.YEAR,
        default=None,
    )
    age_from: int = about("Youngest age entitled", unit="years of age", bounds=bounds.AGE, default=0)
    age_to: int = about(
        "Oldest age entitled; 120 for no limit", unit="years of age", bounds=bounds.AGE, default=MAX_AGE
    )
    age_from_by_year: Path | None = about(
        "Youngest age entitled by year, where the limit is lowered step by step",
        unit="years of age",
        bounds=bounds.AGE,
        default=None,
        moves=Shape.STEPS,
    )
    age_to_by_year: Path | None = about(
        "Oldest age entitled by year, where the limit is raised step by step",
        unit="years of age",
        bounds=bounds.AGE,
        default=None,
        moves=Shape.STEPS,
    )
    cut_share: float | None = about(
        "Share of a class of ages that an age limit cuts who are within the limit; empty, and it is asked",
        unit="share",
        bounds=bounds.PART,
        default=None,
    )
    sex: Sex = about("Which sex is entitled", default=Sex.BOTH)
    group: str = about(
        "Entitled are the members of this group instead of an age band", vocabulary="group", default=""
    )
    people_series: str = about(
        "Entitled are the people of this series, such as births, orphans or labour-force, unless a group is named",
        vocabulary="series",
        default="",
    )
    prevalence: Path = about(
        "Share of that age band entitled, such as a disability prevalence",
        unit="share",
        bounds=bounds.PART,
        default=ONE,
    )
    prevalence_series: str = about(
        "Series of shares, such as unemployment-rate, used where no prevalence is stated",
        vocabulary="series",
        default="",
    )
    prevalence_by_age: tuple[Prevalence, ...] = about(
        "Shares by age band and sex instead; people outside every band are not entitled", default=()
    )
    severity: Path = about(
        "Part of these whose condition is severe enough, as assessed",
        unit="share",
        bounds=bounds.PART,
        default=ONE,
    )
    children_per_mother: int | None = about(
        "Most children of one mother who are paid; empty for no limit", bounds=bounds.CHILDREN, default=None
    )
    children_by_rank: tuple[float, ...] = about(
        "Shares of the children who are their mother’s first, second, third ...; asked where there is a limit",
        unit="share",
        bounds=bounds.PART,
        default=(),
    )
    level: Path = about(
        "Benefit level a payment, in money or as a share of its basis",
        unit="level",
        bounds=bounds.LEVEL,
        per="payment",
        default=ZERO,
        moves=Shape.STEPS,
    )
    level_basis: LevelBasis = about("What the level is stated in", default=LevelBasis.MONEY)
    level_floor: Path | None = about(
        "The level is at least this; a share is of its basis of each year, money is indexed as the level",
        unit="level",
        bounds=bounds.LEVEL,
        per="payment",
        moves=Shape.STEPS,
        default=None,
    )
    level_floor_basis: LevelBasis = about("What the least level is stated in", default=LevelBasis.MONEY)
    level_cap: Path | None = about(
        "The level, raised to its least one, is at most this; a share is of its basis of each year, money is indexed as the level",
        unit="level",
        bounds=bounds.LEVEL,
        per="payment",
        moves=Shape.STEPS,
        default=None,
    )
    level_cap_basis: LevelBasis = about("What the highest level is stated in", default=LevelBasis.MONEY)
    rate: Path = about(
        "Part of the level the state pays, such as a contribution rate on a covered wage",
        unit="share",
        bounds=bounds.PART,
        default=ONE,
        moves=Shape.STEPS,
    )
    child_level: Path = about(
        "Level for children (basic income)",
        unit="level",
        bounds=bounds.LEVEL,
        per="payment",
        default=ZERO,
        moves=Shape.STEPS,
    )
    child_age_to: int = about(
        "Oldest age paid the child level", unit="years of age", bounds=bounds.AGE, default=17
    )
    payments: float = about("Payments a year", unit="payments", bounds=bounds.PAYMENTS, default=12.0)
    months: float = about(
        "Months of a year in which a person is paid; fewer than 12 for a temporary benefit",
        unit="months",
        bounds=bounds.MONTHS,
        default=12.0,
    )
    indexation: Indexation = about("What the level follows after the base year", default=Indexation.NONE)
    index_every: int = about("Indexed every how many years", unit="years", bounds=bounds.TIMES, default=1)
    coverage: Path = about(
        "Share of those entitled whom the programme is built to serve",
        unit="share",
        bounds=bounds.PART,
        default=ONE,
    )
    take_up: Path = about(
        "Share of those served who take it up", unit="share", bounds=bounds.PART, default=ONE
    )
    use_access: bool = about(
        "Take participation from the access engine instead of coverage and take-up", default=False
    )
    overlap: Path = about(
        "Share who already have another benefit that rules this one out, such as another pension",
        unit="share",
        bounds=bounds.PART,
        default=ZERO,
    )
    recovered: Path = about(
        "Share of the transfers taxed back", unit="share", bounds=bounds.PART, default=ZERO
    )
    monitoring_per_head: float = about(
        "Cost of monitoring the conditions, a beneficiary and year",
        unit="money",
        bounds=bounds.MONEY,
        per="year",
        default=0.0,
    )
    poor_share: Path = about(
        "Share of the population counted as poor (means test)", unit="share", bounds=bounds.PART, default=ZERO
    )
    exclusion_error: float | None = about(
        "Share of the poor wrongly left out", unit="share", bounds=bounds.PART, default=None
    )
    leakage: float | None = about("Share wrongly let in", unit="share", bounds=bounds.LET_IN, default=None)
    leakage_basis: LeakageBasis | None = about("What leakage is a share of; must be stated", default=None)
    household_size: float = about(
        "Persons a household, where households are entitled",
        unit="persons",
        bounds=bounds.HOUSEHOLD,
        default=1.0,
    )
    test_fixed: Path = about(
        "Fixed yearly cost of the test",
        unit="money",
        bounds=bounds.MONEY,
        per="year",
        default=ZERO,
        moves=Shape.STEPS,
    )
    test_per_applicant: float = about(
        "Cost of testing one applicant", unit="money", bounds=bounds.MONEY, default=0.0
    )
    applicants: float = about(
        "Applicants tested for each one admitted", unit="applicants", bounds=bounds.APPLICANTS, default=1.0
    )
    workers: Path = about(
        "People employed", unit="persons", bounds=bounds.COUNT, default=ZERO, moves=Shape.STEPS
    )
    days: Path = about(
        "Days of work each a year", unit="days", bounds=bounds.DAYS, default=ZERO, moves=Shape.STEPS
    )
    wage: Path = about(
        "Daily wage", unit="money", bounds=bounds.MONEY, per="day", default=ZERO, moves=Shape.STEPS
    )
    labour_share: float = about(
        "Wages as a share of total cost", unit="share", bounds=bounds.WAGE_PART, default=1.0
    )
    quantity: Path = about(
        "Units of service a year, or units built", unit="quantity", bounds=bounds.COUNT, default=ZERO
    )
    quantity_label: str = about("What one unit is", default="")
    unit_cost: Path = about(
        "Cost of one unit", unit="money", bounds=bounds.MONEY, default=ZERO, moves=Shape.STEPS
    )
    unit_cost_series: str = about("Imported unit cost to use instead", vocabulary="series", default="")
    ingredients: tuple[Ingredient, ...] = about("Staff by grade and other things bought", default=())
    fee_charged: Path = about(
        "Fee that users pay today for one unit",
        unit="money",
        bounds=bounds.MONEY,
        default=ZERO,
        moves=Shape.STEPS,
    )
    extra_use: Path | None = about(
        "Extra use once the fee is gone, as a share of use today; must be stated",
        unit="share",
        bounds=bounds.EXTRA,
        default=None,
    )
    upkeep_share: float | None = about(
        "Yearly upkeep as a share of what the stock would cost to build; must be stated",
        unit="share",
        bounds=bounds.PART,
        default=None,
    )
    life: int | None = about(
        "Years after which it is built anew; empty for never", unit="years", bounds=bounds.TIMES, default=None
    )
    standing: Path = about(
        "Units that stand already, by the year they were built or last renewed",
        unit="quantity",
        bounds=bounds.COUNT,
        default=ZERO,
        moves=Shape.ONLY,
    )
    upkeep_until: int | None = about(
        "Last year of upkeep and renewal, such as before a hand-over; empty for as long as the years costed",
        bounds=bounds.YEAR,
        default=None,
    )
    backlog: float = about(
        "People not registered when the drive starts", unit="persons", bounds=bounds.COUNT, default=0.0
    )
    backlog_years: int = about(
        "Years in which the backlog is cleared", unit="years", bounds=bounds.TIMES, default=1
    )
    amounts: Path = about(
        "Yearly amounts", unit="money", bounds=bounds.MONEY, per="year", default=ZERO, moves=Shape.ONLY
    )
    spending_series: str = about(
        "Imported spending line of an existing programme", vocabulary="series", default=""
    )
    admin_markup: float = about(
        "Administration as a mark-up on transfers", unit="share", bounds=bounds.MARK_UP, default=0.0
    )
    admin_share_of_gross: float = about(
        "Administration as a share of gross cost", unit="share", bounds=bounds.OF_GROSS, default=0.0
    )
    admin_fixed: Path = about(
        "Fixed yearly administration",
        unit="money",
        bounds=bounds.MONEY,
        per="year",
        default=ZERO,
        moves=Shape.STEPS,
    )
    admin_per_head: float = about(
        "Administration a beneficiary and year", unit="money", bounds=bounds.MONEY, per="year", default=0.0
    )
    set_up: Path = about(
        "Set-up amounts, in the years named",
        unit="money",
        bounds=bounds.MONEY,
        default=ZERO,
        moves=Shape.ONLY,
    )
    capital_share: float = about(
        "Part of the cost that is capital", unit="share", bounds=bounds.PART, default=0.0
    )
    replaces: tuple[str, ...] = about(
        "Existing measures whose spending this one replaces", vocabulary="measure", default=()
    )
    source: str = about("Where these parameters come from", default="")
    by_hand: tuple[str, ...] = about(
        "Parameters the planner set, for which the source does not speak; kept by the program", default=()
    )
