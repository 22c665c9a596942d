"""Records are written as `codec.canonical` writes them, however large a table is and whatever its values are."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model import Correction, Decision, Measure, Series, Table, codec
from workbench.model.decided import Coded
from workbench.project import writing

NUMBERS = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([-0.0, 2.0**53, -(2.0**53), 2.0**53 - 1, 1e22, 0.1]),
)
LABELS = st.text(max_size=8)
CODED = st.builds(Coded, LABELS, st.lists(st.tuples(LABELS, LABELS), max_size=2).map(tuple))


@st.composite
def series(draw: st.DrawFn) -> Series:
    values = tuple(draw(st.lists(NUMBERS, min_size=1, max_size=4)))
    years = tuple(range(2020, 2020 + len(values)))
    return Series(
        key=draw(LABELS),
        label=draw(LABELS),
        years=years,
        values=values,
        cells=tuple(f"C{year}" for year in years),
        unit=draw(st.sampled_from(["", "money", "share"])),
        dims=tuple(draw(st.lists(st.tuples(LABELS, LABELS), max_size=2))),
        interpolated=years[:1],
    )


TABLES = st.builds(
    Table,
    id=LABELS,
    role=st.just("other"),
    title=LABELS,
    scale=st.sampled_from([1.0, 1000.0, 0.01]),
    how=st.lists(st.builds(Decision, topic=LABELS, answer=CODED, evidence=CODED, sure=st.booleans())).map(
        tuple
    ),
    series=st.lists(series(), max_size=6).map(tuple),
    corrections=st.just((Correction("a", 2020, 1.5, why="why"),)),
)


@given(TABLES, st.integers(1, 3))
def test_a_table_is_written_in_pieces_as_it_is_at_once(table: Table, together: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "_TOGETHER", together)
        text = writing.written(table)
    assert text == codec.canonical(table)
    assert codec.load(Table, json.loads(text), where="table", report=print) == table


def test_a_large_table_comes_in_many_pieces() -> None:
    one = Series("a", "A", (2020,), (1.0,), ("B2",))
    table = Table("t", "other", series=(one,) * 5000)
    longest = max(map(len, writing.pieces(table)))
    assert longest < len(writing.written(table)) / 5


def test_what_is_no_table_is_one_piece() -> None:
    measure = Measure("m", "Élan")
    assert list(writing.pieces(measure)) == ['{"id":"m","title":"Élan"}']


def test_what_is_no_number_is_refused() -> None:
    endless = Series("a", "A", (2020,), (float("inf"),), ("B2",))
    table = Table("t", "other", series=(endless,))
    with pytest.raises(ValueError, match="JSON"):
        writing.written(table)
    with pytest.raises(ValueError, match="JSON"):
        writing.written(dataclasses.replace(table, series=(), scale=float("inf")))
