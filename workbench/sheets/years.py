"""Read years as workbooks write them: 2025, FY25, 2025/26, "1967 [YR1967]", 2020-2025, dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.sheets.numbers import _DIGITS
from workbench.sheets.rows import Value

FIRST, LAST = 1850, 2150
MAX_LENGTH = 30

_NAMES = {
    "year", "years", "yr", "time", "period", "periods", "date", "fiscal year", "calendar year", "financial year", "fy",
    "année", "annee", "années", "exercice", "période", "año", "años", "ano", "anos", "periodo", "período", "ejercicio",
    "год", "годы", "سنة", "السنة", "عام", "年", "年份", "年度", "jahr", "jahre", "tahun", "time period", "mid period",
    "ref year", "reference year", "time code",
}  # fmt: skip
_PLAIN = re.compile(
    r"(?:(?:fy|cy|yr|y|f)\s*)?(\d{4})\s*(?:\[yr(\d{4})\])?\s*"
    r"(?:\*+|[efprb]\b|\(?(?:est|estimates?|estimated|prov|provisional|proj|projections?|projected|forecast|budget|"
    r"actual|outturn|revised|prel|preliminary|f|e|p|r)\.?\)?)?$"
)
_FISCAL_SHORT = re.compile(r"fy\s*[-']?\s*(\d{2})\*{0,2}$")
_SPAN = re.compile(r"(?:fy\s*)?(\d{4})\s*[-/–—]\s*(?:fy\s*)?(\d{2}|\d{4})\s*\*{0,2}(?:\s*\(?[a-z]+\.?\)?)?$")


@dataclass(frozen=True, slots=True)
class Year:
    """A year as written.

    Attributes:
        year: The calendar year used for it; the first one of a fiscal year or period.
        kind: "year", "fiscal", "period" (several years) or "part" (a date inside a year).
        estimate: Whether it is marked as an estimate, budget or projection.
    """

    year: int
    kind: str = "year"
    estimate: bool = False


@lru_cache(maxsize=65536)
def is_year_name(text: str) -> bool:
    """Say whether a header names a column of years."""
    return text.partition("__")[0].lower().replace("_", " ").strip(" :.*()") in _NAMES


def year_of(value: Value) -> Year | None:
    """Read a value as a year, None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, dt.date):
        ends = (value.month, value.day) in ((1, 1), (12, 31))
        return Year(value.year, "year" if ends else "part") if FIRST <= value.year <= LAST else None
    if isinstance(value, float):
        return Year(int(value)) if value.is_integer() and FIRST <= value <= LAST else None
    return _year_of_text(value) if len(value) <= MAX_LENGTH else None


@lru_cache(maxsize=65536)
def _year_of_text(value: str) -> Year | None:
    text = " ".join(value.translate(_DIGITS).lower().split())
    found = _PLAIN.match(text)
    if found:
        year = int(found[1])
        plain = re.sub(r"\[yr\d{4}\]", "", text)
        estimate = bool(re.search(r"\*|\d\s*\(?[a-z]", plain))
        kind = "fiscal" if text.startswith("fy") else "year"
        return Year(year, kind, estimate) if FIRST <= year <= LAST else None
    found = re.fullmatch(r"((?:19|20)\d\d)-\d\d-\d\d", text)
    if found:
        return Year(int(found[1]), "part")
    found = _FISCAL_SHORT.match(text)
    if found:
        return Year(2000 + int(found[1]), "fiscal")
    found = _SPAN.match(text)
    if found:
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else first // 100 * 100 + int(found[2])
        last += 100 if last < first and len(found[2]) == 2 else 0
        if FIRST <= first <= LAST and first < last <= first + 25:
            return Year(first, "fiscal" if last == first + 1 else "period", "*" in text)
    return None


def years_in(text: str) -> list[int]:
    """Give the years a title or file name speaks of."""
    found = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text)]
    return found or [2000 + int(year) for year in re.findall(r"(?<![A-Za-z])FY[ -]?(\d\d)(?!\d)", text)]
