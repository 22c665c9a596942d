"""A national rule from menus: written, tried while it is written, kept, changed and taken out again."""

import pytest

from ui.models.rule_words import CONDITIONS, FACETS, condition_kind, fresh, held, put
from ui.pages.condition_field import ConditionField, ConditionList, Slots
from ui.places import Place
from ui.widgets.basics import PlainLabel
from ui.widgets.fields import Choice, Several
from workbench.knowledge.conditions import Selector, parse
from workbench.workspace import knowledge


@pytest.fixture
def page(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("POLICY_WORKBENCH_PACKS", str(tmp_path / "packs"))
    knowledge.cache_clear()
    opened.window.go(Place("checks", view="rules"))
    yield opened.window.page
    knowledge.cache_clear()


def write(field, text):
    field.setText(text)
    field.editingFinished.emit()


@pytest.fixture
def written(page, qtbot):
    """A rule: each social protection measure states its legal basis."""
    page.new_rule.click()
    editor = page.editor
    write(editor.title, "A law behind every benefit")
    write(editor.work, "Social Guarantees Act")
    write(editor.year, "2025")
    editor.when.add.click()
    for conditions, facet, value in (
        (editor.when, "sector", ("social-protection",)),
        (editor.needs, "has", ("review_or_end",)),
    ):
        selector = conditions.fields[0].findChildren(Slots)[1]
        selector._added("scoped")
        selector._added(facet)
        selector.findChild(Several).chosen.emit(value)
    return editor


def told(editor):
    return [label.text() for label in editor.findChildren(PlainLabel)]


def test_a_rule_says_at_once_what_it_finds(written, qtbot):
    qtbot.waitUntil(
        lambda: any("finding" in text and text[0].isdigit() for text in told(written)), timeout=10_000
    )
    assert "Social pension does not meet the rule." in told(written)
    assert written.save.isEnabled()


def test_a_rule_without_a_source_says_so_and_cannot_be_kept(page, qtbot):
    page.new_rule.click()
    qtbot.waitUntil(lambda: any("source" in text for text in told(page.editor)), timeout=10_000)
    assert not page.editor.save.isEnabled()


def test_a_kept_rule_is_listed_checked_and_taken_out(written, page, opened, qtbot, tmp_path):
    qtbot.waitUntil(written.save.isEnabled, timeout=10_000)
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        written.save.click()
    assert [row.key for row in page.list.column.rows] == [written._own.rule["id"]]
    assert opened.session.package.packs == (written._own.pack.id,)
    found = {one.rule for one in opened.session.results.checked.findings}
    assert written._own.rule["id"] in found
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        written.remove.click()
    assert page.list.column.rows == []
    assert not any(one.rule == written._own.rule["id"] for one in opened.session.results.checked.findings)


def test_the_sentence_of_a_finding_follows_the_scope_until_the_planner_writes_one(written):
    written.scope.chosen.emit("group")
    assert written.finding.toPlainText() == "{group}: the rule is not met."
    written.finding.entered.emit("{group} wait too long.")
    written.scope.chosen.emit("measure")
    assert written._own.rule["text"]["en"]["finding"] == "{group} wait too long."


@pytest.mark.parametrize("kind", CONDITIONS, ids=lambda kind: kind.key)
def test_every_condition_of_the_menu_is_one_the_checks_know(kind, page):
    problems = []
    assert parse(fresh(kind), where="rule", report=problems.append) is not None, problems
    field = ConditionField(lambda name: [("a", "A")])
    field.show_value(fresh(kind))
    assert condition_kind(field.data).key == kind.key
    field.deleteLater()


def test_the_menu_offers_every_facet_there_is():
    assert {facet.path for facet in FACETS} == set(Selector.__dataclass_fields__)


def test_conditions_nest_and_give_up_their_parts(qtbot):
    listed = ConditionList(lambda name: [("a", "A")], add=CONDITIONS[0].label)
    qtbot.addWidget(listed)
    listed.add.click()
    listed.fields[0].findChild(Choice).chosen.emit("any")
    inner = listed.fields[0].findChild(ConditionList)
    inner.add.click()
    assert listed.data == [{"any": [fresh(CONDITIONS[0]), fresh(CONDITIONS[0])]}]
    inner.fields[0].removed.emit()
    assert listed.data == [{"any": [fresh(CONDITIONS[0])]}]
    listed.fields[0].removed.emit()
    assert listed.data == []


def test_values_are_put_and_taken_at_their_place():
    data = put({}, "reached.share", 0.8)
    assert held(data, "reached.share") == 0.8
    assert put(data, "reached.share", None) == {"reached": {}}
    assert held(data, "reached.capability") is None
