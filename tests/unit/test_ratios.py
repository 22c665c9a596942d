"""The package in the state's accounts, worked by hand, and figures published elsewhere beside ours."""

from __future__ import annotations

import dataclasses
import math

import pytest

from packages import macro
from workbench.costing import Costing
from workbench.model import Package
from workbench.model import Path as ByYear
from workbench.model.cost import Cost
from workbench.model.measure import Measure
from workbench.model.package import FinancingLine, Published
from workbench.model.paths import Shape
from workbench.model.words import Certainty, CostModel, FiscalOption

YEARS = (2025, 2026, 2027)
RUNNING = Measure("m", "M", start=2026, cost=Cost(CostModel.LUMP_SUM, amounts=ByYear.constant(100)))
LOAN = FinancingLine(
    "loan", "Loan", FiscalOption.BORROWING, ByYear(((2026, 30),), Shape.ONLY), certainty=Certainty.CONFIRMED,
    interest_rate=0.1,
)  # fmt: skip
TAX = FinancingLine("tax", "Tax", FiscalOption.TAX, ByYear.constant(40), certainty=Certainty.CONFIRMED)


def plan(**changes: object) -> Package:
    tables = macro(
        YEARS,
        gdp=(1000, 1000, 2000),
        government_revenue=(200, 200, 400),
        government_expenditure=(250, 250, 450),
        public_debt=(500, 500, 600),
    )
    package = Package(
        currency="CUR",
        base_year=2025,
        horizon=2,
        tables=(tables,),
        measures=(RUNNING,),
        financing=(LOAN, TAX),
    )
    return dataclasses.replace(package, **changes)  # type: ignore[arg-type]


def test_cost_deficit_and_debt_are_set_against_revenue_and_gdp() -> None:
    estimate = Costing(plan()).estimate()
    assert estimate.share_of_revenue == pytest.approx((100 / 200, 100 / 400))
    # 250 + 100 - 200 - 40 = 110; in 2027 interest of 3 on the loan: 450 + 100 + 3 - 400 - 40 = 113
    assert estimate.deficit_ratio == pytest.approx((110 / 1000, 113 / 2000))
    # 500 + 30 borrowed + gap of 30; then 600 + 60 + gap of 103 - 40 = 63
    assert estimate.debt_ratio == pytest.approx((560 / 1000, 723 / 2000))


@pytest.mark.parametrize("name", ["government-revenue", "government-expenditure", "public-debt", "gdp"])
def test_without_a_series_its_ratios_are_not_there(name: str) -> None:
    package = plan()
    (table,) = package.tables
    less = dataclasses.replace(table, series=tuple(one for one in table.series if one.key != name))
    estimate = Costing(dataclasses.replace(package, tables=(less,))).estimate()
    assert bool(estimate.share_of_revenue) is (name != "government-revenue")
    assert bool(estimate.deficit_ratio) is (name == "public-debt")
    assert bool(estimate.debt_ratio) is (name in ("government-revenue", "government-expenditure"))


def test_an_unknown_year_has_no_ratio() -> None:
    package = plan(assumptions=())
    (table,) = package.tables
    holes = tuple(
        dataclasses.replace(one, values=(*one.values[:2], None)) if one.key == "government-revenue" else one
        for one in table.series
    )
    estimate = Costing(
        dataclasses.replace(package, tables=(dataclasses.replace(table, series=holes),))
    ).estimate()
    assert [math.isnan(value) for value in estimate.share_of_revenue] == [False, True]
    assert [math.isnan(value) for value in estimate.deficit_ratio] == [False, True]


def test_a_published_figure_stands_beside_ours() -> None:
    said = Published(
        "plan", "total.share_of_gdp", ByYear(((2026, 0.08), (2030, 0.1)), Shape.ONLY), "National plan"
    )
    estimate = Costing(plan(published=(said,))).estimate()
    (one,) = estimate.beside
    assert one.years == (2026,)
    assert one.ours == pytest.approx((0.1,))
    assert one.differences == pytest.approx((0.02,))
    assert "National plan has 8.0" in str(one.told[0])
    assert "we get 10.0" in str(one.told[0])


def test_a_published_figure_beside_nothing_is_told_with_the_nearest() -> None:
    said = Published("plan", "total.share_of_gpd", ByYear.constant(0.08), "National plan")
    estimate = Costing(plan(published=(said,))).estimate()
    assert estimate.beside == ()
    assert any("total.share_of_gdp" in str(problem) for problem in estimate.problems)
