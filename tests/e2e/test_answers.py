"""What the sheet leaves open is answered on the command line, and shown before and after."""

from __future__ import annotations

from typing import Any


def test_numbers_written_as_texts_are_printed_before_and_after(planner: Any) -> None:
    text = "Programme, million;2025;2026\nHealth;1.234,5;10\nSchools;2.000,25;20\n"
    (planner.folder / "budget.csv").write_text(text, encoding="utf-8")
    said = planner.ok("import", "plan.policy", "budget.csv", "--dry-run").out
    assert "column B 2025: decimal mark comma, between thousands point" in said
    assert "B2: “1.234,5” is" in said
    found = planner.ok("import", "plan.policy", "budget.csv", "--dry-run", "--format", "json").json["numbers"]
    assert [(one["column"], one["total"]) for one in found] == [("B", 3_234_750_000.0), ("C", 30_000_000.0)]
    assert found[0]["examples"][0] == {
        "cell": "B2",
        "text": "1.234,5",
        "value": 1_234_500_000.0,
        "unit": "money",
    }


def test_a_list_without_a_year_is_refused_with_the_option_and_taken_with_it(planner: Any) -> None:
    text = "Unit costs\nItem;Unit;Cost\nTextbook;piece;4.5\nDesk;piece;31\nChair;piece;12\n"
    (planner.folder / "costs.csv").write_text(text, encoding="utf-8")
    planner.refuses("import", "plan.policy", "costs.csv", says="--year")
    planner.ok("import", "plan.policy", "costs.csv", "--year", "2026")
    planner.refuses("import", "plan.policy", "costs.csv", "--year", "26", says="not a year")
