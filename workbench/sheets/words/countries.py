"""Know countries by their names in the six languages of the United Nations, and by their codes.

Names are those of the UN Statistics Division (Standard country or area codes for statistical use, M49) and of Unicode
CLDR, codes those of ISO 3166-1, with the usual names in tables of the World Bank and the IMF beside them. A name says
nothing about the status of a territory.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache

from workbench import assets
from workbench.errors import Message, message
from workbench.model import Package, Table

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
LONGEST = 6
"""Words of the longest name looked for in a title."""

_SHORTEST = 4
_SHARED = frozenset({"congo", "korea", "guinea", "china", "virgin islands", "georgia"})
"""Names that several countries or states share, told apart by what follows the comma or stands before."""
_STYLES = frozenset(
    {
        "republic", "kingdom", "commonwealth", "sultanate", "principality", "emirate", "duchy", "union", "state",
        "republique", "royaume", "principaute", "republica", "reino", "principado", "estado",
    }
)  # fmt: skip
_OF = frozenset({"of", "de", "du", "des", "la", "l", "del", "d"})
_NOT_ONE = frozenset(
    {"national", "total", "country", "all", "whole country", "nation", "pays", "país", "всего", "全国"}
)


@lru_cache(maxsize=4096)
def country_of(text: str) -> str:
    """Give the ISO 3166 code, of three letters, of a country named or coded; empty where it is none."""
    bare = re.sub(r"[*\d]+$|\s*\(\d+\)$", "", text.strip())
    known = _known()
    return (
        known.get(bare.strip())
        or known.get(_folded(bare), "")
        or _folded_inside(bare)
        or _turned(bare)
        or _styled(bare)
    )


def country_in(title: str) -> str:
    """Give the one country a title names; empty where it names none, or several."""
    words, known = _folded(title).split(), _known()
    found: set[str] = set()
    start = 0
    while start < len(words):
        # The longest name wins: Papua New Guinea is not Guinea.
        names = ((length, " ".join(words[start : start + length])) for length in range(LONGEST, 0, -1))
        length, code = next(
            ((size, known[name]) for size, name in names if name in known and len(name) >= _SHORTEST), (1, "")
        )
        found |= {code} - {""}
        start += length
    return found.pop() if len(found) == 1 else ""


def is_same(first: str, second: str) -> bool:
    """Say whether two texts name the same country."""
    code, other = country_of(first), country_of(second)
    return code == other if code and other else bool(first.strip()) and _folded(first) == _folded(second)


def of_another(table: Table, package: Package) -> tuple[str, Message] | None:
    """Say, with its severity, that a table speaks of another country than the package."""
    own = package.country_code or package.country
    if not own:
        return None
    if table.country and _folded(table.country) not in _NOT_ONE:
        if is_same(table.country, own) or is_same(table.country, package.country):
            return None
        if _folded(package.country) and _folded(package.country) in _folded(table.country):
            return None
        text = message(
            "The rows are of {there}, but the package is of {here}.",
            there=table.country,
            here=package.country or own,
        )
        return "serious", text
    named = _named_around(table)
    if not named or named in (country_of(own), country_of(package.country)):
        return None
    text = message(
        "Title, sheet or file name {there}, but the package is of {here}.",
        there=name_of(named),
        here=package.country or own,
    )
    return "serious", text


def said_by(table: Table) -> str:
    """Give the country a table says it is of, by its rows, its title or its file; empty where it says none."""
    return table.country or name_of(_named_around(table))


def foreign(tables: tuple[Table, ...], package: Package) -> tuple[str, ...]:
    """Name the countries, known and other than the package's, that tables are of."""
    return tuple(
        dict.fromkeys(
            said_by(table) for table in tables if country_of(said_by(table)) and of_another(table, package)
        )
    )


def _named_around(table: Table) -> str:
    """Give the code of the country that the title names, else the sheet, else the file."""
    texts = (table.title, table.sheet, table.workbook.rpartition(".")[0])
    return next(filter(None, (country_in(text.replace("_", " ")) for text in texts)), "")


def name_of(code: str) -> str:
    """Give the English name of a country; the code where it is not known."""
    return next((row["en"] for row in _rows() if row["iso3"] == code), code)


@lru_cache(maxsize=1)
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(assets.read_text("countries.csv").splitlines()))


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Give codes by code as written, and by folded name; a name that two countries share names neither."""
    names: dict[str, set[str]] = {}
    for row in _rows():
        for name in (*(row[language] for language in LANGUAGES), *row["also"].split(";")):
            if name:
                names.setdefault(_folded(name), set()).add(row["iso3"])
    known = {name: codes.pop() for name, codes in names.items() if len(codes) == 1}
    for row in _rows():
        known[row["iso3"]] = known[row["iso2"]] = row["iso3"]
    return known


def _folded(text: str) -> str:
    """Give a name in lower case without accents, marks and articles."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^\w]+", " ", kept.replace("ß", "ss")).split()
    return " ".join(word for word in words if word != "the")


def _folded_inside(text: str) -> str:
    """Read "Iran (Islamic Republic of)" by what stands before the bracket, where that alone is a country."""
    before, bracket, _ = text.partition("(")
    return _known().get(_folded(before), "") if bracket else ""


def _turned(text: str) -> str:
    """Read "Lesotho, Kingdom of" by what stands before the comma."""
    before, comma, after = text.partition(",")
    name = _folded(before)
    return _known().get(name, "") if comma and name not in _SHARED and _folded(after).endswith(" of") else ""


def _styled(text: str) -> str:
    """Read "Republic of Uganda" or "Royaume du Maroc" by the name behind the style of the state."""
    words = _folded(text).split()
    for start in range(2, len(words)):
        name = " ".join(words[start:])
        if not _STYLES.isdisjoint(words[:start]) and words[start - 1] in _OF and name not in _SHARED:
            code = _known().get(name, "")
            if code:
                return code
    return ""
