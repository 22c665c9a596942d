"""Runs every rule on every instance of its scope: criteria get a status, the others findings."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from workbench.checks import conditions
from workbench.checks.conditions.form import Fact, Verdict, facts, percent, rounded, titles
from workbench.checks.conditions.sight import is_local
from workbench.checks.context import Context, Instance
from workbench.errors import Message, message, verbatim
from workbench.knowledge import Knowledge, Rule, is_further, text
from workbench.knowledge.conditions import Condition, Kept, Precedes, Reached, Some
from workbench.model import codec
from workbench.model.group import Group
from workbench.model.measure import Measure
from workbench.model.results import (
    BASIS,
    AccessCell,
    Basis,
    Checked,
    CriterionResult,
    Finding,
    Fix,
    Told,
    Why,
)
from workbench.model.words import CriterionStatus, FindingKind, Severity

_OFFERS = 4
_ORDER = {Severity.BLOCKING: 0, Severity.SERIOUS: 1, Severity.ADVISORY: 2}


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule says of one instance."""

    instance: Instance
    when: Verdict
    needs: tuple[tuple[Condition, Verdict], ...]

    @property
    def failing(self) -> tuple[tuple[Condition, Verdict], ...]:
        """The needs that do not hold."""
        return tuple((condition, verdict) for condition, verdict in self.needs if not verdict.holds)

    @property
    def status(self) -> CriterionStatus:
        """Met, partly or not met."""
        failing = len(self.failing)
        if not failing:
            return CriterionStatus.MET
        return CriterionStatus.NOT_MET if failing == len(self.needs) else CriterionStatus.PARTLY


def check(context: Context, earlier: Checked | None = None) -> Checked:
    """Evaluate all rules of the knowledge.

    Rules that look at nothing but a measure and a group keep their outcomes from an `earlier` check where both, and
    who of the group is reached, are the same values still. The result is the same without it.
    """
    held = earlier.memory if earlier is not None and isinstance(earlier.memory, _Memory) else None
    memory = _Memory(context.knowledge)
    before = held if held is not None and held.knowledge is context.knowledge else None
    criteria: list[CriterionResult] = []
    further: list[CriterionResult] = []
    findings: list[Finding] = []
    for rule in context.knowledge.rules:
        found = tuple(_remembered(rule, context, before, memory))
        if rule.kind is FindingKind.CHECKLIST:
            result = _criterion(rule, found, context)
            (further if is_further(rule) else criteria).append(result)
            if result.status in (CriterionStatus.PARTLY, CriterionStatus.NOT_MET):
                findings.append(_criterion_finding(rule, result, found, context))
        else:
            findings += [_finding(rule, outcome, context) for outcome in found if outcome.failing]
    findings.sort(key=lambda finding: (finding.kind is FindingKind.SYNERGY, _ORDER[finding.severity]))
    return Checked(
        tuple(criteria),
        tuple(_with_acceptance(context, finding) for finding in findings),
        context.access,
        tuple(further),
        memory,
    )


class _Memory:
    """Outcomes of rules that look at one measure and one group only, with the values they rest on."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.outcomes: dict[str, dict[tuple[str, str], tuple[_Basis, Outcome | None]]] = {}


_Basis = tuple[Measure | None, Group | None, tuple[AccessCell, ...] | None]


def _remembered(rule: Rule, context: Context, before: _Memory | None, memory: _Memory) -> Iterator[Outcome]:
    """Give a rule's outcomes, those that cannot have changed from memory."""
    when, needs = context.knowledge.conditions[rule.id]
    if rule.scope not in ("measure", "measure-group") or not all(map(is_local, (*when, *needs))):
        yield from outcomes(rule, context)
        return
    known = before.outcomes.get(rule.id, {}) if before is not None else {}
    kept = memory.outcomes[rule.id] = {}
    for instance in instances(rule, context):
        measure, group = instance.measure, instance.group
        name = (measure.id if measure else "", group.id if group else "")
        basis = (measure, group, context.access.rows.get((name[1], name[0])))
        last = known.get(name)
        if last is not None and all(one is other for one, other in zip(last[0], basis, strict=True)):
            outcome = last[1]
        else:
            outcome = _outcome(rule, context, instance)
        kept[name] = (basis, outcome)
        if outcome is not None:
            yield outcome


def instances(rule: Rule, context: Context) -> Iterator[Instance]:
    """Give what a rule is asked about."""
    package = context.package
    if rule.scope == "package":
        yield Instance()
    elif rule.scope == "measure":
        yield from (Instance(measure=measure) for measure in package.measures)
    elif rule.scope == "group":
        yield from (Instance(group=group) for group in package.groups)
    elif rule.scope == "measure-group":
        yield from (
            Instance(measure=measure, group=group)
            for measure in package.measures
            for group in package.groups
            if measure.names(group.id)
        )
    elif rule.scope == "pair":
        yield from (
            Instance(measure=measure, other=other)
            for measure in package.measures
            for other in package.measures
            if measure is not other
        )
    else:
        sectors = dict.fromkeys(measure.sector for measure in package.measures if measure.sector)
        groups = package.groups if rule.scope == "sector-group" else (None,)
        yield from (Instance(sector=sector, group=group) for sector in sectors for group in groups)


def outcomes(rule: Rule, context: Context) -> Iterator[Outcome]:
    """Give what a rule says of each instance it applies to."""
    for instance in instances(rule, context):
        outcome = _outcome(rule, context, instance)
        if outcome is not None:
            yield outcome


def _outcome(rule: Rule, context: Context, instance: Instance) -> Outcome | None:
    """Say what a rule says of one instance; None where it does not apply."""
    when, needs = context.knowledge.conditions[rule.id]
    verdicts = []
    for condition in when:
        verdict = conditions.evaluate(condition, context, instance)
        if not verdict.holds:
            return None
        verdicts.append(verdict)
    matched = conditions.joined(True, verdicts)
    if instance.measure is None and matched.witnesses:
        first = min(measure.start for measure in matched.witnesses)
        instance = dataclasses.replace(instance, anchor=first)
    return Outcome(
        instance,
        matched,
        tuple((condition, conditions.evaluate(condition, context, instance)) for condition in needs),
    )


def _criterion(rule: Rule, outcomes: tuple[Outcome, ...], context: Context) -> CriterionResult:
    statuses = {outcome.status for outcome in outcomes}
    if not outcomes:
        status = CriterionStatus.NOT_APPLICABLE
        why, reason = Why.NOT_CONCERNED, message("Nothing in the package is concerned.")
    else:
        status = statuses.pop() if len(statuses) == 1 else CriterionStatus.PARTLY
        why, reason = _reason(rule, status, outcomes, context)
    measures = dict.fromkeys(
        measure.id for outcome in outcomes for _, verdict in outcome.needs for measure in verdict.witnesses
    )
    override = next((item for item in context.package.overrides if item.id == rule.id), None)
    if override is not None:
        return CriterionResult(
            rule.id,
            override.status,
            verbatim(override.reason),
            Why.JUDGED,
            tuple(measures),
            computed=status,
            override=override,
        )
    return CriterionResult(rule.id, status, reason, why, tuple(measures))


def _reason(
    rule: Rule, status: CriterionStatus, outcomes: tuple[Outcome, ...], context: Context
) -> tuple[Why, Message]:
    if status is CriterionStatus.MET:
        witnesses = dict.fromkeys(
            measure.title
            for outcome in outcomes
            for _, verdict in outcome.needs
            for measure in verdict.witnesses
        )
        if witnesses:
            return Why.MEASURES, _short(tuple(witnesses))
        stated = [
            line
            for outcome in outcomes
            for condition, _ in outcome.needs
            for line in conditions.explain(condition, context, outcome.instance)
        ]
        return (Why.STATED, stated[0]) if stated else (Why.MET, text(rule.text, "title"))
    for outcome in outcomes:
        for condition, _ in outcome.failing:
            lines = conditions.explain(condition, context, outcome.instance)
            if lines:
                return Why.FAILS, lines[0]
    return Why.FAILS, text(rule.text, "finding")


def _short(names: tuple[str, ...]) -> Message:
    if len(names) <= 3:
        return message("{measures}", measures=names)
    return message("{measures} and {count} more", measures=names[:2], count=len(names) - 2)


def _criterion_finding(
    rule: Rule, result: CriterionResult, outcomes: tuple[Outcome, ...], context: Context
) -> Finding:
    failing = tuple(outcome for outcome in outcomes if outcome.failing)
    subjects = tuple(dict.fromkeys(name for outcome in failing for name in outcome.instance.subjects))
    return _made(
        rule,
        identifier=rule.id,
        severity=Severity.ADVISORY if result.status is CriterionStatus.PARTLY else rule.severity,
        subjects=subjects or ("package",),
        failing=failing,
        context=context,
        offer=partial(_all_fixes, rule, failing if result.override is None else (), context),
    )


def _finding(rule: Rule, outcome: Outcome, context: Context) -> Finding:
    subjects = outcome.instance.subjects
    return _made(
        rule,
        identifier=":".join((rule.id, *(subject.partition(":")[2] or subject for subject in subjects))),
        severity=rule.severity,
        subjects=subjects,
        failing=(outcome,),
        context=context,
        offer=partial(_all_fixes, rule, (outcome,), context),
    )


def _made(
    rule: Rule,
    *,
    identifier: str,
    severity: Severity,
    subjects: tuple[str, ...],
    failing: tuple[Outcome, ...],
    context: Context,
    offer: Callable[[], tuple[Fix, ...]],
) -> Finding:
    return Finding(
        id=identifier,
        rule=rule.id,
        kind=rule.kind,
        severity=severity,
        subjects=subjects,
        tell=partial(_tell, rule, failing, context),
        rest=partial(_rest, rule, severity, subjects, failing, context),
        evidence=rule.evidence,
        counter_evidence=rule.counter_evidence,
        rights=tuple(link.provision for link in rule.rights),
        offer=offer,
    )


def _tell(rule: Rule, failing: tuple[Outcome, ...], context: Context) -> Told:
    """Put a finding into words, from all instances that fail; the first lends its names to the sentence."""
    if not failing:
        # Judged open although nothing fails: there is nothing the rule's own sentence could name.
        return Told(message("{title}: open by judgement.", title=rule.title))
    because = [
        line
        for outcome in failing
        for condition, _ in outcome.failing or outcome.needs
        for line in conditions.explain(condition, context, outcome.instance)
    ]
    values = _values(failing[0], context)
    return Told(
        text(rule.text, "finding", **values),
        tuple(dict.fromkeys(because)),
        text(rule.text, "advice", **values),
    )


def _rest(
    rule: Rule, severity: Severity, subjects: tuple[str, ...], failing: tuple[Outcome, ...], context: Context
) -> Basis:
    """Give what a finding rests on, from all instances that fail; in which order they stand is no fact."""
    instances = [_facts(outcome, context) for outcome in failing]
    known = tuple(dict.fromkeys(fact for each in instances for part in each for fact in part))

    def of(*kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(fact[1]) for fact in known if fact[0] in kinds))

    people = [float(fact[1]) for fact in known if fact[0] == "people" and fact[1] is not None]
    each = sorted(_unordered(map(_unordered, one)) for one in instances)
    rests = codec.canonical([rule.id, severity.value, sorted(subjects), each])
    return Basis(
        measures=of("looked-at", "near"),
        groups=of("group"),
        missing=of("missing"),
        years=tuple(int(year) for year in of("year")),
        people=max(people, default=math.nan),
        digest=BASIS + hashlib.blake2b(rests.encode(), digest_size=8).hexdigest(),
    )


def _facts(outcome: Outcome, context: Context) -> tuple[tuple[Fact, ...], ...]:
    """Give what one instance rests on: whom it is about, who of the group is reached, and each condition that fails."""
    about: tuple[Fact, ...] = tuple(("about", one) for one in outcome.instance.subjects)
    failing = (
        conditions.rests(condition, context, outcome.instance)
        for condition, _ in outcome.failing or outcome.needs
    )
    return (
        (*about, *_of_cell(outcome, context)),
        facts(outcome.when),
        *itertools.chain.from_iterable(failing),
    )


def _unordered(parts: Iterable[object]) -> str:
    """Write facts so that the order in which a package holds its records is none of them."""
    return codec.canonical(sorted(map(codec.canonical, parts)))


def _of_cell(outcome: Outcome, context: Context) -> tuple[Fact, ...]:
    """Give how much of the group the measure reaches in the year the finding speaks of, and how many it does not."""
    cell = _cell(outcome, context)
    if cell is None:
        return ()
    return (("reached", cell.year, percent(cell.share)), ("people", rounded(cell.not_reached)))


def _cell(outcome: Outcome, context: Context) -> AccessCell | None:
    """Give the cell of the map of access that a finding speaks of."""
    instance, years = outcome.instance, context.package.years
    if instance.measure is None or instance.group is None:
        return None
    year = min(max(_year_of(outcome, instance.measure.start), years[0]), years[-1])
    return context.access.cell(instance.group.id, instance.measure.id, year)


def _all_fixes(rule: Rule, failing: tuple[Outcome, ...], context: Context) -> tuple[Fix, ...]:
    """Offer edits that clear a finding about several instances at once."""
    return conditions.together([_fixes(rule, outcome, context) for outcome in failing])[:_OFFERS]


def _fixes(rule: Rule, outcome: Outcome, context: Context) -> tuple[Fix, ...]:
    """Offer edits that clear the finding; where several needs fail, one repair of each together."""
    return conditions.together(
        [
            conditions.fixes(condition, context, outcome.instance, rule.fixes)
            for condition, _ in outcome.failing
        ]
    )


def _values(outcome: Outcome, context: Context) -> dict[str, object]:
    """Give what a rule's sentences may speak of."""
    instance, knowledge = outcome.instance, context.knowledge
    failing = conditions.joined(False, [verdict for _, verdict in (outcome.failing or outcome.needs)])
    values: dict[str, object] = {
        "measures": titles(outcome.when.witnesses or failing.witnesses),
        "others": titles(failing.near),
        "missing": tuple(_wanting(knowledge, name) for name in failing.missing or outcome.when.missing),
        "groups": tuple(group.name for group in context.package.groups if group.id in failing.groups),
        "count": len(failing.near) or len(failing.groups) or len(failing.years),
        "years": next(
            (c.within_years for c, _ in outcome.needs if isinstance(c, Some) and c.within_years), 0
        ),
        "year": str(failing.years[0] if failing.years else context.package.key_year),
        "people": _people(failing.people) if failing.people > 0 else math.nan,
    }
    if instance.sector:
        values["sector"] = knowledge.title("sector", instance.sector)
    if instance.measure is not None:
        values["measure"] = instance.measure.title
        values["year"] = str(_year_of(outcome, instance.measure.start))
    if instance.group is not None:
        values["group"] = instance.group.name
    cell = _cell(outcome, context)
    if cell is not None:
        unknown = math.isnan(cell.share)
        values["share"] = (
            message("an unknown share")
            if unknown
            else message("{percent}\u202f%", percent=percent(cell.share))
        )
        values["people"] = _people(cell.not_reached)
    values["how_many"] = _how_many(values["people"])
    return values


def _people(people: float) -> float:
    """Give people in the figures that are said and rested on."""
    least = rounded(people)
    return math.nan if least is None else least


def _how_many(people: object) -> Message:
    """Say how many people it is at least, in three figures and never more than are known."""
    if not isinstance(people, int):
        return message("how many is not known")
    return message("at least {people}", people=people)


def _year_of(outcome: Outcome, start: int) -> int:
    for condition, verdict in outcome.failing:
        if isinstance(condition, (Kept, Reached, Precedes)) and verdict.years:
            return verdict.years[0]
    return start


def _with_acceptance(context: Context, finding: Finding) -> Finding:
    """Join the planner's acceptance, unless what the finding rested on has changed since."""
    accepted = next((item for item in context.package.acceptances if item.id == finding.id), None)
    if accepted is None:
        return finding
    stands = context.renewed.get((accepted.id, accepted.basis), accepted.basis)
    if stands and stands != finding.basis.digest:
        return dataclasses.replace(finding, reopened=True)
    return dataclasses.replace(finding, accepted=accepted)


def _wanting(knowledge: Knowledge, name: str) -> Message:
    """Name what people lack: a capability, or, where a trait of theirs is in the way, terms that fit it."""
    if name in knowledge.vocabulary("capability") or name not in knowledge.vocabulary("trait"):
        return knowledge.title("capability", name)
    return message("terms that fit “{trait}”", trait=knowledge.title("trait", name))
