"""The project file: every edit on disk at once, undoable also after a restart, and nothing lost when things go wrong."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from workbench.errors import FileError, RequestError, message
from workbench.model import Change, Package, apply
from workbench.project import ProjectFile
from workbench.project.diff import difference

STEP = message("Do {what}", what="it")


def change(project: ProjectFile, *changes: Change) -> None:
    project.commit(apply(project.package, changes), STEP)


def added(name: str) -> Change:
    return Change("add", f"measure:{name}", value={"title": name})


def test_an_edit_is_there_after_reopening_without_any_saving(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "a.policy", Package(country="X")) as project:
        change(project, added("pension"))
    with ProjectFile.open(tmp_path / "a.policy") as project:
        assert [measure.id for measure in project.package.measures] == ["pension"]
        assert project.package.country == "X"


def test_undo_and_redo_work_after_a_restart_and_keep_their_labels(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "a.policy", Package()) as project:
        change(project, added("a"), added("b"))
        change(project, Change("remove", "measure:a"))
    with ProjectFile.open(tmp_path / "a.policy") as project:
        assert str(project.undo()) == "Do it"
        assert [measure.id for measure in project.package.measures] == ["a", "b"]
    with ProjectFile.open(tmp_path / "a.policy") as project:
        project.redo()
        assert [measure.id for measure in project.package.measures] == ["b"]
        with pytest.raises(RequestError, match="nothing to redo"):
            project.redo()


def test_a_new_edit_gives_up_what_was_undone(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "a.policy", Package()) as project:
        change(project, added("a"))
        project.undo()
        change(project, added("b"))
        assert [step.number for step in project.history()] == [1]
        assert project.redo_label is None


def test_the_package_of_any_step_can_be_had_again(tmp_path: Path) -> None:
    with ProjectFile.create(tmp_path / "a.policy", Package()) as project:
        for name in "abc":
            change(project, added(name))
        project.undo()
        assert [len(project.at(number).measures) for number in range(4)] == [0, 1, 2, 3]
        assert project.verify() == ()


def test_stored_workbooks_come_back_byte_for_byte(tmp_path: Path) -> None:
    body = os.urandom(5000)
    with ProjectFile.create(tmp_path / "a.policy", Package()) as project:
        project.commit(apply(project.package, [added("a")]), STEP, attachments=(("x.xlsx", body),))
        import hashlib

        assert project.attachment(hashlib.sha256(body).hexdigest()) == body


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a project"),
        (b"PK\x03\x04 a workbook", "not a project"),
        (b"SQLite format 3\x00" + b"\xff" * 4000, "damaged"),
    ],
)
def test_a_file_that_is_no_project_is_refused_plainly(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "odd.policy"
    path.write_bytes(content)
    with pytest.raises(FileError, match=said):
        ProjectFile.open(path)
    assert path.read_bytes() == content


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        ProjectFile.open(tmp_path / "none.policy")


def test_a_file_of_a_newer_version_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.policy"
    ProjectFile.create(path, Package()).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(FileError, match="newer version"):
        ProjectFile.open(path)
    assert path.read_bytes() == before


def test_a_file_of_an_older_version_is_of_this_one_after_its_next_edit(tmp_path: Path) -> None:
    path = tmp_path / "a.policy"
    ProjectFile.create(path, Package()).close()
    with sqlite3.connect(path) as connection:
        (current,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA user_version = 1")
    with ProjectFile.open(path) as project:
        project.commit(Package(title="Edited"), message("Edit"))
    assert connection.execute("PRAGMA user_version").fetchone() == (current,)
    connection.close()


def test_a_step_as_it_was_written_before_is_undone_and_done_again(tmp_path: Path) -> None:
    path = tmp_path / "a.policy"
    with ProjectFile.create(path, Package()) as project:
        project.commit(apply(project.package, [added("a")]), STEP)
        patch = difference(Package(), project.package)
        after = project.package
    with sqlite3.connect(path) as connection:
        old = zlib.compress(json.dumps({subject: list(pair) for subject, pair in patch.items()}).encode())
        connection.execute("UPDATE step SET patch = ?", (old,))
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    with ProjectFile.open(path) as project:
        project.undo()
        assert project.package == Package()
        project.redo()
        assert project.package == after
        assert project.verify() == ()


def test_a_file_with_a_trigger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.policy"
    ProjectFile.create(path, Package()).close()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM step; END")
    connection.close()
    with pytest.raises(FileError, match="did not write"):
        ProjectFile.open(path)


def test_truncated_anywhere_it_never_crashes(tmp_path: Path) -> None:
    path = tmp_path / "a.policy"
    with ProjectFile.create(path, Package()) as project:
        for name in "abcdef":
            change(project, added(name))
    whole = path.read_bytes()
    for length in range(0, len(whole), 2048):
        path.write_bytes(whole[:length])
        try:
            ProjectFile.open(path).close()
        except FileError:
            continue


def test_two_programs_on_one_file_do_not_overwrite_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.policy"
    first = ProjectFile.create(path, Package())
    second = ProjectFile.open(path)
    change(first, added("mine"))
    with pytest.raises(FileError, match="Another program"):
        change(second, added("theirs"))
    first.close()
    second.close()
    with ProjectFile.open(path) as project:
        assert [measure.id for measure in project.package.measures] == ["mine"]


def test_a_read_only_file_keeps_its_content_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.policy"
    with ProjectFile.create(path, Package()) as project:
        # A full disk and a lost right to write look alike to SQLite; this one can be had as root too.
        project._database.execute("PRAGMA query_only = ON")
        with pytest.raises(FileError):
            change(project, added("a"))
        assert project.package.measures == ()
        assert project.number == 0


WRITER = """
import sys
from pathlib import Path
from workbench.errors import message
from workbench.model import Change, apply
from workbench.project import ProjectFile
from workbench.project.diff import difference
project = ProjectFile.open(Path(sys.argv[1]))
for number in range(10_000):
    project.commit(apply(project.package, [Change("add", f"measure:m{number}", value={"title": "x" * 500})]), message("add"))
    print(number, flush=True)
"""


@pytest.mark.parametrize("wait", [0.05, 0.11, 0.17, 0.23, 0.31])
def test_a_killed_process_leaves_the_last_acknowledged_edit(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "a.policy"
    ProjectFile.create(path, Package()).close()
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    said = [writer.stdout.readline()]
    time.sleep(wait)
    writer.kill()
    said += writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    acknowledged = int(said[-1])
    with ProjectFile.open(path) as project:
        assert len(project.package.measures) >= acknowledged + 1
        assert project.verify() == ()


class History(RuleBasedStateMachine):
    """Edits, undo and redo against a plain list of packages."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "a.policy"
        self.project = ProjectFile.create(self.path, Package())
        self.states = [self.project.package]
        self.position = 0

    def teardown(self) -> None:
        assert self.project.verify() == ()
        self.project.close()
        self._folder.cleanup()

    @rule(name=st.sampled_from("abcd"), start=st.integers(2027, 2030))
    def edit(self, name: str, start: int) -> None:
        here = {measure.id: measure for measure in self.project.package.measures}
        if name not in here:
            changes = [added(name)]
        elif here[name].start == start:
            changes = [Change("remove", f"measure:{name}")]
        else:
            changes = [Change("set", f"measure:{name}", "start", start)]
        change(self.project, *changes)
        self.position += 1
        self.states[self.position :] = [self.project.package]

    @precondition(lambda self: self.position > 0)
    @rule()
    def undo(self) -> None:
        self.project.undo()
        self.position -= 1

    @precondition(lambda self: self.position < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.project.redo()
        self.position += 1

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = ProjectFile.open(self.path)

    @invariant()
    def same(self) -> None:
        assert self.project.package == self.states[self.position]


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=15, stateful_step_count=20)
