"""Rows of plain numbers are read at once; what they give is what looking at each cell would give."""

from __future__ import annotations

from unittest import mock

from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.model import Table
from workbench.model.values import Values
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.dialogue.options import Options
from workbench.sheets.file.cells import Sheet, Value
from workbench.sheets.file.rows import Rows
from workbench.sheets.layout import lines
from workbench.sheets.layout.layouts import find_blocks
from workbench.sheets.layout.strips import Strip
from workbench.sheets.meaning.tables import make_table
from workbench.sheets.words import scaled as scaling
from workbench.sheets.words.scaled import _on_paper, scaled, scaled_each

NUMBERS = st.one_of(
    st.none(),
    st.integers(-3, 10**7).map(float),
    st.decimals(0, 10**6, places=2).map(float),
    st.floats(-1e12, 1e12),
)
CELLS = st.one_of(NUMBERS, NUMBERS, st.sampled_from(["..", "1.5", "1,5", "12%", "n.a.", "#N/A"]))
TITLES = ("Spending by programme, thousand dinars", "Population by province, thousands", "Coverage, percent")
LABELS = ("Roads", "Schools", "Schools", "Total", "Clinics", "Of which: wages", "Province A")


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of years across, with gaps between columns, short rows, like labels, and cells that are no numbers."""
    columns = draw(st.lists(st.integers(1, 9), min_size=2, max_size=6, unique=True).map(sorted))
    years = [2020.0 + number for number in range(len(columns))]
    rows: list[tuple[Value, ...]] = [(draw(st.sampled_from(TITLES)),), ()]
    rows.append(("Programme", *(dict(zip(columns, years, strict=True)).get(c) for c in range(1, 10))))
    for _ in range(draw(st.integers(2, 8))):
        cells = [draw(CELLS if c in columns else st.none()) for c in range(1, draw(st.integers(2, 10)))]
        rows.append((draw(st.sampled_from(LABELS)), *cells))
    places = [(row, column) for row in range(3, len(rows)) for column in columns]
    percents = draw(st.frozensets(st.sampled_from(places), max_size=2))
    trouble = draw(
        st.dictionaries(st.sampled_from(places), st.sampled_from(["#REF!", "formula"]), max_size=1)
    )
    return Sheet("Sheet1", Rows.of(rows), percents=percents, trouble=trouble)


def tables(sheet: Sheet) -> tuple[list[Table | None], object, object]:
    notebook = Notebook("book.xlsx")
    made = [make_table(block, "book.xlsx", Options(decimal="."), notebook) for block in find_blocks(sheet)]
    return made, notebook.problems, notebook.kinds


@settings(max_examples=150)
@given(sheets())
def test_a_row_read_at_once_gives_what_its_cells_give_one_by_one(sheet: Sheet) -> None:
    at_once = tables(sheet)
    with mock.patch.object(lines, "span_of", return_value=None):
        one_by_one = tables(sheet)
    assert at_once == one_by_one


def test_rows_of_years_are_strips() -> None:
    sheet = Sheet("S", Rows.of([("Item", 2020.0, 2021.0, None, 2022.0), ("Roads", 1.0, None, None, 3.0)]))
    (block,) = find_blocks(sheet)
    (line,), _ = lines.lines_of(block, lines.rows_of(block))
    assert isinstance(line.cells, Strip)
    assert line.cells.plain(sheet) == (1.0, None, 3.0)
    assert list(line.cells.addresses) == ["B2", "C2", "E2"]
    assert [place for _, place in line.cells] == [(1, 1), (1, 2), (1, 4)]


@given(st.lists(NUMBERS), st.sampled_from([1.0, 10.0, 1e3, 1e6, 1e9, 1e12, 0.01, 0.001, 0.5, 12.0]))
@example([677941.79, 8.2e13, 4503599627370497.5, 0.1, 1e300], 1e3)
def test_scaling_many_is_scaling_each_on_paper(values: list[float | None], scale: float) -> None:
    alone = [None if value is None else value if scale == 1 else _on_paper(value, scale) for value in values]
    assert list(scaled(Values.of(values), scale)) == alone


@given(st.lists(st.tuples(st.lists(NUMBERS, max_size=4), st.sampled_from([1.0, 1e3, 1e6, 0.01])), max_size=8))
def test_scaling_many_series_is_scaling_each_of_them(series: list[tuple[list[float | None], float]]) -> None:
    held = [(Values.of(values), scale) for values, scale in series]
    with mock.patch.object(scaling, "_TOGETHER", 3):
        together = list(scaled_each(held))
    assert together == [scaled(values, scale) for values, scale in held]
