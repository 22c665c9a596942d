"""Limits of age and the classes of a population table: nobody is counted in part unasked, or twice."""

from __future__ import annotations

import dataclasses

import pytest

from packages import macro, population, with_measure
from workbench.costing import Costing
from workbench.model import Package, Table
from workbench.model.results import CostLine

YEARS = (2026, 2027)
CLASSES = {"0-17": 1700.0, "18-64": 4000.0, "65-69": 500.0, "70-79": 300.0, "80+": 100.0}


def plan(table: Table | None = None) -> Package:
    people = table or population(CLASSES, YEARS)
    return Package(currency="CUR", base_year=2026, horizon=1, tables=(people, macro(YEARS, gdp=(1e6, 1e6))))


def pension(package: Package, **cost: object) -> Package:
    return with_measure(package, cost={"model": "transfer", "level": 1, "payments": 1} | cost)


def uncosted(package: Package) -> CostLine:
    (line,) = Costing(package).estimate().uncosted
    return line


def people(package: Package) -> float:
    return Costing(package).trace("measure:m.beneficiaries", 2027).value


@pytest.mark.parametrize(
    ("cost", "limit", "ages", "choice"),
    [
        ({"age_from": 67}, "67", "65–69", "65 or 70"),
        ({"age_to": 66}, "66", "65–69", "64 or 69"),
        ({"age_from": 95}, "95", "80 and over", "80"),
        ({"age_from": 65, "age_to": 84}, "84", "80 and over", "79"),
        ({"age_to": 4}, "4", "0–17", "17"),
        ({"age_to_by_year": {"2027": 10}}, "10", "0–17", "17"),
        ({"prevalence_by_age": [{"age_from": 40, "share": 0.1}]}, "40", "18–64", "18 or 65"),
        ({"model": "basic-income", "child_age_to": 14}, "15", "0–17", "0 or 18"),
    ],
)
def test_a_limit_that_cuts_a_class_leaves_the_figure_unknown_and_names_the_ways_out(
    cost: dict[str, object], limit: str, ages: str, choice: str
) -> None:
    line = uncosted(pension(plan(), **cost))
    said = str(line.reason)
    assert line.code == "ages-cut"
    assert f"limit {limit} cuts the class {ages} of people.xlsx, Ages B" in said
    assert f"limit {choice}" in said
    assert "cost.cut_share" in said
    assert ("--ages sprague" in said) == ("over" not in ages)


def test_limits_at_the_edges_of_classes_are_counted_whole() -> None:
    assert people(pension(plan(), age_from=65)) == 900
    assert people(pension(plan(), age_from=65, age_to=79)) == 800
    assert people(pension(plan(), age_to=17)) == 1700


def test_a_stated_share_of_the_class_counts_and_the_trace_says_so() -> None:
    package = pension(plan(), age_from=95, cut_share=0.03)
    trace = Costing(package).trace("measure:m.beneficiaries", 2027)
    assert trace.value == pytest.approx(3)
    assert "3" in str(trace.formula)
    assert "both 80-120" in str(trace.formula)


def test_one_share_cannot_serve_two_classes() -> None:
    line = uncosted(pension(plan(), age_from=67, age_to=75, cut_share=0.5))
    assert "cannot serve both" in str(line.reason)


def test_two_benefits_side_by_side_count_nobody_twice() -> None:
    young = with_measure(
        plan(), "young", cost={"model": "transfer", "level": 1, "payments": 1, "age_from": 65, "age_to": 84}
    )
    both = with_measure(young, "old", cost={"model": "transfer", "level": 1, "payments": 1, "age_from": 85})
    assert {line.code for line in Costing(both).estimate().uncosted} == {"ages-cut"}


def test_infants_of_a_wider_class_do_not_stand_in_for_births() -> None:
    line = uncosted(pension(plan(), people_series="births"))
    assert "births is not known" in str(line.reason)


def test_people_aged_nought_stand_in_for_births_where_the_table_has_them() -> None:
    table = population({"0": 100.0, "1-17": 1600.0, "18+": 4900.0}, YEARS)
    assert people(pension(plan(table), people_series="births")) == 100


@pytest.mark.parametrize(
    "basis", [{"level_basis": "gdp-per-head", "level": 0.1}, {"indexation": "gdp-per-head"}]
)
def test_gdp_per_head_needs_people_of_all_ages(basis: dict[str, object]) -> None:
    package = plan(population({"60-64": 500.0, "65+": 400.0}, YEARS))
    line = uncosted(pension(package, age_from=60, **basis))
    assert line.code == "ages-missing"
    assert "nobody aged 0" in str(line.reason)


def test_a_part_of_the_people_is_not_taken_for_all_of_them() -> None:
    package = plan(population({"0-59": 500.0, "65+": 400.0}, YEARS))
    assert "nobody aged 60" in str(uncosted(pension(package, age_from=60)).reason)


def test_ages_that_end_near_the_oldest_are_those_of_everybody() -> None:
    package = plan(population({"0-64": 500.0, "65-99": 400.0}, YEARS))
    assert people(pension(package, age_from=65)) == 400
    assert people(pension(package)) == 900


def test_an_older_value_out_of_bounds_leaves_its_measure_unknown_and_is_told() -> None:
    package = pension(plan(), age_from=65)
    cost = dataclasses.replace(package.measures[0].cost, admin_share_of_gross=1.5)
    package = dataclasses.replace(package, measures=(dataclasses.replace(package.measures[0], cost=cost),))
    line = uncosted(package)
    assert line.code == "out-of-bounds"
    assert "admin_share_of_gross" in str(line.reason)
