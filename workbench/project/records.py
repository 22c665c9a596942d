"""What stands in a project file, decoded in one place and within bounds: whatever is not what it should be is `UnreadableError`.

A few bytes can unpack to gigabytes, a short text can be nested without end: a file may come from anybody.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Mapping
from typing import Any

from workbench.errors import Message, message
from workbench.files import UnreadableError, parse_json
from workbench.model import Package, codec
from workbench.model.validity import span_problems
from workbench.project import labels
from workbench.project.diff import COLLECTIONS, Patch
from workbench.project.phrases import with_codes
from workbench.project.upgrade import base_year_of
from workbench.project.writing import pieces

FREE = 8 * 1024 * 1024
RATIO = 50
"""How many times its size a record may unpack to, above what is free; tables of figures take three to ten."""
MOST = 512 * 1024 * 1024
_CHUNK = 1024 * 1024


def compressed(body: bytes) -> bytes:
    """Compress quickly, as edits should feel immediate, and not what is a zip archive already, as workbooks are."""
    return zlib.compress(body, 0 if body.startswith(b"PK") else 1)


def packed(record: Any) -> bytes | None:
    """Write and compress a record; the text of a large table would take more room than all else."""
    if record is None:
        return None
    stream = zlib.compressobj(1)
    return b"".join([*(stream.compress(piece.encode()) for piece in pieces(record)), stream.flush()])


def body_of(text: str | None) -> bytes | None:
    """Compress the text of a record."""
    return None if text is None else zlib.compress(text.encode(), 1)


def step_of(bodies: Mapping[str, tuple[bytes | None, bytes | None]]) -> bytes:
    """Write the lengths of the compressed texts of a step as a line of JSON, then the texts one after the other."""
    lengths = {subject: [body and len(body) for body in pair] for subject, pair in bodies.items()}
    texts = (body for pair in bodies.values() for body in pair if body)
    return b"".join((json.dumps(lengths).encode(), b"\n", *texts))


class Decoder:
    """Unpacks the parts of one file, which together may not grow beyond what its size makes plausible.

    Attributes:
        left: Bytes that may still be unpacked.
    """

    def __init__(self, size: int) -> None:
        self.left = _bound(size)

    def text(self, body: Any) -> str:
        """Unpack a text.

        Raises:
            UnreadableError: It is none, or larger than it may be.
        """
        plain = self._unpacked(body)
        try:
            return plain.decode()
        except UnicodeDecodeError as error:
            raise UnreadableError(message("a record is not text in UTF-8")) from error

    def patch(self, body: Any, kind: str = "") -> Patch:
        """Unpack what a step changed, or what it changed of one kind of record.

        Raises:
            UnreadableError: It is no step, or larger than it may be.
        """
        if isinstance(body, bytes) and body.startswith(b"{"):
            line, _, rest = body.partition(b"\n")
            texts = io.BytesIO(rest)
            found = {}
            for subject, (before, after) in _pairs(parse_json(line)):
                packed = self._read(texts, before), self._read(texts, after)
                if subject.startswith(kind):
                    found[subject] = (self._plain(packed[0]), self._plain(packed[1]))
            return found
        pairs = _pairs(parse_json(self._unpacked(body)))  # before format 3
        return {
            subject: (_text(before), _text(after))
            for subject, (before, after) in pairs
            if subject.startswith(kind)
        }

    def subjects(self, body: Any) -> frozenset[str]:
        """Name what a step changed.

        Raises:
            UnreadableError: It is no step.
        """
        if isinstance(body, bytes) and body.startswith(b"{"):
            return frozenset(subject for subject, _ in _pairs(parse_json(body.partition(b"\n")[0])))
        return frozenset(self.patch(body))

    @staticmethod
    def _read(texts: io.BytesIO, length: Any) -> bytes | None:
        if length is None:
            return None
        if not isinstance(length, int) or isinstance(length, bool) or length < 0:
            raise UnreadableError(message("a step names an impossible length"))
        return texts.read(length)

    def _plain(self, packed: bytes | None) -> str | None:
        return None if packed is None else self.text(packed)

    def _unpacked(self, body: Any) -> bytes:
        if not isinstance(body, bytes):
            raise UnreadableError(message("a record is not of the kind it should be"))
        plain = unpacked(body, min(self.left, _bound(len(body))))
        self.left -= len(plain)
        return plain


def unpacked(body: bytes, most: int = MOST) -> bytes:
    """Unpack to at most so many bytes.

    Raises:
        UnreadableError: It is larger, or not packed as it should be.
    """
    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(body, most + 1)
    except zlib.error as error:
        raise UnreadableError(message("a record cannot be unpacked")) from error
    if len(plain) > most:
        raise UnreadableError(message("a record is larger than it may be"))
    if not stream.eof:
        raise UnreadableError(message("a record breaks off"))
    return plain


def digest_of(body: bytes) -> str:
    """Give the SHA-256 of what is packed, without holding all of it.

    Raises:
        UnreadableError: It is larger than it may be, or not packed as it should be.
    """
    stream, found, size = zlib.decompressobj(), hashlib.sha256(), 0
    try:
        while not stream.eof:
            plain = stream.decompress(body, _CHUNK)
            body = stream.unconsumed_tail
            size += len(plain)
            if size > MOST or (not plain and not body):
                raise UnreadableError(message("a record breaks off or is larger than it may be"))
            found.update(plain)
    except zlib.error as error:
        raise UnreadableError(message("a record cannot be unpacked")) from error
    return found.hexdigest()


def label_of(text: Any) -> Message:
    """Read the label of a step.

    Raises:
        UnreadableError: It is no label.
    """
    if not isinstance(text, str):
        raise UnreadableError(message("the label of a step is no text"))
    try:
        found = labels.load(parse_json(text.encode()))
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableError(message("the label of a step is no label")) from error
    if not isinstance(found, Message):
        raise UnreadableError(message("the label of a step is no label"))
    return found


def package_of(records: Mapping[str, str]) -> Package:
    """Put a package together from its records.

    Raises:
        UnreadableError: A record is missing, does not fit its kind, or holds what nothing can be computed with.
    """
    data = _table(records.get("package", "{}"))
    for collection, kind in COLLECTIONS.items():
        order = parse_json(records.get(f"order:{collection}", "[]").encode())
        if not isinstance(order, list):
            raise UnreadableError(message("the order of {collection} is no list", collection=collection))
        data[collection] = [parse_json(records.get(f"{kind}:{one}", "null").encode()) for one in order]
    data["tables"] = [*map(with_codes, data["tables"])]
    problems: list[tuple[str, Message]] = []
    package = codec.load(
        Package, data, where="package", report=lambda one: problems.append((one.place, one.message))
    )
    if package is not None:
        problems += [(one.place, one.message) for one in span_problems(package)]
    if package is None or problems:
        place, what = problems[0]
        raise UnreadableError(message("{place}: {problem}", place=place, problem=what))
    return package


def base_year(records: Mapping[str, str]) -> int:
    """Give the base year the package's own record states."""
    return base_year_of(_table(records.get("package", "{}")))


def _table(text: str) -> dict[str, Any]:
    data = parse_json(text.encode())
    if not isinstance(data, dict):
        raise UnreadableError(message("a record is no table of fields"))
    return data


def _pairs(data: Any) -> list[tuple[str, tuple[Any, Any]]]:
    if not isinstance(data, dict) or not all(
        isinstance(one, list) and len(one) == 2 for one in data.values()
    ):
        raise UnreadableError(message("a step is not written as it should be"))
    return [(subject, (pair[0], pair[1])) for subject, pair in data.items()]


def _text(data: Any) -> str | None:
    if data is not None and not isinstance(data, str):
        raise UnreadableError(message("a step is not written as it should be"))
    return data


def _bound(size: int) -> int:
    return min(MOST, max(FREE, RATIO * size))
