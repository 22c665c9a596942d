"""Models and short answers."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from ui.models.rows import SORT, Column, Row, RowsModel
from ui.models.status import signed
from ui.models.summaries import reach_status
from ui.pages.board import spread
from ui.texts import compact, percent, tip
from ui.widgets.fields import Number
from ui.widgets.path_field import PathField
from workbench.model.paths import Path


def test_rows_model_keeps_the_rules_of_models(qtmodeltester):
    model = RowsModel([Column("Name"), Column("Cost", number=True)])
    model.show_rows(
        [
            Row("a", ("A", "1.00"), ("A", 1.0)),
            Row("b", ("B", "2.00"), ("B", 2.0), icon="coins", bold=True, tone="muted"),
        ]
    )
    qtmodeltester.check(model)


def test_rows_model_shows_text_and_sorts_by_number(qtbot):
    model = RowsModel([Column("Cost", number=True)])
    model.show_rows([Row("a", ("10.0",), (10.0,))])
    assert model.index(0, 0).data() == "10.0"
    assert model.index(0, 0).data(SORT) == 10.0
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Cost"


def test_rows_of_the_same_keys_change_in_place(qtbot):
    model = RowsModel([Column("Name")])
    model.show_rows([Row("a", ("A",))])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show_rows([Row("a", ("B",))])
    assert model.index(0, 0, QModelIndex()).data() == "B"


@pytest.mark.parametrize(
    ("share", "status"), [(0.8, "met"), (0.79, "partly"), (0.5, "partly"), (0.49, "not-met")]
)
def test_reach_has_three_steps(share, status):
    assert reach_status(share) == status


def test_a_trace_of_something_never_reads_as_nothing():
    assert percent(0.00001).startswith("<")
    assert compact(1.0, 1e9).startswith("<")
    assert compact(-1.0, 1e9).startswith(">")
    assert compact(0.0, 1e9) == "0"
    assert compact(float("nan"), 1e9) == "–"


def test_changes_carry_their_sign():
    assert signed(1, 0).endswith("+1")
    assert signed(-2, 0).endswith("\u22122")
    assert signed(0.0, 1) == ""


def test_tool_tips_are_escaped():
    assert "&lt;b&gt;" in tip("<b>")


def test_board_columns_end_near_each_other():
    heights = [428, 148, 148, 204, 260, 92, 92, 148, 148, 92, 92, 92, 92]
    columns = spread(heights, 4)
    assert sorted(number for column in columns for number in column) == list(range(13))
    sums = [sum(heights[number] for number in column) for column in columns]
    assert max(sums) - min(sums) < max(heights)


@pytest.mark.parametrize(
    ("text", "value"), [("20 %", 20.0), ("1\u202f200", 1200.0), ("12,5", 12.5), ("\u22123", -3.0)]
)
def test_numbers_are_read_as_people_write_them(qtbot, text, value):
    field = Number(name="Level", kind="share" if "%" in text else "number")
    qtbot.addWidget(field)
    assert field.valueFromText(text) == value


def test_a_path_is_written_and_read_back(qtbot):
    field = PathField(name="Take-up", kind="share")
    qtbot.addWidget(field)
    field.show_value(Path(((2027, 0.6), (2029, 0.8), (2032, 0.95))))
    with qtbot.waitSignal(field.entered) as given:
        field.years.entered.emit("2027: 50 %; 2030: 75 %")
    assert given.args[0].points == ((2027, 0.5), (2030, 0.75))


def test_a_path_that_cannot_be_read_is_marked_and_not_taken(qtbot):
    field = PathField(name="Take-up", kind="share")
    qtbot.addWidget(field)
    field.show_value(Path(((2027, 0.6), (2029, 0.8), (2032, 0.95))))
    with qtbot.assertNotEmitted(field.entered):
        field.years.entered.emit("soon")
    assert field.years.property("wrong")
