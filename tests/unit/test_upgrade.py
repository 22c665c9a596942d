"""Projects of formats 1 to 4 open with every figure they had, are copied before they change, and tell once what changed.

The samples in `tests/samples/projects` were written by the program of their time; so were the figures below.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from pathlib import Path
from string import Formatter

import pytest

from workbench.cli import main
from workbench.errors import message
from workbench.i18n import translator
from workbench.model import Change, codec
from workbench.model.decided import SENTENCES, Decision, said
from workbench.project import rescue, with_codes
from workbench.workspace import Workspace

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "projects"
COST = (
    913165100.0640001,
    988234867.872,
    1579500866.2204802,
    2364199252.1728,
    3374652769.8912005,
    3657519274.8528,
)
FINANCING = (0.0, 1005000000.0, 2000000000.0, 3009000000.0, 4000000000.0, 4000000000.0)
LATE = (
    1141456375.08,
    1235293584.84,
    1692322356.6648006,
    2438080478.8032,
    3374652769.8912005,
    3657519274.8528,
)
FORMATS = (1, 2, 3)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.assets.config_folder", lambda: tmp_path / "settings")


@pytest.fixture(params=FORMATS, ids=lambda number: f"format {number}")
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / f"format-{request.param}.policy", tmp_path / "old.policy"))


def figures(path: Path) -> None:
    with Workspace.open(path) as workspace:
        estimate = workspace.results().estimate
        assert estimate.total == pytest.approx(COST)
        assert estimate.financing == pytest.approx(FINANCING)
        late = workspace.package.scenarios[0]
        if late.overrides:  # the program of format 1 had no command to fill a scenario
            assert workspace.results("late").estimate.total == pytest.approx(LATE)


def test_every_figure_stays_before_and_after_the_first_edit(old: Path) -> None:
    before = old.read_bytes()
    figures(old)
    assert old.read_bytes() == before, "to look at a project changes nothing"
    with Workspace.open(old) as workspace:
        workspace.edit(message("Edit"), [Change("set", "package", "title", "Edited")])
    figures(old)
    connection = sqlite3.connect(old)
    assert connection.execute("PRAGMA user_version").fetchone() == (5,)
    connection.close()


def test_history_undo_and_verification_go_on_over_the_change(old: Path) -> None:
    with Workspace.open(old) as workspace:
        assert workspace.verify() == ()
        steps = len(workspace.history())
        workspace.redo()
        assert workspace.package.title == "Edited"
        assert workspace.verify() == ()
        while workspace.can_undo:
            workspace.undo()
        assert workspace.package.measures == ()
        while workspace.can_redo:
            workspace.redo()
        assert len(workspace.history()) == steps
        assert workspace.verify() == ()
    figures(old)


def test_a_copy_is_made_before_the_format_changes(old: Path) -> None:
    before = old.read_bytes()
    with Workspace.open(old) as workspace:
        workspace.undo()
        (copy,) = workspace.copies.all()
    assert copy.before_format == 5
    assert copy.path.read_bytes() == before
    figures(copy.path)


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    with Workspace.open(old) as workspace:
        monkeypatch.setattr("workbench.project.records.step_of", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            workspace.undo()
    assert old.read_bytes() == before


def test_values_by_year_say_how_they_were_read(old: Path) -> None:
    with Workspace.open(old) as workspace:
        measure = workspace.package.measures[0]
        shown = workspace.export()["package"]
    assert shown["measures"][0]["cost"]["level"] == {"shape": "linear", "2026": 400, "2028": 400, "2031": 600}
    assert measure.cost.coverage.over((2026, 2027, 2028)) == (0.5, 0.5, 0.5)
    vote, grant = shown["financing"]
    assert vote["amounts"]["shape"] == "linear"
    assert vote["recurrent"] is True
    assert grant["amounts"]["shape"] == "only"


def test_what_changed_with_the_program_is_told_once(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(old), "--format", "json"])
    first = json.loads(capsys.readouterr().out)["program_changes"]
    assert [one["code"] for one in first] == ["values-say-how"]
    main(["check", str(old), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["program_changes"] == []


def test_a_rescue_of_an_older_project_keeps_its_figures(old: Path, tmp_path: Path) -> None:
    from workbench.project import write_rescued

    write_rescued(rescue(old), tmp_path / "saved.policy")
    figures(tmp_path / "saved.policy")


def test_a_document_exported_before_keeps_its_figures(tmp_path: Path) -> None:
    document = {
        "format": "policy-workbench package",
        "version": 1,
        "package": {
            "base_year": 2026,
            "horizon": 4,
            "financing": [{"id": "vote", "title": "Vote", "amounts": {"2028": 10, "2030": 30}}],
            "scenarios": [
                {
                    "id": "s",
                    "overrides": [
                        ["financing:vote", "amounts", '{"2028":20,"2030":30}'],
                        ["package", "envelope_money", '{"2029":5}'],
                    ],
                }
            ],
        },
    }
    (tmp_path / "old.json").write_text(json.dumps(document))
    assert main(["new", str(tmp_path / "a.policy"), "--from", str(tmp_path / "old.json")]) == 0
    with Workspace.open(tmp_path / "a.policy") as workspace:
        assert workspace.results().estimate.financing == pytest.approx((0, 10, 20, 30))
        assert workspace.results("s").estimate.financing == pytest.approx((0, 20, 25, 30))
        assert workspace.results("s").estimate.envelope == pytest.approx((5, 5, 5, 5))
        document = workspace.export()
    (tmp_path / "new.json").write_text(json.dumps(document))
    assert main(["new", str(tmp_path / "b.policy"), "--from", str(tmp_path / "new.json")]) == 0
    with Workspace.open(tmp_path / "b.policy") as workspace:
        assert workspace.export() == document


ACCEPTED = {
    "L1:poor-relief", "R1.c", "R1.d", "R3.e", "S5:stateless-residents", "S6a:hill-peoples", "S6b:nomadic-herders",
    "S6c:income-guarantee", "S7:disability-allowance:persons-with-disabilities", "T4:poor-relief",
    "T12:contributory-pension:stateless-residents", "T7:social-pension:nomadic-herders",
}  # fmt: skip
LAPSED = {"T7:child-allowance:nomadic-herders", "R4.a"}
"""What they rested on was changed afterwards, in the program of format 4 already."""


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    """A project whose acceptances rest on digests of sentences."""
    return Path(shutil.copy(SAMPLES / "format-4.policy", tmp_path / "old.policy"))


def judged(workspace: Workspace) -> tuple[set[str], set[str]]:
    findings = workspace.results().checked.findings
    return {one.id for one in findings if one.accepted}, {one.id for one in findings if one.reopened}


def test_acceptances_stand_or_lapse_as_they_did(sentences: Path) -> None:
    before = sentences.read_bytes()
    with Workspace.open(sentences) as workspace:
        assert judged(workspace) == (ACCEPTED, LAPSED)
        assert workspace.program_changes() == ()
    assert sentences.read_bytes() == before
    with Workspace.open(sentences) as workspace:
        workspace.edit(message("Edit"), [Change("set", "package", "title", "Once more")])
        assert judged(workspace) == (ACCEPTED, LAPSED)
        assert all(one.basis.startswith("2:") for one in workspace.package.acceptances if one.id in ACCEPTED)
    with Workspace.open(sentences) as workspace:
        assert judged(workspace) == (ACCEPTED, LAPSED)
        assert workspace.verify() == ()
        assert [one.status.value for one in workspace.package.overrides] == ["met"]
        assert len(workspace.package.mappings) == 1


def test_acceptances_stand_or_lapse_over_undo_and_redo(sentences: Path) -> None:
    with Workspace.open(sentences) as workspace:
        while workspace.can_redo:
            workspace.redo()
        workspace.undo()
        while workspace.package.measure("child-allowance").start == 2029:  # type: ignore[union-attr]
            workspace.undo()
        assert judged(workspace)[0] >= LAPSED
        while workspace.package.acceptances:
            workspace.undo()
        assert judged(workspace) == (set(), set())
        while workspace.can_redo:
            workspace.redo()
        workspace.undo()
        assert judged(workspace) == (ACCEPTED, LAPSED)
        assert workspace.verify() == ()


def test_how_tables_were_read_is_said_as_it_was(sentences: Path) -> None:
    """What earlier programs wrote in English is codes and values now, and reads the same."""
    t = translator()
    connection = sqlite3.connect(sentences)
    held = connection.execute("SELECT body FROM record WHERE subject LIKE 'table:%'").fetchall()
    connection.close()
    written = [one for (body,) in held for one in json.loads(zlib.decompress(body))["how"]]
    assert len(written) > 50
    with Workspace.open(sentences) as workspace:
        workspace.edit(message("Edit"), [Change("set", "package", "title", "Once more")])
    with Workspace.open(sentences) as workspace:
        read = [one for table in workspace.package.tables for one in table.how]
        told = sorted((one.topic, t(said(one.answer)), t(said(one.evidence))) for one in read)
        assert told == sorted((one["topic"], one["answer"], one.get("evidence", "")) for one in written)
        assert {one.answer.code for one in read} >= {"span", "row", "left-out", "text"}
        assert workspace.verify() == ()


FILLED = {
    name: "7" if name in ("first", "last", "row", "count", "shown", "cells", "against", "year") else "AB"
    for sentence in SENTENCES.values()
    for _, name, _, _ in Formatter().parse(sentence.template)
    if name
}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_phrase_is_known_by_its_code(code: str) -> None:
    fields = [name for _, name, _, _ in Formatter().parse(SENTENCES[code].template) if name]
    phrase = str(SENTENCES[code].filled(**{name: FILLED[name] for name in fields}))
    topics = ("years", "header", "names", "totals", "ages", "missing years", "prices", "decimal")
    found = [
        codec.load(Decision, one, where="it", report=pytest.fail)
        for topic in topics
        for one in with_codes({"how": [{"topic": topic, "answer": phrase, "evidence": phrase}]})["how"]
    ]
    assert {str(said(one.answer)) for one in found} == {str(said(one.evidence)) for one in found} == {phrase}
    # A list of names has no words of its own to be known by.
    assert code == "listed" or code in {one.answer.code for one in found} | {
        one.evidence.code for one in found
    }


def test_a_phrase_nobody_knows_keeps_its_words() -> None:
    table = {"how": [{"topic": "country", "answer": "Dates", "evidence": "seen in a dream"}]}
    one = codec.load(Decision, with_codes(table)["how"][0], where="it", report=pytest.fail)
    assert one is not None
    assert (str(said(one.answer)), str(said(one.evidence))) == ("Dates", "seen in a dream")


def test_acceptances_without_a_history_are_taken_as_they_stand(sentences: Path, tmp_path: Path) -> None:
    with Workspace.open(sentences) as workspace:
        document = workspace.export()
    from workbench.workspace import package_from_json

    with Workspace.create(tmp_path / "new.policy", package_from_json(document, where="it")) as workspace:
        assert judged(workspace) == (ACCEPTED | LAPSED, set())
        lacks = codec.dump(workspace.package.group("nomadic-herders").lacks)  # type: ignore[union-attr]
        fewer = [one | {"share": one["share"] * 0.9} for one in lacks]
        workspace.edit(message("Edit"), [Change("set", "group:nomadic-herders", "lacks", fewer)])
        assert "T7:social-pension:nomadic-herders" in judged(workspace)[1]


def test_what_an_acceptance_rested_on_is_taken_as_it_stands_where_the_history_does_not_say(
    sentences: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = sqlite3.connect(sentences)
    connection.execute("UPDATE step SET patch = x'00' WHERE number = 6")
    connection.commit()
    connection.close()
    with Workspace.open(sentences) as workspace:
        assert judged(workspace) == (ACCEPTED | LAPSED, set())
        (change,) = workspace.program_changes()
    assert change.code == "accepted-as-it-stands"
    assert "T7:social-pension:nomadic-herders" in str(change.message)
