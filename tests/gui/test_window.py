"""The window as its users meet it."""

import threading

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

from ui.actions import ACTIONS, PAGES
from ui.dialogs.correction import CorrectionDialog
from ui.dialogs.notice import ReasonDialog
from ui.places import Place
from ui.texts import t
from ui.widgets.card import Card
from workbench import assets
from workbench.errors import message
from workbench.model import Path, set_value
from workbench.model.words import CriterionStatus

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
)


def settle(program, qtbot):
    qtbot.waitUntil(lambda: not program.tasks.busy, timeout=20_000)


def edit(program, qtbot, label, changes):
    with qtbot.waitSignal(program.session.results_changed, timeout=10_000):
        assert program.session.edit(label, changes)


def test_the_start_page_offers_the_ways_to_begin(program):
    names = [button.text().strip() for button in program.window.start.findChildren(QAbstractButton)]
    assert "Open the sample" in names
    assert any(name.startswith("Make the package") for name in names)
    assert not program.window.status.isVisible()


def test_a_new_package_from_the_start_page(program, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "New.policy"
    monkeypatch.setattr("ui.pages.start_page.QFileDialog.getSaveFileName", lambda *_: (str(target), ""))
    start = program.window.start
    start._country.setText("Arvana")
    with qtbot.waitSignal(program.session.results_changed, timeout=10_000):
        start._create()
    assert target.is_file()
    assert program.session.package.country == "Arvana"
    for key, _ in PAGES:
        program.window.show_page(key)
    settle(program, qtbot)


def test_the_sample_opens_off_the_window_thread(program, qtbot, tmp_path):
    with qtbot.waitSignal(program.session.results_changed, timeout=30_000):
        program.session.create_sample(tmp_path / "Sample.policy")
    assert len(program.session.package.measures) > 20
    assert program.window.status.isVisible()


def test_each_page_shows_the_sample(opened, qtbot):
    for page, _ in PAGES:
        opened.window.show_page(page)
        assert opened.window.page is opened.window.pages[page]
        assert opened.window.page.heading.text()
        assert not opened.window.banner.isVisible()
    settle(opened, qtbot)


def test_every_control_has_an_accessible_name(opened, qtbot):
    for page, _ in PAGES:
        opened.window.show_page(page)
    opened.window.pages["package"].show_catalogue()
    opened.window.pages["package"].inspector._toggle_all()
    settle(opened, qtbot)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in opened.window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (isinstance(widget, QAbstractButton) and widget.text().strip())
        and not isinstance(widget.parentWidget(), (QAbstractSpinBox, QComboBox))
        and not widget.accessibleName()
    ]
    assert not nameless


def test_an_edit_moves_the_status_bar_and_undo_brings_it_back(opened, qtbot):
    before = opened.window.status.cost.value.text()
    number = opened.session.here.number
    edit(
        opened,
        qtbot,
        message("Set start of {measure} to {year}", measure="Child allowance", year="2034"),
        [set_value("measure:child-allowance", "start", 2034)],
    )
    assert opened.window.status.cost.value.text() != before
    assert opened.window.status.cost.chip.text()
    assert "Child allowance" in opened.window.status.last.text()
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.window.actions_by_id["undo"].trigger()
    assert opened.window.status.cost.value.text() == before
    assert opened.session.package.measure("child-allowance").start != 2034
    assert opened.session.here.number != number or opened.session.here.can_redo


def test_a_year_is_changed_by_keyboard_in_the_inspector(opened, qtbot):
    opened.window.go(Place("package", "measure:social-pension"))
    field = opened.window.pages["package"].inspector.editor._start
    start = opened.session.package.measure("social-pension").start
    field.setFocus()
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert opened.session.package.measure("social-pension").start == start + 1
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.package.measure("social-pension").start == start


def test_benefits_are_stacked_in_the_inspector(opened, qtbot):
    opened.window.go(Place("package", "measure:disability-allowance"))
    inspector = opened.window.pages["package"].inspector
    inspector._toggle_all()
    form = inspector._more[0]

    def changed(action):
        with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
            action()
        return opened.session.package.measure("disability-allowance")

    before = opened.session.results.estimate.line("disability-allowance").cost
    stacks = form._fields["stacks"]
    assert changed(stacks.add.click).stacks[0].benefit == ""
    one = stacks._forms[0]
    changed(lambda: one._fields["benefit"].chosen.emit("social-pension"))
    changed(lambda: one._fields["rule"].chosen.emit("reduces"))
    assert opened.session.results.estimate.line("disability-allowance") is None, (
        "the share of both is asked for"
    )
    held = changed(lambda: one._fields["both"].entered.emit(Path.constant(0.2))).stacks[0]
    assert (held.benefit, held.rule.value, held.both) == ("social-pension", "reduces", Path.constant(0.2))
    after = opened.session.results.estimate.line("disability-allowance").cost
    assert 0 < after[-1] < before[-1]
    remove = next(
        one for one in stacks.findChildren(QAbstractButton) if one.accessibleName().startswith("Remove")
    )
    assert changed(remove.click).stacks == ()


def test_children_by_order_of_birth_are_written_as_percentages(opened, qtbot):
    opened.window.go(Place("package", "measure:child-allowance"))
    inspector = opened.window.pages["package"].inspector
    inspector._toggle_all()
    field = inspector._more[-1]._fields["children_by_rank"]
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        field.entered.emit("50; 30 %; 20")
    assert opened.session.package.measure("child-allowance").cost.children_by_rank == (0.5, 0.3, 0.2)
    assert field.text() == "50 %; 30 %; 20 %"


def test_arrow_keys_move_on_the_board_and_delete_removes(opened, qtbot):
    opened.window.go(Place("package", "measure:social-pension"))
    board = opened.window.pages["package"].board
    card = board._cards["social-pension"]
    qtbot.keyClick(card, Qt.Key.Key_Down)
    moved = opened.session.selection
    assert moved != "measure:social-pension"
    key = moved.partition(":")[2]
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        qtbot.keyClick(board._cards[key], Qt.Key.Key_Delete)
    assert opened.session.package.measure(key) is None
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.session.undo()
    assert opened.session.package.measure(key) is not None
    assert any(item.key == key for item in board.findChildren(Card))


def test_a_measure_is_added_from_the_catalogue(opened, qtbot):
    opened.window.go(Place("package", view="catalogue"))
    page = opened.window.pages["package"]
    page.catalogue.search.setText("workers")
    count = len(opened.session.package.measures)
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        page.catalogue.add()
    assert len(opened.session.package.measures) == count + 1
    assert page.stack.currentIndex() == 0


def test_a_refused_edit_says_why_and_changes_nothing(opened):
    before = opened.session.package
    assert not opened.session.edit(
        message("Wrong"), [set_value("measure:social-pension", "cost.level", "much")]
    )
    assert opened.session.package is before
    assert opened.window.banner.text.text()


def test_a_fix_is_applied_from_the_findings(opened, qtbot):
    panel = opened.window.findings
    opened.window.show_page("package")
    finding = next(row.finding for row in panel._rows if row.finding and row.finding.fixes)
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        panel._fix(finding, 0)
    assert opened.session.last_label == finding.fixes[0].label


def test_a_finding_is_accepted_with_a_reason_and_stays_visible(opened, qtbot, monkeypatch):
    finding = opened.session.results.checked.open[0]
    monkeypatch.setattr(ReasonDialog, "exec", lambda _: 1)
    monkeypatch.setattr(ReasonDialog, "text", lambda _: "Agreed with the ministry")
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.window.findings._accept(finding)
    found = next(item for item in opened.session.results.checked.findings if item.id == finding.id)
    assert found.accepted.reason == "Agreed with the ministry"
    opened.window.go(Place("checks", f"finding:{finding.id}"))
    assert any(item.key == finding.id for item in opened.window.pages["checks"].list.column.rows)


def test_no_acceptance_without_a_reason(opened, qtbot):
    dialog = ReasonDialog(opened.window, "Accept", "A finding", "Accept")
    qtbot.addWidget(dialog)
    assert not dialog.yes.isEnabled()
    dialog.reason.setPlainText("because")
    assert dialog.yes.isEnabled()


def test_a_criterion_is_judged(opened, qtbot, monkeypatch):
    monkeypatch.setattr(ReasonDialog, "exec", lambda _: 1)
    monkeypatch.setattr(ReasonDialog, "text", lambda _: "Seen in the field")
    opened.window.go(Place("checks", "criterion:R2.b"))
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.window.pages["checks"].detail.override("not-met")
    found = next(item for item in opened.session.results.checked.criteria if item.id == "R2.b")
    assert found.status is CriterionStatus.NOT_MET
    assert found.override.reason == "Seen in the field"


def test_a_figure_is_traced_down_to_its_cells(opened, qtbot):
    opened.window.go(Place("costing", figure="measure:social-pension.cost", year=2030))
    panel = opened.window.pages["costing"].panel
    assert panel.isVisible()
    assert any(node.origin and node.origin.workbook for node in panel._nodes)
    assert panel._grid.isVisible()


def test_a_measure_that_is_not_costed_has_a_row_of_dashes(opened, qtbot):
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.session.edit(
            message("Take the cost model off"), [set_value("measure:child-allowance", "cost.model", "none")]
        )
    opened.window.show_page("costing")
    page = opened.window.pages["costing"]
    model = page.figures.rows
    row = model.row_of("measure:child-allowance")
    texts = [model.index(row, column).data() for column in range(model.columnCount())]
    assert texts[0].endswith("(not costed)")
    assert set(texts[1:]) == {"–"}
    assert "1 measure is not costed" in page.figures.problems.text()


def test_a_click_on_the_cost_opens_its_trace(opened, qtbot):
    opened.window.status.cost.clicked.emit("cost")
    assert opened.window.page is opened.window.pages["costing"]
    assert opened.window.pages["costing"].panel.isVisible()


def test_the_currency_of_a_table_is_seen_and_said(opened, qtbot):
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.table.select_key("unit-costs-unit-costs")
    assert page.currency.isVisible()
    assert page.currency.placeholderText() == "ORD"
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        page.currency.entered.emit("usd")
    (table,) = [one for one in opened.session.package.tables if one.id == "unit-costs-unit-costs"]
    assert table.currency == "USD"
    assert page.series.index(0, 1).data() == "USD"
    assert any("exchange rate of USD" in t(one) for one in opened.session.results.estimate.problems)
    page.currency.entered.emit("dollars")
    assert page.currency.text() == "USD"
    page.table.select_key("population-male")
    assert not page.currency.isVisible()


def test_a_workbook_is_brought_in(opened, qtbot):
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.read(assets.path_of("sample", "unit-costs-2026.xlsx"))
    settle(opened, qtbot)
    assert page.assistant.take.isEnabled()
    assert page.assistant.sheet.table.sheet.kind(0, 0)
    number = opened.session.here.number
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        page.assistant.bring_in()
    assert opened.session.here.number == number + 1
    assert page.stack.currentIndex() == 0


def test_the_window_stays_alive_while_a_workbook_is_brought_in(opened, qtbot, monkeypatch):
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.read(assets.path_of("sample", "unit-costs-2026.xlsx"))
    settle(opened, qtbot)
    workspace = type(opened.session.here)
    bring_in, go_on = workspace.bring_in, threading.Event()

    def slowly(*given):
        go_on.wait(20)
        return bring_in(*given)

    monkeypatch.setattr(workspace, "bring_in", slowly)
    number = opened.session.here.number
    page.assistant.bring_in()
    assert page.assistant.take.text().strip() == "Bringing in…"
    assert not page.assistant.take.isEnabled()
    assert not page.assistant.cancel.isEnabled()
    assert opened.session.here.number == number
    go_on.set()
    settle(opened, qtbot)
    assert opened.session.here.number == number + 1
    assert page.stack.currentIndex() == 0
    assert page.assistant.cancel.isEnabled()


def test_a_workbook_that_cannot_be_kept_is_told_and_stays_in_the_assistant(
    opened, qtbot, monkeypatch, tmp_path
):
    path = tmp_path / "unit-costs.xlsx"
    path.write_bytes(assets.path_of("sample", "unit-costs-2026.xlsx").read_bytes())
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.read(path)
    settle(opened, qtbot)
    path.unlink()
    with qtbot.waitSignal(opened.session.refused, timeout=10_000) as told:
        page.assistant.bring_in()
    assert "cannot be read" in told.args[0].what.template
    assert page.stack.currentIndex() == 1
    assert page.assistant.take.isEnabled()


def test_a_project_closed_while_a_workbook_is_brought_in_has_it(opened, qtbot):
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.read(assets.path_of("sample", "unit-costs-2026.xlsx"))
    settle(opened, qtbot)
    path, number = opened.session.here.path, opened.session.here.number
    page.assistant.bring_in()
    qtbot.waitUntil(lambda: opened.tasks.turn.locked() or opened.session.here.number > number)
    opened.session.close()
    settle(opened, qtbot)
    assert opened.session.open(path)
    assert opened.session.here.number == number + 1
    settle(opened, qtbot)


def test_the_first_rows_are_shown_before_the_whole_is_read(opened, qtbot, monkeypatch):
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    read, whole = type(opened.session.here).preview, threading.Event()

    def slowly(*given):
        whole.wait(20)
        return read(*given)

    monkeypatch.setattr(type(opened.session.here), "preview", slowly)
    page.read(assets.path_of("sample", "unit-costs-2026.xlsx"))
    sheet = page.assistant.sheet.table.sheet
    qtbot.waitUntil(lambda: sheet.rowCount() > 0, timeout=10_000)
    assert not page.assistant.take.isEnabled()
    assert not sheet.kind(0, 0)
    whole.set()
    settle(opened, qtbot)
    assert sheet.kind(0, 0)
    assert page.assistant.take.isEnabled()


def newer_macro(tmp_path):
    book = openpyxl.load_workbook(assets.path_of("sample", "macro-2026.xlsx"))
    row = next(r for r in book.worksheets[0].iter_rows() if "poverty line" in str(r[0].value).lower())
    cell = next(cell for cell in reversed(row) if isinstance(cell.value, (int, float)))
    cell.value *= 2
    book.save(path := tmp_path / "macro-2027.xlsx")
    return path, cell.coordinate


def test_a_newer_workbook_shows_what_differs_before_it_counts(opened, qtbot, tmp_path):
    path, cell = newer_macro(tmp_path)
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.read(path)
    settle(opened, qtbot)
    number = opened.session.here.number
    page.assistant.take.click()
    settle(opened, qtbot)
    report = page.assistant.report
    assert report.isVisible()
    assert opened.session.here.number == number
    assert [report.changes.index(0, column).data() for column in (5, 6)] == [cell, "changed"]
    page.assistant.cancel.click()
    assert not report.isVisible()
    page.assistant.take.click()
    settle(opened, qtbot)
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        page.assistant.take.click()
    assert opened.session.here.number == number + 1
    assert page.stack.currentIndex() == 0


def test_a_workbook_is_read_by_a_mapping_kept_in_the_package(opened, qtbot, tmp_path):
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.read(assets.path_of("sample", "unit-costs-2026.xlsx"))
    settle(opened, qtbot)

    def take(text):
        menu = page.assistant.mappings.menu_now()
        next(action for action in menu.actions() if action.text() == text).trigger()
        settle(opened, qtbot)

    take("Keep how it was read, in this package")
    (kept,) = opened.session.package.mappings
    take(f"Read as {kept.title}")
    assert page.assistant.take.isEnabled()
    book = openpyxl.load_workbook(assets.path_of("sample", "unit-costs-2026.xlsx"))
    cell = next(c for r in book.worksheets[0].iter_rows() for c in r if c.value == "Item")
    cell.value = "Commodity"
    book.save(tmp_path / "other.xlsx")
    page.read(tmp_path / "other.xlsx")
    settle(opened, qtbot)
    take(f"Read as {kept.title}")
    shown = " ".join(label.text() for label in page.assistant.panel.findChildren(QLabel))
    assert "“Item” is missing" in shown
    assert page.assistant.mappings.current is None


def test_rows_of_another_country_are_taken_only_on_consent(opened, qtbot, tmp_path):
    (path := tmp_path / "ghana.csv").write_text(
        "Country;Item;2025;2026\nGhana;GDP, million;10.5;11.5\nGhana;Inflation, %;4;5\n", encoding="utf-8"
    )
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.read(path)
    settle(opened, qtbot)
    assert page.assistant.consent.isVisible()
    assert "Ghana" in page.assistant.consent.text()
    assert not page.assistant.take.isEnabled()
    page.assistant.consent.setChecked(True)
    assert page.assistant.take.isEnabled()
    page.assistant.take.click()
    settle(opened, qtbot)
    assert page.stack.currentIndex() == 0
    shown = [[page.rows.index(r, c).data() for c in range(9)] for r in range(page.rows.rowCount())]
    (ghana,) = (texts for texts in shown if texts[6] == "Ghana")
    assert ghana[7] == "yes"
    assert any("ghana.csv" in texts[7] for texts in shown if texts is not ghana)
    page.read(assets.path_of("sample", "unit-costs-2026.xlsx"))
    settle(opened, qtbot)
    assert not page.assistant.consent.isVisible()
    assert page.assistant.take.isEnabled()


def test_a_value_is_corrected_and_marked(opened, qtbot, monkeypatch):
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.table.select_key("macro-macro-framework")
    column = next(n for n in range(2, 60) if page.series.headerData(n, Qt.Orientation.Horizontal) == "2030")
    page.values.select_key("0", column)

    def fill(dialog):
        dialog.value.setValue(1234.0)
        dialog.why.setText("Budget circular")
        return 1

    monkeypatch.setattr(CorrectionDialog, "exec", fill)
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        page.correct.click()
    assert page.series.index(0, column).data().startswith("✎")
    (correction,) = next(
        one for one in opened.session.package.tables if one.id == "macro-macro-framework"
    ).corrections
    assert (correction.year, correction.value, correction.why) == (2030, 1234.0, "Budget circular")


def test_no_correction_without_a_reason_and_none_below_zero_for_what_counts(opened, qtbot):
    dialog = CorrectionDialog(opened.window, "Women, 5", "1 200", value=1200.0, unit="persons", least=0.0)
    qtbot.addWidget(dialog)
    assert not dialog.keep.isEnabled()
    dialog.why.setText("Census")
    assert dialog.keep.isEnabled()
    dialog.value.setValue(-5.0)
    assert dialog.value.value() == 0.0


def test_a_broken_workbook_is_refused_in_words(opened, qtbot, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"no workbook")
    opened.window.show_page("data")
    page = opened.window.pages["data"]
    page.read(bad)
    settle(opened, qtbot)
    assert not page.assistant.take.isEnabled()
    assert page.assistant.panel.isVisible()


def test_the_palette_finds_measures_and_goes_there(opened, qtbot):
    field = opened.window.palette_field
    opened.window.actions_by_id["find"].trigger()
    field.setText("legal aid")
    field._search("legal aid")
    assert field._list.count() >= 1
    field._take(field._list.item(0))
    assert opened.session.selection == "measure:legal-aid"


def test_another_scenario_gives_other_results(opened, qtbot):
    scenario = opened.session.package.scenarios[0].id
    base = opened.session.results
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        opened.session.choose_scenario(scenario)
    assert opened.session.results is not base


def test_going_back_in_history_is_an_edit(opened, qtbot):
    opened.window.show_page("history")
    edit(opened, qtbot, message("Rename"), [set_value("package", "title", "Other")])
    page = opened.window.pages["history"]
    page.table.select_key(str(opened.session.here.number - 1))
    with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
        page._restore()
    assert opened.session.package.title != "Other"


def test_dark_and_back(opened, qtbot):
    for page in ("overview", "package", "coherence"):
        opened.window.show_page(page)
        opened.window.dress(dark=True)
        opened.window.grab()
    opened.window.dress(dark=False)


def test_right_to_left_mirrors_every_page(opened, qtbot, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for page, _ in PAGES:
        opened.window.show_page(page)
        opened.window.grab()
    settle(opened, qtbot)
    assert opened.window.navigation.x() > opened.window.width() / 2


def test_text_of_a_file_is_never_markup(opened, qtbot):
    edit(
        opened,
        qtbot,
        message("Rename"),
        [set_value("measure:social-pension", "title", "<b>Pension</b> & <img src=x>")],
    )
    opened.window.go(Place("package", "measure:social-pension"))
    board = opened.window.pages["package"].board
    assert "<b>" in board._cards["social-pension"].accessibleName()
    assert "<b>" not in board._cards["social-pension"].toolTip()
    assert "<b>Pension" in opened.window.pages["package"].inspector._title.text()


def test_every_action_can_be_called(opened, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: asked.append(1) or ("", "")
    )
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: asked.append(1) or ("", "")
    )
    leave = {"quit", "close_project", "sample", "new", "keys", "about", "add_group", "keeping"}
    for item in ACTIONS:
        if item.id not in leave:
            opened.window.actions_by_id[item.id].trigger()
    settle(opened, qtbot)
    opened.window.dress(dark=False)
    opened.window.actions_by_id["close_project"].trigger()
    assert not opened.session.is_open
    assert not opened.window.status.isVisible()


def test_the_window_survives_closing_and_opening(opened, qtbot):
    path = opened.session.here.path
    for _ in range(2):
        opened.session.close()
        with qtbot.waitSignal(opened.session.results_changed, timeout=10_000):
            opened.session.open(path)
        opened.window.show_page("package")
    assert path in opened.settings.recent()


def test_a_failure_is_told_once_and_logged(opened, qtbot, monkeypatch, tmp_path):
    told = []
    monkeypatch.setattr("ui.dialogs.notice.notice", lambda *words: told.append(words))
    monkeypatch.setattr("ui.failures.log_file", lambda: tmp_path / "log.txt")
    for _ in range(2):
        opened.failures.report(ValueError("a slip of ours"))
    assert len(told) == 1
    assert "Traceback" not in told[0][2]
    assert (tmp_path / "log.txt").read_text("utf-8").count("a slip of ours") == 2


def test_work_that_fails_comes_back_on_the_window_thread(program, qtbot):
    got = []

    def fail():
        raise ValueError("no")

    program.tasks.run(fail, got.append, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], ValueError)


def test_a_file_that_is_no_project_is_refused_in_words(program, tmp_path):
    bad = tmp_path / "bad.policy"
    bad.write_bytes(b"nothing")
    assert not program.session.open(bad)
    assert program.window.start.banner.isVisible()
    assert program.window.start.banner.text.text()


def test_the_costing_leaves_as_a_live_workbook(opened, qtbot, tmp_path):
    opened.window.show_page("costing")
    page = opened.window.page
    page.write_to(tmp_path / "costing.xlsx")
    told = opened.window.banner.text
    qtbot.waitUntil(lambda: "costing.xlsx" in told.text(), timeout=10_000)
    assert (tmp_path / "costing.xlsx").stat().st_size > 10_000
    page.write_to(tmp_path / "nowhere" / "costing.xlsx")
    qtbot.waitUntil(lambda: "folder does not exist" in told.text(), timeout=10_000)
    assert page.write.isEnabled()
