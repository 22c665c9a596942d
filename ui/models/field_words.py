"""A field and its value in words, wherever two packages are set side by side."""

from __future__ import annotations

import types
import typing
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ui.texts import figure, say, t, word
from workbench.errors import message, plural
from workbench.i18n import MISSING
from workbench.model import SUBJECTS, Package, fields, find
from workbench.model.cost import basis_of
from workbench.model.words import LevelBasis, Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Vocabulary = Callable[[str], Sequence[tuple[str, str]]]

_YEARS = range(1900, 2201)


def subject_words(subject: str, *packages: Package) -> str:
    """Name a subject by its title in the first package that has it."""
    if subject == "package":
        return t(message("The package"))
    kind, _, key = subject.partition(":")
    for package in packages:
        if any(one.id == key for one in getattr(package, SUBJECTS[kind][0])):
            record = find(package, subject)
            return str(next((getattr(record, name) for name in ("title", "name", "label") if getattr(record, name, "")), key))  # fmt: skip
    return key


def field_words(subject: str, field: str) -> str:
    """Say what a field means; a whole record that is there only once has none."""
    return t(fields.meaning(_record(subject), field)) if field else t(message("the whole entry"))


def value_words(subject: str, field: str, value: Any, package: Package, words: Vocabulary) -> str:
    """Write a value, given as plain JSON, as the fields of the window show it."""
    if value is None or value == "":
        return MISSING
    if not field:
        return str(value)
    record = _record(subject)
    kind, vocabulary = fields.kind(record, field), fields.vocabulary(record, field)
    share = _is_share(subject, field, fields.unit(record, field), package)
    if isinstance(value, bool):
        return t(message("yes")) if value else t(message("no"))
    if isinstance(value, dict) and value.get("series"):
        return t(message("follows the series {name}", name=str(value["series"])))
    if isinstance(value, dict):
        points = [(year, number) for year, number in value.items() if isinstance(number, (int, float))]
        if points and all(year.isdigit() for year, _ in points):
            return "; ".join(f"{year}: {_number(number, share=share)}" for year, number in points)
        return t(plural("{count} entry", "{count} entries", len(value)))
    if isinstance(value, (int, float)):
        if isinstance(value, int) and value in _YEARS and not share:
            return str(value)
        return _number(value, share=share)
    if isinstance(value, list):
        return _list(value, kind, dict(words(vocabulary)) if vocabulary else {}, share=share)
    return _text(str(value), kind, dict(words(vocabulary)) if vocabulary else {})


def _record(subject: str) -> type[Any]:
    kind = subject.partition(":")[0]
    return Package if kind == "package" else SUBJECTS[kind][1]


def _is_share(subject: str, field: str, unit: str, package: Package) -> bool:
    if unit == "level":
        measure = package.measure(subject.partition(":")[2])
        return (
            measure is not None
            and getattr(measure.cost, basis_of(field.removeprefix("cost."))) is not LevelBasis.MONEY
        )
    if subject.startswith("assumption:") and field == "value":
        assumption = package.assumption(subject.partition(":")[2])
        return assumption is not None and assumption.is_share
    return unit == Quantity.SHARE


def _number(value: float, *, share: bool) -> str:
    if share:
        return say().share(value, 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 2)
    return figure(value, 0 if value == round(value) else 2)


def _list(value: list[Any], kind: Any, words: dict[str, str], *, share: bool) -> str:
    if not value:
        return t(message("none"))
    if all(isinstance(one, str) for one in value):
        inner = typing.get_args(kind)[0] if typing.get_args(kind) else str
        return say().join([_text(one, inner, words) for one in value])
    if all(isinstance(one, (int, float)) for one in value):
        return "; ".join(_number(one, share=share) for one in value)
    return t(plural("{count} entry", "{count} entries", len(value)))


def _text(value: str, kind: Any, words: dict[str, str]) -> str:
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        kind = next(one for one in typing.get_args(kind) if one is not type(None))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return word(kind(value))
    return words.get(value, value)
