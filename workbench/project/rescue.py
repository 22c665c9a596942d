"""What can be saved of a damaged project: its records one by one, where lost from the history, and a list of what is lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from workbench.errors import FileError, Message, message
from workbench.files import UnreadableError, parse_json
from workbench.model import SUBJECTS, Package, codec
from workbench.model.validity import span_problems
from workbench.project import records
from workbench.project.database import HEADER, Database, told
from workbench.project.diff import COLLECTIONS
from workbench.project.phrases import with_codes
from workbench.project.store import ProjectFile, patched, refuse_other_files
from workbench.project.upgrade import EXPLICIT_PATHS, upgraded

_PAGE_SIZE = slice(16, 18)
_PAGES = slice(28, 32)
_MOST = 2 * 1024 * 1024 * 1024


class Loss(StrEnum):
    """What kind of thing was lost."""

    RECORD = "record"
    OLDER = "older"
    WORKBOOK = "workbook"
    STEP = "step"
    HISTORY = "history"
    ACCEPTED = "accepted"


def told_loss(kind: Loss, subject: str) -> Message:
    """Say what was lost."""
    match kind:
        case Loss.RECORD:
            return message("{subject}: cannot be read, and is in no edit of the history.", subject=subject)
        case Loss.OLDER:
            return message("{subject}: an earlier state, taken from the history.", subject=subject)
        case Loss.WORKBOOK:
            return message("The original of the workbook {subject}; its figures are kept.", subject=subject)
        case Loss.STEP:
            return message("What edit {subject} changed cannot be read.", subject=subject)
        case Loss.HISTORY:
            return message("The history, up to edit {subject}: undo begins anew.", subject=subject)
        case Loss.ACCEPTED:
            return message(
                "What the acceptance of {subject} rested on; it is taken as accepted as it stands.",
                subject=subject,
            )


@dataclass(slots=True)
class Rescued:
    """What a rescue saved.

    Attributes:
        package: What could be put together.
        attachments: Name and content of the workbooks that are whole.
        lost: Kind and name of each thing that is lost, or older than it was.
    """

    package: Package = field(default_factory=Package)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    lost: list[tuple[Loss, str]] = field(default_factory=list)

    @property
    def may_be_older(self) -> bool:
        """Whether what comes from the history may not be the latest state: with every edit read, it is."""
        return any(kind is Loss.STEP for kind, _ in self.lost)


def rescue(path: Path) -> Rescued:
    """Read what can be read of a project; the file itself is not touched.

    Raises:
        FileError: It is no project, or nothing in it can be read.
    """
    refuse_other_files(path)
    with told(path), tempfile.TemporaryDirectory(prefix="policy-workbench-") as folder:
        copy = Path(folder) / "damaged.policy"
        _copy(path, copy)
        database = Database(copy)
        try:
            return _read(database, path)
        finally:
            database.close()


def write_rescued(rescued: Rescued, out: Path) -> None:
    """Make a new project of what was saved.

    Raises:
        FileError: Something is at that place, or it cannot be written.
    """
    with ProjectFile.create(out, Package()) as project:
        label = message("Take over what could be saved")
        project.commit(rescued.package, label, attachments=tuple(rescued.attachments))


def _copy(path: Path, copy: Path) -> None:
    """Copy the file and what lies beside it; pages cut off at the end become empty, so that the others can be read."""
    if path.stat().st_size > _MOST:
        raise UnreadableError(message("it is larger than any project"))
    shutil.copyfile(path, copy)
    journal = path.with_name(f"{path.name}-journal")
    if journal.is_file():
        shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
    with copy.open("r+b") as file:
        head = file.read(100)
        size = int.from_bytes(head[_PAGE_SIZE], "big")
        whole = (65536 if size == 1 else size) * int.from_bytes(head[_PAGES], "big")
        if head.startswith(HEADER) and path.stat().st_size < whole <= _MOST:
            file.truncate(whole)


def _read(database: Database, path: Path) -> Rescued:
    found = Rescued()
    size = path.stat().st_size
    decoder = records.Decoder(size)
    texts, broken = {}, set()
    for subject, body in _rows(database, "record", "subject", "subject, body"):
        try:
            texts[str(subject)] = decoder.text(body)
        except UnreadableError:
            broken.add(str(subject))
    history = _history(database, size, found)
    texts, history = _in_this_format(database, texts, history)
    found.package = _package(texts, history, broken, found)
    for name, body, digest in _rows(database, "attachment", "sha256", "name, body, sha256"):
        try:
            content = records.unpacked(body) if isinstance(body, bytes) else b""
            whole = isinstance(body, bytes) and records.digest_of(body) == digest
        except UnreadableError:
            whole = False
        if whole:
            found.attachments.append((str(name), content))
        else:
            found.lost.append((Loss.WORKBOOK, str(name)))
    if not texts and not history:
        raise FileError(
            message("Nothing in the project can be read."),
            where=str(path),
            remedy=message("`policy-workbench copies` lists the safety copies."),
        )
    return found


def _in_this_format(
    database: Database, texts: dict[str, str], history: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    row = database.row("PRAGMA user_version")
    if row is None or not 0 < row[0] < EXPLICIT_PATHS:
        return texts, history
    try:
        year = records.base_year(texts)
    except UnreadableError:
        year = Package().base_year
    return upgraded(texts, year), upgraded(history, year)


def _rows(database: Database, table: str, key: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a table that can be read, in the order of their keys.

    Keys are read from both ends, up to a page that cannot be; then each row by itself, whose body may lie on other pages.
    """
    keys: set[Any] = set()
    for order in ("ASC", "DESC"):
        with suppress(FileError), told(database.path):
            for (held,) in database.execute(f"SELECT {key} FROM {table} ORDER BY {key} {order}"):  # noqa: S608 - our own words
                keys.add(held)
    for held in sorted(keys, key=lambda one: (str(type(one)), one)):
        with suppress(FileError):
            row = database.row(f"SELECT {columns} FROM {table} WHERE {key} = ?", (held,))  # noqa: S608
            if row is not None:
                yield row


def _history(database: Database, size: int, found: Rescued) -> dict[str, str]:
    """Give each record as the last step that can be read left it; what was undone does not count."""
    head = next((number for (number,) in _rows(database, "head", "number", "number")), 0)
    texts: dict[str, str] = {}
    last = 0
    for number, body in _rows(database, "step", "number", "number, patch"):
        if not isinstance(number, int) or not isinstance(head, int) or number > head:
            continue
        last = number
        try:
            texts = patched(texts, records.Decoder(size).patch(body), forward=True)
        except UnreadableError:
            found.lost.append((Loss.STEP, str(number)))
    if last:
        found.lost.append((Loss.HISTORY, str(last)))
    return texts


def _package(texts: dict[str, str], history: dict[str, str], broken: set[str], found: Rescued) -> Package:
    """Put together what fits, record by record."""
    data: dict[str, Any] = {}
    taken = None
    for text in (texts.get("package"), history.get("package")):
        if text is not None and not data:
            data, taken = _fields(text, found), text
    if not data:
        found.lost.append((Loss.RECORD, "package"))
    elif taken is not texts.get("package") and found.may_be_older:
        found.lost.append((Loss.OLDER, "package"))
    for collection, kind in COLLECTIONS.items():
        data[collection] = list(_collection(kind, collection, texts, history, broken, found))
    problems: list[Any] = []
    package = codec.load(Package, data, where="package", report=problems.append)
    if package is None or any(span_problems(package)):
        found.lost.append((Loss.RECORD, "package"))
        kept = {name: data[name] for name in COLLECTIONS}
        package = codec.load(Package, kept, where="package", report=problems.append)
    return package if package is not None else Package()


def _collection(
    kind: str,
    collection: str,
    texts: dict[str, str],
    history: dict[str, str],
    broken: set[str],
    found: Rescued,
) -> Iterator[Any]:
    order = _order(texts.get(f"order:{collection}")) or _order(history.get(f"order:{collection}"))
    names = [name.partition(":")[2] for name in (*texts, *sorted(broken)) if name.startswith(f"{kind}:")]
    for one in dict.fromkeys([*order, *names]):
        subject = f"{kind}:{one}"
        data = _record(kind, texts.get(subject))
        older = data is None and subject in history
        if older:
            data = _record(kind, history[subject])
        if data is None:
            found.lost.append((Loss.RECORD, subject))
            continue
        if older and found.may_be_older:
            found.lost.append((Loss.OLDER, subject))
        yield data


def _order(text: str | None) -> list[str]:
    try:
        data = parse_json(text.encode()) if text is not None else []
    except UnreadableError:
        return []
    return [one for one in data if isinstance(one, str)] if isinstance(data, list) else []


def _record(kind: str, text: str | None) -> Any:
    """Read a record, None where it is none of its kind."""
    if text is None:
        return None
    problems: list[Any] = []
    try:
        data = parse_json(text.encode())
    except UnreadableError:
        return None
    data = with_codes(data) if kind == "table" else data
    codec.load(SUBJECTS[kind][1], data, where=kind, report=problems.append)
    return None if problems else data


def _fields(text: str, found: Rescued) -> dict[str, Any]:
    """Read the package's own fields, each by itself."""
    try:
        data = parse_json(text.encode())
    except UnreadableError:
        return {}
    if not isinstance(data, dict):
        return {}
    kept = {}
    for field_name, value in data.items():
        problems: list[Any] = []
        codec.load(Package, {field_name: value}, where="package", report=problems.append)
        if problems:
            found.lost.append((Loss.RECORD, f"package {field_name}"))
        else:
            kept[field_name] = value
    return kept
