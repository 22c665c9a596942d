"""What a pack names, checked against all that is loaded with it: every name known, every sentence whole."""

from __future__ import annotations

import dataclasses
import string
import typing
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.errors import Message, Problem, message
from workbench.knowledge import conditions
from workbench.knowledge.base import Knowledge
from workbench.knowledge.forms import Pack, Rule
from workbench.model import codec
from workbench.model.measure import Measure
from workbench.model.names import meant
from workbench.model.package import Package

SCOPES = ("package", "sector", "group", "measure", "sector-group", "measure-group", "pair")
FIELDS_OF_SCOPE = {
    "package": frozenset[str](),
    "sector": frozenset({"sector"}),
    "group": frozenset({"group"}),
    "measure": frozenset({"measure", "people", "how_many"}),
    "sector-group": frozenset({"sector", "group"}),
    "measure-group": frozenset({"measure", "group", "share", "people", "how_many"}),
    "pair": frozenset({"measure"}),
}
TEXT_FIELDS = frozenset({"measures", "groups", "missing", "years", "year", "others", "count"})
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


def cross_check(knowledge: Knowledge, part: Part) -> Iterator[Problem]:
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
    if rule.scope not in SCOPES:
        yield problem(
            f"{place}.scope", message("“{given}” is not one of {known}", given=rule.scope, known=SCOPES)
        )
    if not rule.sources:
        yield problem(f"{place}.sources", message("a rule names its source"))
    yield from _known(place, "sources", rule.sources, knowledge.source_ids)
    yield from _known(place, "fixes", rule.fixes, {item.id for item in knowledge.instruments})
    known = {item.id for item in knowledge.evidence}
    yield from _known(place, "evidence", (*rule.evidence, *rule.counter_evidence), known)
    yield from _known(
        place, "rights", [link.provision for link in rule.rights], {item.id for item in knowledge.rights}
    )
    fields = TEXT_FIELDS | FIELDS_OF_SCOPE.get(rule.scope, frozenset())
    yield from _texts(place, rule.text, ("title", "finding", "advice"), fields)
    if not rule.needs:
        yield problem(f"{place}.needs", message("a rule needs at least one condition"))
    for condition in knowledge.leaves(rule.id):
        yield from _check_condition(place, condition, rule, knowledge)
    yield from _without_measure(place, rule, knowledge)
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
        yield from _known(place, "group_has.among", condition.group_has.among, capabilities)
        if "group" not in rule.scope:
            yield problem(f"{place}.group_has", message("the rule's scope has no group"))


def _without_measure(place: str, rule: Rule, knowledge: Knowledge) -> Iterator[Problem]:
    """Refuse conditions on the measure a rule is about where it is about none."""
    if "measure" in rule.scope or rule.scope == "pair":
        return
    what = message("the rule's scope has no measure")
    for condition in knowledge.leaves(rule.id):
        if isinstance(condition, conditions.Kept):
            yield problem(f"{place}.kept", what)
        elif isinstance(condition, conditions.Precedes):
            yield problem(f"{place}.precedes", what)
    if any(selector.scoped for selector in knowledge.selectors(rule.id)):
        yield problem(f"{place}.scoped", what)


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
            yield problem(f"{place}.{field}", message("“{name}” is not known", name=name), meant(name, known))


def _texts(
    place: str, texts: dict[str, dict[str, str]], needed: Iterable[str], fields: frozenset[str]
) -> Iterator[Problem]:
    for name in needed:
        if not texts.get("en", {}).get(name):
            yield problem(f"{place}.text.en.{name}", message("is missing"))
    for language, held in texts.items():
        for name, sentence in held.items():
            where = f"{place}.text.{language}.{name}"
            try:
                used = {field for _, field, _, _ in _FORMATTER.parse(sentence) if field is not None}
            except ValueError:
                yield problem(where, message("a brace has no partner; write {example}", example="{measure}"))
                continue
            for unknown in sorted(used - fields):
                yield problem(where, message("“{name}” is not known", name=unknown), meant(unknown, fields))


def problem(where: str, what: Message, remedy: Message | None = None) -> Problem:
    """Say what is wrong where, and what to do."""
    return Problem("serious", where, what, remedy, "not-sound")
