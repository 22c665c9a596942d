"""Tell totals from their parts: by label, or because they equal the sum; and say where they do not add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.errors import message
from workbench.model.cells import Place
from workbench.sheets.lines import Line
from workbench.sheets.reading import Notebook

FEWEST_PARTS = 3
Cells = Mapping[tuple[str, int], tuple[float, Place]]


@dataclass(frozen=True, slots=True)
class Read:
    """A line with its numbers: value and place by year, in the cells' own scale."""

    line: Line
    numbers: dict[int, tuple[float, Place]]


@dataclass
class _Sums:
    """Running sums of lines by year; adding up all lines anew for each total would take the square of the rows."""

    by_year: dict[int, float] = field(default_factory=dict)
    lines_with: dict[int, int] = field(default_factory=dict)
    count: int = 0

    def add(self, read: Read) -> None:
        """Add a line."""
        self.count += 1
        for year, (value, _) in read.numbers.items():
            self.by_year[year] = self.by_year.get(year, 0.0) + value
            self.lines_with[year] = self.lines_with.get(year, 0) + 1


def _close(total: float, parts: float, count: int) -> bool:
    decimals = max(_decimals(total), 0)
    rounding = 0.5 * 10**-decimals * (count + 1)
    return bool(abs(total - parts) <= max(rounding, 1e-9 * abs(total)))


def _decimals(value: float) -> int:
    text = repr(round(value, 6))
    return len(text.partition(".")[2].rstrip("0")) if "e" not in text else 0


def unlabelled(reads: list[Read]) -> list[Read]:
    """Find rows that equal the sum of all rows above them in every year."""
    found: list[Read] = []
    above = _Sums()
    for read in reads:
        if read.line.total:
            above = _Sums()
            continue
        years = [year for year, (value, _) in read.numbers.items() if value]
        enough = above.count >= FEWEST_PARTS and len(years) >= 2
        if enough and all(
            above.lines_with.get(year) == above.count
            and _close(read.numbers[year][0], above.by_year[year], 0)
            for year in years
        ):
            found.append(read)
            above = _Sums()
            continue
        above.add(read)
    return found


def columns(reads: list[Read]) -> list[Read]:
    """Give the lines of columns that are totals: named so, and equal to the rest of their row in most rows.

    A column called "Total retained revenue" beside the parts of a budget is one of the parts.
    """
    if not any(read.line.total == "column" for read in reads):
        return []
    parts: dict[int, list[float]] = {}
    named: dict[int, list[Read]] = {}
    for read in reads:
        for value, place in read.numbers.values():
            if read.line.total == "column":
                named.setdefault(place[1], []).append(read)
            elif not read.line.total:
                parts.setdefault(place[0], []).append(value)
    if not parts:
        return []
    found: list[Read] = []
    for own in named.values():
        cells = [cell for read in own for cell in read.numbers.values()]
        equal = sum(1 for v, at in cells if _close(v, sum(parts.get(at[0], [])), len(parts.get(at[0], []))))
        if 2 * equal >= len(cells) or len(named) == 1:
            found += own
    kept = {id(read) for read in found}
    for read in reads:
        if read.line.total == "column" and id(read) not in kept:
            read.line.total = ""
    return found


def check_rows(reads: list[Read], totals: list[Read], sheet: str, notebook: Notebook) -> None:
    """Compare each total row with the lines it may sum: those since the last total, all lines, or the subtotals."""
    if not totals:
        return
    names = {id(total) for total in totals}
    since, every, subtotals = _Sums(), _Sums(), _Sums()
    for read in reads:
        if id(read) not in names:
            since.add(read)
            every.add(read)
            continue
        if read.line.total == "column":
            continue
        choices = [parts for parts in (since, every, subtotals) if parts.count > 1]
        for year, (value, place) in read.numbers.items():
            sums = [(parts.by_year.get(year, 0.0), parts.count) for parts in choices]
            if sums and not any(_close(value, total, count) for total, count in sums):
                _differs(notebook, sheet, place, str(year) if year else read.line.label, value, sums[0][0])
        subtotals.add(read)
        since = _Sums()


def check_columns(reads: list[Read], sheet: str, notebook: Notebook) -> None:
    """Compare each total column with the other columns of its row."""
    if not any(read.line.total == "column" for read in reads):
        return
    rows: dict[int, list[tuple[float, Place]]] = {}
    for read in reads:
        if read.line.total != "column" and read.line.total != "row":
            for value, place in read.numbers.values():
                rows.setdefault(place[0], []).append((value, place))
    for read in reads:
        if read.line.total != "column":
            continue
        for value, place in read.numbers.values():
            parts = rows.get(place[0], [])
            total = sum(part for part, _ in parts)
            if len(parts) > 1 and not _close(value, total, len(parts)):
                _differs(notebook, sheet, place, read.line.label, value, total)


def _differs(notebook: Notebook, sheet: str, place: Place, name: str, value: float, parts: float) -> None:
    notebook.say(
        "serious",
        message("The total of {name} is {value}, but its parts add up to {sum}; difference {difference}.",
                name=name, value=value, sum=parts, difference=value - parts),
        sheet=sheet,
        at=place,
        remedy=message("The parts are used, the total is left out; check which of them is right."),
    )  # fmt: skip
