"""The notes that stand behind the figures of a brief: where they come from and what they leave open."""

from __future__ import annotations

from workbench.briefs.blocks import Note
from workbench.briefs.source import BriefInput
from workbench.briefs.words import prices
from workbench.errors import message, plural, verbatim
from workbench.i18n import Translator
from workbench.knowledge.forms import text
from workbench.model.table import Table
from workbench.model.words import BasicIncomeReading


def method(source: BriefInput, t: Translator) -> Note:
    """Say whose method the checklist is, and whose it is not."""
    return Note(
        "method",
        t(
            message(
                "Background paper for a United Nations (DESA) expert group meeting on promoting social integration, "
                "2008, read in its summary (GSDRC). It is one paper’s method, not a position of the United Nations. "
                "“Social integration” is meant as at the World Summit for Social Development of 1995: it aims at a "
                "society for all, in which every person, each with rights and responsibilities, has an active part "
                "to play."
            )
        ),
    )


def place(table: Table, cells: str = "") -> str:
    """Write where a table stands: workbook, sheet and cells."""
    parts = (table.workbook, table.sheet, cells or table.range)
    return ", ".join(part for part in parts if part)


def places(source: BriefInput, role: str) -> str:
    """Write where the tables of a role stand: the latest workbook, with every sheet of it."""
    latest = source.package.table(role)
    if latest is None:
        return ""
    same = [
        table for table in source.package.tables if table.role == role and table.workbook == latest.workbook
    ]
    sheets = dict.fromkeys(table.sheet for table in same if table.sheet)
    ranges = dict.fromkeys(table.range for table in same if table.range)
    return ", ".join(part for part in (latest.workbook, *sheets, *ranges) if part)


_COSTING = ("macro", "prices", "wages", "poverty-lines", "population", "unit-costs", "existing-spending")
"""Roles of the tables that costs are worked out from."""


def costing(source: BriefInput, t: Translator) -> Note:
    """Say where the costs come from."""
    tables = [found for role in _COSTING if (found := places(source, role))]
    files = t(message("Read from {files}.", files="; ".join(tables))) if tables else ""
    by_hand = sum(len(table.corrections) for table in source.package.tables)
    if by_hand:
        own = plural(
            "{count} imported value was set by hand.", "{count} imported values were set by hand.", by_hand
        )
        files = f"{files} {t(own)}"
    said = t(
        message(
            "Costing by the workbench, gross, in {prices}; each figure can be traced to its cell. {files}",
            prices=prices(source),
            files=verbatim(files),
        )
    )
    return Note("costing", said.strip())


def access(source: BriefInput, t: Translator) -> Note:
    """Say how people shut out are counted."""
    origins: dict[str, str] = {}
    for group in source.package.groups:
        for one in group.source.split("; "):
            origins.setdefault(one.strip(" .").casefold(), one.strip(" ."))
    origins.pop("", None)
    files = [found] if (found := places(source, "population")) else []
    files += origins.values()
    origin = t(message("Read from {files}.", files="; ".join(files))) if files else ""
    said = t(
        message(
            "People of a group whom at least one entitlement meant for them does not reach. Barriers are taken as "
            "independent of one another; groups overlap, hence the range: at least the largest group, at most the "
            "sum, never above the population. {origin}",
            origin=verbatim(origin),
        )
    )
    return Note("access", said.strip())


def financing(source: BriefInput, t: Translator) -> Note:
    """Say what counts as money."""
    return Note(
        "financing",
        t(
            message(
                "Confirmed money is in a budget law or signed; planned money is in the medium-term frame; possible "
                "money is neither, and closes no gap here. A surplus of one year is not carried over."
            )
        ),
    )


def evidence(source: BriefInput, t: Translator, evidence_id: str) -> tuple[str, Note] | None:
    """Give what an evidence record says and the note of its source; None where there is no such record."""
    record = source.knowledge.evidence_of(evidence_id)
    if record is None:
        return None
    work = source.knowledge.source(record.source)
    if work is None:
        return t(text(record.text, "finding")), Note(f"source:{record.source}", record.source)
    parts = [
        t(message("{author}, {year}: {title}.", author=work.author, year=work.dated, title=work.title))
        if work.author
        else t(message("{title}; author not recorded, {year}.", year=work.dated, title=work.title))
    ]
    if work.paragraph:
        parts.append(t(message("Paragraph {paragraph}.", paragraph=work.paragraph)))
    if work.note and work.author:
        parts.append(work.note)
    if not work.verified:
        parts.append(t(message("The passage itself was not read.")))
    return t(text(record.text, "finding")), Note(f"source:{work.id}", " ".join(parts))


def readings(source: BriefInput, t: Translator) -> Note:
    """Say who read the ambiguous terms as they are read here."""
    reader = source.package.unit_name or source.package.organisation or t(message("the planner"))
    return Note(
        "readings",
        t(
            message(
                "The source leaves these terms open. The readings are those of {reader}, as recorded in the package.",
                reader=reader,
            )
        ),
    )


_BASIC_INCOME = {
    BasicIncomeReading.UNSTATED: message("not stated yet"),
    BasicIncomeReading.UNCONDITIONAL: message("an unconditional payment to everyone"),
    BasicIncomeReading.GUARANTEE: message("a guarantee of income (ILO R202)"),
}


def terms(source: BriefInput, t: Translator) -> tuple[tuple[str, str], ...]:
    """Give each ambiguous term with its reading."""
    package = source.package
    age = package.pension_age
    universal = {
        None: message("not stated yet"),
        True: message("yes, they too are universal"),
        False: message("no, they may be targeted"),
    }[package.allowances_universal]
    return (
        (t(message("Basic income (R5.a)")), t(_BASIC_INCOME[package.basic_income_reading])),
        (
            t(message("Over 65 (R5.b)")),
            t(message("{age} and over", age=str(age))) if age is not None else t(message("not stated yet")),
        ),
        (t(message("“Universal” for the disability and child allowances (R5.c, R5.d)")), t(universal)),
        (
            t(message("Sufficient fiscal provision (R4.a)")),
            t(message("read as confirmed and planned money that covers the cost in every year")),
        ),
    )
