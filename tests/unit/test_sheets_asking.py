"""What only the user can say is asked about one table, and the answer goes to that table alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from workbench.errors import WorkbookError
from workbench.model.decided import AS_ASKED, BY_DEFAULT
from workbench.sheets import Options, Reading, preview, read_workbook
from workbench.sheets.again.mapping_file import read_mapping, write_mapping
from workbench.sheets.dialogue.options import Answers, SeriesAnswer

TWO = """Expenditure by function, million
Function;2025;2026
Health;10.5;11.5
Education;20.5;21.5


Wages
Group;2025;2026
Average wage;1200;1300
Minimum wage;700;720
"""


def read(folder: Path, text: str, options: Options | None = None, name: str = "book.csv") -> Reading:
    (folder / name).write_text(text, encoding="utf-8")
    return preview(folder / name, options or Options())


def answer(reading: Reading, *answers: Answers) -> Reading:
    return reading.anew(Options(each=answers))


def test_a_number_that_can_be_read_two_ways_is_asked_about_and_the_answer_makes_the_table(
    tmp_path: Path,
) -> None:
    reading = read(tmp_path, "Programme;2025;2026\nHealth;1.234;2.345\nSchools;3.456;4.567\n")
    assert {one.topic for one in reading.questions} == {"decimal"}
    assert {one.column for one in reading.questions} == {"B", "C"}
    one = reading.questions[0]
    assert (one.choices, one.sheet, one.cell) == ((".", ","), "book", "A1")
    after = answer(reading, Answers("book", "A1", marks=(("B", ","), ("C", "."))))
    assert "decimal" not in {one.topic for one in after.questions}
    (table,) = after.tables
    assert list(table.series[0].values) == [1234.0, 2.345]
    assert [d.answer.text for d in table.how if d.topic == "decimal"][:2] == ["comma", "point"]


def test_persons_or_thousands_is_asked_as_a_scale(tmp_path: Path) -> None:
    people = "Population by age\nAge;2025;2026\n" + "".join(
        f"{n}-{n + 4};{9.5 + n};{9.25 + n}\n" for n in (0, 5, 10)
    )
    reading = read(tmp_path, people)
    (question,) = reading.questions
    assert question.topic == "scale"
    assert not reading.tables
    (table,) = answer(reading, Answers("book", question.cell, scale=1000.0)).tables
    assert table.series[0].at(2025) == 9500.0


def test_countries_are_given_to_choose_from(tmp_path: Path) -> None:
    rows = "".join(f"{name};GDP, million;10;11\n" for name in ("Ghana", "Kenya", "Togo"))
    reading = read(tmp_path, f"Country;Item;2025;2026\n{rows}")
    (question,) = reading.questions
    assert (question.topic, question.choices) == ("country", ("Ghana", "Kenya", "Togo"))
    (table,) = answer(reading, Answers("book", question.cell, country="Kenya")).tables
    assert table.country == "Kenya"


def test_a_table_that_states_no_year_asks_for_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "Unit costs\nItem;Unit;Cost\nTextbook;piece;4.5\nDesk;piece;31\nChair;piece;12\n"
    )
    (question,) = reading.questions
    assert question.topic == "year"
    (table,) = answer(reading, Answers("book", question.cell, year=2025)).tables
    assert table.years == (2025,)
    assert ("years", "2025", AS_ASKED) in [(d.topic, d.answer.text, d.evidence) for d in table.how]
    with pytest.raises(WorkbookError) as refused:
        answer(reading, Answers("book", question.cell, year=25))
    assert refused.value.where


def test_an_answer_about_one_table_leaves_the_other_as_it_is(tmp_path: Path) -> None:
    reading = read(tmp_path, TWO)
    spending, wages = reading.tables
    after = answer(reading, Answers("book", wages.range.partition(":")[0], scale=1000.0, role="prices"))
    assert after.tables[0] == spending
    assert (after.tables[1].role, after.tables[1].series[0].at(2025)) == ("prices", 1_200_000.0)


def test_an_answer_about_one_series_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    macro = "Item;Unit;2025;2026\nGDP;million;10;11\nInflation;percent;4;5\nExports of cars;million;3;4\n"
    reading = read(tmp_path, macro)
    (table,) = reading.tables
    cell = table.range.partition(":")[0]
    measured = {one.label: one for one in reading.measured["book", cell]}
    assert (measured["GDP"].scale, measured["Inflation"].unit) == (1e6, "share")
    said = SeriesAnswer("Exports of cars", measured["Exports of cars"].cell, unit="money", scale=1e9)
    (after,) = answer(reading, Answers("book", cell, series=(said,))).tables
    assert [one.at(2025) for one in after.series] == [1e7, 0.04, 3e9]
    said = SeriesAnswer("Inflation", measured["Inflation"].cell, unit="money")
    (after,) = answer(reading, Answers("book", cell, series=(said,))).tables
    assert (after.series[1].unit, after.series[1].at(2025)) == ("money", 4.0)


def test_only_the_cells_of_a_sheet_that_are_said_are_read(tmp_path: Path) -> None:
    reading = read(tmp_path, TWO)
    (table,) = answer(reading, Answers("book", range="A8:C10")).tables
    assert table.range == "A8:C10"
    with pytest.raises(WorkbookError) as refused:
        answer(reading, Answers("book", range="nonsense"))
    assert "nonsense" in str(refused.value)


def test_what_nothing_in_the_sheet_says_is_not_sure(tmp_path: Path) -> None:
    (table,) = read(tmp_path, "Item;2025;2026\nGadgets;10;11\nWidgets;20;21\n").tables
    assert not [d for d in table.how if d.evidence.code in BY_DEFAULT and d.sure]


def test_the_command_line_stops_and_names_the_option(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text("Programme;2025;2026\nHealth;1.234;2.345\n", encoding="utf-8")
    with pytest.raises(WorkbookError) as asked:
        read_workbook(tmp_path / "book.csv")
    assert asked.value.asks == "decimal"
    assert "--decimal" in str(asked.value.remedy)
    assert replace(Options(), year=2025).year == 2025


def test_each_column_of_texts_shows_how_it_was_read_and_what_it_comes_to(tmp_path: Path) -> None:
    text = "Programme, million;2025;2026\nHealth;1.234,5;10\nSchools;2.000,25;20\nRoads;15,5;30\n"
    reading = read(tmp_path, text)
    first, second = reading.numbers(reading.tables[0], False)
    assert (first.column, first.header, first.decimal, first.thousands) == ("B", "2025", "comma", "point")
    assert (first.texts, first.total, first.unit) == (3, 3_250_250_000.0, "money")
    assert [(one.cell, one.text, one.value) for one in first.examples][:2] == [
        ("B2", "1.234,5", 1_234_500_000.0),
        ("B3", "2.000,25", 2_000_250_000.0),
    ]
    assert (second.thousands, second.total) == ("", 60_000_000.0)


def test_columns_of_plain_numbers_are_shown_on_request_and_unlike_units_have_no_total(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Item", 2025], ["GDP, million", 10], ["Inflation, %", 4]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    reading = preview(tmp_path / "a.xlsx", Options(role="macro"))
    assert reading.numbers(reading.tables[0], False) == ()
    (column,) = reading.numbers(reading.tables[0], True)
    assert (column.total, column.unit, column.values) == (None, "", 2)


def test_a_series_is_called_what_the_costing_looks_for_or_keeps_its_own_name(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Item;Unit;2025;2026\nOutput of the nation;million;10;11\nInflation;percent;4;5\n",
        Options(role="macro"),
    )
    (table,) = reading.tables
    cells = {one.label: one.cell for one in reading.measured["book", "A1"]}
    said = (
        SeriesAnswer("Output of the nation", cells["Output of the nation"], name="gdp"),
        SeriesAnswer("Inflation", cells["Inflation"], name="own"),
    )
    (after,) = answer(reading, Answers("book", "A1", role="macro", series=said)).tables
    assert after.series[0].key == "gdp"
    assert after.series[1].key.startswith("inflation-") or after.series[1].key == "inflation"
    assert table.series[0].key != "gdp"


def test_totals_are_kept_where_that_is_said(tmp_path: Path) -> None:
    reading = read(tmp_path, "Programme, million;2025;2026\nHealth;10;11\nSchools;20;21\nTotal;30;32\n")
    (table,) = reading.tables
    assert len(table.series) == 2
    (after,) = answer(reading, Answers("book", "A1", totals="keep")).tables
    assert len(after.series) == 3


def test_a_sex_is_said_for_people_whose_sheet_names_none(tmp_path: Path) -> None:
    people = "Population by age (persons)\nAge;2025;2026\n" + "".join(
        f"{n}-{n + 4};{900_000 - n};{900_000}\n" for n in (0, 5, 10)
    )
    reading = read(tmp_path, people)
    cell = reading.tables[0].range.partition(":")[0]
    (after,) = answer(reading, Answers("book", cell, sex="female")).tables
    assert {one.dim("sex") for one in after.series} == {"female"}


def test_a_mapping_keeps_what_was_said_of_single_series_columns_and_years(tmp_path: Path) -> None:
    text = "Programme;Spending 2025;Price 2025\nHealth;1.234;1.5\nSchools;2.345;2.5\nRoads;3.456;3.5\n"
    reading = read(tmp_path, text)
    first = SeriesAnswer("Health", unit="money", scale=1e6)
    after = answer(reading, Answers("book", "A1", marks=(("B", ","), ("C", ".")), scale=1.0, series=(first,)))
    path = write_mapping(after.describe(), tmp_path / "m.toml")
    again = reading.anew(Options(mapping=read_mapping(path)))
    assert [table.series for table in again.tables] == [table.series for table in after.tables]
    assert again.tables[0].series[0].at(2025) in (1_234e6, 1.5e6)


def test_a_hidden_sheet_is_read_where_its_cells_are_asked_for(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Seen", "Hidden"):
        sheet = book.create_sheet(name)
        for row in (["Item, million", 2025, 2026], ["Roads", 10, 11], ["Schools", 12, 13]):
            sheet.append(row)
    book["Hidden"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    reading = preview(tmp_path / "a.xlsx")
    assert {table.sheet for table in reading.tables} == {"Seen"}
    after = answer(reading, Answers("Hidden", range="A1:C3"))
    assert {table.sheet for table in after.tables} == {"Seen", "Hidden"}
