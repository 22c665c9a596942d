"""What numbers mean: their scale, unit, price basis and name, from words on the sheet; what is not understood is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_made import Written, book, grid, table, the
from workbench.errors import WorkbookError
from workbench.model import Table
from workbench.model.currencies import currencies_of
from workbench.sheets import read_workbook
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.words.basis import basis_in
from workbench.sheets.words.scales import scale_in, scales_in
from workbench.sheets.words.series_names import known_key

AGES = ("0-4", "5-9", "10-14", "15-64", "65+")


def serious(told: Notebook) -> list[str]:
    return [f"{one.cell}: {one.message}" for one in told.problems if one.severity == "serious"]


def made(title: str, *rows: list[object], head: str = "Item", **options: object) -> Table:
    return table([[title], [head, 2024, 2025], *rows], **options)


# Scales.


@pytest.mark.parametrize(
    ("scale", "texts"),
    [
        (1e3, "in thousands of dinars|(’000)|KES '000|Kshs'000'|000s|in 1,000s|(1,000)|k€|Tsd. EUR|بالألف|x 1,000|x1000|10^3|10³"
              "|thous.|th. KES|(th.)|em milhares|en mille|ribuan jiwa|nghìn người|mil reais|en mil personas|R$ mil|千人|천명|(1,000 persons)"),
        (1e4, "万人|人口 (万人)|(10,000 persons)|单位：万元"),
        (1e5, "Rs. in lacs|hundred thousand"),
        (1e6, "gdp_current_million|KES m|KES (m)|KESm|M KES|MKES|M€|€m|juta rupiah|10^6|USD M|10⁶|2024/25 million KES|百万元|بالمليون"
              "|'000,000|KES '000 000|US$ MM|triệu đồng|Expenditure by ministry (US$ mil)|in 1 million KES|GDP, 2015 million KES"),
        (1e7, "Rs. crore|Rs Cr|in 10 million KES|千万元"),
        (1e8, "hundred million yen|亿元|(100 million yuan)|억원"),
        (1e9, "KES bn|KES b|Mrd. EUR|Mds FCFA|Md FCFA|arab NPR|miliar rupiah|مليار|tỷ đồng|miles de millones de pesos|mil milhões"
              "|R$ bilhões|thousand million|tausend Mio EUR|B KES|十亿元|พันล้านบาท"),
        (1e12, "Rs lakh crore|trn|triliun rupiah|billones de pesos|millions of millions|трлн руб"),
    ],
)  # fmt: skip
def test_scales_are_known_in_many_languages_and_short_forms(scale: float, texts: str) -> None:
    for text in texts.split("|"):
        assert scale_in(text) == scale, text


@pytest.mark.parametrize(
    "text",
    ["The country has 54 million people.", "Total envelope KES 3.9 trillion", "amounts above KES 1 billion are shown in bold",
     "refugees (0.6 million) are not included", "A million trees", "20.1 bn", "KES 100 million for roads", "between 1 and 2 million",
     "per 100,000", "1 in 1,000 births", "1,000 days programme", "万象", "mil.", "MTEF", "SMAG", "KES 1,000 per month", "billions de francs"],
)  # fmt: skip
def test_an_amount_in_prose_is_no_scale(text: str) -> None:
    assert scale_in(text) is None


def test_a_text_may_state_two_scales() -> None:
    assert scales_in("Beneficiaries (thousands) and budget (KES million)") == (1e3, 1e6)


def test_an_amount_in_a_title_or_note_scales_no_table() -> None:
    rows: Written = [["Age", 2024, 2025], *([age, 7_000_000, 7_100_000] for age in AGES)]
    for above, below in (
        ("Population by age. The country has 54 million people.", ""),
        ("Population by age", "Note: figures for refugees (0.6 million) are not included"),
        ("Population by age", "Source: Census of 54 million persons, values in persons"),
    ):
        assert table([[above], *rows, [], [below]]).series[0].at(2024) == 7_000_000


# Units and scales of rows.


@pytest.mark.parametrize("header", ["Annual cost", "Cost per year", "Monthly wage bill", "Annual budget"])
def test_a_period_in_a_label_leaves_the_scale_of_the_title(header: str) -> None:
    found = table(
        [["Existing programmes 2025 (KES million)"], ["Programme", header], ["OPCT", 20], ["CT-OVC", 7]]
    )
    assert the(found, "opct").at(2025) == 20e6


def test_units_of_a_column_are_understood_or_told() -> None:
    rows = [
        ["GDP", "Mrd KES", 15_000, 16_000],
        ["Total revenue", "KES m", 3_000, 3_100],
        ["Wage bill", "KES xz", 600, 610],
    ]
    found, told = grid([["Macro"], ["Indicator", "Unit", 2024, 2025], *rows])
    assert found is not None
    assert (the(found, "gdp").at(2024), the(found, "government-revenue").at(2024)) == (15e12, 3e9)
    assert [one.partition(":")[0] for one in serious(told)] == ["C5"]
    assert "KES xz" in serious(told)[0]


def test_a_unit_without_the_scale_of_the_title_is_told() -> None:
    rows: Written = [["Item", "Unit", 2024, 2025], ["Health", "KES", 100, 110], ["Roads", "KES", 200, 210]]
    _, told = grid([["Budget (KES million)"], *rows])
    assert any("a scale is stated by" in one for one in serious(told))


def test_a_row_of_words_gives_the_rows_below_their_unit() -> None:
    found = made(
        "Kenya: macro framework",
        ["(in billions of shillings)"], ["GDP at current prices", 15, 16], ["Expenditure"], ["Government expenditure", 3, 4],
        ["(in percent of GDP)"], ["Government expenditure", 20, 19],
        ["(Annual percentage change, unless otherwise indicated)"], ["Real GDP", 5, 4], ["Consumer prices (average)", 6, 5],
        ["Memorandum items:"], ["Exchange rate (shillings per US$)", 129, 130],
    )  # fmt: skip
    assert (the(found, "gdp").at(2024), the(found, "government-expenditure").at(2024)) == (15e9, 3e9)
    assert [(one.unit, one.at(2024)) for one in found.series if one.label == "Government expenditure"][1] == (
        "share",
        0.2,
    )
    assert (the(found, "gdp-real-growth").at(2024), the(found, "inflation").at(2024)) == (0.05, 0.06)
    assert the(found, "exchange-rate").at(2024) == 129


@pytest.mark.parametrize(
    "label",
    ["Grants (100% donor funded)", "Cash transfer (1.2 million people)", "Inua Jamii (70+ years, 800,000 persons)",
     "Pensions (indexed, CPI index)", "VAT (16%)", "Income tax, 30% bracket", "Excise, rate unchanged", "Births and deaths registration fees"],
)  # fmt: skip
@pytest.mark.parametrize("title", ["Expenditure by programme (KES billion)", "Revenue (KES billion)"])
def test_words_in_the_name_of_a_row_leave_it_money(title: str, label: str) -> None:
    found = made(title, [label, 5, 6], ["Roads", 7, 8])
    assert (found.series[0].unit, found.series[0].at(2024)) == ("money", 5e9)


@pytest.mark.parametrize(
    ("label", "unit"),
    [("Debt/GDP", "share"), ("Wage bill to revenue", "share"), ("Gini", "number"), ("Average household size", "number"),
     ("Life expectancy (years)", "number"), ("Number of registered workers", "persons")],
)  # fmt: skip
def test_rows_that_are_no_money_are_not_multiplied_and_said(label: str, unit: str) -> None:
    found, told = grid(
        [["Macro (KES billion)"], ["Indicator", 2024, 2025], ["GDP", 15, 16], [label, 0.5, 0.6]]
    )
    assert found is not None
    row = next(one for one in found.series if one.label == label)
    assert (row.unit, row.at(2024)) == (unit, 0.5)
    assert any(label in str(one.message) for one in told.problems) or any(
        d.answer.text == unit for d in found.how
    )


def test_wages_of_a_table_of_their_own_have_its_scale_and_period() -> None:
    found = made(
        "Wages in thousands of KES per month",
        ["Minimum monthly wage", 15.2, 16.1],
        ["Average wage", 30.5, 31],
    )
    assert (the(found, "minimum-wage").at(2024), the(found, "average-wage").at(2024)) == (15_200, 30_500)
    assert the(found, "average-wage").dim("period") == "month"


def test_an_amount_for_one_among_billions_is_told() -> None:
    found, told = grid(
        [["Macro (KES thousand)"], ["Item", 2024, 2025], ["GDP", 15e9, 16e9], ["National poverty line (per month)", 7.1, 7.3],
         ["Minimum wage per month, KES", 15_000, 15_500]]
    )  # fmt: skip
    assert found is not None
    assert the(found, "minimum-wage").at(2024) == 15_000
    assert [one.partition(":")[0] for one in serious(told)] == ["B4"]


def test_each_scale_of_a_title_is_of_its_own_rows() -> None:
    found = table(
        [["Number of beneficiaries (thousands) and budget (KES million)"], ["Programme", "Indicator", 2024, 2025],
         ["Pension", "Beneficiaries", 100, 110], ["Pension", "Budget", 500, 510]]
    )  # fmt: skip
    assert [(one.unit, one.at(2024)) for one in found.series] == [("persons", 1e5), ("money", 5e8)]


@pytest.mark.parametrize("values", [(51.5, 52.5), (51_500, 52_500)])
def test_a_population_without_a_scale_is_told_in_words_about_people(values: tuple[float, float]) -> None:
    rows: Written = [
        ["Macro"],
        ["Indicator", 2024, 2025],
        ["Population (mid-year)", *values],
        ["GDP, KES billion", 15, 16],
    ]
    _, told = grid(rows)
    assert any("counts persons, thousands or millions" in one for one in serious(told))
    assert not any("amounts" in str(one.message) for one in told.problems)


def test_a_small_population_by_age_without_a_scale_is_told() -> None:
    rows: Written = [["Age", 2024], *([age, 1000] for age in AGES)]
    assert any("persons or thousands" in one for one in serious(grid([["Population by age"], *rows])[1]))
    assert not serious(grid([["Population by age (persons)"], *rows])[1])


def test_percentages_that_may_be_fractions_are_told() -> None:
    def told(*rows: list[object], title: str = "Coverage of programmes (%)") -> list[str]:
        return serious(grid([[title], ["Programme", 2024, 2025], *rows])[1])

    assert [one.partition(":")[0] for one in told(["Pension", 0.45, 0.5], ["Child", 45, 50])] == ["B3"]
    assert not told(["Pension", 45, 50], ["Child", 0, 0])
    assert not told(["Pensions", 0.3, 0.4], title="Social protection spending (% of GDP)")
    assert not told(["GDP growth (%)", 0.4, 0.5], ["Social spending (% of GDP)", 0.4, 0.5], title="Macro")


def test_numbers_that_stand_for_a_missing_value_are_told() -> None:
    rows: Written = [
        ["Health", 100, -99, 110],
        ["Roads", 300, 9999, 310],
        ["Balance", -50, -99, -60],
        ["Water", 9990, 9999, 9995],
    ]
    _, told = grid([["Spending (KES million)"], ["Ministry", 2023, 2024, 2025], *rows])
    assert [one.partition(":")[0] for one in serious(told)] == ["C3", "C4"]


def test_a_column_of_amounts_in_words_is_told_and_no_label() -> None:
    rows: Written = [
        ["Programme", "Recipients", "Budget"],
        ["OPCT", 833_129, "20.1 bn"],
        ["CT-OVC", 293_000, "7.0 bn"],
    ]
    found, told = grid([["Existing programmes 2025"], *rows])
    assert found is not None
    assert (the(found, "opct").unit, the(found, "opct").at(2025)) == ("persons", 833_129)
    assert any("C3" in one and "20.1 bn" in one for one in serious(told))


# What a table is for.


@pytest.mark.parametrize(
    ("title", "role", "unit"),
    [
        ("Number of beneficiaries by social programme", "group-sizes", "persons"),
        ("Coverage rate by programme", "coverage", "share"),
        ("Budget by programme", "existing-spending", "money"),
        ("Programmes, KES million", "existing-spending", "money"),
        ("الميزانية (مليون دينار)", "existing-spending", "money"),
    ],
)
def test_a_programme_alone_makes_no_money(title: str, role: str, unit: str) -> None:
    found = made(title, ["Pension", 0.5, 0.6], ["Child grant", 0.7, 0.8])
    assert (found.role, found.series[0].unit) == (role, unit)


def test_numbers_and_shares_of_a_table_of_coverage_stand_apart() -> None:
    rows: Written = [
        ["Programme", 2024, None, 2025, None],
        [None, "Number", "%", "Number", "%"],
        ["Pension", 10_000, 45, 11_000, 48],
    ]
    found = table([["Coverage of programmes"], *rows, ["Child", 20_000, 55, 22_000, 58]])
    assert [(one.unit, one.at(2024)) for one in found.series[:2]] == [("persons", 10_000), ("share", 0.45)]


@pytest.mark.parametrize(
    "title",
    ["Persons with disabilities by age", "Employed persons by age group", "Labour force by age (thousand persons)",
     "Social pension beneficiaries (persons) by age", "People living with HIV by age", "Registered refugees by age and sex, persons",
     "Poor people by age group", "Population aged 15+ not in labour force, by age", "Percentage distribution of population by age",
     "Population by age, % of total"],
)  # fmt: skip
def test_some_people_and_shares_by_age_are_not_the_population(title: str) -> None:
    rows: Written = [["Age", 2024, 2025], *([age, 100, 110] for age in AGES)]
    assert table([[title], *rows]).role in ("group-sizes", "other")
    assert table([[title], *rows], role="population").role == "population"


@pytest.mark.parametrize(
    "title",
    [
        "Population by age",
        "Census 2019: inhabitants by age",
        "Population by age, urban and rural",
        "Population by age (thousands)",
        "Population by age (excluding refugees)",
        "Population by age at 2.3% a year",
    ],
)
def test_people_of_all_kinds_are_the_population(title: str) -> None:
    assert (
        table(
            [["Ministry of Labour and Employment"], [title], ["Age", 2024], *([age, 100] for age in AGES)]
        ).role
        == "population"
    )


def test_a_row_of_percent_signs_makes_shares_of_people_by_age() -> None:
    found = table(
        [["Population by age"], ["Age", 2024, 2025], [None, "%", "%"], *([age, 20, 20] for age in AGES)]
    )
    assert (found.role, found.series[0].unit, found.series[0].at(2024)) == ("other", "share", 0.2)


# What a row is known as.

PARTS = """Population below the poverty line (million)|Population in poverty|Population with disabilities|Population of Nairobi
Population 15+|Population, female|Refugee population|Non-oil GDP|GDP of agriculture|GDP at factor cost|Potential GDP|GDP at 2016 prices
GDP (2016 prices)|GDP in 2016 KES|GDP in euro|PIB réel|PIB par habitant|PIB (en volume)|Реальный ВВП|ВВП на душу населения|人均国内生产总值
Government expenditure on pensions|Total expenditure on social protection|Total household expenditure|Total budget expenditure of counties
Budget expenditure, recurrent|Government revenue from VAT|Total non-tax revenue|Public revenue: grants|Dépenses publiques de santé
US inflation|Inflation target|Inflation in the euro area|Inflation, food|Minimum wage, agriculture|Workers below the minimum wage (thousand)
Poverty line, rural|Seuil de pauvreté alimentaire|Average wage bill|Average wage, public sector|Average monthly pension|Real exchange rate
Nominal effective exchange rate|Parallel market exchange rate|Unemployment rate, ages 15-24|Labour force in agriculture|Informal labour force
Births outside hospitals|Teenage births|Orphans receiving benefits|CPI, Nairobi lower income|CPI, December|GDP growth, agriculture
Growth rate of credit|Growth of services|Población en pobreza|Población ocupada|Gasto público en educación"""


@pytest.mark.parametrize("label", PARTS.replace("\n", "|").split("|"))
def test_a_part_or_another_thing_is_not_the_whole(label: str) -> None:
    assert known_key(label) == ""


WHOLES = {
    "gdp": "GDP|GDP at current prices|PIB nominal|ВВП в текущих ценах|Nominal GDP (in billions of Kenya shillings)",
    "gdp-real-growth": "Real GDP growth (%)|GDP growth|Growth (%)|Economic growth|Croissance du PIB réel|Рост ВВП, %",
    "government-expenditure": "Total government expenditure|Total expenditure and net lending|Dépenses totales|Government expenditure (annual)",
    "government-revenue": "Total revenue and grants|Government revenue|General government revenue",
    "population": "Total population (million)|Population in thousands|Population of Kenya|Population, total",
    "minimum-wage": "Minimum monthly wage|Legal minimum monthly wage, KES",
    "average-wage": "Average monthly wage|Average monthly gross wage",
    "inflation": "Inflation (%)|Inflation, average consumer prices",
}


@pytest.mark.parametrize(("key", "labels"), WHOLES.items())
def test_the_whole_is_known(key: str, labels: str) -> None:
    for label in labels.split("|"):
        assert known_key(label) == key, label


def test_the_better_match_is_known_rather_than_the_first() -> None:
    found = made("Macro (KES billion)", ["GDP", 9, 9], ["GDP at current prices", 16, 17], ["Population", 5, 5],
                 ["Total population (million)", 52, 53])  # fmt: skip
    assert (the(found, "gdp").at(2024), the(found, "population").at(2024)) == (16e9, 52e6)


@pytest.mark.parametrize(
    ("title", "label", "key"),
    [("Consumer price index (2015=100)", "All items", "cpi"), ("Inflation (%)", "Annual average", "inflation"),
     ("GDP by sector (KES million)", "Total", "gdp")],
)  # fmt: skip
def test_a_total_is_what_its_title_names(title: str, label: str, key: str) -> None:
    found = made(title, ["Agriculture", 3, 4], [label, 7, 8])
    assert the(found, key).label == label


@pytest.mark.parametrize(
    ("text", "basis"),
    [("KES million, 2023/24 prices", "constant 2023"), ("constant 2023/24 prices", "constant 2023"), ("prix de 2015", "constant 2015"),
     ("in 2015 KES", "constant 2015"), ("в ценах 2015 г.", "constant 2015"), ("base 2015", "constant 2015"), ("deflated", "constant"),
     ("pesos constantes de 2015", "constant 2015"), ("at current 2015 prices", "nominal"), ("2018-2024, constant prices", "constant"),
     ("current expenditure", ""), ("real estate", ""), ("Real GDP growth", "")],
)  # fmt: skip
def test_price_bases_are_read_in_many_forms(text: str, basis: str) -> None:
    assert basis_in(text) == basis


@pytest.mark.parametrize("label", ["المجموع", "إجمالي النفقات", "Общий итог", "Tổng cộng", "总 计"])
def test_totals_are_known_in_more_languages(label: str) -> None:
    assert made("Budget, KES", ["Health", 1, 2], ["Roads", 3, 4], [label, 4, 6]).left_out


# Currencies and calendars.


def test_a_currency_beside_the_numbers_is_that_of_the_row() -> None:
    rows: Written = [
        ["Pensions", "USD 1,234.5", "USD 1,300.5"],
        ["Grants", "EUR 200.5", "€210.5"],
        ["Meals", "KES 5.5", "KES 6.5"],
    ]
    found, told = grid([["Expenditure by programme, millions"], ["Programme", "2024", "2025"], *rows])
    assert found is not None
    assert [currencies_of(found, one, "KES") for one in found.series[::2]] == [("USD",), ("KES",)]
    assert any("several currencies" in one and "C4" in one for one in serious(told))


@pytest.mark.parametrize("words", ["Ethiopian fiscal years (EFY)", "years B.S.", "Solar Hijri years", "พ.ศ."])
def test_words_for_another_calendar_are_told(words: str) -> None:
    _, told = grid(
        [[f"Budget, KES million, {words}"], ["Bureau", 2015, 2016], ["Health", 1, 2], ["Roads", 3, 4]]
    )
    assert any("another calendar" in one for one in serious(told))


@pytest.mark.parametrize("years", [(1402, 1403), (2567, 2568), ("2015 EFY", "2016 EFY")])
def test_years_of_another_calendar_are_refused_with_the_reason(
    tmp_path: Path, years: tuple[object, ...]
) -> None:
    rows: Written = [["Budget, KES million"], ["Bureau", *years], ["Health", 1, 2], ["Roads", 3, 4]]
    with pytest.raises(WorkbookError, match="another calendar"):
        read_workbook(book(tmp_path / "a.xlsx", Data=rows))


@pytest.mark.parametrize(
    "label", ["Population below the poverty line (million)", "Workers below the minimum wage (million)"]
)
def test_people_are_counted_whatever_they_live_on(label: str) -> None:
    found = made("Macro", [label, 18, 17], ["GDP, KES billion", 1, 2]).series[0]
    assert (found.unit, found.at(2024)) == ("persons", 18e6)


def test_units_of_a_section_that_cannot_hold_for_a_row_are_told_or_left() -> None:
    found, told = grid(
        [["Framework"], ["Item", 2024, 2025], ["(in billions of shillings)"], ["GDP", 15, 16], ["Gini", 0.4, 0.4],
         ["(in percent of GDP)"], ["Total revenue", 17, 18], ["Schools"], ["Enrolment", 900_000, 910_000]]
    )  # fmt: skip
    assert found is not None
    assert (the(found, "gdp").at(2024), the(found, "gini").at(2024)) == (15e9, 0.4)
    assert [one.partition(":")[0] for one in serious(told)] == ["B9"]


def test_words_in_brackets_beside_a_currency_that_nobody_understands_are_told() -> None:
    rows: Written = [["Ministry", 2024, 2025], ["Health", 9e8, 9e8], ["Roads", 8e8, 8e8]]
    assert any("“xz”" in one for one in serious(grid([["Budget by ministry (KES xz)"], *rows])[1]))
    assert not serious(grid([["Budget by ministry (KES, current prices)"], *rows])[1])


def test_households_are_no_persons() -> None:
    rows: Written = [
        ["Programme", "Indicator", "Unit", 2024, 2025],
        ["OPCT", "Beneficiaries", "households", 8, 9],
    ]
    assert (
        table([["Social protection"], *rows, ["OPCT", "Budget", "KES million", 1, 2]]).series[0].unit
        == "number"
    )


@pytest.mark.parametrize(
    ("label", "unit"),
    [("Tourists (number)", "number"), ("Tea exports (thousand tonnes)", "number"), ("Wage employment (thousand)", "persons"),
     ("Expenditure as share of GDP", "share"), ("Households", "number"), ("Exports (USD million)", "money")],
)  # fmt: skip
def test_what_is_counted_among_amounts_is_no_amount(label: str, unit: str) -> None:
    found = made("Macro (KES billion)", ["GDP", 15, 16], [label, 0.5, 0.6])
    assert found.series[1].unit == unit


def test_an_amount_many_times_gdp_is_told() -> None:
    _, told = grid(
        [
            ["Macro (KES billion)"],
            ["Item", 2024, 2025],
            ["GDP", 15, 16],
            ["Public servants", 900_000, 910_000],
            ["Debt", 30, 40],
        ]
    )
    assert [one.partition(":")[0] for one in serious(told)] == ["B4"]


def test_rivals_known_by_their_title_are_told(tmp_path: Path) -> None:
    def prices(index: int) -> Written:
        return [
            ["Consumer price index (2015=100)"],
            ["Item", 2024, 2025],
            ["All items", index, index + 1],
            ["Food", 1, 2],
        ]

    found = read_workbook(book(tmp_path / "a.xlsx", Base=prices(120), Adverse=prices(130)))
    assert any("cpi" in str(one.message) for one in found.problems if one.severity == "serious")


def test_rows_of_spending_may_be_counts_shares_or_only_named_by_people() -> None:
    found = made("Expenditure on social protection (KES billion)", ["Inua Jamii (persons 70+)", 20, 21],
                 ["Number of beneficiaries", 1200, 1300], ["Share of donors (%)", 10, 12])  # fmt: skip
    assert [(one.unit, one.at(2024)) for one in found.series] == [
        ("money", 20e9),
        ("persons", 1200),
        ("share", 0.1),
    ]
    assert made("Social protection spending (% of GDP)", ["A", 3, 4], ["B", 1, 1]).series[0].at(2024) == 0.03


@pytest.mark.parametrize(
    "text",
    ["000 " * 8000, "million " * 4000, "average " * 4000, "1 000 " * 5000, "(" * 32_000, "constant " * 4000],
)
def test_long_texts_are_looked_at_in_part(text: str) -> None:
    found = table([[text], ["Item", 2024, 2025], [text, 1, 2], ["Roads", 3, 4]])
    assert len(found.series) == 2


# Rows named by people, goods or classes.


@pytest.mark.parametrize(
    ("title", "rows", "unit", "first"),
    [
        ("Effective coverage (%), 2020-2024", [["Children", 25.4], ["Older persons", 68]], "share", 0.254),
        ("Couverture effective (en %)", [["Enfants", 25.4], ["Personnes âgées", 68]], "share", 0.254),
        ("Poverty rate by group (%)", [["Children", 25], ["Unemployed", 68]], "share", 0.25),
        ("Average benefit per month (KES)", [["Children", 800], ["Older persons", 2000]], "money", 800),
        ("Minimum and average wages (KES per month)", [["Employees", 800], ["Self-employed", 2000]], "money", 800),
        ("Average monthly pension, roubles", [["Pensioners, old age", 800], ["Working pensioners", 2000]], "money", 800),
        ("Montant mensuel moyen (FCFA)", [["Ménages bénéficiaires", 800], ["Enfants", 2000]], "money", 800),
    ],
)  # fmt: skip
def test_rows_named_by_people_have_the_unit_of_the_title(
    title: str, rows: Written, unit: str, first: float
) -> None:
    found = table([[title], ["Group", 2023, 2024], *([name, value, value] for name, value in rows)])
    assert {one.unit for one in found.series} == {unit}
    assert found.series[0].at(2023) == pytest.approx(first)


def test_people_beside_amounts_stay_people() -> None:
    found = table([["Monto mensual (pesos) y beneficiarios"], ["Prestación", "Monto mensual", "Beneficiarios", "Año"],
                   ["Asignación", 20_661, 4_300_000, 2023], ["Pensión", 40_000, 300_000, 2023]])  # fmt: skip
    assert {(one.dim("part"), one.unit) for one in found.series} == {
        ("Monto mensual", "money"),
        ("Beneficiarios", "persons"),
    }


@pytest.mark.parametrize("unit", ["kg", "2 kg", "500 ml", "litre", "visit", "dose", "person", "trip"])
def test_a_price_for_a_measure_of_goods_is_money(unit: str) -> None:
    found = table(
        [["Unit costs (KES)"], ["Item", "Unit", 2024, 2025], ["This", unit, 100, 110], ["That", unit, 5, 6]]
    )
    assert {one.unit for one in found.series} == {"money"}


def test_quintiles_and_grades_are_no_quarters() -> None:
    found = table(
        [["Income by quintile, KES"], ["Quintile", 2024, 2025], *([f"Q{n}", n, n] for n in range(1, 5))]
    )
    assert len(found.series) == 4
    found = table(
        [["Salary by grade (KES per month)"], ["Grade", 2024, 2025], *([f"T{n}", n, n] for n in range(1, 6))]
    )
    assert len(found.series) == 5


def test_one_day_of_each_year_stands_for_the_year() -> None:
    found = table(
        [
            ["Population at mid-year, persons"],
            ["Age", "2024-07-01", "2025-07-01"],
            *([a, 5, 6] for a in ("0-4", "5-9", "10+")),
        ]
    )
    assert found.series[0].years == (2024, 2025)


def test_totals_of_men_and_women_are_of_their_own_column() -> None:
    _, told = grid([["Beneficiaries by programme and sex, 2024"], ["Programme", "Male", "Female", "Total"],
                    ["A", 700_000, 800_000, 1_500_000], ["B", 500_000, 550_000, 1_050_000], ["Total", 1_200_000, 1_350_000, 2_550_000]])  # fmt: skip
    assert not [one for one in told.problems if one.severity == "serious"]


def test_a_part_of_a_table_under_the_name_of_a_section_has_the_title_of_the_whole(tmp_path: Path) -> None:
    ages = [[age, 1000, 1100] for age in ("0-4", "5-9", "10+")]
    head: Written = [["Age", 2024, 2025]]
    rows: Written = [["Population (thousands)"], ["Male"], *head, *ages, ["Female"], *head, *ages]
    found = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
    assert [(one.role, one.series[0].dim("sex"), one.series[0].at(2024)) for one in found] == [
        ("population", "male", 1e6), ("population", "female", 1e6),
    ]  # fmt: skip


def test_further_years_below_the_same_title_are_in_its_scale(tmp_path: Path) -> None:
    rows: Written = [
        ["Expenditure, KES million"],
        ["Ministry", 2024, 2025],
        ["Health", 1, 2],
        [],
        ["Ministry", 2026, 2027],
        ["Health", 3, 4],
    ]
    found = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables
    assert [one.series[0].values for one in found] == [(1e6, 2e6), (3e6, 4e6)]


def test_total_urban_and_rural_by_sex_count_once() -> None:
    from workbench.model.demography import Population

    rows = [[age, 10, 3, 7, 3, 1, 2, 7, 2, 5] for age in ("0-4", "5-9", "10+")]
    found = table([["Census 2019: population by age"], ["Age", "Total", None, None, "Urban", None, None, "Rural"],
                   [None, *["Total", "Male", "Female"] * 3], *rows])  # fmt: skip
    assert Population((found,)).persons(2019) == 30


@pytest.mark.parametrize(
    ("title", "unit", "first"),
    [("Percent of total", "share", 0.952), ("In US dollars", "money", 95.2), ("Number of employees", "persons", 95.2),
     ("Health sector", "money", 95.2e6)],
)  # fmt: skip
def test_only_the_name_of_a_section_takes_the_title_of_the_table_above(
    tmp_path: Path, title: str, unit: str, first: float
) -> None:
    head: Written = [["Ministry", 2024, 2025]]
    rows: Written = [
        ["Expenditure, KES million"],
        *head,
        ["Health", 100, 110],
        ["Roads", 5, 6],
        [],
        [title],
        *head,
        ["Health", 95.2, 94.8],
        ["Roads", 4.8, 5.2],
    ]
    series = read_workbook(book(tmp_path / "a.xlsx", Data=rows)).tables[1].series[0]
    assert (series.unit, series.at(2024)) == (unit, pytest.approx(first))


@pytest.mark.parametrize("headers", [("Dec-2023", "Dec-2024"), ("Jun-24", "Jun-25"), ("2023Q4", "2024Q4")])
def test_one_month_or_quarter_of_each_year_stands_for_the_year(headers: tuple[str, str]) -> None:
    found = table(
        [["Public debt, KES million"], ["Item", *headers], ["Domestic debt", 1, 2], ["External debt", 3, 4]]
    )
    assert len(found.series[0].years) == 2
    assert any(one.answer.code == "dates" and not one.sure for one in found.how)


def test_lines_that_sum_those_below_them_are_told() -> None:
    rows: Written = [["1", "Health", 300], ["1.1", "Primary care", 100], ["1.2", "Hospitals", 200], ["2", "Education", 500],
                     ["2.1", "Basic", 300], ["2.2", "Higher", 200], [None, "Total", 800]]  # fmt: skip
    _, told = grid([["Budget (KES million)"], ["Code", "Item", 2024], *rows])
    (said,) = [str(one.message) for one in told.problems]
    assert "Health, Education; in all 2" in said


def test_totals_of_groups_of_columns_are_left_out() -> None:
    found = table([["Budget 2024 (KES million)"], ["Ministry", "Recurrent", None, None, "Development"],
                   [None, *["GoK", "Donor", "Total"] * 2], ["Health", 10, 1, 11, 5, 6, 11], ["Roads", 20, 2, 22, 7, 9, 16],
                   ["Water", 3, 4, 7, 1, 1, 2]])  # fmt: skip
    assert sum(one.values[0] or 0 for one in found.series) == 69e6


def test_letters_for_the_sexes_under_a_place_are_read() -> None:
    found = table([["Population by age (persons), 2024"], ["Age", "County A", None, "County B", None], [None, *["M", "F"] * 2],
                   *([age, 1, 2, 3, 4] for age in ("0-4", "5-9", "10+"))])  # fmt: skip
    assert {(one.dim("region"), one.dim("sex")) for one in found.series} == {
        (place, sex) for place in ("County A", "County B") for sex in ("male", "female")
    }


def test_a_total_row_of_regions_by_age_is_their_sum() -> None:
    found, told = grid([["Population by region and age, 2024, persons"], ["Region", "0-14", "15-64", "65+"],
                        ["North", 10_000, 20_000, 3_000], ["South", 11_000, 21_000, 4_000], ["Total", 21_000, 41_000, 7_000]])  # fmt: skip
    assert found is not None
    assert {one.dim("region") for one in found.series} == {"North", "South"}
    assert not [one for one in told.problems if one.severity == "serious"]


@pytest.mark.parametrize("unit", ["Q por US$", "Bs/US$", "FCFA pour 1 dollar"])
def test_a_rate_of_exchange_is_a_number_whatever_its_unit(unit: str) -> None:
    found, told = grid(
        [
            ["Macro"],
            ["Indicator", "Unit", 2024, 2025],
            ["Exchange rate, end of period", unit, 7, 8],
            ["CPI (2019=100)", "index", 1, 2],
        ]
    )
    assert found is not None
    assert found.series[0].unit == "number"
    assert not [one for one in told.problems if one.severity == "serious"]


@pytest.mark.parametrize(
    "title",
    [
        "Budget, KES million unless otherwise stated",
        "Budget, en millions de KES, sauf indication contraire",
        "Presupuesto, en millones de KES, salvo indicación contraria",
        "Orçamento, em milhões de KES, exceto quando indicado",
        "Бюджет, млн KES, если не указано иное",
        "الميزانية بملايين KES ما لم يذكر خلاف ذلك",
        "预算（百万KES，除非另有说明）",
    ],
)
def test_a_title_that_leaves_room_for_another_scale_is_no_contradiction(title: str) -> None:
    found, told = grid([[title], ["Item", "Unit", 2025, 2026], ["Roads", "KES", 5, 6], ["Rail", "KES", 7, 8]])
    assert found is not None
    assert found.series[0].at(2025) == 5
    assert not [one for one in told.problems if one.severity == "serious"]
