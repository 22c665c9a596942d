"""Fields that hold records: several of a kind, each in a small form with a button to remove it, or one that may lack."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.texts import t
from ui.widgets.basics import clear, column, frame, row
from ui.widgets.buttons import Button
from workbench.errors import message
from workbench.model import Path as ByYear
from workbench.model import codec

if TYPE_CHECKING:
    from ui.widgets.record_form import RecordForm, Vocabulary


class RecordsField(QWidget):
    """A list of records.

    Signals:
        entered: All of them as plain JSON, after something in one changed, or one came or went.
    """

    entered = Signal(object)

    def __init__(self, kind: type, vocabulary: Vocabulary, form: type[RecordForm], *, name: str) -> None:
        super().__init__()
        self._kind, self._vocabulary, self._name = kind, vocabulary, name
        self._form_of = form
        self.setAccessibleName(name)
        self._records: list[Any] = []
        self._forms: list[RecordForm] = []
        self._rows = column(gap=6)
        self.add = Button(
            t(message("Add")), kind="small", icon="plus", name=t(message("Add: {what}", what=name))
        )
        self.add.clicked.connect(self._added)
        self.setLayout(column(self._rows, row(self.add, None), gap=6))

    def show_value(self, records: tuple[Any, ...]) -> None:
        """Show the records; forms stay where they are while only their contents change."""
        self._records = list(records)
        if len(self._forms) != len(records):
            clear(self._rows)
            self._forms = [self._form(position) for position in range(len(records))]
        for form, record in zip(self._forms, records, strict=True):
            form.show_record(record)

    def _form(self, position: int) -> RecordForm:
        names = [field.name for field in dataclasses.fields(self._kind)]
        form = self._form_of(self._kind, names, self._vocabulary, stacked=True)
        form.setProperty("position", position)
        form.entered.connect(self._changed)
        gone = Button(kind="ghost", icon="x", name=t(message("Remove: {what}", what=self._name)))
        gone.setProperty("position", position)
        gone.clicked.connect(self._removed)
        box = frame("notice")
        layout = row(form, column(gone, None, gap=0), gap=4, margins=(10, 6, 4, 8))
        layout.setStretch(0, 1)
        box.setLayout(layout)
        self._rows.addWidget(box)
        return form

    def _changed(self, name: str, value: Any) -> None:
        held = [codec.dump(record) for record in self._records]
        held[self.sender().property("position")][name] = codec.dump(value)
        self.entered.emit(held)

    def _added(self) -> None:
        """Add an empty record; what it must hold is to be chosen at once."""
        hints = codec.hints(self._kind)
        empty = {
            field.name: self._first(hints[field.name], field.metadata.get("vocabulary", ""))
            for field in dataclasses.fields(self._kind)
            if field.default is dataclasses.MISSING
        }
        self.entered.emit([*(codec.dump(record) for record in self._records), empty])

    def _first(self, hint: Any, vocabulary: str) -> Any:
        """Give what a field begins with: nothing in words, zero in figures, the first where one of several is needed."""
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return next(iter(hint)).value
        if hint is ByYear:
            return 0
        if hint is str:
            return ""
        words = self._vocabulary(vocabulary)
        return [words[0][0]] if words else []

    def _removed(self) -> None:
        position = self.sender().property("position")
        held = [codec.dump(record) for record in self._records]
        self.entered.emit([*held[:position], *held[position + 1 :]])


class RecordField(QWidget):
    """One record that may be missing; filling any of its fields makes it.

    Signals:
        entered: The record as plain JSON.
    """

    entered = Signal(object)

    def __init__(self, kind: type, vocabulary: Vocabulary, form: type[RecordForm], *, name: str) -> None:
        super().__init__()
        self._kind = kind
        self._record: Any = None
        self.setAccessibleName(name)
        self._form = form(kind, [field.name for field in dataclasses.fields(kind)], vocabulary, stacked=True)
        self._form.entered.connect(self._changed)
        box = frame("notice")
        box.setLayout(column(self._form, margins=(10, 6, 10, 8)))
        self.setLayout(column(box, gap=0))

    def show_value(self, record: Any) -> None:
        """Show the record, or empty fields."""
        self._record = record
        self._form.show_record(self._kind() if record is None else record)

    def _changed(self, name: str, value: Any) -> None:
        held = {} if self._record is None else codec.dump(self._record)
        self.entered.emit(held | {name: codec.dump(value)})
