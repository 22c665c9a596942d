"""Names that are not known: the one that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from workbench.errors import Message, message


def nearest(word: str, words: Iterable[str]) -> str:
    """Give the known word closest to an unknown one, empty where none is close."""
    matches = difflib.get_close_matches(word, list(words), n=1, cutoff=0.5)
    return matches[0] if matches else ""


def meant(word: str, words: Iterable[str]) -> Message | None:
    """Ask whether the closest known word was meant; None where none is close."""
    guess = nearest(word, words)
    return message("Did you mean “{guess}”?", guess=guess) if guess else None
