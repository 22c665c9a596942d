"""What the data lack has buttons that lead to what fills it; all notes of the costing can be read."""

import pytest
from planner import settle, workbook
from PySide6.QtWidgets import QPushButton

from ui.dialogs.assume import AssumptionDialog
from ui.places import Place
from workbench.errors import message
from workbench.model import remove, set_value

AGES = [
    ["Age", "Sex", 2025, 2030, 2040],
    *([f"{low}-{low + 4}", "Both", 1000, 1100, 1300] for low in range(0, 100, 5)),
    ["100+", "Both", 10, 12, 14],
]


def buttons(page, text):
    return [one for one in page.needs.findChildren(QPushButton) if one.text() == text]


@pytest.fixture
def lacking(page, opened, tmp_path, qtbot):
    """The page with a population of three years in place of the sample's."""
    session = opened.session
    people = [table.id for table in session.package.tables if table.role == "population"]
    session.edit(message("Remove"), [remove(f"table:{one}") for one in people])
    page.read(workbook(tmp_path / "people.xlsx", Ages=AGES))
    settle(opened, qtbot)
    page.assistant.bring_in()
    settle(opened, qtbot)
    qtbot.waitUntil(lambda: bool(buttons(page, "Read again with interpolation")), timeout=10_000)
    return page


def test_missing_years_are_drawn_by_one_button(lacking, opened, qtbot):
    buttons(lacking, "Read again with interpolation")[0].click()
    settle(opened, qtbot)
    (table,) = lacking.assistant.tables
    assert table.series[0].at(2027) == pytest.approx(1040)
    assert 2027 in table.series[0].interpolated


def test_an_assumption_is_asked_for_and_nothing_is_assumed_unasked(opened, qtbot, monkeypatch):
    session = opened.session
    held = session.package.assumption("inflation")
    session.edit(message("Remove"), [remove(f"assumption:{held.id}")])
    monkeypatch.setattr(AssumptionDialog, "exec", lambda self: 0)
    before = session.package
    session.go(Place("about", "assumption:gdp"))
    assert session.package == before

    def answered(dialog):
        assert not dialog.keep.isEnabled()
        dialog.year.show_value(2031)
        dialog.value.entered.emit(5e11)
        assert dialog.keep.isEnabled()
        return 1

    monkeypatch.setattr(AssumptionDialog, "exec", answered)
    session.go(Place("about", "assumption:gdp"))
    assert session.package.assumption("gdp").value.points == ((2031, 5e11),)
    assert opened.window.pages["about"]._key == "assumption:gdp"


def test_all_notes_of_the_costing_are_opened_by_a_button(opened, qtbot):
    changes = [
        set_value(f"measure:{one.id}", "cost.model", "none")
        for one in opened.session.package.measures
        if one.status.value != "existing"
    ][:5]
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.session.edit(message("Change"), changes)
    opened.window.show_page("costing")
    figures = opened.window.pages["costing"].figures
    before = figures._notes.height()
    assert figures._more.isVisible()
    assert figures._more.text().startswith("and ")
    figures._more.click()
    assert figures._notes.height() > before
    assert figures._more.text() == "Show fewer"
