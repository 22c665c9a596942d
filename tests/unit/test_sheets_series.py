"""Single ages of classes, and years between years: only as asked, labelled, and no one gained or lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import WorkbookError
from workbench.model import Package, Table
from workbench.sheets import Options, Reading, read_workbook
from workbench.sheets.ages import sprague, uniform
from workbench.workspace import Workspace

# Parts of people smaller than any normal float are nobody.
counts = st.floats(0, 1e10, allow_nan=False, allow_subnormal=False) | st.integers(0, 10**9).map(float)


@given(st.lists(counts, min_size=5, max_size=20))
def test_sprague_keeps_the_sum_of_each_class_exactly(classes: list[float]) -> None:
    for total, parts in zip(classes, sprague(classes), strict=True):
        assert len(parts) == 5
        if min(parts) >= 0:
            assert sum(parts) == total
        else:
            assert sum(parts) == pytest.approx(total, abs=1e-12 * max(*classes, 1e-200))


@given(counts, st.integers(1, 40))
def test_an_even_spread_keeps_the_sum_exactly(total: float, ages: int) -> None:
    parts = uniform(total, ages)
    assert sum(parts) == total
    assert all(0 <= part <= total for part in parts)
    assert max(parts) - min(parts) <= 1e-9 * max(total, 1e-300)


@given(st.lists(st.floats(-1, 1), min_size=4, max_size=4), st.integers(5, 12))
def test_sprague_follows_any_cubic_curve(factors: list[float], classes: int) -> None:
    """The formula is exact for curves up to the third degree, in every panel: that is what a wrong multiplier breaks."""

    def cumulated(age: int) -> float:
        return 1e9 * age + sum(factor * age ** (power + 1) for power, factor in enumerate(factors))

    people = [cumulated(age + 1) - cumulated(age) for age in range(5 * classes)]
    totals = [sum(people[5 * n : 5 * n + 5]) for n in range(classes)]
    assert [part for parts in sprague(totals) for part in parts] == pytest.approx(people, rel=1e-9)


def test_sprague_gives_the_known_single_ages() -> None:
    # Classes 0-4 to 75-79 of a World Bank example; worked out from the multipliers as printed, by hand for age 0 and 12.
    classes = [1971990, 2095820, 2157190, 2094110, 2116580, 2003840, 1785690, 1502990, 1214170, 796934, 627551, 530305,
               488014, 364498, 259029, 158047]  # fmt: skip
    ages = [part for parts in sprague([float(one) for one in classes]) for part in parts]
    first = 0.3616 * 1971990 - 0.2768 * 2095820 + 0.1488 * 2157190 - 0.0336 * 2094110
    twelve = 0.0064 * 1971990 - 0.0336 * 2095820 + 0.2544 * 2157190 - 0.0336 * 2094110 + 0.0064 * 2116580
    assert (ages[0], ages[12]) == pytest.approx((first, twelve), rel=1e-12)


CLASSES = ["0-4", "5-9", "10-14", "15-19", "20-24", "25-29"]


def people(tmp_path: Path, classes: list[str], rows: dict[int, list[float]], **options: Any) -> Reading:
    text = "Age;" + ";".join(str(year) for year in rows)
    lines = ["Population by age, both sexes (persons)", text]
    lines += [f"{age};" + ";".join(f"{row[n]:g}" for row in rows.values()) for n, age in enumerate(classes)]
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines) + "\n")
    return read_workbook(path, Options(**options))


def by_age(table: Table, year: int) -> dict[str, float | None]:
    return {series.dim("age"): series.at(year) for series in table.series}


def test_classes_stay_classes_unless_single_ages_are_asked_for(tmp_path: Path) -> None:
    rows = {2025: [500, 490, 480, 470, 460, 450, 900]}
    (table,) = people(tmp_path, [*CLASSES, "30+"], rows).tables
    assert list(by_age(table, 2025)) == [*CLASSES, "30+"]


def test_single_ages_keep_cells_label_method_and_the_open_class(tmp_path: Path) -> None:
    rows = {2025: [500, 490, 480, 470, 460, 450, 900], 2026: [510, 500, 490, 480, 470, 460, 950]}
    (table,) = people(tmp_path, [*CLASSES, "30+"], rows, ages="sprague").tables
    ages = by_age(table, 2026)
    assert list(ages) == [*(str(age) for age in range(30)), "30+"]
    assert ages["30+"] == 950
    assert sum(ages[str(age)] for age in range(5, 10)) == 500  # type: ignore[misc]
    seven = next(series for series in table.series if series.dim("age") == "7")
    assert (seven.cell_at(2025), seven.split, seven.name) == ("B4", "sprague", "population.both.7")
    assert next(s for s in table.series if s.dim("age") == "30+").split == ""
    assert any(d.topic == "ages" and "sprague" in d.answer and "30+" in d.evidence for d in table.how)


def test_infants_that_are_known_stay_as_they_are(tmp_path: Path) -> None:
    rows = {2025: [110, 390, 490, 480, 470, 460, 450]}
    (table,) = people(tmp_path, ["0", "1-4", *CLASSES[1:]], rows, ages="sprague").tables
    ages = by_age(table, 2025)
    assert ages["0"] == 110
    assert sum(ages[str(age)] for age in range(1, 5)) == 390  # type: ignore[misc]


@pytest.mark.parametrize(
    "ages", [["0-14", "15-64", "65+"], CLASSES[:4], ["0-4", "5-9", "10-14", "15-19", "20-29", "30-34"]]
)
def test_sprague_refuses_other_classes_and_an_even_spread_takes_them(tmp_path: Path, ages: list[str]) -> None:
    rows = {2025: [100.0 * (n + 3) for n in range(len(ages))]}
    with pytest.raises(WorkbookError, match="--ages uniform"):
        people(tmp_path, ages, rows, ages="sprague")
    (table,) = people(tmp_path, ages, rows, ages="uniform").tables
    closed = [value for age, value in by_age(table, 2025).items() if not age.endswith("+")]
    assert sum(closed) == sum(rows[2025][: len([a for a in ages if a[-1] != "+"])])  # type: ignore[arg-type]


def test_a_class_where_the_formula_gives_less_than_nobody_is_spread_evenly_and_told(tmp_path: Path) -> None:
    rows = {2025: [9000, 10, 9000, 10, 9000, 10]}
    reading = people(tmp_path, CLASSES, rows, ages="sprague")
    ages = by_age(reading.tables[0], 2025)
    assert min(value for value in ages.values() if value is not None) >= 0
    assert [ages[str(age)] for age in range(5, 10)] == pytest.approx([2.0] * 5)
    five = next(series for series in reading.tables[0].series if series.dim("age") == "5")
    assert (five.split, five.evenly) == ("sprague", (2025,))
    assert any("no sensible single ages for 5-9" in str(problem.message) for problem in reading.problems)


def macro(tmp_path: Path, **options: Any) -> Reading:
    path = tmp_path / "macro.csv"
    path.write_text(
        "Item;Unit;2024;2026;2027\nPopulation;persons;100;120;..\nCPI;index, 2020 = 100;..;110;130\n"
    )
    return read_workbook(path, Options(**options))


def test_missing_years_stay_missing_unless_asked_for(tmp_path: Path) -> None:
    assert macro(tmp_path).tables[0].years == (2024, 2026, 2027)


def test_years_between_are_filled_and_labelled_and_none_beyond(tmp_path: Path) -> None:
    (table,) = macro(tmp_path, interpolate="linear").tables
    first, second = table.series
    assert (first.years, first.values, first.interpolated) == (
        (2024, 2025, 2026, 2027),
        (100, 110, 120, None),
        (2025,),
    )
    assert first.cells == ("C2", "C2, D2", "D2", "E2")
    assert (second.at(2024), second.at(2026), second.at(2027), second.interpolated) == (None, 110, 130, ())
    assert any(d.topic == "missing years" and "2025" in d.evidence and not d.sure for d in table.how)


def test_made_values_are_marked_where_they_are_traced(tmp_path: Path) -> None:
    rows = {2025: [500, 490, 480, 470, 460, 450, 900], 2027: [520, 510, 500, 490, 480, 470, 1000]}
    reading = people(tmp_path, [*CLASSES, "30+"], rows, ages="sprague", interpolate="linear")
    workspace = Workspace.create(tmp_path / "a.policy", Package(base_year=2025, horizon=2))
    workspace.bring_in(tmp_path / "people.csv", reading.tables)
    notes = [str(note) for note in workspace.trace("table:population.population.both.7", 2026).origin.notes]  # type: ignore[union-attr]
    assert any("interpolated" in note for note in notes)
    assert any("method sprague" in note for note in notes)
    whole = workspace.trace("table:population.population", 2026)
    assert whole.value == (sum(rows[2025]) + sum(rows[2027])) / 2
    assert whole.origin.cells.count("B4") == 1  # type: ignore[union-attr]
