"""What is still incoherent, what was accepted and why, and which criteria were judged by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator

from workbench.briefs import notes, words
from workbench.briefs.blocks import Block, FindingBlock, Findings, Heading, Paragraph, Rich, Run, rich
from workbench.briefs.source import BriefInput
from workbench.errors import message, plural
from workbench.i18n import MINUS, Translator
from workbench.model.results import Finding
from workbench.model.words import CriterionStatus, FindingKind, Severity

SHOWN = 3
LONG = 120
"""A fact of more characters stands without what was looked for, which the window shows."""
_WEIGHT = {Severity.BLOCKING: 0, Severity.SERIOUS: 1, Severity.ADVISORY: 2}


def findings(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Show the findings that change most if repaired, with the evidence for and against each."""
    heading = Heading(t(message("What is still incoherent")))
    opened = source.checked.open
    accepted = sum(not finding.is_open for finding in source.checked.findings)
    if not opened:
        said = [t(message("No finding is open."))]
        if accepted:
            said.append(t(plural("{count} finding is accepted.", "{count} findings are accepted.", accepted)))
        return (heading, Paragraph(rich(" ".join(said))), *_accepted(source, t), *_overridden(source, t))
    chosen = top(source)
    return (
        heading,
        Paragraph(rich(_counted(source, t, len(opened), accepted, len(chosen)))),
        Findings(tuple(_block(source, t, finding, alike) for finding, alike in chosen)),
        *_accepted(source, t),
        *_overridden(source, t),
    )


def _counted(source: BriefInput, t: Translator, opened: int, accepted: int, shown: int) -> str:
    total = plural(
        "{words} finding is open",
        "{words} findings are open",
        opened,
        words=words.capital(words.count(t, opened)),
    )
    blocking = sum(finding.severity is Severity.BLOCKING for finding in source.checked.open)
    said = t(total)
    if blocking:
        said = t(
            message(
                "{findings}, {blocking} of them blocking", findings=said, blocking=words.count(t, blocking)
            )
        )
    if accepted:
        said = t(
            message("{findings}, and {accepted} accepted", findings=said, accepted=words.count(t, accepted))
        )
    if opened > shown:
        kinds = plural(
            "This one changes most if repaired.",
            "These {words} change most if repaired.",
            shown,
            words=words.count(t, shown),
        )
        return f"{said}. {t(kinds)}"
    return f"{said}."


def people_of(source: BriefInput, finding: Finding) -> float:
    """Count the people a finding is about: those not reached, else the members of its groups."""
    if math.isfinite(finding.basis.people):
        return finding.basis.people
    ids = [subject.partition(":")[2] for subject in finding.subjects if subject.startswith("group:")]
    year = source.package.key_year
    found = [group.size.at(year) for group in source.package.groups if group.id in ids]
    return max(filter(math.isfinite, found), default=0.0)


def top(source: BriefInput) -> list[tuple[Finding, int]]:
    """Choose the gravest case of each rule, by severity and then people, with the number of cases alike."""
    ranked = sorted(
        source.checked.open,
        key=lambda finding: (
            _WEIGHT[finding.severity],
            finding.kind is FindingKind.CHECKLIST,
            -people_of(source, finding),
            finding.id,
        ),
    )
    chosen: dict[str, list[Finding]] = {}
    for finding in ranked:
        chosen.setdefault(finding.rule, []).append(finding)
    return [(cases[0], len(cases) - 1) for cases in list(chosen.values())[:SHOWN]]


def _block(source: BriefInput, t: Translator, finding: Finding, alike: int) -> FindingBlock:
    fact = t(finding.message)
    reason = "" if len(fact) > LONG else " ".join(map(t, finding.because[:2]))
    rule = [t(message("Rule {rule}", rule=finding.rule))]
    if alike:
        rule.append(t(plural("{count} case", "{count} cases", alike + 1)))
    repair = t(finding.fixes[0].label) if finding.fixes else t(finding.advice) if finding.advice else ""
    return FindingBlock(
        finding.severity.value,
        t(words.SEVERITIES[finding.severity]),
        tuple(rule),
        rich(fact, strong=True),
        rich(reason),
        (
            *_evidence(source, t, finding),
            (t(message("Repair")), rich(_ended(repair or t(message("None known to us"))))),
        ),
    )


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _evidence(source: BriefInput, t: Translator, finding: Finding) -> tuple[tuple[str, Rich], ...]:
    if not finding.evidence and not finding.counter_evidence:
        return ((t(message("Evidence")), rich(t(message("None known to us, for or against.")))),)
    known = evidence(source, t, finding.evidence)
    if not finding.counter_evidence:
        known = (*known, Run(t(message(" Against: none known to us."))))
        return ((t(message("Evidence for")), known),)
    return (
        (t(message("Evidence for")), known),
        (t(message("Evidence against")), evidence(source, t, finding.counter_evidence)),
    )


def evidence(source: BriefInput, t: Translator, ids: tuple[str, ...]) -> Rich:
    """Say the first record of evidence with its note, or that there is none known to us."""
    for evidence_id in ids:
        told = notes.evidence(source, t, evidence_id)
        if told is not None:
            return (Run(told[0], notes=(told[1],)),)
    return rich(t(message("None known to us.")))


def _accepted(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for finding in source.checked.findings:
        accepted = finding.accepted
        if accepted is None:
            continue
        signed = ", ".join(part for part in (accepted.by, accepted.on) if part)
        why = t(message("Accepted: {reason}", reason=_ended(accepted.reason)))
        text = f" {why} ({signed})" if signed else f" {why}"
        blocks.append(
            Paragraph(
                (Run(f"{finding.rule}  ", muted=True), Run(t(finding.message), strong=True), Run(text)),
                "item",
            )
        )
    return tuple(blocks)


def _overridden(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for result in (*source.checked.criteria, *source.checked.further):
        override = result.override
        if override is None:
            continue
        computed = t(words.STATUSES[result.computed or CriterionStatus.NOT_MET])
        text = t(
            message(
                " judged “{status}” where the rules say “{computed}”: {reason}",
                status=t(words.STATUSES[result.status]),
                computed=computed,
                reason=_ended(override.reason),
            )
        )
        signed = ", ".join(part for part in (override.by, override.on) if part)
        blocks.append(
            Paragraph((Run(result.id, strong=True), Run(text + (f" ({signed})" if signed else ""))), "item")
        )
    return (*blocks, *_judged(source, t))


def _judged(source: BriefInput, t: Translator) -> Iterator[Block]:
    """Say where a planner scored by judgement how one measure acts on another."""
    for judged in source.package.interactions:
        pair = [source.package.measure(name) for name in judged.pair]
        if None in pair:
            continue
        source_title, target_title = (measure.title for measure in pair if measure is not None)
        names = t(message("{first} on {second}", first=source_title, second=target_title))
        score = f"+{judged.score}" if judged.score > 0 else str(judged.score).replace("-", MINUS)
        text = t(message(" scored {score} by judgement: {reason}", score=score, reason=_ended(judged.reason)))
        signed = ", ".join(part for part in (judged.by, judged.on) if part)
        yield Paragraph((Run(names, strong=True), Run(text + (f" ({signed})" if signed else ""))), "item")
