"""Safety copies of a project, beside the user's settings: before edits, and before the file's format changes.

The file loses no edit by itself; copies are for what it cannot help, such as a file deleted by hand or a failing disk.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench import assets
from workbench.errors import FileError, Message, RequestError, message
from workbench.files import place, reason_of

EVERY = 600.0
"""Seconds of work after which the next edit is preceded by another copy."""
LATEST = 10
DAYS = 30
_STAMP = "%Y-%m-%d %H.%M.%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: before format (\d+))?\.policy")


@dataclass(frozen=True, slots=True)
class SafetyCopy:
    """One copy.

    Attributes:
        path: Where it is; a project like any other.
        at: When it was made, local time.
        before_format: The format the file had next; None for a copy made in the course of work.
    """

    path: Path
    at: datetime.datetime
    before_format: int | None = None


class SafetyCopies:
    """The copies of one project, found by its place.

    Attributes:
        folder: Where they are; it may not exist yet.
        problem: Why the last copy could not be made, None where it could. It stops no edit.
    """

    def __init__(self, project: Path) -> None:
        place = str(project.absolute())
        digest = hashlib.sha256(place.encode(errors="surrogatepass")).hexdigest()[:10]
        self._project = project
        self.folder = assets.config_folder() / "copies" / f"{project.stem[:60]}-{digest}"
        self.problem: Message | None = None
        self._looked = -EVERY

    def is_first_time(self, what: str) -> bool:
        """Say whether something is told of this project for the first time; from then on it is not."""
        mark = self.folder / f"told {what}"
        if mark.exists():
            return False
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place(mark, b"")
        except (OSError, FileError):  # then it is told again, which does no harm
            return True
        return True

    def wait(self) -> None:
        """Take no copy for a while: the file was made just now."""
        self._looked = time.monotonic()

    def all(self) -> tuple[SafetyCopy, ...]:
        """Give all copies, the newest first."""
        found = []
        with suppress(OSError):
            for path in self.folder.iterdir():
                match = _NAME.fullmatch(path.name)
                if match is not None:
                    at = datetime.datetime.strptime(match[1], _STAMP).astimezone()
                    found.append(SafetyCopy(path, at, int(match[2]) if match[2] else None))
        return tuple(sorted(found, key=lambda one: (one.at, one.path.name), reverse=True))

    def keep_if_due(self, *, before_format: int | None = None) -> None:
        """Copy the file, which nobody may be writing, where the newest copy is old or the format is about to change.

        Args:
            before_format: The format the file is about to have, where that is another one.
        """
        if before_format is None and time.monotonic() - self._looked < EVERY:
            return
        self._looked = time.monotonic()
        now = datetime.datetime.now().astimezone()
        newest = next((one.at for one in self.all() if one.before_format is None), None)
        if before_format is None and newest is not None and 0 <= (now - newest).total_seconds() < EVERY:
            return
        mark = f" before format {before_format}" if before_format is not None else ""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            body = self._project.read_bytes()
            place(self.folder / f"{now.strftime(_STAMP)}{mark}.policy", body)
            self._prune(now)
            self.problem = None
        except OSError as error:
            self._cannot(reason_of(error))
        except FileError as error:
            self._cannot(error.what)

    def restore(self, number: int) -> tuple[Path, Path | None]:
        """Put a copy in the project's place; what stands there is set aside, never overwritten.

        Args:
            number: Which one, 1 being the newest.

        Returns:
            The project's place, and where the file went that stood there, None where there was none.

        Raises:
            RequestError: There is no such copy.
            FileError: The place cannot be written.
        """
        copies = self.all()
        if not 1 <= number <= len(copies):
            raise RequestError(
                message("There is no safety copy {number}.", number=str(number)),
                where=str(self._project),
                remedy=message("`policy-workbench copies` lists them."),
            )
        body = copies[number - 1].path.read_bytes()
        aside = self.set_aside()
        place(self._project, body, new=True)
        return self._project, aside

    def set_aside(self) -> Path | None:
        """Give the file at the project's place another name; None where there is none.

        Raises:
            FileError: It cannot be renamed.
        """
        if not self._project.exists():
            return None
        stamp = datetime.datetime.now().astimezone().strftime(_STAMP)
        aside = self._project.with_name(f"{self._project.stem} set aside {stamp}{self._project.suffix}")
        try:
            self._project.rename(aside)
            journal = self._project.with_name(f"{self._project.name}-journal")
            if (
                journal.exists()
            ):  # belongs to the file: without it an edit that broke off could not be taken back
                journal.rename(aside.with_name(f"{aside.name}-journal"))
        except OSError as error:
            raise FileError(
                message("The file cannot be set aside: {reason}.", reason=reason_of(error)),
                where=str(self._project),
                remedy=message("Move it away by hand, then try again."),
            ) from error
        return aside

    def _prune(self, now: datetime.datetime) -> None:
        """Keep the latest, the last one of each day for a while, and all made before a format changed."""
        course = [one for one in self.all() if one.before_format is None]
        days: dict[datetime.date, SafetyCopy] = {}
        for one in course:
            if (now - one.at).days < DAYS:
                days.setdefault(one.at.date(), one)
        kept = {one.path for one in (*course[:LATEST], *days.values())}
        for one in course:
            if one.path not in kept:
                one.path.unlink(missing_ok=True)

    def _cannot(self, reason: Message) -> None:
        self.problem = message(
            "No safety copy could be made in {folder}: {reason}. The edit itself is on disk.",
            folder=str(self.folder),
            reason=reason,
        )
