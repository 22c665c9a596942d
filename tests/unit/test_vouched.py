"""A source speaks for what it gave, and not for what the planner set in its place."""

from __future__ import annotations

import pytest

from workbench.cli.main import main
from workbench.errors import message
from workbench.model import Change
from workbench.workspace import Workspace

LABEL = message("Edit")


@pytest.fixture
def pension(sample: Workspace) -> Workspace:
    measure = sample.new_measure("old-age-pension")
    sample.edit(
        LABEL,
        [Change("add", f"measure:{measure.id}", value={"instrument": "old-age-pension", **_plain(measure)})],
    )
    return sample


def _plain(measure: object) -> dict[str, object]:
    from workbench.model import codec

    return dict(codec.dump(measure))


def why(workspace: Workspace, field: str) -> str:
    subject = f"measure:old-age-pension cost.{field}"
    waiting = [workspace.trace("measure:old-age-pension.cost", 2030)]
    while waiting:
        node = waiting.pop()
        if node.origin is not None and node.origin.assumption == subject:
            return node.origin.why
        waiting += node.inputs
    raise AssertionError(field)


def test_what_an_instrument_gives_is_credited_to_its_source(pension: Workspace) -> None:
    assert "ESCAP" in why(pension, "payments")
    assert "ESCAP" in why(pension, "level")


def test_what_is_set_is_not_and_the_rest_still_is(pension: Workspace) -> None:
    pension.edit(LABEL, [Change("set", "measure:old-age-pension", "cost.level", 0.3)])
    assert why(pension, "level") == ""
    assert "ESCAP" in why(pension, "payments")
    pension.edit(LABEL, [Change("set", "measure:old-age-pension", "cost.payments", 4)])
    measure = pension.package.measure("old-age-pension")
    assert measure is not None
    assert measure.cost.by_hand == ("level", "payments")


def test_a_source_stated_anew_speaks_for_all(pension: Workspace) -> None:
    pension.edit(LABEL, [Change("set", "measure:old-age-pension", "cost.level", 0.3)])
    pension.edit(LABEL, [Change("set", "measure:old-age-pension", "cost.source", "Pensions Act 2026")])
    assert why(pension, "level") == "Pensions Act 2026"


def test_a_measure_added_with_values_of_ones_own(
    sample: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(sample.path)
    sample.close()
    assert main(["add", path, "old-age-pension", "--set", "cost.level=400 ORD/month"]) == 0
    with Workspace.open(sample.path) as workspace:
        assert why(workspace, "level") == ""
        assert "ESCAP" in why(workspace, "payments")


def test_two_scenarios_differ_in_the_value_and_not_in_who_set_it(pension: Workspace) -> None:
    pension.edit(LABEL, [Change("add", "scenario:low", value={"title": "Low"})])
    pension.edit(LABEL, [Change("set", "measure:old-age-pension", "cost.level", 0.1)], "low")
    fields = [one.field for one in pension.compare("", "low").inputs]
    assert fields == ["cost.level"]
    pension.edit(LABEL, [Change("set", "measure:old-age-pension", "cost.level", 0.3)])
    assert [one.field for one in pension.compare("", "low").inputs] == ["cost.level"]


def test_a_value_a_scenario_sees_otherwise_is_not_the_sources(pension: Workspace) -> None:
    pension.edit(LABEL, [Change("add", "scenario:low", value={"title": "Low"})])
    pension.edit(LABEL, [Change("set", "measure:old-age-pension", "cost.level", 0.1)], "low")
    low, base = (
        pension.package_in("low").measure("old-age-pension"),
        pension.package.measure("old-age-pension"),
    )
    assert low is not None
    assert base is not None
    assert (low.cost.by_hand, base.cost.by_hand) == (("level",), ())
    pension.edit(LABEL, [Change("set", "measure:old-age-pension", "cost.level", 0.2)], "low")
    assert [one.field for one in pension.held("low")] == ["cost.level"]
