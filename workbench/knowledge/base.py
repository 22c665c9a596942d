"""The validated knowledge of the loaded packs, with its look-ups."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from workbench.errors import Message, PackError, RequestError, message, verbatim
from workbench.knowledge.conditions import LEAVES, Condition, Selector
from workbench.knowledge.forms import Evidence, GroupTemplate, Instrument, Pack, Right, Rule, Source, Word
from workbench.model.names import meant
from workbench.model.words import FindingKind

SOURCE_PACK = "social-integration-2008"
"""The pack of the source paper: its criteria are the headline, its catalogue is always there."""

Conditions = tuple[tuple[Condition, ...], tuple[Condition, ...]]


@dataclass(frozen=True)
class Knowledge:
    """Catalogue, groups, rights, evidence and rules of one pack or of several together.

    Attributes:
        packs: The packs joined here.
        conditions: Rule id -> its parsed `when` and `needs`.
        refused: The user's packs that are not here, each with everything wrong with it.
    """

    packs: tuple[Pack, ...] = ()
    words: tuple[Word, ...] = ()
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rights: tuple[Right, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    groups: tuple[GroupTemplate, ...] = ()
    rules: tuple[Rule, ...] = ()
    conditions: dict[str, Conditions] = field(default_factory=dict, compare=False)
    refused: tuple[PackError, ...] = field(default=(), compare=False)

    @cached_property
    def _chosen(self) -> dict[tuple[str, ...], Knowledge]:
        return {}

    def chosen(self, packs: tuple[str, ...]) -> Knowledge:
        """Give the knowledge a package is checked against: the source paper's pack and those it names.

        Words, sources, rights and evidence are shared; rules and instruments are those of the chosen packs, so that
        a package is judged alike on every machine that has the packs it names.
        """
        if packs not in self._chosen:
            wanted = {"", SOURCE_PACK, *packs}
            self._chosen[packs] = dataclasses.replace(
                self,
                packs=tuple(pack for pack in self.packs if pack.id in wanted),
                instruments=tuple(item for item in self.instruments if item.pack in wanted),
                rules=tuple(rule for rule in self.rules if rule.pack in wanted),
            )
        return self._chosen[packs]

    @cached_property
    def source_ids(self) -> frozenset[str]:
        """Ids of all sources."""
        return frozenset(source.id for source in self.sources)

    @cached_property
    def _vocabularies(self) -> dict[str, dict[str, Word]]:
        found: dict[str, dict[str, Word]] = {}
        for word in self.words:
            found.setdefault(word.vocabulary, {})[word.id] = word
        return found

    def vocabulary(self, name: str) -> dict[str, Word]:
        """Give an open vocabulary by id, in the order of the pack."""
        return self._vocabularies.get(name, {})

    def title(self, vocabulary: str, word: str) -> Message:
        """Name a word of a vocabulary; an unknown word names itself."""
        found = self.vocabulary(vocabulary).get(word)
        return found.title if found else verbatim(word)

    @cached_property
    def criteria(self) -> tuple[Rule, ...]:
        """The lines of the source paper's checklist, R1.a to R6.c: the headline."""
        return tuple(rule for rule in self.rules if is_criterion(rule) and not is_further(rule))

    @cached_property
    def further_criteria(self) -> tuple[Rule, ...]:
        """The lines of other packs' checklists."""
        return tuple(rule for rule in self.rules if is_criterion(rule) and is_further(rule))

    def rule(self, rule_id: str) -> Rule | None:
        """Find a rule by id or alias."""
        return next((rule for rule in self.rules if rule.id == rule_id or rule_id in rule.aliases), None)

    def right(self, right_id: str) -> Right | None:
        """Find a provision."""
        return next((right for right in self.rights if right.id == right_id), None)

    def source(self, source_id: str) -> Source | None:
        """Find a source."""
        return next((source for source in self.sources if source.id == source_id), None)

    def evidence_of(self, evidence_id: str) -> Evidence | None:
        """Find an evidence record."""
        return next((item for item in self.evidence if item.id == evidence_id), None)

    def instrument(self, instrument_id: str) -> Instrument:
        """Find an instrument.

        Raises:
            RequestError: There is none; the message names the nearest.
        """
        for item in self.instruments:
            if item.id == instrument_id:
                return item
        raise RequestError(
            message("There is no instrument “{name}” in the catalogue.", name=instrument_id),
            where=instrument_id,
            remedy=meant(instrument_id, [item.id for item in self.instruments])
            or message("`policy-workbench catalogue` lists the instruments."),
        )

    def selectors(self, rule_id: str) -> Iterator[Selector]:
        """Give every selector inside a rule's conditions."""
        yield from (part for part in self._parts(rule_id) if isinstance(part, Selector))

    def leaves(self, rule_id: str) -> Iterator[Condition]:
        """Give every condition of a rule that is not made of others."""
        yield from (part for part in self._parts(rule_id) if isinstance(part, LEAVES))

    def _parts(self, rule_id: str) -> Iterator[Any]:
        when, needs = self.conditions.get(rule_id, ((), ()))
        yield from _walk((*when, *needs))


def is_criterion(rule: Rule) -> bool:
    """Whether a rule is a line of a checklist."""
    return rule.kind is FindingKind.CHECKLIST


def is_further(rule: Rule) -> bool:
    """Whether a rule stands in another pack than the source paper's."""
    return rule.pack not in ("", SOURCE_PACK)


def _walk(value: Any) -> Iterator[Any]:
    """Give every record inside a value, itself included."""
    if isinstance(value, tuple):
        for item in value:
            yield from _walk(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield value
        for declared in dataclasses.fields(value):
            yield from _walk(getattr(value, declared.name))
