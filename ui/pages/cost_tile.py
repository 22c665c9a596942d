"""What does it cost? The share of GDP, the envelope, and the sectors over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.models.cost_bands import cost_bands, scaled, value_at
from ui.models.summaries import at, known
from ui.pages.tiles import tile
from ui.places import Place
from ui.texts import percent, say, t
from ui.widgets.area import StackedArea
from ui.widgets.basics import Chip, PlainLabel, column, row
from workbench.errors import Message, message
from workbench.i18n import ranges

if TYPE_CHECKING:
    from ui.models.status import Shown
    from ui.session import Session
    from workbench.model.results import Estimate, Results


class CostTile(QWidget):
    """The tile."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._cost, self._cost_chip = PlainLabel("", size=24, bold=True), Chip("", "partly", bold=True)
        self._cost_note = PlainLabel("", tone="muted", elide=True)
        self._chart = StackedArea(name=t(message("Cost by sector, % of GDP")))
        self._chart.clicked.connect(self._go_year)
        head = row(self._cost, 2, self._cost_chip, None)
        made = tile(
            t(message("What does it cost?")),
            t(message("Costing")),
            self._go,
            head,
            self._cost_note,
            4,
            self._chart,
            stretch=self._chart,
        )
        self.setMinimumWidth(1)
        self.setSizePolicy(made.sizePolicy())
        self.setLayout(column(made, gap=0))

    def refresh(self, results: Results, figure: Shown) -> None:
        """Show the cost of the moment."""
        self._cost.setText(figure.value[:1].upper() + figure.value[1:])
        self._cost_chip.show_as(figure.change, figure.kind)
        estimate, package, knowledge = results.estimate, self.session.package, self.session.knowledge
        if not any(map(known, estimate.gdp)):
            self._cost_note.setText(
                t(message("in {year}; bring in a table with GDP to see shares", year=str(package.key_year)))
            )
            unit: tuple[float, ...] = tuple(1e9 for _ in estimate.years)
        else:
            unit = tuple(value / 100 or 1.0 for value in estimate.gdp)
            said = (
                t(message("in {year}", year=str(package.key_year))),
                t(against_envelope(estimate, package.key_year)),
            )
            self._cost_note.setText("; ".join(part for part in said if part))
        ceiling = scaled(estimate.envelope, unit)
        text = say().number(value_at(ceiling, estimate.years, package.key_year), 2) if ceiling else ""
        self._chart.show_bands(
            estimate.years,
            cost_bands(estimate, knowledge, unit, package.key_year),
            year=package.key_year,
            ceiling=ceiling,
            ceiling_name=t(message("Envelope")),
            ceiling_text=text,
            above=self._chip_above(results),
        )

    def _over(self, results: Results, year: int) -> float:
        estimate = results.estimate
        cost, limit, gdp = (
            at(values, estimate.years, year) for values in (estimate.total, estimate.envelope, estimate.gdp)
        )
        if cost is None or limit is None or not known(gdp):
            return 0.0
        return (cost - limit) / gdp if gdp and cost > limit else 0.0

    def _chip_above(self, results: Results) -> str:
        here = self._over(results, self.session.package.key_year)
        return (
            t(message("{share} above envelope", share=say().number(here * 100, 2))) if here > 0.00005 else ""
        )

    def _go(self) -> None:
        self.session.go(Place("costing"))

    def _go_year(self, year: int) -> None:
        self.session.go(Place("costing", figure="total.cost", year=year))


def against_envelope(estimate: Estimate, year: int) -> Message:
    """Say how the cost stands against the ceiling, over the years of which that is known, and over which it is not."""
    if not estimate.envelope:
        return _unknown(estimate)
    over, within = estimate.above_envelope, estimate.within_envelope
    rest = tuple(one for one in estimate.years if one not in over and one not in within)
    if year in over:
        place = estimate.years.index(year)
        amount = (estimate.total[place] - estimate.envelope[place]) / estimate.gdp[place]
        said = message(
            "{share} above the envelope, and above it in {years}", share=percent(amount), years=ranges(over)
        )
    elif over:
        said = message("above the envelope in {years}", years=ranges(over))
    elif not rest:
        return message("within the envelope in every year")
    elif within:
        said = message("within the envelope in {years}", years=ranges(within))
    else:
        return message("whether it is within the envelope is not known in any year")
    return message("{said}; not known in {rest}", said=said, rest=ranges(rest)) if rest else said


def _unknown(estimate: Estimate) -> Message:
    """Say for which years there is no figure."""
    rest = tuple(year for year in estimate.years if year not in estimate.known_years)
    return message("no figure for {years}", years=ranges(rest)) if rest else message("")
