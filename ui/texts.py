"""Say messages and figures in the window's language; bound once at the start."""

from __future__ import annotations

import html
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.errors import ListedError, Message, WorkbenchError, message, verbatim
from workbench.i18n import MINUS, MISSING, THIN, Translator, translator
from workbench.model import words

if TYPE_CHECKING:
    from enum import StrEnum

    from PySide6.QtWidgets import QWidget

MOST_LISTED = 5
"""Problems of a file named in one sentence of the window."""
_bound = [translator("en")]


def bind(language: str) -> None:
    """Choose the window's language."""
    _bound[0] = translator(language)


def say() -> Translator:
    """Give the translator, for numbers and dates."""
    return _bound[0]


def t(sentence: Message | str) -> str:
    """Say a message; plain text is the user's own and stays as it is."""
    return _bound[0](sentence)


def set_tip(widget: QWidget, text: str) -> None:
    """Set a tool tip as plain text: Qt would take `<b>` in a workbook's cell for markup."""
    widget.setToolTip(tip(text))


def tip(text: str) -> str:
    """Make plain text safe for a tool tip."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


def sentences(error: WorkbenchError) -> str:
    """Say what is wrong, why, and what to do."""
    parts = [t(part) for part in (error.what, error.why, error.remedy) if part is not None]
    if isinstance(error, ListedError):
        listed = [f"{place}: {t(what)}" for place, what in error.problems[:MOST_LISTED]]
        parts += [capital(t(error.where)), *listed]
    return " ".join(parts)


def moment(text: str) -> str:
    """Say a stored date and time; what is no date is shown as it stands."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return text
    return say().date(value, time=len(text) > 10)


def capital(text: str) -> str:
    """Begin with a capital letter, as a title does."""
    return text[:1].upper() + text[1:]


def compact(value: float | None, scale: float = 1e9, decimals: int = 2) -> str:
    """Format money in a column whose head names the scale; what is not known is a dash, and nothing is nought."""
    if value is None or value != value:
        return MISSING
    if value == 0:
        return "0"
    smallest = 0.5 * 10.0**-decimals
    if abs(value / scale) < smallest:
        least = 10.0**-decimals
        return f"< {say().number(least, decimals)}" if value > 0 else f"> {say().number(-least, decimals)}"
    return say().number(value / scale, decimals)


def figure(value: float | None, decimals: int = 0) -> str:
    """Format one of thousands of figures of a table; Babel takes a millisecond for every twenty-five."""
    if value is None or value != value:
        return MISSING
    if not _bound[0].language.startswith("en"):
        return say().number(value, decimals)
    return f"{value:,.{decimals}f}".replace(",", THIN).replace("-", MINUS)


def percent(value: float | None, decimals: int = 2) -> str:
    """Format a share for a narrow place; a trace of something never reads as nothing."""
    if value is None or value != value:
        return MISSING
    if 0 < value < 0.5 * 10.0 ** -(decimals + 2):
        return "< " + say().share(10.0 ** -(decimals + 2), decimals)
    return say().share(value, decimals)


def scale_of(values: tuple[float, ...]) -> tuple[float, Message]:
    """Choose the scale of a column of money, with its name."""
    largest = max((abs(value) for value in values), default=0.0)
    if largest >= 1e12:
        return 1e12, message("trillion")
    if largest >= 1e9:
        return 1e9, message("billion")
    if largest >= 1e6:
        return 1e6, message("million")
    return 1e3, message("thousand")


_WORDS: dict[tuple[type, str], Message] = {
    (type(key), key.value): text
    for key, text in (
        (words.Principle.REDISTRIBUTION, message("redistribution")),
        (words.Principle.REPRESENTATION, message("representation")),
        (words.Principle.RECOGNITION, message("recognition")),
        (words.Delivery.UNIVERSAL, message("Universal")),
        (words.Delivery.ARM, message("Targeted arm")),
        (words.Delivery.TARGETED, message("Targeted")),
        (words.Delivery.CONTRIBUTORY, message("Contributory")),
        (words.Delivery.REGULATORY, message("Regulatory")),
        (words.Delivery.PROCESS, message("Process")),
        (words.LevelBasis.MONEY, message("money")),
        (words.LevelBasis.POVERTY_LINE, message("poverty line")),
        (words.LevelBasis.GDP_PER_HEAD, message("GDP per head")),
        (words.LevelBasis.MINIMUM_WAGE, message("minimum wage")),
        (words.LevelBasis.AVERAGE_WAGE, message("average wage")),
        (words.Severity.BLOCKING, message("Blocking")),
        (words.Severity.SERIOUS, message("Serious")),
        (words.Severity.ADVISORY, message("Advisory")),
        (words.CriterionStatus.MET, message("met")),
        (words.CriterionStatus.PARTLY, message("partly met")),
        (words.CriterionStatus.NOT_MET, message("not met")),
        (words.CriterionStatus.NOT_APPLICABLE, message("not applicable")),
        (words.FindingKind.TENSION, message("Tensions")),
        (words.FindingKind.ACCESS, message("Access")),
        (words.FindingKind.PRINCIPLE, message("Principles")),
        (words.FindingKind.CHECKLIST, message("Checklist")),
        (words.FindingKind.SEQUENCE, message("Order in time")),
        (words.FindingKind.RIGHTS, message("Rights")),
        (words.FindingKind.FISCAL, message("Money")),
        (words.FindingKind.SYNERGY, message("Synergies")),
        (words.FindingKind.REMINDER, message("Reminders")),
        (words.Standing.BINDING, message("binds the country")),
        (words.Standing.RESERVED, message("binds the country, with a reservation")),
        (words.Standing.SIGNED, message("signed, does not bind yet")),
        (words.Standing.NOT_PARTY, message("does not bind: the country is not a party")),
        (words.Standing.UNSTATED, message("not stated in the legal profile whether it binds")),
        (words.Standing.COMMENT, message("expert comment: interprets, does not bind")),
        (words.Standing.SOFT, message("soft law: guides, does not bind")),
        (words.Government.UNSTATED, message("not stated")),
        (words.BasicIncomeReading.UNSTATED, message("not stated")),
        (words.FiscalOption.AID, message("Aid")),
        (words.FiscalOption.TAX, message("Taxation")),
        (words.FiscalOption.MACRO, message("Macroeconomic framework")),
        (words.FiscalOption.ILLICIT_FLOWS, message("Curbing illicit flows")),
        (words.CostModel.NONE, message("not costed")),
        (words.CostModel.LUMP_SUM, message("Yearly amounts")),
        (words.CostModel.SERVICE, message("Service: quantity × unit cost")),
        (words.CostModel.TRANSFER, message("Transfer: people × benefit")),
        (words.CostModel.FEE_REMOVAL, message("A fee given up")),
        (words.CostModel.INFRASTRUCTURE, message("Infrastructure: capital and upkeep")),
        (words.CostModel.REGISTRATION, message("Registration: backlog and births")),
        (words.Fee.NONE, message("nothing")),
        (words.Indexation.NONE, message("nothing")),
        (words.Fee.WAIVED, message("a fee, waived for those who cannot pay")),
        (words.Fee.CHARGED, message("a fee, without waiver")),
    )
}
"""Words by class and value: members of two vocabularies with the same value are equal, so a member alone is no key."""


def word(value: StrEnum) -> str:
    """Name a word of a closed vocabulary."""
    known = _WORDS.get((type(value), value.value))
    if known is not None:
        return t(known)
    plain = str(value.value).replace("-", " ")
    return t(verbatim(plain[:1].upper() + plain[1:])) if plain else MISSING
