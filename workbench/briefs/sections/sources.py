"""Annex C: the sources and notes behind the figures."""

from __future__ import annotations

from workbench.briefs.blocks import Block, Heading, Notes
from workbench.briefs.sections.rights import DAGGER, unchecked
from workbench.briefs.source import BriefInput
from workbench.errors import message
from workbench.i18n import MISSING, Translator


def notes_alone(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Keep the place of the notes of a brief that has no annexes."""
    return (Heading(t(message("Notes"))), Notes())


def sources(source: BriefInput, t: Translator) -> tuple[Block, ...]:
    """Keep the place of the notes, and explain the signs."""
    signs = []
    if unchecked(source):
        signs.append(
            (
                DAGGER,
                t(message("The number of this provision is known but not yet checked against its text.")),
            )
        )
    signs.append((MISSING, t(message("Not known, or not given."))))
    return (Heading(t(message("Annex C. Sources and notes")), annex=True), Notes(tuple(signs)))
