"""What the user says about a workbook: about all of it, a sheet, a table or a series; everything empty is decided from the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.model import Mapping


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What may be said about one table, or about all of a workbook.

    Attributes:
        role: One of `model.table.ROLES`, or series:NAME for one series under a name of the user's.
        decimal: The decimal mark, "." or ",".
        unit: The unit: persons, thousands, money, percent, ...
        scale: What the cells are multiplied by.
        country: The country, where a table has several.
        variant: The projection variant, where a table has several.
        year: The year of a table that states none.
        ages: The method for single ages of classes of ages: sprague or uniform.
        interpolate: The method for missing years: linear.
        totals: "keep" to read rows and columns taken for totals too.
        sex: The sex of people whose sheet names none: female, male or both.
        marks: The decimal mark of single columns, by their letters.
        series: What is said about single series.
    """

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


@dataclass(frozen=True, slots=True)
class Answers(Said):
    """What the user says about one table or sheet.

    Attributes:
        sheet: The sheet it stands on.
        cell: Its first cell, by which it is known; empty for what is said about the whole sheet.
        range: The cells of the sheet that are to be read; said about the sheet.
    """

    sheet: str
    cell: str = ""
    range: str = ""


@dataclass(frozen=True, slots=True)
class Options(Said):
    """What the user says about a workbook.

    Attributes:
        sheet: Only this sheet.
        range: Only these cells, such as A5:K90.
        own_country: The package's country, taken where a table has it among several and none is asked for.
        each: What is said about single tables or sheets; it wins over the rest.
        mapping: How an earlier version was read; the other answers win over it.
    """

    sheet: str = ""
    range: str = ""
    own_country: str = ""
    each: tuple[Answers, ...] = ()
    mapping: Mapping | None = None


def about_sheet(options: Options, sheet: str) -> Answers:
    """Give what is said about a whole sheet."""
    return next((one for one in options.each if one.sheet == sheet and not one.cell), Answers(sheet))


def about_table(options: Options, sheet: str, cell: str) -> Options:
    """Give the options as they are for one table: what is said about it wins over what is said about all."""
    own = next((one for one in options.each if (one.sheet, one.cell) == (sheet, cell)), None)
    bare = replace(options, each=())
    return bare if own is None else replace(bare, **given(own))


def given(said: Said) -> dict[str, Any]:
    """Give what is said, by field, without the place it is said about."""
    held = ((one.name, getattr(said, one.name)) for one in fields(Said))
    return {name: value for name, value in held if value}


def about_series(answers: Iterable[SeriesAnswer], label: str, cells: Iterable[str]) -> SeriesAnswer | None:
    """Give what is said about one series, known by its label and one of its cells."""
    alike = [one for one in answers if one.label == label]
    if not alike:
        return None
    here = set(cells)
    return next((one for one in alike if one.cell in here), next((o for o in alike if not o.cell), None))
