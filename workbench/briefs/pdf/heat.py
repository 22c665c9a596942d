"""The map of who is shut out: figures in shaded cells, which survive a copier that loses the shades.

Import it only after `fonts.prepare()`.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Table

from workbench.briefs import blocks
from workbench.briefs.pdf import paper
from workbench.briefs.pdf.fonts import REGULAR, STRONG, clean

YEAR_WIDTH = 21.0
_SHORT = 4
LAST_WIDTH = 110.0
SHADED_FROM = (0.004, 0.12, 0.25, 0.5)
"""Shares of the largest number from which each shade is used."""


def heat_map(block: blocks.HeatMap) -> Table:
    """Lay out the map as a table that flows over pages."""
    count = len(block.years)
    head_look = paper.cell_style("table", head=True)
    name_look = paper.style("group", 8.5, 10.4)
    total_look = paper.style("groups", 8.5, 10.4, fontName=STRONG)
    last_look = paper.style("lack", 8.5, 10.4, leftIndent=8)
    rows: list[list[Any]] = [
        [
            paper.plain(block.head, head_look),
            *map(clean, block.years),
            paper.plain(
                block.last,
                paper.style("last", 7.5, 9.5, fontName=STRONG, textColor=paper.MUTED, leftIndent=8),
            ),
        ]
    ]
    for row in block.rows:
        look = total_look if row.total else name_look
        rows.append([paper.plain(row.name, look), *map(clean, row.texts), paper.plain(row.lacks, last_look)])
    style = paper.rules(len(rows), lined=False, padding=0.75)
    style += [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (1, 0), (count, -1), "CENTER"),
        ("LEFTPADDING", (1, 0), (count, -1), 0),
        ("RIGHTPADDING", (1, 0), (count, -1), 0),
        ("RIGHTPADDING", (0, 0), (0, -1), 4),
        ("FONT", (1, 0), (count, 0), STRONG, 7.5, 9.5),
        ("TEXTCOLOR", (1, 0), (count, 0), paper.MUTED),
        ("FONT", (1, 1), (count, -1), STRONG, 8, 10),
    ]
    peak = max((people for row in block.rows if not row.total for people in row.people), default=0.0)
    for at, row in enumerate(block.rows, 1):
        for column, people in enumerate(row.people, 1):
            if not row.total:
                style += _shaded(people / peak if peak > 0 else 0.0, column, at)
    if any(len(text) > _SHORT for row in block.rows for text in row.texts):
        style.append(("FONTSIZE", (1, 1), (count, -1), 6.5))
    first_total = next((at for at, row in enumerate(block.rows, 1) if row.total), None)
    if first_total is not None:
        style.append(("LINEABOVE", (0, first_total), (-1, first_total), 0.5, paper.HEADING))
    if block.key is not None:
        column = block.key + 1
        style += [
            ("TEXTCOLOR", (column, 0), (column, 0), paper.INK),
            ("BOX", (column, 0), (column, -1), 1.1, paper.INK),
        ]
    name = paper.WIDTH - YEAR_WIDTH * count - LAST_WIDTH
    return Table(
        rows,
        colWidths=[name, *([YEAR_WIDTH] * count), LAST_WIDTH],
        style=style,
        repeatRows=1,
        splitInRow=1,
        spaceBefore=1.5,
    )


def _shaded(share: float, column: int, row: int) -> list[paper.Command]:
    place = ((column, row), (column, row))
    steps = list(zip(SHADED_FROM, paper.SHADES, strict=True))
    shade = next((colour for least, colour in reversed(steps) if share >= least), None)
    if shade is None:
        return [("FONT", *place, REGULAR, 8, 10), ("TEXTCOLOR", *place, paper.ZERO)]
    found: list[paper.Command] = [("BACKGROUND", *place, shade), ("BOX", *place, 0.8, paper.WHITE)]
    if share >= SHADED_FROM[-1]:
        found.append(("TEXTCOLOR", *place, paper.WHITE))
    return found
