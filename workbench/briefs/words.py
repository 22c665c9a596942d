"""Phrases several sections share: counts, amounts, years, and who is meant by whom."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.briefs.source import BriefInput
from workbench.errors import Message, message, plural
from workbench.i18n import MISSING, Translator
from workbench.model.demography import age_band
from workbench.model.measure import Measure
from workbench.model.results import Estimate
from workbench.model.words import EVERYONE, CriterionStatus, Delivery, Severity, is_constant, prices_of

_COUNTS = (
    message("no"),
    message("one"),
    message("two"),
    message("three"),
    message("four"),
    message("five"),
    message("six"),
    message("seven"),
    message("eight"),
    message("nine"),
    message("ten"),
)

DELIVERIES = {
    Delivery.UNIVERSAL: message("Universal"),
    Delivery.ARM: message("Targeted arm"),
    Delivery.TARGETED: message("Targeted"),
    Delivery.CONTRIBUTORY: message("Contributory"),
    Delivery.REGULATORY: message("Regulatory"),
    Delivery.PROCESS: message("Process"),
}

STATUSES = {
    CriterionStatus.MET: message("Met"),
    CriterionStatus.PARTLY: message("Partly"),
    CriterionStatus.NOT_MET: message("Not met"),
    CriterionStatus.NOT_APPLICABLE: message("Not concerned"),
}

SEVERITIES = {
    Severity.BLOCKING: message("Blocking"),
    Severity.SERIOUS: message("Serious"),
    Severity.ADVISORY: message("Advisory"),
}


def count(t: Translator, number: int) -> str:
    """Write a count in a word up to ten in English; other languages decline their words, so they get figures."""
    if t.language.startswith("en") and 0 <= number < len(_COUNTS):
        return t(_COUNTS[number])
    return t.number(number, 0)


def measures(t: Translator, number: int) -> str:
    """Write how many measures."""
    return t(plural("{words} measure", "{words} measures", number, words=count(t, number)))


def sectors(t: Translator, number: int) -> str:
    """Write how many sectors."""
    return t(plural("{words} sector", "{words} sectors", number, words=count(t, number)))


def groups(t: Translator, number: int) -> str:
    """Write how many groups."""
    return t(plural("{words} group", "{words} groups", number, words=count(t, number)))


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit in which a table prints money."""

    factor: float
    name: Message

    def text(self, t: Translator, value: float | None) -> str:
        """Print an amount in this unit."""
        if value is None or not math.isfinite(value):
            return MISSING
        return t.number(value / self.factor, 0)


_SCALES = (
    Scale(1e9, message("billion")),
    Scale(1e6, message("million")),
    Scale(1e3, message("thousand")),
    Scale(1.0, message("")),
)


def scale_of(estimate: Estimate) -> Scale:
    """Choose the unit in which the largest amount has four figures or more, so that the small ones still show."""
    rows = (estimate.total, estimate.financing, *(row for _, row in estimate.by_certainty))
    peak = max((abs(value) for row in rows for value in row if math.isfinite(value)), default=0.0)
    if peak <= 0:
        return _SCALES[1]
    return next((scale for scale in _SCALES if peak >= 1e3 * scale.factor), _SCALES[-1])


def money_of(source: BriefInput, t: Translator) -> str:
    """Name the currency and the prices of every amount; each amount and each table says its own unit."""
    name = source.money or t(message("currency units"))
    return t(message("{amount}, {prices}", amount=name, prices=prices(source)))


def least(t: Translator, text: str, floor: bool) -> str:
    """Say in a sentence that a figure is the least it comes to, where it is."""
    return t(message("at least {figure}", figure=text)) if floor else text


def bound(t: Translator, text: str, floor: bool) -> str:
    """Mark a figure of a table as the least it comes to, where it is; a dash stays one."""
    return t(message("{figure}+", figure=text)) if floor and text != MISSING else text


def unit_of_money(source: BriefInput, t: Translator) -> str:
    """Name the unit and the prices of every amount in a table."""
    name = t(scale_of(source.estimate).name)
    amount = " ".join(part for part in (name, source.money or t(message("currency units"))) if part)
    return t(message("{amount}, {prices}", amount=amount, prices=prices(source)))


def prices(source: BriefInput) -> Message:
    """Name the prices the amounts are in."""
    basis = source.estimate.price_basis
    if is_constant(basis):
        return message("{year} prices", year=prices_of(basis))
    return message("current prices")


def span(years: Iterable[int], *, short: bool = False) -> str:
    """Write a run of years, such as 2027–2036, or 2027–36 where there is little room."""
    ordered = sorted(years)
    if not ordered:
        return MISSING
    first, last = str(ordered[0]), str(ordered[-1])
    if first == last:
        return first
    return f"{first}–{last[2:] if short and first[:2] == last[:2] else last}"


def sector_title(source: BriefInput, t: Translator, sector: str) -> str:
    """Name a sector; measures without one are named so."""
    return t(source.knowledge.title("sector", sector)) if sector else t(message("No sector"))


def for_whom(source: BriefInput, t: Translator, measure: Measure) -> str:
    """Say for whom a measure is meant: its groups, or everyone of its ages."""
    named = [group.name for group in source.package.groups if group.id in measure.groups]
    if EVERYONE not in measure.groups and named:
        return "; ".join(named)
    low, high = age_band(measure)
    if low > high:
        # What is paid is counted by others than those entitled, as maternity benefits are by births.
        low, high = measure.age_from, measure.age_to
    if low > 0 and high >= 100:
        return t(message("Everyone aged {low} and over", low=str(low)))
    if low > 0 or high < 100:
        return t(message("Everyone aged {low}–{high}", low=str(low), high=str(high)))
    return t(message("Everyone"))


def deciding(source: BriefInput, t: Translator) -> str:
    """Name who decides: the first words of "Cabinet, 9 December 2026"."""
    return source.package.decision.partition(",")[0].strip() or t(message("the Minister"))


def people(t: Translator, value: float | None) -> str:
    """Write persons as estimates deserve; below a hundred to the unit."""
    return t.people(None if value is None else round(value))


def people_range(t: Translator, low: float, high: float | None) -> str:
    """Write a range of persons, as one number where both ends print alike, and without an end as the least."""
    if high is None:
        return t(message("at least {people}", people=people(t, low)))
    first, last = people(t, low), people(t, high)
    return first if first == last else f"{first}–{last}"
