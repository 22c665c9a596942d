"""Knowledge packs: folders of TOML files, read, validated and cross-checked; all problems are told at once."""

from __future__ import annotations

import dataclasses
import string
import tomllib
import typing
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from workbench import assets
from workbench.errors import Message, PackError, Problem, message
from workbench.knowledge import conditions
from workbench.knowledge.base import SOURCE_PACK, Knowledge
from workbench.knowledge.forms import (
    Evidence,
    GroupTemplate,
    Instrument,
    Pack,
    Right,
    Rule,
    Source,
    Word,
)
from workbench.knowledge.user import user_folder
from workbench.model import codec
from workbench.model.group import Group, Lack
from workbench.model.measure import Measure
from workbench.model.package import Package

FURTHER_PACKS = ("ilo-r202", "cescr-gc19")
"""Bundled packs beside the source paper's; a package names those it is checked against."""

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
_FIELDS_OF_SCOPE = {
    "package": frozenset[str](),
    "sector": frozenset({"sector"}),
    "group": frozenset({"group"}),
    "measure": frozenset({"measure"}),
    "sector-group": frozenset({"sector", "group"}),
    "measure-group": frozenset({"measure", "group", "share", "people"}),
    "pair": frozenset({"measure"}),
}
_TEXT_FIELDS = frozenset({"measures", "groups", "missing", "years", "year", "others", "count"})
_FORMATTER = string.Formatter()
_FUNDED = ("always", "from-entitlement")


@dataclasses.dataclass
class Part:
    """The records of one pack as read, before they are checked against those of the others.

    Attributes:
        places: Kind and id of each record -> its file and record, as problems name them.
    """

    pack: Pack
    records: dict[str, list[Any]]
    places: dict[str, str]
    problems: list[Problem]


def load_bundled(pack: str = SOURCE_PACK) -> Knowledge:
    """Load a pack that ships with the program; one that builds on the source paper's is joined to it."""
    parts = [read(assets.resource("packs", name), name=name) for name in dict.fromkeys((SOURCE_PACK, pack))]
    return _sound(parts, parts[-1])


def load_all(folder: Path | None = None) -> Knowledge:
    """Load the bundled packs and the user's; what is wrong with a user's pack is in `refused`, and stops nothing.

    Args:
        folder: The folder of the user's packs; else the one `user_folder` gives.
    """
    parts = _bundled()
    refused: list[PackError] = []
    waiting = _of_user(folder, refused)
    moved = True
    while waiting and moved:
        # A pack may build on another of the user's packs, in whatever order they stand.
        moved = False
        for part in tuple(waiting):
            if not _problems([*parts, part], part):
                parts.append(part)
                waiting.remove(part)
                moved = True
    refused += [_refusal(part, _problems([*parts, part], part)) for part in waiting]
    return dataclasses.replace(_join(parts), refused=tuple(refused))


def load_folder(folder: Path, *, alone: bool = False) -> Knowledge:
    """Load a pack from a folder, beside the bundled ones or alone.

    Raises:
        PackError: With every problem found, each with file and field.
    """
    part = read(folder, name=folder.resolve().name)
    beside = [] if alone or part.pack.id == SOURCE_PACK else _bundled()
    return _sound([*(other for other in beside if other.pack.id != part.pack.id), part], part)


def _bundled() -> list[Part]:
    return [read(assets.resource("packs", name), name=name) for name in (SOURCE_PACK, *FURTHER_PACKS)]


def _of_user(folder: Path | None, refused: list[PackError]) -> list[Part]:
    try:
        where, named = (folder, True) if folder is not None else user_folder()
    except RuntimeError:  # nobody's home folder, as in some services
        return []
    try:
        entries = sorted(
            entry for entry in where.iterdir() if entry.is_dir() and not entry.name.startswith(".")
        )
    except OSError as error:
        if named:
            reason = message(
                "The folder of packs cannot be read: {reason}.", reason=error.strerror or str(error)
            )
            refused.append(PackError(reason, where=str(where), problems=()))
        return []
    return [read(entry, name=entry.name) for entry in entries]


def _sound(parts: list[Part], asked: Part) -> Knowledge:
    problems = _problems(parts, asked)
    if problems:
        raise _refusal(asked, problems)
    return _join(parts)


def _refusal(part: Part, problems: list[Problem]) -> PackError:
    return PackError(
        message("The knowledge pack “{name}” is refused.", name=part.pack.title),
        where=part.pack.id,
        problems=tuple((problem.where, _with_remedy(problem)) for problem in problems),
    )


def _with_remedy(problem: Problem) -> Message:
    if problem.remedy is None:
        return problem.message
    return message("{problem} – {remedy}", problem=problem.message, remedy=problem.remedy)


def read(folder: Traversable | Path, *, name: str) -> Part:
    """Read the records of a pack; problems are kept, none is raised."""
    part = Part(Pack(name, name), {kind: [] for kind in _KINDS}, {}, [])
    for file, data in _files(folder, part.problems):
        try:
            _take(part, f"{name}/{file}", data)
        except RecursionError:
            part.problems.append(_problem(f"{name}/{file}", message("is nested too deeply")))
    if not part.places and not part.problems:
        part.problems.append(_problem(name, message("the pack is empty")))
    return part


def _take(part: Part, file: str, data: dict[str, Any]) -> None:
    for kind, items in data.items():
        if kind == "pack":
            found = codec.load(Pack, items, where=f"{file}: pack", report=part.problems.append)
            part.pack = found or part.pack
            continue
        if kind not in _KINDS:
            guess = codec.nearest(kind, _KINDS)
            part.problems.append(_problem(f"{file}: {kind}", message("there is no such section"), guess))
            continue
        for position, item in enumerate(items if isinstance(items, list) else [items]):
            identifier = item.get("id", position) if isinstance(item, dict) else position
            place = f"{file}: {kind} {identifier}"
            record = codec.load(_KINDS[kind], item, where=place, report=part.problems.append)
            if record is None:
                continue
            taken = next((part.places[key] for key in _keys(kind, record) if key in part.places), "")
            if taken:
                part.problems.append(_stands_already(place, taken))
                continue
            part.places.update(dict.fromkeys(_keys(kind, record), place))
            part.records[kind].append(record)


def _keys(kind: str, record: Any) -> tuple[str, ...]:
    """Give the keys under which a record is known: a word's holds its vocabulary, a rule has aliases."""
    vocabulary = f"{record.vocabulary}." if kind == "word" else ""
    names = (record.id, *record.aliases) if kind == "rule" else (record.id,)
    return tuple(f"{kind}:{vocabulary}{name}" for name in names)


def _stands_already(place: str, other: str) -> Problem:
    return _problem(place, message("this identifier stands already in {place}", place=other))


def _problems(parts: list[Part], asked: Part) -> list[Problem]:
    """Give everything wrong with one pack among others."""
    problems = list(asked.problems)
    others = [part for part in parts if part is not asked]
    for other in others:
        if other.pack.id == asked.pack.id:
            problems.append(_problem(asked.pack.id, message("a pack of this identifier is loaded already")))
        problems += [
            _stands_already(place, other.places[key])
            for key, place in asked.places.items()
            if key in other.places
        ]
    try:
        found = _join([*others, asked], report=problems.append, about=asked)
        problems += _cross_check(found, asked)
    except RecursionError:
        problems.append(_problem(asked.pack.id, message("is nested too deeply")))
    return problems


def _join(parts: list[Part], *, report: codec.Report | None = None, about: Part | None = None) -> Knowledge:
    """Put packs together; problems are reported of the one asked about."""
    instruments: list[Instrument] = []
    rules: list[Rule] = []
    parsed: dict[str, tuple[tuple[conditions.Condition, ...], tuple[conditions.Condition, ...]]] = {}
    for part in parts:
        say = report if report is not None and part is about else _unheard
        for item in part.records["instrument"]:
            made = _with_measure(item, part.places, say)
            instruments.append(dataclasses.replace(made, pack=part.pack.id))
        for rule in part.records["rule"]:
            parsed[rule.id] = _conditions(rule, part.places, say)
            rules.append(dataclasses.replace(rule, pack=part.pack.id))

    def every(kind: str) -> tuple[Any, ...]:
        return tuple(record for part in parts for record in part.records[kind])

    further = [part.pack for part in parts if part.pack.id != SOURCE_PACK]
    names = [Word(pack.id, "pack", {"en": {"title": pack.title, "summary": pack.note}}) for pack in further]
    return Knowledge(
        packs=tuple(part.pack for part in parts),
        words=(*every("word"), *names),
        sources=every("source"),
        evidence=every("evidence"),
        rights=every("right"),
        instruments=tuple(instruments),
        groups=tuple(_with_group(item) for item in every("group")),
        rules=tuple(rules),
        conditions=parsed,
    )


def _unheard(problem: Problem) -> None:
    """Take a problem that is reported where its own pack is asked about."""


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
        place = f"{folder.name}/{entry.name}"
        try:
            yield entry.name, tomllib.loads(entry.read_text(encoding="utf-8-sig"))
        except RecursionError:
            problems.append(_problem(place, message("is nested too deeply")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            problems.append(_problem(place, message("cannot be read: {reason}", reason=str(error))))


def _with_measure(item: Instrument, places: dict[str, str], report: codec.Report) -> Instrument:
    place = places[f"instrument:{item.id}"]
    data = {"id": item.id, "title": "", "instrument": item.id, "sector": item.sector} | item.facets
    measure = codec.load(Measure, data, where=f"{place}.facets", report=report)
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


def _conditions(
    rule: Rule, places: dict[str, str], report: codec.Report
) -> tuple[tuple[conditions.Condition, ...], tuple[conditions.Condition, ...]]:
    place = places[f"rule:{rule.id}"]

    def parsed(data: tuple[dict[str, Any], ...], name: str) -> tuple[conditions.Condition, ...]:
        found = [
            conditions.parse(item, where=f"{place}.{name}[{position}]", report=report)
            for position, item in enumerate(data)
        ]
        return tuple(condition for condition in found if condition is not None)

    return parsed(rule.when, "when"), parsed(rule.needs, "needs")


def _cross_check(knowledge: Knowledge, part: Part) -> Iterator[Problem]:
    """Check what a pack's records name against all that is loaded with it."""
    places = part.places
    for item in knowledge.instruments:
        if item.pack == part.pack.id and (place := places.get(f"instrument:{item.id}")):
            yield from _known(place, "sector", [item.sector], knowledge.vocabulary("sector"))
            yield from _known(place, "sources", item.sources, knowledge.source_ids)
            if item.measure is not None:
                yield from _check_measure(place, item.measure, knowledge)
            yield from _texts(place, item.text, ("title", "summary"), frozenset())
    for group in part.records["group"]:
        place = places[f"group:{group.id}"]
        yield from _known(place, "lacks", group.lacks, knowledge.vocabulary("capability"))
        yield from _known(place, "traits", group.traits, knowledge.vocabulary("trait"))
        yield from _texts(place, group.text, ("title",), frozenset())
    for evidence in part.records["evidence"]:
        place = places[f"evidence:{evidence.id}"]
        yield from _known(place, "source", [evidence.source], knowledge.source_ids)
        yield from _texts(place, evidence.text, ("finding",), frozenset())
    for right in part.records["right"]:
        place = places[f"right:{right.id}"]
        yield from _known(place, "treaty", [right.treaty], knowledge.vocabulary("treaty"))
        yield from _texts(place, right.text, ("gist",), frozenset())
    for rule in part.records["rule"]:
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
    if measure.budget.function:
        yield from _known(place, "budget.function", [measure.budget.function], knowledge.vocabulary("cofog"))


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
    fields = _TEXT_FIELDS | _FIELDS_OF_SCOPE.get(rule.scope, frozenset())
    yield from _texts(place, rule.text, ("title", "finding", "advice"), fields)
    if not rule.needs:
        yield _problem(f"{place}.needs", message("a rule needs at least one condition"))
    for condition in knowledge.leaves(rule.id):
        yield from _check_condition(place, condition, rule, knowledge)
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
        for name, given in (("has", selector.has), ("without", selector.without), ("same", selector.same)):
            yield from _known(place, name, [path for path in given if not _is_field(Measure, path)], ())
        yield from _known(place, "in_sector", [selector.in_sector], ("", "scope"))
        yield from _known(place, "arm_of", [selector.arm_of], ("", "scope", "any"))


def _check_condition(
    place: str, condition: conditions.Condition, rule: Rule, knowledge: Knowledge
) -> Iterator[Problem]:
    """Check what a condition names outside selectors; a name nobody knows would stop the checks."""
    capabilities = knowledge.vocabulary("capability")
    if isinstance(condition, conditions.Stated):
        yield from _known(place, "stated", [condition.stated], [f.name for f in dataclasses.fields(Package)])
    elif isinstance(condition, conditions.Funded):
        yield from _known(place, "funded", [condition.funded], _FUNDED)
    elif isinstance(condition, conditions.Reached) and condition.reached.capability:
        yield from _known(place, "reached.capability", [condition.reached.capability], capabilities)
    elif isinstance(condition, conditions.GroupHas):
        yield from _known(place, "group_has.lacks", condition.group_has.lacks, ("need", *capabilities))
        yield from _known(place, "group_has.trait", condition.group_has.trait, knowledge.vocabulary("trait"))
        if "group" not in rule.scope:
            yield _problem(f"{place}.group_has", message("the rule's scope has no group"))


def _is_field(record: Any, path: str) -> bool:
    """Whether a record has a field; dots reach inside."""
    name, _, rest = path.partition(".")
    if not dataclasses.is_dataclass(record) or name not in {item.name for item in dataclasses.fields(record)}:
        return False
    if not rest:
        return True
    kind = codec.hints(record)[name]
    return any(_is_field(one, rest) for one in (kind, *typing.get_args(kind)))


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
            where = f"{place}.text.{language}.{name}"
            try:
                used = {field for _, field, _, _ in _FORMATTER.parse(sentence) if field is not None}
            except ValueError:
                yield _problem(where, message("a brace has no partner; write {example}", example="{measure}"))
                continue
            for unknown in sorted(used - fields):
                yield _problem(
                    where, message("“{name}” is not known", name=unknown), codec.nearest(unknown, fields)
                )


def _problem(where: str, what: Message, guess: str = "") -> Problem:
    return Problem("serious", where, what, message("Did you mean “{guess}”?", guess=guess) if guess else None)
