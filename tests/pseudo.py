"""A language nobody speaks: what went through the translator stands in brackets, longer than English and accented.

A sentence outside the brackets never met the translator; one that is cut in the window has no room for a longer language.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator
from string import Formatter

import pytest

from workbench import i18n

OPENS, CLOSES = "⟦", "⟧"
_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGER = 3
"""One more letter for each so many."""


class PseudoLanguage(gettext.NullTranslations):
    """The catalogue of the language."""

    def gettext(self, message: str) -> str:
        """Give a sentence in brackets, accented and longer; its fields stay."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give a sentence of a count likewise."""
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(template: str) -> str:
    """Write a template in the language; what holds no word of its own is left as it is."""
    parts: list[str] = []
    words = ""
    for text, field, form, _ in Formatter().parse(template):
        words += text
        parts.append(text.translate(_ACCENTS).replace("{", "{{").replace("}", "}}"))
        if field is not None:
            parts.append("{" + field + (f":{form}" if form else "") + "}")
    if not any(letter.isalpha() for letter in words):
        return template
    return f"{OPENS}{''.join(parts)}{'~' * (len(words) // _LONGER)}{CLOSES}"


def outside(text: str) -> str:
    """Give what stands outside the brackets of a text; sentences within sentences are within."""
    depth, rest = 0, []
    for letter in text:
        depth += letter == OPENS
        if not depth:
            rest.append(letter)
        depth -= letter == CLOSES
    return "".join(rest)


def untranslated(texts: Iterable[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give texts with a word that neither met the translator nor is data, and those words."""
    for text in dict.fromkeys(texts):
        words = [word for word in _WORD.findall(outside(text)) if word.casefold() not in known]
        if words:
            yield text, " ".join(words)


def words_of(*texts: str) -> frozenset[str]:
    """Give the words of data: names, titles and codes that are nobody's to translate."""
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(text))


@pytest.fixture
def pseudo_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have everything said in the language nobody speaks."""
    catalogue = PseudoLanguage()
    with monkeypatch.context() as patched:
        patched.setattr(i18n, "_catalogue", lambda _: catalogue)
        i18n.translator.cache_clear()
        yield
    i18n.translator.cache_clear()
