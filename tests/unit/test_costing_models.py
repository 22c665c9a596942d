"""Each cost model against sums worked by hand; the cases are data, each with its arithmetic."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from packages import with_measure
from workbench.costing import Costing
from workbench.model import Package, Series, Table
from workbench.model.words import CostModel

CASES = Path(__file__).with_name("costing_cases")
COUNTRY = tomllib.loads((CASES / "country.toml").read_text(encoding="utf-8"))


def country() -> Package:
    people = COUNTRY["population"]
    years = tuple(people["years"])
    ages = tuple(
        Series(
            "population",
            f"{sex}, {age}",
            years,
            (float(count),) * len(years),
            tuple(f"{'BCDE'[step]}{row}" for step in range(len(years))),
            "persons",
            dims=(("sex", sex), ("age", age)),
        )
        for sex in ("female", "male")
        for row, (age, count) in enumerate(people[sex].items(), start=4 if sex == "female" else 14)
    )
    macro = tuple(
        Series(
            one["key"],
            one["key"],
            years,
            tuple(float(value) for value in one["values"]),
            tuple(f"{'BCDE'[step]}{row}" for step in range(len(years))),
            one["unit"],
            dims=(("period", one["period"]),) if "period" in one else (),
        )
        for row, one in enumerate(COUNTRY["series"], start=4)
    )
    tables = (
        Table("population", "population", workbook="people.xlsx", sheet="Ages", sha256="a", series=ages),
        Table("macro", "macro", workbook="macro.xlsx", sheet="Macro", sha256="b", series=macro),
    )
    return Package(currency="CUR", base_year=2025, horizon=3, tables=tables)


def cases() -> list[dict[str, Any]]:
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.toml")))
    return [case for data in files for case in data.get("case", ())]


def package_of(case: dict[str, Any]) -> Package:
    package = country()
    for other, record in case.get("others", {}).items():
        package = with_measure(package, other, **record)
    return with_measure(package, "m", **case.get("measure", {}), cost=case["cost"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_hand_worked_case_holds(case: dict[str, Any]) -> None:
    assert case["arithmetic"]
    costing = Costing(package_of(case))
    assert [str(problem) for problem in costing.problems if "not in the total" in str(problem)] == []
    for name, expected in case["figures"].items():
        figure = name if ":" in name or name.startswith("total.") else f"measure:m.{name}"
        row = costing.evaluation.row(costing.figures[figure])
        assert row == pytest.approx(expected, rel=1e-12, abs=1e-9), figure


def test_every_cost_model_has_a_case() -> None:
    text = json.dumps(cases())
    covered = {model for model in CostModel if f'"model": "{model.value}"' in text}
    assert covered == set(CostModel) - {CostModel.NONE, CostModel.EXISTING_SPENDING}
