"""Read the price basis a text states: current prices, or constant ones and their year."""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.sheets.words.years import years_in

LONGEST = 600

_YEAR = r"(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?(?:\d\d){1,2})?"
_FISCAL = r"(?:fy|fiscal year|financial year|exercice|année|año|ano)?\s?"
_MONEY = (
    r"(?:us\$|[$€£¥₹₦₱]|\b(?:kes|kshs?|usd|eur|gbp|ugx|tzs|rwf|etb|zar|ngn|ghs|npr|inr|pkr|bdt|lkr|php|idr|vnd|xof|xaf|fcfa|lcu|mxn|brl"
    r"|dollars?|euros?|francs?|pesos?|reais|shillings?|rupees?|birr|naira|rands?|pounds?|yuan|yen|тенге|руб\w*))"
)
_NOMINAL = re.compile(
    r"\bcurrent\b(?! account)|nominal|nominaux|prix courants|courants|precios corrientes|preços correntes|текущих ценах|номинальн"
    r"|الأسعار الجارية|现价|当年价"
)
_NOT_NOMINAL = re.compile(
    r"nominal(?:ly)? fixed|current transfers?|current spending|current expenditures?|current grants?"
)
_OF_A_YEAR = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_FISCAL}{_YEAR}(?:\s+|-)(?:constant\s+|market\s+)?prices",
        rf"prices of {_FISCAL}{_YEAR}",
        rf"(?:prix|precios|preços|prezzi|preise)\s(?:constant[se]*s?\s|fijos\s)?(?:de\sl['’]|de\s|del\s|von\s)?{_FISCAL}{_YEAR}",
        rf"(?:constant[es]*|constants)\s(?:de\s|of\s)?{_YEAR}",
        rf"ценах\s{_YEAR}",
        rf"(?:أسعار|بأسعار)\s(?:سنة\s|عام\s)?{_YEAR}",
        rf"{_YEAR}年?(?:不变价|价格|可比价)",
        rf"\bbase(?:\s?year)?\s?[:=]?\s?{_YEAR}(?!\s?=)",
        rf"\b(?:in|en|em)\s(?:constant\s|real\s)?{_YEAR}\s(?:\w+\s(?:of\s)?)?{_MONEY}",
        rf"\breal\b[^)]{{0,12}}\(\s?{_YEAR}\s?\)",
    )
)
_CONSTANT = re.compile(
    r"constant\b(?:\s(?:prices?|terms|usd|us\$|dollars?|lcu|shillings?|kes|\(?(?:19|20)\d\d\)?)|$|[,;)])|constant$|\bin real terms\b"
    r"|\breal terms\b|\bdeflated\b|inflation[- ]adjusted|chained|prix constants|en volume|en termes réels|constantes"
    r"|постоянных ценах|сопоставимых ценах|الأسعار الثابتة|不变价|可比价"
)
_REAL = re.compile(
    r"\breal\b(?!\s(?:estate|growth|wage|effective|exchange|interest|time))|\bréel(?:le)?s?\b|реальн|الحقيقي"
)
_REAL_ENDS = re.compile(
    r"\breal\s?(?:$|[,;)(]|(?:19|20)\d\d|prices?|terms|usd|us\$|dollars?|lcu|gdp|gross domestic|expenditure|spending|value)"
    r"|\bpib real\b|\bpib réel\b|réel(?:le)?s?(?:$|[,;)(])|реальн\w+ ввп|الحقيقي"
)


@lru_cache(maxsize=16384)
def basis_in(text: str) -> str:
    """Find the price basis: "nominal", "constant 2024", "constant" or nothing."""
    lower = " ".join(text[:LONGEST].lower().replace("_", " ").split())
    nominal = _NOMINAL.search(_NOT_NOMINAL.sub(" ", lower))
    if nominal:
        return "nominal"
    for pattern in _OF_A_YEAR:
        if found := pattern.search(lower):
            return f"constant {found['year']}"
    growth = re.search(r"real (?:gdp )?growth|growth", lower)
    if _CONSTANT.search(lower) or (_REAL.search(lower) and _REAL_ENDS.search(lower) and not growth):
        # One year alone is that of the prices; of several, none can be told.
        years = {*years_in(lower)}
        return f"constant {years.pop()}" if len(years) == 1 else "constant"
    return ""
