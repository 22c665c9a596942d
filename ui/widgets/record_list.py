"""A list of small records inside a form, such as the ingredients of a service: one form each, added and removed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.texts import t
from ui.widgets.basics import clear, column, holder, line, row
from ui.widgets.buttons import Button
from workbench.errors import message
from workbench.model import codec
from workbench.model.paths import Path

if TYPE_CHECKING:
    from ui.widgets.record_form import RecordForm


class RecordList(QWidget):
    """The list.

    Signals:
        entered: All records as plain JSON, after one was changed, added or removed.
    """

    entered = Signal(object)

    def __init__(self, kind: type, make_form: Callable[[], RecordForm], *, name: str) -> None:
        super().__init__()
        self._kind = kind
        self._name = name
        self._make_form = make_form
        self._records: tuple[Any, ...] = ()
        self._forms: list[RecordForm] = []
        self._layout = QVBoxLayout()
        self._layout.setSpacing(6)
        add = Button(
            t(message("Add")), kind="quiet", icon="plus", size=9, name=t(message("Add: {list}", list=name))
        )
        add.clicked.connect(self._add)
        self.setLayout(column(self._layout, row(add, None), gap=4))

    def show_value(self, records: Sequence[Any]) -> None:
        """Show the records; forms are kept where their number is the same, for one of them may be at work."""
        if len(records) != len(self._forms):
            self._make(len(records))
        self._records = tuple(records)
        for form, record in zip(self._forms, records, strict=True):
            form.show_record(record)

    def _make(self, count: int) -> None:
        clear(self._layout)
        self._forms = []
        for position in range(count):
            form = self._make_form()
            form.setProperty("position", position)
            form.entered.connect(self._changed)
            remove = Button(
                kind="ghost",
                icon="trash-2",
                name=t(message("Remove {number}: {list}", number=position + 1, list=self._name)),
            )
            remove.setProperty("position", position)
            remove.clicked.connect(self._remove)
            self._forms.append(form)
            self._layout.addWidget(holder(column(form, row(None, remove), line(), gap=2)))

    def _changed(self, name: str, value: Any) -> None:
        position = self.sender().property("position")
        held = [codec.dump(record) for record in self._records]
        held[position] = held[position] | {name: codec.dump(value)}
        self.entered.emit(held)

    def _add(self) -> None:
        self.entered.emit([*(codec.dump(record) for record in self._records), _blank(self._kind)])

    def _remove(self) -> None:
        position = self.sender().property("position")
        kept = (record for at, record in enumerate(self._records) if at != position)
        self.entered.emit([codec.dump(record) for record in kept])


def _blank(kind: type) -> dict[str, Any]:
    """Give the fields without a default: nothing in words, zero in figures."""
    hints = codec.hints(kind)
    return {
        field.name: 0 if hints[field.name] is Path else ""
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING
    }
