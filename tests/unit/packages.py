"""Small packages that the unit tests build on."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from workbench.model import Change, Package, Series, Table, apply

_COUNTRY = Path(__file__).with_name("costing_cases") / "country.toml"


def population(by_age: dict[str, float], years: Sequence[int], *, growth: float = 0.0) -> Table:
    """Make a population table of both sexes; each age class grows at the same rate."""
    years = tuple(years)
    series = tuple(
        Series(
            "population",
            age,
            years,
            tuple(count * (1 + growth) ** step for step in range(len(years))),
            tuple(f"{chr(66 + step)}{row}" for step in range(len(years))),
            "persons",
            dims=(("sex", "both"), ("age", age)),
        )
        for row, (age, count) in enumerate(by_age.items(), start=5)
    )
    return Table("population", "population", workbook="people.xlsx", sheet="Ages", sha256="a", series=series)


def macro(years: Sequence[int], **rows: Sequence[float]) -> Table:
    """Make a macro table; names use underscores for dashes."""
    years = tuple(years)
    units = {"inflation": "share", "gdp_real_growth": "share", "cpi": "index"}
    series = tuple(
        Series(
            name.replace("_", "-"),
            name,
            years,
            tuple(float(value) for value in values),
            tuple(f"{chr(67 + step)}{row}" for step in range(len(years))),
            units.get(name, "money"),
            "nominal",
            dims=(("period", "month"),) if name in ("poverty_line", "average_wage", "minimum_wage") else (),
        )
        for row, (name, values) in enumerate(rows.items(), start=4)
    )
    return Table("macro", "macro", workbook="macro.xlsx", sheet="Macro", sha256="b", series=series)


def with_measure(package: Package, measure_id: str = "m", **fields: object) -> Package:
    """Add a measure; `cost` is a dictionary of cost fields."""
    record = {"title": measure_id.capitalize(), "start": package.base_year + 1} | fields
    return apply(package, [Change("add", f"measure:{measure_id}", value=record)])


def country() -> Package:
    """Make the country of the hand-worked cases, small enough for mental arithmetic."""
    data = tomllib.loads(_COUNTRY.read_text(encoding="utf-8"))
    people = data["population"]
    years = tuple(people["years"])
    ages = tuple(
        Series(
            "population",
            f"{sex}, {age}",
            years,
            (float(count),) * len(years),
            tuple(f"{'BCDE'[step]}{row}" for step in range(len(years))),
            "persons",
            dims=(("sex", sex), ("age", age)),
        )
        for sex in ("female", "male")
        for row, (age, count) in enumerate(people[sex].items(), start=4 if sex == "female" else 14)
    )
    macro = tuple(
        Series(
            one["key"],
            one["key"],
            years[: len(one["values"])],
            tuple(float(value) for value in one["values"]),
            tuple(f"{'BCDE'[step]}{row}" for step in range(len(one["values"]))),
            one["unit"],
            dims=(("period", one["period"]),) if "period" in one else (),
        )
        for row, one in enumerate(data["series"], start=4)
    )
    tables = (
        Table("population", "population", workbook="people.xlsx", sheet="Ages", sha256="a", series=ages),
        Table("macro", "macro", workbook="macro.xlsx", sheet="Macro", sha256="b", series=macro),
    )
    return Package(currency="CUR", base_year=2025, horizon=3, tables=tables)
