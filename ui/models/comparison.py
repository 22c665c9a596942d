"""Two scenarios side by side, as rows: results by year, what goes in, criteria and findings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ui.models.field_words import field_words, subject_words, value_words
from ui.models.rows import Column, Row
from ui.models.summaries import at, at_least
from ui.texts import figure, say, scale_of, t, word
from ui.widgets.pictured import Behind
from ui.widgets.range_bars import HATCHED, POINT, SOLID, Bar, Part
from workbench.errors import Message, message, plural
from workbench.i18n import MINUS, MISSING
from workbench.model.words import CriterionStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.models.field_words import Vocabulary
    from workbench.knowledge.base import Knowledge
    from workbench.model import Package
    from workbench.model.results import Estimate, Results
    from workbench.scenarios import Comparison

STEPS = 12
Pair = tuple[str, str]


def comparable(found: Comparison) -> bool:
    """Say whether the money of both is of one kind."""
    first, second = found.estimates
    return (first.currency, first.price_basis) == (second.currency, second.price_basis)


def result_rows(
    found: Comparison, both: tuple[Results, Results], names: Pair, years: Sequence[int]
) -> list[Row]:
    """Give cost, share of GDP, gap and people not reached, both and their difference, by year."""
    first, second = found.estimates
    scale, name = scale_of((*first.total, *second.total))
    money = t(message("{scale} {currency}", scale=name, currency=first.currency))
    same = comparable(found)
    blocks: list[tuple[str, Message, Callable[[Estimate], Sequence[float]], float, bool]] = [
        ("cost", message("Total cost, {unit}", unit=money), lambda one: one.total, scale, same),
        ("share", message("Total cost, % of GDP"), lambda one: one.share_of_gdp, 0.01, True),
        ("gap", message("Gap, {unit}", unit=money), lambda one: one.gap, scale, same),
    ]
    rows = []
    for key, head, take, unit, differ in blocks:
        lines = [
            tuple(_known(at(take(one), one.years, year), unit) for year in years) for one in found.estimates
        ]
        rows.append(Row(key, (t(head), *("" for _ in years)), bold=True, shaded=True))
        for place, line in enumerate(lines):
            floors = (found.estimates[place].is_floor(year) for year in years)
            texts = tuple(
                at_least(figure(value, 2), floor=floor) for value, floor in zip(line, floors, strict=True)
            )
            rows.append(
                Row(f"{key}.{place}", (names[place], *texts), sort=(names[place], *line), indent=True)
            )
        if differ:
            # Of two figures of which one is the least it comes to, nobody knows how far they are apart.
            change = tuple(
                math.nan if any(one.is_floor(year) for one in found.estimates) else new - old
                for year, old, new in zip(years, *lines, strict=True)
            )
            label = t(message("Difference"))
            texts = tuple(signed(value, 2) for value in change)
            rows.append(Row(f"{key}.change", (label, *texts), sort=(label, *change), indent=True, bold=True))
    rows.append(Row("people", (t(message("People not reached, thousand")), *("" for _ in years)), bold=True, shaded=True))  # fmt: skip
    for place, results in enumerate(both):
        access = results.checked.access
        pairs = [
            (at(access.at_least, access.years, year), at(access.at_most, access.years, year))
            for year in years
        ]
        texts = tuple(_thousands(least, most) for least, most in pairs)
        most = tuple(_known(high, 1.0) for _, high in pairs)
        rows.append(Row(f"people.{place}", (names[place], *texts), sort=(names[place], *most), indent=True))
    return rows


def input_rows(found: Comparison, packages: tuple[Package, Package], words: Vocabulary) -> list[Row]:
    """Give what differs in what goes in, in words."""
    rows = []
    for number, one in enumerate(found.inputs):
        values = (
            value_words(one.subject, one.field, value, package, words)
            for value, package in zip((one.first, one.second), packages, strict=True)
        )
        texts = (subject_words(one.subject, *packages), field_words(one.subject, one.field), *values)
        rows.append(Row(f"{number}:{one.subject}", texts))
    return rows


def check_rows(found: Comparison, both: tuple[Results, Results], knowledge: Knowledge) -> list[Row]:
    """Give the criteria whose status differs, then the findings that only one of them has."""
    titles = {one.id: one.title for one in (*knowledge.criteria, *knowledge.further_criteria)}
    rows = [
        Row(f"criterion:{key}", (key, t(titles.get(key, message("criterion"))), _status(old), _status(new)))
        for key, old, new in found.criteria
    ]
    yes = t(message("found"))
    for place, ids in enumerate((found.gone, found.new)):
        known = {one.id: one for one in both[place].checked.findings}
        for key in ids:
            ends = (yes, MISSING) if place == 0 else (MISSING, yes)
            if key in known:
                rows.append(Row(f"finding:{key}", (known[key].rule, t(known[key].message), *ends)))
    return rows


def headline(found: Comparison, names: Pair, year: int) -> str:
    """Say in a sentence what the second does otherwise."""
    if found.is_same:
        return t(message("Nothing differs between the two."))
    first, second = found.estimates
    old, new = (at(one.total, one.years, year) for one in found.estimates)
    differ = (
        (plural("{count} input", "{count} inputs", len(found.inputs)), len(found.inputs)),
        (plural("{count} criterion", "{count} criteria", len(found.criteria)), len(found.criteria)),
        (
            plural("{count} finding", "{count} findings", len(found.gone) + len(found.new)),
            len(found.gone) + len(found.new),
        ),
    )
    parts = [t(one) for one, count in differ if count]
    counts = say().join(parts)
    if old is None or new is None or not comparable(found):
        return t(
            message("Different: {counts}. The money of the two cannot be set side by side.", counts=counts)
        )
    if first.is_floor(year) or second.is_floor(year):
        return t(
            message(
                "Different: {counts}. How far the costs of {year} are apart is not known: not every measure is costed.",
                counts=counts,
                year=str(year),
            )
        )
    money = say().money(abs(new - old), first.currency)
    shares = [at(one.share_of_gdp, one.years, year) for one in (first, second)]
    what = (
        message("“{second}” costs {money} more than “{first}” in {year}", second=names[1], first=names[0], money=money, year=str(year))
        if new > old
        else message("“{second}” costs {money} less than “{first}” in {year}", second=names[1], first=names[0], money=money, year=str(year))
        if new < old
        else message("Both cost the same in {year}", year=str(year))
    )  # fmt: skip
    of_gdp = (
        t(message(": {new} of GDP instead of {old}", new=say().share(shares[1], 2), old=say().share(shares[0], 2)))
        if all(shares) and new != old
        else ""
    )  # fmt: skip
    return t(message("{what}{shares}. Different: {counts}.", what=what, shares=of_gdp, counts=counts))


def waterfall(found: Comparison, names: Pair, year: int) -> tuple[list[Bar], Behind]:
    """Give the steps from the first's cost to the second's, the largest first, and the table behind them."""
    first = found.estimates[0]
    title = t(
        message("From “{first}” to “{second}”, {year}", first=names[0], second=names[1], year=str(year))
    )
    old, new = (at(one.total, one.years, year) for one in found.estimates)
    if old is None or new is None or not comparable(found):
        return [], Behind(title, "", (), ())
    scale, name = scale_of((old, new))
    unit = t(message("{scale} {currency}", scale=name, currency=first.currency))
    moves = [(move.id, move.title, move.change) for move in found.moves(year)]
    if len(moves) > STEPS:
        rest = moves[STEPS - 1 :]
        others = t(plural("{count} other measure", "{count} other measures", len(rest)))
        moves = [*moves[: STEPS - 1], ("", others, sum(change for _, _, change in rest))]
    decimals = 2 if not moves or max(abs(change) for _, _, change in moves) >= 0.1 * scale else 3
    bars = [
        Bar("", names[0], (Part(old, old, POINT),), figure(old / scale, decimals), bold=True, linked=True)
    ]
    rows = [_step("first", names[0], math.nan, old, scale, decimals)]
    level = old
    for key, label, change in moves:
        part = Part(level, level + change, SOLID if change > 0 else HATCHED)
        level += change
        bars.append(Bar(f"measure:{key}" if key else "", label, (part,), signed(change / scale, decimals), linked=True))  # fmt: skip
        rows.append(_step(key, label, change, level, scale, decimals))
    bars.append(Bar("", names[1], (Part(new, new, POINT),), figure(new / scale, decimals), bold=True))
    rows.append(_step("second", names[1], math.nan, new, scale, decimals))
    heads = (message("Change"), message("Total so far"))
    columns = (Column(t(message("Measure"))), *(Column(t(head), number=True) for head in heads))
    note = t(message("A full bar costs more, a hatched one less. The scale does not begin at nought."))
    return bars, Behind(title, unit, columns, tuple(rows), note)


def signed(value: float, decimals: int) -> str:
    """Write a change with its sign; a dash where it is not known."""
    if not math.isfinite(value):
        return MISSING
    text = say().number(abs(value), decimals)
    if not any(digit in text for digit in "123456789"):
        return text
    return f"\u200e{'+' if value > 0 else MINUS}{text}"


def _step(key: str, name: str, change: float, level: float, scale: float, decimals: int) -> Row:
    numbers = (change / scale, level / scale)
    texts = (name, signed(numbers[0], decimals), figure(numbers[1], decimals))
    return Row(key or "rest", texts, sort=(name, *numbers), bold=math.isnan(change))


def _known(value: float | None, unit: float) -> float:
    return math.nan if value is None else value / unit


def _thousands(least: float | None, most: float | None) -> str:
    low, high = (_known(value, 1e3) for value in (least, most))
    texts = figure(low, 0), figure(high, 0)
    if texts[1] == MISSING and texts[0] != MISSING:
        return t(message("at least {people}", people=texts[0]))
    return texts[0] if texts[0] == texts[1] else f"{texts[0]}–{texts[1]}"


def _status(value: str) -> str:
    return word(CriterionStatus(value)) if value else MISSING
