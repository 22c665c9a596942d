"""Write how one table was read as sentences, each with an answer that can be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ui.models.answer_words import (
    CHOICES,
    OWN_NAME,
    answer_word,
    column_of,
    sentence,
    series_word,
    unit_answer,
)
from ui.models.told import SERIES, About
from ui.texts import t
from workbench.errors import message
from workbench.model.cells import area, column_name
from workbench.model.decided import UNSAID, Coded, Decision, Topic, literal, said
from workbench.model.table import BY_NAME
from workbench.model.words import Quantity, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.models.told import Told
    from workbench.model import Series, Table
    from workbench.sheets import Reading
    from workbench.sheets.dialogue.notebook import Measured
    from workbench.sheets.dialogue.options import Answers

EACH = 6
"""Series named one by one; more of them are asked about together where they were measured alike."""
LOOKED_AT = 2_000
"""Series that tell whether there are classes of ages, or gaps between years."""
MOST_NAMED, HEADERS = 16, 4
_ELSEWHERE = frozenset({Topic.ROLE, Topic.UNIT, Topic.SCALE, Topic.AGES, Topic.MISSING_YEARS})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One decision.

    Attributes:
        about: What it is about; None where it cannot be changed.
        begins: How the sentence begins.
        shown: The answer in words.
        value: The answer.
        choices: The other answers, each with its words; empty for one that is typed or fixed.
        names: Names to choose from, where there are many.
        typed: Whether the answer is typed.
        evidence: What says so.
        sure: Whether the sheet or the user says so.
        times: What the values are multiplied by, said in the same sentence.
    """

    about: About | None
    begins: str
    shown: str
    value: Any = ""
    choices: tuple[tuple[Any, str], ...] = ()
    names: tuple[str, ...] = ()
    typed: bool = False
    evidence: str = ""
    sure: bool = True
    times: Sentence | None = None


def sentences_of(table: Table, reading: Reading, told: Told) -> Iterator[Sentence]:
    """Give the sentences of a table."""
    sheet, cell = table.sheet, first_cell(table)
    how = list(dict.fromkeys(table.how))
    role = next((one for one in how if one.topic == Topic.ROLE), Decision(Topic.ROLE, literal(table.role)))
    yield _menu(About("role", sheet, cell), role.answer.text, _why(role.evidence), sure=role.sure)
    yield from _measures(table, reading.measured.get((sheet, cell), ()), how)
    for one in how:
        if one.topic not in _ELSEWHERE and not _is_one_year(one):
            yield _decision(table, one, reading)
    yield from _names(table, reading.measured.get((sheet, cell), ()), how)
    yield from _on_request(table, told, {one.topic: one for one in how})
    if len(table.series) == 1 and table.role != Role.POPULATION:
        named = told.about(sheet, cell).role
        value = named.removeprefix(SERIES) if named.startswith(SERIES) else ""
        begins = t(message("One series, called"))
        yield Sentence(About("series", sheet, cell), begins, value, value, typed=True)


def said_so_far(answers: Answers, reading: Reading) -> Iterator[Sentence]:
    """Give what was said about a table that is not there yet, so that it can be said otherwise."""
    sheet, cell = answers.sheet, answers.cell
    evidence = t(message("as you said"))
    for topic in ("role", "country", "variant", "year", "decimal", "unit", "scale"):
        value = getattr(answers, topic)
        about = About(topic, sheet, cell)
        if value and topic in CHOICES:
            yield _menu(about, value, evidence)
        elif value:
            names = reading.choices.get((sheet, cell, topic), ())
            yield Sentence(
                about,
                sentence(topic),
                str(value),
                str(value),
                names=names,
                typed=not names,
                evidence=evidence,
            )
    for column, mark in answers.marks:
        begins = t(message("Decimal mark in column {column} is", column=column))
        yield _menu(About("decimal", sheet, cell, column), mark, evidence, begins=begins)


def known_keys() -> tuple[str, ...]:
    """Give the names of the series the costing knows."""
    from workbench.sheets.words.series_names import SERIES as KNOWN

    return tuple(dict.fromkeys(one.key for one in KNOWN))


def first_cell(table: Table) -> str:
    """Give the first cell of a table, by which it is known."""
    return table.range.partition(":")[0]


def _menu(about: About, value: Any, evidence: str, *, sure: bool = True, begins: str = "") -> Sentence:
    choices = tuple((one, answer_word(about.topic, one)) for one in CHOICES[about.topic])
    return Sentence(
        about,
        begins or sentence(about.topic),
        answer_word(about.topic, value),
        value,
        choices,
        evidence=evidence,
        sure=sure,
    )


def _decision(table: Table, one: Decision, reading: Reading) -> Sentence:
    sheet, cell = table.sheet, first_cell(table)
    if one.topic == "decimal":
        column = column_of(one)
        value = {"point": ".", "comma": ","}.get(one.answer.text, t(said(one.answer)))
        begins = t(message("Decimal mark in column {column} is", column=column)) if column else ""
        return _menu(
            About("decimal", sheet, cell, column), value, _why(one.evidence), sure=one.sure, begins=begins
        )
    if one.topic == "totals" and table.role != Role.POPULATION:
        value = "keep" if one.answer.code == "kept" else ""
        return _menu(About("totals", sheet, cell), value, _why(one.evidence or one.answer), sure=one.sure)
    if one.topic == "header" and sum(other.sheet == sheet for other in reading.tables) == 1:
        return _header(table, one, reading)
    names = reading.choices.get((sheet, cell, one.topic), ())
    if names:
        about = About(one.topic, sheet, cell)
        return Sentence(
            about,
            sentence(one.topic),
            one.answer.text,
            one.answer.text,
            names=names,
            evidence=_why(one.evidence),
            sure=one.sure,
        )
    if one.topic == "sex":
        return _menu(About("sex", sheet, cell), one.answer.text, _why(one.evidence), sure=one.sure)
    answer, why = t(said(one.answer)), _why(one.evidence)
    if one.topic == "years" and one.answer.text and table.years == (int(one.answer.text),):
        about = About("year", sheet, cell)
        return Sentence(about, sentence("year"), answer, answer, typed=True, evidence=why, sure=one.sure)
    return Sentence(None, sentence(one.topic), answer, evidence=why, sure=one.sure)


def _is_one_year(one: Decision) -> bool:
    """Whether a decision only says that the years are one year, which another says already."""
    return one.answer.code == "span" and one.answer.get("first") == one.answer.get("last")


def _why(evidence: Coded) -> str:
    return t(said(evidence)) if evidence else ""


def _header(table: Table, one: Decision, reading: Reading) -> Sentence:
    """Let another row be the header: the table then begins there."""
    view = next((view for view in reading.sheets if view.name == table.sheet), None)
    cells = area(table.range)
    answer, why = t(said(one.answer)), _why(one.evidence)
    if view is None or cells is None:
        return Sentence(None, sentence("header"), answer, evidence=why, sure=one.sure)
    top, left, bottom, right = cells
    choices = []
    for row in range(max(0, top - HEADERS), min(bottom, top + HEADERS) + 1):
        texts = [view.text(row, column) for column in range(left, min(right + 1, left + 30))]
        filled = [text for text in texts if text]
        if len(filled) > 1:
            below = f"{column_name(left)}{row + 1}:{column_name(right)}{bottom + 1}"
            begins = message("row {row}: {texts}", row=row + 1, texts=tuple(text[:16] for text in filled[:4]))
            choices.append((below, t(begins)))
    about, held = About("header", table.sheet, first_cell(table)), table.range
    return Sentence(about, sentence("header"), answer, held, tuple(choices), evidence=why, sure=one.sure)


def _names(table: Table, measured: tuple[Measured, ...], how: list[Decision]) -> Iterator[Sentence]:
    """Ask which series of the costing a row is, where the costing looks for series by name."""
    if table.role in BY_NAME and len(measured) == len(table.series) and len(measured) <= MOST_NAMED:
        known = known_keys()
        choices = tuple((name, series_word(name)) for name in (OWN_NAME, *known))
        for one, series in zip(measured, table.series, strict=True):
            value = series.key if series.key in known else OWN_NAME
            about = About("name", table.sheet, first_cell(table), series=((one.label, one.cell),))
            begins = t(message("{series} is", series=one.label))
            yield Sentence(about, begins, series_word(value), value, choices)
    lone = {series.dim("sex") for series in table.series}
    if table.role == Role.POPULATION and len(lone) == 1 and not any(one.topic == "sex" for one in how):
        yield _menu(About("sex", table.sheet, first_cell(table)), lone.pop() or "both", "", sure=False)


def _measures(table: Table, measured: tuple[Measured, ...], how: list[Decision]) -> Iterator[Sentence]:
    """Ask in what the values are: once where all were measured alike, else for each series or those alike."""
    sheet, cell = table.sheet, first_cell(table)
    kinds: dict[tuple[str, float], list[Measured]] = {}
    for one in measured:
        kinds.setdefault((one.unit, one.scale), []).append(one)
    if len(kinds) < 2:
        decided = {topic: one for one in reversed(how) if (topic := one.topic) in ("unit", "scale")}
        first = measured[0] if measured else None
        unit = first.unit if first else decided["unit"].answer.text if "unit" in decided else table.unit
        scale = first.scale if first else table.scale
        evidence = first.evidence if first else decided["unit"].evidence if "unit" in decided else UNSAID
        sure = first.sure if first else all(one.sure for one in decided.values())
        yield from _pair(About("unit", sheet, cell), unit, scale, _why(evidence), sure, "")
        return
    groups = [[one] for one in measured] if len(measured) <= EACH else list(kinds.values())
    for group in groups:
        series = tuple((one.label, one.cell) for one in group)
        names = ", ".join(one.label for one in group[:3])
        if len(group) > 3:
            names = t(message("{names} and {count} more", names=names, count=len(group) - 3))
        about, one = About("unit", sheet, cell, series=series), group[0]
        yield from _pair(
            about, one.unit, one.scale, _why(one.evidence), all(other.sure for other in group), names
        )


def _pair(about: About, unit: str, scale: float, evidence: str, sure: bool, names: str) -> Iterator[Sentence]:
    """Ask for unit and scale; an index has no scale, and that of a share is in its unit."""
    begins = t(message("{names}: in", names=names)) if names else ""
    measured = _menu(about, unit_answer(unit, scale), evidence, sure=sure, begins=begins)
    if unit not in (Quantity.SHARE, Quantity.INDEX):
        times = About("scale", about.sheet, about.cell, series=about.series)
        measured = replace(measured, times=_menu(times, scale, "", begins=t(message("multiplied by"))))
    yield measured


def _on_request(table: Table, told: Told, decided: dict[str, Decision]) -> Iterator[Sentence]:
    """Offer what is done only where the user asks: single ages, and years between."""
    sheet, cell = table.sheet, first_cell(table)
    own = told.about(sheet, cell)
    some = table.series[:LOOKED_AT]
    classes = any("-" in series.dim("age") for series in some if series.key == "population")
    if table.role == Role.POPULATION and (classes or own.ages):
        evidence = _why(decided["ages"].evidence) if "ages" in decided else ""
        yield _menu(About("ages", sheet, cell), own.ages, evidence)
    gaps = any(years and years[-1] - years[0] >= len(years) for years in {*map(_known, some)})
    if gaps or own.interpolate:
        evidence = _why(decided[Topic.MISSING_YEARS].evidence) if Topic.MISSING_YEARS in decided else ""
        yield _menu(About("interpolate", sheet, cell), own.interpolate, evidence)


def _known(series: Series) -> tuple[int, ...]:
    """Give the years a series has a value of."""
    if series.filled == len(series.years):
        return series.years
    return tuple(year for year, value in zip(series.years, series.values, strict=True) if value is not None)
