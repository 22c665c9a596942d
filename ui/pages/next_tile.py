"""What next? The worst findings that a button would clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.summaries import open_findings
from ui.models.window_words import fill_here
from ui.pages.judgements import apply_fix
from ui.pages.tiles import tile
from ui.places import Place
from ui.texts import t
from ui.widgets.basics import Lines, PlainLabel, clear, column, line, row
from ui.widgets.buttons import Button
from ui.widgets.glyph import Glyph
from workbench.errors import message

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.edits import Change
    from workbench.model.results import Finding, Results

NEXT = 3
LACKS = 2
"""Missing series named before the findings: without their figures there is little to weigh."""


class NextTile(QWidget):
    """The tile."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._finds: list[Finding] = []
        self._next = QVBoxLayout()
        self._next.setSpacing(8)
        made = tile(
            t(message("What next?")), t(message("All findings")), self._go_findings, 2, self._next, None
        )
        self.setMinimumWidth(1)
        self.setSizePolicy(made.sizePolicy())
        self.setLayout(column(made, gap=0))

    def refresh(self, results: Results) -> None:
        """Show the findings whose repair comes first."""
        clear(self._next)
        self._finds = []
        offered: list[tuple[Change, ...]] = []
        for finding in open_findings(results):
            if finding.fixes and finding.fixes[0].changes not in offered:
                offered.append(finding.fixes[0].changes)
                self._finds.append(finding)
            if len(self._finds) == NEXT:
                break
        lacks = results.estimate.lacks[:LACKS]
        for need in lacks:
            title = PlainLabel(t(need.told), bold=True, wrap=True)
            text = Lines(fill_here(need.fills[0]))
            go = Button(t(message("Go to the data")), kind="link", size=9, name=t(need.told))
            go.clicked.connect(self._go_data)
            glyph = column(3, Glyph("serious", 14), None, gap=0)
            layout = row(glyph, column(title, text, row(go, None), gap=4), gap=8)
            layout.setStretch(1, 1)
            self._next.addLayout(layout)
            self._next.addWidget(line())
        self._finds = self._finds[: max(1, NEXT - len(lacks))]
        for number, finding in enumerate(self._finds):
            if number:
                self._next.addWidget(line())
            title = PlainLabel(t(finding.fixes[0].label), bold=True, elide=True)
            text = Lines(t(finding.message))
            apply, why, go = (
                Button(t(message("Apply")), kind="small"),
                Button(t(message("Why")), kind="link", size=9),
                Button(t(message("Go to")), kind="link", size=9),
            )
            for button, slot in ((apply, self._apply), (why, self._why), (go, self._go_to)):
                button.setProperty("number", number)
                button.setAccessibleName(f"{button.text()}: {t(finding.fixes[0].label)}")
                button.clicked.connect(slot)
            glyph = column(3, Glyph(finding.severity.value, 14), None, gap=0)
            layout = row(glyph, column(title, text, row(apply, why, go, None), gap=4), gap=8)
            layout.setStretch(1, 1)
            self._next.addLayout(layout)
        if not self._finds and not lacks:
            self._next.addWidget(PlainLabel(t(message("Nothing is open.")), tone="muted"))

    def _apply(self) -> None:
        apply_fix(self.session, self._finds[self.sender().property("number")], 0)

    def _why(self) -> None:
        self.session.go(Place("checks", f"finding:{self._finds[self.sender().property('number')].id}"))

    def _go_to(self) -> None:
        subjects = self._finds[self.sender().property("number")].subjects
        subject = next((one for one in subjects if one.startswith("measure:")), "")
        if subject:
            self.session.go(Place("package", subject))
        else:
            group = next((one for one in subjects if one.startswith("group:")), "")
            self.session.go(Place("groups" if group else "about", group))

    def _go_data(self) -> None:
        self.session.go(Place("data"))

    def _go_findings(self) -> None:
        self.session.go(Place("checks", view="findings"))
