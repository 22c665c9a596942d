"""Messages as JSON, so that the labels of past edits can be said in any language later."""

from __future__ import annotations

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
    """Turn JSON back into a message or a value inside one."""
    if isinstance(data, dict):
        return Message(
            str(data.get("say", "")),
            tuple((str(name), load(held)) for name, held in data.get("with", [])),
            str(data.get("plural", "")),
            int(data.get("count", 0)),
            tuple((str(language), str(text)) for language, text in data.get("variants", [])),
        )
    return tuple(load(item) for item in data) if isinstance(data, list) else data
