"""Prices of another year: carried to the base year by the index of the measure, or not known."""

from __future__ import annotations

import math

import pytest

from packages import macro, population, with_measure
from workbench.costing import Costing
from workbench.model import Assumption, Package
from workbench.model import Path as ByYear

YEARS = (2022, 2023, 2024, 2025, 2026, 2027)
COST = {"model": "lump-sum", "amounts": 1000, "price_year": 2022}


def package(**series: object) -> Package:
    tables = (population({"0+": 1000}, YEARS), macro(YEARS, **series))  # type: ignore[arg-type]
    return Package(currency="CUR", base_year=2025, horizon=2, tables=tables)


@pytest.mark.parametrize(
    ("series", "indexation", "factor"),
    [
        ({"inflation": (0.5, 0.1, 0.2, 0.3, 0, 0)}, "none", 1.1 * 1.2 * 1.3),
        ({"inflation": (0.5, 0.1, 0.2, 0.3, 0, 0)}, "prices", 1.1 * 1.2 * 1.3),
        ({"cpi": (80, 90, 95, 100, 100, 100)}, "none", 100 / 80),
        ({"average_wage": (40, 45, 48, 50, 50, 50)}, "wages", 50 / 40),
        ({"gdp": (400, 450, 480, 600, 600, 600)}, "gdp-per-head", 600 / 400),
    ],
)
def test_prices_are_carried_by_what_the_measure_follows(
    series: dict[str, tuple[float, ...]], indexation: str, factor: float
) -> None:
    costing = Costing(with_measure(package(**series), cost=COST | {"indexation": indexation}))
    assert costing.estimate().total[0] == pytest.approx(1000 * factor)


def test_years_without_a_value_are_named_and_the_cost_is_not_known() -> None:
    tables = (population({"0+": 1000}, YEARS), macro((2024, 2025, 2026, 2027), inflation=(0.1,) * 4))
    plan = Package(currency="CUR", base_year=2025, horizon=2, tables=tables)
    estimate = Costing(with_measure(plan, cost=COST)).estimate()
    assert math.isnan(estimate.total[0])
    (reason,) = [str(line.reason) for line in estimate.uncosted]
    assert "2023" in reason
    assert "2022" not in reason.replace("2023", ""), "the rate of the year of the prices itself is not needed"
    assert "2024" not in reason


def test_an_assumed_rate_carries_as_an_imported_one_does() -> None:
    plan = Package(
        currency="CUR",
        base_year=2025,
        horizon=2,
        assumptions=(Assumption("inflation", value=ByYear.constant(0.1)),),
    )
    assert Costing(with_measure(plan, cost=COST)).estimate().total[0] == pytest.approx(1331)
