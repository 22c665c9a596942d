"""All values of one edit are read together, and what was understood is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.cli.main import main
from workbench.model import Package
from workbench.workspace import Workspace


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = str(tmp_path / "plan.policy")
    Workspace.create(Path(path), Package(currency="THB", base_year=2026)).close()
    return path


def yearly(path: str, year: int = 2027) -> float:
    with Workspace.open(Path(path)) as workspace:
        cost = workspace.package.measures[0].cost
    return cost.level.at(year) * cost.payments


@pytest.mark.parametrize("stored", [1, 4, 12])
@pytest.mark.parametrize(
    ("given", "a_year"),
    [
        (["cost.payments=1", "cost.level=600 THB/year"], 600),
        (["cost.level=600 THB/year", "cost.payments=1"], 600),
        (["cost.level=600 THB/month", "cost.payments=4"], 7200),
        (["cost.payments=4", "cost.level=600 THB per month"], 7200),
        (["cost.level=100 THB/week", "cost.payments=12"], 5200),
        (["cost.level=10 THB a day", "cost.payments=5"], 3650),
        (["cost.level=600 THB/Quarter"], 2400),
        (["cost.level=600 THB/payment", "cost.payments=6"], 3600),
        (['cost.level={"2027": "600 THB/month", "2030": "9000 THB/year"}', "cost.payments=2"], 7200),
    ],
)
def test_the_yearly_benefit_is_what_is_said_whatever_the_order(
    plan: str, stored: int, given: list[str], a_year: float
) -> None:
    start = ["--set", "cost.model=transfer", "--set", f"cost.payments={stored}", "--set", "cost.level=5 THB"]
    assert main(["add", plan, "measure:m", *start]) == 0
    assert main(["set", plan, "measure:m", *given]) == 0
    assert yearly(plan) == pytest.approx(a_year)


def test_an_edit_answers_with_what_was_understood(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = ["--set", "cost.model=transfer", "--set", "cost.level=600 THB", "--set", "cost.take_up=60%"]
    assert main(["add", plan, "measure:m", *made]) == 0
    out = capsys.readouterr()
    said = out.err.replace("\u202f", " ")
    assert out.out == "m\n"
    assert "600 THB a month, 12 payments, 7 200 THB a year" in said
    assert "cost.take_up: 60 %" in said
    assert main(["set", plan, "measure:m", "cost.payments=4"]) == 0
    assert "600 THB a quarter, 4 payments, 2 400 THB a year" in capsys.readouterr().err.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("cost.level=600 THB/fortnight", "day, week, month, quarter, year and payment"),
        ("cost.unit_cost=400 THB/month", "not for a month"),
        ("cost.wage=4000 THB/month", "for a day, not for a month"),
    ],
)
def test_a_period_that_is_not_read_or_does_not_fit_is_refused(
    plan: str, given: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", plan, "measure:m"]) == 0
    assert main(["set", plan, "measure:m", given]) == 2
    assert said in capsys.readouterr().err


def test_amounts_a_year_and_lines_a_month_take_any_period(plan: str) -> None:
    assert main(["add", plan, "financing:f", "--set", "amounts=100 THB/month"]) == 0
    assert main(["add", plan, "assumption:poverty-line", "--set", "value=3600 THB/year"]) == 0
    assert main(["add", plan, "assumption:gdp", "--set", "value=1200 THB/quarter"]) == 0
    with Workspace.open(Path(plan)) as workspace:
        package = workspace.package
    assert package.financing[0].amounts.at(2027) == 1200
    line, gdp = (package.assumption(key) for key in ("poverty-line", "gdp"))
    assert line is not None
    assert gdp is not None
    assert (line.value.at(2027), gdp.value.at(2027)) == (300, 4800)


def test_shares_by_year_in_lists_and_in_records_take_a_percent_sign(plan: str) -> None:
    assert main(["add", plan, "measure:m", "--set", 'cost.children_by_rank=["50%", 0.3]']) == 0
    take_up = 'cost.take_up={"2027": "60%", "2030": 0.9, "shape": "s-curve"}'
    provides = 'provides=[{"capability": "payment-channel", "reach": {"2027": "40%"}}]'
    assert main(["set", plan, "measure:m", take_up, provides]) == 0
    with Workspace.open(Path(plan)) as workspace:
        measure = workspace.package.measures[0]
    assert measure.cost.children_by_rank == (0.5, 0.3)
    assert measure.cost.take_up.points == ((2027, 0.6), (2030, 0.9))
    assert measure.provides[0].reach.points == ((2027, 0.4),)


def test_a_level_that_is_a_share_asks_where_the_percent_sign_is_left_out(
    plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["add", plan, "measure:m", "--set", "cost.level_basis=poverty-line", "--set", "cost.level=20"])
        == 2
    )
    assert "Write 20% or, if that is meant, 2000%" in capsys.readouterr().err


def test_show_names_the_assumptions(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", plan, "assumption:inflation", "--set", "value=4%", "--set", "why=Bank"]) == 0
    assert main(["show", plan]) == 0
    assert "inflation" in capsys.readouterr().out
    assert main(["show", plan, "--format", "json"]) == 0
    assert '"inflation"' in capsys.readouterr().out
