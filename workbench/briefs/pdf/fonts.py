"""The two fonts of paper, and what must be set before anything of the printing library is loaded."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping

REGULAR = "NotoSans"
STRONG = "NotoSans-SemiBold"
NBSP = "\u00a0"
_FILES = {REGULAR: "NotoSans-Regular.ttf", STRONG: "NotoSans-SemiBold.ttf"}


@functools.cache
def prepare() -> Mapping[str, frozenset[int]]:
    """Register the fonts and make them the defaults; give the characters each can print.

    The defaults are read when styles and shapes are first imported: set later, every page would list a
    Helvetica that is not embedded.
    """
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics, ttfonts

    from workbench import assets

    known = {}
    for name, file in _FILES.items():
        font = ttfonts.TTFont(name, str(assets.path_of("fonts", file)))
        pdfmetrics.registerFont(font)
        known[name] = frozenset(font.face.charToGlyph)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=STRONG, italic=REGULAR, boldItalic=STRONG)
    rl_config.canvas_basefontname = REGULAR
    rl_config.defaultGraphicsFontName = REGULAR
    return known


def clean(text: str) -> str:
    """Give text as it can be printed: no control or format characters, spaces that hold figures together.

    The printing library breaks lines at narrow no-break spaces, so they become ordinary no-break spaces.
    """
    text = unicodedata.normalize("NFC", text).replace("\u202f", NBSP)
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if character in "\t\n\r\v\f\u2028\u2029":
            kept.append(" ")
        elif category not in ("Cc", "Cf", "Cs"):
            kept.append(character)
    return "".join(kept)
