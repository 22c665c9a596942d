"""What does it cost? The share of GDP, the envelope, and the sectors over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.models.cost_bands import cost_bands, scaled
from ui.models.summaries import at
from ui.pages.tiles import tile
from ui.texts import percent, say, t
from ui.widgets.area import StackedArea
from ui.widgets.basics import Chip, PlainLabel, column, row
from workbench.errors import message

if TYPE_CHECKING:
    from ui.models.status import Shown
    from ui.session import Session
    from workbench.model.results import Results


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
        self._cost.setText(figure.value)
        self._cost_chip.show_as(figure.change, figure.kind)
        estimate, package, knowledge = results.estimate, self.session.package, self.session.knowledge
        if not any(estimate.gdp):
            self._cost_note.setText(
                t(message("in {year}; bring in a table with GDP to see shares", year=str(package.key_year)))
            )
            unit: tuple[float, ...] = tuple(1e9 for _ in estimate.years)
        else:
            unit = tuple(value / 100 or 1.0 for value in estimate.gdp)
            self._cost_note.setText(
                self._above(results) or t(message("in {year}", year=str(package.key_year)))
            )
        ceiling = scaled(estimate.envelope, unit)
        text = say().number(ceiling[-1], 2) if ceiling else ""
        self._chart.show_bands(
            estimate.years,
            cost_bands(estimate, knowledge, unit),
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
        return max(0.0, (cost - limit) / gdp) if cost is not None and limit is not None and gdp else 0.0

    def _above(self, results: Results) -> str:
        year = self.session.package.key_year
        over = [one for one in results.estimate.years if self._over(results, one) > 0]
        if not over or not results.estimate.envelope:
            return (
                t(message("in {year}; within the envelope in every year", year=str(year)))
                if results.estimate.envelope
                else ""
            )
        here = self._over(results, year)
        if here:
            return t(
                message(
                    "in {year}; {share} above the envelope, and above it in {years}",
                    year=str(year),
                    share=percent(here),
                    years=_ranges(over),
                )
            )
        return t(message("in {year}; above the envelope in {years}", year=str(year), years=_ranges(over)))

    def _chip_above(self, results: Results) -> str:
        here = self._over(results, self.session.package.key_year)
        return (
            t(message("{share} above envelope", share=say().number(here * 100, 2))) if here > 0.00005 else ""
        )

    def _go(self) -> None:
        self.session.go("costing")

    def _go_year(self, year: int) -> None:
        self.session.go("costing", f"trace:total.cost@{year}")


def _ranges(years: list[int]) -> str:
    """Write years as ranges: 2029–2032."""
    parts: list[list[int]] = []
    for year in years:
        if parts and parts[-1][-1] == year - 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return say().join([str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts])
