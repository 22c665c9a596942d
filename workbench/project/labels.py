"""Messages as JSON, so that the labels of past edits can be said in any language later."""

from __future__ import annotations

import string
from typing import Any

from workbench.errors import Message


def dump(value: Any) -> Any:
    """Turn a message, or a value inside one, into JSON."""
    if isinstance(value, Message):
        return {
            "say": value.template,
            "with": [[name, dump(held)] for name, held in value.values],
            "plural": value.plural,
            "count": value.count,
            "variants": [list(pair) for pair in value.variants],
        }
    return [dump(item) for item in value] if isinstance(value, tuple) else value


def load(data: Any) -> Any:
    """Turn JSON back into a message or a value inside one.

    Raises:
        ValueError: A template is more than text with named places: one from outside could ask for any width or attribute.
    """
    if isinstance(data, dict):
        return Message(
            _template(data.get("say", "")),
            tuple((str(name), load(held)) for name, held in data.get("with", [])),
            _template(data.get("plural", "")),
            int(data.get("count", 0)),
            tuple((str(language), _template(text)) for language, text in data.get("variants", [])),
        )
    return tuple(load(item) for item in data) if isinstance(data, list) else data


def _template(text: Any) -> str:
    for _, name, spec, conversion in string.Formatter().parse(str(text)):
        if name is not None and (not name.isidentifier() or spec or conversion):
            raise ValueError("a template holds more than named places")
    return str(text)
