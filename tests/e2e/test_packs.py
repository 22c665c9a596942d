"""Further knowledge packs on the command line: named by a package, validated, refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

PACKS = Path(__file__).resolve().parents[2] / "resources" / "packs"


def test_a_named_pack_adds_criteria_and_leaves_the_headline(planner: Any) -> None:
    before = planner("check", "plan.policy", "--format", "json").json
    planner.ok("set", "plan.policy", "package", 'packs=["ilo-r202"]')
    after = planner("check", "plan.policy", "--format", "json").json
    assert before["further_criteria"] == []
    assert after["criteria"] == before["criteria"]
    assert len(after["criteria"]) == 22
    assert len(after["further_criteria"]) == 14
    assert [pack["id"] for pack in after["packs"]] == ["social-integration-2008", "ilo-r202"]
    shown = planner("check", "plan.policy")
    assert "R202.health" in shown.out


def test_a_pack_that_is_not_here_is_refused_by_name(planner: Any) -> None:
    planner.refuses("set", "plan.policy", "package", 'packs=["ilo-r203"]', says="ilo-r202")


@pytest.mark.parametrize("name", ["social-integration-2008", "ilo-r202", "cescr-gc19", "template"])
def test_the_packs_of_the_program_are_valid(program: Any, name: str) -> None:
    assert "valid" in program.ok("rules", "--validate", PACKS / name).out


def test_a_pack_that_builds_on_others_is_valid_beside_them_and_not_alone(program: Any) -> None:
    shutil.copytree(PACKS / "template", program.folder / "mine")
    program.ok("rules", "--validate", "mine")
    program.refuses("rules", "--validate", "mine", "--alone", says="CESCR GC19 77-80")


def test_criteria_of_further_packs_are_listed_apart(program: Any) -> None:
    assert len(program.ok("criteria", "--format", "json").json["criteria"]) == 22
    further = program.ok("criteria", "--pack", "cescr-gc19", "--format", "json").json["criteria"]
    assert {row["pack"] for row in further} == {"cescr-gc19"}
    program.refuses("criteria", "--pack", "cescr-gc18", says="cescr-gc19")


def test_a_package_from_elsewhere_whose_pack_is_missing_still_opens(planner: Any) -> None:
    planner.ok("export", "plan.policy", "-o", "plan.json")
    text = (planner.folder / "plan.json").read_text(encoding="utf-8")
    text = text.replace('"package": {', '"package": {"packs": ["elsewhere"],', 1)
    (planner.folder / "plan.json").write_text(text, encoding="utf-8")
    planner.ok("new", "other.policy", "--from", "plan.json")
    done = planner("check", "other.policy", "--format", "json")
    assert done.json["missing_packs"] == ["elsewhere"]
    assert "elsewhere" in done.err
