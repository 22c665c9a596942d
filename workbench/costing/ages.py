"""The rows of a population table within a band of ages; a class that a limit cuts is asked about, never counted in part."""

from __future__ import annotations

from dataclasses import replace

from workbench.costing import leaves
from workbench.errors import Message, RequestError, message
from workbench.model.demography import first_gap, overlap
from workbench.model.table import Table
from workbench.model.words import MAX_AGE

Class = tuple[int, int, leaves.Row]


class AgesCutError(RequestError):
    """A limit of age cuts a class of ages of the imported population."""

    code = "ages-cut"


class AgesMissingError(RequestError):
    """The imported population does not hold all ages that are asked for."""

    code = "ages-missing"


def banded(
    classes: list[Class], low: int, high: int, cut_share: float | None, table: Table
) -> tuple[leaves.Row, ...]:
    """Give the rows within a band; of a class that is cut, the share that was stated.

    Raises:
        AgesCutError: A class is cut, and no share is stated, or one share cannot serve two classes.
        AgesMissingError: The table does not hold all ages of the band.
    """
    gap = first_gap([(first, last) for first, last, _ in classes], low, high)
    if gap is not None:
        raise _missing(gap, low, high, table)
    cut = [one for one in classes if overlap(one[:2], low, high) is None]
    several = {one[:2] for one in cut}
    if cut and (cut_share is None or len(several) > 1):
        raise _cut(cut[0], low, high, table, several=len(several) > 1 and cut_share is not None)
    rows = [row for first, last, row in classes if overlap((first, last), low, high)]
    return (*rows, *(replace(row, part=cut_share) for _, _, row in cut if cut_share))


def _cut(one: Class, low: int, high: int, table: Table, *, several: bool) -> AgesCutError:
    first, last, row = one
    lower = first < low <= last
    ages = (
        message("{first} and over", first=first)
        if last >= MAX_AGE
        else message("{first}–{last}", first=str(first), last=str(last))
    )
    values = {
        "limit": str(low if lower else high),
        "ages": ages,
        "workbook": table.workbook,
        "cell": _first_cell(row),
    }
    what = (
        message("Age limits cut two classes, one of them {ages} of {workbook}, {cell}: one share cannot serve both.", **values)
        if several
        else message("The age limit {limit} cuts the class {ages} of {workbook}, {cell}: how many of its people are within it is not known.", **values)
    )  # fmt: skip
    return AgesCutError(
        what,
        where=f"table:{table.id}",
        why=message("People are not counted in part unasked."),
        remedy=_ways_out(first, last, lower=lower),
    )


def _ways_out(first: int, last: int, *, lower: bool) -> Message:
    below, above = (first, last + 1) if lower else (first - 1, last)
    if last >= MAX_AGE:
        return message(
            "Choose the limit {below}, bring in a population whose ages go further, or state their share as "
            "cost.cut_share.",
            below=str(below) if below >= 0 else "120",
        )
    choice = message("{below} or {above}", below=str(below), above=str(above)) if below >= 0 else str(above)
    return message(
        "Bring the population in again with {option} or {other}, choose the limit {choice}, or state their share as "
        "cost.cut_share.",
        option="--ages sprague",
        other="--ages uniform",
        choice=choice,
    )


def _missing(gap: int, low: int, high: int, table: Table) -> AgesMissingError:
    ages = (
        message("{low} and over", low=low)
        if high >= MAX_AGE
        else message("{low} to {high}", low=low, high=high)
    )
    return AgesMissingError(
        message(
            "The population of {workbook} has nobody aged {gap}, and people aged {ages} are asked for.",
            workbook=table.workbook, gap=str(gap), ages=ages,
        ),
        where=f"table:{table.id}",
        why=message("A part of the people is not taken for all of them."),
        remedy=message("Bring in a population of all these ages, or choose other limits."),
    )  # fmt: skip


def _first_cell(row: leaves.Row) -> str:
    cell = next(iter(row.line.cells), "")
    return f"{row.line.sheet} {cell}".strip()
