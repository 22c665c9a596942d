"""Remedies in the window's words: where the command line has an option, the assistant has a question."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from ui.models.answer_words import SENTENCES
from ui.texts import t
from workbench.errors import Message, message, option_in, values_of

if TYPE_CHECKING:
    from workbench.errors import WorkbenchError

_TOPICS = {"as": "role"}
_HERE: dict[str, Message] = {
    "range": message("“Only cells” beside the sheet, or by dragging over them"),
    "sheet": message("the tick before each table"),
    "sheet and": message("the tabs and by dragging over the cells"),
    "sheet of": message("its tab, and by dragging over its cells"),
}


def remedy_here(remedy: Message | None) -> str:
    """Say what to do in the window; an option of the command line becomes the question of the same name."""
    if remedy is None:
        return ""
    option = option_in(remedy)
    topic = _TOPICS.get(option, option)
    if topic == "sheet":
        said = str(values_of(remedy)["option"])
        topic = "sheet and" if " and " in said else "sheet of" if " " in said else topic
    if topic in _HERE:
        here = _HERE[topic]
    elif topic in SENTENCES:
        here = message("“{sentence}” beside the sheet", sentence=SENTENCES[topic])
    else:
        return t(remedy)
    values = tuple((name, here if name == "option" else value) for name, value in remedy.values)
    return t(dataclasses.replace(remedy, values=values))


def sentences_here(error: WorkbenchError) -> str:
    """Say what is wrong, why, and what to do in the window."""
    parts = [t(part) for part in (error.what, error.why) if part is not None]
    return " ".join(part for part in (*parts, remedy_here(error.remedy)) if part)
