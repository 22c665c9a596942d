"""Figures beside the bands of published costings; one outside its band is flagged, never corrected."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from workbench import assets
from workbench.errors import Message, message
from workbench.model.measure import Measure
from workbench.model.results import Flag
from workbench.model.words import CostModel

_FIGURES: dict[str, Message] = {
    "benefit_of_gdp_per_head": message("the benefit as a share of GDP per head"),
    "benefit_of_poverty_line": message("the benefit as a share of the poverty line"),
    "cost_of_gdp": message("the cost as a share of GDP"),
    "cost_of_expenditure": message("the cost as a share of government expenditure"),
    "package_of_gdp": message("the cost of the package as a share of GDP"),
    "labour_share": message("wages as a share of the cost"),
}


@dataclass(frozen=True, slots=True)
class Band:
    """Where published figures lie, and for which measures that says something."""

    id: str
    figure: str
    source: str
    verified: bool
    at_least: float | None = None
    at_most: float | None = None
    contingency: tuple[str, ...] = ()
    ages_from: int | None = None

    def concerns(self, measure: Measure) -> bool:
        """Whether the band is about such a measure."""
        if self.contingency and measure.contingency not in self.contingency:
            return False
        return self.ages_from is None or measure.cost.age_from >= self.ages_from

    def holds(self, value: float) -> bool:
        """Whether a value lies within, give or take a hundredth of the limit; what is not known is not outside."""
        below = self.at_least is not None and value < self.at_least * 0.99
        above = self.at_most is not None and value > self.at_most * 1.01
        return math.isnan(value) or not (below or above)


@cache
def bands() -> tuple[Band, ...]:
    """Read the bands that ship with the program."""
    data = tomllib.loads(assets.read_text("plausibility.toml"))
    return tuple(Band(**one | {"contingency": tuple(one.get("contingency", ()))}) for one in data["band"])


def flags(
    measures: tuple[Measure, ...], rows: Mapping[str, tuple[float, ...]], years: tuple[int, ...]
) -> Iterator[Flag]:
    """Give what lies outside its band.

    Args:
        measures: New and reformed measures that are costed.
        rows: Figures by year, such as `measure:ID.cost_of_gdp` and `total.share_of_gdp`.
        years: The costed years.
    """
    for band in bands():
        if band.figure == "package_of_gdp":
            yield from _outside(
                band, "package", message("The package"), rows.get("total.share_of_gdp", ()), years
            )
            continue
        for measure in measures:
            if not band.concerns(measure):
                continue
            row = rows.get(f"measure:{measure.id}.{band.figure}", ())
            if band.figure == "labour_share" and measure.cost.model is CostModel.PUBLIC_WORKS:
                row = (measure.cost.labour_share,) * len(years)
            title = message("{measure}", measure=measure.title)
            yield from _outside(band, f"measure:{measure.id}", title, row, years)


def _outside(
    band: Band, subject: str, title: Message, row: tuple[float, ...], years: tuple[int, ...]
) -> Iterator[Flag]:
    out = [(year, value) for year, value in zip(years, row, strict=False) if not band.holds(value)]
    # Nothing is paid before a measure starts, and nothing is no figure of a benefit.
    out = [(year, value) for year, value in out if value]
    if not out:
        return
    year, value = max(out, key=lambda pair: abs(pair[1] - (band.at_most or 0.0)))
    percent = round(value * 100, 2)
    values = {"subject": title, "figure": _FIGURES[band.figure], "value": percent, "year": str(year)}
    if band.at_most is not None and value > band.at_most:
        said = message(
            "{subject}: {figure} is {value}\u202f% in {year}, above the usual {limit}\u202f% ({source}).",
            **values,
            limit=round(band.at_most * 100, 2),
            source=band.source,
        )
    else:
        said = message(
            "{subject}: {figure} is {value}\u202f% in {year}, below the usual {limit}\u202f% ({source}).",
            **values,
            limit=round((band.at_least or 0.0) * 100, 2),
            source=band.source,
        )
    yield Flag(
        f"{band.id}:{subject}", subject, said, tuple(year for year, _ in out), band.source, band.verified
    )
