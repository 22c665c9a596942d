"""`check --format sarif`: the structure SARIF 2.1.0 requires, asserted by hand.

No schema lies at hand without a download at test time; what is asserted here was taken from the published schema
(required properties, enumerations, types), for the parts this program writes.
"""

from __future__ import annotations

from typing import Any

import pytest

LEVELS = {"none", "note", "warning", "error"}
ACCEPTED = "T7:social-pension:nomadic-herders"


@pytest.fixture
def run(planner: Any) -> dict[str, Any]:
    """The one run of the sample's log, with one finding accepted."""
    planner.ok("accept", "plan.policy", ACCEPTED, "--reason", "Mobile teams are being recruited.")
    done = planner("check", "plan.policy", "--format", "sarif")
    assert done.status == 1
    log = done.json
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return dict(only)


def test_the_tool_describes_each_rule_once(run: dict[str, Any]) -> None:
    driver = run["tool"]["driver"]
    assert driver["name"]
    names = [rule["id"] for rule in driver["rules"]]
    assert len(names) == len(set(names)) > 50
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"].endswith(".")
        assert rule["defaultConfiguration"]["level"] in LEVELS


def test_each_result_has_a_level_a_message_and_a_place(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS - {"none"}
        assert result["message"]["text"].endswith(".")
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
        (location,) = result["locations"]
        file = location["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][file["index"]]["location"]["uri"] == file["uri"]
        assert location["logicalLocations"]
        for place in location["logicalLocations"]:
            assert set(place) == {"name", "fullyQualifiedName", "kind"}
            assert all(place.values())


def test_levels_follow_severities(run: dict[str, Any]) -> None:
    wanted = {"blocking": "error", "serious": "warning", "advisory": "note"}
    for result in run["results"]:
        assert result["level"] == wanted[result["properties"]["severity"]]


def test_accepted_findings_are_suppressed_with_their_reason(run: dict[str, Any]) -> None:
    named = {result["partialFingerprints"]["findingId/v1"]: result for result in run["results"]}
    (suppression,) = named[ACCEPTED]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"] == "Mobile teams are being recruited."
    assert [name for name, result in named.items() if result["suppressions"]] == [ACCEPTED]


def test_fixes_are_described_beside_the_result(run: dict[str, Any]) -> None:
    offered = [fix for result in run["results"] for fix in result["properties"]["fixes"]]
    assert offered
    assert all("fixes" not in result for result in run["results"])
    for fix in offered:
        assert fix["label"]
        assert {change["op"] for change in fix["changes"]} <= {"add", "set"}
