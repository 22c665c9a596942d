"""`laws`: every recorded law that discriminates has been dealt with so far."""

from __future__ import annotations

from workbench.checks.conditions.form import Fact, Verdict
from workbench.checks.context import Context, Instance
from workbench.errors import Message, message
from workbench.knowledge.conditions import Laws
from workbench.model.edits import Change
from workbench.model.package import Law
from workbench.model.results import Fix
from workbench.model.words import LawStatus

_ORDER = (LawStatus.FOUND, LawStatus.TABLED, LawStatus.REPEALED)
_SAID = {
    LawStatus.FOUND: message("found"),
    LawStatus.TABLED: message("tabled for repeal"),
    LawStatus.REPEALED: message("repealed"),
}


def evaluate(condition: Laws, context: Context, instance: Instance) -> Verdict:
    """Compare each law's status; where none is recorded nobody has looked, and it does not hold."""
    behind = _behind(condition, context)
    groups = tuple(dict.fromkeys(group for law in behind for group in law.groups))
    return Verdict(bool(context.package.laws) and not behind, groups=groups)


def explain(condition: Laws, verdict: Verdict, context: Context, instance: Instance) -> tuple[Message, ...]:
    """Name the laws that lag behind."""
    if not context.package.laws:
        return (message("No review of discriminatory laws is recorded."),)
    behind = tuple(law.name for law in _behind(condition, context))
    if not behind:
        return (message("Every recorded law is {status}.", status=_SAID[condition.laws]),)
    return (message("Not yet {status}: {laws}.", status=_SAID[condition.laws], laws=behind),)


def rests(condition: Laws, verdict: Verdict, context: Context, instance: Instance) -> tuple[Fact, ...]:
    """Give the laws that lag behind."""
    return tuple(("law", law.id) for law in _behind(condition, context))


def fixes(
    condition: Laws, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer to record that the laws are dealt with."""
    behind = [law for law in context.package.laws if _ORDER.index(law.status) < _ORDER.index(condition.laws)]
    if not behind:
        return ()
    label = message(
        "Record as {status}: {laws}", status=_SAID[condition.laws], laws=tuple(law.name for law in behind)
    )
    return (
        Fix(label, tuple(Change("set", f"law:{law.id}", "status", condition.laws.value) for law in behind)),
    )


def _behind(condition: Laws, context: Context) -> tuple[Law, ...]:
    wanted = _ORDER.index(condition.laws)
    return tuple(law for law in context.package.laws if _ORDER.index(law.status) < wanted)
