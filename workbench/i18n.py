"""The one translator and formatter: messages and values of the core become text in the reader's language here."""

from __future__ import annotations

import datetime
import functools
import gettext
import io
import math
from collections.abc import Iterable
from typing import Any

from babel import Locale, UnknownLocaleError, dates, numbers

from workbench import assets
from workbench.errors import Message, RequestError, message

DOMAIN = "workbench"
MISSING = "–"
THIN = "\u202f"
MINUS = "\u2212"

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


class Translator:
    """Says messages and formats numbers in one language.

    English prints thousands with a narrow no-break space, as the United Nations' editorial style does, so that
    no reader takes a mark of thousands for a decimal mark.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        try:
            self.locale = Locale.parse(language.replace("-", "_"))
        except (ValueError, UnknownLocaleError) as error:
            raise RequestError(
                message("“{language}” is not a language known here.", language=language),
                where="language",
                remedy=message("Give a code such as en, fr or es."),
            ) from error
        self._catalogue = _catalogue(language)

    def __call__(self, sentence: Message | str) -> str:
        """Say a message. Plain text, which is the user's or a file's, is returned as it is."""
        if isinstance(sentence, str):
            return sentence
        template = dict(sentence.variants).get(self.language)
        if template is None and sentence.plural:
            template = self._catalogue.ngettext(sentence.template, sentence.plural, sentence.count)
        elif template is None:
            template = self._catalogue.gettext(sentence.template) if sentence.template else ""
        try:
            return template.format(**{name: self._value(value) for name, value in sentence.values})
        except (KeyError, IndexError, ValueError):
            return template

    def _value(self, value: Any) -> str:
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, tuple):
            return self.join([self._value(item) for item in value])
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, (int, float)):
            return self.number(value)
        return str(value)

    def join(self, items: list[str]) -> str:
        """Join as in "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        pattern = self.locale.list_patterns["standard"]
        text = pattern["2"].format(items[0], items[1]) if len(items) == 2 else ""
        if len(items) > 2:
            text = pattern["end"].format(items[-2], items[-1])
            for item in reversed(items[1:-2]):
                text = pattern["middle"].format(item, text)
            text = pattern["start"].format(items[0], text)
        return text.replace(", and ", " and ") if self.language.startswith("en") else text

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """Format a number; decimals are as many as given, else up to two."""
        if value is None or math.isnan(value):
            return MISSING
        shape = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
        text = numbers.format_decimal(value, format=shape, locale=self.locale)
        return self._house_style(text)

    def share(self, value: float | None, decimals: int = 1) -> str:
        """Format a fraction as percent, with a narrow no-break space before the sign."""
        if value is None or math.isnan(value):
            return MISSING
        return f"{self.number(value * 100, decimals)}{THIN}%"

    def money(self, value: float | None, currency: str = "") -> str:
        """Format money for a sentence: 3.2 billion dara."""
        if value is None or math.isnan(value):
            return MISSING
        for scale, name in _SCALES:
            if abs(value) >= scale:
                amount = self.number(value / scale, 2 if abs(value) < 100 * scale else 0)
                return " ".join(part for part in (amount, self._catalogue.gettext(name), currency) if part)
        return " ".join(part for part in (self.number(value, 0), currency) if part)

    def people(self, value: float | None) -> str:
        """Format persons to three figures of precision, as estimates deserve; small numbers to the unit."""
        if value is None or math.isnan(value):
            return MISSING
        digits = max(0, len(str(int(abs(value)))) - 3)
        return self.number(round(value, -digits), 0)

    def date(self, value: datetime.date, *, time: bool = False) -> str:
        """Format a date as 23 November 2026."""
        text = dates.format_date(value, format="d MMMM y", locale=self.locale)
        if time and isinstance(value, datetime.datetime):
            text += ", " + dates.format_time(value, format="HH:mm", locale=self.locale)
        return text

    def _house_style(self, text: str) -> str:
        if not self.language.startswith("en"):
            return text.replace("-", MINUS)
        text = text.replace(",", THIN).replace("-", MINUS)
        # Rounding a tiny negative leaves "−0".
        return text if any(digit in text for digit in "123456789") else text.removeprefix(MINUS)


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    for name in (language, language.partition("-")[0]):
        file = assets.resource("locale", name, "LC_MESSAGES", f"{DOMAIN}.mo")
        if file.is_file():
            return gettext.GNUTranslations(io.BytesIO(file.read_bytes()))
    return gettext.NullTranslations()


@functools.cache
def translator(language: str = "en") -> Translator:
    """Give the translator of a language."""
    return Translator(language)


def ranges(numbers: Iterable[int]) -> str:
    """Write numbers in short, such as 1–3, 8, 11–12."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown: list[str] = []
    for run in runs:
        shown += (
            [str(run[0])] if len(run) == 1 else [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
        )
    return ", ".join(shown)
