"""Tell currencies by the codes, names and signs that sheets write them with.

Codes, and names in the six languages of the United Nations, are those of ISO 4217 and Unicode CLDR; short forms and
signs of treasuries stand beside them. A sign that several currencies share gives all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
_LONGEST = 6
"""Words of the longest name looked for."""
_SCALE = (
    r"(?:thousands?|millions?|billions?|trillions?|bn|mn|mln|mio|m|k|b|tn|trn|crores?|cr|lakhs?|lacs?|milliards?|milliers?|miles|mil"
    r"|millones|mrd|mds?|mld|tsd|thous|th|milh(?:ões|ares)|bilh(?:ões|ão)|trilhões|juta|miliar|ribu|triliun|ألف|مليون|مليار"
    r"|['’]?000s?|10\^\d|x ?1,?000|млрд|млн|тыс\w*)\.?"
)
_SCALED = re.compile(rf"(?:^|[\s(\[,;:/–—-]){_SCALE}\s*(?:of|de)?\s*$", re.IGNORECASE)
_SCALES = re.compile(rf"^\s*{_SCALE}\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|[\s(\[,;:/–—-])(?:in|en|of|per|par|por|\d[\d.,' ]*)\s*$", re.IGNORECASE)
_AFTER = re.compile(r"^\s*(?:per\b|par\b|por\b|a (?:day|week|month|year)\b|\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CODE = re.compile(r"(?<![A-Za-z\d$])[A-Z]{3}(?![A-Za-z\d])")
_GLUED = re.compile(
    r"(?<![A-Za-z\d$])(?:(?:MM?|k|Mrd|Md|Bn)([A-Z]{3})|([A-Z]{3})(?:mn?|bn?|k|tn|M|B))(?![A-Za-z\d])"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_OPENS, _CLOSES = re.compile(r"(?:^|[(\[,;:/|–—-])\s*$"), re.compile(r"^\s*(?:$|[)\],;:/|–—-])")
_WORDS_TOO = frozenset(
    {
        "ALL", "AMD", "ANG", "AWG", "BAM", "BSD", "CAD", "CDF", "COP", "CUP", "DOP", "ERN", "GEL", "GIP", "IRR",
        "LAK", "MAD", "MOP", "MUR", "PEN", "RON", "SAR", "SDG", "SOS", "SSP", "STN", "TOP", "TRY",
    }
)  # fmt: skip
"""Codes that are words or usual short forms of other things: Sustainable Development Goals are no Sudanese pounds."""
_NO_NOUNS = frozenset(
    {
        "dollar", "real", "sol", "soles", "lev", "leva", "lei", "leu", "won", "colon", "euro", "mark", "gold",
        "leone", "afghani", "guarani",
    }
)  # fmt: skip
"""Last words of English names that say too little alone; a bare dollar is judged by the country."""
_POUNDS = ("GBP", "EGP", "LBP", "SDG", "SSP", "SYP", "FKP", "GIP", "SHP")
_RUPEES = ("INR", "LKR", "MUR", "NPR", "PKR", "SCR")
_CROWNS = ("DKK", "ISK", "NOK", "SEK")
_FRANCS = ("XAF", "XOF")
_DOLLARS = {
    "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "F": "FJD", "FJ": "FJD", "NZ": "NZD", "HK": "HKD", "S": "SGD",
    "NT": "TWD", "TT": "TTD", "EC": "XCD", "J": "JMD", "N": "NAD", "G": "GYD", "BZ": "BZD", "BDS": "BBD", "SI": "SBD",
    "L": "LRD", "R": "BRL", "MX": "MXN", "RD": "DOP", "SR": "SRD", "T": "TOP", "WS": "WST",
}  # fmt: skip
_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (pattern, tuple(codes.split()))
    for pattern, codes in (
        ("₹", "INR"), ("₦", "NGN"), ("₱", "PHP"), ("฿", "THB"), ("₫", "VND"), ("৳", "BDT"), ("₵|GH¢", "GHS"), ("₴", "UAH"),
        ("₺", "TRY"), ("₽", "RUB"), ("₸", "KZT"), ("₩", "KRW KPW"), ("₪", "ILS"), ("₡", "CRC"), ("₲", "PYG"), ("₭", "LAK"),
        ("៛", "KHR"), ("₮", "MNT"), ("₼", "AZN"), ("₾", "GEL"), ("֏", "AMD"), ("؋", "AFN"), ("¥|￥", "JPY CNY"),
        (r"\b[Kk][Ss][Hh][Ss]?\b|\bKES\b", "KES"), (r"\b[Uu][Ss][Hh][Ss]?\b", "UGX"), (r"\b[Tt][Ss][Hh][Ss]?\b", "TZS"),
        (r"\bRp\b|\bIDR\b", "IDR"), (r"\bRM(?= ?\d| ?(?:million|billion|thousand|'000|bn|mn)\b)", "MYR"),
        (rf"\bR(?= ?{_SCALE}\b)", "ZAR"), (r"\bTk\b", "BDT"), (r"\bN[Rr][Ss]\b", "NPR"), (r"\bGH[Ss₵]\b", "GHS"),
        (r"\bR[Ss]\b|\broupies?\b|\brupias?\b", " ".join(_RUPEES)), (r"\b[Kk][Rr]\b", " ".join(_CROWNS)),
        ("£", " ".join(_POUNDS)), (r"\bF?CFA\b", " ".join(_FRANCS)), ("zł", "PLN"), ("Kč", "CZK"), (r"\breais\b", "BRL"),
        (r"\bchelines\b", "KES SOS TZS UGX"), (r"\b[Bb]irrs?\b", "ETB"), (r"\bCFA francs?\b", " ".join(_FRANCS)),
    )
)  # fmt: skip
_SIGN_WORDS = frozenset(
    {
        "ksh", "kshs", "kes", "ush", "ushs", "tsh", "tshs", "rp", "idr", "rm", "r", "tk", "nrs", "ghs", "gh", "rs",
        "roupie", "roupies", "rupia", "rupias", "kr", "cfa", "fcfa", "reais", "chelines", "birr", "birrs",
    }
)  # fmt: skip
"""Words of the signs, in small letters: most labels hold none, and are not searched for signs."""
_PREFIXED = re.compile(rf"(?<![A-Za-z])({'|'.join(sorted(_DOLLARS, key=len, reverse=True))})\$")
_SIGNED = tuple((re.compile(pattern), codes) for pattern, codes in _SIGNS)


@lru_cache(maxsize=1)
def in_use() -> frozenset[str]:
    """Give the codes of all currencies in use."""
    from babel.core import get_global

    held = get_global("territory_currencies").values()
    return frozenset(code for rows in held for code, _, until, legal in rows if legal and until is None)


@lru_cache(maxsize=8192)
def spoken_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Give for each mention of a currency in a text the codes it may stand for: one, or all that share it.

    What several share is not given where one of them is named as well.
    """
    found: dict[tuple[str, ...], None] = dict.fromkeys((code,) for code in _codes(text))
    if "$" in text:
        found |= dict.fromkeys((_DOLLARS[match[1]],) for match in _PREFIXED.finditer(text))
    words = _WORD.findall(text.casefold())
    if not text.isascii() or not _SIGN_WORDS.isdisjoint(words):
        found |= dict.fromkeys(codes for pattern, codes in _SIGNED if pattern.search(text))
    found |= dict.fromkeys(_by_name(text, words))
    return tuple(codes for codes in found if not any({*other} < {*codes} for other in found))


def _codes(text: str) -> Iterator[str]:
    """Find codes where money is stated: beside a scale or, unless it is a word too, beside "in" or between marks."""
    for match in _CODE.finditer(text):
        if match[0] not in in_use():
            continue
        before, after = text[: match.start()], text[match.end() :]
        scaled = _SCALED.search(before) or _SCALES.search(after)
        alone = _OPENS.search(before) and _CLOSES.search(after)
        stated = alone or _BEFORE.search(before) or _AFTER.search(after)
        if scaled or (stated and match[0] not in _WORDS_TOO):
            yield match[0]
    for match in _GLUED.finditer(text):
        code = match[1] or match[2]
        if code in in_use() and code not in _WORDS_TOO:
            yield code


def _by_name(text: str, words: list[str]) -> Iterator[tuple[str, ...]]:
    """Find names, the longest first: Kenyan shillings are not all shillings."""
    known, first, whole = _names()
    start = 0
    while start < len(words):
        length = 1
        longest = min(_LONGEST, len(words) - start) if words[start] in first else 0
        for size in range(longest, 0, -1):
            codes = known.get(" ".join(words[start : start + size]))
            if codes:
                length = size
                yield codes
                break
        start += length
    if _CHINESE.search(text):
        held = sorted((name for name in whole if name in text), key=len)[-1:]
        yield from ((whole[name],) for name in held)


def is_money_word(word: str) -> bool:
    """Say whether a word in small letters belongs to the name of a currency, or is one of the usual short forms."""
    return word in _SIGN_WORDS or word in _words_of_names()


@lru_cache(maxsize=1)
def _words_of_names() -> frozenset[str]:
    return frozenset(word for name in _names()[0] for word in name.split())


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, tuple[str, ...]], frozenset[str], dict[str, str]]:
    """Give codes by name in words, the first words, and codes by name in Chinese, which has no spaces."""
    from babel import Locale
    from babel.numbers import get_currency_name

    names: dict[str, set[str]] = {}
    whole: dict[str, str] = {}
    places = Locale.parse("en").territories
    for language in _LANGUAGES:
        for code in sorted(in_use()):
            forms = {get_currency_name(code, count, language) for count in (None, 1, 2, 5)} - {code}
            if language == "zh":
                whole |= dict.fromkeys(forms, code)
                continue
            for form in forms:
                name = form.casefold()
                names.setdefault(name, set()).add(code)
                if language != "en":
                    continue
                noun = name.split()[-1]
                plural = {noun, noun if noun.endswith("s") else noun + "s"}
                for one in plural if not plural & _NO_NOUNS and noun.rstrip("s") not in _NO_NOUNS else ():
                    names.setdefault(one, set()).add(code)
                # Kenya shillings are as usual as Kenyan shillings.
                place = places.get(code[:2], "").casefold()
                for one in plural if place else ():
                    names.setdefault(f"{place} {one}", set()).add(code)
    first = frozenset(name.split()[0] for name in names)
    return {name: tuple(sorted(codes)) for name, codes in names.items()}, first, whole
