"""What a brief is made of: plain blocks of text, tables and figures that any printer can lay out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.briefs.chart_model import ChartModel


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the last annex; its number is given by the order in which the brief first refers to it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style, with the notes that stand behind it."""

    text: str
    strong: bool = False
    muted: bool = False
    notes: tuple[Note, ...] = ()


Rich = tuple[Run, ...]


def rich(text: str, *notes: Note, strong: bool = False, muted: bool = False) -> Rich:
    """Make a text of one piece."""
    return (Run(text, strong, muted, notes),)


@dataclass(frozen=True, slots=True)
class Status:
    """A cell with a mark and a word: met, partly, not-met or not-applicable."""

    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class Title:
    """The head of the first page."""

    organisation: str
    unit: str
    marking: str
    kind: str
    title: str
    subtitle: str
    meta: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `annex` ones begin an annex."""

    text: str
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `lead`, `body`, `small` under a figure, or `label` of terms and what they are read as."""

    text: Rich
    style: str = "body"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large figure with its label and a note."""

    value: str
    label: str
    note: Rich
    unit: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures on which the brief hangs."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in millimetres, and whether it holds figures."""

    head: str
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        role: plain, total (a strong line above), muted, or span (its first cell takes the whole width).
        block: Whether a block begins with it.
    """

    cells: tuple[Rich | Status, ...]
    role: str = "plain"
    block: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with horizontal lines only.

    Attributes:
        lined: Whether each row stands under a thin line; else only blocks do.
        size: table, tight or annex.
        tinted: The column of the headline year.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lined: bool = True
    size: str = "table"
    tinted: int | None = None


@dataclass(frozen=True, slots=True)
class CostChart:
    """The cost of the package by sector over the years, with its financing."""

    model: ChartModel


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A group and the people it is about, by year; the texts are printed, the people decide the shade."""

    name: str
    texts: tuple[str, ...]
    people: tuple[float, ...]
    lacks: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Who is shut out, by year."""

    head: str
    years: tuple[str, ...]
    key: int | None
    last: str
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class FindingBlock:
    """A finding: the fact, what it rests on, the evidence for and against, the repair."""

    severity: str
    word: str
    rule: tuple[str, ...]
    fact: Rich
    reason: Rich
    lines: tuple[tuple[str, Rich], ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings one below the other."""

    items: tuple[FindingBlock, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Clauses that can each be adopted as they stand."""

    items: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """The place of the notes; unnumbered ones come last, each with its sign."""

    signs: tuple[tuple[str, str], ...] = ()
    numbered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that are not parted by the end of a page, if they fit on one."""

    blocks: tuple[Block, ...]


Block = (
    Title
    | Heading
    | Paragraph
    | KeyFigures
    | Table
    | CostChart
    | HeatMap
    | Findings
    | Numbered
    | Notes
    | PageBreak
    | Together
)


@dataclass(frozen=True)
class Brief:
    """A brief ready to be laid out.

    Attributes:
        footer: Title, version and date, as they stand at the foot of each page.
        pages: What stands beside the number of the page, such as "{page} of {pages}".
        notes: Key of a note -> its number.
        source: The package, for saying where a text that cannot be printed comes from.
    """

    title: str
    organisation: str
    subject: str
    language: str
    marking: str
    footer: tuple[str, ...]
    pages: str
    date: tuple[int, int, int]
    blocks: tuple[Block, ...]
    notes: dict[str, int]
    source: Any = None


def walk(value: Any) -> Iterator[Any]:
    """Give a block and everything inside it, in reading order."""
    yield value
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from walk(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for declared in dataclasses.fields(value):
            yield from walk(getattr(value, declared.name))
