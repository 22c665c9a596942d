"""Addresses of cells, as a sheet's grid counts them: from zero."""

from __future__ import annotations

import re

_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


def place(cell: str) -> tuple[int, int] | None:
    """Give row and column of an address such as D7."""
    found = _CELL.match(cell or "")
    if not found:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)) - 1, column - 1


def outline(cells: str) -> tuple[int, int, int, int] | None:
    """Give first row and column, last row and column of a range such as A5:K90."""
    first, _, last = cells.partition(":")
    start, end = place(first), place(last or first)
    return (*start, *end) if start and end else None


def letters(number: int) -> str:
    """Give the letters of a column."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
