"""Totals of tables that part a year into columns: each is compared with its own column or row."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.sheets import Options, Reading, read_workbook

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
