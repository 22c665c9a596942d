"""Ranges of inputs are stated on the page of the package, for what sways the cost."""

import pytest
from PySide6.QtWidgets import QMenu

from workbench.model import Range


@pytest.fixture
def page(opened):
    opened.window.show_page("about")
    return opened.window.page


def test_a_range_is_stated_for_what_sways_the_cost_most(page, opened, monkeypatch):
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda self, *where: shown.append(self))
    page.new.chosen.emit("range")
    (menu,) = shown
    names = [action.text() for action in menu.actions()]
    assert "Social pension: level" in names
    menu.triggered.emit(next(action for action in menu.actions() if action.text() == "Social pension: level"))
    assert opened.session.package.ranges == (Range("measure:social-pension cost.level"),)
    page._forms["range"].entered.emit("high", 1.4)
    assert opened.session.package.ranges[0].high == 1.4
    shown.clear()
    page.new.chosen.emit("range")
    assert "Social pension: level" not in [action.text() for action in shown[0].actions()]
    page.delete.click()
    assert opened.session.package.ranges == ()
