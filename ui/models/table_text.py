"""What the Data page shows of a table: made apart from the page, as a large table takes longer than it may stand still."""

from __future__ import annotations

from dataclasses import dataclass

from ui.models.rows import Row
from ui.texts import figure, t
from workbench.errors import message, plural
from workbench.model import Series, Table
from workbench.model.currencies import Spoken, currencies_in
from workbench.model.decided import decision_said
from workbench.model.words import Quantity

MOST_YEARS, MOST_ROWS, MOST_DECISIONS = 40, 400, 30
LARGE = 2_000
"""Series from which a table is made ready off the window's thread."""


@dataclass(frozen=True, slots=True)
class TableText:
    """A table in words.

    Attributes:
        how: How it was read.
        currencies: What its money is in, or may be in.
        years: The years shown.
        rows: Name, unit and values of each series shown.
    """

    how: str
    currencies: tuple[str, ...]
    years: tuple[int, ...]
    rows: tuple[Row, ...]


def text_of(table: Table, own: str) -> TableText:
    """Put a table into words; `own` is the currency of the package."""
    parts = [t(decision_said(decision)) for decision in table.how[:MOST_DECISIONS]]
    if len(table.how) > MOST_DECISIONS:
        more = len(table.how) - MOST_DECISIONS
        parts.append(t(plural("and {count} more", "and {count} more", more)))
    here = {series.name for series in table.series} if table.corrections else set()
    if count := sum(one.series in here for one in table.corrections):
        parts.append(t(plural("✎ {count} value set by hand", "✎ {count} values set by hand", count)))
    years, spoken = table.years[:MOST_YEARS], Spoken(table, own)
    rows = tuple(
        Row(
            f"{number}",
            (
                name_of(series),
                _unit(spoken, series, own),
                *(_marked(table, series, year) for year in years),
            ),
        )
        for number, series in enumerate(table.rows[:MOST_ROWS])
    )
    return TableText(" · ".join(parts), currencies_in(table, own), years, rows)


def name_of(series: Series) -> str:
    """Name a series with what tells it apart from others of its label."""
    dims = ", ".join(value for _, value in series.dims if value != series.label)
    name = f"{series.label or series.key} ({dims})" if dims else series.label or series.key
    return (
        t(message("{series}, single ages by {method}", series=name, method=series.split))
        if series.split
        else name
    )


def value_of(value: float | None, unit: str) -> str:
    """Write a value in its unit."""
    if value is None:
        return "–"
    if unit == Quantity.SHARE:
        return f"{figure(value * 100, 2)}\u202f%"
    return figure(value, 0 if abs(value) >= 1000 or value == int(value) else 2)


def exact(value: float, unit: str) -> str:
    """Write a value with all its digits, as it stands for one cell that people compare it with."""
    share = unit == Quantity.SHARE
    shown = round(value * 100, 10) if share else value
    _, _, fraction = f"{shown:.6f}".rstrip("0").partition(".")
    text = figure(shown, len(fraction))
    return f"{text}\u202f%" if share else text


def _unit(spoken: Spoken, series: Series, own: str) -> str:
    """Name a series' unit, its currency with it where that is not the package's own."""
    found = spoken.of(series) if series.unit == Quantity.MONEY else (own,)
    return series.unit if found == (own,) else " / ".join(found)


def _marked(table: Table, series: Series, year: int) -> str:
    """Write a value; what is not just what stands in its cell carries a mark."""
    text = value_of(series.at(year), series.unit)
    if table.correction(series.name, year) is not None:
        return f"✎ {text}"
    return f"~ {text}" if year in series.interpolated else text
