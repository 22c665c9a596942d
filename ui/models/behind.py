"""The tables behind the pictures of the costing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.models.field_words import subject_words
from ui.models.rows import Column, Row
from ui.models.summaries import at, at_least
from ui.texts import capital, figure, say, scale_of, t
from ui.widgets.pictured import Behind
from workbench.errors import message
from workbench.model.words import is_constant, prices_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from workbench.model import Package
    from workbench.model.results import Estimate
    from workbench.model.uncertainty import Sway, Uncertainty

Named = tuple[str, str, tuple[float, ...]]
"""Key, name and values by year."""


def money_unit(currency: str, price_basis: str, values: Sequence[float]) -> tuple[float, str]:
    """Choose the scale of a picture of money, and write its unit: billion ORD, nominal."""
    scale, name = scale_of(tuple(value for value in values if math.isfinite(value)))
    return scale, f"{t(name)} {currency}".strip() + f", {basis_words(price_basis)}"


def basis_words(price_basis: str) -> str:
    """Say in which prices amounts are."""
    if not is_constant(price_basis):
        return t(message("nominal"))
    return t(message("prices of {year}", year=prices_of(price_basis)))


def by_year(
    title: str, unit: str, years: tuple[int, ...], rows: Iterable[Named], *, scale: float = 1.0, year: int = 0,
    strong: frozenset[str] = frozenset(), note: str = "", floors: Mapping[str, Collection[int]] | None = None,
) -> Behind:  # fmt: skip
    """Make a table of rows by year, in one unit.

    Args:
        floors: By row, the years in which its figures are the least they come to.
    """
    made = []
    for key, name, values in rows:
        parts = tuple(value / scale for value in values)
        least = (floors or {}).get(key, ())
        texts = tuple(
            at_least(figure(part, 2), floor=one in least) for one, part in zip(years, parts, strict=False)
        )
        made.append(Row(key, (name, *texts), sort=(name, *parts), bold=key in strong))
    columns = (Column(""), *(Column(str(one), number=True, bold=one == year) for one in years))
    return Behind(title, unit, columns, tuple(made), note)


def of_gdp(values: tuple[float, ...], estimate: Estimate) -> tuple[float, ...]:
    """Give a row in percent of GDP; NaN where GDP is not known."""
    return tuple(
        value / gdp * 100 if gdp else math.nan for value, gdp in zip(values, estimate.gdp, strict=False)
    )


def spread_rows(found: Uncertainty, estimate: Estimate) -> list[Named]:
    """Give how the total cost spreads over the draws, beside what is estimated."""
    spread = found.spread("total.cost")
    rows: list[Named] = []
    if spread is not None:
        rows = [
            ("p90", t(message("Nine draws in ten lie below")), spread.p90),
            ("p50", t(message("Half of the draws lie below")), spread.p50),
            ("p10", t(message("One draw in ten lies below")), spread.p10),
            ("mean", t(message("Average of the draws")), spread.mean),
        ]
    return [*rows, ("estimate", t(message("As estimated")), estimate.total)]


def sway_words(sway: Sway, package: Package) -> str:
    """Name an input: whose it is, and what of it."""
    subject = sway.input.partition(" ")[0]
    if not subject.startswith("measure:"):
        return capital(t(sway.label))
    return t(message("{measure}: {field}", measure=subject_words(subject, package), field=sway.label))


def sway_table(title: str, unit: str, sways: Sequence[Sway], scale: float, package: Package) -> Behind:
    """Make the table behind a tornado."""
    rows = []
    for sway in sways:
        name, low, high = sway_words(sway, package), sway.at_low / scale, sway.at_high / scale
        swing = abs(sway.at_high - sway.at_low) / scale
        numbers = (low, high, swing)
        texts = (name, factors(sway), *(figure(one, 2) for one in numbers), origin(sway))
        rows.append(Row(sway.input, texts, sort=(name, factors(sway), *numbers, origin(sway))))
    heads = (message("Cost at its lowest"), message("Cost at its highest"), message("Difference"))
    columns = (
        Column(t(message("Input"))), Column(t(message("From – to")), number=True),
        *(Column(t(head), number=True) for head in heads), Column(t(message("Range"))),
    )  # fmt: skip
    return Behind(title, unit, columns, tuple(rows))


def factors(sway: Sway) -> str:
    """Write how far an input goes, as it stands being 100 %."""
    return f"{say().share(sway.low, 0)} – {say().share(sway.high, 0)}"


def origin(sway: Sway) -> str:
    """Say whose range it is."""
    return t(message("stated")) if sway.stated else t(message("a tenth up and down"))


def per_person(title: str, unit: str, estimate: Estimate, year: int) -> Behind:
    """Make the table of what each measure costs for each person it reaches in a year, dearest first."""
    scale, name = scale_of(estimate.total)
    rows = []
    for line in estimate.measures:
        each = at(line.per_person, estimate.years, year)
        cost, people = at(line.cost, estimate.years, year), at(line.beneficiaries, estimate.years, year)
        if each is None or cost is None or people is None or not cost:
            continue
        texts = (
            line.title,
            say().number(each, 0 if each >= 100 else 2),
            say().people(people),
            figure(cost / scale, 2),
        )
        rows.append(Row(line.id, texts, sort=(line.title, each, people, cost / scale)))
    rows.sort(key=lambda row: -float(row.sort[1]) if not math.isnan(float(row.sort[1])) else 0.0)
    columns = (
        Column(t(message("Measure"))), Column(t(message("Cost for each")), number=True),
        Column(t(message("Reached")), number=True),
        Column(t(message("Cost, {unit}", unit=f"{t(name)} {estimate.currency}")), number=True),
    )  # fmt: skip
    return Behind(title, unit, columns, tuple(rows))


def shares(estimate: Estimate) -> list[Named]:
    """Give cost, ceiling and money in percent of GDP."""
    rows: list[Named] = [
        ("total.cost", t(message("Total cost")), of_gdp(estimate.total, estimate)),
        ("total.envelope", t(message("Envelope")), of_gdp(estimate.envelope, estimate)),
        (
            "total.financing",
            t(message("Confirmed and planned money")),
            of_gdp(estimate.financing, estimate) if any(estimate.financing) else (),
        ),
    ]
    return [row for row in rows if row[2]]
