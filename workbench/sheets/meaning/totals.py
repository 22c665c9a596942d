"""Tell totals from their parts: by label, or because they equal the sum; and say where they do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import add

from workbench.errors import message
from workbench.model.cells import Place
from workbench.model.values import MISSING, Values
from workbench.model.words import Severity
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.layout.lines import Line
from workbench.sheets.words.labels import plain

FEWEST_PARTS = 3
MOST_CHILDREN = 100
_OF_WHICH = re.compile(r"(?:of which|o/w|dont|de los cuales|de las cuales|в том числе|из них|منها|其中)\b")


@dataclass(frozen=True, slots=True)
class Read:
    """A line with its numbers, in the cells' own scale.

    Attributes:
        line: The line.
        years: The calendar year of each of its cells.
        values: The number of each of its cells, None where there is none.
        fractions: The years whose cell shows its number as a percentage, so that it is a fraction.
    """

    line: Line
    years: tuple[int, ...]
    values: Values
    fractions: frozenset[int] = frozenset()

    def numbers(self) -> Iterator[tuple[int, float, Place]]:
        """Give year, number and place where there is a number."""
        for year, value, (_, place) in zip(self.years, self.values, self.line.cells, strict=True):
            if value is not None:
                yield year, value, place

    @property
    def filled(self) -> int:
        """How many numbers it has."""
        return self.values.filled


@dataclass
class _Sums:
    """Running sums of lines by year; adding up all lines anew for each total would take the square of the rows.

    Attributes:
        by_year: The sums.
        lines_with: How many lines have a number in the year.
        count: How many lines there are.
        years: The years, as long as all lines have a number in the very same ones.
    """

    by_year: dict[int, float] = field(default_factory=dict)
    lines_with: dict[int, int] = field(default_factory=dict)
    count: int = 0
    years: tuple[int, ...] | None = None

    def add(self, read: Read) -> None:
        """Add a line."""
        whole = read.values.whole
        if whole and not self.count:
            self.years, self.by_year = read.years, dict.fromkeys(read.years, 0.0)
        if whole and read.years is self.years:
            sums = map(add, self.by_year.values(), read.values.numbers)
            self.by_year = dict(zip(read.years, sums, strict=True))
        else:
            if self.years is not None:
                self.lines_with, self.years = dict.fromkeys(self.years, self.count), None
            for year, value, _ in read.numbers():
                self.by_year[year] = self.by_year.get(year, 0.0) + value
                self.lines_with[year] = self.lines_with.get(year, 0) + 1
        self.count += 1

    def in_all(self, year: int) -> float | None:
        """Give the sum of a year in which all lines have a number."""
        lines = self.count if self.years is not None else self.lines_with.get(year)
        return self.by_year.get(year) if lines == self.count else None


def close(total: float, parts: float, count: int) -> bool:
    """Say whether a total equals the sum of so many parts but for rounding, by the decimals it is written with."""
    if abs(total - parts) > max(0.5 * (count + 1), 1e-9 * abs(total)):
        return False  # nearly all; how it is written would decide about less
    decimals = max(_decimals(total), 0)
    rounding = 0.5 * 10**-decimals * (count + 1)
    return bool(abs(total - parts) <= max(rounding, 1e-9 * abs(total)))


def _decimals(value: float) -> int:
    text = repr(round(value, 6))
    return len(text.partition(".")[2].rstrip("0")) if "e" not in text else 0


def unlabelled(reads: list[Read]) -> list[Read]:
    """Find rows that equal the sum of all rows above them in every year."""
    found: list[Read] = []
    above = _Above()
    for read in reads:
        if read.line.total:
            above = _Above()
        elif above.makes_up(read):
            found.append(read)
            above = _Above()
        else:
            above.add(read)
    return found


@dataclass
class _Above:
    """The rows since the last total; they are added up in full only where the first year's sum does not tell already.

    Attributes:
        rows: Those not yet in the sums.
        sums: The sums of the others.
        first: The sum of the first numbers, NaN where a row has none or does not run over the very same years.
    """

    rows: list[Read] = field(default_factory=list)
    sums: _Sums = field(default_factory=_Sums)
    first: float = 0.0
    years: tuple[int, ...] = ()

    def add(self, read: Read) -> None:
        """Add a row."""
        if not self.rows and not self.sums.count:
            self.years = read.years
        self.first += _first(read) if read.years is self.years else MISSING
        self.rows.append(read)

    def makes_up(self, total: Read) -> bool:
        """Say whether a row equals the sum of these in each year it has a number for."""
        number = _first(total)
        told = total.years is self.years and number and number == number and self.first == self.first
        if told and not close(number, self.first, 0):
            return False
        if (
            self.sums.count + len(self.rows) < FEWEST_PARTS
            or total.filled - total.values.numbers.count(0) < 2
        ):
            return False
        for row in self.rows:
            self.sums.add(row)
        self.rows.clear()
        return all(
            (parts := self.sums.in_all(year)) is not None and close(value, parts, 0)
            for year, value in zip(total.years, total.values.numbers, strict=True)
            if value and value == value
        )


def _first(read: Read) -> float:
    return read.values.numbers[0] if read.values.numbers else MISSING


def columns(reads: list[Read]) -> list[Read]:
    """Give the lines of columns that are totals: named so, and equal to the rest of their row in most rows.

    A column called "Total retained revenue" beside the parts of a budget is one of the parts.
    """
    if not any(read.line.total == "column" for read in reads):
        return []
    parts = _beside(reads)
    named: dict[int, list[Read]] = {}
    for read in reads:
        if read.line.total == "column":
            for _, _, place in read.numbers():
                named.setdefault(place[1], []).append(read)
    if not parts:
        return []
    found: list[Read] = []
    for own in named.values():
        cells = [
            (value, _choices(parts, place, year, sorted(named)))
            for read in own
            for year, value, place in read.numbers()
        ]
        equal = sum(
            1
            for value, choices in cells
            if any(close(value, sum(beside.values()), len(beside)) for beside in choices)
        )
        if 2 * equal >= len(cells) or len(named) == 1:
            found += own
    kept = {id(read) for read in found}
    for read in reads:
        if read.line.total == "column" and id(read) not in kept:
            read.line.total = ""
    return found


@dataclass
class _Group:
    """The lines of one part, such as those under Recurrent, that a total row of the part may sum.

    Attributes:
        since: The lines since the last total.
        every: All lines.
        tops: All lines but those that a line above them sums, as 07 Health sums 07.1 and 07.2.
        subtotals: The totals.
    """

    since: _Sums = field(default_factory=_Sums)
    every: _Sums = field(default_factory=_Sums)
    tops: _Sums = field(default_factory=_Sums)
    subtotals: _Sums = field(default_factory=_Sums)


def _part(line: Line) -> str:
    """Give what its column stands for: Recurrent, or men."""
    return " ".join(filter(None, (line.part, line.sex)))


def check_rows(reads: list[Read], totals: list[Read], sheet: str, notebook: Notebook) -> None:
    """Compare each total row with the lines it may sum: those since the last total, all lines, or the subtotals.

    Where columns part a year, as Recurrent and Capital do, a total is one of its own column; only that of a column
    which has no lines of its own, such as Total, is one of all columns.
    """
    if not totals:
        return
    names = {id(total) for total in totals}
    children, _ = levels([read for read in reads if id(read) not in names])
    groups = {part: _Group() for part in {"", *(_part(read.line) for read in reads if id(read) not in names)}}
    for read in reads:
        part = _part(read.line) if _part(read.line) in groups else ""
        if id(read) not in names:
            for group in {"", part}:
                groups[group].since.add(read)
                groups[group].every.add(read)
                if id(read) not in children:
                    groups[group].tops.add(read)
            continue
        if read.line.total == "column":
            continue
        own = groups[part]
        choices = [parts for parts in (own.since, own.tops, own.every, own.subtotals) if parts.count > 1]
        for year, value, place in read.numbers():
            sums = [(parts.by_year.get(year, 0.0), parts.count) for parts in choices]
            if sums and not any(close(value, total, count) for total, count in sums):
                differs(notebook, sheet, place, str(year) if year else read.line.label, value, sums[0][0])
        own.subtotals.add(read)
        own.since = _Sums()


def levels(reads: list[Read]) -> tuple[set[int], list[Read]]:
    """Give the identities of lines that a line above sums or says it holds, and the lines that sum them, the last first."""
    parents: list[Read] = []
    found = {id(read) for read in reads if _OF_WHICH.match(plain(read.line.label))}
    below: dict[str, list[Read]] = {}
    for read in reversed(reads):
        if id(read) in found:
            continue
        tops = below.setdefault(read.line.part, [])
        if count := _summed(read, tops[-MOST_CHILDREN:]):
            found |= {id(one) for one in tops[-count:]}
            del tops[-count:]
            parents.append(read)
        tops.append(read)
    return found, parents


def _summed(total: Read, below: list[Read]) -> int:
    """Give how many of the lines below, the nearest last, a line sums; the first year tells in nearly all cases."""
    first, sums = 0.0, _Sums()
    for count, child in enumerate(reversed(below), start=1):
        sums.add(child)
        first += _first(child)
        if first > _first(total) + 0.5 * (count + 1):
            return 0
        if count > 1 and close(_first(total), first, count) and any(total.values):
            equal = ((sums.in_all(year), value) for year, value, _ in total.numbers())
            if all(parts is not None and close(value, parts, count) for parts, value in equal):
                return count
    return 0


def check_columns(reads: list[Read], sheet: str, notebook: Notebook) -> None:
    """Compare each total column with the other columns of its row."""
    if not any(read.line.total == "column" for read in reads):
        return
    rows = _beside(reads)
    totals = sorted(
        {place[1] for read in reads if read.line.total == "column" for _, _, place in read.numbers()}
    )
    for read in reads:
        if read.line.total != "column":
            continue
        for year, value, place in read.numbers():
            choices = [cells for cells in _choices(rows, place, year, totals) if len(cells) > 1]
            if choices and not any(close(value, sum(cells.values()), len(cells)) for cells in choices):
                differs(notebook, sheet, place, read.line.label, value, sum(choices[-1].values()))


_Beside = dict[tuple[int, int | None], dict[int, float]]


def _beside(reads: list[Read]) -> _Beside:
    """Give the numbers of each row that are no totals by column: by year, and under None all of them."""
    found: _Beside = {}
    for read in reads:
        if not read.line.total:
            for year, value, place in read.numbers():
                for when in (year, None):
                    found.setdefault((place[0], when), {})[place[1]] = value
    return found


def _choices(beside: _Beside, place: Place, year: int, totals: list[int]) -> tuple[dict[int, float], ...]:
    """Give what a total column may sum: its row, or the columns since the total before it."""
    parts = _parts(beside, place[0], year)
    since = max((column for column in totals if column < place[1]), default=-1)
    return parts, {column: part for column, part in parts.items() if since < column < place[1]}


def _parts(beside: _Beside, row: int, year: int) -> dict[int, float]:
    """Give the parts of a total column: those of its year, or all of its row where it stands beside the years."""
    return beside.get((row, year)) or beside.get((row, None), {})


def differs(notebook: Notebook, sheet: str, place: Place, name: str, value: float, parts: float) -> None:
    """Say that a total is not the sum of its parts."""
    notebook.say(
        Severity.SERIOUS,
        message("The total of {name} is {value}, but its parts add up to {sum}; difference {difference}.",
                name=name, value=value, sum=parts, difference=value - parts),
        sheet=sheet,
        at=place,
        remedy=message("The parts are used, the total is left out; check which of them is right."), code="total-is-not-sum",
    )  # fmt: skip
