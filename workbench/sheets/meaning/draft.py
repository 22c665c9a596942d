"""A table in the making: what is known so far, and what was decided on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.errors import Spot
from workbench.model.cells import Place, address, place, range_name
from workbench.model.decided import AS_ASKED, BY_DEFAULT, UNSAID, Coded, Decision, Topic, coded, literal
from workbench.sheets.dialogue.notebook import Measured, Notebook
from workbench.sheets.dialogue.options import Options, SeriesAnswer, about_series
from workbench.sheets.layout.block import Block
from workbench.sheets.meaning.surroundings import Around
from workbench.sheets.meaning.units import Doubt
from workbench.sheets.words.numbers import Habit
from workbench.sheets.words.unit_words import given_unit

if TYPE_CHECKING:
    from workbench.sheets.layout.lines import Line
    from workbench.sheets.meaning.units import Resolved

MOST_MEASURED = 300
BEST = 1_000
MARKS = {".": "point", ",": "comma"}
OWN_NAME = "own"
"""The answer that leaves a series under the name of its label."""


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
    doubts: dict[Doubt, list[tuple[Place, str, Coded]]] = field(default_factory=dict)
    percents: list[tuple[Place, str, bool]] = field(default_factory=list)
    by_size: list[tuple[Place, str, float]] = field(default_factory=list)
    _said: set[Decision] = field(default_factory=set, repr=False)

    @property
    def spot(self) -> Spot:
        """Give where its block stands."""
        return Spot(self.workbook, self.block.sheet.name, (range_name(self.block.area),))

    @property
    def key(self) -> tuple[str, str]:
        """Give sheet and first cell, by which the table is known."""
        return self.block.sheet.name, self.block.first_cell

    def keep_choices(self, topic: str, names: Iterable[str]) -> None:
        """Keep which countries or variants there are to choose from, where there are several."""
        found = tuple(dict.fromkeys(name for name in names if name))
        if len(found) > 1:
            self.notebook.choices[(*self.key, topic)] = found

    def keep_unclear(self, places: Iterable[Place]) -> None:
        """Keep which columns can be read in two ways, so that each can be asked about."""
        if columns := sorted({column for _, column in places}):
            self.notebook.unclear[self.key] = columns

    def marks(self) -> dict[int, Habit]:
        """Give the decimal marks the user gives for single columns, and note them as decisions."""
        found: dict[int, Habit] = {}
        for letters, mark in self.options.marks:
            at = place(f"{letters}1")
            if at is not None:
                found[at[1]] = Habit(mark, 0, 0, 0)
                self.decided(Topic.DECIMAL, MARKS[mark], coded("column-as-asked", column=letters))
        return found

    def answered(self, line: Line, found: Resolved) -> Resolved:
        """Give unit and scale of a series as the user says, where that is said of this one series."""
        said = self._about(line)
        if said is None or not (said.unit or said.scale):
            return found
        unit, scale = given_unit(said.unit) if said.unit else (found.unit, None)
        scale = said.scale or scale or (found.scale if unit == found.unit else 1.0)
        return replace(
            found, unit=unit, scale=scale, stated=True, evidence=AS_ASKED, by_size=False, doubt=None
        )

    def named(self, line: Line, known: tuple[str, int]) -> tuple[str, int]:
        """Give the name the costing knows a series by and how well it fits; what the user says fits best."""
        said = self._about(line)
        if said is None or not said.name:
            return known
        return ("", 0) if said.name == OWN_NAME else (said.name, BEST)

    def _about(self, line: Line) -> SeriesAnswer | None:
        if not self.options.series:
            return None
        return about_series(
            self.options.series, line.label or line.age, (address(*place) for _, place in line.cells)
        )

    def keep_measured(self, found: Sequence[tuple[Line, Resolved]]) -> None:
        """Keep unit and scale of each series, where there are few enough to ask about."""
        if len(found) <= MOST_MEASURED:
            self.notebook.measured[self.key] = tuple(
                Measured(
                    line.label or line.age,
                    address(*line.cells[0][1]),
                    one.unit,
                    one.scale,
                    one.evidence,
                    one.sure,
                )
                for line, one in found
            )

    def decided(
        self, topic: Topic, answer: Coded | str, evidence: Coded = UNSAID, *, sure: bool = True
    ) -> None:
        """Note a decision once; what is so because nothing says otherwise is not sure."""
        found = literal(answer) if isinstance(answer, str) else answer
        one = Decision(topic, found, evidence, sure and evidence.code not in BY_DEFAULT)
        if one not in self._said:
            self._said.add(one)
            self.how.setdefault(one)
