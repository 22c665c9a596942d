"""The history: every edit, by whom and when, with a way back to any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.models.rows import Column, Row, RowsModel
from ui.pages.base import EVERYTHING, Page
from ui.texts import moment, t
from ui.widgets.basics import PlainLabel, column, frame
from ui.widgets.buttons import Button
from ui.widgets.grid import Grid
from workbench.errors import message, plural

if TYPE_CHECKING:
    from ui.session import Session


class HistoryPage(Page):
    """The page."""

    shows = EVERYTHING

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("History")))
        self.back = Button(t(message("Go back to this edit")), kind="primary", icon="history")
        self.back.clicked.connect(self._restore)
        self.add_to_head(self.back)
        self.rows = RowsModel(
            [
                Column(t(message("Edit")), number=True),
                Column(t(message("What"))),
                Column(t(message("By"))),
                Column(t(message("When"))),
                Column(""),
            ]
        )
        self.table = Grid(self.rows, name=t(message("Edits")), sortable=False)
        self.table.moved.connect(self._moved)
        tile = frame("tile")
        tile.setLayout(column(self.table, gap=0, margins=(1, 1, 1, 1)))
        note = PlainLabel(
            t(message("Going back is an edit too, so nothing is ever lost.")), size=9, tone="muted"
        )
        self.main.addLayout(column(tile, note, gap=8, margins=(24, 0, 24, 16)), 1)

    def refresh(self) -> None:
        """Show the edits, the latest first."""
        steps = self.session.here.history()
        self.sub.setText(t(plural("{count} edit, each on disk", "{count} edits, each on disk", len(steps))))
        rows = []
        for step in reversed(steps):
            state = (
                t(message("the package stands here"))
                if step.current
                else t(message("taken back"))
                if step.undone
                else ""
            )
            texts = (str(step.number), t(step.label), step.by, moment(step.at), state)
            rows.append(Row(str(step.number), texts, bold=step.current, tone="muted" if step.undone else ""))
        self.rows.show_rows(rows)
        self.table.widths(70, 0, 160, 220, 200)
        current = next((str(step.number) for step in steps if step.current), "")
        if not self.table.key():
            self.table.select_key(current)
        self._moved(self.table.key())

    def _moved(self, key: str) -> None:
        current = str(self.session.here.number)
        self.back.setEnabled(bool(key) and key != current)

    def _restore(self) -> None:
        key = self.table.key()
        if key:
            self.session.restore(int(key))
            self.table.select_key(str(self.session.here.number))
