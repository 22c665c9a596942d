"""Services, what they are made of, fees given up, registration, and what is built."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.costing import operations as op
from workbench.costing import people as who
from workbench.costing import timing
from workbench.costing.exchange import LackingError
from workbench.costing.graph import Node
from workbench.costing.parameters import Costed, Parameters
from workbench.costing.units import PERSONS, Unit, base
from workbench.errors import message, verbatim
from workbench.model.cost import Ingredient
from workbench.model.paths import ONE, ZERO, Path, Shape


def service(p: Parameters) -> Costed:
    """Cost a service: quantity x unit cost, and its staff and other ingredients."""
    quantity = _quantity(p)
    cost, capital = _delivered(p, quantity)
    heads = quantity if quantity.unit.fits(PERSONS) else None
    return Costed(p.with_administration(cost, heads), heads, capital=capital)


def fee_removal(p: Parameters) -> Costed:
    """Cost a fee given up: the revenue lost on today's use, and the full cost of the use that is added."""
    p.stated("extra_use", why=message("People use more of what is free; by how much differs widely."))
    users = _quantity(p)
    fee = p.money("fee_charged", message("fee charged today"), users.unit)
    lost = Node(message("revenue lost"), op.Product(), (users, fee))
    extra = Node(
        message("extra use"), op.Product(), (users, p.share("extra_use", message("extra use, of use today")))
    )
    cost, capital = _delivered(p, extra)
    whole = Node(message("revenue lost and extra use"), op.Sum(), (p.running(lost), cost))
    heads = Node(message("users"), op.Sum(), (users, extra)) if users.unit.fits(PERSONS) else None
    return Costed(p.with_administration(whole, heads), heads, capital=capital)


def registration(p: Parameters) -> Costed:
    """Cost a registration drive: a backlog cleared in equal parts, births, and teams that come in any case."""
    cost = p.cost
    parts = []
    if cost.backlog:
        first, last = p.measure.start, p.measure.start + cost.backlog_years - 1
        if p.measure.end is not None:
            last = min(last, p.measure.end)
        yearly = p.number(
            "backlog",
            message("backlog cleared a year"),
            PERSONS,
            Path.constant(cost.backlog / cost.backlog_years),
        )
        parts.append(Node(yearly.label, timing.InForce(first, last), (yearly,)))
    if cost.coverage != ZERO:
        born = who.series_of_people(p, cost.people_series or who.BIRTHS)
        if cost.coverage != ONE:
            share = p.share("coverage", message("share of births the drive registers"))
            born = Node(message("births registered"), op.Product(), (born, share))
        parts.append(p.running(born))
    registered = Node(message("people registered"), op.Sum(PERSONS), tuple(parts))
    total, capital = _delivered(p, registered)
    return Costed(p.with_administration(total, registered), registered, capital=capital)


def infrastructure(p: Parameters) -> Costed:
    """Cost what is built: capital when built and when its life ends, upkeep of the stock from the year after.

    Building ends with the measure; what stands has to be kept up and renewed after it too.
    """
    p.stated("upkeep_share", why=message("What is built has to be kept up, or it is lost."))
    _must_be_kept_up(p)
    cost, first = p.cost, p.package.years[0]
    quantity = _quantity(p, _named_years(cost.quantity))
    standing = _standing(p, quantity.unit)
    renewed = quantity
    if cost.life is not None:
        ages = range(len(p.package.years))
        weights = tuple(1.0 if age % cost.life == 0 else 0.0 for age in ages)
        saying = message("built, and built anew after {years} years", years=cost.life)
        renewed = Node(message("built in the year"), timing.Lagged(weights, first, saying), (quantity,))
        due = [
            Node(one.label, timing.InForce(year, year), (one,))
            for one, year in _falling_due(p, standing, cost.life)
        ]
        if due:
            renewed = Node(message("built and renewed in the year"), op.Sum(), (renewed, *due))
    price = _price(p, quantity.unit)
    capital = _while_kept_up(p, Node(message("capital"), op.Product(), (renewed, price)))
    weights = (0.0,) + (1.0,) * (len(p.package.years) - 1)
    stock = Node(
        message("stock at the start of the year"),
        timing.Lagged(weights, first, message("all that was built in earlier years")),
        (quantity,),
    )
    if standing:
        stock = Node(message("stock with what stood already"), op.Sum(), (stock, *standing.values()))
    share = p.share("upkeep_share", message("upkeep, of the cost to build"))
    upkeep = Node(message("upkeep"), op.Product(), (stock, price, share))
    whole = Node(
        message("capital and upkeep"),
        op.Sum(),
        (capital, _while_kept_up(p, upkeep, 13 - p.measure.start_month)),
    )
    return Costed(p.with_administration(whole), capital=capital)


def _must_be_kept_up(p: Parameters) -> None:
    """Refuse what is built after the last year of upkeep: it would cost nothing.

    Raises:
        RequestError: Something is.
    """
    until = p.cost.upkeep_until
    building = [
        year for year in p.package.years if p.measure.runs_in(year) and _named_years(p.cost.quantity).at(year)
    ]
    if until is not None and building and max(building) > until:
        raise p.refused(
            message("Units are built until {year}, after the last year of upkeep.", year=str(max(building))),
            "upkeep_until",
            message("Let upkeep last at least as long as building."),
        )


def _while_kept_up(p: Parameters, node: Node, months: int = 12) -> Node:
    """Keep a figure to the years from the start of the measure until what stands is no longer kept up."""
    return Node(node.label, timing.InForce(p.measure.start, p.cost.upkeep_until, months), (node,))


def _standing(p: Parameters, unit: Unit) -> dict[int, Node]:
    """Give what stands already by the year it was built; year 0 where that is not stated.

    Raises:
        RequestError: Something is not built yet, or cannot fall due for want of a year.
    """
    built = {year: count for year, count in p.cost.standing.points if count}
    if built and max(built) > p.package.base_year:
        raise p.refused(
            message("What is built after {year} does not stand already.", year=str(p.package.base_year)),
            "standing",
            message("Name the years up to {year} here, and later ones in cost.quantity.", year=str(p.package.base_year)),
        )  # fmt: skip
    if 0 in built and p.cost.life is not None:
        raise p.refused(
            message("When the units that stand already fall due is not known."),
            "standing",
            message("State them by the year they were built, such as {example}.", example='{"2010": 40, "2018": 60}'),
        )  # fmt: skip
    return {
        year: p.number(
            "standing",
            message("standing, built in {year}", year=str(year)) if year else message("standing already"),
            unit,
            Path.constant(count),
        )
        for year, count in built.items()
    }


def _falling_due(p: Parameters, standing: dict[int, Node], life: int) -> Iterator[tuple[Node, int]]:
    """Give each renewal of what stands already; what is overdue falls due in the measure's first year."""
    first = max(p.measure.start, p.package.years[0])
    for built, node in standing.items():
        for year in range(max(built + life, first), p.package.years[-1] + 1, life):
            label = message("{units}, renewed in {year}", units=node.label, year=str(year))
            yield node.named(label), year


def _named_years(path: Path) -> Path:
    """Keep to the years named: what is built or bought in one year is not built again in the next."""
    return path if path.is_constant or path.shape is not Shape.LINEAR else Path(path.points, Shape.ONLY)


def _quantity(p: Parameters, path: Path | None = None) -> Node:
    label = verbatim(p.cost.quantity_label) if p.cost.quantity_label else message("units of service")
    return p.in_force(p.number("quantity", label, base(p.cost.quantity_label or "units"), path))


def _delivered(p: Parameters, quantity: Node) -> tuple[Node, Node | None]:
    """Give what a quantity costs, and the part of it that is capital where an ingredient is."""
    cost = p.cost
    parts: list[Node] = []
    capital: list[Node] = []
    if not cost.ingredients or cost.unit_cost != ZERO or cost.unit_cost_series:
        at_price = Node(message("quantity at unit cost"), op.Product(), (quantity, _price(p, quantity.unit)))
        parts.append(p.running(at_price))
    for one in cost.ingredients:
        node = _ingredient(p, one, quantity)
        (capital if one.capital else parts).append(node)
    lasting = Node(message("bought to last"), op.Sum(), tuple(capital)) if capital else None
    if lasting is not None:
        parts.append(lasting)
    return (
        Node(message("cost of the service"), op.Sum(), tuple(parts)) if len(parts) > 1 else parts[0]
    ), lasting


def _ingredient(p: Parameters, one: Ingredient, quantity: Node) -> Node:
    unit = base(one.label)
    if one.per_unit:
        each = p.number(
            "ingredients",
            message("{item}, for each unit", item=one.label),
            unit / quantity.unit,
            one.quantity,
        )
        count = Node(verbatim(one.label), op.Product(), (quantity, each))
    else:
        path = _named_years(one.quantity) if one.capital else one.quantity
        count = p.in_force(p.number("ingredients", verbatim(one.label), unit, path))
    price = _imported(p, one.price_series, unit) if one.price_series else None
    if price is None:
        label = message("price of {item}", item=one.label)
        price = p.price("ingredients", label, unit, one.price)
    cost = Node(
        message("cost of {item}", item=one.label), op.Product(), (count, p.indexed(price, one.indexation))
    )
    return cost if one.capital else p.running(cost)


def _price(p: Parameters, unit: Unit) -> Node:
    if p.cost.unit_cost_series:
        return p.indexed(_imported(p, p.cost.unit_cost_series, unit))
    return p.money("unit_cost", message("cost of one unit"), unit)


def _imported(p: Parameters, key: str, unit: Unit) -> Node:
    found = p.library.located(key, "unit-costs") or p.library.located(key)
    if found is None:
        raise p.refused(
            message("There is no imported unit cost “{key}”.", key=key),
            "unit_cost_series",
            message("Bring in the workbook of unit costs, or give cost.unit_cost."),
        )
    table, series = found
    year = p.package.base_year
    if series.at(year) is None:
        raise LackingError(
            message("The imported unit cost of {item} is not of {year}.", item=series.label, year=str(year)),
            key=key,
            year=year,
            remedy=message("Bring in unit costs of {year}, or give cost.unit_cost in its prices.", year=str(year)),
            why=message("Money of another year would be taken for money of the base year."),
        )  # fmt: skip
    node = p.library.cells(table, (series,), message("unit cost of {item}", item=series.label), year=year)
    return Node(
        node.label,
        op.Recast(p.library.constant / unit, message("money of {year}", year=str(year))),
        (node,),
    )
