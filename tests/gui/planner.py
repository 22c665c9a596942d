"""What a planner does at the assistant, for its tests."""

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QLabel


def settle(program, qtbot):
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20_000)


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


TWO_TABLES = [
    ["Expenditure by function (million)"],
    ["Function", 2025, 2026],
    ["Health", 10.5, 11.5],
    ["Education", 20.5, 21.5],
    ["Defence", 5.5, "n/a"],
    [],
    [],
    ["Average wage"],
    ["Group", 2025, 2026],
    ["Average wage", 1200, "#REF!"],
    ["Minimum wage", 700, 720],
]


def read(page, path, qtbot):
    page.read(path)
    qtbot.waitUntil(lambda: not page.session.tasks.busy, timeout=20_000)
    return page.assistant


def asked(assistant, topic, number=0):
    """Give a question of a topic; the last with -1."""
    return [one for one in assistant.panel.answers() if one.about.topic == topic][number]


def choose(assistant, qtbot, topic, text, number=0):
    menu = asked(assistant, topic, number).menu_now()
    next(action for action in menu.actions() if action.text() == text).trigger()
    qtbot.waitUntil(lambda: not assistant.session.tasks.busy, timeout=20_000)


def enter(assistant, qtbot, topic, text, number=0):
    field = asked(assistant, topic, number)
    field.setText(text) if hasattr(field, "setText") else field.setEditText(text)
    (field if hasattr(field, "setText") else field.lineEdit()).editingFinished.emit()
    qtbot.waitUntil(lambda: not assistant.session.tasks.busy, timeout=20_000)


def words(assistant):
    return " ".join(label.text() for label in assistant.panel.findChildren(QLabel))
