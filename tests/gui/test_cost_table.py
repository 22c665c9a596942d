"""The table of costs: from the total to the gap every line is there, whatever the window's height."""

import pytest

from ui.places import Place


@pytest.fixture
def table(opened, qtbot):
    opened.window.show_page("costing")
    return opened.window.page.figures


def keys(model):
    return [model.key_at(number) for number in range(model.rowCount())]


def test_what_lies_between_cost_and_gap_stands_below_the_table(opened, table, qtbot):
    lines = ["total.cost", "total.replaced", "total.net", "total.interest", "total.repayment"]
    assert keys(table.sums)[:5] == lines
    assert "total.gap" in keys(table.sums)
    assert "statement" not in keys(table.rows)


def test_in_a_low_window_sums_money_and_gap_stay_and_the_rest_scrolls(opened, table, qtbot):
    opened.window.resize(1280, 720)
    qtbot.waitUntil(lambda: len(keys(table.sums)) == 4, timeout=5_000)
    assert keys(table.sums) == ["total.cost", "total.net", "total.financing", "total.gap"]
    scrolled = keys(table.rows)
    assert scrolled[scrolled.index("statement") + 1 :][:2] == ["total.replaced", "total.interest"]
    with qtbot.waitSignal(table.traced, timeout=1_000) as traced:
        table.table.opened.emit("total.replaced", 4)
    assert traced.args == ["total.replaced", 2030]
    opened.window.resize(1440, 900)
    qtbot.waitUntil(lambda: "statement" not in keys(table.rows), timeout=5_000)


def test_people_have_no_statement(opened, table, qtbot):
    table.show_view(opened.session.results, "people")
    assert keys(table.sums) == []


def test_where_room_is_short_years_are_left_out_and_names_stay_readable(opened, table, qtbot):
    opened.window.resize(1180, 720)
    opened.window.go(Place("costing", figure="total.net", year=2031))
    qtbot.waitUntil(lambda: table.table.isColumnHidden(2), timeout=5_000)
    shown = [year for place, year in enumerate(range(2027, 2037), 1) if not table.table.isColumnHidden(place)]
    assert shown == [2027, 2029, 2031, 2033, 2035]
    assert table.table.columnWidth(0) >= 170
    assert table.totals.columnWidth(0) == table.table.columnWidth(0)
