"""Rows come out of the reading process as they were put in."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from array import array

from hypothesis import given
from hypothesis import strategies as st

from workbench.model.values import Values
from workbench.sheets.file.rows import Rows

VALUES = st.one_of(
    st.none(),
    st.just(""),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(),
    st.text(max_size=5),
    st.dates(),
    st.datetimes(),
)
ROWS = st.lists(st.lists(VALUES, max_size=6), max_size=6)


def expected(value: object) -> object:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, float) and not abs(value) < float("inf"):
        return str(value)
    return float(value) if type(value) is int else value


@given(st.lists(ROWS, min_size=1, max_size=3))
def test_what_is_packed_is_unpacked_sheet_by_sheet(sheets: list[list[list[object]]]) -> None:
    packed, numbers = [], b""
    for rows in sheets:
        held = Rows.of(rows)
        packed.append(json.loads(json.dumps(held.packed())))
        numbers += held.numbers.tobytes()
    with tempfile.TemporaryFile() as file:
        file.write(numbers)
        file.seek(0)
        for rows, document in zip(sheets, packed, strict=True):
            got = Rows.unpacked(document, file)
            assert got == Rows.of(rows)
            width = max(map(len, rows), default=0)
            padded = [[*map(expected, row), *[None] * (width - len(row))] for row in rows]
            shown = [[*row, *[None] * (width - len(row))] for row in got]
            assert shown == padded[: len(shown)]
            assert all(value is None for row in padded[len(shown) :] for value in row)
            assert [[type(v) for v in row] for row in shown] == [
                [type(v) for v in row] for row in padded[: len(shown)]
            ]
        assert not file.read()


@given(ROWS)
def test_each_cell_is_given_as_its_row_has_it(cells: list[list[object]]) -> None:
    rows = Rows.of(cells)
    for row in range(-1, len(rows) + 1):
        own = rows[row] if 0 <= row < len(rows) else ()
        assert tuple(rows.at(row, column) for column in range(len(own))) == own
        assert rows.at(row, len(own)) is None
        assert rows.at(row, -1) is None


def test_blanks_at_the_end_take_no_room() -> None:
    rows = Rows.of([[1.0, "", None], ["", ""]])
    assert rows.packed() == {"starts": [0, 1], "places": [], "others": []}
    assert list(rows.numbers) == [1.0]


def test_numbers_are_given_at_once_where_nothing_else_stands() -> None:
    rows = Rows.of([["a", 1.0, None, 3.0, "x"], [None, 5.0]])
    assert rows.plain(0, 0, 3) is None
    assert rows.plain(0, 3, 4) is None
    assert Values(rows.plain(0, 1, 3) or array("d")) == (1.0, None, 3.0)
    assert Values(rows.plain(1, 1, 3) or array("d")) == (5.0, None, None)
