"""Which currency amounts of an imported table are in, by the words that came with them, and which series are rates."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from workbench.model.decided import Topic
from workbench.model.follow import located
from workbench.model.money_words import in_use, spoken_of
from workbench.model.package import Package
from workbench.model.table import Series, Table
from workbench.model.words import Quantity

_SPOKEN = {
    "USD": r"\busd\b|us ?\$|\$ ?us\b|\bu\.?s\.? dollars?|united states dollars?|dollars? (?:des états-unis|américains?)"
           r"|dólar(?:es)? (?:de los ee|de ee|estadounidense)|доллар\w* сша|دولار(?:ات)? أمريكي|دولار امريكي|美元",
    "EUR": r"\beur\b|€|\beuros?\b|\bевро\b|يورو|欧元",
    "GBP": r"\bgbp\b|pounds? sterling|livres? sterling|libras? esterlinas?|фунт\w* стерлингов|جنيه إسترليني|英镑",
    "JPY": r"\bjpy\b|japanese yen|\byen\b|иен\w?\b|ين ياباني|日元",
    "CHF": r"\bchf\b|swiss francs?|francs? suisses?|franco suizo|швейцарск\w+ франк",
    "CNY": r"\bcny\b|\brmb\b|\byuan\b|renminbi|юан\w+|يوان|人民币",
    "XDR": r"\bxdr\b|\bsdrs?\b|special drawing rights?|droits de tirage spéciaux|derechos especiales de giro",
    "PPP": r"\bint\$|international dollars?|\bppp\b|purchasing power parit",
}  # fmt: skip
_BARE_SIGN = re.compile(r"(?<![\w$])\$")
_BARE_DOLLAR = re.compile(r"\bdollars?\b|\bdólar(?:es)?\b|\bдоллар\w*|دولار")
_OWN = re.compile(
    r"(?:national|local|domestic) currency|\blcu\b|\bxdc\b|monnaie (?:nationale|locale)|moneda (?:nacional|local)"
    r"|национальн\w+ валют\w+|العملة (?:الوطنية|المحلية)|本币"
)
_OWN_DOLLARS = frozenset(
    {
        "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "NAD", "NZD", "SBD", "SGD",
        "SRD", "TTD", "TWD", "XCD",
    }
)  # fmt: skip
"""Currencies that are called dollar alone where they are at home."""
_OWN_SIGNS = _OWN_DOLLARS | {"ARS", "CLP", "COP", "CUP", "DOP", "MXN", "UYU"}
"""Currencies that are written with the sign alone where they are at home; the peso is, and is no dollar."""
ANY_RATE = "exchange-rate"
"""Key of the one rate of a macro table, whose label says which currency it is of."""
_PER = re.compile(r"\s(?:per|par|por|за|لكل|/)\s|(?<=\S)/(?=\S)", re.IGNORECASE)
_ONE = re.compile(r"(?:^|[\s,(=])(?:one|1|un|une|uno|una|один|одну)\s+", re.IGNORECASE)
_PATTERNS = {code: re.compile(pattern) for code, pattern in _SPOKEN.items()}


def named(text: str, own: str) -> tuple[str, ...]:
    """Give the currencies a text names, as ISO codes (PPP for international dollars); `own` is the country's.

    A name or sign that several share is the country's own where that is one of them, or none of the world's; else it
    gives all of them.
    """
    written = " ".join(text.replace("_", " ").split())
    lower = written.lower()
    found = [code for code, pattern in _PATTERNS.items() if pattern.search(lower)]
    said = spoken_of(written)
    invented = bool(said) and bool(own) and own not in in_use()
    home = any(own in codes or (invented and len(codes) > 1) for codes in said)
    for codes in said:
        if not (home and len(codes) > 1) and own not in codes and not {*codes} & {*found}:
            found += codes
    if not found and not said and _BARE_DOLLAR.search(lower):
        found.append(own if own in _OWN_DOLLARS else "USD")
    elif not found and not said and _BARE_SIGN.search(lower):
        found.append(own if own in _OWN_SIGNS else "USD")
    # In capitals only: ALL is the lek, and all is not.
    home |= bool(own) and bool(re.search(rf"\b{re.escape(own)}\b", text))
    if (home or _OWN.search(lower)) and own not in found:
        found.append(own)
    return tuple(found)


class Spoken:
    """The currencies a table's words name, worked out once for all its series."""

    def __init__(self, table: Table, own: str) -> None:
        self._table, self._own = table, own
        self._around: tuple[str, ...] | None = None

    def of(self, series: Series) -> tuple[str, ...]:
        """Give the currency a series of money is in; several where the words around it do not tell which of them.

        What the planner said goes first, then the series' own label and what is written beside its numbers, what its
        unit was read from, and titles and headers. Where nothing names a currency, it is the country's own.
        """
        if self._table.currency:
            return (self._table.currency,)
        beside = series.dim("currency")
        label = f"{series.label} {series.dim('part')} {f'({beside})' if beside else ''}"
        if by_label := named(label, self._own):
            return by_label
        found = self._by_words()
        # A row in dollars is not known as GDP, so that what is known as GDP is in the country's own.
        return (self._own,) if series.key == "gdp" and self._own in found else found

    def _by_words(self) -> tuple[str, ...]:
        if self._around is None:
            own = self._own
            around = next(filter(None, (named(text, own) for text in _around(self._table))), ()) or (own,)
            by_unit = {named(text, own) or around for text in _read_from(self._table)} or {around}
            self._around = tuple(dict.fromkeys(code for codes in sorted(by_unit) for code in codes))
        return self._around


def currencies_of(table: Table, series: Series, own: str) -> tuple[str, ...]:
    """Give the currency a series of money is in; several where the words around it do not tell which of them."""
    return Spoken(table, own).of(series)


def currencies_in(table: Table, own: str) -> tuple[str, ...]:
    """Give all currencies that the money of a table is in, or may be in."""
    spoken = Spoken(table, own)
    found = (spoken.of(one) for one in table.series if one.unit == Quantity.MONEY)
    return tuple(dict.fromkeys(code for codes in found for code in codes))


def still_in(table: Table, before: Table) -> str:
    """Give the currency the planner said a table is in, for its newer version; empty where that one says otherwise."""
    said = {code for text in (*_around(table), *_read_from(table)) for code in named(text, "")}
    held = {code for text in (*_around(before), *_read_from(before)) for code in named(text, "")}
    return before.currency if said <= held | {before.currency} else ""


def rate_key(currency: str) -> str:
    """Name the series or assumption that holds a currency's rate: package money for one unit of it."""
    return f"{ANY_RATE}-{currency.lower()}"


def rated(key: str) -> str:
    """Give the currency that a series or assumption is the rate of; empty where it is none."""
    return key.removeprefix(f"{ANY_RATE}-").upper() if key.startswith(f"{ANY_RATE}-") else ""


def imported_rate(package: Package, currency: str) -> tuple[Table, Series] | None:
    """Find a currency's rate among imported series; one that is quoted the other way round is none."""
    own = package.currency
    for key in (rate_key(currency), ANY_RATE):
        found = located(package.tables, key)
        if found is None:
            continue
        if not _own_for_one(found[1].label, own):
            continue
        if key != ANY_RATE or currency in named(found[1].label, own):
            return found
    return None


def _own_for_one(label: str, own: str) -> bool:
    """Whether a rate is package money for one of the other; one that may be quoted either way is taken for neither."""
    # LCU per US$ is told from US$ per LCU by what stands before "per", and from "for one US$" by what comes after "one".
    before, *after = _PER.split(label, maxsplit=1)
    if after:
        return not {*named(before, own)} - {own}
    _, *after = _ONE.split(label, maxsplit=1)
    if after:
        words = after[0].split()
        first = next(filter(None, (named(" ".join(words[:count]), own) for count in range(1, 5))), ())
        return own not in first
    return own not in named(label, own)


def _around(table: Table) -> Iterable[str]:
    """Give headers, title and sheet; a header that names a series speaks of that column alone."""
    labels = {series.label for series in table.series}
    return (" ".join(head for head in table.headers if head not in labels), table.title, table.sheet)


def _read_from(table: Table) -> Iterable[str]:
    """Give the texts from which units of money were read, but for labels, which speak of their own row alone."""
    labels: frozenset[str] | None = None
    for decision in table.how:
        if (
            decision.topic == Topic.UNIT
            and decision.answer.text == "money"
            and (words := decision.evidence.words)
        ):
            labels = labels or frozenset(series.label for series in table.series if series.label)
            if not _begins_with(words, labels):
                yield words


def _begins_with(said: str, labels: frozenset[str]) -> bool:
    """Say whether a text begins with a label.

    A label of thousands is looked up: to try each on each text would take the square of their number.
    """
    return any(said[:end] in labels for end in range(1, len(said) + 1))


@functools.cache
def codes() -> tuple[str, ...]:
    """Give the codes money may be stated in: of all currencies in use, and of those of international accounts."""
    return tuple(sorted({*in_use(), *_SPOKEN}))


@functools.cache
def currency_title(code: str) -> str:
    """Name a currency in English, as ISO 4217 and CLDR do."""
    from babel.numbers import get_currency_name

    return str(get_currency_name(code, locale="en"))
