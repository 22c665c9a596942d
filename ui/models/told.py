"""What a planner has told the assistant about a workbook: answers about sheets, tables, columns and series."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.model import Mapping
    from workbench.sheets import Options
    from workbench.sheets.dialogue.options import Answers

SERIES = "series:"
_OF_SERIES = frozenset({"unit", "scale", "name"})


@dataclass(frozen=True, slots=True)
class About:
    """What one question is about.

    Attributes:
        topic: What is asked, named like the field of `Answers`.
        sheet: The sheet.
        cell: The first cell of the table; empty for the whole sheet.
        column: The letters of one column.
        series: Label and first cell of each of the series that are meant.
    """

    topic: str
    sheet: str
    cell: str = ""
    column: str = ""
    series: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """All answers so far; each new one makes a new value, so that one that is refused is not kept."""

    each: tuple[Answers, ...] = ()
    mapping: Mapping | None = None

    def options(self) -> Options:
        """Give the options the workbook is read by."""
        from workbench.sheets import Options

        return Options(each=self.each, mapping=self.mapping)

    def about(self, sheet: str, cell: str = "") -> Answers:
        """Give what was said about a table, or about a sheet."""
        from workbench.sheets.dialogue.options import Answers

        found = (one for one in self.each if (one.sheet, one.cell) == (sheet, cell))
        return next(found, Answers(sheet, cell))

    def having(self, about: About, value: Any) -> Told:
        """Give what is told once a question is answered."""
        before = self.about(about.sheet, about.cell)
        if about.column:
            marks = dict(before.marks) | {about.column: value}
            after = dataclasses.replace(before, marks=tuple(sorted(marks.items())))
        elif about.series and about.topic in _OF_SERIES:
            after = dataclasses.replace(before, series=_with_series(before, about, value))
        else:
            after = dataclasses.replace(before, **{about.topic: value})
        others = tuple(one for one in self.each if one is not before)
        return dataclasses.replace(self, each=(*others, after))


def _with_series(before: Answers, about: About, value: Any) -> Any:
    from workbench.sheets.dialogue.options import SeriesAnswer

    held = {(one.label, one.cell): one for one in before.series}
    for label, cell in about.series:
        one = held.get((label, cell), SeriesAnswer(label, cell))
        held[label, cell] = dataclasses.replace(one, **{about.topic: value})
    return tuple(held.values())
