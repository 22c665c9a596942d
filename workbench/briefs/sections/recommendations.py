"""What is recommended: clauses made from the results, each of which can be adopted as it stands."""

from __future__ import annotations

import math

from workbench.briefs import words
from workbench.briefs.blocks import Block, Heading, Numbered, Paragraph, Rich, Run, Together, rich
from workbench.briefs.sections import coherence
from workbench.briefs.source import BriefInput
from workbench.errors import Message, message, plural
from workbench.i18n import Translator, ranges
from workbench.model.words import CriterionStatus, Severity


def recommendations(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Recommend what follows from the results, and nothing else."""
    return _recommended(source, t, annexed=True)


def alone(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Recommend the same in a brief that has no annexes to refer to."""
    return _recommended(source, t, annexed=False)


def _recommended(source: BriefInput, t: Translator, *, annexed: bool) -> tuple[Block, ...]:
    clauses = [
        _adopt(source, t, annexed=annexed),
        *_bring_forward(source, t),
        *_repair(source, t),
        *_close_gap(source, t),
        *_note(source, t),
        _review(source, t, annexed=annexed),
    ]
    ended = [
        (*clause[:-1], Run(clause[-1].text + (";" if index < len(clauses) - 1 else ".")))
        for index, clause in enumerate(clauses)
    ]
    body = words.deciding(source, t)
    return (
        Together(
            (
                Heading(t(message("Recommendations"))),
                Paragraph(rich(t(message("It is recommended that {body}:", body=body)))),
                Numbered(tuple(ended)),
            )
        ),
    )


def _clause(t: Translator, verb: Message, rest: Message) -> Rich:
    return (Run(f"{t(verb)} ", strong=True), Run(t(rest)))


def _adopt(source: BriefInput, t: Translator, *, annexed: bool) -> Rich:
    if not source.proposed:
        return _clause(t, message("note"), message("that the package proposes no measure yet"))
    count = len(source.proposed)
    rest = plural(
        "the measure of this brief, to start in the year shown",
        "the {words} measures of this brief, to start in the years shown",
        count,
        words=words.count(t, count),
    )
    if not annexed:
        rest = plural(
            "the measure of the package",
            "the {words} measures of the package",
            count,
            words=words.count(t, count),
        )
    return _clause(t, message("adopt"), rest)


def _bring_forward(source: BriefInput, t: Translator) -> list[Rich]:
    """Bring forward the measures whose earlier start clears an open finding."""
    years: dict[str, int] = {}
    for finding in source.checked.open:
        for fix in finding.fixes[:1]:
            for change in fix.changes:
                kind, _, measure_id = change.subject.partition(":")
                measure = source.package.measure(measure_id)
                if change.op != "set" or kind != "measure" or change.field != "start" or measure is None:
                    continue
                year = int(change.value)
                if year < measure.start:
                    years[measure_id] = min(year, years.get(measure_id, year))
    if not years:
        return []
    parts = tuple(
        message("{measure} to {year}", measure=measure.title, year=str(years[measure.id]))
        for measure in source.package.measures
        if measure.id in years
    )
    return [_clause(t, message("bring forward"), message("{parts}", parts=parts[:4]))]


def _repair(source: BriefInput, t: Translator) -> list[Rich]:
    blocking = sum(finding.severity is Severity.BLOCKING for finding in source.checked.open)
    added = []
    for finding, _ in coherence.top(source):
        for fix in finding.fixes[:1]:
            added += [
                change
                for change in fix.changes
                if change.op == "add" and change.subject.startswith("measure")
            ]
    clauses = []
    titles = tuple(
        dict.fromkeys(str(change.value.get("title")) for change in added if isinstance(change.value, dict))
    )
    if titles:
        clauses.append(_clause(t, message("add"), message("to the package: {measures}", measures=titles)))
    if blocking:
        rest = plural(
            "how the blocking finding of this brief is repaired before the measures start",
            "how the {words} blocking findings are repaired before the measures start",
            blocking,
            words=words.count(t, blocking),
        )
        clauses.append(_clause(t, message("decide"), rest))
    return clauses


def _close_gap(source: BriefInput, t: Translator) -> list[Rich]:
    estimate = source.estimate
    short = [(gap, year) for gap, year in zip(estimate.gap, estimate.years, strict=False) if gap > 0]
    if not short:
        return []
    peak, year = max(short)
    floor = estimate.is_floor(year)
    amount = words.least(t, t.money(peak, source.money), floor)
    index = estimate.years.index(year)
    gdp = estimate.gdp[index] if index < len(estimate.gdp) else 0.0
    values = {"years": ranges(one for _, one in short), "amount": amount, "year": str(year)}
    if gdp and math.isfinite(gdp):
        rest = message(
            "the Minister of Finance to propose how the gap is closed: {share} of GDP ({amount}) in {year}",
            share=words.least(t, t.share(peak / gdp), floor),
            **values,
        )
    else:
        rest = message(
            "the Minister of Finance to propose how the gap is closed: {amount} in {year}", **values
        )
    return [_clause(t, message("direct"), rest)]


def _note(source: BriefInput, t: Translator) -> list[Rich]:
    access, clauses = source.checked.access, []
    low, high = source.at_key(access.at_least), source.at_key(access.at_most)
    if low is not None and (high is None or high >= 0.5) and low >= 0.5:
        stay = [item for item in access.shut_out if item.people[-1] >= 0.5]
        values = {"people": words.people_range(t, low, high), "year": source.key_year}
        if stay:
            count = len(stay)
            last = str(access.years[-1])
            rest = plural(
                "that {people} people stay shut out in {year}, and some of {words} group still in {last}",
                "that {people} people stay shut out in {year}, and some of {words} groups still in {last}",
                count,
                words=words.count(t, count),
                last=last,
                **values,
            )
        else:
            rest = message(
                "that {people} people stay shut out in {year}, and nobody in the last year", **values
            )
        clauses.append(_clause(t, message("note"), rest))
    accepted = sum(finding.accepted is not None for finding in source.checked.findings)
    judged = sum(result.override is not None for result in source.checked.criteria)
    if accepted:
        rest = plural(
            "the finding accepted, with its reason",
            "the {words} findings accepted, with their reasons",
            accepted,
            words=words.count(t, accepted),
        )
        clauses.append(_clause(t, message("note"), rest))
    if judged:
        rest = plural(
            "that one criterion was judged by hand",
            "that {words} criteria were judged by hand",
            judged,
            words=words.count(t, judged),
        )
        clauses.append(_clause(t, message("note"), rest))
    return clauses


def _review(source: BriefInput, t: Translator, *, annexed: bool) -> Rich:
    year = str(source.today.year + 2)
    missed = sum(
        result.status in (CriterionStatus.PARTLY, CriterionStatus.NOT_MET)
        for result in source.checked.criteria
    )
    rest = (
        plural(
            "this decision in {year}, on the criterion of Annex A not fully met",
            "this decision in {year}, on the {words} criteria of Annex A not fully met",
            missed,
            year=year,
            words=words.count(t, missed),
        )
        if missed
        else message("this decision in {year}, on the checklist of Annex A", year=year)
    )
    if not annexed:
        rest = message("this decision in {year}, on the criteria not fully met", year=year)
    return _clause(t, message("review"), rest)
