"""Declared fields: each field of a record says what it means and in which unit, once, for every reader.

The command `fields`, the inspector's labels and the messages about wrong values all read these declarations.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from workbench.errors import Message


def about(
    meaning: str,
    *,
    unit: str = "",
    default: Any = dataclasses.MISSING,
    vocabulary: str = "",
    advanced: bool = False,
) -> Any:
    """Declare a dataclass field.

    Args:
        meaning: What it holds, as an English sentence without a full stop; translated where shown.
        unit: "share", "persons", "money", "years", ... ; empty where there is none.
        default: Its default; always an immutable value.
        vocabulary: The open vocabulary its values come from ("sector", "capability", "instrument", ...).
        advanced: Whether forms may hide it at first.
    """
    metadata = {"meaning": Message(meaning), "unit": unit, "vocabulary": vocabulary, "advanced": advanced}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)
