"""Scan the XML of an .xlsx sheet for what value readers drop.

Error values, formulas nobody has calculated, hidden rows and columns and percent formats are lost by the value
reader, and a cell far outside makes it abort the process. One streaming pass of a regular expression finds them.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import TypeVar

from workbench.errors import Spot, WorkbookError, message
from workbench.model.cells import Place, address, place

MAX_CELLS = 20_000_000
CHUNK = 1 << 20
FORMULA = "formula"

_P = r"(?:[A-Za-z_][\w.-]*:)?"
_CELL = re.compile(rf"<{_P}c\b([^>]*?)(?:/>|>(.*?)</{_P}c>)|<{_P}row\b([^>]*)>|<{_P}col\b([^>]*)>", re.S)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_VALUE = re.compile(rf"<{_P}v\b[^>]*>(.*?)</{_P}v>", re.S)
_FORMULA = re.compile(rf"<{_P}f\b")
_EXTERNAL = re.compile(rf"<{_P}f\b[^>]*>[^<]*\[(?:\d+|[^\]<]*\.xls\w?)\]", re.S)
_PLACE = re.compile(r"""(?:^|\s)r=["']([A-Z]{1,3})(\d{1,7})["']""")
_KIND = re.compile(r"""(?:^|\s)t=["'](\w+)["']""")
_STYLE = re.compile(r"""(?:^|\s)s=["'](\d+)["']""")
_PERCENT_FORMATS = {9: -2, 10: -2}
_SIGN = re.compile(r'\[\$([^\]\-]+)(?:-[0-9A-Fa-f]+)?\]|"([^"\d%]{1,6})"')
T = TypeVar("T")
_SHRINKS = re.compile(r"[0#?](,+)(?![0#?,])")


@dataclass
class Found:
    """What one scan found; rows and columns count from 0.

    Attributes:
        trouble: Error values, and formulas nobody has calculated.
        percents: Cells shown as a percentage.
        shrunk: The power of ten by which cells are shown smaller than they are: 1,000,500 as 1,000.5.
        hidden_rows: Rows hidden.
        hidden_columns: Columns hidden.
        external: Cells that take their value from another workbook.
        money: Currency signs that the formats of cells write beside their numbers.
    """

    trouble: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    shrunk: dict[Place, int] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    external: list[Place] = field(default_factory=list)
    money: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    found = place(letters + "1")
    return found[1] if found else 0


def _attributes(text: str) -> dict[str, str]:
    return {m[1].rsplit(":", 1)[-1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(text)}


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[re.Match[str]]:
    rest = ""
    with archive.open(part) as file:
        while True:
            raw = file.read(CHUNK)
            text = rest + raw.decode("utf-8", "replace")
            end = 0
            for match in _CELL.finditer(text):
                yield match
                end = match.end()
            if not raw:
                return
            rest = text[max(end, text.rfind("<", 0, len(text)) - 200_000) :]


_ODD = (b"<f", b't="e"', b"hidden=")
_ODD_QUOTED = (b"t='e'", b"r='")
_ODD_PREFIXED = (b":c ", b":c>", b":row")
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"')
_BEYOND_ZZ = re.compile(rb'<c r="[A-Z]{3}\d')
_BEYOND_Z = re.compile(rb'<c r="[A-Z]{2}\d')


def _is_plain(archive: zipfile.ZipFile, part: str, styles: Iterable[int]) -> bool:
    """Say whether a sheet holds nothing that the scan would have to note; most large ones are so.

    Looking for a few marks in the bytes takes a tenth of the time it takes to visit every cell.
    """
    shown = [b's="%d"' % style for style in styles]
    rows, columns = 0, 26
    rest = b""
    with archive.open(part) as file:
        while raw := file.read(CHUNK):
            text = rest + raw
            cut = text.rfind(b"<")
            text, rest = text[:cut], text[cut:]
            marks = [*_ODD, *shown]
            if b"'" in text:
                marks += (*_ODD_QUOTED, *(mark.replace(b'"', b"'") for mark in shown))
            if b":" in text:
                marks += _ODD_PREFIXED
            if any(mark in text for mark in marks):
                return False
            named = text.count(b'<c r="')
            if text.count(b"<c") - text.count(b"<co") != named and (
                text.count(b"<c ") + text.count(b"<c>") + text.count(b"<c/") != named
            ):
                return False
            if columns == 26 and _BEYOND_Z.search(text):
                columns = 26 * 27
            rows = max(rows, max(map(int, _ROW.findall(text)), default=0))
            if _BEYOND_ZZ.search(text) or rows * columns > MAX_CELLS:
                return False
    return True


def scan(archive: zipfile.ZipFile, part: str, styles: Mapping[int, int], spot: Spot) -> Found:
    """Scan one sheet.

    Raises:
        WorkbookError: A cell stands so far out that the sheet cannot be held in memory.
    """
    found = Found()
    if _is_plain(archive, part, styles):
        return found
    row, column, cells = -1, -1, 0
    lowest = rightmost = 0
    first_row = first_column = 1 << 30
    for match in _pieces(archive, part):
        if match[3] is not None:
            attributes = _attributes(match[3])
            row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else row + 1
            column = -1
            if attributes.get("hidden") in ("1", "true"):
                found.hidden_rows.add(row)
            continue
        if match[4] is not None:
            attributes = _attributes(match[4])
            if attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
                found.hidden_columns.update(range(first - 1, min(last, 16384)))
            continue
        named = _PLACE.search(match[1])
        row, column = (int(named[2]) - 1, _column(named[1])) if named else (row, column + 1)
        body = match[2] or ""
        if not body:
            continue
        cells += 1
        lowest, rightmost = max(lowest, row), max(rightmost, column)
        first_row, first_column = min(first_row, row), min(first_column, column)
        kind = _KIND.search(match[1])
        if kind and kind[1] == "e":
            value = _VALUE.search(body)
            found.trouble[row, column] = unescape(value[1]) if value else "#ERROR"
        elif "f" in body and _FORMULA.search(body):
            value = _VALUE.search(body)
            if value is None or (not value[1].strip() and not (kind and kind[1] == "str")):
                found.trouble[row, column] = FORMULA
            elif _EXTERNAL.search(body):
                found.external.append((row, column))
        style = _STYLE.search(match[1]) if styles else None
        power = styles.get(int(style[1]), 0) if style else 0
        if power < 0:
            found.percents.add((row, column))
        elif power > 0:
            found.shrunk[row, column] = power
    spread = (lowest - first_row + 1) * (rightmost - first_column + 1) if cells else 0
    if spread > MAX_CELLS:
        raise WorkbookError(
            message("A cell stands far outside the sheet, at {cell}.", cell=address(lowest, rightmost)),
            where=spot,
            why=message("The sheet would need {count} cells in memory.", count=spread),
            remedy=message("Delete the stray cells, or copy the table into a new workbook."),
            code="stray-cell",
        )
    return found


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Give the part of each worksheet by the sheet's name."""
    names = {name.lstrip("/").lower(): name for name in archive.namelist()}
    root = _relations(archive, names, "_rels/.rels", "")
    book = next((target for kind, target in root.values() if kind == "officeDocument"), "xl/workbook.xml")
    if book.lower() not in names:
        return {}
    folder, base = posixpath.split(book)
    relations = _relations(archive, names, posixpath.join(folder, "_rels", base + ".rels"), folder)
    text = archive.read(names[book.lower()]).decode("utf-8", "replace")
    parts: dict[str, str] = {}
    for match in re.finditer(rf"<{_P}sheet\b([^>]*)>", text):
        attributes = _attributes(match[1])
        kind, target = relations.get(attributes.get("id", ""), ("", ""))
        if kind == "worksheet" and target.lower() in names:
            parts[unescape(attributes.get("name", ""))] = names[target.lower()]
    return parts


def _relations(
    archive: zipfile.ZipFile, names: dict[str, str], part: str, folder: str
) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    if part.lower() not in names:
        return found
    text = archive.read(names[part.lower()]).decode("utf-8", "replace")
    for match in re.finditer(rf"<{_P}Relationship\b([^>]*)>", text):
        attributes = _attributes(match[1])
        target = unescape(attributes.get("Target", "")).replace("\\", "/")
        target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        found[attributes.get("Id", "")] = (kind, posixpath.normpath(target))
    return found


def shown_styles(archive: zipfile.ZipFile) -> dict[int, int]:
    """Give the cell styles that show another number than the cell holds, with the power of ten taken off it.

    A percentage shows 0.05 as 5 %, which is -2; "#,##0," shows 5000 as 5, which is 3.
    """
    return _styles(archive, _power, _PERCENT_FORMATS)


def _power(code: str) -> int:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)
    shrinks = _SHRINKS.search(bare.partition(";")[0])
    return -2 if "%" in bare else 3 * len(shrinks[1]) if shrinks else 0


def money_styles(archive: zipfile.ZipFile) -> dict[int, str]:
    """Give the cell styles that write a currency beside the number, with its sign."""
    return _styles(
        archive, lambda code: next(filter(None, (m[1] or m[2] for m in _SIGN.finditer(code))), "").strip(), {}
    )


def _styles(archive: zipfile.ZipFile, read: Callable[[str], T], known: Mapping[int, T]) -> dict[int, T]:
    """Give what is read from the number format of each cell style, where that is anything."""
    part = next((n for n in archive.namelist() if n.lower().endswith("styles.xml")), "")
    if not part:
        return {}
    text = archive.read(part).decode("utf-8", "replace")
    formats = dict(known)
    for match in re.finditer(rf"<{_P}numFmt\b([^>]*)>", text):
        attributes = _attributes(match[1])
        found = read(unescape(attributes.get("formatCode", "")))
        if found and attributes.get("numFmtId", "").isdigit():
            formats[int(attributes["numFmtId"])] = found
    block = re.search(rf"<{_P}cellXfs\b.*?</{_P}cellXfs>", text, re.S)
    styles = re.findall(rf"<{_P}xf\b([^>]*)>", block[0]) if block else []
    numbers = [_attributes(style).get("numFmtId", "") for style in styles]
    return {
        index: formats[int(number)]
        for index, number in enumerate(numbers)
        if number.isdigit() and int(number) in formats
    }


def _money_in(archive: zipfile.ZipFile, part: str, styles: Mapping[int, str]) -> tuple[str, ...]:
    """Give the currency signs with which cells of a sheet are shown."""
    left = dict(styles)
    found: list[str] = []
    rest = b""
    with archive.open(part) as file:
        while left and (raw := file.read(CHUNK)):
            text = rest + raw
            rest = text[-16:]
            for style in [style for style in left if b's="%d"' % style in text or b"s='%d'" % style in text]:
                found.append(left.pop(style))
    return tuple(dict.fromkeys(found))


def scan_workbook(path: Path, pool: Executor) -> dict[str, Future[Found]]:
    """Have every worksheet of an .xlsx file scanned one after the other, and give what will be found by sheet name.

    A scan ends in a WorkbookError where its sheet has a cell far outside.
    """
    with zipfile.ZipFile(path) as archive:
        styles, money = shown_styles(archive), money_styles(archive)
        parts = sheet_parts(archive)
    return {
        name: pool.submit(_scan_part, path, part, styles, money, Spot(path.name, name))
        for name, part in parts.items()
    }


def _scan_part(
    path: Path, part: str, styles: Mapping[int, int], money: Mapping[int, str], spot: Spot
) -> Found:
    with zipfile.ZipFile(path) as archive:
        found = scan(archive, part, styles, spot)
        found.money = _money_in(archive, part, money) if money else ()
    return found
