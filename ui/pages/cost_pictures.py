"""The pictures of costing: by sector, by measure, against the envelope, how sure it is, what sways it, what each person costs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.models import behind
from ui.models.cost_bands import cost_bands, last_known, measure_bands, scaled, value_at
from ui.models.summaries import at, at_least, sector_costs
from ui.pages.answers import Answers
from ui.pages.base import scrolled
from ui.texts import figure, say, sentences, t
from ui.widgets.area import Band, StackedArea
from ui.widgets.basics import PlainLabel, column, row
from ui.widgets.buttons import Button, Segmented
from ui.widgets.fields import Number
from ui.widgets.lines import DASHED, DOTTED, Line, LineChart
from ui.widgets.pictured import Behind, Pictured
from ui.widgets.range_bars import HATCHED, Bar, Part, RangeBars
from workbench.errors import Message, message, plural
from workbench.model.uncertainty import Uncertainty

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ui.models.behind import Named
    from ui.session import Session
    from workbench.model.results import Estimate, Results

DRAWS = 2000
MOST = 200_000
LARGEST = 12
"""How many inputs the tornado shows; the table shows all."""
PICTURES: tuple[tuple[str, Message], ...] = (
    ("sectors", message("Sectors")),
    ("measures", message("Measures")),
    ("envelope", message("Envelope")),
    ("range", message("How sure")),
    ("sways", message("What sways it")),
    ("each", message("For each person")),
)


class CostPictures(QWidget):
    """Six pictures, one at a time, each with the table behind it.

    Signals:
        traced: A figure and a year to explain.
    """

    traced = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.view = Segmented([(key, t(name), "") for key, name in PICTURES], name=t(message("Picture")))
        self.view.choose("sectors")
        self.view.chosen.connect(self._chosen)
        self._sectors = StackedArea(name=t(message("Total cost by sector")), textures=True)
        self._measures = StackedArea(name=t(message("Total cost by measure")), textures=True)
        self._envelope = LineChart(name=t(message("Cost against the envelope")))
        self._fan = LineChart(name=t(message("Total cost and its range")))
        self._tornado = RangeBars(name=t(message("What sways the cost most")))
        self._each = RangeBars(name=t(message("Cost for each person reached")))
        for chart in (self._sectors, self._measures, self._envelope, self._fan):
            chart.clicked.connect(self._year_clicked)
        self._each.clicked.connect(self._measure_clicked)
        self.draws = Number(name=t(message("Number of draws")), kind="whole", least=100, most=MOST)
        self.seed = Number(name=t(message("Seed of the draws")), kind="whole", least=0, most=MOST)
        self.draws.show_value(DRAWS)
        self.seed.show_value(1)
        for field, wide in ((self.draws, 92), (self.seed, 70)):
            field.setFixedWidth(wide)
        self.again = Button(t(message("Run again")), kind="small", icon="play")
        self.again.clicked.connect(self._run)
        words = [PlainLabel(t(one), size=9, tone="muted") for one in (message("Draws"), message("Seed"))]
        controls = (words[0], self.draws, words[1], self.seed, self.again)
        made = (
            Pictured(self._sectors, name=t(message("Total cost by sector"))),
            Pictured(self._measures, name=t(message("Total cost by measure"))),
            Pictured(self._envelope, name=t(message("Cost against the envelope"))),
            Pictured(self._fan, *controls, name=t(message("Total cost and its range"))),
            Pictured(self._tornado, name=t(message("What sways the cost most")), area=_rolled(self._tornado)),
            Pictured(self._each, name=t(message("Cost for each person reached")), area=_rolled(self._each)),
        )
        self.pictured = dict(zip((key for key, _ in PICTURES), made, strict=True))
        self._stack = QStackedWidget()
        for one in made:
            one.opened.connect(self._cell_opened)
            self._stack.addWidget(one)
        self.setLayout(column(row(self.view, None), self._stack, gap=10))
        self._fills: dict[str, Callable[[Results], None]] = {
            "sectors": self._fill_sectors,
            "measures": self._fill_measures,
            "envelope": self._fill_envelope,
            "range": self._fill_range,
            "sways": self._fill_sways,
            "each": self._fill_each,
        }
        self._answers = Answers(session, self)
        self._answers.arrived.connect(self._arrived)

    @property
    def shown(self) -> Pictured:
        """The picture shown, with its table."""
        return self.pictured[self.view.value()]

    def refresh(self) -> None:
        """Show the picture of the moment."""
        results = self.session.results
        self._stack.setCurrentWidget(self.shown)
        if results is not None:
            self._fills[self.view.value()](results)

    def _fill_sectors(self, results: Results) -> None:
        estimate, knowledge = results.estimate, self.session.knowledge
        scale, unit = self._money(estimate)
        self._fill_area(
            self._sectors, estimate, cost_bands(estimate, knowledge, self._flat(scale), self._year), scale
        )
        rows: list[Named] = [
            (f"sector:{sector}.cost", t(knowledge.title("sector", sector)), values)
            for sector, values in sector_costs(estimate).items()
        ]
        self._behind_area("sectors", rows, estimate, scale, unit)

    def _fill_measures(self, results: Results) -> None:
        estimate = results.estimate
        scale, unit = self._money(estimate)
        self._fill_area(
            self._measures, estimate, measure_bands(estimate, self._flat(scale), self._year), scale
        )
        rows: list[Named] = [(f"measure:{line.id}.cost", line.title, line.cost) for line in estimate.measures]
        self._behind_area("measures", rows, estimate, scale, unit)

    def _fill_area(self, chart: StackedArea, estimate: Estimate, bands: list[Band], scale: float) -> None:
        ceiling = scaled(estimate.envelope, self._flat(scale))
        chart.show_bands(
            estimate.years, bands, year=self._year, ceiling=ceiling, ceiling_name=t(message("Envelope")),
            ceiling_text=figure(value_at(ceiling, estimate.years, self._year), 2) if ceiling else "",
        )  # fmt: skip

    def _behind_area(self, key: str, rows: list[Named], estimate: Estimate, scale: float, unit: str) -> None:
        rows.sort(key=lambda one: -last_known(one[2]) if math.isfinite(last_known(one[2])) else 0.0)
        rows.insert(0, ("total.cost", t(message("Total cost")), estimate.total))
        if estimate.envelope:
            rows.insert(1, ("total.envelope", t(message("Envelope")), estimate.envelope))
        self._show(key, unit, rows, scale=scale, strong=frozenset({"total.cost"}), floors=_floors(estimate))

    def _fill_envelope(self, results: Results) -> None:
        estimate = results.estimate
        rows = behind.shares(estimate)
        if not any(estimate.gdp):
            self._envelope.show_nothing(t(message("Bring in a table with GDP to see shares of it.")))
            rows = []
        else:
            looks: dict[str, tuple[str, tuple[float, ...]]] = {
                "total.cost": ("accent", ()),
                "total.envelope": ("text", DASHED),
                "total.financing": ("muted", DOTTED),
            }
            floor = {"total.cost"} if estimate.is_floor(self._year) else set()
            lines = [
                Line(
                    name,
                    values,
                    at_least(figure(value_at(values, estimate.years, self._year), 2), floor=key in floor),
                    *looks[key],
                )
                for key, name, values in rows
            ]
            self._envelope.show_lines(estimate.years, lines, year=self._year)
        self._show(
            "envelope",
            t(message("% of GDP")),
            rows,
            strong=frozenset({"total.cost"}),
            floors=_floors(estimate),
        )

    def _fill_range(self, results: Results) -> None:
        found, estimate = self._answers.get("range"), results.estimate
        self.again.setEnabled(not self._answers.waits("range"))
        if not isinstance(found, Uncertainty):
            self._fan.show_nothing(sentences(found) if found else t(message("Drawing …")))
            self._show("range", "", [])
            if found is None:
                self._run()
            return
        spread = found.spread("total.cost")
        rows = behind.spread_rows(found, estimate)
        scale, unit = behind.money_unit(
            found.currency, found.price_basis, [value for _, _, values in rows for value in values]
        )
        flat = self._flat(scale)
        lines = [Line(t(message("As estimated")), scaled(estimate.total, flat), "", "muted", DASHED)]
        low, high = ((), ()) if spread is None else (scaled(spread.p10, flat), scaled(spread.p90, flat))
        if spread is not None:
            lines.append(Line(t(message("Half lie below")), scaled(spread.p50, flat), "", "accent"))
            names = ((t(message("9 in 10 below")), high), (t(message("1 in 10 below")), low))
            lines += [Line(name, values, "", "accent", DOTTED) for name, values in names]
        lines = [Line(one.name, one.values, figure(value_at(one.values, found.years, self._year), 2), one.tone, one.dash) for one in lines]  # fmt: skip
        self._fan.show_lines(found.years, lines, year=self._year, low=low, high=high)
        self._show("range", unit, rows, scale=scale, strong=frozenset({"p50"}), note=_told(found))

    def _fill_sways(self, results: Results) -> None:
        title = t(message("What sways the cost of {year} most", year=str(self._year)))
        sways, estimate = self._answers.get("sways"), results.estimate
        if not isinstance(sways, tuple):
            wait = message("Trying one input after the other …")
            self._tornado.show_nothing(sentences(sways) if sways else t(wait))
            self.pictured["sways"].show_behind(Behind(title, "", (), ()))
            if sways is None:
                workspace, scenario, year = self.session.here, self.session.scenario, self._year
                self._answers.ask("sways", lambda: workspace.tornado(year, scenario))
            return
        scale, unit = self._money(estimate)
        base = at(estimate.total, estimate.years, self._year) or 0.0
        bars = []
        for sway in sways[:LARGEST]:
            low, high = sorted((sway.at_low, sway.at_high))
            parts = (Part(base, sway.at_low, HATCHED), Part(base, sway.at_high))
            bars.append(
                Bar(
                    "",
                    behind.sway_words(sway, self.session.package),
                    parts,
                    figure(high / scale, 2),
                    figure(low / scale, 2),
                    note=behind.factors(sway),
                )
            )
        if bars:
            text = t(message("as estimated {cost}", cost=figure(base / scale, 2)))
            self._tornado.show_bars(bars, base=base, base_text=text)
        else:
            self._tornado.show_nothing(t(message("No input moves the cost of this year.")))
        made = behind.sway_table(title, unit, sways, scale, self.session.package)
        note = t(
            message(
                "Each input alone goes from its lowest (hatched) to its highest (full). Without a stated range it goes a tenth up and down."
            )
        )
        self.pictured["sways"].show_behind(Behind(title, unit, made.columns, made.rows, note))

    def _fill_each(self, results: Results) -> None:
        estimate = results.estimate
        title = t(message("Cost for each person reached, {year}", year=str(self._year)))
        made = behind.per_person(
            title, f"{estimate.currency}, {behind.basis_words(estimate.price_basis)}", estimate, self._year
        )
        bars = [
            Bar(f"measure:{one.key}.cost", one.texts[0], (Part(0.0, float(one.sort[1])),), one.texts[1])
            for one in made.rows
            if not math.isnan(float(one.sort[1]))
        ]
        if bars:
            self._each.show_bars(bars)
        else:
            self._each.show_nothing(t(message("No measure with a cost says how many people it reaches.")))
        note = t(message("Measures that count units rather than people show the cost of one unit."))
        self.pictured["each"].show_behind(Behind(title, made.unit, made.columns, made.rows, note))

    def _show(
        self, key: str, unit: str, rows: list[Named], *, scale: float = 1.0, strong: frozenset[str] = frozenset(), note: str = "",
        floors: Mapping[str, Collection[int]] | None = None,
    ) -> None:  # fmt: skip
        pictured = self.pictured[key]
        name = pictured.name
        made = behind.by_year(name, unit, self._years, rows, scale=scale, year=self._year, strong=strong, note=note, floors=floors)  # fmt: skip
        pictured.show_behind(made)

    @property
    def _year(self) -> int:
        return self.session.package.key_year

    @property
    def _years(self) -> tuple[int, ...]:
        return self.session.results.estimate.years if self.session.results else ()

    def _flat(self, scale: float) -> tuple[float, ...]:
        return tuple(scale for _ in self._years)

    def _money(self, estimate: Estimate) -> tuple[float, str]:
        values = (*estimate.total, *estimate.envelope)
        return behind.money_unit(estimate.currency, estimate.price_basis, values)

    def _run(self) -> None:
        self.draws.interpretText()
        self.seed.interpretText()
        workspace, scenario = self.session.here, self.session.scenario
        draws, seed = int(self.draws.value()), int(self.seed.value())
        self._answers.ask("range", lambda: workspace.uncertainty(draws, seed, scenario))
        self.again.setEnabled(False)

    def _arrived(self, question: str) -> None:
        if self.view.value() == question and self.session.is_open:
            self.refresh()

    def _chosen(self, key: object) -> None:
        self.refresh()

    def _year_clicked(self, year: int) -> None:
        self.traced.emit("total.cost", year)

    def _measure_clicked(self, figure_: str) -> None:
        self.traced.emit(figure_, self._year)

    def _cell_opened(self, key: str, place: int) -> None:
        view = self.view.value()
        if view == "each":
            self.traced.emit(f"measure:{key}.cost", self._year)
        elif "." in key and view != "sways" and place <= len(self._years):
            self.traced.emit(key, self._years[place - 1] if place else self._year)


def _floors(estimate: Estimate) -> dict[str, tuple[int, ...]]:
    """Give the years in which the sums of the costing are the least they come to."""
    sectors = {f"sector:{sector}.cost": unknown for sector, _, unknown in estimate.sectors}
    return {"total.cost": estimate.open_years} | sectors


def _rolled(bars: RangeBars) -> QWidget:
    return scrolled(column(bars, gap=0))


def _told(found: Uncertainty) -> str:
    """Say what the range rests on."""
    draws = say().number(found.draws, 0)
    if not found.inputs:
        first = t(message("No input has a range yet, so every draw is the same. {draws} draws.", draws=draws))
    else:
        first = t(
            plural(
                "{draws} draws of {count} input with a range; seed {seed}. The same seed gives the same draws.",
                "{draws} draws of {count} inputs with a range; seed {seed}. The same seed gives the same draws.",
                len(found.inputs),
                draws=draws,
                seed=str(found.seed),
            )
        )
    return "\n".join([first, *(t(one) for one in found.problems[:2])])
