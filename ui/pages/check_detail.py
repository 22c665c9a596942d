"""Why a criterion has its status, or what speaks for and against a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.summaries import name_of
from ui.pages.base import scrolled
from ui.pages.judgements import accept_finding, apply_fix, override_criterion
from ui.places import Place
from ui.texts import moment, say, t, word
from ui.widgets.basics import Chip, PlainLabel, clear, column, frame, holder, line, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from ui.widgets.glyph import Glyph
from workbench.errors import message, plural
from workbench.knowledge.forms import text
from workbench.model.words import CriterionStatus, Standing

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import CriterionResult, Finding

WIDTH = 460
MOST_BROUGHT = 3
BINDS = (Standing.BINDING, Standing.RESERVED)


class CheckDetail(QWidget):
    """The panel at the side of the checks.

    Signals:
        judged: The user chose a status by judgement, or gave up.
    """

    judged = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setFixedWidth(WIDTH)
        self._detail = column(gap=6, margins=(18, 12, 16, 16))
        self._jobs: list[int] = []
        self._brings: dict[tuple[str, int], PlainLabel] = {}
        box = frame("panel")
        box.setLayout(column(scrolled(self._detail), gap=0))
        self.setLayout(column(box, gap=0))

    def clear(self) -> None:
        """Show nothing."""
        for job in self._jobs:
            self.session.tasks.forget(job)
        self._jobs.clear()
        self._brings.clear()
        clear(self._detail)

    def show_criterion(self, result: CriterionResult) -> None:
        """Explain a criterion."""
        self.clear()
        rule = self.session.knowledge.rule(result.id)
        if rule is None:
            return
        self._detail.addLayout(
            row(Chip(result.id), Chip(word(result.status), result.status.value, bold=True), None)
        )
        self._paragraph(t(rule.title), size=13, bold=True)
        self._paragraph(t(result.reason))
        if result.status in (CriterionStatus.NOT_MET, CriterionStatus.PARTLY):
            self._paragraph(t(text(rule.text, "advice")), tone="muted")
        if result.measures:
            self._head(t(message("By these measures")))
            for key in result.measures:
                self._link(
                    name_of(f"measure:{key}", self.session.package, self.session.knowledge), f"measure:{key}"
                )
        related = [
            finding
            for finding in (self.session.results.checked.findings if self.session.results else ())
            if finding.rule == result.id
        ]
        for finding in related:
            self._fixes(finding)
        self._rights(
            tuple(link.provision for link in rule.rights),
            {link.provision: t(link.resolves) for link in rule.rights},
        )
        self._head(t(message("Your judgement")))
        if result.override is not None:
            given = result.override
            who = ", ".join(part for part in (given.by, moment(given.on)) if part)
            computed = (
                t(message("The rules say: {status}.", status=word(result.computed)))
                if result.computed
                else ""
            )
            self._paragraph(
                t(message("{status}, because: {reason}", status=word(given.status), reason=given.reason))
            )
            self._paragraph(" · ".join(part for part in (who, computed) if part), size=9, tone="muted")
        choice = Choice(
            [
                ("", t(message("as the rules say"))),
                *((status.value, word(status)) for status in CriterionStatus),
            ],
            name=t(message("Status of {criterion} by judgement", criterion=result.id)),
        )
        choice.show_value(result.override.status.value if result.override else "")
        choice.chosen.connect(self.override)
        self._detail.addWidget(choice)
        self._criterion = result
        self._sources(rule.sources)
        self._detail.addStretch(1)

    def show_finding(self, finding: Finding) -> None:
        """Explain a finding."""
        self.clear()
        self._finding = finding
        severity = finding.severity
        tone = "partly" if severity.value == "advisory" else "not-met"
        top = row(
            Glyph(severity.value, 15),
            PlainLabel(word(severity), bold=True, tone=tone),
            Chip(finding.rule),
            PlainLabel(word(finding.kind), size=9, tone="muted"),
            None,
        )
        self._detail.addLayout(top)
        rule = self.session.knowledge.rule(finding.rule)
        if rule is not None:
            self._paragraph(t(rule.title), size=13, bold=True)
        self._paragraph(t(finding.message))
        if finding.accepted is not None:
            given = finding.accepted
            self._paragraph(t(message("Accepted: {reason}", reason=given.reason)), bold=True)
            self._paragraph(
                ", ".join(part for part in (given.by, moment(given.on)) if part), size=9, tone="muted"
            )
        elif finding.reopened:
            self._paragraph(
                t(message("It was accepted, and is open again because what it rested on changed.")),
                tone="partly",
            )
        if finding.because:
            self._head(t(message("Because")))
            for reason in finding.because:
                self._paragraph(t(reason))
        self._fixes(finding)
        if finding.advice is not None and t(finding.advice):
            self._paragraph(t(finding.advice), tone="muted")
        self._rights(
            finding.rights, {link.provision: t(link.resolves) for link in rule.rights} if rule else {}
        )
        self._evidence(t(message("What speaks for it")), finding.evidence)
        self._evidence(t(message("What speaks against it")), finding.counter_evidence)
        if [one for one in finding.subjects if ":" in one]:
            self._head(t(message("It concerns")))
            for subject in finding.subjects:
                kind, _, key = subject.partition(":")
                if kind in ("measure", "group"):
                    self._link(name_of(subject, self.session.package, self.session.knowledge), subject)
                elif kind == "sector":
                    self._paragraph(t(self.session.knowledge.title("sector", key)))
        accept = Button(
            t(message("Accept with a reason…")) if finding.is_open else t(message("Open it again"))
        )
        accept.clicked.connect(self._accept)
        self._detail.addSpacing(8)
        self._detail.addLayout(row(accept, None))
        if rule is not None:
            self._sources(rule.sources)
        self._detail.addStretch(1)

    def _fixes(self, finding: Finding) -> None:
        if not finding.fixes:
            return
        self._head(t(message("What would clear it")))
        self._finding = finding
        for number, fix in enumerate(finding.fixes):
            label = PlainLabel(t(fix.label), wrap=True)
            button = Button(t(message("Apply")), kind="small", name=t(message("Apply: {fix}", fix=fix.label)))
            button.setProperty("number", number)
            button.setProperty("finding", finding.id)
            button.clicked.connect(self._apply)
            layout = row(label, button)
            layout.setStretch(0, 1)
            self._detail.addLayout(layout)
            brings = PlainLabel("", size=9, tone="muted", wrap=True)
            self._brings[finding.id, number] = brings
            self._detail.addWidget(brings)
        here, scenario = self.session.here, self.session.scenario
        self._jobs.append(
            self.session.tasks.run(
                lambda: (finding, [here.brought(fix.changes, scenario) for fix in finding.fixes]),
                self._show_brought,
                self.session.fail,
            )
        )

    def _show_brought(self, outcome: tuple[Finding, list[tuple[Finding, ...]]]) -> None:
        """Say beforehand which findings each repair would bring."""
        finding, brought = outcome
        for number, new in enumerate(brought):
            label = self._brings.get((finding.id, number))
            if label is None:
                continue
            lines = [f"{one.rule}: {t(one.message)}" for one in new[:MOST_BROUGHT]]
            if len(new) > MOST_BROUGHT:
                rest = len(new) - MOST_BROUGHT
                lines.append(t(plural("and {count} more", "and {count} more", rest)))
            label.setText(
                t(message("It would bring: {findings}", findings=" ".join(lines)))
                if lines
                else t(message("It brings no new finding."))
            )

    def _rights(self, rights: tuple[str, ...], how: dict[str, str]) -> None:
        if not rights:
            return
        self._head(t(message("Rights it bears on")))
        for provision in rights:
            right = self.session.knowledge.right(provision)
            gist = t(right.gist) if right else ""
            resolves = how.get(provision, "")
            standing = self.session.here.standing(provision)
            chip = Chip(provision)
            chip.setMinimumWidth(chip.sizeHint().width())
            words = [f"{gist}: {resolves}" if gist and resolves else gist or resolves]
            if right is not None and not right.verified:
                words.append(t(message("number not checked")))
            label = PlainLabel(" · ".join(words), size=9, tone="muted", wrap=True)
            binds = PlainLabel(word(standing), size=9, tone="" if standing in BINDS else "partly")
            layout = row(column(chip, None, gap=0), column(label, binds, gap=0))
            layout.setStretch(1, 1)
            self._detail.addLayout(layout)

    def _evidence(self, title: str, ids: tuple[str, ...]) -> None:
        if not ids:
            return
        knowledge = self.session.knowledge
        self._head(title)
        for key in ids:
            item = knowledge.evidence_of(key)
            if item is None:
                continue
            source = knowledge.source(item.source.partition(" ")[0])
            by = t(source.cited) if source else item.source
            self._paragraph(t(text(item.text, "finding")))
            weak = t(message("weak evidence")) if item.weak else ""
            self._paragraph(
                " · ".join(part for part in (by, item.country, weak) if part), size=9, tone="muted"
            )

    def _sources(self, sources: tuple[str, ...]) -> None:
        names = []
        for key in sources:
            name, _, where = key.partition(" ")
            source = self.session.knowledge.source(name)
            names.append(" ".join(part for part in ((t(source.cited) if source else name), where) if part))
        if names:
            self._detail.addSpacing(8)
            self._paragraph(
                t(message("Source of the rule: {sources}", sources=say().join(names))), size=9, tone="muted"
            )

    def _head(self, title: str) -> None:
        self._detail.addSpacing(4)
        self._detail.addWidget(holder(column(line(), PlainLabel(title, bold=True), gap=6)))

    def _paragraph(self, words: str, *, size: int = 10, bold: bool = False, tone: str = "") -> None:
        if words:
            self._detail.addWidget(PlainLabel(words, size=size, bold=bold, tone=tone, wrap=True))

    def _link(self, name: str, subject: str) -> None:
        button = Button(name, kind="link")
        button.setProperty("subject", subject)
        button.clicked.connect(self._follow)
        self._detail.addWidget(button)

    def _follow(self) -> None:
        subject = str(self.sender().property("subject"))
        self.session.go(Place("package" if subject.startswith("measure:") else "groups", subject))

    def _apply(self) -> None:
        button = self.sender()
        results = self.session.results
        found = next(
            (
                item
                for item in (results.checked.findings if results else ())
                if item.id == button.property("finding")
            ),
            None,
        )
        if found is not None:
            apply_fix(self.session, found, button.property("number"))

    def _accept(self) -> None:
        accept_finding(self.session, self._finding, self)

    def override(self, status: str) -> None:
        """Set the status of the criterion shown by judgement."""
        override_criterion(self.session, self._criterion, status, self)
        self.judged.emit()
