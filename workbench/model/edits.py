"""Edits as data: the one way a package changes, for the window, the command line, fixes and scenarios alike."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.errors import Message, Problem, RequestError, message
from workbench.model import codec
from workbench.model.group import Group
from workbench.model.mapping import Mapping
from workbench.model.measure import Measure
from workbench.model.names import meant, nearest
from workbench.model.package import (
    Acceptance,
    Assumption,
    FinancingLine,
    Interaction,
    Law,
    Override,
    Package,
    Published,
    Range,
    Scenario,
    Treaty,
)
from workbench.model.paths import Path
from workbench.model.table import Table

SUBJECTS: dict[str, tuple[str, type[Any]]] = {
    "group": ("groups", Group),
    "measure": ("measures", Measure),
    "assumption": ("assumptions", Assumption),
    "financing": ("financing", FinancingLine),
    "law": ("laws", Law),
    "treaty": ("treaties", Treaty),
    "scenario": ("scenarios", Scenario),
    "published": ("published", Published),
    "range": ("ranges", Range),
    "table": ("tables", Table),
    "mapping": ("mappings", Mapping),
    "acceptance": ("acceptances", Acceptance),
    "override": ("overrides", Override),
    "interaction": ("interactions", Interaction),
}
"""Kind of subject -> the package's collection and the record it holds."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one subject.

    Attributes:
        op: "set", "add" or "remove".
        subject: "package", or a kind and an id such as "measure:social-pension".
        field: For "set", the field; dots reach inside ("cost.level").
        value: Plain JSON: the field's new value, or the whole record to add.
        position: For "add", where in the collection; -1 for the end.
    """

    op: str
    subject: str
    field: str = ""
    value: Any = None
    position: int = -1


@dataclass(frozen=True, slots=True)
class Edit:
    """One labelled step of work: what undo takes back in one go."""

    label: Message
    changes: tuple[Change, ...]


def set_value(subject: str, field: str, value: Any) -> Change:
    """Make a change that sets a field; the value may be a model value or plain JSON."""
    return Change("set", subject, field, codec.dump(value))


def add(kind: str, record: Any, position: int = -1) -> Change:
    """Make a change that adds a record."""
    return Change("add", f"{kind}:{record.id}", value=codec.dump(record), position=position)


def remove(subject: str) -> Change:
    """Make a change that removes a subject."""
    return Change("remove", subject)


def replace(kind: str, record: Any) -> tuple[Change, ...]:
    """Make the changes that put a whole record in place of the one with its id."""
    subject = f"{kind}:{record.id}"
    return (Change("remove", subject), Change("add", subject, value=codec.dump(record)))


def apply(package: Package, changes: Iterable[Change]) -> Package:
    """Make the package that results from changes.

    Raises:
        RequestError: A subject or field does not exist or a value is of the wrong type; the package is unchanged.
    """
    gone: set[str] = set()
    for change in changes:
        if change.op == "add":
            package = _add(package, change)
            gone.discard(change.subject)
        elif change.op == "remove":
            package = _remove(package, change)
            gone.add(change.subject)
        else:
            package = _set(package, change)
    return _without_overrides(package, gone) if gone else package


def find(package: Package, subject: str) -> Any:
    """Give the record a subject names: the package itself or a member of a collection.

    Raises:
        RequestError: There is none; the message names the nearest.
    """
    if subject == "package":
        return package
    collection, _ = _collection(subject)
    records = getattr(package, collection)
    wanted = subject.partition(":")[2]
    for record in records:
        if record.id == wanted:
            return record
    raise _no_such(subject, [f"{subject.partition(':')[0]}:{record.id}" for record in records])


def _set(package: Package, change: Change) -> Package:
    record = find(package, change.subject)
    if change.field == "id":
        raise RequestError(message("An identifier cannot be changed."), where=f"{change.subject} id")
    changed = _set_field(record, change.field.split("."), change.value, f"{change.subject} {change.field}")
    if change.subject == "package":
        assert isinstance(changed, Package)
        return changed
    collection, _ = _collection(change.subject)
    return _with(
        package,
        collection,
        tuple(changed if item is record else item for item in getattr(package, collection)),
    )


def _set_field(record: Any, path: list[str], value: Any, where: str) -> Any:
    name, rest = path[0], path[1:]
    names = [field.name for field in dataclasses.fields(record)] if dataclasses.is_dataclass(record) else []
    if name not in names:
        raise RequestError(
            message("There is no field “{name}”.", name=name),
            where=where,
            remedy=meant(name, names) or message("`policy-workbench fields` lists the fields."),
        )
    current = getattr(record, name)
    if rest and dataclasses.is_dataclass(current) and not isinstance(current, Path):
        return dataclasses.replace(record, **{name: _set_field(current, rest, value, where)})
    if rest:
        # Reaches into a value by year or an absent optional record: rebuild it from JSON with one key changed.
        held = codec.dump(current)
        held = held if isinstance(held, dict) else {}
        value = held | {".".join(rest): value}
    problems: list[Problem] = []
    loaded = codec.load_field(record, name, value, where=where, report=problems.append)
    if problems:
        raise RequestError(problems[0].message, where=problems[0].where, remedy=problems[0].remedy)
    return dataclasses.replace(record, **{name: loaded})


def _add(package: Package, change: Change) -> Package:
    collection, kind = _collection(change.subject)
    wanted = change.subject.partition(":")[2]
    records = getattr(package, collection)
    if any(record.id == wanted for record in records):
        raise RequestError(
            message("There is already a {subject}.", subject=change.subject),
            where=change.subject,
            remedy=message("Choose another identifier, or change the one that exists."),
        )
    problems: list[Problem] = []
    record = codec.load(
        kind, {"id": wanted} | (change.value or {}), where=change.subject, report=problems.append
    )
    if record is None:
        first = problems[0]
        raise RequestError(first.message, where=first.where, remedy=first.remedy)
    position = len(records) if change.position < 0 else change.position
    return _with(package, collection, (*records[:position], record, *records[position:]))


def _remove(package: Package, change: Change) -> Package:
    record = find(package, change.subject)
    if record is package:
        raise RequestError(message("The package itself cannot be removed."), where="package")
    collection, _ = _collection(change.subject)
    package = _with(
        package, collection, tuple(item for item in getattr(package, collection) if item is not record)
    )
    if collection == "scenarios":
        return _without_scenario(package, record)
    return _without_group(package, record.id) if collection == "groups" else package


def _without_scenario(package: Package, gone: Scenario) -> Package:
    """Let the scenarios that started from a removed one go on seeing what they saw."""

    def orphan(child: Scenario) -> Scenario:
        own = {(subject, field) for subject, field, _ in child.overrides}
        inherited = tuple(one for one in gone.overrides if one[:2] not in own)
        return dataclasses.replace(child, parent=gone.parent, overrides=(*inherited, *child.overrides))

    scenarios = tuple(orphan(one) if one.parent == gone.id else one for one in package.scenarios)
    return dataclasses.replace(package, scenarios=scenarios)


def _without_overrides(package: Package, gone: set[str]) -> Package:
    """Take what scenarios say about removed subjects out of them; nobody could see them any more."""
    scenarios = tuple(
        dataclasses.replace(one, overrides=tuple(held for held in one.overrides if held[0] not in gone))
        if any(held[0] in gone for held in one.overrides)
        else one
        for one in package.scenarios
    )
    return dataclasses.replace(package, scenarios=scenarios) if scenarios != package.scenarios else package


def _without_group(package: Package, group_id: str) -> Package:
    """Take a removed group out of everything that names it."""

    def rest(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name != group_id)

    measures = tuple(
        dataclasses.replace(item, groups=rest(item.groups)) if group_id in item.groups else item
        for item in package.measures
    )
    laws = tuple(
        dataclasses.replace(item, groups=rest(item.groups)) if group_id in item.groups else item
        for item in package.laws
    )
    groups = tuple(
        dataclasses.replace(item, disjoint_with=rest(item.disjoint_with))
        if group_id in item.disjoint_with
        else item
        for item in package.groups
    )
    return dataclasses.replace(package, measures=measures, laws=laws, groups=groups)


def _with(package: Package, collection: str, records: tuple[Any, ...]) -> Package:
    changed: dict[str, Any] = {collection: records}
    return dataclasses.replace(package, **changed)


def _collection(subject: str) -> tuple[str, type[Any]]:
    kind = subject.partition(":")[0]
    if kind not in SUBJECTS or ":" not in subject:
        guess = nearest(kind, [*SUBJECTS, "package"])
        raise RequestError(
            message("There is no {subject} in this package.", subject=subject),
            where=subject,
            remedy=message("Did you mean “{guess}”?", guess=subject.replace(kind, guess, 1))
            if guess
            else message("Kinds are {kinds}.", kinds=tuple(SUBJECTS)),
        )
    return SUBJECTS[kind]


def _no_such(subject: str, known: list[str]) -> RequestError:
    return RequestError(
        message("There is no {subject} in this package.", subject=subject),
        where=subject,
        remedy=meant(subject, known) or message("`policy-workbench show` lists what there is."),
    )
