"""Lists of small records in the inspector: what a measure needs, gives and clashes with is edited where it stands."""

import pytest

from ui.pages.inspector import Inspector
from ui.places import Place
from ui.widgets.records_field import RecordField, RecordsField
from workbench.model import Conflict, Need, Standard
from workbench.model.words import Arena


@pytest.fixture
def fields(opened, qtbot):
    opened.window.go(Place("package", "measure:social-pension"))
    inspector = opened.window.findChildren(Inspector)[0]
    inspector._all.click()
    found = {field.accessibleName(): field for field in inspector.findChildren(RecordsField)}
    return opened.session, found, inspector


def named(fields, part):
    return next(field for name, field in fields.items() if part in name)


def test_a_need_is_added_changed_and_removed(fields, qtbot):
    session, found, _ = fields
    before = session.package.measure("social-pension").needs
    field = named(found, "must have")
    field.add.click()
    assert len(session.package.measure("social-pension").needs) == len(before) + 1
    form = field._forms[-1]
    form._fields["any_of"].chosen.emit(("proof-of-age", "birth-certificate"))
    form._fields["reason"].entered.emit("Age is asked for")
    needs = session.package.measure("social-pension").needs
    assert needs[-1] == Need(("proof-of-age", "birth-certificate"), "Age is asked for")
    field._removed.__self__.entered.emit([])
    assert session.package.measure("social-pension").needs == ()
    session.undo()
    assert session.package.measure("social-pension").needs == needs


def test_a_clash_is_chosen_from_what_there_is(fields):
    session, found, _ = fields
    field = named(found, "go together")
    field.add.click()
    choice = field._forms[0]._fields["subject"]
    keys = [choice.itemData(place) for place in range(choice.count())]
    assert {"trait:nomadic", "measure:child-allowance", "capability:identity-document"} <= set(keys)
    choice.chosen.emit("trait:nomadic")
    assert session.package.measure("social-pension").conflicts == (Conflict("trait:nomadic"),)


def test_an_unequal_term_begins_with_the_first_words_and_is_changed(fields):
    session, found, _ = fields
    field = named(found, "Unequal terms")
    field.add.click()
    field._forms[0]._fields["arena"].chosen.emit("state")
    (term,) = session.package.measure("social-pension").changes
    assert term.arena is Arena.STATE


def test_filling_one_field_of_a_standard_that_is_missing_makes_it(opened, fields):
    session, _, inspector = fields
    session.select("measure:trade-unions-act")
    inspector.refresh()
    standard = inspector.findChildren(RecordField)[0]
    standard._form._fields["redress_body"].entered.emit("The labour court")
    measure = next(
        one
        for one in session.package.measures
        if one.standard and one.standard.redress_body == "The labour court"
    )
    assert isinstance(measure.standard, Standard)
