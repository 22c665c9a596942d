"""From a package to its estimate: every figure is a named node, computed, traced and summed here."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.costing import operations as op
from workbench.costing.graph import Evaluation, Node
from workbench.costing.models import MODELS, Costed, Parameters, unstated
from workbench.costing.series import NAMES, Library
from workbench.costing.units import SHARE
from workbench.errors import Message, RequestError, WorkbenchError, message, verbatim
from workbench.model import codec
from workbench.model.measure import MAX_AGE, Measure
from workbench.model.package import Package
from workbench.model.paths import Path, Shape
from workbench.model.results import CostLine, Estimate, Trace
from workbench.model.words import Certainty, CostModel, MeasureStatus, PriceBasis, Sex

_NOTHING = Path.constant(0.0)


class Costing:
    """The costing graph of one package.

    Args:
        package: What to cost.
        participation: Measure id -> share reached by year, for measures that take it from the access engine.
        evaluation: Values of an earlier costing over the same years, to compute only what changed.
    """

    def __init__(
        self,
        package: Package,
        *,
        participation: Mapping[str, Path] | None = None,
        evaluation: Evaluation | None = None,
    ) -> None:
        self.package = package
        self.library = Library(package)
        self.problems: list[Message] = []
        self._uncosted: dict[str, Message] = {}
        self.figures: dict[str, Node] = {}
        self.evaluation = (
            evaluation
            if evaluation is not None and evaluation.years == package.years
            else Evaluation(package.years)
        )
        self._deflator = self._find_deflator()
        self._lines = {
            measure.id: costed
            for measure in package.measures
            if (costed := self._costed(measure, (participation or {}).get(measure.id))) is not None
        }
        self._nominal: dict[str, Node] = {}
        self._build()
        self._name_rivals()

    @property
    def price_basis(self) -> str:
        """The basis of every money figure of the estimate."""
        constant = self.package.price_basis is PriceBasis.CONSTANT and self._deflator is not None
        return f"constant {self.package.base_year}" if constant else "nominal"

    def estimate(self) -> Estimate:
        """Compute all figures."""
        row = self._row
        lines = tuple(self._line(measure) for measure in self.package.measures if measure.id in self._lines)
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
            share_of_gdp=row("total.share_of_gdp"),
            share_of_expenditure=row("total.share_of_expenditure"),
            gdp=row("macro.gdp"),
            financing=row("total.financing"),
            by_certainty=certainties,
            gap=row("total.gap"),
            surplus=row("total.surplus"),
            envelope=row("total.envelope"),
            problems=tuple(self.problems),
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
            guess = codec.nearest(figure, self.figures)
            raise RequestError(
                message("There is no figure “{figure}”.", figure=figure),
                where=figure,
                remedy=message("Did you mean “{guess}”?", guess=guess)
                if guess
                else message(
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

    def _find_deflator(self) -> Node | None:
        try:
            return self.library.prices()
        except WorkbenchError as error:
            if self.package.price_basis is PriceBasis.CONSTANT:
                self.problems.append(error.what)
            return None

    def _costed(self, measure: Measure, participation: Path | None) -> Costed | None:
        if measure.cost.model is CostModel.NONE:
            if measure.status is not MeasureStatus.EXISTING:
                reason = message(
                    "{measure} has no cost model yet; it is not in the total.", measure=measure.title
                )
                self._leave_out(measure, reason)
            return None
        try:
            costed = MODELS[measure.cost.model](
                Parameters(self.package, self.library, measure, participation)
            )
        except WorkbenchError as error:
            reason = message(
                "{measure} is not in the total: {reason}", measure=measure.title, reason=error.what
            )
            self._leave_out(measure, reason)
            return None
        blank = unstated(measure.cost)
        if blank and measure.status is not MeasureStatus.EXISTING:
            self.problems.append(
                message(
                    "The running cost of {measure} counts as nothing; not stated yet: {fields}.",
                    measure=measure.title,
                    fields=blank,
                )
            )
        return costed

    def _name_rivals(self) -> None:
        """Say where two workbooks hold the same basic series: only one counts, and they may differ."""
        for key, name in (
            ("population", message("the population by age")),
            ("gdp", NAMES["gdp"]),
            ("cpi", NAMES["cpi"]),
        ):
            role = "population" if key == "population" else ""
            holding = {
                table.sha256 or table.id: table.workbook
                for table in self.package.tables
                if (table.role == role if role else table.role != "population" and table.find(key))
            }
            if len(holding) > 1 and not (not role and self.package.assumption(key)):
                *others, used = holding.values()
                self.problems.append(
                    message(
                        "Several workbooks hold {series}: {used} counts, since it was brought in last, and {others} "
                        "not. Remove the one that is not meant.",
                        series=name,
                        used=used,
                        others=tuple(others),
                    )
                )

    def _leave_out(self, measure: Measure, reason: Message) -> None:
        self.problems.append(reason)
        self._uncosted[measure.id] = reason

    def _build(self) -> None:
        figures = self.figures
        for measure in self.package.measures:
            costed = self._lines.get(measure.id)
            if costed is None:
                continue
            figure = f"measure:{measure.id}"
            self._money(f"{figure}.cost", message("cost of {measure}", measure=measure.title), costed.cost)
            capital = self.library.given(
                measure.cost.capital_share,
                message("capital share"),
                SHARE,
                subject=f"{figure} cost.capital_share",
            )
            self._money(
                f"{figure}.capital",
                message("capital part"),
                Node(message("capital part"), op.Product(), (costed.cost, capital)),
            )
            if costed.beneficiaries is not None:
                figures[f"{figure}.beneficiaries"] = costed.beneficiaries
            if costed.entitled is not None:
                figures[f"{figure}.entitled"] = costed.entitled
            if costed.benefit is not None:
                self._money(
                    f"{figure}.benefit",
                    message("benefit of {measure}", measure=measure.title),
                    costed.benefit,
                )
            replaced = self._replaced(measure)
            if replaced is not None:
                self._money(
                    f"{figure}.replaced",
                    message("spending replaced by {measure}", measure=measure.title),
                    replaced,
                )
        self._totals()

    def _replaced(self, measure: Measure) -> Node | None:
        parts = [self._lines[other].cost for other in measure.cost.replaces if other in self._lines]
        if not parts:
            return None
        whole = Node(message("spending replaced"), op.Sum(), tuple(parts))
        return Node(whole.label, op.InForce(measure.start, measure.end), (whole,))

    def _totals(self) -> None:
        nominal = self._nominal
        new = [
            m for m in self.package.measures if m.id in self._lines and m.status is not MeasureStatus.EXISTING
        ]
        old = [m for m in self.package.measures if m.id in self._lines and m.status is MeasureStatus.EXISTING]
        parts = [nominal[f"measure:{m.id}.cost"] for m in new]
        if not new and any(m.status is not MeasureStatus.EXISTING for m in self.package.measures):
            parts = [Node(message("cost of the measures"), op.NotKnown(self.library.nominal))]
        total = self._sum("total.cost", message("total cost"), parts)
        self._sum(
            "total.baseline",
            message("spending on existing measures"),
            [nominal[f"measure:{m.id}.cost"] for m in old],
        )
        self._sum("total.capital", message("capital part"), [nominal[f"measure:{m.id}.capital"] for m in new])
        replaced = self._sum(
            "total.replaced",
            message("spending replaced"),
            [nominal[f"measure:{m.id}.replaced"] for m in new if f"measure:{m.id}.replaced" in nominal],
        )
        net = Node(message("net cost"), op.Less(), (total, replaced))
        self._money("total.net", net.label, net)
        for sector in dict.fromkeys(m.sector for m in new):
            inside = [nominal[f"measure:{m.id}.cost"] for m in new if m.sector == sector]
            self._sum(f"sector:{sector}.cost", message("cost of {sector}", sector=verbatim(sector)), inside)
        self._financing(net)
        gdp = self.library.find("gdp")
        if gdp is None:
            self.problems.append(message("GDP is not known, so there are no shares of GDP."))
        else:
            self._money("macro.gdp", gdp.label, gdp)
            self.figures["total.share_of_gdp"] = Node(
                message("total cost as a share of GDP"), op.Quotient(), (total, gdp)
            )
            if self.package.envelope is not None:
                ceiling = self.library.given(
                    self.package.envelope, message("envelope"), SHARE, subject="package envelope"
                )
                self._money(
                    "total.envelope",
                    message("envelope"),
                    Node(message("envelope"), op.Product(), (gdp, ceiling)),
                )
        expenditure = self.library.find("government-expenditure")
        if expenditure is not None:
            label = message("total cost as a share of government expenditure")
            self.figures["total.share_of_expenditure"] = Node(label, op.Quotient(), (total, expenditure))

    def _financing(self, net: Node) -> None:
        counted = []
        for certainty in Certainty:
            parts = []
            for line in self.package.financing:
                if line.certainty is certainty:
                    path = line.amounts
                    if not path.is_constant and path.shape is Shape.LINEAR and not line.recurrent:
                        path = Path(path.points, Shape.ONLY)
                    node = self.library.given(
                        path,
                        verbatim(line.title),
                        self.library.nominal,
                        subject=f"financing:{line.id} amounts",
                        why=line.note,
                    )
                    if not path.is_constant:
                        # Money named from a year on is not there before it.
                        node = Node(node.label, op.InForce(path.points[0][0], None), (node,))
                    self._money(f"financing:{line.id}.amount", node.label, node)
                    parts.append(node)
            node = self._sum(
                f"financing.{certainty.value}",
                message("{certainty} financing", certainty=_CERTAINTIES[certainty]),
                parts,
            )
            if certainty is not Certainty.POSSIBLE:
                counted.append(node)
        money = self._sum("total.financing", message("confirmed and planned financing"), counted)
        gap = Node(message("net cost not financed"), op.Less(), (net, money))
        self._money("total.gap", message("gap"), Node(message("gap"), op.NotBelowZero(), (gap,)))
        rest = Node(message("financing beyond net cost"), op.Less(), (money, net))
        self._money("total.surplus", message("surplus"), Node(message("surplus"), op.NotBelowZero(), (rest,)))

    def _sum(self, figure: str, label: Message, parts: list[Node]) -> Node:
        node = Node(label, op.Sum(self.library.nominal), tuple(parts))
        self._money(figure, label, node)
        return node

    def _money(self, figure: str, label: Message, node: Node) -> None:
        """Name a money figure; it is shown in the package's price basis."""
        node = Node(label, node.operation, node.inputs)
        self._nominal[figure] = node
        if self.package.price_basis is PriceBasis.CONSTANT and self._deflator is not None:
            node = Node(
                message("{figure}, in prices of {year}", figure=label, year=str(self.package.base_year)),
                op.Quotient(),
                (node, self._deflator),
            )
        self.figures[figure] = node

    def _line(self, measure: Measure) -> CostLine:
        figure = f"measure:{measure.id}"
        return CostLine(
            id=measure.id,
            title=measure.title,
            sector=measure.sector,
            cost=self._row(f"{figure}.cost"),
            beneficiaries=self._row(f"{figure}.beneficiaries"),
            benefit=self._row(f"{figure}.benefit"),
            entitled=self._row(f"{figure}.entitled"),
            replaced=self._row(f"{figure}.replaced"),
            capital=self._row(f"{figure}.capital"),
            existing=measure.status is MeasureStatus.EXISTING,
            model=measure.cost.model.value,
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


_CERTAINTIES = {
    Certainty.CONFIRMED: message("confirmed"),
    Certainty.PLANNED: message("planned"),
    Certainty.POSSIBLE: message("possible"),
}
