"""Packages drawn at random, the same for the same seed, that between them use every cost model and parameter."""

from __future__ import annotations

import dataclasses
import random
from typing import Any, TypeVar

from packages import country, with_measure
from workbench.model import Change, Cost, FinancingLine, Ingredient, Measure, Package, Path, apply
from workbench.model.cost import basis_of
from workbench.model.words import CostModel, LevelBasis, Overlaps

Record = TypeVar("Record", Cost, Ingredient, FinancingLine, Package)
LAST = 2028
MODELS = tuple(model for model in CostModel if model is not CostModel.NONE)
PRICE = {
    CostModel.TRANSFER: ("level", "level_floor", "level_cap"),
    CostModel.BASIC_INCOME: ("level", "child_level", "level_floor", "level_cap"),
    CostModel.MEANS_TESTED: ("level", "level_floor", "level_cap"),
    CostModel.PUBLIC_WORKS: ("wage",),
    CostModel.SERVICE: ("unit_cost",),
    CostModel.FEE_REMOVAL: ("fee_charged", "unit_cost"),
    CostModel.INFRASTRUCTURE: ("unit_cost",),
    CostModel.REGISTRATION: ("unit_cost",),
    CostModel.LUMP_SUM: ("amounts",),
}
"""The prices of each model: its cost is a straight line in them."""
SIZE = {
    CostModel.TRANSFER: "coverage",
    CostModel.BASIC_INCOME: "take_up",
    CostModel.MEANS_TESTED: "coverage",
    CostModel.PUBLIC_WORKS: "workers",
    CostModel.SERVICE: "quantity",
    CostModel.FEE_REMOVAL: "quantity",
    CostModel.INFRASTRUCTURE: "quantity",
    CostModel.REGISTRATION: "coverage",
    CostModel.LUMP_SUM: "amounts",
}
"""How much of it there is: its cost never falls as this grows."""


def random_package(seed: int) -> Package:
    """Make a package of one to three measures of each model, with financing, ceilings and either price basis."""
    draw = random.Random(seed)
    package = country()
    for model in MODELS:
        for number in range(draw.randint(1, 3)):
            fields = random_measure(draw, model)
            fields["cost"]["currency"] = draw.choice(["", "", "USD"])
            package = with_measure(package, f"{model.value}-{number}", **fields)
    ids = [measure.id for measure in package.measures if measure.id.startswith("transfer")]
    changes = [
        *_rates(draw),
        Change("set", f"measure:{ids[0]}", "stacks", _stacks(draw, "basic-income-0", "means-tested-0")),
        Change("set", f"measure:{ids[0]}", "stacks_overlap", draw.choice(list(Overlaps))),
        Change("set", f"measure:{ids[0]}", "stacks_share", 0.1),
        Change("set", "measure:basic-income-0", "cost.replaces", ["existing-spending-0"]),
        Change("set", "package", "price_basis", draw.choice(["nominal", "constant"])),
        Change("set", "package", "envelope", 0.02),
        Change("set", "package", "envelope_money", draw.choice([None, 9000])),
    ]
    for number in range(draw.randint(1, 3)):
        line = {
            "title": f"Line {number}",
            "option": draw.choice(["budget", "borrowing", "aid"]),
            "certainty": draw.choice(["confirmed", "planned", "possible"]),
            "recurrent": draw.choice([True, False]),
            "amounts": _path(draw, 1e5),
            "currency": draw.choice(["", "EUR"]),
            "interest_rate": draw.choice([None, 0.07]),
            "grace_years": draw.randint(0, 1),
            "maturity_years": draw.choice([None, 2, 4]),
        }
        changes.append(Change("add", f"financing:line-{number}", value=line))
    return apply(package, changes)


def _rates(draw: random.Random) -> list[Change]:
    """State the rates of the currencies drawn: package money for one unit."""
    rates = {"usd": {"2025": 2.5, str(LAST): draw.uniform(2, 4)}, "eur": draw.uniform(1, 5)}
    return [
        Change("add", f"assumption:exchange-rate-{code}", value={"value": value})
        for code, value in rates.items()
    ]


def with_a_gap(package: Package, key: str, year: int) -> Package:
    """Take a year out of a series, as workbooks leave cells empty."""
    tables = tuple(
        dataclasses.replace(
            table,
            series=tuple(
                dataclasses.replace(
                    one,
                    values=tuple(
                        None if one.key == key and at == year else value
                        for at, value in zip(one.years, one.values, strict=True)
                    ),
                )
                for one in table.series
            ),
        )
        for table in package.tables
    )
    return dataclasses.replace(package, tables=tables)


def random_measure(draw: random.Random, model: CostModel) -> dict[str, Any]:
    """Draw the fields of a measure of a model, as plain JSON."""
    start = draw.randint(2026, LAST)
    return {
        "start": start,
        "start_month": draw.choice([1, 1, 4, 7]),
        "end": draw.choice([None, None, LAST]),
        "status": "existing" if model is CostModel.EXISTING_SPENDING else draw.choice(["new", "reformed"]),
        "sector": draw.choice(["health", "education"]),
        "contingency": draw.choice(["", "old-age", "child"]),
        "budget": {
            "vote": draw.choice(["", "Vote 1", "Vote 2"]),
            "government": draw.choice(["central", "local"]),
            "governments": draw.choice(
                [[], [{"level": "central", "share": 0.7}, {"level": "state", "share": 0.3}]]
            ),
        },
        "cost": _common(draw) | _OWN[model](draw) | {"model": model.value},
    }


def repriced(measure: Measure, factor: float) -> Measure:
    """Multiply the prices of a measure's model."""
    prices = {name: getattr(measure.cost, name) for name in PRICE[measure.cost.model]}
    scaled = {name: _times(value, factor) for name, value in prices.items() if value is not None}
    return dataclasses.replace(measure, cost=dataclasses.replace(measure.cost, **scaled))


def in_currency(package: Package, rate: float) -> Package:
    """Write all money of a package in another currency; what is in a third one stays, at another exchange rate."""
    measures = tuple(
        measure
        if measure.cost.currency
        else dataclasses.replace(measure, cost=_converted(measure.cost, rate))
        for measure in package.measures
    )
    financing = tuple(line if line.currency else _money_times(line, rate) for line in package.financing)
    assumptions = tuple(
        dataclasses.replace(one, value=_times(one.value, rate)) if one.id.startswith("exchange-rate") else one
        for one in package.assumptions
    )
    tables = tuple(
        dataclasses.replace(
            table,
            series=tuple(
                dataclasses.replace(one, values=tuple(value and value * rate for value in one.values))
                if one.unit == "money"
                else one
                for one in table.series
            ),
        )
        for table in package.tables
    )
    return dataclasses.replace(
        _money_times(package, rate),
        measures=measures,
        financing=financing,
        assumptions=assumptions,
        tables=tables,
        currency="OTH",
    )


def _converted(cost: Cost, rate: float) -> Cost:
    converted = _money_times(cost, rate)
    levels = {
        name: _times(getattr(cost, name), rate)
        for name in ("level", "child_level", "level_floor", "level_cap")
        if getattr(cost, basis_of(name)) is LevelBasis.MONEY and getattr(cost, name) is not None
    }
    converted = dataclasses.replace(converted, **levels)
    ingredients = tuple(_money_times(one, rate) for one in cost.ingredients)
    return dataclasses.replace(converted, ingredients=ingredients)


def _money_times(record: Record, rate: float) -> Record:
    scaled = {
        field.name: _times(value, rate)
        for field in dataclasses.fields(record)
        if field.metadata["unit"] == "money" and (value := getattr(record, field.name)) is not None
    }
    return dataclasses.replace(record, **scaled)


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, Path):
        return Path(tuple((year, number * factor) for year, number in value.points), value.shape)
    return value * factor


def _path(draw: random.Random, most: float) -> Any:
    first, last = draw.uniform(0.2, 1) * most, draw.uniform(0.2, 1) * most
    shape = draw.choice(["linear", "s-curve", "steps"])
    return draw.choice([first, {"shape": shape, "2026": first, str(LAST): last}])


def _share(draw: random.Random) -> Any:
    return _path(draw, 1.0)


def _common(draw: random.Random) -> dict[str, Any]:
    administration = draw.choice([{}, {"admin_markup": 0.05}, {"admin_share_of_gross": 0.1}])
    more = {"admin_fixed": _path(draw, 500), "admin_per_head": 0.3, "set_up": {"2027": 900}}
    return (
        administration
        | {name: value for name, value in more.items() if draw.random() < 0.4}
        | {
            "indexation": draw.choice(["none", "prices", "wages", "gdp-per-head"]),
            "index_every": draw.choice([1, 1, 2]),
            "capital_share": draw.choice([0, 0.2]),
            "price_year": draw.choice([None, None, 2026]),
        }
    )


def _level(draw: random.Random) -> dict[str, Any]:
    basis = draw.choice(["money", "poverty-line", "gdp-per-head", "minimum-wage", "average-wage"])
    return {
        "level": _path(draw, 10 if basis == "money" else 0.3),
        "level_basis": basis,
        "payments": draw.choice([12, 12, 4]),
        **_limit(draw, "level_floor"),
        **_limit(draw, "level_cap"),
        "months": draw.choice([12, 6]),
        "rate": draw.choice([1, 0.4]),
        "coverage": _share(draw),
        "take_up": _share(draw),
        "recovered": draw.choice([0, 0.2]),
        "monitoring_per_head": draw.choice([0, 0.5]),
    }


def _limit(draw: random.Random, field: str) -> dict[str, Any]:
    basis = draw.choice(["money", "poverty-line", "gdp-per-head", "minimum-wage", "average-wage", ""])
    if not basis:
        return {}
    return {field: _path(draw, 10 if basis == "money" else 0.3), f"{field}_basis": basis}


def _transfer(draw: random.Random) -> dict[str, Any]:
    people: list[dict[str, Any]] = [
        {"age_from": 65},
        {"age_to_by_year": {"shape": "steps", "2026": 4, "2027": 17}},
        {"age_from": 3, "age_to": 17, "cut_share": 0.45},
        {"age_to": 17, "children_per_mother": 2, "children_by_rank": [0.5, 0.3, 0.2]},
        {"people_series": "births"},
        {"people_series": "labour-force", "prevalence_series": "unemployment-rate"},
        {
            "prevalence_by_age": [
                {"age_to": 17, "share": 0.02},
                {"age_from": 18, "share": 0.05, "sex": "female"},
            ]
        },
        {"age_from": 18, "sex": "male", "prevalence": 0.1, "severity": 0.5, "overlap": 0.3},
    ]
    return _level(draw) | draw.choice(people)


def _basic_income(draw: random.Random) -> dict[str, Any]:
    return _level(draw) | {"child_level": _path(draw, 0.1)}


def _means_tested(draw: random.Random) -> dict[str, Any]:
    return _level(draw) | {
        "poor_share": _share(draw),
        "exclusion_error": 0.2,
        "leakage": 0.1,
        "leakage_basis": draw.choice(["caseload", "non-poor"]),
        "household_size": draw.choice([1, 4]),
        "test_fixed": _path(draw, 300),
        "test_per_applicant": 1.5,
        "applicants": draw.choice([1, 2]),
    }


def _public_works(draw: random.Random) -> dict[str, Any]:
    return {
        "workers": _path(draw, 80),
        "days": 60,
        "wage": _path(draw, 2),
        "labour_share": draw.choice([0.65, 1]),
    }


def _service(draw: random.Random) -> dict[str, Any]:
    ingredients = [
        {
            "label": "nurses",
            "quantity": _path(draw, 9),
            "price_series": "nurse-salary",
            "indexation": "wages",
        },
        {"label": "kits", "quantity": 0.5, "per_unit": True, "price": 4},
        {"label": "cars", "quantity": {"2026": 1, "2027": 2}, "price": 700, "capital": True},
    ]
    return _delivered(draw) | {"ingredients": draw.choice([[], ingredients])}


def _delivered(draw: random.Random) -> dict[str, Any]:
    label = draw.choice(["visits", "persons"])
    return {"quantity": _path(draw, 500), "unit_cost": _path(draw, 6), "quantity_label": label}


def _fee_removal(draw: random.Random) -> dict[str, Any]:
    return _delivered(draw) | {"fee_charged": _path(draw, 3), "extra_use": _share(draw)}


def _infrastructure(draw: random.Random) -> dict[str, Any]:
    return _delivered(draw) | {
        "upkeep_share": 0.05,
        "life": draw.choice([None, 1, 2]),
        "standing": draw.choice([0, {"2010": 40, "2024": 9}, {"2025": 3}]),
        "upkeep_until": draw.choice([None, 2040]),
    }


def _registration(draw: random.Random) -> dict[str, Any]:
    return {"backlog": 900, "backlog_years": draw.randint(1, 4), "coverage": _share(draw), "unit_cost": 2}


def _lump_sum(draw: random.Random) -> dict[str, Any]:
    return {"amounts": _path(draw, 5000)}


def _existing_spending(draw: random.Random) -> dict[str, Any]:
    return {"spending_series": "poor-relief", "indexation": "prices"}


def _stacks(draw: random.Random, *benefits: str) -> list[dict[str, Any]]:
    return [
        {
            "benefit": benefit,
            "rule": draw.choice(["reduces", "reduces", "rules-out"]),
            "both": both,
            "counted": draw.choice([0.5, 1]),
        }
        for benefit, both in zip(benefits, (0.3, {"2026": 0.2, "2028": 0.4}), strict=True)
    ]


_OWN = {
    CostModel.TRANSFER: _transfer,
    CostModel.BASIC_INCOME: _basic_income,
    CostModel.MEANS_TESTED: _means_tested,
    CostModel.PUBLIC_WORKS: _public_works,
    CostModel.SERVICE: _service,
    CostModel.FEE_REMOVAL: _fee_removal,
    CostModel.INFRASTRUCTURE: _infrastructure,
    CostModel.REGISTRATION: _registration,
    CostModel.LUMP_SUM: _lump_sum,
    CostModel.EXISTING_SPENDING: _existing_spending,
}
