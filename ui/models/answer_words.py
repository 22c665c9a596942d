"""The sentences of the assistant, and the words of the answers there are to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.models.roles import role_word
from ui.texts import say, t
from ui.vocabulary import WORDS
from workbench.errors import Message, message
from workbench.model.decided import Topic
from workbench.model.table import ROLES
from workbench.model.words import Quantity

if TYPE_CHECKING:
    from workbench.model import Decision

SENTENCES: dict[str, Message] = {
    "role": message("This is"),
    "scale": message("Values are multiplied by"),
    "decimal": message("Decimal mark is"),
    "unit": message("Values are in"),
    "country": message("The country is"),
    "variant": message("The variant is"),
    "year": message("The year is"),
    "years": message("Years are"),
    "sex": message("The sex is"),
    "header": message("The header is"),
    "totals": message("Totals are"),
    "ages": message("Ages are"),
    "interpolate": message("Missing years are"),
    "range": message("Only cells"),
    "names": message("Names:"),
    "prices": message("Prices are"),
}
CHOICES: dict[str, tuple[Any, ...]] = {
    "role": ROLES,
    "scale": (1.0, 1e3, 1e5, 1e6, 1e7, 1e9, 1e12),
    "decimal": (".", ","),
    "ages": ("", "sprague", "uniform"),
    "interpolate": ("", "linear"),
    "totals": ("", "keep"),
    "sex": ("both", "female", "male"),
    "unit": ("persons", "thousands", "money", "percent", "share", "index", "number"),
}
HINTS = {"range": "A5:K90", "series": "pension-coverage", "year": "2025"}
_UNITS = {one.value: WORDS[Quantity, one.value] for one in Quantity} | {
    "thousands": message("thousands"),
    "percent": message("percent"),
}
"""Besides the quantities, what a scale goes with."""
_SCALES = {
    1.0: message("one, as they stand"), 1e3: message("thousand"), 1e5: message("a hundred thousand (lakh)"), 1e6: message("million"),
    1e7: message("ten million (crore)"), 1e9: message("billion"), 1e12: message("trillion"),
}  # fmt: skip
_MARKS = {".": message("point"), ",": message("comma")}
_TOTALS = {"": message("left out"), "keep": message("read as well")}
_SEXES = {"both": message("both together"), "female": message("female"), "male": message("male")}
_METHODS = {
    "sprague": message("single ages by Sprague’s multipliers"),
    "uniform": message("single ages, spread evenly"),
    "linear": message("interpolated on a straight line"),
}
OWN_NAME = "own"


def sentence(topic: str) -> str:
    """Begin the sentence of a topic."""
    return t(SENTENCES.get(topic, message("{topic}:", topic=topic)))


def answer_word(topic: str, value: Any) -> str:
    """Say an answer."""
    if topic == "role":
        return role_word(str(value))
    if topic == "scale":
        return t(_SCALES[value]) if value in _SCALES else say().number(value)
    if topic in ("ages", "interpolate"):
        if value:
            return t(_METHODS[value])
        return t(message("as they stand")) if topic == "ages" else t(message("left empty"))
    known = {"decimal": _MARKS, "unit": _UNITS, "totals": _TOTALS, "sex": _SEXES}.get(topic, {})
    return t(known[value]) if value in known else str(value)


def unit_answer(unit: str, scale: float) -> str:
    """Give the answer of the menu of units that says what a series was read in."""
    return ("percent" if scale == 0.01 else "share") if unit == Quantity.SHARE else unit


def series_word(name: str) -> str:
    """Say what a series is to the costing; one it does not know keeps its own name."""
    if name == OWN_NAME:
        return t(message("kept under its own name"))
    return name.replace("-", " ")


def column_of(decision: Decision) -> str:
    """Give the letters of the one column a decision is about; empty where it is about the table."""
    return decision.evidence.get("column") if decision.topic == Topic.DECIMAL else ""
