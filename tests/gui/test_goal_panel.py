"""Goal seek: which value of an input fits a target, shown by year and set by one edit."""

import math

import pytest
from PySide6.QtCore import Qt

from ui.places import Place
from workbench.errors import message
from workbench.model import set_value
from workbench.model.uncertainty import Goal
from workbench.workspace import Workspace

LEVEL = "measure:child-allowance cost.level"


@pytest.fixture
def asked(monkeypatch):
    """Give what was asked of the core; half of the value is always the answer."""
    calls = []

    def goal(self, input, figure, target, scenario=""):
        calls.append((input, figure, target, scenario))
        years = self.package.years
        return Goal(input, 0.5, tuple((year, 0.1) for year in years), tuple(0.02 for _ in years), years[3])

    monkeypatch.setattr(Workspace, "goal", goal, raising=False)
    return calls


@pytest.fixture
def panel(opened, asked):
    opened.window.go(Place("costing", view="goal", figure=LEVEL))
    return opened.window.page.goal


def find(panel, qtbot):
    panel.seek.setFocus()
    qtbot.keyClick(panel.seek, Qt.Key.Key_Space)
    qtbot.waitUntil(panel.seek.isEnabled, timeout=10_000)


def test_the_target_begins_with_the_envelope(panel):
    assert panel.isVisible()
    assert panel.input.currentData() == LEVEL
    assert panel.target.value() == pytest.approx(3.1)
    offered = [panel.input.itemText(index) for index in range(panel.input.count())]
    assert "Social pension: take-up" in offered


def test_the_value_is_shown_by_year_and_set_by_one_edit(panel, opened, qtbot, asked):
    panel.target.setValue(1.5)
    find(panel, qtbot)
    (call,) = asked
    assert call[:2] == (LEVEL, "total.share_of_gdp")
    assert call[2].at(2030) == pytest.approx(0.015)
    assert "Child allowance: benefit level at 50.0\u202f% of what it is now" in panel._said.text()
    assert panel.rows.index(0, 2).data() == "10.00\u202f%"
    assert panel.rows.index(0, 3).data() == "2.00\u202f%"
    number = opened.session.here.number
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        panel.apply.click()
    assert opened.session.here.number == number + 1
    level = opened.session.package.measure("child-allowance").cost.level
    assert level.is_constant
    assert level.at(2030) == 0.1
    assert not panel.apply.isVisible(), "what was found belonged to the package before"
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.session.undo()
    assert opened.session.package.measure("child-allowance").cost.level.at(2030) == 0.2


def test_a_target_in_money_is_money(panel, qtbot, asked):
    panel.figure.setCurrentIndex(1)
    panel.figure.activated.emit(1)
    assert panel.target.value() > 1000, "the envelope in million"
    panel.target.setValue(5000)
    find(panel, qtbot)
    assert asked[0][1] == "total.cost"
    assert asked[0][2].at(2030) == pytest.approx(5e9)


def test_what_is_found_in_a_scenario_is_set_in_it_alone(panel, opened, qtbot, asked):
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.session.choose_scenario("registration-first")
    find(panel, qtbot)
    assert asked[0][3] == "registration-first"
    before = opened.session.here.package.measures
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        panel.apply.click()
    assert opened.session.here.package.measures == before
    assert opened.session.package.measure("child-allowance").cost.level.at(2030) == 0.1


def test_where_no_value_does_it_says_so(panel, qtbot, monkeypatch):
    why = message("However large it is, the figure stays below the target.")
    monkeypatch.setattr(
        Workspace, "goal", lambda self, input, *_: Goal(input, math.nan, (), (), why=why), raising=False
    )
    find(panel, qtbot)
    assert (
        panel._said.text() == "No value of it does. However large it is, the figure stays below the target."
    )
    assert not panel.apply.isVisible()


def test_an_edit_takes_away_what_was_found_before_it(panel, opened, qtbot):
    find(panel, qtbot)
    assert panel.apply.isVisible()
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.session.edit(message("Set"), [set_value("measure:legal-aid", "start", 2030)])
    assert not panel.apply.isVisible()


def test_the_inspector_leads_to_the_goal_of_its_measure(opened, asked):
    opened.window.go(Place("package", "measure:social-pension"))
    opened.window.page.inspector._seek()
    goal = opened.window.page.goal
    assert goal.isVisible()
    assert goal.input.currentData() == "measure:social-pension cost.level"


def test_trace_and_goal_share_one_place(panel, opened):
    opened.window.go(Place("costing", figure="total.cost", year=2030))
    page = opened.window.page
    assert page.panel.isVisible()
    assert not page.goal.isVisible()
    page.seek.click()
    assert page.goal.isVisible()
    assert not page.panel.isVisible()
