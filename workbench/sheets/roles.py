"""Say what a table is for, by the words around it and the rows it holds."""

from __future__ import annotations

import re

from workbench.sheets.known import SHARE, known_key

NAMED = "series"
"""Role of a table that holds one series under a name the planner gives it."""

ONLY = {"wages": "average-wage", "poverty-lines": "poverty-line"}
"""What the one row of such a table is, where its label does not say."""


_SPENDING = re.compile(
    r"expenditure|spending|budget|programmes?\b|\bprogram\b|\bvotes?\b|allocation|appropriation|outturn|dépenses|gasto"
    r"|расход|النفقات|支出"
)
_UNIT_COSTS = re.compile(
    r"unit[ -]?(?:costs?|prices?)|cost per|coûts? unitaires?|costos? unitarios?|price list|单价"
)
_COVERAGE = re.compile(r"\bcoverage\b|couverture|cobertura|охват|التغطية|覆盖")
_GROUPS = re.compile(
    r"group sizes?|\bgroups?\b.*(?:size|number|persons)|beneficiar|persons with|number of (?:people|persons)|households by"
    r"|people with|caseload"
)
_POPULATION = re.compile(
    r"population|\bpop\b|popul|inhabitants|persons|people|population prospects|население|السكان|人口|habitants|población"
)
_NOT_PEOPLE = re.compile(
    r"expectancy|mortality|fertility|\brates?\b|ratio|survival|deaths|births|per ?cent|%|prevalence|enrol|wage|income"
    r"|expenditure|cost|weights?|growth"
)
_PRICE_KEYS = {"cpi", "inflation", "gdp-deflator"}


def role_of_table(
    *, context: str, headers: str, labels: list[str], codes: list[str], ages: bool, sexes: bool, listing: bool
) -> tuple[str, str]:
    """Say what a table is for, and on what evidence.

    Args:
        context: Titles, sheet name and file name.
        headers: The header texts.
        labels: The names of its series.
        codes: The codes beside them, in the same order.
        ages: Whether it is broken down by age.
        sexes: Whether its columns are sexes.
        listing: Whether it has no years of its own.
    """
    around = f"{context} {headers}".lower().replace("_", " ")
    if ages:
        if _NOT_PEOPLE.search(around) and not re.search(r"population by|population, by", around):
            return "other", "ages, but the title speaks of a rate or an amount"
        if sexes or _POPULATION.search(around):
            return "population", "ages and " + ("sexes" if sexes else "the word population")
        return "other", "ages, but nothing says they count people"
    keys = {known_key(label, code) for label, code in zip(labels, codes, strict=True)} - {""}
    if _UNIT_COSTS.search(around):
        return "unit-costs", "unit costs in title or header"
    strong = keys & {
        "gdp",
        "gdp-real-growth",
        "poverty-line",
        "exchange-rate",
        "minimum-wage",
        "average-wage",
    }
    if keys and keys <= _PRICE_KEYS and 2 * len(keys) >= min(len(labels), 4) and not strong:
        return "prices", "price indices: " + ", ".join(sorted(keys))
    if len(keys) >= 2 or strong:
        return "macro", "rows known by name: " + ", ".join(sorted(keys))
    if _COVERAGE.search(around) and re.search(SHARE, around):
        return "coverage", "coverage as a share in title or header"
    if _SPENDING.search(around):
        return "existing-spending", "expenditure or budget in title or header"
    if keys:
        return "macro", "rows known by name: " + ", ".join(sorted(keys))
    if _GROUPS.search(around):
        return "group-sizes", "groups in title or header"
    return "other", "nothing in titles or labels says more" + (" (a list without years)" if listing else "")
