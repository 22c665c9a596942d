"""Read years as workbooks write them: 2025, FY25, 2025/26, "1967 [YR1967]", 2020-2025, dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.sheets.file.rows import Value
from workbench.sheets.words.numbers import _DIGITS

FIRST, LAST = 1850, 2150
MAX_LENGTH = 30

_NAMES = {
    "year", "years", "yr", "time", "period", "periods", "date", "fiscal year", "calendar year", "financial year", "fy",
    "année", "annee", "années", "exercice", "période", "año", "años", "ano", "anos", "periodo", "período", "ejercicio",
    "год", "годы", "سنة", "السنة", "عام", "年", "年份", "年度", "jahr", "jahre", "tahun", "time period", "mid period",
    "ref year", "reference year", "time code",
}  # fmt: skip
_DONE = r"act|réal|отчет|отчёт|исполнено|actuals?|audited|outturns?|executed|execution|réalisé|réalisations?|exécution|ejecutado|ejecución|факт|исполнение|实际|决算|فعلي"
_MEANT = (
    r"est|estimates?|estimated|prov|provisional|prel|preliminary|proj|projections?|projected|forecasts?|budget|budgeted|approved"
    r"|printed|bud|rev|be|re|indicative|baseline|lfi|plf|revised|original|draft|planned|plan|target|prév|prévisions?|prévu|voté|presupuesto|presupuestado|aprobado|proyecto|estimado"
    r"|proyectado|preliminar|план|оценка|прогноз|бюджет|预算|预测|计划|تقديري|موازنة"
)
_STATUS = rf"(?:{_DONE}|{_MEANT})"
_BEFORE = re.compile(rf"({_STATUS}(?:\s+{_STATUS})?)\b[.\s:,(–-]*(?=(?:fy\W*)?\d)")
_AFTER = re.compile(
    rf"(?<=\d)(?:年度?|г\.|год)?[\s,(–-]*(?:\b|(?<=年)|(?<=度))({_STATUS}(?:\s+{_STATUS})?)\.?\)?$"
)
_NAMED = (
    r"year(?:\s+end(?:ed|ing))?|calendar year|fiscal year|financial year|mid[- ]?year|mid|end|année|exercice|año|ejercicio|ano"
    r"|год|عام|سنة|jahr|tahun"
)
_NAME_BEFORE = re.compile(rf"(?:{_NAMED})[\s-]+(?=\d{{4}})|(?:عام|سنة)(?=\d{{4}})")
_NAME_AFTER = re.compile(r"(?<=\d)\s*(?:г\.?|гг\.?|год|года|年度|年|م)$")
_NOTE = re.compile(r"(?<=\d{4})\s*(?:[\da-z]/|\(\d\)|\[[\da-z]\]|[¹²³⁴⁵†‡§]+)$|(?<=\d{4})(?=\.0$)\.0$")
_PLAIN = re.compile(
    r"(?:(?:fy|cy|yr|y|f)\s*)?(\d{4})\s*(?:\[yr(\d{4})\])?\s*(?P<mark>\*+|\(?[aefprb]\.?\)?)?\)?$"
)
_FISCAL_SHORT = re.compile(r"fy\s*[-']?\s*(\d{2})\*{0,2}$")
_SPAN = re.compile(
    r"(?:fy\s*)?(\d{4})\s*[-/–—]\s*(?:fy\s*)?(\d{2}|\d{4})\s*(?P<mark>\*{1,2}|\(?[efprb]\.?\)?)?$"
)
_MONTHS = (
    r"jan(?:uary|vier)?|feb(?:ruary)?|févr?(?:ier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|juil(?:let)?"
    r"|aug(?:ust)?|août|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|déc(?:embre)?"
    r"|ene(?:ro)?|abr(?:il)?|ago(?:sto)?|dic(?:iembre)?"
)
_PART_NAME = re.compile(
    rf"\s*(?:[qt] ?[1-4]|[hs] ?[12]|(?:{_MONTHS})|[1-4](?:st|nd|rd|th)? (?:quarter|qtr)|quarter ?[1-4]|[1-4](?:er|e|ème)? trimestre"
    rf"|(?:first|second|third|fourth) quarter|[1-4] квартал|(?:i|ii|iii|iv) квартал|第?[一二三四1-4]季度|[1-9]月|1[0-2]月)[\s.]*",
    re.IGNORECASE,
)
_HINT = re.compile(r"\d{4}|\d,\d{3}|fy|[-' ]\d\d$")
_PART = re.compile(
    rf"(?P<a>\d{{4}})\s*[-/. ]?\s*(?:[qt]\s*[1-4]|m\s*(?:0?[1-9]|1[0-2])|[hs]\s*[12]|(?:{_MONTHS})\.?)(?:\s*\(?[eprf]\)?)?$"
    rf"|(?:[qt]\s*[1-4]|[hs]\s*[12]|(?:{_MONTHS})\.?|0?[1-9]|1[0-2]|[1-4](?:er|e|ème)? trim\w*|[1-4] кв\w*\.?)"
    rf"\s*[-/., ]?\s*(?P<b>\d{{4}})(?:\s*\(?[eprf]\)?)?$"
    rf"|(?P<c>\d{{4}})[-/.](?:0[1-9]|1[0-2])$|(?:{_MONTHS})\.?[-' ](?P<d>\d\d)$"
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year as written.

    Attributes:
        year: The calendar year used for it; the first one of a fiscal year or period.
        kind: "year", "fiscal", "period" (several years), "part" (a date, month or quarter inside a year) or "dated" (a day
            that stands for its year, as 1 July does where each year has that day only).
        estimate: Whether it is marked as an estimate, budget or projection.
        status: The word that marks it, such as budget or actual.
    """

    year: int
    kind: str = "year"
    estimate: bool = False
    status: str = ""


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
    if not _HINT.search(text):
        return None
    text = re.sub(
        r"^([12]),(\d{3})$", r"\1\2", _NOTE.sub("", _NAME_AFTER.sub("", _NAME_BEFORE.sub("", text)))
    )
    before, after = _BEFORE.match(text), _AFTER.search(text)
    status = " ".join(found[1] for found in (before, after) if found)
    bare = text[before.end() if before else 0 : after.start() if after else None]
    year = _bare_year(bare)
    if year is None or not status:
        return year
    return replace(year, estimate=year.estimate or not re.fullmatch(_DONE, status), status=status)


def _bare_year(text: str) -> Year | None:
    found = _PLAIN.match(text)
    if found:
        kind = "fiscal" if text.startswith("fy") else "year"
        return _within(int(found[1]), kind, estimate=bool(found["mark"]) and "a" not in found["mark"])
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
        if first < last <= first + 25:
            return _within(first, "fiscal" if last == first + 1 else "period", estimate=bool(found["mark"]))
    found = _PART.match(text)
    if found:
        return _within(int(found["a"] or found["b"] or found["c"] or f"20{found['d']}"), "part")
    return None


def _within(year: int, kind: str, *, estimate: bool = False) -> Year | None:
    return Year(year, kind, estimate) if FIRST <= year <= LAST else None


def yearly_dates(cells: Iterable[Value]) -> bool:
    """Say whether all dates among cells are of one day, month or quarter of the year, so that each stands for its year."""
    days: set[str] = set()
    for cell in cells:
        text = cell.isoformat() if isinstance(cell, dt.date) else cell if isinstance(cell, str) else ""
        if found := re.fullmatch(r"\s*(?:19|20)\d\d-(\d\d-\d\d)(?:T.*| .*)?\s*", text):
            days.add(found[1])
        elif (year := year_of(text)) is not None and year.kind == "part":
            days.add(re.sub(rf"{year.year}|{year.year % 100:02}$", "", text.lower()).strip(" -/."))
    return len(days) == 1


def is_status(text: str) -> bool:
    """Say whether a text names nothing but what the figures of a year are: actual, estimate, budget."""
    return bool(
        re.fullmatch(
            rf"\(?(?:printed\s+)?{_STATUS}\.?(?:\s+{_STATUS}\.?)?\)?", " ".join(text.lower().split())
        )
    )


def is_part_name(text: str) -> bool:
    """Say whether a text names a quarter or a month without its year."""
    return bool(text) and bool(_PART_NAME.fullmatch(text.translate(_DIGITS) if not text.isascii() else text))


def year_beside(header: str) -> tuple[Year | None, str]:
    """Take the one year out of a header such as "Male 2024" or "2024 M"; "in 2015 prices" names none.

    Returns:
        The year, None where there is none or several, and the header without it.
    """
    year = year_of(header)
    if year is not None and not _LETTER.search(header.strip()):
        return year, year.status.capitalize() or header
    found = years_in(header)
    if len(set(found)) != 1 or _OF_PRICES.search(header.lower()):
        return None, header
    rest = re.sub(
        rf"[\s,;:_(/-]*(?:\bin\b\s*)?\b(?:FY[ -]?)?(?:{found[0]}(?:[-/]\d{{2,4}})?|{found[0] % 100:02})\b[\s,;:_)/-]*",
        " ",
        header,
    )
    return Year(found[0]), " ".join(rest.split()) or header


_LETTER = re.compile(r"\d\s*\(?[fF]\)?$")
_OF_PRICES = re.compile(r"prices?\b|constant|=\s*100|prix|precios|\bbase\b|ценах|أسعار|价格")


def years_in(text: str) -> list[int]:
    """Give the years a title or file name speaks of."""
    found = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text)]
    return found or [2000 + int(year) for year in re.findall(r"(?<![A-Za-z])FY[ -]?(\d\d)(?!\d)", text)]
