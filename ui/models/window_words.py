"""Remedies in the window's words: where the command line has an option, the assistant has a question."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ui.models.answer_words import SENTENCES
from ui.texts import t
from workbench.errors import Message, message

if TYPE_CHECKING:
    from workbench.errors import WorkbenchError
    from workbench.model.results import Fill

_HERE: dict[str, Message] = {
    "range": message("“Only cells” beside the sheet, or by dragging over them"),
    "sheet": message("the tick before each table"),
    "cells": message("the tabs and by dragging over the cells"),
    "sheet-of": message("its tab, and by dragging over its cells"),
}


_OF_FILL = {"interpolate": "interpolate", "name": "role"}
"""What is asked where missing years are filled so, by the code of the way."""


def remedy_here(remedy: Message | None, asks: str) -> str:
    """Say what to do in the window: where the command line has an option, there is something beside the sheet.

    Args:
        remedy: What to do on the command line.
        asks: What is asked, as a problem or an error says.
    """
    if remedy is None:
        return ""
    if asks in _HERE:
        here = _HERE[asks]
    elif asks in SENTENCES:
        here = message("“{sentence}” beside the sheet", sentence=SENTENCES[asks])
    else:
        return t(remedy)
    values = tuple((name, here if name == "option" else value) for name, value in remedy.values)
    return t(dataclasses.replace(remedy, values=values))


def fill_here(fill: Fill) -> str:
    """Say in the window what fills missing years."""
    return remedy_here(fill.told, _OF_FILL.get(fill.code, ""))


def sentences_here(error: WorkbenchError) -> str:
    """Say what is wrong, why, and what to do in the window."""
    parts = [t(part) for part in (error.what, error.why) if part is not None]
    return " ".join(part for part in (*parts, remedy_here(error.remedy, error.asks)) if part)
