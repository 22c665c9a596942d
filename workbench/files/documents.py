"""The one writer of documents: whole or not at all, and never over what somebody else made.

A document is written beside its place, put on the disk, then moved there: a killed process or a full disk leaves the old
one as it was. A project, a workbook or what the document is made of is never written over.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from workbench.errors import FileError, Message, message
from workbench.files.reasons import reason_of

STREAM = "-"
_DATABASE = b"SQLite format 3\x00"
_LEFT_BEHIND = 3600.0
"""Seconds after which a file beside its place belongs to a process that was ended."""

Refusal = Callable[[Path], Message | None]
STRANGER = message("This file was not written by the program; it is not written over.")


def write(
    target: Path,
    body: bytes | str,
    *,
    endings: tuple[str, ...],
    inputs: Iterable[Path] = (),
    refuses: Refusal,
) -> Path:
    """Write a document whole or not at all; "-" and devices such as /dev/stdout are streamed to.

    Args:
        target: Where to; a document of the same kind there is replaced.
        body: Its content; text becomes UTF-8.
        endings: What its name may end in, such as (".json",).
        inputs: Files it is made of, which it may not replace.
        refuses: Says why a file that stands there may not be replaced, None where the program wrote it.

    Raises:
        FileError: The name or place will not do, or the disk refuses; what stood there is as it was.
    """
    content = body.encode() if isinstance(body, str) else body
    if is_stream(target):
        _stream(target, content)
        return target
    refuse_target(target, endings=endings, inputs=inputs, refuses=refuses)
    return place(target, content)


def unless_holding(mark: bytes) -> Refusal:
    """Make what refuses to replace a file that does not hold the mark of the program's documents of its kind."""

    def refusal(path: Path) -> Message | None:
        return None if mark in path.read_bytes() else STRANGER

    return refusal


def is_stream(target: Path) -> bool:
    """Say whether what is written goes on to another program: standard output, a pipe, a device."""
    if str(target) == STREAM or _descriptor(target) is not None:
        return True
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def refuse_target(
    target: Path,
    *,
    endings: tuple[str, ...],
    inputs: Iterable[Path] = (),
    refuses: Refusal,
) -> None:
    """Refuse a place for a document before it is made.

    Raises:
        FileError: The ending is another one, or something stands there that must not be replaced.
    """
    if is_stream(target):
        return
    if target.suffix.lower() not in endings:
        raise FileError(
            message("The name does not end in {endings}.", endings=" / ".join(endings)),
            where=str(target),
            remedy=message("Choose a name such as {name}.", name=target.with_suffix(endings[0]).name)
            if target.name
            else None,
        )
    try:
        _refuse_folder(target)
        if target.exists():
            _refuse_existing(target, inputs, refuses)
    except OSError as error:
        raise _unwritable(target, error) from error


def place(target: Path, body: bytes, *, new: bool = False, folders: bool = False) -> Path:
    """Put a file in its place in one step.

    Args:
        target: Where to.
        body: Its content.
        new: Refuse where something is there already, also where it came there meanwhile.
        folders: Make the folders above it that are not there.

    Raises:
        FileError: The disk refuses; what stood there is as it was.
    """
    beside: Path | None = None
    try:
        real = Path(os.path.realpath(target))
        if folders:
            real.parent.mkdir(parents=True, exist_ok=True)
        _sweep(real)
        beside = real.with_name(f".{real.name[:100]}.{secrets.token_hex(4)}.part")
        _put(beside, body, _rights(real))
        if new:
            _move_new(beside, real)
        else:
            os.replace(beside, real)
        _settle(real.parent)
    except OSError as error:
        if beside is not None:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        raise _unwritable(target, error) from error
    return target


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; one that is there is left.

    Raises:
        FileError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            message("The folder cannot be made: {reason}.", reason=reason_of(error)),
            where=str(folder),
            remedy=message("Choose another folder."),
        ) from error


def _refuse_folder(target: Path) -> None:
    if target.is_dir():
        raise FileError(
            message("This is a folder."), where=str(target), remedy=message("Name a file inside it.")
        )
    if not target.parent.is_dir():
        raise FileError(
            message("The folder does not exist."),
            where=str(target.parent),
            remedy=message("Make the folder first, or choose another one."),
        )


def _refuse_existing(target: Path, inputs: Iterable[Path], refuses: Refusal) -> None:
    """Refuse to replace what is not a document of the program's."""
    other = message("Choose another name.")
    for held in inputs:
        if held.exists() and target.samefile(held):
            raise FileError(
                message("The document is made of this file; it is not written over."),
                where=str(target),
                remedy=other,
            )
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    with target.open("rb") as file:
        head = file.read(len(_DATABASE))
    if head == _DATABASE:
        raise FileError(
            message("This is a project or another database; it is not written over."),
            where=str(target),
            remedy=other,
        )
    why = refuses(target) if head else None
    if why is not None:
        raise FileError(why, where=str(target), remedy=other)


def _rights(target: Path) -> int | None:
    """Give the rights of a file that is replaced; None where the user's mask decides."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


def _put(path: Path, body: bytes, rights: int | None) -> None:
    """Write a new file and wait until it is on the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        if rights is not None and hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), rights)
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def _move_new(beside: Path, target: Path) -> None:
    """Move a file where nothing may be yet; a second name fails where the first is taken, a replace would not."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without second names, such as a memory stick's
        if target.exists():
            raise FileExistsError(errno.EEXIST, "") from None
        os.replace(beside, target)
        return
    beside.unlink()


def _settle(folder: Path) -> None:
    """Wait until the new name is on the disk, where the system lets a folder be asked."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network disks know no such thing
            raise
    finally:
        os.close(handle)


def _sweep(target: Path) -> None:
    """Take away what processes that were ended left beside a file."""
    for left in target.parent.glob(f".{_literal(target.name[:100])}.????????.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _descriptor(target: Path) -> int | None:
    """Give the stream a path such as /dev/stdout or /dev/fd/3 stands for."""
    named = {"/dev/stdout": 1, "/dev/stderr": 2}.get(str(target))
    if named is not None:
        return named
    folder, last = str(target.parent), target.name
    return int(last) if folder in ("/dev/fd", "/proc/self/fd") and last.isdecimal() else None


def _stream(target: Path, body: bytes) -> None:
    number = 1 if str(target) == STREAM else _descriptor(target)
    try:
        if number == 1:
            sys.stdout.flush()
        source: int | Path = target if number is None else number
        with open(source, "wb", closefd=number is None) as file:
            file.write(body)
    except BrokenPipeError:
        raise  # the reader has gone, as `head` does: no failure, and one place knows what to do then
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> FileError:
    if isinstance(error, FileExistsError):
        return FileError(
            message("There is already a file of this name."),
            where=str(target),
            remedy=message("Choose another name."),
        )
    return FileError(
        message("The file cannot be written: {reason}.", reason=reason_of(error)),
        where=str(target),
        remedy=message(
            "Close it where it is open, make room, or choose another folder. Nothing was changed."
        ),
    )
