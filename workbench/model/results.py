"""What the checks, the access engine and the costing find out: plain values, joined by the workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from workbench.errors import Message
from workbench.model.edits import Change
from workbench.model.package import Acceptance, Override
from workbench.model.words import CriterionStatus, FindingKind, Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that clears a finding."""

    label: Message
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Finding:
    """One result of a check.

    Attributes:
        id: Rule and subjects; stable between runs.
        subjects: "measure:ID", "group:ID", "sector:ID" or "package".
        because: What was looked for, what matched, what is missing.
        offer: Works out the fixes; they cost more than the rest of a check, and few are ever looked at.
        evidence: Ids of evidence records of the knowledge.
        accepted: The planner's acceptance, if what it rested on still stands.
        basis: Digest of what the finding rests on.
        reopened: Whether an acceptance lapsed because the basis changed.
    """

    id: str
    rule: str
    kind: FindingKind
    severity: Severity
    subjects: tuple[str, ...]
    message: Message
    because: tuple[Message, ...] = ()
    advice: Message | None = None
    evidence: tuple[str, ...] = ()
    counter_evidence: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    offer: Callable[[], tuple[Fix, ...]] = field(default=tuple, compare=False, repr=False)
    accepted: Acceptance | None = None
    basis: str = ""
    reopened: bool = False

    @cached_property
    def fixes(self) -> tuple[Fix, ...]:
        """Edits each of which clears the finding; worked out when first asked for."""
        return self.offer()

    @property
    def is_open(self) -> bool:
        """Whether nobody accepted it."""
        return self.accepted is None


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The status of one criterion, and by which measures.

    Attributes:
        computed: The status the rules gave, where a judgement overrides it.
    """

    id: str
    status: CriterionStatus
    reason: Message
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
        share: Share of the eligible members reached, capabilities taken as independent.
        bounds: Least and greatest share without that independence.
        people: Members of the group whom the measure is meant for, in persons.
        not_reached: Of these, how many it does not reach.
        missing: Capabilities that someone lacks for want of a provider, largest loss first.
        blocked_by: Traits that the measure clashes with.
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


@dataclass(frozen=True, slots=True)
class ShutOut:
    """People of a group whom at least one running entitlement meant for them does not reach, by year."""

    group: str
    people: tuple[float, ...]
    share: tuple[float, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Access:
    """The whole access analysis.

    Attributes:
        years: The years analysed.
        cells: One for each group, each measure that names it, each year the measure runs.
        shut_out: One for each group.
        at_least: People not reached over all groups by year: the largest group.
        at_most: The same: the sum, capped at the population.
        unmeasured: Groups whose size or barriers nobody has stated; nothing is known of who of them is left out.
    """

    years: tuple[int, ...]
    cells: tuple[AccessCell, ...]
    shut_out: tuple[ShutOut, ...]
    at_least: tuple[float, ...]
    at_most: tuple[float, ...]
    unmeasured: tuple[str, ...] = ()
    index: dict[tuple[str, str, int], AccessCell] = field(default_factory=dict, compare=False, repr=False)

    def cell(self, group: str, measure: str, year: int) -> AccessCell | None:
        """Find the cell of a group, a measure and a year."""
        if not self.index:
            self.index.update({(cell.group, cell.measure, cell.year): cell for cell in self.cells})
        return self.index.get((group, measure, year))


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything a check says.

    Attributes:
        criteria: Those of the source paper, R1.a to R6.c, which the headline counts.
        further: Those of further packs the package names.
    """

    criteria: tuple[CriterionResult, ...]
    findings: tuple[Finding, ...]
    access: Access
    further: tuple[CriterionResult, ...] = ()

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
class CostLine:
    """What one measure costs.

    Attributes:
        cost: By year, currency units in the estimate's price basis.
        beneficiaries: By year, persons (or what the model counts); empty where it counts nobody.
        benefit: Benefit a payment by year; empty where there is none.
        entitled: People entitled by year; empty where the model counts nobody.
        replaced: Spending of existing measures it replaces, by year.
        capital: The capital part of the cost, by year.
        existing: Whether it belongs to the baseline.
    """

    id: str
    title: str
    sector: str
    cost: tuple[float, ...]
    beneficiaries: tuple[float, ...] = ()
    benefit: tuple[float, ...] = ()
    entitled: tuple[float, ...] = ()
    replaced: tuple[float, ...] = ()
    capital: tuple[float, ...] = ()
    existing: bool = False
    model: str = ""


@dataclass(frozen=True)
class Estimate:
    """What the package costs. All rows run over `years`; money in currency units, shares as fractions.

    Attributes:
        price_basis: "nominal" or "constant YYYY".
        measures: New and reformed measures.
        baseline: Existing measures, kept apart.
        total: Gross cost of new and reformed measures.
        net: Total less replaced spending; what financing must cover.
        share_of_gdp: Total over GDP, both nominal; empty where GDP is not known.
        financing: Confirmed and planned money together.
        by_certainty: Money by certainty.
        gap: Net cost not covered by confirmed and planned money, never below zero.
        surplus: Money beyond the net cost; not carried over.
        envelope: Ceiling in money; empty where none is set.
        problems: What could not be costed, and why.
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
    problems: tuple[Message, ...] = ()

    def line(self, measure_id: str) -> CostLine | None:
        """Find the line of a measure."""
        return self._lines.get(measure_id)

    @cached_property
    def _lines(self) -> dict[str, CostLine]:
        return {line.id: line for line in (*self.measures, *self.baseline)}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a leaf's number comes from: a cell, or an assumption and who set it.

    Attributes:
        notes: How a number that is not just what stands in its cells came about: corrected, interpolated, split.
    """

    workbook: str = ""
    sheet: str = ""
    cells: str = ""
    imported: str = ""
    table: str = ""
    assumption: str = ""
    by: str = ""
    why: str = ""
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure of one year, explained down to its sources."""

    figure: str
    label: Message
    unit: str
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
    pipeline: object = field(default=None, compare=False, repr=False)
