"""Colours, type and their application: the one place that says how the window looks."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from workbench import assets

if TYPE_CHECKING:
    from collections.abc import Iterator


FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
FAMILIES = ["Noto Sans", "Noto Sans Arabic", "Noto Sans SC"]
LABEL_HEIGHTS = {8: 15, 9: 17, 10: 19, 11: 21, 13: 25, 17: 32, 24: 40}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme, by what it is for."""

    name: str
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    disabled: str
    line: str
    strong: str
    accent: str
    accent_soft: str
    accent_line: str
    on_accent: str
    hover: str
    hatch: str
    met: str
    partly: str
    not_met: str
    not_applicable: str
    met_soft: str
    partly_soft: str
    not_met_soft: str
    not_applicable_soft: str
    mark: str
    shut: tuple[str, ...]
    shut_ink: tuple[str, ...]
    count: tuple[str, ...]
    count_ink: tuple[str, ...]
    series: tuple[str, ...]


LIGHT = Tokens(
    name="light", window="#F4F5F7", surface="#FFFFFF", raised="#FFFFFF", text="#1B2026", muted="#56606B",
    disabled="#9AA3AD", line="#E1E5EA", strong="#C4CBD3", accent="#1D5FA7", accent_soft="#E4EDF7",
    accent_line="#A9C6E6", on_accent="#FFFFFF", hover="#EBEEF1", hatch="#B3261E", met="#1E7B57", partly="#8A5A00",
    not_met="#B3261E", not_applicable="#56606B", met_soft="#E6F4ED", partly_soft="#FAEFD6", not_met_soft="#FBE7E5",
    not_applicable_soft="#ECEFF2", mark="#FFF6D6",
    shut=("#FBF1EC", "#F6DACC", "#EDB79F", "#DB8166", "#B8472F"),
    shut_ink=("#1B2026", "#1B2026", "#1B2026", "#1B2026", "#FFFFFF"),
    count=("#F4F5F7", "#DEE9F5", "#BAD2EB", "#8DB4DC", "#3F78B5"),
    count_ink=("#56606B", "#1B2026", "#1B2026", "#1B2026", "#FFFFFF"),
    series=("#2F7FB8", "#E3A83B", "#2E9E7C", "#C98DB0", "#7BBCE0", "#CF6F3A", "#A3A9B0", "#4B408F"),
)  # fmt: skip

DARK = Tokens(
    name="dark", window="#15181C", surface="#1C2025", raised="#23282E", text="#E7EAEE", muted="#A4AEB9",
    disabled="#68727D", line="#2D333A", strong="#48515B", accent="#6FA8E8", accent_soft="#20324A",
    accent_line="#3C5F8A", on_accent="#0D1B2B", hover="#272D34", hatch="#8E1F17", met="#5CC49A", partly="#E0B341",
    not_met="#F2867D", not_applicable="#A4AEB9", met_soft="#1B352C", partly_soft="#3A2F16", not_met_soft="#40231F",
    not_applicable_soft="#2A3037", mark="#3B3517",
    shut=("#2A2422", "#4A2D25", "#74402F", "#A3573E", "#E08A6C"),
    shut_ink=("#E7EAEE", "#E7EAEE", "#FFFFFF", "#FFFFFF", "#1B1210"),
    count=("#1F242A", "#22344A", "#2B4D75", "#3D70A8", "#7FB2EC"),
    count_ink=("#A4AEB9", "#E7EAEE", "#FFFFFF", "#FFFFFF", "#0D1B2B"),
    series=("#4E9BD1", "#D9A441", "#3FAE8B", "#CC94B6", "#8CC8E8", "#DD8454", "#9AA3AD", "#8D82D6"),
)  # fmt: skip

_current = [LIGHT]
_paper = [False]


def tokens() -> Tokens:
    """Give the tokens in force; painters ask at every paint, so a change of theme needs no wiring."""
    return _current[0]


@contextmanager
def on_paper() -> Iterator[None]:
    """Paint for a document: light, and without what only a window has."""
    held = _current[0]
    _current[0], _paper[0] = LIGHT, True
    try:
        yield
    finally:
        _current[0], _paper[0] = held, False


def is_paper() -> bool:
    """Whether a picture for a document is being painted."""
    return _paper[0]


@cache
def paint(value: str) -> QColor:
    """Turn a token's value into a colour."""
    return QColor(value)


def tone(name: str) -> QColor:
    """Give the colour of a tone such as "muted", "accent", "met" or "serious"."""
    return paint(str(getattr(tokens(), _TONES.get(name, name))))


def soft(name: str) -> QColor:
    """Give the tint behind a status or the accent."""
    return paint(str(getattr(tokens(), f"{_TONES.get(name, name)}_soft")))


_TONES = {
    "": "text",
    "not-met": "not_met",
    "not-applicable": "not_applicable",
    "blocking": "not_met",
    "serious": "not_met",
    "advisory": "partly",
    "neutral": "not_applicable",
}


@cache
def font(points: int = 10, bold: bool = False) -> QFont:
    """Give the font of a size; two weights only, regular and semibold."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


@cache
def load_fonts() -> None:
    """Load the bundled family, so that the window looks the same on every system."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFontFromData(QByteArray(assets.read_bytes("fonts", name)))


def choose(*, dark: bool) -> bool:
    """Choose the light or the dark tokens; say whether they are other ones than before."""
    wanted = DARK if dark else LIGHT
    changed = wanted is not _current[0]
    _current[0] = wanted
    return changed


def palette_of(t: Tokens) -> QPalette:
    """Give the palette of a theme."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, value in (
        (role.Window, t.window), (role.WindowText, t.text), (role.Base, t.surface), (role.AlternateBase, t.window),
        (role.Text, t.text), (role.Button, t.surface), (role.ButtonText, t.text), (role.ToolTipBase, t.raised),
        (role.ToolTipText, t.text), (role.PlaceholderText, t.muted), (role.Highlight, t.accent_soft),
        (role.HighlightedText, t.text), (role.Link, t.accent), (role.LinkVisited, t.accent), (role.Mid, t.line),
        (role.Dark, t.strong), (role.Light, t.surface), (role.Midlight, t.line), (role.Shadow, t.strong),
        (role.Accent, t.accent),
    ):  # fmt: skip
        palette.setColor(name, paint(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, paint(t.disabled))
    return palette
