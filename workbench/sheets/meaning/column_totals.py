"""How the numbers of each column were read: the marks, examples before and after, and what the column comes to."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.model import Series, Table
from workbench.model.cells import Cells, Place, address, area, column_name
from workbench.model.decided import UNSAID, Coded, Topic
from workbench.sheets.file.cells import Sheet
from workbench.sheets.words.numbers import take_apart

EXAMPLES = 5
_GROUPING = {" ": "space", ".": "point", ",": "comma", "’": "apostrophe", "'": "apostrophe"}
_MARKS = {"point": ".", "comma": ","}


@dataclass(frozen=True, slots=True)
class Example:
    """One cell as it stands, and the value it was read as."""

    cell: str
    text: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class ColumnNumbers:
    """How the numbers of one column were read.

    Attributes:
        column: Its letters.
        header: What stands above it.
        decimal: The decimal mark as a word, point or comma; empty where no cell needs one to be known.
        thousands: The mark between thousands as a word; empty where no cell has one.
        evidence: What says so.
        sure: Whether the cells show it themselves.
        texts: Cells whose number was a text.
        values: Cells with a value.
        examples: Up to five of them, those written as texts first.
        total: The sum of its values; None where they are of several units.
        unit: Their unit; empty where there are several.
    """

    column: str
    header: str
    decimal: str
    thousands: str
    evidence: Coded
    sure: bool
    texts: int
    values: int
    examples: tuple[Example, ...]
    total: float | None
    unit: str


@dataclass
class _Column:
    """What was met in a column so far."""

    texts: int = 0
    numbers: list[float] = field(default_factory=list)
    units: set[str] = field(default_factory=set)
    grouping: Counter[str] = field(default_factory=Counter)
    written: list[Example] = field(default_factory=list)
    plain: list[Example] = field(default_factory=list)


def column_numbers(table: Table, sheet: Sheet, *, every: bool = False) -> tuple[ColumnNumbers, ...]:
    """Say how the numbers of columns were read: of those with texts for numbers, or of every column.

    Args:
        table: The table as it was read.
        sheet: The sheet it was read from.
        every: Whether columns are wanted whose cells all hold numbers.
    """
    marks, evidence, sure = _decided(table)
    found: dict[int, _Column] = {}
    for one in table.series:
        for place, value in _values(one):
            column = found.setdefault(place[1], _Column())
            column.numbers.append(value)
            column.units.add(one.unit)
            text = sheet.at(*place)
            if isinstance(text, str):
                column.texts += 1
                column.grouping.update(_grouping(text, _MARKS.get(marks.get(place[1], marks[-1]), "")))
            kept = column.written if isinstance(text, str) else column.plain
            if len(kept) < EXAMPLES:
                kept.append(Example(address(*place), sheet.display(*place), value, one.unit))
    header = (area(table.range) or (0, 0, 0, 0))[0]
    return tuple(
        ColumnNumbers(
            column=column_name(number),
            header=sheet.text_at(header, number),
            decimal=marks.get(number, marks[-1]) if one.texts else "",
            thousands=_GROUPING[one.grouping.most_common(1)[0][0]] if one.grouping else "",
            evidence=evidence.get(number, evidence[-1]) if one.texts else UNSAID,
            sure=sure.get(number, sure[-1]),
            texts=one.texts,
            values=len(one.numbers),
            examples=(*one.written, *one.plain)[:EXAMPLES],
            total=math.fsum(one.numbers) if len(one.units) == 1 else None,
            unit=next(iter(one.units)) if len(one.units) == 1 else "",
        )
        for number, one in sorted(found.items())
        if every or one.texts
    )


def _decided(table: Table) -> tuple[dict[int, str], dict[int, Coded], dict[int, bool]]:
    """Give mark, evidence and sureness by column, what holds for the whole table under -1."""
    marks, evidence, sure = {-1: ""}, {-1: UNSAID}, {-1: True}
    for one in table.how:
        if one.topic == Topic.DECIMAL:
            letters = one.evidence.get("column")
            limits = area(f"{letters}1") if letters else None
            key = limits[1] if limits else -1
            marks[key], evidence[key], sure[key] = one.answer.text, one.evidence, one.sure
    return marks, evidence, sure


def _values(one: Series) -> Iterator[tuple[Place, float]]:
    """Give the cell and value of each value that stands in one cell."""
    ranges = one.cells.ranges if isinstance(one.cells, Cells) else one.cells
    places = (place for text in ranges for place in _places(text))
    for place, value in zip(places, one.values, strict=False):
        if place is not None and value is not None:
            yield place, value


def _places(text: str) -> Iterator[Place | None]:
    """Give the cells of a range that runs along a row or column; None for what stands between cells."""
    first, colon, last = text.partition(":")
    start, end = area(first), area(last) if colon else None
    if "," in text or start is None or (colon and end is None):
        yield None
        return
    (top, left), (bottom, right) = start[:2], (end or start)[:2]
    steps = max(abs(bottom - top), abs(right - left))
    down, across = (bottom > top) - (bottom < top), (right > left) - (right < left)
    for step in range(steps + 1):
        yield top + step * down, left + step * across


def _grouping(text: str, decimal: str) -> set[str]:
    """Give the mark between the thousands of a text."""
    written = take_apart(text)
    whole = written.body.partition(decimal)[0] if written is not None and decimal else ""
    return {sign for sign in whole if sign in _GROUPING}
