"""Scenarios hold only what differs from their parent: read as a package, written by editing, compared side by side."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbench.errors import RequestError, message
from workbench.model import codec
from workbench.model.edits import SUBJECTS, Change, apply, find
from workbench.model.follow import follow
from workbench.model.package import Package, Scenario
from workbench.model.results import Checked, Estimate
from workbench.model.table import Table
from workbench.model.vouched import vouched

_VARIED = frozenset({"package", "measure", "group", "assumption", "financing", "law", "treaty"})
"""Kinds of subject a scenario may see otherwise; tables, judgements and scenarios are the same in all."""

SLIGHT = 1e-12
"""A change below this share of the total is the rounding of sums."""


_COMMON = frozenset({"base_year", "horizon", "currency", "country", "country_code", "packs"})
"""Fields of the package without which scenarios could not be compared."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing two packages see otherwise, as plain JSON; None where it is not there.

    Attributes:
        subject: "package", or a kind and an id such as "measure:social-pension".
        field: The field, dots reaching inside; empty where the whole record is there only once.
    """

    subject: str
    field: str
    first: Any
    second: Any


@dataclass(frozen=True, slots=True)
class Move:
    """What one measure adds to the cost from one package to another; negative where it saves."""

    id: str
    title: str
    change: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two packages side by side, in what goes in and in what comes out.

    Attributes:
        inputs: What differs between them.
        criteria: Criterion, status in the first, status in the second, where they differ.
        gone: Findings, by id, that only the first has.
        new: Findings that only the second has.
        estimates: What each costs.
    """

    inputs: tuple[Difference, ...]
    criteria: tuple[tuple[str, str, str], ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    estimates: tuple[Estimate, Estimate]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.inputs or self.criteria or self.gone or self.new)

    def moves(self, year: int) -> tuple[Move, ...]:
        """Give what each measure adds to the first's cost on the way to the second's, largest first.

        Empty where one of them does not cost the year; what existed before is in neither total.
        """
        first, second = self.estimates
        if year not in first.years or year not in second.years:
            return ()
        costs: dict[str, Move] = {}
        for estimate, sign in ((first, -1.0), (second, 1.0)):
            place = estimate.years.index(year)
            for line in estimate.measures:
                before = costs[line.id].change if line.id in costs else 0.0
                costs[line.id] = Move(line.id, line.title, before + sign * line.cost[place])
        moved = [move for move in costs.values() if abs(move.change) > SLIGHT * max(1.0, *first.total)]
        return tuple(sorted(moved, key=lambda move: -abs(move.change)))


def with_scenario(package: Package, scenario: str) -> Package:
    """Give the package with a scenario's overrides, its parents' first.

    Raises:
        RequestError: There is no such scenario, or one is its own ancestor.
    """
    for record in _chain(package, scenario):
        seen = vouched(apply(package, _as_changes(record.overrides)), package, lambda measure: None)
        package = follow(seen, strict=False)
    return package


def held(package: Package, scenario: str) -> tuple[Difference, ...]:
    """Give what a scenario itself holds: first its parent's value, second its own.

    Raises:
        RequestError: There is no such scenario.
    """
    record = find(package, f"scenario:{scenario}")
    parent, own = with_scenario(package, record.parent), with_scenario(package, scenario)
    return tuple(
        Difference(subject, field, _value(parent, subject, field), _value(own, subject, field))
        for subject, field, _ in record.overrides
    )


def taken_back(package: Package, scenario: str, subject: str, field: str) -> tuple[Change, ...]:
    """Give the changes by which a scenario no longer holds a value of its own, and sees its parent's."""
    overrides = find(package, f"scenario:{scenario}").overrides
    rest = [list(one) for one in overrides if one[:2] != (subject, field)]
    return (Change("set", f"scenario:{scenario}", "overrides", rest),)


def overriding(package: Package, scenario: str, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Turn changes made while a scenario is looked at into changes of the scenario.

    A value that is the same as the parent's is no longer held. What comes or goes whole, and what no scenario may see
    otherwise, is a change of the package itself, and so of all scenarios.
    """
    record = find(package, f"scenario:{scenario}")
    parent = with_scenario(package, record.parent)
    changes = tuple(changes)
    for change in changes:
        if (change.op, change.subject) == ("set", "package") and change.field in _COMMON:
            raise RequestError(
                message("All scenarios share this field of the package."),
                where=f"package {change.field}",
                remedy=message("Set it in the package itself."),
            )
    overrides = list(record.overrides)
    rest: list[Change] = []
    for change in changes:
        if change.op != "set" or change.subject.partition(":")[0] not in _VARIED:
            rest.append(change)
            continue
        overrides = [held for held in overrides if held[:2] != (change.subject, change.field)]
        below = apply(parent, _as_changes(overrides))
        if apply(below, [change]) != below:
            overrides.append((change.subject, change.field, json.dumps(change.value, ensure_ascii=False)))
    if overrides != list(record.overrides):
        rest.append(Change("set", f"scenario:{scenario}", "overrides", [list(held) for held in overrides]))
    return tuple(rest)


def compare(
    first: tuple[Package, Checked, Estimate], second: tuple[Package, Checked, Estimate]
) -> Comparison:
    """Set two packages with their results side by side."""
    statuses = {result.id: result.status.value for result in (*first[1].criteria, *first[1].further)}
    changed = tuple(
        (result.id, statuses.get(result.id, ""), result.status.value)
        for result in (*second[1].criteria, *second[1].further)
        if statuses.get(result.id, "") != result.status.value
    )
    before = {finding.id for finding in first[1].findings}
    after = {finding.id for finding in second[1].findings}
    return Comparison(
        differences(first[0], second[0]),
        changed,
        tuple(finding.id for finding in first[1].findings if finding.id not in after),
        tuple(finding.id for finding in second[1].findings if finding.id not in before),
        (first[2], second[2]),
    )


def differences(first: Package, second: Package) -> tuple[Difference, ...]:
    """Give what two packages see otherwise, field by field; imported tables by name only."""
    found: list[Difference] = []
    for name in dataclasses.fields(Package):
        kind = next((kind for kind, (collection, _) in SUBJECTS.items() if collection == name.name), "")
        old, new = getattr(first, name.name), getattr(second, name.name)
        if not kind:
            found += _fields("package", name.name, old, new)
            continue
        olds, news = {one.id: one for one in old}, {one.id: one for one in new}
        for key in dict.fromkeys((*olds, *news)):
            was, now = olds.get(key), news.get(key)
            if was is None or now is None:
                found.append(Difference(f"{kind}:{key}", "", _named(was), _named(now)))
            elif kind == "table":
                if dataclasses.replace(was, imported="") != dataclasses.replace(now, imported=""):
                    found.append(Difference(f"{kind}:{key}", "", _version(was), _version(now)))
            else:
                for field in dataclasses.fields(was):
                    found += _fields(
                        f"{kind}:{key}", field.name, getattr(was, field.name), getattr(now, field.name)
                    )
    return tuple(found)


def _value(package: Package, subject: str, field: str) -> Any:
    value = find(package, subject)
    for name in field.split("."):
        value = getattr(value, name, None)
    return codec.dump(value)


def _fields(subject: str, path: str, old: Any, new: Any) -> list[Difference]:
    if old == new:
        return []
    if dataclasses.is_dataclass(old) and type(old) is type(new) and not hasattr(old, "points"):
        return [
            difference
            for field in dataclasses.fields(old)
            if field.name != "by_hand"  # who set a value is no input
            for difference in _fields(
                subject, f"{path}.{field.name}", getattr(old, field.name), getattr(new, field.name)
            )
        ]
    return [Difference(subject, path, codec.dump(old), codec.dump(new))]


def _version(table: Table) -> str:
    return f"{table.workbook} {table.sha256[:8]}"


def _named(record: Any) -> Any:
    if record is None:
        return None
    return getattr(record, "title", "") or getattr(record, "name", "") or record.id


def _chain(package: Package, scenario: str) -> list[Scenario]:
    """Give a scenario with its ancestors, the oldest first."""
    chain: list[Scenario] = []
    while scenario:
        record = find(package, f"scenario:{scenario}")
        if record in chain:
            raise RequestError(
                message("Scenario {name} is its own parent.", name=scenario),
                where=f"scenario:{scenario}",
                remedy=message("Give it another parent."),
            )
        chain.append(record)
        scenario = record.parent
    return chain[::-1]


def _as_changes(overrides: Iterable[tuple[str, str, str]]) -> list[Change]:
    return [Change("set", subject, field, _json_or_text(value)) for subject, field, value in overrides]


def _json_or_text(value: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value
