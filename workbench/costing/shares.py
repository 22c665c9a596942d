"""What figures are shares of: GDP, government expenditure, GDP per head, the poverty line, and the ceiling."""

from __future__ import annotations

from workbench.costing import operations as op
from workbench.costing.figures import Figures
from workbench.costing.graph import Node
from workbench.costing.series import Library
from workbench.costing.stacking import LEVELLED
from workbench.costing.units import PAYMENTS, SHARE
from workbench.errors import Message, message
from workbench.model.measure import Measure


def name_shares(figures: Figures, library: Library, total: Node) -> Message | None:
    """Name the package's shares of GDP and of government expenditure, and the envelope.

    Returns:
        What is not known, if anything.
    """
    missing = None
    gdp, expenditure = library.find("gdp"), library.find("government-expenditure")
    if gdp is not None and not gdp.unit.fits(library.nominal):
        missing = message("GDP is not known in current prices, so there are no shares of GDP.")
        gdp = None
    elif gdp is None:
        missing = message("GDP is not known, so there are no shares of GDP.")
    else:
        figures.money("macro.gdp", gdp.label, gdp)
        label = message("total cost as a share of GDP")
        figures.shown["total.share_of_gdp"] = Node(label, op.Quotient(), (total, gdp))
    if expenditure is not None and expenditure.unit.fits(library.nominal):
        label = message("total cost as a share of government expenditure")
        figures.shown["total.share_of_expenditure"] = Node(label, op.Quotient(), (total, expenditure))
    _envelope(figures, library, gdp)
    return missing


def name_shares_of(measure: Measure, figures: Figures, library: Library) -> None:
    """Name a measure's shares: its cost of GDP and expenditure, its benefit of GDP per head and the poverty line."""
    figure = f"measure:{measure.id}"
    cost = figures.nominal[f"{figure}.cost"]
    for name, label, key in (
        ("cost_of_gdp", message("cost as a share of GDP"), "gdp"),
        (
            "cost_of_expenditure",
            message("cost as a share of government expenditure"),
            "government-expenditure",
        ),
    ):
        whole = library.find(key)
        if whole is not None and whole.unit.fits(library.nominal):
            figures.shown[f"{figure}.{name}"] = Node(label, op.Quotient(), (cost, whole))
    _benefit_shares(figures, library, measure)


def _benefit_shares(figures: Figures, library: Library, measure: Measure) -> None:
    benefit = figures.nominal.get(f"measure:{measure.id}.benefit")
    if measure.cost.model not in LEVELLED or benefit is None or not benefit.unit.fits(library.each_payment):
        return
    payments = library.given(
        measure.cost.payments,
        message("payments a year"),
        PAYMENTS,
        subject=f"measure:{measure.id} cost.payments",
    )
    yearly = Node(message("benefit at a year's rate"), op.Product(), (benefit, payments))
    for name, label, whole in (
        (
            "benefit_of_gdp_per_head",
            message("benefit as a share of GDP per head"),
            library.gdp_per_head,
        ),
        (
            "benefit_of_poverty_line",
            message("benefit as a share of the poverty line"),
            library.poverty_line_a_year,
        ),
    ):
        if whole is not None:
            figures.shown[f"measure:{measure.id}.{name}"] = Node(label, op.Quotient(), (yearly, whole))


def _envelope(figures: Figures, library: Library, gdp: Node | None) -> None:
    package, ceilings = library.package, []
    if package.envelope is not None and gdp is not None:
        share = library.given(package.envelope, message("envelope"), SHARE, subject="package envelope")
        ceilings.append(Node(message("envelope, a share of GDP"), op.Product(), (gdp, share)))
    if package.envelope_money is not None:
        label = message("envelope in money")
        ceilings.append(
            library.given(package.envelope_money, label, library.nominal, subject="package envelope_money")
        )
    if ceilings:
        node = (
            ceilings[0] if len(ceilings) == 1 else Node(message("envelope"), op.Smallest(), tuple(ceilings))
        )
        figures.money("total.envelope", message("envelope"), node)
