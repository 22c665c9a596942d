"""Pictures and tables for other programs: an image, and a table as text and as HTML."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.canvas import LEADING, TRAILING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.models.rows import Column, Row

SHARP = 2.0
EDGE = 16
HEAD = 28
GAP = 8
_WRAPPED = int(Qt.AlignmentFlag.AlignLeading) | int(Qt.TextFlag.TextWordWrap)


def copy_picture(picture: QWidget, *, title: str, unit: str, note: str) -> QPixmap:
    """Copy a picture with its title, unit and note, as it is to look on paper, and give it."""
    wide = picture.width()
    lines = QFontMetrics(theme.font(9)).boundingRect(0, 0, wide, 0, _WRAPPED, note)
    foot = lines.height() + GAP if note else 0
    width, height = wide + 2 * EDGE, picture.height() + 2 * EDGE + HEAD + foot
    image = QPixmap(round(width * SHARP), round(height * SHARP))
    image.setDevicePixelRatio(SHARP)
    with theme.on_paper():
        image.fill(theme.tone("surface"))
        painter = QPainter(image)
        painter.setLayoutDirection(picture.layoutDirection())
        painter.setFont(theme.font(11, True))
        painter.setPen(theme.tone("text"))
        painter.drawText(EDGE, EDGE - 4, wide, HEAD - 8, int(LEADING), title)
        painter.setFont(theme.font(9))
        painter.setPen(theme.tone("muted"))
        painter.drawText(EDGE, EDGE - 4, wide, HEAD - 8, int(TRAILING), unit)
        painter.drawText(EDGE, height - EDGE - foot + GAP, wide, foot, _WRAPPED, note)
        place = QPoint(EDGE, EDGE + HEAD)
        picture.render(painter, place, renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
    QGuiApplication.clipboard().setPixmap(image)
    return image


def copy_table(
    columns: Sequence[Column], rows: Sequence[Row], *, title: str, unit: str, note: str = ""
) -> None:
    """Copy a table, tab-separated and as HTML; spreadsheets get the numbers unrounded, nothing for what is missing."""
    data = QMimeData()
    data.setText("\n".join("\t".join(cells) for cells in _plain(columns, rows, title, unit, note)) + "\n")
    data.setHtml(_html(columns, rows, title, unit, note))
    QGuiApplication.clipboard().setMimeData(data)


def _plain(
    columns: Sequence[Column], rows: Sequence[Row], title: str, unit: str, note: str
) -> list[list[str]]:
    lines = [[title, unit] if unit else [title], [column.title for column in columns]]
    lines += [[_cell(row, place) for place in range(len(columns))] for row in rows]
    lines += [[note]] if note else []
    return [[" ".join(cell.split()) for cell in line] for line in lines]


def _cell(row: Row, place: int) -> str:
    value = _number(row, place)
    if value is None:
        return row.texts[place] if place < len(row.texts) else ""
    return "" if math.isnan(value) else f"{value:.10g}"


def _number(row: Row, place: int) -> float | None:
    value = row.sort[place] if place < len(row.sort) else None
    return value if isinstance(value, float) else None


def _html(columns: Sequence[Column], rows: Sequence[Row], title: str, unit: str, note: str) -> str:
    """Write the table; `x:num` and `sdval` give Excel and LibreOffice the number behind the printed one."""
    head = "".join(f"<th>{html.escape(column.title)}</th>" for column in columns)
    caption = html.escape(f"{title}, {unit}" if unit else title)
    body = "".join(
        f"<tr>{''.join(_html_cell(row, place) for place in range(len(columns)))}</tr>" for row in rows
    )
    foot = f"<p>{html.escape(note)}</p>" if note else ""
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}"
        "</body></html>"
    )


def _html_cell(row: Row, place: int) -> str:
    text = html.escape(row.texts[place] if place < len(row.texts) else "")
    text = f"<b>{text}</b>" if row.bold else text
    value = _number(row, place)
    if value is None:
        return f"<td>{text}</td>"
    number = "" if math.isnan(value) else f' x:num="{value:.10g}" sdval="{value:.10g}"'
    return f'<td align="right"{number}>{text}</td>'
