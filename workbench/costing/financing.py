"""Money for the package: lines by certainty, what debt costs, the gap and the surplus of each year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workbench.costing import exchange, leaves, timing
from workbench.costing import operations as op
from workbench.costing.figures import Figures
from workbench.costing.graph import Node
from workbench.costing.series import Library
from workbench.costing.units import SHARE, money
from workbench.errors import Message, RequestError, message, verbatim
from workbench.model.measure import Measure
from workbench.model.package import FinancingLine, Package
from workbench.model.paths import Path
from workbench.model.results import Flag
from workbench.model.words import Certainty, Delivery, FiscalOption

_CERTAINTIES: dict[Certainty, Message] = {
    Certainty.CONFIRMED: message("confirmed"),
    Certainty.PLANNED: message("planned"),
    Certainty.POSSIBLE: message("possible"),
}


def finance(
    figures: Figures, library: Library, net: Node, unknown: tuple[int, ...] = ()
) -> tuple[Message, ...]:
    """Name the lines of financing, the debt service, the total that counts, gap and surplus.

    Possible money never closes a gap and its debt is not served; the surplus of one year is not carried into the
    next. What comes, and what is paid on debt, in another currency counts at the exchange rate of its year.

    Args:
        figures: Where they are named.
        library: The series of the package, with its lines.
        net: Net cost.
        unknown: Years in which net cost is the least it comes to: a gap of nothing is then not sure, nor is a surplus.

    Returns:
        What is not known about the lines.
    """
    counted: list[Node] = []
    interest: list[Node] = []
    repaid: list[Node] = []
    problems: list[Message] = []
    for certainty in Certainty:
        parts = []
        for line in library.package.financing:
            if line.certainty is not certainty:
                continue
            drawn = _amount(library, line)
            try:
                inland = exchange.in_own_money(
                    library, drawn, line.currency, needed=_moving(library, line, served=_is_served(line))
                )
            except RequestError as error:
                if _is_served(line):
                    interest.append(_unserved(library, line))
                    repaid.append(_unserved(library, line))
                problems.append(
                    message(
                        "What {line} comes to is not known, so that it is no part of any total: {reason}",
                        line=line.title,
                        reason=error.what,
                    )
                )
                parts.append(
                    figures.money(
                        f"financing:{line.id}.amount", verbatim(line.title), _unknown(library, line)
                    )
                )
                continue
            counts = _up_to(figures, line, inland)
            parts.append(figures.money(f"financing:{line.id}.amount", verbatim(line.title), counts))
            if line.amounts.is_constant and line.is_once and line.amounts.points[0][1]:
                problems.append(
                    message(
                        "{line} comes once and names no year; it is taken to come in {year}. Name it with {example}, or set "
                        "{field} if it comes every year.",
                        line=line.title,
                        year=str(library.package.years[0]),
                        example=f'amounts={{"{library.package.years[0]}": …}}',
                        field="recurrent=true",
                    )
                )
            if line.option is FiscalOption.BORROWING and line.interest_rate is None:
                if certainty is not Certainty.POSSIBLE:
                    interest.append(_unserved(library, line))
                problems.append(
                    message("The interest on {line} is not stated; it is in no cost.", line=line.title)
                )
            if line.interest_rate is not None and certainty is not Certainty.POSSIBLE:
                interest.append(_interest(figures, library, line, drawn, line.interest_rate))
            if _is_served(line):
                repaid.append(_repayment(figures, library, line, drawn))
        label = message("{certainty} financing", certainty=_CERTAINTIES[certainty])
        node = figures.sum(f"financing.{certainty.value}", label, parts)
        if certainty is not Certainty.POSSIBLE:
            counted.append(node)
    service = (
        figures.sum("total.interest", message("interest on debt for the package"), interest),
        figures.sum("total.repayment", message("repayment of debt for the package"), repaid),
    )
    needed = figures.sum("total.needed", message("net cost and debt service"), (net, *service))
    money = figures.sum("total.financing", message("confirmed and planned financing"), counted)
    short = Node(message("net cost and debt service not financed"), op.Less(), (needed, money))
    figures.above_zero("total.gap", message("gap"), short, op.AtLeast, unknown)
    rest = Node(message("financing beyond net cost and debt service"), op.Less(), (money, needed))
    figures.above_zero("total.surplus", message("surplus"), rest, op.AtMost, unknown)
    return tuple(problems)


def one_off_money(
    package: Package, measures: tuple[Measure, ...], row: Callable[[str], tuple[float, ...]]
) -> Iterator[Flag]:
    """Flag money that does not come again under entitlements that do.

    Args:
        package: The package.
        measures: Its new and reformed measures that are costed.
        row: Gives a nominal money figure by year, zeros where there is none.
    """
    counted = [line for line in package.financing if line.certainty is not Certainty.POSSIBLE]
    once = [line for line in counted if line.is_once]
    if not once:
        return
    lasting = [
        m for m in measures if m.end is None and m.delivery not in (Delivery.PROCESS, Delivery.REGULATORY)
    ]

    def total(names: Iterable[str]) -> list[float]:
        rows = [row(name) for name in names]
        return [sum(values) for values in zip(*rows, strict=True)] if rows else [0.0] * len(package.years)

    off = (f"measure:{m.id}.{part}" for m in lasting for part in ("capital", "replaced", "recovered"))
    years = []
    for year, gross, less, net, again, one_off in zip(
        package.years,
        total(f"measure:{m.id}.cost" for m in lasting),
        total(off),
        row("total.net"),
        total(f"financing:{line.id}.amount" for line in counted if not line.is_once),
        total(f"financing:{line.id}.amount" for line in once),
        strict=True,
    ):
        permanent = gross - less
        # What does not last is paid with money that does not last first.
        spare = one_off - (net - permanent)
        if spare > 1e-9 * one_off and permanent > again * (1 + 1e-9):
            years.append(year)
    if years:
        what = message(
            "Money that comes once pays for entitlements without an end in {years}: {lines}.",
            years=tuple(str(year) for year in years),
            lines=tuple(line.title for line in once),
        )
        yield Flag("one-off-money", "package", what, tuple(years))


def _is_served(line: FinancingLine) -> bool:
    """Whether a line is debt that is paid back, whether or not its interest is stated; possible debt is not served."""
    owed = line.interest_rate is not None or line.option is FiscalOption.BORROWING
    return owed and line.certainty is not Certainty.POSSIBLE


def _amount(library: Library, line: FinancingLine) -> Node:
    """Give the money of a line by year, in the currency of the line."""
    path = _path(library, line)
    subject = f"financing:{line.id} amounts"
    unit = money(line.currency or library.package.currency)
    node = library.given(path, verbatim(line.title), unit, subject=subject, why=line.note)
    if not path.is_constant:
        # Money named from a year on is not there before it.
        node = Node(node.label, timing.InForce(path.points[0][0], None), (node,))
    return node


def _path(library: Library, line: FinancingLine) -> Path:
    return line.comes(library.package.years[0])


def _up_to(figures: Figures, line: FinancingLine, inland: Node) -> Node:
    """Give what of earmarked money counts: no more than what it may be spent on costs; unknown where that is."""
    if not line.earmark_for:
        return inland
    spent = figures.nominal.get(f"{line.earmark_for}.cost")
    if spent is None:
        spent = Node(message("cost of what it is reserved for"), leaves.NotKnown(inland.unit), ())
    return Node(message("as much of it as what it is reserved for costs"), op.Smallest(), (inland, spent))


def _unknown(library: Library, line: FinancingLine) -> Node:
    """Give a line whose worth nobody knows: nothing in years in which no money comes."""
    nothing = library.given(
        0.0, verbatim(line.title), library.nominal, subject=f"financing:{line.id} amounts"
    )
    return Node(nothing.label, op.AtLeast(_moving(library, line)), (nothing,))


def _unserved(library: Library, line: FinancingLine) -> Node:
    """Give interest or repayment nobody knows: nothing until the year after money first comes."""
    nothing = library.given(
        0.0, verbatim(line.title), library.nominal, subject=f"financing:{line.id} amounts"
    )
    return Node(nothing.label, op.AtLeast(_moving(library, line, served=True)[1:]), (nothing,))


def _moving(library: Library, line: FinancingLine, *, served: bool = False) -> tuple[int, ...]:
    """Give the years in which money comes or a debt is served."""
    years, path = library.package.years, _path(library, line)
    coming = tuple(year for year in years if path.at(year) > 0)  # before the first year stated none comes
    if (served or line.interest_rate is not None) and coming:
        return years[years.index(coming[0]) :]
    return coming


def _interest(figures: Figures, library: Library, line: FinancingLine, drawn: Node, rate: float) -> Node:
    """Give the interest of each year, on what is owed when the year starts, at that year's exchange rate."""
    weights = tuple(
        0.0 if age == 0 else 1.0 - _repaid(line, age - 1) for age in range(len(library.package.years))
    )
    owed = Node(
        message("owed on {line} when the year starts", line=line.title),
        timing.Lagged(
            weights, library.package.years[0], message("drawn in earlier years and not repaid yet")
        ),
        (drawn,),
    )
    subject = f"financing:{line.id} interest_rate"
    share = library.given(rate, message("interest rate"), SHARE, subject=subject, why=line.note)
    label = message("interest on {line}", line=line.title)
    node = exchange.in_own_money(library, Node(label, op.Product(), (owed, share)), line.currency)
    return figures.money(f"financing:{line.id}.interest", label, node)


def _repayment(figures: Figures, library: Library, line: FinancingLine, drawn: Node) -> Node:
    """Give the repayment of each year: equal parts after the years of grace, until the debt is due."""
    ages = range(len(library.package.years))
    weights = tuple(0.0 if age == 0 else _repaid(line, age) - _repaid(line, age - 1) for age in ages)
    label = message("repayment of {line}", line=line.title)
    saying = message("equal parts, from the year after the grace until it is due")
    node = Node(label, timing.Lagged(weights, library.package.years[0], saying), (drawn,))
    node = exchange.in_own_money(library, node, line.currency)
    return figures.money(f"financing:{line.id}.repayment", label, node)


def _repaid(line: FinancingLine, age: int) -> float:
    """Give the share of a sum repaid by the end of a year; nothing where it is due beyond all years."""
    if line.maturity_years is None or age <= line.grace_years:
        return 0.0
    return min(1.0, (age - line.grace_years) / (line.maturity_years - line.grace_years))
