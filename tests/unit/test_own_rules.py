"""A planner's own rule: tried on the package, kept in a pack of the user's, refused with every problem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import FileError, PackError
from workbench.knowledge import OwnRule, Pack, free_rule_id
from workbench.knowledge.own import FILE, own_rules
from workbench.workspace import Workspace, knowledge

PACK = Pack("national-standards", "National standards")
SOURCE = {"id": "act-2025", "author": "Parliament", "title": "Social Guarantees Act", "year": "2025"}


def rule(**changes: Any) -> dict[str, Any]:
    return {
        "id": "NATIONAL.1",
        "kind": "rights",
        "scope": "measure",
        "severity": "serious",
        "when": [{"some": {"scoped": True, "sector": ["social-protection"], "status": ["new"]}}],
        "needs": [{"some": {"scoped": True, "has": ["legal_basis"]}}],
        "sources": ["act-2025"],
        "text": {
            "en": {
                "title": "Benefits rest on a law",
                "finding": "{measure} rests on no law.",
                "advice": "Name the law.",
            }
        },
    } | changes


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("POLICY_WORKBENCH_PACKS", str(tmp_path / "packs"))
    knowledge.cache_clear()
    yield tmp_path / "packs"
    knowledge.cache_clear()


@pytest.fixture
def sample(packs: Path, sample_file: Path) -> Iterator[Workspace]:
    with Workspace.open(sample_file) as workspace:
        yield workspace


def test_a_rule_is_tried_before_it_is_kept(sample: Workspace, packs: Path) -> None:
    checked, wrong = sample.try_rule(OwnRule(PACK, rule(), SOURCE))
    assert wrong == ()
    assert checked is not None
    assert {finding.rule for finding in checked.findings} <= {"NATIONAL.1"}
    assert not packs.exists(), "trying writes nothing"


def test_a_kept_rule_is_checked_from_now_on_and_its_pack_is_named(sample: Workspace, packs: Path) -> None:
    own = OwnRule(PACK, rule(needs=[{"some": {"scoped": True, "has": ["review_or_end"]}}]), SOURCE)
    expected, _ = sample.try_rule(own)
    assert expected is not None
    assert expected.findings
    sample.save_rule(own)
    assert sample.package.packs == ("national-standards",)
    found = {one.id for one in sample.results().checked.findings if one.rule == "NATIONAL.1"}
    assert found == {one.id for one in expected.findings}
    assert (packs / "national-standards" / FILE).is_file()
    (again,) = own_rules()
    assert (again.rule, again.source, again.pack.title) == (own.rule, SOURCE, "National standards")


def test_a_rule_kept_again_takes_the_place_of_its_earlier_self(sample: Workspace) -> None:
    sample.save_rule(OwnRule(PACK, rule(), SOURCE))
    sample.save_rule(OwnRule(PACK, rule(severity="advisory"), SOURCE))
    sample.save_rule(OwnRule(PACK, rule(id="NATIONAL.2"), SOURCE))
    assert [(one.rule["id"], one.rule["severity"]) for one in own_rules()] == [
        ("NATIONAL.1", "advisory"),
        ("NATIONAL.2", "serious"),
    ]
    sample.remove_rule(OwnRule(PACK, rule(), SOURCE))
    assert [one.rule["id"] for one in own_rules()] == ["NATIONAL.2"]
    assert not any(one.rule == "NATIONAL.1" for one in sample.results().checked.findings)


def test_what_stands_in_the_folder_by_hand_is_left_as_it_is(sample: Workspace, packs: Path) -> None:
    folder = packs / "standards"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(
        '# ours\n[pack]\nid = "national-standards"\ntitle = "National standards"\n'
    )
    sample.save_rule(OwnRule(PACK, rule(), SOURCE))
    assert (folder / FILE).is_file()
    assert (folder / "pack.toml").read_text().startswith("# ours")
    assert not (packs / "national-standards").exists()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"needs": []}, "needs"),
        ({"needs": [{"some": {"sector": ["no-such-sector"]}}]}, "sector"),
        ({"needs": [{"kept": True}], "scope": "group"}, "kept"),
        ({"needs": [{"group_has": {"lacks": ["identity-document"]}}]}, "group_has"),
        ({"sources": []}, "sources"),
        ({"sources": ["nobody-2020"]}, "sources"),
        ({"scope": "planet"}, "scope"),
        ({"severity": "deadly"}, "severity"),
        ({"id": "S6a"}, "S6a"),
        ({"text": {"en": {"title": "", "finding": "{people.__class__}", "advice": "x"}}}, "finding"),
    ],
)
def test_an_unsound_rule_is_refused_and_nothing_is_written(
    sample: Workspace, packs: Path, change: dict[str, Any], where: str
) -> None:
    own = OwnRule(PACK, rule(**change), SOURCE)
    checked, wrong = sample.try_rule(own)
    assert checked is None
    assert any(where in problem.where for problem in wrong), [problem.where for problem in wrong]
    with pytest.raises(PackError):
        sample.save_rule(own)
    assert not packs.exists()


def test_a_folder_that_cannot_be_written_is_told(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("POLICY_WORKBENCH_PACKS", str(tmp_path / "file" / "packs"))
    with pytest.raises(FileError):
        sample.save_rule(OwnRule(PACK, rule(), SOURCE))


def test_a_free_identifier_is_in_no_pack(sample: Workspace) -> None:
    sample.save_rule(OwnRule(PACK, rule(id=free_rule_id(knowledge(), "National")), SOURCE))
    fresh = free_rule_id(knowledge(), "National")
    assert fresh not in {one.id for one in knowledge().rules}
