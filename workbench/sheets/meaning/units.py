"""Decide the unit and scale of each series from its own words, then from the words around the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from workbench.model.decided import (
    AS_ASKED,
    BY_DEFAULT,
    NO_SCALE_STATED,
    NOT_OTHERWISE,
    PERCENT_IN_TITLE,
    PERSONS_NAMED,
    UNSAID,
    Coded,
    coded,
    quoted,
)  # fmt: skip
from workbench.model.money_words import spoken_of
from workbench.model.words import Quantity, Role
from workbench.sheets.dialogue.options import Options
from workbench.sheets.layout.lines import Line
from workbench.sheets.meaning.roles import ONLY
from workbench.sheets.meaning.surroundings import Around, states_persons
from workbench.sheets.words.scales import LONGEST, has_exceptions, scale_in
from workbench.sheets.words.series_names import unit_of
from workbench.sheets.words.unit_words import Measure, given_unit, measure
from workbench.sheets.words.unknown_words import is_quantity, not_understood

_PER_HEAD = {"poverty-line", "minimum-wage", "average-wage", "exchange-rate"}
_NAMED_BY_PEOPLE = {"existing-spending", "unit-costs", "group-sizes"}
_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")
_PLAIN_INDEX = re.compile(r"=\s*100\b|^\s*index\b")
_INDICATOR = re.compile(
    r"(?:number of |no\. of |total |annual )*(?:beneficiaries|recipients|persons|people|participants|clients|caseload|coverage|budget"
    r"|expenditure|spending|amount|costs?|bénéficiaires|beneficiarios|couverture|cobertura|montant|gasto)\b",
    re.IGNORECASE,
)
"""What the last part of a label names where the first is a programme."""
_COUNT = re.compile(
    r"(?:total )?(?:numbers?|no\.?) of\b|(?:beneficiaries|recipients|caseload)\b[^\w]*(?:\(|$)", re.IGNORECASE
)
_NAME = re.compile(r"\b(?:programmes?|program|schemes?|funds?|grants?|project)\b", re.IGNORECASE)
_PERSONS_ALONE = re.compile(
    r"(?:in |number of |no\. of |thousands? |millions? |of |['’]?000 )*(?:persons?|people|beneficiaries|recipients|individuals|heads?|headcount"
    r"|personnes|personas|habitants|habitantes|человек|чел\.?|نسمة|人|万人|千人)"
)
_QUOTIENT = re.compile(
    r"\w ?/ ?gdp\b|\bto[ -](?:gdp|revenues?|exports|expenditure)\b|/ ?(?:pib|ввп)\b|\b(?:coverage|take-up) rate"
    r"|\b(?:shares?|proportion|fraction) (?:of|in)\b"
)
_EACH = re.compile(
    r"\b(?:average|minimum|mean|maximum|median)\b.*(?:pension|benefit|allowance|salary|wage|income|earnings|rent|stipend|transfer|grant)s?\b"
    r"(?! bill)|(?:benefit|allowance|transfer|stipend|pension|rate|level|salary)s?\b.*\b(?:per (?:month|day|week)|monthly|daily|weekly)"
    r"|\b(?:monthly|daily|weekly) (?:benefit|pension|allowance|stipend|salary|income|transfer|wage)\b(?! (?:bill|payments))"
)
PAY = re.compile(
    r"wage|salar|earning|poverty line|\bpay\b|salaire|salario|зарплат|заработн|الأجور|工资|seuil de pauvreté|per capita"
)
_SIGN = re.compile(r"[$€£¥]|\b(?:USD|EUR|GBP)\b")
_SHORT = 3
_WHOLE, _NO_PERCENT = 100.0, 1000.0
_POWERS = {0.0, 3.0, 6.0, 9.0, 12.0}


class Doubt(Enum):
    """Why a scale may be another: a unit not understood, a title with another scale, an amount for one, no amount at all."""

    UNIT = "unit"
    SCALE = "scale"
    ONE = "one"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Resolved:
    """Unit, scale and price basis of one series.

    Attributes:
        unit: persons, money, share, index, or number.
        scale: What its cells are multiplied by.
        basis: nominal, or constant and the year.
        stated: Whether the sheet or the user states the scale.
        evidence: What says so.
        by_size: Whether a percentage was recognised by the size of its values alone.
        doubt: What the planner has to be told about it.
    """

    unit: str
    scale: float
    basis: str = ""
    stated: bool = True
    evidence: Coded = UNSAID
    by_size: bool = field(default=False)
    doubt: Doubt | None = field(default=None)

    @property
    def sure(self) -> bool:
        """Whether the sheet or the user says so, and it is not only so for want of anything else said."""
        return self.stated and self.evidence.code not in BY_DEFAULT


def _in_brackets(label: str) -> str:
    """Give what stands in brackets: a programme called "A million trees" is not counted in millions."""
    return " ".join(re.findall(r"[(\[]([^)\]]*)[)\]]", label)) if "(" in label or "[" in label else ""


def _own_scale(line: Line) -> tuple[float | None, Coded]:
    text = line.keys.get("scale", "").strip()
    if not text:
        return None, UNSAID
    said = coded("scale-column", words=text)
    try:
        number = float(text)
    except ValueError:
        return scale_in(text), said
    return (10.0**number if number in _POWERS else number), said


_COUNTED = re.compile(
    r"\bnumber\b|\bcount|\bno\.|headcount|\(persons?\)|nombre|effectif|número|numero|численност|количеств|\bчисло\b|عدد|数|人数"
    r"|thousand|million|milliers|miles|тыс|млн|千|万"
)
_PRICES = re.compile(r"\bprices?\b|\bcosts?\b|\bprix\b|coûts?|precios?|preços?|costos?|цен|أسعار|价格|成本")
_NUMBER_ALONE = re.compile(
    r"(?:number|no\.?|nr\.?|quantity|qty|units|volume|count|nombre|quantité|cantidad|número|количество|кол-во|عدد|الكمية|数量)(?: (?:of units|needed))?"
)
_PER_ONE = re.compile(r"\W*(?:per|par|por|pro|за|на|لكل)\b|/")
_EXCHANGE = re.compile(
    r"exchange rates?\b(?!.*(?:index|gain|loss))|taux de change|tipo de cambio|обменный курс|курс обмена|سعر الصرف|汇率"
)
_HOUSEHOLDS = re.compile(r"household|famil|ménage|hogar|домохозяйств|семь|أسر|家庭|户")
_FOR_EACH = frozenset({"wages", "poverty-lines", "unit-costs"})
_EACH_OF = re.compile(
    r"per (?:month|day|year|week|person|head|capita|beneficiary|household)|average|minimum|\bwages?\b|salar|par mois|moyen|mensuel"
    r"|al mes|mensual|promedio|в месяц|средн|شهري|متوسط|每月|月|平均"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of one series: by its unit column, by itself, and by the section it stands in, as read and as written."""

    unit: Measure
    unit_text: str
    own: Measure
    own_text: str
    explicit: bool
    section: Measure
    section_text: str
    part: str


def _words(line: Line, role: str, header: str, units_row: str) -> _Words:
    unit_text, section = line.keys.get("unit", ""), line.keys.get("unit-section", "") or units_row
    brackets = _in_brackets(line.label[:LONGEST])
    label = _said_of_named(line.label, brackets) if role in _NAMED_BY_PEOPLE else line.label
    if brackets and measure(brackets).unit == Quantity.INDEX and not _PLAIN_INDEX.search(brackets.lower()):
        label, brackets = _BRACKETED.sub(" ", label).replace(brackets, " "), ""
    own_text = " ".join(dict.fromkeys(filter(None, (label, line.part, header))))[:LONGEST]
    own, by_brackets = measure(own_text), measure(" ".join(filter(None, (brackets, line.part, header))))
    explicit = own.scale is not None or own.unit in (Quantity.SHARE, Quantity.INDEX) or bool(by_brackets.unit)
    return _Words(
        measure(unit_text), unit_text, own, own_text, explicit, measure(section), section, line.part
    )


def _said_of_named(label: str, brackets: str) -> str:
    """Give what a label says of its unit where it is somebody's name: what stands in brackets, and its last part."""
    last = label.rpartition(" / ")[2] if " / " in label else ""
    said = last if _INDICATOR.match(last) else ""
    if _COUNT.match(last or label) and not _NAME.search(label):
        said = last or label
    if measure(brackets).unit == Quantity.PERSONS and not _PERSONS_ALONE.fullmatch(brackets.strip().lower()):
        brackets = ""
    return " ".join(filter(None, (said, brackets)))


def resolve(
    line: Line,
    key: str,
    role: str,
    header: str,
    near: Around,
    options: Options,
    sizes: Sequence[float | None],
) -> Resolved:
    """Decide unit, scale and price basis of one series.

    Args:
        line: The series.
        key: The key the costing knows it by, empty where it knows none.
        role: The role of its table.
        header: Headers of its columns.
        near: What the words around the table say.
        options: What the user says.
        sizes: Its values as they stand, None where there is none.
    """
    words = _words(line, role, header, near.units_row)
    given, given_scale = given_unit(options.unit) if options.unit else ("", None)
    unit = _unit(words, key, role, near, given, sizes)
    basis = (
        words.unit.basis
        or words.own.basis
        or words.section.basis
        or (near.basis if unit == Quantity.MONEY else "")
    )
    if unit == Quantity.SHARE:
        return _share(words, near, options, given_scale, sizes, basis)
    if options.scale is not None and unit != Quantity.INDEX:
        return Resolved(unit, options.scale, basis, True, AS_ASKED)
    if (
        given_scale is not None
        and unit in (Quantity.PERSONS, Quantity.MONEY, Quantity.NUMBER)
        and (given in ("", unit))
    ):
        return Resolved(unit, given_scale, basis, True, AS_ASKED)
    if unit == Quantity.INDEX:
        return Resolved(unit, 1.0, "", True, coded("no-scale-of-index"))
    column_scale, said = _own_scale(line)
    if column_scale is not None:
        return Resolved(unit, column_scale, basis, True, said)
    for found, text in ((words.unit, words.unit_text), (words.own, words.own_text)):
        if found.scale is not None:
            return Resolved(unit, found.scale, basis, True, quoted(text))
    if words.section.scale is not None and (unit == Quantity.MONEY or words.section.unit != Quantity.MONEY):
        return Resolved(unit, words.section.scale, basis, True, quoted(words.section_text))
    return _by_surroundings(words, unit, key, role, near, basis)


def _unit(words: _Words, key: str, role: str, near: Around, given: str, sizes: Sequence[float | None]) -> str:
    if role == Role.POPULATION:
        return "persons"
    if key.startswith("exchange-rate") or _EXCHANGE.search(words.own_text.lower()):
        return "number"
    if role in _NAMED_BY_PEOPLE and _NUMBER_ALONE.fullmatch(words.part.strip().lower()):
        return "number"
    if (
        role == Role.UNIT_COSTS
        and words.unit_text
        and words.unit.unit not in (Quantity.MONEY, Quantity.SHARE)
    ):
        return given or "money"  # what stands in the column is what the price is for
    if is_quantity(words.unit_text) and any(map(_PRICES.search, map(str.lower, near.texts))):
        return "money"
    stated = (
        ""
        if words.unit.unit == Quantity.PERSONS and _PER_ONE.match(words.unit_text.lower())
        else words.unit.unit
    )
    for_one = _PER_ONE.match(words.unit_text.lower()) and any(
        measure(text).unit == Quantity.MONEY for text in near.texts
    )
    if stated or unit_of(key) or for_one:
        return stated or unit_of(key) or "money"
    quotient = _QUOTIENT.search(words.own_text.lower())
    uncounted = words.own.unit in (Quantity.NUMBER, Quantity.PERSONS) or quotient
    if words.section.unit and not words.explicit and not (words.section.unit == Quantity.MONEY and uncounted):
        return words.section.unit
    if quotient and words.own.unit not in (Quantity.SHARE, Quantity.INDEX):
        return "share"
    named = words.own.unit
    by_people = named == Quantity.PERSONS or (
        named == Quantity.NUMBER and _HOUSEHOLDS.search(words.own_text.lower())
    )
    if by_people and not _COUNTED.search(words.own_text.lower()) and _of_each(words.own_text, near, role):
        # The rows are only named by people, as in "Poverty rate by group: Children, Older persons".
        named = near.unit
    odd = words.unit_text and not is_quantity(words.unit_text)
    if not named and not key and odd and _long_word(not_understood(words.unit_text)):
        return "number"
    unit = named or given or _table_unit(role, near, words.unit)
    perhaps = role == Role.COVERAGE and unit == Quantity.SHARE and not named and near.unit != Quantity.SHARE
    if perhaps and max((abs(size) for size in sizes if size is not None), default=0.0) > _WHOLE:
        return "persons"
    return unit


def _of_each(name: str, near: Around, role: str) -> bool:
    """Say whether the words around a table speak of shares, or of amounts for one of those its rows name."""
    if near.unit == Quantity.SHARE:
        return True
    if any(name.strip().lower() in text.lower() for text in near.texts[1:]):
        return False  # "Monthly amount and beneficiaries" speaks of both
    return near.unit == Quantity.MONEY and (
        role in _FOR_EACH or any(map(_EACH_OF.search, map(str.lower, near.texts)))
    )


def _long_word(text: str) -> bool:
    return any(len(word) > _SHORT for word in text.split())


def _by_surroundings(words: _Words, unit: str, key: str, role: str, near: Around, basis: str) -> Resolved:
    """Decide the scale of a series that states none itself."""
    scale, said = near.scale_of(unit, role)
    if words.unit_text and (words.unit.unit or unit in (Quantity.MONEY, Quantity.NUMBER)):
        if role == Role.UNIT_COSTS and words.unit.unit != Quantity.MONEY and scale is not None:
            return Resolved(unit, scale, basis, True, said)
        plain = (
            role == Role.UNIT_COSTS
            or unit == Quantity.NUMBER
            or is_quantity(words.unit_text)
            or words.unit.per
            or words.unit.period
        )
        odd = "" if plain else not_understood(words.unit_text)
        # A long word that stands alone is a currency's name rather than a scale.
        if odd and not (odd == words.unit_text.strip() and _long_word(odd) and " " not in odd):
            return Resolved(unit, 1.0, basis, False, quoted(words.unit_text), doubt=Doubt.UNIT)
        for_one = key in _PER_HEAD or words.unit.per or words.unit.period
        differs = (
            unit == Quantity.MONEY
            and scale not in (None, 1.0)
            and not for_one
            and not has_exceptions(said.words)
        )
        return Resolved(
            unit, 1.0, basis, True, quoted(words.unit_text), doubt=Doubt.SCALE if differs else None
        )
    if (
        unit == Quantity.NUMBER
        and words.own.unit != Quantity.NUMBER
        and near.unit in ("", Quantity.NUMBER)
        and scale is not None
    ):
        return Resolved(unit, scale, basis, True, said)
    if unit == Quantity.NUMBER:
        apart = near.unit == Quantity.MONEY and near.scale is not None
        return Resolved(unit, 1.0, basis, True, NOT_OTHERWISE, doubt=Doubt.APART if apart else None)
    if unit == Quantity.MONEY and (key in _PER_HEAD or words.own.per or _EACH.search(words.own_text.lower())):
        return _for_one(words, key, role, scale, said, basis)
    counted = states_persons(words.own_text) or (near.persons and scale is None)
    if unit == Quantity.PERSONS and scale is None and counted:
        return Resolved(unit, 1.0, basis, True, PERSONS_NAMED)
    if scale is not None:
        exact = unit == Quantity.PERSONS and unit not in near.by_unit and states_persons(words.own_text)
        return Resolved(unit, 1.0 if exact else scale, basis, True, PERSONS_NAMED if exact else said)
    return Resolved(unit, 1.0, basis, False, NO_SCALE_STATED)


def _for_one(words: _Words, key: str, role: str, scale: float | None, said: Coded, basis: str) -> Resolved:
    """Decide the scale of an amount for one person or household: that of a title is meant for it only in a table of such."""
    if scale in (None, 1.0):
        return Resolved(Quantity.MONEY, 1.0, basis, True, NOT_OTHERWISE)
    if scale is not None and (role in ONLY or PAY.search(said.words.lower())):
        return Resolved(Quantity.MONEY, scale, basis, True, said)
    if spoken_of(words.own_text) or _SIGN.search(words.own_text):
        return Resolved(Quantity.MONEY, 1.0, basis, True, quoted(words.own_text))
    return Resolved(Quantity.MONEY, 1.0, basis, True, coded("for-one"), doubt=Doubt.ONE)


def _table_unit(role: str, near: Around, by_unit: Measure) -> str:
    if role in (Role.EXISTING_SPENDING, Role.UNIT_COSTS):
        shares = role == Role.EXISTING_SPENDING and near.unit == Quantity.SHARE and near.scale is None
        return "share" if shares or by_unit.unit == Quantity.SHARE else "money"
    if role == Role.COVERAGE:
        return "share"
    if role in (Role.WAGES, Role.POVERTY_LINES):
        return "money"
    if role == Role.GROUP_SIZES:
        return near.unit if near.unit in (Quantity.SHARE, Quantity.PERSONS) else "persons"
    return near.unit or "number"


def _share(
    words: _Words,
    near: Around,
    options: Options,
    given_scale: float | None,
    sizes: Sequence[float | None],
    basis: str,
) -> Resolved:
    if "share" in (words.unit.unit, words.own.unit):
        return Resolved(Quantity.SHARE, 0.01, basis, True, coded("percent-in-label"))
    if words.section.unit == Quantity.SHARE and words.own.unit != Quantity.NUMBER:
        beyond = any(size is not None and abs(size) > _NO_PERCENT for size in sizes)
        said = quoted(words.section_text)
        return Resolved(Quantity.SHARE, 0.01, basis, True, said, doubt=Doubt.UNIT if beyond else None)
    if options.unit and given_scale is not None:
        return Resolved(Quantity.SHARE, given_scale, basis, True, AS_ASKED)
    if near.unit == Quantity.SHARE:
        return Resolved(Quantity.SHARE, 0.01, basis, True, PERCENT_IN_TITLE)
    if any(size is not None and abs(size) > 1 for size in sizes):
        return Resolved(Quantity.SHARE, 0.01, basis, False, coded("above-one"), by_size=True)
    return Resolved(Quantity.SHARE, 1.0, basis, False, coded("no-percent"), by_size=True)
