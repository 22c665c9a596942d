"""The whole proposal as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model import bounds
from workbench.model.assumed import counted_in
from workbench.model.assumed import moves as assumed_moves
from workbench.model.fields import about
from workbench.model.group import Group
from workbench.model.mapping import Mapping
from workbench.model.measure import Measure
from workbench.model.paths import ZERO, Path, Shape
from workbench.model.table import Table
from workbench.model.words import (
    BasicIncomeReading,
    Certainty,
    CriterionStatus,
    FiscalOption,
    LawStatus,
    PriceBasis,
    RangeShape,
    TreatyStatus,
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value the planner sets, apart from any workbook; it takes precedence over imported series of its id."""

    id: str = about(
        "The series it stands for, such as inflation; `words assumptions` lists them", vocabulary="assumption"
    )
    label: str = about("Name, as printed", default="")
    value: Path = about(
        "Value by year, from its first year on; in earlier years what was imported counts",
        free="bounded by the series it stands for",
        default=ZERO,
        moves=assumed_moves,
    )
    unit: str = about(
        "share, money, persons, index or number; empty for what its name is counted in, else a share",
        vocabulary="unit",
        default="",
    )
    why: str = about("Reason or source", default="")
    by: str = about("Who set it", default="")
    low: float | None = about(
        "Lowest value thought possible", free="bounded by the series it stands for", default=None
    )
    high: float | None = about(
        "Highest value thought possible", free="bounded by the series it stands for", default=None
    )

    @property
    def counted_in(self) -> str:
        """What it is counted in: as stated, else as the series it is named after."""
        return self.unit or counted_in(self.id)

    @property
    def is_share(self) -> bool:
        """Whether it is printed in per cent."""
        return self.counted_in == "share"


ONCE = frozenset({FiscalOption.AID, FiscalOption.BORROWING})
"""Money that comes once where nothing else is said."""


@dataclass(frozen=True, slots=True)
class FinancingLine:
    """One line of money for the package."""

    id: str = about("Identifier")
    title: str = about("Name, as printed")
    option: FiscalOption = about(
        "Which of the eight fiscal-space options it is, or the budget", default=FiscalOption.BUDGET
    )
    amounts: Path = about(
        "Amounts by year, nominal",
        unit="money",
        bounds=bounds.MONEY,
        per="year",
        default=ZERO,
        moves=Shape.ONLY,
    )
    currency: str = about(
        "Currency of the amounts, ISO 4217 code, at each year’s exchange rate; empty for the package’s",
        vocabulary="currency",
        default="",
    )
    certainty: Certainty = about("Confirmed, planned or possible", default=Certainty.PLANNED)
    recurrent: bool | None = about(
        "Whether it goes on: each amount by year then holds until the next, and one without a year comes in all; empty, and "
        "aid and loans come once, other money without a year comes every year, and amounts by year in their years only",
        default=None,
    )
    interest_rate: float | None = about(
        "Interest a year on what is owed, where it is debt; zero is to be stated",
        unit="share",
        bounds=bounds.INTEREST,
        default=None,
    )
    grace_years: int = about(
        "Years in which nothing is repaid yet", unit="years", bounds=bounds.GRACE, default=0
    )
    maturity_years: int | None = about(
        "Years after which all is repaid; empty where that is beyond the years costed",
        unit="years",
        bounds=bounds.TIMES,
        default=None,
    )
    earmark: str = about("What it is reserved for", default="")
    earmark_for: str = about(
        "The measure or sector it may be spent on only; it then counts up to the cost of that, year by year",
        vocabulary="spending",
        default="",
    )
    decided_by: str = about("Who decides on it", default="")
    note: str = about("Remarks", default="")

    @property
    def is_once(self) -> bool:
        """Whether it does not come again, as stated, else as its option usually does: aid and loans come once."""
        return self.option in ONCE if self.recurrent is None else not self.recurrent

    def comes(self, first: int) -> Path:
        """Give the money as it comes: what is stated, in its years; more only where it is said to go on.

        Args:
            first: The year in which money comes that comes once and names no year.
        """
        path = self.amounts
        if path.is_constant and self.is_once:
            return Path(((first, path.points[0][1]),), Shape.ONLY)
        if self.recurrent and not path.is_constant and path.shape is Shape.ONLY:
            return Path(path.points, Shape.STEPS)
        return path


@dataclass(frozen=True, slots=True)
class Law:
    """A law or regulation that discriminates, and what is done about it (R1.d)."""

    id: str = about("Identifier")
    name: str = about("Law and section")
    what: str = about("What it does to whom", default="")
    status: LawStatus = about("Found, tabled for repeal or repealed", default=LawStatus.FOUND)
    groups: tuple[str, ...] = about("Groups it bars", vocabulary="group", default=())
    year: int | None = about("Year of repeal", bounds=bounds.YEAR, default=None)


@dataclass(frozen=True, slots=True)
class Treaty:
    """How one treaty binds the country."""

    id: str = about("Identifier of the treaty in the knowledge packs, such as icescr", vocabulary="treaty")
    status: TreatyStatus = about("Ratified, signed or not a party", default=TreatyStatus.RATIFIED)
    since: int | None = about("Year of ratification or accession", bounds=bounds.YEAR, default=None)
    reservation: str = about("Reservation, in short", default="")


@dataclass(frozen=True, slots=True)
class Scenario:
    """Named overrides over one package; holds only what differs from its parent.

    `overrides` are (subject, field, JSON text) triples, as in the command `set`.
    """

    id: str = about("Identifier")
    title: str = about("Name, as printed", default="")
    parent: str = about(
        "Scenario it starts from; empty for the package itself", vocabulary="scenario", default=""
    )
    overrides: tuple[tuple[str, str, str], ...] = about("Subject, field and value", default=())


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding the planner accepts, with a reason; it reopens when what it rested on changes."""

    id: str = about("Finding: rule and subjects")
    reason: str = about("Reason")
    by: str = about("Who accepted it", default="")
    on: str = about("Date", default="")
    basis: str = about("Digest of what the finding rested on", default="")


@dataclass(frozen=True, slots=True)
class Override:
    """A criterion's status by judgement, with a reason."""

    id: str = about("Criterion, such as R2.b")
    status: CriterionStatus = about("Status by judgement")
    reason: str = about("Reason")
    by: str = about("Who judged", default="")
    on: str = about("Date", default="")


@dataclass(frozen=True, slots=True)
class Interaction:
    """How one measure acts on another, by the planner's judgement; it stands in place of what is computed."""

    id: str = about("The measure that acts and the one acted on, such as birth-registration>child-allowance")
    score: int = about("From -3, cancelling, to 3, indivisible", bounds=bounds.SCORE, default=0)
    reason: str = about("Reason", default="")
    by: str = about("Who judged", default="")
    on: str = about("Date", default="")

    @property
    def pair(self) -> tuple[str, str]:
        """The measure that acts and the one acted on."""
        source, _, target = self.id.partition(">")
        return source, target


@dataclass(frozen=True, slots=True)
class Published:
    """A figure published elsewhere, to set beside ours; nothing is worked out from it."""

    id: str = about("Identifier")
    figure: str = about(
        "Which of our figures it stands beside, such as total.share_of_gdp or measure:ID.cost",
        vocabulary="figure",
    )
    value: Path = about(
        "What is published, by year, in the unit of that figure",
        free="whatever somebody has published",
        default=ZERO,
        moves=Shape.ONLY,
    )
    source: str = about("Who publishes it, and where", default="")
    note: str = about("Remarks", default="")


@dataclass(frozen=True, slots=True)
class Range:
    """How far an input may be from what it is taken to be, as factors on its whole path."""

    id: str = about("The input: measure:ID cost.FIELD, assumption:ID or series:KEY")
    low: float = about("Lowest, as a factor: 0.9 is a tenth less", bounds=bounds.FACTOR, default=0.9)
    high: float = about("Highest, as a factor: 1.1 is a tenth more", bounds=bounds.FACTOR, default=1.1)
    shape: RangeShape = about(
        "Triangular and uniform run from lowest to highest; of a normal one they are the 10th and 90th percentile",
        default=RangeShape.TRIANGULAR,
    )
    moves_with: str = about("Another input that it moves with", default="")
    correlation: float = about("How closely, from -1 to 1", bounds=bounds.CORRELATION, default=0.0)
    source: str = about("Where the range comes from", default="")


@dataclass(frozen=True, slots=True)
class Package:
    """The whole proposal.

    `base_year` is the year of prices and data; the costed years are the `horizon` years after it.
    """

    title: str = about("Title, as printed", default="Social integration package")
    country: str = about("Country", default="")
    country_code: str = about("ISO 3166 code, used to pick rows from international tables", default="")
    currency: str = about("Currency, ISO 4217 code", vocabulary="currency", default="")
    currency_name: str = about("Currency as written in a sentence, such as dara", default="")
    base_year: int = about("Year of prices and data", bounds=bounds.YEAR, default=2026)
    horizon: int = about("Number of years costed", unit="years", bounds=bounds.HORIZON, default=10)
    price_basis: PriceBasis = about(
        "Whether results are shown in nominal money or in prices of the base year", default=PriceBasis.NOMINAL
    )
    headline_year: int | None = about(
        "Year of the headline figures; empty for the fourth year", bounds=bounds.YEAR, default=None
    )
    organisation: str = about("Ministry or organisation", default="")
    unit_name: str = about("Division", default="")
    decision: str = about("For decision at, such as Cabinet, 9 December 2026", default="")
    marking: str = about("Marking", default="Draft – not government position")
    author: str = about("Who edits", default="")
    principle: str = about("The principle stated under social provision, and where (R1.a)", default="")
    minimum_levels: str = about("The minimum levels of provision agreed (R2.a)", default="")
    minimum_process: str = about("The inclusive process that agreed them (R2.a)", default="")
    national_plan: str = about("Chapter of the national plan it enters (S4)", default="")
    poverty_strategy: str = about("Chapter of the poverty strategy it enters (S4)", default="")
    budget_link: str = about("Budget document and programme it enters (S4)", default="")
    basic_income_reading: BasicIncomeReading = about(
        "Reading of basic income in R5.a", default=BasicIncomeReading.UNSTATED
    )
    pension_age: int | None = about(
        "Reading of over 65 in R5.b: the youngest age entitled",
        unit="years of age",
        bounds=bounds.AGE,
        default=None,
    )
    allowances_universal: bool | None = about(
        "Whether universal governs the disability and child allowances too", default=None
    )
    packs: tuple[str, ...] = about(
        "Further knowledge packs the package is checked against", vocabulary="pack", default=()
    )
    constitution: str = about("Constitutional provisions on equality and social rights", default="")
    envelope: Path | None = about(
        "Ceiling for the package as a share of GDP, by year",
        unit="share",
        bounds=bounds.PART,
        default=None,
        moves=Shape.STEPS,
    )
    envelope_money: Path | None = about(
        "Ceiling in nominal money, by year; with one as a share of GDP too, the lower counts",
        unit="money",
        bounds=bounds.MONEY,
        per="year",
        default=None,
        moves=Shape.STEPS,
    )
    groups: tuple[Group, ...] = about("Groups", default=())
    measures: tuple[Measure, ...] = about("Measures", default=())
    assumptions: tuple[Assumption, ...] = about("Assumptions", default=())
    financing: tuple[FinancingLine, ...] = about("Financing", default=())
    laws: tuple[Law, ...] = about("Laws that discriminate", default=())
    treaties: tuple[Treaty, ...] = about("Legal profile", default=())
    scenarios: tuple[Scenario, ...] = about("Scenarios", default=())
    published: tuple[Published, ...] = about("Figures published elsewhere, to set beside ours", default=())
    ranges: tuple[Range, ...] = about("Ranges of inputs", default=())
    tables: tuple[Table, ...] = about("Imported tables", default=())
    mappings: tuple[Mapping, ...] = about("Saved descriptions of workbooks", default=())
    acceptances: tuple[Acceptance, ...] = about("Accepted findings", default=())
    overrides: tuple[Override, ...] = about("Criteria by judgement", default=())
    interactions: tuple[Interaction, ...] = about("How measures act on one another by judgement", default=())

    @property
    def years(self) -> tuple[int, ...]:
        """The costed years."""
        return tuple(range(self.base_year + 1, self.base_year + 1 + self.horizon))

    @property
    def key_year(self) -> int:
        """The year of the headline figures."""
        years = self.years
        if self.headline_year in years:
            return int(self.headline_year or 0)
        return years[min(3, len(years) - 1)]

    def measure(self, measure_id: str) -> Measure | None:
        """Find a measure."""
        return next((item for item in self.measures if item.id == measure_id), None)

    def group(self, group_id: str) -> Group | None:
        """Find a group."""
        return next((item for item in self.groups if item.id == group_id), None)

    def table(self, role: str) -> Table | None:
        """Find the table of a role; the latest imported of several."""
        return next((item for item in reversed(self.tables) if item.role == role), None)

    def assumption(self, key: str) -> Assumption | None:
        """Find an assumption."""
        return next((item for item in self.assumptions if item.id == key), None)
