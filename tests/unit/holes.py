"""Holes in packages drawn at random: values workbooks leave out, prices nobody stated, measures nobody costed."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable

from random_packages import MODELS, PRICE
from workbench.model import Package
from workbench.model.paths import ZERO, Path
from workbench.model.words import CostModel

FACTORS = (0.5, 1.7)
"""Two ways to fill a hole: what was there, times these."""
KEYS = ("gdp", "cpi", "population", "births", "average-wage", "poverty-line", "government-expenditure")
_LEVELLED = (CostModel.TRANSFER, CostModel.BASIC_INCOME, CostModel.MEANS_TESTED)
ASKED = PRICE | dict.fromkeys(_LEVELLED, ("level",))
"""Prices without which nobody knows what a measure costs; a level needs no limits, and children may be paid nothing."""

Hole = tuple[str, str, int]


def holes_of(seed: int) -> tuple[Hole, ...]:
    """Draw what is unknown of a package: values of series, prices nobody stated, measures nobody costed."""
    draw = random.Random(seed)
    models = [model for model in MODELS if model in PRICE]
    found: list[Hole] = []
    for _ in range(draw.randint(1, 3)):
        kind = draw.choice(["series", "series", "price", "uncosted"])
        if kind == "series":
            found.append((kind, draw.choice(KEYS), draw.choice([2025, 2026, 2027, 2028])))
        else:
            found.append((kind, f"{draw.choice(models).value}-0", 0))
    return tuple(dict.fromkeys(found))


def with_holes(package: Package, holes: tuple[Hole, ...], factor: float | None) -> Package:
    """Leave the holes open, or fill them with what was there times a factor."""
    for kind, name, year in holes:
        if kind == "series":
            package = _with_value(package, name, year, factor)
        elif factor is not None:
            package = _with_measure(package, name, factor)
        else:
            package = _blank(package, name, whole=kind == "uncosted")
    return package


def _with_value(package: Package, key: str, year: int, factor: float | None) -> Package:
    tables = tuple(
        dataclasses.replace(
            table,
            series=tuple(
                dataclasses.replace(
                    one,
                    values=tuple(
                        (None if factor is None else value * factor)
                        if one.key == key and at == year and value is not None
                        else value
                        for at, value in zip(one.years, one.values, strict=True)
                    ),
                )
                for one in table.series
            ),
        )
        for table in package.tables
    )
    return dataclasses.replace(package, tables=tables)


def _with_measure(package: Package, name: str, factor: float) -> Package:
    return _changed(
        package, name, lambda path: Path(tuple((year, n * factor) for year, n in path.points), path.shape)
    )


def _blank(package: Package, name: str, *, whole: bool) -> Package:
    package = _changed(package, name, lambda path: ZERO)
    without = {"model": CostModel.NONE} if whole else {}
    measures = (
        dataclasses.replace(one, cost=dataclasses.replace(one.cost, **without)) if one.id == name else one
        for one in package.measures
    )
    return dataclasses.replace(package, measures=tuple(measures))


def _changed(package: Package, name: str, change: Callable[[Path], Path]) -> Package:
    """Change the prices asked of a measure."""
    measure = package.measure(name)
    assert measure is not None
    # What is made of ingredients need not have a unit cost too.
    asked = () if measure.cost.ingredients else ASKED.get(measure.cost.model, ())
    fields = {field: change(getattr(measure.cost, field)) for field in asked}
    changed = dataclasses.replace(measure, cost=dataclasses.replace(measure.cost, **fields))
    measures = tuple(changed if one.id == name else one for one in package.measures)
    return dataclasses.replace(package, measures=measures)
