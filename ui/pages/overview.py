"""The overview: coherent, reached, paid for, all three principles; and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.status import people_range, shown
from ui.models.summaries import by_sector, statuses
from ui.pages.base import Page, scrolled
from ui.pages.cost_tile import CostTile
from ui.pages.next_tile import NextTile
from ui.pages.tiles import CriterionButton, tile
from ui.places import Place
from ui.texts import say, t, word
from ui.widgets.basics import Chip, PlainLabel, clear, column, holder, line, row
from ui.widgets.buttons import Button
from ui.widgets.heat import Cell, HeatMap, HeatRow
from workbench.errors import message
from workbench.i18n import MISSING
from workbench.model.words import CriterionStatus, Principle

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import Results

BREAKS = (0.10, 0.25, 0.50, 0.75)


class OverviewPage(Page):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Overview")))
        brief = Button(t(message("Make a brief")), kind="primary", icon="file-text")
        brief.clicked.connect(self._brief)
        self.add_to_head(brief)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addWidget(self._coherent_tile(), 43)
        upper.addWidget(self._shut_tile(), 39)
        self._next = NextTile(session)
        upper.addWidget(self._next, 31)
        lower = QHBoxLayout()
        lower.setSpacing(16)
        self._costs = CostTile(session)
        lower.addWidget(self._costs, 64)
        lower.addWidget(self._principles_tile(), 53)
        body = column(upper, lower, gap=16, margins=(24, 0, 24, 20))
        body.setStretch(0, 48)
        body.setStretch(1, 52)
        self.main.addWidget(scrolled(body), 1)
        session.fixes_ready.connect(self._show_next)

    def _show_next(self) -> None:
        """Show what to do next, once it is known what would clear the findings."""
        results = self.session.results
        if self.isVisible() and results is not None and self.session.has_fixes:
            self._next.refresh(results)

    def refresh(self) -> None:
        """Show the package as it is now."""
        package, results = self.session.package, self.session.results
        scenario = next(
            (item.title for item in package.scenarios if item.id == self.session.scenario),
            t(message("base scenario")),
        )
        self.sub.setText(" · ".join(part for part in (package.country, scenario, package.decision) if part))
        if results is None:
            return
        figures = shown(package, results, self.session.previous)
        self._met.setText(figures["criteria"].value)
        self._met_chip.show_as(figures["criteria"].change, figures["criteria"].kind)
        self._people.setText(people_range(results, package.key_year))
        self._show_criteria(results)
        self._show_shut(results)
        self._show_next()
        self._costs.refresh(results, figures["cost"])
        self._show_principles()

    def _coherent_tile(self) -> QWidget:
        self._met, self._met_chip = PlainLabel("", size=24, bold=True), Chip("", "met", bold=True)
        self._met_note = PlainLabel("", tone="muted")
        self._criteria = QVBoxLayout()
        self._criteria.setSpacing(0)
        return tile(
            t(message("Is it coherent?")),
            t(message("Checklist")),
            self._go_checks,
            row(self._met, 2, self._met_chip, None),
            self._met_note,
            4,
            self._criteria,
            None,
        )

    def _shut_tile(self) -> QWidget:
        self._people = PlainLabel("", size=24, bold=True)
        self._people_note = PlainLabel("", tone="muted")
        self._map = HeatMap(
            name=t(message("Share of each group shut out, by year")), row_height=30, label_width=158
        )
        self._map.stretch()
        self._map.clicked.connect(self._go_group)
        note = PlainLabel(
            t(message("% of the group that cannot reach an entitlement meant for it")),
            size=9,
            tone="muted",
            elide=True,
        )
        return tile(
            t(message("Who is shut out?")),
            t(message("Coherence")),
            self._go_coherence,
            self._people,
            self._people_note,
            2,
            self._map,
            note,
            stretch=self._map,
        )

    def _principles_tile(self) -> QWidget:
        self._pairs = PlainLabel("", tone="muted", elide=True)
        self._principles = HeatMap(
            name=t(message("Measures by sector and principle")),
            ramp="count",
            row_height=24,
            head_height=26,
            label_width=176,
        )
        self._principles.stretch()
        self._principles.clicked.connect(self._go_sector)
        return tile(
            t(message("All three principles everywhere?")),
            t(message("Package")),
            self._go_package,
            self._pairs,
            2,
            self._principles,
            stretch=self._principles,
        )

    def _show_criteria(self, results: Results) -> None:
        counts, knowledge = statuses(results), self.session.knowledge
        parts = [
            f"{counts[status]} {word(status)}"
            for status in (CriterionStatus.PARTLY, CriterionStatus.NOT_MET)
            if counts[status]
        ]
        self._met_note.setText(", ".join([t(message("criteria met")), *parts]))
        clear(self._criteria)
        of = {rule.id: rule.recommendation for rule in knowledge.criteria}
        for number, (recommendation, name) in enumerate(knowledge.vocabulary("recommendation").items()):
            buttons = row(gap=4)
            for result in results.checked.criteria:
                if of.get(result.id) == recommendation:
                    button = CriterionButton(
                        result.id,
                        result.status.value,
                        f"{result.id}, {word(result.status)}: {t(result.reason)}",
                    )
                    button.opened.connect(self._go_criterion)
                    buttons.addWidget(button)
            title = PlainLabel(t(name.title), elide=True)
            code = PlainLabel(recommendation, bold=True, tone="muted")
            code.setFixedWidth(26)
            layout = row(code, title, buttons, gap=2, margins=(0, 6, 0, 6))
            layout.setStretch(1, 1)
            if number:
                self._criteria.addWidget(line())
            self._criteria.addWidget(holder(layout))

    def _show_shut(self, results: Results) -> None:
        package, access = self.session.package, results.checked.access
        note = (
            message(
                "people not reached in {year}; groups not described: {count}",
                year=str(package.key_year),
                count=len(access.unmeasured),
            )
            if access.unmeasured
            else message("people not reached in {year}; groups overlap", year=str(package.key_year))
        )
        if not package.groups:
            note = message("no group is named yet")
            self._people.setText(MISSING)
        self._people_note.setText(t(note))
        rows = []
        for shut in access.shut_out:
            group = package.group(shut.group)
            name = group.name if group else shut.group
            cells = []
            for year, share, people in zip(access.years, shut.share, shut.people, strict=False):
                if shut.group in access.unmeasured:
                    tip = t(message("{group}: size or barriers not stated", group=name))
                    cells.append(Cell("–", tip=tip, key=(shut.group, str(year))))
                    continue
                step = sum(share >= limit for limit in BREAKS)
                tip = t(
                    message(
                        "{group}, {year}: {people} people, {share} of the group",
                        group=name,
                        year=str(year),
                        people=say().people(people),
                        share=say().share(share, 0),
                    )
                )
                cells.append(Cell(say().number(share * 100, 0), step, tip=tip, key=(shut.group, str(year))))
            rows.append(HeatRow(name, tuple(cells)))
        year = package.key_year
        bold = access.years.index(year) if year in access.years else -1
        self._map.show_rows([f"’{one % 100:02d}" for one in access.years], rows, bold=bold)

    def _show_principles(self) -> None:
        package, knowledge = self.session.package, self.session.knowledge
        rows, held, sectors = [], 0, by_sector(package, knowledge)
        for sector, measures in sectors:
            cells = []
            for principle in Principle:
                names = [measure.title for measure in measures if principle in measure.principles]
                held += bool(names)
                tip = say().join(names) if names else t(message("no measure"))
                cells.append(
                    Cell(
                        str(len(names)) if names else "–",
                        min(4, len(names)),
                        tip=tip,
                        key=(sector, principle.value),
                    )
                )
            found = knowledge.vocabulary("sector").get(sector)
            rows.append(
                HeatRow(
                    t(knowledge.title("sector", sector)), tuple(cells), icon=found.icon if found else "blocks"
                )
            )
        self._pairs.setText(
            t(
                message(
                    "{held} of {all} pairs of sector and principle have a measure",
                    held=held,
                    all=len(sectors) * len(Principle),
                )
            )
        )
        names = [word(principle).capitalize() for principle in Principle]
        self._principles.show_rows(names, rows, icons=("coins", "vote", "fingerprint"))

    def _go_group(self, key: tuple[str, ...]) -> None:
        self.session.go(Place("coherence", f"group:{key[0]}", year=int(key[1])))

    def _go_sector(self, key: tuple[str, ...]) -> None:
        measure = next((one for one in self.session.package.measures if one.sector == key[0]), None)
        self.session.go(Place("package", f"measure:{measure.id}" if measure else ""))

    def _go_criterion(self, key: str) -> None:
        self.session.go(Place("checks", f"criterion:{key}"))

    def _go_checks(self) -> None:
        self.session.go(Place("checks"))

    def _go_coherence(self) -> None:
        self.session.go(Place("coherence"))

    def _go_package(self) -> None:
        self.session.go(Place("package"))

    def _brief(self) -> None:
        self.session.go(Place("brief"))
