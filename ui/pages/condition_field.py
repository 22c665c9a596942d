"""A condition built from menus, without any language to learn: what is asked, of which measures, and how many."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.rule_words import CONDITIONS, FACETS, Slot, condition_kind, fresh, held, put
from ui.texts import t, word
from ui.widgets.basics import PlainLabel, clear, column, frame, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice, Number, Several
from workbench.errors import Message, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.widgets.record_form import Vocabulary

LABEL = 168


class Slots(QWidget):
    """What a record asks for, slot by slot: those needed, those given, and a menu of the others.

    Signals:
        entered: The record as data, after something in it changed.
    """

    entered = Signal(object)

    def __init__(self, slots: Sequence[Slot], vocabulary: Vocabulary, *, more: Message) -> None:
        super().__init__()
        self._slots, self._vocabulary, self._more = tuple(slots), vocabulary, more
        self.data: dict[str, Any] = {}
        self._rows = column(gap=4)
        self.setLayout(self._rows)

    def show_value(self, data: dict[str, Any]) -> None:
        """Show a record."""
        self.data = data
        clear(self._rows)
        waiting: list[tuple[str, str]] = []
        for slot in self._slots:
            value = held(data, slot.path)
            if value is None and not slot.needed:
                waiting.append((slot.path, t(slot.label)))
            else:
                self._rows.addWidget(self._line(slot, value))
        if waiting:
            add = Choice([("", t(self._more)), *waiting], name=t(self._more), quiet=True)
            add.chosen.connect(self._added)
            self._rows.addLayout(row(add, None))

    def _line(self, slot: Slot, value: Any) -> QWidget:
        box = QWidget()
        field = self._field(slot, value)
        parts: list[QWidget] = [] if field is None else [field]
        label = PlainLabel(t(slot.label), size=9, tone="muted", wrap=True)
        label.setFixedWidth(LABEL)
        gone: list[QWidget] = []
        if not slot.needed:
            button = Button(kind="ghost", icon="x", name=t(message("Remove: {what}", what=slot.label)))
            button.setProperty("path", slot.path)
            button.clicked.connect(self._removed)
            gone = [button]
        if slot.kind == "selector":
            box.setLayout(column(label, *parts, gap=2))
            return box
        layout = row(label, *parts, *([] if parts else [None]), *gone, gap=6)
        layout.setStretch(1, 1)
        box.setLayout(layout)
        return box

    def _field(self, slot: Slot, value: Any) -> QWidget | None:
        name = t(slot.label)
        made: Any
        if slot.kind == "yes":
            return None
        if slot.kind == "selector":
            made = Slots(
                [_optional(facet) for facet in FACETS],
                self._vocabulary,
                more=message("Choose what marks it…"),
            )
            made.show_value(value or {})
            made.entered.connect(self._given)
            inner = frame("notice")
            inner.setLayout(column(made, margins=(8, 4, 4, 4)))
            made.setProperty("path", slot.path)
            return inner
        if slot.kind == "words":
            made = Several(self._choices(slot), name=name)
            made.show_value(value or ())
            made.chosen.connect(self._given)
        elif slot.kind == "word":
            made = Choice(self._choices(slot), name=name)
            made.show_value(value)
            made.chosen.connect(self._given)
        else:
            kind = "share" if slot.kind == "share" else "whole"
            made = Number(name=name, kind=kind, least=0, most=1 if kind == "share" else 200)
            made.show_value(value if value is not None else slot.value)
            made.entered.connect(self._given)
        made.setProperty("path", slot.path)
        return made  # type: ignore[no-any-return]

    def _choices(self, slot: Slot) -> list[tuple[str, str]]:
        if isinstance(slot.choices, type) and issubclass(slot.choices, StrEnum):
            return [(one.value, word(one)) for one in slot.choices]
        return list(self._vocabulary(str(slot.choices)))

    def _given(self, value: Any) -> None:
        path = str(self.sender().property("path"))
        self.data = put(self.data, path, list(value) if isinstance(value, tuple) else value)
        self.entered.emit(self.data)

    def _added(self, path: object) -> None:
        slot = next((one for one in self._slots if one.path == path), None)
        if slot is not None:
            self.show_value(put(self.data, slot.path, slot.value))
            self.entered.emit(self.data)

    def _removed(self) -> None:
        self.show_value(put(self.data, str(self.sender().property("path")), None))
        self.entered.emit(self.data)


class ConditionField(QWidget):
    """One condition.

    Signals:
        entered: The condition as data.
        removed: The planner wants it away.
    """

    entered = Signal(object)
    removed = Signal()

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self.data: dict[str, Any] = {}
        self.kind = Choice([(one.key, t(one.label)) for one in CONDITIONS], name=t(message("Condition")))
        self.kind.chosen.connect(self._kind_chosen)
        gone = Button(kind="ghost", icon="x", name=t(message("Remove the condition")))
        gone.clicked.connect(self.removed)
        self._body = column(gap=4)
        head = row(self.kind, gone, gap=4)
        head.setStretch(0, 1)
        box = frame("tile")
        box.setLayout(column(head, self._body, gap=4, margins=(8, 6, 6, 8)))
        self.setLayout(column(box, gap=0))

    def show_value(self, data: dict[str, Any]) -> None:
        """Show a condition."""
        self.data = data
        kind = condition_kind(data)
        self.kind.show_value(kind.key)
        clear(self._body)
        inner: Any
        if kind.key in ("all", "any"):
            inner = ConditionList(self._vocabulary, add=message("Add a condition"))
            inner.show_value(data.get(kind.key, []))
        elif kind.key == "not":
            inner = ConditionField(self._vocabulary)
            inner.show_value(data["not"])
            inner.removed.connect(self.removed)
        else:
            inner = Slots(kind.slots, self._vocabulary, more=message("More…"))
            inner.show_value(data)
        inner.entered.connect(self._inner)
        self._body.addWidget(inner)

    def _inner(self, value: Any) -> None:
        kind = condition_kind(self.data)
        self.data = {kind.key: value} if kind.key in ("all", "any", "not") else value
        self.entered.emit(self.data)

    def _kind_chosen(self, key: object) -> None:
        self.show_value(fresh(next(one for one in CONDITIONS if one.key == key)))
        self.entered.emit(self.data)


class ConditionList(QWidget):
    """Several conditions one under the other.

    Signals:
        entered: All of them as data.
    """

    entered = Signal(object)

    def __init__(self, vocabulary: Vocabulary, *, add: Message) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self.data: list[dict[str, Any]] = []
        self.fields: list[ConditionField] = []
        self._rows = column(gap=6)
        self.add = Button(t(add), kind="small", icon="plus")
        self.add.clicked.connect(self._added)
        self.setLayout(column(self._rows, row(self.add, None), gap=6))

    def show_value(self, data: list[dict[str, Any]]) -> None:
        """Show conditions."""
        self.data = list(data)
        clear(self._rows)
        self.fields = []
        for position, one in enumerate(self.data):
            field = ConditionField(self._vocabulary)
            field.show_value(one)
            field.setProperty("position", position)
            field.entered.connect(self._changed)
            field.removed.connect(self._removed)
            self.fields.append(field)
            self._rows.addWidget(field)

    def _changed(self, value: dict[str, Any]) -> None:
        self.data[self.sender().property("position")] = value
        self.entered.emit(list(self.data))

    def _added(self) -> None:
        self.show_value([*self.data, fresh(CONDITIONS[0])])
        self.entered.emit(list(self.data))

    def _removed(self) -> None:
        position = self.sender().property("position")
        self.show_value([*self.data[:position], *self.data[position + 1 :]])
        self.entered.emit(list(self.data))


def _optional(slot: Slot) -> Slot:
    """Give a facet, none of which has to be there."""
    return Slot(slot.path, slot.label, slot.kind, slot.choices, needed=False, value=slot.value)
