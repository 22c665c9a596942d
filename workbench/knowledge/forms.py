"""The records of a knowledge pack, as they stand in its TOML files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workbench.errors import Message, message, verbatim
from workbench.model.group import Group
from workbench.model.measure import Measure, Term
from workbench.model.words import FindingKind, Severity

Texts = dict[str, dict[str, str]]
"""Language -> name of the text ("title", "finding", ...) -> text."""


def text(texts: Texts, name: str, /, **values: Any) -> Message:
    """Make a message from a record's texts: English is the key, the other languages travel along."""
    variants = tuple(
        (language, held[name]) for language, held in texts.items() if name in held and language != "en"
    )
    return Message(texts.get("en", {}).get(name, ""), tuple(values.items()), variants=variants)


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack says of itself, in its `pack.toml`."""

    id: str
    title: str
    version: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of an open vocabulary.

    Attributes:
        vocabulary: sector, capability, trait, safeguard, tag, contingency, treaty, statement, recommendation
            or pack.
        icon: Name of its icon, for sectors.
        durable: For capabilities, whether people usually keep it when the provider ends.
        binding: For treaties: "treaty", "declaration", "comment", "recommendation" or "outcome".
    """

    id: str
    vocabulary: str
    text: Texts
    icon: str = ""
    durable: bool = True
    binding: str = ""
    sources: tuple[str, ...] = ()

    @property
    def title(self) -> Message:
        """Its name."""
        return text(self.text, "title")


@dataclass(frozen=True, slots=True)
class Source:
    """A work facts were taken from; `verified` says whether the passage itself was read.

    Attributes:
        author: Who wrote it; empty where the paper that cites it does not say.
        year: When; empty where it bears no date.
    """

    id: str
    author: str
    title: str
    year: str
    paragraph: str = ""
    note: str = ""
    verified: bool = True

    @property
    def by(self) -> Message:
        """Who wrote it."""
        return verbatim(self.author) if self.author else message("author not recorded")

    @property
    def dated(self) -> Message:
        """When it was written."""
        return verbatim(self.year) if self.year else message("no date")

    @property
    def cited(self) -> Message:
        """Who wrote it when, as it is cited."""
        return message("{author} {year}", author=self.by, year=self.dated)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding of research or practice that bears on a rule."""

    id: str
    source: str
    text: Texts
    country: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Right:
    """A provision of a human rights instrument, cited as `id`, such as "ICESCR 9"."""

    id: str
    treaty: str
    text: Texts
    verified: bool = False

    @property
    def gist(self) -> Message:
        """What it provides, in short."""
        return text(self.text, "gist")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A known kind of measure with its usual facets.

    Attributes:
        facets: Fields of `Measure`, as in a project, that a measure made from it starts with.
        sources: Its normative basis.
        pack: The pack it stands in; the loader says.
    """

    id: str
    sector: str
    text: Texts
    facets: dict[str, Any] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    measure: Measure | None = None
    pack: str = ""

    @property
    def title(self) -> Message:
        """Its name."""
        return text(self.text, "title")

    @property
    def summary(self) -> Message:
        """What it is, in a sentence."""
        return text(self.text, "summary")


@dataclass(frozen=True, slots=True)
class GroupTemplate:
    """A usual group with the barriers and unequal terms its members often face."""

    id: str
    text: Texts
    lacks: tuple[str, ...] = ()
    unequal_terms: tuple[Term, ...] = ()
    traits: tuple[str, ...] = ()
    contested: bool = False
    sources: tuple[str, ...] = ()
    group: Group | None = None

    @property
    def title(self) -> Message:
        """Its name."""
        return text(self.text, "title")


@dataclass(frozen=True, slots=True)
class RightLink:
    """How a provision bears on a rule, or helps to resolve its tension (S2)."""

    provision: str
    how: str = ""

    @property
    def resolves(self) -> Message:
        """How it helps, as a sentence of the pack."""
        return Message(self.how)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack: criterion, tension, compatibility or reminder.

    Attributes:
        scope: package, sector, group, measure, sector-group, measure-group or pair.
        when: Conditions that make the rule apply to an instance; it is silent where one does not hold.
        needs: Conditions that must all hold; where one fails the rule fires.
        fixes: Instruments to add, best first; conditions offer more.
        aliases: Other names of the same record.
        recommendation: For criteria, R1 to R6.
        text: title, finding, advice, and for criteria met, partly.
        strength: For synergies, how much what is needed helps what it is for, 1 to 3 on the ICSU scale.
        pack: The pack it stands in; the loader says.
    """

    id: str
    kind: FindingKind
    text: Texts
    scope: str = "package"
    severity: Severity = Severity.SERIOUS
    when: tuple[dict[str, Any], ...] = ()
    needs: tuple[dict[str, Any], ...] = ()
    fixes: tuple[str, ...] = ()
    rights: tuple[RightLink, ...] = ()
    evidence: tuple[str, ...] = ()
    counter_evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    recommendation: str = ""
    weak: bool = False
    strength: int = 1
    pack: str = ""

    @property
    def title(self) -> Message:
        """Its name."""
        return text(self.text, "title")
