"""Read labels: ages, sexes, totals, and short keys for names."""

from __future__ import annotations

import re
import unicodedata

from workbench.sheets.numbers import _DIGITS

BOTH, FEMALE, MALE = "both", "female", "male"

_SEXES = {
    BOTH: {"both", "both sexes", "both sex", "total", "all", "persons", "mf", "m+f", "les deux sexes", "deux sexes",
           "ensemble", "ambos sexos", "ambos", "total both sexes", "оба пола", "كلا الجنسين", "الجنسان", "男女",
           "beide geschlechter", "male and female", "males and females", "all sexes", "female and male", "popul total"},
    FEMALE: {"female", "females", "f", "women", "woman", "girls", "femme", "femmes", "féminin", "feminin", "sexe féminin",
             "mujer", "mujeres", "femenino", "женщины", "женский", "إناث", "أنثى", "نساء", "女", "女性", "weiblich",
             "frauen", "fem"},
    MALE: {"male", "males", "m", "men", "man", "boys", "homme", "hommes", "masculin", "sexe masculin", "hombre",
           "hombres", "masculino", "мужчины", "мужской", "ذكور", "ذكر", "رجال", "男", "男性", "männlich", "männer",
           "homens", "masc"},
}  # fmt: skip
_SEX_OF = {name: sex for sex, names in _SEXES.items() for name in names}
_SEX_WORD = re.compile(
    r"(?P<both>both sexes|deux sexes|ambos sexos|оба пола|كلا الجنسين|both_sexes|male and female|females? and males?"
    r"|males? and females?)|(?P<female>\bfemales?\b|\bwomen\b|\bfemmes\b|\bmujeres\b|женщины|إناث|女性)"
    r"|(?P<male>\bmales?\b|\bmen\b|\bhommes\b|\bhombres\b|мужчины|ذكور|男性)"
)
_TOTAL = re.compile(
    r"^(?:(?:grand|sub)?[\s-]*totals?|totaux|total général|overall|sum|all|all ages|all age groups|all persons|ensemble"
    r"|tous âges|tous ages|todas las edades|suma|всего|итого|المجموع|الإجمالي|مجموع|总计|合计|总数|gesamt|insgesamt"
    r"|summe|totaal|jumlah|всего, все возрасты)(?:$|[\s:,(–-])"
)
_TOTAL_END = re.compile(r"(?:^|[\s_])totals?\)?$|^budget ?total$|\btotal allocation$")
_AGE_WORDS = re.compile(
    r"\b(?:years? old|years? of age|years?|yrs?|ages?|aged|ans|âge|años|edad|лет|year olds?|pop(?:ulation)?)\b\.?|سنة|岁"
)


def plain(text: str) -> str:
    """Give a text in lower case, one blank between words, without accents changed."""
    return " ".join(text.replace("_", " ").lower().split()).strip(" :;,")


def slug(text: str) -> str:
    """Make a short key: lower case, ASCII where possible, words joined with hyphens."""
    decomposed = unicodedata.normalize("NFKD", text)
    ascii_text = decomposed.encode("ascii", "ignore").decode()
    kept = ascii_text if re.search(r"[A-Za-z0-9]", ascii_text) else text
    words = re.sub(r"[^\w]+", "-", kept.lower().replace("_", "-").replace("%", " percent ")).strip("-")
    return re.sub(r"-{2,}", "-", words)[:80].strip("-") or "series"


def sex_of(text: str) -> str:
    """Read a label that names nothing but a sex; empty where it does not."""
    name = plain(text).strip("()")
    name = re.sub(r"^(?:sex|sexe|sexo)\s*[:=]?\s*", "", name) or name
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


def age_of(text: str) -> str:
    """Read an age label: "0", "0-4", "85+"; empty where it is none."""
    name = plain(text.translate(_DIGITS)).replace("–", "-").replace("—", "-").replace("−", "-")
    under = re.fullmatch(
        r"(?:(?:children )?(?:under|below|less than|moins de|menos de|menores de|<)\s*)(\d{1,3})(?: years?| ans| años)?",
        name,
    )
    if under:
        last = int(under[1]) - 1
        return "0" if last == 0 else f"0-{last}"
    open_end = re.fullmatch(
        r"(?:age |aged )?(\d{1,3})\s*(?:\+|plus|and over|and above|and older|or over|or more|years and over|years and older"
        r"|years \+|years or over|et plus|ans et plus|y más|años y más|y mas|лет и старше|и старше|فأكثر|岁及以上)",
        name,
    )
    if open_end:
        return f"{int(open_end[1])}+"
    bare = " ".join(_AGE_WORDS.sub(" ", name).split())
    bare = re.sub(r"\.0$", "", bare)
    match = re.fullmatch(r"(?:p|a|age)?\s*(\d{1,3})", bare)
    if match and int(match[1]) <= 130:
        return str(int(match[1]))
    match = re.fullmatch(r"(\d{1,3})\s*(?:-|to|à|a|до|bis)\s*(\d{1,3})", bare)
    if match and int(match[1]) < int(match[2]) <= 130:
        return f"{int(match[1])}-{int(match[2])}"
    match = re.fullmatch(r"(\d{1,3})\s*\+", bare)
    return f"{int(match[1])}+" if match else ""


def is_total(text: str) -> bool:
    """Say whether a label names a total of the rows or columns beside it."""
    name = plain(text)
    return bool(_TOTAL.match(name) or _TOTAL_END.search(name))


def is_all_ages(text: str) -> bool:
    """Say whether a label stands for all ages together."""
    return is_total(text) or plain(text) in {"all ages", "total population", "population total", "0+"}
