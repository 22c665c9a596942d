"""All three principles in every sector (S3): whom each sector's measures reach, for one group or for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.reading import Reading, signs
from ui.texts import t, word
from ui.widgets.basics import PlainLabel
from ui.widgets.fields import Choice
from ui.widgets.heat import Cell, HeatMap, HeatRow
from workbench.errors import message, plural
from workbench.model.words import Principle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.pages.side_panel import SidePanel
    from ui.session import Session
    from workbench.model.readings import Served


class SectorsReading(Reading):
    """Sectors by principles."""

    def __init__(self, session: Session) -> None:
        name = t(message("Principles by sector"))
        super().__init__(session, HeatMap(name=name, row_height=26, head_height=24, label_width=236))
        self.group = Choice(name=t(message("For whom")))
        self.group.setMinimumWidth(200)
        self.group.chosen.connect(self._group_chosen)
        self.above.addWidget(PlainLabel(t(message("For")), bold=True))
        self.above.addWidget(self.group)
        self._for = ""
        self._year = 0

    def legend(self) -> QHBoxLayout:
        """Say what the signs mean."""
        return signs(
            (
                ("met", message("reached")),
                ("partly", message("some reached, or named only")),
                ("not-met", message("nothing for them")),
            )
        )

    def fill(self, year: int) -> None:
        """Show whom each sector serves in a year."""
        package, knowledge = self.session.package, self.session.knowledge
        self._year = year
        self.group.offer(
            [("", t(message("all groups"))), *((group.id, group.name) for group in package.groups)]
        )
        if package.group(self._for) is None:
            self._for = ""
        self.group.show_value(self._for)
        found: dict[tuple[str, Principle], list[Served]] = {}
        for item in self._served(year):
            found.setdefault((item.sector, item.principle), []).append(item)
        rows = []
        for sector in dict.fromkeys(sector for sector, _ in found):
            known = knowledge.vocabulary("sector").get(sector)
            cells = tuple(_cell(found[sector, principle], sector, principle) for principle in Principle)
            rows.append(
                HeatRow(t(knowledge.title("sector", sector)), cells, icon=known.icon if known else "blocks")
            )
        self.heat.show_rows([word(principle).capitalize() for principle in Principle], rows)
        if not self.chosen and rows:
            self.chosen = rows[0].cells[0].key

    def explain(self, panel: SidePanel, year: int) -> None:
        """Name what serves whom in the chosen sector under the chosen principle."""
        knowledge, package = self.session.knowledge, self.session.package
        panel.empty(message("Who is served here, and by what?"))
        if not self.chosen:
            panel.paragraph(t(message("No measure has a sector yet.")), tone="muted")
            return
        sector, principle = self.chosen
        panel.title(f"{t(knowledge.title('sector', sector))} · {word(Principle(principle))}")
        for item in self._served(year):
            if item.sector != sector or item.principle.value != principle:
                continue
            group = package.group(item.group)
            panel.heading(group.name if group else item.group)
            for name in item.reached:
                panel.link(f"measure:{name}", status="met")
            for name in item.named:
                panel.link(f"measure:{name}", status="partly", end=t(message("not reached")))
            if not item.reached and not item.named:
                panel.paragraph(t(message("Nothing here is meant for them.")), size=9, tone="not-met")

    def _served(self, year: int) -> list[Served]:
        found = self.session.here.served(year, self.session.scenario)
        return [item for item in found if self._for in ("", item.group)]

    def _group_chosen(self, group: object) -> None:
        self._for = str(group)
        self.fill(self._year)
        self.clicked.emit(self.chosen)


def _cell(items: list[Served], sector: str, principle: Principle) -> Cell:
    reached = sum(bool(item.reached) for item in items)
    named = sum(bool(item.named) for item in items)
    status = "met" if reached == len(items) else "partly" if reached or named else "not-met"
    text = f"{reached}/{len(items)}" if len(items) > 1 else str(len(items[0].reached))
    tip = t(plural("{n} of {count} group reached", "{n} of {count} groups reached", len(items), n=reached))
    return Cell(text, status=status, tip=tip, key=(sector, principle.value))
