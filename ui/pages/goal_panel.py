"""Which value of an input fits a target in every year, and one edit that sets it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.models.goal_inputs import Input, inputs
from ui.models.rows import Column, Row, RowsModel
from ui.pages.side_panel import SidePanel
from ui.texts import figure, percent, say, t
from ui.widgets.basics import PlainLabel, column, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice, Number
from ui.widgets.grid import ROW, Grid
from workbench.errors import WorkbenchError, message
from workbench.model import Path

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import Results
    from workbench.model.uncertainty import Goal

SHARE, MONEY = "total.share_of_gdp", "total.cost"
MILLION = 1e6


class GoalPanel(SidePanel):
    """The panel: input, target, and what was found."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "scale", message("Which value fits a target?"))
        self.input = Choice(name=t(message("Input to change")))
        self.input.setMinimumContentsLength(12)
        self.input.chosen.connect(self._changed)
        self.figure = Choice(
            [(SHARE, t(message("% of GDP"))), (MONEY, t(message("million a year")))],
            name=t(message("What the target is stated in")),
        )
        self.figure.chosen.connect(self._figure_chosen)
        self.target = Number(name=t(message("Target")), least=0)
        self.target.setDecimals(3)
        self.target.entered.connect(self._changed)
        self.seek = Button(t(message("Find the value")), kind="primary", icon="search")
        self.seek.clicked.connect(self._find)
        self._said = PlainLabel("", wrap=True)
        self.rows = RowsModel([Column("")])
        self.table = Grid(self.rows, name=t(message("Value by year")), sortable=False)
        self.apply = Button(t(message("Set these values")), kind="primary", icon="check")
        self.apply.clicked.connect(self._apply)
        self.body.addWidget(PlainLabel(t(message("Which value of")), bold=True))
        self.body.addWidget(self.input)
        self.body.addWidget(
            PlainLabel(t(message("keeps the total cost, in every year, at most at")), bold=True)
        )
        target = row(self.target, self.figure)
        target.setStretch(0, 1)
        self.body.addLayout(target)
        self.body.addSpacing(4)
        self.body.addLayout(row(self.seek, None))
        self.body.addSpacing(8)
        self.body.addLayout(column(self._said, self.table, row(self.apply, None), gap=10))
        self._inputs: dict[str, Input] = {}
        self._goal: Goal | None = None
        self._for: Results | None = None
        self._clear()
        self.hide()

    def refresh(self) -> None:
        """Offer the inputs of the moment; what was found for another package no longer holds."""
        self._inputs = {one.key: one for one in inputs(self.session.package)}
        self.input.offer([(key, one.name) for key, one in self._inputs.items()])
        self.seek.setEnabled(bool(self._inputs))
        results = self.session.results
        if self._for is not results:
            self._clear()
        if results is not None and not self.target.value():
            self._suggest()

    def choose(self, key: str) -> None:
        """Choose an input, as "subject field"."""
        if key in self._inputs:
            self.input.show_value(key)
            self._clear()

    def _suggest(self) -> None:
        """Begin with the envelope of the headline year, else with the cost of it."""
        results, package = self.session.results, self.session.package
        if results is None or package.key_year not in results.estimate.years:
            return
        estimate = results.estimate
        place = estimate.years.index(package.key_year)
        wanted = (estimate.envelope or estimate.total)[place]
        gdp = estimate.gdp[place] if estimate.gdp else 0.0
        if self.figure.currentData() == SHARE and not gdp:
            self.figure.show_value(MONEY)
        share = self.figure.currentData() == SHARE
        self.target.show_value(round(wanted / gdp * 100, 2) if share else round(wanted / MILLION, 1))

    def _figure_chosen(self, key: object) -> None:
        self._suggest()
        self._clear()

    def _changed(self, value: object) -> None:
        self._clear()

    def _clear(self) -> None:
        self._goal, self._for = None, None
        self._said.setText("")
        for part in (self.table, self.apply):
            part.hide()

    def _find(self) -> None:
        key, kind, results = self.input.currentData(), self.figure.currentData(), self.session.results
        if not key or results is None:
            return
        self.target.interpretText()
        target = Path.constant(self.target.value() * (0.01 if kind == SHARE else MILLION))
        workspace, scenario = self.session.here, self.session.scenario
        self._clear()
        self.seek.setEnabled(False)
        self._said.setText(t(message("Trying values …")))
        self.session.tasks.run(
            lambda: (results, kind, workspace.goal(key, kind, target, scenario)), self._found, self._failed
        )

    def _found(self, outcome: tuple[Results, str, Goal]) -> None:
        results, kind, goal = outcome
        self.seek.setEnabled(True)
        one = self._inputs.get(goal.input)
        if not self.session.is_open or self.session.results is not results or one is None:
            self._clear()
            return
        self._for = results
        if math.isnan(goal.factor):
            self._said.setText(t(message("No value of it does. {why}", why=goal.why or "")))
            return
        self._goal = goal
        self._said.setText(
            t(
                message(
                    "{input} at {factor} of what it is now. The tightest year is {year}.",
                    input=one.name,
                    factor=say().share(goal.factor, 1),
                    year=str(goal.binding),
                )
            )
        )
        self._show(one, kind, goal)

    def _show(self, one: Input, kind: str, goal: Goal) -> None:
        rows = []
        for (year, value), reached in zip(goal.values, goal.figure, strict=False):
            now = one.path.at(year)
            cost = percent(reached) if kind == SHARE else figure(reached / MILLION, 1)
            texts = (str(year), _written(now, one), _written(value, one), cost)
            rows.append(Row(str(year), texts, bold=year == goal.binding))
        heads = (message("Year"), message("Now"), message("To fit"), message("Total cost"))
        self.rows.show_rows(rows, [Column(t(head), number=bool(place)) for place, head in enumerate(heads)])
        self.table.widths(60, 0, 92, 96)
        self.table.setFixedHeight(34 + ROW * len(rows))
        self.table.show()
        self.apply.show()

    def _failed(self, error: Exception) -> None:
        self.seek.setEnabled(True)
        self._clear()
        if isinstance(error, WorkbenchError):
            self.session.refused.emit(error)
        else:
            self.session.broken.emit(error)

    def _apply(self) -> None:
        goal = self._goal
        one = self._inputs.get(goal.input) if goal is not None else None
        if goal is None or one is None:
            return
        label = message("Set {input} to fit a target", input=one.name)
        self.session.edit(label, self.session.here.changes_of(goal, self.session.scenario))


def _written(value: float, one: Input) -> str:
    return say().share(value, 2) if one.is_share else figure(value, 2 if abs(value) < 1000 else 0)
