"""A short run of the fuzzer with a fixed seed; the long one is started by hand, see tests/fuzz."""

from __future__ import annotations

from tests.fuzz import fuzz_workbooks
from workbench.sheets.file.child import MEMORY


def test_broken_workbooks_give_tables_or_one_message() -> None:
    outcome = fuzz_workbooks.run(20261123, files=40)
    assert outcome.failures == []
    assert outcome.tried["sheet"] > 500
    assert fuzz_workbooks.peak_of_children() <= MEMORY
