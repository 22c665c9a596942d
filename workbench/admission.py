"""What an edit may not bring into a package: values that make no sense, and names of things that are not there.

Something that was there before stays, whatever has gone meanwhile: checks and costing say what it no longer does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workbench.costing.sensitivity import is_unsure
from workbench.errors import Message, RequestError, message
from workbench.knowledge import Knowledge
from workbench.knowledge.vocabularies import VOCABULARIES, Words
from workbench.model import SUBJECTS
from workbench.model.names import meant
from workbench.model.package import Package
from workbench.model.terms import Term, terms
from workbench.model.validity import problems
from workbench.scenarios import with_scenario

_WORDED = frozenset(SUBJECTS) - {"table", "mapping"}
"""Kinds of records whose words a planner chooses; those of a table are read from its workbook."""


def admit(package: Package, before: Package, facts: Knowledge, inputs: Callable[[], Iterable[str]]) -> None:
    """See that an edited package may be kept.

    Args:
        package: The package after the edit.
        before: The package before it.
        facts: The knowledge of all packs that are here; a planner's own words are among it.
        inputs: Gives the uncertain inputs of the costing, from which the nearest is named.

    Raises:
        RequestError: It may not; the first reason is given.
    """
    _know_packs(package, before, [pack.id for pack in facts.packs])
    _know_measures(package, before)
    _know_inputs(package, before, inputs)
    _refuse_new(package, before)
    _know_words(package, before, facts)
    _refuse_scenarios(package, before, facts)


def refuse_nonsense(package: Package) -> None:
    """Refuse a package whose values make no sense.

    Raises:
        RequestError: The first that makes none.
    """
    for problem in problems(package):
        raise RequestError(problem.message, where=problem.where, remedy=problem.remedy)


def _know_packs(package: Package, before: Package, packs: Iterable[str]) -> None:
    here = set(packs)
    for name in package.packs:
        if name not in here and name not in before.packs:
            raise RequestError(
                message("There is no knowledge pack “{name}” here.", name=name),
                where="package packs",
                remedy=meant(name, here),
            )


def _know_measures(package: Package, before: Package) -> None:
    """Refuse a judgement on measures that are not there."""
    here = {measure.id for measure in package.measures}
    for judged in package.interactions:
        if judged in before.interactions:
            continue
        for name in judged.pair:
            if name not in here:
                raise RequestError(
                    message("There is no measure “{name}”.", name=name),
                    where=f"interaction:{judged.id}",
                    remedy=meant(name, here)
                    or message("Write it as first>second, with the identifiers of two measures."),
                )


def _know_inputs(package: Package, before: Package, inputs: Callable[[], Iterable[str]]) -> None:
    """Refuse a range of what is not there."""
    here = {f"measure:{one.id}" for one in package.measures}
    here |= {f"assumption:{one.id}" for one in package.assumptions}
    here |= {f"series:{series.key}" for table in package.tables for series in table.series}
    for stated in package.ranges:
        subject, _, field = stated.id.partition(" ")
        of_measure = subject.startswith("measure:")
        known = subject in here and (
            is_unsure(stated.id) if field and of_measure else not (field or of_measure)
        )
        if stated not in before.ranges and not known:
            raise RequestError(
                message("There is no such input to state a range of."),
                where=f"range:{stated.id}",
                remedy=meant(stated.id, inputs()) or message("`policy-workbench sway` lists the inputs."),
            )


def _refuse_new(package: Package, before: Package, place: str = "") -> None:
    """Refuse what makes no sense and was not there before: older projects may hold values that are refused today."""
    wrong = tuple(problems(package))
    if not wrong:
        return
    known = set(problems(before))
    for problem in wrong:
        if problem not in known:
            raise RequestError(problem.message, where=place + problem.place, remedy=problem.remedy)


def _know_words(package: Package, before: Package, facts: Knowledge, place: str = "") -> None:
    """Refuse words that no vocabulary holds: a barrier that is spelt otherwise would be no barrier."""
    known: dict[str, Words] = {}
    for kind, (collection, _) in SUBJECTS.items():
        held = {one.id: one for one in getattr(before, collection)}
        for record in getattr(package, collection):
            if held.get(record.id) is not record and kind in _WORDED:
                old = held.get(record.id)
                earlier = {term[1:] for term in terms(old, "")} if old is not None else set()
                for term in terms(record, f"{kind}:{record.id}"):
                    if term[1:] not in earlier:
                        _know(term, known, facts, package, place)


def _know(term: Term, known: dict[str, Words], facts: Knowledge, package: Package, place: str) -> None:
    vocabulary = VOCABULARIES[term.vocabulary]
    if vocabulary.open_for:
        return
    if term.vocabulary not in known:
        known[term.vocabulary] = vocabulary.words(facts, package)
    here = known[term.vocabulary]
    if term.word in here:
        return
    raise RequestError(
        message("“{word}” is none of the {vocabulary}.", word=term.word, vocabulary=vocabulary.title),
        where=place + term.where,
        why=message("A word that is not known would count for nothing, and nobody would see it."),
        remedy=_nearest(term, here),
    )


def _nearest(term: Term, here: Words) -> Message:
    guess, name = meant(term.word, here), VOCABULARIES[term.vocabulary].listed
    if not name:
        return guess or message("`policy-workbench show` lists what there is.")
    listed = message("`policy-workbench words {vocabulary}` lists them.", vocabulary=name)
    return listed if guess is None else message("{guess} {listed}", guess=guess, listed=listed)


def _refuse_scenarios(package: Package, before: Package, facts: Knowledge) -> None:
    """Hold what scenarios see otherwise to the same as the package; those an edit did not touch are left alone."""
    for scenario in package.scenarios:
        if scenario not in before.scenarios:
            seen, place = with_scenario(package, scenario.id), f"scenario:{scenario.id}, "
            _refuse_new(seen, package, place)
            _know_words(seen, package, facts, place)
