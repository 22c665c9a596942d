"""Nodes from one measure's cost parameters, shared by all cost models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from workbench.costing import carried, exchange, leaves, stacking, timing
from workbench.costing import operations as op
from workbench.costing import people as who
from workbench.costing.graph import Node
from workbench.costing.series import Library
from workbench.costing.stated import unstated
from workbench.costing.units import NUMBER, PAYMENTS, PERSONS, SHARE, Unit, money
from workbench.errors import Message, RequestError, message
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.paths import ONE, ZERO, Path
from workbench.model.words import Indexation, LevelBasis


@dataclass(frozen=True, slots=True)
class Costed:
    """The nodes of one measure; those that a model does not have are None.

    Attributes:
        cost: Gross cost.
        beneficiaries: Those who receive, rightly or not.
        benefit: Benefit a payment.
        entitled: Those entitled.
        not_reached: Those entitled who do not receive.
        unpaid: The transfers that would go to them.
        recovered: What is taxed back.
        capital: The capital part, where the model knows it.
    """

    cost: Node
    beneficiaries: Node | None = None
    benefit: Node | None = None
    entitled: Node | None = None
    not_reached: Node | None = None
    unpaid: Node | None = None
    recovered: Node | None = None
    capital: Node | None = None


class Parameters:
    """Makes nodes from one measure's cost parameters.

    Args:
        blank: Parameters that are not known, nor what rests on them; None for those nobody has stated.

    Attributes:
        notes: What a reader of the figures has to know, such as a stand-in for a series that is missing.
    """

    def __init__(
        self,
        package: Package,
        library: Library,
        measure: Measure,
        participation: Path | None = None,
        *,
        blank: frozenset[str] | None = None,
    ) -> None:
        self.package = package
        self.library = library
        self.measure = measure
        self.cost = measure.cost
        self.participation = participation
        self.blank = frozenset(unstated(measure.cost)) if blank is None else blank
        self.notes: list[Message] = []

    def of(self, other: Measure) -> Parameters:
        """Give the parameters of another measure of the package."""
        return Parameters(self.package, self.library, other)

    # ---- values of the planner

    def share(self, field: str, label: Message, value: Path | float | None = None) -> Node:
        """Make a node for a share."""
        return self.number(field, label, SHARE, value)

    def number(
        self, field: str, label: Message, unit: Unit = NUMBER, value: Path | float | None = None
    ) -> Node:
        """Make a node for a number of the measure."""
        given = getattr(self.cost, field) if value is None else value
        if field in self.blank and given == ZERO:
            return Node(label, leaves.NotKnown(unit, self.place(field)))
        return self.library.given(given, label, unit, subject=self.place(field), why=self.source(field))

    def money(self, field: str, label: Message, per: Unit = NUMBER) -> Node:
        """Make a node for money of the base year, followed by the measure's indexation."""
        return self.indexed(self.price(field, label, per))

    def price(
        self, field: str, label: Message, per: Unit = NUMBER, value: Path | float | None = None
    ) -> Node:
        """Make a node for money of the base year: what is stated in another currency or in prices of another year, carried.

        Raises:
            RequestError: The exchange rate of the year of its prices is not known, or the index between the two years.
        """
        own, base = self.package.currency, self.package.base_year
        currency, year = self.cost.currency or own, self.cost.price_year or base
        price = self.number(field, label, money(currency, year) / per, value)
        if currency != own:
            price = exchange.at_constant_prices(self.library, price, currency, year)
        if year == base:
            return price
        return carried.to_base_year(self.library, price, year, self.cost.indexation)

    def source(self, field: str) -> str:
        """Give the source of a parameter; none where the planner set it."""
        return "" if field in self.cost.by_hand else self.cost.source

    def place(self, field: str) -> str:
        """Name where a parameter is set."""
        return f"measure:{self.measure.id} cost.{field}"

    def refused(self, what: Message, field: str, remedy: Message, why: Message | None = None) -> RequestError:
        """Make the error that says why the measure cannot be costed."""
        return RequestError(what, where=self.place(field), why=why, remedy=remedy)

    def stated(self, *fields: str, why: Message) -> None:
        """See that parameters nobody may assume are stated, zero included.

        Raises:
            RequestError: Some are not; all are named.
        """
        missing = tuple(field for field in fields if getattr(self.cost, field) is None)
        if missing:
            raise self.refused(
                message("{fields} must be stated, zero included.", fields=missing),
                missing[0],
                message("Set {fields}.", fields=tuple(f"cost.{field}" for field in missing)),
                why,
            )

    # ---- prices

    def indexed(self, node: Node, indexation: Indexation | None = None) -> Node:
        """Turn money of the base year into nominal money, as the measure is indexed."""
        library, follows = self.library, indexation or self.cost.indexation
        if follows is Indexation.NONE:
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
        index = makers[follows]()
        if self.cost.index_every > 1:
            index = Node(
                index.label, timing.EverySoOften(self.cost.index_every, self.package.base_year), (index,)
            )
        return Node(node.label, op.Product(), (node, index))

    # ---- years

    def in_force(self, node: Node) -> Node:
        """Keep a figure to the years the measure runs."""
        return Node(node.label, timing.InForce(self.measure.start, self.measure.end), (node,))

    def running(self, node: Node) -> Node:
        """Keep what runs all year long to the years the measure runs, and to its months of the first."""
        months = 13 - self.measure.start_month
        return Node(node.label, timing.InForce(self.measure.start, self.measure.end, months), (node,))

    # ---- people

    def entitled(self) -> Node:
        """Give those entitled: by age, group or series, prevalence, severity and other benefits."""
        return who.entitled(self)

    def participating(self, entitled: Node) -> Node:
        """Give those who receive: one figure of participation, from the access engine or as given."""
        parts = [entitled]
        if self.cost.use_access:
            if self.participation is None:
                raise self.refused(
                    message("Participation from access needs one group as the people entitled."),
                    "use_access",
                    message("Set cost.group, or give coverage and take-up."),
                )
            parts.append(self.share("use_access", message("reached, from access"), self.participation))
        else:
            if self.cost.coverage != ONE:
                parts.append(self.share("coverage", message("coverage")))
            if self.cost.take_up != ONE:
                parts.append(self.share("take_up", message("take-up")))
        if len(parts) == 1:
            return self.in_force(entitled)
        return self.in_force(Node(message("beneficiaries"), op.Product(), tuple(parts)))

    def not_reached(self, entitled: Node, reached: Node) -> Node:
        """Give those of the entitled of the years the measure runs who do not receive."""
        return Node(message("entitled but not reached"), op.Less(), (entitled, reached))

    # ---- benefits

    def benefit(self, field: str = "level", label: Message | None = None) -> Node:
        """Give the benefit a person and payment, between the least and the highest one where these are stated."""
        cost = self.cost
        label = label or message("benefit a payment")
        each = self._level(field, cost.level_basis, label)
        if field == "level" and (cost.level_floor is not None or cost.level_cap is not None):
            each = self._within_limits(self.indexed(each))
            return self._paid_by_the_state(each, label)
        return self.indexed(self._paid_by_the_state(each, label))

    def _level(self, field: str, basis: LevelBasis, label: Message) -> Node:
        """Give a level in money of the base year, a person and payment."""
        per = PERSONS * PAYMENTS
        if basis is LevelBasis.MONEY:
            return self.price(field, label, per)
        level = self.number(field, message("level"), SHARE)
        line = self.library.level_base(basis, self.cost.payments)
        base = Node(line.label, op.Recast(line.unit / per, message("for each person and payment")), (line,))
        return Node(label, op.Product(), (base, level))

    def _paid_by_the_state(self, each: Node, label: Message) -> Node:
        if self.cost.rate == ONE:
            return each
        return Node(label, op.Product(), (each, self.share("rate", message("part the state pays"))))

    def _within_limits(self, each: Node) -> Node:
        """Raise a benefit in nominal money to its least level, then hold it to its highest one."""
        cost = self.cost
        if cost.level_floor is not None:
            least = self._limit("level_floor", cost.level_floor_basis, message("least level"))
            each = Node(message("benefit, at least the least level"), op.Largest(), (each, least))
        if cost.level_cap is not None:
            most = self._limit("level_cap", cost.level_cap_basis, message("highest level"))
            each = Node(message("benefit, at most the highest level"), op.Smallest(), (each, most))
        return each

    def _limit(self, field: str, basis: LevelBasis, label: Message) -> Node:
        """Give a limit in nominal money: money as the level is indexed, a share of its basis of each year."""
        level = self._level(field, basis, label)
        if basis is LevelBasis.MONEY:
            return self.indexed(level)
        return Node(label, op.Product(), (level, self.library.growth_of_base(basis)))

    @cached_property
    def payments(self) -> Node:
        """The payments a person gets a year: fewer where the benefit is paid for some months only."""
        yearly = self.number("payments", message("payments a year"), PAYMENTS)
        if self.cost.months == 12:
            return yearly
        part = self.library.given(
            self.cost.months / 12,
            message("part of the year paid"),
            SHARE,
            subject=self.place("months"),
            why=self.source("months"),
        )
        return Node(message("payments a person"), op.Product(), (yearly, part))

    def transfers(self, people: Node, benefit: Node, label: Message | None = None) -> Node:
        """Give people x benefit x payments, less what other benefits take off."""
        label = label or message("transfers")
        each_year = self.payments
        paid = Node(label, op.Product(), (people, benefit, each_year))
        off = stacking.reductions(self, people, benefit, each_year)
        return self.running(Node(label, op.Less(), (paid, *off)) if off else paid)

    def recovered(self, transfers: Node) -> Node | None:
        """Give what is taxed back."""
        if self.cost.recovered == ZERO:
            return None
        share = self.share("recovered", message("share taxed back"))
        return Node(message("taxed back"), op.Product(), (transfers, share))

    # ---- administration

    def with_administration(self, transfers: Node, heads: Node | None = None) -> Node:
        """Add administration in the forms the measure states."""
        cost = self.cost
        if cost.admin_markup and cost.admin_share_of_gross:
            raise self.refused(
                message("Administration is given twice, as a mark-up and as a share of gross."),
                "admin_markup",
                message("Keep one: a mark-up m equals a share of gross m / (1 + m)."),
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
        if cost.admin_fixed != ZERO:
            extra.append(self.running(self.money("admin_fixed", message("fixed administration"))))
        if heads is not None:
            if cost.admin_per_head:
                extra.append(self._by_heads("admin_per_head", message("administration a head"), heads))
            if cost.monitoring_per_head:
                extra.append(self._by_heads("monitoring_per_head", message("monitoring a head"), heads))
        if cost.set_up != ZERO:
            extra.append(self._set_up())
        return Node(label, op.Sum(), (gross, *extra)) if extra else gross

    def _by_heads(self, field: str, label: Message, heads: Node) -> Node:
        each = self.money(field, label, heads.unit)
        return self.running(Node(message("{each}, by heads", each=label), op.Product(), (heads, each)))

    def _set_up(self) -> Node:
        """Give the set-up amounts, in the years named only."""
        return self.indexed(self.price("set_up", message("set-up")))
