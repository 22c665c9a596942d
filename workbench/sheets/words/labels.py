"""Read labels: ages, sexes, totals, and short keys for names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from workbench.sheets.words.numbers import _DIGITS

BOTH, FEMALE, MALE = "both", "female", "male"

_SEXES = {
    BOTH: {"both", "both sexes", "both sex", "total", "all", "persons", "mf", "m+f", "m/f", "les deux sexes", "deux sexes",
           "ensemble", "h/f", "h+f", "ambos sexos", "ambos", "ambos sexos combinados", "h/m", "total both sexes", "оба пола",
           "оба", "все", "мужчины и женщины", "كلا الجنسين", "الجنسان", "الجنسين", "المجموع", "الإجمالي", "ذكور وإناث",
           "男女", "两性", "男女合计", "合计", "总计", "beide geschlechter", "male and female", "males and females", "all sexes",
           "female and male", "hommes et femmes", "hombres y mujeres", "popul total"},
    FEMALE: {"female", "females", "f", "women", "woman", "girls", "femme", "femmes", "féminin", "feminin", "sexe féminin",
             "filles", "mujer", "mujeres", "mulher", "mulheres", "feminino", "femenino", "niñas", "женщины", "женщина", "женский", "женский пол", "жен", "девочки",
             "إناث", "اناث", "الإناث", "الاناث", "أنثى", "انثى", "نساء", "النساء", "女", "女性", "女子", "weiblich", "frauen", "fem"},
    MALE: {"male", "males", "m", "men", "man", "boys", "homme", "hommes", "masculin", "sexe masculin", "garçons", "hombre",
           "hombres", "homem", "masculino", "varón", "varones", "niños", "мужчины", "мужчина", "мужской", "мужской пол", "муж", "мальчики",
           "ذكور", "الذكور", "ذكر", "رجال", "الرجال", "男", "男性", "男子", "männlich", "männer", "homens", "masc"},
}  # fmt: skip
_SEX_OF = {name: sex for sex, names in _SEXES.items() for name in names}
_SEX_WORD = re.compile(
    r"(?P<both>both sexes|deux sexes|ambos sexos|об(?:а|оего) пола?|كلا الجنسين|الجنسين|两性|男女|both_sexes"
    r"|male and female|females? and males?|males? and females?)"
    r"|(?P<female>\bfemales?\b|\bwomen\b|\bfemmes\b|\bfemenin[ao]\b|\bféminine?\b|\bmujeres\b|\bmulheres\b|\bfeminin[oa]\b|женщин\w*|женск\w+|إناث"
    r"|اناث|نساء|女性|女)"
    r"|(?P<male>\bmales?\b|\bmen\b|\bhommes\b|\bmasculin[ao]?\b|\bhombres\b|\bhomens\b|\bvarones\b|мужчин\w*|мужск\w+|ذكور|رجال"
    r"|男性|男)"
)
_TOTAL = re.compile(
    r"^(?:(?:grand|sub)?[\s-]*totals?|totaux|total général|overall|sum|all|all ages|all age groups|all persons|ensemble"
    r"|tous (?:les )?[âa]ges|todas las edades|suma|всего|итого|все возрасты|المجموع|الإجمالي|مجموع|(?:جميع|كل|كافة) الأعمار"
    r"|(?:ال)?[إا]جمالي|(?:ال)?جملة|общий итог|итог|totales|totais|gesamtsumme|tổng(?: cộng)?|toplam|jumla|ogółem|razem|रकम जम्मा|जम्मा|कुल|মোট|รวม"
    r"|总 ?计|合 ?计|总数|总人口|(?:所有|全部|各|全)年龄\w*|gesamt|insgesamt"
    r"|summe|totaal|jumlah|всего, все возрасты)(?:$|[\s:,(–-])"
)
_TOTAL_END = re.compile(r"(?:^|[\s_])totals?\)?$|^budget ?total$|\btotal allocation$")
_AGE_WORDS = re.compile(
    r"\b(?:years? old|years? of age|years?|yrs?|ages?|aged|ans|an|âge|âgées?|âgés?|años|año|anos|ano|edad|idade|лет|года|год|year olds?"
    r"|pop(?:ulation)?)\b\.?|(?<=\d)(?:yrs?|years?)(?=\+|\b)|سنوات|سنة|عامًا|عاما|أعوام|عام|周岁|岁|歳"
)
_FROM = re.compile(r"^(?:from|de|des|от|с|من)\s+(?=\d)")
_ONE = re.compile(r"\b(?:one|un|uno|une|одного)\b|سنة واحدة")
_UNDER = re.compile(
    r"(?:(?:children |enfants (?:de )?|niños |дети )?(?:under|below|less than|younger than|moins de|moins d['’]|menos de"
    r"|menor(?:es)? de|моложе|младше|менее|до|أقل من|اقل من|دون|تحت|未满|不满|不足|<)\s*)(?P<age>\d{1,3})$"
)
_AND_BELOW = re.compile(r"(\d{1,3}) ?(?:及以下|and under|and below|et moins|y menos|и младше|и моложе|فأقل)$")
_OPEN = re.compile(
    r"(?:≥|>=|mayores de|y_?ge) ?(?P<from>\d{1,3})$|(?P<age>\d{1,3}) ?(?:\+|& ?\+|and ?\+|et ?\+|& over|& above|& older|andover|plus|and over|and above|and older|or over|or more|or older|\+|et plus|ou plus|et au-dessus|y más|y mas|o más|e mais|ou mais|e \+"
    r"|o mas|y \+|и старше|и более|и выше|فأكثر|فما فوق|وأكثر|واكثر|及以上|以上|und älter)$"
)

_SLUG = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Give a text in lower case, one blank between words, without accents changed."""
    return " ".join(text.replace("_", " ").lower().split()).strip(" :;,")


def slug(text: str) -> str:
    """Make a short key: lower case, ASCII where possible, words joined with hyphens."""
    kept = text
    if not text.isascii():
        ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        kept = ascii_text if re.search(r"[A-Za-z0-9]", ascii_text) else text
    return "-".join(_SLUG.findall(kept.lower().replace("%", " percent ")))[:80].strip("-") or "series"


def sex_of(text: str, beside: Iterable[str] = ()) -> str:
    """Read a label that names nothing but a sex; empty where it does not.

    Args:
        text: The label.
        beside: The labels it stands among: beside H, which is hombre or homme, M is mujer and not male.
    """
    name = plain(text).strip("().") if text else ""
    if not name:
        return ""
    if name in ("h", "m") and any(plain(other).strip("().") == "h" for other in beside):
        return MALE if name == "h" else FEMALE
    name = re.sub(r"^(?:sexe|sexo|sex)\s*[:=]?\s*", "", name) or name
    found = _SEX_OF.get(name, "")
    if found:
        return found
    joined = name.replace(" ", "")
    match = re.fullmatch(r"(?:pop|population)(male|female|total|both|m|f)s?", joined)
    if match:
        return {"male": MALE, "m": MALE, "female": FEMALE, "f": FEMALE}.get(match[1], BOTH)
    match = re.fullmatch(
        r"(males?|females?|men|women|both sexes|total)(?: population| \(?persons\)?| pop\.?| \(?thousands\)?)",
        name,
    )
    return _SEX_OF.get(match[1], "") if match else ""


def sex_in(text: str) -> str:
    """Find the one sex a title speaks of; empty where it speaks of none or of several."""
    found = {
        kind for match in _SEX_WORD.finditer(text.lower().replace("_", " ")) for kind in [match.lastgroup]
    }
    if BOTH in found or {MALE, FEMALE} <= found:
        return BOTH
    return next((sex for sex in (FEMALE, MALE) if sex in found), "")


def without_sex(text: str) -> str:
    """Give a header such as "Urban, male" without the words for a sex."""
    return " ".join(re.sub(_SEX_WORD.pattern, " ", text, flags=re.IGNORECASE).split()).strip(" ,;:()/-")


def age_of(text: str) -> str:
    """Read an age label: "0", "0-4", "85+"; empty where it is none."""
    name = re.sub(r"[–—−‑～~至]", "-", plain(text.translate(_DIGITS)))
    name = _SDMX.sub(_from_sdmx, name)
    if name in _INFANTS:
        return "0"
    bare = " ".join(_AGE_WORDS.sub(" ", _ONE.sub("1", name)).split())
    bare = _FROM.sub("", re.sub(r"\.0$", "", bare))
    found = _UNDER.match(bare)
    if found:
        last = int(found["age"]) - 1
        return "" if last < 0 else "0" if last == 0 else f"0-{last}"
    found = _OPEN.match(bare)
    if found:
        return f"{int(found['age'] or found['from'])}+"
    found = _AND_BELOW.match(bare)
    if found:
        return "0" if int(found[1]) == 0 else f"0-{int(found[1])}"
    match = re.fullmatch(r"(?:p|a|age)?\s*(\d{1,3})", bare)
    if match and int(match[1]) <= 130:
        return str(int(match[1]))
    match = re.fullmatch(r"(\d{1,3})\s*(?:-|to|à|a|до|bis|إلى|الى)\s*(\d{1,3})", bare)
    if match and int(match[1]) < int(match[2]) <= 130:
        return f"{int(match[1])}-{int(match[2])}"
    return ""


_INFANTS = frozenset(
    {"infants", "nourrissons", "до года", "до 1 года", "أقل من سنة", "اقل من سنة", "دون السنة", "婴儿", "moins d'un an", "moins d’un an"}
)  # fmt: skip


# The codes of ages in SDMX: Y0T4, Y_LT15, Y85 and Y_GE85, with a blank where an underscore stood.
_SDMX = re.compile(
    r"^y ?(?:(?P<low>\d{1,3})(?:t(?P<high>\d{1,3}))?|lt ?(?P<under>\d{1,3})|ge ?(?P<over>\d{1,3}))$"
)


def _from_sdmx(found: re.Match[str]) -> str:
    if found["under"]:
        return f"under {found['under']}"
    if found["over"]:
        return f"{found['over']}+"
    return f"{found['low']}-{found['high']}" if found["high"] else found["low"]


def is_total(text: str) -> bool:
    """Say whether a label names a total of the rows or columns beside it."""
    name = plain(text) if text else ""
    return bool(name) and bool(_TOTAL.match(name) or _TOTAL_END.search(name))


def is_all_ages(text: str) -> bool:
    """Say whether a label stands for all ages together."""
    return is_total(text) or plain(text) in {"all ages", "total population", "population total", "0+"}
