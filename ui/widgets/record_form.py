"""A form over a record's declared fields: the record says what each field means, the form makes the fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.texts import set_tip, t, word
from ui.widgets.basics import PlainLabel
from ui.widgets.fields import Choice, LongText, Number, Several, Text
from ui.widgets.path_field import PathField
from ui.widgets.records_field import RecordField, RecordsField
from workbench.errors import Message, message
from workbench.model import codec
from workbench.model.package import Assumption
from workbench.model.paths import Path, Shape
from workbench.model.words import Quantity

Vocabulary = Callable[[str], Sequence[tuple[str, str]]]
"""Gives the words of an open vocabulary as (id, title) pairs."""

Understood = Callable[[Any, str], str]
"""Says how a number of a record is understood; nothing where there is nothing to say."""

LONG = frozenset({"principle", "minimum_levels", "minimum_process", "note", "adaptation", "constitution"})


class RecordForm(QWidget):
    """The form.

    Signals:
        entered: The name of the field and its new value, which may be a model value or plain JSON.
    """

    entered = Signal(object, object)

    def __init__(
        self,
        kind: type,
        names: Sequence[str],
        vocabulary: Vocabulary,
        *,
        label_width: int = 150,
        stacked: bool = False,
        understood: Understood | None = None,
    ) -> None:
        super().__init__()
        self._understood = understood
        self._lines: dict[str, PlainLabel] = {}
        self._fields: dict[str, Any] = {}
        self._vocabulary = vocabulary
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, 0 if stacked else label_width)
        grid.setColumnStretch(1, 1)
        declared = {field.name: field for field in dataclasses.fields(kind)}
        hints = codec.hints(kind)
        for row, name in enumerate(names):
            meaning: Message = declared[name].metadata.get("meaning", message("{name}", name=name))
            text = t(meaning)
            field = self._field(hints[name], declared[name].metadata, name, text)
            if field is None:
                continue
            short = _short(text)
            label = PlainLabel(short, size=9 if stacked else 10, tone="muted", elide=True)
            set_tip(label, text)
            set_tip(field, text)
            label.setBuddy(field)
            if stacked:
                grid.addWidget(label, row * 3, 0, 1, 2)
                grid.addWidget(field, row * 3 + 1, 0, 1, 2)
            else:
                label.setFixedWidth(label_width)
                grid.addWidget(label, row * 3 + 1, 0)
                grid.addWidget(field, row * 3 + 1, 1)
            self._fields[name] = field
            if understood is not None and isinstance(field, PathField):
                self._lines[name] = PlainLabel("", size=9, tone="muted", wrap=True)
                grid.addWidget(self._lines[name], row * 3 + 2, 0 if stacked else 1, 1, 2 if stacked else 1)

    def show_record(self, record: Any) -> None:
        """Show a record."""
        for name, field in self._fields.items():
            value = getattr(record, name)
            _count(field, record, name)
            if name in self._lines and self._understood is not None:
                said = self._understood(record, name)
                self._lines[name].setText(said)
                self._lines[name].setVisible(bool(said))
            vocabulary = field.property("vocabulary")
            if vocabulary and isinstance(field, (Choice, Several)):
                words = list(self._vocabulary(vocabulary))
                field.offer([("", "–"), *words] if isinstance(field, Choice) else words)
            if isinstance(field, Text) and isinstance(value, tuple):
                value = "; ".join(f"{part:.6g} %" for part in (share * 100 for share in value))
            elif isinstance(field, Text) and field.property("number") == "share":
                value = "" if value is None else f"{round(value * 100, 10):g}\u202f%"
            elif isinstance(field, Text) and not isinstance(value, str):
                value = "" if value is None else str(value)
            if isinstance(field, Choice) and isinstance(value, bool):
                value = "yes" if value else "no"
            elif isinstance(field, Choice) and value is None:
                value = ""
            elif isinstance(field, Choice):
                value = str(value)
            elif isinstance(field, Several):
                value = [str(item) for item in value]
            field.show_value(value)

    def show_unstated(self, *names: str) -> None:
        """Show a dash for values nobody has stated, where a nought would claim one."""
        for name in names:
            field = self._fields.get(name)
            if isinstance(field, PathField):
                field.first.show_value(None)

    def _field(self, kind: Any, metadata: Any, name: str, label: str) -> QWidget | None:
        """Make the field for a type; None for what has an editor of its own."""
        optional = typing.get_origin(kind) in (types.UnionType, typing.Union)
        if optional:
            kind = next(option for option in typing.get_args(kind) if option is not type(None))
        vocabulary, unit = metadata.get("vocabulary", ""), metadata.get("unit", "")
        field: Any = None
        if typing.get_origin(kind) is tuple:
            item = typing.get_args(kind)[0]
            if (item is str and vocabulary) or (isinstance(item, type) and issubclass(item, StrEnum)):
                words = _words(item)
                field = Several(words, name=label)
                field.chosen.connect(self._given)
            elif item is float:
                field = Text(name=label, hint="50; 30; 20")
                field.setProperty("number", "several")
                field.entered.connect(self._given)
            elif dataclasses.is_dataclass(item):
                field = RecordsField(typing.cast(type, item), self._vocabulary, RecordForm, name=label)
                field.entered.connect(self._given)
        elif dataclasses.is_dataclass(kind) and kind is not Path:
            field = RecordField(typing.cast(type, kind), self._vocabulary, RecordForm, name=label)
            field.entered.connect(self._given)
        elif kind is Path:
            moves = metadata.get("moves")
            field = PathField(
                name=label,
                kind="share" if unit == Quantity.SHARE else "number",
                moves=moves if isinstance(moves, Shape) else Shape.STEPS,
            )
            field.entered.connect(self._given)
        elif isinstance(kind, type) and issubclass(kind, StrEnum):
            empty = [("", "–")] if optional else []
            field = Choice(empty + [(one.value, word(one)) for one in kind], name=label)
            field.setProperty("optional", optional)
            field.chosen.connect(self._given)
        elif kind is bool:
            unset = [("", t(message("not stated")))] if optional else []
            field = Choice([*unset, ("yes", t(message("yes"))), ("no", t(message("no")))], name=label)
            field.setProperty("optional", optional)
            field.chosen.connect(self._given)
        elif kind in (int, float) and not optional:
            field = Number(
                name=label,
                kind="share"
                if unit == Quantity.SHARE
                else "year"
                if "year" in name
                else "whole"
                if kind is int
                else "number",
            )
            field.entered.connect(self._given)
        elif kind in (int, float):
            field = Text(name=label)
            field.setProperty(
                "number", "share" if unit == Quantity.SHARE else "int" if kind is int else "float"
            )
            field.entered.connect(self._given)
        elif kind is str and vocabulary not in ("", "currency"):
            field = Choice(name=label)
            field.chosen.connect(self._given)
        elif kind is str:
            field = LongText(name=label) if name in LONG else Text(name=label)
            field.entered.connect(self._given)
        if field is None:
            return None
        field.setProperty("field", name)
        field.setProperty("vocabulary", vocabulary)
        return typing.cast(QWidget, field)

    def _given(self, value: Any) -> None:
        field = self.sender()
        name = field.property("field")
        if isinstance(field, Choice) and value in ("yes", "no"):
            value = value == "yes"
        elif isinstance(field, Choice) and value == "" and not field.property("vocabulary"):
            value = None if field.property("optional") else ""
        if isinstance(field, Text) and field.property("number") == "several":
            value = [_number(part, share=True) for part in str(value).split(";") if part.strip()]
        elif isinstance(field, Text) and field.property("number"):
            value = _number(str(value), share=field.property("number") == "share")
        if isinstance(value, tuple):
            value = list(value)
        self.entered.emit(name, value)


def _words(kind: type) -> list[tuple[str, str]]:
    """Give the words of a closed vocabulary."""
    return [(one.value, word(one)) for one in kind] if issubclass(kind, StrEnum) else []


def _count(field: Any, record: Any, name: str) -> None:
    """Count the values of an assumption in what it is counted in."""
    if isinstance(record, Assumption) and name in ("value", "low", "high"):
        if isinstance(field, PathField):
            field.show_as("share" if record.is_share else "number")
        else:
            field.setProperty("number", "share" if record.is_share else "float")


def _number(text: str, *, share: bool = False) -> Any:
    """Read a number; in a field of shares, which shows a percent sign, it is per cent with and without one."""
    cleaned = text.replace("\u202f", "").replace(" ", "").replace("\u2212", "-")
    if not cleaned:
        return None
    signed = cleaned.endswith("%")
    try:
        value = float(cleaned.rstrip("%").replace(",", "."))
    except ValueError:
        return text
    if signed and not share:
        return text
    return round(value / 100, 12) if share else value


def _short(text: str) -> str:
    """Give the part of a meaning that fits a label; the whole stands in the tool tip."""
    for mark in (";", " (", ", such as", ", as printed"):
        text = text.partition(mark)[0]
    return text
