"""The project file: one SQLite database with the package, its history and the original workbooks.

Every edit is one transaction with a rollback journal and full synchronisation, so that a killed process, a full
disk or a pulled plug leaves the file at the last edit that was acknowledged.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from workbench.errors import FileError, Message, RequestError, message
from workbench.files import UnreadableError, place
from workbench.model import Package
from workbench.project import labels, records
from workbench.project.copies import SafetyCopies
from workbench.project.database import FORMAT, HEADER, Database, fresh, not_a_project, told
from workbench.project.diff import Patch, changes, flatten
from workbench.project.upgrade import (
    EXPLICIT_PATHS,
    FACTS,
    acceptance_in,
    renewed,
    renewed_text,
    upgraded,
    upgraded_text,
)


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
        copies: The safety copies of the file.
        version: The format it was in when it was opened.
        renew: Gives what acceptances of earlier formats rest on now, by finding and digest of sentences; asked at the first
            edit of such a project.
    """

    def __init__(self, path: Path, database: Database, version: int) -> None:
        self.path = path
        self.copies = SafetyCopies(path)
        self._database = database
        self._version = self.version = version
        self.renew: Callable[[], Mapping[tuple[str, str], str]] = dict
        self._renewed: Mapping[tuple[str, str], str] | None = None
        with told(path):
            head = database.row("SELECT number FROM head")
            if head is None or not isinstance(head[0], int):
                raise UnreadableError(message("it does not say after which edit the package stands"))
            self.number = head[0]
            decoder = records.Decoder(path.stat().st_size)
            held = database.rows("SELECT subject, body FROM record")
            texts = {str(subject): decoder.text(body) for subject, body in held}
            self._base_year = records.base_year(texts)
            self.package = records.package_of(self._now(texts))

    @classmethod
    def create(cls, path: Path, package: Package) -> ProjectFile:
        """Make a new file; it appears whole or not at all.

        Raises:
            FileError: Something is already there, or the place cannot be written.
        """
        cls.refuse_place(path)
        bodies = {subject: records.body_of(text) or b"" for subject, text in flatten(package).items()}
        return cls.placed(path, fresh(bodies))

    @classmethod
    def placed(cls, path: Path, body: bytes) -> ProjectFile:
        """Put a project made elsewhere in its place, where nothing may be yet, and open it.

        Raises:
            FileError: Something is already there, or the place cannot be written.
        """
        place(path, body, new=True)
        project = cls.open(path)
        project.copies.wait()
        return project

    @staticmethod
    def refuse_place(path: Path) -> None:
        """Refuse a place for a new file before it is made.

        Raises:
            FileError: Something is already there, or there is no such folder.
        """
        with told(path):
            if path.exists() or path.is_symlink():
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

    @classmethod
    def open(cls, path: Path) -> ProjectFile:
        """Open a file.

        Raises:
            FileError: It is missing, may not be read, is no project, damaged, or from a newer version.
        """
        refuse_other_files(path)
        database = Database(path)
        try:
            version = database.inspect()
            database.prepare()
            return cls(path, database, version)
        except BaseException:
            database.close()
            raise

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
        package = self._settled(package)
        try:
            bodies = {
                subject: (records.packed(before), records.packed(after))
                for subject, (before, after) in changes(self.package, package).items()
            }
        except ValueError as error:
            raise RequestError(
                message("A value is not a finite number; it was not kept."), where=str(self.path)
            ) from error
        if not bodies and not attachments:
            return
        at = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        with self._transaction():
            execute = self._database.execute
            for name, body in attachments:
                digest = hashlib.sha256(body).hexdigest()
                execute(
                    "INSERT OR IGNORE INTO attachment VALUES (?, ?, ?)",
                    (digest, name, records.compressed(body)),
                )
            execute("DELETE FROM step WHERE number > ?", (self.number,))
            execute(
                "INSERT INTO step VALUES (?, ?, ?, ?, ?)",
                (
                    self.number + 1,
                    json.dumps(labels.dump(label)),
                    at,
                    package.author,
                    records.step_of(bodies),
                ),
            )
            self._write({subject: after for subject, (_, after) in bodies.items()})
            execute("UPDATE head SET number = ?", (self.number + 1,))
        self.package, self.number = package, self.number + 1

    def undo(self) -> Message:
        """Take back the current step and give its label.

        Raises:
            RequestError: There is nothing to undo.
        """
        label = self._label(self.number)
        if label is None:
            raise RequestError(message("There is nothing to undo."), where=str(self.path))
        self._move(self.number, self.number - 1, forward=False)
        return label

    def redo(self) -> Message:
        """Do the next undone step again and give its label.

        Raises:
            RequestError: There is nothing to redo.
        """
        label = self._label(self.number + 1)
        if label is None:
            raise RequestError(message("There is nothing to redo."), where=str(self.path))
        self._move(self.number + 1, self.number + 1, forward=True)
        return label

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
        row = self._database.row("SELECT length(patch) FROM step WHERE number = ?", (number,))
        return int(row[0]) if row else 0

    def history(self) -> tuple[Step, ...]:
        """Give all steps, oldest first."""
        rows = self._database.rows("SELECT number, label, at, by FROM step ORDER BY number")
        with told(self.path):
            return tuple(
                Step(
                    number,
                    records.label_of(label),
                    str(at),
                    str(by),
                    number == self.number,
                    number > self.number,
                )
                for number, label, at, by in rows
            )

    def at(self, number: int) -> Package:
        """Give the package as it stood after a step; 0 is the new file.

        Raises:
            RequestError: There is no such step.
        """
        numbers = {0, *(step for (step,) in self._database.rows("SELECT number FROM step"))}
        if number not in numbers:
            raise RequestError(
                message("There is no edit {number} in the history.", number=str(number)),
                where=str(self.path),
                remedy=message("`policy-workbench history` lists the edits."),
            )
        with told(self.path):
            return records.package_of(self._texts_at(number))

    def acceptances(self) -> dict[tuple[str, str], int]:
        """Say of each acceptance of the history after which step its finding was as it was accepted.

        Steps that do nothing but accept leave the findings as they are, so that one state answers for many.
        """
        found: dict[tuple[str, str], int] = {}
        state = 0
        with told(self.path):
            for number, body in self._database.rows("SELECT number, patch FROM step ORDER BY number"):
                size = len(body) if isinstance(body, bytes) else 0
                subjects = records.Decoder(size).subjects(body)
                if not all(one.startswith("acceptance:") or one == "order:acceptances" for one in subjects):
                    state = int(number)
                for _, after in records.Decoder(size).patch(body, "acceptance:").values():
                    if after is not None:
                        found.setdefault(acceptance_in(after), state)
        return found

    def attachment(self, sha256: str) -> bytes | None:
        """Give the original of an imported workbook."""
        row = self._database.row("SELECT body FROM attachment WHERE sha256 = ?", (sha256,))
        with told(self.path):
            return records.unpacked(row[0]) if row else None

    def verify(self) -> tuple[Message, ...]:
        """Check the file: its pages, its records against its history, its originals against their digests."""
        problems: list[Message] = []
        for (line,) in self._database.rows("PRAGMA integrity_check"):
            if line != "ok":
                problems.append(message("The database reports: {line}", line=str(line)))
        kept = set()
        for (digest,) in self._database.rows("SELECT sha256 FROM attachment"):
            kept.add(digest)
            row = self._database.row("SELECT name, body FROM attachment WHERE sha256 = ?", (digest,))
            if row is not None and not _is_sound(row[1], digest):
                problems.append(
                    message("The stored workbook {name} is not what was imported.", name=str(row[0]))
                )
        for table in self.package.tables:
            if table.sha256 not in kept:
                problems.append(message("The original of table {table} is not in the file.", table=table.id))
        try:
            texts = self._texts_at(0, forth=True)
            # Earlier formats wrote the same values in another way.
            if texts != flatten(self.package) and records.package_of(texts) != self.package:
                problems.append(message("The history does not lead to the package."))
            for step in self.history():
                self._patch(step.number)
        except UnreadableError as error:
            problems.append(message("The history cannot be read: {reason}.", reason=error.reason))
        except FileError as error:
            problems.append(error.what)
        return tuple(problems)

    def _texts_at(self, number: int, *, forth: bool = False) -> dict[str, str]:
        """Give the records as they stood after a step; `forth` goes from there to the present ones again."""
        texts = flatten(self.package)
        back = range(self.number, number, -1)
        for step in back if number <= self.number else ():
            texts = patched(texts, self._patch(step), forward=False)
        for step in range(self.number + 1, number + 1):
            texts = patched(texts, self._patch(step), forward=True)
        for step in reversed(back) if forth else ():
            texts = patched(texts, self._patch(step), forward=True)
        return texts

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> ProjectFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _label(self, number: int) -> Message | None:
        """Give the label of a step without its patch, which may hold a whole workbook."""
        row = self._database.row("SELECT label FROM step WHERE number = ?", (number,))
        with told(self.path):
            return records.label_of(row[0]) if row else None

    def _patch(self, number: int) -> Patch:
        row = self._database.row("SELECT patch FROM step WHERE number = ?", (number,))
        if row is None:
            raise UnreadableError(message("edit {number} is not in the history", number=str(number)))
        patch = records.Decoder(len(row[0]) if isinstance(row[0], bytes) else 0).patch(row[0])
        return {
            subject: (self._one(subject, was), self._one(subject, now))
            for subject, (was, now) in patch.items()
        }

    def _now(self, texts: dict[str, str]) -> dict[str, str]:
        """Give records as this format writes them."""
        return upgraded(texts, self._base_year) if self._version < EXPLICIT_PATHS else texts

    def _one(self, subject: str, text: str | None) -> str | None:
        if text is not None and self._version < EXPLICIT_PATHS:
            text = upgraded_text(subject, text, self._base_year)
        if text is not None and self._renewed and subject.startswith("acceptance:"):
            text = renewed_text(text, self._renewed)
        return text

    def _settled(self, package: Package) -> Package:
        """Have the acceptances of an earlier format rest on facts: in the package as it stands, and in one to be written."""
        if self._version < FACTS and self._renewed is None:
            self._renewed = self.renew()
            self.package = renewed(self.package, self._renewed)
        return renewed(package, self._renewed) if self._renewed else package

    def _upgrade(self) -> None:
        """Write everything anew as this format writes it, history and all; a safety copy was made just before."""
        execute = self._database.execute
        execute("DELETE FROM record")
        self._write({subject: records.body_of(text) for subject, text in flatten(self.package).items()})
        for (number,) in self._database.rows("SELECT number FROM step"):
            bodies = {
                subject: (records.body_of(was), records.body_of(now))
                for subject, (was, now) in self._patch(number).items()
            }
            execute("UPDATE step SET patch = ? WHERE number = ?", (records.step_of(bodies), number))

    def _move(self, step: int, number: int, *, forward: bool) -> None:
        self._settled(self.package)
        with told(self.path):
            patch = self._patch(step)
            package = records.package_of(patched(flatten(self.package), patch, forward=forward))
        bodies = {
            subject: records.body_of(after if forward else before)
            for subject, (before, after) in patch.items()
        }
        with self._transaction():
            self._write(bodies)
            self._database.execute("UPDATE head SET number = ?", (number,))
        self.package, self.number = package, number

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write under a lock nobody else has; the file as it stood is kept first, where a copy is due."""
        with self._database.transaction():
            row = self._database.row("SELECT number FROM head")
            if row is None or row[0] != self.number:
                raise FileError(
                    message("Another program has changed this project since it was opened."),
                    where=str(self.path),
                    remedy=message("Open the project again; your last edit was not made."),
                )
            self.copies.keep_if_due(before_format=FORMAT if self._version < FORMAT else None)
            if self._version < FORMAT:
                with told(self.path):
                    self._upgrade()
            self._database.execute(f"PRAGMA user_version = {FORMAT}")
            yield
        self._version = FORMAT

    def _write(self, bodies: dict[str, bytes | None]) -> None:
        for subject, body in bodies.items():
            if body is None:
                self._database.execute("DELETE FROM record WHERE subject = ?", (subject,))
            else:
                self._database.execute("INSERT OR REPLACE INTO record VALUES (?, ?)", (subject, body))


def refuse_other_files(path: Path) -> None:
    """Refuse what is no project before a database looks at it.

    Raises:
        FileError: It is missing, a folder, may not be read, or of another kind.
    """
    with told(path):
        if path.is_dir():
            raise FileError(
                message("This is a folder."),
                where=str(path),
                remedy=message("Name the project file inside it."),
            )
        if not path.exists():
            raise FileError(
                message("There is no such file."),
                where=str(path),
                remedy=message("Check the name and the folder."),
            )
        if not path.is_file():
            raise not_a_project(path)
        with path.open("rb") as file:
            if file.read(len(HEADER)) != HEADER:
                raise not_a_project(path)


def patched(texts: dict[str, str], patch: Patch, *, forward: bool) -> dict[str, str]:
    """Give records as a step leaves them, or as it found them."""
    texts = dict(texts)
    for subject, (before, after) in patch.items():
        text = after if forward else before
        if text is None:
            texts.pop(subject, None)
        else:
            texts[subject] = text
    return texts


def _is_sound(body: object, digest: str) -> bool:
    try:
        return isinstance(body, bytes) and records.digest_of(body) == digest
    except UnreadableError:
        return False
