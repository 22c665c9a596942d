"""The problems of a workbook below its sheet, each once, with the first of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.window_words import remedy_here
from ui.pages.base import scrolled
from ui.texts import t
from ui.widgets.basics import PlainLabel, clear, column, frame, holder, row
from ui.widgets.problem_row import HEIGHT, ProblemRow, ProblemText
from workbench.errors import message, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.errors import Problem

MOST_ROWS, SEEN = 200, 3
"""Rows made, and rows seen without scrolling."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Problems that say the same of different cells."""

    first: Problem
    times: int


class ProblemsPane(QWidget):
    """The pane; it takes no room where there is no problem.

    Signals:
        taken: The problem the user went to.
    """

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._count = PlainLabel("", tone="muted")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._area = scrolled(column(self._rows, None, gap=0))
        self._area.setFixedHeight(0)
        self.rows: list[ProblemRow] = []
        self._alike: list[Alike] = []
        head = holder(
            row(
                PlainLabel(t(message("Problems")), size=11, bold=True),
                4,
                self._count,
                None,
                margins=(24, 0, 24, 0),
            )
        )
        head.setFixedHeight(36)
        box = frame("findings")
        box.setLayout(column(head, self._area, gap=0))
        self.setLayout(column(box, gap=0))

    def show_problems(self, problems: Sequence[Problem], sheet: str = "") -> None:
        """Show problems, those of the sheet shown first, and the serious before the others."""
        self._alike = sorted(
            together(problems),
            key=lambda one: (one.first.sheet not in ("", sheet), one.first.severity != "serious"),
        )
        clear(self._rows)
        self.rows = []
        serious = sum(one.first.severity == "serious" for one in self._alike)
        if not problems:
            self._count.setText(t(message("none in this workbook")))
        else:
            self._count.setText(
                t(plural("{count} in this workbook", "{count} in this workbook", len(self._alike)))
                + (f" · {t(plural('{count} serious', '{count} serious', serious))}" if serious else "")
            )
        for number, one in enumerate(self._alike[:MOST_ROWS]):
            made = ProblemRow(_text(str(number), one, sheet))
            made.taken.connect(self._taken)
            self.rows.append(made)
            self._rows.addWidget(made)
        # The sheet takes the room that problems leave.
        self._area.setFixedHeight(
            min(len(self.rows), SEEN) * HEIGHT + (HEIGHT // 2 if len(self.rows) > SEEN else 0)
        )

    def _taken(self, key: str) -> None:
        for made in self.rows:
            made.setChecked(made.text_.key == key)
            if made.text_.key == key:
                self._area.ensureWidgetVisible(made, 0, 0)
        if int(key) < len(self._alike):
            self.taken.emit(self._alike[int(key)].first)


def together(problems: Sequence[Problem]) -> list[Alike]:
    """Put problems that say the same together, so that each is read once."""
    found: dict[tuple[object, ...], Alike] = {}
    for one in problems:
        same = (one.severity, one.message, one.remedy)
        found[same] = Alike(found[same].first, found[same].times + 1) if same in found else Alike(one, 1)
    return list(found.values())


def _text(key: str, one: Alike, sheet: str) -> ProblemText:
    problem = one.first
    word = message("Serious") if problem.severity == "serious" else message("Advisory")
    place = problem.cell or problem.sheet
    what = t(problem.message)
    if problem.cell and problem.sheet and problem.sheet != sheet:
        what = f"{problem.sheet}: {what}"
    remedy = remedy_here(problem.remedy, problem.asks)
    times = t(plural("{count} time", "{count} times", one.times)) if one.times > 1 else ""
    return ProblemText(key, problem.severity, t(word), place, what, remedy, times)
