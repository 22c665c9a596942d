"""Say what a table is for, by the words around it and the rows it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.model.decided import Coded, coded
from workbench.model.words import Role
from workbench.sheets.words.scales import LONGEST
from workbench.sheets.words.series_names import SHARE, is_whole_row, known_key, named_by_title

NAMED = "series"
"""Role of a table that holds one series under a name the planner gives it."""

ONLY = {"wages": "average-wage", "poverty-lines": "poverty-line"}
"""What the one row of such a table is, where its label does not say."""


_SPENDING = re.compile(
    r"expenditure|spending|budget|\bvotes?\b|allocation|appropriation|outturn|dépenses|gasto"
    r"|расход|النفقات|支出|haushalt|ausgaben|bilancio|\bbuget|budżet|wydatki|bütçe|bajeti|matumizi|presupuesto|orçamento|despesas?\b|бюджет|ميزانية|الموازنة|الإنفاق|预算|anggaran|belanja|ngân sách"
)
_UNIT_COSTS = re.compile(
    r"unit[ -]?(?:costs?|prices?)|cost per|coûts? unitaires?|costos? unitarios?|price list|单价"
)
_PROGRAMMES = re.compile(r"programmes?\b|\bprogram\b|prestations|prestaciones|программ|برامج")
"""Words that stand beside amounts, beneficiaries and shares alike."""
_AMOUNTS = re.compile(
    r"\bcosts?\b|amount|montant|\bmonto\b|\bprices?\b|[$€£₹₦]|\b(?:kes|kshs?|usd|eur)\b|\bmillions? of (?!people|persons)"
)
_COVERAGE = re.compile(r"\bcoverage\b|couverture|cobertura|охват|التغطية|覆盖")
_GROUPS = re.compile(
    r"group sizes?|\bgroups?\b.*(?:size|number|persons)|beneficiar|persons with|number of (?:people|persons)|households by"
    r"|people with|caseload|recipients|bénéficiaires|получател|المستفيدين|受益"
)
_POPULATION = re.compile(
    r"population|\bpop\b|popul|inhabitants|persons|people|population prospects|население|السكان|人口|habitants|población"
)
_SHARES = re.compile(
    r"%|per ?cent|percentage|pourcentage|porcentaje|процент|نسبة|distribution of (?:the )?population|百分比|比重|构成"
)
_BESIDE = re.compile(r"\d ?%|\b(?:excl\w*|incl\w*|hors|y compris|sin incluir|incluid[oa]s?)\b[^;)]*")
_LONGEST_UNIT = 25
_NUMBER_AND_SHARE = re.compile(
    r"\b(?:number|persons|thousands?|nombre|número)\b.*\b(?:and|et|y)\b.*(?:%|percent|per cent|pourcent|porcent)"
)
_SOME_PEOPLE = re.compile(
    r"\b(?:persons?|people|population|children|adults|women|men) (?:\w+ )?(?:with|without|living|in poverty|below|covered|receiving|affected)\b"
    r"|disabilit|handicap|discapacidad|инвалид|ذوي الإعاقة|残疾|\b(?:un)?employed\b|in employment|occupée|ocupad[ao]|занятост|занятых|المشتغل|就业人"
    r"|labou?r force(?! survey)|economically active|working population|población activa|population active|not in labou?r"
    r"|beneficiar|recipients|bénéficiaires|получател|المستفيد|refugee|réfugié|refugiad|беженц|لاجئ|难民|displaced|migrants?\b|stateless"
    r"|\bhiv\b|out[- ]of[- ]school|enrol|pupils|students|insured|contributors|pensioners|\bpoor (?:people|persons|population|households)"
    r"|orphan|widow|\bvoters\b|unemployment|deaths|births|patients|inmates|prisoners|homeless|literate|illiterate"
    r"|(?<!and )(?<!& )(?<!, )\b(?:urban|rural) (?:population|residents|inhabitants)(?! and)"
)
"""People who are a part of the population, however they are counted by age."""
_NOT_PEOPLE = re.compile(
    r"expectancy|mortality|fertility|\brates?\b|ratio|survival|deaths|births|per ?cent|%|prevalence|enrol|wage|income"
    r"|expenditure|cost|weights?|growth"
)
_STRONG = {"gdp", "gdp-real-growth", "poverty-line", "exchange-rate", "minimum-wage", "average-wage"}
_PRICE_KEYS = {"cpi", "inflation", "gdp-deflator"}


def role_of_table(
    *,
    titles: Sequence[str],
    headers: str,
    labels: list[str],
    codes: list[str],
    ages: bool,
    sexes: bool,
    listing: bool,
) -> tuple[str, Coded]:
    """Say what a table is for, and on what evidence.

    Args:
        titles: The words around it, nearest first: titles, sheet name, file name.
        headers: The header texts.
        labels: The names of its series.
        codes: The codes beside them, in the same order.
        ages: Whether it is broken down by age.
        sexes: Whether its columns are sexes.
        listing: Whether it has no years of its own.
    """
    titles = [text[:LONGEST] for text in titles]
    context = " ".join(titles).lower().replace("_", " ")
    around = f"{context} {headers}".lower().replace("_", " ")
    if ages:
        return _role_by_age(titles, around, sexes=sexes)
    keys = {known_key(label, code) for label, code in zip(labels, codes, strict=True)} - {""}
    if titles and any(map(is_whole_row, labels)):
        keys |= {named_by_title(titles[0])} - {""}
    if _UNIT_COSTS.search(around):
        return Role.UNIT_COSTS, coded("unit-costs-named")
    strong = keys & _STRONG
    if keys and keys <= _PRICE_KEYS and 2 * len(keys) >= min(len(labels), 4) and not strong:
        return Role.PRICES, coded("price-indices", names=", ".join(sorted(keys)))
    if len(keys) >= 2 or strong:
        return Role.MACRO, coded("known-rows", names=", ".join(sorted(keys)))
    return _role_by_words(around, keys, listing=listing)


def _role_by_age(titles: Sequence[str], around: str, *, sexes: bool) -> tuple[str, Coded]:
    """Say what numbers by age are: the population, some of its people, or no people at all."""
    said = next((text for text in titles if _speaks_of_people(text)), "")
    of_unit = [_plain(text) for text in titles if text is said or len(text) <= _LONGEST_UNIT]
    if any(_SHARES.search(text) and not _NUMBER_AND_SHARE.search(text) for text in of_unit):
        return Role.OTHER, coded("ages-of-shares")
    if _NOT_PEOPLE.search(around) and not re.search(r"population by|population, by", around):
        return Role.OTHER, coded("ages-of-rates")
    if _SOME_PEOPLE.search(_plain(said)):
        return Role.GROUP_SIZES, coded("ages-of-some", words=said)
    if sexes or _POPULATION.search(around):
        return Role.POPULATION, coded("ages-and-sexes" if sexes else "ages-and-population")
    return Role.OTHER, coded("ages-uncounted")


def _speaks_of_people(text: str) -> bool:
    return bool(_POPULATION.search(_plain(text)) or _SOME_PEOPLE.search(_plain(text)))


def _plain(text: str) -> str:
    """Give a text in small letters without percentages in prose and without what it leaves out or takes in."""
    return _BESIDE.sub(" ", text.lower().replace("_", " "))


def _role_by_words(around: str, keys: set[str], *, listing: bool) -> tuple[str, Coded]:
    """Say what a table is for by the words around it; a programme alone may be of money, people or shares."""
    spending = bool(_SPENDING.search(around))
    if _COVERAGE.search(around) and (re.search(SHARE, around) or not spending):
        return Role.COVERAGE, coded("coverage-named")
    if spending:
        return Role.EXISTING_SPENDING, coded("spending-named")
    if keys:
        return Role.MACRO, coded("known-rows", names=", ".join(sorted(keys)))
    if _GROUPS.search(around) and not _AMOUNTS.search(around):
        return Role.GROUP_SIZES, coded("groups-named")
    if _PROGRAMMES.search(around):
        return Role.EXISTING_SPENDING, coded("programmes-named")
    if _GROUPS.search(around):
        return Role.GROUP_SIZES, coded("groups-named")
    return Role.OTHER, coded("nothing-more-list" if listing else "nothing-more")
