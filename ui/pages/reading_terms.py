"""Unequal terms (S5): who lives on which, where, and what changes them; and what the package builds (S1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.reading import Reading, signs
from ui.texts import say, t, word
from ui.widgets.basics import PlainLabel, clear, row
from ui.widgets.charts import Meter
from ui.widgets.heat import Cell, HeatMap, HeatRow
from workbench.errors import message, plural
from workbench.model.words import Arena, Relation

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.pages.side_panel import SidePanel
    from ui.session import Session
    from workbench.model.readings import TermState

NAME = 120


class TermsReading(Reading):
    """Relations by arenas."""

    def __init__(self, session: Session) -> None:
        name = t(message("Unequal terms by relation and arena"))
        super().__init__(session, HeatMap(name=name, row_height=34, head_height=24, label_width=160))

    def legend(self) -> QHBoxLayout:
        """Say what the signs mean."""
        return signs(
            (
                ("met", message("changed for every group on it")),
                ("partly", message("for some")),
                ("not-met", message("for none")),
                ("·", message("no group on it")),
            )
        )

    def fill(self, year: int) -> None:
        """Show who lives on which terms, and what the package builds."""
        profile = self.session.here.profile(year, self.session.scenario)
        states = {(state.relation, state.arena): state for state in profile.terms}
        rows = [
            HeatRow(word(relation), tuple(_cell(states[relation, arena]) for arena in Arena))
            for relation in Relation
        ]
        self.heat.show_rows([word(arena) for arena in Arena], rows)
        if not self.chosen:
            borne = [state for state in profile.terms if state.groups]
            first = next((state for state in borne if state.untouched), borne[0] if borne else None)
            self.chosen = (first.relation.value, first.arena.value) if first else ()
        clear(self.below)
        self.below.addWidget(
            PlainLabel(t(message("What the package builds of a society for all (S1)")), bold=True)
        )
        for built in profile.builds:
            name = PlainLabel(word(built.what))
            name.setFixedWidth(NAME)
            meter = Meter()
            meter.show_share(built.share, "met")
            text = t(plural("{count} measure", "{count} measures", len(built.measures)))
            cost = t(message("{share} of the cost", share=say().share(built.share, 0)))
            self.below.addLayout(
                row(name, meter, PlainLabel(f"{text} · {cost}", size=9, tone="muted"), None, gap=8)
            )

    def explain(self, panel: SidePanel, year: int) -> None:
        """Name the groups on a term, and what changes it for each."""
        panel.empty(message("Who lives on these terms, and what changes them?"))
        if not self.chosen:
            panel.paragraph(t(message("No group is described as living on unequal terms.")), tone="muted")
            return
        state = next(
            one
            for one in self.session.here.profile(year, self.session.scenario).terms
            if (one.relation.value, one.arena.value) == self.chosen
        )
        panel.title(f"{word(state.relation)} · {word(state.arena)}")
        changed = dict(state.changed)
        if not state.groups:
            panel.paragraph(t(message("No group is described as living on these terms.")), tone="muted")
        for group in state.groups:
            panel.link(f"group:{group}", status="met" if group in changed else "not-met")
            for name in changed.get(group, ()):
                panel.link(f"measure:{name}")
            if group not in changed:
                panel.paragraph(t(message("No measure that reaches them changes it.")), size=9, tone="muted")


def _cell(state: TermState) -> Cell:
    key = (state.relation.value, state.arena.value)
    if not state.groups:
        return Cell("·", tip=t(message("No group is described as living on these terms.")), key=key)
    done = len(state.changed)
    status = "met" if not state.untouched else "partly" if done else "not-met"
    tip = t(
        plural(
            "changed for {n} of {count} group", "changed for {n} of {count} groups", len(state.groups), n=done
        )
    )
    return Cell(f"{done}/{len(state.groups)}", status=status, tip=tip, key=key)
