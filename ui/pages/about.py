"""The package itself: country and money, the readings of the paper, laws, treaties, financing, assumptions, scenarios."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from ui.dialogs.assume import AssumptionDialog
from ui.models.summaries import name_of
from ui.pages.base import EVERYTHING, Page, scrolled
from ui.pages.master import MasterList
from ui.pages.measure_fields import understood_in, vocabulary_of
from ui.places import Place
from ui.texts import capital, t, word
from ui.widgets.basics import PlainLabel, column, frame, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from ui.widgets.list_row import ListText
from ui.widgets.record_form import RecordForm
from workbench.errors import Message, message, verbatim
from workbench.model import (
    SUBJECTS,
    Assumption,
    FinancingLine,
    Law,
    Measure,
    Package,
    Range,
    Scenario,
    Treaty,
    add,
    remove,
    set_value,
)
from workbench.model.assumed import counted_in
from workbench.model.fields import meaning

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.session import Session


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package's own fields, shown as one form."""

    key: str
    title: Message
    fields: tuple[str, ...]


MOST_PROBLEMS = 5
MOST_INPUTS = 25
PARTS = (
    Part("country", message("Country, years and money"), ("title", "country", "country_code", "currency", "currency_name", "base_year", "horizon", "price_basis", "headline_year", "envelope", "envelope_money")),
    Part("paper", message("Who asks, and for what decision"), ("organisation", "unit_name", "decision", "marking", "author")),
    Part("principle", message("Principle and minimum levels"), ("principle", "minimum_levels", "minimum_process", "constitution")),
    Part("plans", message("Plans and budget it enters"), ("national_plan", "poverty_strategy", "budget_link")),
    Part("readings", message("Readings of the paper"), ("basic_income_reading", "pension_age", "allowances_universal")),
    Part("packs", message("Further checklists and rules"), ("packs",)),
)  # fmt: skip
KINDS: tuple[tuple[str, type, Message], ...] = (
    ("law", Law, message("Laws that discriminate")),
    ("treaty", Treaty, message("Legal profile")),
    ("financing", FinancingLine, message("Financing")),
    ("assumption", Assumption, message("Assumptions")),
    ("range", Range, message("Ranges of inputs")),
    ("scenario", Scenario, message("Scenarios")),
)


class AboutPage(Page):
    """The page."""

    shows = EVERYTHING

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("The package")))
        self.new = Choice(
            [("", t(message("Add…"))), *((kind, t(_singular(kind))) for kind, _, _ in KINDS)],
            name=t(message("Add")),
        )
        self.new.setMinimumWidth(150)
        self.new.chosen.connect(self._add)
        self.delete = Button(t(message("Remove")), icon="trash-2")
        self.delete.clicked.connect(self._remove_chosen)
        self.add_to_head(self.delete, self.new)
        self.list = MasterList(
            name=t(message("Parts of the package")), taken=self._taken, removed=self._remove
        )
        self.list.setFixedWidth(360)
        self._title = PlainLabel("", size=13, bold=True)
        self._note = PlainLabel("", tone="muted", wrap=True)
        self._key = "part:country"
        self._forms: dict[str, RecordForm] = {}
        self._body = column(self._title, self._note, gap=8)
        tile = frame("tile")
        tile.setLayout(column(self._body, None, gap=8, margins=(20, 14, 20, 16)))
        layout = row(self.list, scrolled(column(tile, None, gap=0)), gap=16, margins=(24, 0, 24, 20))
        layout.setStretch(1, 1)
        self.main.addLayout(layout, 1)

    def refresh(self) -> None:
        """Show the parts and the chosen one."""
        package = self.session.package
        self.sub.setText(package.title)
        items: list[ListText | str] = [t(message("The package"))]
        items += [ListText(f"part:{part.key}", t(part.title), icon="settings") for part in PARTS]
        for kind, _, title in KINDS:
            items.append(t(title))
            for record in getattr(package, SUBJECTS[kind][0]):
                items.append(ListText(f"{kind}:{record.id}", self._name(kind, record), end=_end(record)))
        self.list.show_items(items)
        keys = [item.key for item in items if isinstance(item, ListText)]
        if self._key not in keys:
            self._key = keys[0]
        self.list.choose(self._key)
        self._show()

    def restyle(self) -> None:
        """Follow a change of theme."""
        self.list.restyle()
        super().restyle()

    def show_place(self, place: Place) -> None:
        """Show a part or a record; an assumption not made yet is asked for."""
        if place.kind == "assumption" and self.session.package.assumption(place.id) is None:
            self._assume(place.id)
        self._key = place.subject
        self.refresh()
        self.list.choose(self._key, focus=True)

    def _name(self, kind: str, record: Any) -> str:
        if kind == "treaty":
            return t(self.session.knowledge.title("treaty", record.id))
        if kind == "range":
            return input_name(record.id, "", self.session)
        return str(
            getattr(record, "title", "")
            or getattr(record, "name", "")
            or getattr(record, "label", "")
            or record.id
        )

    def _record(self) -> Any:
        kind, _, key = self._key.partition(":")
        if kind == "part":
            return self.session.package
        return next(
            (item for item in getattr(self.session.package, SUBJECTS[kind][0]) if item.id == key), None
        )

    def _show(self) -> None:
        kind, _, key = self._key.partition(":")
        record = self._record()
        wanted = self._key if kind == "part" else kind
        for name, form in self._forms.items():
            form.setVisible(name == wanted)
        self.delete.setEnabled(kind != "part")
        if record is None:
            return
        if wanted not in self._forms:
            part = next((one for one in PARTS if one.key == key), None)
            holds: type = Package if part else SUBJECTS[kind][1]
            fields = (
                part.fields
                if part
                else tuple(
                    one.name for one in dataclasses.fields(holds) if one.name not in ("id", "overrides")
                )
            )
            form = RecordForm(
                holds,
                fields,
                vocabulary_of(self.session),
                label_width=300,
                understood=understood_in(self.session),
            )
            form.entered.connect(self._set)
            self._forms[wanted] = form
            self._body.addWidget(form)
        title = (
            next((t(part.title) for part in PARTS if part.key == key), "")
            if kind == "part"
            else self._name(kind, record)
        )
        self._title.setText(title)
        note = ""
        if isinstance(record, Scenario):
            lines = [f"{subject} {field} = {value}" for subject, field, value in record.overrides]
            note = (
                t(message("Differs from the package in:")) + "\n" + "\n".join(lines)
                if lines
                else t(message("Differs in nothing yet."))
            )
        if key == "packs":
            refused = self.session.here.refused_packs
            note = "\n".join(
                f"{pack.where}: {t(pack.what)} "
                + "; ".join(f"{where}: {t(what)}" for where, what in pack.problems[:MOST_PROBLEMS])
                for pack in refused
            )
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._forms[wanted].show_record(record)

    def _set(self, name: str, value: Any) -> None:
        kind = self._key.partition(":")[0]
        subject = "package" if kind == "part" else self._key
        label = message(
            "Set {field} of {subject}",
            field=name.replace("_", " "),
            subject=t(message("the package")) if kind == "part" else self._name(kind, self._record()),
        )
        if not self.session.edit(label, [set_value(subject, name, value)]):
            self._show()

    def _add(self, kind: str) -> None:
        self.new.show_value("")
        if not kind:
            return
        if kind in ("range", "assumption"):
            self._offer_inputs() if kind == "range" else self._offer_assumptions()
            return
        held = {item.id for item in getattr(self.session.package, SUBJECTS[kind][0])}
        name = f"new-{kind}"
        if kind == "treaty":
            name = next((key for key in self.session.knowledge.vocabulary("treaty") if key not in held), name)
        number = 2
        while name in held:
            name, number = f"new-{kind}-{number}", number + 1
        title = t(_singular(kind))
        made: dict[str, Any] = {
            "law": lambda: Law(name, title), "treaty": lambda: Treaty(name), "financing": lambda: FinancingLine(name, title),
            "scenario": lambda: Scenario(name, title),
        }  # fmt: skip
        self._key = f"{kind}:{name}"
        self.session.edit(message("Add {what}", what=title), [add(kind, made[kind]())])

    def _offer_inputs(self) -> None:
        """Offer what sways the cost, most first; a range is of one input."""
        package = self.session.package
        held = {one.id for one in package.ranges}
        menu = QMenu(self)
        for sway in self.session.here.tornado(package.key_year, self.session.scenario)[:MOST_INPUTS]:
            if sway.input not in held:
                menu.addAction(input_name(sway.input, t(sway.label), self.session)).setData(sway.input)
        if menu.isEmpty():
            menu.addAction(t(message("No input sways the cost yet."))).setEnabled(False)
        menu.triggered.connect(self._add_range)
        menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _offer_assumptions(self) -> None:
        """Offer the series an assumption can stand for; one that is there already is stated already."""
        held = {one.id for one in self.session.package.assumptions}
        menu = QMenu(self)
        for name, title in self.session.here.words("assumption").items():
            if name not in held:
                menu.addAction(f"{t(title)} ({name})").setData(name)
        menu.triggered.connect(self._chosen_assumption)
        menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def _chosen_assumption(self, action: QAction) -> None:
        self._assume(str(action.data()))

    def _assume(self, name: str) -> None:
        """Ask for the value a series is assumed to have, from the first year in which it is missing."""
        title = t(self.session.here.words("assumption").get(name, verbatim(name)))
        lacks = self.session.results.estimate.lacks if self.session.results is not None else ()
        missing = (
            fill.years[0] for need in lacks for fill in need.fills if fill.subject == f"assumption:{name}"
        )
        year = next(missing, self.session.package.years[0])
        dialog = AssumptionDialog(self, capital(title), unit=counted_in(name), year=year)
        if not dialog.exec():
            return
        self._key = f"assumption:{name}"
        made = Assumption(name, title, dialog.path, why=dialog.why.text())
        self.session.edit(message("Assume {series}", series=title), [add("assumption", made)])

    def _add_range(self, action: QAction) -> None:
        name = str(action.data())
        self._key = f"range:{name}"
        self.session.edit(
            message("State a range of {input}", input=action.text()), [add("range", Range(name))]
        )

    def _remove_chosen(self) -> None:
        self._remove(self._key)

    def _remove(self, key: str) -> None:
        kind = key.partition(":")[0]
        if kind != "part":
            self._key = key
            record = self._record()
            if record is not None:
                self.session.edit(message("Remove {what}", what=self._name(kind, record)), [remove(key)])

    def _taken(self, key: str) -> None:
        self._key = key
        self.list.choose(key)
        self._show()


def _singular(kind: str) -> Message:
    return {
        "law": message("Law"), "treaty": message("Treaty"), "financing": message("Line of financing"),
        "assumption": message("Assumption"), "range": message("Range of an input"), "scenario": message("Scenario"),
    }[kind]  # fmt: skip


def input_name(name: str, label: str, session: Session) -> str:
    """Name an input, such as "measure:social-pension cost.level", as a planner would."""
    subject, _, field = name.partition(" ")
    kind, _, key = subject.partition(":")
    if kind == "measure":
        what = label or t(meaning(Measure, field))
        return f"{name_of(subject, session.package, session.knowledge)}: {what}"
    return label or key


def _end(record: Any) -> str:
    if isinstance(record, (Law, Treaty)):
        return word(record.status).lower()
    if isinstance(record, FinancingLine):
        return word(record.certainty).lower()
    return ""
