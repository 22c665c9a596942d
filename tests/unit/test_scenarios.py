"""Scenarios hold only what differs: edited while looked at, inherited, compared, and never bent by accident."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.cli.main import main
from workbench.errors import RequestError, message
from workbench.model import Change, Measure, Package, Scenario, apply, remove
from workbench.scenarios import differences, held, overriding, with_scenario
from workbench.workspace import Workspace

LABEL = message("Edit")


def test_an_edit_in_a_scenario_leaves_the_package_and_its_other_scenarios_alone(sample: Workspace) -> None:
    before = sample.package
    sample.edit(LABEL, [Change("set", "measure:social-pension", "cost.level", 0.5)], "registration-first")
    assert sample.package.measures == before.measures
    assert sample.package_in("lower-levels").measures == with_scenario(before, "lower-levels").measures
    seen = sample.package_in("registration-first").measure("social-pension")
    assert seen is not None
    assert seen.cost.level.at(2030) == 0.5
    assert "Registration first" in str(sample.undo_label)
    sample.undo()
    assert sample.package == before


def test_a_value_set_back_to_the_parents_is_no_longer_held(sample: Workspace) -> None:
    sample.edit(LABEL, [Change("set", "measure:mobile-registration", "start", 2030)], "registration-first")
    (scenario,) = [one for one in sample.package.scenarios if one.id == "registration-first"]
    assert [held[:2] for held in scenario.overrides] == [("measure:registration-drive", "start")]


def test_what_comes_or_goes_whole_is_a_change_of_the_package_itself(sample: Workspace) -> None:
    sample.edit(LABEL, [Change("remove", "measure:legal-aid")], "registration-first")
    assert sample.package.measure("legal-aid") is None


def test_a_child_scenario_inherits_and_is_its_own_ancestor_never() -> None:
    package = Package(
        measures=(Measure("m", "M", start=2027),),
        scenarios=(
            Scenario("a", "A", overrides=(("measure:m", "start", "2028"),)),
            Scenario("b", "B", "a", overrides=(("measure:m", "end", "2030"),)),
            Scenario("c", "C", "c"),
        ),
    )
    seen = with_scenario(package, "b").measure("m")
    assert seen is not None
    assert (seen.start, seen.end) == (2028, 2030)
    # In b, 2028 is what the parent says already.
    assert overriding(package, "b", [Change("set", "measure:m", "start", 2028)]) == ()
    with pytest.raises(RequestError):
        with_scenario(package, "c")


FAMILY = Package(
    measures=(Measure("m", "M", start=2027),),
    scenarios=(
        Scenario("a", "A", overrides=(("measure:m", "start", "2028"), ("measure:m", "end", "2033"))),
        Scenario("b", "B", "a", overrides=(("measure:m", "start", "2030"),)),
    ),
)


def test_what_a_scenario_holds_is_told_beside_what_its_parent_sees() -> None:
    (only,) = held(FAMILY, "b")
    assert (only.subject, only.field, only.first, only.second) == ("measure:m", "start", 2028, 2030)


def test_what_is_taken_back_is_seen_as_the_parent_sees_it(sample: Workspace) -> None:
    first, second = sample.held("registration-first")
    sample.take_back("registration-first", first, LABEL)
    assert sample.held("registration-first") == (second,)
    drive = sample.package_in("registration-first").measure("registration-drive")
    assert drive is not None
    assert drive.start == first.first


def test_a_scenario_whose_parent_is_removed_goes_on_seeing_what_it_saw() -> None:
    left = apply(FAMILY, [remove("scenario:a")])
    assert with_scenario(left, "b").measures == with_scenario(FAMILY, "b").measures
    assert left.scenarios[0].parent == ""


def test_a_removed_measure_leaves_no_scenario_that_cannot_be_read() -> None:
    left = apply(FAMILY, [remove("measure:m")])
    assert with_scenario(left, "b").measures == ()
    again = apply(FAMILY, [remove("measure:m"), Change("add", "measure:m", value={"title": "New"})])
    assert with_scenario(again, "b").measures[0].start == 2030


@pytest.mark.parametrize("parent", ["b", "a", "nobody"])
def test_no_edit_makes_a_scenario_its_own_ancestor_or_the_child_of_none(tmp_path: Path, parent: str) -> None:
    with Workspace.create(tmp_path / "x.policy", FAMILY) as workspace:
        with pytest.raises(RequestError):
            workspace.edit(LABEL, [Change("set", "scenario:a", "parent", parent)])
        assert workspace.package == FAMILY


def test_the_moves_between_two_scenarios_add_up_to_the_difference_of_their_costs(sample: Workspace) -> None:
    found = sample.compare("registration-first", "lower-levels")
    first, second = found.estimates
    moves = found.moves(2030)
    assert [move.id for move in moves[:2]] == ["child-allowance", "social-pension"]
    assert sum(move.change for move in moves) == pytest.approx(second.total[3] - first.total[3])
    assert abs(moves[0].change) >= abs(moves[-1].change) > 0
    assert found.moves(1999) == ()


def test_an_edit_of_all_scenarios_is_not_said_to_be_of_one(sample: Workspace) -> None:
    sample.edit(LABEL, [Change("remove", "measure:legal-aid")], "registration-first")
    assert "Registration first" not in str(sample.undo_label)


values = st.one_of(
    st.tuples(st.just("start"), st.integers(2027, 2030)),
    st.tuples(st.just("title"), st.sampled_from(["M", "N", "“x”"])),
    st.tuples(st.just("cost.level"), st.sampled_from([0, 0.5, {"2027": 1, "2030": 2}])),
    st.tuples(st.just("groups"), st.sampled_from([["everyone"], []])),
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["m", "n"]), values), max_size=6))
def test_editing_in_a_scenario_is_seen_there_as_if_the_package_itself_had_been_edited(
    edits: list[Any],
) -> None:
    package = Package(
        measures=(Measure("m", "M", start=2027), Measure("n", "N", start=2027)),
        scenarios=(Scenario("s", "S"),),
    )
    plain = package
    for name, (field, value) in edits:
        change = Change("set", f"measure:{name}", field, value)
        plain = apply(plain, [change])
        package = apply(package, overriding(package, "s", [change]))
    assert with_scenario(package, "s").measures == plain.measures
    assert len(package.scenarios[0].overrides) == len(
        differences(
            Package(measures=(Measure("m", "M", start=2027), Measure("n", "N", start=2027))),
            Package(measures=plain.measures),
        )
    )


def test_two_scenarios_side_by_side_in_what_goes_in_and_what_comes_out(sample: Workspace) -> None:
    found = sample.compare("", "registration-first")
    assert [(one.subject, one.field, one.first, one.second) for one in found.inputs] == [
        ("measure:registration-drive", "start", 2029, 2027),
        ("measure:mobile-registration", "start", 2030, 2027),
    ]
    assert "T7:social-pension:nomadic-herders" in found.gone
    first, second = found.estimates
    assert second.total[0] > first.total[0]
    assert sample.compare("", "").is_same
    other_way = sample.compare("registration-first", "")
    assert (other_way.new, other_way.gone) == (found.gone, found.new)


def test_the_command_line_compares_scenarios_and_files(
    sample_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy = sample_file, tmp_path / "copy.policy"
    copy.write_bytes(path.read_bytes())
    assert main(["compare", str(path), str(copy)]) == 0
    assert main(["set", str(copy), "measure:legal-aid", "start=2031"]) == 0
    capsys.readouterr()
    assert main(["compare", str(path), str(copy), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["inputs"] == [
        {"subject": "measure:legal-aid", "field": "start", "first": 2027, "second": 2031}
    ]
    assert main(["compare", str(path), "--scenarios", "base,lower-levels"]) == 1
    assert "social-pension cost.level" in capsys.readouterr().out
    assert main(["compare", str(path)]) == 2
    assert main(["compare", str(path), "--scenarios", "base,nothing"]) == 2
    assert "base" in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        Change("set", "measure:social-pension", "cost.level", -5),
        Change("set", "measure:social-pension", "cost.take_up", 7),
        Change("set", "measure:social-pension", "end", 2020),
        Change("set", "package", "base_year", 2020),
        Change("set", "package", "currency", "USD"),
        Change("set", "scenario:registration-first", "overrides", [["measure:social-pension", "bogus", "1"]]),
    ],
)
def test_a_scenario_keeps_to_the_checks_of_the_package(sample: Workspace, change: Change) -> None:
    before = sample.package
    with pytest.raises(RequestError):
        sample.edit(LABEL, [change], "registration-first")
    assert sample.package is before


def test_base_is_the_package_itself_and_no_scenario(sample: Workspace) -> None:
    with pytest.raises(RequestError):
        sample.edit(LABEL, [Change("add", "scenario:base", value={"title": "Base"})])


def test_imported_values_are_the_same_in_all_scenarios(
    sample_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sample_file
    given = ["table:macro.gdp-real-growth", "2030=9%", "why=x", "--scenario", "lower-levels"]
    assert main(["set", str(path), *given]) == 2
    assert "same in all scenarios" in capsys.readouterr().err
