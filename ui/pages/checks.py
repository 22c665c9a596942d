"""The checks: every criterion with its status and reason, every finding with what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.models.summaries import SEVERITIES, statuses
from ui.pages.base import Page
from ui.pages.check_detail import CheckDetail
from ui.pages.master import MasterList
from ui.places import Place
from ui.texts import t, word
from ui.widgets.basics import column
from ui.widgets.buttons import Button, Segmented
from ui.widgets.list_row import ListText
from workbench.errors import WorkbenchError, message
from workbench.model.words import CriterionStatus, FindingKind, Severity

if TYPE_CHECKING:
    from ui.pages.rule_editor import RuleEditor
    from ui.session import Session
    from workbench.knowledge import OwnRule, Rule
    from workbench.model.results import CriterionResult

NEW = "new"


class ChecksPage(Page):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Checks")))
        self.view = Segmented(
            [
                ("criteria", t(message("Criteria")), "list-checks"),
                ("findings", t(message("Findings")), "circle-alert"),
                ("rules", t(message("Own rules")), "scale"),
            ],
            name=t(message("What to show")),
        )
        self.view.choose("criteria")
        self.view.chosen.connect(self._view_chosen)
        self.new_rule = Button(t(message("New rule")), kind="primary", icon="plus")
        self.new_rule.clicked.connect(self._new_rule)
        self.new_rule.hide()
        self.add_to_head(self.new_rule, self.view)
        self.list = MasterList(name=t(message("Criteria and findings")), taken=self._taken)
        self.main.addLayout(column(self.list, gap=0, margins=(24, 0, 24, 20)), 1)
        self.detail = CheckDetail(session)
        self.detail.judged.connect(self.refresh)
        self.outer.addWidget(self.detail)
        self.editor: RuleEditor | None = None
        self._rules: dict[str, OwnRule] = {}
        self._chosen = {"criteria": "", "findings": "", "rules": ""}

    def refresh(self) -> None:
        """Show the list and the chosen line."""
        results = self.session.results
        if results is None:
            return
        counts = statuses(results)
        parts = [f"{counts[status]} {word(status)}" for status in CriterionStatus if counts[status]]
        rules = self.view.value() == "rules"
        self.detail.setVisible(not rules)
        self.new_rule.setVisible(rules)
        if self.editor is not None:
            self.editor.setVisible(rules and bool(self._chosen["rules"]))
        if self.view.value() == "criteria":
            self.sub.setText(" · ".join(parts))
            self.list.show_items(self._criteria())
        elif rules:
            self.sub.setText(t(message("National rules and standards, kept as a pack")))
            self._show_rules()
            return
        else:
            accepted = sum(not finding.is_open for finding in results.checked.findings)
            self.sub.setText(
                t(
                    message(
                        "{open} open · {accepted} accepted", open=len(results.checked.open), accepted=accepted
                    )
                )
            )
            self.list.show_items(self._findings())
        keys = [item.key for item in self.list.column.rows]
        view = self.view.value()
        if self._chosen[view] not in keys:
            self._chosen[view] = keys[0] if keys else ""
        self.list.choose(self._chosen[view])
        self._show(self._chosen[view])

    def restyle(self) -> None:
        """Follow a change of theme."""
        self.list.restyle()
        super().restyle()

    def show_place(self, place: Place) -> None:
        """Show a criterion, a finding, or one of the lists."""
        view = place.view or ("criteria" if place.kind == "criterion" else "findings")
        self.view.choose(view)
        if place.id:
            self._chosen[view] = place.id
        self.refresh()
        self.list.choose(self._chosen[view], focus=True)

    def _criteria(self) -> list[ListText | str]:
        results, knowledge = self.session.results, self.session.knowledge
        items: list[ListText | str] = []
        if results is None:
            return items
        found = {result.id: result for result in (*results.checked.criteria, *results.checked.further)}
        for recommendation, name in knowledge.vocabulary("recommendation").items():
            items.append(f"{recommendation}  {t(name.title)}")
            items += [
                _criterion(rule, found[rule.id])
                for rule in knowledge.criteria
                if rule.recommendation == recommendation and rule.id in found
            ]
        for pack in dict.fromkeys(rule.pack for rule in knowledge.further_criteria):
            items.append(t(knowledge.title("pack", pack)))
            items += [
                _criterion(rule, found[rule.id])
                for rule in knowledge.further_criteria
                if rule.pack == pack and rule.id in found
            ]
        return items

    def _findings(self) -> list[ListText | str]:
        results = self.session.results
        items: list[ListText | str] = []
        if results is None:
            return items
        for severity in SEVERITIES:
            held = [finding for finding in results.checked.open if finding.severity is severity]
            if held:
                items.append(f"{word(severity)}  {len(held)}")
                items += [
                    ListText(
                        finding.id,
                        t(finding.message),
                        glyph=severity.value,
                        code=finding.rule,
                        told=word(severity),
                    )
                    for finding in held
                ]
        accepted = [finding for finding in results.checked.findings if not finding.is_open]
        if accepted:
            items.append(t(message("Accepted, with a reason")))
            items += [
                ListText(
                    finding.id,
                    t(finding.message),
                    glyph="not-applicable",
                    code=finding.rule,
                    faded=True,
                    told=t(message("accepted")),
                )
                for finding in accepted
            ]
        synergies = [
            finding
            for finding in results.checked.findings
            if finding.is_open and finding.kind is FindingKind.SYNERGY
        ]
        if synergies:
            items.append(t(message("Measures that help each other")))
            items += [
                ListText(
                    finding.id, t(finding.message), glyph="met", code=finding.rule, told=word(finding.kind)
                )
                for finding in synergies
            ]
        return items

    def _show_rules(self) -> None:
        """List the planner's own rules; the one chosen is in the editor, where it stays until another is chosen."""
        from workbench.knowledge.own import own_rules

        try:
            held = own_rules()
        except WorkbenchError as error:
            self.session.refused.emit(error)
            held = ()
        items: list[ListText | str] = []
        for pack in dict.fromkeys(own.pack for own in held):
            items.append(pack.title)
            for own in held:
                if own.pack == pack:
                    name = own.rule.get("text", {}).get("en", {}).get("title", "")
                    severity = own.rule.get("severity", "")
                    items.append(
                        ListText(
                            own.rule["id"],
                            name,
                            glyph=severity,
                            code=own.rule["id"],
                            told=word(Severity(severity)) if severity else "",
                        )
                    )
        if not items:
            items.append(t(message("No rule of your own yet. A rule says what must hold, and for whom.")))
        self.list.show_items(items)
        self.list.choose(self._chosen["rules"])
        self._rules = {own.rule["id"]: own for own in held}

    def _edit_rule(self) -> RuleEditor:
        if self.editor is None:
            from ui.pages.rule_editor import RuleEditor

            self.editor = RuleEditor(self.session)
            self.editor.kept.connect(self._rule_kept)
            self.outer.addWidget(self.editor)
        self.editor.show()
        return self.editor

    def _new_rule(self) -> None:
        self._chosen["rules"] = NEW
        self._edit_rule().new()

    def _rule_kept(self, key: str) -> None:
        self._chosen["rules"] = key
        self.refresh()

    def _taken(self, key: str) -> None:
        if self.view.value() == "rules":
            self._chosen["rules"] = key
            self.list.choose(key)
            if key in self._rules:
                self._edit_rule().show_rule(self._rules[key])
            return
        self._chosen[self.view.value()] = key
        self.list.choose(key)
        self._show(key)

    def _show(self, key: str) -> None:
        self.detail.clear()
        results = self.session.results
        if results is None or not key:
            return
        if self.view.value() == "criteria":
            result = next(
                (item for item in (*results.checked.criteria, *results.checked.further) if item.id == key),
                None,
            )
            if result is not None:
                self.detail.show_criterion(result)
        else:
            finding = next((item for item in results.checked.findings if item.id == key), None)
            if finding is not None:
                self.detail.show_finding(finding)

    def _view_chosen(self, key: object) -> None:
        self.refresh()


def _criterion(rule: Rule, result: CriterionResult) -> ListText:
    end = word(result.status) + (f" · {t(message('by judgement'))}" if result.override else "")
    status = result.status.value
    return ListText(rule.id, t(rule.title), glyph=status, code=rule.id, end=end, tone=status)
