"""No sentence of the window slips past the translator."""

import enum
import inspect
import json

import pytest
from planner import TWO_TABLES, read, workbook
from pseudo import pseudo, untranslated, words_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)  # fmt: skip

from ui.actions import PAGES
from ui.dialogs.assume import AssumptionDialog
from ui.dialogs.correction import CorrectionDialog
from ui.dialogs.keeping import KeepingDialog
from ui.pages.coherence import VIEWS
from ui.pages.cost_pictures import PICTURES
from ui.places import Place
from ui.vocabulary import WORDS
from workbench.model import words

ROWS = 30


@pytest.fixture
def strange(pseudo_language, program, sample_file, tmp_path, qtbot):
    program.app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    path = tmp_path / "Copy.policy"
    path.write_bytes(sample_file.read_bytes())
    with qtbot.waitSignal(program.session.results_changed, timeout=10_000):
        program.session.open(path)
    return program


def said(top):
    """Give every text a widget and those in it show or tell."""
    for one in (top, *top.findChildren(QWidget)):
        if isinstance(one, QToolButton) and isinstance(one.parentWidget(), QTabBar):
            continue  # Qt's own, with its own translation
        yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription(), one.windowTitle())
        if isinstance(one, (QLabel, QAbstractButton)):
            yield one.text()
        if isinstance(one, QLineEdit):
            yield from (one.text(), one.placeholderText())
        if isinstance(one, QTextEdit):
            yield one.toPlainText()
        if isinstance(one, QComboBox):
            yield from (one.itemText(number) for number in range(one.count()))
        if isinstance(one, QTabBar):
            yield from (one.tabText(number) for number in range(one.count()))
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from in_model(one.model())
        for action in one.actions():
            yield from (action.text(), action.toolTip(), action.statusTip())


def in_model(model):
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), ROWS)):
            yield from (str(model.index(row, column).data(role) or "") for role in roles)


def check(program, qtbot, top=None):
    """Look at every text there is: what the package holds is nobody's to translate."""
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=90_000)
    QApplication.sendPostedEvents()
    here = program.session.here
    cited = (f"{one.author} {one.year}" for one in here.knowledge.sources)
    found_in = (one.country for one in here.knowledge.evidence)
    data = words_of(json.dumps(here.export(), ensure_ascii=False), str(here.path), *cited, *found_in)
    found = list(untranslated(said(top or program.window), data | OWN))
    assert not found, "\n".join(f"{words}: {text}" for text, words in found)


OWN = words_of(
    "Policy Workbench", "qt", "Ctrl Shift Alt Esc Enter Del", "USD ORS", ".policy .xlsx .pdf .json"
)
"""The program's name, the mark of tool tips as plain text, keys, codes of the sample, endings."""


@pytest.mark.parametrize("key", [key for key, _ in PAGES])
def test_every_sentence_of_a_page_met_the_translator(strange, qtbot, key):
    strange.window.show_page(key)
    check(strange, qtbot)


PLACES = [
    *(Place("coherence", view=key) for key, *_ in VIEWS),
    Place("coherence", "group:migrants", year=2030),
    Place("costing", figure="measure:social-pension.cost", year=2030),
    Place("costing", figure="total.gap", year=2030),
    Place("costing", view="goal", figure="measure:social-pension cost.level"),
    *(Place("costing", view="budget", part=part) for part in ("vote", "programme", "function", "government")),
    *(Place("costing", view="pictures", part=part) for part, _ in PICTURES),
]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_sentence_of_a_view_met_the_translator(strange, qtbot, place):
    strange.window.go(place)
    check(strange, qtbot, strange.window.pages[place.page])


def test_every_sentence_about_a_record_met_the_translator(strange, qtbot):
    package = strange.session.package
    firsts = {
        "law": package.laws,
        "treaty": package.treaties,
        "financing": package.financing,
        "range": package.ranges,
    }
    for kind, records in firsts.items():
        for record in records[:2]:
            strange.window.go(Place("about", f"{kind}:{record.id}"))
            check(strange, qtbot, strange.window.pages["about"])


def test_every_sentence_of_the_findings_met_the_translator(strange, qtbot):
    seen = {finding.rule: finding for finding in strange.session.results.checked.findings}
    for finding in seen.values():
        strange.window.go(Place("checks", f"finding:{finding.id}"))
        check(strange, qtbot, strange.window.pages["checks"])


def test_every_sentence_beside_a_measure_met_the_translator(strange, qtbot):
    strange.window.show_page("package")
    for measure in strange.session.package.measures:
        strange.session.select(f"measure:{measure.id}")
        check(strange, qtbot)


def test_every_sentence_of_the_assistant_met_the_translator(strange, qtbot, tmp_path):
    strange.window.show_page("data")
    page = strange.window.pages["data"]
    assistant = read(page, workbook(tmp_path / "two.xlsx", Data=TWO_TABLES), qtbot)
    data = words_of(*(str(cell) for row in TWO_TABLES for cell in row), "two xlsx Data")
    found = list(untranslated(said(assistant), data))
    assert not found, "\n".join(f"{words}: {text}" for text, words in found)


def test_every_word_of_a_vocabulary_has_a_name():
    kinds = [kind for _, kind in inspect.getmembers(words, inspect.isclass) if issubclass(kind, enum.StrEnum)]
    named = set(WORDS)
    missing = [
        f"{kind.__name__}.{one.name}" for kind in kinds for one in kind if (kind, one.value) not in named
    ]
    assert not missing


def test_every_sentence_of_a_dialog_met_the_translator(strange, qtbot):
    window, session = strange.window, strange.session
    dialogs = (
        KeepingDialog(window, session, session.here.path),
        AssumptionDialog(window, "", unit="share", year=2027),
        CorrectionDialog(window, "", "", value=1.0, unit="money", least=0.0),
    )
    for dialog in dialogs:
        check(strange, qtbot, dialog)
        dialog.close()


def test_every_sentence_of_the_start_met_the_translator(pseudo_language, program, qtbot):
    shown = [text for text in said(program.window.centralWidget()) if text]
    assert len(shown) > 5
    assert not list(untranslated(shown, OWN))


def test_a_sentence_past_the_translator_is_found():
    assert list(untranslated(["Total cost: 5"], words_of("cost"))) == [("Total cost: 5", "Total")]
    assert not list(untranslated([pseudo("Total {what}: 5").format(what=pseudo("cost"))], frozenset()))
