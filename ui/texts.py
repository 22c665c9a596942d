"""Say messages and figures in the window's language; bound once at the start."""

from __future__ import annotations

import html
from datetime import datetime
from typing import TYPE_CHECKING

from ui.vocabulary import WORDS
from workbench.errors import ListedError, Message, WorkbenchError, message
from workbench.i18n import MINUS, MISSING, THIN, Translator, translator

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


def word(value: StrEnum) -> str:
    """Name a word of a closed vocabulary."""
    return t(WORDS[type(value), value.value])
