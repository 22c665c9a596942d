"""The look on paper: sizes, colours, paragraph styles, the one maker of table rules, and marked-up text.

Import it only after `fonts.prepare()`.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

from workbench.briefs import blocks
from workbench.briefs.pdf.fonts import REGULAR, STRONG, clean

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE, TOP, FOOT = 20 * mm, 16 * mm, 19 * mm
FOOTER_LINE = 11 * mm
WIDTH = PAGE_WIDTH - 2 * SIDE

INK = HexColor("#1B2026")
MUTED = HexColor("#56606B")
HEADING = HexColor("#153E6B")
ACCENT = HexColor("#1D5FA7")
ROW_LINE = HexColor("#D5DAE0")
STRONG_LINE = HexColor("#9AA3AD")
TINT = HexColor("#F1F4F8")
WHITE = HexColor("#FFFFFF")
MET = HexColor("#1E7B57")
PARTLY = HexColor("#8A5C00")
MISSED = HexColor("#B3261E")
ZERO = HexColor("#7C8692")
BANDS = tuple(HexColor(f"#{tone}") for tone in ("A9C8E6", "1D4F8A", "5B8FC7", "D3D8DE", "98A3AF", "5A6570"))
SHADES = tuple(HexColor(f"#{tone}") for tone in ("DCE8F4", "B3CFEA", "7FAAD6", "1D5FA7"))

_MUTED_TAG = "#56606B"


def style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    """Make a paragraph style in the fonts of paper."""
    given = {"fontName": REGULAR, "textColor": INK, "bulletFontName": STRONG, **more}
    return ParagraphStyle(name, fontSize=size, leading=leading, **given)


ORGANISATION = style("organisation", 8.5, 11)
KIND = style("kind", 9, 12, fontName=STRONG, textColor=ACCENT)
TITLE = style("title", 20, 24, fontName=STRONG, textColor=HEADING)
SUBTITLE = style("subtitle", 10.5, 13.5)
META_LABEL = style("meta-label", 7.5, 9.5, fontName=STRONG, textColor=MUTED)
META = style("meta", 9, 11)
HEAD = style("heading", 12.5, 15, fontName=STRONG, textColor=HEADING, spaceBefore=5.5, spaceAfter=2)
PARAGRAPHS = {
    "lead": style("lead", 11, 15.5, spaceBefore=11, spaceAfter=9),
    "body": style("body", 9.5, 12.8, spaceAfter=1.6),
    "close": style("close", 8.25, 10.2, spaceAfter=1.5),
    "small": style("small", 7.75, 10, textColor=MUTED, spaceBefore=3),
    "item": style("item", 8.5, 11, spaceBefore=3.5),
}
KEY = style("key", 20, 25, fontName=STRONG, textColor=HEADING)
KEY_LABEL = style("key-label", 8.5, 11, fontName=STRONG)
KEY_NOTE = style("key-note", 7.75, 10, textColor=MUTED)
CLAUSE = style("clause", 9.5, 12.2, leftIndent=17, bulletFontSize=9.5, bulletColor=HEADING, spaceAfter=1.4)
EVIDENCE = style("evidence", 8.25, 10.2)
EVIDENCE_LABEL = style("evidence-label", 7.75, 10.2, fontName=STRONG, textColor=MUTED)
NOTE = style("note", 7.75, 9.8, leftIndent=14.2, bulletFontSize=7.75, spaceAfter=1.8)


def cell_style(size: str, *, right: bool = False, head: bool = False) -> ParagraphStyle:
    """Give the style of a table's cells or heads."""
    align = {"alignment": TA_RIGHT} if right else {}
    if head:
        return style("head", 7.5, 9.5, fontName=STRONG, textColor=MUTED, **align)
    points, leading = (8.25, 10.2) if size == "annex" else (8.5, 11)
    return style("cell", points, leading, **align)


def markup(text: blocks.Rich, numbers: dict[str, int]) -> str:
    """Turn runs into the printing library's markup; the text itself is never markup."""
    parts = []
    for run in text:
        piece = escape(clean(run.text))
        if run.strong:
            piece = f'<font name="{STRONG}">{piece}</font>'
        if run.muted:
            piece = f'<font color="{_MUTED_TAG}">{piece}</font>'
        cited = sorted({numbers[note.key] for note in run.notes if note.key in numbers})
        if cited:
            piece += f'<super rise="3" size="6">{",".join(map(str, cited))}</super>'
        parts.append(piece)
    return "".join(parts)


def plain(text: str, look: ParagraphStyle, **more: Any) -> Paragraph:
    """Make a paragraph of plain text."""
    return Paragraph(escape(clean(text)), look, **more)


Command = tuple[Any, ...]


def rules(
    rows: int,
    *,
    lined: bool = True,
    blocks_at: tuple[int, ...] = (),
    totals: tuple[int, ...] = (),
    padding: float = 2.9,
    head: bool = True,
) -> list[Command]:
    """Make the style of any table: horizontal lines only, text on the edges of the column.

    Args:
        rows: How many there are, the head included.
        lined: Whether a thin line parts the rows.
        blocks_at: Rows a strong line stands above.
        totals: Rows under a line in the heading's colour.
        padding: Above and below each row.
        head: Whether the first row is a head.
    """
    commands: list[Command] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 8.5, 11),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
    ]
    if lined and rows > 2:
        commands.append(("LINEABOVE", (0, 2 if head else 1), (-1, -1), 0.25, ROW_LINE))
    commands += [("LINEABOVE", (0, row), (-1, row), 0.5, STRONG_LINE) for row in blocks_at]
    commands += [("LINEABOVE", (0, row), (-1, row), 0.5, HEADING) for row in totals]
    commands += [
        ("LINEABOVE", (0, 0), (-1, 0), 0.9, HEADING),
        ("LINEBELOW", (0, -1), (-1, -1), 0.9, HEADING),
    ]
    if head:
        commands += [
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, HEADING),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("TOPPADDING", (0, 0), (-1, 0), 2.2),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 2.6),
        ]
    return commands
