"""One thing only the user can say about a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Message, Spot


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
