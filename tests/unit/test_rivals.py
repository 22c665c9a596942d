"""Of two tables that hold the same, the one brought in last counts, and that can be told beforehand."""

from __future__ import annotations

from workbench.model import Series, Table
from workbench.model.rivals import outdone


def table(name: str, role: str, *keys: str, digest: str = "") -> Table:
    series = tuple(Series(key, key, (2026,), (1.0,), ("B2",)) for key in keys)
    return Table(name, role, sha256=digest, series=series)


def test_the_series_that_another_table_holds_as_well_are_named() -> None:
    old, new = table("old", "macro", "gdp", "cpi"), table("new", "macro", "gdp")
    found = outdone((old, new))
    assert found.keys() == {"old"}
    assert found["old"].by is new
    assert found["old"].series == ("gdp",)


def test_a_table_of_which_nothing_counts_is_told() -> None:
    old, new = table("old", "prices", "cpi"), table("new", "macro", "gdp", "cpi")
    assert outdone((old, new))["old"].series == ()


def test_all_populations_of_the_last_workbook_count() -> None:
    tables = tuple(
        table(name, "population", "population", digest=name[0]) for name in ("a", "b-men", "b-women")
    )
    found = outdone(tables)
    assert found.keys() == {"a"}
    assert found["a"].by.id == "b-women"


def test_tables_of_items_stand_beside_each_other() -> None:
    assert not outdone((table("a", "unit-costs", "teacher"), table("b", "unit-costs", "teacher")))
