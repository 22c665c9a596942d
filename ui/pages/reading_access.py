"""Who can reach what: measure by group, as a share, for a year."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.models.summaries import by_sector, reach_status
from ui.pages.reading import Reading, signs
from ui.texts import say, t
from ui.widgets.heat import Cell, HeatMap, HeatRow
from workbench.errors import message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.pages.side_panel import SidePanel
    from ui.session import Session
    from workbench.model.group import Group
    from workbench.model.measure import Measure
    from workbench.model.results import AccessCell

LONGEST = 13


class AccessReading(Reading):
    """The map; its panel is the access panel."""

    def __init__(self, session: Session) -> None:
        name = t(message("Access by measure and group"))
        super().__init__(session, HeatMap(name=name, row_height=22, head_height=42, label_width=236))

    def legend(self) -> QHBoxLayout:
        """Say what the signs mean."""
        return signs(
            (
                ("met", message("80 % or more")),
                ("partly", message("50 to 79 %")),
                ("not-met", message("under 50 %")),
                ("·", message("not covered")),
            )
        )

    def fill(self, year: int) -> None:
        """Show the shares of a year; the worst is chosen where nothing is."""
        results, package, knowledge = self.session.results, self.session.package, self.session.knowledge
        if results is None:
            return
        cells = [cell for cell in results.checked.access.cells if cell.year == year]
        if not self.chosen and cells:
            worst = min(cells, key=reach_order)
            self.chosen = (worst.group, worst.measure)
        rows = []
        for number, (sector, measures) in enumerate(by_sector(package, knowledge)):
            word = knowledge.vocabulary("sector").get(sector)
            for place, measure in enumerate(measures):
                shown = [
                    _cell(results.checked.access.cell(group.id, measure.id, year), measure, group, year)
                    for group in package.groups
                ]
                icon = (word.icon if word else "blocks") if place == 0 else ""
                rows.append(HeatRow(measure.title, tuple(shown), icon=icon, gap=place == 0 and number > 0))
        self.heat.show_rows([two_lines(group.name) for group in package.groups], rows)

    def explain(self, panel: SidePanel, year: int) -> None:
        """Explain the chosen cell in the access panel."""
        from ui.pages.access_panel import AccessPanel

        group, measure = self.chosen or ("", "")
        if isinstance(panel, AccessPanel):
            panel.show_cell(group, measure, year)


def _cell(cell: AccessCell | None, measure: Measure, group: Group, year: int) -> Cell:
    key = (group.id, measure.id)
    if cell is None:
        why = (
            t(message("not covered"))
            if not measure.names(group.id)
            else t(message("does not run in {year}", year=str(year)))
        )
        return Cell("·", tip=f"{measure.title}, {group.name}: {why}", key=key)
    share = say().share(cell.share, 0)
    tip = t(
        message(
            "{measure}, {group}: {share} reached, {people} people not",
            measure=measure.title,
            group=group.name,
            share=share,
            people=say().people(cell.not_reached),
        )
    )
    return Cell(share, status=reach_status(cell.share), tip=tip, key=key)


def reach_order(cell: AccessCell) -> float:
    """Give the share to sort by; what is not known comes last."""
    return math.inf if math.isnan(cell.share) else cell.share


def two_lines(name: str) -> str:
    """Break a name near its middle."""
    words = name.split(" ")
    if len(words) == 1 or len(name) <= LONGEST:
        return f"\n{name}" if len(words) == 1 else name.replace(" ", "\n", 1)
    best = min(
        range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:])))
    )
    return f"{' '.join(words[:best])}\n{' '.join(words[best:])}"
