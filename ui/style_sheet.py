"""The one style sheet, made from the tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui import theme
from ui.icons import file_for_style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.theme import Tokens

_STATUSES = ("met", "partly", "not_met", "not_applicable")


def apply(app: QApplication, *, dark: bool) -> None:
    """Dress the application."""
    if not theme.choose(dark=dark) and app.styleSheet():
        return
    app.setStyle("Fusion")
    app.setFont(theme.font())
    app.setPalette(theme.palette_of(theme.tokens()))
    app.setStyleSheet(make(theme.tokens()))


def make(t: Tokens) -> str:
    """Write the style sheet of a theme."""
    down = file_for_style_sheet("chevron-down", t.muted, 14)
    up = file_for_style_sheet("chevron-up", t.muted, 12)
    small_down = file_for_style_sheet("chevron-down", t.muted, 12)
    check = file_for_style_sheet("check", t.on_accent, 12)
    return "".join(
        (
            _base(t),
            _labels(t),
            _buttons(t),
            _fields(t, down, up, small_down, check),
            _views(t),
            _sheets(t),
            _frames(t),
        )
    )


def _base(t: Tokens) -> str:
    return f"""
QWidget {{ color: {t.text}; }}
QMainWindow, QDialog {{ background: {t.window}; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.strong}; padding: 4px 6px; }}
QScrollArea, QScrollArea > QWidget > QWidget[canvas="true"] {{ background: transparent; border: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.strong}; border-radius: 3px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.disabled}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QMenuBar {{ background: transparent; border: 0; padding: 0; spacing: 2px; }}
QMenuBar::item {{ background: transparent; padding: 5px 10px; border-radius: 4px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {t.hover}; }}
QMenu {{ background: {t.raised}; border: 1px solid {t.strong}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 26px; border-radius: 3px; min-height: 18px; }}
QMenu::item:selected {{ background: {t.accent_soft}; }}
QMenu::item:disabled {{ color: {t.disabled}; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 6px; }}
QProgressBar {{ background: {t.line}; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
"""


def _labels(t: Tokens) -> str:
    tones = "".join(
        f'QLabel[tone="{name.replace("_", "-")}"] {{ color: {getattr(t, name)}; }}\n'
        for name in ("muted", "disabled", "accent", "on_accent", *_STATUSES)
    )
    chips = "".join(
        f'QLabel[chip="{name.replace("_", "-")}"] {{ color: {getattr(t, name)}; background: {getattr(t, name + "_soft")}; }}\n'
        for name in _STATUSES
    )
    return (
        "QLabel { background: transparent; }\n"
        + tones
        + "QLabel[chip] { border-radius: 4px; padding: 0 6px; }\n"
        + chips
        + f'QLabel[chip="key"] {{ background: {t.surface}; color: {t.muted}; border: 1px solid {t.strong}; }}\n'
        + f'QLabel[chip="accent"] {{ background: {t.accent_soft}; color: {t.accent}; }}\n'
    )


def _buttons(t: Tokens) -> str:
    return f"""
QPushButton {{ background: {t.surface}; border: 1px solid {t.strong}; border-radius: 4px; padding: 0 11px; min-height: 26px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:disabled {{ color: {t.disabled}; border-color: {t.line}; background: {t.window}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 10px; min-height: 24px; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; padding: 0 14px; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; padding: 0 13px; }}
QPushButton[kind="primary"]:disabled {{ background: {t.strong}; border-color: {t.strong}; color: {t.surface}; }}
QPushButton[kind="small"] {{ min-height: 22px; padding: 0 8px; }}
QPushButton[kind="small"]:focus {{ min-height: 20px; padding: 0 7px; }}
QPushButton[kind="link"] {{ background: transparent; border: 0; color: {t.accent}; padding: 0 2px; min-height: 22px; text-align: left; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 0; padding: 0 2px; min-height: 17px; text-align: left; }}
QPushButton[kind="quiet"]:hover {{ text-decoration: underline; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0; min-height: 13px; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; padding: 0; min-height: 18px; }}
QPushButton[kind="link"]:disabled {{ color: {t.disabled}; }}
QPushButton[kind="ghost"], QToolButton {{ background: transparent; border: 0; border-radius: 4px; padding: 0 6px; min-height: 26px; }}
QPushButton[kind="ghost"]:hover, QToolButton:hover {{ background: {t.hover}; }}
QPushButton[kind="ghost"]:focus, QToolButton:focus {{ border: 2px solid {t.accent}; padding: 0 4px; min-height: 22px; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QFrame[kind="segments"] {{ background: {t.hover}; border-radius: 4px; }}
QPushButton[kind="segment"] {{ background: transparent; border: 1px solid transparent; color: {t.muted}; padding: 0 11px; min-height: 22px; }}
QPushButton[kind="segment"]:hover {{ color: {t.text}; }}
QPushButton[kind="segment"]:checked {{ background: {t.surface}; border: 1px solid {t.strong}; color: {t.text}; }}
QPushButton[kind="segment"]:focus {{ border: 2px solid {t.accent}; padding: 0 10px; min-height: 20px; }}
QPushButton[kind="sentence"] {{ background: transparent; border: 0; border-bottom: 1px solid {t.accent_line}; border-radius: 0; color: {t.accent}; padding: 0 4px; min-height: 20px; text-align: left; }}
QPushButton[kind="sentence"]:focus {{ border: 2px solid {t.accent}; padding: 0 2px; min-height: 17px; }}
"""


def _fields(t: Tokens, down: str, up: str, small_down: str, check: str) -> str:
    box = f"background: {t.surface}; border: 1px solid {t.strong}; border-radius: 4px;"
    return f"""
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{ {box} selection-background-color: {t.accent_line}; selection-color: {t.text}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: 26px; max-height: 26px; padding: 0 7px; }}
QPlainTextEdit {{ padding: 2px 4px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {t.accent}; padding: 0 6px; min-height: 24px; max-height: 24px; }}
QPlainTextEdit:focus {{ border: 2px solid {t.accent}; padding: 1px 3px; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {t.disabled}; background: {t.window}; }}
QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"] {{ border: 1px solid {t.not_met}; }}
QLineEdit[kind="search"] {{ background: {t.window}; border-color: {t.line}; padding-left: 28px; }}
QLineEdit[kind="search"]:focus {{ background: {t.surface}; border-color: {t.accent}; padding-left: 27px; }}
QAbstractSpinBox QLineEdit {{ border: 0; background: transparent; padding: 0; min-height: 20px; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: 14px; height: 14px; }}
QComboBox[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QComboBox[kind="quiet"]:focus {{ border-color: {t.accent}; }}
QComboBox[on="true"] {{ border-color: {t.accent}; background: {t.accent_soft}; color: {t.accent}; }}
QComboBox QAbstractItemView {{ background: {t.raised}; border: 1px solid {t.strong}; padding: 3px; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 24px; padding: 0 6px; border-radius: 3px; }}
QAbstractSpinBox::up-button {{ subcontrol-origin: border; subcontrol-position: top right; width: 20px; height: 13px; border: 0; background: transparent; }}
QAbstractSpinBox::down-button {{ subcontrol-origin: border; subcontrol-position: bottom right; width: 20px; height: 13px; border: 0; background: transparent; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 12px; height: 12px; }}
QAbstractSpinBox::down-arrow {{ image: url("{small_down}"); width: 12px; height: 12px; }}
QCheckBox {{ spacing: 8px; min-height: 22px; }}
QCheckBox::indicator, QListView::indicator {{ width: 14px; height: 14px; border: 1px solid {t.muted}; border-radius: 3px; background: {t.surface}; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: url("{check}"); }}
QCheckBox:focus {{ color: {t.accent}; }}
QSlider::groove:horizontal {{ height: 4px; background: {t.strong}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 16px; margin: -6px 0; background: {t.surface}; border: 2px solid {t.accent}; border-radius: 8px; }}
QSlider:focus {{ background: {t.accent_soft}; border-radius: 4px; }}
"""


def _views(t: Tokens) -> str:
    return f"""
QAbstractItemView {{ background: {t.surface}; border: 0; outline: 0; selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
QTableView {{ gridline-color: {t.line}; alternate-background-color: {t.surface}; }}
QTableView::item {{ border-bottom: 1px solid {t.line}; padding: 0 8px; }}
QTableView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QTableView::item:focus {{ border: 2px solid {t.accent}; padding: 0 6px; background: {t.surface}; }}
QListView::item {{ min-height: 26px; padding: 0 6px; border-radius: 3px; }}
QListView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QListView:focus, QTableView:focus, QTreeView:focus {{ border: 0; }}
QHeaderView {{ background: {t.surface}; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: 0; border-bottom: 1px solid {t.strong}; padding: 0 8px; min-height: 29px; }}
"""


def _sheets(t: Tokens) -> str:
    return f"""
QTableView[kind="sheet"] QHeaderView {{ background: {t.not_applicable_soft}; }}
QTableView[kind="sheet"] QHeaderView::section {{ background: {t.not_applicable_soft}; color: {t.muted}; border: 0; border-right: 1px solid {t.line}; border-bottom: 1px solid {t.line}; padding: 0 6px; min-height: 23px; }}
QTableView[kind="sheet"] QHeaderView::section:checked {{ color: {t.accent}; font-weight: 600; }}
QTabBar {{ background: transparent; border: 0; }}
QTabBar::tab {{ background: transparent; border: 1px solid transparent; border-radius: 4px; color: {t.muted}; padding: 0 10px; margin: 2px 1px; min-height: 22px; min-width: 40px; max-width: 200px; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:selected {{ background: {t.surface}; border: 1px solid {t.strong}; color: {t.text}; }}
QTabBar:focus {{ border: 2px solid {t.accent}; }}
QTabBar::scroller {{ width: 40px; }}
"""


def _frames(t: Tokens) -> str:
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    lead, trail = ("right", "left") if mirrored else ("left", "right")
    return f"""
QFrame[area="top"] {{ background: {t.surface}; border: 0; border-bottom: 1px solid {t.line}; }}
QFrame[area="navigation"] {{ background: {t.window}; border: 0; border-{trail}: 1px solid {t.line}; }}
QFrame[area="scenario"] {{ background: {t.accent_soft}; border: 0; border-bottom: 1px solid {t.accent_line}; }}
QFrame[area="status"] {{ background: {t.surface}; border: 0; border-top: 1px solid {t.line}; }}
QFrame[area="findings"] {{ background: {t.surface}; border: 0; border-top: 1px solid {t.line}; }}
QFrame[area="panel"] {{ background: {t.surface}; border: 0; border-{lead}: 1px solid {t.line}; }}
QFrame[area="tile"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 4px; }}
QFrame[area="notice"] {{ background: {t.not_applicable_soft}; border: 1px solid {t.line}; border-radius: 4px; }}
QFrame[area="popup"] {{ background: {t.raised}; border: 1px solid {t.strong}; border-radius: 4px; }}
QFrame[area="row"] {{ background: transparent; border: 0; border-top: 1px solid {t.line}; }}
QFrame[area="row"][on="true"] {{ background: {t.accent_soft}; }}
QFrame[area="row"][mark="true"] {{ background: {t.mark}; }}
QFrame[rule="true"] {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[rule="upright"] {{ background: {t.line}; border: 0; max-width: 1px; min-width: 1px; }}
"""
