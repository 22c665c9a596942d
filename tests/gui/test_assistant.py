"""The assistant that brings a workbook in, as a planner meets it."""

import pytest
from planner import TWO_TABLES, asked, choose, enter, read, settle, words, workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from ui.models.window_words import remedy_here
from ui.texts import sentences
from workbench.errors import MappingError, message
from workbench.sheets.again.mapping_file import read_mapping


def test_the_question_answered_keeps_the_focus_and_nothing_jumps(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    assistant.sheet.table.go(2, 1)
    about = asked(assistant, "scale", -1).about
    qtbot.waitUntil(asked(assistant, "scale", -1).isVisible)
    asked(assistant, "scale", -1).setFocus()
    choose(assistant, qtbot, "scale", "thousand", -1)
    assert opened.window.focusWidget().about == about
    assert assistant.sheet.table.here() == (2, 1)


def test_a_problem_that_only_has_the_focus_goes_nowhere(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    first, second = (row for row in assistant.problems.rows if row.text_.place in ("C10", "C5"))
    qtbot.waitUntil(lambda: second.isVisible() and second.y() > first.y())
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert assistant.sheet.table.here() is None
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert opened.window.focusWidget() is second
    assert assistant.sheet.table.here() == (4, 2)
    assistant.problems.show_problems(())
    assert opened.window.focusWidget() not in (first, second)


def test_an_answer_about_one_table_leaves_the_other_as_it_was(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    before = assistant.tables
    choose(assistant, qtbot, "role", "prices", -1)
    assert [table.role for table in assistant.tables] == [before[0].role, "prices"]
    assert assistant.tables[0] == before[0]


def test_what_only_the_planner_can_say_is_asked_first(opened, page, qtbot, tmp_path):
    (tmp_path / "a.csv").write_text(
        "Programme;2025;2026\nHealth;1.234;2.345\nSchools;3.456;4.567\n", encoding="utf-8"
    )
    assistant = read(page, tmp_path / "a.csv", qtbot)
    assert not assistant.take.isEnabled()
    choose(assistant, qtbot, "decimal", "point")
    # What is said already can be said otherwise while something else is still open.
    choose(assistant, qtbot, "decimal", "comma", 1)
    assert "as you said" in words(assistant)
    choose(assistant, qtbot, "decimal", "comma")
    assert assistant.take.isEnabled()
    assert assistant.tables[0].series[0].at(2025) == 1234.0


def test_a_country_is_chosen_from_those_there_are_and_can_be_changed(opened, page, qtbot, tmp_path):
    rows = "".join(f"{name};GDP, million;10;{n}\n" for n, name in enumerate(("Ghana", "Kenya", "Togo")))
    (tmp_path / "a.csv").write_text(f"Country;Item;2025;2026\n{rows}", encoding="utf-8")
    assistant = read(page, tmp_path / "a.csv", qtbot)
    pick = asked(assistant, "country")
    assert [pick.itemText(n) for n in range(pick.count())] == ["Ghana", "Kenya", "Togo"]
    enter(assistant, qtbot, "country", "Kenya")
    assert assistant.tables[0].country == "Kenya"
    enter(assistant, qtbot, "country", "Togo")
    assert assistant.tables[0].country == "Togo"


def test_a_year_is_asked_where_a_table_states_none(opened, page, qtbot, tmp_path):
    (tmp_path / "a.csv").write_text(
        "Unit costs\nItem;Unit;Cost\nTextbook;piece;4.5\nDesk;piece;31\nChair;piece;12\n", encoding="utf-8"
    )
    assistant = read(page, tmp_path / "a.csv", qtbot)
    enter(assistant, qtbot, "year", "next year")
    assert "is not a year" in words(assistant)
    enter(assistant, qtbot, "year", "2025")
    assert assistant.tables[0].years == (2025,)


def test_cells_that_are_none_are_refused_beside_the_field_and_the_reading_stays(
    opened, page, qtbot, tmp_path
):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    before = assistant.tables
    enter(assistant, qtbot, "range", "nonsense")
    assert "“nonsense” is not a range of cells" in words(assistant)
    assert assistant.tables == before
    assert assistant.take.isEnabled()
    enter(assistant, qtbot, "range", "A9:C11")
    assert [table.range for table in assistant.tables] == ["A9:C11"]


def test_an_answer_that_changes_nothing_is_told_to_have_changed_nothing(opened, page, qtbot, tmp_path):
    people = "Population by age (persons)\nAge;2025;2026\n0-4;500;510\n5-9;490;495\n10-14;480;470\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    assistant = read(page, tmp_path / "people.csv", qtbot)
    choose(assistant, qtbot, "unit", "percent")
    assert "This changed nothing" in words(assistant)


def test_another_project_closes_the_assistant(opened, page, qtbot, tmp_path, sample_file):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    other = tmp_path / "Other.policy"
    other.write_bytes(sample_file.read_bytes())
    opened.session.open(other)
    settle(opened, qtbot)
    assert page.stack.currentIndex() == 0
    assert not assistant.tables
    assert not assistant.take.isVisible()
    read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    opened.session.close()
    assert not assistant.tables


def test_single_ages_years_between_and_a_name_are_asked_for_in_the_assistant(opened, page, qtbot, tmp_path):
    people = "Population by age (persons)\nAge;2025;2027\n" + "".join(
        f"{5 * n}-{5 * n + 4};{500 - n};{510 - n}\n" for n in range(6)
    )
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    page.read(tmp_path / "people.csv")
    settle(opened, qtbot)
    choose(page.assistant, qtbot, "ages", "single ages by Sprague’s multipliers")
    choose(page.assistant, qtbot, "interpolate", "interpolated on a straight line")
    (table,) = page.assistant.tables
    assert len(table.series) == 30
    assert {(one.split, one.interpolated) for one in table.series} == {("sprague", (2026,))}
    (tmp_path / "coverage.csv").write_text("Item;2025;2026\nCoverage, %;40;50\n", encoding="utf-8")
    page.read(tmp_path / "coverage.csv")
    settle(opened, qtbot)
    enter(page.assistant, qtbot, "series", "pension-coverage")
    assert [one.key for one in page.assistant.tables[0].series] == ["pension-coverage"]


def test_a_large_table_is_shown_and_taken_back_off_the_windows_thread(opened, page, qtbot, tmp_path):
    rows = [["Programme", 2025, 2026], *([f"Programme {n}", n + 1, n * 2 + 0.5] for n in range(30_000))]
    assistant = read(page, workbook(tmp_path / "big.xlsx", Budget=rows), qtbot)
    assistant.bring_in()
    settle(opened, qtbot)
    (large,) = (table for table in opened.session.package.tables if table.workbook == "big.xlsx")
    page.table.select_key(opened.session.package.tables[0].id)
    page.table.select_key(large.id)
    assert opened.tasks.busy
    settle(opened, qtbot)
    assert page.series.rowCount() == 400
    before = opened.session.here.number
    opened.session.undo()
    assert opened.session.here.number == before
    settle(opened, qtbot)
    assert opened.session.here.number == before - 1
    assert all(table.workbook != "big.xlsx" for table in opened.session.package.tables)


def dropped(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter_, drop = QDragEnterEvent(QPoint(9, 9), *how), QDropEvent(QPointF(9, 9), *how)
    enter_.ignore()
    window.dragEnterEvent(enter_)
    if enter_.isAccepted():
        window.dropEvent(drop)
    return enter_.isAccepted()


def test_a_workbook_or_a_project_is_dropped_on_the_window(opened, page, qtbot, tmp_path, sample_file):
    opened.window.show_page("overview")
    assert dropped(opened.window, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES))
    settle(opened, qtbot)
    assert opened.window.page is page
    assert len(page.assistant.tables) == 2
    other = tmp_path / "Other.policy"
    other.write_bytes(sample_file.read_bytes())
    assert dropped(opened.window, other)
    settle(opened, qtbot)
    assert opened.session.here.path == other
    assert not dropped(opened.window, tmp_path / "notes.pdf")
    opened.session.close()
    assert not dropped(opened.window, tmp_path / "two.xlsx")


def test_what_came_in_is_selected(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    assistant.bring_in()
    settle(opened, qtbot)
    chosen = next(one for one in opened.session.package.tables if one.id == page.table.key())
    assert chosen.workbook == "two.xlsx"


def test_a_mapping_that_fits_is_used_and_can_be_dropped(opened, page, qtbot, tmp_path):
    path = workbook(tmp_path / "two.xlsx", Data=TWO_TABLES)
    assistant = read(page, path, qtbot)
    choose(assistant, qtbot, "role", "prices")
    mapping = assistant._reading.describe()
    opened.session.apply(lambda: opened.session.here.keep_mapping(mapping))
    settle(opened, qtbot)
    assistant = read(page, path, qtbot)
    assert assistant.tables[0].role == "prices"
    assert "as the mapping says" in words(assistant)
    assert [one.text() for one in assistant.mappings.menu_now().actions() if one.isChecked()] == [
        "Read as two"
    ]
    assistant.panel.unmapped.emit()
    settle(opened, qtbot)
    assert assistant.tables[0].role == "existing-spending"


def test_rows_of_another_area_need_consent_too(opened, page, qtbot, tmp_path):
    (tmp_path / "a.csv").write_text(
        "Region;Country;Item;2025;2026\nx;South Asia;GDP, million;10;11\n", encoding="utf-8"
    )
    assistant = read(page, tmp_path / "a.csv", qtbot)
    assert "South Asia" in assistant.consent.text()
    assert not assistant.take.isEnabled()


def test_a_mapping_that_is_refused_is_told_with_file_place_and_remedy(tmp_path):
    (tmp_path / "bad.toml").write_text(
        'format = "policy-workbench mapping"\n[[tables]]\nheaders = ["A"]\nscale = -5\n', encoding="utf-8"
    )
    with pytest.raises(MappingError) as refused:
        read_mapping(tmp_path / "bad.toml")
    said = sentences(refused.value)
    assert "bad.toml" in said
    assert "tables[0].scale" in said
    assert "Write it like 1000" in said


def test_the_remedies_of_the_window_name_its_questions():
    for asks, here in (("decimal", "“Decimal mark is”"), ("range", "“Only cells”"), ("role", "“This is”")):
        said = remedy_here(message("Say it with {option}.", option="--this"), asks)
        assert here in said
        assert "--" not in said


def test_escape_leaves(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    qtbot.keyClick(assistant.sheet.table, Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 0


def test_numbers_are_shown_before_and_after_with_the_total_of_their_column(opened, page, qtbot, tmp_path):
    (tmp_path / "a.csv").write_text(
        "Programme;2025;2026\nHealth;1.234,5;10\nSchools;2.000,25;20\n", encoding="utf-8"
    )
    assistant = read(page, tmp_path / "a.csv", qtbot)
    said = words(assistant)
    assert "Decimal mark comma, point between thousands" in said
    assert "1.234,5 → 1\u202f234.5" in said
    assert "Total of the column: 3\u202f234.75 money" in said
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    assert "Total of the column" not in words(assistant)
    assistant.panel.counted.emit(assistant.tables[0])
    settle(opened, qtbot)
    assert "Total of the column: 36\u202f500\u202f000 money" in words(assistant)


def test_another_row_can_be_the_header(opened, page, qtbot, tmp_path):
    rows = [
        ["Programme", 2020, 2021],
        ["Health", 1, 2],
        ["Schools", 3, 4],
        ["Programme", 2025, 2026],
        ["Roads", 10, 11],
    ]
    assistant = read(page, workbook(tmp_path / "a.xlsx", Data=rows), qtbot)
    assert [table.range for table in assistant.tables] == ["A1:C5"]
    choose(assistant, qtbot, "header", "row 4: Programme, 2025 and 2026")
    assert [table.range for table in assistant.tables] == ["A4:C5"]


def test_names_totals_and_the_header_can_be_changed(opened, page, qtbot, tmp_path):
    rows = [
        ["Budget of the programmes, million"], ["Old header", 1, 2], ["Programme", 2025, 2026], ["Health", 10, 11],
        ["Schools", 20, 21], ["Total", 30, 32],
    ]  # fmt: skip
    assistant = read(page, workbook(tmp_path / "budget.xlsx", Data=rows), qtbot)
    assert len(assistant.tables[0].series) == 2
    choose(assistant, qtbot, "totals", "read as well")
    assert len(assistant.tables[0].series) == 3
    macro = [["Item", 2025, 2026], ["Output of the nation, million", 10, 11], ["Inflation, %", 4, 5]]
    assistant = read(page, workbook(tmp_path / "macro.xlsx", Data=macro), qtbot)
    choose(assistant, qtbot, "role", "macro framework")
    choose(assistant, qtbot, "name", "gdp")
    assert assistant.tables[0].series[0].key == "gdp"
    header = asked(assistant, "header")
    assert header.menu_now().actions()[0].text().startswith("row 1: Item")


def test_tab_goes_from_the_sheets_over_the_sheet_the_questions_and_the_problems_to_the_buttons(
    opened, page, qtbot, tmp_path
):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in assistant.problems.rows))
    kinds, here = [], assistant.sheet.tabs._bar
    for _ in range(120):
        if here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.isVisible():
            kinds.append(type(here).__name__ if here is not assistant.take else "take")
        if here is assistant.take:
            break
        here = here.nextInFocusChain()
    kinds = list(dict.fromkeys(kinds))
    assert kinds[:2] == ["QTabBar", "SheetTable"]
    assert kinds.index("AnswerMenu") < kinds.index("ProblemRow") < kinds.index("take")


def test_a_workbook_saved_anew_meanwhile_is_told_and_read_anew_by_the_same_answers(
    opened, page, qtbot, tmp_path
):
    path, text = tmp_path / "a.csv", "Rates, million\nItem;2025;2026\nHealth;10;20\nSchools;{};40\n"
    path.write_text(text.format(30), encoding="utf-8")
    assistant = read(page, path, qtbot)
    choose(assistant, qtbot, "role", "coverage")
    path.write_text(text.format(31), encoding="utf-8")
    before = len(opened.session.package.tables)
    with qtbot.waitSignal(opened.session.refused, timeout=20_000) as told:
        assistant.take.click()
    assert told.args[0].code == "saved-anew"
    qtbot.waitUntil(lambda: bool(assistant.tables) and assistant.take.isEnabled(), timeout=20_000)
    assert len(opened.session.package.tables) == before
    assert assistant.tables[0].role == "coverage"
    assert assistant.tables[0].series[1].at(2025) == 0.31
    assistant.take.click()
    qtbot.waitUntil(lambda: len(opened.session.package.tables) == before + 1, timeout=20_000)
