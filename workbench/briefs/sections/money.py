"""What it costs, by year, and who pays."""

from __future__ import annotations

import dataclasses
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
from workbench.briefs.sections.opening import financed_years
from workbench.briefs.source import BriefInput
from workbench.errors import Message, message
from workbench.i18n import MISSING, Translator, ranges

LEAST_YEARS = 2
"""Years of which a course can be drawn."""
NEAR_YEARS = 4
"""Years with a column of their own in the fiscal table; the later ones are one average."""


def chart(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Draw the cost by sector with its financing."""
    model = cost_model(source, t)
    heading = Heading(t(message("What it costs, by year")))
    if model is None:
        said = message("No new or reformed measure is costed yet, so there is nothing to draw.")
        if source.known and source.estimate.measures:
            years = source.estimate.known_years
            known = message("The cost is known for {years} only, which makes no picture of it.")
            least = message("The least it costs is known for {years} only, which makes no picture of it.")
            said = dataclasses.replace(
                least if any(map(source.estimate.is_floor, years)) else known,
                values=(("years", ranges(years)),),
            )
        elif source.estimate.lacks:
            said = message("The cost is not known in any year, so there is nothing to draw.")
        return (heading, Paragraph(rich(" ".join([t(said), *_ceiling(source, t)]))))
    caption = t(
        message(
            "Cost by sector and financing, {unit}, {years}; sector figures for {year}. Possible financing is not counted{least}.",
            unit=model.unit,
            years=words.span(model.years),
            year=str(model.years[model.key]),
            least=message("; what no measure has stated is not in it")
            if source.estimate.floor is not None
            else "",
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
    estimate, run = source.estimate, source.run
    total = [estimate.total[place] for place in run]
    if source.key is None or len(run) < LEAST_YEARS or not any(total):
        return None
    key = min(range(len(run)), key=lambda place: abs(run[place] - (source.key or 0)))
    place = run[key]
    year = str(estimate.years[place])
    floor = estimate.is_floor(estimate.years[place])
    in_shares = len(estimate.gdp) == len(estimate.total) and all(
        estimate.gdp[one] and math.isfinite(estimate.gdp[one]) for one in run
    )
    scale = words.scale_of(estimate)

    def row(values: Sequence[float]) -> tuple[float, ...]:
        if in_shares:
            shares = source.shares(tuple(values))
            return tuple(shares[one] * 100 for one in run)
        return tuple(values[one] / scale.factor for one in run)

    def figure(value: float) -> str:
        return t.number(value, 1 if in_shares else 0)

    def said(value: float) -> str:
        return t.share(value / 100) if in_shares else t.money(value * scale.factor, "")

    open_years = {sector: unknown for sector, _, unknown in estimate.sectors}
    shown, rest = largest([(sector, values) for sector, values, _ in estimate.sectors], place)
    bands = [
        Band(
            words.sector_title(source, t, sector),
            row(values),
            words.bound(t, figure(row(values)[key]), int(year) in open_years[sector]),
        )
        for sector, values in shown
        if any(value for value in row(values) if math.isfinite(value))
    ]
    if rest:
        joined = row(
            [math.fsum(filter(math.isfinite, column)) for column in zip(*(v for _, v in rest), strict=True)]
        )
        label = t(message("Other, {sectors}", sectors=words.sectors(t, len(rest))))
        partly = any(int(year) in open_years[sector] for sector, _ in rest)
        bands.append(Band(label, joined, words.bound(t, figure(joined[key]), partly)))
    covered = _covered(source)
    money = row(covered) if any(covered) and all(map(math.isfinite, row(covered))) else ()
    replaced = any(total - net > 0.5 for total, net in zip(estimate.total, estimate.net, strict=False))
    gap = row(estimate.gap)[key]
    said_money = said(money[key]) if money else ""
    return ChartModel(
        unit=t(message("% of GDP")) if in_shares else words.unit_of_money(source, t),
        years=tuple(estimate.years[one] for one in run),
        bands=tuple(bands),
        money=money,
        key=key,
        gap=gap if math.isfinite(gap) and gap > 0 and money else 0.0,
        cost_label=t(message("Cost {value}", value=words.bound(t, said(row(estimate.total)[key]), floor))),
        gap_label=t(message("Gap {value} in {year}", value=words.bound(t, said(gap), floor), year=year)),
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
    """Say in a few sentences how cost and gap run over the years known, and which are not."""
    estimate, run = source.estimate, source.run
    first, last = str(estimate.years[run[0]]), str(estimate.years[run[-1]])
    shares = tuple(estimate.share_of_gdp[place] for place in run) if estimate.share_of_gdp else ()
    said = []
    if shares and all(math.isfinite(value) for value in shares):
        said.append(_shares_course(t, shares, tuple(estimate.years[place] for place in run)))
    else:
        start, end = (t.money(estimate.total[place], source.money) for place in (run[0], run[-1]))
        course = message(
            "Cost goes from {start} in {first} to {end} in {last}.",
            start=start,
            end=end,
            first=first,
            last=last,
        )
        said.append(t(course))
    least = tuple(year for year in estimate.years if estimate.is_floor(year))
    if least:
        said.append(t(message("In {years} that is the least it costs.", years=ranges(least))))
    unknown = tuple(year for year in estimate.years if year not in estimate.known_years)
    if unknown:
        said.append(
            t(
                message(
                    "The cost of {years} is not known: the imported tables lack values for them.",
                    years=ranges(unknown),
                )
            )
        )
    said.append(_gap_course(source, t))
    said += _ceiling(source, t)
    return " ".join(said)


def _ceiling(source: BriefInput, t: Translator) -> list[str]:
    """Say how the cost stands against the ceiling, and over which years that is known."""
    estimate = source.estimate
    most = source.share(estimate.envelope) if estimate.envelope else None
    amount = t.money(source.at_key(estimate.envelope), source.money) if estimate.envelope else ""
    if not estimate.envelope or source.at_key(estimate.envelope) is None:
        return []
    over, within = estimate.above_envelope, estimate.within_envelope
    values = {
        "ceiling": amount if most is None else t(message("{share} of GDP", share=t.share(most))),
        "year": source.key_year,
        "over": ranges(over),
        "within": ranges(within),
    }
    if over:
        said = message("Cost exceeds the ceiling ({ceiling} in {year}) in {over}.", **values)
    elif len(within) == len(estimate.years):
        said = message("Cost stays within the ceiling ({ceiling} in {year}) in every year.", **values)
    elif within:
        said = message(
            "Cost stays within the ceiling ({ceiling} in {year}) in {within}; for the other years that is not known.",
            **values,
        )
    else:
        said = message(
            "Whether cost stays within the ceiling ({ceiling} in {year}) is not known in any year.", **values
        )
    return [t(said)]


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
        course = message("Cost is {start} of GDP in {first}.", **values)
    elif values["start"] == values["end"] == values["peak"]:
        course = message("Cost stays at {start} of GDP from {first} to {last}.", **values)
    elif values["top"] == values["first"]:
        course = message("Cost falls from {start} of GDP in {first} to {end} in {last}.", **values)
    elif values["peak"] == values["end"]:
        course = message("Cost rises from {start} of GDP in {first} to {end} in {last}.", **values)
    else:
        course = message(
            "Cost rises from {start} of GDP in {first} to {peak} in {top}, and is {end} in {last}.", **values
        )
    return t(course)


def _gap_course(source: BriefInput, t: Translator) -> str:
    estimate = source.estimate
    short = [year for year, gap in zip(estimate.years, estimate.gap, strict=True) if gap > 0]
    if not any(estimate.financing):
        return t(message("No confirmed or planned money is entered."))
    financed = financed_years(source)
    if not short and not financed:
        return t(message("Whether confirmed and planned money covers it is not known."))
    if not short and len(financed) < len(estimate.years):
        return t(
            message(
                "Confirmed and planned money covers {years}; of the other years that is not known.",
                years=ranges(financed),
            )
        )
    if not short:
        return t(message("Confirmed and planned money covers every year."))
    peak = max(gap for gap in estimate.gap if math.isfinite(gap))
    values = {
        "years": ranges(short),
        "amount": t.money(peak, source.money),
        "year": str(estimate.years[estimate.gap.index(peak)]),
    }
    if any(estimate.is_floor(year) for year in short) or len(short) + len(financed) < len(estimate.years):
        return t(message("Money falls short in {years}, by at least {amount} in {year}.", **values))
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
    far = [place for place in source.known if place >= NEAR_YEARS]
    if set(far) <= set(near):
        far = []
    scale = words.scale_of(estimate)
    least = [estimate.is_floor(estimate.years[index]) for index in near]
    least += [any(estimate.is_floor(estimate.years[index]) for index in far)] if far else []

    def amounts(row: Sequence[float]) -> list[float]:
        picked = [row[index] for index in near]
        return picked + ([sum(row[index] for index in far) / len(far)] if far else [])

    def known(text: str, value: float | None, lower: bool) -> str:
        """Mark the least a figure comes to; of a sum with unknown parts, nothing is not known to be nothing."""
        return MISSING if lower and not value else words.bound(t, text, lower)

    def money(
        label: str,
        row: Sequence[float],
        *,
        role: str = "plain",
        block: bool = False,
        muted: bool = False,
        floor: bool = False,
    ) -> Row:
        strong = role == "strong"
        cells = [rich(label, strong=strong, muted=muted)]
        cells += [
            rich(known(scale.text(t, value), value, lower), strong=strong, muted=muted)
            for value, lower in zip(amounts(row), least if floor else (False,) * len(least), strict=True)
        ]
        return Row(tuple(cells), "plain", block)

    def share(row: Sequence[float]) -> list[Row]:
        """Print shares of GDP; over the later years both averages, each with its name where they differ."""
        shown = [
            known(t.number(of_gdp(row, at), 1), of_gdp(row, at), lower)
            for at, lower in zip(near, least, strict=False)
        ]
        if not far:
            return [_muted(t(message("% of GDP")), shown)]
        average = estimate.average(tuple(row), [estimate.years[at] for at in far])
        weighted = t.number(average.weighted * 100 if average else None, 1)
        simple = t.number(average.simple * 100 if average else None, 1)
        if average is not None and len(average.years) < len(far):
            weighted = simple = MISSING
        last = [words.bound(t, text, least[-1]) for text in (weighted, simple)]
        if len(far) == 1:
            return [_muted(t(message("% of GDP")), [*shown, last[1]])]
        if weighted == simple:
            return [_muted(t(message("% of GDP, both averages")), [*shown, last[1]])]
        return [
            _muted(t(message("% of GDP, weighted average")), [*shown, last[0]]),
            _muted(t(message("% of GDP, simple average")), ["" for _ in near] + [last[1]]),
        ]

    def of_gdp(row: Sequence[float], at: int) -> float | None:
        gdp = estimate.gdp[at]
        return row[at] / gdp * 100 if gdp and math.isfinite(row[at] / gdp) else None

    capital = estimate.capital or tuple(0.0 for _ in estimate.total)
    operating = [
        total - (part if math.isfinite(part) else 0.0)
        for total, part in zip(estimate.total, capital, strict=True)
    ]
    replaced = [total - net for total, net in zip(estimate.total, estimate.net, strict=True)]
    certainty = dict(estimate.by_certainty)
    nothing = tuple(0.0 for _ in estimate.total)
    rows = [
        money(t(message("Operating")), operating, floor=True),
        money(t(message("Capital")), capital, floor=True),
        money(t(message("Cost")), estimate.total, role="strong", block=True, floor=True),
    ]
    has_gdp = len(estimate.gdp) == len(estimate.total)
    if has_gdp:
        rows += share(estimate.total)
    if estimate.envelope:
        rows.append(money(t(message("Ceiling")), estimate.envelope))
    rows.append(money(t(message("Financing, confirmed")), certainty.get("confirmed") or nothing, block=True))
    rows.append(money(t(message("Financing, planned")), certainty.get("planned") or nothing))
    if any(abs(value) > 0.5 for value in replaced):
        rows.append(money(t(message("Existing spending replaced")), replaced))
    if any(_debt_service(source)):
        rows.append(money(t(message("Debt service")), _debt_service(source)))
    rows.append(money(t(message("Not financed (gap)")), estimate.gap, role="strong", block=True, floor=True))
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
        heads.append(Column(t(_average_head(years)), 40, right=True))
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


def _average_head(years: Sequence[int]) -> Message:
    """Name the years of an average: those in a row as a span, others one by one."""
    if len(years) == 1:
        return message("{year}", year=str(years[0]))
    whole = list(range(years[0], years[-1] + 1)) == list(years)
    named = words.span(years, short=True) if whole else ranges(years)
    return message("{years}, simple average", years=named)


def _muted(label: str, cells: Sequence[str]) -> Row:
    return Row((rich(label, muted=True), *(rich(cell, muted=True) for cell in cells)))
