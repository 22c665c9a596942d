"""What only the user can say about a workbook, as questions with the answers there are to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.errors import Message, Problem, Spot, WorkbookError
from workbench.model.cells import column_name, range_name
from workbench.model.words import Severity
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.dialogue.question import Question
from workbench.sheets.layout.block import Block

ASKED = frozenset({"decimal", "unit", "scale", "country", "variant", "year", "role", "range"})
"""What can be asked about a table; problems that ask for anything else are only told."""
_OPEN = frozenset({"decimal", "unit", "scale", "year"})
"""What is asked also where the rest of the table could be read."""


def of_error(error: WorkbookError, block: Block, notebook: Notebook) -> list[Question]:
    """Give the questions an error asks about a table."""
    return _questions(error.asks, error.what, error.why, error.choices, block, notebook)


def of_problems(problems: Iterable[Problem], block: Block, notebook: Notebook) -> list[Question]:
    """Give the questions that serious problems of a table ask, each topic once."""
    found: dict[str, Question] = {}
    for one in problems:
        if one.severity == Severity.SERIOUS and one.asks in _OPEN:
            for question in _questions(one.asks, one.message, None, (), block, notebook):
                found.setdefault(f"{one.asks} {question.column}", question)
    return list(found.values())


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
    sheet, cell = block.sheet.name, block.first_cell
    columns = notebook.unclear.get((sheet, cell), []) if topic == "decimal" else []
    spot = Spot(notebook.workbook, sheet, (range_name(block.area),))
    one = Question(topic, spot, block.title, what, why, choices)
    if not columns:
        return [one]
    return [replace(one, choices=(".", ","), column=column_name(column)) for column in columns]
