"""The table of costing: each sector and measure by year below the picture of all, the totals kept in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.behind import money_unit
from ui.models.cost_bands import cost_bands, scaled
from ui.models.rows import Column, Row, RowsModel
from ui.models.summaries import at_least, by_sector, known
from ui.pages.base import scrolled
from ui.texts import compact, percent, say, set_tip, t
from ui.widgets.area import StackedArea
from ui.widgets.basics import PlainLabel, column, frame, row
from ui.widgets.buttons import Button
from ui.widgets.grid import ROW, Grid
from workbench.errors import message, plural
from workbench.i18n import MISSING
from workbench.model.statement import StatementLine, statement

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import CostLine, Estimate, Results

MONEY = "total.financing"
LEAST = ("total.cost", "total.net", "total.gap")
"""Sums that are the least they come to where a measure is not costed."""
NOTES, FIRST = 66, 3
"""Height of the notes below the table, and about how many are seen without scrolling."""
SHORT = 640
"""Height below which only sums, money and gap stay below the table."""


class CostTable(QWidget):
    """Picture, table and totals.

    Signals:
        traced: A figure and a year to explain.
    """

    traced = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._view = "cost"
        self._chart = StackedArea(name=t(message("Cost by sector")))
        self._chart.setMinimumHeight(180)
        self._chart.setMaximumHeight(220)
        self._chart.clicked.connect(self._year_clicked)
        self._chart_title = PlainLabel("", size=11, bold=True)
        self._chart_unit = PlainLabel("", size=9, tone="muted")
        chart = frame("tile")
        chart.setLayout(
            column(
                row(self._chart_title, None, self._chart_unit), self._chart, gap=4, margins=(16, 10, 16, 6)
            )
        )
        self.rows = RowsModel([Column(t(message("Measure")))])
        self.table = Grid(self.rows, name=t(message("Cost by measure and year")), sortable=False, cells=True)
        self.table.opened.connect(self._open_cell)
        self.sums = RowsModel([Column(t(message("Measure")))])
        self.totals = Grid(self.sums, name=t(message("Totals")), sortable=False, cells=True)
        self.totals.horizontalHeader().hide()
        self.totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.totals.opened.connect(self._open_total)
        for grid in (self.table, self.totals):
            grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.problems = PlainLabel("", size=9, tone="partly", wrap=True)
        tile = frame("tile")
        rule = frame("row")
        rule.setSizePolicy(rule.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)
        rule.setLayout(column(self.totals, gap=0, margins=(0, 1, 10, 0)))
        self._notes = scrolled(column(self.problems, None, gap=0, margins=(12, 4, 12, 4)))
        self._notes.setMaximumHeight(NOTES)
        self._notes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._notes.setAccessibleName(t(message("What a reader of the figures has to know")))
        self._more = Button("", kind="link", size=9, name=t(message("More notes on the figures")))
        self._more.clicked.connect(self._open_notes)
        self._opened = False
        inner = column(
            self.table,
            rule,
            self._notes,
            row(self._more, None, margins=(6, 0, 6, 4)),
            gap=0,
            margins=(1, 1, 1, 1),
        )
        inner.setStretch(0, 1)
        inner.addStretch(0)
        self._tile, self._rule = tile, rule
        tile.setLayout(inner)
        body = column(chart, tile, gap=16)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._years: tuple[int, ...] = ()
        self._estimate: Estimate | None = None
        self._short = False
        self._looked_at = 0

    def show_view(self, results: Results, view: str) -> None:
        """Show costs, people or shares of GDP."""
        estimate = self._estimate = results.estimate
        self._years, self._view = estimate.years, view
        self._fill_table(estimate)
        self._fill_chart(estimate)
        said = [t(one) for one in (*estimate.told, *(need.told for need in estimate.lacks))]
        self.say("\n".join(said), "partly")
        more = len(said) - FIRST
        text = plural("and {count} more", "and {count} more", more) if more > 0 else ""
        self._more.setText(t(message("Show fewer")) if self._opened else t(text))
        self._more.setVisible(more > 0)
        set_tip(self.problems, "\n".join(said))

    def select(self, figure: str, year: int) -> None:
        """Put the cursor on a figure of a year."""
        pinned = figure in {line.figure for line in self._statement(pinned=True)}
        key = figure if figure.startswith("total.") else figure.rpartition(".")[0]
        self._looked_at = year
        self._lay_out()
        (self.totals if pinned else self.table).select_key(key, self._column(year))

    def say(self, text: str, tone: str) -> None:
        """Say something below the table."""
        self.problems.set_tone(tone)
        self.problems.setText(text)
        self.problems.setVisible(bool(text))
        self._notes.setVisible(bool(text))
        self._more.hide()
        most = max(NOTES, self.height() // 3) if self._opened else NOTES
        self._notes.setMaximumHeight(most)
        self._notes.setFixedHeight(min(most, self.problems.heightForWidth(max(200, self.width() - 60)) + 10))
        self._notes.verticalScrollBar().setValue(0)

    def _open_notes(self) -> None:
        """Show all notes, or the gravest again."""
        self._opened = not self._opened
        if self.session.results is not None:
            self.show_view(self.session.results, self._view)
            self._fit_rows()

    def resizeEvent(self, event: object) -> None:
        """Keep the columns of both tables alike."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        short = self.height() < SHORT
        if short != self._short:
            self._short = short
            if self._estimate is not None:
                self._fill_table(self._estimate)
        self._lay_out()

    def _column(self, year: int) -> int:
        return self._years.index(year) + 1 if year in self._years else 0

    def _lay_out(self) -> None:
        count = len(self._years)
        if not count:
            return
        kept = self._looked_at if self._looked_at in self._years else self.session.package.key_year
        for grid in (self.table, self.totals):
            grid.fit_years(self.width() - 14, count, self._years.index(kept))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Let the table end with a whole row."""
        problems = sum(one.height() for one in (self._notes, self._more) if one.isVisible())
        head = self.table.horizontalHeader().height()
        room = self._tile.height() - self._rule.sizeHint().height() - problems - head - 4
        self.table.setMaximumHeight(max(3, room // ROW) * ROW + head + 1)

    def _columns(self, first: str) -> list[Column]:
        key = self.session.package.key_year
        return [Column(first), *(Column(str(year), number=True, bold=year == key) for year in self._years)]

    def _scale(self, estimate: Estimate) -> tuple[float, str]:
        return money_unit(estimate.currency, estimate.price_basis, (*estimate.total, *estimate.envelope))

    def _fill_table(self, estimate: Estimate) -> None:
        knowledge, view = self.session.knowledge, self._view
        sectors = {sector: (values, floor) for sector, values, floor in estimate.sectors}
        rows = []
        for sector, measures in by_sector(self.session.package, knowledge):
            lines = [
                line
                for line in (estimate.line(measure.id) for measure in measures)
                if line and not line.existing and self._values(line, view)
            ]
            unknown = [
                line
                for line in estimate.uncosted
                if view != "people" and not line.existing and line.sector == sector
            ]
            if not lines and not unknown:
                continue
            found = knowledge.vocabulary("sector").get(sector)
            title = t(knowledge.title("sector", sector))
            texts = (
                self._texts(estimate, *sectors.get(sector, ((), ())))
                if view != "people"
                else tuple("" for _ in self._years)
            )
            rows.append(
                Row(
                    f"sector:{sector}",
                    (title, *texts),
                    icon=found.icon if found else "blocks",
                    bold=True,
                    shaded=True,
                )
            )
            rows += [
                Row(
                    f"measure:{line.id}",
                    (self._titled(line), *self._texts(estimate, self._values(line, view))),
                    indent=True,
                    tone="partly" if line.unstated else "",
                )
                for line in lines
            ]
            rows += [
                Row(
                    f"measure:{line.id}",
                    (t(message("{measure} (not costed)", measure=line.title)), *("–" for _ in self._years)),
                    indent=True,
                    tone="partly",
                )
                for line in unknown
            ]
        if estimate.baseline and view != "people":
            rows.append(
                Row(
                    "baseline",
                    (t(message("Existing, not in the totals")), *("" for _ in self._years)),
                    icon="history",
                    bold=True,
                    shaded=True,
                )
            )
            rows += [
                Row(
                    f"measure:{line.id}",
                    (line.title, *self._texts(estimate, line.cost)),
                    indent=True,
                    tone="muted",
                )
                for line in estimate.baseline
            ]
        columns = self._columns(t(message("Measure")))
        pinned = self._total_rows(estimate, self._statement(pinned=True))
        rest = self._total_rows(estimate, self._statement(pinned=False))
        if rest:
            heading = (t(message("Between cost and gap")), *("" for _ in self._years))
            rows += [Row("statement", heading, icon="sigma", bold=True, shaded=True), *rest]
        self.rows.show_rows(rows, columns)
        self.sums.show_rows(pinned, columns)
        self.totals.setFixedHeight(ROW * self.sums.rowCount() + 2)
        self._lay_out()

    @staticmethod
    def _values(line: CostLine, view: str) -> tuple[float, ...]:
        return line.beneficiaries if view == "people" else line.cost

    @staticmethod
    def _titled(line: CostLine) -> str:
        return (
            t(message("{measure} (not stated in full)", measure=line.title)) if line.unstated else line.title
        )

    def _texts(
        self, estimate: Estimate, values: tuple[float, ...], floor: tuple[int, ...] = ()
    ) -> tuple[str, ...]:
        """Give a row as texts; in the years named it is the least it comes to."""
        return tuple(
            at_least(text, floor=year in floor)
            for year, text in zip(estimate.years, self._plain(estimate, values), strict=False)
        )

    def _plain(self, estimate: Estimate, values: tuple[float, ...]) -> tuple[str, ...]:
        view = self._view
        if view == "people":
            return tuple(MISSING if value != value else say().people(value) for value in values)
        if view == "share":
            return tuple(
                percent(value / gdp).removesuffix("%").strip()
                if gdp and gdp == gdp and value == value
                else MISSING
                for value, gdp in zip(values, estimate.gdp, strict=False)
            )
        scale, _ = self._scale(estimate)
        return tuple(compact(value, scale) for value in values)

    def _statement(self, *, pinned: bool) -> list[StatementLine]:
        """Give the lines that stay below the table, or those that scroll with it where there is little room."""
        if self._estimate is None or self._view == "people":
            return []
        lines = [line for line in statement(self._estimate) if line.values]
        stays = {line.figure for line in lines if not self._short or line.strong or line.figure == MONEY}
        return [line for line in lines if (line.figure in stays) is pinned]

    def _total_rows(self, estimate: Estimate, lines: list[StatementLine]) -> list[Row]:
        return [
            Row(
                line.figure,
                (
                    t(line.label),
                    *self._texts(estimate, line.entered, estimate.open_years if line.figure in LEAST else ()),
                ),
                bold=line.strong,
                tone="not-met" if line.figure == "total.gap" and any(map(known, line.values)) else "",
            )
            for line in lines
        ]

    def _fill_chart(self, estimate: Estimate) -> None:
        knowledge, package = self.session.knowledge, self.session.package
        share = self._view == "share" and any(map(known, estimate.gdp))
        scale, unit = self._scale(estimate)
        divisors = tuple(gdp / 100 for gdp in estimate.gdp) if share else tuple(scale for _ in estimate.years)
        self._chart_title.setText(t(message("Total cost by sector")))
        measured = t(message("% of GDP")) if share else unit
        self._chart_unit.setText(
            t(message("{unit}; figures beside it of {year}", unit=measured, year=str(package.key_year)))
        )
        ceiling = scaled(estimate.envelope, divisors)
        at = estimate.years.index(package.key_year)
        over = estimate.total[at] - estimate.envelope[at] if estimate.envelope else 0.0
        said = percent(over / estimate.gdp[at]) if share and over > 0 else say().money(over)
        chip = (
            t(message("{amount} above the envelope in {year}", amount=said, year=str(package.key_year)))
            if over > 0
            else ""
        )
        self._chart.show_bands(
            estimate.years, cost_bands(estimate, knowledge, divisors, package.key_year), year=package.key_year, ceiling=ceiling, ceiling_name=t(message("Envelope")),
            ceiling_text=say().number(ceiling[at], 2) if ceiling else "", above=chip,
        )  # fmt: skip

    def _open_cell(self, key: str, place: int) -> None:
        if key in ("baseline", "statement"):
            return
        if key.startswith("total."):
            self._open_total(key, place)
            return
        figure = "beneficiaries" if self._view == "people" and key.startswith("measure:") else "cost"
        self.traced.emit(f"{key}.{figure}", self._year_at(place))

    def _open_total(self, key: str, place: int) -> None:
        self.traced.emit(key, self._year_at(place))

    def _year_at(self, place: int) -> int:
        return self._years[place - 1] if place else self.session.package.key_year

    def _year_clicked(self, year: int) -> None:
        self.traced.emit("total.cost", year)
