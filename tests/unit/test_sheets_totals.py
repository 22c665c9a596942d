"""Totals of tables that part a year into columns: each is compared with its own column or row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.values import Values
from workbench.sheets import Options, Reading, read_workbook
from workbench.sheets.layout.lines import Line
from workbench.sheets.meaning.totals import FEWEST_PARTS, Read, unlabelled
from workbench.sheets.words.years import Year

ONE = """Spending, million, 2026

Ministry;Recurrent;Capital;Total
Health;100;20;120
Education;200;30;230
Total;300;50;350
"""
NO_TOTAL_COLUMN = "million;2026;;2027;\nMinistry;Recurrent;Capital;Recurrent;Capital\nHealth;100;20;110;22\nEducation;200;30;210;33\n"
YEARS = """million;2026;;;2027;;
Ministry;Recurrent;Capital;Total;Recurrent;Capital;Total
Social;;;;;;
Health;100;20;120;110;22;132
Education;200;30;230;210;33;243
Subtotal;300;50;350;320;55;375
Other;;;;;;
Roads;10;90;100;10;95;105
Defence;50;5;55;50;6;56
Subtotal;60;95;155;60;101;161
Total;360;145;505;380;156;536
"""


def read(tmp_path: Path, text: str) -> Reading:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    return read_workbook(tmp_path / "a.csv", Options(role="existing-spending"))


def wrong(reading: Reading) -> list[str]:
    return [problem.cell for problem in reading.problems if "add up" in problem.message.template]


@pytest.mark.parametrize("text", [ONE, NO_TOTAL_COLUMN, NO_TOTAL_COLUMN + "Total;300;50;320;55\n", YEARS])
def test_a_consistent_budget_raises_no_alarm_and_no_total_counts_beside_its_parts(
    tmp_path: Path, text: str
) -> None:
    reading = read(tmp_path, text)
    (table,) = reading.tables
    assert wrong(reading) == []
    rows = [series for series in table.series if series.label in ("Health", "Education")]
    assert sum(series.at(2026) or 0.0 for series in rows) == 350e6
    assert not any("otal" in f"{series.label} {series.dim('part')}" for series in table.series)


@pytest.mark.parametrize(
    ("text", "old", "new", "cells"),
    [
        (ONE, ";350", ";355", ["D6"]),
        (ONE, "Total;300;50", "Total;300;60", ["C6"]),
        (ONE, "30;230", "30;235", ["D5"]),
        (NO_TOTAL_COLUMN + "Total;300;50;320;55\n", ";320;", ";325;", ["D5"]),
        (YEARS, "505;380", "505;390", ["E11"]),
    ],
)
def test_a_wrong_total_is_named_by_its_cell(
    tmp_path: Path, text: str, old: str, new: str, cells: list[str]
) -> None:
    assert wrong(read(tmp_path, text.replace(old, new))) == cells


def plainly(reads: list[Read]) -> list[Read]:
    """Find the rows that equal the sum of those above them by adding all of them up for each."""
    found: list[Read] = []
    above: list[Read] = []
    for read in reads:
        filled = [
            (year, value) for year, value in zip(read.years, read.values, strict=True) if value is not None
        ]
        sums = [
            sum(parts)
            if len(
                parts := [
                    v
                    for row in above
                    for y, v in zip(row.years, row.values, strict=True)
                    if y == year and v is not None
                ]
            )
            == len(above)
            else None
            for year, value in filled
            if value
        ]
        numbers = [value for _, value in filled if value]
        unlabelled_yet = not read.line.total
        if unlabelled_yet and len(above) >= FEWEST_PARTS and len(numbers) >= 2 and sums == numbers:
            found.append(read)
        if read.line.total or (found and found[-1] is read):
            above = []
        else:
            above.append(read)
    return found


SMALL = st.one_of(st.none(), st.integers(0, 3).map(float))
ROW = st.tuples(st.lists(SMALL, min_size=3, max_size=3), st.sampled_from(["", "", "", "", "row"]))
SUM = st.tuples(st.just([]), st.just(""))


@given(st.lists(st.one_of(ROW, ROW, ROW, SUM), max_size=12), st.booleans())
def test_a_row_is_a_total_when_it_equals_all_rows_above_it(
    drawn: list[tuple[list[float | None], str]], alike: bool
) -> None:
    reads: list[Read] = []
    years = (2020, 2021, 2022)
    for number, (values, total) in enumerate(drawn):
        if not values:
            above = [read for read in reads if not read.line.total]
            values = [sum(read.values[index] or 0.0 for read in above) for index in range(3)]
        own = years if alike or number % 2 else (2020, 2021, 2023)
        cells = [(Year(year), (number, year)) for year in own]
        reads.append(Read(Line("row", {}, total=total, cells=cells), own, Values.of(values)))
    assert unlabelled(reads) == plainly(reads)
