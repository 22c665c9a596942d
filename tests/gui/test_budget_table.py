"""The finance ministry's form in the window: budget lines by one classification, explained by a click."""

import pytest

from ui.places import Place
from workbench.errors import message
from workbench.model import set_value


@pytest.fixture
def table(opened, qtbot):
    opened.window.go(Place("costing", view="budget", part="function"))
    return opened.window.page.budget


def titles(table):
    return [table.rows.index(number, 0).data() for number in range(table.rows.rowCount())]


def test_functions_are_named_and_their_lines_end_with_the_package(table):
    assert "10.2 Old age" in titles(table)
    assert titles(table)[-3:] == ["Total cost", "Spending replaced", "Net cost"]


def test_a_line_opens_its_trace(opened, table, qtbot):
    key = "budget:function/10.7.net"
    assert table.rows.row_of(key) > 0
    table.table.opened.emit(key, 4)
    assert opened.window.page.panel.isVisible()


def test_a_classification_nobody_entered_says_where_to_enter_it(opened, table, qtbot):
    table.by.choose("programme")
    table.by.chosen.emit("programme")
    assert titles(table) == []
    assert "budget" in table._hint.text()
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.session.edit(
            message("Enter"), [set_value("measure:social-pension", "budget.programme", "1107 Pensions")]
        )
    assert titles(table)[:2] == ["1107 Pensions", "Not entered"]
    assert "without one" in table._hint.text()
