"""A newer version of a workbook: what differs is told before it counts, and the planner's corrections stay."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pytest

from workbench.errors import RequestError
from workbench.model import Package, Series, Table
from workbench.model.corrections import locate
from workbench.model.revision import revise
from workbench.workspace import Workspace

HEAD = ["Indicator", "Unit", 2026, 2027, 2028]
GDP = ["Gross domestic product, current prices", "million dinars", 1000, 1100, 1210]
CPI = ["Consumer price index", "index, 2020 = 100", 100, 103, 106]


def macro(path: Path, *rows: list[object], head: list[object] = HEAD, sheet: str = "Macro") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    book.active.append(["Macroeconomic framework"])
    book.active.append(head)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def one(
    name: str, role: str = "macro", workbook: str = "a.xlsx", sheet: str = "Data", **series: float
) -> Table:
    rows = tuple(Series(key, key, (2026,), (value,), ("B2",), "money") for key, value in series.items())
    return Table(name, role, workbook=workbook, sheet=sheet, series=rows)


@pytest.fixture
def held(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "a.policy", Package(currency="XDC", base_year=2026, horizon=2))
    book = macro(tmp_path / "macro-2026.xlsx", GDP, CPI)
    workspace.bring_in(book, workspace.read(book).tables)
    return workspace


def brought(workspace: Workspace, book: Path) -> list[tuple[str, int, str, float | None, float | None, str]]:
    found = workspace.bring_in(book, workspace.read(book).tables)
    return [(c.name, c.year, c.kind, c.before, c.after, c.cell) for c in found.changes]


def test_changed_added_and_removed_values_are_told_with_their_cells(held: Workspace, tmp_path: Path) -> None:
    wage = ["Average wage", "dinars per month", 30, 31, 32]
    head = ["Indicator", "Unit", 2026, 2027, 2029]
    newer = macro(tmp_path / "macro-2027.xlsx", [*GDP[:3], 1150, 1300], wage, head=head)
    assert brought(held, newer) == [
        *[("cpi", year, "removed", value, None, cell)
          for year, value, cell in ((2026, 100.0, "C4"), (2027, 103.0, "D4"), (2028, 106.0, "E4"))],
        ("gdp", 2027, "changed", 1.1e9, 1.15e9, "D3"),
        ("gdp", 2028, "removed", 1.21e9, None, "E3"),
        ("gdp", 2029, "added", None, 1.3e9, "E3"),
        *[("average-wage", year, "added", None, value, cell)
          for year, value, cell in ((2026, 30.0, "C4"), (2027, 31.0, "D4"), (2029, 32.0, "E4"))],
    ]  # fmt: skip


def test_a_newer_version_is_one_step_and_undo_brings_the_older_back(held: Workspace, tmp_path: Path) -> None:
    before = held.package
    held.bring_in(book := macro(tmp_path / "b.xlsx", [*GDP[:2], 1, 2, 3], CPI), held.read(book).tables)
    assert [table.id for table in held.package.tables] == [table.id for table in before.tables]
    assert held.package.tables[0].find("gdp").at(2027) == 2e6  # type: ignore[union-attr]
    held.undo()
    assert held.package == before


def test_looking_at_the_differences_changes_nothing(held: Workspace, tmp_path: Path) -> None:
    newer = macro(tmp_path / "b.xlsx", [*GDP[:2], 1, 2, 3], CPI)
    before, number = held.package, held.number
    found = held.revision(held.read(newer).tables)
    assert (len(found.changes), held.package, held.number) == (3, before, number)


def test_a_change_of_unit_is_a_removal_and_an_addition() -> None:
    old = one("macro-data", gdp=5.0)
    new = dataclasses.replace(old, series=(dataclasses.replace(old.series[0], unit="persons"),))
    kinds = [(change.kind, change.unit) for change in revise((old,), (new,)).changes]
    assert kinds == [("removed", "money"), ("added", "persons")]


def test_another_workbook_with_a_like_named_sheet_does_not_take_its_place() -> None:
    old = one("macro-data", gdp=5.0)
    found = revise((old,), (one("macro-data", workbook="b.xlsx", inflation=0.1),))
    assert (found.replaced, [table.id for table in found.tables]) == ((), ["macro-data-2"])


def test_the_same_table_of_another_country_is_a_table_of_its_own() -> None:
    old = dataclasses.replace(one("macro-data", gdp=5.0), country="Nepal")
    found = revise((old,), (dataclasses.replace(old, country="Ghana"),))
    assert (found.replaced, found.tables[0].id) == ((), "macro-data-2")
    assert revise((old,), (dataclasses.replace(old, country="NEPAL"),)).replaced == ("macro-data",)


def test_a_renamed_file_of_another_year_is_known_by_its_series() -> None:
    old = one("macro-gdp-2025", workbook="gdp-2025.csv", sheet="gdp-2025", gdp=5.0, cpi=1.0)
    new = one("macro-gdp-2026", workbook="gdp-2026.csv", sheet="gdp-2026", gdp=6.0, cpi=1.0)
    found = revise((old,), (new,))
    assert found.replaced == ("macro-gdp-2025",)
    assert found.tables[0].id == "macro-gdp-2025"
    assert [(change.name, change.before, change.after) for change in found.changes] == [("gdp", 5.0, 6.0)]


def test_a_correction_survives_a_newer_version_and_is_marked(held: Workspace, tmp_path: Path) -> None:
    held.correct("table:macro.gdp", {2027: 2e9}, why="Budget circular 4")
    newer = macro(tmp_path / "b.xlsx", [*GDP[:3], 1150, 1300], CPI)
    found = held.bring_in(newer, held.read(newer).tables)
    assert found.corrections == (("macro-macro", "gdp", 2027),)
    assert [(c.year, c.corrected) for c in found.changes] == [(2027, True), (2028, False)]
    trace = held.trace("table:macro.gdp", 2027)
    assert trace.value == 2e9
    (note,) = trace.origin.notes  # type: ignore[union-attr]
    assert "in place of 1150000000.0" in str(note)
    assert "Budget circular 4" in str(note)
    assert held.trace("table:macro.gdp", 2028).origin.notes == ()  # type: ignore[union-attr]


def test_a_correction_can_be_taken_back(held: Workspace) -> None:
    held.correct("table:macro.gdp", {2027: 2e9}, why="Circular")
    held.correct("table:macro.gdp", {2027: None})
    assert held.package.tables[0].rows == held.package.tables[0].series
    with pytest.raises(RequestError, match="as imported"):
        held.correct("table:macro.gdp", {2027: None})


@pytest.mark.parametrize(
    ("values", "why", "says"),
    [
        ({2027: 2e9}, " ", "needs a reason"),
        ({1900: 2e9}, "Circular", "neither a year of the series nor of the package"),
        ({2027: -1.0}, "Circular", "cannot be below zero"),
        ({2027: float("inf")}, "Circular", "finite"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    held: Workspace, values: dict[int, float | None], why: str, says: str
) -> None:
    with pytest.raises(RequestError, match=says):
        held.correct("table:macro.gdp", values, why)
    assert not held.package.tables[0].corrections


def test_a_year_of_the_package_the_workbook_does_not_reach_may_be_set(held: Workspace) -> None:
    last = held.package.years[-1]
    held.correct("table:macro.gdp", {last: 3e9}, "Medium-term framework")
    _, series = locate(held.package, "table:macro.gdp")
    assert series.at(last) == 3e9


def test_a_correction_whose_series_is_gone_is_said(held: Workspace, tmp_path: Path) -> None:
    held.correct("table:macro.cpi", {2027: 104.0}, why="Circular")
    newer = macro(tmp_path / "b.xlsx", GDP)
    found = held.bring_in(newer, held.read(newer).tables)
    assert found.lost == (("macro-macro", "cpi", 2027),)
    assert held.package.tables[0].corrections


def test_the_totals_a_newer_version_moves_are_told(sample: Workspace) -> None:
    tables = sample.package.tables
    people = [table for table in tables if table.role == "population"]
    half = tuple(
        dataclasses.replace(
            table,
            series=tuple(
                dataclasses.replace(row, values=tuple(v and v / 2 for v in row.values))
                for row in table.series
            ),
        )
        for table in people
    )
    totals = sample.revision(half).totals
    people_2030 = next(t for t in totals if (t.figure, t.year) == ("population", 2030))
    assert people_2030.after == pytest.approx(people_2030.before / 2)  # type: ignore[operator]
    cost = next(t for t in totals if (t.figure, t.year) == ("total.cost", 2030))
    assert cost.after < cost.before  # type: ignore[operator]


def test_the_population_as_a_figure_is_all_of_it(sample: Workspace) -> None:
    whole = sample.trace("table:population.population", 2030).value
    people = [t for t in sample.package.tables if t.role == "population"]
    sexes = {row.dim("sex") for table in people for row in table.series}
    counted = {"male", "female"} if {"male", "female"} <= sexes else {"both"}
    rows = [row for table in people for row in table.series if row.dim("sex") in counted]
    assert whole == pytest.approx(sum(row.at(2030) for row in rows))  # type: ignore[misc]


def test_a_corrected_age_class_counts_in_the_population(sample: Workspace) -> None:
    before = sample.trace("table:population.population", 2030).value
    _, row = locate(sample.package, "table:population.population.female.5")
    sample.correct("table:population.population.female.5", {2030: row.at(2030) + 1000}, "Census")  # type: ignore[operator]
    assert sample.trace("table:population.population", 2030).value == pytest.approx(before + 1000, abs=1e-6)


def test_a_sheet_with_another_name_is_still_the_same_table(held: Workspace, tmp_path: Path) -> None:
    held.correct("table:macro.gdp", {2027: 2e9}, why="Budget circular 4")
    (tmp_path / "again").mkdir()
    newer = macro(tmp_path / "again" / "macro-2026.xlsx", GDP, CPI, sheet="Framework")
    found = held.bring_in(newer, held.read(newer).tables)
    assert found.replaced == ("macro-macro",)
    assert held.trace("table:macro.gdp", 2027).value == 2e9


def test_a_column_of_codes_that_comes_in_changes_no_value(held: Workspace, tmp_path: Path) -> None:
    newer = macro(tmp_path / "b.xlsx", ["A1", *GDP], ["B2", *CPI], head=["Code", *HEAD])
    assert brought(held, newer) == []


def test_a_correction_that_another_workbook_puts_aside_is_told(held: Workspace, tmp_path: Path) -> None:
    held.correct("table:macro.gdp", {2027: 2e9}, why="Budget circular 4")
    other = macro(tmp_path / "imf.xlsx", GDP, CPI, sheet="WEO")
    told = [str(one.message) for one in held.read(other).problems if one.severity == "serious"]
    assert told == [
        "Values you set by hand in macro-macro no longer count, as this workbook takes its place: gdp 2027."
    ]
