"""Read numbers written as text; the decimal mark is decided from evidence, or asked for.

"1.234" is one thousand two hundred thirty-four in Jakarta and a bit more than one in London. Nothing here guesses:
a text that can be read both ways is evidence for neither, and a column of such texts is a question.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

MISSING = frozenset(
    {"", "..", "...", "…", "-", "--", "---", "–", "—", "−", ":", "n.a.", "n.a", "n/a", "na", "#n/a n/a", "nd", "n.d.",
     "n.d", "null", "none", "nan", "n.s.", "s.o.", "s/d", "sd", "nil data", "not available", "missing", "x"}
)  # fmt: skip
ERRORS = frozenset(
    {
        "#n/a",
        "#div/0!",
        "#ref!",
        "#value!",
        "#name?",
        "#num!",
        "#null!",
        "#error",
        "#spill!",
        "#calc!",
        "err:502",
    }
)
SPACES = "\u00a0\u202f\u2009\u2007\u2008\u3000 "
_BLANKS = re.compile(f"[{SPACES}]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९०٫٬", "0123456789" * 3 + "0.,")
_SIGN = str.maketrans({"−": "-", "–": "-", "‒": "-", "＋": "+"})
LONGEST = 64
"""Characters of the longest text taken for a number: patterns take the square of the length."""
_BARE = re.compile(r"(-)?([0-9][0-9.,]*)(%)?$")
_MARK = re.compile(r"(?<=[\d%)])\s*(?:[*†‡§#¹²³⁰⁴-⁹]+|\([a-z]{1,2}\.?\)|\[[a-z\d]{1,2}\]|[bepfr])$")
_SCIENCE = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+$")
_BODY = re.compile(r"[\d.,'’ ]*\d[\d.,'’ ]*$")
_CURRENCY = re.compile(
    r"^(?:[$€£¥₹₦₱฿₫₩₵]|[A-Z]{1,3}\$|[A-Z]{2,4}(?=[\s\d-]))\s*|\s*(?:[$€£¥₹₦₱฿₫₩₵]|(?<=[\s\d])[A-Z]{3})$"
)
_WRITTEN_CURRENCY = re.compile(
    r"[A-Z]{1,3}\$|[$€£¥₹₦₱฿₫₩₵]|(?<![A-Za-z\d])[A-Z]{2,4}(?=[\s\d-])|(?<=[\s\d])[A-Z]{3}$"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A text taken apart: what is left of the number once sign, percent sign, currency and marks of notes are off."""

    body: str
    negative: bool
    percent: bool


def is_missing(text: str) -> bool:
    """Say whether a text is one of the usual marks of a missing value."""
    return text.strip(SPACES + "\t\r\n").lower() in MISSING


def is_error(text: str) -> bool:
    """Say whether a text is a spreadsheet's error value."""
    return text.strip().lower() in ERRORS


def take_apart(text: str) -> Written | None:
    """Take sign, parentheses, percent sign, currency and marks of notes off; None where no number is left."""
    if len(text) > LONGEST:
        return None
    # Nearly all numbers are written so, and the rest of this takes ten times as long.
    bare = _BARE.match(text)
    if bare is not None:
        return Written(bare[2], bare[1] is not None, bare[3] is not None)
    rest = _MARK.sub("", text.translate(_DIGITS).translate(_SIGN).strip(SPACES + "\t\r\n"))
    rest = rest.replace("٪", "%").strip(SPACES)
    negative = percent = False
    if rest.startswith("(") and rest.endswith(")"):
        negative, rest = True, rest[1:-1].strip(SPACES)
    if rest.endswith("%"):
        percent, rest = True, rest[:-1].strip(SPACES)
    for _ in range(2):
        if rest.startswith("-") or (rest.endswith("-") and len(rest) > 1):
            if negative:
                return None
            negative, rest = True, (rest[1:] if rest.startswith("-") else rest[:-1]).strip(SPACES)
        elif rest.startswith("+"):
            rest = rest[1:].strip(SPACES)
        rest = _CURRENCY.sub("", rest).strip(SPACES)
    if _SCIENCE.match(rest):
        return Written(rest, negative, percent)
    rest = _BLANKS.sub(" ", rest)
    return Written(rest, negative, percent) if _BODY.match(rest) else None


def mark_of(text: str) -> str:
    """Give the mark of a note beside a number, such as * or p for provisional; empty where there is none."""
    if text[-1:].isdecimal():
        return ""
    found = _MARK.search(text.translate(_DIGITS).strip(SPACES + "\t\r\n"))
    return found[0].strip(SPACES + "()[].") if found else ""


def currency_of(text: str) -> str:
    """Give the currency written beside a number, as it is written; empty where there is none."""
    found = _WRITTEN_CURRENCY.search(text)
    return found[0].strip() if found else ""


@lru_cache(maxsize=65536)
def looks_numeric(text: str) -> bool:
    """Say whether a text is written as a number in some habit."""
    written = take_apart(text)
    return written is not None and any(_read(written.body, mark) is not None for mark in ".,")


def _grouped(body: str, mark: str) -> bool:
    """Say whether digits are grouped by a mark as people do: threes, or Indian twos before the last three."""
    groups = body.split(mark)
    if len(groups) == 1:
        return body.isdigit()
    head, *middle, last = groups
    if not all(group.isdigit() for group in groups) or len(last) != 3 or not 1 <= len(head) <= 3:
        return False
    if head.startswith("0"):
        return False  # nobody groups 0.435 as thousands
    if all(len(group) == 3 for group in middle):
        return True
    return len(head) <= 2 and all(len(group) == 2 for group in middle)


def _read(body: str, decimal: str) -> float | None:
    """Read a bare number with a known decimal mark; None where it is not written that way."""
    if _SCIENCE.match(body):
        other = "," if decimal == "." else "."
        return None if other in body else _finite(body.replace(",", "."))
    whole, mark, fraction = body.partition(decimal)
    if mark and (not fraction.isdigit() or not fraction.isascii()):
        return None
    if not whole and mark:
        return _finite("0." + fraction)
    if whole.isascii() and whole.isdigit():
        return _finite(f"{whole}.{fraction}" if fraction else whole)
    used = {sign for sign in whole if not sign.isdigit()}
    if len(used) > 1 or (not whole.isascii() and not used <= {"’"}):
        return None
    if used:
        group = used.pop()
        if not _grouped(whole, group):
            return None
        whole = whole.replace(group, "")
    if not whole.isdigit():
        return None
    return _finite(f"{whole}.{fraction}" if fraction else whole)


def _finite(text: str) -> float | None:
    """Give a number; 1e999 and four hundred digits are none."""
    number = float(text)
    return number if math.isfinite(number) else None


@lru_cache(maxsize=65536)
def evidence(text: str) -> str:
    """Say which decimal mark a text shows: ".", ",", "?" where it can be read two ways, "" where it shows none."""
    written = take_apart(text)
    if written is None:
        return ""
    point, comma = _read(written.body, "."), _read(written.body, ",")
    if point is None and comma is None:
        return ""
    if point is not None and comma is not None:
        return "" if point == comma else "?"
    if point is not None:
        return "."
    return ","


def shows_grouping(text: str, decimal: str) -> bool:
    """Say whether a text shows beyond doubt that the other mark groups its thousands: 1.234,5 or 1.234.567."""
    written = take_apart(text)
    other = "," if decimal == "." else "."
    if written is None or other not in written.body or _read(written.body, decimal) is None:
        return False
    return decimal in written.body or written.body.count(other) > 1


@dataclass(frozen=True, slots=True)
class Habit:
    """How the numbers of one table or column are written.

    Attributes:
        decimal: "." or ","; empty where the texts do not say and some need it.
        shown_by: How many cells show it.
        against: How many cells show the other mark.
        unclear: How many cells can be read both ways.
    """

    decimal: str
    shown_by: int
    against: int
    unclear: int


def habit(texts: Iterable[str], given: str = "") -> Habit:
    """Decide the decimal mark of texts; the mark given by the user wins over all evidence."""
    return habit_of(Counter(map(evidence, texts)), given)


def habit_of(votes: Counter[str], given: str = "") -> Habit:
    """Decide the decimal mark of texts of which so many show each mark."""
    if given:
        other = "," if given == "." else "."
        return Habit(given, votes[given], votes[other], votes["?"])
    if votes["."] and not votes[","]:
        return Habit(".", votes["."], 0, votes["?"])
    if votes[","] and not votes["."]:
        return Habit(",", votes[","], 0, votes["?"])
    if not votes["."]:
        return Habit("" if votes["?"] else ".", 0, 0, votes["?"])
    most = "." if votes["."] >= votes[","] else ","
    fewest = "," if most == "." else "."
    sure = votes[most] >= 3 * votes[fewest]
    return Habit(most if sure else "", votes[most], votes[fewest], votes["?"])


def parse(text: str, decimal: str) -> tuple[float, bool] | None:
    """Read a number and whether it carries a percent sign; None where it is not written in this habit.

    With an empty mark only texts that read the same both ways are read.
    """
    written = take_apart(text)
    if written is None:
        return None
    if decimal:
        number = _read(written.body, decimal)
    else:
        point, comma = _read(written.body, "."), _read(written.body, ",")
        number = point if point == comma else None
    if number is None:
        return None
    return (-number if written.negative else number), written.percent
