"""The scenarios: what each sees otherwise, and any two of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from ui.pages.base import EVERYTHING, Page
from ui.pages.master import MasterList
from ui.pages.scenario_card import ScenarioCard
from ui.pages.scenario_comparison import ScenarioComparison
from ui.places import Place
from ui.texts import t
from ui.widgets.basics import holder, row
from ui.widgets.buttons import Button, Segmented
from ui.widgets.list_row import ListText
from workbench.errors import message, plural
from workbench.model import Scenario, add

if TYPE_CHECKING:
    from ui.session import Session

BASE = ":base"
"""The row of the package itself; a colon stands in no identifier."""


class ScenariosPage(Page):
    """The page."""

    shows = EVERYTHING

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Scenarios")))
        self.view = Segmented(
            [
                ("one", t(message("One by one")), "rows-3"),
                ("two", t(message("Side by side")), "git-compare-arrows"),
            ],
            name=t(message("How scenarios are shown")),
        )
        self.view.choose("one")
        self.view.chosen.connect(self._view_chosen)
        self.add = Button(t(message("Add scenario")), kind="primary", icon="plus")
        self.add.clicked.connect(self._add)
        self.add_to_head(self.view, self.add)
        self.list = MasterList(name=t(message("Scenarios")), taken=self._taken, removed=self._removed)
        self.list.setFixedWidth(300)
        self.card = ScenarioCard(session)
        self.card.compared.connect(self._compare)
        self.comparison = ScenarioComparison(session)
        one = row(self.list, self.card, gap=16)
        one.setStretch(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(holder(one))
        self._stack.addWidget(self.comparison)
        self.main.addLayout(row(self._stack, margins=(24, 0, 24, 20)), 1)
        self._key = ""

    def refresh(self) -> None:
        """Show the scenarios of the package."""
        scenarios = self.session.here.package.scenarios
        self.sub.setText(
            t(
                plural(
                    "{count} beside the base; each holds only what it sees otherwise",
                    "{count} beside the base; each holds only what it sees otherwise",
                    len(scenarios),
                )
            )
        )
        if self._key not in {one.id for one in scenarios}:
            self._key = ""
        two = self.view.value() == "two"
        self._stack.setCurrentIndex(int(two))
        if two:
            self.comparison.refresh()
            return
        self.list.show_items(
            [self._item(BASE, t(message("Base scenario")), "", 0), *self._items("", 1, set())]
        )
        self.list.choose(self._key or BASE)
        self.card.show_scenario(self._key)

    def show_place(self, place: Place) -> None:
        """Show a scenario, or two side by side."""
        if place.view == "compare":
            self.comparison.choose(place.id, place.other)
            self.view.choose("two")
        else:
            self.view.choose("one")
            self._key = place.id
        self.refresh()

    def restyle(self) -> None:
        """Follow a change of theme."""
        self.list.restyle()
        super().restyle()

    def _items(self, parent: str, depth: int, seen: set[str]) -> list[ListText | str]:
        """List the scenarios that start from one, each followed by those that start from it."""
        found: list[ListText | str] = []
        for one in self.session.here.package.scenarios:
            if one.parent == parent and one.id not in seen:
                seen.add(one.id)
                end = t(plural("{count} change", "{count} changes", len(one.overrides)))
                found.append(self._item(one.id, one.title or one.id, end, depth))
                found += self._items(one.id, depth + 1, seen)
        return found

    def _item(self, key: str, name: str, end: str, depth: int) -> ListText:
        here = self.session.scenario == ("" if key == BASE else key)
        indent = "\u2003" * max(0, depth - 1)
        return ListText(
            key, indent + name, icon="play" if here else "git-compare-arrows" if depth else "blocks", end=end
        )

    def _taken(self, key: str) -> None:
        self._key = "" if key == BASE else key
        self.list.choose(key)
        self.card.show_scenario(self._key)

    def _removed(self, key: str) -> None:
        if key != BASE:
            self._taken(key)
            self.card.remove()

    def _add(self) -> None:
        """Add a scenario that starts from the one shown."""
        held = {one.id for one in self.session.here.package.scenarios}
        number = next(number for number in range(1, len(held) + 2) if f"scenario-{number}" not in held)
        title = t(message("Scenario {number}", number=str(number)))
        record = Scenario(f"scenario-{number}", title, self._key)
        if self.session.edit(message("Add the scenario “{name}”", name=title), [add("scenario", record)]):
            self.show_place(Place("scenarios", f"scenario:{record.id}"))
            self.card.name_it()

    def _compare(self) -> None:
        self.show_place(Place("scenarios", view="compare", other=self._key))

    def _view_chosen(self, key: object) -> None:
        self.refresh()
