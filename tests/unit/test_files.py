"""Documents appear whole or not at all and never over others'; JSON from outside is read within bounds."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import files
from workbench.errors import FileError
from workbench.files import UnreadableError, own_python, parse_json
from workbench.files.documents import _sweep

MARK = files.unless_holding(b"ours")


def write(target: Path, body: str, **more: Any) -> Path:
    return files.write(target, body, endings=(".json",), refuses=MARK, **more)


def test_a_document_replaces_the_one_of_its_kind_and_keeps_its_rights(tmp_path: Path) -> None:
    target = write(tmp_path / "a.json", "ours 1")
    target.chmod(0o640)
    write(target, "ours 2")
    assert target.read_text() == "ours 2"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_new_document_has_the_rights_the_users_mask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        target = write(tmp_path / "a.json", "ours")
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_document_is_written_through_a_link_and_leaves_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "a.json"
    link.symlink_to(tmp_path / "real" / "b.json")
    write(link, "ours")
    assert link.is_symlink()
    assert (tmp_path / "real" / "b.json").read_text() == "ours"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", b"SQLite format 3\x00 and more", "a project or another database"),
        ("a.json", b"somebody's own", "not written by the program"),
        ("a.txt", b"", "does not end in .json"),
        ("a", b"", "does not end in .json"),
    ],
)
def test_what_is_not_ours_is_never_written_over(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    target = tmp_path / name
    target.write_bytes(content)
    with pytest.raises(FileError, match=said):
        write(target, "ours")
    assert target.read_bytes() == content


def test_what_a_document_is_made_of_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text("ours")
    (tmp_path / "link.json").symlink_to(source)
    with pytest.raises(FileError, match="made of this file"):
        write(tmp_path / "link.json", "ours, new", inputs=(source,))
    assert source.read_text() == "ours"


@pytest.mark.parametrize(
    ("where", "said"), [("none/a.json", "folder does not exist"), ("folder.json", "is a folder")]
)
def test_a_place_that_will_not_do_is_named(tmp_path: Path, where: str, said: str) -> None:
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(FileError, match=said):
        write(tmp_path / where, "ours")


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "can only be read")]
)
def test_a_disk_that_refuses_at_any_step_leaves_the_old_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, said: str
) -> None:
    target = write(tmp_path / "a.json", "ours 1")

    def refuses(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "write":
        monkeypatch.setattr("workbench.files.documents._put", refuses)
    else:
        monkeypatch.setattr(os, step, refuses)
    with pytest.raises(FileError, match=said):
        write(target, "ours 2")
    monkeypatch.undo()
    assert target.read_text() == "ours 1"
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_new_file_is_never_put_over_one_that_came_meanwhile(tmp_path: Path) -> None:
    target = tmp_path / "a.policy"
    target.write_bytes(b"came meanwhile")
    with pytest.raises(FileError, match="already a file"):
        files.place(target, b"new", new=True)
    assert target.read_bytes() == b"came meanwhile"
    assert os.listdir(tmp_path) == ["a.policy"]


def test_a_disk_without_second_names_takes_new_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError(errno.EPERM, "")

    monkeypatch.setattr(os, "link", refuses)
    files.place(tmp_path / "a.policy", b"new", new=True)
    assert (tmp_path / "a.policy").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.policy"]


def test_what_an_ended_process_left_is_taken_away_but_not_what_one_is_writing(tmp_path: Path) -> None:
    old, young, other = (tmp_path / f".{name}.part" for name in ("a[1].json.12345678", "a[1].json.87654321", "b.json.12345678"))  # fmt: skip
    for path in (old, young, other):
        path.write_text("half")
    for path in (old, other):
        os.utime(path, (0, 0))
    _sweep(tmp_path / "a[1].json")
    assert sorted(os.listdir(tmp_path)) == sorted([young.name, other.name])


def test_a_pipe_and_standard_output_are_streamed_to(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for target in (Path("-"), Path("/dev/stdout")):
        files.write(target, "ours", endings=(".json",), refuses=MARK)
    assert capfdbinary.readouterr().out == b"oursours"
    assert not Path("-").exists()
    files.write(Path("/dev/null"), "ours", endings=(".json",), refuses=MARK)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 65 + "]" * 65, "nested"),
        ("[" * 100_000, "nested"),
        ("1" * 400, "too large"),
        ("[" + "1" * 5_000 + "]", "too large"),
        ('{"\\ud800": 1}', "broken"),
        ('["\\udc00"]', "broken"),
        ("{", "not JSON"),
        (b"\xff\xfe", "not text in UTF-8"),
    ],
)
def test_json_that_no_package_holds_is_refused(text: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        parse_json(text if isinstance(text, bytes) else text.encode())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


@given(_JSON, st.booleans())
def test_json_that_is_sound_is_read_as_the_library_reads_it(data: Any, escaped: bool) -> None:
    assert parse_json(json.dumps(data, ensure_ascii=escaped).encode()) == data


def test_brackets_in_text_are_no_nesting() -> None:
    data = {"title": '["' + "[" * 200, "\\": "{" * 90}
    assert parse_json(json.dumps(data).encode()) == data


def test_python_is_started_without_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    elsewhere = str(Path(sys.prefix).resolve())
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", str(tmp_path), elsewhere]))
    command, environment = own_python("workbench.sheets.file.child", "a.xlsx")
    assert command[1:] == ["-P", "-m", "workbench.sheets.file.child", "a.xlsx"]
    assert environment["PYTHONPATH"].split(os.pathsep)[1:] == [elsewhere]
