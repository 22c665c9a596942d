"""Set a value in place of an imported one, and find the series it belongs to."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping

from workbench.errors import RequestError, message
from workbench.model.names import meant
from workbench.model.package import Package
from workbench.model.table import Correction, Series, Table
from workbench.model.words import Quantity

_COUNTED = frozenset({"persons", "index"})
_PRICED = frozenset({"wages", "poverty-lines", "unit-costs", "coverage", "group-sizes"})
_LEVELS = frozenset({"gdp", "poverty-line", "minimum-wage", "average-wage", "exchange-rate"})
_PARTS = frozenset({"coverage", "group-sizes"})


def locate(package: Package, figure: str) -> tuple[Table, Series]:
    """Find the table and series of "table:ROLE.NAME", the table being named by its role or its identifier.

    Raises:
        RequestError: There is none; the nearest is named.
    """
    wanted = figure.removeprefix("table:")
    for table in reversed(package.tables):
        for name in (table.role, table.id):
            series = table.find(wanted.removeprefix(f"{name}.")) if wanted.startswith(f"{name}.") else None
            if series is not None:
                return table, series
    known = [
        f"table:{table.role}.{series.name}" for table in reversed(package.tables) for series in table.series
    ]
    raise RequestError(
        message("There is no imported series {figure}.", figure=figure),
        where=figure,
        remedy=meant(figure, known) or message("`policy-workbench tables` lists what was brought in."),
    )


def with_corrections(
    package: Package, table: Table, series: Series, values: Mapping[int, float | None], why: str, on: str
) -> Table:
    """Give the table with values set by hand, by the package's author; None takes a correction back.

    Raises:
        RequestError: There is no reason, a value cannot be, a year is neither the series' nor the package's, or a
            correction that is to be taken back was never made.
    """
    where = f"table:{table.id}.{series.name}"
    if not why.strip() and any(value is not None for value in values.values()):
        raise RequestError(
            message("A correction needs a reason or source; it is shown wherever the value is traced."),
            where=where,
            remedy=message("Write for example {example}.", example='why="Budget circular of June"'),
        )
    held = {(one.series, one.year): one for one in table.corrections}
    for year, value in values.items():
        key = (series.name, year)
        if value is not None:
            _refuse_year(package, series, year, where)
            _refuse_value(table, series, year, value, where)
            held[key] = Correction(series.name, year, value, why.strip(), package.author, on)
        elif held.pop(key, None) is None:
            raise RequestError(
                message("The value of {year} is as imported; there is no correction to take back.",
                        year=str(year)),
                where=where,
            )  # fmt: skip
    ordered = sorted(held.values(), key=lambda one: (one.series, one.year))
    return dataclasses.replace(table, corrections=tuple(ordered))


def never_negative(table: Table, series: Series) -> bool:
    """Say whether the values of a series count or price something, so that none can be below zero."""
    return series.unit in _COUNTED or table.role in _PRICED or series.key in _LEVELS


def _refuse_year(package: Package, series: Series, year: int, where: str) -> None:
    spans = ((series.years[0], series.years[-1]), (package.base_year, package.years[-1]))
    if not any(first <= year <= last for first, last in spans):
        raise RequestError(
            message("{year} is neither a year of the series nor of the package.", year=str(year)),
            where=where,
            why=message("The series runs from {first} to {last}, the package from {base} to {end}.",
                        first=str(spans[0][0]), last=str(spans[0][1]), base=str(spans[1][0]), end=str(spans[1][1])),
            remedy=message("Give one of those years."),
        )  # fmt: skip


def _refuse_value(table: Table, series: Series, year: int, value: float, where: str) -> None:
    if not math.isfinite(value):
        raise RequestError(
            message("The value of {year} is not a finite number.", year=str(year)), where=where
        )
    if value < 0 and never_negative(table, series):
        raise RequestError(
            message("{series} cannot be below zero, as {value} in {year} is.",
                    series=series.label or series.key, value=value, year=str(year)),
            where=where,
            remedy=message("Give zero or more, in {unit}.", unit=series.unit or "number"),
        )  # fmt: skip
    if value > 1 and series.unit == Quantity.SHARE and table.role in _PARTS:
        raise RequestError(
            message("{series} is a part of a whole, and {value} % in {year} is more than that.",
                    series=series.label or series.key, value=value * 100, year=str(year)),
            where=where,
            remedy=message("Write 60 % as 0.6 or 60%."),
        )  # fmt: skip
