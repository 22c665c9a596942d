"""How the numbers of a column were read: its marks, cells before and after, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.models.table_text import exact
from ui.texts import set_tip, t
from ui.widgets.basics import PlainLabel, clear, column, row
from ui.widgets.fields import Choice
from workbench.errors import message, plural
from workbench.model.decided import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.sheets.meaning.column_totals import ColumnNumbers

_MARKS = {
    "point": message("point"), "comma": message("comma"), "space": message("space"), "apostrophe": message("apostrophe"),
}  # fmt: skip


class NumbersBox(QWidget):
    """One column at a time, chosen among those there are."""

    def __init__(self, columns: Sequence[ColumnNumbers]) -> None:
        super().__init__()
        self._columns = {one.column: one for one in columns}
        named = [(one.column, f"{one.column} {one.header}".strip()) for one in columns]
        self.choice = Choice(named, name=t(message("Numbers of column")))
        self.choice.chosen.connect(self._show)
        self.choice.setMaximumWidth(200)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(20, 0, 0, 0)
        self._body.setSpacing(2)
        head = row(12, PlainLabel(t(message("Numbers of column"))), self.choice, None, gap=8)
        self.setLayout(column(head, self._body, gap=4))
        if columns:
            self._show(columns[0].column)

    def _show(self, letters: str) -> None:
        one = self._columns[letters]
        clear(self._body)
        self._body.addWidget(
            PlainLabel(_marks(one), size=9, tone="muted" if one.sure else "partly", wrap=True)
        )
        cells = QGridLayout()
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setHorizontalSpacing(10)
        cells.setVerticalSpacing(0)
        cells.setColumnStretch(1, 1)
        cells.setColumnStretch(2, 1)
        for number, example in enumerate(one.examples):
            before = PlainLabel(example.text, size=9, elide=True)
            after = PlainLabel(f"→ {exact(example.value, example.unit)}", size=9, bold=True, elide=True)
            set_tip(after, example.unit)
            cells.addWidget(PlainLabel(example.cell, size=9, tone="accent"), number, 0)
            cells.addWidget(before, number, 1)
            cells.addWidget(after, number, 2)
        self._body.addLayout(cells)
        total = (
            t(message("Total of the column: {total} {unit}", total=exact(one.total, one.unit), unit=one.unit))
            if one.total is not None
            else t(message("No total: the column has values of several units."))
        )
        self._body.addWidget(PlainLabel(total, size=9, bold=one.total is not None, wrap=True))


def _marks(one: ColumnNumbers) -> str:
    if not one.texts:
        return t(
            plural(
                "{count} number, as it stands in its cell",
                "{count} numbers, as they stand in their cells",
                one.values,
            )
        )
    parts = [t(message("Decimal mark {mark}", mark=_MARKS.get(one.decimal, one.decimal or "–")))]
    if one.thousands:
        parts.append(t(message("{mark} between thousands", mark=_MARKS[one.thousands])))
    if one.evidence:
        parts.append(t(said(one.evidence)))
    return ", ".join(parts)
