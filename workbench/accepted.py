"""Acceptances written before format 5: they rested on digests of sentences, and rest on digests of facts from now on.

What an acceptance rested on is worked out from the package as it stood when it was made, which the history of the project
holds: a finding whose facts have changed since reopens as it did before, and one that only reads otherwise does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from workbench.errors import FileError
from workbench.model.package import Package
from workbench.model.results import BASIS, Finding
from workbench.project import ProjectFile, renewed

Findings = Callable[[Package], Iterable[Finding]]
"""Gives the findings of a package."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What acceptances rest on now.

    Attributes:
        digests: Digest of facts by finding and digest of sentences.
        as_it_stands: Findings taken as accepted as they stand today: what they rested on is not known any more.
    """

    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)
    as_it_stands: tuple[str, ...] = ()


def is_old(basis: str) -> bool:
    """Whether an acceptance rests on the digest of sentences; one that rests on nothing stands whatever changes."""
    return bool(basis) and not basis.startswith(BASIS)


def by_history(project: ProjectFile, findings: Findings) -> Renewed:
    """Work out what the acceptances of a project rest on, those of its history too.

    Args:
        project: The project; nothing is written.
        findings: Gives the findings of a package.
    """
    now = {(one.id, one.basis) for one in project.package.acceptances if is_old(one.basis)}
    try:
        digests = _as_they_stood(project, findings)
    except FileError:  # a damaged history tells nothing; what the package says is still there
        digests = {}
    unknown = now - digests.keys()
    today = _digests(findings(project.package)) if unknown else {}
    taken = {one: today[one[0]] for one in unknown if one[0] in today}
    return Renewed(digests | taken, tuple(sorted(finding for finding, _ in taken)))


def _as_they_stood(project: ProjectFile, findings: Findings) -> dict[tuple[str, str], str]:
    digests: dict[tuple[str, str], str] = {}
    states: dict[int, dict[str, str]] = {}
    for (finding, basis), number in project.acceptances().items():
        if not is_old(basis):
            continue
        if number not in states:
            states[number] = _digests(findings(project.at(number)))
        if finding in states[number]:
            digests[finding, basis] = states[number][finding]
    return digests


def as_it_stands(package: Package, findings: Findings) -> tuple[Package, Renewed]:
    """Give a package without a history with its old acceptances resting on what is found today, and which those are."""
    old = [one for one in package.acceptances if is_old(one.basis)]
    today = _digests(findings(package)) if old else {}
    digests = {(one.id, one.basis): today[one.id] for one in old if one.id in today}
    return renewed(package, digests), Renewed(as_it_stands=tuple(sorted(finding for finding, _ in digests)))


def _digests(findings: Iterable[Finding]) -> dict[str, str]:
    return {finding.id: finding.basis.digest for finding in findings}
