"""Name the columns of a table by their headers: which are labels, which are keys, which only annotate."""

from __future__ import annotations

import re

_ROLES = {
    "country": {
        "country", "country name", "country or area", "location", "economy", "pays", "país", "pais", "entity", "territory",
        "reference area", "area", "region, subregion, country or area", "country/area", "страна", "البلد", "国家", "land",
        "pays ou zone", "pays ou région", "país o área", "países", "страна или район", "страны", "الدولة", "البلد أو المنطقة",
        "国家或地区",
        "geo", "country standard", "location name", "countries",
    },
    "country-code": {
        "iso3", "iso", "iso2", "iso code", "iso3 code", "iso3 alpha-code", "country code", "locid", "loc id", "ref area",
        "location code", "iso2 alpha-code", "alpha-3 code", "weo country code", "country code (iso)", "countrycode",
    },
    "variant": {"variant", "scenario", "projection variant", "variante"},
    "sex": {"sex", "gender", "sexe", "sexo", "geschlecht", "пол", "الجنس", "النوع", "性别", "sexos", "genre", "género"},
    "age": {
        "age", "ages", "age group", "age groups", "agegrp", "age grp", "age (years)", "âge", "edad", "idade", "idades", "grupo etário", "grupos etários", "grupo de idade", "faixa etária", "groupe d'âge", "alter",
        "grupo de edad", "age in years", "single age", "возраст", "العمر", "年龄",
        "tranche d'âge", "tranches d'âge", "groupes d'âge", "classe d'âge", "âges", "grupos de edad", "edades", "tramo de edad",
        "возрастная группа", "возрастные группы", "возраст, лет", "الفئة العمرية", "الفئات العمرية", "فئات العمر", "الأعمار",
        "年龄组", "年龄段", "age band", "age class", "age label",
    },
    "unit": {
        "unit", "units", "unit of measure", "unité", "unidad", "measure", "unit of measurement", "единица", "الوحدة", "单位",
        "einheit", "unit/scale", "per", "unit of service", "measurement unit",
    },
    "scale": {"scale", "scale power of ten", "multiplier", "magnitude", "unit mult", "units multiplier", "power code"},
    "code": {
        "code", "codes", "vote", "vote code", "series code", "indicator code", "concept", "series id", "no", "no.", "nr",
        "nr.", "n°", "id", "programme code", "program code", "function code", "admin code", "budget code", "head", "item code",
        "state code", "fips", "cofog", "cofog code", "costcenter code", "line", "ref", "weo subject code", "subject code",
        "variable code", "measure code",
    },
    "label": {
        "item", "label", "series", "series name", "indicator", "indicator name", "subject", "description", "programme",
        "program", "name", "function", "ministry", "variable", "service", "costcenter code mda", "mda", "group",
        "beneficiary group", "category", "subject descriptor", "libellé", "rubrique", "indicateur", "concepto", "indicador", "programme name",
        "line item", "state name", "показатель", "البيان", "指标", "sector", "department", "activity", "input", "population group",
    },
    "note": {
        "note", "notes", "source", "sources", "source id", "notes ids", "comment", "comments", "basis", "footnote", "flags",
        "flag", "last actual", "remarks", "remark", "last updated", "footnotes", "estimates start after", "country/series-specific notes",
        "definition", "long definition", "method", "origin", "subject notes", "obs status", "observation status", "conf status",
        "confidentiality", "obs flag", "flag codes", "value footnotes", "footnote codes", "decimals", "time format", "dataflow",
        "structure", "structure id", "last update", "unit label",
    },
    "frequency": {"freq", "frequency", "frequence", "fréquence", "frecuencia", "freq code"},
    "type": {"type", "location type", "loctypename"},
    "ignored": {
        "index", "parent code", "agegrpstart", "agegrpspan", "midperiod", "varid", "sortorder", "sdmx code", "parentid",
        "loctypeid", "age grp start", "age grp span", "sort order", "var id", "state abbreviate",
    },
}  # fmt: skip
_ROLE_OF = {name: role for role, names in _ROLES.items() for name in names}
_GENERIC = {
    "value", "values", "obs value", "amount", "data", "figure", "number", "valeur", "valor", "wert", "population", "pop",
    "cost", "unit cost", "price", "montant", "monto",
}  # fmt: skip


def tidy(header: str) -> str:
    """Give a header in lower case without decoration: "Country__ESTANDAR" is "country"."""
    text = re.sub(r"__.*$", "", header)
    return " ".join(text.lower().replace("_", " ").split()).strip(" *:.")


def role_of(header: str) -> str:
    """Give the role a header names; empty where it names none."""
    name = tidy(header)
    return _ROLE_OF.get(name) or _ROLE_OF.get(re.sub(r"\s*\(.*\)$", "", name), "")


def is_generic(header: str) -> bool:
    """Say whether a header names a column of numbers without saying which."""
    name = tidy(header)
    return (
        name in _GENERIC
        or re.sub(r"\s*\(.*\)$|\s(?:persons|thousands|millions|in .*)$", "", name) in _GENERIC
    )
