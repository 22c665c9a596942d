"""Find the words of a unit nobody understands: what may be a scale must not pass for plain units."""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.model.money_words import in_use, is_money_word
from workbench.sheets.words.scales import LONGEST, scales_in
from workbench.sheets.words.unit_words import measure

_PER = re.compile(r"\b(?:per|par|por|pro|за|لكل)\b.*|/.*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NO_BLANKS = re.compile("[\u0900-\u09ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PLAIN = frozenset(
    {
        "a", "an", "and", "annual", "at", "average", "avg", "base", "basis", "by", "calendar", "change", "constant",
        "count", "current", "end", "eop", "equivalent", "est", "estimate", "fiscal", "for", "fy", "gross", "growth", "head",
        "heads", "in", "index", "individuals", "lcu", "local", "market", "mid", "national", "net", "nominal", "number",
        "numbers", "of", "or", "people", "period", "person", "persons", "pop", "population", "prices", "real", "rate",
        "ratio", "share", "the", "to", "total", "unit", "units", "value", "values", "xdc", "year", "years", "yearly",
        "month", "monthly", "day", "daily", "week", "weekly", "hour", "s", "u", "currency", "domestic", "money", "amount",
        "amounts", "figures", "international", "ppp", "int", "actual", "en", "de", "la", "le", "les", "des", "du", "aux",
        "monnaie", "nationale", "locale", "personnes", "habitants", "habitant", "unités", "unité", "prix", "courants",
        "constants", "nombre", "el", "los", "las", "moneda", "nacional", "personas", "habitantes", "unidades",
        "unidad", "precios", "corrientes", "constantes", "número", "y", "e", "в", "ценах", "рублей", "руб", "рубль",
        "человек", "чел", "единиц", "единица", "текущих", "постоянных", "нац", "валюта", "валюте", "شخص", "نسمة", "وحدة",
        "عدد", "دينار", "ريال", "درهم", "بالأسعار", "الجارية", "new", "old", "kenya", "kenyan", "shilling", "shillings",
        "sh", "ksh", "kshs", "kes", "franc", "francs", "cfa", "fcfa", "male", "female", "males", "females", "both", "sexes",
        "men", "women", "children", "households", "household", "families"
    }
)  # fmt: skip


_QUANTITY = re.compile(
    r"(?:per |par |por )?\d*(?:[.,]\d+)? ?(?:kgs?|g|gr|grams?|mg|tons?|tonnes?|t|lb|oz|ml|cl|l|lt|ltr|lit(?:er|re)s?|gallons?|m|m2|m²|m3|m³|km|km2|ha"
    r"|hectares?|kwh|mwh|pcs?|pieces?|dozens?|packs?|packets?|bags?|bunch(?:es)?|tins?|bottles?|loaf|loaves|tablets?|doses?|trips?|visits?|sets?)",
    re.IGNORECASE,
)


def is_quantity(text: str) -> bool:
    """Say whether a text is a measure of goods, such as 500 ml or 2 kg, for which a price stands."""
    return bool(_QUANTITY.fullmatch(text.strip(" .")))


@lru_cache(maxsize=4096)
def not_understood(text: str) -> str:
    """Give the words of a unit that are neither a unit, a currency, a scale nor usual beside them."""
    bare = _PER.sub(" ", text[:LONGEST])
    if scales_in(bare) or _NO_BLANKS.search(bare):
        return ""
    return " ".join(word for word in _WORD.findall(bare) if not _understood(word))


@lru_cache(maxsize=4096)
def _understood(word: str) -> bool:
    lower = word.lower()
    if lower in _PLAIN or is_money_word(lower) or (word.isupper() and word in in_use()):
        return True
    return len(lower) > 3 and bool(measure(lower).unit)
