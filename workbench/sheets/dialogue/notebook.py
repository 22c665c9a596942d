"""What is noted while a workbook is read: problems, kinds of cells, how series were measured, what there is to choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import Message, Problem, Spot
from workbench.model.cells import Place, address

if TYPE_CHECKING:
    from workbench.model.decided import Coded

MOST_ALIKE = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """How one series was measured.

    Attributes:
        label: Its label.
        cell: The cell of its first value.
        unit: persons, money, share, index, or number.
        scale: What its cells are multiplied by.
        evidence: What says so.
        sure: Whether the sheet or the user says so.
    """

    label: str
    cell: str
    unit: str
    scale: float
    evidence: Coded
    sure: bool


@dataclass
class Notebook:
    """Collects problems and the kinds of cells while a workbook is read.

    Problems of one sort beyond the first twenty of a sheet are counted, not listed.

    Attributes:
        unclear: Columns whose numbers can be read in two ways, by sheet and first cell of their table.
        measured: Unit and scale of the series of tables, by sheet and first cell.
        choices: The countries and variants of tables that hold several, by sheet, first cell and topic.
    """

    workbook: str
    problems: list[Problem] = field(default_factory=list)
    kinds: dict[str, dict[Place, str]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    unclear: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    measured: dict[tuple[str, str], tuple[Measured, ...]] = field(default_factory=dict)
    choices: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)

    def say(
        self,
        severity: str,
        text: Message,
        *,
        code: str,
        asks: str = "",
        sheet: str = "",
        at: Place | None = None,
        remedy: Message | None = None,
    ) -> None:
        """Note a problem, and colour its cell.

        Args:
            severity: serious or advisory.
            text: What is wrong.
            code: What kind of problem it is.
            asks: What only the user can say, named like the field of `Answers`; or range, cells, sheet, sheet-of.
            sheet: The sheet.
            at: The cell.
            remedy: What to do.
        """
        sort = (sheet, code)
        self.counts[sort] = self.counts.get(sort, 0) + 1
        if at is not None:
            self.mark(sheet, at, "problem")
        if self.counts[sort] > MOST_ALIKE:
            return
        spot = Spot(self.workbook, sheet, (address(*at),) if at is not None else ())
        self.problems.append(Problem(severity, spot, text, remedy, code, asks))

    def mark(self, sheet: str, at: Place, kind: str) -> None:
        """Colour a cell; a problem stays a problem."""
        kinds = self.kinds.setdefault(sheet, {})
        if kinds.get(at) != "problem":
            kinds[at] = kind

    def unlisted(self) -> int:
        """Give how many problems were counted and not listed."""
        return sum(count - MOST_ALIKE for count in self.counts.values() if count > MOST_ALIKE)
