"""Values as people type them on a command line."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.cli import values
from workbench.cli.main import main
from workbench.errors import RequestError
from workbench.model import Package
from workbench.model import Path as ByYear
from workbench.model.words import LevelBasis
from workbench.workspace import Workspace

PACKAGE = Package(currency="THB")


def read(text: str, field: str = "note", payments: float = 12.0) -> Any:
    return values.read(text, PACKAGE, field=field, payments=payments)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2028", 2028),
        ("0.2", 0.2),
        ("true", True),
        ("null", None),
        ('"2028"', "2028"),
        ('["a", "b"]', ["a", "b"]),
        ('{"2027": 0.6, "2032": 0.95}', {"2027": 0.6, "2032": 0.95}),
        ("20%", 0.2),
        ("20 %", 0.2),
        ("-2.5%", -0.025),
        ("0.1%", 0.001),
        ("33.3%", 0.333),
        ("text", "text"),
        ("", ""),
        ("20 percent", "20 percent"),
        ("2027-2030", "2027-2030"),
        ("{not json", "{not json"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ('{"2027": NaN}', '{"2027": NaN}'),
        ("400 THB", 400.0),
        ("1 234 567 THB", 1234567.0),
        ("400 baht", "400 baht"),
    ],
)
def test_json_where_it_parses_else_a_share_money_or_text(text: str, value: Any) -> None:
    found = read(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "field", "payments", "value"),
    [
        ("400 THB/month", "cost.level", 12, 400),
        ("400 THB / month", "cost.level", 12, 400),
        ("400 THB/month", "cost.child_level", 12, 400),
        ("400 THB/month", "cost.level", 4, 1200),
        ("4800 THB/year", "cost.level", 12, 400),
        ("400 THB/payment", "cost.level", 4, 400),
        ("400 THB", "cost.level", 4, 400),
        ("100 THB/week", "cost.level", 4, 1300),
        ("1.5 million THB", "cost.unit_cost", 12, 1_500_000),
        ("700 billion THB", "amounts", 12, 7e11),
        ("1,234,567.5 THB", "cost.unit_cost", 12, 1234567.5),
        ("0.125 THB", "cost.unit_cost", 12, 0.125),
        ("1800 THB/quarter", "cost.level", 12, 600),
        ("10 THB/day", "cost.level", 5, 730),
        ("400 THB/Month", "cost.level", 12, 400),
        ("400 THB per month", "cost.level", 12, 400),
        ("400 THB a month", "cost.level", 12, 400),
        ("4800 THB per annum", "cost.level", 12, 400),
    ],
)
def test_a_benefit_is_turned_into_money_a_payment(
    text: str, field: str, payments: float, value: float
) -> None:
    assert read(text, field, payments) == pytest.approx(value)


def test_money_of_another_currency_is_refused_by_name() -> None:
    with pytest.raises(RequestError, match=r"cost\.level USD is not the package's currency, THB"):
        read("400 USD/month", "cost.level")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("1.500 THB/month", "1500", "1.5"), ("1,000 THB/month", "1000", "1"), ("12,5 THB", "125", "12.5")],
)
def test_an_amount_that_can_be_read_in_two_ways_is_refused(text: str, first: str, second: str) -> None:
    with pytest.raises(RequestError, match=f"two ways.*Write {first} or {second}:"):
        read(text, "cost.level")


def test_a_share_of_something_says_how_to_name_it() -> None:
    with pytest.raises(RequestError, match=r"cost\.level=50%.*cost\.level_basis=poverty-line"):
        read("50% poverty-line", "cost.level")


def test_money_needs_a_package_with_a_currency() -> None:
    with pytest.raises(RequestError, match="not the package's currency"):
        values.read("400 USD", Package(), field="cost.level")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("start=2028", "start", "2028"),
        ("a=b=c", "a", "b=c"),
        (" note = x ", "note", " x "),
        ("note=", "note", ""),
    ],
)
def test_an_assignment_is_split_at_its_first_equals_sign(text: str, field: str, value: str) -> None:
    assert values.assignment(text) == (field, value)


@pytest.mark.parametrize("text", ["start", "", "=3", "  =3"])
def test_what_is_no_assignment_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(RequestError, match=r"FIELD=VALUE.*start=2028"):
        values.assignment(text)


@given(st.integers(-10_000, 10_000))
def test_a_percentage_is_the_shortest_fraction(hundredths: int) -> None:
    assert read(f"{hundredths / 100}%") == pytest.approx(hundredths / 10_000, abs=1e-12)


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    with contextlib.suppress(RequestError):
        read(text, "cost.level")


def test_a_code_that_looks_like_a_number_is_a_name(tmp_path: Path) -> None:
    project = str(tmp_path / "plan.policy")
    assert main(["new", project, "--country", "Orsana", "--currency", "ORD", "--base-year", "2026"]) == 0
    assert main(["add", project, "old-age-pension"]) == 0
    where = "measure:old-age-pension"
    assert main(["set", project, where, "budget.vote=11", "budget.function=10.20"]) == 0
    with Workspace.open(Path(project)) as workspace:
        (measure,) = workspace.package.measures
    assert (measure.budget.vote, measure.budget.function) == ("11", "10.20")


def project(tmp_path: Path) -> str:
    path = tmp_path / "plan.policy"
    Workspace.create(path, Package(currency="THB", base_year=2026)).close()
    return str(path)


def measure_cost(path: str) -> tuple[str, float]:
    with Workspace.open(Path(path)) as workspace:
        cost = workspace.package.measures[0].cost
    return cost.currency, cost.level.at(2027)


def test_an_amount_in_another_currency_says_its_currency(tmp_path: Path) -> None:
    path = project(tmp_path)
    for code in ("usd", "eur"):
        assert main(["add", path, f"assumption:exchange-rate-{code}", "--set", "value=35"]) == 0
    assert (
        main(["add", path, "measure:m", "--set", "cost.model=transfer", "--set", "cost.level=480 USD/year"])
        == 0
    )
    assert measure_cost(path) == ("USD", 40)
    assert main(["set", path, "measure:m", "cost.level=1400 THB/month"]) == 0
    assert measure_cost(path) == ("", 1400)
    assert main(["add", path, "financing:grant", "--set", "amounts=5000000 EUR"]) == 0
    with Workspace.open(Path(path)) as workspace:
        assert workspace.package.financing[0].currency == "EUR"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["cost.level=40 USD", "cost.set_up=10 EUR"], "Amounts in USD and EUR"),
        (["cost.level=40 USD", "cost.currency=EUR"], "Amounts in USD and EUR"),
        (["cost.level=40 USD"], "admin_fixed of it is in THB"),
        (["cost.level=40 USS"], "There is no currency “USS”"),
        (["cost.currency=dollars"], "is no currency code"),
    ],
)
def test_amounts_of_two_currencies_do_not_stand_side_by_side(
    given: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project(tmp_path)
    start = ["add", path, "measure:m", "--set", "cost.model=transfer", "--set", "cost.admin_fixed=500 THB"]
    assert main(start) == 0
    assert main(["add", path, "assumption:exchange-rate-usd", "--set", "value=35"]) == 0
    assert main(["set", path, "measure:m", *given]) == 2
    assert said in capsys.readouterr().err
    assert measure_cost(path) == ("", 0)


def test_a_workbook_in_doubtful_scale_is_taken_only_where_the_scale_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book := tmp_path / "a.csv").write_text(
        "Item;2025;2026\nGDP, current prices;10.5;11.5\n", encoding="utf-8"
    )
    plan = project(tmp_path)
    assert main(["import", plan, str(book)]) == 2
    assert "--scale 1000000" in capsys.readouterr().err
    assert main(["import", plan, str(book), "--scale", "1000000"]) == 0


def test_a_target_is_money_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = project(tmp_path)
    assert main(["goal", plan, "assumption:x", "--target", "700 billion USD"]) == 2
    assert "USD is not the package's currency" in capsys.readouterr().err


def test_years_that_a_newer_table_lacks_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = project(tmp_path)
    (tmp_path / "old.csv").write_text("Item;2025;2026;2027\nGDP, million;1;2;3\n", encoding="utf-8")
    (tmp_path / "short.csv").write_text(
        "\n\nItem;2026;2028\nGDP, million;5;6\nInflation, %;4;5\n", encoding="utf-8"
    )
    assert main(["import", plan, str(tmp_path / "old.csv"), "--as", "macro"]) == 0
    capsys.readouterr()
    assert main(["import", plan, str(tmp_path / "short.csv"), "--as", "macro"]) == 0
    told = capsys.readouterr()
    assert "“gdp” counts from this workbook now" in told.err
    assert "2025, 2027" in told.err


def test_years_of_people_that_a_newer_table_lacks_are_named_in_json_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = project(tmp_path)
    rows = "{years}\n0-14;{a}\n15-64;{a}\n65+;{a}\n"
    old = "Population by age, persons\n\n" + rows.format(years="Age;2026;2027;2040", a="1;2;3")
    new = "Population by age group (persons), census\n\n\n" + rows.format(years="Age;2026;2027", a="4;5")
    (tmp_path / "projection.csv").write_text(old, encoding="utf-8")
    (tmp_path / "census.csv").write_text(new, encoding="utf-8")
    assert main(["import", plan, str(tmp_path / "projection.csv"), "--as", "population"]) == 0
    capsys.readouterr()
    assert (
        main(
            [
                "import",
                plan,
                str(tmp_path / "census.csv"),
                "--as",
                "population",
                "--dry-run",
                "--format",
                "json",
            ]
        )
        == 0
    )
    problems = json.loads(capsys.readouterr().out)["problems"]
    (lost,) = [
        one["message"] for one in problems if "“population” counts from this workbook" in one["message"]
    ]
    assert "2040" in lost
    assert "2026" not in lost


def test_the_limits_of_a_level_say_what_they_are_stated_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(tmp_path / "plan.policy")
    assert main(["new", plan, "--currency", "ORD"]) == 0
    level = ["--set", "cost.model=transfer", "--set", "cost.level=500 ORD/month"]
    assert main(["add", plan, "measure:m", "--set", "title=M", *level]) == 0
    assert main(["set", plan, "measure:m", "cost.level_cap=40%"]) == 2
    assert "cost.level_cap_basis=poverty-line" in capsys.readouterr().err
    assert main(["set", plan, "measure:m", "cost.level_cap=40%", "cost.level_cap_basis=average-wage"]) == 0
    assert main(["set", plan, "measure:m", "cost.level_floor=4800 ORD/year"]) == 0
    with Workspace.open(Path(plan)) as workspace:
        cost = workspace.package.measures[0].cost
    assert (cost.level_cap, cost.level_cap_basis) == (ByYear.constant(0.4), LevelBasis.AVERAGE_WAGE)
    assert (cost.level_floor, cost.level_floor_basis) == (ByYear.constant(400.0), LevelBasis.MONEY)
