"""What an edit may not bring into a package: values that make no sense, and names of things that are not there.

Something that was there before stays, whatever has gone meanwhile: checks and costing say what it no longer does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from workbench.costing.sensitivity import is_unsure
from workbench.errors import RequestError, message
from workbench.model.names import meant
from workbench.model.package import Package
from workbench.model.validity import problems
from workbench.scenarios import with_scenario


def admit(
    package: Package, before: Package, packs: Iterable[str], inputs: Callable[[], Iterable[str]]
) -> None:
    """See that an edited package may be kept.

    Args:
        package: The package after the edit.
        before: The package before it.
        packs: The knowledge packs that are here.
        inputs: Gives the uncertain inputs of the costing, from which the nearest is named.

    Raises:
        RequestError: It may not; the first reason is given.
    """
    _know_packs(package, before, packs)
    _know_measures(package, before)
    _know_inputs(package, before, inputs)
    refuse_nonsense(package)
    _refuse_scenarios(package, before)


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


def _refuse_scenarios(package: Package, before: Package) -> None:
    """Hold what scenarios see otherwise to the same as the package; those an edit did not touch are left alone."""
    for scenario in package.scenarios:
        if scenario not in before.scenarios:
            for problem in problems(with_scenario(package, scenario.id)):
                raise RequestError(
                    problem.message, where=f"scenario:{scenario.id}, {problem.where}", remedy=problem.remedy
                )
