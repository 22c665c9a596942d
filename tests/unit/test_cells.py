"""Addresses of a series kept as ranges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.model import Series, codec
from workbench.model.cells import Cells, address, place

PLACES = st.tuples(st.integers(0, 1_048_575), st.integers(0, 16_383))
RUNS = st.builds(
    lambda at, length, step: [
        address(max(at[0] + n * step[0], 0), max(at[1] + n * step[1], 0)) for n in range(length)
    ],
    PLACES,
    st.integers(1, 30),
    st.sampled_from([(0, 1), (0, -1), (1, 0), (-1, 0), (0, 2), (1, 1)]),
)
OPAQUE = st.sampled_from(["", "D7, F7", "D7:", "D7:E9", "d7", "D07"])
ADDRESSES = st.lists(st.one_of(RUNS, OPAQUE.map(lambda text: [text])), max_size=8).map(
    lambda runs: tuple(text for run in runs for text in run)
)


@given(ADDRESSES)
def test_ranges_stand_for_the_very_addresses_in_their_order(addresses: tuple[str, ...]) -> None:
    cells = Cells.of(addresses)
    assert tuple(cells) == addresses
    assert len(cells) == len(addresses)
    assert cells == addresses
    assert [cells[number] for number in range(len(cells))] == list(addresses)


@given(PLACES)
def test_an_address_leads_back_to_its_place(at: tuple[int, int]) -> None:
    assert place(address(*at)) == at


def test_a_row_or_a_column_of_cells_is_one_range() -> None:
    assert Cells.of(["Y7", "Z7", "AA7", "AB7"]).ranges == ("Y7:AB7",)
    assert Cells.of(["D9", "D8", "D7"]).ranges == ("D9:D7",)
    assert Cells.of(["D7", "D8", "", "F8"]).ranges == ("D7:D8", "", "F8")


def test_a_series_of_an_older_project_is_the_same_series() -> None:
    series = Series("gdp", "GDP", (2025, 2026, 2027), (1.0, None, 3.0), ("C7", "D7", "E7"))
    written = codec.dump(series)
    assert written["cells"] == ["C7:E7"]
    older = codec.load(Series, written | {"cells": ["C7", "D7", "E7"]}, where="series", report=print)
    assert older == series
    assert older is not None
    assert older.cell_at(2026) == "D7"
