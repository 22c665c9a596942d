"""Ranges, Monte Carlo, what sways a figure, and goals: agreement with the figure itself, with NumPy and with a seed."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packages import population
from workbench.cli.main import main
from workbench.costing import Costing
from workbench.costing.goal import changes_of, goal
from workbench.costing.sampling import Sampler
from workbench.costing.sensitivity import tornado
from workbench.costing.uncertainty import monte_carlo
from workbench.errors import RequestError, message
from workbench.model import Assumption, Change, Cost, Measure, Package, Range, add, apply
from workbench.model import Path as ByYear
from workbench.model.words import CostModel, Indexation, LevelBasis, RangeShape
from workbench.workspace import Workspace

LEVEL, TAKE_UP = "measure:grant cost.level", "measure:grant cost.take_up"


def plan(**fields: object) -> Package:
    cost = Cost(
        CostModel.TRANSFER,
        level=ByYear.constant(100.0),
        level_basis=LevelBasis.MONEY,
        take_up=ByYear(((2027, 0.5), (2030, 0.9))),
        indexation=Indexation.PRICES,
        admin_fixed=ByYear.constant(1000.0),
    )
    given = {
        "measures": (Measure("grant", "Grant", sector="social-protection", start=2027, cost=cost),),
        "tables": (population({"0-99": 1000.0}, range(2027, 2031), growth=0.01),),
        "assumptions": (Assumption("inflation", value=ByYear.constant(0.04)),),
    } | fields
    return Package(currency="ORD", base_year=2026, horizon=4, **given)  # type: ignore[arg-type]


def ranged(*ranges: Range) -> Costing:
    return Costing(plan(ranges=ranges))


def test_a_range_of_no_width_gives_the_figure_itself() -> None:
    costing = ranged(
        Range(LEVEL, 1.0, 1.0), Range(TAKE_UP, 1.0, 1.0), Range("assumption:inflation", 1.0, 1.0)
    )
    spread = monte_carlo(costing, 50, 3).spread("total.cost")
    assert spread is not None
    for row in (spread.p10, spread.p50, spread.p90, spread.mean):
        assert row == pytest.approx(costing.estimate().total, rel=1e-12)


def test_the_same_seed_gives_the_same_draws_and_another_gives_others() -> None:
    costing = ranged(Range(LEVEL, 0.8, 1.3))
    first, second, other = (monte_carlo(costing, 700, seed).spread("total.cost") for seed in (5, 5, 6))
    assert first == second
    assert first != other


def test_draws_do_not_depend_on_how_many_are_asked_for_at_once_nor_on_other_ranges() -> None:
    level = Range(LEVEL, 0.8, 1.3)
    normal = Range("assumption:a", 0.9, 1.1, RangeShape.NORMAL)
    bound = Range("assumption:b", 0.9, 1.1, moves_with="assumption:c", correlation=0.5)
    other = Range("assumption:c", 0.5, 1.5)
    whole = Sampler((level, normal, bound, other), 7).draw(100)
    parts = Sampler((level, normal, bound, other), 7)
    for name, values in parts.draw(30).items():
        assert values == pytest.approx(whole[name][:30], rel=0)
    for name, values in parts.draw(70).items():
        assert values == pytest.approx(whole[name][30:], rel=1e-12)
    assert Sampler((level,), 7).draw(100)[LEVEL] == pytest.approx(whole[LEVEL], rel=0)
    assert Sampler((normal,), 7).draw(100)[normal.id] == pytest.approx(whole[normal.id], rel=0)


def test_inputs_that_move_together_are_drawn_without_regard_to_other_pairs_and_order() -> None:
    a, b = (
        Range("assumption:a", 0.9, 1.1, moves_with="assumption:b", correlation=0.5),
        Range("assumption:b", 0.9, 1.1),
    )
    c, d = (
        Range("assumption:c", 0.9, 1.1, moves_with="assumption:d", correlation=0.5),
        Range("assumption:d", 0.9, 1.1),
    )
    alone = Sampler((a, b), 3).draw(50)
    for ranges in ((a, b, c, d), (d, c, b, a), (c, a, d, b)):
        drawn = Sampler(ranges, 3).draw(50)
        for name, values in alone.items():
            assert drawn[name] == pytest.approx(values, rel=0)


@pytest.mark.parametrize("given", [["--seed", "-1", "--draws", "10"], ["--draws", "-3"]])
def test_a_negative_count_or_seed_is_refused(
    sample: Path, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    assert main(["cost", str(sample), *given]) == 2
    assert "0 or more" in capsys.readouterr().err


def test_more_draws_than_memory_holds_are_refused_with_the_most_that_are_possible() -> None:
    with pytest.raises(RequestError) as raised:
        monte_carlo(ranged(Range(LEVEL, 0.8, 1.3)), 10**8, 1)
    assert dict(raised.value.what.values)["most"] > 10_000


def test_draws_agree_with_the_sums_written_by_hand() -> None:
    """NumPy on the same factors: people x take-up x level x prices x 12, and fixed administration with prices."""
    ranges = (
        Range(LEVEL, 0.7, 1.2),
        Range(TAKE_UP, 0.9, 1.4),
        Range("series:population", 0.95, 1.05),
        Range("assumption:inflation", 0.5, 2.0, RangeShape.UNIFORM),
    )
    factors = Sampler(ranges, 11).draw(900)
    column = {name: values[:, None] for name, values in factors.items()}
    people = 1000 * 1.01 ** np.arange(4) * column["series:population"]
    take_up = np.minimum(1.0, np.interp(np.arange(2027, 2031), (2027, 2030), (0.5, 0.9)) * column[TAKE_UP])
    prices = np.cumprod(np.repeat(1 + 0.04 * column["assumption:inflation"], 4, axis=1), axis=1)
    by_hand = people * take_up * 100 * column[LEVEL] * 12 * prices + 1000 * prices
    found = monte_carlo(ranged(*ranges), 900, 11).spread("total.cost")
    assert found is not None
    low, middle, high = np.percentile(by_hand, (10, 50, 90), axis=0)
    assert found.p10 == pytest.approx(low, rel=1e-12)
    assert found.p50 == pytest.approx(middle, rel=1e-12)
    assert found.p90 == pytest.approx(high, rel=1e-12)
    assert found.mean == pytest.approx(by_hand.mean(axis=0), rel=1e-12)


@pytest.mark.parametrize("shape", list(RangeShape))
def test_draws_keep_to_the_shape_of_their_range(shape: RangeShape) -> None:
    values = Sampler((Range(LEVEL, 0.6, 1.2, shape),), 2).draw(20_000)[LEVEL]
    if shape is RangeShape.NORMAL:
        assert np.percentile(values, (10, 90)) == pytest.approx((0.6, 1.2), abs=0.02)
        assert values.min() >= 0
        return
    assert 0.6 <= values.min() < 0.63
    assert 1.17 < values.max() <= 1.2
    # A triangle's mean is the mean of its ends and its peak, which stands at 1.
    assert values.mean() == pytest.approx(
        (0.6 + 1.0 + 1.2) / 3 if shape is RangeShape.TRIANGULAR else 0.9, abs=0.01
    )


def test_stated_correlation_is_found_again_in_the_draws() -> None:
    ranges = (Range("a", 0.5, 1.5, RangeShape.UNIFORM), Range("b", 0.5, 1.5, RangeShape.UNIFORM, "a", -0.8))
    values = Sampler(ranges, 4).draw(20_000)
    assert np.corrcoef(values["a"], values["b"])[0, 1] == pytest.approx(-0.78, abs=0.03)


def test_correlations_that_contradict_one_another_are_refused() -> None:
    first = Range("a", moves_with="b", correlation=1.0)
    second = Range("b", moves_with="c", correlation=1.0)
    assert Sampler((first, second, Range("c", moves_with="a", correlation=1.0)), 1).draw(10)
    with pytest.raises(RequestError):
        Sampler((first, second, Range("c", moves_with="a", correlation=-1.0)), 1)


def test_without_ranges_there_is_nothing_to_draw() -> None:
    with pytest.raises(RequestError):
        monte_carlo(ranged(), 10, 1)
    for draws in (0, -1, 10**9):
        with pytest.raises(RequestError):
            monte_carlo(ranged(Range(LEVEL)), draws, 1)


def test_a_range_without_a_part_in_the_cost_is_named() -> None:
    found = monte_carlo(ranged(Range(LEVEL), Range("series:rainfall")), 10, 1)
    assert found.inputs == (LEVEL,)
    assert "series:rainfall" in str(found.problems[0])


def test_the_lowest_and_highest_of_an_assumption_are_its_range() -> None:
    package = plan(assumptions=(Assumption("inflation", value=ByYear.constant(0.04), low=0.02, high=0.08),))
    (first, *_) = [one for one in tornado(Costing(package), 2030) if one.input == "assumption:inflation"]
    assert (first.low, first.high, first.stated) == (0.5, 2.0, True)


def test_a_sway_is_what_a_changed_package_costs() -> None:
    package = plan(ranges=(Range(LEVEL, 0.8, 1.3),))
    (sway,) = [one for one in tornado(Costing(package), 2029) if one.input == LEVEL]
    for factor, found in ((0.8, sway.at_low), (1.3, sway.at_high)):
        cost = dataclasses.replace(package.measures[0].cost, level=ByYear.constant(100 * factor))
        other = dataclasses.replace(package, measures=(dataclasses.replace(package.measures[0], cost=cost),))
        assert found == pytest.approx(Costing(other).estimate().total[2], rel=1e-12)


def test_what_sways_most_comes_first_and_what_is_decided_is_left_out() -> None:
    found = tornado(ranged(), 2030)
    swings = [abs(one.at_high - one.at_low) for one in found]
    assert swings == sorted(swings, reverse=True)
    assert {one.input for one in found} >= {LEVEL, TAKE_UP, "series:population", "assumption:inflation"}
    assert not any("payments" in one.input for one in found)
    assert not any(one.stated for one in found)


@settings(max_examples=40)
@given(st.floats(1e5, 3e6), st.sampled_from([LEVEL, "series:population", "measure:grant cost.admin_fixed"]))
def test_a_goal_is_met_in_every_year_and_exactly_in_the_tightest(target: float, name: str) -> None:
    found = goal(ranged(), name, "total.cost", ByYear.constant(target))
    if math.isnan(found.factor):
        return
    assert max(found.figure) == pytest.approx(target, rel=1e-6)
    assert max(found.figure) <= target * (1 + 1e-12)
    assert found.figure[found.binding - 2027] == max(found.figure)


@pytest.mark.parametrize(
    ("field", "own"), [("coverage", 1.0), ("take_up", 1.0), ("months", 12.0), ("severity", 1.0)]
)
def test_a_goal_finds_what_stands_at_its_default(field: str, own: float) -> None:
    (measure,) = plan().measures
    cost = dataclasses.replace(measure.cost, take_up=ByYear.constant(1.0), admin_fixed=ByYear.constant(0.0))
    package = plan(measures=(dataclasses.replace(measure, cost=cost),))
    costing = Costing(package)
    target = 0.3 * max(costing.estimate().total)
    found = goal(costing, f"measure:grant cost.{field}", "total.cost", ByYear.constant(target))
    assert found.values[0][1] == pytest.approx(0.3 * own)
    assert found.factor == pytest.approx(0.3)
    # A default that is the whole cannot be more than it.
    whole = goal(costing, f"measure:grant cost.{field}", "total.cost", ByYear.constant(target * 10))
    assert math.isnan(whole.factor)
    assert "below the target" in str(whole.why)


def test_a_goal_in_large_money_is_met_to_the_unit_of_account_and_not_exceeded() -> None:
    (measure,) = plan().measures
    cost = dataclasses.replace(measure.cost, level=ByYear.constant(36_987.0))
    tables = (population({"0-99": 3_456_789.0}, range(2027, 2031), growth=0.013),)
    package = plan(measures=(dataclasses.replace(measure, cost=cost),), tables=tables)
    for target in (147_123_456_789.0, 99_999_999_999.0, 1_234_567_890_123.0):
        found = goal(Costing(package), LEVEL, "total.cost", ByYear.constant(target))
        applied = Costing(apply(package, changes_of(package, found)))
        assert target - 0.5 < max(applied.estimate().total) <= target
        assert max(found.figure) == max(applied.estimate().total)


def test_a_goal_nothing_reaches_has_no_value() -> None:
    assert math.isnan(goal(ranged(), LEVEL, "total.cost", ByYear.constant(10.0)).factor), "fixed costs stay"
    assert math.isnan(goal(ranged(), TAKE_UP, "total.cost", ByYear.constant(1e12)).factor), (
        "a share ends at 1"
    )
    for name, figure in (("series:rainfall", "total.cost"), (LEVEL, "total.nothing")):
        with pytest.raises(RequestError):
            goal(ranged(), name, figure, ByYear.constant(1.0))


@pytest.mark.parametrize(
    ("name", "target", "said"),
    [
        (LEVEL, 10.0, "over the target"),
        (TAKE_UP, 1e12, "below the target"),
        ("measure:grant cost.set_up", 1e12, "nothing now"),
    ],
)
def test_a_goal_nothing_reaches_says_on_which_side_it_fails(name: str, target: float, said: str) -> None:
    (measure,) = plan().measures
    cost = dataclasses.replace(measure.cost, set_up=ByYear(((2027, 0.0), (2028, 0.0))))
    package = plan(measures=(dataclasses.replace(measure, cost=cost),))
    found = goal(Costing(package), name, "total.cost", ByYear.constant(target))
    assert math.isnan(found.factor)
    assert said in str(found.why)
    if said == "over the target":
        # Fixed administration of 1,000 grows by 4 % a year to 2030.
        assert found.binding == 2030
        assert found.figure[-1] == pytest.approx(1000 * 1.04**4)
        assert "1170" in str(found.why)


def test_a_goal_for_a_figure_that_is_not_known_says_so() -> None:
    tables = (population({"0-99": 1000.0}, range(2027, 2030)),)
    found = goal(Costing(plan(tables=tables)), LEVEL, "total.cost", ByYear.constant(1e6))
    assert "not known for 2030" in str(found.why)


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ((Range(LEVEL, 1.1, 1.3),), "does not contain what it is taken to be"),
        ((Range(LEVEL, 0.9, 1.1, correlation=0.5),), "with what is not said"),
        ((Range(LEVEL, 0.9, 1.1, moves_with=TAKE_UP, correlation=0.5),), "has no range in the cost"),
        ((Range(LEVEL, 0.9, 1.1, moves_with=TAKE_UP), Range(TAKE_UP)), "how closely is not stated"),
        ((Range(LEVEL), Range("measure:grant cost.days")), "has no part in the cost"),
    ],
)
def test_a_range_that_does_not_do_what_it_says_is_named(ranges: tuple[Range, ...], said: str) -> None:
    problems = monte_carlo(ranged(*ranges), 5, 1).problems
    assert [said in str(problem) for problem in problems] == [True]


def test_ranges_that_make_sense_are_not_spoken_of() -> None:
    tied = Range(LEVEL, 0.9, 1.1, moves_with=TAKE_UP, correlation=0.5)
    assert monte_carlo(ranged(tied, Range(TAKE_UP)), 5, 1).problems == ()


def test_an_assumption_no_figure_rests_on_is_named() -> None:
    assumptions = (
        Assumption("inflation", value=ByYear.constant(0.04)),
        Assumption("infaltion", "Prices", value=ByYear.constant(0.05)),
    )
    problems = [str(one) for one in Costing(plan(assumptions=assumptions)).estimate().problems]
    assert [one for one in problems if "rests on" in one and "Prices" in one]
    assert not any("rests on" in str(one) for one in Costing(plan()).estimate().problems)


@pytest.fixture
def sample(sample_file: Path) -> Path:
    return sample_file


def test_every_operation_carries_the_axis_of_draws(sample: Path) -> None:
    """All inputs of the sample at once, unmoved: each figure of each draw is the figure."""
    with Workspace.open(sample) as workspace:
        names = [one.input for one in workspace.tornado(2030)]
        workspace.edit(message("Ranges"), [add("range", Range(name, 1.0, 1.0)) for name in names])
        found = workspace.uncertainty(3, 1)
        estimate = workspace.results().estimate
    assert len(found.inputs) > 40
    for figure, row in (
        ("total.cost", estimate.total),
        ("total.gap", estimate.gap),
        ("total.share_of_gdp", estimate.share_of_gdp),
    ):
        spread = found.spread(figure)
        assert spread is not None
        assert spread.p90 == pytest.approx(row, rel=1e-9)


def test_a_goal_is_applied_as_one_step_and_then_met(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "measure:social-pension cost.level"
    assert main(["goal", str(sample), name, "--target", "3.4% GDP", "--apply"]) == 0
    with Workspace.open(sample) as workspace:
        assert max(workspace.results().estimate.share_of_gdp) == pytest.approx(0.034, rel=1e-6)
        workspace.undo()
        assert max(workspace.results().estimate.share_of_gdp) > 0.0341
    capsys.readouterr()
    assert main(["goal", str(sample), name, "--target", "0.1% GDP"]) == 1
    assert main(["goal", str(sample), "series:population", "--target", "3.4% GDP", "--apply"]) == 2
    assert main(["goal", str(sample), name, "--target", "a lot"]) == 2


def test_the_command_line_gives_percentiles_and_sways(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cost", str(sample), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["uncertainty"] is None
    assert main(["cost", str(sample), "--draws", "200", "--seed", "7", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["uncertainty"]
    assert (found["draws"], found["seed"]) == (200, 7)
    assert all(
        low <= middle <= high
        for low, middle, high in zip(found["p10"], found["p50"], found["p90"], strict=True)
    )
    assert main(["sway", str(sample), "--format", "json"]) == 0
    inputs = json.loads(capsys.readouterr().out)["inputs"]
    assert inputs[0]["at_low"] < inputs[0]["at_high"]


@pytest.mark.parametrize("value", [{"low": 1.2, "high": 0.8}, {"low": -0.1}, {"correlation": 2}])
def test_a_range_that_makes_no_sense_is_refused(sample: Path, value: dict[str, float]) -> None:
    with Workspace.open(sample) as workspace, pytest.raises(RequestError):
        workspace.edit(message("Range"), [Change("add", f"range:{LEVEL}", value=value)])


@pytest.mark.parametrize(
    "name", ["nonsense", "measure:nothing cost.level", "series:nothing", "measure:social-pension start"]
)
def test_a_range_of_what_is_no_input_is_refused(sample: Path, name: str) -> None:
    with Workspace.open(sample) as workspace, pytest.raises(RequestError):
        workspace.edit(message("Range"), [add("range", Range(name))])


@pytest.mark.parametrize("target", ["nan", "inf", "-1% GDP", "0", "% GDP", ""])
def test_a_target_that_makes_no_sense_is_refused(sample: Path, target: str) -> None:
    assert main(["goal", str(sample), "measure:social-pension cost.level", f"--target={target}"]) == 2


def test_a_year_that_is_not_costed_is_refused(sample: Path) -> None:
    assert main(["sway", str(sample), "--year", "2099"]) == 2
