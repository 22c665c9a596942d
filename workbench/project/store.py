"""The project file: one SQLite database with the package, its history and the original workbooks.

Every edit is one transaction with a rollback journal and full synchronisation, so that a killed process, a full
disk or a pulled plug leaves the file at the last edit that was acknowledged.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from workbench.errors import FileError, Message, RequestError, message
from workbench.model import Package
from workbench.project import labels
from workbench.project.diff import Patch, changes, flatten, unflatten
from workbench.project.writing import pieces

_Execute = Callable[..., sqlite3.Cursor]

EXTENSION = ".policy"
APPLICATION_ID = 0x50574231  # "PWB1"
FORMAT = 3
"""Since 2, cells of series are ranges; since 3, the texts of a step are compressed one by one. Older files are read, and
are of this format after their next edit."""

_SCHEMA = {
    "record": "CREATE TABLE record (subject TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
    "step": (
        "CREATE TABLE step (number INTEGER PRIMARY KEY, label TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, "
        "patch BLOB NOT NULL)"
    ),
    "head": "CREATE TABLE head (number INTEGER NOT NULL)",
    "attachment": (
        "CREATE TABLE attachment (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID"
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One edit of the history.

    Attributes:
        at: Date and time, ISO 8601, with the offset from UTC.
        current: Whether the package stands after this step.
        undone: Whether it was taken back and can be done again.
    """

    number: int
    label: Message
    at: str
    by: str
    current: bool
    undone: bool


class ProjectFile:
    """An open project file.

    Attributes:
        path: Where it is.
        package: The package as it stands.
        number: The number of the step it stands after; 0 for a new file.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        with _told(path):
            self.number = int(connection.execute("SELECT number FROM head").fetchone()[0])
            records = {
                subject: zlib.decompress(body).decode()
                for subject, body in connection.execute("SELECT * FROM record")
            }
        self.package = unflatten(records, where=str(path))

    @classmethod
    def create(cls, path: Path, package: Package) -> ProjectFile:
        """Make a new file.

        Raises:
            FileError: Something is already there, or the place cannot be written.
        """
        if path.exists():
            raise FileError(
                message("There is already a file of this name."),
                where=str(path),
                remedy=message("Choose another name, or open the one that exists."),
            )
        if not path.parent.is_dir():
            raise FileError(
                message("The folder does not exist."),
                where=str(path.parent),
                remedy=message("Make the folder first."),
            )
        try:
            with _told(path):
                connection = _connect(path)
                with connection:
                    connection.execute("BEGIN IMMEDIATE")
                    for statement in _SCHEMA.values():
                        connection.execute(statement)
                    connection.execute("INSERT INTO head VALUES (0)")
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version = {FORMAT}")
                    connection.executemany(
                        "INSERT INTO record VALUES (?, ?)",
                        [(subject, _body(text)) for subject, text in flatten(package).items()],
                    )
        except FileError:
            path.unlink(missing_ok=True)
            raise
        return cls(path, connection)

    @classmethod
    def open(cls, path: Path) -> ProjectFile:
        """Open a file.

        Raises:
            FileError: It is missing, no project, damaged, or from a newer version.
        """
        if path.is_dir():
            raise FileError(
                message("This is a folder."),
                where=str(path),
                remedy=message("Name the project file inside it."),
            )
        if not path.is_file():
            raise FileError(
                message("There is no such file."),
                where=str(path),
                remedy=message("Check the name and the folder."),
            )
        with path.open("rb") as file:
            head = file.read(16)
        if head != b"SQLite format 3\x00":
            raise _not_a_project(path)
        with _told(path):
            connection = _connect(path)
            try:
                _inspect(path, connection)
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def commit(
        self, package: Package, label: Message, *, attachments: tuple[tuple[str, bytes], ...] = ()
    ) -> None:
        """Record one step and make its package the current one; steps that were undone are given up.

        Args:
            package: The package after the step.
            label: What the step did.
            attachments: (file name, content) of original workbooks to keep.

        Raises:
            FileError: The file cannot be written; package and file stay as they were.
        """
        try:
            bodies = {
                subject: (_record(before), _record(after))
                for subject, (before, after) in changes(self.package, package).items()
            }
        except ValueError as error:
            raise RequestError(
                message("A value is not a finite number; it was not kept."), where=str(self.path)
            ) from error
        if not bodies and not attachments:
            return
        at = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        with self._transaction() as execute:
            for name, body in attachments:
                digest = hashlib.sha256(body).hexdigest()
                execute(
                    "INSERT OR IGNORE INTO attachment VALUES (?, ?, ?)", (digest, name, _compressed(body))
                )
            execute("DELETE FROM step WHERE number > ?", (self.number,))
            execute(
                "INSERT INTO step VALUES (?, ?, ?, ?, ?)",
                (self.number + 1, json.dumps(labels.dump(label)), at, package.author, _packed(bodies)),
            )
            self._write(execute, {subject: after for subject, (_, after) in bodies.items()})
            execute("UPDATE head SET number = ?", (self.number + 1,))
        self.package, self.number = package, self.number + 1

    def undo(self) -> Message:
        """Take back the current step and give its label.

        Raises:
            RequestError: There is nothing to undo.
        """
        row = self._row(self.number)
        if row is None:
            raise RequestError(message("There is nothing to undo."), where=str(self.path))
        self._move(row[1], self.number - 1, forward=False)
        return row[0]

    def redo(self) -> Message:
        """Do the next undone step again and give its label.

        Raises:
            RequestError: There is nothing to redo.
        """
        row = self._row(self.number + 1)
        if row is None:
            raise RequestError(message("There is nothing to redo."), where=str(self.path))
        self._move(row[1], self.number + 1, forward=True)
        return row[0]

    @property
    def undo_label(self) -> Message | None:
        """What undo would take back."""
        return self._label(self.number)

    @property
    def redo_label(self) -> Message | None:
        """What redo would do again."""
        return self._label(self.number + 1)

    def weight(self, number: int) -> int:
        """Give how many bytes a step changes; 0 where there is no such step."""
        with _told(self.path):
            row = self._connection.execute(
                "SELECT length(patch) FROM step WHERE number = ?", (number,)
            ).fetchone()
        return int(row[0]) if row else 0

    def history(self) -> tuple[Step, ...]:
        """Give all steps, oldest first."""
        with _told(self.path):
            rows = self._connection.execute(
                "SELECT number, label, at, by FROM step ORDER BY number"
            ).fetchall()
        return tuple(
            Step(number, labels.load(json.loads(label)), at, by, number == self.number, number > self.number)
            for number, label, at, by in rows
        )

    def at(self, number: int) -> Package:
        """Give the package as it stood after a step; 0 is the new file.

        Raises:
            RequestError: There is no such step.
        """
        numbers = {0, *(step.number for step in self.history())}
        if number not in numbers:
            raise RequestError(
                message("There is no edit {number} in the history.", number=number),
                where=str(self.path),
                remedy=message("`policy-workbench history` lists the edits."),
            )
        records = flatten(self.package)
        steps = (
            range(self.number, number, -1) if number <= self.number else range(self.number + 1, number + 1)
        )
        for step in steps:
            row = self._row(step)
            if row is None:
                raise _damaged(self.path, f"edit {step} is not in the history")
            for subject, (before, after) in row[1].items():
                text = after if number > self.number else before
                if text is None:
                    records.pop(subject, None)
                else:
                    records[subject] = text
        return unflatten(records, where=str(self.path))

    def attachment(self, sha256: str) -> bytes | None:
        """Give the original of an imported workbook."""
        with _told(self.path):
            row = self._connection.execute(
                "SELECT body FROM attachment WHERE sha256 = ?", (sha256,)
            ).fetchone()
        return zlib.decompress(row[0]) if row else None

    def verify(self) -> tuple[Message, ...]:
        """Check the file: its pages, its records against its history, its originals against their digests."""
        problems: list[Message] = []
        with _told(self.path):
            for (line,) in self._connection.execute("PRAGMA integrity_check"):
                if line != "ok":
                    problems.append(message("The database reports: {line}", line=line))
            for digest, name, body in self._connection.execute("SELECT sha256, name, body FROM attachment"):
                if hashlib.sha256(zlib.decompress(body)).hexdigest() != digest:
                    problems.append(
                        message("The stored workbook {name} is not what was imported.", name=name)
                    )
            kept = {row[0] for row in self._connection.execute("SELECT sha256 FROM attachment")}
        for table in self.package.tables:
            if table.sha256 not in kept:
                problems.append(message("The original of table {table} is not in the file.", table=table.id))
        rebuilt = self.at(0)
        for step in self.history()[: self.number]:
            rebuilt = _applied(rebuilt, self._row(step.number), str(self.path))
        if rebuilt != self.package:
            problems.append(message("The history does not lead to the package."))
        return tuple(problems)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> ProjectFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _label(self, number: int) -> Message | None:
        """Give the label of a step without its patch, which may hold a whole workbook."""
        with _told(self.path):
            row = self._connection.execute("SELECT label FROM step WHERE number = ?", (number,)).fetchone()
        return labels.load(json.loads(row[0])) if row else None

    def _row(self, number: int) -> tuple[Message, Patch] | None:
        with _told(self.path):
            row = self._connection.execute(
                "SELECT label, patch FROM step WHERE number = ?", (number,)
            ).fetchone()
        return (labels.load(json.loads(row[0])), _unpacked(row[1])) if row else None

    def _move(self, patch: Patch, number: int, *, forward: bool) -> None:
        package = unflatten(_patched(flatten(self.package), patch, forward=forward), where=str(self.path))
        bodies = {subject: _body(after if forward else before) for subject, (before, after) in patch.items()}
        with self._transaction() as execute:
            self._write(execute, bodies)
            execute("UPDATE head SET number = ?", (number,))
        self.package, self.number = package, number

    @contextmanager
    def _transaction(self) -> Iterator[_Execute]:
        with _told(self.path), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            (number,) = self._connection.execute("SELECT number FROM head").fetchone()
            if number != self.number:
                raise FileError(
                    message("Another program has changed this project since it was opened."),
                    where=str(self.path),
                    remedy=message("Open the project again; your last edit was not made."),
                )
            self._connection.execute(f"PRAGMA user_version = {FORMAT}")
            yield self._connection.execute

    @staticmethod
    def _write(execute: _Execute, bodies: dict[str, bytes | None]) -> None:
        for subject, body in bodies.items():
            if body is None:
                execute("DELETE FROM record WHERE subject = ?", (subject,))
            else:
                execute("INSERT OR REPLACE INTO record VALUES (?, ?)", (subject, body))


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=2.0, check_same_thread=False)
    for pragma in (
        "trusted_schema = OFF",
        "journal_mode = DELETE",
        "synchronous = FULL",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _inspect(path: Path, connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise _not_a_project(path)
    if version > FORMAT:
        raise FileError(
            message(
                "The project was written by a newer version of the program (format {version}).",
                version=version,
            ),
            where=str(path),
            remedy=message("Install the newer version. The file was not changed."),
        )
    damage = [line for (line,) in connection.execute("PRAGMA quick_check(1)") if line != "ok"]
    if damage:
        raise _damaged(path, damage[0])
    schema = dict(
        connection.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
    )
    if schema != _SCHEMA:
        raise FileError(
            message("The project holds parts that the program did not write."),
            where=str(path),
            remedy=message("Ask for the file again from someone you trust."),
        )


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn database errors into messages."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise FileError(
                message("Another program is using this project."),
                where=str(path),
                remedy=message("Close it there, then try again. Your last edit was not made."),
            ) from error
        if isinstance(error, sqlite3.OperationalError) and "UTF-8" not in str(error):
            raise FileError(
                message("The project cannot be read or written: {reason}.", reason=str(error)),
                where=str(path),
                remedy=message(
                    "Check that the disk is not full and that you may write there. Nothing was lost."
                ),
            ) from error
        raise _damaged(path, str(error)) from error
    except (zlib.error, json.JSONDecodeError, UnicodeDecodeError, TypeError) as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, reason: str) -> FileError:
    return FileError(
        message("The project file is damaged: {reason}.", reason=reason),
        where=str(path),
        remedy=message("Restore an earlier copy of the file."),
    )


def _not_a_project(path: Path) -> FileError:
    return FileError(
        message("This is not a project of Policy Workbench."),
        where=str(path),
        remedy=message(
            "Projects end in {extension}; workbooks are brought in from the Data page.", extension=EXTENSION
        ),
    )


def _compressed(body: bytes) -> bytes:
    """Compress quickly, as edits should feel immediate, and not what is a zip archive already, as workbooks are."""
    return zlib.compress(body, 0 if body.startswith(b"PK") else 1)


def _record(record: Any) -> bytes | None:
    """Write and compress a record; the text of a large table would take more room than all else."""
    if record is None:
        return None
    stream = zlib.compressobj(1)
    return b"".join([*(stream.compress(piece.encode()) for piece in pieces(record)), stream.flush()])


def _body(text: str | None) -> bytes | None:
    return None if text is None else zlib.compress(text.encode(), 1)


def _packed(bodies: dict[str, tuple[bytes | None, bytes | None]]) -> bytes:
    """Write the lengths of the compressed texts of a step as a line of JSON, then the texts one after the other."""
    lengths = {subject: [body and len(body) for body in pair] for subject, pair in bodies.items()}
    texts = (body for pair in bodies.values() for body in pair if body)
    return b"".join((json.dumps(lengths).encode(), b"\n", *texts))


def _unpacked(packed: bytes) -> Patch:
    if not packed.startswith(b"{"):  # before format 3
        return {key: (pair[0], pair[1]) for key, pair in json.loads(zlib.decompress(packed)).items()}
    line, _, rest = packed.partition(b"\n")
    texts = io.BytesIO(rest)
    return {
        subject: (_text(texts, before), _text(texts, after))
        for subject, (before, after) in json.loads(line).items()
    }


def _text(texts: io.BytesIO, length: int | None) -> str | None:
    return None if length is None else zlib.decompress(texts.read(length)).decode()


def _patched(records: dict[str, str], patch: Patch, *, forward: bool) -> dict[str, str]:
    records = dict(records)
    for subject, (before, after) in patch.items():
        text = after if forward else before
        if text is None:
            records.pop(subject, None)
        else:
            records[subject] = text
    return records


def _applied(package: Package, row: tuple[Message, Patch] | None, where: str) -> Package:
    return (
        package if row is None else unflatten(_patched(flatten(package), row[1], forward=True), where=where)
    )
