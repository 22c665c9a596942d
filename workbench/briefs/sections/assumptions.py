"""Annex B: what the figures assume, where each value comes from, and how far the cost moves with it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

from workbench.briefs import notes, words
from workbench.briefs.blocks import Block, Column, Heading, Paragraph, Row, Run, Table, rich
from workbench.briefs.source import BriefInput
from workbench.errors import Message, message
from workbench.i18n import MISSING, Translator, ranges
from workbench.model.currencies import currencies_of, rated
from workbench.model.demography import Population
from workbench.model.measure import Measure
from workbench.model.package import Assumption
from workbench.model.paths import Path
from workbench.model.table import Series
from workbench.model.table import Table as Imported
from workbench.model.words import CostModel, Indexation, LevelBasis, Sex

_PAYING = frozenset({CostModel.TRANSFER, CostModel.BASIC_INCOME, CostModel.MEANS_TESTED})

_BASES = {
    LevelBasis.POVERTY_LINE: message("{share} of the poverty line"),
    LevelBasis.GDP_PER_HEAD: message("{share} of GDP per head"),
    LevelBasis.MINIMUM_WAGE: message("{share} of the minimum wage"),
    LevelBasis.AVERAGE_WAGE: message("{share} of the average wage"),
}

_INDEXED = {
    Indexation.NONE: message("not indexed"),
    Indexation.PRICES: message("indexed to prices"),
    Indexation.WAGES: message("indexed to wages"),
    Indexation.GDP_PER_HEAD: message("indexed to GDP per head"),
}


def assumptions(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """List the assumptions and the readings of ambiguous terms."""
    rows = [
        *_growth(source, t),
        *_population(source, t),
        *_levels_of(source, t, "poverty-line", message("Poverty line")),
        *_levels_of(source, t, "average-wage", message("Average wage"), always=False),
        *_levels_of(source, t, "minimum-wage", message("Minimum wage"), always=False),
        *(_set_by_hand(source, t, item) for item in source.package.assumptions),
        *(_benefit(source, t, item) for item in source.proposed if item.cost.model in _PAYING),
        *_administration(source, t),
    ]
    moved = dict(source.sensitivities)
    head = t(message("If 10 % higher, change in cost {year}, % of GDP", year=source.key_year))
    columns = [
        Column(t(message("Assumption")), 37),
        Column(t(message("Value")), 45),
        Column(t(message("Source")), 64),
    ]
    columns = (
        [*columns, Column(head, 24, right=True)] if moved else [*columns[:2], Column(columns[2].head, 88)]
    )
    printed = []
    for name, value, origin, key in rows:
        cells = [rich(name, strong=True), rich(value), rich(origin)]
        if moved:
            cells.append(rich(_change(t, moved.get(key))))
        printed.append(Row(tuple(cells)))
    table: tuple[Block, ...] = (Table(tuple(columns), tuple(printed), size="annex"),)
    if not printed:
        table = (Paragraph(rich(t(message("No table is imported and no assumption is set yet.")))),)
    return (
        Heading(t(message("Annex B. Assumptions")), annex=True),
        *table,
        *_readings(source, t),
    )


def _change(t: Translator, value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return MISSING
    text = t.number(value * 100, 2)
    return f"+{text}" if value > 0 else text


def _readings(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    runs = [Run(t(message("How terms left open by the source are read. ")), strong=True)]
    terms = notes.terms(source, t)
    for index, (term, meaning) in enumerate(terms):
        end = "." if index == len(terms) - 1 else "; "
        cited = (notes.readings(source, t),) if index == len(terms) - 1 else ()
        runs += [Run(f"{term}: "), Run(f"{meaning}{end}", notes=cited)]
    return (Paragraph(tuple(runs), "item"),)


_RowText = tuple[str, str, str, str]


def _find(source: BriefInput, key: str) -> tuple[Imported, Series] | None:
    for table in reversed(source.package.tables):
        series = table.find(key)
        if series is not None:
            return table, series
    return None


def _cells(source: BriefInput, table: Imported, series: Series) -> str:
    """Write where a series stands, over the costed years."""
    inside = [
        cell for year, cell in zip(series.years, series.cells, strict=False) if year in source.package.years
    ]
    cells = inside or list(series.cells)
    if not cells:
        return notes.place(table)
    return notes.place(table, cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}")


def _growth(source: BriefInput, t: Translator) -> list[_RowText]:
    found = _find(source, "gdp-real-growth")
    if found is None or source.package.assumption("gdp-real-growth") is not None:
        return []
    table, series = found
    known = {year: value for year in source.package.years if (value := series.at(year)) is not None}
    values = tuple(known.values())
    if not values:
        return []
    low, high = t.number(min(values) * 100, 1), t.share(max(values))
    shown = high if t.share(min(values)) == high else f"{low}–{high}"
    said = t(message("{share} a year, {years}", share=shown, years=ranges(known)))
    return [(t(message("Real growth of GDP")), said, _cells(source, table, series), "series:gdp-real-growth")]


def _population(source: BriefInput, t: Translator) -> list[_RowText]:
    table = source.package.table("population")
    people = Population(source.package.tables)
    year = source.package.key_year
    total, old = people.persons(year), people.persons(year, 65, 120, Sex.BOTH)
    if table is None or total is None:
        return []
    said = words.people(t, total)
    if old is not None:
        said = t(message("{total}; 65 and over {old}", total=said, old=words.people(t, old)))
    name = t(message("Population, {year}", year=str(year)))
    return [(name, said, notes.places(source, "population"), "series:population")]


def _levels_of(
    source: BriefInput, t: Translator, key: str, label: Message, *, always: bool = True
) -> list[_RowText]:
    found = _find(source, key) if always or f"series:{key}" in dict(source.sensitivities) else None
    if found is None or source.package.assumption(key) is not None:
        return []
    table, series = found
    year = source.package.key_year
    value = series.at(year)
    if value is None:
        return []
    stated = currencies_of(table, series, source.package.currency)
    said = t(
        message(
            "{label}: {value} {currency}",
            label=series.label,
            value=t.number(value, 0 if value >= 100 else 2),
            currency=source.money if stated in ((source.package.currency,), ()) else " / ".join(stated),
        )
    )
    place = notes.place(table, series.cell_at(year))
    return [(t(message("{label}, {year}", label=label, year=str(year))), said, place, f"series:{key}")]


def _set_by_hand(source: BriefInput, t: Translator, item: Assumption) -> _RowText:
    def shown(value: float) -> str:
        if item.is_share:
            return t.share(value)
        text = t.number(value, 0 if abs(value) >= 100 else 2)
        return f"{text} {source.money}" if item.counted_in == "money" and source.money else text

    said = _path(t, item.value, shown)
    if item.low is not None and item.high is not None:
        said = t(
            message(
                "{value} (between {low} and {high})",
                value=said,
                low=shown(item.low),
                high=shown(item.high),
            )
        )
    by = t(message("set by {who}", who=item.by)) if item.by else t(message("set by the planner"))
    origin = f"{item.why.rstrip('.')}; {by}" if item.why else words.capital(by)
    name = item.label or item.id
    if not item.label and (currency := rated(item.id)):
        own = source.package.currency
        name = t(message("Exchange rate, {own} for one {currency}", own=own, currency=currency))
    key = "administration" if item.id.startswith("admin") else f"series:{item.id}"
    return name, said, origin, key


def _path(t: Translator, path: Path, shown: Callable[[float], str]) -> str:
    if path.is_constant:
        return shown(path.points[0][1])
    if not path.points:
        return MISSING
    ends = [(year, value) for year, value in path.points]
    (first, start), (last, end) = ends[0], ends[-1]
    if first == last or start == end:
        return shown(start)
    return t(
        message(
            "{start} in {first}, {end} from {last}",
            start=shown(start),
            first=str(first),
            end=shown(end),
            last=str(last),
        )
    )


def _benefit(source: BriefInput, t: Translator, measure: Measure) -> _RowText:
    cost = measure.cost
    level = cost.level.at(source.package.key_year)
    line = source.estimate.line(measure.id)
    paid = source.at_key(line.benefit) if line is not None else None
    if cost.level_basis is LevelBasis.MONEY:
        foreign = cost.currency if cost.currency != source.package.currency else ""
        said = t(
            message(
                "{amount} {currency} a payment, {indexed}",
                amount=t.number(level, 0 if level >= 100 else 2),
                currency=foreign or source.money,
                indexed=_INDEXED[cost.indexation],
            )
        )
    else:
        said = t(dataclasses.replace(_BASES[cost.level_basis], values=(("share", t.share(level, 0)),)))
    if paid is not None and math.isfinite(paid) and cost.level_basis is not LevelBasis.MONEY:
        said = t(
            message(
                "{level}: {amount} {currency} a payment in {year}",
                level=said,
                amount=t.number(paid, 0 if paid >= 100 else 2),
                currency=source.money,
                year=source.key_year,
            )
        )
    vouched = cost.source if "level" not in cost.by_hand else ""
    return measure.title, said, vouched or t(message("set by the planner")), f"measure:{measure.id}"


def _administration(source: BriefInput, t: Translator) -> list[_RowText]:
    """Give the administration the measures' own formulas take."""
    rates = [item.cost.admin_markup for item in source.proposed if item.cost.model in _PAYING]
    if not rates or source.package.assumption("admin-markup") is not None:
        return []
    low, high = t.number(min(rates) * 100, 1), t.share(max(rates))
    shown = high if min(rates) == max(rates) else f"{low}–{high}"
    said = t(message("{share}, a mark-up on transfers", share=shown))
    return [
        (
            t(message("Administration")),
            said,
            t(message("Cost of each measure, set by the planner")),
            "administration",
        )
    ]
