"""Say where a unit or scale may be another than the one taken: each is named with its cell and the way to settle it."""

from __future__ import annotations

import re

from workbench.errors import Message, message
from workbench.model import Series
from workbench.model.cells import Place
from workbench.model.cells import place as place_of
from workbench.model.decided import Coded, said
from workbench.model.money_words import spoken_of
from workbench.model.words import Quantity, Role, Severity
from workbench.sheets.meaning.draft import Draft
from workbench.sheets.meaning.units import Doubt
from workbench.sheets.words.unknown_words import not_understood

SMALL_POPULATION = 1e6
SHOWN, TIMES_GDP = 6, 20
_CODES = {Doubt.UNIT: "unit-not-understood", Doubt.SCALE: "other-scale-stated", Doubt.ONE: "amount-for-one"}
_BRACKETS = re.compile(r"[(\[]([^)\]]{1,40})[)\]]")
_SHORT = 5


def say_doubts(draft: Draft, series: list[Series]) -> None:
    """Say what is in doubt about the units and scales of a table."""
    for kind in (Doubt.UNIT, Doubt.SCALE, Doubt.ONE):
        for place, label, evidence in draft.doubts.get(kind, ()):
            _say(draft, place, _told(draft, kind, label, evidence), _CODES[kind])
    if apart := draft.doubts.get(Doubt.APART):
        labels = tuple(dict.fromkeys(label for _, label, _ in apart))[:SHOWN]
        draft.notebook.say(
            Severity.ADVISORY,
            message("These are no amounts and are read as they stand, whatever {said} states: {labels}.",
                    said=said(draft.near.scale_said), labels=labels),
            sheet=draft.block.sheet.name,
            at=apart[0][0], code="no-amounts-beside-scale",
        )  # fmt: skip
    _say_beyond_gdp(draft, series)
    _say_brackets(draft)
    _say_people(draft, series)
    _say_percents(draft)


def _told(draft: Draft, kind: Doubt, label: str, evidence: Coded) -> Message:
    if kind is Doubt.UNIT:
        return message(
            "The unit {unit} is not understood, or cannot be that of “{label}”.",
            unit=said(evidence),
            label=label,
        )
    if kind is Doubt.SCALE:
        return message("“{label}” has the unit {unit}, but a scale is stated by {said}; it is read as it stands.",
                       label=label, unit=said(evidence), said=said(draft.near.scale_said))  # fmt: skip
    return message("“{label}” is an amount for one, but a scale is stated by {said}; it is read as it stands.",
                   label=label, said=said(draft.near.scale_said))  # fmt: skip


def _say(draft: Draft, place: Place, text: Message, code: str) -> None:
    draft.notebook.say(
        Severity.SERIOUS,
        text,
        sheet=draft.block.sheet.name,
        at=place,
        remedy=message("Write the unit into the label or a column of units, such as KES or KES million."),
        code=code,
    )


def _say_beyond_gdp(draft: Draft, series: list[Series]) -> None:
    """Say which amounts are many times GDP: they are counts of something, or in another scale."""
    gdp = next((one for one in series if one.key == "gdp" and one.unit == Quantity.MONEY), None)
    if gdp is None:
        return
    whole = dict(zip(gdp.years, gdp.values, strict=True))
    limit = TIMES_GDP * min((value for value in gdp.values if value), default=0.0)
    for one in series:
        large = (
            one.unit == Quantity.MONEY
            and one is not gdp
            and any(value is not None and abs(value) > limit for value in one.values)
        )
        cell = _first_beyond(one, whole) if large else ""
        if place := place_of(cell):
            _say(
                draft,
                place,
                message("“{label}” is more than {times} times GDP; it may be no amount, or in another scale.",
                        label=one.label, times=TIMES_GDP),
                "beyond-gdp",
            )  # fmt: skip


def _first_beyond(one: Series, gdp: dict[int, float | None]) -> str:
    """Give the first cell of a series that is many times GDP."""
    for year, value, cell in zip(one.years, one.values, one.cells, strict=True):
        most = gdp.get(year)
        if value is not None and most is not None and abs(value) > TIMES_GDP * most > 0:
            return cell
    return ""


def _say_brackets(draft: Draft) -> None:
    """Say which words beside a currency in brackets nobody understands, where no scale is stated."""
    if not draft.unstated:
        return
    for text in draft.near.texts:
        for held in _BRACKETS.findall(text):
            odd = not_understood(held) if spoken_of(held) else ""
            if odd and all(len(word) <= _SHORT for word in odd.split()):
                _say(
                    draft,
                    draft.unstated[0],
                    message("“{words}” in “{text}” is not understood; the amounts are read as they stand.",
                            words=odd, text=text),
                    "words-not-understood",
                )  # fmt: skip
                return


def _say_people(draft: Draft, series: list[Series]) -> None:
    """Say where nothing tells whether people are counted one by one; fractions and small countries are in doubt."""
    places = {label: at for at, label in reversed(draft.unstated_people)}
    doubtful = [
        one
        for one in series
        if one.unit == Quantity.PERSONS
        and one.label in places
        and _doubtful([v for v in one.values if v is not None], one.key)
    ]
    if not places:
        return
    first = next(iter(reversed(places.items())))
    for label, at in [(one.label, places[one.label]) for one in doubtful] or [first]:
        draft.notebook.say(
            Severity.SERIOUS if doubtful else Severity.ADVISORY,
            message("Nothing says whether “{label}” counts persons, thousands or millions; read as persons.", label=label),
            sheet=draft.block.sheet.name,
            at=at,
            remedy=message("Write it into the label or a column of units, such as “(thousands)” or “persons”."), code="people-without-scale",
        )  # fmt: skip


def _doubtful(values: list[float], key: str) -> bool:
    """Say whether a number of people has fractions, or is that of a very small country."""
    small = key == "population" and max(values, default=SMALL_POPULATION) < SMALL_POPULATION
    return small or any(value % 1 for value in values)


def _say_percents(draft: Draft) -> None:
    """Say where percentages are so small that fractions may be meant: 0.45 under a percent sign."""
    doubtful = [(place, label) for place, label, small in draft.percents if small]
    if draft.role != Role.COVERAGE and len(doubtful) < len(draft.percents):
        return
    for place, label in doubtful:
        draft.notebook.say(
            Severity.SERIOUS,
            message("“{label}” is stated in percent, but all its values are below 1; they may be fractions, and are read "
                    "as percentages.", label=label),
            sheet=draft.block.sheet.name,
            at=place,
            remedy=message("Write 45 or 45 % for forty-five in a hundred, or say it with {option}.",
                           option="--unit share"), code="percent-or-fraction", asks="unit",
        )  # fmt: skip
