"""Blocks laid out as the printing library's flowing pieces: one function a kind of block.

Import it only after `fonts.prepare()`.
"""

from __future__ import annotations

import functools
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import (
    BalancedColumns,
    CondPageBreak,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.flowables import HRFlowable

from workbench.briefs import blocks
from workbench.briefs.pdf import paper
from workbench.briefs.pdf.charts import CostPlot
from workbench.briefs.pdf.flowables import Marked, Masthead, OutlinedHeading
from workbench.briefs.pdf.heat import heat_map
from workbench.i18n import translator

CHART, LOW_CHART, SINGLE_CHART = 66 * mm, 52 * mm, 46 * mm
LONG_TABLE = 11
NEEDED = 84.0
"""Room a heading asks for, so that it never stands alone at the foot of a page."""
_PADDING = {"table": 2.9, "tight": 1.1, "annex": 1.35}


class Layouter:
    """Lays out the blocks of one brief; made anew for each pass, since pieces cannot be used twice."""

    def __init__(self, brief: blocks.Brief) -> None:
        self.brief = brief
        self.headings = 0

    def story(self) -> list[Any]:
        """Give all pieces in order."""
        return [piece for block in self.brief.blocks for piece in lay(block, self)]

    def rich(self, text: blocks.Rich, look: Any, **more: Any) -> Paragraph:
        """Make a paragraph of runs."""
        return Paragraph(paper.markup(text, self.brief.notes), look, **more)


@functools.singledispatch
def lay(block: Any, layouter: Layouter) -> list[Any]:
    """Lay out one block."""
    raise TypeError(f"no layout for {type(block).__name__}")


@lay.register
def _title(block: blocks.Title, layouter: Layouter) -> list[Any]:
    meta = Table(
        [
            [paper.plain(label, paper.META_LABEL) for label, _ in block.meta],
            [paper.plain(value, paper.META) for _, value in block.meta],
        ],
        colWidths=[38 * mm, 38 * mm, 51 * mm, 43 * mm][: len(block.meta)],
        style=[*paper.rules(2, lined=False, padding=0.4)[:8]],
    )
    return [
        Masthead(block.organisation, block.unit, block.marking),
        Spacer(1, 3),
        paper.plain(block.kind, paper.KIND),
        paper.plain(block.title, paper.TITLE),
        Spacer(1, 1.5),
        paper.plain(block.subtitle, paper.SUBTITLE),
        Spacer(1, 8),
        meta,
    ]


@lay.register
def _heading(block: blocks.Heading, layouter: Layouter) -> list[Any]:
    layouter.headings += 1
    return [CondPageBreak(NEEDED), OutlinedHeading(block.text, f"heading-{layouter.headings}")]


@lay.register
def _paragraph(block: blocks.Paragraph, layouter: Layouter) -> list[Any]:
    return [layouter.rich(block.text, paper.PARAGRAPHS[block.style])]


@lay.register
def _key_figures(block: blocks.KeyFigures, layouter: Layouter) -> list[Any]:
    count = len(block.figures)
    gap = 5 * mm
    wide = (paper.WIDTH - gap * (count - 1)) / count
    rows: list[list[Any]] = [[], [], []]
    for index, figure in enumerate(block.figures):
        if index:
            for row in rows:
                row.append("")
        value = paper.markup(blocks.rich(figure.value), {})
        if figure.unit:
            value += f' <font size="12.5">{paper.markup(blocks.rich(figure.unit), {})}</font>'
        rows[0].append(Paragraph(value, paper.KEY))
        rows[1].append(paper.plain(figure.label, paper.KEY_LABEL))
        rows[2].append(layouter.rich(figure.note, paper.KEY_NOTE))
    style = [*paper.rules(3, lined=False, padding=0)[:8], ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    for column in range(0, 2 * count, 2):
        style += [
            ("LINEABOVE", (column, 0), (column, 0), 0.9, paper.HEADING),
            ("LINEBELOW", (column, 2), (column, 2), 0.5, paper.STRONG_LINE),
        ]
    style += [("TOPPADDING", (0, 0), (-1, 0), 1), ("BOTTOMPADDING", (0, 2), (-1, 2), 3)]
    widths = [wide if column % 2 == 0 else gap for column in range(2 * count - 1)]
    return [Table(rows, colWidths=widths, style=style, spaceAfter=4)]


@lay.register
def _table(block: blocks.Table, layouter: Layouter) -> list[Any]:
    size = "annex" if block.size == "annex" else "table"
    head = [
        paper.plain(column.head, paper.cell_style(size, right=column.right, head=True))
        for column in block.columns
    ]
    looks = [paper.cell_style(size, right=column.right) for column in block.columns]
    data: list[list[Any]] = [head]
    for row in block.rows:
        data.append([_cell(layouter, cell, look) for cell, look in zip(row.cells, looks, strict=True)])
    padding = 0.65 if not block.lined and size == "table" else _PADDING[block.size]
    style = paper.rules(
        len(data),
        lined=block.lined,
        blocks_at=tuple(index for index, row in enumerate(block.rows, 1) if row.block),
        totals=tuple(index for index, row in enumerate(block.rows, 1) if row.role == "total"),
        padding=padding,
    )
    if size == "annex" and not block.lined:
        style += [
            ("TOPPADDING", (0, index), (-1, index), 3.4)
            for index, row in enumerate(block.rows, 1)
            if row.block
        ]
        style += [
            ("BOTTOMPADDING", (0, index - 1), (-1, index - 1), 2.6)
            for index, row in enumerate(block.rows, 1)
            if row.block
        ]
    if len(data) > 2 and block.rows[-1].role == "total":
        style.append(("NOSPLIT", (0, -2), (-1, -1)))
    if block.tinted is not None:
        style.insert(0, ("BACKGROUND", (block.tinted, 0), (block.tinted, -1), paper.TINT))
    return [
        Table(
            data,
            colWidths=[column.width * mm for column in block.columns],
            style=style,
            repeatRows=1,
            splitInRow=1,
            spaceBefore=1.5,
        )
    ]


def _cell(layouter: Layouter, cell: blocks.Rich | blocks.Status, look: Any) -> Any:
    if not isinstance(cell, blocks.Status):
        return layouter.rich(cell, look)
    strong = cell.kind in ("partly", "not-met")
    return Marked(cell.kind, layouter.rich(blocks.rich(cell.word, strong=strong), look))


@lay.register
def _chart(block: blocks.CostChart, layouter: Layouter) -> list[Any]:
    # Beside a long table, or on a single page, the chart gives way a little, so that all stays on the page.
    parts = layouter.brief.blocks
    long = any(isinstance(part, blocks.Table) and len(part.rows) > LONG_TABLE for part in parts[:8])
    single = not any(isinstance(part, blocks.PageBreak) for part in parts)
    height = SINGLE_CHART if single else LOW_CHART if long else CHART
    return [CostPlot(block.model, translator(layouter.brief.language), height)]


@lay.register
def _heat_map(block: blocks.HeatMap, layouter: Layouter) -> list[Any]:
    return [heat_map(block)]


@lay.register
def _findings(block: blocks.Findings, layouter: Layouter) -> list[Any]:
    rows = []
    for item in block.items:
        word = layouter.rich(blocks.rich(item.word, strong=True), paper.cell_style("table"))
        look = paper.style("rule", 8.5, 11, leftIndent=9.5)
        rules = [layouter.rich(blocks.rich(line, muted=True), look) for line in item.rule]
        text: tuple[blocks.Run, ...] = (*item.fact, blocks.Run(" "), *item.reason)
        lines = Table(
            [
                [paper.plain(label, paper.EVIDENCE_LABEL), layouter.rich(told, paper.EVIDENCE)]
                for label, told in item.lines
            ],
            colWidths=[24 * mm, 127 * mm],
            style=[*paper.rules(3, lined=False, padding=0)[:8], ("RIGHTPADDING", (0, 0), (0, -1), 2)],
            splitInRow=1,
        )
        rows.append(
            [[Marked(item.severity, word), *rules], [layouter.rich(text, paper.cell_style("table")), lines]]
        )
    style = paper.rules(len(rows), lined=False, head=False, padding=1.9, blocks_at=tuple(range(1, len(rows))))
    return [
        Table(
            rows,
            colWidths=[19 * mm, 151 * mm],
            style=[*style, ("RIGHTPADDING", (0, 0), (-1, -1), 0)],
            splitInRow=1,
        )
    ]


@lay.register
def _numbered(block: blocks.Numbered, layouter: Layouter) -> list[Any]:
    return [
        layouter.rich(item, paper.CLAUSE, bulletText=str(number))
        for number, item in enumerate(block.items, 1)
    ]


@lay.register
def _notes(block: blocks.Notes, layouter: Layouter) -> list[Any]:
    listed = [
        paper.plain(text, paper.NOTE, bulletText=str(number)) for number, text in enumerate(block.numbered, 1)
    ]
    listed += [paper.plain(text, paper.NOTE, bulletText=sign) for sign, text in block.signs]
    line = HRFlowable(width="100%", thickness=0.9, color=paper.HEADING, spaceBefore=0, spaceAfter=4)
    columns = BalancedColumns(
        listed, nCols=2, needed=40, innerPadding=6 * mm, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        name="notes",
    )  # fmt: skip
    return [line, columns]


@lay.register
def _break(block: blocks.PageBreak, layouter: Layouter) -> list[Any]:
    return [PageBreak()]


@lay.register
def _together(block: blocks.Together, layouter: Layouter) -> list[Any]:
    return [KeepTogether([piece for part in block.blocks for piece in lay(part, layouter)])]
