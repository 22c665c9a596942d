"""Sheets that look plain and were once read wrongly without a word: each gives the right values, or says what it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_made import Written, book, csv, grid, table, the
from workbench.errors import WorkbookError
from workbench.model import Table
from workbench.model.demography import Population
from workbench.model.words import Sex
from workbench.sheets import Reading, read_workbook
from workbench.sheets.dialogue.notebook import Notebook

AGES = ("0-4", "5-9", "10-14", "15-64", "65+")


def serious(found: Reading | Notebook) -> list[str]:
    return [f"{one.cell}: {one.message}" for one in found.problems if one.severity == "serious"]


def people(
    found: Table, year: int = 2024, low: int = 0, high: int = 120, sex: Sex = Sex.BOTH
) -> float | None:
    return Population((found,)).persons(year, low, high, sex)


def by_age(*headers: str, title: str = "Population by age", step: int = 100) -> Written:
    rows: Written = [
        [age, *(step * (column + 1) + row for column in range(len(headers)))] for row, age in enumerate(AGES)
    ]
    return [[title], ["Age", *headers], *rows]


# Headers.


@pytest.mark.parametrize(
    "headers",
    [
        ("2024 M", "2024 F", "2025 M", "2025 F"),
        ("Male 2024", "Female 2024", "Male 2025", "Female 2025"),
        ("Men, 2024", "Women, 2024", "Men, 2025", "Women, 2025"),
    ],
)
def test_a_sex_beside_the_year_is_a_sex(headers: tuple[str, ...]) -> None:
    found = table(by_age(*headers))
    assert people(found, 2024, 0, 4, Sex.MALE) == 100
    assert people(found, 2024, 0, 4, Sex.FEMALE) == 200
    assert people(found, 2025, 0, 4, Sex.FEMALE) == 400


def test_a_sex_beside_a_place_is_a_sex() -> None:
    found = table(
        by_age("Urban male", "Urban female", "Rural male", "Rural female", title="Population by age, 2024")
    )
    assert people(found, 2024, 0, 4, Sex.MALE) == 400
    assert people(found, 2024, 0, 4, Sex.FEMALE) == 600


def test_an_f_beside_years_alone_is_a_forecast() -> None:
    found = table(
        [["Budget, KES million"], ["Ministry", "2024", "2025 f"], ["Health", 1, 2], ["Roads", 3, 4]]
    )
    assert found.series[0].years == (2024, 2025)


@pytest.mark.parametrize(
    "first", ["Actual 2024", "Outturn 2024", "2024 Budget", "Approved budget 2024", "FY2024/25 Revised"]
)
def test_a_year_with_a_word_beside_it_is_a_year(first: str) -> None:
    found = table(
        [
            ["Macro, KES million"],
            ["Indicator", first, 2025, 2026],
            ["GDP", 100, 101, 102],
            ["CPI (2015=100)", 7, 8, 9],
        ]
    )
    assert the(found, "gdp").at(2024) == 100_000_000
    assert the(found, "gdp").dim("code") == ""


def test_budget_and_outturn_of_one_year_stand_apart() -> None:
    found = table(
        [["Spending, KES"], ["Ministry", "Budget 2024", "Actual 2024"], ["Health", 10, 9], ["Roads", 20, 19]]
    )
    assert {(one.dim("part"), one.at(2024)) for one in found.series if one.label == "Health"} == {
        ("Budget", 10),
        ("Actual", 9),
    }


@pytest.mark.parametrize(
    "headers",
    [
        ("2024Q1", "2024Q2"),
        ("2024M01", "2024M02"),
        ("Q1 2024", "Q2 2024"),
        ("Jan-24", "Feb-24"),
        ("2024-01", "2024-02"),
    ],
)
def test_quarters_and_months_are_no_years(tmp_path: Path, headers: tuple[str, ...]) -> None:
    rows: Written = [["Macro"], ["Indicator", *headers], ["GDP", 100, 101], ["CPI", 99, 98]]
    with pytest.raises(WorkbookError, match="quarter, month or day"):
        read_workbook(book(tmp_path / "a.xlsx", Data=rows))


def test_a_year_of_another_calendar_is_said() -> None:
    _, told = grid(
        [["Budget, NPR million"], ["Ministry", "2081/82", "2082/83"], ["Health", 1, 2], ["Roads", 3, 4]]
    )
    assert any("another calendar" in one for one in serious(told))


def test_a_header_written_again_on_each_page_goes_on_with_the_table(tmp_path: Path) -> None:
    head = ["Ministry", 2024, 2025]
    rows: Written = [["Expenditure, KES million"], head, ["Health", 1, 2], ["Page 1"], head, ["Roads", 3, 4],
                     ["Expenditure, KES million (continued)"], head, ["Water", 5, 6], [], head, ["Energy", 7, 8]]  # fmt: skip
    (found,) = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
    assert [(one.key, one.at(2025)) for one in found.series] == [
        ("health", 2e6), ("roads", 4e6), ("water", 6e6), ("energy", 8e6),
    ]  # fmt: skip
    assert all(not one.dim("section") for one in found.series)


def test_a_header_written_again_under_a_title_of_its_own_opens_a_table(tmp_path: Path) -> None:
    head = ["Ministry", 2024, 2025]
    rows: Written = [
        ["Expenditure, KES million"],
        head,
        ["Health", 1, 2],
        ["Expenditure, KES thousand"],
        head,
        ["Roads", 3, 4],
    ]
    one, other = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
    assert (the(one, "health").at(2025), the(other, "roads").at(2025)) == (2e6, 4e3)


# Several tables on a sheet.


def test_tables_side_by_side_have_titles_of_their_own(tmp_path: Path) -> None:
    rows: Written = [
        ["Budget (KES million)", None, None, None, "Budget (KES billion)"],
        ["Ministry", 2024, 2025, None, "Ministry", 2024, 2025],
        ["Health", 100, 110, None, "Roads", 1.5, 1.6],
        ["Education", 200, 210, None, "Water", 2.5, 2.6],
    ]
    one, other = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
    assert (the(one, "health").at(2024), the(other, "roads").at(2024)) == (1e8, 1.5e9)
    assert not one.left_out


def test_tables_of_years_side_by_side_keep_their_own_years(tmp_path: Path) -> None:
    rows: Written = [
        ["Year", "GDP, KES billion", None, "Year", "CPI"],
        [2024, 15, None, 2022, 130],
        [2025, 16, None, 2023, 136],
    ]
    found = {
        one.key: one
        for made in read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
        for one in made.series
    }
    assert found["cpi"].years == (2022, 2023)
    assert found["gdp"].at(2024) == 15e9


def test_lists_one_below_the_other_are_two_tables(tmp_path: Path) -> None:
    rows: Written = [["Unit costs of education 2025 (KES)"], ["Item", "Cost"], ["Book", 100], ["Pen", 5], [],
                     ["Unit costs of health 2025 (KES)"], ["Item", "Unit", "Cost"], ["Vaccine", "dose", 200]]  # fmt: skip
    one, other = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
    assert [(s.label, s.at(2025)) for s in (*one.series, *other.series)] == [
        ("Book", 100),
        ("Pen", 5),
        ("Vaccine", 200),
    ]


def test_lists_side_by_side_are_two_tables(tmp_path: Path) -> None:
    rows: Written = [
        ["Unit costs 2025 (KES)"],
        ["Item", "Cost", None, "Item", "Cost"],
        ["Book", 100, None, "Vaccine", 200],
        ["Pen", 5, None, "Bed", 30],
    ]
    one, other = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
    assert [(s.label, s.at(2025)) for s in (*one.series, *other.series)] == [
        ("Book", 100),
        ("Pen", 5),
        ("Vaccine", 200),
        ("Bed", 30),
    ]


@pytest.mark.parametrize("above", [False, True])
def test_a_list_above_or_below_a_table_of_years_is_a_table_of_its_own(tmp_path: Path, above: bool) -> None:
    macro: Written = [["Macro (KES billion)"], ["Indicator", 2024, 2025], ["GDP", 15, 16], ["Exports", 3, 4]]
    costs: Written = [["Unit costs 2025 (KES)"], ["Item", "Cost"], ["Teacher", 45_000], ["Book", 500]]
    rows = [*costs, [], *macro] if above else [*macro, [], *costs]
    found = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
    held = {one.key: (made.role, one.at(2025)) for made in found for one in made.series}
    assert held["gdp"] == ("macro", 16e9)
    assert held["teacher"] == ("unit-costs", 45_000)


def test_sheets_of_scenarios_are_told(tmp_path: Path) -> None:
    def macro(gdp: int) -> Written:
        return [
            ["Macro, KES million"],
            ["Indicator", 2024, 2025],
            ["GDP", gdp, gdp + 1],
            ["CPI (2015=100)", 1, 2],
        ]

    found = read_workbook(book(tmp_path / "a.xlsx", Baseline=macro(100), Adverse=macro(90)))
    assert any("gdp" in one and "Baseline" in one for one in serious(found))


# Rows and columns.


def test_a_number_with_the_mark_of_a_note_is_a_number_and_said() -> None:
    found, told = grid(
        [
            ["Budget, KES"],
            ["Ministry", "2024", "2025"],
            ["Health", "100", "110"],
            ["Pensions", "1234 (e)", "500p"],
            ["Grants", "50¹", "7*"],
        ]
    )
    assert found is not None
    assert the(found, "pensions").values == (1234, 500)
    assert the(found, "grants").values == (50, 7)
    assert any("mark of a note" in str(one.message) for one in told.problems)


def test_numbers_nobody_understands_at_the_foot_are_told() -> None:
    _, told = grid(
        [
            ["Budget, KES"],
            ["Ministry", 2024, 2025],
            ["Health", 100, 110],
            ["Pensions", "12345 678", "12345 679"],
        ]
    )
    assert [one.partition(":")[0] for one in serious(told)] == ["B4", "C4"]


@pytest.mark.parametrize("column", [0, 1])
def test_years_and_labels_merged_over_rows_hold_for_all_of_them(tmp_path: Path, column: int) -> None:
    import openpyxl

    made = openpyxl.Workbook()
    sheet = made.active
    own = [[2024, "Nairobi", 10], [None, "Mombasa", 20], [2025, "Nairobi", 11], [None, "Mombasa", 21]]
    turned = [["Nairobi", 2024, 10], [None, 2025, 11], ["Mombasa", 2024, 20], [None, 2025, 21]]
    for row in [
        ["Expenditure, KES million"],
        ["County", "Year", "Amount"] if column else ["Year", "County", "Amount"],
        *(turned if column else own),
    ]:
        sheet.append(row)
    for cells in ("A3:A4", "A5:A6"):
        sheet.merge_cells(cells)
    made.save(path := tmp_path / "a.xlsx")
    (found,) = read_workbook(path).tables
    assert {(one.key, *one.values) for one in found.series} == {
        ("nairobi", 10e6, 11e6),
        ("mombasa", 20e6, 21e6),
    }


def test_columns_that_are_no_age_or_sex_are_told() -> None:
    _, told = grid(
        [["Population, 2024"], ["Age", "Male", "Female", "Not stated"], *([age, 1, 2, 3] for age in AGES)]
    )
    assert any("D2" in one and "Not stated" in one for one in serious(told))


def test_thousands_without_quotes_in_a_csv_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="Line 3 has more cells"):
        csv(
            tmp_path,
            "Budget by ministry (KES million)\nMinistry,2024,2025\nHealth,1,234,1,500\nEducation,2,345,2,400\n",
        )


def test_flags_of_observations_split_no_series(tmp_path: Path) -> None:
    text = "REF_AREA,INDICATOR,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_STATUS\nKEN,GDP,A,2023,15,9,A\nKEN,GDP,A,2024,16,9,E\n"
    (found,) = csv(tmp_path, text).tables
    assert the(found, "gdp").values == (15e9, 16e9)


def test_rows_of_another_frequency_are_left_out_and_told(tmp_path: Path) -> None:
    text = (
        "INDICATOR,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nGDP,A,2023,15,9\nGDP,A,2024,16,9\nGDP,Q,2024,4,9\n"
    )
    found = csv(tmp_path, text)
    assert the(found.tables[0], "gdp").values == (15e9, 16e9)
    assert any("another frequency" in one for one in serious(found))


def test_the_outlook_of_the_imf_is_read_as_it_is_downloaded(tmp_path: Path) -> None:
    text = (
        "WEO Country Code\tISO\tWEO Subject Code\tCountry\tSubject Descriptor\tSubject Notes\tUnits\tScale\t2023\t2024\n"
        "664\tKEN\tNGDP\tKenya\tGross domestic product, current prices\tNote\tNational currency\tBillions\t15,108.8\t16,224.5\n"
        "664\tKEN\tLP\tKenya\tPopulation\tNote\tPersons\tMillions\t51.5\t52.4\n"
    )
    (found,) = csv(tmp_path, text, name="weo.tsv").tables
    assert the(found, "gdp").at(2023) == 15_108.8e9
    assert the(found, "population").at(2024) == 52.4e6


# People counted twice.


def test_a_total_beside_its_parts_counts_once() -> None:
    found = table(
        [
            ["Population by age, 2024"],
            ["Age", "Urban", "Rural", "Total"],
            *([age, 100, 200, 300] for age in AGES),
        ]
    )
    assert people(found) == 1500


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0)])
def test_a_country_beside_its_regions_counts_once(order: tuple[int, ...]) -> None:
    names = [("Kenya", 3), ("Central", 1), ("Coast", 2)]
    rows: Written = [[names[i][0], age, names[i][1] * (k + 1)] for i in order for k, age in enumerate(AGES)]
    found = table([["Population by region"], ["Region", "Age", 2024], *rows])
    assert people(found) == 3 * 15


def test_districts_in_regions_in_a_country_count_once() -> None:
    names: dict[str, int] = {"Country": 10, "North": 3, "N1": 1, "N2": 2, "South": 7, "S1": 3, "S2": 4}
    rows: Written = [
        [name, age, many * (k + 1)] for name, many in names.items() for k, age in enumerate(AGES)
    ]
    found = table([["Population by district"], ["District", "Age", 2024], *rows])
    assert people(found) == 10 * 15


def test_a_country_that_its_regions_do_not_make_up_is_told_and_counts() -> None:
    rows: Written = [
        [name, age, many] for name, many in (("Kenya", 9), ("Central", 1), ("Coast", 2)) for age in AGES
    ]
    found, told = grid([["Population by region"], ["Region", "Age", 2024], *rows])
    assert found is not None
    assert people(found) == 9 * 5
    assert any("not the sum" in one for one in serious(told))


def test_ages_within_others_count_once() -> None:
    found = table(
        [["Population by age"], ["Age", 2024], *([age, 100] for age in (*AGES, "0-14", "18+", "80+"))]
    )
    assert people(found) == 500
    assert people(found, low=0, high=4) == 100
    assert len(found.left_out) == 3


def test_a_total_of_all_ages_that_differs_is_told() -> None:
    _, told = grid(
        [
            ["Population by age (persons)"],
            ["Age", 2024, 2025],
            ["Total", 900, 700],
            ["0-14", 100, 100],
            ["15-64", 500, 500],
            ["65+", 100, 100],
        ]
    )
    assert [one.partition(":")[0] for one in serious(told)] == ["B3"]


def test_men_and_women_that_are_not_both_sexes_are_told() -> None:
    _, told = grid(
        [
            ["Population, 2024 (persons)"],
            ["Age", "Male", "Female", "Total"],
            ["0-14", 1, 2, 3],
            ["15-64", 4, 5, 90],
            ["65+", 1, 1, 2],
        ]
    )
    assert [one.partition(":")[0] for one in serious(told)] == ["D4"]


def test_of_variants_in_tables_of_their_own_the_medium_one_counts(tmp_path: Path) -> None:
    def variant(name: str, many: int) -> Written:
        return [
            [f"Population by age, {name} variant"],
            ["Age", 2024, 2025],
            *([age, many, many] for age in AGES),
        ]

    found = read_workbook(book(tmp_path / "a.xlsx", High=variant("high", 61), Medium=variant("medium", 51)))
    (kept,) = found.tables
    assert people(kept) == 255
    assert any(
        "High" in str(one.where) and "were left out" in str(one.message)
        for one in found.problems
        if one.severity == "serious"
    )


def test_estimates_and_a_projection_that_meet_in_a_year_are_joined(tmp_path: Path) -> None:
    def sheet(years: tuple[int, ...]) -> Written:
        return [
            ["Population by age (persons)"],
            ["Age", *years],
            *([age, *(year - 2000 for year in years)] for age in AGES),
        ]

    found = read_workbook(
        book(tmp_path / "a.xlsx", Estimates=sheet((2019, 2020)), Medium=sheet((2020, 2021)))
    )
    counted = Population(found.tables)
    assert [counted.persons(year) for year in (2019, 2020, 2021)] == [95, 100, 105]
    assert not serious(found)


# What only the format of a cell tells.


def formatted(path: Path, rows: Written, form: str) -> Path:
    import openpyxl

    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in made.active.iter_rows(min_row=3, min_col=2):
        for cell in cells:
            cell.number_format = form
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("form", "title"),
    [("#,##0.0,", "Population by age (thousands)"), ("#,##0.0,,", "Population by age, millions")],
)
def test_cells_shown_in_thousands_are_scaled_once(tmp_path: Path, form: str, title: str) -> None:
    rows: Written = [
        [title],
        ["Age", 2024, 2025],
        ["0-14", 1_000_500, 1_100_000],
        ["15-64", 2_000_000, 2_100_000],
        ["65+", 300_000, 310_000],
    ]
    (found,) = read_workbook(formatted(tmp_path / "a.xlsx", rows, form)).tables
    assert people(found) == 3_300_500


def test_cells_shown_in_another_scale_than_the_stated_one_are_told(tmp_path: Path) -> None:
    rows: Written = [
        ["Budget, KES million"],
        ["Ministry", 2024, 2025],
        ["Health", 1_000_500, 1_100_000],
        ["Roads", 2_000_000, 2_100_000],
    ]
    found = read_workbook(formatted(tmp_path / "a.xlsx", rows, "#,##0.0,"))
    assert any("another scale" in one for one in serious(found))


def ods(path: Path, *rows: str) -> Path:
    import zipfile

    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:'
            f'experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet><table:table table:name="Data">{table}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path


def test_percentages_and_errors_of_an_opendocument_sheet_are_seen(tmp_path: Path) -> None:
    def text(words: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'

    def number(value: float, kind: str = "float", more: str = "") -> str:
        return f'<table:table-cell office:value-type="{kind}" office:value="{value}"{more}><text:p>x</text:p></table:table-cell>'

    error = '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    twice = ' table:number-columns-repeated="2"'
    path = ods(
        tmp_path / "a.ods",
        text("Indicator") + number(2024) + number(2025),
        text("Real GDP growth (%)") + number(0.045, "percentage", twice),
        text("Inflation (%)") + number(4.5) + error,
    )
    found = read_workbook(path)
    assert the(found.tables[0], "gdp-real-growth").values == (0.045, 0.045)
    assert the(found.tables[0], "inflation").values == (0.045, None)
    assert [one.partition(":")[0] for one in serious(found)] == ["C3"]


def test_a_sheet_for_each_year_is_counted_over_the_years(tmp_path: Path) -> None:
    from workbench.costing.series import Library
    from workbench.model import Package
    from workbench.model.words import MAX_AGE

    def sheet(year: int, many: int) -> Written:
        return [
            [f"Population by age, {year}"],
            ["Age", "Male", "Female"],
            *([age, many, many] for age in AGES),
        ]

    found = read_workbook(book(tmp_path / "a.xlsx", **{"2027": sheet(2027, 10), "2028": sheet(2028, 20)}))
    package = Package(tables=found.tables, base_year=2026, horizon=3)
    assert Library(package).population(0, MAX_AGE, Sex.BOTH).operation.years == (2027, 2028)  # type: ignore[union-attr]


# Decimal marks.


def test_a_column_that_shows_nothing_asks_though_others_show_a_decimal_comma(tmp_path: Path) -> None:
    text = "Ministry;2025;2026\nHealth;1.234;1,5\nRoads;2.345;2,5\nWater;3.456;3,5\n"
    with pytest.raises(WorkbookError, match=r"B2 “1\.234” can be read"):
        csv(tmp_path, text)
    found = csv(tmp_path, text, decimal=",").tables[0]
    assert the(found, "health").values == (1234, 1.5)


@pytest.mark.parametrize("shown", ["1.234,5", "1.234.567"])
def test_grouping_shown_elsewhere_tells_what_a_column_means(tmp_path: Path, shown: str) -> None:
    text = f"Ministry;2025;2026\nHealth;1.234;{shown}\nRoads;2.345;2,5\nWater;3.456;3,5\n"
    assert the(csv(tmp_path, text).tables[0], "health").at(2025) == 1234


def test_a_mark_that_is_the_decimal_mark_elsewhere_is_it_here_too(tmp_path: Path) -> None:
    text = "Year,Yield,Other\n2025,1.234,0.5\n2026,2.345,0.75\n"
    assert csv(tmp_path, text).tables[0].series[0].values == (1.234, 2.345)


# Totals.


def test_a_total_of_lines_that_sum_others_is_right() -> None:
    _, told = grid([
        ["Spending by function, KES"], ["Code", "Function", 2024, 2025],
        ["07", "Health", 300, 330], ["07.1", "Clinics", 100, 110], ["07.2", "Hospitals", 200, 220], [None, "of which drugs", 50, 60],
        ["09", "Education", 500, 550], ["09.1", "Schools", 150, 160], ["09.2", "Universities", 350, 390],
        [None, "Total", 800, 880],
    ])  # fmt: skip
    assert not serious(told)


def test_totals_of_groups_of_columns_sum_their_own_columns() -> None:
    _, told = grid([
        ["Spending 2025, KES"], ["Region", "Health", "Education", "Total social", "Roads", "Water", "Total economic"],
        ["North", 100, 200, 300, 20, 30, 50], ["South", 10, 20, 30, 2, 3, 5], ["East", 1, 2, 3, 4, 5, 9],
    ])  # fmt: skip
    assert not serious(told)


# Headers of three rows.


@pytest.mark.parametrize(
    "header",
    [
        [
            ["Age", 2024, None, None, None, 2025],
            [None, *["Urban", None, "Rural", None] * 2],
            [None, *["Male", "Female"] * 4],
        ],
        [
            ["Age", "Urban", None, None, None, "Rural"],
            [None, *[2024, None, 2025, None] * 2],
            [None, *["Male", "Female"] * 4],
        ],
        [
            ["Age", *["Urban", None, "Rural", None] * 2],
            [None, 2024, None, 2024, None, 2025, None, 2025, None],
            [None, *["Male", "Female"] * 4],
        ],
    ],
    ids=["year, place, sex", "place, year, sex", "place above each year"],
)
def test_headers_of_three_rows_tell_year_place_and_sex(header: Written) -> None:
    found = table([["Population by age"], *header, *([age, *range(1, 9)] for age in AGES)])
    spoken = {}
    for one in found.series:
        if one.dim("age") == "0-4":
            spoken |= {(one.dim("region"), one.dim("sex"), year): one.cell_at(year) for year in one.years}
    years_first = header[0][1] == 2024
    columns = iter("BCDEFGHI")
    order = (
        [(p, y, s) for p in ("Urban", "Rural") for y in (2024, 2025) for s in ("male", "female")]
        if header[0][1] == "Urban" and header[0][3] is None
        else [(p, y, s) for y in (2024, 2025) for p in ("Urban", "Rural") for s in ("male", "female")]
    )
    assert years_first or header[1][1] == 2024
    assert spoken == {(place, sex, year): f"{next(columns)}5" for place, year, sex in order}


@pytest.mark.parametrize(
    ("label", "age"),
    [("100 & over", "100+"), ("95 and +", "95+"), ("Mayores de 80", "80+"), ("Y0T4", "0-4"), ("Y_GE85", "85+"), ("Y_LT15", "0-14"),
     ("Y5", "5"), ("65yrs+", "65+"), ("≥65", "65+"), ("85歳以上", "85+"), ("5～9歳", "5-9")],
)  # fmt: skip
def test_ages_as_offices_write_them(label: str, age: str) -> None:
    from workbench.sheets.words.labels import age_of

    assert age_of(label) == age


def test_quarters_below_the_years_of_a_column_are_passed_over() -> None:
    rows: Written = [[2023, 100], [2024, 104], ["2023 Q1", 98], ["2023 Q2", 99], ["2024 JAN", 103]]
    found = table([["CPI, 2015 = 100"], ["Year", "CPI"], *rows])
    assert (found.series[0].years, found.series[0].values) == ((2023, 2024), (100, 104))


def test_quarters_named_beside_the_year_are_told_and_the_year_as_a_whole_is_used() -> None:
    found, told = grid(
        [["GDP, KES million"], ["Year", "Q1", "Q2", "Annual"], [2023, 1, 2, 3], [2024, 2, 3, 5]]
    )
    assert found is not None
    assert [(one.label, one.values) for one in found.series if one.label in ("Q1", "Q2")] == []
    assert len(found.series) == 1
    assert any("quarter" in one for one in serious(told))


def test_columns_of_one_name_and_several_years_are_one_series() -> None:
    found = table(
        [
            ["Spending, KES"],
            ["Item", "Annual budget 2024", "Annual budget 2025"],
            ["Pensions", 20, 21],
            ["Grants", 7, 8],
        ]
    )
    assert [one.values for one in found.series] == [(20, 21), (7, 8)]


@pytest.mark.parametrize(
    ("form", "title", "told"),
    [
        ("[$US$-409]#,##0", "Expenditure, million", True),
        ("[$€-407] #,##0.00", "Expenditure, million", True),
        ("[$US$-409]#,##0", "Expenditure, US$ million", False),
        ("[$KES] #,##0", "Expenditure, million", False),
        ('"KSh" #,##0', "Expenditure, million", False),
        ("#,##0", "Expenditure, million", False),
    ],
)
def test_a_currency_only_the_format_of_cells_names_is_told(
    tmp_path: Path, form: str, title: str, told: bool
) -> None:
    from workbench.model import Package
    from workbench.sheets import beside

    rows: Written = [[title], ["Ministry", 2024, 2025], ["Health", 100, 110], ["Roads", 200, 210]]
    found = beside(
        read_workbook(formatted(tmp_path / "a.xlsx", rows, form)), Package(country_code="KEN", currency="KES")
    )
    assert any("are shown with" in str(one.message) for one in found.problems) is told
