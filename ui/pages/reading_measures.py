"""How measures act on one another: row on column, from -3 to +3, without ground where it runs through one other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.dialogs.notice import ReasonDialog
from ui.pages.reading import Reading, signs
from ui.texts import moment, t
from ui.widgets.fields import Choice
from ui.widgets.heat import Cell, HeatMap, HeatRow
from workbench.errors import Message, message
from workbench.i18n import MINUS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.pages.side_panel import SidePanel
    from ui.session import Session
    from workbench.model.readings import Influence

SCALE: dict[int, Message] = {
    3: message("indivisible: without the one the other does not work"),
    2: message("reinforcing: it helps the other much"),
    1: message("enabling: it makes the other easier"),
    0: message("no influence known"),
    -1: message("constraining: it leaves the other less room"),
    -2: message("counteracting: it works against the other"),
    -3: message("cancelling: the one takes the place of the other"),
}
COMPUTED = "computed"


class MeasuresReading(Reading):
    """Measures by measures."""

    yearly = False

    def __init__(self, session: Session) -> None:
        name = t(message("Influence of measures on one another"))
        super().__init__(session, HeatMap(name=name, row_height=20, head_height=22, label_width=200))
        self._found: dict[tuple[str, str], Influence] = {}

    def legend(self) -> QHBoxLayout:
        """Say what the signs mean."""
        return signs(
            (
                ("+3", message("indivisible")),
                (f"{MINUS}3", message("cancelling")),
                (t(message("no ground")), message("through one other")),
                ("Σ", message("direct influence in all")),
            )
        )

    def fill(self, year: int) -> None:
        """Show all influences; the rows are the measures that act."""
        measures = self.session.package.measures
        found = self.session.here.interactions(self.session.scenario)
        self._found = {(one.source, one.target): one for one in found}
        rows = []
        for number, source in enumerate(measures, start=1):
            cells = [
                Cell("·")
                if source is target
                else self._cell(source.id, target.id, source.title, target.title)
                for target in measures
            ]
            total = sum(one.score for one in found if one.source == source.id and not one.via)
            cells.append(Cell(_signed(total).removeprefix("+") if total else "", bold=True))
            rows.append(HeatRow(f"{number}  {source.title}", tuple(cells)))
        self.heat.show_rows([*(str(number) for number in range(1, len(measures) + 1)), "Σ"], rows)
        if not self.chosen and found:
            first = max(found, key=lambda one: (one.score, not one.via))
            self.chosen = (first.source, first.target)

    def explain(self, panel: SidePanel, year: int) -> None:
        """Say why the chosen measure acts on the other, and let the planner judge otherwise."""
        panel.empty(message("How does the one act on the other?"))
        package = self.session.package
        pair = self.chosen
        source, target = (package.measure(name) for name in pair) if len(pair) == 2 else (None, None)
        if source is None or target is None:
            panel.paragraph(t(message("Choose a cell of the map.")), tone="muted")
            return
        found = self._found.get((source.id, target.id))
        score = found.score if found else 0
        panel.title(f"{source.title} → {target.title}")
        panel.paragraph(_signed(score), size=24, bold=True)
        panel.paragraph(t(SCALE[score]))
        if found is not None and found.via:
            panel.heading(t(message("It runs through")))
            panel.link(f"measure:{found.via}")
            first, second = (
                self._found.get(step) for step in ((source.id, found.via), (found.via, target.id))
            )
            for step in (first, second):
                if step is not None:
                    panel.paragraph(
                        f"{_signed(step.score)}  " + " ".join(t(why) for why in step.reasons[:1]), size=9
                    )
        if found is not None and found.reasons:
            panel.heading(t(message("Because")))
            for why in found.reasons:
                panel.paragraph(t(why))
        panel.heading(t(message("Your judgement")))
        judged = found.judged if found is not None else None
        if judged is not None:
            who = ", ".join(part for part in (judged.by, moment(judged.on)) if part)
            computed = t(message("Computed: {score}.", score=_signed(found.computed or 0 if found else 0)))
            panel.paragraph(judged.reason)
            panel.paragraph(" · ".join(part for part in (who, computed) if part), size=9, tone="muted")
        choice = Choice(
            [
                (COMPUTED, t(message("as computed"))),
                *((str(one), f"{_signed(one)}  {t(text)}") for one, text in SCALE.items()),
            ],
            name=t(message("Score by judgement")),
        )
        choice.show_value(str(judged.score) if judged is not None else COMPUTED)
        choice.chosen.connect(self._judge)
        panel.body.addWidget(choice)
        panel.link(f"measure:{source.id}")
        panel.link(f"measure:{target.id}")

    def _cell(self, source: str, target: str, name: str, other: str) -> Cell:
        key = (source, target)
        found = self._found.get(key)
        if found is None or not found.score:
            judged = found is not None and found.judged is not None
            return Cell("0" if judged else "", tip=f"{name} → {other}", key=key)
        text = _signed(found.score)
        tip = f"{name} → {other}: {text}, {t(SCALE[found.score])}"
        if found.via:
            tip += t(message(" (through one other)"))
        return Cell(
            text, tone="met" if found.score > 0 else "not-met", faint=bool(found.via), tip=tip, key=key
        )

    def _judge(self, value: object) -> None:
        from workbench.model import remove

        source, target = self.chosen
        found = self._found.get((source, target))
        if value == COMPUTED:
            if found is not None and found.judged is not None:
                self.session.edit(
                    message("Take back the judgement on {pair}", pair=found.judged.id),
                    [remove(f"interaction:{found.judged.id}")],
                )
            return
        score = int(str(value))
        title = t(message("Judge how one measure acts on another"))
        text = f"{_signed(score)}  {t(SCALE[score])}"
        dialog = ReasonDialog(self, title, text, t(message("Set score")))
        if dialog.exec():
            reason = dialog.text()
            self.session.apply(lambda: self.session.here.judge(source, target, score, reason))
        else:
            self.clicked.emit(self.chosen)


def _signed(score: int) -> str:
    return f"+{score}" if score > 0 else f"{MINUS}{-score}" if score < 0 else "0"
