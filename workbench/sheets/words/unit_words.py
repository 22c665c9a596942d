"""Read units, scale, price basis and period from titles, headers and labels; silence is not an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.model.money_words import spoken_of
from workbench.model.words import Quantity
from workbench.sheets.words.basis import basis_in
from workbench.sheets.words.scales import LONGEST, scale_in

_PERCENT = re.compile(
    r"%|per ?cent|percent|\bpct\b|pourcentage|porcentaje|por ciento|prozent|процент|в процентах|بالمئة|نسبة مئوية|\bpt\b"
    r"|percentage"
)
_AMOUNT = re.compile(
    r"(?<![\w.,=])\d[\d.,]*\+?\s?(?:(?:thousand|million|billion|lakh|crore|mn?|bn|k)s?\s)?"
    r"(?:%|per ?cent\b|percent\b|pour ?cent\b|por ciento\b|persons?\b|people\b|beneficiar\w+|inhabitants\b|heads\b)(?! of gdp)"
)
"""An amount in prose, such as 16% or 1.2 million people, which says nothing of what is counted here."""
_INDEX = re.compile(r"\bindex\b|\bindice\b|índice|индекс|=\s*100\b|\b(?:19|20)\d\d 100\b|مؤشر|指数|deflator")
_PERSONS = re.compile(
    r"\bpersons?\b|\bpeople\b|inhabitants|population|\bheads?\b|personnes|habitants|personas|habitantes|население"
    r"|человек|السكان|نسمة|人口|beneficiaries|\bpop\b|\brecipients\b|bénéficiaires|beneficiarios|получател|المستفيد|\bheadcount\b"
)
_MONEY = re.compile(
    r"\bcurrency\b|current prices|constant prices|expenditure|spending|revenue|budget|\bcosts?\b|\bprices?\b|\bwages?\b"
    r"|salary|poverty line|\bgdp\b|\bpib\b|ввп|[$€£¥₹₦]|dollars?|euros?|dinars?|rupees?|francs?|pesos?|shillings?|\bkshs?\b|naira"
    r"|pounds?|baht|rupiah|\bmontos?\b|\bmontants?\b|\bimportes?\b|roubles?|rubles?|soles\b|meticais|\bmeres?\b|\b(?:usd|eur|gbp|thb|inr|npr|fjd|kes|ghs|zar|idr|php|xaf|xof|etb|bdt|lkr|vnd|"
    r"brl|mxn|jpy|xdc|ngn|ugx|tzs|rwf|zmw)\b|dépenses|gasto|расход|recettes|ingresos|النفقات|\blcu\b|local currency"
    r"|haushalt|ausgaben|einnahmen|bilancio|\bspesa\b|\bbuget|budżet|wydatki|bütçe|bajeti|matumizi|\blei\b|\btl\b|presupuesto|orçamento|despesas?\b|receitas?\b|бюджет|руб(?:л|\.|\b)|тенге|ميزانية|الموازنة|الإنفاق|الإيرادات|دينار|درهم|ريال|جنيه|ليرة|شلن"
    r"|预算|支出|财政|[元円圆]|원\b|đồng|\bbirr\b|ብር|रुपये|টাকা|kwacha|\brands?\b|\breais\b|\bcedis?\b|zloty|anggaran|belanja"
)
_RATE = re.compile(
    r"fertility|mortality|life expectancy|\brate\b(?! (?:un)?changed)|\bratio\b|per woman|per 1,?000|\bgini\b|coefficient|multiplier"
    r"|household size|median age|\bscore\b|\bdays lost\b"
)
_EXCHANGE = re.compile(r"\bexchange rate|per us\b|lcu per|per us dollar|in ppp terms")
_EVENTS = re.compile(r"\bdeaths\b|\bbirths\b")
_PAID = re.compile(
    r"\b(?:fees?|taxe?s?|lev(?:y|ies)|dut(?:y|ies)|grants?|charges?|fines?|premiums?|allowances?|benefits?|payments?|subsid\w+|funds?"
    r"|pensions?|salaries|bonus\w*|transfers?|assistance|support|services?|program(?:me)?s?|schemes?|care|insurance)\b"
)
_STARTS_WITH_PEOPLE = re.compile(
    r"^\W*(?:total |poor |registered |employed |share of )*(?:population|people|persons|workers|employees|children|women|men|adults|pupils|students"
    r"|pensioners|beneficiaries|recipients|personnes|personas|население|численность)\b"
)
_RELATIVE = re.compile(r"\bshares?\b|proportion|\brates?\b|ratio|average|\bper\b|density|growth")
_RECEIVERS = re.compile(r"^\W*(?:beneficiaries|recipients|bénéficiaires|beneficiarios|получател)")
_OF_MONEY = re.compile(
    r"expenditure|spending|budget|\bcosts?\b|[$€£₹]|\b(?:kes|kshs?|usd|eur)\b|fund\b|grant|allowance|programme|compensation|benefits?\b"
)
_PHYSICAL = re.compile(
    r"\b(?:tonnes?|tons?|kg|kilograms?|hectares?|acres?|km|kilomet(?:re|er)s?|lit(?:re|er)s?|[kmgt]wh|barrels?|cubic|met(?:re|er)s|mm|vehicles"
    r"|dwellings|housing units|tourists|visitors|arrivals|тонн|гектар)\b"
)
_HOUSEHOLDS = re.compile(
    r"^\W*(?:number of |total |poor |rural |urban |beneficiary )*(?:households|families|ménages|hogares)\b(?!['’])"
)
_NOT_COUNTED = re.compile(r"consumption|debt|income|deposits|credit|savings|consommation|consumo")
_EMPLOYED = re.compile(
    r"\b(?:wage|formal|informal|total|paid)? ?employment(?:$|,| in\b| by\b| \()|\b(?:un|self-)?employed\b|\bjob ?seekers\b"
)
_COUNTED = re.compile(
    r"^\W*(?:total )?(?:numbers?|no\.?|nombre|número|число|количество|عدد) (?:of |de |d['’]|des )?"
)
_COUNTED_PEOPLE = re.compile(
    r"workers|employees|staff|teachers|nurses|doctors|pupils|students|learners|children|orphans|women|men\b|patients|recipients"
    r"|claimants|farmers|pensioners|members|refugees|migrants|voters|adults|infants|births|deaths|poor|users|participants"
    r"|travailleurs|enfants|élèves|femmes|bénéficiaires|trabajadores|niños|alumnos|mujeres|beneficiarios|работник|детей|пенсионер"
)


_PERIODS = tuple((period, re.compile(pattern)) for period, pattern in (
    ("month", r"month|mensuel|mensual|/mo\b|par mois|al mes|شهري|в месяц"),
    ("year", r"per year|annual|yearly|per annum|/year|\bp\.?a\.?\b|par an\b|anual|(?:person|adult|capita|household|wage) year|(?:/|a )year\b|в год|سنوي"),
    ("day", r"per day|daily|a day|/day|par jour|al día|в день|يومي"),
    ("week", r"week|hebdo|semanal"),
    ("hour", r"hour|horaire"),
))  # fmt: skip
_HEADS = tuple(
    (per, re.compile(rf"per {per}\b|/ ?{per}\b|a {per} per"))
    for per in ("adult", "household", "child", "worker", "pupil", "person")
)
_ADULT_EQUIVALENT = re.compile(r"adult[- ]equivalent|per adult eq")
_PER_CAPITA = re.compile(
    r"per capita|per cápita|per head|par personne|par habitant|par tête|por persona|por habitante|per inhabitant|на душу|نصيب الفرد|人均"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text says about the numbers near it; empty or None where it says nothing.

    Attributes:
        unit: persons, money, share, index, or number.
        scale: What one unit in the cell stands for, such as 1000.
        basis: nominal, or constant and the year.
        period: day, week, month or year, for amounts paid per period.
        per: person, adult, household, child, ... for amounts per head.
    """

    unit: str = ""
    scale: float | None = None
    basis: str = ""
    period: str = ""
    per: str = ""


@lru_cache(maxsize=4096)
def measure(text: str) -> Measure:
    """Read what a title, a header or a label says about unit, scale, price basis and period."""
    text = text[:LONGEST]
    lower = _AMOUNT.sub(" ", " ".join(text.lower().replace("_", " ").split()))
    if not lower.strip():
        return Measure()
    scale = scale_in(" ".join(text.split()))
    unit = ""
    if _PERCENT.search(lower):
        unit, scale = "share", None
    elif _INDEX.search(lower):
        unit, scale = "index", None
    elif (
        (_RATE.search(lower) and not re.search(r"wage|exchange", lower))
        or _EXCHANGE.search(lower)
        or (_EVENTS.search(lower) and not _PAID.search(lower))
    ) or (_HOUSEHOLDS.match(lower) and not (_OF_MONEY.search(lower) or _NOT_COUNTED.search(lower))):
        unit = "number"
    elif counted := _COUNTED.match(lower):
        people = _COUNTED_PEOPLE.search(lower, counted.end()) or _PERSONS.search(lower, counted.end())
        unit = "persons" if people else "number"
    elif (
        (_STARTS_WITH_PEOPLE.match(lower) or _EMPLOYED.search(lower))
        and not _RELATIVE.search(lower)
        and not _OF_MONEY.search(lower)
    ):
        unit = "persons"
    elif _MONEY.search(lower):
        unit = "money"
    elif _PHYSICAL.search(lower) and not spoken_of(text):
        unit = "number"
    elif _PERSONS.search(lower) and (_RECEIVERS.match(lower) or not _OF_MONEY.search(lower)):
        unit = "persons"
    elif spoken_of(" ".join(text.replace("_", " ").split())):
        unit = "money"
    return Measure(unit, scale, basis_in(lower), period_in(lower), per_in(lower))


def period_in(text: str) -> str:
    """Find the period an amount is paid for."""
    lower = " ".join(text.lower().replace("_", " ").split())
    for period, pattern in _PERIODS:
        if pattern.search(lower):
            return period
    return ""


def per_in(text: str) -> str:
    """Find the head an amount is for."""
    lower = " ".join(text.lower().replace("_", " ").split())
    if _ADULT_EQUIVALENT.search(lower):
        return "adult-equivalent"
    for per, pattern in _HEADS:
        if pattern.search(lower):
            return per
    return "person" if _PER_CAPITA.search(lower) else ""


_MEMORANDUM = re.compile(
    r"^\W*(?:memorand|memo\b|pour mémoire|partidas informativas|справочно)", re.IGNORECASE
)


def unit_of_section(text: str, before: str) -> str:
    """Give the words for the unit of the rows below a row of words: its own, or those of an earlier one that still holds."""
    found = measure(text)
    if found.scale is not None or found.unit == Quantity.SHARE:
        return text
    return "" if _MEMORANDUM.match(text) else before


UNITS = {
    "persons": ("persons", 1.0), "people": ("persons", 1.0), "thousands": ("", 1e3), "thousand": ("", 1e3),
    "millions": ("", 1e6), "million": ("", 1e6), "billions": ("", 1e9), "billion": ("", 1e9), "money": ("money", 1.0),
    "share": ("share", 1.0), "percent": ("share", 0.01), "per cent": ("share", 0.01), "%": ("share", 0.01),
    "index": ("index", 1.0), "number": ("number", 1.0),
}  # fmt: skip


def given_unit(text: str) -> tuple[str, float | None]:
    """Read the unit a user gives: the unit, and the scale where the words state one."""
    name = text.strip().lower()
    if name in UNITS:
        unit, scale = UNITS[name]
        return unit, scale
    found = measure(name)
    return found.unit or name, 0.01 if found.unit == Quantity.SHARE else found.scale
