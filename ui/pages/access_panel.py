"""Why a measure reaches a group, or part of it: need by need, and what would open it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.models.summaries import reach_status
from ui.pages.judgements import apply_fix
from ui.pages.side_panel import SidePanel
from ui.texts import say, t, word
from ui.widgets.basics import Chip, PlainLabel, column, frame, row
from ui.widgets.buttons import Button
from ui.widgets.glyph import Glyph
from ui.widgets.heat import Cell, HeatMap, HeatRow
from workbench.errors import message

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import AccessCell, Finding, NeedState

EXACT = 0.005


class AccessPanel(SidePanel):
    """The panel."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "circle-help", message("Who reaches it, and why not everyone?"))
        self._findings: list[Finding] = []

    def show_cell(self, group_id: str, measure_id: str, year: int) -> None:
        """Explain one cell."""
        self.empty()
        results, package = self.session.results, self.session.package
        group, measure = package.group(group_id), package.measure(measure_id)
        if results is None or group is None or measure is None:
            self.body.addWidget(PlainLabel(t(message("Choose a cell of the map.")), tone="muted"))
            return
        access = results.checked.access
        cell = access.cell(group_id, measure_id, year)
        self.body.addWidget(PlainLabel(f"{group.name} · {measure.title}", size=11, bold=True, elide=True))
        if cell is None:
            why = (
                message("The measure does not name this group.")
                if not measure.names(group_id)
                else message(
                    "The measure does not run in {year}, or nobody of the group is of its ages.",
                    year=str(year),
                )
            )
            self.body.addWidget(PlainLabel(t(why), wrap=True, tone="muted"))
            return
        big = PlainLabel(say().share(cell.share, 0), size=24, bold=True)
        words = column(
            PlainLabel(t(message("reached in {year}", year=str(year)))),
            PlainLabel(
                t(
                    message(
                        "{not_reached} of {people} are not",
                        not_reached=say().people(cell.not_reached),
                        people=say().people(cell.people),
                    )
                ),
                size=9,
                tone="muted",
            ),
            gap=0,
        )
        self.body.addLayout(row(big, 4, words, None))
        self._years(group_id, measure_id, year)
        self.heading(t(message("Explanation")))
        self._line(
            "met",
            t(message("Covered by the measure")),
            t(message("yes")),
            t(message("{delivery}, since {year}.", delivery=word(measure.delivery), year=str(measure.start))),
        )
        for need in cell.needs:
            self._need(need, group.name)
        for trait in cell.blocked_by:
            self._line(
                "not-met",
                t(message("Clashes with: {trait}", trait=self.session.knowledge.title("trait", trait))),
                "0 %",
                t(message("The measure does not go together with this trait of the group.")),
            )
        self._bounds(cell)
        self._fixes(group_id, measure_id)

    def _years(self, group_id: str, measure_id: str, year: int) -> None:
        access = self.session.results.checked.access if self.session.results else None
        if access is None:
            return
        cells, heads = [], []
        for one in access.years:
            cell = access.cell(group_id, measure_id, one)
            text = say().number(cell.share * 100, 0) if cell else "·"
            step = min(4, int((1 - cell.share) * 5)) if cell and not math.isnan(cell.share) else -1
            cells.append(Cell(text, step, key=(str(one),)))
            heads.append(f"’{one % 100:02d}")
        strip = HeatMap(
            name=t(message("Share reached by year")), row_height=26, head_height=20, label_width=0
        )
        strip.setFixedHeight(46)
        bold = list(access.years).index(year) if year in access.years else -1
        strip.show_rows(heads, [HeatRow("", tuple(cells))], bold=bold)
        self.body.addWidget(strip)

    def _need(self, need: NeedState, group: str) -> None:
        knowledge, package = self.session.knowledge, self.session.package
        names = say().join([t(knowledge.title("capability", one)) for one in need.any_of])
        status = reach_status(need.share)
        title = (
            t(message("Needs {what}", what=names))
            if len(need.any_of) == 1
            else t(message("Needs one of: {what}", what=names))
        )
        note = t(message("{share} of {group} had it already.", share=say().share(need.had, 0), group=group))
        self._line(status, title, t(message("{share} have it", share=say().share(need.share, 0))), note)
        for provider, adds in need.providers:
            measure = package.measure(provider)
            name = measure.title if measure else provider
            since = t(message("From {year}.", year=str(measure.start))) if measure else ""
            self._line(
                "partly" if adds < need.share - need.had - EXACT else "met",
                t(message("{measure} provides it", measure=name)),
                f"\u200e+{say().share(adds, 0)}",
                since,
            )

    def _line(self, status: str, title: str, value: str, note: str) -> None:
        name = PlainLabel(title, bold=True, wrap=True)
        end = PlainLabel(value, bold=True, tone=status)
        top = row(name, column(end, None, gap=0))
        top.setStretch(0, 1)
        words = column(top, PlainLabel(note, size=9, tone="muted", wrap=True), gap=0)
        layout = row(column(4, Glyph(status), None, gap=0), words, gap=10)
        layout.setStretch(1, 1)
        self.body.addLayout(layout)

    def _bounds(self, cell: AccessCell) -> None:
        low, high = (say().share(value, 0) for value in cell.bounds)
        if cell.unstated:
            names = tuple(self.session.knowledge.title("capability", name) for name in cell.unstated)
            unknown = message(
                "Not known, between {low} and {high}: nobody has stated what share of the group lacks {what}.",
                low=low,
                high=high,
                what=names,
            )
            self.body.addWidget(PlainLabel(t(unknown), size=9, tone="partly", wrap=True))
            return
        exact = cell.bounds[1] - cell.bounds[0] < EXACT
        text = (
            message("At most one need is lacking, so nothing is assumed about how needs fall together.")
            if exact
            else message(
                "Nobody knows how the needs fall together in the same people; the figure takes them as independent."
            )
        )
        box = frame("notice")
        box.setLayout(
            column(
                PlainLabel(t(message("Bounds {low} to {high}", low=low, high=high)), size=9, bold=True),
                PlainLabel(t(text), size=9, tone="muted", wrap=True),
                gap=2,
                margins=(10, 8, 10, 8),
            )
        )
        self.body.addWidget(box)

    def _fixes(self, group_id: str, measure_id: str) -> None:
        results = self.session.results
        found = [
            finding
            for finding in (results.checked.open if results else ())
            if {f"measure:{measure_id}", f"group:{group_id}"} <= set(finding.subjects)
        ]
        self._findings = found
        if any(finding.fixes for finding in found):
            self.heading(t(message("What would open it")))
        told: set[str] = set()
        for place, finding in enumerate(found):
            for number, fix in enumerate(finding.fixes):
                label = t(fix.label)
                if label in told:
                    continue
                told.add(label)
                button = Button(
                    t(message("Apply")), kind="small", name=t(message("Apply: {fix}", fix=fix.label))
                )
                button.setProperty("place", place)
                button.setProperty("number", number)
                button.clicked.connect(self._apply)
                layout = row(PlainLabel(label, wrap=True), button)
                layout.setStretch(0, 1)
                self.body.addLayout(layout)
        rights = list(dict.fromkeys(right for finding in found for right in finding.rights))
        if rights:
            self.heading(t(message("Rights it bears on")))
            chips = row(gap=4)
            for right in rights[:4]:
                chips.addWidget(Chip(right))
            chips.addStretch(1)
            self.body.addLayout(chips)

    def _apply(self) -> None:
        button = self.sender()
        apply_fix(self.session, self._findings[button.property("place")], button.property("number"))
