"""A series under the planner's own name, followed by a measure."""

from __future__ import annotations

from typing import Any

COVERAGE = (
    "Item;"
    + ";".join(str(year) for year in range(2026, 2037))
    + "\nPension coverage, %;"
    + ";".join(["50"] * 11)
    + "\n"
)


def test_coverage_of_a_measure_from_a_named_series(planner: Any) -> None:
    (planner.folder / "coverage.csv").write_text(COVERAGE, encoding="utf-8")
    planner.ok("import", "plan.policy", "coverage.csv", "--as", "series:pension-coverage")
    before = planner.ok("cost", "plan.policy", "--format", "json").json
    planner.ok(
        "set",
        "plan.policy",
        "measure:social-pension",
        "cost.coverage=series:pension-coverage",
        "cost.use_access=false",
    )
    traced = planner.ok(
        "trace", "plan.policy", "measure:social-pension.beneficiaries", "--year", "2030", "--format", "json"
    )
    assert '"workbook": "coverage.csv"' in traced.out
    assert planner.ok("cost", "plan.policy", "--format", "json").json["total"] != before["total"]
    planner.refuses(
        "set",
        "plan.policy",
        "measure:social-pension",
        "cost.coverage=series:pension-covrage",
        says="Did you mean",
    )


def test_a_role_nobody_knows_is_refused(planner: Any) -> None:
    (planner.folder / "coverage.csv").write_text(COVERAGE, encoding="utf-8")
    planner.refuses("import", "plan.policy", "coverage.csv", "--as", "weather", says="or series:NAME")
    planner.refuses("import", "plan.policy", "coverage.csv", "--as", "series:", says="not a role")
