"""What is typed into the window's forms means what it says, and is shown back as it was understood."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ui.dialogs.assume import AssumptionDialog
from ui.pages.inspector import Inspector
from ui.pages.measure_fields import understood_in, vocabulary_of
from ui.places import Place
from ui.widgets.path_field import PathField
from ui.widgets.record_form import RecordForm
from workbench.errors import message
from workbench.model import Assumption, Cost, FinancingLine, Path, add, set_value
from workbench.model.paths import Shape


def assumed(opened, name):
    session = opened.session
    if session.package.assumption(name) is None:
        assert session.edit(message("Add"), [add("assumption", Assumption(name))])
    opened.window.go(Place("about", f"assumption:{name}"))
    page = opened.window.pages["about"]
    return session, page._forms["assumption"]._fields


def typed(field, text, qtbot):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["8%", "8 %", "8"])
def test_a_percent_of_an_assumption_is_one_and_is_shown_back(opened, qtbot, text):
    session, fields = assumed(opened, "unemployment-rate")
    typed(fields["value"].first.lineEdit(), text, qtbot)
    assert session.package.assumption("unemployment-rate").value == Path.constant(0.08)
    assert fields["value"].first.text() == "8\u202f%"


def test_a_percent_of_money_is_not_taken_for_an_amount(opened, qtbot):
    session, fields = assumed(opened, "gdp")
    typed(fields["value"].first.lineEdit(), "500", qtbot)
    typed(fields["value"].first.lineEdit(), "8%", qtbot)
    assert session.package.assumption("gdp").value == Path.constant(500)
    assert fields["value"].first.text() == "500"


def test_one_form_counts_each_assumption_in_its_own_unit(opened, qtbot):
    _, fields = assumed(opened, "gdp")
    assert "%" not in fields["value"].first.text()
    session, fields = assumed(opened, "births")
    typed(fields["value"].first.lineEdit(), "900", qtbot)
    assert session.package.assumption("births").value == Path.constant(900)
    session, fields = assumed(opened, "disability-prevalence")
    typed(fields["low"], "5", qtbot)
    assert session.package.assumption("disability-prevalence").low == 0.05
    assert fields["low"].text() == "5\u202f%"


@pytest.mark.qt_log_ignore("does not support")  # a menu opens, which the screen without a screen remarks on
def test_an_assumption_is_chosen_from_what_it_can_stand_for(opened, qtbot, monkeypatch):
    monkeypatch.setattr(AssumptionDialog, "exec", lambda self: self.value.entered.emit(7.0) or 1)
    opened.window.show_page("about")
    page = opened.window.pages["about"]
    offered = dict(opened.session.here.words("assumption"))
    assert {"gdp", "cpi", "poverty-line", "exchange-rate-usd"} <= set(offered)
    page.new.chosen.emit("assumption")
    menu = page.findChildren(QMenu)[-1]
    actions = {action.data(): action for action in menu.actions()}
    assert "inflation" not in actions  # the sample has it
    actions["gdp"].trigger()
    menu.close()
    assert opened.session.package.assumption("gdp").value.points[0][1] == 7


def test_what_was_understood_stands_below_the_level(opened):
    opened.session.edit(
        message("Set"),
        [
            set_value("measure:social-pension", "cost.level_basis", "money"),
            set_value("measure:social-pension", "cost.level", 600),
            set_value("measure:social-pension", "cost.payments", 4),
        ],
    )
    opened.window.go(Place("package", "measure:social-pension"))
    line = opened.window.findChildren(Inspector)[0].editor._line
    assert "600 ORD a quarter, 4 payments, 2 400 ORD a year" in line.text().replace("\u202f", " ")
    assert line.isVisibleTo(opened.window)


@pytest.mark.parametrize("shape", [Shape.S_CURVE, Shape.STEPS, Shape.LINEAR])
def test_how_a_value_moves_between_years_is_chosen_from_a_menu(qtbot, shape):
    field = PathField(name="Take-up", kind="share")
    qtbot.addWidget(field)
    given = []
    field.entered.connect(given.append)
    field.show_value(Path(((2027, 0.4), (2030, 0.6), (2032, 0.9)), Shape.ONLY))
    field.shape.chosen.emit(shape.value)
    assert given == [Path(((2027, 0.4), (2030, 0.6), (2032, 0.9)), shape)]
    field.show_value(Path.constant(0.4))
    assert field.shape.isHidden()


REFUSED = [
    (Cost, "measure:social-pension", "cost", "leakage", 1.4, "wrongly let in"),
    (Cost, "measure:social-pension", "cost", "admin_share_of_gross", 1.0, "nothing would be left"),
    (Cost, "measure:social-pension", "cost", "household_size", 0.0, "at least one person"),
    (Cost, "measure:social-pension", "cost", "take_up", Path.constant(1.4), "share of a whole"),
    (Cost, "measure:social-pension", "cost", "payments", 0.0, "no payment a year"),
    (FinancingLine, "financing:f", "", "amounts", Path.constant(-100.0), "not below zero"),
    (FinancingLine, "financing:f", "", "interest_rate", 5.0, "Interest a year"),
    (Assumption, "assumption:inflation", "", "value", Path.constant(-1.5), "rate of growth"),
]


@pytest.mark.parametrize(("kind", "subject", "inside", "name", "value", "why"), REFUSED)
def test_an_impossible_value_is_refused_by_the_form_with_the_reason(
    opened, qtbot, kind, subject, inside, name, value, why
):
    session = opened.session
    session.edit(message("Add"), [add("financing", FinancingLine("f", "F"))])
    before, refused = session.package, []
    session.refused.disconnect()
    session.refused.connect(refused.append)
    form = RecordForm(kind, (name,), vocabulary_of(session), understood=understood_in(session))
    qtbot.addWidget(form)
    form.entered.connect(
        lambda field, given: session.edit(
            message("Set"), [set_value(subject, f"{inside}.{field}" if inside else field, given)]
        )
    )
    form._fields[name].entered.emit(value if not isinstance(value, float) else _text(form, name, value))
    assert [why in str(error) for error in refused] == [True]
    assert session.package == before


def _text(form, name, value):
    """Give a number as its field gives it: text of a field of text, per cent where it is a share."""
    number = form._fields[name].property("number")
    return value if not number else f"{value * 100:g}%" if number == "share" else f"{value:g}"
