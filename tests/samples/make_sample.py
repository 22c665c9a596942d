"""Write the workbooks of the bundled sample: a fictional country, the same bytes on every run.

Run `python tests/samples/make_sample.py` after a change; the files go to `resources/sample`. The figures are
made up. The population comes from a small cohort-component projection, so that its ages hang together.
"""

from __future__ import annotations

import io
import itertools
import math
import random
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

COUNTRY = "Republic of Orsana"
SEED = 2026
BASE_YEAR = 2026
POPULATION_IN_BASE_YEAR = 6_400_000
FIRST_YEAR, LAST_YEAR = 2020, 2045
OLDEST = 100
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
STAMP = (2026, 9, 1, 9, 0, 0)

INFLATION = {
    2021: 0.041, 2022: 0.067, 2023: 0.058, 2024: 0.049, 2025: 0.044, 2026: 0.042,
    2027: 0.041, 2028: 0.040, 2029: 0.040, 2030: 0.040,
}  # fmt: skip
GROWTH = {
    2020: -0.024, 2021: 0.031, 2022: 0.036, 2023: 0.033, 2024: 0.034, 2025: 0.035, 2026: 0.034,
    2027: 0.034, 2028: 0.033, 2029: 0.033, 2030: 0.032, 2031: 0.032,
}  # fmt: skip
LATER_INFLATION, LATER_GROWTH = 0.04, 0.031
GDP_IN_BASE_YEAR = 178_400.0  # million dara
POVERTY_LINE, MINIMUM_WAGE, AVERAGE_WAGE = 420.0, 1_150.0, 2_080.0  # dara a month in the base year

PROGRAMMES = (  # vote, programme, thousand dara in 2026, growth a year
    ("11-01", "Contributory pension fund, transfer", 1_912_400, 0.072),
    ("11-02", "Poor relief", 214_600, 0.031),
    ("11-03", "Veterans’ and survivors’ grants", 163_900, 0.038),
    ("14-01", "Primary schooling", 4_386_000, 0.069),
    ("14-02", "Secondary schooling", 2_211_500, 0.075),
    ("14-05", "School fee waivers", 38_700, 0.052),
    ("16-01", "Primary health care", 1_486_300, 0.071),
    ("16-02", "Hospitals", 2_793_100, 0.078),
    ("18-01", "Civil registry", 96_400, 0.046),
    ("19-03", "Labour administration", 71_200, 0.043),
    ("21-02", "Courts and legal aid", 402_800, 0.055),
    ("23-01", "Grants to districts", 1_334_000, 0.066),
)

UNIT_COSTS = (  # item, unit, dara of 2026, source
    ("Primary care visit", "visit", 64.0, "Ministry of Health, costing study 2025, table 12"),
    ("Mobile clinic", "team and year", 1_420_000.0, "Ministry of Health, costing study 2025, table 15"),
    ("School meal", "meal", 6.2, "Ministry of Education, pilot in two districts, 2025"),
    (
        "Mother-tongue pupil",
        "pupil and year",
        1_650.0,
        "Ministry of Education, pilot in the hill districts, 2025",
    ),
    ("Registration", "set of documents", 74.0, "Civil registry, unit cost of 2025 updated"),
    ("Mobile registration team", "team and year", 1_180_000.0, "Civil registry, budget request 2027"),
    ("Payment point", "point and year", 46_000.0, "Central bank, offer of the post office, 2026"),
    ("Labour inspector", "inspector and year", 112_000.0, "Ministry of Labour, staff budget 2026"),
    ("Legal aid case", "case", 940.0, "Bar association and Ministry of Justice, 2025"),
    (
        "Complaint decided",
        "complaint",
        620.0,
        "Estimate of the Planning Division after the ombudsman’s report 2025",
    ),
    ("Childcare place", "place and year", 5_900.0, "Ministry of Social Affairs, pilot of 2025"),
    (
        "Herder household supported",
        "household and year",
        1_150.0,
        "Ministry of Agriculture, programme review 2025",
    ),
    (
        "Settlement household upgraded",
        "household",
        21_500.0,
        "Ministry of Housing, contracts of 2024 and 2025",
    ),
    ("Interpreter", "interpreter and year", 66_000.0, "Ministry of Interior, staff budget 2026"),
)

BOLD = Font(name="Arial", size=10, bold=True)
PLAIN = Font(name="Arial", size=10)
TITLE = Font(name="Arial", size=14, bold=True)
NOTE = Font(name="Arial", size=9, italic=True, color="FF56606B")
HEAD = PatternFill("solid", fgColor="FFDCE6F1")
RULE = Border(bottom=Side(style="thin", color="FF1B2026"))


# ---- population -------------------------------------------------------------------------------------------


def survival(life_expectancy: float, *, female: bool) -> list[float]:
    """Give the chance of living from each age to the next, of a life table with this life expectancy at birth."""

    def table(level: float) -> list[float]:
        hazards = [
            level
            * (
                0.030 * math.exp(-2.2 * age)
                + 0.00035
                + 0.000042 * math.exp(0.0915 * age) * (0.8 if female else 1.0)
            )
            for age in range(OLDEST + 1)
        ]
        return [math.exp(-hazard) for hazard in hazards]

    low, high = 0.1, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        alive, years = 1.0, 0.0
        for chance in table(middle):
            years += alive * (1 + chance) / 2
            alive *= chance
        low, high = (middle, high) if years > life_expectancy else (low, middle)
    return table((low + high) / 2)


def fertility_pattern() -> list[float]:
    """Give the share of births by age of the mother, 15 to 49."""
    raw = [
        math.exp(-(((age - 28.0) / 7.2) ** 2) / 1.6) if 15 <= age <= 49 else 0.0 for age in range(OLDEST + 1)
    ]
    return [value / sum(raw) for value in raw]


def between(year: int, points: dict[int, float]) -> float:
    """Give the value of a year on straight lines between points."""
    years = sorted(points)
    if year <= years[0]:
        return points[years[0]]
    for start, end in itertools.pairwise(years):
        if year <= end:
            return points[start] + (points[end] - points[start]) * (year - start) / (end - start)
    return points[years[-1]]


def population() -> dict[int, tuple[list[int], list[int]]]:
    """Give men and women by single age, 0 to 100 and over, for each year of the workbook."""
    draw = random.Random(SEED)
    fertility = {1930: 6.3, 1965: 6.4, 1985: 5.0, 2005: 3.4, 2020: 2.75, 2026: 2.6, 2045: 2.2}
    length = {1930: 40.0, 1960: 50.0, 1990: 63.0, 2010: 68.5, 2026: 71.2, 2045: 74.5}
    pattern = fertility_pattern()
    men = [1000 * math.exp(-0.042 * age) for age in range(OLDEST + 1)]
    women = list(men)
    history: dict[int, tuple[list[float], list[float]]] = {}
    for year in range(1900, LAST_YEAR + 1):
        history[year] = (men, women)
        births = between(year, fertility) * sum(w * p for w, p in zip(women, pattern, strict=True))
        births *= 1 + draw.uniform(-0.03, 0.03)
        live = between(year, length)
        men = aged(men, survival(live - 2.4, female=False), births * 0.512)
        women = aged(women, survival(live + 2.4, female=True), births * 0.488)
    factor = POPULATION_IN_BASE_YEAR / sum(sum(sex) for sex in history[BASE_YEAR])
    return {
        year: tuple([round(count * factor) for count in sex] for sex in history[year])  # type: ignore[misc]
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    }


def aged(counts: list[float], chances: list[float], births: float) -> list[float]:
    """Give the counts one year on, the open-ended oldest age kept together."""
    survivors = [count * chance for count, chance in zip(counts, chances, strict=True)]
    infants = births * (1 + chances[0]) / 2
    return [infants, *survivors[: OLDEST - 1], survivors[OLDEST - 1] + survivors[OLDEST]]


def write_population() -> Workbook:
    """Make the workbook of the statistics office."""
    book = Workbook()
    book.remove(book.active)
    people = population()
    years = list(people)
    sheets = {
        "Both sexes": {year: [m + f for m, f in zip(*people[year], strict=True)] for year in years},
        "Male": {year: people[year][0] for year in years},
        "Female": {year: people[year][1] for year in years},
    }
    for name, counts in sheets.items():
        sheet = book.create_sheet(name)
        _title(sheet, "Population by single year of age", [
            f"{COUNTRY}, National Statistics Office. Projection 2026, medium variant. {name}. Mid-year.",
            "Unit: persons",
        ])  # fmt: skip
        _row(sheet, 5, ["Age", *years], font=BOLD, fill=HEAD)
        for age in range(OLDEST + 1):
            label = "100+" if age == OLDEST else age
            _row(sheet, 6 + age, [label, *(counts[year][age] for year in years)], number="#,##0")
        _row(sheet, 7 + OLDEST, ["Total", *(sum(counts[year]) for year in years)], font=BOLD, number="#,##0")
        _note(
            sheet,
            9 + OLDEST,
            "Note: 2020 to 2025 are estimates, 2026 and later a projection. Fictional data.",
        )
        _widths(sheet, [10] + [11] * len(years))
        sheet.freeze_panes = "B6"
    return book


# ---- the economy ------------------------------------------------------------------------------------------


def index(rates: dict[int, float], later: float, years: Iterable[int]) -> dict[int, float]:
    """Give an index, 1 in the base year, from yearly rates."""
    values = {BASE_YEAR: 1.0}
    for year in range(BASE_YEAR + 1, max(years) + 1):
        values[year] = values[year - 1] * (1 + rates.get(year, later))
    for year in range(BASE_YEAR - 1, min(years) - 1, -1):
        values[year] = values[year + 1] / (1 + rates.get(year + 1, later))
    return values


def macro_rows() -> list[tuple[str, str, dict[int, float], str]]:
    """Give label, unit, values by year and number format of each series."""
    draw = random.Random(SEED)
    years = range(FIRST_YEAR, 2037)
    prices = index(INFLATION, LATER_INFLATION, years)
    volume = index(GROWTH, LATER_GROWTH, years)
    gdp = {year: GDP_IN_BASE_YEAR * prices[year] * volume[year] for year in years}
    expenditure = {
        year: gdp[year] * (0.262 + (draw.uniform(-0.004, 0.004) if year < BASE_YEAR else 0.0))
        for year in years
    }
    revenue = {year: gdp[year] * (0.231 + 0.0009 * max(0, year - BASE_YEAR)) for year in years}
    wages = index({year: (1 + INFLATION[year]) * 1.013 - 1 for year in INFLATION}, 1.04 * 1.013 - 1, years)
    millions, rate, level = "#,##0.0", "0.0", "#,##0"
    return [
        ("GDP, current prices", "million dara", {y: round(gdp[y], 1) for y in years}, millions),
        (
            "Real GDP growth",
            "per cent",
            {y: round(100 * GROWTH.get(y, LATER_GROWTH), 1) for y in years},
            rate,
        ),
        ("GDP deflator", "index, 2026 = 100", {y: round(100 * prices[y], 2) for y in years}, "0.00"),
        ("Consumer price index", "index, 2026 = 100", {y: round(100 * prices[y], 2) for y in years}, "0.00"),
        (
            "General government expenditure",
            "million dara",
            {y: round(expenditure[y], 1) for y in years},
            millions,
        ),
        ("General government revenue", "million dara", {y: round(revenue[y], 1) for y in years}, millions),
        (
            "Poverty line, per adult and month",
            "dara",
            {y: float(round(POVERTY_LINE * prices[y])) for y in years},
            level,
        ),
        (
            "Minimum wage, per month",
            "dara",
            {y: float(5 * round(MINIMUM_WAGE * wages[y] / 5)) for y in years},
            level,
        ),
        (
            "Average wage, per month",
            "dara",
            {y: float(5 * round(AVERAGE_WAGE * wages[y] / 5)) for y in years},
            level,
        ),
    ]


def write_macro() -> Workbook:
    """Make the workbook of the finance ministry with the macroeconomic frame."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Macro framework"
    years = list(range(FIRST_YEAR, 2037))
    _title(sheet, "Medium-term macroeconomic framework", [
        f"{COUNTRY}, Ministry of Finance, September 2026. Calendar years.",
        "2020 to 2025 actual, 2026 estimate, 2027 and later projection",
    ])  # fmt: skip
    _row(sheet, 5, ["Series", "Unit", *years], font=BOLD, fill=HEAD)
    for position, (label, unit, values, number) in enumerate(macro_rows()):
        _row(sheet, 6 + position, [label, unit, *(values[year] for year in years)], number=number)
    _note(
        sheet,
        17,
        "Note: money is in current prices unless an index. Poverty line: household survey 2025, updated by prices.",
    )
    _note(sheet, 18, "Fictional data.")
    _widths(sheet, [36, 19] + [12] * len(years))
    sheet.freeze_panes = "C6"
    return book


# ---- spending and unit costs ------------------------------------------------------------------------------


def write_spending() -> Workbook:
    """Make the workbook with spending on existing programmes."""
    draw = random.Random(SEED)
    book = Workbook()
    sheet = book.active
    sheet.title = "Programmes"
    years = list(range(2022, 2028))
    _title(sheet, "Spending on selected programmes by vote", [
        f"{COUNTRY}, Ministry of Finance, budget execution reports and Budget 2027.",
        "Thousands of dara, current prices. 2022 to 2025 outturn, 2026 revised budget, 2027 budget",
    ])  # fmt: skip
    _row(sheet, 5, ["Vote", "Programme", *years], font=BOLD, fill=HEAD)
    totals = dict.fromkeys(years, 0)
    for position, (vote, label, amount, growth) in enumerate(PROGRAMMES):
        wobble = {year: 1 + (draw.uniform(-0.02, 0.02) if year < BASE_YEAR else 0.0) for year in years}
        values = {year: round(amount * (1 + growth) ** (year - BASE_YEAR) * wobble[year]) for year in years}
        totals = {year: totals[year] + values[year] for year in years}
        _row(sheet, 6 + position, [vote, label, *values.values()], number="#,##0")
    _row(sheet, 6 + len(PROGRAMMES), [None, "Total", *totals.values()], font=BOLD, number="#,##0")
    _note(
        sheet,
        8 + len(PROGRAMMES),
        "Note: programmes that the package builds on or replaces; not the whole budget. Fictional data.",
    )
    _widths(sheet, [9, 40] + [13] * len(years))
    sheet.freeze_panes = "C6"
    return book


def write_unit_costs() -> Workbook:
    """Make the workbook with unit costs."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Unit costs"
    _title(sheet, "Unit costs of services", [
        f"{COUNTRY}, Ministry of Social Affairs, Planning Division, August 2026.",
        "In dara of 2026",
    ])  # fmt: skip
    _row(sheet, 5, ["Item", "Unit", "Unit cost", "Source"], font=BOLD, fill=HEAD)
    for position, item in enumerate(UNIT_COSTS):
        _row(sheet, 6 + position, list(item), number="#,##0.0")
    _note(
        sheet,
        7 + len(UNIT_COSTS),
        "Note: running cost with staff and supplies; buildings are left out unless the item says so. Fictional data.",
    )
    _widths(sheet, [34, 24, 14, 66])
    return book


# ---- sheets -----------------------------------------------------------------------------------------------


def _title(sheet: Worksheet, title: str, lines: list[str]) -> None:
    sheet["A1"] = title
    sheet["A1"].font = TITLE
    for position, line in enumerate(lines, start=2):
        sheet.cell(position, 1, line).font = PLAIN


def _row(
    sheet: Worksheet,
    row: int,
    values: list[Any],
    *,
    font: Font = PLAIN,
    fill: PatternFill | None = None,
    number: str = "",
) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column, value)
        cell.font = font
        if fill is not None:
            cell.fill = fill
            cell.border = RULE
            cell.alignment = Alignment(horizontal="left" if isinstance(value, str) else "right")
        elif isinstance(value, (int, float)) and not (column == 1 and number == "#,##0"):
            cell.number_format = number or "General"


def _note(sheet: Worksheet, row: int, text: str) -> None:
    sheet.cell(row, 1, text).font = NOTE


def _widths(sheet: Worksheet, widths: list[int]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def workbooks() -> dict[str, Workbook]:
    """Make all workbooks of the sample by file name."""
    return {
        "population-2026.xlsx": write_population(),
        "macro-2026.xlsx": write_macro(),
        "spending-2026.xlsx": write_spending(),
        "unit-costs-2026.xlsx": write_unit_costs(),
    }


def fixed(book: Workbook) -> bytes:
    """Give a workbook's bytes with every date in them fixed."""
    book.properties.creator = "Planning Division"
    book.properties.created = datetime(*STAMP)  # noqa: DTZ001 - openpyxl writes naive times
    first = io.BytesIO()
    book.save(first)
    second = io.BytesIO()
    written = f"{datetime(*STAMP).isoformat()}Z"  # noqa: DTZ001 - as above
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + written.encode(), data)
            target.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
    return second.getvalue()


def main() -> None:
    """Write the workbooks."""
    SAMPLE.mkdir(parents=True, exist_ok=True)
    for name, book in workbooks().items():
        (SAMPLE / name).write_bytes(fixed(book))


if __name__ == "__main__":
    main()
