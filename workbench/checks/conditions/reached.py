"""`reached`: the access engine finds the group reached by the measure, or everyone to have a capability."""

from __future__ import annotations

from workbench.checks.access import capability_share, reach_of
from workbench.checks.conditions.form import (
    Fact,
    Verdict,
    add_fix,
    extend_fix,
    move_fix,
    percent,
    titles,
)
from workbench.checks.context import Context, Instance
from workbench.errors import Message, message, plural
from workbench.knowledge import new_measure
from workbench.knowledge.conditions import Reached
from workbench.model.edits import apply
from workbench.model.measure import Measure
from workbench.model.package import Package
from workbench.model.results import Fix

_OFFERS = 3
_EXACT = 1e-9


def evaluate(condition: Reached, context: Context, instance: Instance) -> Verdict:
    """Compare the share with what is asked."""
    wanted = condition.reached
    if wanted.capability:
        return _capability(condition, context, instance)
    measure = instance.measure
    if measure is None:
        return Verdict(False)
    groups = (instance.group,) if instance.group is not None else context.package.groups
    failing, missing, years = [], [], []
    for group in groups:
        year = _year(condition, context.package, measure)
        cell = context.access.cell(group.id, measure.id, year)
        if cell is not None and cell.share < wanted.share - _EXACT:
            failing.append(group.id)
            missing += [*cell.missing, *cell.blocked_by]
            years.append(year)
    return Verdict(
        not failing,
        (measure,),
        groups=tuple(failing),
        missing=tuple(dict.fromkeys(missing)),
        years=tuple(years),
    )


def explain(
    condition: Reached, verdict: Verdict, context: Context, instance: Instance
) -> tuple[Message, ...]:
    """Say what is missing, who could give it, and from when."""
    lines = []
    if condition.reached.capability and verdict.groups:
        names = tuple(g.name for g in context.package.groups if g.id in verdict.groups)
        title = context.knowledge.title("capability", condition.reached.capability)
        year = str(verdict.years[0])
        lines.append(
            message("Without {capability} in {year}: {groups}.", capability=title, year=year, groups=names)
        )
    for name in verdict.missing:
        lines += _about(name, context, instance)
    lines += _clashes(context, instance) if not verdict.holds else []
    if lines:
        return tuple(lines)
    if not verdict.witnesses:
        return (message("Nothing in the package does this yet."),)
    return (message("Reached by {measures}.", measures=titles(verdict.witnesses)),)


def rests(condition: Reached, verdict: Verdict, context: Context, instance: Instance) -> tuple[Fact, ...]:
    """Give how many lack what, who could give it and from when, and what does not fit."""
    found: list[Fact] = []
    group, measure = instance.group, instance.measure
    for name in verdict.missing:
        if group is not None and (lacking := group.lacking(name)):
            found.append(("lacking", name, percent(lacking)))
        for giver in _givers(name, context):
            meant = group is None or giver.names(group.id)
            found.append(("giver", name, giver.id, giver.start if meant else None))
    if measure is not None and group is not None and not verdict.holds:
        found += [("clash", conflict.subject) for conflict in measure.conflicts]
    return tuple(found)


def _givers(capability: str, context: Context) -> tuple[Measure, ...]:
    return tuple(m for m in context.package.measures if any(p.capability == capability for p in m.provides))


def _clashes(context: Context, instance: Instance) -> list[Message]:
    """Say which terms of the scoped measure do not fit the group."""
    measure, group = instance.measure, instance.group
    lines: list[Message] = []
    if measure is None or group is None:
        return lines
    for conflict in measure.conflicts:
        kind, _, name = conflict.subject.partition(":")
        if kind not in ("trait", "capability") or (kind == "trait" and name not in group.traits):
            continue
        title = context.knowledge.title(kind, name)
        reason = conflict.reason.strip().rstrip(".")
        lines.append(
            message(
                "{measure} clashes with “{name}”: {reason}.", measure=measure.title, name=title, reason=reason
            )
            if reason
            else message("{measure} clashes with “{name}”.", measure=measure.title, name=title)
        )
    return lines


def _about(name: str, context: Context, instance: Instance) -> list[Message]:
    """Say of one capability how many lack it and who gives it from when."""
    title = context.knowledge.title("capability", name)
    group = instance.group
    lines = []
    if group is not None and (lacking := group.lacking(name)):
        lines.append(
            message(
                "{percent}\u202f% of {group} lack {capability}.",
                percent=percent(lacking),
                group=group.name,
                capability=title,
            )
        )
    givers = _givers(name, context)
    for measure in givers:
        if group is not None and not measure.names(group.id):
            lines.append(
                message(
                    "{measure} provides {capability}, but is not meant for {group}.",
                    measure=measure.title,
                    capability=title,
                    group=group.name,
                )
            )
        else:
            start = str(measure.start)
            lines.append(
                message(
                    "{measure} provides {capability} from {year}.",
                    measure=measure.title,
                    capability=title,
                    year=start,
                )
            )
    if not givers and any(name == word for word in context.knowledge.vocabulary("capability")):
        lines.append(message("Nothing in the package provides {capability}.", capability=title))
    return lines


def fixes(
    condition: Reached, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer to bring a provider forward, extend it, or add one; only what does bring the group in is offered."""
    verdict = evaluate(condition, context, instance)
    if verdict.holds:
        return ()
    candidates = _candidates(condition, verdict, context, instance, instruments)
    found = [fix for fix in candidates if _clears(fix, condition, context, instance)]
    return tuple(found[:_OFFERS])


def _candidates(
    condition: Reached, verdict: Verdict, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> list[Fix]:
    scoped = instance.measure
    start = _year(condition, context.package, scoped) if scoped is not None else context.package.years[0]
    groups = (instance.group.id,) if instance.group is not None else verdict.groups
    names = verdict.missing
    singles: list[list[Fix]] = []
    for name in names:
        options: list[Fix] = []
        for measure in context.package.measures:
            if any(p.capability == name for p in measure.provides):
                options += [
                    extend_fix(context, measure, group) for group in groups if not measure.names(group)
                ]
                if measure.start > start:
                    options.append(move_fix(measure, start))
        adding = sorted(
            (
                item
                for item in context.knowledge.instruments
                if item.measure is not None and any(p.capability == name for p in item.measure.provides)
            ),
            key=lambda item: instruments.index(item.id) if item.id in instruments else len(instruments),
        )
        options += [
            add_fix(context, new_measure(context.package, item, start=start, groups=groups))
            for item in adding
        ]
        singles.append(options)
    found = [fix for options in singles for fix in options]
    if len(singles) > 1 and all(singles):
        # One repair for each missing capability, together: often nothing less opens the door.
        parts = [options[0] for options in singles]
        label = plural(
            "{first}, and {count} more step",
            "{first}, and {count} more steps",
            len(parts) - 1,
            first=parts[0].label,
        )
        found.append(Fix(label, tuple(change for part in parts for change in part.changes)))
    if scoped is not None and instance.group is not None:
        later = _first_reached(condition, context, scoped, instance.group.id)
        if later is not None and later > scoped.start:
            found.append(move_fix(scoped, later))
    return found


def _clears(fix: Fix, condition: Reached, context: Context, instance: Instance) -> bool:
    package = apply(context.package, fix.changes)
    wanted = condition.reached
    if wanted.capability:
        changed = Context(package, context.knowledge, context.access, context.estimate)
        return _capability(condition, changed, instance).holds
    measure = package.measure(instance.measure.id) if instance.measure is not None else None
    if measure is None or instance.group is None:
        return False
    year = _year(condition, package, measure)
    return reach_of(package, instance.group, measure, year) >= wanted.share - _EXACT


def _first_reached(condition: Reached, context: Context, measure: Measure, group: str) -> int | None:
    for year in context.package.years:
        cell = context.access.cell(group, measure.id, year)
        if cell is not None and cell.share >= condition.reached.share - _EXACT:
            return year
    return None


def _capability(condition: Reached, context: Context, instance: Instance) -> Verdict:
    wanted = condition.reached
    package = context.package
    year = package.years[-1] if wanted.by_end else package.key_year
    groups = (instance.group,) if instance.group is not None else package.groups
    failing = tuple(
        group.id
        for group in groups
        if group.id in context.access.unmeasured
        or not capability_share(package, group, wanted.capability, year) >= wanted.share - _EXACT
    )
    givers = _givers(wanted.capability, context)
    return Verdict(
        bool(groups) and not failing,
        givers,
        groups=failing,
        missing=(wanted.capability,) if failing else (),
        years=(year,),
    )


def _year(condition: Reached, package: Package, measure: Measure) -> int:
    """Give the year judged: the measure's start or so many years after, within the costed years."""
    if condition.reached.by_end:
        return package.years[-1]
    last = package.years[-1] if measure.end is None else min(package.years[-1], measure.end)
    return min(max(measure.start + condition.reached.within_years, package.years[0]), last)
