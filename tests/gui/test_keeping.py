"""A damaged project is no dead end: the window offers its safety copies and to save what can be saved."""

import sqlite3
import zlib
from pathlib import Path

import pytest

from ui.dialogs.keeping import KeepingDialog
from workbench.errors import message
from workbench.model import Change

# The screen without a screen says so of every dialog.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    monkeypatch.setattr("workbench.assets.config_folder", lambda: tmp_path / "settings")


def dialog_of(program) -> KeepingDialog:
    (dialog,) = program.window.findChildren(KeepingDialog)
    return dialog


def damage(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE record SET body = ? WHERE subject = 'package'", (zlib.compress(b"{"),))
    connection.close()


@pytest.fixture
def damaged(opened):
    """The window after an edit, with the file damaged by something else since."""
    path = opened.session.here.path
    opened.session.edit(message("Edit"), [Change("set", "package", "title", "Edited")])
    opened.session.close()
    damage(path)
    opened.session.open(path)
    return opened, path


def test_a_damaged_project_offers_its_safety_copy_and_sets_the_damaged_file_aside(damaged, qtbot):
    program, path = damaged
    dialog = dialog_of(program)
    assert not program.session.is_open
    with qtbot.waitSignal(program.session.results_changed, timeout=10_000):
        dialog.restore.click()
    assert program.session.here.path == path
    assert program.session.package.title != "Edited", "the copy was made before the edit"
    assert [one.name for one in path.parent.glob("*set aside*")]


def test_what_can_be_saved_of_a_damaged_project_is_saved_beside_it(damaged, qtbot, tmp_path):
    program, path = damaged
    before = path.read_bytes()
    dialog = dialog_of(program)
    dialog.save_to(tmp_path / "saved.policy")
    qtbot.waitUntil(lambda: "Saved in" in dialog._state.text(), timeout=10_000)
    assert "history" in dialog._state.text()
    assert path.read_bytes() == before
    with qtbot.waitSignal(program.session.results_changed, timeout=10_000):
        program.session.open(tmp_path / "saved.policy")
    assert program.session.package.measures


def test_the_menu_checks_the_file(opened, qtbot):
    opened.window.actions_by_id["keeping"].trigger()
    dialog = dialog_of(opened)
    qtbot.waitUntil(lambda: "is sound" in dialog._state.text(), timeout=10_000)
    assert not dialog.restore.isEnabled()
    dialog.close()


def test_a_sample_that_cannot_be_made_is_refused_quietly(program, qtbot, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with qtbot.waitSignal(program.session.refused, timeout=10_000):
        program.session.create_sample(tmp_path / "file" / "Sample.policy")
    assert "folder" in program.window.start.banner.text.text()
