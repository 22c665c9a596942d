"""A newer workbook over an older one, as planners bring it in: told before it counts, applied in one step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench import assets

Program = Any
MACRO = assets.path_of("sample", "macro-2026.xlsx")


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The sample's macro workbook with one figure of one year changed."""
    book = openpyxl.load_workbook(MACRO)
    sheet = book.worksheets[0]
    row = next(cells for cells in sheet.iter_rows() if "poverty line" in str(cells[0].value).lower())
    cell = next(cell for cell in reversed(row) if isinstance(cell.value, (int, float)))
    cell.value *= 2
    book.save(path := tmp_path / "macro-2027.xlsx")
    return path


def test_a_dry_run_tells_what_differs_and_changes_nothing(planner: Program, newer: Path) -> None:
    before = (planner.folder / "plan.policy").read_bytes()
    done = planner.ok("import", "plan.policy", newer, "--dry-run", "--format", "json").json
    (change,) = done["changes"]["values"]
    assert (change["series"], change["kind"]) == ("poverty-line", "changed")
    assert change["after"] == pytest.approx(2 * change["before"])
    assert change["cell"]
    assert done["applied"] is False
    assert (planner.folder / "plan.policy").read_bytes() == before


def test_without_dry_run_it_is_applied_listed_and_undone_in_one(planner: Program, newer: Path) -> None:
    cost = planner.ok("cost", "plan.policy", "--format", "json").json["total"]
    said = planner.ok("import", "plan.policy", newer).out
    assert "values changed: 1, added: 0, removed: 0" in said
    assert "→" in said
    planner.ok("undo", "plan.policy")
    assert planner.ok("cost", "plan.policy", "--format", "json").json["total"] == cost


def test_the_same_workbook_again_differs_in_nothing(planner: Program) -> None:
    said = planner.ok("import", "plan.policy", MACRO).out
    assert "no value differs" in said


def test_a_correction_is_set_traced_and_survives(planner: Program, newer: Path) -> None:
    planner.ok("set", "plan.policy", "table:macro.gdp-real-growth", "2030=9%", "why=Central bank, June")
    planner.ok("import", "plan.policy", newer)
    traced = planner.ok(
        "trace", "plan.policy", "table:macro.gdp-real-growth", "--year", "2030", "--format", "json"
    ).json
    assert traced["value"] == pytest.approx(0.09)
    assert "Central bank, June" in traced["source"]["notes"][0]
    assert (
        "set by hand"
        in planner.ok("trace", "plan.policy", "table:macro.gdp-real-growth", "--year", "2030").out
    )
    planner.ok("set", "plan.policy", "table:macro.gdp-real-growth", "2030=null")
    traced = planner.ok(
        "trace", "plan.policy", "table:macro.gdp-real-growth", "--year", "2030", "--format", "json"
    ).json
    assert traced["source"]["notes"] == []


@pytest.mark.parametrize(
    ("subject", "value", "says"),
    [
        ("table:macro.gdp-rael-growth", "2030=9%", "Did you mean “table:macro.gdp-real-growth”"),
        ("table:macro.gdp-real-growth", "2030=much", "not a number"),
        ("table:macro.gdp-real-growth", "2030=null", "as imported"),
        ("table:macro.gdp-real-growth", "why=x", "No year"),
        ("table:macro.gdp", "2030=9%", "a share"),
        ("table:macro.gdp-real-growth", "2030=4.1", "4.1%"),
        ("table:macro.gdp-real-growth", "1980=4.1%", "runs from"),
        ("table:population.population.female.5", "2030=-3", "below zero"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(
    planner: Program, subject: str, value: str, says: str
) -> None:
    planner.refuses("set", "plan.policy", subject, value, "why=Circular", says=says)


def test_a_correction_needs_a_reason(planner: Program) -> None:
    subject = "table:macro.gdp-real-growth"
    planner.refuses("set", "plan.policy", subject, "2030=9%", says="needs a reason")


GHANA = "Country;Item;2025;2026\nGhana;GDP, million;10.5;11.5\nGhana;Inflation, %;4;5\n"


def test_rows_of_another_country_are_taken_only_where_it_is_named(planner: Program, tmp_path: Path) -> None:
    (path := tmp_path / "ghana.csv").write_text(GHANA, encoding="utf-8")
    planner.refuses("import", "plan.policy", path, says="--country Ghana")
    assert "of Ghana" in planner.ok("import", "plan.policy", path, "--dry-run").err
    planner.ok("import", "plan.policy", path, "--country", "Ghana")
    listed = planner.ok("tables", "plan.policy", "--format", "json").json["tables"]
    (ghana,) = (one for one in listed if one["country"] == "Ghana")
    (own,) = (one for one in listed if one["outdone_by"] == ghana["id"])
    assert ghana["counts"]
    assert own["counts"]
    assert "gdp" in own["outdone_in"]
    shown = planner.ok("tables", "plan.policy").out
    assert "Ghana" in shown
    assert f"as in {ghana['id']}" in shown
