"""Knowledge packs: folders of TOML files, read, validated and cross-checked; all problems are told at once."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from workbench import assets
from workbench.errors import Message, PackError, Problem, message
from workbench.knowledge import conditions
from workbench.knowledge.base import Knowledge
from workbench.knowledge.forms import (
    Evidence,
    GroupTemplate,
    Instrument,
    Right,
    Rule,
    Source,
    Word,
)
from workbench.model import codec
from workbench.model.group import Group, Lack
from workbench.model.measure import Measure

DEFAULT_PACK = "social-integration-2008"

_KINDS: dict[str, type[Any]] = {
    "word": Word,
    "source": Source,
    "evidence": Evidence,
    "right": Right,
    "instrument": Instrument,
    "group": GroupTemplate,
    "rule": Rule,
}
_SCOPES = ("package", "sector", "group", "measure", "sector-group", "measure-group", "pair")
_FIELD = re.compile(r"\{(\w+)\}")
_TEXT_FIELDS = frozenset(
    (
        "measure",
        "group",
        "sector",
        "measures",
        "groups",
        "missing",
        "years",
        "year",
        "share",
        "people",
        "others",
        "count",
    )
)


def load_bundled(pack: str = DEFAULT_PACK) -> Knowledge:
    """Load a pack that ships with the program."""
    return load(assets.resource("packs", pack), name=pack)


def load_folder(folder: Path) -> Knowledge:
    """Load a pack from the user's folder.

    Raises:
        PackError: With every problem found, each with file and field.
    """
    return load(folder, name=folder.name)


def load(folder: Traversable | Path, *, name: str) -> Knowledge:
    """Load, validate and cross-check a pack."""
    problems: list[Problem] = []
    records: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    places: dict[str, str] = {}
    for file, data in _files(folder, problems):
        for kind, items in data.items():
            if kind == "pack":
                continue
            if kind not in _KINDS:
                guess = codec.nearest(kind, _KINDS)
                problems.append(_problem(f"{file}: {kind}", message("there is no such section"), guess))
                continue
            for position, item in enumerate(items if isinstance(items, list) else [items]):
                identifier = item.get("id", position) if isinstance(item, dict) else position
                place = f"{file}: {kind} {identifier}"
                record = codec.load(_KINDS[kind], item, where=place, report=problems.append)
                if record is None:
                    continue
                vocabulary = f"{record.vocabulary}." if kind == "word" else ""
                key = f"{kind}:{vocabulary}{record.id}"
                if key in places:
                    problems.append(
                        _problem(
                            place, message("this identifier stands already in {place}", place=places[key])
                        )
                    )
                    continue
                places[key] = place
                records[kind].append(record)
    records["instrument"] = [_with_measure(item, places, problems) for item in records["instrument"]]
    records["group"] = [_with_group(item) for item in records["group"]]
    rules = [_with_conditions(rule, places, problems) for rule in records["rule"]]
    knowledge = Knowledge(
        words=tuple(records["word"]),
        sources=tuple(records["source"]),
        evidence=tuple(records["evidence"]),
        rights=tuple(records["right"]),
        instruments=tuple(records["instrument"]),
        groups=tuple(records["group"]),
        rules=tuple(rule for rule, _, _ in rules),
        conditions={rule.id: (when, needs) for rule, when, needs in rules},
    )
    problems.extend(_cross_check(knowledge, places))
    if not places and not problems:
        problems.append(_problem(name, message("the pack is empty")))
    if problems:
        raise PackError(
            message("The knowledge pack “{name}” is refused.", name=name),
            where=name,
            problems=tuple((problem.where, problem.message) for problem in problems),
        )
    return knowledge


def _files(folder: Traversable | Path, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        entries = sorted(
            (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
        )
    except OSError:
        entries = []
    if not entries:
        problems.append(_problem(str(folder), message("there is no folder with TOML files here")))
    for entry in entries:
        try:
            yield entry.name, tomllib.loads(entry.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(_problem(entry.name, message("cannot be read: {reason}", reason=str(error))))


def _with_measure(item: Instrument, places: dict[str, str], problems: list[Problem]) -> Instrument:
    place = places[f"instrument:{item.id}"]
    data = {"id": item.id, "title": "", "instrument": item.id, "sector": item.sector} | item.facets
    measure = codec.load(Measure, data, where=f"{place}.facets", report=problems.append)
    return dataclasses.replace(item, measure=measure)


def _with_group(item: GroupTemplate) -> GroupTemplate:
    group = Group(
        id=item.id,
        name="",
        template=item.id,
        lacks=tuple(Lack(capability, 0.0) for capability in item.lacks),
        unequal_terms=item.unequal_terms,
        traits=item.traits,
        contested=item.contested,
    )
    return dataclasses.replace(item, group=group)


def _with_conditions(
    rule: Rule, places: dict[str, str], problems: list[Problem]
) -> tuple[Rule, tuple[conditions.Condition, ...], tuple[conditions.Condition, ...]]:
    place = places[f"rule:{rule.id}"]

    def parsed(data: tuple[dict[str, Any], ...], name: str) -> tuple[conditions.Condition, ...]:
        found = [
            conditions.parse(item, where=f"{place}.{name}[{position}]", report=problems.append)
            for position, item in enumerate(data)
        ]
        return tuple(condition for condition in found if condition is not None)

    return rule, parsed(rule.when, "when"), parsed(rule.needs, "needs")


def _cross_check(knowledge: Knowledge, places: dict[str, str]) -> Iterator[Problem]:
    for item in knowledge.instruments:
        place = places[f"instrument:{item.id}"]
        yield from _known(place, "sector", [item.sector], knowledge.vocabulary("sector"))
        yield from _known(place, "sources", item.sources, knowledge.source_ids)
        if item.measure is not None:
            yield from _check_measure(place, item.measure, knowledge)
        yield from _texts(place, item.text, ("title", "summary"), frozenset())
    for group in knowledge.groups:
        place = places[f"group:{group.id}"]
        yield from _known(place, "lacks", group.lacks, knowledge.vocabulary("capability"))
        yield from _known(place, "traits", group.traits, knowledge.vocabulary("trait"))
        yield from _texts(place, group.text, ("title",), frozenset())
    for evidence in knowledge.evidence:
        place = places[f"evidence:{evidence.id}"]
        yield from _known(place, "source", [evidence.source], knowledge.source_ids)
        yield from _texts(place, evidence.text, ("finding",), frozenset())
    for right in knowledge.rights:
        place = places[f"right:{right.id}"]
        yield from _known(place, "treaty", [right.treaty], knowledge.vocabulary("treaty"))
        yield from _texts(place, right.text, ("gist",), frozenset())
    for rule in knowledge.rules:
        yield from _check_rule(places[f"rule:{rule.id}"], rule, knowledge)


def _check_measure(place: str, measure: Measure, knowledge: Knowledge) -> Iterator[Problem]:
    capabilities = [provision.capability for provision in measure.provides]
    capabilities += [name for need in measure.needs for name in need.any_of]
    yield from _known(place, "capabilities", capabilities, knowledge.vocabulary("capability"))
    yield from _known(place, "safeguards", measure.safeguards, knowledge.vocabulary("safeguard"))
    yield from _known(place, "tags", measure.tags, knowledge.vocabulary("tag"))
    yield from _known(place, "rights", measure.rights, {right.id for right in knowledge.rights})
    if measure.contingency:
        yield from _known(place, "contingency", [measure.contingency], knowledge.vocabulary("contingency"))


def _check_rule(place: str, rule: Rule, knowledge: Knowledge) -> Iterator[Problem]:
    if rule.scope not in _SCOPES:
        yield _problem(
            f"{place}.scope", message("“{given}” is not one of {known}", given=rule.scope, known=_SCOPES)
        )
    if not rule.sources:
        yield _problem(f"{place}.sources", message("a rule names its source"))
    yield from _known(place, "sources", rule.sources, knowledge.source_ids)
    yield from _known(place, "fixes", rule.fixes, {item.id for item in knowledge.instruments})
    known = {item.id for item in knowledge.evidence}
    yield from _known(place, "evidence", (*rule.evidence, *rule.counter_evidence), known)
    yield from _known(
        place, "rights", [link.provision for link in rule.rights], {item.id for item in knowledge.rights}
    )
    yield from _texts(place, rule.text, ("title", "finding", "advice"), _TEXT_FIELDS)
    for selector in knowledge.selectors(rule.id):
        yield from _known(place, "sector", selector.sector, knowledge.vocabulary("sector"))
        yield from _known(place, "safeguards", selector.safeguards, knowledge.vocabulary("safeguard"))
        yield from _known(place, "tags", selector.tags, knowledge.vocabulary("tag"))
        yield from _known(
            place, "capabilities", (*selector.provides, *selector.needs), knowledge.vocabulary("capability")
        )
        yield from _known(place, "contingency", selector.contingency, knowledge.vocabulary("contingency"))
        yield from _known(
            place, "instrument", selector.instrument, {item.id for item in knowledge.instruments}
        )


def _known(place: str, field: str, given: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    known = set(known)
    for name in given:
        if name not in known:
            yield _problem(
                f"{place}.{field}", message("“{name}” is not known", name=name), codec.nearest(name, known)
            )


def _texts(
    place: str, texts: dict[str, dict[str, str]], needed: Iterable[str], fields: frozenset[str]
) -> Iterator[Problem]:
    for name in needed:
        if not texts.get("en", {}).get(name):
            yield _problem(f"{place}.text.en.{name}", message("is missing"))
    for language, held in texts.items():
        for name, sentence in held.items():
            for unknown in set(_FIELD.findall(sentence)) - fields:
                yield _problem(
                    f"{place}.text.{language}.{name}", message("“{name}” is not known", name=unknown)
                )


def _problem(where: str, what: Message, guess: str = "") -> Problem:
    return Problem("serious", where, what, message("Did you mean “{guess}”?", guess=guess) if guess else None)
