"""Annex A: the checklist, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.briefs import notes, words
from workbench.briefs.blocks import Block, Column, Heading, Paragraph, Row, Run, Status, Table, rich
from workbench.briefs.source import BriefInput
from workbench.errors import message
from workbench.i18n import Translator, ranges
from workbench.knowledge.forms import Rule, text
from workbench.model.results import CriterionResult, Why
from workbench.model.words import CriterionStatus, MeasureStatus


def checklist(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Give the status of each criterion, by which measure or why not."""
    counts = dict.fromkeys(CriterionStatus, 0)
    for result in source.checked.criteria:
        counts[result.status] += 1
    said = t(
        message(
            "{count} criteria: {met} met, {partly} partly, {missed} not met. One paper’s method, not a position of the "
            "United Nations.",
            count=len(source.checked.criteria),
            met=counts[CriterionStatus.MET],
            partly=counts[CriterionStatus.PARTLY],
            missed=counts[CriterionStatus.NOT_MET],
        )
    )
    aside = counts[CriterionStatus.NOT_APPLICABLE]
    if aside:
        said += " " + t(message("{count} concern nothing in the package.", count=aside))
    return (
        Heading(t(message("Annex A. Checklist")), annex=True),
        Paragraph((Run(said, notes=(notes.method(source, t),)),)),
        _table(source, t, source.checked.criteria),
        *_further(source, t),
    )


def _further(source: BriefInput, t: Translator) -> Iterator[Block]:
    """Give the checklists of further packs, each under its name; the headline counts none of them."""
    held: dict[str, list[CriterionResult]] = {}
    for result in source.checked.further:
        rule = source.knowledge.rule(result.id)
        held.setdefault(rule.pack if rule is not None else "", []).append(result)
    for pack, results in held.items():
        met = sum(result.status is CriterionStatus.MET for result in results)
        counted = t(message("{met} of {count} met", met=met, count=len(results)))
        title = t(source.knowledge.title("pack", pack))
        yield Paragraph((Run(f"{title}: ", strong=True), Run(f"{counted}.")))
        yield _table(source, t, tuple(results))


def _table(source: BriefInput, t: Translator, results: tuple[CriterionResult, ...]) -> Table:
    rows: list[Row] = []
    before = ""
    for result in results:
        rule = source.knowledge.rule(result.id)
        part = rule.recommendation if rule is not None else ""
        rows.append(
            Row(
                (
                    rich(result.id, strong=True),
                    rich(t(rule.title) if rule is not None else result.id),
                    Status(result.status.value, t(words.STATUSES[result.status])),
                    _why(source, t, rule, result),
                ),
                block=bool(rows) and part != before,
            )
        )
        before = part
    # The paper's own identifiers are short; those of other packs need room.
    first = 11 if all(len(result.id) <= 5 for result in results) else 24
    return Table(
        (
            Column("", first),
            Column(t(message("Criterion")), 71 - first),
            Column(t(message("Status")), 26),
            Column(t(message("By which measure, or why not")), 73),
        ),
        tuple(rows),
        lined=False,
        size="annex",
    )


def _why(source: BriefInput, t: Translator, rule: Rule | None, result: CriterionResult) -> tuple[Run, ...]:
    override = result.override
    if override is not None:
        computed = t(words.STATUSES[result.computed or CriterionStatus.NOT_MET])
        by = t(message("By judgement, the rules say “{computed}”:", computed=computed))
        return (Run(f"{by} ", strong=True), Run(override.reason))
    named = _measures(source, t, result.measures)
    reason = t(result.reason)
    if result.status is CriterionStatus.MET:
        if rule is not None and result.why is Why.MET:
            reason = t(text(rule.text, "met")) or reason
        runs = (Run(named or reason),)
    else:
        runs = (Run(reason),)
    if result.id in ("R5.a", "R5.b"):
        return (Run(runs[0].text, notes=(notes.readings(source, t),)),)
    return runs


def _measures(source: BriefInput, t: Translator, ids: tuple[str, ...]) -> str:
    """Name measures: one or two by number and name, more by number, existing ones by name."""
    numbers = {measure.id: number for number, measure in enumerate(source.proposed, 1)}
    found = [measure for one in ids if (measure := source.package.measure(one)) is not None]
    new = [measure for measure in found if measure.status is not MeasureStatus.EXISTING]
    old = [measure for measure in found if measure.status is MeasureStatus.EXISTING]
    parts = []
    if len(new) == 1:
        parts.append(
            t(message("Measure {number}, {title}", number=str(numbers[new[0].id]), title=new[0].title))
        )
    elif new:
        parts.append(t(message("Measures {numbers}", numbers=ranges(numbers[one.id] for one in new))))
    if old and len(old) <= 2:
        parts.append(t(message("existing: {titles}", titles=tuple(one.title for one in old))))
    elif old:
        parts.append(t(message("{count} existing measures", count=len(old))))
    return words.capital("; ".join(parts))
