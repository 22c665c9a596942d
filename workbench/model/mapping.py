"""A description of a workbook's tables by the text of their headers, so that its next version is read the same way."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.fields import about


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sheet itself said about its numbers when the mapping was saved; a later sheet is held against it."""

    decimal: str = about("Decimal mark the cells showed", default="")
    unit: str = about("Unit the sheet stated, where it was one for all series", default="")
    scale: float | None = about("Scale the sheet stated, where it was one for all series", default=None)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One table: how to find it, and what the planner said about it.

    Everything left empty is decided from the sheet, as without a mapping.
    """

    headers: tuple[str, ...] = about("Headers it is found by, years left out; columns may stand in any order")
    sheet: str = about("Sheet; where none is called so, every sheet is looked at", default="")
    years: str = about("Where years stand: across, down, or in a list with one year", default="")
    range: str = about("Cells it was limited to, such as A5:K90", default="")
    role: str = about("What it is for, such as population, macro or series:NAME", default="")
    decimal: str = about("Decimal mark, where the planner gave it", default="")
    unit: str = about("Unit, where the planner gave it", default="")
    scale: float | None = about("What values are multiplied by, where the planner gave it", default=None)
    country: str = about("Country to take", default="")
    variant: str = about("Projection variant to take", default="")
    ages: str = about("Method for single ages of classes: sprague or uniform", default="")
    interpolate: str = about("Method for missing years: linear", default="")
    year: int = about("Year of a table that states none", default=0)
    totals: str = about("keep, where totals are to be read too", default="")
    sex: str = about("Sex of people whose sheet names none: female, male or both", default="")
    marks: tuple[tuple[str, str], ...] = about(
        "Decimal marks the planner gave for single columns, by their header", default=()
    )
    series: tuple[tuple[str, str, str, str], ...] = about(
        "What the planner said about single series: label, unit, scale and name", default=()
    )
    stated: Stated = about("What the sheet itself said", default=Stated())


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the tables of a workbook are read."""

    id: str = about("Identifier")
    title: str = about("Name, such as the workbook it was made from", default="")
    tables: tuple[TableMapping, ...] = about("Tables, in the order of the workbook", default=())
