"""What the package does to the state's accounts: cost as a share of revenue, the deficit and the debt with it."""

from __future__ import annotations

from workbench.costing import operations as op
from workbench.costing import timing
from workbench.costing.figures import Figures
from workbench.costing.graph import Node
from workbench.costing.series import Library
from workbench.errors import message
from workbench.model.words import Certainty, FiscalOption


def name_ratios(figures: Figures, library: Library) -> None:
    """Name the ratios whose series are there.

    Revenue, expenditure and debt are the state's without the package. The deficit adds net cost and interest and takes off
    the money for the package that is not borrowed; repayment is no deficit. The debt adds what is borrowed for the package
    and the gap, which somebody has to borrow, and takes off what is repaid.
    """
    series = {
        name: _money(library, name)
        for name in ("gdp", "government-revenue", "government-expenditure", "public-debt")
    }
    gdp, revenue, expenditure, debt = series.values()
    total = figures.nominal["total.cost"]
    if revenue is not None:
        label = message("total cost as a share of government revenue")
        figures.shown["total.share_of_revenue"] = Node(label, op.Quotient(), (total, revenue))
    if gdp is None:
        return
    if revenue is not None and expenditure is not None:
        spent = (expenditure, figures.nominal["total.net"], figures.nominal["total.interest"])
        whole = Node(message("expenditure with the package"), op.Sum(library.nominal), spent)
        deficit = Node(
            message("deficit with the package"),
            op.Less(),
            (whole, revenue, _lines(figures, library, borrowed=False)),
        )
        label = message("deficit with the package as a share of GDP")
        figures.shown["total.deficit_ratio"] = Node(label, op.Quotient(), (deficit, gdp))
    if debt is not None:
        drawn = (_lines(figures, library, borrowed=True), figures.nominal["total.gap"])
        new = Node(message("borrowed for the package, and its gap"), op.Sum(library.nominal), drawn)
        added = Node(message("added to the debt"), op.Less(), (new, figures.nominal["total.repayment"]))
        years = library.package.years
        so_far = timing.Lagged((1.0,) * len(years), years[0], message("of this year and those before"))
        whole = Node(
            message("debt with the package"),
            op.Sum(library.nominal),
            (debt, Node(message("added to the debt so far"), so_far, (added,))),
        )
        label = message("debt with the package as a share of GDP")
        figures.shown["total.debt_ratio"] = Node(label, op.Quotient(), (whole, gdp))


def _money(library: Library, name: str) -> Node | None:
    found = library.find(name)
    return found if found is not None and found.unit.fits(library.nominal) else None


def _lines(figures: Figures, library: Library, *, borrowed: bool) -> Node:
    """Give the confirmed and planned money that is borrowed for the package, or that is not."""
    counted = (
        line
        for line in library.package.financing
        if line.certainty is not Certainty.POSSIBLE and (line.option is FiscalOption.BORROWING) is borrowed
    )
    parts = tuple(figures.counted[f"financing:{line.id}.amount"] for line in counted)
    label = (
        message("borrowed for the package")
        if borrowed
        else message("money for the package that is not borrowed")
    )
    return Node(label, op.Sum(library.nominal), parts)
