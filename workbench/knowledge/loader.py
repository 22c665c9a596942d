"""Knowledge packs: folders of TOML files, read, validated and cross-checked; all problems are told at once."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator
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
from workbench.knowledge.sound import Part, cross_check, problem
from workbench.knowledge.user import user_folder
from workbench.model import codec
from workbench.model.group import Group, Lack
from workbench.model.measure import Measure
from workbench.model.names import meant

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


def load_bundled(pack: str = SOURCE_PACK) -> Knowledge:
    """Load a pack that ships with the program; one that builds on the source paper's is joined to it."""
    parts = [read(assets.resource("packs", name), name=name) for name in dict.fromkeys((SOURCE_PACK, pack))]
    return _sound(parts, parts[-1])


def load_all(folder: Path | None = None) -> Knowledge:
    """Load the bundled packs and the user's; what is wrong with a user's pack is in `refused`, and stops nothing.

    Args:
        folder: The folder of the user's packs; else the one `user_folder` gives.
    """
    parts = shipped()
    refused: list[PackError] = []
    waiting = _of_user(folder, refused)
    moved = True
    while waiting and moved:
        # A pack may build on another of the user's packs, in whatever order they stand.
        moved = False
        for part in tuple(waiting):
            if not problems_of([*parts, part], part):
                parts.append(part)
                waiting.remove(part)
                moved = True
    refused += [_refusal(part, problems_of([*parts, part], part)) for part in waiting]
    return dataclasses.replace(join(parts), refused=tuple(refused))


def load_folder(folder: Path, *, alone: bool = False) -> Knowledge:
    """Load a pack from a folder, beside the bundled ones or alone.

    Raises:
        PackError: With every problem found, each with file and field.
    """
    part = read(folder, name=folder.resolve().name)
    beside = [] if alone or part.pack.id == SOURCE_PACK else shipped()
    return _sound([*(other for other in beside if other.pack.id != part.pack.id), part], part)


def shipped() -> list[Part]:
    """Read the packs that ship with the program."""
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
    problems = problems_of(parts, asked)
    if problems:
        raise _refusal(asked, problems)
    return join(parts)


def _refusal(part: Part, problems: list[Problem]) -> PackError:
    return PackError(
        message("The knowledge pack “{name}” is refused.", name=part.pack.title),
        where=part.pack.id,
        problems=tuple((problem.place, _with_remedy(problem)) for problem in problems),
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
            take(part, f"{name}/{file}", data)
        except RecursionError:
            part.problems.append(problem(f"{name}/{file}", message("is nested too deeply")))
    if not part.places and not part.problems:
        part.problems.append(problem(name, message("the pack is empty")))
    return part


def take(part: Part, file: str, data: dict[str, Any]) -> None:
    """Take the records of one file into a part; what is wrong with them goes to its problems."""
    for kind, items in data.items():
        if kind == "pack":
            found = codec.load(Pack, items, where=f"{file}: pack", report=part.problems.append)
            part.pack = found or part.pack
            continue
        if kind not in _KINDS:
            what = message("there is no such section")
            part.problems.append(problem(f"{file}: {kind}", what, meant(kind, _KINDS)))
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
    return problem(place, message("this identifier stands already in {place}", place=other))


def problems_of(parts: list[Part], asked: Part) -> list[Problem]:
    """Give everything wrong with one pack among others."""
    problems = list(asked.problems)
    others = [part for part in parts if part is not asked]
    for other in others:
        if other.pack.id == asked.pack.id:
            problems.append(problem(asked.pack.id, message("a pack of this identifier is loaded already")))
        problems += [
            _stands_already(place, other.places[key])
            for key, place in asked.places.items()
            if key in other.places
        ]
    try:
        found = join([*others, asked], report=problems.append, about=asked)
        problems += cross_check(found, asked)
    except RecursionError:
        problems.append(problem(asked.pack.id, message("is nested too deeply")))
    return problems


def join(parts: list[Part], *, report: codec.Report | None = None, about: Part | None = None) -> Knowledge:
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
        problems.append(problem(str(folder), message("there is no folder with TOML files here")))
    for entry in entries:
        place = f"{folder.name}/{entry.name}"
        try:
            yield entry.name, tomllib.loads(entry.read_text(encoding="utf-8-sig"))
        except RecursionError:
            problems.append(problem(place, message("is nested too deeply")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            problems.append(problem(place, message("cannot be read: {reason}", reason=str(error))))


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
        lacks=tuple(Lack(capability, None) for capability in item.lacks),
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
