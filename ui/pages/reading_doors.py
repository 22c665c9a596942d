"""What opens the most doors: missing capabilities, ranked by the people they would let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.reading import Reading, signs
from ui.texts import capital, compact, say, scale_of, t
from ui.widgets.basics import PlainLabel, row
from ui.widgets.buttons import Button
from ui.widgets.heat import Cell, HeatMap, HeatRow
from workbench.errors import RequestError, message, plural

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.pages.side_panel import SidePanel
    from ui.session import Session
    from workbench.model.readings import Door

OFFERS = 4


class DoorsReading(Reading):
    """Capabilities by people, entitlements and money."""

    def __init__(self, session: Session) -> None:
        name = t(message("What opens the most doors"))
        super().__init__(session, HeatMap(name=name, row_height=30, head_height=42, label_width=250))
        self._found: tuple[Door, ...] = ()
        self._job = 0
        self._year = 0

    def legend(self) -> QHBoxLayout:
        """Say what the figures are."""
        return signs(
            (
                (
                    "",
                    message("if nobody lacked it; groups overlap, hence ranges"),
                ),
            )
        )

    def fill(self, year: int) -> None:
        """Rank off the window's thread: each capability asks access anew."""
        self._year = year
        here, scenario = self.session.here, self.session.scenario
        self.session.tasks.forget(self._job)
        self._job = self.session.tasks.run(
            lambda: here.doors(year, scenario), self._ranked, self.session.fail
        )

    def explain(self, panel: SidePanel, year: int) -> None:
        """Say whom the chosen capability would let in, to what, and who could give it."""
        panel.empty(message("Whom would it let in, and who could give it?"))
        door = next((one for one in self._found if (one.capability,) == self.chosen), None)
        knowledge, package = self.session.knowledge, self.session.package
        if door is None:
            panel.paragraph(
                t(message("Nobody is known to be kept out for want of a capability.")), tone="muted"
            )
            return
        panel.title(capital(t(knowledge.title("capability", door.capability))))
        panel.paragraph(_span(door.at_least, door.at_most, say().people), size=17, bold=True)
        panel.paragraph(
            t(message("people more would be reached in {year} if nobody lacked it", year=str(door.year))),
            tone="muted",
        )
        if door.money[1] > 0:
            money = _span(*door.money, lambda value: say().money(value, package.currency))
            panel.paragraph(t(message("Benefits that would reach them: {money} a year", money=money)))
        panel.heading(t(message("Whom it lets in")))
        for group, people in door.groups:
            panel.link(f"group:{group}", end=say().people(people))
        panel.heading(t(message("To what")))
        for name in door.measures:
            panel.link(f"measure:{name}")
        panel.heading(t(message("Who gives it")))
        for name in door.providers:
            measure = package.measure(name)
            panel.link(f"measure:{name}", end=str(measure.start) if measure else "")
        if not door.providers:
            panel.paragraph(t(message("Nothing in the package gives it.")), size=9, tone="not-met")
        for key in door.instruments[:OFFERS]:
            instrument = knowledge.instrument(key)
            label = PlainLabel(t(instrument.title), wrap=True)
            button = Button(
                t(message("Add")), kind="small", name=t(message("Add {measure}", measure=instrument.title))
            )
            button.setProperty("instrument", key)
            button.clicked.connect(self._add)
            layout = row(label, button)
            layout.setStretch(0, 1)
            panel.body.addLayout(layout)

    def _ranked(self, found: tuple[Door, ...]) -> None:
        self._found = found
        knowledge = self.session.knowledge
        most = max((door.at_least for door in found), default=1.0)
        scale, scale_name = scale_of(tuple(door.money[1] for door in found))
        rows = []
        for door in found:
            key = (door.capability,)
            step = min(4, int(door.at_least / most * 5))
            people = _span(door.at_least, door.at_most, say().people)
            money = _span(*door.money, lambda value: compact(value, scale, 1)) if door.money[1] > 0 else ""
            tip = t(plural("{count} entitlement", "{count} entitlements", len(door.measures)))
            rows.append(
                HeatRow(
                    capital(t(knowledge.title("capability", door.capability))),
                    (
                        Cell(people, step, tip=tip, key=key),
                        Cell(str(len(door.measures)), tip=tip, key=key),
                        Cell(money, key=key),
                        Cell(str(len(door.providers)) if door.providers else "–", key=key),
                    ),
                )
            )
        heads = (
            message("People more\nreached"),
            message("Entitlements\nopened"),
            message("Benefits a year,\n{scale}", scale=scale_name),
            message("Measures\ngiving it"),
        )
        self.heat.show_rows([t(head) for head in heads], rows)
        if self.chosen not in {(door.capability,) for door in found}:
            self.chosen = (found[0].capability,) if found else ()
        self.clicked.emit(self.chosen)

    def _add(self) -> None:
        from workbench.model import add

        try:
            measure = self.session.here.new_measure(str(self.sender().property("instrument")))
        except RequestError as error:
            self.session.refused.emit(error)
            return
        self.session.edit(message("Add {measure}", measure=measure.title), [add("measure", measure)])


def _span(low: float, high: float, write: object) -> str:
    """Write a range, or one figure where both ends read the same."""
    first, last = write(low), write(high)  # type: ignore[operator]
    return first if first == last else f"{first}\u2009–\u2009{last}"
