"""A national rule written from menus: what it asks of whom, what it finds now, and the pack it is kept in."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.rule_words import CONDITIONS, KINDS, SCOPES, fresh, put
from ui.pages.base import later, scrolled
from ui.pages.condition_field import ConditionList
from ui.pages.measure_fields import vocabulary_of
from ui.texts import t, word
from ui.widgets.basics import PlainLabel, clear, column, frame, holder, line, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice, LongText, Several, Text
from ui.widgets.glyph import Glyph
from workbench.errors import message, plural
from workbench.model.words import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.session import Session
    from ui.widgets.record_form import Vocabulary
    from workbench.errors import Problem
    from workbench.knowledge import OwnRule
    from workbench.model.results import Checked

WIDTH = 560
PAUSE_MS = 350
MOST = 8


class RuleEditor(QWidget):
    """The editor.

    Signals:
        kept: The identifier of the rule that was kept, or taken out.
    """

    kept = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setFixedWidth(WIDTH)
        self._own: OwnRule | None = None
        self._job = 0
        vocabulary = _vocabulary(session)
        self.title = Text(name=t(message("Name of the rule")))
        self.scope = Choice([(key, t(label)) for key, label, _ in SCOPES], name=t(message("Asked of")))
        self.kind = Choice([(one.value, word(one)) for one in KINDS], name=t(message("Kind")))
        self.severity = Choice([(one.value, word(one)) for one in Severity], name=t(message("Severity")))
        self.when = ConditionList(vocabulary, add=message("Add a condition for it to apply"))
        self.needs = ConditionList(vocabulary, add=message("Add what must hold"))
        self.finding = LongText(name=t(message("What a finding says")))
        self.advice = LongText(name=t(message("What to do")))
        self.rights = Several(name=t(message("Rights it rests on")))
        self.author = Text(name=t(message("Whose rule it is")))
        self.work = Text(name=t(message("Law, plan or standard it stands in")))
        self.year = Text(name=t(message("Year")))
        self.pack = Text(name=t(message("Kept in the pack")))
        self.save = Button(t(message("Keep the rule")), kind="primary")
        self.save.clicked.connect(self.keep)
        self.remove = Button(t(message("Take it out")), icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.result = column(gap=4)
        form = column(
            *_labelled(message("Name"), self.title),
            row(*self._pair(message("Asked of"), self.scope), *self._pair(message("Kind"), self.kind), *self._pair(message("Severity"), self.severity), gap=8),
            row(*self._pair(message("Whose rule"), self.author), *self._pair(message("Law, plan or standard"), self.work), *self._pair(message("Year"), self.year), gap=8),
            *_labelled(message("It applies when (nothing here: always)"), self.when),
            *_labelled(message("Then this must hold"), self.needs),
            holder(column(line(), PlainLabel(t(message("What it finds now")), bold=True), gap=6)),
            self.result,
            *_labelled(message("What a finding says; {measure}, {group}, {measures} stand for names", measure="{measure}", group="{group}", measures="{measures}"), self.finding),
            *_labelled(message("What to do"), self.advice),
            *_labelled(message("Rights it rests on"), self.rights),
            *_labelled(message("Kept in the pack"), self.pack),
            8,
            row(self.save, self.remove, None),
            None,
            gap=4,
            margins=(18, 12, 16, 16),
        )  # fmt: skip
        box = frame("panel")
        box.setLayout(column(scrolled(form), gap=0))
        self.setLayout(column(box, gap=0))
        for field, path in (
            (self.title, "text.en.title"),
            (self.finding, "text.en.finding"),
            (self.advice, "text.en.advice"),
        ):
            field.setProperty("path", path)
            field.entered.connect(self._set)
        for choice, path in ((self.scope, "scope"), (self.kind, "kind"), (self.severity, "severity")):
            choice.setProperty("path", path)
            choice.chosen.connect(self._set)
        for conditions, path in ((self.when, "when"), (self.needs, "needs")):
            conditions.setProperty("path", path)
            conditions.entered.connect(self._set)
        self.rights.chosen.connect(self._set_rights)
        for field in (self.author, self.work, self.year):
            field.entered.connect(self._set_source)
        self.pack.entered.connect(self._set_pack)

    def new(self) -> None:
        """Begin a rule of the planner's own."""
        from workbench.knowledge import OwnRule, Pack, free_rule_id, identifier
        from workbench.workspace import knowledge

        title = self.session.package.country or t(message("National"))
        pack = Pack(
            identifier(f"{title} standards"), t(message("{country}: national standards", country=title))
        )
        rule = {
            "id": free_rule_id(knowledge(), self.session.package.country_code or "OWN"),
            "kind": "rights",
            "scope": "measure",
            "severity": "serious",
            "when": [],
            "needs": [fresh(CONDITIONS[0])],
            "sources": [],
            "text": {
                "en": {
                    "title": "",
                    "finding": t(SCOPES[0][2]),
                    "advice": t(message("Meet the standard, or accept the finding with a reason.")),
                }
            },
        }
        self.show_rule(OwnRule(pack, rule))

    def show_rule(self, own: OwnRule) -> None:
        """Show a rule."""
        self._own = own
        rule = own.rule
        texts = rule.get("text", {}).get("en", {})
        self.title.show_value(texts.get("title", ""))
        self.finding.show_value(texts.get("finding", ""))
        self.advice.show_value(texts.get("advice", ""))
        self.scope.show_value(rule.get("scope", "package"))
        self.kind.show_value(rule.get("kind", "rights"))
        self.severity.show_value(rule.get("severity", "serious"))
        self.when.show_value(rule.get("when", []))
        self.needs.show_value(rule.get("needs", []))
        self.rights.offer(vocabulary_of(self.session)("provision"))
        self.rights.show_value([link["provision"] for link in rule.get("rights", [])])
        source = own.source or {}
        self.author.show_value(str(source.get("author", "")))
        self.work.show_value(str(source.get("title", "")))
        self.year.show_value(str(source.get("year", "")))
        self.pack.show_value(own.pack.title)
        self._try()

    def keep(self) -> None:
        """Keep the rule; the package is checked against its pack from now on."""
        own = self._own
        if own is not None and self.session.apply(lambda: self.session.here.save_rule(own)):
            self.session.recompute()
            self.kept.emit(own.rule["id"])

    def _remove(self) -> None:
        own = self._own
        if own is not None and self.session.apply(lambda: self.session.here.remove_rule(own)):
            self.session.recompute()
            self.kept.emit("")

    def _set(self, value: Any) -> None:
        path = str(self.sender().property("path"))
        if self._own is None:
            return
        rule = put(self._own.rule, path, value)
        if path == "scope":
            sentences = {t(sentence) for _, _, sentence in SCOPES}
            if rule["text"]["en"].get("finding") in sentences:
                fitting = next(t(sentence) for key, _, sentence in SCOPES if key == value)
                rule = put(rule, "text.en.finding", fitting)
                self.finding.show_value(fitting)
        self._change(rule=rule)

    def _set_rights(self, provisions: tuple[str, ...]) -> None:
        if self._own is not None:
            self._change(rule=put(self._own.rule, "rights", [{"provision": one} for one in provisions]))

    def _set_source(self, _: object) -> None:
        from workbench.knowledge import identifier

        if self._own is None:
            return
        author, work, year = (field.text().strip() for field in (self.author, self.work, self.year))
        name = identifier(f"{work}-{year}")
        source = {"id": name, "author": author, "title": work, "year": year} if name.strip("-") else None
        self._change(rule=put(self._own.rule, "sources", [name] if source else []), source=source)

    def _set_pack(self, title: str) -> None:
        from workbench.knowledge import Pack, identifier

        if self._own is not None and identifier(title):
            self._change(pack=Pack(identifier(title), title))

    def _change(self, **changes: Any) -> None:
        if self._own is not None:
            self._own = dataclasses.replace(self._own, **changes)
            later(PAUSE_MS, self, self._try)

    def _try(self) -> None:
        own = self._own
        if own is not None and self.session.is_open:
            here = self.session.here
            self.session.tasks.forget(self._job)
            self._job = self.session.tasks.run(lambda: here.try_rule(own), self._tried, self.session.fail)

    def _tried(self, outcome: tuple[Checked | None, tuple[Problem, ...]]) -> None:
        """Show what the rule finds in the package as it stands, or what is still missing in it."""
        checked, wrong = outcome
        clear(self.result)
        self.save.setEnabled(checked is not None)
        if checked is None:
            for problem in wrong[:MOST]:
                place = problem.place.rpartition(": ")[2].partition(".")[2]
                place = place.partition(".")[2] or place
                self._line("partly", f"{place}: {t(problem.message)}")
            return
        findings = checked.findings
        for criterion in checked.further:
            self._line(criterion.status.value, f"{word(criterion.status)}: {t(criterion.reason)}")
        if not findings and not checked.further:
            self._line("met", t(message("It finds nothing in the package as it stands.")))
        elif findings:
            self.result.addWidget(
                PlainLabel(t(plural("{count} finding", "{count} findings", len(findings))), bold=True)
            )
        for finding in findings[:MOST]:
            self._line(finding.severity.value, t(finding.message))

    def _line(self, status: str, text: str) -> None:
        layout = row(column(3, Glyph(status), None, gap=0), PlainLabel(text, size=9, wrap=True), gap=8)
        layout.setStretch(1, 1)
        self.result.addLayout(layout)

    def _pair(self, label: Any, field: QWidget) -> tuple[QWidget]:
        return (holder(column(PlainLabel(t(label), size=9, tone="muted"), field, gap=2)),)


def _labelled(label: Any, field: QWidget) -> tuple[QWidget, QWidget]:
    return (PlainLabel(t(label), size=9, tone="muted", wrap=True), field)


def _vocabulary(session: Session) -> Vocabulary:
    """Give the words of rules beside those of the package."""
    from workbench.model import Measure, Package
    from workbench.model.fields import meanings

    usual = vocabulary_of(session)

    def words(name: str) -> Sequence[tuple[str, str]]:
        if name == "lack":
            return [("need", t(message("what the rule’s measure needs"))), *usual("capability")]
        if name == "rule-group":
            return [("scope", t(message("the group the rule is about"))), *usual("group")]
        if name == "measure-field":
            return [(path, t(meaning)) for path, meaning in meanings(Measure)]
        if name == "package-field":
            return [(path, t(meaning)) for path, meaning in meanings(Package) if "." not in path]
        if name == "funding":
            return [
                ("always", t(message("in every year"))),
                ("from-entitlement", t(message("from the year of entitlement"))),
            ]
        if name == "in-sector":
            return [("scope", t(message("the sector the rule is about")))]
        if name == "arm":
            return [
                ("scope", t(message("the measure the rule is about"))),
                ("any", t(message("some entitlement"))),
            ]
        return usual(name)

    return words
