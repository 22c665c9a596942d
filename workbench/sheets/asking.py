"""What only the user can say about a workbook, as questions with the answers there are to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.errors import Message, Problem, WorkbookError, option_in
from workbench.model.cells import column_name
from workbench.sheets.block import Block
from workbench.sheets.cells import range_name
from workbench.sheets.draft import title_of
from workbench.sheets.reading import Notebook
from workbench.sheets.said import first_cell

_TOPICS = {"as": "role"}
ASKED = frozenset({"decimal", "unit", "scale", "country", "variant", "year", "role", "range"})
"""What can be asked about a table; problems whose remedy is another option are only told."""
_OPEN = frozenset({"decimal", "unit", "scale", "year"})
"""What is asked also where the rest of the table could be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing only the user can say.

    Attributes:
        topic: What is asked, named like the field of `Answers` the answer goes to.
        sheet: The sheet.
        cell: The first cell of the table, by which it is known; empty where a whole sheet is meant.
        title: What the table is called.
        range: Its cells.
        message: What cannot be told.
        why: Why that matters.
        choices: What there is to choose from; empty where the answer is typed or known to the one who asks.
        column: The letters of the one column that is meant.
    """

    topic: str
    sheet: str
    cell: str
    title: str
    range: str
    message: Message
    why: Message | None = None
    choices: tuple[str, ...] = ()
    column: str = ""


def of_error(error: WorkbookError, block: Block, notebook: Notebook) -> list[Question]:
    """Give the questions an error asks about a table."""
    topic = topic_of(error.remedy)
    return _questions(topic, error.what, error.why, error.choices, block, notebook)


def of_problems(problems: Iterable[Problem], block: Block, notebook: Notebook) -> list[Question]:
    """Give the questions that serious problems of a table ask, each topic once."""
    found: dict[str, Question] = {}
    for one in problems:
        topic = topic_of(one.remedy)
        if one.severity == "serious" and topic in _OPEN:
            for question in _questions(topic, one.message, None, (), block, notebook):
                found.setdefault(f"{topic} {question.column}", question)
    return list(found.values())


def topic_of(remedy: Message | None) -> str:
    """Name what a remedy asks for, like the field of `Answers`."""
    option = option_in(remedy)
    return _TOPICS.get(option, option)


def _questions(
    topic: str,
    what: Message,
    why: Message | None,
    choices: tuple[str, ...],
    block: Block,
    notebook: Notebook,
) -> list[Question]:
    if topic not in ASKED:
        return []
    sheet, cell = block.sheet.name, first_cell(block)
    columns = notebook.unclear.get((sheet, cell), []) if topic == "decimal" else []
    one = Question(topic, sheet, cell, title_of(block), range_name(block.area), what, why, choices)
    if not columns:
        return [one]
    return [
        Question(topic, sheet, cell, one.title, one.range, what, why, (".", ","), column_name(column))
        for column in columns
    ]
