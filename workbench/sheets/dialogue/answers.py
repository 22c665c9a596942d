"""What the user says about one table of a workbook, beside what is said about all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from workbench.model.cells import address

if TYPE_CHECKING:
    from workbench.sheets.layout.block import Block
    from workbench.sheets.reading import Options


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """What the user says about one series.

    Attributes:
        label: Its label as it stands in the workbook.
        cell: The cell of its first value; empty for every series of that label.
        unit: Its unit: persons, money, percent, ...
        scale: What its cells are multiplied by.
        name: The name the costing is to know it by; "own" for the one of its label.
    """

    label: str
    cell: str = ""
    unit: str = ""
    scale: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user says about one table; everything empty is decided from the sheet.

    Attributes:
        sheet: The sheet it stands on.
        cell: Its first cell, by which it is known; empty for what is said about the whole sheet.
        range: The cells of the sheet that are to be read; said about the sheet.
        totals: "keep" to read rows and columns taken for totals too.
        sex: The sex of people whose sheet names none: female, male or both.
        marks: The decimal mark of single columns, by their letters.
        series: What is said about single series.
    """

    sheet: str
    cell: str = ""
    range: str = ""
    role: str = ""
    decimal: str = ""
    unit: str = ""
    scale: float | None = None
    country: str = ""
    variant: str = ""
    year: int = 0
    ages: str = ""
    interpolate: str = ""
    totals: str = ""
    sex: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    series: tuple[SeriesAnswer, ...] = ()


_PLACE = ("sheet", "cell", "range")


def about_sheet(options: Options, sheet: str) -> Answers:
    """Give what is said about a whole sheet."""
    return next((one for one in options.each if one.sheet == sheet and not one.cell), Answers(sheet))


def about_block(options: Options, block: Block) -> Options:
    """Give the options as they are for one table: what is said about it wins over what is said about all."""
    sheet, cell = block.sheet.name, first_cell(block)
    own = next((one for one in options.each if (one.sheet, one.cell) == (sheet, cell)), None)
    bare = replace(options, each=())
    return bare if own is None else replace(bare, **given(own))


def first_cell(block: Block) -> str:
    """Give the first cell of a table, by which answers about it are known."""
    top, left, _, _ = block.area
    return address(top, left)


def given(answers: Answers) -> dict[str, Any]:
    """Give what is said, by field, without the place it is said about."""
    held = ((one.name, getattr(answers, one.name)) for one in fields(answers) if one.name not in _PLACE)
    return {name: value for name, value in held if value}


def about_series(answers: Iterable[SeriesAnswer], label: str, cells: Iterable[str]) -> SeriesAnswer | None:
    """Give what is said about one series, known by its label and one of its cells."""
    alike = [one for one in answers if one.label == label]
    if not alike:
        return None
    here = set(cells)
    return next((one for one in alike if one.cell in here), next((o for o in alike if not o.cell), None))
