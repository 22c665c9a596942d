"""Assumptions: each stands for a series the costing reads, and holds from its first stated year on."""

from __future__ import annotations

import dataclasses
import math

import pytest

from packages import macro, population, with_measure
from workbench.costing import Costing
from workbench.model import Assumption, Change, Package, apply
from workbench.model.assumed import SERIES, reads
from workbench.model.paths import Path as ByYear
from workbench.model.results import Trace

YEARS = (2026, 2027, 2028, 2029, 2030)
PEOPLE = population({"0-64": 1000.0, "65+": 100.0}, YEARS)


def plan(*assumptions: Assumption, **rows: tuple[float, ...]) -> Package:
    return Package(
        currency="CUR",
        base_year=2026,
        horizon=4,
        tables=(PEOPLE, macro(YEARS, **rows)),
        assumptions=assumptions,
    )


def late(key: str, value: float, year: int = 2029) -> Assumption:
    return Assumption(key, value=ByYear(((year, value),)), why="Later years")


def figure(package: Package, name: str) -> list[float]:
    costing = Costing(package)
    return [costing.trace(name, year).value for year in package.years]


def leaves(trace: Trace) -> list[Trace]:
    return [trace] if not trace.inputs else [leaf for one in trace.inputs for leaf in leaves(one)]


def test_gdp_of_earlier_years_is_what_was_imported() -> None:
    gdp = (100.0, 110.0, 120.0, 130.0, 140.0)
    assert figure(plan(late("gdp", 500.0), gdp=gdp), "macro.gdp") == [110, 120, 500, 500]


def test_the_trace_says_which_part_is_whose() -> None:
    costing = Costing(plan(late("gdp", 500.0), gdp=(100.0, 110.0, 120.0, 130.0, 140.0)))
    found = leaves(costing.trace("macro.gdp", 2030))
    origins = [one.origin for one in found if one.origin is not None]
    assert [one.cells for one in origins if one.workbook] == ["G4"]
    assert [one.assumption for one in origins if one.assumption] == ["assumption:gdp"]


def test_a_pension_of_gdp_per_head_keeps_its_base_when_gdp_is_assumed_for_later_years() -> None:
    cost = {"model": "transfer", "age_from": 65, "level": 0.1, "level_basis": "gdp-per-head", "payments": 1}
    rows = {"gdp": (1100.0,) * 5}
    before = with_measure(plan(**rows), cost=cost)
    after = with_measure(plan(late("gdp", 9e9), **rows), cost=cost)
    assert figure(after, "measure:m.cost") == figure(before, "measure:m.cost") == pytest.approx([10.0] * 4)


def test_inflation_of_later_years_goes_on_from_the_imported_price_index() -> None:
    cost = {"model": "transfer", "age_from": 65, "level": 1, "payments": 1, "indexation": "prices"}
    cpi = (100.0, 110.0, 121.0, 121.0, 121.0)
    package = with_measure(plan(late("inflation", 0.5), cpi=cpi), cost=cost)
    assert figure(package, "measure:m.cost") == pytest.approx([110, 121, 181.5, 272.25])


def test_a_monthly_line_assumed_after_a_yearly_import_is_of_one_period() -> None:
    table = macro(YEARS, poverty_line=(120.0, 132.0, 144.0, 156.0, 168.0))
    yearly = tuple(dataclasses.replace(one, dims=(("period", "year"),)) for one in table.series)
    package = dataclasses.replace(
        plan(late("poverty-line", 20.0)), tables=(PEOPLE, dataclasses.replace(table, series=yearly))
    )
    cost = {"model": "transfer", "age_from": 65, "level": 0.5, "level_basis": "poverty-line"}
    # The base year's line is the imported one, 120 a year or 10 a month: 100 people, 5 a month.
    assert figure(with_measure(package, cost=cost), "measure:m.cost") == pytest.approx([6000.0] * 4)


def test_a_rate_imported_for_earlier_years_holds_until_the_assumed_one_begins() -> None:
    rate = dataclasses.replace(
        macro(YEARS, exchange_rate_usd=(10.0, 11.0, 12.0, 13.0, 14.0)).series[0],
        label="CUR per USD", unit="number",
    )  # fmt: skip
    tables = (PEOPLE, dataclasses.replace(macro(YEARS), series=(rate,)))
    line = {"id": "grant", "title": "Grant", "amounts": 100, "currency": "USD", "certainty": "confirmed"}
    package = dataclasses.replace(plan(late("exchange-rate-usd", 50.0)), tables=tables)
    package = apply(package, [Change("add", "financing:grant", value=line)])
    assert figure(package, "financing.confirmed") == pytest.approx([1100, 1200, 5000, 5000])


def test_years_the_import_lacks_stay_unknown_before_the_assumption() -> None:
    table = macro((2026, 2027), gdp=(100.0, 110.0))
    package = dataclasses.replace(plan(late("gdp", 500.0)), tables=(PEOPLE, table))
    values = figure(package, "macro.gdp")
    assert math.isnan(values[1])
    assert [values[0], *values[2:]] == [110, 500, 500]


@pytest.mark.parametrize("name", sorted(SERIES))
def test_what_is_offered_as_an_assumption_is_read(name: str) -> None:
    assert reads(plan(), name) == SERIES[name].read


@pytest.mark.parametrize(
    ("name", "guess"), [("inflaton", "inflation"), ("gdpp", "gdp"), ("exchange-rate-us", "exchange-rate-usd")]
)
def test_a_name_nothing_reads_is_told_with_the_nearest(name: str, guess: str) -> None:
    package = plan(Assumption(name, value=ByYear.constant(0.05)))
    problems = [str(one) for one in Costing(package).estimate().problems]
    assert any(f"Did you mean “{guess}”" in one for one in problems)
