"""Scan the XML of an OpenDocument spreadsheet for what value readers drop: percentages, errors, formulas without a value."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import islice, product
from pathlib import Path

from workbench.model.cells import Place
from workbench.sheets.file.xmlscan import CHUNK, FORMULA, Found

PART = "content.xml"
_PIECE = re.compile(
    r"<table:table\s(?P<table>[^>]*)>|<table:table-row\b(?P<row>[^>]*)>|</table:table-row>(?P<row_end>)"
    r"|<table:(?:covered-)?table-cell\b(?P<cell>[^>]*?)(?:/>|>(?P<body>.*?)</table:(?:covered-)?table-cell>)",
    re.S,
)
_NAME = re.compile(r'table:name="([^"]*)"')
_COLUMNS = re.compile(r'table:number-columns-repeated="(\d+)"')
_ROWS = re.compile(r'table:number-rows-repeated="(\d+)"')
_TEXT = re.compile(r"<[^>]*>")
_MOST = 10_000
"""Cells written once for many; more are blanks up to the edge of the sheet."""


def scan_workbook(path: Path) -> dict[str, Found]:
    """Give what was found by sheet name; an .ods file says of each cell what it is."""
    found: dict[str, Found] = {}
    own, row, column, repeated = Found(), 0, 0, 1
    with zipfile.ZipFile(path) as archive:
        for piece in _pieces(archive):
            if piece["table"] is not None:
                name = _NAME.search(piece["table"])
                own = found.setdefault(unescape(name[1]) if name else "", Found())
                row = column = 0
            elif piece["row"] is not None:
                times = _ROWS.search(piece["row"])
                repeated, column = int(times[1]) if times else 1, 0
                if piece["row"].endswith("/"):
                    row += repeated
            elif piece["row_end"] is not None:
                row += repeated
            else:
                times = _COLUMNS.search(piece["cell"])
                count = int(times[1]) if times else 1
                cells = product(range(row, row + repeated), range(column, column + count))
                _note(own, [*islice(cells, _MOST)], piece["cell"], piece["body"] or "")
                column += count
    return found


def _note(found: Found, places: list[Place], cell: str, body: str) -> None:
    if 'office:value-type="percentage"' in cell:
        found.percents.update(places)
    elif 'calcext:value-type="error"' in cell:
        error = unescape(_TEXT.sub("", body)).strip() or "#ERROR"
        found.trouble.update(dict.fromkeys(places, error))
    elif "table:formula=" in cell and "office:value" not in cell and not _TEXT.sub("", body).strip():
        found.trouble.update(dict.fromkeys(places, FORMULA))


def _pieces(archive: zipfile.ZipFile) -> Iterator[re.Match[str]]:
    rest = ""
    with archive.open(PART) as file:
        while raw := file.read(CHUNK):
            text = rest + raw.decode("utf-8", "replace")
            # Only whole rows: a cell cut in two would be no cell.
            end = text.rfind("</table:table-row>")
            whole, rest = text[: end + 18], text[end + 18 :] if end >= 0 else text
            if end >= 0:
                yield from _PIECE.finditer(whole)
    yield from _PIECE.finditer(rest)
