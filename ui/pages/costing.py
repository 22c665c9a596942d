"""The costing: what each sector and measure costs by year, and the trace of any figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from ui.commands import documents, free_name
from ui.models.cost_bands import cost_bands, scaled
from ui.models.rows import Column, Row, RowsModel
from ui.models.summaries import by_sector, sector_costs
from ui.pages.base import Page
from ui.pages.trace_panel import TracePanel
from ui.texts import compact, percent, say, scale_of, sentences, set_tip, t
from ui.widgets.area import StackedArea
from ui.widgets.basics import PlainLabel, column, frame, row
from ui.widgets.buttons import Button, Segmented
from ui.widgets.fields import Choice
from ui.widgets.grid import ROW, Grid
from workbench.errors import WorkbenchError, message, plural
from workbench.model import set_value
from workbench.model.words import PriceBasis

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import CostLine, Estimate


class CostingPage(Page):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Costing")))
        self.view = Segmented(
            [("cost", t(message("Cost")), "sigma"), ("people", t(message("People")), "users"), ("share", t(message("Share of GDP")), "chart-area")],
            name=t(message("Figures shown")),
        )  # fmt: skip
        self.view.choose("cost")
        self.view.chosen.connect(self._view_chosen)
        self.basis = Choice(
            [
                (PriceBasis.NOMINAL.value, t(message("nominal"))),
                (PriceBasis.CONSTANT.value, t(message("constant"))),
            ],
            name=t(message("Price basis")),
        )
        self.basis.setMinimumWidth(104)
        self.basis.chosen.connect(self._set_basis)
        self.write = Button(t(message("Write live workbook")), icon="file-spreadsheet", kind="primary")
        self.write.clicked.connect(self.save)
        self.add_to_head(self.view, self.basis, self.write)
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
        self._problems = PlainLabel("", size=9, tone="partly", wrap=True)
        tile = frame("tile")
        rule = frame("row")
        rule.setSizePolicy(rule.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)
        rule.setLayout(column(self.totals, gap=0, margins=(0, 1, 10, 0)))
        inner = column(self.table, rule, self._problems, gap=0, margins=(1, 1, 1, 1))
        inner.setStretch(0, 1)
        inner.addStretch(0)
        self._tile, self._rule = tile, rule
        tile.setLayout(inner)
        self._problems.setContentsMargins(12, 4, 12, 6)
        body = column(chart, tile, gap=16, margins=(24, 0, 24, 20))
        body.setStretch(1, 1)
        self.main.addLayout(body, 1)
        self.panel = TracePanel(session)
        self.panel.closed.connect(self._close_panel)
        self.outer.addWidget(self.panel)
        self._years: tuple[int, ...] = ()

    def refresh(self) -> None:
        """Show the figures of the moment."""
        results, package = self.session.results, self.session.package
        self.basis.show_value(package.price_basis.value)
        if results is None:
            return
        estimate = results.estimate
        self._years = estimate.years
        self.sub.setText(
            t(
                plural(
                    "{count} new or reformed measure",
                    "{count} new or reformed measures",
                    len(estimate.measures),
                )
            )
        )
        self._fill_table(estimate)
        self._fill_chart(estimate)
        said = (*estimate.problems, *(flag.message for flag in estimate.flags))
        self._problems.setVisible(bool(said))
        self._problems.setText("\n".join(t(one) for one in said[:3]))
        set_tip(self._problems, "\n".join(t(one) for one in said))
        self.panel.refresh()

    def show_subject(self, subject: str) -> None:
        """Explain a figure: "trace:FIGURE@YEAR"."""
        figure, _, year = subject.removeprefix("trace:").partition("@")
        if figure and self.session.results is not None:
            self.panel.show_figure(figure, int(year or self.session.package.key_year))
            key, column_ = figure.rpartition(".")[0], self._column(int(year or 0))
            (self.totals if figure.startswith("total.") else self.table).select_key(
                figure if figure.startswith("total.") else key, column_
            )
            self._lay_out()

    def resizeEvent(self, event: object) -> None:
        """Keep the columns of both tables alike."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._lay_out()

    def _column(self, year: int) -> int:
        return self._years.index(year) + 1 if year in self._years else 0

    def _lay_out(self) -> None:
        count = len(self._years)
        if not count:
            return
        panel = self.panel.width() if self.panel.isVisible() else 0
        room = self.width() - panel - 50
        year = max(52, min(84, (room - 230) // count))
        widths = [0, *([year] * count)]
        self.table.widths(*widths)
        self._fit_rows()
        self.totals.widths(*widths)

    def _fit_rows(self) -> None:
        """Let the table end with a whole row."""
        problems = self._problems.height() if self._problems.isVisible() else 0
        head = self.table.horizontalHeader().height()
        room = self._tile.height() - self._rule.sizeHint().height() - problems - head - 4
        self.table.setMaximumHeight(max(3, room // ROW) * ROW + head + 1)

    def _columns(self, first: str) -> list[Column]:
        key = self.session.package.key_year
        return [Column(first), *(Column(str(year), number=True, bold=year == key) for year in self._years)]

    def _scale(self, estimate: Estimate) -> tuple[float, str]:
        scale, name = scale_of((*estimate.total, *estimate.envelope))
        return scale, f"{t(name)} {estimate.currency}".strip()

    def _fill_table(self, estimate: Estimate) -> None:
        knowledge, view = self.session.knowledge, self.view.value()
        costs = sector_costs(estimate)
        rows = []
        for sector, measures in by_sector(self.session.package, knowledge):
            lines = [
                line
                for line in (estimate.line(measure.id) for measure in measures)
                if line and not line.existing and self._values(line, view)
            ]
            if not lines:
                continue
            found = knowledge.vocabulary("sector").get(sector)
            title = t(knowledge.title("sector", sector))
            texts = (
                self._texts(estimate, costs.get(sector, ()))
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
                    (line.title, *self._texts(estimate, self._values(line, view))),
                    indent=True,
                )
                for line in lines
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
        self.rows.show_rows(rows, columns)
        self.sums.show_rows(self._total_rows(estimate) if view != "people" else [], columns)
        self.totals.setFixedHeight(ROW * self.sums.rowCount() + 2)
        self._lay_out()

    @staticmethod
    def _values(line: CostLine, view: str) -> tuple[float, ...]:
        return line.beneficiaries if view == "people" else line.cost

    def _texts(self, estimate: Estimate, values: tuple[float, ...]) -> tuple[str, ...]:
        view = self.view.value()
        if view == "people":
            return tuple(say().people(value) if value else "–" for value in values)
        if view == "share":
            return tuple(
                percent(value / gdp).removesuffix("%").strip() if gdp and value else "–"
                for value, gdp in zip(values, estimate.gdp, strict=False)
            )
        scale, _ = self._scale(estimate)
        return tuple(compact(value, scale) for value in values)

    def _total_rows(self, estimate: Estimate) -> list[Row]:
        rows = [
            ("total.cost", t(message("Total cost")), estimate.total, True, ""),
            (
                "total.interest",
                t(message("Interest on debt")),
                estimate.interest if any(estimate.interest) else (),
                False,
                "",
            ),
            ("total.envelope", t(message("Envelope")), estimate.envelope, False, ""),
            ("total.financing", t(message("Confirmed and planned money")), estimate.financing, False, ""),
            ("total.gap", t(message("Gap")), estimate.gap, True, "not-met" if any(estimate.gap) else ""),
        ]
        return [
            Row(key, (name, *self._texts(estimate, values)), bold=bold, tone=tone)
            for key, name, values, bold, tone in rows
            if values
        ]

    def _fill_chart(self, estimate: Estimate) -> None:
        knowledge, package = self.session.knowledge, self.session.package
        share = self.view.value() == "share" and any(estimate.gdp)
        scale, unit = self._scale(estimate)
        divisors = tuple(gdp / 100 for gdp in estimate.gdp) if share else tuple(scale for _ in estimate.years)
        self._chart_title.setText(t(message("Total cost by sector")))
        basis = (
            t(message("nominal"))
            if estimate.price_basis == "nominal"
            else t(message("prices of {year}", year=estimate.price_basis.rpartition(" ")[2]))
        )
        self._chart_unit.setText(t(message("% of GDP")) if share else f"{unit}, {basis}")

        ceiling = scaled(estimate.envelope, divisors)
        gap = dict(zip(estimate.years, estimate.gap, strict=False)).get(package.key_year, 0.0)
        chip = (
            t(message("gap {money} in {year}", money=say().money(gap), year=str(package.key_year)))
            if gap
            else ""
        )
        self._chart.show_bands(
            estimate.years, cost_bands(estimate, knowledge, divisors), year=package.key_year, ceiling=ceiling, ceiling_name=t(message("Envelope")),
            ceiling_text=say().number(ceiling[-1], 2) if ceiling else "", above=chip,
        )  # fmt: skip

    def _open_cell(self, key: str, place: int) -> None:
        if key == "baseline":
            return
        year = self._years[place - 1] if place else self.session.package.key_year
        figure = "beneficiaries" if self.view.value() == "people" and key.startswith("measure:") else "cost"
        self.panel.show_figure(f"{key}.{figure}", year)
        self._lay_out()

    def _open_total(self, key: str, place: int) -> None:
        year = self._years[place - 1] if place else self.session.package.key_year
        self.panel.show_figure(key, year)
        self._lay_out()

    def _year_clicked(self, year: int) -> None:
        self.panel.show_figure("total.cost", year)
        self._lay_out()

    def _close_panel(self) -> None:
        self.panel.hide()
        self._lay_out()

    def _view_chosen(self, key: object) -> None:
        self.refresh()

    def save(self) -> None:
        """Write the calculation with live formulas where the user wants it."""
        wanted = free_name(documents() / f"{self.session.here.path.stem} – {t(message('costing'))}.xlsx")
        title = t(message("Write live workbook"))
        name, _ = QFileDialog.getSaveFileName(self, title, str(wanted), "Excel (*.xlsx)")
        if name:
            self.write_to(Path(name))

    def write_to(self, path: Path) -> None:
        """Write the workbook off the window's thread."""
        workspace, scenario = self.session.here, self.session.scenario
        self.write.setEnabled(False)
        self.session.tasks.run(
            lambda: workspace.write_costing(path, scenario=scenario), self._written, self._not_written
        )

    def _written(self, path: Path) -> None:
        self.write.setEnabled(True)
        self._say(t(message("Written: {file}", file=str(path))), "met")

    def _not_written(self, error: Exception) -> None:
        self.write.setEnabled(True)
        if isinstance(error, WorkbenchError):
            self._say(sentences(error), "not-met")
        else:
            self.session.broken.emit(error)

    def _say(self, text: str, tone: str) -> None:
        self._problems.set_tone(tone)
        self._problems.setText(text)
        self._problems.setVisible(True)

    def _set_basis(self, value: str) -> None:
        text = t(message("nominal")) if value == PriceBasis.NOMINAL.value else t(message("constant"))
        self.session.edit(
            message("Show money in {basis} prices", basis=text), [set_value("package", "price_basis", value)]
        )

    def focus_widget(self) -> QWidget:
        """Give the widget the keyboard goes to."""
        return self.table
