"""The catalogue: the instruments of the knowledge pack, to add a measure from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.models.rows import Column, Row, RowsModel
from ui.texts import t, word
from ui.widgets.basics import Chip, PlainLabel, clear, column, frame, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from ui.widgets.grid import Grid
from workbench.errors import RequestError, message
from workbench.model import add

if TYPE_CHECKING:
    from ui.session import Session


class Catalogue(QWidget):
    """The list at the left, what the chosen instrument is at the right.

    Signals:
        closed: The id of the measure added, or an empty text.
    """

    closed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.search = QLineEdit()
        self.search.setPlaceholderText(t(message("Search the catalogue")))
        self.search.setAccessibleName(t(message("Search the catalogue")))
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self.add)
        self.sector = Choice([("", t(message("All sectors")))], name=t(message("Sector")))
        self.sector.chosen.connect(self._filter)
        self.sector.setMinimumWidth(180)
        self.rows = RowsModel(
            [
                Column(t(message("Instrument"))),
                Column(t(message("Sector"))),
                Column(t(message("In the package"))),
            ]
        )
        self.list = Grid(self.rows, name=t(message("Instruments")))
        self.list.moved.connect(self._show)
        self.list.doubleClicked.connect(self.add)
        self._title = PlainLabel("", size=11, bold=True, wrap=True)
        self._summary = PlainLabel("", wrap=True)
        self._chips = row(gap=4)
        self._sources = PlainLabel("", size=9, tone="muted", wrap=True)
        self._add = Button(t(message("Add to the package")), kind="primary", icon="plus")
        self._add.clicked.connect(self.add)
        back = Button(t(message("Back")), icon="arrow-left")
        back.clicked.connect(self._back)
        side = frame("tile")
        side.setFixedWidth(340)
        side.setLayout(
            column(
                self._title,
                self._summary,
                self._chips,
                self._sources,
                None,
                row(back, None, self._add),
                gap=10,
                margins=(16, 14, 16, 14),
            )
        )
        left = column(row(self.search, self.sector), self.list, gap=8)
        self.setLayout(row(left, side, gap=16, margins=(24, 0, 24, 16)))

    def refresh(self) -> None:
        """Show the catalogue."""
        sectors = self.session.knowledge.vocabulary("sector").values()
        self.sector.offer([("", t(message("All sectors"))), *((item.id, t(item.title)) for item in sectors)])
        self._filter()
        self.search.setFocus()

    def add(self) -> None:
        """Add the chosen instrument as a measure, filled from the pack."""
        key = self.list.key() or self.rows.key_at(0)
        if not key:
            return
        try:
            measure = self.session.here.new_measure(key)
        except RequestError as error:
            self.session.refused.emit(error)
            return
        if self.session.edit(message("Add {measure}", measure=measure.title), [add("measure", measure)]):
            self.closed.emit(measure.id)

    def keyPressEvent(self, event: object) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.closed.emit("")
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def _filter(self, key: object = "") -> None:
        knowledge = self.session.knowledge
        wanted, sector = self.search.text().casefold(), self.sector.currentData()
        held = {measure.instrument for measure in self.session.package.measures}
        rows = []
        for item in knowledge.instruments:
            title, place = t(item.title), t(knowledge.title("sector", item.sector))
            if (
                sector and item.sector != sector
            ) or wanted not in f"{title} {place} {t(item.summary)}".casefold():
                continue
            found = knowledge.vocabulary("sector").get(item.sector)
            rows.append(
                Row(
                    item.id,
                    (title, place, t(message("yes")) if item.id in held else ""),
                    icon=found.icon if found else "",
                )
            )
        self.rows.show_rows(rows)
        self.list.widths(0, 170, 120)
        if rows:
            self.list.select_key(rows[0].key)

    def _show(self, key: str) -> None:
        item = self.session.knowledge.instrument(key)
        self._title.setText(t(item.title))
        self._summary.setText(t(item.summary))
        clear(self._chips)
        measure = item.measure
        if measure is not None:
            self._chips.addWidget(Chip(word(measure.delivery), "accent"))
            for principle in measure.principles:
                self._chips.addWidget(Chip(word(principle)))
        self._chips.addStretch(1)
        sources = [self.session.knowledge.source(source.split(" ")[0]) for source in item.sources]
        self._sources.setText(
            "\n".join(f"{t(source.by)}: {source.title}, {t(source.dated)}" for source in sources if source)
        )

    def _back(self) -> None:
        self.closed.emit("")
