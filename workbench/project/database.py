"""The database inside a project file: opened without trust, bounded in time, and every error said with its true reason.

A project may come from anybody. Nothing in it runs: its schema is compared with ours to the letter before anything else is
asked of it, and a statement that goes on for too long is ended.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.errors import DamagedError, FileError, Message, message
from workbench.files import UnreadableError, reason_of

EXTENSION = ".policy"
APPLICATION_ID = 0x50574231  # "PWB1"
FORMAT = 5
"""Since 2, cells of series are ranges; since 3, the texts of a step are compressed one by one; since 4, values by year say how
they move. Older files are read, and are of this format after their next edit."""

TABLES = {
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
"""The tables of every format so far."""
_SCHEMA = sorted(("table", name, name, text) for name, text in TABLES.items())
HEADER = b"SQLite format 3\x00"
SECONDS = 20.0
"""How long one statement may take."""
_OFTEN = 10_000
_LONGEST = 600 * 1024 * 1024


class Database:
    """One connection.

    Attributes:
        path: Where the file is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._until = 0.0
        with told(path):
            where = f"{path.resolve().as_uri()}?mode=rw"
            self._connection = sqlite3.connect(
                where, uri=True, isolation_level=None, timeout=2.0, check_same_thread=False
            )
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            self._connection.set_progress_handler(self._late, _OFTEN)
            for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
                self.execute(f"PRAGMA {pragma}")

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        """Run a statement; it and the fetching of its rows have `SECONDS`."""
        self._until = time.monotonic() + SECONDS
        return self._connection.execute(statement, values)

    def row(self, statement: str, values: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
        """Give the first row, None where there is none.

        Raises:
            FileError: The file cannot be read.
        """
        with told(self.path):
            found: tuple[Any, ...] | None = self.execute(statement, values).fetchone()
        return found

    def rows(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Give all rows.

        Raises:
            FileError: The file cannot be read.
        """
        with told(self.path):
            return self.execute(statement, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that is inside as one, or none of it.

        Raises:
            FileError: The file cannot be written; it is as it was.
        """
        with told(self.path), self._connection:
            self.execute("BEGIN IMMEDIATE")
            yield

    def prepare(self) -> None:
        """Have every transaction on the disk when it returns, and what is deleted gone."""
        with told(self.path):
            for pragma in ("journal_mode = DELETE", "synchronous = FULL", "secure_delete = ON"):
                self.execute(f"PRAGMA {pragma}")

    def inspect(self) -> int:
        """See that the file is a project, holds nothing the program did not make, and is whole; give its format.

        Raises:
            FileError: It is not.
        """
        with told(self.path):
            (application,) = self.execute("PRAGMA application_id").fetchone()
            (version,) = self.execute("PRAGMA user_version").fetchone()
            if application != APPLICATION_ID:
                raise not_a_project(self.path)
            if version > FORMAT:
                raise FileError(
                    message(
                        "The project was written by a newer version of the program (format {version}).",
                        version=str(version),
                    ),
                    where=str(self.path),
                    remedy=message("Install the newer version. The file was not changed."),
                )
            held = self.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
            if version < 1 or sorted(held, key=repr) != sorted(_SCHEMA, key=repr):
                raise DamagedError(
                    message("The project holds parts that the program did not write."),
                    where=str(self.path),
                    remedy=message(
                        "Ask for the file again from someone you trust, or take over what is sound: `policy-workbench verify FILE --rescue OUT`."
                    ),
                )
            wrong = [line for (line,) in self.execute("PRAGMA quick_check(1)") if line != "ok"]
        if wrong:
            raise damaged(self.path, message("{reason}", reason=str(wrong[0]).splitlines()[-1].rstrip(".")))
        return int(version)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _late(self) -> bool:
        return time.monotonic() > self._until


def fresh(records: dict[str, bytes]) -> bytes:
    """Give the bytes of a new project file that holds these records."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in TABLES.values():
            connection.execute(statement)
        connection.execute("INSERT INTO head VALUES (0)")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.executemany("INSERT INTO record VALUES (?, ?)", records.items())
        return connection.serialize()
    finally:
        connection.close()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of the database, of the system and of data that is not what it should be into messages."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _database_error(path, error) from error
    except UnreadableError as error:
        raise damaged(path, error.reason) from error
    except UnicodeDecodeError as error:  # the database's own message may quote bytes that are no text
        raise damaged(path, message("a text in it is broken")) from error
    except OSError as error:
        raise FileError(
            message("The project cannot be read or written: {reason}.", reason=reason_of(error)),
            where=str(path),
            remedy=message("Check your rights and the folder. Nothing was lost."),
        ) from error


def damaged(path: Path, reason: Message) -> DamagedError:
    """Make the error for a file that is not as it was written."""
    return DamagedError(
        message("The project file is damaged: {reason}.", reason=reason),
        where=str(path),
        remedy=message(
            "`policy-workbench copies` lists the safety copies; `policy-workbench verify FILE --rescue OUT` saves what can be saved."
        ),
    )


def not_a_project(path: Path) -> FileError:
    """Make the error for a file of another kind."""
    return FileError(
        message("This is not a project of Policy Workbench."),
        where=str(path),
        remedy=message(
            "Projects end in {extension}; workbooks are brought in from the Data page.", extension=EXTENSION
        ),
    )


_CODES = {
    sqlite3.SQLITE_FULL: (
        message("The project cannot be written: the disk is full."),
        message("Make room, then try again. Your last edit was not made; nothing else was lost."),
    ),
    sqlite3.SQLITE_BUSY: (
        message("Another program is using this project."),
        message("Close it there, then try again. Your last edit was not made."),
    ),
    sqlite3.SQLITE_INTERRUPT: (
        message("The project takes too long to read."),
        message("Ask for the file again from someone you trust."),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        message("The project cannot be opened: the file, or a file beside it, may not be made or read."),
        message("Check your rights to the file and its folder. Your last edit was not made."),
    ),
    sqlite3.SQLITE_READONLY: (
        message("The project can only be read: the file, its folder or the disk may not be written."),
        message("Copy it where you may write, and open the copy. Your last edit was not made."),
    ),
    sqlite3.SQLITE_IOERR: (
        message("The project cannot be read or written: the disk does not answer as it should."),
        message("Check the disk, the folder and your rights. Your last edit was not made."),
    ),
    sqlite3.SQLITE_TOOBIG: (
        message("The project holds a record that is too large."),
        message("Ask for the file again from someone you trust."),
    ),
    sqlite3.SQLITE_NOMEM: (
        message("There is not enough memory to read the project."),
        message("Close other programs, then try again. Nothing was lost."),
    ),
}
_CODES[sqlite3.SQLITE_LOCKED] = _CODES[sqlite3.SQLITE_BUSY]
_GONE = (
    message("The project file was moved, replaced or deleted while it was open."),
    message("Move it back, then open it again. Your last edit was not made."),
)


def _database_error(path: Path, error: sqlite3.DatabaseError) -> FileError:
    """Say what the database means; a file that has gone is told as such, whatever the database makes of it."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    what, remedy = _CODES.get(code & 0xFF, (None, None))
    moved = code == sqlite3.SQLITE_READONLY_DBMOVED or (what is not None and not path.exists())
    if moved:
        what, remedy = _GONE
    if what is None:
        return damaged(path, message("{reason}", reason=str(error)))
    return FileError(what, where=str(path), remedy=remedy)
