"""Fill years without a value between years that have one, where the planner asks for it."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

from workbench.model import Series
from workbench.model.decided import Topic, coded
from workbench.sheets.meaning.draft import Draft


def interpolate(draft: Draft, series: list[Series]) -> list[Series]:
    """Fill missing years on a straight line between the years beside them; nothing is drawn beyond the last."""
    filled = [_filled(one) for one in series]
    years = sorted({year for one in filled for year in one.interpolated})
    if years:
        listed = ", ".join(str(year) for year in years)
        draft.decided(Topic.MISSING_YEARS, coded("linear"), coded("years-as-asked", years=listed), sure=False)
    return filled


def _filled(series: Series) -> Series:
    known = [
        (year, value, cell)
        for year, value, cell in zip(series.years, series.values, series.cells, strict=True)
        if value is not None
    ]
    points = {year: (value, cell) for year, value, cell in known}
    made: dict[int, tuple[float, str]] = {}
    for (first, low, cell), (last, high, other) in pairwise(known):
        for year in range(first + 1, last):
            made[year] = (low + (high - low) * (year - first) / (last - first), f"{cell}, {other}")
    if not made:
        return series
    held = (
        {
            year: (value, cell)
            for year, value, cell in zip(series.years, series.values, series.cells, strict=True)
        }
        | points
        | made
    )
    years = tuple(sorted(held))
    return dataclasses.replace(
        series,
        years=years,
        values=tuple(held[year][0] for year in years),
        cells=tuple(held[year][1] for year in years),
        interpolated=tuple(sorted(made)),
    )
