"""Scenarios in the window: made, worked in, taken back piece by piece, and set side by side."""

import dataclasses
import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.places import Place
from ui.widgets.basics import PlainLabel
from ui.widgets.buttons import Button
from workbench.errors import message
from workbench.model import Scenario, add, remove, set_value


@pytest.fixture
def page(opened):
    opened.window.show_page("scenarios")
    return opened.window.page


def done(opened, qtbot, action):
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        action()


def compared(page, qtbot, first, second):
    page.show_place(Place("scenarios", subject=f"scenario:{first}", view="compare", other=second))
    shown = page.comparison
    qtbot.waitUntil(lambda: shown._shown is not None and shown._shown[1:] == (first, second), timeout=10_000)
    return shown


def words(widget):
    return " ".join(one.text() for one in widget.findChildren(PlainLabel) if one.isVisibleTo(widget))


def column(model, place):
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_a_scenario_shows_what_it_sees_otherwise_in_words(page, qtbot):
    page.show_place(Place("scenarios", "scenario:lower-levels"))
    qtbot.waitUntil(lambda: "instead of" in words(page.card))
    text = words(page.card)
    assert "2 things it sees otherwise" in text
    assert "Benefit level a payment" in text
    assert "16\u202f%" in text
    assert "instead of 20\u202f%" in text


def test_a_value_is_taken_back_and_undo_brings_it_again(page, opened, qtbot):
    page.show_place(Place("scenarios", "scenario:registration-first"))
    back = next(one for one in page.card.findChildren(Button) if one.text().strip() == "Take back")
    assert "Registration of everyone" in back.accessibleName()
    done(opened, qtbot, back.click)
    assert [one.field for one in opened.session.here.held("registration-first")] == ["start"]
    assert "1 thing it sees otherwise" in words(page.card)
    done(opened, qtbot, opened.session.undo)
    assert "2 things it sees otherwise" in words(page.card)


def test_a_scenario_is_added_named_and_worked_in_by_keyboard(page, opened, qtbot):
    page.add.setFocus()
    done(opened, qtbot, lambda: qtbot.keyClick(page.add, Qt.Key.Key_Space))
    assert page.card.name.hasFocus()
    qtbot.keyClicks(page.card.name, "Higher pension")
    done(opened, qtbot, lambda: qtbot.keyClick(page.card.name, Qt.Key.Key_Return))
    assert opened.session.package.scenarios[-1].title == "Higher pension"
    page.card.work.setFocus()
    done(opened, qtbot, lambda: qtbot.keyClick(page.card.work, Qt.Key.Key_Space))
    assert opened.session.scenario == "scenario-1"
    before = opened.session.here.package.measures
    change = [set_value("measure:social-pension", "cost.level", 0.9)]
    done(opened, qtbot, lambda: opened.session.edit(message("Set level"), change))
    assert opened.session.here.package.measures == before
    assert "1 thing it sees otherwise" in words(page.card)


def test_the_window_says_that_one_works_in_a_scenario(page, opened, qtbot):
    strip = opened.window.strip
    assert not strip.isVisible()
    done(opened, qtbot, lambda: opened.session.choose_scenario("lower-levels"))
    assert strip.isVisible()
    assert "Lower benefit levels" in words(strip)
    assert opened.window.scenario.property("on")
    opened.window.show_page("package")
    ask, leave = strip.findChildren(Button)
    ask.click()
    assert opened.window.page is page
    assert page.card._key == "lower-levels"
    done(opened, qtbot, leave.click)
    assert not strip.isVisible()
    assert opened.session.scenario == ""


def test_no_scenario_may_start_from_one_that_starts_from_it(page, opened, qtbot):
    page.show_place(Place("scenarios", "scenario:lower-levels"))
    done(opened, qtbot, lambda: page.card.parent_.chosen.emit("registration-first"))
    assert opened.session.here.package.scenarios[1].parent == "registration-first"
    assert "as “Registration first” does" in words(page.card)
    page.show_place(Place("scenarios", "scenario:registration-first"))
    offered = [page.card.parent_.itemData(index) for index in range(page.card.parent_.count())]
    assert offered == [""]


def test_delete_in_the_list_removes_a_scenario_even_the_one_worked_in(page, opened, qtbot):
    done(opened, qtbot, lambda: opened.session.choose_scenario("lower-levels"))
    row = next(one for one in page.list.column.rows if one.key == "lower-levels")
    row.setFocus()
    done(opened, qtbot, lambda: qtbot.keyClick(row, Qt.Key.Key_Delete))
    assert [one.id for one in opened.session.package.scenarios] == ["registration-first"]
    assert opened.session.scenario == ""
    assert not opened.window.strip.isVisible()


def test_two_scenarios_stand_side_by_side(page, qtbot):
    shown = compared(page, qtbot, "registration-first", "lower-levels")
    said = shown._said.text()
    assert "“Lower benefit levels” costs" in said
    assert "less than “Registration first” in 2030" in said
    assert "Child allowance" in column(shown.inputs.model, 0)
    assert "20\u202f%" in column(shown.inputs.model, 2)
    assert "16\u202f%" in column(shown.inputs.model, 3)
    assert "found" in column(shown.checks.model, 3)
    heads = column(shown.results.model, 0)
    for head in (
        "Total cost, billion ORD",
        "Total cost, % of GDP",
        "Gap, billion ORD",
        "People not reached, thousand",
    ):
        assert head in heads


def test_the_steps_lead_from_one_cost_to_the_other(page, qtbot):
    shown = compared(page, qtbot, "", "lower-levels")
    bars = shown._steps._bars
    assert [bar.name for bar in bars] == [
        "Base scenario",
        "Child allowance",
        "Social pension",
        "Lower benefit levels",
    ]
    for before, after in itertools.pairwise(bars):
        assert after.parts[0].start == pytest.approx(before.parts[0].end)


def test_a_year_of_the_results_shows_its_steps(page, qtbot):
    shown = compared(page, qtbot, "", "registration-first")
    assert "2030" in shown.waterfall.behind.title
    assert shown._steps._bars == []
    shown.results.table.opened.emit("cost.0", 1)
    assert "2027" in shown.waterfall.behind.title
    assert "Registration of everyone" in [bar.name for bar in shown._steps._bars]


def test_the_same_twice_says_that_nothing_differs(page, qtbot):
    shown = compared(page, qtbot, "", "")
    assert shown._said.text() == "Nothing differs between the two."
    assert not shown.waterfall.isVisible()


def test_the_two_are_swapped(page, qtbot):
    shown = compared(page, qtbot, "", "lower-levels")
    shown.swap.click()
    qtbot.waitUntil(lambda: shown._shown[1:] == ("lower-levels", ""), timeout=10_000)
    assert "costs" in shown._said.text()
    assert "more than" in shown._said.text()


def test_a_comparison_follows_an_edit(page, opened, qtbot):
    shown = compared(page, qtbot, "", "lower-levels")
    before = shown._said.text()
    change = [set_value("measure:child-allowance", "cost.level", 0.3)]
    done(opened, qtbot, lambda: opened.session.edit(message("Set level"), change))
    qtbot.waitUntil(lambda: shown._said.text() not in (before, "Comparing …"), timeout=10_000)


def test_the_table_of_inputs_is_copied_for_a_spreadsheet(page, qtbot):
    shown = compared(page, qtbot, "", "lower-levels")
    shown.inputs.copy.click()
    text = QApplication.clipboard().text()
    assert "Child allowance\tBenefit level a payment" in text


def test_the_palette_finds_scenarios(opened):
    assert "scenario:lower-levels" in [offer.key for offer in opened.window.offers()]
    opened.window._take_offer("scenario:lower-levels")
    assert opened.window.page.card._key == "lower-levels"


def test_a_scenario_that_is_gone_is_offered_nowhere(page, opened, qtbot):
    shown = compared(page, qtbot, "", "lower-levels")
    done(opened, qtbot, lambda: opened.session.choose_scenario("lower-levels"))
    done(opened, qtbot, lambda: opened.session.edit(message("Remove"), [remove("scenario:lower-levels")]))
    for choice in (shown.first, shown.second, opened.window.scenario):
        assert choice.findData("lower-levels") < 0


def test_a_scenario_that_cannot_be_read_says_so_and_is_not_entered(page, opened, qtbot):
    bad = Scenario("bad", "Bad", overrides=(("measure:nothing", "start", "2030"),))
    assert not opened.session.edit(message("Add"), [add("scenario", bad)]), "none is made so"
    # A file of an older version may hold one all the same.
    here, package = opened.session.here, opened.session.package
    older = dataclasses.replace(package, scenarios=(*package.scenarios, bad))
    done(opened, qtbot, lambda: opened.session.apply(lambda: here._project.commit(older, message("Add"))))
    page.show_place(Place("scenarios", "scenario:bad"))
    assert "measure:nothing" in page.card._hint.text()
    page.card.work.click()
    assert opened.session.scenario == ""
    assert opened.window.scenario.currentData() == ""
    assert opened.window.banner.isVisible()
    done(opened, qtbot, page.card.drop.click)
    assert len(opened.session.package.scenarios) == 2
