"""Run the program as its users do, in a folder of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"


@dataclass(frozen=True)
class Run:
    """What one run of the program left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Program:
    """The program, run in a folder: through its entry function, or as a process of its own.

    Attributes:
        folder: Where it runs.
        process: Whether each run is a process; that takes most of a second, so only where it matters.
    """

    folder: Path
    process: bool = False

    def __call__(self, *arguments: str | Path, **options: Any) -> Run:
        """Run it and give whatever comes of it; a traceback is never right."""
        words = [str(one) for one in arguments]
        done = self._started(words, options) if self.process else self._called(words)
        assert "Traceback" not in done.err, done.err
        return done

    def _started(self, words: list[str], options: dict[str, Any]) -> Run:
        hidden = ("PYTHONUNBUFFERED", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        done = subprocess.run(
            [sys.executable, "-m", "workbench", *words],
            cwd=self.folder,
            env=environment | {"PYTHONPATH": str(ROOT)},
            encoding="utf-8",
            timeout=120,
            check=False,
            **(streams | options),
        )
        return Run(done.returncode, done.stdout or "", done.stderr or "")

    def _called(self, words: list[str]) -> Run:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = main(words)
            except SystemExit as stopped:  # argparse stops so after printing help
                status = int(stopped.code or 0)
        return Run(status, out.getvalue(), err.getvalue())

    def ok(self, *arguments: str | Path) -> Run:
        """Run what has to succeed."""
        done = self(*arguments)
        assert done.status == 0, f"{arguments}: {done.status} {done.err}"
        return done

    def refuses(self, *arguments: str | Path, says: str, project: str = "plan.policy") -> Run:
        """Run what has to be refused: status 2, one message that helps, and the project as it was."""
        file = self.folder / project
        before = file.read_bytes() if file.is_file() else None
        done = self(*arguments)
        assert done.status == 2, f"{arguments}: {done.status} {done.out[:300]} {done.err}"
        assert re.search(says, done.err), done.err
        assert done.out == ""
        assert before == (file.read_bytes() if file.is_file() else None), "the project was changed"
        return done


@pytest.fixture(scope="session")
def sample_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled sample country as a project, made by the program; tests copy it."""
    folder = tmp_path_factory.mktemp("sample")
    Program(folder, process=True).ok("new", "orsana.policy", "--sample")
    return folder / "orsana.policy"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program in an empty folder."""
    return Program(tmp_path)


@pytest.fixture
def process(tmp_path: Path) -> Program:
    """The program in an empty folder, each run a process of its own."""
    return Program(tmp_path, process=True)


@pytest.fixture
def planner(tmp_path: Path, sample_project: Path) -> Program:
    """The program in a folder that holds `plan.policy`, a copy of the sample."""
    shutil.copy(sample_project, tmp_path / "plan.policy")
    return Program(tmp_path)


@pytest.fixture(scope="session")
def once(sample_project: Path) -> Callable[..., Run]:
    """Run a command that only reads the sample, once for all tests that look at its result."""
    kept: dict[tuple[str, ...], Run] = {}
    run = Program(sample_project.parent)

    def result(*arguments: str) -> Run:
        if arguments not in kept:
            kept[arguments] = run(*arguments)
        return kept[arguments]

    return result
