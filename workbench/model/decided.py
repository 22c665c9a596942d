"""How a table was read, decision by decision: codes and values, put into words when somebody looks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.errors import Message, message
from workbench.model.fields import about


class Topic(StrEnum):
    """What is decided about a table."""

    ROLE = "role"
    HEADER = "header"
    YEARS = "years"
    UNIT = "unit"
    SCALE = "scale"
    DECIMAL = "decimal"
    NAMES = "names"
    PRICES = "prices"
    SEX = "sex"
    COUNTRY = "country"
    VARIANT = "variant"
    TOTALS = "totals"
    AGES = "ages"
    MISSING_YEARS = "missing years"


@dataclass(frozen=True, slots=True)
class Coded:
    """Something that is said: a code of `SENTENCES`, and what fills its fields.

    A literal answer, such as a unit, a country or a year, has the code text and is its own value.
    """

    code: str = about("What is said, as a code", default="")
    values: tuple[tuple[str, str], ...] = about("What fills the sentence", default=())

    def __bool__(self) -> bool:
        return bool(self.code)

    def get(self, name: str) -> str:
        """Give one of the values; empty where there is none of this name."""
        return dict(self.values).get(name, "")

    @property
    def text(self) -> str:
        """Give a literal answer; empty where the answer is a sentence."""
        return self.get("text") if self.code == TEXT else ""

    @property
    def words(self) -> str:
        """Give the words of the sheet that say so, where there are any."""
        return self.get("words")


@dataclass(frozen=True, slots=True)
class Decision:
    """How one thing about a table was read, and on what evidence."""

    topic: str = about("What was decided: header, unit, scale, decimal, years, role, totals")
    answer: Coded = about("The answer")
    evidence: Coded = about("What in the sheet says so", default=Coded())
    sure: bool = about("Whether the sheet says so itself", default=True)


TEXT = "text"
UNSAID = Coded()
AS_ASKED = Coded("as-asked")
AS_MAPPED = Coded("as-mapped")
PERCENT_IN_TITLE = Coded("percent-in-title")
PERSONS_NAMED = Coded("persons-named")
NOT_OTHERWISE = Coded("not-otherwise")
NO_SCALE_STATED = Coded("no-scale-stated")
BY_DEFAULT = frozenset(
    {"not-otherwise", "no-scale-stated", "not-constant", "nothing-more", "nothing-more-list"}
)
"""What is so because nothing in the sheet says otherwise; it is never sure."""

SENTENCES: dict[str, Message] = {
    # answers
    "span": message("{first} to {last}"),
    "fiscal-years": message("fiscal years"),
    "dates": message("dates"),
    "periods": message("periods"),
    "estimates": message("marked as estimates or budget"),
    "row": message("row {row}"),
    "own-labels": message("kept under their own labels"),
    "left-out": message("{count} left out"),
    "is-total": message("“{label}” is a total"),
    "kept": message("kept"),
    "single-ages": message("single ages, method {method}"),
    "linear": message("interpolated linearly"),
    "gdp-nominal": message("GDP in current prices"),
    "not-clear": message("not clear"),
    # who or what says so
    "as-asked": message("as asked"),
    "as-mapped": message("as the mapping says"),
    "column-as-asked": message("column {column}: as asked"),
    "years-as-asked": message("as asked: {years}"),
    "classes-as-asked": message("as asked, from {count} classes"),
    "classes-but-open": message("as asked, from {count} classes; {open} stays open"),
    "of-package": message("the package's own"),
    "only-one": message("the only one"),
    "words": message("“{words}”"),
    "words-at": message("“{words}” in {where}"),
    "header-says": message("header: “{words}”"),
    "title-says": message("title: “{words}”"),
    "sheet-name-says": message("sheet name: “{words}”"),
    "file-name-says": message("file name: “{words}”"),
    "scale-column": message("scale column: {words}"),
    "listed": message("{names}"),
    # numbers
    "cells-show": message("{shown} of {cells} cells show it"),
    "column-shows": message("column {column}: {shown} cells show it, {against} the other"),
    "percentages-beyond": message("otherwise percentages would be above 1000 %"),
    # units and scales
    "no-scale-of-index": message("an index has no scale"),
    "persons-named": message("persons are named"),
    "for-one": message("an amount for one"),
    "percent-in-label": message("percent in label or unit"),
    "percent-in-title": message("percent in the title"),
    "above-one": message("values above 1 cannot be fractions"),
    "no-percent": message("no percent sign and no value above 1"),
    "no-scale-stated": message("nothing states a scale"),
    "not-otherwise": message("nothing says otherwise"),
    "not-constant": message("nothing says constant prices"),
    # years
    "across": message("years across"),
    "down": message("years down"),
    "read-as": message("“{written}” is read as {year}"),
    "stands-for": message("“{written}” stands for {year}"),
    "read-as-first": message("“{written}” is read as {year}, its first year"),
    # names and totals
    "only-row": message("the only row"),
    "no-name": message("the column has no name of its own"),
    "sum-above": message("it equals the sum of the rows above"),
    "sum-beside": message("the sum of parts beside it"),
    "ages-covered": message("others cover these ages"),
    # roles
    "unit-costs-named": message("unit costs in title or header"),
    "price-indices": message("price indices: {names}"),
    "known-rows": message("rows known by name: {names}"),
    "ages-and-sexes": message("ages and sexes"),
    "ages-and-population": message("ages and the word population"),
    "ages-of-some": message("ages, but of some people only: {words}"),
    "ages-of-shares": message("ages, but the title speaks of shares"),
    "ages-of-rates": message("ages, but the title speaks of a rate or an amount"),
    "ages-uncounted": message("ages, but nothing says they count people"),
    "coverage-named": message("coverage as a share in title or header"),
    "spending-named": message("expenditure or budget in title or header"),
    "groups-named": message("groups in title or header"),
    "programmes-named": message("programmes in title or header"),
    "nothing-more": message("nothing in titles or labels says more"),
    "nothing-more-list": message("nothing in titles or labels says more (a list without years)"),
}
_WHOLE = "whole"


def literal(text: object) -> Coded:
    """Make an answer that is its own value."""
    return Coded(TEXT, (("text", str(text)),))


def coded(code: str, **values: object) -> Coded:
    """Make something said of a code and its values."""
    return Coded(code, tuple((name, str(value)) for name, value in values.items()))


def quoted(words: str) -> Coded:
    """Make evidence of words of the sheet."""
    return coded("words", words=words)


def of_whole_numbers(evidence: Coded) -> Coded:
    """Add to evidence of a scale that the cells hold the whole number, and show it smaller."""
    return replace(evidence, values=(*evidence.values, (_WHOLE, _WHOLE)))


def said(one: Coded) -> Message:
    """Put an answer or its evidence into words; what no code is known for is said by its values."""
    values = dict(one.values)
    sentence = SENTENCES.get(one.code)
    if sentence is None:
        return message("{text}", text=", ".join(values.values()))
    sentence = sentence.filled(**values)
    if _WHOLE in values:
        return message("{evidence}, and the cells hold the whole number", evidence=sentence)
    return sentence


def decision_said(one: Decision) -> Message:
    """Put a decision into words: topic, answer, and evidence in brackets."""
    if one.evidence:
        return message(
            "{topic}: {answer} ({evidence})",
            topic=one.topic,
            answer=said(one.answer),
            evidence=said(one.evidence),
        )
    return message("{topic}: {answer}", topic=one.topic, answer=said(one.answer))
