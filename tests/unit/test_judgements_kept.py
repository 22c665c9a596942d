"""Judgements of projects of formats 1 to 4 stand or have lapsed as they did, over edits, undo, redo and going back.

`tests/samples/projects/judge.py` says what the programs of their time wrote.
"""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.errors import message
from workbench.model import Change
from workbench.project import Loss
from workbench.workspace import Workspace, save_what_can_be_saved

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "projects"
ON_NOTHING = "R5.c"
"""It was accepted whatever changes."""
ON_SENTENCES = {"R2.a", "R3.a", "R4.c", "T4:relief"}
ACCEPTED = ON_SENTENCES | {ON_NOTHING}
LAPSED = {"T7:pension:herders"}


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.assets.config_folder", lambda: tmp_path / "settings")


@pytest.fixture(params=(1, 2, 3, 4), ids=lambda number: f"format {number}")
def judged(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / f"format-{request.param}-judged.policy", tmp_path / "old.policy"))


def standing(workspace: Workspace) -> tuple[set[str], set[str]]:
    findings = workspace.results().checked.findings
    return {one.id for one in findings if one.accepted}, {one.id for one in findings if one.reopened}


def edit(workspace: Workspace) -> None:
    workspace.edit(message("Edit"), [Change("set", "package", "title", "Once more")])


def all_is_kept(workspace: Workspace) -> None:
    assert standing(workspace) == (ACCEPTED, LAPSED)
    assert [(one.id, one.status.value) for one in workspace.package.overrides] == [("R6.a", "met")]
    assert next(one for one in workspace.results().checked.criteria if one.id == "R6.a").status.value == "met"
    assert [one.title for one in workspace.package.mappings] == ["Budget book"]
    assert workspace.verify() == ()


def test_judgements_are_kept_on_opening_and_after_the_first_edit(judged: Path) -> None:
    before = judged.read_bytes()
    with Workspace.open(judged) as workspace:
        all_is_kept(workspace)
        told = [one.code for one in workspace.program_changes()]
    assert "accepted-as-it-stands" not in told, "the history says what each rested on"
    assert judged.read_bytes() == before
    with Workspace.open(judged) as workspace:
        edit(workspace)
        all_is_kept(workspace)
    with Workspace.open(judged) as workspace:
        all_is_kept(workspace)


@pytest.mark.parametrize("look_first", [True, False], ids=["looked at first", "at once"])
def test_judgements_are_kept_over_undo_and_redo(judged: Path, look_first: bool) -> None:
    with Workspace.open(judged) as workspace:
        if look_first:
            all_is_kept(workspace)
        while workspace.can_undo:
            workspace.undo()
        assert standing(workspace) == (set(), set())
        while workspace.redo_label is not None and str(workspace.redo_label) != "Fewer lack documents":
            workspace.redo()
        assert standing(workspace) == ({"R2.a", "R3.a", "T4:relief", "T7:pension:herders"}, set())
        while workspace.redo_label is not None and str(workspace.redo_label) != "Set title":
            workspace.redo()
        all_is_kept(workspace)
    with Workspace.open(judged) as workspace:
        all_is_kept(workspace)


def test_judgements_are_kept_where_one_goes_back_to_an_earlier_edit(judged: Path) -> None:
    with Workspace.open(judged) as workspace:
        workspace.restore(7)
        assert standing(workspace) == ({"R2.a", "R3.a", "T4:relief", "T7:pension:herders"}, set())
        workspace.undo()
        all_is_kept(workspace)


def test_an_acceptance_of_an_earlier_format_lapses_when_its_facts_change(judged: Path) -> None:
    with Workspace.open(judged) as workspace:
        workspace.edit(
            message("Edit"), [Change("set", "measure:relief", "eligibility", ["proxy-means-test"])]
        )
        assert "T4:relief" in standing(workspace)[0], "which means test it is was not named"
        workspace.edit(message("Edit"), [Change("set", "group:herders", "lacks", [])])
        assert standing(workspace)[1] == set()
        workspace.undo()
        assert standing(workspace)[1] == LAPSED


def test_what_is_made_of_a_document_tells_what_is_taken_as_it_stands(
    judged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workspace.open(judged) as workspace:
        workspace.write_export(tmp_path / "old.json")
    assert main(["new", str(tmp_path / "new.policy"), "--from", str(tmp_path / "old.json")]) == 0
    told = capsys.readouterr().err
    assert all(one in told for one in ON_SENTENCES | LAPSED)
    assert ON_NOTHING not in told
    with Workspace.open(tmp_path / "new.policy") as workspace:
        assert standing(workspace) == (ACCEPTED | LAPSED, set())
        assert workspace.program_changes() == (), "it is told once"


def test_only_what_rests_on_sentences_is_taken_as_it_stands(judged: Path, tmp_path: Path) -> None:
    with Workspace.open(judged) as workspace:
        edit(workspace)
        package = workspace.package
    lapsed = next(one for one in package.acceptances if one.id in LAPSED)
    assert lapsed.basis.startswith("2:")
    older = tuple(
        dataclasses.replace(one, basis="0123456789abcdef") if one.id == "R2.a" else one
        for one in package.acceptances
    )
    mixed = dataclasses.replace(package, acceptances=older)
    with Workspace.create(tmp_path / "mixed.policy", mixed) as workspace:
        assert standing(workspace) == (ACCEPTED, LAPSED)
        (change,) = workspace.program_changes()
    assert "R2.a" in str(change.message)
    assert "T7" not in str(change.message)


def test_an_acceptance_that_rests_on_nothing_stands_whatever_changes(judged: Path) -> None:
    with Workspace.open(judged) as workspace:
        edit(workspace)
        assert [one.basis for one in workspace.package.acceptances if one.id == ON_NOTHING] == [""]
        workspace.edit(message("Edit"), [Change("remove", "measure:pension")])
        assert ON_NOTHING in standing(workspace)[0]


def test_a_rescue_lists_the_acceptances_it_takes_as_they_stand(judged: Path, tmp_path: Path) -> None:
    rescued = save_what_can_be_saved(judged, tmp_path / "saved.policy")
    taken = {subject for kind, subject in rescued.lost if kind is Loss.ACCEPTED}
    assert taken == ON_SENTENCES | LAPSED
    with Workspace.open(tmp_path / "saved.policy") as workspace:
        assert standing(workspace) == (ACCEPTED | LAPSED, set())
