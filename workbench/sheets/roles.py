"""Say what a table is for, and which of its rows the costing knows by name. Both are declared, then matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.sheets.labels import plain

NAMED = "series"
"""Role of a table that holds one series under a name the planner gives it."""

ONLY = {"wages": "average-wage", "poverty-lines": "poverty-line"}
"""What the one row of such a table is, where its label does not say."""


@dataclass(frozen=True, slots=True)
class Known:
    """One series the costing knows.

    Attributes:
        key: Its name in the costing.
        pattern: What its label holds, in lower case.
        unless: What its label must not hold.
        unit: Its unit where the sheet states none.
        codes: Codes of the IMF and the World Bank for it.
    """

    key: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str]
    unit: str
    codes: frozenset[str] = frozenset()


def _known(key: str, unit: str, pattern: str, unless: str = "", codes: str = "") -> Known:
    never = re.compile(unless) if unless else re.compile(r"(?!)")
    return Known(key, re.compile(pattern), never, unit, frozenset(codes.split()))


_SHARE = r"%|per ?cent|\bpct\b|percent|share|ratio"
_CHANGE = r"growth|\bchange|increase|inflation|annual %|croissance|crecimiento|variation"
_GDP = r"\bgdp\b|gross domestic product|\bpib\b|produit intérieur brut|producto interno bruto|ввп|الناتج المحلي|国内生产总值"
_RATE_OF_EXCHANGE = r"exchange rate|taux de change|tipo de cambio|обменный курс|курс обмена|سعر الصرف|汇率"
_SOME_OF_THEM = (
    r"\byouth\b|\byoung|female|\bmales?\b|\bwomen\b|\bmen\b|long[- ]term|jeunes|femmes|hommes|jóvenes|mujeres|hombres"
    r"|молод[её]ж|женщин|мужчин|الشباب|النساء|الرجال|青年|女|男|urban|rural"
)
_MONEY_FOR = r"expenditure|spending|budget|\bcosts?\b|grant|allowance|benefit|pension|dépenses|gasto|расход|النفقات|支出|津贴"

# The first match wins: narrow names stand before wide ones.
SERIES = (
    _known("gdp-real-growth", "share", rf"(?:{_GDP}).*(?:{_CHANGE})|(?:real )?(?:gdp )?growth(?: rate)?\b.*(?:gdp|%|pct|$)"
           rf"|real growth|economic growth|croissance (?:réelle )?du pib|crecimiento del pib",
           r"nominal|per capita|population|deflator|wage|export|import|inflation|prices index|revenue|credit",
           "NGDP_RPCH NY.GDP.MKTP.KD.ZG"),
    _known("gdp-deflator", "index", r"deflator|déflateur|deflactor|дефлятор", rf"{_CHANGE}|%|pct",
           "NGDP_D NY.GDP.DEFL.ZS"),
    _known("cpi", "index", r"\bcpi\b|consumer price|prix à la consommation|precios al consumidor|ипц|消费者价格",
           rf"{_SHARE}|{_CHANGE}|core|food", "PCPI FP.CPI.TOTL"),
    _known("inflation", "share", r"inflation|(?:\bcpi\b|consumer price).*(?:change|%|pct|percent|increase)|инфляция|inflación"
           r"|التضخم|通货膨胀", r"deflator|core|food|target|end of period|eop|adjusted|index", "PCPIPCH FP.CPI.TOTL.ZG"),
    _known("poverty-line", "money", r"poverty line|poverty threshold|seuil de pauvreté|línea de pobreza|черта бедности"
           r"|خط الفقر|贫困线", rf"food|extreme|{_SHARE}|international|ppp|headcount|below|rate"),
    _known("minimum-wage", "money", r"minimum wage|salaire minimum|\bsmig\b|salario mínimo|минимальная заработная"
           r"|الحد الأدنى للأجور|最低工资", _SHARE),
    _known("average-wage", "money", r"(?:average|mean|monthly) (?:\w+ )?(?:wage|salary|earnings)|salaire moyen"
           r"|salario medio|средняя зарплата|average earnings|متوسط الأجور|平均工资", rf"{_SHARE}|growth|index"),
    *(_known(f"exchange-rate-{code}", "number", rf"(?:{_RATE_OF_EXCHANGE}).*(?:{spoken})", r"real effective|reer|ppp")
      for code, spoken in (
          ("eur", r"\beur\b|\beuros?\b|€|евро|يورو|欧元"), ("gbp", r"\bgbp\b|sterling|esterlina|стерлинг|إسترليني|英镑"),
          ("cny", r"\bcny\b|\byuan\b|renminbi|юан|يوان|人民币"), ("xdr", r"\bxdr\b|\bsdrs?\b|special drawing|tirage spéciaux"),
      )),
    _known("exchange-rate", "number", rf"{_RATE_OF_EXCHANGE}|lcu per us|per us\$", r"real effective|reer|(?<!taux de )\bchange|ppp",
           "PA.NUS.FCRF ENDA"),
    _known("unemployment-rate", "share", r"unemployment rate|rate of unemployment|unemployment,? total|taux de chômage"
           r"|tasa de (?:desempleo|paro|desocupación)|(?:уровень|норма) безработицы|معدل البطالة|失业率", _SOME_OF_THEM,
           "LUR SL.UEM.TOTL.ZS"),
    _known("labour-force", "persons", r"\blabou?r force\b|economically active|population (?:économiquement )?active\b"
           r"|población (?:económicamente )?activa|fuerza (?:de trabajo|laboral)|рабочая сила|численность рабочей силы"
           r"|экономически активн|القوى العاملة|القوة العاملة|قوة العمل|劳动力|经济活动人口",
           rf"{_SHARE}|{_CHANGE}|{_SOME_OF_THEM}|\brate\b|participation|survey|taux|tasa|encuesta|enquête|уровень|معدل|率|调查",
           "SL.TLF.TOTL.IN"),
    _known("births", "persons", r"^(?:(?:number of|total|live|registered|annual) )*births?\b|\blive births\b|\bnaissances\b"
           r"|\bnacimientos\b|nacidos vivos|родившихся|^(?:число |количество )?рождени[йя]|المواليد|الولادات|出生(?:人口|人数|数)|活产",
           rf"{_SHARE}|{_CHANGE}|\brates?\b|\bper\b|attended|weight|certificate|caesarean|taux|tasa|деят|коэффициент|معدل|率"
           r"|naissances attendues|registration|enregistrement"),
    _known("orphans", "persons", r"\borphans?\b|\borphelin(?:e?s)?\b|\bhuérfan[oa]s?\b|\bсирот\w*|дети-сироты|أيتام|الأيتام|اليتامى|孤儿",
           rf"{_SHARE}|{_MONEY_FOR}|rate"),
    _known("insured-workers", "persons", r"insured (?:workers?|persons?|employees|members|population)|active contributors"
           r"|contributing members|\bassurés (?:actifs|sociaux)?|\bcotisants\b|(?:trabajadores|personas) asegurad[oa]s|\bcotizantes\b"
           r"|застрахованн\w+ (?:лиц|работник)\w*|المؤمن عليهم|المشتركين في التأمين|参保(?:人数|职工|人员)", rf"{_SHARE}|{_MONEY_FOR}|rate|wage|salaire|salario"),
    _known("disability-prevalence", "share", r"disability prevalence|prevalence of disabilit|disability rate|prévalence du handicap"
           r"|taux de (?:prévalence du )?handicap|prevalencia de (?:la )?discapacidad|tasa de discapacidad"
           r"|распростран[её]нност\w+ инвалидност|уровень инвалидности|انتشار الإعاقة|معدل الإعاقة|残疾(?:患病|发生|现患)?率", _SOME_OF_THEM),
    _known("government-expenditure", "money", r"(?:gov\w*|general government|public|total|budget\w*) ?(?:\w+ )?(?:expenditure"
           r"|spending)|expenditure,? (?:of )?(?:general )?gov|dépenses publiques|dépenses totales|gasto público|расходы бюджета"
           r"|النفقات العامة|财政支出", rf"{_SHARE}|{_CHANGE}|health|education|social|capital|interest|per capita|defence",
           "GGX"),
    _known("government-revenue", "money", r"(?:gov\w*|general government|public|total|budget\w*) ?(?:\w+ )?revenues?"
           r"|revenues?,? (?:of )?(?:general )?gov|recettes publiques|recettes totales|ingresos públicos|доходы бюджета"
           r"|الإيرادات العامة|财政收入", rf"{_SHARE}|{_CHANGE}|tax |oil|per capita|independent", "GGR"),
    _known("population", "persons", r"^(?:total )?population\b|population,? total|^персоны|^население|^السكان|^人口|poblacion total"
           r"|población total|population totale|^mid-?year population", rf"{_SHARE}|{_CHANGE}|urban|rural|\bage|poor|density|working",
           "LP SP.POP.TOTL"),
    _known("gdp", "money", _GDP, rf"{_SHARE}|{_CHANGE}|constant|real|volume|per capita|per head|us dollar|us\$|\busd\b|ppp|"
           r"international dollar|expenditure|revenue|debt|deflator|lending|balance|deficit|savings|investment",
           "NGDP NY.GDP.MKTP.CN"),
)  # fmt: skip
# Codes that a label alone would take for one of the above.
OTHER_CODES = frozenset(
    {"NGDP_R", "NGDPD", "PPPEX", "GGX_NGDP", "GGR_NGDP", "GGXWDG_NGDP", "GGXCNL_NGDP", "PPPGDP"}
)

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
_ONE_DIGIT = str.maketrans("123456789", "0" * 9)
_PRICE_KEYS = {"cpi", "inflation", "gdp-deflator"}


def known_key(label: str, code: str = "", unit: str = "") -> str:
    """Give the key of a series the costing knows; empty where the label matches none.

    Args:
        label: The label as it stands.
        code: The code beside it, which decides where it is one of the IMF's or the World Bank's.
        unit: The text of a unit column, which tells an index from its change.
    """
    bare = code.strip().upper()
    if bare in OTHER_CODES:
        return ""
    by_code = next((known.key for known in SERIES if bare in known.codes), "") if bare else ""
    return by_code or _key_by_words(plain(label).translate(_ONE_DIGIT), plain(unit).translate(_ONE_DIGIT))


# Rows by the thousand have labels that differ in a number only, which no pattern looks at.
@lru_cache(maxsize=16384)
def _key_by_words(name: str, unit: str) -> str:
    for text in dict.fromkeys((f"{name} {unit}".strip(), name)):
        for known in SERIES:
            if known.pattern.search(text) and not known.unless.search(text):
                # A unit may narrow the name (CPI, % change); it may not contradict it.
                if text == name and unit and known.unless.search(unit):
                    continue
                return known.key
    return ""


def unit_of(key: str) -> str:
    """Give the unit a known series has where the sheet states none."""
    return next((known.unit for known in SERIES if known.key == key), "") if key else ""


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
    if _COVERAGE.search(around) and re.search(_SHARE, around):
        return "coverage", "coverage as a share in title or header"
    if _SPENDING.search(around):
        return "existing-spending", "expenditure or budget in title or header"
    if keys:
        return "macro", "rows known by name: " + ", ".join(sorted(keys))
    if _GROUPS.search(around):
        return "group-sizes", "groups in title or header"
    return "other", "nothing in titles or labels says more" + (" (a list without years)" if listing else "")
