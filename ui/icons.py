"""Icons recoloured from the theme, rendered once for each name, colour and size."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme
from workbench import assets

_FALLBACK = "circle-help"


@functools.cache
def source(name: str) -> str:
    """Read an icon's drawing; an unknown name gives the question mark, never an error."""
    file = assets.resource("icons", f"{name}.svg")
    if not name or not file.is_file():
        file = assets.resource("icons", f"{_FALLBACK}.svg")
    return file.read_text(encoding="utf-8")


def coloured(name: str, colour: QColor, size: int) -> bytes:
    """Give an icon's drawing in a colour, with the stroke that suits the size."""
    stroke = "1.9" if size <= 16 else "1.75"
    text = source(name).replace("currentColor", colour.name())
    return text.replace('stroke-width="2"', f'stroke-width="{stroke}"').encode()


@functools.lru_cache(maxsize=800)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    edge = round(size * ratio)
    pixmap = QPixmap(QSize(edge, edge))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(coloured(name, theme.paint(colour), size))).render(
        painter, QRectF(0, 0, edge, edge)
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Give an icon as a picture."""
    return _pixmap(name, colour.name(), size, ratio)


def icon(name: str, colour: str = "text", size: int = 16) -> QIcon:
    """Give an icon for an action or a button, dimmed where it is disabled."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, theme.tone(colour), size, ratio))
        made.addPixmap(pixmap(name, theme.tone("disabled"), size, ratio), QIcon.Mode.Disabled)
    return made


@functools.cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="policy-workbench-icons-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def file_for_style_sheet(name: str, colour: str, size: int = 12) -> str:
    """Write an icon where the style sheet can read it, which takes files only."""
    path = _folder() / f"{name}-{colour.strip('#')}-{size}.svg"
    if not path.exists():
        text = coloured(name, theme.paint(colour), size).decode()
        path.write_text(
            text.replace('width="24"', f'width="{size}"').replace('height="24"', f'height="{size}"'), "utf-8"
        )
    return path.as_posix()


def logo(size: int = 22) -> QPixmap:
    """Draw the program's mark: a board with its panels."""
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(2.0)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tone("accent"))
    painter.drawRoundedRect(QRectF(0, 0, size, size), 4, 4)
    painter.setBrush(theme.tone("on_accent"))
    unit = size / 22
    for x, y, w, h in ((5, 5, 5, 12), (12, 5, 5, 5), (12, 12, 5, 5)):
        painter.drawRoundedRect(QRectF(x * unit, y * unit, w * unit, h * unit), 1, 1)
    painter.end()
    return pixmap
