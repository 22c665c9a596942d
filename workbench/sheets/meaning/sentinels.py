"""Find numbers that stand for a missing value, such as -99 or 9999, among values they cannot belong to."""

from __future__ import annotations

from statistics import median

from workbench.errors import message
from workbench.model.cells import Place
from workbench.model.words import Severity
from workbench.sheets.meaning.draft import Draft
from workbench.sheets.meaning.totals import Read

_NEGATIVE = frozenset({-9.0, -99.0, -999.0, -9999.0, -99999.0, -999999.0})
_POSITIVE = frozenset({999.0, 9999.0, 99999.0, 999999.0, 9999999.0})
_USUAL = _NEGATIVE | _POSITIVE
_APART = 5.0
_SMALLEST = -9.0


def say_sentinels(draft: Draft, reads: list[Read]) -> None:
    """Say which numbers are written like a missing value and stand out from the rest of their row."""
    suspects = [read for read in reads if not _USUAL.isdisjoint(read.values.numbers)]
    if not suspects:
        return
    negative = any(number < 0 and number not in _USUAL for read in reads for number in read.values.numbers)
    rows: dict[float, int] = {}
    for read in suspects:
        for value in _USUAL.intersection(read.values.numbers):
            rows[value] = rows.get(value, 0) + 1
    for read in suspects:
        own = [value for _, value, _ in read.numbers()]
        for _, value, place in read.numbers():
            if value in _USUAL and _stands_out(value, own, rows[value], negative):
                _say(draft, place, value)


def _stands_out(value: float, own: list[float], rows: int, negative: bool) -> bool:
    """Say whether a value is far from the others of its row, or alone below zero; where it has no others, the table tells."""
    others = [abs(one) for one in own if one not in _USUAL]
    if value in _NEGATIVE and others:
        return value < _SMALLEST and all(one > 0 for one in own if one not in _NEGATIVE)
    if not others:
        return rows > 1 and not (value in _NEGATIVE and negative)
    usual = median(others)
    return value > _APART * usual or usual > _APART * value


def _say(draft: Draft, place: Place, value: float) -> None:
    draft.notebook.say(
        Severity.SERIOUS,
        message("{value} stands out from its row and is often written for a missing value; it is read as it stands.",
                value=value),
        sheet=draft.block.sheet.name,
        at=place,
        remedy=message("If the value is missing, leave the cell empty in the workbook."), code="sentinel-perhaps",
    )  # fmt: skip
