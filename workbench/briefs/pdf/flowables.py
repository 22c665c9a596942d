"""Small drawn pieces: the line of the organisation, marks with words, headings that enter the outline.

Import it only after `fonts.prepare()`.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from workbench.briefs.pdf import paper
from workbench.briefs.pdf.fonts import REGULAR, STRONG, clean


def cut(text: str, font: str, size: float, width: float) -> str:
    """Shorten a text to a width, with an ellipsis."""
    if stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(f"{text}…", font, size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


class Masthead(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The organisation at the left, the marking in a box at the right, a bar below."""

    def __init__(self, organisation: str, unit: str, marking: str) -> None:
        super().__init__()
        self.organisation, self.unit, self.marking = clean(organisation), clean(unit), clean(marking)

    def wrap(self, available: float, _: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = available, 26.5
        return self.width, self.height

    def draw(self) -> None:
        """Draw it on the page."""
        canvas = self.canv
        base = self.height - 10.6
        right = self.width
        if self.marking:
            shown = cut(self.marking, STRONG, 8, self.width * 0.5)
            wide = stringWidth(shown, STRONG, 8) + 14
            canvas.setStrokeColor(paper.INK)
            canvas.setLineWidth(0.7)
            canvas.rect(self.width - wide, self.height - 15.4, wide, 15.4)
            canvas.setFillColor(paper.INK)
            canvas.setFont(STRONG, 8)
            canvas.drawString(self.width - wide + 7, self.height - 10.5, shown)
            right = self.width - wide - 8
        canvas.setFillColor(paper.HEADING)
        canvas.setFont(STRONG, 8.5)
        name = cut(self.organisation, STRONG, 8.5, right)
        canvas.drawString(0, base, name)
        start = stringWidth(name, STRONG, 8.5) + (6 if name else 0)
        canvas.setFillColor(paper.MUTED)
        canvas.setFont(REGULAR, 8.5)
        if right - start > 30:
            canvas.drawString(start, base, cut(self.unit, REGULAR, 8.5, right - start))
        canvas.setFillColor(paper.HEADING)
        canvas.rect(0, self.height - 23.4, self.width, 2.2, stroke=0, fill=1)


class Marked(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A drawn mark before a paragraph, since the font has no such signs."""

    def __init__(self, kind: str, text: Paragraph, room: float = 9.5) -> None:
        super().__init__()
        self.kind, self.text, self.room = kind, text, room

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take the paragraph's height."""
        _, tall = self.text.wrap(available - self.room, height)
        self.width, self.height = available, tall
        return available, tall

    def draw(self) -> None:
        """Draw it on the page."""
        self.text.drawOn(self.canv, self.room, 0)
        look = self.text.style
        middle = self.height - look.fontSize + look.fontSize * 0.33
        mark(self.canv, self.kind, 3.2, middle)


def mark(canvas: Any, kind: str, x: float, y: float) -> None:
    """Draw a mark that differs in shape as well as in colour, so that a copier keeps the difference."""
    canvas.saveState()
    canvas.setLineWidth(0.9)
    radius = 2.9
    if kind == "met":
        canvas.setFillColor(paper.MET)
        canvas.circle(x, y, radius, stroke=0, fill=1)
    elif kind == "partly":
        canvas.setStrokeColor(paper.PARTLY)
        canvas.setFillColor(paper.PARTLY)
        canvas.circle(x, y, radius - 0.4, stroke=1, fill=0)
        canvas.wedge(x - radius, y - radius, x + radius, y + radius, 90, 180, stroke=0, fill=1)
    elif kind == "not-met":
        canvas.setStrokeColor(paper.MISSED)
        canvas.circle(x, y, radius - 0.4, stroke=1, fill=0)
    elif kind == "blocking":
        canvas.setFillColor(paper.MISSED)
        shape = canvas.beginPath()
        corner = radius * 0.45
        points = [
            (-radius, -corner), (-radius, corner), (-corner, radius), (corner, radius),
            (radius, corner), (radius, -corner), (corner, -radius), (-corner, -radius),
        ]  # fmt: skip
        shape.moveTo(x + points[0][0], y + points[0][1])
        for right, up in points[1:]:
            shape.lineTo(x + right, y + up)
        shape.close()
        canvas.drawPath(shape, stroke=0, fill=1)
    elif kind in ("serious", "advisory"):
        canvas.setFillColor(paper.MISSED if kind == "serious" else paper.PARTLY)
        canvas.setStrokeColor(paper.PARTLY)
        shape = canvas.beginPath()
        shape.moveTo(x - radius, y - radius * 0.8)
        shape.lineTo(x + radius, y - radius * 0.8)
        shape.lineTo(x, y + radius)
        shape.close()
        canvas.drawPath(shape, stroke=int(kind == "advisory"), fill=int(kind == "serious"))
    else:
        canvas.setStrokeColor(paper.MUTED)
        canvas.line(x - radius, y, x + radius, y)
    canvas.restoreState()


class OutlinedHeading(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A heading that enters the outline where it is printed."""

    def __init__(self, text: str, key: str) -> None:
        self.entry, self.key = clean(text), key
        super().__init__(escape(self.entry), paper.HEAD)

    def draw(self) -> None:
        """Draw it and mark the place."""
        self.canv.bookmarkHorizontal(self.key, 0, self.height + 6)
        self.canv.addOutlineEntry(self.entry, self.key, level=0)
        super().draw()


def footer(canvas: Any, parts: tuple[str, ...], marking: str, page: str) -> None:
    """Draw the foot of a page: title, version and date at the left, marking and page at the right."""
    canvas.saveState()
    canvas.setStrokeColor(paper.STRONG_LINE)
    canvas.setLineWidth(0.5)
    line = paper.FOOTER_LINE + 3.5 * mm
    canvas.line(paper.SIDE, line, paper.PAGE_WIDTH - paper.SIDE, line)
    right = paper.PAGE_WIDTH - paper.SIDE
    canvas.setFillColor(paper.MUTED)
    canvas.setFont(REGULAR, 7.75)
    canvas.drawRightString(right, paper.FOOTER_LINE, page)
    right -= max(34.0, stringWidth(page, REGULAR, 7.75) + 10)
    shown = cut(clean(marking), STRONG, 7.75, paper.WIDTH * 0.35)
    canvas.setFont(STRONG, 7.75)
    canvas.drawRightString(right, paper.FOOTER_LINE, shown)
    right -= stringWidth(shown, STRONG, 7.75) + 12
    canvas.setFont(REGULAR, 7.75)
    rest = "".join(f"   ·   {clean(part)}" for part in parts[1:])
    room = right - paper.SIDE - stringWidth(rest, REGULAR, 7.75)
    canvas.drawString(paper.SIDE, paper.FOOTER_LINE, cut(clean(parts[0]), REGULAR, 7.75, room) + rest)
    canvas.restoreState()
