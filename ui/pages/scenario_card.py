"""One scenario: its name, what it starts from, and what it sees otherwise, each with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.field_words import field_words, subject_words, value_words
from ui.pages.base import scrolled
from ui.pages.measure_fields import vocabulary_of
from ui.places import Place
from ui.texts import sentences, set_tip, t
from ui.widgets.basics import Chip, PlainLabel, clear, column, frame, holder, line, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice, Text
from workbench.errors import Message, RequestError, message, plural
from workbench.model import remove, set_value

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from ui.session import Session
    from workbench.model import Scenario
    from workbench.scenarios import Difference

LABEL = 110
VALUES = 300
PAGES = {"measure": "package", "group": "groups", "package": "about"}


class ScenarioCard(QWidget):
    """The card.

    Signals:
        compared: The user wants to see this scenario beside another.
    """

    compared = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._key = ""
        self._held: tuple[Difference, ...] = ()
        self._title = PlainLabel("", size=13, bold=True, elide=True)
        self._here = Chip(t(message("you work here")), "accent")
        self.work = Button("", kind="primary", icon="play")
        self.work.clicked.connect(self._work)
        self.compare = Button(t(message("Compare")), icon="git-compare-arrows")
        self.compare.clicked.connect(self.compared)
        self.drop = Button(t(message("Remove")), icon="trash-2")
        self.drop.clicked.connect(self.remove)
        self.name = Text(name=t(message("Name of the scenario")))
        self.name.entered.connect(self._rename)
        self.parent_ = Choice(name=t(message("What the scenario starts from")))
        self.parent_.chosen.connect(self._set_parent)
        self._hint = PlainLabel("", tone="muted", wrap=True)
        head = row(self._title, self._here, self.compare, self.drop, self.work, gap=8)
        head.setStretch(0, 1)
        self._form = holder(
            column(
                _labelled(t(message("Name")), self.name),
                _labelled(t(message("Starts from")), self.parent_),
                gap=6,
            )
        )
        self._count = PlainLabel("", bold=True)
        self._inherited = PlainLabel("", tone="muted", wrap=True)
        self._rows = column(gap=0)
        self._line = line()
        tile = frame("tile")
        tile.setLayout(
            column(
                head, 4, self._form, 2, self._hint, 6, self._line, self._count, self._rows, self._inherited, None,
                gap=8, margins=(20, 14, 20, 16),
            )
        )  # fmt: skip
        self.setLayout(column(scrolled(column(tile, None, gap=0)), gap=0))

    @property
    def scenario(self) -> Scenario | None:
        """The scenario shown; None for the package itself."""
        return next((one for one in self.session.here.package.scenarios if one.id == self._key), None)

    def show_scenario(self, key: str) -> None:
        """Show a scenario by its identifier, the package itself for none."""
        self._key = key
        scenario, here = self.scenario, self.session.scenario == key
        self._here.setVisible(here)
        self.work.setVisible(not here)
        for part in (self._form, self.drop):
            part.setVisible(scenario is not None)
        if scenario is None:
            self._title.setText(t(message("Base scenario")))
            self.work.say(t(message("Work in the base scenario")))
            self._hint.setText(
                t(
                    message(
                        "The package as it stands. To try something out, add a scenario, work in it, and edit on any page: it holds only what it sees otherwise, and everything else follows the package."
                    )
                )
            )
            self._held = ()
        else:
            self._title.setText(_name(scenario))
            self.work.say(t(message("Work in this scenario")))
            self.name.show_value(scenario.title)
            self.parent_.offer(self._parents(scenario))
            self.parent_.show_value(scenario.parent)
            self._hint.setText(t(_HERE if here else _ELSEWHERE))
            try:
                self._held = self.session.here.held(scenario.id)
            except RequestError as error:
                # A file of another program may hold a value of something that is not in the package.
                self._held = ()
                self._hint.setText(sentences(error))
        self._show_held(scenario)

    def name_it(self) -> None:
        """Put the keyboard on the name, to be typed over."""
        self.name.setFocus()
        self.name.selectAll()

    def remove(self) -> None:
        """Remove the scenario; those that started from it keep what they see."""
        scenario = self.scenario
        if scenario is not None:
            label = message("Remove the scenario “{name}”", name=_name(scenario))
            self.session.edit(label, [remove(f"scenario:{scenario.id}")])

    def _parents(self, scenario: Scenario) -> list[tuple[str, str]]:
        """Offer every scenario that does not start from this one itself."""
        all_ = self.session.here.package.scenarios
        below = {scenario.id}
        while more := {one.id for one in all_ if one.parent in below} - below:
            below |= more
        others = [(one.id, _name(one)) for one in all_ if one.id not in below]
        return [("", t(message("Base scenario"))), *others]

    def _show_held(self, scenario: Scenario | None) -> None:
        clear(self._rows)
        count = len(self._held)
        self._count.setVisible(scenario is not None)
        self._line.setVisible(scenario is not None)
        self._count.setText(
            t(plural("{count} thing it sees otherwise", "{count} things it sees otherwise", count))
            if count
            else t(message("It sees nothing otherwise yet"))
        )
        for number, difference in enumerate(self._held):
            self._rows.addWidget(self._row(number, difference))
        parent = scenario.parent if scenario is not None else ""
        inherited = len(
            next((one.overrides for one in self.session.here.package.scenarios if one.id == parent), ())
        )
        self._inherited.setVisible(bool(inherited))
        name = dict(self._parents(scenario)).get(parent, parent) if scenario is not None else ""
        self._inherited.setText(
            t(
                plural(
                    "Besides, it sees {count} thing as “{name}” does.",
                    "Besides, it sees {count} things as “{name}” does.",
                    inherited,
                    name=name,
                )
            )
        )

    def _row(self, number: int, one: Difference) -> QFrame:
        here = self.session.here
        package, words = here.package_in(self._key), vocabulary_of(self.session)
        subject = Button(subject_words(one.subject, package), kind="link")
        subject.setProperty("subject", one.subject)
        subject.clicked.connect(self._follow)
        field = PlainLabel(field_words(one.subject, one.field), size=9, tone="muted", elide=True)
        own = PlainLabel(
            value_words(one.subject, one.field, one.second, package, words), bold=True, elide=True
        )
        before = value_words(one.subject, one.field, one.first, package, words)
        instead = PlainLabel(t(message("instead of {value}", value=before)), size=9, tone="muted", elide=True)
        back = Button(t(message("Take back")), kind="small", icon="undo-2")
        back.setAccessibleName(t(message("Take back: {what}", what=f"{subject.accessibleName()}, {field.text()}")))  # fmt: skip
        set_tip(back, t(message("See it as {value} again", value=before)))
        back.setProperty("number", number)
        back.clicked.connect(self._take_back)
        values = holder(column(own, instead, gap=0))
        values.setFixedWidth(VALUES)
        box = frame("row")
        layout = row(column(row(subject, None), field, gap=0), values, back, gap=16, margins=(0, 6, 0, 6))
        layout.setStretch(0, 1)
        box.setLayout(layout)
        return box

    def _follow(self) -> None:
        subject = str(self.sender().property("subject"))
        page = PAGES.get(subject.partition(":")[0], "about")
        self.session.go(Place(page, subject if page != "about" else ""))

    def _take_back(self) -> None:
        one = self._held[int(self.sender().property("number"))]
        name = subject_words(one.subject, self.session.here.package_in(self._key))
        what = t(message("{subject}: {field}", subject=name, field=field_words(one.subject, one.field)))
        title = _name(self.scenario) if self.scenario else self._key
        label = message("Take back {what} in “{scenario}”", what=what, scenario=title)
        key = self._key
        self.session.apply(lambda: self.session.here.take_back(key, one, label), {one.subject})

    def _work(self) -> None:
        self.session.choose_scenario(self._key)

    def _rename(self, title: str) -> None:
        self._set("title", title, message("Rename the scenario to “{name}”", name=title))

    def _set_parent(self, parent: str) -> None:
        self._set("parent", parent, message("Set what “{name}” starts from", name=self._title.text()))

    def _set(self, field: str, value: str, label: Message) -> None:
        if self.scenario is not None and not self.session.edit(
            label, [set_value(f"scenario:{self._key}", field, value)]
        ):
            self.show_scenario(self._key)


_HERE = message(
    "You work in it: edits on any page go into it alone. What comes or goes whole, such as a measure or a group, comes or goes in all scenarios."
)
_ELSEWHERE = message(
    "Choose it at the top right, or with the button, and edits on any page go into it alone."
)


def _name(scenario: Scenario) -> str:
    return scenario.title or scenario.id


def _labelled(text: str, field: QWidget) -> QWidget:
    label = PlainLabel(text, tone="muted")
    label.setFixedWidth(LABEL)
    label.setBuddy(field)
    layout = row(label, field, gap=8)
    layout.setStretch(1, 1)
    made = holder(layout)
    made.setMaximumWidth(560)
    return made
