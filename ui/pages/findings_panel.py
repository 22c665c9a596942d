"""The findings below the page: open ones, worst first, each with what would clear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.models.summaries import SEVERITIES
from ui.pages.base import scrolled
from ui.pages.judgements import accept_finding, apply_fix
from ui.places import Place
from ui.texts import t, word
from ui.widgets.basics import PlainLabel, column, frame, holder, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from ui.widgets.finding_row import HEIGHT, FindingRow
from workbench.errors import message
from workbench.model.words import FindingKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.session import Session
    from workbench.model.results import Finding

ROWS = 4
MOST_ROWS = 80


class FindingsPanel(QWidget):
    """The panel."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._rows: list[FindingRow] = []
        self._count = PlainLabel("", tone="muted")
        self._kind = Choice(_kinds(), name=t(message("Kind of finding")), quiet=True)
        self._order = Choice(
            [("severity", t(message("by severity"))), ("rule", t(message("by rule"))), ("subject", t(message("by subject")))],
            name=t(message("Order of findings")), quiet=True,
        )  # fmt: skip
        self._fold = Button(kind="ghost", icon="chevron-down", name=t(message("Fold findings")))
        self._kind.chosen.connect(self._filter)
        self._order.chosen.connect(self._filter)
        self._fold.clicked.connect(self._toggle)
        head = holder(
            row(
                PlainLabel(t(message("Findings")), size=11, bold=True),
                4,
                self._count,
                None,
                self._kind,
                self._order,
                self._fold,
                gap=6,
                margins=(24, 0, 14, 0),
            )
        )
        head.setFixedHeight(40)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._none = PlainLabel(t(message("Nothing is open.")), tone="muted")
        self._none.setContentsMargins(24, 0, 0, 0)
        self._list.insertWidget(0, self._none)
        self._body = scrolled(self._list)
        self._body.setFixedHeight(ROWS * HEIGHT)
        box: QFrame = frame("findings")
        box.setLayout(column(head, self._body, gap=0))
        self.setLayout(column(box, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        session.results_changed.connect(self.refresh)
        session.fixes_ready.connect(self._show_fixes)
        session.opened.connect(self.refresh)

    def refresh(self) -> None:
        """Show the findings of the moment."""
        results = self.session.results
        if not self.session.is_open or results is None:
            self._show(())
            self._count.setText("")
            return
        accepted = sum(not finding.is_open for finding in results.checked.findings)
        text = message("{open} open · {accepted} accepted", open=len(results.checked.open), accepted=accepted)
        self._count.setText(t(text))
        self._show(self._chosen(results.checked.open))

    def _show_fixes(self) -> None:
        for item in self._rows:
            if not item.isHidden():
                item.show_fixes()

    def next(self) -> None:
        """Go to the next finding."""
        shown = [item for item in self._rows if not item.isHidden()]
        if not shown:
            return
        at = next((index for index, item in enumerate(shown) if item.hasFocus()), -1)
        item = shown[(at + 1) % len(shown)]
        item.setFocus()
        self._body.ensureWidgetVisible(item)

    def _chosen(self, findings: Sequence[Finding]) -> list[Finding]:
        kind, order = self._kind.currentData(), self._order.currentData()
        found = [finding for finding in findings if not kind or finding.kind.value == kind]
        if order == "rule":
            return sorted(found, key=lambda finding: finding.rule)
        if order == "subject":
            return sorted(found, key=lambda finding: finding.subjects)
        return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))

    def _show(self, findings: Sequence[Finding]) -> None:
        findings = findings[:MOST_ROWS]
        while len(self._rows) < len(findings):
            item = FindingRow()
            item.taken.connect(self._taken)
            item.fix.connect(self._fix)
            item.why.connect(self._why)
            item.accept.connect(self._accept)
            self._rows.append(item)
            self._list.insertWidget(len(self._rows) - 1, item)
        for index, item in enumerate(self._rows):
            item.setVisible(index < len(findings))
            if index < len(findings):
                item.show_finding(findings[index])
        self._none.setVisible(not findings)
        if self.session.has_fixes:
            self._show_fixes()

    def _taken(self, finding: Finding) -> None:
        for item in self._rows:
            item.choose(item.finding is not None and item.finding.id == finding.id)
        for subject in finding.subjects:
            if subject.startswith("measure:"):
                self.session.select(subject)
                return

    def _fix(self, finding: Finding, number: int) -> None:
        apply_fix(self.session, finding, number)

    def _why(self, finding: Finding) -> None:
        self.session.go(Place("checks", f"finding:{finding.id}"))

    def _accept(self, finding: Finding) -> None:
        accept_finding(self.session, finding, self)

    def _filter(self, key: object) -> None:
        self.refresh()

    def _toggle(self) -> None:
        folded = self._body.isVisible()
        self._body.setVisible(not folded)
        self._fold.show_icon("chevron-up" if folded else "chevron-down")


def _kinds() -> list[tuple[str, str]]:
    return [("", t(message("All kinds")))] + [
        (kind.value, word(kind)) for kind in FindingKind if kind is not FindingKind.SYNERGY
    ]
