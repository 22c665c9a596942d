"""The groups: who faces systemic barriers, what they lack, on which unequal terms, and what reaches them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QVBoxLayout

from ui.models.summaries import at, reach_status, shut_status
from ui.pages.base import Page, scrolled
from ui.pages.master import MasterList, side_panel
from ui.pages.measure_fields import vocabulary_of
from ui.places import Place
from ui.texts import percent, say, t, word
from ui.widgets.basics import Chip, PlainLabel, clear, column, frame, holder, line, row
from ui.widgets.buttons import Button
from ui.widgets.charts import Meter
from ui.widgets.fields import Choice, Number, Several
from ui.widgets.list_row import ListText
from ui.widgets.record_form import RecordForm
from workbench.errors import RequestError, message
from workbench.model import Group, Lack, Term, add, remove, set_value
from workbench.model.words import REACHED, Arena, Relation

if TYPE_CHECKING:
    from ui.session import Session

FIELDS = (
    "name",
    "size",
    "population_share",
    "age_from",
    "age_to",
    "sex",
    "traits",
    "disjoint_with",
    "contested",
    "source",
    "note",
)
PANEL = 384


class GroupsPage(Page):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Groups")))
        self.add = Button(t(message("Add group")), kind="primary", icon="plus")
        self.add.clicked.connect(self._menu)
        self.add_to_head(self.add)
        self.list = MasterList(name=t(message("Groups")), taken=self._taken, removed=self._remove)
        self.list.setFixedWidth(300)
        self._key = ""
        self._form = RecordForm(Group, FIELDS, vocabulary_of(session), label_width=205)
        self._form.entered.connect(self._set)
        self._lacks = QVBoxLayout()
        self._lacks.setSpacing(5)
        self._add_lack = Choice(name=t(message("Add a barrier")))
        self._add_lack.chosen.connect(self._lack_added)
        self._terms = Several(_terms(), name=t(message("Unequal terms")))
        self._terms.chosen.connect(self._set_terms)
        self._title = PlainLabel("", size=13, bold=True)
        self._contested = Chip(t(message("contested term")), "partly")
        tile = frame("tile")
        tile.setLayout(
            column(
                row(self._title, self._contested, None), self._form, 4, line(),
                PlainLabel(t(message("Barriers: what members lack, and how many of them")), bold=True), self._lacks, row(self._add_lack, None), 4, line(),
                PlainLabel(t(message("Unequal terms: through what, and where")), bold=True), self._terms, None,
                gap=8, margins=(20, 14, 20, 16),
            )
        )  # fmt: skip
        middle = scrolled(column(tile, None, gap=0))
        layout = row(self.list, middle, gap=16, margins=(24, 0, 24, 20))
        layout.setStretch(1, 1)
        self.main.addLayout(layout, 1)
        panel, self._reached = side_panel(PANEL)
        self.outer.addWidget(panel)

    @property
    def group(self) -> Group | None:
        """The group chosen."""
        return self.session.package.group(self._key)

    def refresh(self) -> None:
        """Show the groups and the chosen one."""
        package, results = self.session.package, self.session.results
        self.sub.setText(t(message("who face systemic barriers to equal citizenship (R1.b)")))
        items: list[ListText | str] = []
        shut = {one.group: one for one in results.checked.access.shut_out} if results else {}
        for group in package.groups:
            held = shut.get(group.id)
            unknown = results is not None and group.id in results.checked.access.unmeasured
            share = (
                at(held.share, results.checked.access.years, package.key_year)
                if held and results and not unknown
                else None
            )
            status = "not-applicable" if share is None else shut_status(share)
            end = t(message("{share} shut out", share=say().share(share, 0))) if share is not None else ""
            if unknown:
                end = t(message("not stated"))
            items.append(ListText(group.id, group.name, glyph=status, end=end, tone=status))
        self.list.show_items(items)
        if self.group is None:
            self._key = package.groups[0].id if package.groups else ""
        self.list.choose(self._key)
        self._show()

    def restyle(self) -> None:
        """Follow a change of theme."""
        self.list.restyle()
        super().restyle()

    def show_place(self, place: Place) -> None:
        """Show a group, or the usual groups to add from."""
        if place.view == "add":
            self._menu()
        elif place.kind == "group":
            self._key = place.id
            self.refresh()
            self.list.choose(self._key, focus=True)

    def _show(self) -> None:
        group = self.group
        self._form.setVisible(group is not None)
        self._contested.setVisible(group is not None and group.contested)
        if group is None:
            self._title.setText(t(message("No group yet: add one of the usual groups.")))
            return
        self._title.setText(group.name)
        self._form.show_record(group)
        self._form.show_unstated(
            *(name for name in ("size", "population_share") if not _is_stated(group, name))
        )
        self._show_lacks(group)
        self._terms.show_value([f"{term.relation.value}/{term.arena.value}" for term in group.unequal_terms])
        self._show_reached(group)

    def _show_lacks(self, group: Group) -> None:
        knowledge = self.session.knowledge
        clear(self._lacks)
        for lack in group.lacks:
            name = t(knowledge.title("capability", lack.capability))
            label = PlainLabel(name, elide=True)
            label.setFixedWidth(230)
            share = Number(name=t(message("Share without: {what}", what=name)), kind="share", least=0, most=1)
            share.show_value(lack.share)
            share.setProperty("capability", lack.capability)
            share.entered.connect(self._set_lack)
            share.setMaximumWidth(110)
            source = PlainLabel(lack.source, size=9, tone="muted", elide=True)
            gone = Button(kind="ghost", icon="x", name=t(message("Remove the barrier: {what}", what=name)))
            gone.setProperty("capability", lack.capability)
            gone.clicked.connect(self._lack_removed)
            layout = row(label, share, source, gone)
            layout.setStretch(2, 1)
            self._lacks.addLayout(layout)
        held = {lack.capability for lack in group.lacks}
        words = [
            (key, t(item.title))
            for key, item in knowledge.vocabulary("capability").items()
            if key not in held
        ]
        self._add_lack.offer([("", t(message("Add a barrier…"))), *words])
        self._add_lack.show_value("")

    def _show_reached(self, group: Group) -> None:
        clear(self._reached)
        results, package = self.session.results, self.session.package
        if results is None:
            return
        year = package.key_year
        self._reached.addWidget(
            PlainLabel(t(message("What reaches them in {year}", year=str(year))), size=11, bold=True)
        )
        shut = next((one for one in results.checked.access.shut_out if one.group == group.id), None)
        if group.id in results.checked.access.unmeasured:
            unknown = message(
                "State how many they are and what share of them lacks what; until then nobody knows who is left out."
            )
            self._reached.addWidget(PlainLabel(t(unknown), wrap=True, tone="partly"))
        elif shut is not None:
            people = at(shut.people, results.checked.access.years, year)
            share = at(shut.share, results.checked.access.years, year)
            self._reached.addWidget(
                PlainLabel(
                    t(
                        message(
                            "{people} people, {share} of the group, are shut out of at least one entitlement meant for them.",
                            people=say().people(people),
                            share=percent(share, 0),
                        )
                    ),
                    wrap=True,
                    tone="muted",
                )
            )
        cells = sorted(
            (cell for cell in results.checked.access.cells if cell.group == group.id and cell.year == year),
            key=lambda cell: (math.isnan(cell.share), cell.share),
        )
        for cell in cells:
            measure = package.measure(cell.measure)
            button = Button(measure.title if measure else cell.measure, kind="link", size=9)
            button.setMaximumWidth(210)
            button.setProperty(
                "place", Place("coherence", f"group:{group.id}", year=year, other=cell.measure)
            )
            button.clicked.connect(self._open)
            meter = Meter()
            meter.show_share(cell.share, reach_status(cell.share))
            share_label = PlainLabel(say().share(cell.share, 0), size=9, bold=cell.share < REACHED)
            share_label.setFixedWidth(44)
            share_label.setAlignment(
                share_label.alignment().AlignTrailing | share_label.alignment().AlignVCenter
            )
            self._reached.addLayout(row(button, None, meter, share_label))
        findings = [finding for finding in results.checked.open if f"group:{group.id}" in finding.subjects]
        if findings:
            self._reached.addWidget(
                holder(
                    column(6, line(), PlainLabel(t(message("Open findings about them")), bold=True), gap=6)
                )
            )
        for finding in findings:
            button = Button(finding.rule, kind="link", size=9, name=t(finding.message))
            button.setProperty("finding", finding.id)
            button.clicked.connect(self._open_finding)
            text = PlainLabel(t(finding.message), size=9, wrap=True)
            layout = row(column(button, None, gap=0), text)
            layout.setStretch(1, 1)
            self._reached.addLayout(layout)
        self._reached.addStretch(1)

    def _menu(self) -> None:
        menu = QMenu(self)
        for template in self.session.knowledge.groups:
            action = menu.addAction(t(template.title))
            action.setData(template.id)
        menu.triggered.connect(self._add)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _add(self, action: Any) -> None:
        try:
            group = self.session.here.new_group(str(action.data()))
        except RequestError as error:
            self.session.refused.emit(error)
            return
        self._key = group.id
        self.session.edit(message("Add {group}", group=group.name), [add("group", group)])

    def _remove(self, key: str) -> None:
        group = self.session.package.group(key)
        if group is not None:
            self.session.edit(message("Remove {group}", group=group.name), [remove(f"group:{key}")])

    def _taken(self, key: str) -> None:
        self._key = key
        self.list.choose(key)
        self._show()

    def _change(self, field: str, value: Any) -> None:
        group = self.group
        if group is not None:
            label = message("Set {field} of {group}", field=field.replace("_", " "), group=group.name)
            if not self.session.edit(label, [set_value(f"group:{group.id}", field, value)]):
                self._show()

    def _set(self, name: str, value: Any) -> None:
        self._change(name, value)

    def _set_lack(self, share: float) -> None:
        group, capability = self.group, self.sender().property("capability")
        if group is not None:
            lacks = tuple(
                Lack(lack.capability, share, lack.source) if lack.capability == capability else lack
                for lack in group.lacks
            )
            self._change("lacks", lacks)

    def _lack_added(self, capability: str) -> None:
        group = self.group
        if group is not None and capability:
            self._change("lacks", (*group.lacks, Lack(capability, None)))

    def _lack_removed(self) -> None:
        group, capability = self.group, self.sender().property("capability")
        if group is not None:
            self._change("lacks", tuple(lack for lack in group.lacks if lack.capability != capability))

    def _set_terms(self, keys: tuple[str, ...]) -> None:
        terms = []
        for key in keys:
            relation, _, arena = key.partition("/")
            terms.append(Term(Relation(relation), Arena(arena)))
        self._change("unequal_terms", tuple(terms))

    def _open(self) -> None:
        self.session.go(self.sender().property("place"))

    def _open_finding(self) -> None:
        self.session.go(Place("checks", f"finding:{self.sender().property('finding')}"))


def _is_stated(group: Group, field: str) -> bool:
    """Whether the size, or the share of the population, is stated: nobody is a group of nobody."""
    return any(value for _, value in getattr(group, field).points) or bool(getattr(group, field).series)


def _terms() -> list[tuple[str, str]]:
    return [
        (
            f"{relation.value}/{arena.value}",
            t(message("{relation} in the {arena}", relation=word(relation), arena=word(arena).lower())),
        )
        for relation in Relation
        for arena in Arena
    ]
