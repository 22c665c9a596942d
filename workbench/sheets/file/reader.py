"""Bring the cells of a file into this process: the reading itself happens in a limited child process."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import Message, Spot, WorkbookError, message
from workbench.files import own_python
from workbench.sheets.file import guard
from workbench.sheets.file.cells import Sheet
from workbench.sheets.file.rows import NUMBERS, Rows

TIME = 30.0
CHILD = "workbench.sheets.file.child"
HEAD_ARGUMENT = "--head"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds.

    Attributes:
        sheets: Its sheets.
        sha256: The digest of its bytes, taken before they were read: a file saved meanwhile is another one.
    """

    sheets: tuple[Sheet, ...]
    sha256: str


@contextmanager
def reading(path: Path, *, seconds: float = TIME) -> Iterator[Callable[[], Contents]]:
    """Start reading a workbook or text file, and give what waits for it; it raises what `read_sheets` does."""
    guard.check(path)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    with _asked(path, seconds) as answer:
        yield lambda: Contents(_sheets(answer(), path), sha256)


def read_sheets(path: Path, *, seconds: float = TIME) -> tuple[Sheet, ...]:
    """Read all sheets of a workbook or text file.

    Raises:
        WorkbookError: The file is refused, damaged, or reading it took too much time or memory.
    """
    with reading(path, seconds=seconds) as contents:
        return contents().sheets


def read_head(path: Path) -> tuple[Sheet, ...]:
    """Read the first rows of the sheets, to show while the whole is read; nothing where that fails."""
    try:
        with _asked(path, TIME, HEAD_ARGUMENT) as answer:
            return tuple(_decode(sheet) for sheet in answer().get("sheets", ()))
    except WorkbookError:
        return ()


@contextmanager
def _asked(path: Path, seconds: float, *options: str) -> Iterator[Callable[[], dict[str, Any]]]:
    """Start the reading process, and give what waits for its answer; it is ended where nobody waits for it."""
    with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        target = Path(folder) / "answer.json"
        command, environment = own_python(CHILD, *options, str(path.resolve()), str(target))
        with subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process:
            try:
                yield lambda: _answer(process, path, target, seconds)
            finally:
                process.kill()


def _answer(process: subprocess.Popen[bytes], path: Path, target: Path, seconds: float) -> dict[str, Any]:
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise WorkbookError(
            message("Reading the workbook took longer than {seconds} seconds.", seconds=int(seconds)),
            where=Spot(path.name),
            remedy=message("Save the sheets you need as a workbook of their own."),
            code="too-slow",
        ) from error
    if process.returncode == 0 and target.exists():
        answer: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
        with Path(f"{target}{NUMBERS}").open("rb") as numbers:
            for sheet in answer.get("sheets", ()):
                sheet["rows"] = Rows.unpacked(sheet["rows"], numbers)
        return answer
    memory = b"MemoryError" in said or b"memory allocation" in said
    raise WorkbookError(
        message("Reading the workbook needs too much memory.")
        if memory
        else message("The workbook cannot be read: the reader stopped at it."),
        where=Spot(path.name),
        why=message("The reading was ended before it could harm the program."),
        remedy=message("Open it in Excel or LibreOffice, save the table as a new .xlsx and try again."),
        code="too-much-memory",
    )


def _sheets(answer: dict[str, Any], path: Path) -> tuple[Sheet, ...]:
    if "error" in answer:
        sheet, code = str(answer["error"].pop("sheet")), str(answer["error"].pop("code"))
        parts = {name: _decode_message(part) for name, part in answer["error"].items()}
        raise WorkbookError(
            parts["what"] or message("The workbook cannot be read."),
            where=Spot(path.name, sheet),
            why=parts["why"],
            remedy=parts["remedy"],
            code=code,
        )
    return tuple(_decode(sheet) for sheet in answer["sheets"])


def _decode(sheet: dict[str, Any]) -> Sheet:
    return Sheet(
        name=sheet["name"],
        rows=sheet["rows"],
        hidden=sheet.get("hidden", False),
        merged=tuple((a, b, c, d) for a, b, c, d in sheet.get("merged", ())),
        trouble={(row, column): what for row, column, what in sheet.get("trouble", ())},
        percents=frozenset((row, column) for row, column in sheet.get("percents", ())),
        money=tuple(sheet.get("money", ())),
        shrunk={(row, column): power for row, column, power in sheet.get("shrunk", ())},
        hidden_rows=frozenset(sheet.get("hidden_rows", ())),
        hidden_columns=frozenset(sheet.get("hidden_columns", ())),
        text=sheet.get("text", False),
        external=tuple((row, column) for row, column in sheet.get("external", ())),
    )


def _decode_message(part: Any) -> Message | None:
    if part is None:
        return None
    return Message(part["template"], tuple((name, value) for name, value in part["values"]))
