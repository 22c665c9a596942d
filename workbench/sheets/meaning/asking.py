"""What only the user can say about a workbook, as questions with the answers there are to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.errors import Message, Problem, Spot, WorkbookError
from workbench.model.cells import column_name
from workbench.model.words import Severity
from workbench.sheets.dialogue.answers import first_cell
from workbench.sheets.file.cells import range_name
from workbench.sheets.layout.block import Block
from workbench.sheets.meaning.draft import title_of
from workbench.sheets.reading import Notebook

ASKED = frozenset({"decimal", "unit", "scale", "country", "variant", "year", "role", "range"})
"""What can be asked about a table; problems that ask for anything else are only told."""
_OPEN = frozenset({"decimal", "unit", "scale", "year"})
"""What is asked also where the rest of the table could be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing only the user can say.

    Attributes:
        topic: What is asked, named like the field of `Answers` the answer goes to.
        spot: Where the table stands.
        title: What the table is called.
        message: What cannot be told.
        why: Why that matters.
        choices: What there is to choose from; empty where the answer is typed or known to the one who asks.
        column: The letters of the one column that is meant.
    """

    topic: str
    spot: Spot
    title: str
    message: Message
    why: Message | None = None
    choices: tuple[str, ...] = ()
    column: str = ""

    @property
    def sheet(self) -> str:
        """The sheet."""
        return self.spot.sheet

    @property
    def cell(self) -> str:
        """The first cell of the table, by which it is known."""
        return self.spot.cell

    @property
    def range(self) -> str:
        """The cells of the table."""
        return ", ".join(self.spot.cells)


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
    sheet, cell = block.sheet.name, first_cell(block)
    columns = notebook.unclear.get((sheet, cell), []) if topic == "decimal" else []
    spot = Spot(notebook.workbook, sheet, (range_name(block.area),))
    one = Question(topic, spot, title_of(block), what, why, choices)
    if not columns:
        return [one]
    return [replace(one, choices=(".", ","), column=column_name(column)) for column in columns]
