"""Ask what only the user can know: persons or thousands, month or year, units or millions."""

from __future__ import annotations

import re

from workbench.errors import WorkbookError, message
from workbench.model import Series
from workbench.model.cells import Place
from workbench.model.decided import said
from workbench.model.money_words import spoken_of
from workbench.model.words import Quantity, Role, Severity
from workbench.sheets.meaning.doubts import say_doubts
from workbench.sheets.meaning.draft import Draft
from workbench.sheets.meaning.series import PER_PERIOD
from workbench.sheets.meaning.totals import Read
from workbench.sheets.words.labels import BOTH
from workbench.sheets.words.unknown_words import not_understood

SMALL_GDP = 1e7
SMALL_AMOUNTS = 1e6
HAMLET, SMALL_POPULATION, MEDIUM_POPULATION = 1_000, 300_000, 2_000_000
_LAST_PART = re.compile(r"(?:[(\[,:;]|\bin\b)\s*(?:in\s)?([^()\[\],:;]{1,30})[)\]]?\s*$")


def ask(draft: Draft, series: list[Series], reads: list[Read]) -> None:
    """Ask what only the user can know; refuse to guess whether people are counted in thousands."""
    block, sheet = draft.block, draft.block.sheet.name
    if draft.near.other_scale and draft.options.scale is None and not draft.options.unit:
        draft.notebook.say(
            Severity.ADVISORY,
            message("Two scales are named: {first} and {second}; the first is used.",
                    first=said(draft.near.scale_said), second=said(draft.near.other_scale)),
            sheet=sheet,
            remedy=message("Say the right one with {option}.", option="--scale"), code="two-scales", asks="scale",
        )  # fmt: skip
    if draft.role == Role.POPULATION:
        if draft.unstated_people and any(
            number % 1 for read in reads for number in read.values.numbers if number == number
        ):
            raise WorkbookError(
                message("Nothing says whether the population is in persons or in thousands."),
                where=draft.spot,
                why=message("The values have fractions, so they can hardly be persons."),
                remedy=message(
                    "Say it with {option}.", option="--scale 1000, --unit thousands or --unit persons"
                ),
                code="population-without-scale",
                asks="scale",
            )
        _say_small(draft, series)
        return
    say_doubts(draft, series)
    _say_by_size(draft)
    if draft.name and any(one.unit == Quantity.NUMBER for one in series):
        draft.notebook.say(
            Severity.SERIOUS,
            message("Nothing says what “{name}” is counted in.", name=draft.name),
            sheet=sheet,
            at=(block.header, block.area[1]),
            remedy=message("Say it with {option}.", option="--unit percent, persons, money or index"),
            code="no-unit",
            asks="unit",
        )
    for one in series:
        if one.key in PER_PERIOD and not one.dim("period"):
            draft.notebook.say(
                Severity.ADVISORY,
                message("“{label}” does not say whether it is per day, month or year.", label=one.label),
                sheet=sheet,
                at=_label_place(reads, one),
                remedy=message("Write it into the label, such as “per month”."),
                code="no-period",
            )
    if draft.unstated and any(one.unit == Quantity.MONEY for one in series) and draft.role != Role.UNIT_COSTS:
        small = _small(draft, series)
        draft.notebook.say(
            Severity.SERIOUS if small else Severity.ADVISORY,
            message("Nothing says whether the amounts are in units, thousands, millions or billions; read as they "
                    "stand."),
            sheet=sheet,
            at=draft.unstated[0],
            remedy=message("Say it with {option}.", option="--scale or --unit"), code="no-scale", asks="scale",
        )  # fmt: skip


def _small(draft: Draft, series: list[Series]) -> bool:
    """Say whether amounts of a state are so small that millions may have been meant."""
    gdp = next((one for one in series if one.key == "gdp"), None)
    if gdp is not None:
        return max((v for v in gdp.values if v is not None), default=0.0) < SMALL_GDP
    if any(_names_currency(text) for text in draft.near.texts):
        return False
    amounts = (v for one in series if one.unit == Quantity.MONEY for v in one.values if v is not None)
    return (
        draft.role == Role.EXISTING_SPENDING and max(map(abs, amounts), default=SMALL_AMOUNTS) < SMALL_AMOUNTS
    )


def _names_currency(text: str) -> bool:
    """Say whether a text ends with nothing but a currency: "Budget, KES"."""
    found = _LAST_PART.search(text)
    return found is not None and bool(spoken_of(found[1])) and not not_understood(found[1])


def _say_by_size(draft: Draft) -> None:
    """Say which rates were taken for percentages or fractions by their size; two kinds in one table are serious."""
    kinds = {scale for _, _, scale in draft.by_size}
    for place, label, scale in draft.by_size:
        text = (
            message(
                "“{label}” states no percent; as values are above 1 they are read as percentages.",
                label=label,
            )
            if scale != 1.0
            else message(
                "“{label}” states no percent; as no value is above 1 they are read as fractions.", label=label
            )
        )
        draft.notebook.say(
            Severity.SERIOUS if len(kinds) > 1 else Severity.ADVISORY,
            text,
            sheet=draft.block.sheet.name,
            at=place,
            remedy=message("Write the unit beside it, or say it with {option}.", option="--unit percent"),
            code="percent-by-size",
            asks="unit",
        )


def _say_small(draft: Draft, series: list[Series]) -> None:
    """Say where a population is so small that thousands may have been meant."""
    both = [one for one in series if one.dim("sex") == BOTH] or series
    sums: dict[int, float] = {}
    for one in both:
        for year, value in zip(one.years, one.values, strict=True):
            sums[year] = sums.get(year, 0.0) + (value or 0.0)
    most = max(sums.values(), default=0.0)
    if draft.unstated_people and sums and most < MEDIUM_POPULATION:
        draft.notebook.say(
            Severity.SERIOUS if HAMLET <= most < SMALL_POPULATION else Severity.ADVISORY,
            message("Nothing says whether these are persons or thousands; read as persons, at most {count} in a year.",
                    count=most),
            sheet=draft.block.sheet.name,
            at=draft.unstated_people[0][0],
            remedy=message("Say it with {option}.", option="--unit persons or --unit thousands"), code="persons-or-thousands", asks="unit",
        )  # fmt: skip


def _label_place(reads: list[Read], one: Series) -> Place:
    return next((r.line.header for r in reads if r.line.label == one.label), (0, 0))
