"""A mapping reads the next version of a workbook the same way: by its headers, and never by a stale answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import MappingError, WorkbookError
from workbench.model import Mapping, Stated, TableMapping
from workbench.sheets import Options, Reading, read_workbook
from workbench.sheets.again.mapping_file import keep_for_user, of_user, read_mapping, write_mapping

Rows = list[list[Any]]
HEAD = ["Vote", "Programme", 2025, 2026]
ROWS: Rows = [["017", "Old-age allowance", 100.5, 110], ["027", "School feeding", 200, 210]]


def book(
    path: Path, rows: Rows, title: str = "Social spending, thousand dinars", sheet: str = "Budget"
) -> Path:
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in [[title], [], *rows]:
        made.active.append(row)
    made.save(path)
    return path


def read(path: Path, mapping: Mapping | None = None, **options: Any) -> Reading:
    return read_workbook(path, Options(mapping=mapping, **options))


def values(reading: Reading) -> dict[str, tuple[float | None, ...]]:
    return {series.key: series.values for table in reading.tables for series in table.series}


def test_columns_may_move_and_rows_may_be_added(tmp_path: Path) -> None:
    mapping = read(book(tmp_path / "a.xlsx", [HEAD, *ROWS])).describe()
    moved = [[None, *row[2:], *reversed(row[:2])] for row in [HEAD, *ROWS]]
    # Labels behind the numbers are no labels to the recogniser; before them, in another order, they are.
    moved = [[None, row[1], row[0], *row[2:]] for row in [[*HEAD, 2027], *([*r, 1] for r in ROWS)]]
    found = values(read(book(tmp_path / "b.xlsx", moved), mapping))
    assert found == {"old-age-allowance": (100500, 110000, 1000), "school-feeding": (200000, 210000, 1000)}


def test_a_renamed_sheet_is_found_by_its_headers(tmp_path: Path) -> None:
    mapping = read(book(tmp_path / "a.xlsx", [HEAD, *ROWS])).describe()
    again = read(book(tmp_path / "b.xlsx", [HEAD, *ROWS], sheet="Budget 2027"), mapping)
    assert len(again.tables) == 1


def test_a_missing_header_is_named(tmp_path: Path) -> None:
    mapping = read(book(tmp_path / "a.xlsx", [HEAD, *ROWS])).describe()
    with pytest.raises(WorkbookError, match="“Programme” is missing") as caught:
        read(book(tmp_path / "b.xlsx", [["Vote", "Programmes of work", 2025, 2026], *ROWS]), mapping)
    assert "Programmes of work" in str(caught.value)


def test_a_header_with_a_year_is_next_years_header(tmp_path: Path) -> None:
    cost = [["Item", "Unit", "Unit cost 2025"], ["Visit", "per visit", 45], ["Kit", "per kit", 20]]
    mapping = read(book(tmp_path / "a.xlsx", cost, "Unit costs, dinars")).describe()
    cost[0][2] = "Unit cost 2026"
    (table,) = read(book(tmp_path / "b.xlsx", cost, "Unit costs, dinars"), mapping).tables
    assert table.years == (2026,)


def test_what_the_planner_said_is_said_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Item;2020;2021\nGDP, million;1.234;2.345\n")
    mapping = read(path, decimal=",").describe()
    newer = tmp_path / "b.csv"
    newer.write_text("Item;2020;2021;2022\nGDP, million;1.234;2.345;3.456\n")
    assert values(read(newer, mapping)) == {"gdp": (1.234e9, 2.345e9, 3.456e9)}


def test_an_old_answer_is_not_put_over_what_the_sheet_says_now(tmp_path: Path) -> None:
    mapping = read(book(tmp_path / "a.xlsx", [HEAD, *ROWS], "Spending, dinars"), scale=1000.0).describe()
    newer = book(tmp_path / "b.xlsx", [HEAD, *ROWS], "Spending, million dinars")
    with pytest.raises(WorkbookError, match="now states 1000000") as caught:
        read(newer, mapping)
    assert "--scale" in str(caught.value)
    assert values(read(newer, mapping, scale=1e6))["old-age-allowance"] == (100.5e6, 110e6)


def test_an_answer_that_was_given_against_the_sheet_stays_good(tmp_path: Path) -> None:
    mapping = read(book(tmp_path / "a.xlsx", [HEAD, *ROWS]), scale=1.0).describe()
    assert mapping.tables[0].stated.scale == 1000
    assert values(read(book(tmp_path / "b.xlsx", [HEAD, *ROWS]), mapping))["school-feeding"] == (200, 210)


def test_a_sheet_that_no_longer_states_its_scale_is_asked_about(tmp_path: Path) -> None:
    mapping = read(book(tmp_path / "a.xlsx", [HEAD, *ROWS])).describe()
    newer = book(tmp_path / "b.xlsx", [HEAD, *ROWS], "Social spending")
    with pytest.raises(WorkbookError, match="no longer states its"):
        read(newer, mapping)
    assert read(newer, mapping, scale=1000.0, unit="money").tables


def test_a_sheet_that_states_another_scale_is_read_by_it_and_told(tmp_path: Path) -> None:
    mapping = read(book(tmp_path / "a.xlsx", [HEAD, *ROWS])).describe()
    newer = read(book(tmp_path / "b.xlsx", [HEAD, *ROWS], "Social spending, million dinars"), mapping)
    assert values(newer)["old-age-allowance"] == (100.5e6, 110e6)
    assert any("now it states 1000000" in str(p.message) and p.severity == "serious" for p in newer.problems)


def test_a_unit_in_words_is_held_against_what_the_sheet_states(tmp_path: Path) -> None:
    rows: Rows = [["Item", 2025, 2026], ["Threshold", 90.5, 95]]
    first = book(tmp_path / "a.xlsx", rows, "Amounts in dinars")
    mapping = read(first, role="poverty-lines", unit="dinars per month").describe()
    (table,) = read(book(tmp_path / "b.xlsx", rows, "Amounts in dinars"), mapping).tables
    assert table.series[0].dim("period") == "month"


def test_cells_beyond_the_range_of_a_mapping_are_told(tmp_path: Path) -> None:
    rows = [HEAD, *ROWS]
    mapping = read(book(tmp_path / "a.xlsx", rows), range="A3:D5").describe()
    assert mapping.tables[0].range == "A3:D5"
    longer = read(book(tmp_path / "b.xlsx", [*rows, ["037", "Trees", 5.5, 6]]), mapping)
    assert "school-feeding" in values(longer)
    (told,) = [p for p in longer.problems if "numbers beyond it" in str(p.message)]
    assert (told.severity, told.cell) == ("serious", "C6")
    same = read(book(tmp_path / "c.xlsx", rows), mapping)
    assert not [p for p in same.problems if "beyond" in str(p.message)]
    moved = read(book(tmp_path / "d.xlsx", [[], [], [], *rows]), mapping)
    assert values(moved) == values(same)
    assert any("by its headers" in str(p.message) for p in moved.problems)


def test_two_tables_with_the_same_headers_are_taken_in_turn(tmp_path: Path) -> None:
    rows = [HEAD, *ROWS, [], ["Other spending, thousand dinars"], HEAD, ["9", "Roads", 7.5, 8]]
    first = read(book(tmp_path / "a.xlsx", rows))
    again = read(book(tmp_path / "b.xlsx", rows), first.describe())
    assert values(again) == values(first)
    assert len(again.tables) == len(first.tables) == 2


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


@given(
    st.builds(
        Mapping,
        st.just("a"),
        texts,
        st.lists(
            st.builds(
                TableMapping,
                st.lists(texts.filter(bool), min_size=1, max_size=3).map(tuple),
                sheet=texts,
                scale=st.none() | st.floats(1e-6, 1e12),
                unit=texts,
                country=texts,
                stated=st.builds(Stated, unit=texts, scale=st.none() | st.floats(1e-6, 1e12)),
            ),
            min_size=1,
            max_size=3,
        ).map(tuple),
    )
)
def test_a_mapping_is_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, mapping: Mapping
) -> None:
    path = write_mapping(mapping, tmp_path_factory.getbasetemp() / "a.toml")
    assert read_mapping(path) == mapping


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("format = ", ["not TOML"]),
        ('title = "x"', ["format", "tables"]),
        (
            'format = "policy-workbench mapping"\n[[tables]]\nheaders = ["a"]\nroll = "macro"\nscale = "big"\n'
            "[[tables]]\nsheet = 3\n",
            ["tables[0].roll", "“role”", "tables[0].scale", "tables[1].sheet", "tables[1].headers"],
        ),
        (
            'format = "policy-workbench mapping"\n[[tables]]\nheaders = []\nrole = "weather"\ndecimal = "x"\n'
            'range = "here"\nscale = -1\nages = "magic"\nyears = "up"\n',
            ["tables[0].role", "decimal", "range", "scale", "ages", "years", "headers"],
        ),
    ],
)
def test_a_bad_mapping_is_refused_with_all_its_problems(tmp_path: Path, text: str, says: list[str]) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(MappingError) as caught:
        read_mapping(path)
    listed = "\n".join(f"{where} {what}" for where, what in caught.value.problems)
    assert [word for word in says if word not in listed] == []
    assert all(where.startswith("bad.toml") for where, _ in caught.value.problems)


def test_mappings_of_the_users_folder_are_offered_and_bad_ones_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("workbench.assets.config_folder", lambda: tmp_path / "policy-workbench")
    folder = tmp_path / "policy-workbench" / "mappings"
    keep_for_user(Mapping("budget", "Budget", (TableMapping(("Vote",)),)))
    (folder / "bad.toml").write_text("?")
    good, bad = of_user()
    assert [one.title for one in good] == ["Budget"]
    assert len(bad) == 1
