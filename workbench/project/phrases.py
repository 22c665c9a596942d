"""What projects before format 5 say of how a table was read: English phrases, turned into codes and values.

These are no sentences of the program: they are what earlier programs wrote into files. What no pattern knows keeps its words.
"""

from __future__ import annotations

import re
from typing import Any

_ANSWERS = (
    ("span", r"(?P<first>\d+) to (?P<last>\d+)"),
    ("fiscal-years", r"fiscal years"),
    ("dates", r"dates"),
    ("periods", r"periods"),
    ("estimates", r"marked as estimates or budget"),
    ("row", r"row (?P<row>\d+)"),
    ("own-labels", r"kept under their own labels"),
    ("left-out", r"(?P<count>\d+) left out"),
    ("is-total", r"“(?P<label>.*)” is a total"),
    ("kept", r"kept"),
    ("single-ages", r"single ages, method (?P<method>\w+)"),
    ("linear", r"interpolated linearly"),
    ("gdp-nominal", r"GDP in current prices"),
    ("not-clear", r"not clear"),
)
_OF_TOPIC = {"years": ("span", "fiscal-years", "dates", "periods", "estimates"), "header": ("row",),
             "names": ("own-labels",), "totals": ("left-out", "is-total", "kept"), "ages": ("single-ages",),
             "missing years": ("linear",), "prices": ("gdp-nominal",), "decimal": ("not-clear",)}  # fmt: skip
"""Only what a topic can be answered with: a country may well be called Dates."""
_EVIDENCE = (
    ("as-asked", r"as asked"),
    ("as-mapped", r"as the mapping says"),
    ("column-as-asked", r"column (?P<column>[A-Z]+): as asked"),
    ("years-as-asked", r"as asked: (?P<years>.*)"),
    ("classes-but-open", r"as asked, from (?P<count>\d+) classes; (?P<open>.*) stays open"),
    ("classes-as-asked", r"as asked, from (?P<count>\d+) classes"),
    ("of-package", r"the package's own"),
    ("only-one", r"the only one"),
    ("words-at", r"“(?P<words>.*)” in (?P<where>.*)"),
    ("read-as-first", r"“(?P<written>.*)” is read as (?P<year>\d+), its first year"),
    ("read-as", r"“(?P<written>.*)” is read as (?P<year>\d+)"),
    ("stands-for", r"“(?P<written>.*)” stands for (?P<year>\d+)"),
    ("words", r"“(?P<words>.*)”"),
    ("header-says", r"header: “(?P<words>.*)”"),
    ("title-says", r"title: “(?P<words>.*)”"),
    ("sheet-name-says", r"sheet name: “(?P<words>.*)”"),
    ("file-name-says", r"file name: “(?P<words>.*)”"),
    ("scale-column", r"scale column: (?P<words>.*)"),
    ("cells-show", r"(?P<shown>\d+) of (?P<cells>\d+) cells show it"),
    ("column-shows", r"column (?P<column>[A-Z]+): (?P<shown>\d+) cells show it, (?P<against>\d+) the other"),
    ("percentages-beyond", r"otherwise percentages would be above 1000 %"),
    ("no-scale-of-index", r"an index has no scale"),
    ("persons-named", r"persons are named"),
    ("for-one", r"an amount for one"),
    ("percent-in-label", r"percent in label or unit"),
    ("percent-in-title", r"percent in the title"),
    ("above-one", r"values above 1 cannot be fractions"),
    ("no-percent", r"no percent sign and no value above 1"),
    ("no-scale-stated", r"nothing states a scale"),
    ("not-otherwise", r"nothing says otherwise"),
    ("not-constant", r"nothing says constant prices"),
    ("across", r"years across"),
    ("down", r"years down"),
    ("row", r"row (?P<row>\d+)"),
    ("only-row", r"the only row"),
    ("no-name", r"the column has no name of its own"),
    ("sum-above", r"it equals the sum of the rows above"),
    ("sum-beside", r"the sum of parts beside it"),
    ("ages-covered", r"others cover these ages"),
    ("unit-costs-named", r"unit costs in title or header"),
    ("price-indices", r"price indices: (?P<names>.*)"),
    ("known-rows", r"rows known by name: (?P<names>.*)"),
    ("ages-and-sexes", r"ages and sexes"),
    ("ages-and-population", r"ages and the word population"),
    ("ages-of-some", r"ages, but of some people only: (?P<words>.*)"),
    ("ages-of-shares", r"ages, but the title speaks of shares"),
    ("ages-of-rates", r"ages, but the title speaks of a rate or an amount"),
    ("ages-uncounted", r"ages, but nothing says they count people"),
    ("coverage-named", r"coverage as a share in title or header"),
    ("spending-named", r"expenditure or budget in title or header"),
    ("groups-named", r"groups in title or header"),
    ("programmes-named", r"programmes in title or header"),
    ("nothing-more-list", r"nothing in titles or labels says more \(a list without years\)"),
    ("nothing-more", r"nothing in titles or labels says more"),
)
_COMPILED = tuple((code, re.compile(pattern, re.DOTALL)) for code, pattern in _EVIDENCE)
_COMPILED_ANSWERS = {code: re.compile(pattern, re.DOTALL) for code, pattern in _ANSWERS}
_WHOLE = ", and the cells hold the whole number"


def with_codes(table: Any) -> Any:
    """Give the JSON of a table with what was decided about it as codes; one that has codes is left as it is."""
    decisions = table.get("how") if isinstance(table, dict) else None
    if not isinstance(decisions, list) or all(map(_has_codes, decisions)):
        return table
    return table | {"how": [one if _has_codes(one) else _decision(one) for one in decisions]}


def _has_codes(one: Any) -> bool:
    return not isinstance(one, dict) or not isinstance(one.get("answer"), str)


def _decision(one: dict[str, Any]) -> dict[str, Any]:
    topic, evidence = one.get("topic"), one.get("evidence", "")
    found = dict(one) | {"answer": _answer(topic, one["answer"])}
    if isinstance(evidence, str):
        found["evidence"] = _of_evidence(evidence)
    return found


def _answer(topic: Any, text: str) -> dict[str, Any]:
    for code in _OF_TOPIC.get(topic, ()) if isinstance(topic, str) else ():
        if match := _COMPILED_ANSWERS[code].fullmatch(text):
            return _coded(code, match.groupdict())
    return _coded("text", {"text": text})


def _of_evidence(text: str) -> dict[str, Any]:
    if not text:
        return _coded("", {})
    whole = text.endswith(_WHOLE)
    plain = text.removesuffix(_WHOLE)
    for code, pattern in _COMPILED:
        if match := pattern.fullmatch(plain):
            return _coded(code, match.groupdict() | ({"whole": "whole"} if whole else {}))
    return _coded("text", {"text": text})


def _coded(code: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, "values": [[name, str(value)] for name, value in values.items()]}
