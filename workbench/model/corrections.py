"""Set a value in place of an imported one, and find the series it belongs to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from workbench.errors import RequestError, message
from workbench.model.names import meant
from workbench.model.package import Package
from workbench.model.table import Correction, Series, Table


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
    table: Table, series: Series, values: Mapping[int, float | None], *, why: str, by: str, on: str
) -> Table:
    """Give the table with values set by hand; None takes a correction back.

    Raises:
        RequestError: A correction that is to be taken back was never made.
    """
    held = {(one.series, one.year): one for one in table.corrections}
    for year, value in values.items():
        key = (series.name, year)
        if value is not None:
            held[key] = Correction(series.name, year, value, why, by, on)
        elif held.pop(key, None) is None:
            raise RequestError(
                message("The value of {year} is as imported; there is no correction to take back.",
                        year=str(year)),
                where=f"table:{table.id}.{series.name}",
            )  # fmt: skip
    ordered = sorted(held.values(), key=lambda one: (one.series, one.year))
    return dataclasses.replace(table, corrections=tuple(ordered))
