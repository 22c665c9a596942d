"""Read the scale a text states, in words, short forms or figures; an amount in prose is no scale.

"KES million" and "in 10 million" state one, "54 million people" and "KES 3.9 trillion" do not. Short forms count only
where nothing else can be meant: m and K beside a currency, mil where the language is plain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.model.money_words import in_use

# Words in any of their forms, by the power of ten, then by language.
_WORDS: dict[int, tuple[str, ...]] = {
    3: (
        r"thousands?|thous|thsd|ths", r"milliers?", r"miles|millares|milhares|migliaia", r"tausend|tsd|duizend|tusen",
        r"тысяч\w*|тыс|тис|мың", r"(?:بال|ب|ال)?(?:ألف|آلاف|الاف)|الف|هزار|ہزار", r"ribu|ribuan", r"nghìn|ngàn",
        r"tys|elfu", r"ሺህ?",
    ),
    5: (r"lakhs?|lacs?", r"لاکھ"),
    6: (
        r"millions?|mn|mln|mio", r"millones|millón|milhões|milhão|milioni|milioane", r"millionen|miljoen|miljoner|millioner",
        r"миллион\w*|мільйон\w*|млн", r"(?:بال|ب|ال)?(?:مليون|ملايين)|میلیون", r"juta", r"triệu", r"milyon|milionów|milijuna|mdp",
        r"ሚሊዮን",
    ),
    7: (r"crores?", r"کروڑ"),
    9: (
        r"billions?|bn|bln", r"milliards?|mrds?|mds", r"bilh(?:ões|ão)|miliardi|miliarde", r"milliarden|miljard|miljarder|milliarder",
        r"миллиард\w*|мільярд\w*|млрд", r"(?:بال|ب|ال)?(?:مليار|مليارات|بليون|بلايين)|میلیارد|ارب", r"mili[ay]r|milyar|mlds?|mmdp",
        r"bilion|bilioni", r"tỷ|tỉ", r"ቢሊዮን",
    ),
    11: (r"kharab",),
    12: (
        r"trillions?|tn|trn", r"billones|billón", r"trilh(?:ões|ão)|triliun", r"billionen", r"триллион\w*|трильйон\w*|трлн",
        r"(?:بال|ب|ال)?(?:تريليون|تريليونات)|تریلیون",
    ),
}  # fmt: skip
# Scripts without blanks, or whose vowels are no letters to patterns. What must follow a character of the first kind tells
# a scale from a name, such as Vientiane's 万象.
_JOINED = {
    1: "十|십|สิบ", 2: "百|백|ร้อย", 3: "千|천|พัน|हज़ार|हजार|হাজার", 4: "[万萬]|만|หมื่น", 5: "แสน|लाख|লাখ|লক্ষ", 6: "ล้าน|मिलियन|মিলিয়ন",
    7: "करोड़|करोड|কোটি", 8: "[亿億]|억", 9: "अरब|अर्ब|বিলিয়ন", 11: "खरब|खर्ब", 12: "兆|조",
}  # fmt: skip
_JOINED_UNIT = re.compile(
    r"^\s*(?:$|[)）\]】,，;；:：/、.-]|[人口元円圆圓美日欧歐英港台韩加澳新户戶名个個头公吨比卢先令西泰朗克法丹]|원|명|달러|가구|บาท|คน|ดอลลาร์|रुपये|रु|টাকা|[A-Z]{3}\b|[$€£¥₹৳฿])"
)
_MULTIPLIERS = {
    1: r"tens|dizaines|decenas|dezenas|ten",
    2: r"hundreds?|centaines|cientos|centenas|cien|ratus|trăm|hundert",
}
_NAMED = tuple(
    (kind, power, re.compile("|".join(words)))
    for kind, held in (
        ("scale", _WORDS),
        ("times", {power: (words,) for power, words in _MULTIPLIERS.items()}),
    )
    for power, words in held.items()
)
_WITHOUT_BLANKS = r"\u0900-\u09ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(
    "|".join(
        (*(f"(?P<j{power}>{words})" for power, words in _JOINED.items()), rf"[^\W\d_{_WITHOUT_BLANKS}]+")
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 14
_BETWEEN = re.compile(r"[\s-]*(?:(?:of|de|di|dos|des)\s+|d['’]\s*)?")
_NUMBER_BEFORE = re.compile(
    r"(?<![\w./–-])(?:(?:19|20)\d\d[/–-])?(\d[\d.,' \u00a0\u202f]*)[ \u00a0\u202f-]*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_TEN_POWER = re.compile(r"10*$")
_COUNTED_IN = re.compile(
    r"(?:\b(?:in|en|em|units?(?: of)?|unit[ée]s?|unidad(?:es)?|в|x)\b|[x×(\[（:：]|^)[\s:]*$", re.IGNORECASE
)
_IN_WORDS = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|half|several|few|some|many|une?|una|dos|deux|trois)\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_SHORT_END = re.compile(r"^[^\d()\[\]（）]{0,24}(?:[)\]）]|$)")
_PER_SOME = re.compile(
    r"(?:\b(?:per|for every|out of|pour|por|par|pro|на|لكل)|/)\s*(?:10*[,. ]?)?(?:1[,. ]?000|000|thousand|million|lakh|mille|mil|тыс\w*)\b"
    r"|\bper ?mille?\b",
    re.IGNORECASE,
)
_NOT_THE_SHORT_SCALE = re.compile(r"\bbillions d(?:e\b|['’])", re.IGNORECASE)
"""A billion is a million millions in French; what looks like one is not taken for either."""

_ZEROS = re.compile(r"(?:(?<!\d)[’'‘`]|(?<![\w.,'’‘])(?<!\d ))(000(?:[ ,.'’]?000)*)(?:['’]?s)?\b(?![.,]?\d)")
_ROUND = r"1(?:[ ,.'’\u00a0]?000)+|100?[ ,.'’\u00a0]?000"
_IN_FIGURES = re.compile(
    rf"(?:(?<!\d )\b(?:in|en|em)\b\s*|(?<![a-z\d])[x*]\s*|×\s*)({_ROUND})(?:['’]?s)?\b(?![.,]?\d)",
    re.IGNORECASE,
)
_FIGURES_ALONE = re.compile(
    rf"(?:[(\[（:：,]\s*|^)({_ROUND})(?:['’]?s\b|\b)(?![.,]?\d)(?P<rest>[^\d()\[\]（）]{{0,24}})(?:[)\]）]|$)"
)
_COUNTED = re.compile(
    r"\s*(?:$|s$|persons?|people|inhabitants|population|households|hab|habitants|personnes|personas|habitantes|pessoas|"
    r"jiwa|[A-Z]{3}\b|US\$|[$€£¥₹₦]|[Kk][Ss]h|R[s$p]|dollars|euros|francs|rupees|yuan|yen|人|元|человек|чел)"
)
_SOME_FIGURES = re.compile(r"\b(1[ ,]?000)['’]?s\b")
_EXPONENT = re.compile(
    r"(?<![\d.,])10\s*(?:\^|\*\*|e)\s*\+?(\d{1,2})\b|(?<![\d.,])10([⁰¹²³⁴-⁹]{1,2})(?![⁰¹²³⁴-⁹])|\b1e\+?(\d{1,2})\b"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_SIGN = r"(?:[A-Z]{0,3}[$€£¥₹₦₱₫৳₵₴₺₽₸฿](?:\s?US\b)?|(?<![A-Za-z])(?:[A-Z]{3}|FCFA|CFA|K[Ss][Hh]s?|[UT][Ss][Hh]s?|R[sp]|NRs|Tk|[Bb]irr|GH[¢₵S])\.?)"
_LETTERS = {"k": 3, "K": 3, "th": 3, "m": 6, "M": 6, "mm": 6, "MM": 6, "Mn": 6, "MN": 6, "mill": 6, "Mill": 6, "b": 9, "B": 9,
            "bil": 9, "Bn": 9, "BN": 9, "Md": 9, "md": 9, "Mrd": 9, "mrd": 9, "bn": 9, "mn": 6, "tn": 12,
            "Cr": 7, "cr": 7, "Crs": 7, "CR": 7}  # fmt: skip
_LETTER = "|".join(sorted(_LETTERS, key=len, reverse=True))
_AFTER_SIGN = re.compile(rf"(?P<sign>{_SIGN})\s?(?:in\s)?[(\[,’']?\s?(?P<s>{_LETTER})\.?(?![\w'’&])")
_BEFORE_SIGN = re.compile(
    rf"(?<![\w.])(?P<s>{_LETTER})\.?\s?(?P<sign>{_SIGN.replace('(?<![A-Za-z])', '')})(?!\w)"
)
_SIGN_AT_ALL = re.compile(r"[A-Z]{3}|[$€£¥₹₦₱₫৳₵₴₺₽₸฿]|[KUT][Ss][Hh]|R[sp]|Tk|irr|GH")
_RUPEE_ARAB = re.compile(
    r"\b(?:NPR|PKR|INR|Rs\.?|NRs\.?|rupees?)\s?(?:in\s)?[(\[]?arab\b|\barab (?:NPR|PKR|INR|Rs|NRs|rupees?)\b",
    re.IGNORECASE,
)
_THOUSAND_CUT = re.compile(
    r"\btho?\.\s*(?=\)|$|[A-Z]{3}\b|persons|people|pers|inhab|hab|US\$|[$€£])|\(th\.?\)|\bbin (?:kişi|TL)\b|\bmii (?:persoane|lei)\b|\ben mille\b",
    re.IGNORECASE,
)
_IBERIAN = re.compile(
    r"\b(?:em|en) mil\b|r\$ ?mil\b|\bmil (?:reais|pesos|personas|pessoas|habitantes|hab|soles|euros|meticais|kwanzas|escudos|bolivianos|"
    r"colones|quetzales|lempiras|córdobas|guaraníes|us\$|u\$s|usd|r\$)|\b(?:gasto|población|população|despesas?|receitas?|"
    r"ingresos|presupuesto|orçamento|trabajadores|trabalhadores|miles|público)\b",
    re.IGNORECASE,
)
_ROMANIAN = re.compile(r"\.?\s(?:lei|RON|Kč|CZK|Sk)\b")
_ENGLISH = re.compile(
    r"\b(?:expenditure|spending|budget|revenue|by|of the|population|government|cost|gdp)\b", re.IGNORECASE
)
_NONE = 0
LONGEST = 600
"""Characters of a text that are looked at: patterns take the square of the length."""
_LARGEST = 12


@lru_cache(maxsize=16384)
def scale_in(text: str) -> float | None:
    """Find the scale a text states, None where it states none."""
    return next(iter(scales_in(text)), None)


@lru_cache(maxsize=16384)
def scales_in(text: str) -> tuple[float, ...]:
    """Find all scales a text states, each once: in words, then in short forms, then in figures."""
    written = text[:LONGEST].replace("_", " ")
    written = _NOT_THE_SHORT_SCALE.sub(" ", written)
    written = _PER_SOME.sub(" / ", written if text.isascii() else unicodedata.normalize("NFC", written))
    return tuple(dict.fromkeys((*_by_words(written), *_by_letters(written), *_by_figures(written))))


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a scale: "scale", "times" for those that only multiply, "joined" or "mil", and where it stands."""

    kind: str
    power: int
    start: int
    end: int


def _by_words(text: str) -> Iterator[float]:
    """Find scales in words; words side by side are multiplied, as in lakh crore and miles de millones."""
    chain: list[_Part] = []
    for part in _parts(text):
        if chain and not _BETWEEN.fullmatch(text, chain[-1].end, part.start):
            yield from _of_chain(text, chain)
            chain = []
        chain.append(part)
    if chain:
        yield from _of_chain(text, chain)


def _parts(text: str) -> Iterator[_Part]:
    for found in (_WORD if text.isascii() else _TOKEN).finditer(text):
        name = found.lastgroup
        kind, power = ("joined", int(name[1:])) if name else _named(found[0].lower())
        if kind:
            yield _Part(kind, power, *found.span())


@lru_cache(maxsize=16384)
def _named(word: str) -> tuple[str, int]:
    """Say what a word is to a scale, and its power of ten."""
    if word == "mil":
        return "mil", 3
    if len(word) > _LONGEST:
        return "", 0
    return next(((kind, power) for kind, power, pattern in _NAMED if pattern.fullmatch(word)), ("", 0))


def _of_chain(text: str, chain: list[_Part]) -> Iterator[float]:
    before, after = text[: chain[0].start], text[chain[-1].end :]
    alone = chain[0] if len(chain) == 1 else None
    if all(part.kind == "times" for part in chain) or (alone and alone.kind == "joined" and alone.power < 3):
        return
    if chain[-1].kind == "joined" and not _JOINED_UNIT.match(after):
        return
    power = _mil(before, after) if alone and alone.kind == "mil" else sum(part.power for part in chain)
    factor = _counted_before(before, after)
    if 0 < power <= _LARGEST and factor:
        yield float(10**power) * factor


def _mil(before: str, after: str) -> int:
    """Give the power of mil: a thousand in Spanish and Portuguese, a million in English, none where that is not plain."""
    text = f"{before}mil{after}"
    if _IBERIAN.search(text):
        return 3
    if _ROMANIAN.match(after):
        return 6
    beside = re.search(rf"{_SIGN}\s?[(\[]?$", before) or after.startswith(".")
    return 6 if beside and _ENGLISH.search(text) else 0


def _counted_before(before: str, after: str) -> int:
    """Give what stands before a scale as its factor: 10 in "in 10 million", none where an amount is told in prose."""
    if _IN_WORDS.search(before):
        return _NONE
    found = _NUMBER_BEFORE.search(before)
    if found is None:
        return 1
    digits = re.sub(r"[^\d.]", "", found[1].replace(",", "")).strip(".")
    if _YEAR.match(digits) or found[0] != found[1] + found[0][len(found[1]) :]:
        return 1  # a year stands there, or the second year of 2023/24
    lead = before[: found.start()]
    if _TEN_POWER.match(digits) and _COUNTED_IN.search(lead) and _SHORT_END.match(after):
        return int(digits)
    return _NONE


def _by_letters(text: str) -> Iterator[float]:
    """Find short forms beside a currency, or cut words nothing else is written like."""
    for pattern in (_AFTER_SIGN, _BEFORE_SIGN) if _SIGN_AT_ALL.search(text) else ():
        for found in pattern.finditer(text):
            code = found["sign"].strip(" .")
            letters = len(code) == 3 and code.isalpha() and code.isupper()
            if letters and code not in {"CFA", "GHS"} and code not in in_use():
                continue
            if not re.search(r"\d[\d.,]*\s*$", text[: found.start("s")]):
                yield float(10 ** _LETTERS[found["s"]])
    if "arab" in text.lower() and _RUPEE_ARAB.search(text):
        yield 1e9
    if _THOUSAND_CUT.search(text):
        yield 1e3


def _by_figures(text: str) -> Iterator[float]:
    """Find scales in figures: '000, in 1,000s, x 1,000, (10,000 persons), 10^6."""
    if "0" not in text and "1" not in text:
        return
    powers = [found[1].count("0") for found in _ZEROS.finditer(text)]
    powers += [
        found[1].count("0") for pattern in (_IN_FIGURES, _SOME_FIGURES) for found in pattern.finditer(text)
    ]
    for found in _FIGURES_ALONE.finditer(text):
        if _COUNTED.match(found["rest"]) or (found["rest"].strip() and found["rest"].strip().isupper()):
            powers.append(found[1].count("0"))
    yield from (float(10**power) for power in powers if power <= _LARGEST)
    for found in _EXPONENT.finditer(text):
        power = int(found[1] or found[3] or found[2].translate(_RAISED))
        if power in (3, 4, 5, 6, 8, 9, 12):
            yield float(10**power)


_EXCEPTIONS = re.compile(
    r"\b(?:unless|except|sauf|salvo|excepto|exceto|si no se indica|sinon|если не|кроме|за исключением)\b|ما لم|إلا إذا|باستثناء|除非|除另有",
    re.IGNORECASE,
)
"""Words by which a title that states a scale says that rows may state another one."""


def has_exceptions(text: str) -> bool:
    """Say whether a text that states a scale leaves room for another, as "unless otherwise stated" does."""
    return bool(_EXCEPTIONS.search(text))
