"""The readings of coherence: each shows the package, explains a cell, and takes a judgement."""

import pytest

from ui.dialogs.notice import ReasonDialog
from ui.pages.reading_measures import SCALE
from ui.places import Place
from ui.widgets.basics import PlainLabel
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice


@pytest.fixture
def page(opened):
    opened.window.show_page("coherence")
    return opened.window.page


def show(page, view):
    page.show_place(Place("coherence", view=view))
    return page.readings[view]


def told(panel):
    return " ".join(label.text() for label in panel.findChildren(PlainLabel))


@pytest.mark.parametrize("view", ["access", "sectors", "terms", "measures"])
def test_every_reading_fills_its_map_and_explains_a_cell(page, view):
    reading = show(page, view)
    assert reading.heat._rows
    assert reading.chosen
    panel = page.panel if view == "access" else page.side
    assert panel.isVisible()
    assert len(told(panel)) > 40


def test_a_cell_of_the_measures_says_why_one_acts_on_the_other(page, opened):
    reading = show(page, "measures")
    reading.heat.clicked.emit(("payment-points", "social-pension"))
    text = told(page.side)
    assert "+3" in text
    assert "payment channel" in text
    reading.heat.clicked.emit(("payment-points", "poor-relief"))
    assert "runs through" in told(page.side)


def test_a_score_by_judgement_asks_for_a_reason_and_can_be_taken_back(page, opened, qtbot, monkeypatch):
    reading = show(page, "measures")
    reading.heat.clicked.emit(("payment-points", "social-pension"))
    monkeypatch.setattr(ReasonDialog, "exec", lambda self: True)
    monkeypatch.setattr(ReasonDialog, "text", lambda self: "The post office pays as well.")
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        page.side.findChild(Choice).chosen.emit("1")
    (judged,) = opened.session.package.interactions
    assert (judged.score, judged.reason) == (1, "The post office pays as well.")
    assert "The post office pays as well." in told(page.side)
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        page.side.findChild(Choice).chosen.emit("computed")
    assert opened.session.package.interactions == ()


def test_the_scale_has_words_for_every_score():
    assert set(SCALE) == set(range(-3, 4))


def test_doors_are_ranked_and_what_opens_one_can_be_added(page, opened, qtbot):
    reading = page.readings["doors"]
    with qtbot.waitSignal(reading.clicked, timeout=10_000):
        show(page, "doors")
    people = [row.cells[0].text for row in reading.heat._rows]
    assert len(people) > 3
    before = len(opened.session.package.measures)
    add = next(button for button in page.side.findChildren(Button) if button.text() == "Add")
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        add.click()
    assert len(opened.session.package.measures) == before + 1


def test_sectors_can_be_read_for_one_group(page):
    reading = show(page, "sectors")
    assert "/" in reading.heat._rows[0].cells[0].text
    reading.group.chosen.emit("nomadic-herders")
    assert "/" not in reading.heat._rows[0].cells[0].text
    assert "Nomadic herders" in told(page.side)


def test_a_closed_panel_stays_away_until_a_cell_is_chosen(page):
    reading = show(page, "terms")
    page.side.closed.emit()
    page.refresh()
    assert not page.side.isVisible()
    reading.heat.clicked.emit(("violence", "household"))
    assert page.side.isVisible()
    assert "No measure that reaches them changes it." in told(page.side)
