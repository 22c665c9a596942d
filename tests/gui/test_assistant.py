"""The assistant that brings a workbook in, as a planner meets it."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel


def settle(program, qtbot):
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20_000)


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


TWO_TABLES = [
    ["Expenditure by function (million)"],
    ["Function", 2025, 2026],
    ["Health", 10.5, 11.5],
    ["Education", 20.5, 21.5],
    ["Defence", 5.5, "n/a"],
    [],
    [],
    ["Average wage"],
    ["Group", 2025, 2026],
    ["Average wage", 1200, "#REF!"],
    ["Minimum wage", 700, 720],
]


@pytest.fixture
def page(opened):
    opened.window.show_page("data")
    return opened.window.pages["data"]


def read(page, path, qtbot):
    page.read(path)
    qtbot.waitUntil(lambda: not page.session.tasks.busy, timeout=20_000)
    return page.assistant


def questions(assistant, topic):
    found = assistant.panel.findChildren(QAbstractButton)
    return [button for button in found if button.property("topic") == topic]


def words(assistant):
    return " ".join(label.text() for label in assistant.panel.findChildren(QLabel))


def test_the_question_answered_keeps_the_focus_and_nothing_jumps(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    jumps = []
    assistant._jump = jumps.append
    button = questions(assistant, "scale")[-1]
    button.setFocus()
    assistant.answer("scale", "1000")
    settle(opened, qtbot)
    assert opened.window.focusWidget() is questions(assistant, "scale")[-1]
    assert assistant._grid._here is None


def test_what_is_taken_away_hands_the_focus_on_to_nothing(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    row = assistant._problems.rows[0]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assistant._show_problems()
    assert opened.window.focusWidget() not in assistant._problems.rows


def test_a_large_table_is_shown_and_taken_back_off_the_windows_thread(opened, page, qtbot, tmp_path):
    rows = [["Programme", 2025, 2026], *([f"Programme {n}", n + 1, n * 2 + 0.5] for n in range(30_000))]
    assistant = read(page, workbook(tmp_path / "big.xlsx", Budget=rows), qtbot)
    assistant.bring_in()
    settle(opened, qtbot)
    (large,) = (table for table in opened.session.package.tables if table.workbook == "big.xlsx")
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
