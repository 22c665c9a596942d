"""Single ages of classes, and years between years: only as asked, labelled, and no one gained or lost."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import WorkbookError
from workbench.model import Package, Series, Table
from workbench.sheets import Options, Reading, read_workbook
from workbench.sheets.meaning.ages import sprague, to_single_ages, uniform
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
    assert any(
        d.topic == "ages" and d.answer.get("method") == "sprague" and d.evidence.get("open") == "30+"
        for d in table.how
    )


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


def test_a_class_where_the_formula_gives_less_than_nobody_is_drawn_towards_an_even_spread_and_told(
    tmp_path: Path,
) -> None:
    rows = {2025: [900, 890, 880, 870, 860, 850], 2026: [9000, 10, 9000, 10, 9000, 10]}
    reading = people(tmp_path, CLASSES, rows, ages="sprague")
    ages = by_age(reading.tables[0], 2026)
    assert min(value for value in ages.values() if value is not None) >= 0
    assert sum(ages[str(age)] for age in range(5, 10)) == 10  # type: ignore[misc]
    five = next(series for series in reading.tables[0].series if series.dim("age") == "5")
    assert (five.split, five.evenly, five.drawn) == ("sprague", (), (2026,))
    told = next(one for one in reading.problems if "no sensible single ages for 5-9" in str(one.message))
    assert (told.cell, "2026" in str(told.message), "2025" in str(told.message)) == ("C4", True, False)


def test_a_class_without_a_value_is_named_and_classes_of_nobody_are_not_spoken_for(tmp_path: Path) -> None:
    text = (
        "Population by age, both sexes (persons)\nAge;2026;2027\n0-4;500;500\n5-9;480;480\n10-14;470;..\n15-19;460;460\n"
        "20-24;450;450\n25-29;0;0\n"
    )
    path = tmp_path / "people.csv"
    path.write_text(text)
    reading = read_workbook(path, Options(ages="sprague"))
    said = [(one.cell, str(one.message)) for one in reading.problems if "Sprague" in str(one.message)]
    assert [cell for cell, text in said if "The class 10-14 has no value in 2027" in text] == ["C5"]
    assert not [text for _, text in said if "25-29" in text]


sex_counts = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=6, max_size=12)


@given(sex_counts, st.booleans())
def test_men_and_women_add_up_to_both_at_every_age_and_nobody_is_lost(
    pairs: list[tuple[int, int]], infants: bool
) -> None:
    sexes = {
        "female": [float(women) for women, _ in pairs],
        "male": [float(men) for _, men in pairs],
        "both": [float(women + men) for women, men in pairs],
    }
    made = dict(zip(sexes, single_ages(sexes, infants=infants), strict=True))
    for women, men, both in zip(made["female"], made["male"], made["both"], strict=True):
        assert min(women, men, both) >= 0
        assert women + men == pytest.approx(both, abs=1e-6 * max(1.0, *sexes["both"]))
    for sex, totals in sexes.items():
        assert sum(made[sex]) == pytest.approx(sum(totals), rel=1e-12)


@given(sex_counts, st.integers(0, 5))
def test_a_small_change_of_a_class_changes_every_age_a_little(pairs: list[tuple[int, int]], at: int) -> None:
    before = [float(one) for one, _ in pairs]
    # Classes of nobody apart, in which one person more is all there is.
    before = [one + 1000 for one in before]
    after = [one + (1.0 if place == at else 0.0) for place, one in enumerate(before)]
    (first,), (second,) = single_ages({"both": before}), single_ages({"both": after})
    steepest = max(before) / min(before)
    assert max(abs(a - b) for a, b in zip(first, second, strict=True)) <= 2 + 2 * steepest


def single_ages(sexes: dict[str, list[float]], *, infants: bool = False) -> list[list[float]]:
    """Split five-year classes of several sexes together; give the people at each age, youngest first."""
    names = [f"{5 * n}-{5 * n + 4}" for n in range(len(next(iter(sexes.values()))))]
    series = []
    for sex, totals in sexes.items():
        held = list(zip(names, totals, strict=True))
        if infants:
            held[:1] = [("0", totals[0] / 4), ("1-4", totals[0] * 3 / 4)]
        series += [
            Series(
                "population", age, (2026,), (value,), ("B5",), "persons", dims=(("sex", sex), ("age", age))
            )
            for age, value in held
        ]
    quiet = SimpleNamespace(say=lambda *_, **__: None)
    block = SimpleNamespace(sheet=SimpleNamespace(name="Ages"))
    draft: Any = SimpleNamespace(where="w", decided=lambda *_: None, notebook=quiet, block=block)
    made = to_single_ages(draft, series, "sprague")
    return [[one.at(2026) or 0.0 for one in made if one.dim("sex") == sex] for sex in sexes]


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
    assert any(
        d.topic == "missing years" and "2025" in d.evidence.get("years") and not d.sure for d in table.how
    )


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
