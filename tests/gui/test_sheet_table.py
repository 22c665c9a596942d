"""The sheet as it looks: any size, every sheet in reach, cells chosen by dragging."""

import pytest
from planner import TWO_TABLES, asked, read, settle, workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ui.models.sheet_model import SheetModel

MACRO = [["Item", 2025, 2026], ["GDP, million", 10, 11], ["Inflation, %", 4, 5]]


@pytest.fixture
def table(opened, page, qtbot, tmp_path):
    rows = [["Item", *range(1900, 2100)], *([f"Row {n}", *range(n, n + 200)] for n in range(1_000))]
    assistant = read(page, workbook(tmp_path / "big.xlsx", Big=rows), qtbot)
    return assistant.sheet.table


def test_the_model_is_a_model(qtmodeltester, table):
    model = SheetModel()
    model.show_view(table.sheet.view)
    qtmodeltester.check(model)


def test_any_cell_is_in_reach_with_its_heads(table):
    table.go(900, 150)
    assert table.here() == (900, 150)
    assert table.visualRect(table.currentIndex()).intersects(table.viewport().rect())
    assert table.sheet.kind(900, 150) == "value"
    assert table.currentIndex().data() == str(899 + 149)
    assert table.verticalHeader().sectionViewportPosition(900) >= 0


def test_keys_move_and_scroll(table):
    table.go(0, 0)
    table.setFocus()
    for _ in range(60):
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.here() == (60, 0)
    assert table.verticalScrollBar().value() > 0
    QTest.keyClick(table, Qt.Key.Key_PageDown)
    assert table.here()[0] > 70
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.here()[1] == 200
    QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert table.here() == (0, 0)


def test_dragging_over_cells_reads_only_those_and_clear_reads_all_again(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    table = assistant.sheet.table
    assert len(assistant.tables) == 2

    def at(row, column) -> QPoint:
        return table.visualRect(table.sheet.index(row, column)).center()

    view = table.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(8, 0))
    QTest.mouseMove(view, at(9, 1))
    QTest.mouseMove(view, at(10, 2))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(10, 2))
    settle(opened, qtbot)
    assert asked(assistant, "range", -1).text() == "A9:C11"
    assert [one.range for one in assistant.tables] == ["A9:C11"]
    assert table._limits == (8, 0, 10, 2)
    assistant.sheet._clear.click()
    settle(opened, qtbot)
    assert len(assistant.tables) == 2


def test_every_sheet_is_in_reach(opened, page, qtbot, tmp_path):
    names = [f"A sheet with a long name {n}" for n in range(13)]
    assistant = read(page, workbook(tmp_path / "many.xlsx", **dict.fromkeys(names, MACRO)), qtbot)
    tabs = assistant.sheet.tabs
    actions = tabs.menu_now().actions()
    assert [action.data() for action in actions] == names
    assert actions[0].isChecked()
    actions[12].trigger()
    assert tabs.value() == names[12]
    assert assistant.sheet.table.sheet.view.name == names[12]


def test_what_is_not_brought_in_is_shown_as_ignored(opened, page, qtbot, tmp_path):
    assistant = read(page, workbook(tmp_path / "macro.xlsx", Data=MACRO), qtbot)
    assert assistant.sheet.table.sheet.kind(1, 1) == "value"
    tick = next(iter(assistant.panel._ticks))
    tick.setChecked(False)
    assert assistant.sheet.table.sheet.kind(1, 1) == "ignored"
    assert not assistant.take.isEnabled()
