"""The first page above the fold: who writes, what is asked, and the four figures to remember."""

from __future__ import annotations

import dataclasses
import math

from workbench.briefs import notes, words
from workbench.briefs.blocks import Block, KeyFigure, KeyFigures, Paragraph, Rich, Run, Title, rich
from workbench.briefs.source import BriefInput
from workbench.errors import Message, message, plural, verbatim
from workbench.i18n import MISSING, Translator, ranges
from workbench.model.words import CriterionStatus

_NAMED = 3
_MOST_LETTERS = 60
"""The lead names this many measures, the dearest, and none of longer titles."""


def title(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Say who writes, to whom, about what, and which version this is."""
    package = source.package
    count = len({measure.sector for measure in source.proposed})
    subtitle = ""
    if source.proposed and package.groups:
        subtitle = t(
            message(
                "{measures} in {sectors}, for {groups} now taking part on unequal terms",
                measures=words.capital(words.measures(t, len(source.proposed))),
                sectors=words.sectors(t, count),
                groups=words.groups(t, len(package.groups)),
            )
        )
    elif source.proposed:
        subtitle = t(
            message(
                "{measures} in {sectors}; the groups they are for are not named yet",
                measures=words.capital(words.measures(t, len(source.proposed))),
                sectors=words.sectors(t, count),
            )
        )
    else:
        subtitle = t(message("No measure is proposed yet"))
    return (
        Title(
            organisation=package.country or package.organisation,
            unit=" · ".join(
                part
                for part in ((package.organisation if package.country else ""), package.unit_name)
                if part
            ),
            marking=package.marking,
            kind=source.kind,
            title=package.title or t(message("Social integration package")),
            subtitle=subtitle,
            meta=(
                (t(message("Date")), t.date(source.today)),
                (
                    t(message("Version and hash")),
                    t(message("v{number} · {digest}", number=str(source.number), digest=source.digest)),
                ),
                (t(message("For decision at")), package.decision or t(message("not set"))),
                (t(message("Money")), words.money_of(source, t)),
            ),
        ),
    )


def lead(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Say in one paragraph what is asked, what it costs, and what is missing."""
    sentences = [_asked(source, t), *_money(source, t), *_shut_out(source, t)]
    return (Paragraph(rich(" ".join(sentences)), "lead"),)


def _asked(source: BriefInput, t: Translator) -> str:
    body = words.capital(words.deciding(source, t))
    if not source.proposed:
        return t(
            message(
                "The package holds no new or reformed measure yet, so {body} is asked nothing.",
                body=words.deciding(source, t),
            )
        )
    ranked = sorted(
        source.proposed,
        key=lambda measure: (
            -(source.at_key(line.cost) or 0.0 if (line := source.estimate.line(measure.id)) else 0.0)
        ),
    )
    short = [measure for measure in ranked[:_NAMED] if len(measure.title) <= _MOST_LETTERS]
    first = tuple(verbatim(_lower(measure.title)) for measure in short)
    groups = len(source.package.groups)
    values = {"body": body, "measures": words.measures(t, len(source.proposed))}
    if not first:
        values["some"] = ""
    elif len(source.proposed) > len(first):
        values["some"] = t(message(", among them {first},", first=first))
    else:
        values["some"] = t(message(" ({first})", first=first))
    if groups:
        values["groups"] = words.groups(t, groups)
        return t(
            message(
                "{body} is asked to adopt {measures}{some} for {groups} now taking part on unequal terms.",
                **values,
            )
        )
    return t(message("{body} is asked to adopt {measures}{some} for everyone.", **values))


def _lower(name: str) -> str:
    """Write a name inside a sentence, unless it is an abbreviation or a name of two capitals."""
    return name if len(name) > 1 and name[1].isupper() else name[:1].lower() + name[1:]


def _money(source: BriefInput, t: Translator) -> list[str]:
    estimate, year = source.estimate, source.key_year
    if not source.proposed:
        return []
    cost = source.at_key(estimate.total)
    if cost is None and source.key is not None and estimate.total:
        return [
            t(
                message(
                    "Their cost in {year} is not known: the imported tables lack values for it.", year=year
                )
                if source.estimate.measures
                else message("The cost in {year} is not known: no measure is costed yet.", year=year)
            )
        ]
    if not cost:
        return [t(message("They cost nothing in {year}.", year=year))]
    share, financed = source.share(estimate.total), _financed(source, t, source.at_key(estimate.gap))
    if share is None:
        amount = words.least(t, t.money(cost, source.money), source.is_floor)
        costs = message(
            "They cost {amount} in {year} (GDP is not known); {financed}",
            amount=amount,
            year=year,
            financed=financed,
        )
    else:
        part = words.least(t, t.share(share), source.is_floor)
        costs = message(
            "They cost {share} of GDP in {year}; {financed}", share=part, year=year, financed=financed
        )
    said = [t(costs)]
    blank = sum(
        (line := estimate.line(measure.id)) is None or bool(line.unstated) for measure in source.proposed
    )
    if blank:
        said.append(
            t(
                plural(
                    "{words} of them is not costed in full yet.",
                    "{words} of them are not costed in full yet.",
                    blank,
                    words=words.capital(words.count(t, blank)),
                )
            )
        )
    unknown = tuple(year for year in estimate.years if year not in estimate.known_years)
    if unknown:
        said.append(t(message("What they cost in {years} is not known.", years=ranges(unknown))))
    return said


def _financed(source: BriefInput, t: Translator, gap: float | None) -> str:
    estimate = source.estimate

    def part(value: float) -> str:
        gdp = source.at_key(estimate.gdp)
        return t.share(value / gdp) if gdp else t.money(value, source.money)

    net = source.at_key(estimate.net)
    if not any(estimate.financing):
        return t(message("no confirmed or planned money stands against that."))
    if gap is None or net is None:
        return t(message("whether confirmed and planned money covers that is not known."))
    covered = (source.at_key(estimate.total) or 0.0) - gap
    replaced = (source.at_key(estimate.total) or 0.0) - net
    short = [year for year, value in zip(estimate.years, estimate.gap, strict=False) if value > 0]
    if gap > 0:
        money, missing = part(covered), words.least(t, part(gap), source.is_floor)
        return t(
            message(
                "confirmed and planned money and spending replaced cover {money}, and {gap} is not financed.",
                money=money,
                gap=missing,
            )
            if replaced > 0.5
            else message(
                "confirmed and planned money covers {money}, and {gap} is not financed.",
                money=money,
                gap=missing,
            )
        )
    if short:
        return t(
            message(
                "confirmed and planned money covers that, but falls short in {years}.",
                years=ranges(short),
            )
        )
    covered_years = financed_years(source)
    if len(covered_years) < len(estimate.years):
        return t(
            message(
                "confirmed and planned money covers the cost in {years}; for the other years that is not known.",
                years=ranges(covered_years),
            )
        )
    return t(message("confirmed and planned money covers the cost in every year."))


def financed_years(source: BriefInput) -> tuple[int, ...]:
    """Give the years in which money is known to cover all of the cost."""
    estimate = source.estimate
    return tuple(year for year, gap in zip(estimate.years, estimate.gap, strict=True) if gap == 0)


def _shut_out(source: BriefInput, t: Translator) -> list[str]:
    low, high = source.at_key(source.checked.access.at_least), source.at_key(source.checked.access.at_most)
    if not source.package.groups or not source.proposed or source.key is None:
        return []
    if (low is None or low < 0.5) and (unknown := _unmeasured(source)):
        return [
            t(
                message(
                    "How many they leave out is not known: the size or the barriers of {groups} are not stated.",
                    groups=unknown,
                )
            )
        ]
    if low is None:
        return [t(message("How many they leave out in that year is not known."))]
    if high is not None and high < 0.5:
        return [t(message("In that year they reach everyone they are meant for."))]
    said = [
        t(
            message(
                "{people} people still go without something meant for them.",
                people=words.capital(words.people_range(t, low, None if _unmeasured(source) else high)),
            )
        )
    ]
    if unknown := _unmeasured(source):
        said.append(
            t(message("Not counted, since size or barriers are not stated: {groups}.", groups=unknown))
        )
    return said


def _unmeasured(source: BriefInput) -> tuple[str, ...]:
    """Name the groups whose size or barriers nobody has stated, or that nobody can count in the headline year."""
    access, year = source.checked.access, source.package.key_year
    unknown = {*access.unmeasured, *(one.group for one in access.shut_out if year in one.open_years)}
    return tuple(group.name for group in source.package.groups if group.id in unknown)


def key_figures(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Give the four figures."""
    return (KeyFigures((_criteria(source, t), *_shares(source, t), _people(source, t))),)


def key_figures_alone(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Give the four figures of a brief that has no annexes."""
    return (KeyFigures((_criteria(source, t, annexed=False), *_shares(source, t), _people(source, t))),)


def _criteria(source: BriefInput, t: Translator, *, annexed: bool = True) -> KeyFigure:
    counts = dict.fromkeys(CriterionStatus, 0)
    for result in source.checked.criteria:
        counts[result.status] += 1
    note = t(
        message(
            "{partly} partly, {missed} not met; Annex A",
            partly=counts[CriterionStatus.PARTLY],
            missed=counts[CriterionStatus.NOT_MET],
        )
    )
    if not annexed:
        values = {"partly": counts[CriterionStatus.PARTLY], "missed": counts[CriterionStatus.NOT_MET]}
        note = t(message("{partly} partly, {missed} not met", **values))
    return KeyFigure(
        t.number(source.checked.met, 0),
        t(message("criteria met")),
        rich(note, notes.method(source, t)),
        t(message("of {count}", count=len(source.checked.criteria))),
    )


def _shares(source: BriefInput, t: Translator) -> tuple[KeyFigure, KeyFigure]:
    estimate, year, note = source.estimate, source.key_year, notes.costing(source, t)
    cost, gap = source.share(estimate.total), source.share(estimate.gap)
    floor = source.is_floor
    amount = t.money(source.at_key(estimate.total), source.money)
    if cost is None:
        scale = words.scale_of(estimate)
        unit = " ".join(part for part in (t(scale.name), source.money) if part)
        is_known = source.at_key(estimate.gdp) is not None and source.at_key(estimate.total) is None
        missing = rich(t(message("not known") if is_known else message("share of GDP not known")), note)
        return (
            KeyFigure(
                words.bound(t, scale.text(t, source.at_key(estimate.total)), floor),
                t(message("{unit}, cost in {year}", unit=unit, year=year)),
                missing,
            ),
            KeyFigure(
                words.bound(t, scale.text(t, source.at_key(estimate.gap)), floor),
                t(message("{unit}, gap in {year}", unit=unit, year=year)),
                missing,
            ),
        )
    costs = message("of GDP, cost in {year}", year=year)
    lacks = message("of GDP, gap in {year}", year=year)
    if floor:
        costs = message("of GDP at least, cost in {year}", year=year)
        lacks = message("of GDP at least, gap in {year}", year=year)
        amount = t(message("at least {amount}", amount=amount))
    return (
        KeyFigure(t.share(cost), t(costs), rich(amount, note)),
        KeyFigure(t.share(gap), t(lacks), _gap_note(source, t)),
    )


def _gap_note(source: BriefInput, t: Translator) -> Rich:
    rows = source.shares(source.estimate.gap)
    note = notes.financing(source, t)
    value = source.at_key(source.estimate.gap) or 0.0
    peak = max((row for row in rows if math.isfinite(row)), default=0.0)
    financed = financed_years(source)
    if not any(map(math.isfinite, source.estimate.gap)):
        text = t(message("not known in any year"))
    elif peak <= 0 and len(financed) == len(source.estimate.years):
        text = t(message("financed in every year"))
    elif peak <= 0:
        text = t(message("financed in {years}; else not known", years=ranges(financed)))
    elif not all(map(math.isfinite, rows)) or source.estimate.open_years:
        # Of a year that is not known, or known in part, nobody can say that it is no worse.
        year, least = source.estimate.years[rows.index(peak)], message("at least {share} in {year}")
        known = message("{share} in {year}; not known for every year")
        chosen = least if source.estimate.is_floor(year) else known
        text = t(dataclasses.replace(chosen, values=(("share", t.share(peak)), ("year", str(year)))))
    elif value > 0 and rows[source.key or 0] >= peak:
        text = t(message("the largest of any year"))
    else:
        year = source.estimate.years[rows.index(peak)]
        text = t(message("at most {share}, in {year}", share=t.share(peak), year=str(year)))
    return (Run(text, notes=(note,)),)


def _people(source: BriefInput, t: Translator) -> KeyFigure:
    access, year = source.checked.access, source.key_year
    low, high = source.at_key(access.at_least), source.at_key(access.at_most)
    label = t(message("people not reached, {year}", year=year))
    if not source.package.groups:
        return KeyFigure(MISSING, label, rich(t(message("no group is named yet"))))
    if low is None or (low < 0.5 and _unmeasured(source)):
        return KeyFigure(MISSING, label, rich(t(message("sizes or barriers not stated"))))
    partly = bool(_unmeasured(source)) or high is None
    high = low if high is None or partly else high
    text = message("groups overlap") if round(low) != round(high) else message("of the groups named")
    if partly:
        text = message("at least; not every group is counted")
    value, unit = _range(t, low, high)
    value = words.bound(t, value, partly)
    if unit is not None:
        label = t(message("{unit} left out, {year}", unit=unit, year=year))
        text = message("people; {remark}", remark=text)
    return KeyFigure(value, label, rich(t(text), notes.access(source, t)))


def _range(t: Translator, low: float, high: float) -> tuple[str, Message | None]:
    """Write a range so that it stays on one line: in thousands or millions where it is large."""
    unit: Message | None = None
    if high >= 1e6:
        first, last = t.number(low / 1e6, 1), t.number(high / 1e6, 1)
        unit = message("million")
    elif high >= 1e4:
        first, last = t.number(low / 1e3, 0), t.number(high / 1e3, 0)
        unit = message("thousand")
    else:
        first, last = words.people(t, low), words.people(t, high)
    return (first if first == last else f"{first}–{last}"), unit
