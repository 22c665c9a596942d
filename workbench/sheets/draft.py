"""A table in the making: what is known so far, and what was decided on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.model import Decision
from workbench.model.cells import Place
from workbench.sheets.block import Block
from workbench.sheets.measures import Doubt
from workbench.sheets.reading import Notebook, Options
from workbench.sheets.surroundings import Around


@dataclass
class Draft:
    """A table in the making.

    Attributes:
        block: The block it is made of.
        role: Its role.
        name: The name the planner gives to its one series.
        how: Decisions so far, each once, in their order.
        left_out: Rows and columns listed but not read as data.
        country: The country chosen.
        variant: The variant chosen.
        base_year: The year of a list without years.
        near: What the words around it say.
        unstated: A cell of each amount whose scale nothing states.
        unstated_people: A cell and the label of each number of people whose scale nothing states.
        doubts: A cell and the label of each series whose scale may be another, and the unit or text that says so.
        percents: A cell and the label of each percentage, and whether all its values are below 1.
        by_size: A cell, the label and the scale of each percentage known only by the size of its values.
    """

    block: Block
    workbook: str
    options: Options
    notebook: Notebook
    role: str = ""
    name: str = ""
    how: dict[Decision, None] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    country: str = ""
    variant: str = ""
    base_year: int = 0
    near: Around = field(default_factory=Around)
    unstated: list[Place] = field(default_factory=list)
    unstated_people: list[tuple[Place, str]] = field(default_factory=list)
    doubts: dict[Doubt, list[tuple[Place, str, str]]] = field(default_factory=dict)
    percents: list[tuple[Place, str, bool]] = field(default_factory=list)
    by_size: list[tuple[Place, str, float]] = field(default_factory=list)
    _said: set[tuple[str, str, str, bool]] = field(default_factory=set, repr=False)

    @property
    def where(self) -> str:
        """Give workbook and sheet."""
        return f"{self.workbook}, {self.block.sheet.name}"

    def decided(self, topic: str, answer: str, evidence: str = "", *, sure: bool = True) -> None:
        """Note a decision once."""
        said = (topic, answer, evidence, sure)
        if said not in self._said:
            self._said.add(said)
            self.how.setdefault(Decision(*said))


def title_of(block: Block) -> str:
    """Give the title of a table: the first line above it, or the name of its sheet."""
    below_first = [text for (_, column), text in reversed(block.titles) if column <= 2]
    return below_first[0][:200] if below_first else block.sheet.name
