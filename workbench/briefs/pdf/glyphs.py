"""Characters the fonts cannot print are named before anything is written, never printed as boxes."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from typing import Any

from workbench.briefs.blocks import Brief, Heading, walk
from workbench.briefs.pdf import fonts
from workbench.errors import RequestError, message, verbatim
from workbench.model.package import Package

_MOST = 5


def check(brief: Brief) -> None:
    """Refuse a brief that holds a character one of the fonts lacks.

    Raises:
        RequestError: Which characters, and in which text.
    """
    known = frozenset.intersection(*fonts.prepare().values())
    missing: dict[str, str] = {}
    for place, text in _texts(brief):
        for character in fonts.clean(text):
            if ord(character) not in known and not character.isspace():
                missing.setdefault(
                    character, _where(brief, character) or f"{place}: {_near(text, character)}"
                )
    if not missing:
        return
    named = tuple(
        verbatim(f"{character} ({unicodedata.name(character, '?').lower()}, U+{ord(character):04X})")
        for character in list(missing)[:_MOST]
    )
    raise RequestError(
        message("The brief cannot be printed: its font has no {characters}.", characters=named),
        where="; ".join(dict.fromkeys(list(missing.values())[:_MOST])),
        why=message("The font prints Latin, Greek and Cyrillic letters; a box would stand in its place."),
        remedy=message("Write the text there without it."),
    )


def _texts(brief: Brief) -> Iterator[tuple[str, str]]:
    """Give every text that is printed with the heading it stands under."""
    place = brief.subject
    for text in (*brief.footer, brief.marking):
        yield place, text
    for part in walk(brief.blocks):
        if isinstance(part, Heading):
            place = part.text
        if isinstance(part, str):
            yield place, part


def _where(brief: Brief, character: str) -> str:
    """Find the record and field of the package that holds a character."""
    if not isinstance(brief.source, Package):
        return ""
    return next((place for place, text in _fields("", brief.source) if character in fonts.clean(text)), "")


def _fields(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place or "package", value
    elif isinstance(value, tuple):
        for item in value:
            yield from _fields(place, item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        name = _name(value)
        for declared in dataclasses.fields(value):
            if declared.name == "tables":
                continue
            inside = f"{name or place} {declared.name}" if name or not place else f"{place}.{declared.name}"
            yield from _fields(inside, getattr(value, declared.name))


def _name(value: Any) -> str:
    if isinstance(value, Package):
        return "package"
    held = getattr(value, "id", "")
    return f"{type(value).__name__.lower().removesuffix('line')}:{held}" if held else ""


def _near(text: str, character: str) -> str:
    at = max(0, fonts.clean(text).find(character))
    piece = fonts.clean(text)[max(0, at - 20) : at + 20].strip()
    return f"“{piece}”"
