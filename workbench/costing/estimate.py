"""From a package to its estimate: every figure is a named node, computed, traced and summed here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from workbench.costing import leaves, notes, plausibility, timing
from workbench.costing import operations as op
from workbench.costing.beside import beside, not_found
from workbench.costing.budget import KINDS, Class, classify, name_of
from workbench.costing.figures import Figures
from workbench.costing.financing import finance, one_off_money
from workbench.costing.graph import Evaluation, Node
from workbench.costing.measures import MeasureCosts, cost_measure
from workbench.costing.needs import needs
from workbench.costing.ratios import name_ratios
from workbench.costing.series import NAMES, Library
from workbench.costing.shares import name_shares
from workbench.errors import Message, RequestError, WorkbenchError, message, verbatim
from workbench.model.measure import Measure
from workbench.model.names import meant
from workbench.model.package import Package
from workbench.model.paths import Path
from workbench.model.results import BudgetLine, CostLine, Estimate, Flag, Need, Trace
from workbench.model.words import MAX_AGE, Certainty, CostModel, MeasureStatus, PriceBasis, Sex


class Costing:
    """The costing graph of one package.

    Args:
        package: What to cost.
        participation: Measure id -> share reached by year, for measures that take it from the access engine.
        earlier: An earlier costing, from which whatever an edit did not touch is taken over.
    """

    library: Library
    evaluation: Evaluation

    def __init__(
        self,
        package: Package,
        *,
        participation: Mapping[str, Path] | None = None,
        earlier: Costing | None = None,
    ) -> None:
        self.package = package
        library = earlier.library.serving(package) if earlier is not None else None
        held = earlier if library is not None else None
        self.library = library or Library(package)
        self.problems: list[Message] = []
        self._uncosted: dict[str, Message] = {}
        same_years = earlier is not None and earlier.evaluation.years == package.years
        self.evaluation = (
            earlier.evaluation if earlier is not None and same_years else Evaluation(package.years)
        )
        self._deflator = self._find_deflator()
        self._figures = Figures(
            self.library, self._deflator if package.price_basis is PriceBasis.CONSTANT else None
        )
        self.figures = self._figures.shown
        self._lines: dict[str, CostLine] = {}
        self._costs = {
            measure.id: self._cost(measure, (participation or {}).get(measure.id), held)
            for measure in package.measures
        }
        self._replaced_by: dict[str, str] = {}
        self._totals()
        self._name_unusable()
        costed = [measure for measure in package.measures if self._is_costed(measure)]
        self.problems += [
            *notes.unused(package, self.figures.values()),
            *notes.idle(package, self.figures.values()),
            *notes.not_stated_before(package, self._nodes()),
            *notes.stretched(package),
            *not_found(package, self.figures),
            *notes.out_of_bounds(package),
            *notes.rivals(package),
            *notes.unindexed(package, costed),
        ]

    def of(self, package: Package) -> Costing:
        """Give the costing of the package as edited, with the same participation."""
        reached = {
            costs.measure.id: costs.participation
            for costs in self._costs.values()
            if costs.participation is not None
        }
        return Costing(package, participation=reached, earlier=self)

    @property
    def price_basis(self) -> str:
        """The basis of every money figure of the estimate."""
        constant = self.package.price_basis is PriceBasis.CONSTANT and self._deflator is not None
        return f"constant {self.package.base_year}" if constant else "nominal"

    def estimate(self) -> Estimate:
        """Compute all figures."""
        row = self._row
        lines = tuple(self._line(measure) for measure in self.package.measures if self._is_costed(measure))
        certainties = tuple((item.value, row(f"financing.{item.value}")) for item in Certainty)
        return Estimate(
            currency=self.package.currency,
            price_basis=self.price_basis,
            years=self.package.years,
            measures=tuple(line for line in lines if not line.existing),
            baseline=tuple(line for line in lines if line.existing),
            total=row("total.cost"),
            net=row("total.net"),
            capital=row("total.capital"),
            replaced=row("total.replaced"),
            recovered=row("total.recovered"),
            unpaid=row("total.unpaid"),
            interest=row("total.interest"),
            repayment=row("total.repayment"),
            budget=tuple(self._budget_line(one) for one in self._classes),
            flags=self._flags(),
            share_of_gdp=row("total.share_of_gdp"),
            share_of_expenditure=row("total.share_of_expenditure"),
            share_of_revenue=row("total.share_of_revenue"),
            deficit_ratio=row("total.deficit_ratio"),
            debt_ratio=row("total.debt_ratio"),
            beside=tuple(beside(self.package, self.figures, self.evaluation)),
            gdp=row("macro.gdp"),
            financing=row("total.financing"),
            by_certainty=certainties,
            gap=row("total.gap"),
            surplus=row("total.surplus"),
            envelope=row("total.envelope"),
            open_years=self.open_years,
            sectors=tuple(
                (sector, row(f"sector:{sector}.cost"), self._open_in(sector))
                for sector in dict.fromkeys(measure.sector for measure in self.package.measures)
                if f"sector:{sector}.cost" in self.figures
            ),
            problems=(*self._unknown_years(), *self.problems),
            lacking=self._needs,
            uncosted=tuple(
                CostLine(
                    id=measure.id,
                    title=measure.title,
                    sector=measure.sector,
                    cost=(math.nan,) * len(self.package.years),
                    existing=measure.status is MeasureStatus.EXISTING,
                    model=measure.cost.model.value,
                    reason=self._uncosted[measure.id],
                    code=self._costs[measure.id].code,
                )
                for measure in self.package.measures
                if measure.id in self._uncosted
            ),
        )

    @cached_property
    def open_years(self) -> tuple[int, ...]:
        """Years in which a new or reformed measure runs whose cost is not known, or not in full."""
        return self._open(tuple(costs.measure for costs in self._costs.values() if costs.is_open))

    def _open_in(self, sector: str) -> tuple[int, ...]:
        return self._open(
            costs.measure
            for costs in self._costs.values()
            if costs.is_open and costs.measure.sector == sector
        )

    def _open(self, measures: Iterable[Measure]) -> tuple[int, ...]:
        """Give the years in which one of some measures costs something, or may."""
        measures = tuple(measures)
        return tuple(year for year in self.package.years if any(_may_cost(one, year) for one in measures))

    def _unknown_years(self) -> Iterator[Message]:
        total = self.figures["total.cost"]
        if any(map(math.isnan, self.evaluation.row(total))):
            yield from notes.unknown_years(self.evaluation, total, self._needs())

    def _nodes(self) -> dict[str, Node]:
        """Give the cost of each costed measure."""
        return {one.measure.id: one.costed.cost for one in self._costs.values() if one.costed is not None}

    def _needs(self) -> tuple[Need, ...]:
        """Say what the package needs of imported series, and what of that is not there."""
        return needs(
            self.package,
            self._nodes(),
            {costs.measure.id: costs.lacks for costs in self._costs.values() if costs.lacks is not None},
        )

    def trace(self, figure: str, year: int) -> Trace:
        """Explain a figure of one year.

        Raises:
            RequestError: There is no such figure or year; the message names the nearest.
        """
        node = self.figures.get(figure) or self._table_figure(figure)
        if node is None:
            kind, _, name = figure.partition(":")
            measure, _, _ = name.rpartition(".")
            if kind == "measure" and measure in self._uncosted:
                raise RequestError(self._uncosted[measure], where=figure)
            raise RequestError(
                message("There is no figure “{figure}”.", figure=figure),
                where=figure,
                remedy=meant(figure, self.figures)
                or message(
                    "Figures are total.cost, total.gap, measure:ID.cost, sector:ID.cost, table:ROLE.NAME."
                ),
            )
        if year not in self.package.years:
            raise RequestError(
                message("{year} is not one of the costed years.", year=str(year)),
                where=figure,
                remedy=message(
                    "Choose a year from {first} to {last}.",
                    first=str(self.package.years[0]),
                    last=str(self.package.years[-1]),
                ),
            )
        return self.evaluation.trace(node, year, figure)

    def _cost(self, measure: Measure, participation: Path | None, earlier: Costing | None) -> MeasureCosts:
        """Cost a measure, or take over what it came to before."""
        costs = earlier._costs.get(measure.id) if earlier is not None else None
        if earlier is not None and costs is not None and costs.holds(self.package, measure, participation):
            if (line := earlier._lines.get(measure.id)) is not None:
                self._lines[measure.id] = line
        else:
            costs = cost_measure(self.package, self.library, self._figures.apart(), measure, participation)
        self._figures.take_in(costs.figures)
        self.problems += costs.problems
        if costs.reason is not None:
            self._uncosted[measure.id] = costs.reason
        return costs

    def _is_costed(self, measure: Measure) -> bool:
        return self._costs[measure.id].costed is not None

    def _find_deflator(self) -> Node | None:
        try:
            return self.library.prices()
        except WorkbenchError as error:
            if self.package.price_basis is PriceBasis.CONSTANT:
                self.problems.append(error.what)
            return None

    def _name_unusable(self) -> None:
        """Say which imported series counts for nothing, and why."""
        for key, error in self.library.unusable.items():
            self.problems.append(
                message(
                    "{series} is not used: {reason}", series=NAMES.get(key, verbatim(key)), reason=error.what
                )
            )

    def _replaced(self, measure: Measure) -> Node | None:
        """Give the spending of existing measures that this one replaces; none is replaced twice."""
        parts = []
        for other in measure.cost.replaces:
            named = self.package.measure(other)
            if named is None or named is measure or named.status is not MeasureStatus.EXISTING:
                self.problems.append(
                    message(
                        "{measure} says that it replaces {other}, which is no existing measure; nothing is taken off.",
                        measure=measure.title,
                        other=f"“{named.title if named is not None else other}”",
                    )
                )
                continue
            spent = self._costs[other].costed
            first = self._replaced_by.setdefault(other, measure.id)
            if first != measure.id:
                old, taken = self.package.measure(other), self.package.measure(first)
                self.problems.append(
                    message(
                        "{measure} would replace {old} a second time; its spending counts for {first} only.",
                        measure=measure.title,
                        old=old.title if old else other,
                        first=taken.title if taken else first,
                    )
                )
                continue
            if spent is None:
                self.problems.append(
                    message(
                        "What {measure} replaces is not known, so that net cost and gap are not either: {old} is not costed.",
                        measure=measure.title,
                        old=named.title,
                    )
                )
            unknown = Node(
                message("spending on {old}", old=named.title), leaves.NotKnown(self.library.nominal)
            )
            parts.append(spent.cost if spent is not None else unknown)
        if not parts:
            return None
        whole = Node(message("spending replaced"), op.Sum(), tuple(parts))
        months = 13 - measure.start_month
        return Node(whole.label, timing.InForce(measure.start, measure.end, months), (whole,))

    def _totals(self) -> None:
        figures = self._figures
        for measure in self.package.measures:
            if (replaced := self._replaced(measure)) is not None:
                label = message("spending replaced by {measure}", measure=measure.title)
                figures.money(f"measure:{measure.id}.replaced", label, replaced)
        costed = [m for m in self.package.measures if self._is_costed(m)]
        new = [m for m in costed if m.status is not MeasureStatus.EXISTING]
        old = [m for m in costed if m.status is MeasureStatus.EXISTING]

        def named(measures: list[Measure], name: str) -> list[Node]:
            wanted = (f"measure:{m.id}.{name}" for m in measures)
            return [figures.counted[one] for one in wanted if one in figures.counted]

        proposed = [m for m in self.package.measures if m.status is not MeasureStatus.EXISTING]
        unknown = [m for m in proposed if self._costs[m.id].is_open]
        open_years = self._open(unknown)

        def at_least(figure: str, label: Message, name: str) -> Node:
            figures.at_least(figure, label, named(new, name), open_years)
            return figures.counted[figure]

        at_least("total.cost", message("total cost"), "cost")
        figures.sum("total.baseline", message("spending on existing measures"), named(old, "cost"))
        at_least("total.capital", message("capital part"), "capital")
        replaced = figures.sum("total.replaced", message("spending replaced"), named(proposed, "replaced"))
        recovered = at_least("total.recovered", message("taxed back"), "recovered")
        at_least("total.unpaid", message("transfers that reach nobody entitled to them"), "unpaid")
        total = figures.nominal["total.cost"]
        net = figures.less("total.net", message("net cost"), total, replaced, recovered)
        for sector in dict.fromkeys(m.sector for m in proposed):
            inside = named([m for m in new if m.sector == sector], "cost")
            label = message("cost of {sector}", sector=verbatim(sector))
            left = self._open(m for m in unknown if m.sector == sector)
            figures.at_least(f"sector:{sector}.cost", label, inside, left)
        self._classes = classify(figures, self.library, proposed, {m.id: self._open((m,)) for m in unknown})
        self.problems += finance(figures, self.library, net, open_years)
        missing = name_shares(figures, self.library, total)
        self.problems += [missing] if missing is not None else []
        name_ratios(figures, self.library)

    def _flags(self) -> tuple[Flag, ...]:
        new = tuple(
            m for m in self.package.measures if self._is_costed(m) and m.status is not MeasureStatus.EXISTING
        )
        shares = {name: self.evaluation.row(node) for name, node in self.figures.items() if "_of_" in name}
        return (
            *plausibility.flags(new, shares, self.package.years),
            *one_off_money(self.package, new, self._nominal_row),
        )

    def _nominal_row(self, figure: str) -> tuple[float, ...]:
        node = self._figures.nominal.get(figure)
        return self.evaluation.row(node) if node is not None else (0.0,) * len(self.package.years)

    def _budget_line(self, one: Class) -> BudgetLine:
        def row(figure: str) -> tuple[float, ...]:
            return self._row(name_of(one, figure))

        return BudgetLine(
            *one,
            gross=row("gross"),
            recurrent=row("recurrent"),
            capital=row("capital"),
            replaced=row("replaced"),
            recovered=row("recovered"),
            net=row("net"),
            open_years=self._open(
                costs.measure
                for costs in self._costs.values()
                if costs.is_open and one[1] in KINDS[one[0]](costs.measure)
            ),
        )

    def _line(self, measure: Measure) -> CostLine:
        """Give the figures of a measure by year; those taken over are at hand."""
        known = self._lines.get(measure.id)
        if known is None:
            known = self._lines[measure.id] = self._made(measure)
        return known

    def _made(self, measure: Measure) -> CostLine:
        figure = f"measure:{measure.id}"
        return CostLine(
            id=measure.id,
            title=measure.title,
            sector=measure.sector,
            cost=self._row(f"{figure}.cost"),
            beneficiaries=self._row(f"{figure}.beneficiaries"),
            benefit=self._row(f"{figure}.benefit"),
            entitled=self._row(f"{figure}.entitled"),
            not_reached=self._row(f"{figure}.not_reached"),
            unpaid=self._row(f"{figure}.unpaid"),
            replaced=self._row(f"{figure}.replaced"),
            recovered=self._row(f"{figure}.recovered"),
            capital=self._row(f"{figure}.capital"),
            existing=measure.status is MeasureStatus.EXISTING,
            model=measure.cost.model.value,
            of_gdp_per_head=self._row(f"{figure}.benefit_of_gdp_per_head"),
            of_poverty_line=self._row(f"{figure}.benefit_of_poverty_line"),
            unstated=self._costs[measure.id].unstated,
            needs_no_money=measure.cost.needs_no_money,
        )

    def _row(self, figure: str) -> tuple[float, ...]:
        node = self.figures.get(figure)
        return self.evaluation.row(node) if node is not None else ()

    def _table_figure(self, figure: str) -> Node | None:
        role, _, name = figure.removeprefix("table:").partition(".")
        if not figure.startswith("table:"):
            return None
        if (role, name) == ("population", "population") and self.package.table(role):
            return self.library.population(0, MAX_AGE, Sex.BOTH)
        for table in reversed(self.package.tables):
            series = table.find(name) if role in (table.role, table.id) else None
            if series is not None:
                return self.library.cells(table, (series,), verbatim(series.label))
        return None


def _may_cost(measure: Measure, year: int) -> bool:
    """Whether a measure of which not all is stated may cost something in a year: also what it is set up or kept up for."""
    cost = measure.cost
    built = cost.model in (CostModel.NONE, CostModel.INFRASTRUCTURE)
    last = cost.upkeep_until if built else measure.end
    running = measure.start <= year and (last is None or year <= last)
    return running or any(at == year and amount for at, amount in cost.set_up.points)
