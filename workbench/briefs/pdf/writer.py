"""A brief printed as PDF: the same bytes for the same brief, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from workbench import files
from workbench.briefs.blocks import Brief
from workbench.briefs.pdf import fonts, glyphs

CREATOR = "Policy Workbench"
_RULES: dict[str, Any] = {"endings": (".pdf",), "refuses": files.unless_holding(CREATOR.encode())}


def refuse(out: Path, inputs: tuple[Path, ...]) -> None:
    """Refuse a place for a brief before it is made, which takes a while.

    Raises:
        FileError: The ending is another one, or something else stands there.
    """
    files.refuse_target(out, inputs=inputs, **_RULES)


def write(brief: Brief, out: Path, inputs: tuple[Path, ...] = ()) -> Path:
    """Print a brief to a file.

    Raises:
        RequestError: A text holds a character that cannot be printed.
        FileError: The file cannot be written.
    """
    return files.write(out, render(brief), inputs=inputs, **_RULES)


def render(brief: Brief) -> bytes:
    """Print a brief to bytes, twice: the first pass counts the pages.

    Raises:
        RequestError: A text holds a character that cannot be printed.
    """
    fonts.prepare()
    glyphs.check(brief)
    _, pages = _build(brief, 0)
    body, _ = _build(brief, pages)
    return body


def _build(brief: Brief, pages: int) -> tuple[bytes, int]:
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    from workbench.briefs.pdf import paper
    from workbench.briefs.pdf.flowables import footer
    from workbench.briefs.pdf.layout import Layouter

    last = 0

    def on_page(canvas: Any, document: Any) -> None:
        nonlocal last
        last = max(last, document.page)
        page = brief.pages.format(page=document.page, pages=pages)
        footer(canvas, brief.footer, brief.marking, page)

    def first_page(canvas: Any, document: Any) -> None:
        day = "{:04d}{:02d}{:02d}".format(*brief.date)
        canvas.setDateFormatter(lambda *_: f"D:{day}000000+00'00'")
        canvas.setProducer("ReportLab")
        on_page(canvas, document)

    body = io.BytesIO()
    document = BaseDocTemplate(
        body,
        pagesize=(paper.PAGE_WIDTH, paper.PAGE_HEIGHT),
        leftMargin=paper.SIDE,
        rightMargin=paper.SIDE,
        topMargin=paper.TOP,
        bottomMargin=paper.FOOT,
        title=fonts.clean(brief.title),
        author=fonts.clean(brief.organisation),
        subject=fonts.clean(brief.subject),
        creator=CREATOR,
        lang=brief.language,
        displayDocTitle=True,
        invariant=1,
        pageCompression=1,
        allowSplitting=1,
    )
    height = paper.PAGE_HEIGHT - paper.TOP - paper.FOOT
    frame = Frame(
        paper.SIDE, paper.FOOT, paper.WIDTH, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0, id="text"
    )  # fmt: skip
    document.addPageTemplates(
        [
            PageTemplate("first", [frame], onPage=first_page, autoNextPageTemplate="later"),
            PageTemplate("later", [frame], onPage=on_page),
        ]
    )
    document.build(Layouter(brief).story())
    return body.getvalue(), last
