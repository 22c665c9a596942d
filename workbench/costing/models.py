"""The cost models: one function for each formula, from a measure's parameters to nodes.

Formulas follow the general form of ILO costings (Ortiz and others 2017, ESS 58, annex II): people entitled x coverage
x take-up x benefit x payments, plus administration, which is a mark-up on transfers or a share of gross, never both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.costing import operations as op
from workbench.costing import timing
from workbench.costing.graph import Node
from workbench.costing.series import Library
from workbench.costing.units import DAYS, HOUSEHOLDS, NUMBER, PAYMENTS, PERSONS, SHARE, Unit, base
from workbench.errors import Message, RequestError, message, verbatim
from workbench.model.group import Group
from workbench.model.measure import MAX_AGE, Cost, Measure
from workbench.model.package import Package
from workbench.model.paths import Path, Shape
from workbench.model.words import CostModel, Indexation, LeakageBasis, LevelBasis, Sex


@dataclass(frozen=True, slots=True)
class Costed:
    """The nodes of one measure; those that a model does not have are None."""

    cost: Node
    beneficiaries: Node | None = None
    benefit: Node | None = None
    entitled: Node | None = None
    capital: Node | None = None


class Parameters:
    """Makes nodes from one measure's cost parameters."""

    def __init__(
        self, package: Package, library: Library, measure: Measure, participation: Path | None
    ) -> None:
        self.package = package
        self.library = library
        self.measure = measure
        self.cost = measure.cost
        self.participation = participation

    def share(self, field: str, label: Message, value: Path | float | None = None) -> Node:
        """Make a node for a share."""
        given = getattr(self.cost, field) if value is None else value
        return self.library.given(
            given, label, SHARE, subject=f"measure:{self.measure.id} cost.{field}", why=self.cost.source
        )

    def number(self, field: str, label: Message, unit: Unit = NUMBER) -> Node:
        """Make a node for a number of the measure."""
        value = getattr(self.cost, field)
        return self.library.given(
            value, label, unit, subject=f"measure:{self.measure.id} cost.{field}", why=self.cost.source
        )

    def money(self, field: str, label: Message, per: Unit = NUMBER) -> Node:
        """Make a node for money of the base year, followed by the measure's indexation."""
        value = self.number(field, label, self.library.constant / per)
        return self.indexed(value)

    def indexed(self, node: Node) -> Node:
        """Turn money of the base year into nominal money, as the measure is indexed."""
        cost, library = self.cost, self.library
        if cost.indexation is Indexation.NONE:
            per = node.unit / library.constant
            reason = message(
                "paid at its face value of {year}, not indexed", year=str(self.package.base_year)
            )
            return Node(node.label, op.Recast(library.nominal * per, reason, silent=False), (node,))
        makers: dict[Indexation, Callable[[], Node]] = {
            Indexation.PRICES: library.prices,
            Indexation.WAGES: lambda: library.growth_of(
                "average-wage", message("average wage, {year} = 1", year=str(self.package.base_year))
            ),
            Indexation.GDP_PER_HEAD: library.gdp_per_head_growth,
        }
        index = makers[cost.indexation]()
        if cost.index_every > 1:
            index = Node(index.label, timing.EverySoOften(cost.index_every, self.package.base_year), (index,))
        return Node(node.label, op.Product(), (node, index))

    def people(self, low: int, high: int, sex: Sex = Sex.BOTH) -> Node:
        """Give the people entitled by age, or the members of the group named."""
        if not self.cost.group:
            return self.library.population(low, high, sex)
        group = self.package.group(self.cost.group)
        if group is None:
            raise RequestError(
                message("There is no group {group}.", group=self.cost.group),
                where=f"measure:{self.measure.id} cost.group",
                remedy=message("Name one of the package's groups."),
            )
        return _members(self.library, group)

    def benefit(self, field: str = "level", label: Message | None = None) -> Node:
        """Give the benefit a person and payment."""
        cost = self.cost
        label = label or message("benefit a payment")
        per = PERSONS * PAYMENTS
        if cost.level_basis is LevelBasis.MONEY:
            return self.indexed(self.number(field, label, self.library.constant / per))
        level = self.number(field, message("level"), SHARE)
        line = self.library.level_base(cost.level_basis, cost.payments)
        each = Node(line.label, op.Recast(line.unit / per, message("for each person and payment")), (line,))
        return self.indexed(Node(label, op.Product(), (each, level)))

    def participating(self, entitled: Node) -> Node:
        """Give those who receive: one figure of participation, from the access engine or as given."""
        parts = [entitled]
        if self.cost.use_access:
            if self.participation is None:
                raise RequestError(
                    message("Participation from access needs one group as the people entitled."),
                    where=f"measure:{self.measure.id} cost.use_access",
                    remedy=message("Set cost.group, or give coverage and take-up."),
                )
            parts.append(self.share("use_access", message("reached, from access"), self.participation))
        else:
            if self.cost.coverage != Path.constant(1.0):
                parts.append(self.share("coverage", message("coverage")))
            if self.cost.take_up != Path.constant(1.0):
                parts.append(self.share("take_up", message("take-up")))
        if self.cost.overlap != Path.constant(0.0):
            rest = self.share("overlap", message("share with another benefit"))
            parts.append(Node(message("without another benefit"), op.OneMore(-1), (rest,)))
        whole = Node(message("beneficiaries"), op.Product(), tuple(parts)) if len(parts) > 1 else entitled
        return self.in_force(whole)

    def in_force(self, node: Node) -> Node:
        """Keep a figure to the years the measure runs."""
        return Node(node.label, timing.InForce(self.measure.start, self.measure.end), (node,))

    def transfers(self, people: Node, benefit: Node, label: Message | None = None) -> Node:
        """Give people x benefit x payments."""
        payments = self.number("payments", message("payments a year"), PAYMENTS)
        return Node(label or message("transfers"), op.Product(), (people, benefit, payments))

    def with_administration(self, transfers: Node, heads: Node | None) -> Node:
        """Add administration in the forms the measure states."""
        cost = self.cost
        if cost.admin_markup and cost.admin_share_of_gross:
            raise RequestError(
                message("Administration is given twice, as a mark-up and as a share of gross."),
                where=f"measure:{self.measure.id} cost.admin_markup",
                remedy=message("Keep one: a mark-up m equals a share of gross m / (1 + m)."),
            )
        gross = transfers
        label = message("cost")
        if cost.admin_markup:
            factor = Node(
                message("with administration"),
                op.OneMore(),
                (self.share("admin_markup", message("administration, a mark-up on transfers")),),
            )
            gross = Node(label, op.Product(), (transfers, factor))
        elif cost.admin_share_of_gross:
            rest = Node(
                message("without administration"),
                op.OneMore(-1),
                (self.share("admin_share_of_gross", message("administration, a share of gross cost")),),
            )
            gross = Node(label, op.Quotient(), (transfers, rest))
        extra = []
        if cost.admin_fixed != Path.constant(0.0):
            extra.append(self.in_force(self.money("admin_fixed", message("fixed administration"))))
        if cost.admin_per_head and heads is not None:
            each = self.money("admin_per_head", message("administration a head"), heads.unit)
            extra.append(Node(message("administration by heads"), op.Product(), (heads, each)))
        if cost.set_up != Path.constant(0.0):
            extra.append(self.set_up())
        return Node(label, op.Sum(), (gross, *extra)) if extra else gross

    def set_up(self) -> Node:
        """Give the set-up amounts, in the years named only."""
        path = self.cost.set_up
        if not path.is_constant and path.shape is not Shape.ONLY:
            path = Path(path.points, Shape.ONLY)
        node = self.library.given(
            path, message("set-up"), self.library.constant, subject=f"measure:{self.measure.id} cost.set_up"
        )
        return self.indexed(node)


def _members(library: Library, group: Group) -> Node:
    label = message("members of {group}", group=group.name)
    if any(value for _, value in group.size.points):
        return library.given(group.size, label, PERSONS, subject=f"group:{group.id} size", why=group.source)
    people = library.population(group.age_from, group.age_to, group.sex)
    share = library.given(
        group.population_share,
        message("share in {group}", group=group.name),
        SHARE,
        subject=f"group:{group.id} population_share",
        why=group.source,
    )
    return Node(label, op.Product(), (people, share))


def _transfer(p: Parameters) -> Costed:
    people = p.people(p.cost.age_from, p.cost.age_to, p.cost.sex)
    entitled = people
    if p.cost.prevalence != Path.constant(1.0):
        entitled = Node(
            message("people entitled"), op.Product(), (people, p.share("prevalence", message("prevalence")))
        )
    beneficiaries = p.participating(entitled)
    benefit = p.benefit()
    cost = p.with_administration(p.transfers(beneficiaries, benefit), beneficiaries)
    return Costed(cost, beneficiaries, benefit, p.in_force(entitled))


def _basic_income(p: Parameters) -> Costed:
    child_to = p.cost.child_age_to
    children = (
        p.people(p.cost.age_from, min(child_to, p.cost.age_to)) if p.cost.age_from <= child_to else None
    )
    adults = p.people(max(child_to + 1, p.cost.age_from), p.cost.age_to)
    adult_benefit = p.benefit("level", message("benefit of an adult"))
    paid = [(p.participating(adults), adult_benefit, message("paid to adults"))]
    if children is not None and p.cost.child_level != Path.constant(0.0):
        child_benefit = p.benefit("child_level", message("benefit of a child"))
        paid.append((p.participating(children), child_benefit, message("paid to children")))
    transfers = Node(
        message("transfers"), op.Sum(), tuple(p.transfers(who, what, label) for who, what, label in paid)
    )
    beneficiaries = Node(message("beneficiaries"), op.Sum(), tuple(who for who, _, _ in paid))
    cost = p.with_administration(transfers, beneficiaries)
    entitled = [adults] if len(paid) == 1 or children is None else [adults, children]
    return Costed(
        cost,
        beneficiaries,
        adult_benefit,
        p.in_force(Node(message("people entitled"), op.Sum(), tuple(entitled))),
    )


def _means_tested(p: Parameters) -> Costed:
    cost = p.cost
    missing = [
        field for field in ("exclusion_error", "leakage", "leakage_basis") if getattr(cost, field) is None
    ]
    if missing:
        raise RequestError(
            message(
                "A means test makes errors; {fields} must be stated, zero included.", fields=tuple(missing)
            ),
            where=f"measure:{p.measure.id} cost",
            why=message("Leakage as a share of the caseload and of those not poor differ widely."),
            remedy=message(
                "Set cost.exclusion_error, cost.leakage and cost.leakage_basis (caseload or non-poor)."
            ),
        )
    people = p.people(cost.age_from, cost.age_to, cost.sex)
    poor_share = p.share("poor_share", message("share who are poor"))
    poor = Node(message("people who are poor"), op.Product(), (people, poor_share))
    included = Node(
        message("not wrongly left out"),
        op.OneMore(-1),
        (p.share("exclusion_error", message("exclusion error")),),
    )
    right = Node(message("poor people included"), op.Product(), (poor, included))
    leakage = p.share("leakage", message("leakage"))
    if cost.leakage_basis is LeakageBasis.CASELOAD:
        rest = Node(message("part of the caseload that is poor"), op.OneMore(-1), (leakage,))
        caseload = Node(message("caseload"), op.Quotient(), (right, rest))
    else:
        others = Node(message("people who are not poor"), op.Less(), (people, poor))
        wrong = Node(message("people wrongly let in"), op.Product(), (others, leakage))
        caseload = Node(message("caseload"), op.Sum(), (right, wrong))
    if cost.household_size != 1.0:
        size = p.number("household_size", message("persons a household"), PERSONS / HOUSEHOLDS)
        caseload = Node(message("households in the caseload"), op.Quotient(), (caseload, size))
        each = PERSONS / HOUSEHOLDS
        benefit = p.benefit()
        benefit = Node(
            message("benefit a household and payment"),
            op.Recast(benefit.unit * each, message("one benefit a household")),
            (benefit,),
        )
    else:
        benefit = p.benefit()
    beneficiaries = p.participating(caseload)
    parts = [p.transfers(beneficiaries, benefit)]
    total = p.with_administration(parts[0], beneficiaries)
    tests = []
    if cost.test_fixed != Path.constant(0.0):
        tests.append(p.in_force(p.money("test_fixed", message("fixed cost of the test"))))
    if cost.test_per_applicant:
        each_test = p.money("test_per_applicant", message("cost of one test"), beneficiaries.unit)
        tests.append(Node(message("cost of testing applicants"), op.Product(), (beneficiaries, each_test)))
    whole = Node(message("cost"), op.Sum(), (total, *tests)) if tests else total
    return Costed(whole, beneficiaries, benefit, p.in_force(poor))


def _public_works(p: Parameters) -> Costed:
    workers = p.in_force(p.number("workers", message("workers"), PERSONS))
    days = p.number("days", message("days of work each"), DAYS)
    wage = p.money("wage", message("daily wage"), PERSONS * DAYS)
    wages = Node(message("wages"), op.Product(), (workers, days, wage))
    if not 0 < p.cost.labour_share <= 1:
        raise RequestError(
            message("The labour share must be above 0 and at most 1."),
            where=f"measure:{p.measure.id} cost.labour_share",
            remedy=message("Give wages as a share of the total cost, such as 0.6."),
        )
    if p.cost.labour_share < 1:
        wages = Node(
            message("wages and other inputs"),
            op.Quotient(),
            (wages, p.share("labour_share", message("labour share of cost"))),
        )
    return Costed(p.with_administration(wages, workers), workers, wage, workers)


def _service(p: Parameters) -> Costed:
    unit = base(p.cost.quantity_label or "units")
    label = verbatim(p.cost.quantity_label) if p.cost.quantity_label else message("units of service")
    quantity = p.in_force(p.number("quantity", label, unit))
    if p.cost.unit_cost_series:
        each = p.indexed(_unit_cost(p, unit))
    else:
        each = p.money("unit_cost", message("cost of one unit"), unit)
    total = Node(message("quantity at unit cost"), op.Product(), (quantity, each))
    heads = quantity if quantity.unit.fits(PERSONS) else None
    return Costed(p.with_administration(total, heads), heads)


def _unit_cost(p: Parameters, unit: Unit) -> Node:
    key = p.cost.unit_cost_series
    found = p.library.located(key, "unit-costs") or p.library.located(key)
    if found is None:
        raise RequestError(
            message("There is no imported unit cost “{key}”.", key=key),
            where=f"measure:{p.measure.id} cost.unit_cost_series",
            remedy=message("Bring in the workbook of unit costs, or give cost.unit_cost."),
        )
    table, series = found
    year = p.package.base_year
    if series.at(year) is None:
        raise RequestError(
            message("The imported unit cost of {item} is not of {year}.", item=series.label, year=str(year)),
            where=f"measure:{p.measure.id} cost.unit_cost_series",
            why=message("Money of another year would be taken for money of the base year."),
            remedy=message(
                "Bring in unit costs of {year}, or give cost.unit_cost in its prices.", year=str(year)
            ),
        )
    node = p.library.cells(table, (series,), message("unit cost of {item}", item=series.label), year=year)
    reason = message("money of {year}", year=str(p.package.base_year))
    return Node(node.label, op.Recast(p.library.constant / unit, reason), (node,))


def _lump_sum(p: Parameters) -> Costed:
    path = p.cost.amounts
    if not path.is_constant and path.shape is Shape.LINEAR:
        path = Path(path.points, Shape.ONLY)
    amounts = p.library.given(
        path,
        message("amounts"),
        p.library.constant,
        subject=f"measure:{p.measure.id} cost.amounts",
        why=p.cost.source,
    )
    return Costed(p.with_administration(p.in_force(p.indexed(amounts)), None))


def _existing_spending(p: Parameters) -> Costed:
    key = p.cost.spending_series
    found = p.library.located(key, "existing-spending") or p.library.located(key)
    if found is None:
        raise RequestError(
            message("There is no imported spending line “{key}”.", key=key),
            where=f"measure:{p.measure.id} cost.spending_series",
            remedy=message("Bring in the workbook of programme spending, or give the amounts as a lump sum."),
        )
    table, series = found
    last = max(year for year, value in zip(series.years, series.values, strict=True) if value is not None)
    label = message("spending on {line}", line=series.label)
    line = p.library.cells(table, (series,), label)
    if last < p.package.years[-1]:
        if last <= p.package.base_year:
            line = p.library.cells(table, (series,), label, year=last)
        line = Node(label, timing.CarriedOn(last, p.package.base_year), (line, p.library.prices()))
    return Costed(p.in_force(line))


MODELS: dict[CostModel, Callable[[Parameters], Costed]] = {
    CostModel.TRANSFER: _transfer,
    CostModel.BASIC_INCOME: _basic_income,
    CostModel.MEANS_TESTED: _means_tested,
    CostModel.PUBLIC_WORKS: _public_works,
    CostModel.SERVICE: _service,
    CostModel.LUMP_SUM: _lump_sum,
    CostModel.EXISTING_SPENDING: _existing_spending,
}

_ESSENTIAL: dict[CostModel, tuple[tuple[str, Message], ...]] = {
    CostModel.TRANSFER: (("level", message("benefit level")),),
    CostModel.BASIC_INCOME: (("level", message("benefit level")),),
    CostModel.MEANS_TESTED: (("level", message("benefit level")), ("poor_share", message("share of poor"))),
    CostModel.PUBLIC_WORKS: (
        ("workers", message("workers")),
        ("days", message("days of work")),
        ("wage", message("daily wage")),
    ),
    CostModel.SERVICE: (("quantity", message("quantity")), ("unit_cost", message("cost of one unit"))),
    CostModel.LUMP_SUM: (("amounts", message("yearly amounts")),),
}
"""Parameters without which a formula gives nothing."""


def unstated(cost: Cost) -> tuple[Message, ...]:
    """Name the parameters left at zero that make the whole cost zero."""
    return tuple(
        label
        for field, label in _ESSENTIAL.get(cost.model, ())
        if getattr(cost, field) == Path.constant(0.0) and not (field == "unit_cost" and cost.unit_cost_series)
    )


__all__ = ["MAX_AGE", "MODELS", "Costed", "Parameters", "unstated"]
