"""The templates: what each brief calls itself, and which sections make it, in which order."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from workbench.briefs.blocks import Block, Brief, Note, Notes, PageBreak, walk
from workbench.briefs.sections import (
    assumptions,
    checklist,
    coherence,
    finance,
    money,
    opening,
    proposal,
    recommendations,
    rights,
    shut_out,
    sources,
)
from workbench.briefs.source import BriefInput
from workbench.errors import Message, RequestError, message
from workbench.i18n import Translator, translator

Section = Callable[[BriefInput, Translator], tuple[Block, ...]]


def _annexes(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    return (PageBreak(),)


@dataclasses.dataclass(frozen=True, slots=True)
class Template:
    """One kind of brief.

    Attributes:
        title: What it calls itself.
        sections: Its sections in order.
    """

    title: Message
    sections: tuple[Section, ...]


TEMPLATES: dict[str, Template] = {
    "minister": Template(
        message("Brief for the Minister"),
        (
            opening.title,
            opening.lead,
            opening.key_figures,
            proposal.measures,
            money.chart,
            money.fiscal_table,
            coherence.findings,
            shut_out.heat_map,
            rights.basis,
            recommendations.recommendations,
            _annexes,
            checklist.checklist,
            assumptions.assumptions,
            sources.sources,
            proposal.annex,
            finance.annex,
        ),
    ),
    "one-page": Template(
        message("Brief on one page"),
        (
            opening.title,
            opening.lead,
            opening.key_figures_alone,
            money.chart,
            recommendations.alone,
            sources.notes_alone,
        ),
    ),
}


def brief(template: str, source: BriefInput, language: str = "en") -> Brief:
    """Write a brief as blocks, its notes numbered in the order in which they are first referred to.

    Raises:
        RequestError: There is no such template; the message says which there are.
    """
    found = TEMPLATES.get(template)
    if found is None:
        raise RequestError(
            message("There is no brief “{name}”.", name=template),
            where=template,
            remedy=message("There is: {names}.", names=tuple(TEMPLATES)),
        )
    t = translator(language)
    kind = t(found.title)
    source = dataclasses.replace(source, kind=kind)
    blocks = tuple(block for section in found.sections for block in section(source, t))
    noted: dict[str, Note] = {}
    for part in walk(blocks):
        if isinstance(part, Note):
            noted.setdefault(part.key, part)
    numbers = {key: number for number, key in enumerate(noted, 1)}
    listed = tuple(note.text for note in noted.values())
    blocks = tuple(Notes(block.signs, listed) if isinstance(block, Notes) else block for block in blocks)
    version = t(message("v{number}, {digest}", number=str(source.number), digest=source.digest))
    package = source.package
    return Brief(
        title=package.title or t(message("Social integration package")),
        organisation=package.organisation or package.country,
        subject=kind,
        language=language,
        marking=package.marking,
        footer=(package.title, version, t.date(source.today)),
        pages=t(message("{page} of {pages}", page="{page}", pages="{pages}")),
        date=(source.today.year, source.today.month, source.today.day),
        blocks=blocks,
        notes=numbers,
        source=package,
    )


__all__ = ["TEMPLATES", "brief"]
