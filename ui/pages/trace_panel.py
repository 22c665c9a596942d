"""Where a figure comes from: the formula in words, its inputs, and in the end the cell of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.summaries import at, known, name_of
from ui.pages.base import scrolled
from ui.texts import moment, percent, say, t
from ui.widgets.basics import IconLabel, PlainLabel, column, frame, holder, line, row
from ui.widgets.buttons import Button
from ui.widgets.sheet_grid import Sheet, SheetGrid
from ui.widgets.trace_tree import TraceRow, TraceTree
from workbench.errors import RequestError, WorkbenchError, message
from workbench.model.words import Quantity

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.model.results import Origin, Trace

WIDTH = 384
DEEPEST = 12
CODE = 3


class TracePanel(QWidget):
    """The panel.

    Signals:
        closed: The user wants the room back.
    """

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setFixedWidth(WIDTH)
        self._nodes: list[Trace] = []
        self._figure, self._year = "", 0
        self._title = PlainLabel("", size=11, bold=True, elide=True)
        self._value = PlainLabel("", size=24, bold=True)
        self._share = PlainLabel("", tone="muted")
        self._tree = TraceTree(name=t(message("How the figure comes about")))
        self._tree.taken.connect(self._taken)
        self._place = PlainLabel("", size=9, bold=True, elide=True)
        self._when = PlainLabel("", size=9, tone="muted", wrap=True)
        self._grid = SheetGrid(name=t(message("Cells around the source")))
        self._source = holder(column(line(), self._place, self._when, self._grid, gap=4))
        close = Button(kind="ghost", icon="x", name=t(message("Close the panel")))
        close.clicked.connect(self.closed)
        head = row(
            IconLabel("list-tree", size=14),
            PlainLabel(t(message("Where does this figure come from?")), size=9, tone="muted"),
            None,
            close,
            gap=6,
        )
        body: QVBoxLayout = column(
            head,
            self._title,
            self._value,
            self._share,
            line(),
            2,
            self._tree,
            self._source,
            None,
            gap=4,
            margins=(18, 6, 16, 16),
        )
        box = frame("panel")
        box.setLayout(column(scrolled(body), gap=0))
        self.setLayout(column(box, gap=0))
        self.hide()

    def show_figure(self, figure: str, year: int) -> bool:
        """Explain a figure of a year; give whether there was anything to explain."""
        try:
            trace = self.session.here.trace(figure, year, self.session.scenario)
        except RequestError as error:
            self.session.refused.emit(error)
            return False
        self._figure, self._year = figure, year
        kind = figure.rpartition(".")[0]
        name = name_of(kind, self.session.package, self.session.knowledge) if ":" in kind else t(trace.label)
        if kind.startswith("sector:"):
            name = t(self.session.knowledge.title("sector", kind.partition(":")[2]))
        self._title.setText(f"{name}, {year}")
        results = self.session.results
        self._value.setText(self._written(trace))
        share = ""
        if results is not None and trace.unit.partition("@")[0] == results.estimate.currency:
            gdp = at(results.estimate.gdp, results.estimate.years, year)
            share = (
                t(message("{share} of GDP", share=percent(trace.value / gdp))) if gdp and known(gdp) else ""
            )
        self._share.setText(share)
        self._nodes = []
        rows: list[TraceRow] = []
        self._collect(trace, 0, rows)
        first = next(
            (number for number, node in enumerate(self._nodes) if node.origin and node.origin.workbook), -1
        )
        self._tree.show_rows(rows, first)
        self._show_source(self._nodes[first].origin if first >= 0 else None)
        self.show()
        return True

    def refresh(self) -> None:
        """Show the same figure anew."""
        if self.isVisible() and self._figure and not self.show_figure(self._figure, self._year):
            self.hide()

    def _collect(self, node: Trace, depth: int, rows: list[TraceRow]) -> None:
        self._nodes.append(node)
        note = t(node.formula) if node.formula is not None else ""
        icon = ""
        origin = node.origin
        if origin is not None:
            icon, note = self._origin_note(origin)
            note = " · ".join((*(t(said) for said in origin.notes), note))
        label = t(node.label)
        rows.append(TraceRow(depth, label[:1].upper() + label[1:], self._written(node), note, icon))
        if depth < DEEPEST:
            for item in node.inputs:
                self._collect(item, depth + 1, rows)

    def _origin_note(self, origin: Origin) -> tuple[str, str]:
        if origin.workbook:
            return "file-spreadsheet", " › ".join(
                part for part in (origin.workbook, origin.sheet, origin.cells) if part
            )
        subject, _, field = origin.assumption.partition(" ")
        if subject.startswith("measure:") and field:
            name = name_of(subject, self.session.package, self.session.knowledge)
            return "blocks", t(message("measure: {name}", name=name))
        text = t(message("assumption, {why}", why=origin.why)) if origin.why else t(message("assumption"))
        return "sliders-horizontal", text

    def _written(self, node: Trace) -> str:
        estimate = self.session.results.estimate if self.session.results else None
        unit = node.unit
        if currency := _currency_of(unit, estimate.currency if estimate else ""):
            return say().money(node.value, currency)
        if unit == Quantity.SHARE:
            return percent(node.value)
        if unit == Quantity.PERSONS:
            return say().number(node.value, 0)
        if abs(node.value) < 100:
            return (
                say().number(node.value, 4 if unit in (Quantity.INDEX, "") else 2).rstrip("0").rstrip(".")
                or "0"
            )
        return say().number(node.value, 0)

    def _taken(self, number: int) -> None:
        self._show_source(self._nodes[number].origin)

    def _show_source(self, origin: Origin | None) -> None:
        self._source.setVisible(origin is not None)
        if origin is None:
            return
        if not origin.workbook:
            self._place.setText(self._origin_note(origin)[1])
            parts = [origin.why, t(message("set by {who}", who=origin.by)) if origin.by else ""]
            self._when.setText("\n".join(part for part in parts if part))
            self._grid.hide()
            return
        self._place.setText(
            " › ".join(part for part in (origin.workbook, origin.sheet, origin.cells) if part)
        )
        when = [t(message("brought in {when}", when=moment(origin.imported)))] if origin.imported else []
        self._when.setText("\n".join((*when, *(t(note) for note in origin.notes))))
        try:
            cells = self.session.here.source_cells(origin)
        except WorkbenchError:
            cells = ()
        self._grid.setVisible(len(cells) > 1)
        if len(cells) > 1:
            self._show_cells(cells, origin)

    def _show_cells(self, cells: tuple[tuple[str, ...], ...], origin: Origin) -> None:
        columns = cells[0][1:]
        numbers = tuple(item[0] for item in cells[1:])
        first = origin.first.cell
        letters, digits = first.rstrip("0123456789"), first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        here = (
            (numbers.index(digits), columns.index(letters))
            if digits in numbers and letters in columns
            else None
        )
        self._grid.show_sheet(
            Sheet(columns, numbers, tuple(item[1:] for item in cells[1:])), here, fit=WIDTH - 48
        )


def _currency_of(unit: str, own: str) -> str:
    """Give the currency of money, or of money a head or a payment, the package's own or another; empty for ratios."""
    over, _, under = unit.partition(" / ")
    code = over.partition("@")[0]
    is_code = code == own or (len(code) == CODE and code.isascii() and code.isupper())
    return code if code and is_code and code not in under else ""
