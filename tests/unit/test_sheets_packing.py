"""Rows come out of the reading process as they were put in."""

from __future__ import annotations

import datetime as dt
import json
from array import array

from hypothesis import given
from hypothesis import strategies as st

from workbench.sheets.packing import pack, unpack

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
    all_numbers = array("d")
    packed = []
    for rows in sheets:
        document, numbers = pack(rows)
        packed.append(json.loads(json.dumps(document)))
        all_numbers += numbers
    for rows, document in zip(sheets, packed, strict=True):
        got = unpack(document, all_numbers)
        width = max(map(len, rows), default=0)
        padded = [[*map(expected, row), *[None] * (width - len(row))] for row in rows]
        shown = [[*row, *[None] * (width - len(row))] for row in got]
        assert shown == padded[: len(shown)]
        assert all(value is None for row in padded[len(shown) :] for value in row)
        assert [[type(v) for v in row] for row in shown] == [
            [type(v) for v in row] for row in padded[: len(shown)]
        ]
    assert not all_numbers


def test_blanks_at_the_end_take_no_room() -> None:
    document, numbers = pack([[1.0, "", None], ["", ""]])
    assert document == {"lengths": [1], "places": [], "others": []}
    assert list(numbers) == [1.0]
