"""Tables made here: layouts people use, each with exact values and cells, and everything odd said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_made import Written, book, csv, grid, table, the
from workbench.errors import WorkbookError
from workbench.model.cells import address
from workbench.model.decided import coded
from workbench.sheets import Options, Reading, head, preview, read_workbook, sheet_cells
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.file.cells import Sheet
from workbench.sheets.file.rows import Rows
from workbench.sheets.layout.layouts import find_blocks


def said(reading: Reading | Notebook, severity: str = "") -> list[str]:
    return [f"{p.cell}: {p.message}" for p in reading.problems if severity in ("", p.severity)]


# The layouts of the bundled sample.


def population_sheet(title: str, factor: int) -> Written:
    head: Written = [["National Statistics Office"], [title], [None], ["Age", *range(2020, 2046)]]
    ages: Written = [
        [age if age < 100 else "100+", *(factor * (1000 + 10 * age + y) for y in range(26))]
        for age in range(101)
    ]
    total: list[Any] = ["Total", *(sum(row[1 + y] for row in ages) for y in range(26))]
    return [*head, *ages, total, [None], ["Source: census of 2019."]]


def test_population_by_age_on_one_sheet_for_each_sex(tmp_path: Path) -> None:
    path = book(
        tmp_path / "population.xlsx",
        Both_sexes=population_sheet("Population, both sexes", 5),
        Male=population_sheet("Population, male", 2),
        Female=population_sheet("Population, female", 3),
    )
    reading = read_workbook(path)
    assert [(t.role, t.sheet, t.range) for t in reading.tables] == [
        ("population", "Both sexes", "A4:AA106"),
        ("population", "Male", "A4:AA106"),
        ("population", "Female", "A4:AA106"),
    ]
    assert len({t.id for t in reading.tables}) == 3
    for one, sex, factor in zip(reading.tables, ("both", "male", "female"), (5, 2, 3), strict=True):
        assert len(one.series) == 101
        assert {s.dim("sex") for s in one.series} == {sex}
        last = one.series[-1]
        assert (last.key, last.unit, last.dim("age")) == ("population", "persons", "100+")
        assert last.at(2045) == factor * 2025
        assert last.cell_at(2045) == "AA105"
        assert one.left_out
        assert "B106" in one.left_out[0]
        assert len(one.sha256) == 64
    assert said(reading, "serious") == []


MACRO: Written = [
    ["Macroeconomic framework"],
    ["Ministry of Finance"],
    [],
    ["Indicator", "Unit", *range(2022, 2026)],
    ["Gross domestic product, current prices", "million dinars", 500000.5, 510000, 520000, 530000],
    ["Real GDP growth", "percent", 4.5, "n.a.", 4.7, 4.8],
    ["GDP deflator", "index, 2020 = 100", 110, 112, 114, 116],
    ["Consumer price index", "index, 2020 = 100", 111, 113, 115, 117],
    ["Inflation", "% per year", 3.1, 3.2, 3.3, 3.4],
    ["General government revenue", "million dinars", 90000, 91000, 92000, 93000],
    ["General government expenditure", "million dinars", 110000, 111000, 112000, 113000],
    ["Government expenditure", "% of GDP", 22, 22, 22, 22],
    ["National poverty line", "dinars per adult per month", 2100, 2200, 2300, 2400],
    ["Minimum wage", "dinars per month", 3000, 3100, 3200, 3300],
    ["Average wage", "dinars", 8000, 8100, 8200, 8300],
    ["Exchange rate", "dinars per US dollar", 25, 26, 27, 28],
    ["Population", "thousands", 12000.5, 12100.5, 12200.5, 12300.5],
    [],
    ["Note: 2025 is a projection; amounts in millions unless stated."],
]


def test_macro_rows_with_units_in_a_column() -> None:
    found, notebook = grid(MACRO)
    assert found is not None
    assert found.role == "macro"
    expected = {
        "gdp": (500000500000.0, "money", "C5"),
        "gdp-real-growth": (0.045, "share", "C6"),
        "gdp-deflator": (110.0, "index", "C7"),
        "cpi": (111.0, "index", "C8"),
        "inflation": (0.031, "share", "C9"),
        "government-revenue": (90e9, "money", "C10"),
        "government-expenditure": (110e9, "money", "C11"),
        "government-expenditure-percent-of-gdp": (0.22, "share", "C12"),
        "poverty-line": (2100.0, "money", "C13"),
        "minimum-wage": (3000.0, "money", "C14"),
        "average-wage": (8000.0, "money", "C15"),
        "exchange-rate": (25.0, "number", "C16"),
        "population": (12000500.0, "persons", "C17"),
    }
    read = {s.key: (s.at(2022), s.unit, s.cell_at(2022)) for s in found.series}
    assert read == expected
    assert the(found, "gdp").price_basis == "nominal"
    assert the(found, "gdp-real-growth").at(2023) is None
    assert the(found, "gdp-real-growth").cell_at(2023) == "D6"
    line = the(found, "poverty-line")
    assert (line.dim("period"), line.dim("per")) == ("month", "adult")
    assert the(found, "average-wage").dim("period") == ""
    problems = said(notebook, "advisory")
    assert any("n.a." in text and text.startswith("D6") for text in problems)
    assert any("Average wage" in text and "month" in text for text in problems)
    assert said(notebook, "serious") == []


SPENDING: Written = [
    ["Ministry of Finance"],
    ["Social spending by programme"],
    ["in thousands of dinars, current prices"],
    ["Vote", "Programme", 2024, "2025*", "2026**"],
    ["017", "Old-age allowance", 100, 110, 120],
    ["027", "School feeding", 200, 210, 220],
    ["037", "A million trees", 300, 310, 320],
    [None, "Total expenditure", 600, 630, 667],
    [],
    ["* revised estimate"],
]


def test_spending_by_programme_leaves_its_total_out_and_says_where_it_is_wrong() -> None:
    found, notebook = grid(SPENDING)
    assert found is not None
    assert found.role == "existing-spending"
    assert [s.key for s in found.series] == ["old-age-allowance", "school-feeding", "a-million-trees"]
    first = found.series[0]
    assert first.values == (100000.0, 110000.0, 120000.0)
    assert first.cells == ("C5", "D5", "E5")
    assert dict(first.dims) == {"item": "Old-age allowance", "code": "017"}
    assert (first.unit, first.price_basis, found.scale) == ("money", "nominal", 1000.0)
    assert found.left_out == ("Total expenditure (C8:E8)",)
    assert [text for text in said(notebook, "serious") if text.startswith("E8")]


def test_an_unlabelled_total_is_found_because_it_is_the_sum() -> None:
    rows = [*SPENDING[:7], [None, "All of the above", 600, 630, 660]]
    found = table(rows)
    assert len(found.series) == 3
    assert "All of the above" in found.left_out[0]


def test_unit_costs_take_their_year_from_the_title() -> None:
    found = table(
        [
            ["Unit costs of services, dinars, 2025 prices"],
            [],
            ["Item", "Unit", "Unit cost"],
            ["Community health visit", "per visit", 45],
            ["Assistive device", "per device", 250.5],
        ]
    )
    assert found.role == "unit-costs"
    visit = the(found, "community-health-visit")
    assert (visit.years, visit.values, visit.cells, visit.unit) == ((2025,), (45.0,), ("C4",), "money")
    assert (visit.price_basis, visit.dim("per")) == ("constant 2025", "visit")


def test_unit_costs_with_years_across() -> None:
    found = table(
        [
            ["Unit costs"],
            ["Item", "Unit", 2024, 2025],
            ["Visit", "per visit", 45, 46],
            ["Kit", "per kit", 7, 8],
        ]
    )
    assert found.role == "unit-costs"
    assert the(found, "kit").cells == ("C4", "D4")


# Layouts.


def test_years_down_and_series_across() -> None:
    found = table([["year", "gdp_million", "gov_revenue_million"], [2020, 1.5, 2], [2021, 2.5, 3]])
    assert the(found, "gdp").values == (1500000.0, 2500000.0)
    assert the(found, "government-revenue").cells == ("C2", "C3")


def test_male_and_female_blocks_under_each_other() -> None:
    rows: Written = [["Population by age"], ["Age", 2020, 2021]]
    for sex in ("Male", "Female"):
        rows += [[sex, None, None], *([age, 100 + age, 200 + age] for age in range(4))]
    found = table(rows)
    assert [(s.dim("sex"), s.dim("age"), s.cells[0]) for s in found.series][3:5] == [
        ("male", "3", "B7"),
        ("female", "0", "B9"),
    ]


def test_male_and_female_side_by_side_under_spanning_headers() -> None:
    rows: Written = [
        ["Population"],
        [None, "Male", None, "Female", None],
        ["Age", 2020, 2021, 2020, 2021],
        *([age, 10 + age, 20 + age, 30 + age, 40 + age] for age in range(4)),
    ]
    found = table(rows)
    assert {(s.dim("sex"), s.dim("age")): s.at(2021) for s in found.series}["female", "2"] == 42.0
    assert len(found.series) == 8


def test_long_population_by_sex_and_age_group() -> None:
    rows: Written = [["country", "year", "sex", "age_group", "population_thousands"]]
    for sex in ("female", "male"):
        rows += [["Nepal", 2020, sex, age, 1.5] for age in ("0-4", "5-9", "10-14")]
    found = table(rows)
    assert found.role == "population"
    assert found.country == "Nepal"
    assert found.series[0].values == (1500.0,)
    assert found.series[3].dims == (("sex", "male"), ("age", "0-4"))


def test_two_tables_on_one_sheet() -> None:
    rows: Written = [
        ["Revenue, million"], ["Item", 2020, 2021], ["Government revenue", 1, 2], [None],
        ["Spending, million"], ["Item", 2022, 2023], ["Government expenditure", 3, 4],
    ]  # fmt: skip
    blocks = find_blocks(Sheet("Data", Rows.of(rows)))
    assert [block.area for block in blocks] == [(1, 0, 2, 2), (5, 0, 6, 2)]


def test_values_that_look_like_years_stay_values() -> None:
    found = table(
        [
            ["Item", 2020, 2021, 2022],
            ["GDP, million", 2019, 2020, 2021],
            ["Government revenue, million", 1, 2, 3],
        ]
    )
    assert the(found, "gdp").values == (2019e6, 2020e6, 2021e6)


def test_counts_that_look_like_years_are_no_header() -> None:
    found, notebook = grid([["Item", "Men", "Women"], ["Teachers", 2010, 2015], ["Nurses", 1950, 1980]])
    assert found is None
    assert any("no year" in text for text in said(notebook, "serious"))
    found, _ = grid([["Item", "Cost 2025"], ["Visit", 2000], ["Kit", 1950]])
    assert found is not None
    assert found.series[0].values == (2000.0,)


def test_words_above_years_do_not_hide_them() -> None:
    found = table(
        [["Item", "Actual", "Actual", "Budget"], [None, 2023, 2024, 2025], ["GDP, million", 1, 2, 3]]
    )
    assert the(found, "gdp").cells == ("B3", "C3", "D3")


def test_fiscal_years_say_so() -> None:
    found = table([["Kshs billion", "2020/21", "2021/22"], ["GDP, current prices", 10.5, 11.5]])
    assert found.years == (2020, 2021)
    assert any(d.topic == "years" and d.answer.code == "fiscal-years" and not d.sure for d in found.how)


# What is wrong is said, with its cell, and never becomes zero.


def test_duplicate_years_are_said_and_the_first_is_used() -> None:
    found, notebook = grid([["Item", 2020, 2021, 2021], ["GDP, million", 1, 2, 3]])
    assert found is not None
    assert the(found, "gdp").values == (1e6, 2e6)
    assert any("C2" in text and "D2" in text for text in said(notebook, "serious"))


def test_text_where_a_number_belongs_is_said() -> None:
    found, notebook = grid([["Item", 2020, 2021], ["GDP, million", "soon", 2]])
    assert found is not None
    assert the(found, "gdp").at(2020) is None
    assert [text for text in said(notebook, "serious") if text.startswith("B2") and "soon" in text]


def test_a_negative_population_is_said() -> None:
    found, notebook = grid(
        [["Population by age"], ["Age", 2020], *([a, -5 if a == 2 else 100] for a in range(4))]
    )
    assert found is not None
    assert [text for text in said(notebook, "serious") if text.startswith("B5")]
    assert "2" not in {s.dim("age") for s in found.series}


def test_errors_and_formulas_without_values_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Item", 2020, 2021, 2022])
    sheet.append(["GDP, million", 1, "=B2*2", None])
    sheet["D2"] = "#N/A"
    workbook.save(path)
    reading = read_workbook(path)
    gdp = the(reading.tables[0], "gdp")
    assert gdp.at(2020) == 1e6
    assert gdp.at(2021) is None
    assert gdp.at(2022) is None
    serious = said(reading, "serious")
    assert any(text.startswith("C2") and "Formulas" in text for text in serious)
    assert any(text.startswith("D2") and "#N/A" in text for text in serious)
    assert reading.sheets[0].kind(1, 3) == "problem"


def test_percent_cells_are_fractions_already(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Item", 2020, 2021])
    sheet.append(["Real GDP growth, %", 0.05, 0.06])
    sheet.append(["Inflation, %", 3.5, 4.5])
    sheet["B2"].number_format = sheet["C2"].number_format = "0.0%"
    workbook.save(path)
    found = read_workbook(path).tables[0]
    assert the(found, "gdp-real-growth").values == (0.05, 0.06)
    assert the(found, "inflation").values == (0.035, 0.045)


def test_a_column_of_ambiguous_numbers_is_a_question(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("item;2020;2021\nGDP, million;1.234;2.345\n")
    with pytest.raises(WorkbookError) as caught:
        read_workbook(path)
    assert "--decimal" in str(caught.value.remedy)
    assert the(read_workbook(path, Options(decimal=",")).tables[0], "gdp").values == (1234e6, 2345e6)
    assert the(read_workbook(path, Options(decimal=".")).tables[0], "gdp").values == (1.234e6, 2.345e6)


def test_a_cell_in_another_habit_is_said_and_left_empty(tmp_path: Path) -> None:
    text = "item;2020;2021;2022\nGDP, million;1.234,5;2.345,5;3.456,5\nGovernment revenue, million;997,5;998,5;997.670,9\n"
    reading = csv(tmp_path, text.replace("998,5", "1,998.5"))
    assert [line for line in said(reading, "serious") if line.startswith("C3")]
    assert the(reading.tables[0], "government-revenue").at(2022) == 997670.9e6


def test_several_countries_are_a_question_naming_the_option(tmp_path: Path) -> None:
    text = "iso3,country,year,age,population_persons\n" + "".join(
        f"{iso},{name},2020,{age},{1000 + age}\n"
        for iso, name in (("ETH", "Ethiopia"), ("FJI", "Fiji"))
        for age in range(4)
    )
    with pytest.raises(WorkbookError) as caught:
        csv(tmp_path, text)
    assert "--country" in str(caught.value.remedy)
    assert "Fiji" in str(caught.value.what)
    for wanted in ("Fiji", "FJI", "fji"):
        assert csv(tmp_path, text, country=wanted).tables[0].series[1].cells == ("E7",)
    with pytest.raises(WorkbookError, match="Atlantis"):
        csv(tmp_path, text, country="Atlantis")


def test_several_variants_are_a_question(tmp_path: Path) -> None:
    text = "variant,year,age,population_persons\n" + "".join(
        f"{variant},2020,{age},{100 + age}\n" for variant in ("Medium", "High") for age in range(4)
    )
    with pytest.raises(WorkbookError) as caught:
        csv(tmp_path, text)
    assert "--variant" in str(caught.value.remedy)
    assert csv(tmp_path, text, variant="high").tables[0].variant == "High"


def test_people_with_fractions_and_no_unit_are_a_question() -> None:
    rows: Written = [["Population by age"], ["Age", 2020], *([age, 100.25 + age] for age in range(4))]
    with pytest.raises(WorkbookError) as caught:
        grid(rows)
    assert "--scale" in str(caught.value.remedy)
    assert table(rows, scale=1000.0).series[0].values == (100250.0,)
    assert table(rows, unit="thousands").series[0].values == (100250.0,)


def test_a_gdp_without_a_scale_is_said() -> None:
    _, notebook = grid([["Item", 2020, 2021], ["GDP, current prices", 3888.7, 4352.5]])
    assert any("millions or billions" in text for text in said(notebook, "serious"))


def test_two_rows_for_one_key_keep_the_first() -> None:
    found, notebook = grid(
        [["Item", 2020, 2021], ["GDP, current, million", 1, 2], ["Nominal GDP, million", 3, 4]]
    )
    assert found is not None
    assert the(found, "gdp").values == (1e6, 2e6)
    assert the(found, "nominal-gdp-million").values == (3e6, 4e6)
    assert any("Nominal GDP" in text and "B2" not in text for text in said(notebook, "advisory"))


def test_a_sheet_without_years_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="no year"):
        csv(tmp_path, "item,cost\nvisit,45\nkit,46\n")


def test_quarters_are_not_made_into_years(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="quarter"):
        csv(tmp_path, "date,cpi\n2020-03-01,100.5\n2020-06-01,101.5\n")


def test_hidden_sheets_are_told_and_read_only_when_asked(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        Open=[["Item", 2020], ["GDP, million", 1]],
        Kept=[["Item", 2020], ["GDP, million", 9]],
    )
    workbook = openpyxl.load_workbook(path)
    workbook["Kept"].sheet_state = "hidden"
    workbook.save(path)
    reading = read_workbook(path)
    assert [t.sheet for t in reading.tables] == ["Open"]
    assert any("hidden" in text for text in said(reading))
    assert the(read_workbook(path, Options(sheet="Kept")).tables[0], "gdp").values == (9e6,)


# Options and views.


def test_only_the_chosen_cells_are_read(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Data=MACRO)
    found = read_workbook(path, Options(range="A4:D5")).tables[0]
    assert [s.key for s in found.series] == ["gdp"]
    assert found.years == (2022, 2023)


def test_a_title_above_the_chosen_cells_still_states_their_scale(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Data=SPENDING)
    for cells in ("A4:E7", "A4:C6"):
        found = read_workbook(path, Options(range=cells)).tables[0]
        assert the(found, "old-age-allowance").at(2024) == 100_000
    two = [
        ["Spending, thousand dinars"],
        ["Item", 2024, 2025],
        ["A million trees", 1.5, 2],
        [],
        ["Programme", 2024, 2025],
        ["B", 3.5, 4],
    ]
    found = read_workbook(book(tmp_path / "b.xlsx", Data=two), Options(range="A5:C6")).tables[0]
    assert the(found, "b").at(2024) == 3.5


@pytest.mark.parametrize(
    "options", [{"sheet": "None"}, {"range": "nonsense"}, {"role": "weather"}, {"decimal": "x"}]
)
def test_options_that_fit_nothing_are_said(tmp_path: Path, options: dict[str, str]) -> None:
    path = book(tmp_path / "a.xlsx", Data=MACRO)
    with pytest.raises(WorkbookError):
        read_workbook(path, Options(**options))  # type: ignore[arg-type]


def test_the_view_colours_what_each_cell_was_taken_for(tmp_path: Path) -> None:
    view = read_workbook(book(tmp_path / "a.xlsx", Data=SPENDING)).sheets[0]
    assert view.row(3)[:4] == ("Vote", "Programme", "2024", "2025*")
    kinds = {address(row, column): view.kind(row, column) for row in range(12) for column in range(6)}
    assert (kinds["A2"], kinds["C4"], kinds["B5"], kinds["C5"], kinds["C8"], kinds["E8"], kinds["A10"]) == (
        "note", "header", "label", "value", "total", "problem", "note",
    )  # fmt: skip


def test_what_is_not_read_is_not_coloured_as_a_value(tmp_path: Path) -> None:
    rows = [
        ["Country", "Item", 2024, 2025], ["Ghana", "GDP, million", 10, 11], ["Kenya", "GDP, million", 12, 13],
        ["Country", "Item", 2024, 2025], ["Ghana", "Exports, million", 5, 6], ["Kenya", "Exports, million", 7, 8],
    ]  # fmt: skip
    view = read_workbook(book(tmp_path / "a.xlsx", Data=rows), Options(country="Ghana")).sheets[0]
    assert [view.kind(row, 2) for row in range(6)] == [
        "header", "value", "ignored", "header", "value", "ignored",
    ]  # fmt: skip
    assert view.kind(400, 200) == ""


def test_the_preview_shows_a_question_instead_of_failing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("item;2020;2021\nGDP, million;1.234;2.345\n")
    reading = preview(path)
    assert reading.tables == ()
    assert any("--decimal" in str(p.remedy) for p in reading.problems)
    assert reading.sheets[0].row(1) == ("GDP, million", "1.234", "2.345")


def test_a_source_cell_is_shown_with_its_neighbours(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Data=SPENDING)
    for source in (path, path.read_bytes()):
        cells = sheet_cells(source, "Data", "C6", rows=1, columns=1)
        assert cells[1] == (("B6", "School feeding"), ("C6", "200"), ("D6", "210"))


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8-sig", ","), ("utf-16", "\t"), ("cp1252", ";")])
def test_text_files_in_usual_encodings(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    text = "\n".join(
        separator.join(row) for row in (("Élément", "2020", "2021"), ("PIB (millions)", "10.5", "11.5"))
    )
    path.write_bytes(text.encode(encoding))
    found = read_workbook(path).tables[0]
    assert the(found, "gdp").values == (10.5e6, 11.5e6)


@settings(max_examples=60)
@given(
    first=st.integers(1950, 2040),
    years=st.integers(2, 8),
    numbers=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=5),
    above=st.integers(0, 3),
    left=st.integers(0, 2),
    below=st.integers(0, 2),
)
def test_any_wide_table_is_read_back_with_its_cells(
    first: int, years: int, numbers: list[int], above: int, left: int, below: int
) -> None:
    rows: Written = [["Some title"] for _ in range(above)]
    pad: list[Any] = [None] * left
    rows.append([*pad, "Item", *range(first, first + years)])
    # Halves keep the values from being years, and uneven steps keep one row from being the sum of others.
    body = [[n / 2 + 0.25 + 7 * i * i + y for y in range(years)] for i, n in enumerate(numbers)]
    rows += [[*pad, f"Thing {chr(65 + i)}", *line] for i, line in enumerate(body)]
    rows += [["A note below the table."] for _ in range(below)]
    found = table(rows)
    assert [list(s.values) for s in found.series] == body
    start = above + 1
    assert [s.cells[0] for s in found.series] == [address(start + i, left + 1) for i in range(len(body))]
    assert found.years == tuple(range(first, first + years))


def test_budget_and_actual_under_each_year_are_kept_apart() -> None:
    found = table(
        [
            ["Budget by programme, million dinars"],
            ["Programme", 2024, None, 2025, None],
            [None, "Budget", "Actual", "Budget", "Actual"],
            ["School meals", 10, 11, 12, 13],
            ["Pensions", 20, 21, 22, 23],
        ]
    )
    actual = next(s for s in found.series if s.dim("item") == "Pensions" and s.dim("part") == "Actual")
    assert (actual.years, actual.values, actual.cells) == ((2024, 2025), (21e6, 23e6), ("C5", "E5"))


def test_a_row_of_units_under_the_years_gives_the_scale() -> None:
    found = table(
        [["Programme spending"], ["Programme", 2024, 2025], [None, "thousand dinars", "thousand dinars"],
         ["School meals", 10, 11], ["Pensions", 20, 21]]
    )  # fmt: skip
    assert the(found, "pensions").values == (20000.0, 21000.0)


def test_weo_in_its_wide_layout(tmp_path: Path) -> None:
    text = (
        "Country,Subject Descriptor,Units,Scale,Country/Series-specific Notes,2022,2023,Estimates Start After\n"
        'Nepal,"Gross domestic product, current prices",National currency,Billions,"See","4,976.558","5,366.996",2022\n'
        "Nepal,General government revenue,Percent of GDP,,See,22.935,19.266,2022\n"
        "Nepal,Population,Persons,Millions,x,29.7,29.9,2021\n"
    )
    (found,) = csv(tmp_path, text).tables
    assert {s.key: s.at(2023) for s in found.series} == {
        "gdp": 5366996e6,
        "general-government-revenue-percent-of-gdp": 0.19266,
        "population": 29.9e6,
    }


def test_an_open_quotation_mark_does_not_swallow_the_file(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="never closed"):
        csv(tmp_path, 'item,2020,2021\n"GDP, million,1,2\nRevenue,3,4\n')


def test_rates_without_a_percent_sign_are_told_and_serious_where_they_differ() -> None:
    _, notebook = grid([["Indicator", 2024, 2025], ["Real GDP growth", 4.5, 4.6], ["Inflation", 0.03, 0.04]])
    assert [text[:2] for text in said(notebook, "serious")] == ["B2", "B3"]


def test_a_fiscal_year_is_quoted_as_written() -> None:
    found = table([["Function", "FY24", "FY25"], ["Budget for health, million", 1, 2]])
    assert any(d.evidence == coded("read-as", written="FY24", year=2024) for d in found.how)


def test_hombres_and_mujeres_by_their_letters_are_not_mixed_up() -> None:
    rows: Written = [["Población por edad (personas), 2025"], [], ["Edad", "H", "M"]]
    rows += [[f"{5 * n}-{5 * n + 4}", 100.5 + n, 200.5 + n] for n in range(4)]
    found = table(rows, unit="persons")
    assert {(s.dim("sex"), s.dim("age"), s.values[0]) for s in found.series if s.dim("age") == "5-9"} == {
        ("male", "5-9", 101.5),
        ("female", "5-9", 201.5),
    }


def test_an_age_nobody_understands_is_told_because_its_people_do_not_count() -> None:
    rows: Written = [["Population by age (persons)"], [], ["Age", 2025, 2026], ["5岁以下", 9, 9]]
    _, notebook = grid([*rows, ["5-9", 10, 11], ["10-14", 12, 13], ["15-19", 14, 15]])
    assert any("5岁以下" in text and "not counted" in text for text in said(notebook, "serious"))


@pytest.mark.parametrize(
    ("title", "head", "ages", "sexes"),
    [
        ("Population par âge et par sexe (personnes), 2025", ["Groupe d'âge", "Hommes", "Femmes"],
         ["0-4 ans", "5-9 ans", "10-14 ans", "15 ans et plus"], ("male", "female")),
        ("Población por edad y sexo (personas), 2025", ["Grupo de edad", "Hombres", "Mujeres"],
         ["0-4 años", "5-9 años", "10-14 años", "15 y más"], ("male", "female")),
        ("Население по возрасту и полу (человек), 2025", ["Возрастная группа", "Мужчины", "Женщины"],
         ["0-4 года", "5-9 лет", "10-14 лет", "15 лет и старше"], ("male", "female")),
        ("按年龄和性别分列的人口(人), 2025", ["年龄组", "男", "女"], ["0-4岁", "5-9岁", "10-14岁", "15岁及以上"], ("male", "female")),
        ("السكان حسب العمر والجنس (نسمة)، 2025", ["الفئة العمرية", "ذكور", "إناث"],
         ["0-4 سنوات", "5-9 سنوات", "10-14 سنة", "15 سنة فأكثر"], ("male", "female")),
    ],
)  # fmt: skip
def test_a_population_in_any_language_of_the_united_nations(
    title: str, head: list[str], ages: list[str], sexes: tuple[str, str]
) -> None:
    found = table([[title], [], head, *([age, 100 + n, 200 + n] for n, age in enumerate(ages))])
    assert found.role == "population"
    people = {(s.dim("sex"), s.dim("age")): s.at(2025) for s in found.series}
    assert people == {
        (sex, age): 100.0 * (1 + column) + n
        for column, sex in enumerate(sexes)
        for n, age in enumerate(("0-4", "5-9", "10-14", "15+"))
    }


def test_the_head_of_a_workbook_is_its_first_rows_as_they_look(tmp_path: Path) -> None:
    rows: Written = [["Item", 2025], *([f"Thing {n}", n + 0.5] for n in range(500))]
    path = book(tmp_path / "a.xlsx", Data=rows, More=[["x"]])
    first, second = head(path)
    assert (first.name, first.height, first.row(1)) == ("Data", 200, ("Thing 0", "0.5"))
    assert second.name == "More"
    text = tmp_path / "a.csv"
    text.write_text("\n".join(";".join(str(v) for v in row) for row in rows), encoding="utf-8")
    assert head(text)[0].height == 200
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    assert head(tmp_path / "bad.xlsx") == ()
