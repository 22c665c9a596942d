"""The readings of coherence in the JSON of `check`: interactions, what serves whom, the profile, doors, legal standing."""

from __future__ import annotations

from typing import Any

from workbench.i18n import Translator
from workbench.model.readings import Door, Influence
from workbench.model.results import Finding
from workbench.workspace import Workspace


def readings(workspace: Workspace, scenario: str, t: Translator) -> dict[str, Any]:
    """Give them for the year of the headline figures."""
    year = workspace.package.key_year
    profile = workspace.profile(year, scenario)
    cited = dict.fromkeys(
        (
            *(right for measure in workspace.package.measures for right in measure.rights),
            *(link.provision for rule in workspace.knowledge.rules for link in rule.rights),
        )
    )
    return {
        "interactions": [_influence(item, t) for item in workspace.interactions(scenario)],
        "sectors": [
            {
                "sector": item.sector,
                "principle": item.principle.value,
                "group": item.group,
                "year": year,
                "reached_by": item.reached,
                "named_by": item.named,
            }
            for item in workspace.served(year, scenario)
        ],
        "builds": [
            {"what": item.what.value, "measures": item.measures, "share_of_cost": item.share}
            for item in profile.builds
        ],
        "unequal_terms": [
            {
                "relation": item.relation.value,
                "arena": item.arena.value,
                "groups": item.groups,
                "changed": dict(item.changed),
                "untouched": item.untouched,
            }
            for item in profile.terms
            if item.groups
        ],
        "doors": [_door(item) for item in workspace.doors(year, scenario)],
        "standing": {right: workspace.standing(right).value for right in cited},
    }


def add_effects(
    written: list[dict[str, Any]], findings: tuple[Finding, ...], workspace: Workspace, scenario: str
) -> None:
    """Say of each fix which findings it would bring that are not there now."""
    for item, finding in zip(written, findings, strict=True):
        for shown, fix in zip(item["fixes"], finding.fixes, strict=True):
            shown["brings"] = [one.id for one in workspace.brought(fix.changes, scenario)]


def _influence(item: Influence, t: Translator) -> dict[str, Any]:
    judged = item.judged
    return {
        "from": item.source,
        "to": item.target,
        "score": item.score,
        "via": item.via or None,
        "reasons": [t(reason) for reason in item.reasons],
        "computed": item.score if item.computed is None else item.computed,
        "judged": None
        if judged is None
        else {"score": judged.score, "reason": judged.reason, "by": judged.by, "on": judged.on},
    }


def _door(item: Door) -> dict[str, Any]:
    return {
        "capability": item.capability,
        "year": item.year,
        "people": {"at_least": item.at_least, "at_most": item.at_most},
        "groups": dict(item.groups),
        "measures": item.measures,
        "money": {"at_least": item.money[0], "at_most": item.money[1]},
        "provided_by": item.providers,
        "instruments": item.instruments,
    }
