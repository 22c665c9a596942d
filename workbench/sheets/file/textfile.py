"""Read separated text: the encoding and the separator are decided from the bytes, never from habit."""

from __future__ import annotations

import csv
import io
import re

from workbench.errors import Spot, WorkbookError, message

MAX_ROWS = 1_048_576
_FOREIGN = re.compile(rb"[\x80-\xff]{4}")
"""No word of a Western language has four letters with accents in a row."""
SEPARATORS = (",", ";", "\t", "|")


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Give the text and the name of its encoding.

    Raises:
        WorkbookError: The bytes are no text, or hold NUL bytes.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in content:
        raise WorkbookError(
            message("The file holds NUL bytes and is not plain text."),
            where=Spot(name),
            why=message("Values after such a byte would be cut off."),
            remedy=message("Save it again as CSV in UTF-8."),
            code="no-plain-text",
        )
    else:
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError as error:
        if _FOREIGN.search(content):
            raise _of_unknown_encoding(name) from error
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        raise _of_unknown_encoding(name) from error


def _of_unknown_encoding(name: str) -> WorkbookError:
    return WorkbookError(
        message("The text is in an encoding that its bytes do not tell."),
        where=Spot(name),
        why=message("Its words would come in as other letters, and units and scales with them."),
        remedy=message("Save it again as CSV in UTF-8, or as .xlsx."),
        code="unknown-encoding",
    )


def separator(text: str, name: str = "") -> str:
    """Find the separator that cuts the lines into the same number of cells most often."""
    if name.lower().endswith((".tsv", ".tab")):
        return "\t"
    sample = text[:200_000]
    best, best_score = ",", 0.0
    for candidate in SEPARATORS:
        try:
            rows = [row for row in csv.reader(io.StringIO(sample), delimiter=candidate) if row][:400]
        except csv.Error:
            continue
        counts: dict[int, int] = {}
        for row in rows:
            if len(row) > 1:
                counts[len(row)] = counts.get(len(row), 0) + 1
        if not counts:
            continue
        # A separator agrees with itself: many lines, one width. Wider wins only between equals.
        width, lines = max(counts.items(), key=lambda item: (item[1], item[0]))
        score = lines / len(rows) + min(width, 60) / 1000
        if score > best_score:
            best, best_score = candidate, score
    return best


def _refuse_open_quote(text: str, mark: str, name: str) -> None:
    """Refuse a quotation mark that is never closed: everything behind it would be one cell."""
    if '"' not in text:
        return
    line = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        for _ in reader:
            line = reader.line_num
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise WorkbookError(
                message("A quotation mark is opened after line {line} and never closed.", line=line),
                where=Spot(name),
                why=message("All lines after it would be read as one cell."),
                remedy=message("Close or remove it."),
                code="quotation-open",
            ) from error


def rows_of(content: bytes, name: str) -> tuple[list[list[str]], str, str]:
    """Give the cells as texts, the encoding and the separator.

    Raises:
        WorkbookError: The file is not readable text.
    """
    text, encoding = decode(content, name)
    if "\0" in text:
        raise WorkbookError(
            message("The file holds NUL bytes and is not plain text."),
            where=Spot(name),
            remedy=message("Save it again as CSV in UTF-8."),
            code="no-plain-text",
        )
    mark = separator(text, name)
    csv.field_size_limit(10_000_000)
    _refuse_open_quote(text, mark, name)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise WorkbookError(
            message("The lines cannot be cut into cells: {reason}.", reason=str(error)),
            where=Spot(name),
            code="lines-not-cut",
        ) from error
    if len(rows) > MAX_ROWS:
        raise WorkbookError(
            message("The file has {count} lines.", count=len(rows)),
            where=Spot(name),
            why=message("Up to {limit} lines are read.", limit=MAX_ROWS),
            code="too-many-lines",
        )
    return rows, encoding, mark
