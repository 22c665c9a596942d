"""Findings as SARIF 2.1.0, which tools that review and track findings read.

A package has no lines: a finding stands at the subjects it is about, as logical locations of the project file. SARIF's
own fixes replace regions of text, so the edits that clear a finding stand in its properties, as in the JSON of `check`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from workbench import __version__
from workbench.cli import as_json
from workbench.i18n import Translator
from workbench.knowledge import Knowledge, Rule, text
from workbench.model import Package
from workbench.model.results import Checked, Finding
from workbench.model.words import FindingKind, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION = "2.1.0"
LEVELS = {Severity.BLOCKING: "error", Severity.SERIOUS: "warning", Severity.ADVISORY: "note"}


def log(
    result: Checked, package: Package, knowledge: Knowledge, t: Translator, *, file: str
) -> dict[str, Any]:
    """Give the whole log: one run, its rules, and one result for each finding, accepted ones suppressed."""
    places = {rule.id: place for place, rule in enumerate(knowledge.rules)}
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Policy Workbench",
                        "version": __version__,
                        "rules": [_rule(rule, t) for rule in knowledge.rules],
                    }
                },
                "language": t.language,
                "artifacts": [{"location": {"uri": quote(file)}}],
                "results": [
                    _result(finding, places[finding.rule], package, knowledge, t, file=quote(file))
                    for finding in result.findings
                ],
                "properties": {
                    "criteria": {item.id: item.status.value for item in (*result.criteria, *result.further)},
                    "criteria_met": result.met,
                    "criteria_count": len(result.criteria),
                },
            }
        ],
    }


def _rule(rule: Rule, t: Translator) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": t(rule.title)},
        "help": {"text": t(text(rule.text, "advice"))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "kind": rule.kind.value,
            "scope": rule.scope,
            "rights": [link.provision for link in rule.rights],
            "evidence": rule.evidence,
            "counter_evidence": rule.counter_evidence,
            "sources": rule.sources,
        },
    }


def _result(
    finding: Finding, place: int, package: Package, knowledge: Knowledge, t: Translator, *, file: str
) -> dict[str, Any]:
    synergy = finding.kind is FindingKind.SYNERGY
    held: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": place,
        "level": "note" if synergy else LEVELS[finding.severity],
        "message": {"text": t(finding.message)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": file, "index": 0}},
                "logicalLocations": [_place(subject, package, knowledge, t) for subject in finding.subjects],
            }
        ],
        "partialFingerprints": {"findingId/v1": finding.id},
        "suppressions": [],
        "properties": {
            "kind": finding.kind.value,
            "severity": finding.severity.value,
            "because": [t(line) for line in finding.because],
            "advice": as_json.said(finding.advice, t),
            "rights": finding.rights,
            "reopened": finding.reopened,
            "fixes": [
                {"label": t(fix.label), "changes": [as_json.change(one) for one in fix.changes]}
                for fix in finding.fixes
            ],
        },
    }
    accepted = finding.accepted
    if accepted is not None:
        held["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": accepted.reason,
                "properties": {"by": accepted.by, "on": accepted.on},
            }
        ]
    return held


def _place(subject: str, package: Package, knowledge: Knowledge, t: Translator) -> dict[str, str]:
    """Name a subject: "measure:ID", "group:ID", "sector:ID" or the package."""
    kind, _, name = subject.partition(":")
    measure, group = package.measure(name), package.group(name)
    if kind == "measure" and measure is not None:
        said = measure.title
    elif kind == "group" and group is not None:
        said = group.name
    elif kind == "sector":
        said = t(knowledge.title("sector", name))
    else:
        said = package.title
    return {"name": said, "fullyQualifiedName": subject, "kind": kind}
