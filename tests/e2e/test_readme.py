"""The README holds: its commands run as written, and its tree is the tree."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
PROGRAM = "policy-workbench "
EXAMPLES = [
    line.partition("  #")[0].removeprefix(PROGRAM)
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith(PROGRAM)
]


def test_the_two_commands_stand_first_and_dev_py_knows_them(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = [line.partition("#")[0].split() for line in BLOCKS[0].splitlines()]
    assert commands == [["python3", "dev.py", "run"], ["python3", "dev.py", "test"]]
    monkeypatch.syspath_prepend(str(ROOT))
    import dev

    asked: list[str] = []
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "run", lambda rest: asked.append("run") or 0)
    monkeypatch.setattr(dev, "test", lambda rest: asked.append("test") or 0)
    for _, script, command in commands:
        monkeypatch.setattr(sys, "argv", [script, command])
        assert dev.main() == 0
    assert asked == ["run", "test"]


def test_every_example_runs_as_written_one_after_the_other(program: Any) -> None:
    (program.folder / "resources").symlink_to(ROOT / "resources")
    assert len(EXAMPLES) > 15
    for line in EXAMPLES:
        words = shlex.split(line)
        done = program(*words)
        assert done.status == (1 if words[0] in ("check", "compare") else 0), f"{line}: {done.err}"


def test_every_command_in_the_text_exists() -> None:
    known = {command.name for command in COMMANDS}
    named = re.findall(rf"{PROGRAM}([\w-]+)(?![\w.-])", README)
    assert named
    assert set(named) <= known


def test_the_tree_is_the_folders_that_are_there() -> None:
    (tree,) = re.findall(r"^```\n(workbench/.*?)^```", README, re.M | re.S)
    shown, top = set(), ""
    for line in tree.splitlines():
        name = line.split()[0].rstrip("/")
        top = top if line.startswith("  ") else name
        shown.add(f"{top}/{name}" if line.startswith("  ") else name)
    for one in sorted(shown):
        assert (ROOT / one).is_dir(), f"{one} is shown and not there"
    inside = {
        f"{top}/{path.name}"
        for top in ("workbench", "ui", "resources", "tests")
        for path in (ROOT / top).iterdir()
        if path.name != "__pycache__"
        and any(one.is_file() and one.suffix != ".pyc" for one in path.glob("*"))
    }
    assert inside <= shown, f"there and not shown: {sorted(inside - shown)}"


def test_files_the_readme_links_to_are_there() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        if not target.startswith("docs/"):
            assert (ROOT / target).exists(), target


def test_the_readme_says_what_the_method_is_and_under_which_licences() -> None:
    said = " ".join(README.split())
    for text in ("not a position of the United Nations", "Apache-2.0", "Open Font License", "ISC", "LGPL"):
        assert text in said
