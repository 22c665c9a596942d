"""The words each open vocabulary holds: those of the packs, of the package itself, and of the world's currencies.

The menus of the window, the command `words` and the admission of edits all ask here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.errors import Message, message, verbatim
from workbench.knowledge.base import Knowledge
from workbench.model import assumed
from workbench.model.currencies import codes, currency_title
from workbench.model.package import Package
from workbench.model.words import EVERYONE

Words = dict[str, Message]
UNITS = {
    "share": message("a share, written in per cent"),
    "money": message("money of the package’s currency"),
    "persons": message("people"),
    "index": message("an index"),
    "number": message("a plain number"),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One open vocabulary.

    Attributes:
        title: What its words are.
        listed: The name the command `words` lists them by; empty where it does not.
        words: Gives them by id, from the knowledge and the package.
        open_for: Why a word that is not there is taken all the same; empty where it is refused.
    """

    title: Message
    words: Callable[[Knowledge, Package], Words]
    listed: str = ""
    open_for: str = ""


def _of_packs(name: str) -> Callable[[Knowledge, Package], Words]:
    def words(knowledge: Knowledge, package: Package) -> Words:
        return {one.id: one.title for one in knowledge.vocabulary(name).values()}

    return words


def _groups(knowledge: Knowledge, package: Package) -> Words:
    own = {one.id: verbatim(one.name) for one in package.groups}
    return {EVERYONE: message("everyone")} | own


def _measures(knowledge: Knowledge, package: Package) -> Words:
    return {one.id: verbatim(one.title) for one in package.measures}


def _conflicts(knowledge: Knowledge, package: Package) -> Words:
    parts = (
        ("trait", message("trait: {name}"), _of_packs("trait")(knowledge, package)),
        ("capability", message("has: {name}"), _of_packs("capability")(knowledge, package)),
        ("measure", message("measure: {name}"), _measures(knowledge, package)),
        ("instrument", message("kind: {name}"), {one.id: one.title for one in knowledge.instruments}),
    )
    return {
        f"{kind}:{word}": said.filled(name=title)
        for kind, said, words in parts
        for word, title in words.items()
    }


def _spending(knowledge: Knowledge, package: Package) -> Words:
    sectors = _of_packs("sector")(knowledge, package)
    return {f"measure:{one}": title for one, title in _measures(knowledge, package).items()} | {
        f"sector:{one}": title for one, title in sectors.items()
    }


def _series(knowledge: Knowledge, package: Package) -> Words:
    return {one.key: verbatim(one.label) for table in package.tables for one in table.series}


def _currencies(knowledge: Knowledge, package: Package) -> Words:
    own = {package.currency: verbatim(package.currency_name or package.currency)} if package.currency else {}
    return own | {code: verbatim(currency_title(code)) for code in codes()}


VOCABULARIES: dict[str, Vocabulary] = {
    "capability": Vocabulary(
        message("capabilities that people have or lack"), listed="capabilities", words=_of_packs("capability")
    ),
    "sector": Vocabulary(message("sectors"), listed="sectors", words=_of_packs("sector")),
    "provision": Vocabulary(
        message("provisions of human rights law"),
        listed="rights",
        words=lambda facts, _: {one.id: one.gist for one in facts.rights},
    ),
    "currency": Vocabulary(message("currencies in use"), listed="currencies", words=_currencies),
    "group-template": Vocabulary(
        message("usual groups"),
        listed="groups",
        words=lambda facts, _: {one.id: one.title for one in facts.groups},
    ),
    "instrument": Vocabulary(
        message("instruments of the catalogue"),
        listed="instruments",
        words=lambda facts, _: {one.id: one.title for one in facts.instruments},
    ),
    "trait": Vocabulary(
        message("traits that measures may clash with"), listed="traits", words=_of_packs("trait")
    ),
    "safeguard": Vocabulary(message("safeguards"), listed="safeguards", words=_of_packs("safeguard")),
    "tag": Vocabulary(message("what rules look for by name"), listed="tags", words=_of_packs("tag")),
    "contingency": Vocabulary(
        message("social security contingencies"), listed="contingencies", words=_of_packs("contingency")
    ),
    "cofog": Vocabulary(
        message("functions of government (COFOG)"),
        listed="functions",
        words=_of_packs("cofog"),
        open_for="a national classification may be finer",
    ),
    "treaty": Vocabulary(message("treaties and declarations"), listed="treaties", words=_of_packs("treaty")),
    "assumption": Vocabulary(
        message("what an assumption can stand for"),
        listed="assumptions",
        words=lambda _, package: dict(assumed.choices(package)),
        open_for="a name nothing reads is told in the costing",
    ),
    "unit": Vocabulary(message("units of an assumption"), listed="units", words=lambda *_: UNITS),
    "group": Vocabulary(message("groups of the package"), _groups),
    "measure": Vocabulary(
        message("measures of the package"),
        _measures,
        open_for="it may be added later, and costing says if not",
    ),
    "figure": Vocabulary(
        message("figures of the costing"),
        lambda *_: {},
        open_for="the costing says which is not there, and the nearest",
    ),
    "spending": Vocabulary(
        message("measures and sectors money can be reserved for"),
        _spending,
        open_for="it may be added later, and the costing says if not",
    ),
    "conflict": Vocabulary(message("what a measure may clash with"), _conflicts),
    "series": Vocabulary(
        message("imported series"), _series, open_for="its workbook may be brought in later"
    ),
    "scenario": Vocabulary(
        message("scenarios"),
        lambda _, package: {one.id: verbatim(one.title or one.id) for one in package.scenarios},
        open_for="the order of scenarios is looked at as a whole",
    ),
    "pack": Vocabulary(
        message("knowledge packs"), _of_packs("pack"), open_for="packs that are here are looked at by name"
    ),
}


def words(name: str, knowledge: Knowledge, package: Package) -> Words:
    """Give the words of a vocabulary with their titles, in the order of their source."""
    return VOCABULARIES[name].words(knowledge, package)


LISTED = {one.listed: name for name, one in VOCABULARIES.items() if one.listed}
"""The vocabularies that are listed, by the name the command `words` takes."""
