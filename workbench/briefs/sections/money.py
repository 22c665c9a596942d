"""What it costs, by year, and who pays."""

from __future__ import annotations

import math
from collections.abc import Sequence

from workbench.briefs import notes, words
from workbench.briefs.blocks import (
    Block,
    Column,
    CostChart,
    Heading,
    Paragraph,
    Row,
    Run,
    Table,
    Together,
    rich,
)
from workbench.briefs.chart_model import Band, ChartModel, largest
from workbench.briefs.source import BriefInput
from workbench.errors import message
from workbench.i18n import Translator, ranges

NEAR_YEARS = 4
"""Years with a column of their own in the fiscal table; the later ones are one average."""


def chart(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Draw the cost by sector with its financing."""
    model = cost_model(source, t)
    heading = Heading(t(message("What it costs, by year")))
    if model is None:
        said = t(message("No new or reformed measure is costed yet, so there is nothing to draw."))
        return (heading, Paragraph(rich(said)))
    caption = t(
        message(
            "Cost by sector and financing, {unit}, {years}; sector figures for {year}. Possible financing is not "
            "counted.",
            unit=model.unit,
            years=words.span(model.years),
            year=str(model.years[model.key]),
        )
    )
    cited = (notes.costing(source, t), notes.financing(source, t))
    return (
        Together(
            (
                heading,
                Paragraph(rich(_course(source, t))),
                CostChart(model),
                Paragraph((Run(caption, notes=cited),), "small"),
            )
        ),
    )


def cost_model(source: BriefInput, t: Translator) -> ChartModel | None:
    """Give the chart's numbers over the years known: shares of GDP, or money where GDP is not known."""
    estimate, known = source.estimate, source.known
    if source.key is None or not known or not any(estimate.total[:known]):
        return None
    key = min(source.key, known - 1)
    year = str(estimate.years[key])
    in_shares = len(estimate.gdp) == len(estimate.total) and all(
        value and math.isfinite(value) for value in estimate.gdp[:known]
    )
    scale = words.scale_of(estimate)

    def row(values: Sequence[float]) -> tuple[float, ...]:
        if in_shares:
            return tuple(value * 100 for value in source.shares(tuple(values))[:known])
        return tuple(value / scale.factor for value in values[:known])

    def figure(value: float) -> str:
        return t.number(value, 1 if in_shares else 0)

    def said(value: float) -> str:
        return t.share(value / 100) if in_shares else t.money(value * scale.factor, "")

    sums: dict[str, list[float]] = {}
    for line in estimate.measures:
        held = sums.setdefault(line.sector, [0.0] * len(line.cost))
        for index, value in enumerate(line.cost):
            held[index] += value if math.isfinite(value) else 0.0
    shown, rest = largest([(sector, tuple(values)) for sector, values in sums.items()], key)
    bands = [
        Band(words.sector_title(source, t, sector), row(values), figure(row(values)[key]))
        for sector, values in shown
        if any(values)
    ]
    if rest:
        joined = row([sum(column) for column in zip(*(values for _, values in rest), strict=True)])
        label = t(message("Other, {sectors}", sectors=words.sectors(t, len(rest))))
        bands.append(Band(label, joined, figure(joined[key])))
    covered = _covered(source)
    money = row(covered) if any(covered) else ()
    replaced = any(total - net > 0.5 for total, net in zip(estimate.total, estimate.net, strict=False))
    gap = row(estimate.gap)[key]
    said_money = said(money[key]) if money else ""
    return ChartModel(
        unit=t(message("% of GDP")) if in_shares else words.unit_of_money(source, t),
        years=estimate.years[:known],
        bands=tuple(bands),
        money=money,
        key=key,
        gap=gap if math.isfinite(gap) and gap > 0 and money else 0.0,
        cost_label=t(message("Cost {value}", value=said(row(estimate.total)[key]))),
        gap_label=t(message("Gap {value} in {year}", value=said(gap), year=year)),
        money_label=t(
            message("Financing, with spending replaced: {value} in {year}", value=said_money, year=year)
            if replaced
            else message("Financing, confirmed and planned: {value} in {year}", value=said_money, year=year)
        ),
    )


def _covered(source: BriefInput) -> list[float]:
    """Give what stands against the gross cost: money less debt service, and spending replaced or taxed back."""
    estimate = source.estimate
    service = _debt_service(source)
    return [
        money - debt + (total - net)
        for money, debt, total, net in zip(
            estimate.financing, service, estimate.total, estimate.net, strict=False
        )
    ]


def _debt_service(source: BriefInput) -> list[float]:
    """Give interest and repayment together, by year."""
    estimate = source.estimate
    return [paid + back for paid, back in zip(estimate.interest, estimate.repayment, strict=True)]


def _course(source: BriefInput, t: Translator) -> str:
    """Say in two sentences how cost and gap run over the years known."""
    estimate, known = source.estimate, source.known
    first, last = str(estimate.years[0]), str(estimate.years[known - 1])
    shares = estimate.share_of_gdp[:known]
    said = []
    if len(shares) == known and all(math.isfinite(value) for value in shares):
        said.append(_shares_course(t, shares, estimate.years))
    else:
        amounts = [t.money(value, source.money) for value in (estimate.total[0], estimate.total[known - 1])]
        course = message("Cost goes from {start} in {first} to {end} in {last}.")
        if first == last:
            course = message("Cost is {start} in {first}.")
        said.append(t(message(course.template, start=amounts[0], end=amounts[1], first=first, last=last)))
    if known < len(estimate.years):
        said.append(t(message("Later years are not known: the imported tables end before them.")))
    said.append(_gap_course(source, t))
    if estimate.envelope and len(estimate.envelope) == len(estimate.total):
        over = [
            year
            for year, cost, most in zip(estimate.years, estimate.total, estimate.envelope, strict=True)
            if cost > most
        ]
        if over:
            said.append(t(message("Cost exceeds the ceiling in {years}.", years=ranges(over))))
    return " ".join(said)


def _shares_course(t: Translator, shares: tuple[float, ...], years: tuple[int, ...]) -> str:
    peak = max(shares)
    values = {
        "start": t.share(shares[0]),
        "first": str(years[0]),
        "peak": t.share(peak),
        "top": str(years[shares.index(peak)]),
        "end": t.share(shares[-1]),
        "last": str(years[len(shares) - 1]),
    }
    if len(shares) == 1:
        course = message("Cost is {start} of GDP in {first}.")
    elif values["start"] == values["end"] == values["peak"]:
        course = message("Cost stays at {start} of GDP from {first} to {last}.")
    elif values["top"] == values["first"]:
        course = message("Cost falls from {start} of GDP in {first} to {end} in {last}.")
    elif values["peak"] == values["end"]:
        course = message("Cost rises from {start} of GDP in {first} to {end} in {last}.")
    else:
        course = message(
            "Cost rises from {start} of GDP in {first} to {peak} in {top}, and is {end} in {last}."
        )
    return t(message(course.template, **values))


def _gap_course(source: BriefInput, t: Translator) -> str:
    estimate = source.estimate
    short = [year for year, gap in zip(estimate.years, estimate.gap, strict=True) if gap > 0]
    if not any(estimate.financing):
        return t(message("No confirmed or planned money is entered."))
    if not short:
        if source.known < len(estimate.years):
            return t(message("Confirmed and planned money covers every year known."))
        return t(message("Confirmed and planned money covers every year."))
    peak = max(gap for gap in estimate.gap if math.isfinite(gap))
    values = {
        "years": ranges(short),
        "amount": t.money(peak, source.money),
        "year": str(estimate.years[estimate.gap.index(peak)]),
    }
    if len(short) == len(estimate.years):
        return t(message("Money falls short in every year, most in {year} (by {amount}).", **values))
    return t(message("Money falls short in {years}, most in {year} (by {amount}).", **values))


def fiscal_table(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Give the fiscal table: the near years one by one, the outyears as an average."""
    estimate = source.estimate
    if not estimate.years or not (any(estimate.total) or any(estimate.financing)):
        return ()
    near = list(range(min(NEAR_YEARS, len(estimate.years))))
    if source.key is not None and source.key not in near:
        near.append(source.key)
    far = list(range(NEAR_YEARS, len(estimate.years)))
    scale = words.scale_of(estimate)

    def amounts(row: Sequence[float]) -> list[float]:
        picked = [row[index] for index in near]
        return picked + ([sum(row[index] for index in far) / len(far)] if far else [])

    def money(
        label: str, row: Sequence[float], *, role: str = "plain", block: bool = False, muted: bool = False
    ) -> Row:
        strong = role == "strong"
        cells = [rich(label, strong=strong, muted=muted)]
        cells += [rich(scale.text(t, value), strong=strong, muted=muted) for value in amounts(row)]
        return Row(tuple(cells), "plain", block)

    def share(row: Sequence[float]) -> list[Row]:
        """Print shares of GDP; over the later years both averages, each with its name where they differ."""
        shown = [t.number(row[at] / gdp * 100 if (gdp := estimate.gdp[at]) else None, 1) for at in near]
        if not far:
            return [_muted(t(message("% of GDP")), shown)]
        average = estimate.average(tuple(row), [estimate.years[at] for at in far])
        weighted = t.number(average.weighted * 100 if average else None, 1)
        simple = t.number(average.simple * 100 if average else None, 1)
        if weighted == simple:
            return [_muted(t(message("% of GDP, both averages")), [*shown, simple])]
        return [
            _muted(t(message("% of GDP, weighted average")), [*shown, weighted]),
            _muted(t(message("% of GDP, simple average")), ["" for _ in near] + [simple]),
        ]

    capital = estimate.capital or tuple(0.0 for _ in estimate.total)
    operating = [total - part for total, part in zip(estimate.total, capital, strict=True)]
    replaced = [total - net for total, net in zip(estimate.total, estimate.net, strict=True)]
    certainty = dict(estimate.by_certainty)
    nothing = tuple(0.0 for _ in estimate.total)
    rows = [
        money(t(message("Operating")), operating),
        money(t(message("Capital")), capital),
        money(t(message("Cost")), estimate.total, role="strong", block=True),
    ]
    has_gdp = len(estimate.gdp) == len(estimate.total)
    if has_gdp:
        rows += share(estimate.total)
    rows.append(money(t(message("Financing, confirmed")), certainty.get("confirmed") or nothing, block=True))
    rows.append(money(t(message("Financing, planned")), certainty.get("planned") or nothing))
    if any(abs(value) > 0.5 for value in replaced):
        rows.append(money(t(message("Existing spending replaced")), replaced))
    if any(_debt_service(source)):
        rows.append(money(t(message("Debt service")), _debt_service(source)))
    rows.append(money(t(message("Not financed (gap)")), estimate.gap, role="strong", block=True))
    if has_gdp:
        rows += share(estimate.gap)
    rows.append(
        money(
            t(message("Possible, not counted")), certainty.get("possible") or nothing, block=True, muted=True
        )
    )
    heads = [Column(str(estimate.years[index]), 21 if len(near) < 5 else 18, right=True) for index in near]
    if far:
        years = [estimate.years[index] for index in far]
        heads.append(
            Column(t(message("{years}, simple average", years=words.span(years, short=True))), 40, right=True)
        )
    first = Column(words.capital(words.unit_of_money(source, t)), 170 - sum(head.width for head in heads))
    tinted = near.index(source.key) + 1 if source.key is not None else None
    title = message("Fiscal table, {words} years and outyears", words=words.count(t, len(near)))
    return (
        Together(
            (
                Heading(t(title if far else message("Fiscal table"))),
                Table((first, *heads), tuple(rows), lined=False, tinted=tinted),
            )
        ),
    )


def _muted(label: str, cells: Sequence[str]) -> Row:
    return Row((rich(label, muted=True), *(rich(cell, muted=True) for cell in cells)))
