"""What a brief is made from: one version of a package with everything the workbench found out about it."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from workbench.knowledge import Knowledge
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.results import Checked, Estimate
from workbench.model.words import MeasureStatus


@dataclass(frozen=True)
class BriefInput:
    """One version of a package and its results.

    Attributes:
        number: The number of the edit the package stands after.
        digest: Digits that name the package's content.
        today: The date printed.
        sensitivities: Pairs of an input, such as "series:population", and the change of cost in the headline year,
            as a share of GDP, when the input is a tenth higher.
        kind: What the brief calls itself; its template says.
    """

    package: Package
    knowledge: Knowledge
    checked: Checked
    estimate: Estimate
    number: int
    digest: str
    today: datetime.date
    sensitivities: tuple[tuple[str, float], ...] = ()
    kind: str = ""

    @property
    def key(self) -> int | None:
        """The position of the headline year among the years; None where nothing is costed over it."""
        years = self.estimate.years
        return years.index(self.package.key_year) if self.package.key_year in years else None

    @property
    def key_year(self) -> str:
        """The headline year, as printed."""
        return str(self.package.key_year)

    @property
    def proposed(self) -> tuple[Measure, ...]:
        """New and reformed measures, those of a sector together, in the order of their numbers."""
        chosen = [item for item in self.package.measures if item.status is not MeasureStatus.EXISTING]
        order = list(dict.fromkeys(item.sector for item in chosen))
        return tuple(sorted(chosen, key=lambda item: order.index(item.sector)))

    @property
    def existing(self) -> tuple[Measure, ...]:
        """Measures the country already has."""
        return tuple(item for item in self.package.measures if item.status is MeasureStatus.EXISTING)

    @property
    def money(self) -> str:
        """The currency as written in a sentence."""
        return self.package.currency_name or self.package.currency

    def at_key(self, row: tuple[float, ...]) -> float | None:
        """Give a row's value in the headline year; None where it is not known."""
        if self.key is None or self.key >= len(row) or not math.isfinite(row[self.key]):
            return None
        return row[self.key]

    @property
    def known(self) -> tuple[int, ...]:
        """The places of the years whose cost is known."""
        return tuple(place for place, value in enumerate(self.estimate.total) if math.isfinite(value))

    @property
    def run(self) -> tuple[int, ...]:
        """The places of the years in a row that a chart can show: the known ones around the headline year, or the most."""
        runs: list[list[int]] = []
        for place in self.known:
            if runs and place == runs[-1][-1] + 1:
                runs[-1].append(place)
            else:
                runs.append([place])
        around = next((run for run in runs if self.key in run), max(runs, key=len, default=[]))
        return tuple(around)

    @property
    def is_floor(self) -> bool:
        """Whether the cost of the headline year is the least it comes to."""
        return self.key is not None and self.estimate.is_floor(self.estimate.years[self.key])

    def share(self, row: tuple[float, ...]) -> float | None:
        """Give a money row's share of GDP in the headline year; None where GDP is not known."""
        value, gdp = self.at_key(row), self.at_key(self.estimate.gdp)
        return value / gdp if value is not None and gdp else None

    def shares(self, row: tuple[float, ...]) -> tuple[float, ...]:
        """Give a money row as shares of GDP, by year; empty where GDP is not known."""
        gdp = self.estimate.gdp
        if len(gdp) != len(row):
            return ()
        return tuple(value / whole if whole else float("nan") for value, whole in zip(row, gdp, strict=True))
