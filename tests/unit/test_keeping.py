"""Whatever happens to a project file: only our own is opened, copies are kept, and what can be saved is saved."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import DamagedError, FileError, RequestError, message
from workbench.i18n import translator
from workbench.model import Change, Package, apply
from workbench.project import Loss, ProjectFile, SafetyCopies, rescue, write_rescued
from workbench.workspace import Workspace

STEP = message("Do it")


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.assets.config_folder", lambda: tmp_path / "settings")


def project_with(path: Path, *names: str) -> Path:
    with ProjectFile.create(path, Package(country="X")) as project:
        for name in names:
            project.commit(
                apply(project.package, [Change("add", f"measure:{name}", value={"title": name})]), STEP
            )
    return path


def altered(path: Path, *statements: str | tuple[str, tuple[object, ...]]) -> Path:
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            text, values = statement if isinstance(statement, tuple) else (statement, ())
            connection.execute(text, values)
    connection.close()
    return path


FOREIGN = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM step; END",
    "trigger with a name like the database's own": "CREATE TRIGGER sqliteXt AFTER INSERT ON record BEGIN SELECT 1; END",
    "view": "CREATE VIEW v AS SELECT 1",
    "index": "CREATE INDEX i ON step (at)",
    "table": "CREATE TABLE t (a)",
    "virtual table": "CREATE VIRTUAL TABLE t USING fts5(a)",
    "column": "ALTER TABLE step ADD COLUMN extra",
    "generated column": "ALTER TABLE head ADD COLUMN g AS (number + 1)",
    "statistics": "ANALYZE",
    "sequence": "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)",
    "renamed": "ALTER TABLE attachment RENAME TO attachments",
    "dropped": "DROP TABLE attachment",
}


@pytest.mark.parametrize("statement", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_project_is_opened_only_if_its_schema_is_ours_to_the_letter(
    tmp_path: Path, statement: str, version: int
) -> None:
    path = altered(project_with(tmp_path / "a.policy", "m"), statement, f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(DamagedError, match="did not write"):
        ProjectFile.open(path)
    assert path.read_bytes() == before


def test_a_schema_that_is_no_text_is_one_clear_error(tmp_path: Path) -> None:
    path = project_with(tmp_path / "a.policy", "m")
    whole = path.read_bytes()
    for at in range(len(b"CREATE TABLE step")):
        place = whole.index(b"CREATE TABLE step") + at
        path.write_bytes(whole[:place] + b"\xc9" + whole[place + 1 :])
        with pytest.raises(DamagedError):
            ProjectFile.open(path)
        with contextlib.suppress(FileError):
            rescue(path)


def replaced(table: str, column: str, value: object) -> Callable[[Path], Path]:
    return lambda path: altered(path, (f"UPDATE {table} SET {column} = ?", (value,)))


BOMB = zlib.compress(b"[" + b"0," * 30_000_000 + b"0]", 9)
ODD = {
    "a record that unpacks without end": replaced("record", "body", BOMB),
    "a record cut off": replaced("record", "body", zlib.compress(b'{"title":"x"}')[:-6]),
    "a record that is text": replaced("record", "body", "text"),
    "a record that is no JSON": replaced("record", "body", zlib.compress(b"{")),
    "a record nested without end": replaced("record", "body", zlib.compress(b"[" * 50_000)),
    "a record of half a sign": replaced("record", "body", zlib.compress(b'{"title":"\\ud800"}')),
    "a record of bytes": replaced("record", "body", zlib.compress(b"\xff\xff")),
    "a number of 400 digits": replaced("record", "body", zlib.compress(b'{"horizon":' + b"9" * 400 + b"}")),
    "a number of 5,000 digits": replaced("record", "body", zlib.compress(b'{"horizon":' + b"9" * 5000 + b"}")),
    "a horizon of a million years": replaced("record", "body", zlib.compress(b'{"horizon":1000000}')),
    "a base year in the far future": replaced("record", "body", zlib.compress(b'{"base_year":999999999}')),
    "a head that is text": replaced("head", "number", "one"),
    "no head": lambda path: altered(path, "DELETE FROM head"),
    "text in UTF-16": lambda path: path.write_bytes(path.read_bytes()[:56] + b"\0\0\0\2" + path.read_bytes()[60:]) and path,
}  # fmt: skip


@pytest.mark.parametrize("harm", ODD.values(), ids=ODD)
def test_damage_inside_is_one_clear_error(tmp_path: Path, harm: Callable[[Path], Path]) -> None:
    path = harm(project_with(tmp_path / "a.policy", "m"))
    with pytest.raises(FileError) as caught:
        ProjectFile.open(path).close()
    assert caught.value.remedy is not None


LABELS = ["{", "[1]", '"x"', "null", '{"say": 1, "with": 3}', '{"say":"x","count":"many"}', "[" * 5000, ""]
STEPS = [
    b"",
    b"{",
    b'{"a":1}\n',
    b'{"a":[9,-1]}\n',
    b'{"a":["x",null]}\nxx',
    zlib.compress(b'{"a":[1,2]}'),
    BOMB,
]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_that_is_none_is_one_clear_error(tmp_path: Path, label: str) -> None:
    path = replaced("step", "label", label)(project_with(tmp_path / "a.policy", "m"))
    with ProjectFile.open(path) as project:
        with pytest.raises(FileError, match="damaged"):
            project.history()
        with pytest.raises(FileError, match="damaged"):
            _ = project.undo_label
        assert project.verify()


@pytest.mark.parametrize("patch", STEPS)
def test_a_step_that_is_none_is_one_clear_error_and_verify_says_so(tmp_path: Path, patch: bytes) -> None:
    path = replaced("step", "patch", patch)(project_with(tmp_path / "a.policy", "m"))
    with ProjectFile.open(path) as project:
        with pytest.raises(FileError, match="damaged"):
            project.undo()
        assert project.verify()
        assert [one.id for one in project.package.measures] == ["m"]


def test_a_statement_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.project.database.SECONDS", 0.05)
    with (
        ProjectFile.open(project_with(tmp_path / "a.policy")) as project,
        pytest.raises(FileError, match="too long"),
    ):
        project._database.rows(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        )


AS_NOBODY = """
import os, sys
from workbench.cli import main
main(["show", sys.argv[1]])  # loads all that is needed, where Python itself is nobody else's to read
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
raise SystemExit(main(sys.argv[2:]))
"""


def as_somebody_else(sound: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user who owns nothing, where the tests run as root."""
    return subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(sound), *arguments], capture_output=True, text=True, check=False
    )


def test_missing_rights_are_refused_with_the_true_reason(tmp_path: Path) -> None:
    # Where other users may enter, as the tests' own folder may not be.
    folder = Path("/tmp") / f"policy-workbench-rights-{os.getpid()}"
    folder.mkdir(mode=0o755)
    sound = project_with(tmp_path / "sound.policy", "m")
    try:
        path = project_with(folder / "a.policy", "m")
        path.chmod(0o000)
        refused = as_somebody_else(sound, "show", str(path))
        path.chmod(0o444)
        folder.chmod(0o555)
        edit = as_somebody_else(sound, "set", str(path), "package", "title=X")
        new = as_somebody_else(sound, "new", str(folder / "b.policy"))
        shown = as_somebody_else(sound, "show", str(path))
        folder.chmod(0o000)
        inside = as_somebody_else(sound, "show", str(path))
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    for done in (refused, edit, new, inside):
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
    assert "you may not do that there" in refused.stderr
    assert "can only be read" in edit.stderr
    assert "you may not do that there" in new.stderr
    assert "you may not do that there" in inside.stderr
    assert shown.returncode == 0, "a project that may only be read can be looked at"


def test_a_file_moved_while_it_is_open_is_told_as_that(tmp_path: Path) -> None:
    path = project_with(tmp_path / "a.policy", "m")
    with ProjectFile.open(path) as project:
        path.rename(tmp_path / "b.policy")
        with pytest.raises(FileError, match="moved, replaced or deleted"):
            project.commit(Package(title="New"), STEP)
    with ProjectFile.open(tmp_path / "b.policy") as project:
        assert project.package.country == "X"


def test_creation_that_is_killed_at_any_moment_leaves_nothing_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("fsync", "link"):
        monkeypatch.setattr(os, step, ended)
        with pytest.raises(KeyboardInterrupt):
            ProjectFile.create(tmp_path / "a.policy", Package())
        with pytest.raises(KeyboardInterrupt):
            Workspace.create_sample(tmp_path / "b.policy")
        monkeypatch.undo()
    assert not (tmp_path / "a.policy").exists()
    assert not (tmp_path / "b.policy").exists()
    ProjectFile.create(tmp_path / "a.policy", Package()).close()


class Clock(datetime.datetime):
    """A clock that stands where the test wants it."""

    stands = datetime.datetime(2026, 1, 1, 9).astimezone()

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return cls.stands


def test_the_last_ten_copies_and_one_a_day_for_thirty_days_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project_with(tmp_path / "a.policy", "m")
    copies = SafetyCopies(path)
    monkeypatch.setattr("workbench.project.copies.datetime.datetime", Clock)
    for day in range(40):
        for hour in range(8):
            Clock.stands = datetime.datetime(2026, 1, 1, 9 + hour).astimezone() + datetime.timedelta(days=day)
            SafetyCopies(path).keep_if_due()
    held = copies.all()
    days = {one.at.date() for one in held}
    assert [one.at for one in held[:10]] == sorted((one.at for one in held[:10]), reverse=True)
    assert len({one.at for one in held if one.at.date() == Clock.stands.date()}) == 8
    assert len(days) == 30
    assert len(held) == 8 + 2 + 28, "ten of the last two days, then one for each day before"


def test_a_copy_is_made_before_an_edit_but_not_before_each(tmp_path: Path) -> None:
    path = project_with(tmp_path / "a.policy", "m")
    for title in ("B", "C"):
        with ProjectFile.open(path) as project:
            project.commit(Package(title=title), STEP)
    (one,) = SafetyCopies(path).all()
    with ProjectFile.open(one.path) as project:
        assert [measure.id for measure in project.package.measures] == ["m"]


def test_a_copy_is_kept_for_good_before_the_format_changes(tmp_path: Path) -> None:
    path = altered(project_with(tmp_path / "a.policy", "m"), "PRAGMA user_version = 2")
    with ProjectFile.open(path) as project:
        project.commit(Package(title="B"), STEP)
        project.commit(Package(title="C"), STEP)
    (one,) = SafetyCopies(path).all()
    assert one.before_format == 5
    with sqlite3.connect(one.path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()


def test_a_copy_that_cannot_be_made_stops_no_edit_and_is_told(tmp_path: Path) -> None:
    path = project_with(tmp_path / "a.policy", "m")
    (tmp_path / "settings").write_text("a file where the folder should be")
    with ProjectFile.open(path) as project:
        project.commit(Package(title="B"), STEP)
        assert project.copies.problem is not None
        assert project.package.title == "B"


def test_a_copy_is_put_back_and_what_stood_there_is_set_aside(tmp_path: Path) -> None:
    path = project_with(tmp_path / "a.policy", "m")
    with ProjectFile.open(path) as project:
        project.commit(Package(title="B"), STEP)
    path.write_bytes(b"damaged")
    _, aside = SafetyCopies(path).restore(1)
    assert aside is not None
    assert aside.read_bytes() == b"damaged"
    with ProjectFile.open(path) as project:
        assert [measure.id for measure in project.package.measures] == ["m"]
    with pytest.raises(RequestError, match="no safety copy 9"):
        SafetyCopies(path).restore(9)


def test_what_can_be_saved_is_saved_and_what_is_lost_is_listed(tmp_path: Path) -> None:
    path = project_with(tmp_path / "a.policy", "m", "n", "o")
    altered(
        path,
        ("UPDATE record SET body = ? WHERE subject = 'measure:m'", (b"broken",)),
        ("UPDATE record SET body = ? WHERE subject = 'measure:n'", (zlib.compress(b'{"id":"n","no":1}'),)),
        ("UPDATE step SET patch = ? WHERE number = 2", (b"broken",)),
        FOREIGN["trigger"],
    )
    before = path.read_bytes()
    found = rescue(path)
    assert path.read_bytes() == before
    write_rescued(found, tmp_path / "saved.policy")
    with ProjectFile.open(tmp_path / "saved.policy") as project:
        assert [one.id for one in project.package.measures] == ["m", "o"], "m comes from the history"
        assert project.package.country == "X"
        assert project.verify() == ()
    assert set(found.lost) == {
        (Loss.OLDER, "measure:m"), (Loss.RECORD, "measure:n"), (Loss.STEP, "2"), (Loss.HISTORY, "3"),
    }  # fmt: skip


def test_a_sample_cut_off_or_with_a_page_gone_gives_what_the_other_pages_hold(
    sample_file: Path, tmp_path: Path
) -> None:
    whole = sample_file.read_bytes()
    with Workspace.open(sample_file) as workspace:
        measures, originals = (
            len(workspace.package.measures),
            len({one.sha256 for one in workspace.package.tables}),
        )
    most = 0
    for number, start in enumerate(range(8192, len(whole), len(whole) // 6 // 4096 * 4096)):
        harmed = bytearray(whole)
        harmed[start : start + 4096] = b"\xa5" * 4096
        for name, body in (("page", bytes(harmed)), ("cut", whole[:start])):
            path = tmp_path / f"{name}{number}.policy"
            path.write_bytes(body)
            try:
                found = rescue(path)
            except FileError:
                continue
            write_rescued(found, tmp_path / f"saved-{name}{number}.policy")
            most = max(most, len(found.package.measures))
            lost = len([one for one in found.lost if one[0] is Loss.WORKBOOK])
            assert len(found.attachments) + lost <= originals
    assert most == measures


def test_the_command_line_says_what_is_damaged_and_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from workbench.cli import main

    path = altered(project_with(tmp_path / "a.policy", "m"), FOREIGN["view"])
    assert main(["verify", str(path), "--rescue", str(tmp_path / "b.policy"), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["sound"] is False
    assert said["rescued"]["measures"] == 1
    assert said["rescued"]["lost"][0]["code"] == "history"
    assert main(["verify", str(tmp_path / "b.policy")]) == 0
    assert main(["verify", str(path), "--rescue", str(tmp_path / "b.policy")]) == 2, "never over a project"


def test_the_history_says_from_what_to_what_a_number_was_set(tmp_path: Path) -> None:
    with Workspace.create_sample(tmp_path / "a.policy") as workspace:
        for subject, field, value in (
            ("assumption:inflation", "low", 0.02),
            ("measure:social-pension", "start", 2028),
            ("measure:social-pension", "title", "Pension"),
        ):
            workspace.edit(message("Set"), [Change("set", subject, field, value)])
        low, start, title = (translator("en")(step.label) for step in workspace.history()[-3:])
    assert low == "Set: from 3\u202f% to 2\u202f%"
    assert start == "Set: from 2027 to 2028"
    assert title == "Set"
