"""Holes in packages drawn at random: values workbooks leave out, prices nobody stated, measures nobody costed."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from typing import Any

from packages import with_measure
from random_packages import MODELS, PRICE
from workbench.model import Change, Package, apply
from workbench.model.paths import ZERO, Path
from workbench.model.words import CostModel, FiscalOption

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


def with_people(package: Package) -> Package:
    """Give a package a group, what some of it lack, and a benefit for its members alone."""
    group = {"name": "Herders", "size": 400, "lacks": [{"capability": "civil-id", "share": 0.3}]}
    cost = {"model": "transfer", "level": 2, "group": "herders", "indexation": "prices"}
    package = apply(package, [Change("add", "group:herders", value=group)])
    given = {"needs": [{"any_of": ["civil-id"]}], "groups": ["herders"], "principles": ["redistribution"]}
    return with_measure(package, "for-herders", delivery="targeted", cost=cost, **given)


def holes_of_people(seed: int) -> tuple[Hole, ...]:
    """Draw what is unknown of people and rates: a class of ages, a group's size, interest, a rate of exchange."""
    draw = random.Random(seed)
    kinds = {
        "class": (draw.choice(["5-17", "18-59", "65+"]), draw.choice([2026, 2027, 2028])),
        "size": ("herders", 0),
        "interest": ("line-0", 0),
        "rate": (draw.choice(["usd", "eur"]), 0),
    }
    return tuple((kind, *kinds[kind]) for kind in draw.sample(list(kinds), draw.randint(1, 2)))


def with_holes(package: Package, holes: tuple[Hole, ...], factor: float | None) -> Package:
    """Leave the holes open, or fill them with what was there times a factor."""
    for kind, name, year in holes:
        if kind == "series":
            package = _with_value(package, name, year, factor)
        elif kind == "class":
            package = _with_value(package, "population", year, factor, name)
        elif kind == "size":
            package = _each(package, "groups", name, "size", factor)
        elif kind == "interest":
            line = next(one for one in package.financing if one.id == name)
            if line.option is FiscalOption.BORROWING:  # other money need not bear interest
                package = _each(package, "financing", name, "interest_rate", factor)
        elif kind == "rate":
            package = _rated(package, f"exchange-rate-{name}", factor)
        elif factor is not None:
            package = _with_measure(package, name, factor)
        else:
            package = _blank(package, name, whole=kind == "uncosted")
    return package


def _each(package: Package, collection: str, name: str, field: str, factor: float | None) -> Package:
    """Leave a field of a record open, or fill it; where nobody is said to pay interest there is nothing to fill."""

    def changed(one: Any) -> Any:
        held = getattr(one, field)
        if one.id != name or held is None:
            return one
        if isinstance(held, Path):
            value: Any = ZERO if factor is None else Path(tuple((y, n * factor) for y, n in held.points))
        else:
            value = None if factor is None else held * factor
        return dataclasses.replace(one, **{field: value})

    return dataclasses.replace(package, **{collection: tuple(map(changed, getattr(package, collection)))})


def _rated(package: Package, name: str, factor: float | None) -> Package:
    if factor is None:
        return apply(package, [Change("remove", f"assumption:{name}")])
    return _each(package, "assumptions", name, "value", factor)


def _with_value(package: Package, key: str, year: int, factor: float | None, age: str = "") -> Package:
    tables = tuple(
        dataclasses.replace(
            table,
            series=tuple(
                dataclasses.replace(
                    one,
                    values=tuple(
                        (None if factor is None else value * factor)
                        if one.key == key and age in ("", one.dim("age")) and at == year and value is not None
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
