"""The lines from the cost to the gap add up, whatever a package holds."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from random_packages import random_package
from workbench.costing import Costing
from workbench.model.statement import statement
from workbench.workspace import Workspace


def _sum_up(lines: dict[str, tuple[float, ...]], year: int) -> float:
    wanted = ("total.cost", "total.replaced", "total.recovered", "total.interest", "total.repayment")
    return sum(lines[name][year] for name in wanted if name in lines) - lines["total.financing"][year]


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_the_lines_add_up_to_the_gap_or_the_surplus(seed: int) -> None:
    package = random_package(seed)
    estimate = Costing(package).estimate()
    lines = {line.figure: line.entered for line in statement(estimate)}
    for year in range(len(estimate.years)):
        left = lines["total.gap"][year] - lines.get("total.surplus", estimate.surplus)[year]
        if math.isnan(left + estimate.interest[year]):
            assert any(line.interest_rate is None for line in package.financing)
            continue
        assert left == pytest.approx(_sum_up(lines, year), rel=1e-9, abs=1e-3)


def test_what_is_replaced_is_taken_off_before_the_net_cost(sample: Workspace) -> None:
    lines = [(line.figure, line.off, line.strong) for line in statement(sample.results().estimate)]
    assert lines[:3] == [
        ("total.cost", False, True),
        ("total.replaced", True, False),
        ("total.net", False, True),
    ]
    assert lines[-1][0] in ("total.gap", "total.surplus")
