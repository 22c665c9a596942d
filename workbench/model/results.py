"""What the checks, the access engine and the costing find out: plain values, joined by the workspace."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from workbench.errors import Message, Spot, message, plural
from workbench.model.edits import Change
from workbench.model.package import Acceptance, Override
from workbench.model.words import CriterionStatus, FindingKind, Quantity, Severity

SHOWN_RANGES = 3


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that clears a finding."""

    label: Message
    changes: tuple[Change, ...]


class Told(NamedTuple):
    """What a finding says.

    Attributes:
        because: What was looked for, what matched, what is missing.
    """

    message: Message
    because: tuple[Message, ...] = ()
    advice: Message | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a finding rests on: identifiers and numbers, never sentences, so that another wording changes nothing.

    Attributes:
        measures: Measures that were looked at or came near.
        groups: Groups for which it fails.
        missing: What they lack: capabilities, traits in the way, facets no measure has.
        years: Years in which it fails.
        people: How many people it concerns at least, in persons; NaN where not known.
        digest: Names all of it, severity and shares too; an acceptance lapses when it changes.
    """

    measures: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    people: float = math.nan
    digest: str = ""


BASIS = "2:"
"""What digests of facts begin with; before format 5 they were digests of sentences."""


@dataclass(frozen=True)
class Finding:
    """One result of a check.

    What it says, what it rests on and its fixes are worked out when first asked for: they cost more than the rest of a
    check, and of hundreds of findings few are ever looked at.

    Attributes:
        id: Rule and subjects; stable between runs.
        subjects: "measure:ID", "group:ID", "sector:ID" or "package".
        tell: Works out what it says.
        rest: Works out what it rests on.
        offer: Works out the fixes.
        evidence: Ids of evidence records of the knowledge.
        accepted: The planner's acceptance, if what it rested on still stands.
        reopened: Whether an acceptance lapsed because the basis changed.
    """

    id: str
    rule: str
    kind: FindingKind
    severity: Severity
    subjects: tuple[str, ...]
    tell: Callable[[], Told] = field(compare=False, repr=False)
    rest: Callable[[], Basis] = field(compare=False, repr=False)
    evidence: tuple[str, ...] = ()
    counter_evidence: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    offer: Callable[[], tuple[Fix, ...]] = field(default=tuple, compare=False, repr=False)
    accepted: Acceptance | None = None
    reopened: bool = False

    @cached_property
    def told(self) -> Told:
        """What it says, and why."""
        return self.tell()

    @property
    def message(self) -> Message:
        """What it says in a sentence."""
        return self.told.message

    @property
    def because(self) -> tuple[Message, ...]:
        """What was looked for, what matched, what is missing."""
        return self.told.because

    @property
    def advice(self) -> Message | None:
        """What to do about it."""
        return self.told.advice

    @cached_property
    def basis(self) -> Basis:
        """What it rests on; an acceptance lapses when that changes."""
        return self.rest()

    @cached_property
    def fixes(self) -> tuple[Fix, ...]:
        """Edits each of which clears the finding; worked out when first asked for."""
        return self.offer()

    @property
    def is_open(self) -> bool:
        """Whether nobody accepted it."""
        return self.accepted is None


class Why(StrEnum):
    """What kind of reason a criterion has for its status."""

    NOT_CONCERNED = "not-concerned"
    MEASURES = "measures"
    STATED = "stated"
    MET = "met"
    FAILS = "fails"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The status of one criterion, and by which measures.

    Attributes:
        why: What kind of reason it is; "met" says no more than that it is.
        computed: The status the rules gave, where a judgement overrides it.
    """

    id: str
    status: CriterionStatus
    reason: Message
    why: Why
    measures: tuple[str, ...] = ()
    computed: CriterionStatus | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class NeedState:
    """How one need stands for a group in a year.

    Attributes:
        any_of: The alternatives.
        share: Share of the group's eligible members who satisfy it.
        had: Share who satisfy it without any measure.
        providers: Measures that give it, with the share each adds alone.
    """

    any_of: tuple[str, ...]
    share: float
    had: float
    providers: tuple[tuple[str, float], ...] = ()


class AccessCell(NamedTuple):
    """Whether a measure reaches a group in a year; a tuple, because there are tens of thousands.

    Attributes:
        share: Share of the eligible members reached, capabilities taken as independent; NaN where it depends on
            a barrier whose share nobody has stated.
        bounds: Least and greatest share without that independence, whatever is not stated.
        people: Members of the group whom the measure is meant for, in persons; NaN where not known.
        not_reached: Of these, how many it does not reach; NaN where not known.
        missing: Capabilities that someone lacks for want of a provider, largest loss first.
        blocked_by: Traits that the measure clashes with.
        unstated: Barriers whose share would have to be known.
    """

    group: str
    measure: str
    year: int
    share: float
    bounds: tuple[float, float]
    people: float
    not_reached: float
    missing: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    needs: tuple[NeedState, ...] = ()
    unstated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShutOut:
    """People of a group whom at least one running entitlement meant for them does not reach, by year, as far as known.

    Attributes:
        open_years: Years in which it is not known of every entitlement: the count is then the least.
    """

    group: str
    people: tuple[float, ...]
    share: tuple[float, ...]
    lacks: tuple[str, ...]
    open_years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Access:
    """The whole access analysis.

    Attributes:
        years: The years analysed.
        rows: Group and measure that names it -> one cell for each costed year the measure runs.
        shut_out: One for each group.
        at_least: People not reached over all groups by year: the largest group; NaN where nobody is counted for want
            of a figure.
        at_most: The same: the sum, capped at the population; NaN where it is not known of every group.
        unmeasured: Groups of which some reach is not known, because their size or the share of a barrier is not stated.
        memory: What the analysis leaves to the next one.
    """

    years: tuple[int, ...]
    rows: dict[tuple[str, str], tuple[AccessCell, ...]]
    shut_out: tuple[ShutOut, ...]
    at_least: tuple[float, ...]
    at_most: tuple[float, ...]
    unmeasured: tuple[str, ...] = ()
    memory: object = field(default=None, compare=False, repr=False)

    @cached_property
    def cells(self) -> tuple[AccessCell, ...]:
        """All cells, group by group."""
        return tuple(cell for row in self.rows.values() for cell in row)

    def cell(self, group: str, measure: str, year: int) -> AccessCell | None:
        """Find the cell of a group, a measure and a year."""
        row = self.rows.get((group, measure))
        if not row or not row[0].year <= year <= row[-1].year:
            return None
        return row[year - row[0].year]


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything a check says.

    Attributes:
        criteria: Those of the source paper, R1.a to R6.c, which the headline counts.
        further: Those of further packs the package names.
        memory: What the check leaves to the next one.
    """

    criteria: tuple[CriterionResult, ...]
    findings: tuple[Finding, ...]
    access: Access
    further: tuple[CriterionResult, ...] = ()
    memory: object = field(default=None, compare=False, repr=False)

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(result.status is CriterionStatus.MET for result in self.criteria)

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings nobody accepted, synergies aside."""
        return tuple(
            finding
            for finding in self.findings
            if finding.is_open and finding.kind is not FindingKind.SYNERGY
        )


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about the figures that a careful reader would ask about.

    Attributes:
        id: The kind and its subject; stable between runs.
        subject: "measure:ID", "financing:ID" or "package".
        message: What is unusual.
        years: In which years.
        source: Where the usual figures come from; empty where it is a matter of arithmetic.
        verified: Whether the source itself was read.
    """

    id: str
    subject: str
    message: Message
    years: tuple[int, ...]
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Fill:
    """One way to fill missing years of a series.

    Attributes:
        code: "interpolate" between years that are there, "name" a row that is there and goes by another name, "read-again"
            a newer workbook in place of a table, "import" a workbook that has the series, or state an "assumption".
        subject: The table, the series to import, or "assumption:NAME".
        years: The years it would fill.
        told: What to do, in words.
    """

    code: str
    subject: str
    years: tuple[int, ...]
    told: Message


@dataclass(frozen=True, slots=True)
class Need:
    """What a package needs of one imported series, and what of that is missing.

    Attributes:
        series: Its key; "population" for people by age.
        measures: The measures costed with it; none for what the package as a whole is read against, such as GDP.
        years: The years needed.
        missing: Those of them without a value.
        told: Which years are needed and which missing, in words.
        fills: What would fill them.
    """

    series: str
    label: Message
    measures: tuple[str, ...]
    years: tuple[int, ...]
    missing: tuple[int, ...]
    told: Message
    fills: tuple[Fill, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What one class of a budget classification costs, by year; an empty code holds what is not classified.

    Attributes:
        open_years: Years in which it holds a measure whose cost is not known in full: its sums are then the least.
    """

    kind: str
    code: str
    gross: tuple[float, ...]
    recurrent: tuple[float, ...]
    capital: tuple[float, ...]
    replaced: tuple[float, ...]
    recovered: tuple[float, ...]
    net: tuple[float, ...]
    open_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Average:
    """The two averages of shares over years, which differ and are never printed without their name.

    Attributes:
        simple: Every year counts the same.
        weighted: Every year counts by what it is a share of.
        years: The years it is over: those asked for of which both figures are known.
    """

    simple: float
    weighted: float
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure published elsewhere, beside ours.

    Attributes:
        figure: Ours, such as total.share_of_gdp.
        unit: What both are in.
        years: Years it is published for.
        published: What is published.
        ours: What we get; NaN where we do not know.
        source: Who publishes it.
    """

    id: str
    figure: str
    label: Message
    unit: str
    years: tuple[int, ...]
    published: tuple[float, ...]
    ours: tuple[float, ...]
    source: str = ""

    @property
    def differences(self) -> tuple[float, ...]:
        """Ours less what is published; NaN where ours is not known."""
        return tuple(own - other for own, other in zip(self.ours, self.published, strict=True))

    @property
    def told(self) -> tuple[Message, ...]:
        """Each year in a sentence; of many years the first and the last."""
        places = range(len(self.years)) if len(self.years) <= 3 else (0, len(self.years) - 1)
        return tuple(
            message(
                "{figure} in {year}: {source} has {published}, we get {ours}.",
                figure=self.label,
                year=str(self.years[place]),
                source=self.source or self.id,
                published=self._said(self.published[place]),
                ours=self._said(self.ours[place]),
            )
            for place in places
        )

    def _said(self, value: float) -> Message:
        if math.isnan(value):
            return message("no figure")
        if self.unit == Quantity.SHARE:
            return message("{percent}\u202f%", percent=round(value * 100, 2))
        return message("{value} {unit}", value=value, unit=self.unit)


@dataclass(frozen=True, slots=True)
class CostLine:
    """What one measure costs.

    Attributes:
        cost: By year, currency units in the estimate's price basis.
        beneficiaries: By year, persons (or what the model counts); empty where it counts nobody.
        benefit: Benefit a payment by year; empty where there is none.
        entitled: People entitled by year; empty where the model counts nobody.
        not_reached: Of these, who do not receive, by year.
        unpaid: The transfers that would go to them, by year.
        recovered: Transfers taxed back, by year.
        replaced: Spending of existing measures it replaces, by year.
        capital: The capital part of the cost, by year.
        existing: Whether it belongs to the baseline.
        of_gdp_per_head: A year's benefit as a share of GDP per head, by year.
        of_poverty_line: The benefit as a share of the poverty line, by year.
        reason: Why it is not in the total; its cost is then NaN in every year.
        code: The kind of that reason, for programs: ages-cut, ages-missing, out-of-bounds, or nothing.
        unstated: What would have to be stated for its running cost, which is not known without it.
        needs_no_money: Why it costs nothing.
    """

    id: str
    title: str
    sector: str
    cost: tuple[float, ...]
    beneficiaries: tuple[float, ...] = ()
    benefit: tuple[float, ...] = ()
    entitled: tuple[float, ...] = ()
    not_reached: tuple[float, ...] = ()
    unpaid: tuple[float, ...] = ()
    recovered: tuple[float, ...] = ()
    replaced: tuple[float, ...] = ()
    capital: tuple[float, ...] = ()
    existing: bool = False
    model: str = ""
    of_gdp_per_head: tuple[float, ...] = ()
    of_poverty_line: tuple[float, ...] = ()
    reason: Message | None = None
    code: str = ""
    unstated: tuple[Message, ...] = ()
    needs_no_money: str = ""

    @property
    def per_person(self) -> tuple[float, ...]:
        """What it costs for each person reached, by year; NaN where it reaches nobody, empty where it counts nobody."""
        return tuple(
            cost / people if people else math.nan
            for cost, people in zip(self.cost, self.beneficiaries, strict=False)
        )


MOST_NAMES = 4


def few(names: tuple[str, ...]) -> tuple[str | Message, ...]:
    """Name a few of many."""
    more = message("{count} more", count=len(names) - MOST_NAMES)
    return names if len(names) <= MOST_NAMES else (*names[:MOST_NAMES], more)


@dataclass(frozen=True)
class Estimate:
    """What the package costs. All rows run over `years`; money in currency units, shares as fractions.

    Attributes:
        price_basis: "nominal" or "constant YYYY".
        measures: New and reformed measures.
        baseline: Existing measures, kept apart.
        total: Gross cost of new and reformed measures.
        net: Total less replaced spending and what is taxed back.
        unpaid: Transfers that would go to people entitled but not reached; no part of the total.
        share_of_gdp: Total over GDP, both nominal; empty where GDP is not known.
        financing: Confirmed and planned money together.
        by_certainty: Money by certainty.
        interest: Interest on money borrowed for the package.
        repayment: Repayment of that money.
        budget: The cost by the classifications of the budget that measures are entered in.
        flags: What a careful reader would ask about.
        gap: Net cost and debt service not covered by confirmed and planned money, never below zero.
        surplus: Money beyond net cost and debt service; not carried over.
        envelope: Ceiling in money; empty where none is set.
        share_of_revenue: Of government revenue without the package; empty where that is not there, as are the next two.
        deficit_ratio: Deficit with the package as a share of GDP.
        debt_ratio: Debt with the package as a share of GDP.
        beside: Figures published elsewhere, with ours of the same years.
        problems: What could not be costed, and why; the gravest first.
        uncosted: Measures that are in no total, each with the reason.
        open_years: Years in which a new or reformed measure runs whose cost is not known, or not in full: the totals are
            then the least it costs, and not known where nothing else is.
        sectors: (sector, its cost by year, its open years), to be read like the total.
        lacking: Works out what the package needs of imported series.
    """

    currency: str
    price_basis: str
    years: tuple[int, ...]
    measures: tuple[CostLine, ...]
    baseline: tuple[CostLine, ...]
    total: tuple[float, ...]
    net: tuple[float, ...]
    capital: tuple[float, ...]
    share_of_gdp: tuple[float, ...]
    share_of_expenditure: tuple[float, ...]
    gdp: tuple[float, ...]
    financing: tuple[float, ...]
    by_certainty: tuple[tuple[str, tuple[float, ...]], ...]
    gap: tuple[float, ...]
    surplus: tuple[float, ...]
    envelope: tuple[float, ...] = ()
    share_of_revenue: tuple[float, ...] = ()
    deficit_ratio: tuple[float, ...] = ()
    debt_ratio: tuple[float, ...] = ()
    beside: tuple[Beside, ...] = ()
    replaced: tuple[float, ...] = ()
    recovered: tuple[float, ...] = ()
    unpaid: tuple[float, ...] = ()
    interest: tuple[float, ...] = ()
    repayment: tuple[float, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    flags: tuple[Flag, ...] = ()
    problems: tuple[Message, ...] = ()
    uncosted: tuple[CostLine, ...] = ()
    open_years: tuple[int, ...] = ()
    sectors: tuple[tuple[str, tuple[float, ...], tuple[int, ...]], ...] = ()
    lacking: Callable[[], tuple[Need, ...]] = field(default=tuple, compare=False, repr=False)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What the package needs of imported series, that of which something is missing first."""
        return self.lacking()

    @cached_property
    def lacks(self) -> tuple[Need, ...]:
        """The needs of which something is missing."""
        return tuple(need for need in self.needs if need.missing)

    @property
    def known_years(self) -> tuple[int, ...]:
        """Years whose total is known, be it the least it comes to."""
        return tuple(year for year, value in zip(self.years, self.total, strict=True) if math.isfinite(value))

    @property
    def complete_years(self) -> tuple[int, ...]:
        """Years whose total is known and holds the cost of every measure."""
        return tuple(year for year in self.known_years if year not in self.open_years)

    def is_floor(self, year: int) -> bool:
        """Whether the total of a year is known, and is the least the package costs."""
        return year in self.open_years and year in self.known_years

    @property
    def within_envelope(self) -> tuple[int, ...]:
        """Years in which the cost is known in full and lies within the ceiling."""
        return tuple(
            year
            for year, cost, most in zip(self.years, self.total, self.envelope, strict=False)
            if year in self.complete_years and cost <= most
        )

    @property
    def above_envelope(self) -> tuple[int, ...]:
        """Years in which what is known of the cost lies above the ceiling."""
        return tuple(
            year
            for year, cost, most in zip(self.years, self.total, self.envelope, strict=False)
            if cost > most
        )

    @property
    def told(self) -> tuple[Message, ...]:
        """All that a reader of the figures has to know, the gravest first."""
        floor = (self.floor,) if self.floor is not None else ()
        set_beside = (line for one in self.beside for line in one.told)
        return (*floor, *self.problems, *(flag.message for flag in self.flags), *set_beside)

    @property
    def floor(self) -> Message | None:
        """What to say of the totals where costs are missing in them: they are the least it costs."""
        missing = tuple(line.title for line in self.uncosted if not line.existing)
        partly = tuple(line.title for line in self.measures if line.unstated)
        if missing and not self.measures:
            return message(
                "No measure is costed, so that there is no total: {measures}.", measures=few(missing)
            )
        said = []
        if missing:
            said.append(
                plural(
                    "{count} measure is not costed ({measures})",
                    "{count} measures are not costed ({measures})",
                    len(missing),
                    measures=few(missing),
                )
            )
        if partly:
            said.append(
                plural(
                    "the cost of {count} measure is not stated in full ({measures})",
                    "the cost of {count} measures is not stated in full ({measures})",
                    len(partly),
                    measures=few(partly),
                )
            )
        return (
            message("The totals are the least the package costs: {reasons}.", reasons=tuple(said))
            if said
            else None
        )

    def average(self, row: tuple[float, ...], years: Collection[int] = ()) -> Average | None:
        """Give the averages of a row's share of GDP over all years, or over some.

        Years in which either is not known are left out; None where there is no year.
        """
        pairs = [
            (year, part, of)
            for year, part, of in zip(self.years, row, self.gdp, strict=False)
            if (not years or year in years) and math.isfinite(part) and math.isfinite(of) and of
        ]
        if not pairs:
            return None
        shares = [part / of for _, part, of in pairs]
        weighted = sum(part for _, part, _ in pairs) / sum(of for _, _, of in pairs)
        return Average(sum(shares) / len(shares), weighted, tuple(year for year, _, _ in pairs))

    @property
    def existing_by_sector(self) -> dict[str, tuple[float, ...]]:
        """Spending on existing measures by sector and year, which is in no total; what is not costed is not in it."""
        found: dict[str, tuple[float, ...]] = {}
        for line in self.baseline:
            held = found.get(line.sector, (0.0,) * len(line.cost))
            found[line.sector] = tuple(one + other for one, other in zip(held, line.cost, strict=True))
        return found

    def line(self, measure_id: str) -> CostLine | None:
        """Find the line of a measure."""
        return self._lines.get(measure_id)

    @cached_property
    def _lines(self) -> dict[str, CostLine]:
        return {line.id: line for line in (*self.measures, *self.baseline)}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a leaf's number comes from: cells, or an assumption and who set it.

    Attributes:
        spots: The cells it was read from, one place for each sheet; empty for an assumption.
        notes: How a number that is not just what stands in its cells came about: corrected, interpolated, split.
    """

    spots: tuple[Spot, ...] = ()
    imported: str = ""
    table: str = ""
    assumption: str = ""
    by: str = ""
    why: str = ""
    notes: tuple[Message, ...] = ()

    @property
    def first(self) -> Spot:
        """The place to show first."""
        return self.spots[0] if self.spots else Spot()

    @property
    def workbook(self) -> str:
        """The workbook, as it is said."""
        return self.first.workbook

    @property
    def sheet(self) -> str:
        """The sheets, as they are said."""
        return ", ".join(filter(None, (spot.sheet for spot in self.spots)))

    @property
    def cells(self) -> str:
        """The cells, as they are said: the first few, with their sheets where there are several."""
        if len(self.spots) < 2:
            return "".join(_few_cells(spot) for spot in self.spots)
        return ", ".join(f"{spot.sheet}!{_few_cells(spot)}" for spot in self.spots)


def _few_cells(spot: Spot) -> str:
    more = len(spot.cells) - SHOWN_RANGES
    return ", ".join(spot.cells[:SHOWN_RANGES]) + (f" +{more}" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure of one year, explained down to its sources.

    Attributes:
        unit: The unit for programs, such as "ORD@2026 / persons".
        measured_in: The same for readers.
    """

    figure: str
    label: Message
    unit: str
    measured_in: Message
    year: int
    value: float
    formula: Message | None
    inputs: tuple[Trace, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True)
class Results:
    """What the workspace computes for one version of a package."""

    checked: Checked
    estimate: Estimate
