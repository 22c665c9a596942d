"""Know the series of the costing by their labels and codes. A part, or the same thing elsewhere, is not the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.model.words import is_constant
from workbench.sheets.words.basis import basis_in
from workbench.sheets.words.countries import country_of
from workbench.sheets.words.labels import is_total, plain
from workbench.sheets.words.scales import LONGEST


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


SHARE = r"%|per ?cent|\bpct\b|percent|share|ratio"
_CHANGE = r"growth|\bchange|increase|inflation|annual %|croissance|crecimiento|variation"
_GDP = r"\bgdp\b|gross domestic product|\bpib\b|produit intérieur brut|producto interno bruto|ввп|الناتج المحلي|国内生产总值"
_RATE_OF_EXCHANGE = r"exchange rate|taux de change|tipo de cambio|обменный курс|курс обмена|سعر الصرف|汇率"
_SOME_OF_THEM = (
    r"\byouth\b|\byoung|female|\bmales?\b|\bwomen\b|\bmen\b|long[- ]term|jeunes|femmes|hommes|jóvenes|mujeres|hombres"
    r"|молод[её]ж|женщин|мужчин|الشباب|النساء|الرجال|青年|女|男|urban|rural|children|migrants?\b"
)
_MONEY_FOR = r"expenditure|spending|budget|\bcosts?\b|grant|allowance|benefit|pension|dépenses|gasto|расход|النفقات|支出|津贴"
_ELSEWHERE = (
    r"\bus\b|\bu\.s\.|united states|euro area|eurozone|\bworld|\bglobal|advanced econom|trading partner|\bforeign|zone euro|zona euro"
    r"|mondiale|mundial|мировой"
)
_SECTORS = (
    r"agricult|agricole|agrícola|farm|fishing|forestry|industr|manufactur|services?\b|sector|secteur|non-oil|\boil\b|hydrocarbon|mining"
    r"|construction|tourism|count(?:y|ies)|province|district|regional|nairobi"
)
_REAL = r"\breal\b|\bréel|реальн|الحقيقي|实际|volume|chained|constant|постоянн|сопоставим|الثابتة|不变|可比"
_PER_HEAD = r"per capita|per head|per worker|par habitant|par tête|por habitante|per cápita|на душу|نصيب الفرد|人均|per person|per adult"
_OF_SOME = (
    r"\bon (?!a cash)|\bfrom\b|\bby\b|household|private|ménages|hogares|recurrent|current\b(?! price)|development|capital|health|education|social"
    r"|interest|defen[cs]e|agricult|pension|wage|salar|subsid|transfer|housing|security|infrastructure|tourism|consumption|consommation"
    r"|local|municipal|count(?:y|ies)|of (?:the )?(?:states?|provinces?|districts?)|santé|éducation|educación|salud|courantes|corriente"
    r"|образован|здравоохран|социальн|الصحة|التعليم|教育|医疗|社会|per capita|proposed|programme|\bgap\b"
)
_PEOPLE_OF_SOME = (
    rf"{_SOME_OF_THEM}|below|under\b|poverty|\bpoor|pauvre|pobreza|бедн|\bwith(?:out)?\b|avec|\bcon\b|living|vivant|covered|access|affected|reached"
    r"|displaced|refugee|réfugié|refugiad|registered|served|employed|occupée|ocupada|active?\b|activa|working|employable|insured|school"
    r"|urbaine|rurale|urbana|городск|сельск|城镇|农村|الحضر|الريف|growth|density|\bage|\bélectri|eligible|target|elderly|\bin (?!thousand|million|person)"
)

_STATE = r"gov(?:ernment|t)?\.?|general government|central government|public(?: sector)?|budget(?:ary)?|state|federal"

# The first match wins: narrow names stand before wide ones.
SERIES = (
    _known("gdp-real-growth", "share",
           rf"(?:{_GDP}).*(?:{_CHANGE})|^(?:annual |real |gdp )*growth(?: rate)?(?: of (?:the )?economy)?(?:$|,? ?[(%]|,? (?:pct|per ?cent|annual))"
           rf"|^real growth|economic growth|growth (?:rate )?(?:of|in) (?:the )?(?:real )?(?:{_GDP})"
           r"|croissance (?:réelle|économique|(?:réelle )?du pib)|taux de croissance (?:réel(?:le)? )?(?:du pib|de l['’]économie)"
           r"|crecimiento (?:real )?(?:del pib|económico)|рост\w* (?:реального )?ввп|экономический рост|نمو الناتج|النمو الاقتصادي|国内生产总值.*增长|经济增长",
           rf"nominal|{_PER_HEAD}|population|deflator|wage|export|import|inflation|prices index|revenue|credit|debt|target|potential|\bgap\b"
           rf"|contribution|quarter|current prices|money|{_SECTORS}|{_ELSEWHERE}",
           "NGDP_RPCH NY.GDP.MKTP.KD.ZG"),
    _known("gdp-deflator", "index", r"deflator|déflateur|deflactor|дефлятор", rf"{_CHANGE}|%|pct",
           "NGDP_D NY.GDP.DEFL.ZS"),
    _known("cpi", "index", r"\bcpi\b|consumer prices?|prix à la consommation|precios al consumidor|ипц|индекс потребительских цен|消费者价格"
           r"|أسعار المستهلك",
           rf"{SHARE}|{_CHANGE}|core|food|aliment|subyacente|sous-jacent|energy|lower income|upper income|middle income|nairobi|december"
           rf"|eop|end of period|discontinued|rural|urban|producer|weights?\b|indexed|{_MONEY_FOR}|{_ELSEWHERE}", "PCPI FP.CPI.TOTL"),
    _known("inflation", "share", r"inflation|(?:\bcpi\b|consumer price).*(?:change|%|pct|percent|increase)|инфляция|inflación"
           r"|التضخم|通货膨胀", rf"deflator|core|food|aliment|subyacente|sous-jacent|energy|target|end of period|eop|adjusted|index|producer|wholesale"
           rf"|import|expect|rural|urban|lower income|upper income|\bgap\b|{_ELSEWHERE}", "PCPIPCH FP.CPI.TOTL.ZG"),
    _known("poverty-line", "money", r"poverty line|poverty threshold|seuil de pauvreté|línea de pobreza|черта бедности"
           r"|خط الفقر|贫困线", rf"food|aliment|extr[eê]m|крайней|{SHARE}|international|ppp|headcount|below|under|rate|rural|urban|relative|population|people|persons"
           r"|workers|households|number|\bgap\b|growth"),
    _known("minimum-wage", "money", r"minimum (?:\w+ )?(?:\w+ )?wage|salaire minimum|\bsmig\b|salario mínimo|salário mínimo|минимальная заработная"
           r"|минимальный размер оплаты|\bмрот\b|الحد الأدنى للأجور|最低工资",
           rf"{SHARE}|growth|increase|workers|below|earners|agricol|apprentice|domestic|{_SECTORS}"),
    _known("average-wage", "money", r"(?:average|mean|monthly) (?:\w+ )?(?:\w+ )?(?:\w+ )?(?:wage|salary|earnings)|salaire moyen"
           r"|salario (?:medio|promedio)|salário médio|средняя (?:\w+ )?(?:зарплата|заработная)|average earnings|متوسط الأجور|平均工资",
           rf"{SHARE}|growth|index|minimum|\bbill\b|pension|public|private|starting|entry|teacher|nurse|{_SOME_OF_THEM}|{_SECTORS}"),
    *(_known(f"exchange-rate-{code}", "number", rf"(?:{_RATE_OF_EXCHANGE}).*(?:{spoken})", r"effective|\breal\b|reer|neer|ppp|parallel|depreciation|appreciation|volatil|index")
      for code, spoken in (
          ("eur", r"\beur\b|\beuros?\b|€|евро|يورو|欧元"), ("gbp", r"\bgbp\b|sterling|esterlina|стерлинг|إسترليني|英镑"),
          ("cny", r"\bcny\b|\byuan\b|renminbi|юан|يوان|人民币"), ("xdr", r"\bxdr\b|\bsdrs?\b|special drawing|tirage spéciaux"),
      )),
    _known("exchange-rate", "number", rf"{_RATE_OF_EXCHANGE}|lcu per us|per us\$", r"effective|\breal\b|réel|reer|neer|(?<!taux de )\bchange|ppp"
           r"|parallel|black market|depreciation|appreciation|volatil|misalign|index|bureau",
           "PA.NUS.FCRF ENDA"),
    _known("unemployment-rate", "share", r"unemployment rate|rate of unemployment|unemployment,? total|taux de chômage"
           r"|tasa de (?:desempleo|paro|desocupación)|(?:уровень|норма) безработицы|معدل البطالة|失业率", rf"{_SOME_OF_THEM}|recipient|benefit|graduate|hidden|broad|expanded|{_ELSEWHERE}",
           "LUR SL.UEM.TOTL.ZS"),
    _known("labour-force", "persons", r"\blabou?r force\b|economically active|population (?:économiquement )?active\b"
           r"|población (?:económicamente )?activa|fuerza (?:de trabajo|laboral)|рабочая сила|численность рабочей силы"
           r"|экономически активн|القوى العاملة|القوة العاملة|قوة العمل|劳动力|经济活动人口",
           rf"{SHARE}|{_CHANGE}|{_SOME_OF_THEM}|\brate\b|participation|survey|taux|tasa|encuesta|enquête|уровень|معدل|率|调查"
           rf"|informal|\bformal|skilled|{_SECTORS}",
           "SL.TLF.TOTL.IN"),
    _known("births", "persons", r"^(?:(?:number of|total|live|registered|annual) )*births?\b|\blive births\b|\bnaissances\b"
           r"|\bnacimientos\b|nacidos vivos|родившихся|^(?:число |количество )?рождени[йя]|المواليد|الولادات|出生(?:人口|人数|数)|活产",
           rf"{SHARE}|{_CHANGE}|\brates?\b|\bper\b|attended|weight|certificate|caesarean|taux|tasa|деят|коэффициент|معدل|率"
           r"|naissances attendues|registration|enregistrement|outside|hospital|facilit|teen|adolescen|at home|wedlock|\bfees?\b"),
    _known("orphans", "persons", r"\borphans?\b|\borphelin(?:e?s)?\b|\bhuérfan[oa]s?\b|\bсирот\w*|дети-сироты|أيتام|الأيتام|اليتامى|孤儿",
           rf"{SHARE}|{_MONEY_FOR}|rate|receiving|supported|enrolled|school|\bwith\b|living|in care|maternal|paternal|double"),
    _known("insured-workers", "persons", r"insured (?:workers?|persons?|employees|members|population)|active contributors"
           r"|contributing members|\bassurés (?:actifs|sociaux)?|\bcotisants\b|(?:trabajadores|personas) asegurad[oa]s|\bcotizantes\b"
           r"|застрахованн\w+ (?:лиц|работник)\w*|المؤمن عليهم|المشتركين في التأمين|参保(?:人数|职工|人员)", rf"{SHARE}|{_MONEY_FOR}|rate|wage|salaire|salario|{_SECTORS}"),
    _known("disability-prevalence", "share", r"disability prevalence|prevalence of disabilit|disability rate|prévalence du handicap"
           r"|taux de (?:prévalence du )?handicap|prevalencia de (?:la )?discapacidad|tasa de discapacidad"
           r"|распростран[её]нност\w+ инвалидност|уровень инвалидности|انتشار الإعاقة|معدل الإعاقة|残疾(?:患病|发生|现患)?率", rf"{_SOME_OF_THEM}|school"),
    _known("government-expenditure", "money", rf"(?:{_STATE}) (?:total )?(?:expenditures?|spending)\b|^total (?:(?:{_STATE}) )?(?:expenditures?|spending)\b"
           r"|expenditure,? (?:of )?(?:general )?gov|^expenditure (?:and|&) net lending|dépenses (?:publiques|totales|de l['’]état)|gasto (?:público|total)"
           r"|расходы (?:государственного )?бюджета|النفقات العامة|إجمالي النفقات|财政支出",
           rf"{SHARE}|{_CHANGE}|{_OF_SOME}", "GGX"),
    _known("government-revenue", "money", rf"(?:{_STATE}) (?:total )?revenues?\b|^total (?:(?:{_STATE}) )?revenues?\b"
           r"|revenues?,? (?:of )?(?:general )?gov|recettes (?:publiques|totales|de l['’]état)|ingresos (?:públicos|totales)"
           r"|доходы (?:государственного )?бюджета|الإيرادات العامة|إجمالي الإيرادات|财政收入",
           rf"{SHARE}|{_CHANGE}|\bfrom\b|\btax|non-tax|\bvat\b|oil|customs|fiscales|tributari|налогов|independent|own[- ]source|count(?:y|ies)|local"
           rf"|municipal|of (?:the )?(?:states?|provinces?|districts?)|{_PER_HEAD}|(?<!and )(?<!& )(?<!cluding )(?<!incl\. )(?<!excl\. )grants|fund\b", "GGR"),
    _known("population", "persons", r"^(?:total |mid-?year |resident |national |estimated |projected |de facto |de jure )*population\b|population,? total"
           r"|^население|^численность населения|^السكان|^عدد السكان|^人口|^总人口|poblaci[oó]n total|^poblaci[oó]n\b|population totale|^número de habitantes",
           rf"{SHARE}|{_CHANGE}|{_PEOPLE_OF_SOME}", "LP SP.POP.TOTL"),
    _known("gdp", "money", _GDP, rf"{SHARE}|{_CHANGE}|{_REAL}|{_PER_HEAD}|us dollar|us\$|\busd\b|\beuros?\b|€|ppp|"
           rf"international dollar|expenditure|revenue|debt|deflator|lending|balance|deficit|savings|investment|\bgap\b|potential|contribution"
           rf"|factor cost|basic prices|quarter|{_SECTORS}|{_ELSEWHERE}",
           "NGDP NY.GDP.MKTP.CN"),
)  # fmt: skip
KEYS = frozenset(one.key for one in SERIES)
# Codes that a label alone would take for one of the above.
OTHER_CODES = frozenset(
    {"NGDP_R", "NGDPD", "PPPEX", "GGX_NGDP", "GGR_NGDP", "GGXWDG_NGDP", "GGXCNL_NGDP", "PPPGDP"}
)

_ONE_DIGIT = str.maketrans("123456789", "0" * 9)
_AGED = re.compile(r"\d ?\+|(?<!\d)\d{1,2} ?[-–] ?\d{1,2}(?!\d)|\baged?\b|\bages\b|\byears and over\b")
_OF_EVERYBODY = {
    "population",
    "unemployment-rate",
    "labour-force",
    "insured-workers",
    "disability-prevalence",
}
_BY_TITLE = {"cpi", "inflation", "gdp", "gdp-deflator", "gdp-real-growth", "population", "unemployment-rate"}
"""What a title may name where the row is only called its total."""
_WHOLE_ROW = re.compile(
    r"^(?:all[- ]items?|all groups|general(?: index)?|overall(?: index)?|headline|annual average|yearly average|average|national|country|total"
    r"|ensemble|indice général|moyenne annuelle|índice general|promedio anual|общий индекс|все товары и услуги|الرقم القياسي العام|总指数)\b"
)
_BEST = {
    "gdp": re.compile(r"current|nominal|market prices|courants|corrientes|текущих|الجارية|现价"),
    "government-expenditure": re.compile(r"total|general government|gasto público|dépenses publiques"),
    "government-revenue": re.compile(r"total|general government|ingresos|recettes"),
    "population": re.compile(r"total|всего|mid-?year"),
    "inflation": re.compile(r"average|annual|headline|consumer|moyenne|promedio|средн"),
    "cpi": re.compile(r"all items|total|overall|general|average|headline"),
    "exchange-rate": re.compile(r"average|official|moyen|promedio|средн"),
    "poverty-line": re.compile(r"national"),
    "minimum-wage": re.compile(r"national|statutory|legal|general"),
    "average-wage": re.compile(r"\baverage|\bmean|moyen|medio|средн"),
    "births": re.compile(r"live|total|vivantes|vivos"),
}
_OF_PLACE = re.compile(
    r"\W*(?:total )?population,? (?:of|de|du|d['’]) ?(?:the )?(?!country|nation)([^,(:\d]+)", re.IGNORECASE
)
_BY_WHAT = re.compile(r"\b(?:by|par|por|по)\s[^\W\d_]+")
_BRACKETS = re.compile(r"\([^)]*\)|,.*$")
_PLAIN_WORDS = 3


def known_key(label: str, code: str = "", unit: str = "") -> str:
    """Give the key of a series the costing knows; empty where the label matches none.

    Args:
        label: The label as it stands.
        code: The code beside it, which decides where it is one of the IMF's or the World Bank's.
        unit: The text of a unit column or a section, which tells an index from its change.
    """
    return known(label, code, unit)[0]


def known(label: str, code: str = "", unit: str = "", title: str = "") -> tuple[str, int]:
    """Give the key of a series and how well it fits, 3 for its code; the title speaks where the row is called its total."""
    bare = code.strip().upper()
    if bare in OTHER_CODES:
        return "", 0
    by_code = next((one.key for one in SERIES if bare in one.codes), "") if bare else ""
    if by_code:
        return by_code, 3
    label, title = label[:LONGEST], title[:LONGEST]
    name, said = plain(label).translate(_ONE_DIGIT), plain(unit).translate(_ONE_DIGIT)
    found = _key_by_words(name, said)
    if found[0] and _is_another(found[0], label):
        return "", 0
    if found[0] or not title or not is_whole_row(label):
        return found
    key = named_by_title(title, unit)
    return (key, 1) if key else ("", 0)


def named_by_title(title: str, unit: str = "") -> str:
    """Give the key of the series a title names, where its rows may be parts of it and their total."""
    title = title[:LONGEST]
    name = _BY_WHAT.sub("", plain(title)).translate(_ONE_DIGIT)
    key, _ = _key_by_words(name, plain(unit).translate(_ONE_DIGIT))
    return key if key in _BY_TITLE and not _is_another(key, title) else ""


def is_whole_row(label: str) -> bool:
    """Say whether a label only says that its row is the total or average of what the title names."""
    name = plain(label)
    return bool(_WHOLE_ROW.match(name)) or (" " not in name and is_total(label))


# Rows by the thousand have labels that differ in a number only, which no pattern looks at.
@lru_cache(maxsize=16384)
def _key_by_words(name: str, unit: str) -> tuple[str, int]:
    for text in dict.fromkeys((f"{name} {unit}".strip(), name)):
        for one in SERIES:
            if one.pattern.search(text) and not one.unless.search(text):
                # A unit may narrow the name (CPI, % change); it may not contradict it.
                if text == name and unit and one.unless.search(unit):
                    continue
                if one.key in _OF_EVERYBODY and _AGED.search(text):
                    continue
                return one.key, _rank(one.key, name)
    return "", 0


def _is_another(key: str, label: str) -> bool:
    """Say whether what matches is GDP in constant prices, or the people of a place that is no country."""
    if key == "gdp":
        return is_constant(basis_in(label))
    of_place = _OF_PLACE.match(label) if key == "population" else None
    return of_place is not None and not country_of(of_place[1].strip())


def _rank(key: str, name: str) -> int:
    best = _BEST.get(key)
    if best is not None and best.search(name):
        return 2
    return 1 if len(_BRACKETS.sub("", name).split()) <= _PLAIN_WORDS else 0


def unit_of(key: str) -> str:
    """Give the unit a known series has where the sheet states none."""
    return next((one.unit for one in SERIES if one.key == key), "") if key else ""
