"""The finance ministry's form: what the package costs by vote, programme, function or level of government."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.models.behind import money_unit
from ui.models.rows import Column, Row, RowsModel
from ui.models.summaries import at_least
from ui.texts import compact, t, word
from ui.widgets.basics import PlainLabel, column, frame, row
from ui.widgets.buttons import Segmented
from ui.widgets.grid import Grid
from workbench.errors import message
from workbench.model.statement import CLASSIFICATIONS, budget_statement, package_statement
from workbench.model.words import Government

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import BudgetLine, Estimate, Results
    from workbench.model.statement import StatementLine


class BudgetTable(QWidget):
    """Budget lines of one classification.

    Signals:
        traced: A figure and a year to explain.
    """

    traced = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._estimate: Estimate | None = None
        self.by = Segmented(
            [(kind, t(label), "") for kind, label in CLASSIFICATIONS.items()],
            name=t(message("Classification")),
        )
        self.by.choose("vote")
        self.by.chosen.connect(self._fill)
        self._unit = PlainLabel("", size=9, tone="muted")
        self._hint = PlainLabel("", size=9, tone="muted", wrap=True)
        self.rows = RowsModel([Column("")])
        self.table = Grid(
            self.rows, name=t(message("Cost by budget line and year")), sortable=False, cells=True
        )
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.opened.connect(self._open_cell)
        tile = frame("tile")
        head = row(self.by, None, self._unit)
        head.setContentsMargins(16, 10, 16, 6)
        self._hint.setContentsMargins(16, 0, 16, 8)
        tile.setLayout(column(head, self._hint, self.table, gap=0, margins=(1, 1, 1, 1)))
        self.setLayout(column(tile, gap=0))

    def show_budget(self, results: Results) -> None:
        """Show the budget lines of the moment."""
        self._estimate = results.estimate
        self._fill()

    def resizeEvent(self, event: object) -> None:
        """Let the columns of the years share the room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._lay_out()

    def _lay_out(self) -> None:
        count = len(self._estimate.years) if self._estimate is not None else 0
        if self._estimate is not None and count:
            key = self.session.package.key_year
            self.table.fit_years(self.width() - 14, count, self._estimate.years.index(key))

    def _fill(self, _: str = "") -> None:
        estimate, kind = self._estimate, self.by.value()
        if estimate is None:
            return
        lines = sorted(
            (line for line in estimate.budget if line.kind == kind),
            key=lambda line: (not line.code, line.code),
        )
        scale, unit = money_unit(estimate.currency, estimate.price_basis, estimate.total)
        self._unit.setText(unit)
        self._hint.setText(self._said(kind, lines))
        self._hint.setVisible(bool(self._hint.text()))
        key = self.session.package.key_year
        columns = [Column(t(CLASSIFICATIONS[kind]))]
        columns += [Column(str(year), number=True, bold=year == key) for year in estimate.years]
        rows = []
        for line in lines:
            gross, *rest = budget_statement(line)
            figures = _figures(gross, estimate, line.open_years, scale)
            rows.append(Row(gross.figure, (self._title(line), *figures), bold=True, shaded=True))
            rows += [
                Row(
                    part.figure,
                    (t(part.label), *_figures(part, estimate, line.open_years, scale)),
                    indent=True,
                    bold=part.strong,
                )
                for part in rest
            ]
        if lines:
            rows += [
                Row(
                    line.figure,
                    (t(line.label), *_figures(line, estimate, estimate.open_years, scale)),
                    bold=True,
                )
                for line in package_statement(estimate)
            ]
        self.rows.show_rows(rows, columns)
        self._lay_out()

    def _title(self, line: BudgetLine) -> str:
        if not line.code:
            return t(message("Not entered"))
        if line.kind == "function":
            return f"{line.code} {t(self.session.knowledge.title('cofog', line.code))}"
        return word(Government(line.code)) if line.kind == "government" else line.code

    def _said(self, kind: str, lines: list[BudgetLine]) -> str:
        if not lines:
            return t(
                message(
                    "No measure has one yet. It is entered on the form of a measure, under Where it stands in the budget."
                )
            )
        if any(not line.code for line in lines):
            return t(message("What stands under Not entered belongs to measures without one."))
        return t(message("Gross cost of new and reformed measures; a click explains a figure."))

    def _open_cell(self, key: str, place: int) -> None:
        if self._estimate is not None:
            years = self._estimate.years
            self.traced.emit(key, years[place - 1] if place else self.session.package.key_year)


def _figures(line: StatementLine, estimate: Estimate, open_years: tuple[int, ...], scale: float) -> list[str]:
    """Write a line by year, each figure as the least where a measure in it is not known in full."""
    return [
        at_least(compact(value, scale), floor=year in open_years and not line.off)
        for year, value in zip(estimate.years, line.entered, strict=True)
    ]
