"""Real workbooks, read in place: exact values and cells, or one clear message."""

from __future__ import annotations

import csv
import functools
import json
import time
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import WorkbookError
from workbench.model import Series, Table
from workbench.sheets import Options, Reading, preview, read_workbook

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is absent")

VARIANTS = sorted(path.name for path in (DATA / "variants").glob("*.csv") if "expected" not in path.name)
ODD: list[dict[str, Any]] = (
    json.loads((DATA / "odd" / "manifest.json").read_text(encoding="utf-8")) if DATA.exists() else []
)


@functools.cache
def read(name: str, **options: Any) -> Reading:
    return read_workbook(DATA / name, Options(**options))


def the(found: Table, key: str) -> Series:
    series = found.find(key)
    assert series is not None, [one.key for one in found.series]
    return series


def person(found: Table, sex: str, age: str) -> Series:
    return next(s for s in found.series if s.dim("sex") == sex and s.dim("age") == age)


def on(reading: Reading, sheet: str) -> Table:
    return next(t for t in reading.tables if t.sheet == sheet)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_same_figures_in_five_habits(name: str) -> None:
    (found,) = read(f"variants/{name}").tables
    with (DATA / "variants" / f"{name}.expected.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_label = {series.label: series for series in found.series}
    assert len(rows) == sum(len(series.years) for series in found.series)
    for row in rows:
        series = by_label[row["row"]]
        scale = 0.01 if series.unit == "share" else found.scale
        assert series.at(int(row["year"])) == pytest.approx(float(row["value"]) * scale, rel=1e-13)


@pytest.mark.parametrize(
    ("name", "cell", "scale"),
    [
        ("v01_semicolon_decimal_comma_cp1252.csv", "B2", 1.0),
        ("v03_narrow_nbsp_thousands.csv", "B2", 1.0),
        ("v06_indian_lakh_grouping.csv", "B2", 1.0),
        ("v08_parentheses_negatives_fiscal_years.csv", "B2", 1e9),
        ("v12_years_down_series_across.csv", "B4", 1e9),
    ],
)
def test_the_variants_keep_cells_and_scale(name: str, cell: str, scale: float) -> None:
    (found,) = read(f"variants/{name}").tables
    assert the(found, "gdp").cell_at(2020) == cell
    assert found.scale == scale


@pytest.mark.parametrize(
    "name", ["fictional_mereland_macro_2020_2030.csv", "fictional_mereland_workbook.xlsx"]
)
def test_mereland_macro(name: str) -> None:
    found = next(t for t in read(f"macro/{name}").tables if t.role == "macro")
    expected = {
        "gdp": (465167.6e6, "B6", "money"),
        "gdp-real-growth": (0.05692, "C6", "share"),
        "inflation": (0.04426, "D6", "share"),
        "cpi": (123.649, "E6", "index"),
        "government-revenue": (86677.8e6, "F6", "money"),
        "government-expenditure": (104603.8e6, "G6", "money"),
        "poverty-line": (14838.0, "K6", "money"),
        "average-wage": (59352.0, "M6", "money"),
    }
    for key, (value, cell, unit) in expected.items():
        series = the(found, key)
        assert (series.at(2024), series.cell_at(2024), series.unit) == (value, cell, unit)
    assert the(found, "poverty-line").dims == (("period", "year"), ("per", "person"))


def test_mereland_workbook_has_its_three_tables() -> None:
    reading = read("macro/fictional_mereland_workbook.xlsx")
    assert [t.role for t in reading.tables] == ["population", "macro", "unit-costs"]
    people = reading.tables[0]
    assert person(people, "male", "0").at(2020) == 118110
    assert person(people, "female", "99").cell_at(2035) == "D1601"
    costs = reading.tables[2]
    assert the(costs, "community-health-visit").values == (45.0,)
    assert the(costs, "community-health-visit").years == (2020,)
    assert the(costs, "administration-share-of-transfers").values == (0.05,)


def test_weo_in_long_layout() -> None:
    found = read("macro/imf_weo_2025_10_subset_2000_2030.csv", country="NPL").tables[0]
    assert found.country == "Nepal"
    with (DATA / "macro/imf_weo_2025_10_subset_2000_2030.csv").open(encoding="utf-8") as file:
        rows = {
            row["concept"]: (float(row["value"]), line)
            for line, row in enumerate(csv.DictReader(file), start=2)
            if row["iso3"] == "NPL" and row["year"] == "2024"
        }
    scale = {"gdp": ("NGDP", 1e9), "government-expenditure": ("GGX", 1e9), "population": ("LP", 1e6), "cpi": ("PCPI", 1),
             "gdp-real-growth": ("NGDP_RPCH", 0.01), "inflation": ("PCPIPCH", 0.01), "gdp-deflator": ("NGDP_D", 1),
             "government-revenue": ("GGR", 1e9)}  # fmt: skip
    for key, (code, factor) in scale.items():
        value, line = rows[code]
        assert the(found, key).at(2024) == pytest.approx(value * factor, rel=1e-13)
        assert the(found, key).cell_at(2024) == f"I{line}"
    spent, gdp = the(found, "government-expenditure").at(2024), the(found, "gdp").at(2024)
    assert spent is not None
    assert gdp is not None
    assert spent / gdp == pytest.approx(0.22139, abs=5e-6)


def test_weo_without_a_country_asks() -> None:
    with pytest.raises(WorkbookError) as caught:
        read("macro/imf_weo_2025_10_subset_2000_2030.csv")
    assert "--country" in str(caught.value.remedy)


def test_mereland_population() -> None:
    (found,) = read("population/fictional_mereland_population_single_age_sex_2020_2035.csv").tables
    assert len(found.series) == 200
    assert (person(found, "female", "1").at(2020), person(found, "female", "1").cell_at(2020)) == (
        113879,
        "D3",
    )
    assert found.unit == "persons"


def test_wpp_2024() -> None:
    (found,) = read("population/un_wpp2024_single_age_both_sexes_2020_2035.csv", country="ETH").tables
    assert (found.country, len(found.series), found.years[-1]) == ("Ethiopia", 100, 2035)
    assert person(found, "both", "0").at(2020) == 3799893.5
    assert sum(s.at(2025) or 0 for s in found.series) == pytest.approx(135.5e6, rel=0.005)


def test_wpp_2019_in_thousands_from_its_header() -> None:
    (found,) = read("population/un_wpp2019_5year_age_sex_medium_1990_2050.csv", country="Brazil").tables
    assert len(found.series) == 42
    first = person(found, "female", "0-4")
    assert (first.at(1990), first.cell_at(1990), found.scale) == (8742488.0, "F2", 1000.0)


def test_world_bank_extract() -> None:
    reading = read("planner/worldbank_wdi_data_extract_2017.xlsx", country="TLA")
    (found,) = reading.tables
    assert found.range == "A1:BB43"
    assert found.series[0].at(1967) == 5.671213467988257
    assert found.series[0].cell_at(1967) == "E2"
    with pytest.raises(WorkbookError, match="--country"):
        read("planner/worldbank_wdi_data_extract_2017.xlsx")


def test_wpp_2019_workbook_does_not_guess_thousands() -> None:
    name = "planner/wpp2019_pop_f07_1_both_sexes_trimmed_header.xlsx"
    with pytest.raises(WorkbookError) as caught:
        read(name, country="United States of America")
    assert "--scale" in str(caught.value.remedy)
    assert "--unit" in str(caught.value.remedy)
    (found,) = read(name, country="United States of America", scale=1000.0).tables
    first = person(found, "both", "0-4")
    assert (first.at(2020), first.cell_at(2020)) == (19676332.0, "I3826")


def test_wpp_life_expectancy_is_no_population() -> None:
    reading = read("planner/wpp2019_mort_f16_1_life_expectancy_subset.xlsx", country="Ethiopia")
    medium = on(reading, "MEDIUM VARIANT")
    assert (medium.role, medium.variant) == ("other", "Medium variant")
    birth = next(s for s in medium.series if s.dim("age") == "0")
    assert (birth.at(2020), birth.cell_at(2020)) == (67.81259, "I50")
    assert any(d.topic == "years" and d.answer.code == "periods" for d in medium.how)


def test_ons_fertility() -> None:
    found = on(read("planner/ons_fertility_projection_1973_2043.xlsx"), "data")
    rate = the(found, "total-fertility-rate")
    assert (rate.at(1973), rate.cell_at(1973), rate.years[-1]) == (2.03, "C8", 2043)


def test_cpi_of_two_countries_with_the_same_numbers_is_said() -> None:
    reading = read("planner/uk_it_cpi_1988_on.xlsx")
    assert the(on(reading, "UK"), "cpi").at(1988) == 49.6
    assert any(p.sheet == "IT" and "same as on sheet" in str(p.message) for p in reading.problems)


def test_cepalstat() -> None:
    (found,) = read("planner/cepalstat_gdp_per_capita_long.xlsx", country="Latin America").tables
    assert (found.series[0].at(2021), found.series[0].cell_at(2021)) == (8343.273757, "D5")


def test_uk_policy_parameters() -> None:
    found = on(read("planner/uk_policy_parameters.xlsx"), "social care")
    assert the(found, "mig-single-under-spa").at(2015) == 91.4


def _part(found: Table, part: str) -> float:
    return sum(s.values[0] or 0 for s in found.series if s.dim("part") == part)


def test_nigerian_budget_of_2018_tells_the_four_wrong_totals() -> None:
    reading = read("planner/nigeria_federal_budget_2018_by_ministry.csv")
    (found,) = reading.tables
    assert found.role == "existing-spending"
    assert found.series[0].dim("code") == "0111"
    assert _part(found, "CAPITAL EXPENDITURE") == 2427665113221
    assert _part(found, "OTHER RECURRENT COSTS") == 3215435870332
    assert _part(found, "PERSONNEL COST") == 2969135969661
    wrong = [p.cell for p in reading.problems if p.severity == "serious"]
    assert wrong == ["F21", "F26", "F29", "F39"]


def test_nigerian_budget_of_2021_adds_up() -> None:
    reading = read("planner/nigeria_federal_budget_2021_by_ministry.csv")
    (found,) = reading.tables
    assert sum(s.values[0] or 0 for s in found.series) == 11734395239705
    assert [p for p in reading.problems if p.severity == "serious"] == []
    assert found.series[12].label == "MINISTRY OF FOREIGN AFFAIRS"


def test_quarterly_cpi_of_abs_is_not_made_into_years() -> None:
    with pytest.raises(WorkbookError, match="quarter"):
        read("planner/abs_6401_consumer_price_index.xlsx")


def test_stats_nz_export_with_labels_filled_once() -> None:
    found = on(read("planner/nzstat_sense_of_purpose_export.xlsx"), "NZ.Stat export")
    value = next(
        s for s in found.series if s.label == "Male / 25 - 44 / Certificate" and s.dim("part") == "7 - 10"
    )
    assert (value.values, value.cells) == ((219000.0,), ("F11",))


def test_irish_tax_rates() -> None:
    found = on(read("planner/ireland_average_tax_rates.xlsx"), "Avgtxmod")
    first = found.series[0]
    assert (first.label, first.at(1997), first.cell_at(1997), first.unit) == ("6000", 0.063, "C6", "share")


@pytest.mark.parametrize("entry", ODD, ids=[entry["file"][4:] for entry in ODD])
def test_odd_files_give_values_or_one_clear_message(entry: dict[str, Any]) -> None:
    begun = time.monotonic()
    refused = ""
    try:
        preview(DATA / entry["file"])
    except WorkbookError as error:
        refused = str(error)
        assert "\n" not in refused
    assert time.monotonic() - begun < 20
    if entry["expect"].startswith("refuse"):
        assert refused
    if entry["expect"] == "reads":
        assert not refused
    if "password" in entry["expect"]:
        assert "password" in refused
