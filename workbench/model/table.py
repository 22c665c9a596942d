"""Imported tables: typed series by year, each value with the cell it came from, and the planner's corrections."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from workbench.errors import Spot
from workbench.model.cells import Cells
from workbench.model.decided import Decision
from workbench.model.fields import about
from workbench.model.values import Values
from workbench.model.words import Role

ROLES = tuple(role.value for role in Role)
"""What a table may be for; one series under a name of the planner's has the role series."""

BY_NAME = (Role.MACRO, Role.PRICES, Role.WAGES, Role.POVERTY_LINES)
"""Roles whose rows are looked for among the series the costing knows."""


@dataclass(frozen=True, slots=True)
class Series:
    """One named series by year.

    `years`, `values` and `cells` run in parallel; a missing value is None. Values are in `unit` after
    the table's scale was applied (persons, not thousands).
    """

    key: str = about(
        "Name the costing knows it by, such as population, gdp, poverty-line, or a slug of its label"
    )
    label: str = about("Label as it stands in the workbook")
    years: tuple[int, ...] = about("Calendar years")
    values: Values | tuple[float | None, ...] = about("Values by year")
    cells: Cells | tuple[str, ...] = about("Cells they came from, such as D7")
    unit: str = about("persons, money, share, index, or a named quantity", default="")
    price_basis: str = about("nominal, or constant and the year", default="")
    dims: tuple[tuple[str, str], ...] = about("Further labels: age, sex, region, item", default=())
    split: str = about(
        "Method by which single ages were made of a class of ages, such as sprague; empty as imported",
        default="",
    )
    evenly: tuple[int, ...] = about(
        "Years in which single ages were spread evenly, as the method gave nothing sensible", default=()
    )
    drawn: tuple[int, ...] = about(
        "Years in which single ages were drawn towards an even spread, so that none has less than nobody",
        default=(),
    )
    interpolated: tuple[int, ...] = about("Years whose value was interpolated, as asked", default=())

    def __post_init__(self) -> None:
        if not isinstance(self.values, Values):
            object.__setattr__(self, "values", Values.of(self.values))
        if not isinstance(self.cells, Cells):
            object.__setattr__(self, "cells", Cells.of(self.cells))

    @property
    def name(self) -> str:
        """Give what it is called within its table: its key; people by age also by sex and age."""
        age = self.dim("age") if self.key == "population" else ""
        return ".".join(filter(None, (self.key, self.dim("sex") or "both", age))) if age else self.key

    @property
    def filled(self) -> int:
        """How many of its years have a value."""
        return Values.of(self.values).filled

    def at(self, year: int) -> float | None:
        """Give the value of a year, None where there is none."""
        try:
            return self.values[self.years.index(year)]
        except ValueError:
            return None

    def cell_at(self, year: int) -> str:
        """Give the cell that holds a year's value."""
        try:
            return self.cells[self.years.index(year)]
        except ValueError:
            return ""

    def dim(self, name: str) -> str:
        """Give one of the further labels."""
        return dict(self.dims).get(name, "")


@dataclass(frozen=True, slots=True)
class Correction:
    """A planner's value in place of an imported one; it stays when a newer version of the workbook is brought in."""

    series: str = about("Name of the series within its table, such as gdp or population.female.5-9")
    year: int = about("Calendar year")
    value: float = about("Value in the series' unit")
    why: str = about("Reason or source", default="")
    by: str = about("Who set it", default="")
    on: str = about("Date", default="")


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised table of a workbook.

    `series` is what was imported; `rows` is what counts, with the planner's corrections in place.
    """

    id: str = about("Identifier")
    role: str = about("What it is for, such as population, macro, prices, wages, coverage or series")
    title: str = about("Title as it stands in the workbook", default="")
    workbook: str = about("File name", default="")
    sha256: str = about("Digest of the original file", default="")
    sheet: str = about("Sheet", default="")
    range: str = about("Cells, such as A5:AK210", default="")
    imported: str = about("Date and time of import", default="")
    unit: str = about("Unit as read", default="")
    currency: str = about(
        "Currency of its money, ISO 4217 code; empty for what its own words say, else the package’s",
        default="",
    )
    scale: float = about("What the cells were multiplied by", default=1.0)
    variant: str = about("Projection variant or scenario, where the workbook has several", default="")
    country: str = about("Country chosen, where the workbook has several", default="")
    how: tuple[Decision, ...] = about("How it was read", default=())
    left_out: tuple[str, ...] = about("Rows listed but not read as data, such as totals", default=())
    series: tuple[Series, ...] = about("Its series", default=())
    headers: tuple[str, ...] = about("Headers of its columns other than years", default=())
    corrections: tuple[Correction, ...] = about(
        "Values the planner set in place of imported ones", default=()
    )

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        return Spot(self.workbook, self.sheet, (self.range,) if self.range else ())

    @property
    def rows(self) -> tuple[Series, ...]:
        """Give its series with the planner's corrections in place of the imported values."""
        if not self.corrections:
            return self.series
        return tuple(self._corrected(series) for series in self.series)

    @property
    def years(self) -> tuple[int, ...]:
        """All years for which the table has a series."""
        return tuple(sorted(set[int]().union(*{series.years for series in self.series})))

    def find(self, name: str) -> Series | None:
        """Give the series of a name, corrections in place; the first of several."""
        return next((self._corrected(series) for series in self.series if series.name == name), None)

    def correction(self, name: str, year: int) -> Correction | None:
        """Give the planner's correction of a value, None where it is as imported."""
        return next((one for one in self.corrections if (one.series, one.year) == (name, year)), None)

    def _corrected(self, series: Series) -> Series:
        own = {one.year: one.value for one in self.corrections if one.series == series.name}
        if not own:
            return series
        held = {
            year: (value, cell)
            for year, value, cell in zip(series.years, series.values, series.cells, strict=True)
        }
        held |= {year: (value, held.get(year, (None, ""))[1]) for year, value in own.items()}
        years = tuple(sorted(held))
        return dataclasses.replace(
            series,
            years=years,
            values=tuple(held[year][0] for year in years),
            cells=tuple(held[year][1] for year in years),
        )
