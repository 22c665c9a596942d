"""The annex for the finance ministry: cost by budget line, people and money that do not meet, unusual figures."""

from __future__ import annotations

import dataclasses
import math

from workbench.briefs import words
from workbench.briefs.blocks import Block, Column, Heading, Paragraph, Row, Table, rich
from workbench.briefs.sections.proposal import finance_annex
from workbench.briefs.source import BriefInput
from workbench.errors import Message, message
from workbench.i18n import MISSING, Translator
from workbench.model.measure import Measure
from workbench.model.words import Government

_LEVELS = {
    Government.CENTRAL: message("central"),
    Government.STATE: message("state"),
    Government.LOCAL: message("local"),
    Government.SOCIAL_SECURITY: message("social security fund"),
}


def annex(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Give the annex, where anything is costed."""
    if source.key is None or not (
        source.estimate.measures or source.estimate.lacks or source.estimate.uncosted
    ):
        return ()
    heading = message("Annex {letter}. For the ministry of finance", letter=finance_annex(source))
    unit = words.unit_of_money(source, t)
    says = [t(message("{year}, {unit}; a dash is not known or not given.", year=source.key_year, unit=unit))]
    if not _adds_up(source):
        says.append(t(message("Parts are rounded one by one and need not add up to the total.")))
    if source.is_floor:
        says.append(t(message("The package row is the least it costs: a measure with a dash is not in it.")))
    return (
        Heading(t(heading), annex=True),
        Paragraph(rich(" ".join(says)), "small"),
        _by_budget_line(source, t),
        *_not_reached(source, t),
        *_unusual(source, t),
    )


def _adds_up(source: BriefInput) -> bool:
    """Say whether the gross costs as printed add up to their total as printed."""
    factor = words.scale_of(source.estimate).factor
    total = source.at_key(source.estimate.total)
    parts = [source.at_key(line.cost) for line in source.estimate.measures]
    printed = sum(round(part / factor) for part in parts if part is not None)
    return total is None or printed == round(total / factor)


def _by_budget_line(source: BriefInput, t: Translator) -> Table:
    scale = words.scale_of(source.estimate)

    def amount(row: tuple[float, ...]) -> str:
        value = source.at_key(row)
        return MISSING if value is None else scale.text(t, value)

    rows = []
    for measure in source.proposed:
        line = source.estimate.line(measure.id)
        if line is None:
            cells = (rich(measure.title), rich(_where(measure, t)), *(rich(MISSING) for _ in range(5)))
            rows.append(Row(cells))
            continue
        gross = line.cost
        off = _sum(gross, line.replaced, line.recovered)
        figures = (gross, _less(gross, line.capital), line.capital, off, _less(gross, off))
        rows.append(
            Row((rich(measure.title), rich(_where(measure, t)), *(rich(amount(row)) for row in figures)))
        )
    estimate = source.estimate
    off = _less(estimate.total, estimate.net)
    totals = (
        estimate.total,
        _less(estimate.total, estimate.capital),
        estimate.capital,
        off,
        estimate.net,
    )
    label = rich(t(message("Package")), strong=True)
    sums = (rich(words.bound(t, amount(row), source.is_floor), strong=True) for row in totals)
    rows.append(Row((label, rich(""), *sums), "total"))
    return Table(
        (
            Column(t(message("Measure")), 46),
            Column(t(message("Function (COFOG), vote, programme, level")), 44),
            Column(t(message("Gross")), 15, right=True),
            Column(t(message("Recurrent")), 16, right=True),
            Column(t(message("Capital")), 14, right=True),
            Column(t(message("Replaced, taxed back")), 20, right=True),
            Column(t(message("Net")), 15, right=True),
        ),
        tuple(rows),
        size="annex",
    )


def _where(measure: Measure, t: Translator) -> str:
    budget = measure.budget
    levels = [
        t(_LEVELS[level]) if share == 1 else f"{t(_LEVELS[level])} {t.share(share, 0)}"
        for code, share in budget.by_government.items()
        if (level := Government(code)) in _LEVELS
    ]
    return (
        ", ".join(part for part in (budget.function, budget.vote, budget.programme, *levels) if part)
        or MISSING
    )


def _not_reached(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """List those entitled whom a benefit does not reach, and what it is worth."""
    scale = words.scale_of(source.estimate)
    rows = []
    for measure in source.proposed:
        line = source.estimate.line(measure.id)
        entitled = source.at_key(line.entitled) if line is not None else None
        if line is None or entitled is None or not line.unpaid:
            continue
        missed, unpaid = source.at_key(line.not_reached), source.at_key(line.unpaid)
        shares = (source.at_key(line.of_gdp_per_head), source.at_key(line.of_poverty_line))
        rows.append(
            Row(
                (
                    rich(measure.title),
                    rich(words.people(t, entitled)),
                    rich(MISSING if missed is None else words.people(t, missed)),
                    rich(MISSING if unpaid is None else scale.text(t, unpaid)),
                    *(rich(MISSING if share is None else t.share(share, 0)) for share in shares),
                )
            )
        )
    if not rows:
        return ()
    columns = (
        Column(t(message("Benefit")), 56),
        Column(t(message("Entitled")), 22, right=True),
        Column(t(message("Not reached")), 22, right=True),
        Column(t(message("Money not reaching them")), 26, right=True),
        Column(t(message("Benefit, of GDP per head")), 22, right=True),
        Column(t(message("of the poverty line")), 22, right=True),
    )
    return (Table(columns, tuple(rows), size="annex"),)


def _unusual(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    estimate = source.estimate
    said = [t(need.told) for need in estimate.lacks]
    said += [_stated(problem, t) for problem in estimate.problems]
    said += [t(line) for one in estimate.beside for line in one.told]
    for flag in source.estimate.flags:
        text = t(flag.message)
        said.append(text if flag.verified else f"{text} {t(message('Not checked against the source.'))}")
    if not said:
        return ()
    return (
        Paragraph(rich(t(message("What a careful reader would ask about")), strong=True), "small"),
        *(Paragraph(rich(text), "small") for text in said),
    )


def _stated(problem: Message, t: Translator) -> str:
    """Say what is so, without the way out: that is for whoever sits at the program."""
    values = tuple((name, "" if name == "remedy" else value) for name, value in problem.values)
    return t(dataclasses.replace(problem, values=values)).strip()


def _sum(like: tuple[float, ...], *rows: tuple[float, ...]) -> tuple[float, ...]:
    """Add rows; one that is empty adds nothing."""
    return tuple(math.fsum(row[index] for row in rows if row) for index in range(len(like)))


def _less(row: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(value - part for value, part in zip(row, other, strict=True))
