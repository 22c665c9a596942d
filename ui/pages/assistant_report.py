"""What a newer version of a workbook changes, shown before it is brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.models.rows import Column, Row, RowsModel
from ui.texts import figure, percent, t
from ui.widgets.basics import PlainLabel, column, frame
from ui.widgets.grid import Grid
from workbench.errors import message
from workbench.model.words import Quantity

if TYPE_CHECKING:
    from workbench.model.revision import Revision, TotalChange, ValueChange

MOST = 5_000
"""Rows shown; the line above counts them all."""

_KINDS = {
    "added": message("added"),
    "changed": message("changed"),
    "removed": message("removed"),
}
_FIGURES = {"population": message("Population"), "total.cost": message("Total cost of the package")}


class ReportPanel(QWidget):
    """The report: values that differ, and the totals they move."""

    def __init__(self) -> None:
        super().__init__()
        self._said = PlainLabel("", wrap=True)
        self.changes = RowsModel([
            Column(t(message("Table"))), Column(t(message("Series"))), Column(t(message("Year")), number=True),
            Column(t(message("Before")), number=True), Column(t(message("After")), number=True), Column(t(message("Cell"))),
            Column(t(message("Change"))),
        ])  # fmt: skip
        self.totals = RowsModel([
            Column(t(message("Total"))), Column(t(message("Year")), number=True), Column(t(message("Before")), number=True),
            Column(t(message("After")), number=True), Column(t(message("Difference")), number=True),
        ])  # fmt: skip
        self._changes = Grid(self.changes, name=t(message("Values that differ")))
        self._totals = Grid(self.totals, name=t(message("Totals that move")))
        upper, lower = frame("tile"), frame("tile")
        upper.setLayout(column(self._changes, gap=0, margins=(1, 1, 1, 1)))
        lower.setLayout(column(self._totals, gap=0, margins=(1, 1, 1, 1)))
        body = column(
            self._said,
            upper,
            PlainLabel(t(message("Totals that move")), size=11, bold=True),
            lower,
            gap=10,
            margins=(24, 0, 24, 20),
        )
        body.setStretch(1, 3)
        body.setStretch(3, 2)
        self.setLayout(body)

    def show_revision(self, found: Revision) -> None:
        """Show what differs."""
        titles = {table.id: table.title or table.id for table in found.tables}
        lost = frozenset(found.lost)
        said = [
            message(
                "A newer version of {tables}; values changed: {changed}, added: {added}, removed: {removed}.",
                tables=tuple(titles.get(one, one) for one in found.replaced),
                changed=found.count("changed"),
                added=found.count("added"),
                removed=found.count("removed"),
            )
            if found.changes
            else message("Brought in before; no value differs.")
        ]
        if found.corrections:
            said.append(message("Corrections of yours that stay: {count}.", count=len(found.corrections)))
        if found.lost:
            names = tuple(f"{series} {year}" for _, series, year in found.lost[:6])
            said.append(
                message(
                    "Corrections without a place in the newer version, kept without effect: {names}.",
                    names=names,
                )
            )
        self._said.setText(" ".join(t(sentence) for sentence in said))
        self.changes.show_rows(
            [_change(number, one, titles, lost) for number, one in enumerate(found.changes[:MOST])]
        )
        self._changes.widths(180, 0, 64, 124, 124, 64, 260)
        self.totals.show_rows([_total(number, one, titles) for number, one in enumerate(found.totals)])
        self._totals.widths(0, 70, 170, 170, 120)


def _change(
    number: int, one: ValueChange, titles: dict[str, str], lost: frozenset[tuple[str, str, int]]
) -> Row:
    word = t(_KINDS[one.kind])
    if (one.table, one.name, one.year) in lost:
        word = t(message("{change}; your correction has no effect", change=_KINDS[one.kind]))
    elif one.corrected:
        word = t(message("{change}; your correction stays", change=_KINDS[one.kind]))
    title = titles.get(one.table, one.table)
    texts = (
        title,
        one.label,
        str(one.year),
        _value(one.before, one.unit),
        _value(one.after, one.unit),
        one.cell,
        word,
    )
    sort = (title, one.label, float(one.year), one.before or 0.0, one.after or 0.0, one.cell, word)
    return Row(str(number), texts, sort)


def _total(number: int, one: TotalChange, titles: dict[str, str]) -> Row:
    share = one.after / one.before - 1 if one.before and one.after is not None else None
    name = (
        t(_FIGURES[one.figure])
        if one.figure in _FIGURES
        else _titled(one.figure.removeprefix("table:"), titles)
    )
    texts = (
        name,
        str(one.year),
        _value(one.before, one.unit),
        _value(one.after, one.unit),
        percent(share, 2) if share is not None else "–",
    )
    return Row(str(number), texts, (name, float(one.year), one.before or 0.0, one.after or 0.0, share or 0.0))


def _titled(table: str, titles: dict[str, str]) -> str:
    return titles.get(table, table)


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return percent(value, 2) if unit == Quantity.SHARE else figure(value, 0 if abs(value) >= 1000 else 2)
