"""Look at a file before any reader does: size, kind, and what its zip directory says.

A reader that meets a zip bomb or an entity bomb takes the memory of the whole machine, so everything that can
be refused from the outside is refused here, each with one clear error.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from workbench.errors import Spot, WorkbookError, message

MAX_FILE = 512 * 1024 * 1024
MAX_PART = 256 * 1024 * 1024
MAX_TOTAL = 512 * 1024 * 1024
MAX_ENTRIES = 10_000
MAX_RATIO = 200
RATIO_FROM = 1024 * 1024
HEAD = 4096

SPREADSHEETS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".xltx", ".xltm"}
TEXTS = {".csv", ".tsv", ".txt", ".tab"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_BOF = {b"\x09\x00": "2", b"\x09\x02": "3", b"\x09\x04": "4", b"\x09\x08": "5"}


def check(path: Path) -> str:
    """Refuse what cannot be read safely and give the kind: "xlsx", "xlsb", "ods", "xls" or "text".

    Raises:
        WorkbookError: The file is missing, empty, too large, encrypted, damaged, or of another kind.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise WorkbookError(
                message("This is a folder, not a workbook."),
                where=Spot(name),
                remedy=message("Choose a file in it."),
                code="folder",
            )
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise WorkbookError(
            message("The file cannot be opened: {reason}.", reason=error.strerror or str(error)),
            where=Spot(name),
            remedy=message("Check the name and whether another program holds it open."),
            code="cannot-be-opened",
        ) from error
    if size == 0 or not head.strip():
        raise WorkbookError(
            message("The file is empty."),
            where=Spot(name),
            why=message("There is no cell in it to read."),
            remedy=message("Save the workbook again where it came from."),
            code="empty-file",
        )
    if size > MAX_FILE:
        raise WorkbookError(
            message("The file is too large: {size} MB.", size=size // 2**20),
            where=Spot(name),
            why=message("Files of up to {limit} MB are read.", limit=MAX_FILE // 2**20),
            remedy=message("Save the sheets you need as a workbook of their own."),
            code="too-large",
        )
    return _kind(path, head)


def _kind(path: Path, head: bytes) -> str:
    extension = path.suffix.lower()
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head[:2] in _BIFF_BOF and extension not in TEXTS and len(head) > 4 and head[2] < 32:
        raise WorkbookError(
            message("The workbook is of Excel version {version}, which is too old to read.",
                    version=_BIFF_BOF[head[:2]]),
            where=Spot(path.name),
            why=message("Only workbooks of Excel 5 and later can be read."),
            remedy=message("Open it in LibreOffice and save it as .xlsx."), code="too-old",
        )  # fmt: skip
    if extension in SPREADSHEETS:
        _refuse_disguise(path, head)
    if extension not in TEXTS and b"\0" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise _not_a_spreadsheet(path)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise _other_kind(path, "HTML")
    if start.startswith(b"<?xml"):
        raise _other_kind(path, "XML")
    if start.startswith(b"%pdf"):
        raise _other_kind(path, "PDF")
    return "text"


def _refuse_disguise(path: Path, head: bytes) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<html" in start or start.startswith(b"<!doctype html"):
        raise _other_kind(path, "HTML")
    if start.startswith(b"<?xml") or b"urn:schemas-microsoft-com" in start:
        raise _other_kind(path, "XML")
    if start.startswith(b"%pdf"):
        raise _other_kind(path, "PDF")
    text = head.decode("utf-16", "replace").encode() if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if b"\0" not in text and any(mark in text for mark in (b",", b";", b"\t")) and b"\n" in text:
        raise _other_kind(path, "CSV")
    raise _not_a_spreadsheet(path)


def _other_kind(path: Path, kind: str) -> WorkbookError:
    remedy = (
        message("Give it the ending .csv and try again.")
        if kind == "CSV"
        else message("Open it in Excel or LibreOffice and save it as .xlsx.")
    )
    return WorkbookError(
        message("The file is named {extension} but holds {kind}.", extension=path.suffix or "-", kind=kind),
        where=Spot(path.name),
        why=message("It would have to be guessed where its cells begin and end."),
        remedy=remedy,
        code="another-kind",
    )


def _not_a_spreadsheet(path: Path) -> WorkbookError:
    return WorkbookError(
        message("The file is damaged or is not a spreadsheet."),
        where=Spot(path.name),
        remedy=message("Open it in Excel or LibreOffice; if that works, save it as .xlsx and try again."),
        code="no-spreadsheet",
    )


def _password(path: Path) -> WorkbookError:
    return WorkbookError(
        message("The workbook is encrypted with a password."),
        where=Spot(path.name),
        why=message("Its cells cannot be read without the password."),
        remedy=message("Open it in Excel, remove the password and save it."),
        code="encrypted",
    )


def _ole_kind(path: Path) -> str:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content or "EncryptionInfo".encode("utf-16-le") in content:
        raise _password(path)
    stream_names = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    if not any(name in content for name in stream_names):
        raise _not_a_spreadsheet(path)
    if _has_filepass(content):
        raise _password(path)
    return "xls"


def _has_filepass(content: bytes) -> bool:
    """Look for the record FILEPASS near the start of the workbook's stream, where it must stand."""
    for bof in (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05"):
        at = content.find(bof)
        if at < 0:
            continue
        for _ in range(6):
            kind = int.from_bytes(content[at : at + 2], "little")
            length = int.from_bytes(content[at + 2 : at + 4], "little")
            if kind == 0x2F:
                return True
            at += 4 + length
            if at + 4 > len(content):
                break
    return False


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(path, entries)
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                    with archive.open(entry) as part:
                        if b"<!doctype" in part.read(HEAD).lower():
                            raise WorkbookError(
                                message("The workbook declares a document type in {part}.",
                                        part=entry.filename),
                                where=Spot(path.name),
                                why=message("Workbooks never do; such files are made to exhaust memory."),
                                remedy=message("Ask for a fresh copy from where it came from."), code="document-type",
                            )  # fmt: skip
            names = {entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries}
            mimetype = archive.read("mimetype").strip() if "mimetype" in names else b""
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        KeyError,
        zlib.error,
    ) as error:
        raise _not_a_spreadsheet(path) from error
    if b"opendocument" in mimetype or "content.xml" in names:
        return "ods"
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if "[content_types].xml" in names:
        return "xlsx"
    raise WorkbookError(
        message("The file is a zip archive without a workbook in it."),
        where=Spot(path.name),
        remedy=message("Unpack it and choose the workbook inside."),
        code="no-workbook-inside",
    )


def _check_directory(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    why = message("Files like this are made to exhaust memory, so it is not opened.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _password(path)
    if len(entries) > MAX_ENTRIES:
        raise WorkbookError(
            message("The workbook holds {count} parts.", count=len(entries)),
            where=Spot(path.name),
            why=why,
            code="too-many-parts",
        )
    total = sum(entry.file_size for entry in entries)
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or (entry.file_size > RATIO_FROM and ratio > MAX_RATIO):
            raise WorkbookError(
                message("The part {part} would unpack to {size} MB.", part=entry.filename,
                        size=entry.file_size // 2**20),
                where=Spot(path.name),
                why=why, code="part-unpacks-too-large",
            )  # fmt: skip
    if total > MAX_TOTAL:
        raise WorkbookError(
            message("The workbook would unpack to {size} MB.", size=total // 2**20),
            where=Spot(path.name),
            why=why,
            code="unpacks-too-large",
        )
