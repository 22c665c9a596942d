"""Identities that hold for every package."""

from __future__ import annotations

import dataclasses
import math
import random
from collections.abc import Iterable

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from packages import country as small_country
from packages import macro, population, with_measure
from random_packages import MODELS, PRICE, SIZE, in_currency, random_measure, random_package, repriced
from workbench.costing import Costing, leaves
from workbench.costing import operations as op
from workbench.costing.graph import Node
from workbench.costing.units import PERSONS, money
from workbench.errors import WorkbenchError, message
from workbench.model import Change, Package, Path, apply, set_value
from workbench.model.words import CostModel, MeasureStatus, Sex

YEARS = tuple(range(2025, 2030))
levels = st.floats(min_value=0.01, max_value=1e5)
shares = st.floats(min_value=0.01, max_value=1.0)
counts = st.floats(min_value=1, max_value=1e8)


def country(children: float, adults: float, gdp: float) -> Package:
    tables = (
        population({"0-17": children, "18-64": adults, "65+": adults / 5}, YEARS, growth=0.01),
        macro(
            YEARS, gdp=tuple(gdp * 1.05**step for step in range(5)), inflation=(0.0, 0.03, 0.03, 0.02, 0.02)
        ),
    )
    return Package(currency="CUR", base_year=2025, horizon=4, tables=tables)


def transfer(level: float, take_up: float = 1.0, markup: float = 0.0, **more: object) -> dict[str, object]:
    return {
        "model": "transfer",
        "level": level,
        "take_up": take_up,
        "admin_markup": markup,
        "indexation": "prices",
    } | more


@given(counts, counts, levels, shares, st.floats(0, 0.5), st.floats(1e6, 1e14))
def test_cost_over_gdp_is_heads_over_population_times_benefit_over_gdp_per_head(
    children: float, adults: float, level: float, take_up: float, markup: float, gdp: float
) -> None:
    package = with_measure(country(children, adults, gdp), cost=transfer(level, take_up, markup, age_from=65))
    costing = Costing(package)
    estimate = costing.estimate()
    line = estimate.measures[0]
    people = costing.evaluation.row(costing.library.population(0, 120, Sex.BOTH))
    for step in range(4):
        heads = line.beneficiaries[step] / people[step]
        benefit = line.benefit[step] * 12 / (estimate.gdp[step] / people[step])
        assert estimate.share_of_gdp[step] == pytest.approx(heads * benefit * (1 + markup), rel=1e-9)


@given(counts, levels, shares)
def test_doubling_the_benefit_doubles_transfers_and_fixed_parts_stay(
    people: float, level: float, take_up: float
) -> None:
    package = country(people, people, 1e9)
    once = Costing(with_measure(package, cost=transfer(level, take_up, admin_fixed=500))).estimate().total
    twice = (
        Costing(with_measure(package, cost=transfer(2 * level, take_up, admin_fixed=500))).estimate().total
    )
    none = Costing(with_measure(package, cost=transfer(0.0, take_up, admin_fixed=500))).estimate().total
    for first, second, fixed in zip(once, twice, none, strict=True):
        assert second - fixed == pytest.approx(2 * (first - fixed), rel=1e-9)


@given(st.floats(0.001, 0.9), levels)
def test_a_mark_up_equals_the_share_of_gross_that_goes_with_it(gross: float, level: float) -> None:
    package = country(1000, 1000, 1e9)
    first = Costing(with_measure(package, cost=transfer(level, markup=gross / (1 - gross)))).estimate().total
    second = Costing(with_measure(package, cost=transfer(level, admin_share_of_gross=gross))).estimate().total
    assert first == pytest.approx(second, rel=1e-9)


@given(levels, st.floats(0.01, 1000))
def test_another_currency_changes_no_share(level: float, rate: float) -> None:
    package = country(1000, 2000, 1e9)
    mine = Costing(with_measure(package, cost=transfer(level))).estimate()
    tables = tuple(
        dataclasses.replace(
            table,
            series=tuple(
                dataclasses.replace(item, values=tuple(value and value * rate for value in item.values))
                if item.unit == "money"
                else item
                for item in table.series
            ),
        )
        for table in package.tables
    )
    other = dataclasses.replace(package, tables=tables, currency="OTH")
    theirs = Costing(with_measure(other, cost=transfer(level * rate))).estimate()
    assert theirs.share_of_gdp == pytest.approx(mine.share_of_gdp, rel=1e-9)


@given(st.lists(levels, min_size=1, max_size=6))
def test_parts_sum_to_the_total(parts: list[float]) -> None:
    package = country(1000, 2000, 1e9)
    for number, level in enumerate(parts):
        package = with_measure(package, f"m{number}", cost=transfer(level), sector=f"s{number % 2}")
    costing = Costing(package)
    estimate = costing.estimate()
    for step in range(4):
        assert sum(line.cost[step] for line in estimate.measures) == pytest.approx(
            estimate.total[step], rel=1e-12
        )
    sectors = [
        costing.evaluation.row(node) for name, node in costing.figures.items() if name.startswith("sector:")
    ]
    assert [sum(values) for values in zip(*sectors, strict=True)] == pytest.approx(estimate.total, rel=1e-12)


def test_the_empty_package_costs_nothing() -> None:
    estimate = Costing(Package(currency="CUR", base_year=2025, horizon=3)).estimate()
    assert estimate.total == (0.0, 0.0, 0.0)
    assert estimate.gap == (0.0, 0.0, 0.0)


@given(levels, shares)
def test_an_incremental_evaluation_equals_a_full_one(level: float, take_up: float) -> None:
    package = with_measure(country(1000, 2000, 1e9), cost=transfer(100))
    first = Costing(package)
    first.estimate()
    edited = apply(
        package,
        [
            Change("set", "measure:m", "cost.level", level),
            Change("set", "measure:m", "cost.take_up", take_up),
        ],
    )
    assert Costing(edited, earlier=first).estimate() == Costing(edited).estimate()


def given_node(label: str, unit: object) -> Node:
    return Node(message("{label}", label=label), leaves.Given(Path.constant(1.0), unit, label))  # type: ignore[arg-type]


def test_adding_people_to_money_is_refused_naming_both() -> None:
    people, cash = given_node("heads", PERSONS), given_node("cash", money("CUR"))
    with pytest.raises(op.UnitError) as caught:
        Node(message("wrong"), op.Sum(), (people, cash))
    assert "heads" in str(caught.value)
    assert "cash" in str(caught.value)


def test_adding_money_of_two_price_bases_is_refused() -> None:
    with pytest.raises(op.UnitError):
        Node(
            message("wrong"),
            op.Sum(),
            (given_node("now", money("CUR")), given_node("then", money("CUR", 2025))),
        )


def test_a_year_without_population_is_not_known_rather_than_zero() -> None:
    tables = (population({"0+": 100}, (2025, 2026)),)
    package = with_measure(
        Package(currency="CUR", base_year=2025, horizon=2, tables=tables),
        cost={"model": "transfer", "level": 1},
    )
    first, second = Costing(package).estimate().total
    assert first == 1200
    assert second != second


def test_a_figure_is_traced_to_its_cells() -> None:
    package = with_measure(country(1000, 2000, 1e9), cost=transfer(10, age_from=65))
    trace = Costing(package).trace("measure:m.beneficiaries", 2027)
    leaf = trace
    while leaf.inputs:
        leaf = leaf.inputs[0]
    assert leaf.origin is not None
    assert (leaf.origin.workbook, leaf.origin.sheet, leaf.origin.cells) == ("people.xlsx", "Ages", "D7")


def test_measures_without_any_cost_are_not_known_to_cost_nothing() -> None:
    package = with_measure(Package(currency="CUR", base_year=2025, horizon=1))
    estimate = Costing(package).estimate()
    assert estimate.total[0] != estimate.total[0]
    assert estimate.gap[0] != estimate.gap[0]
    assert estimate.problems


@given(st.sampled_from(sorted(PRICE)), st.integers(0, 10_000), st.floats(0.1, 10))
def test_every_model_is_a_straight_line_in_its_prices(model: CostModel, seed: int, factor: float) -> None:
    package = with_measure(small_country(), "m", **random_measure(random.Random(seed), model))

    def cost(times: float) -> tuple[float, ...]:
        changed = dataclasses.replace(package, measures=(repriced(package.measures[0], times),))
        return costed_row(changed, "measure:m.cost")

    for at_one, at_two, at_more in zip(cost(1.0), cost(2.0), cost(1.0 + factor), strict=True):
        assert at_more - at_one == pytest.approx(factor * (at_two - at_one), rel=1e-9, abs=1e-6)


@given(st.sampled_from(sorted(SIZE)), st.integers(0, 10_000), st.floats(0.001, 1.0))
def test_no_model_costs_less_when_it_serves_more(model: CostModel, seed: int, part: float) -> None:
    field = SIZE[model]
    package = with_measure(small_country(), "m", **random_measure(random.Random(seed), model))
    most = dict(getattr(package.measures[0].cost, field).points)
    least = {year: value * part for year, value in most.items()}
    smaller = apply(package, [set_value("measure:m", f"cost.{field}", by_year(least, package, field))])
    for less, more in zip(
        costed_row(smaller, "measure:m.cost"), costed_row(package, "measure:m.cost"), strict=True
    ):
        assert less <= more * (1 + 1e-12) + 1e-9


def by_year(points: dict[int, float], package: Package, field: str) -> Path:
    return Path(tuple(points.items()), getattr(package.measures[0].cost, field).shape)


def costed_row(package: Package, figure: str) -> tuple[float, ...]:
    costing = Costing(package)
    assert figure in costing.figures, [str(problem) for problem in costing.problems]
    return costing.evaluation.row(costing.figures[figure])


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.01, 1000))
def test_another_currency_changes_no_share_of_any_model(seed: int, rate: float) -> None:
    package = random_package(seed)
    mine, theirs = Costing(package).estimate(), Costing(in_currency(package, rate)).estimate()
    assert theirs.share_of_gdp == pytest.approx(mine.share_of_gdp, rel=1e-9)
    assert [flag.id for flag in theirs.flags] == [flag.id for flag in mine.flags]
    for ours, other in zip(mine.measures, theirs.measures, strict=True):
        assert other.beneficiaries == pytest.approx(ours.beneficiaries, rel=1e-9)
        assert other.cost == pytest.approx([value * rate for value in ours.cost], rel=1e-9)


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_parts_of_any_package_sum_to_its_totals(seed: int) -> None:
    package = random_package(seed)
    costing = Costing(package)
    estimate = costing.estimate()
    assert {line.model for line in (*estimate.measures, *estimate.baseline)} == {m.value for m in MODELS}

    def summed(rows: Iterable[tuple[float, ...]]) -> list[float]:
        return [sum(values) for values in zip(*(row for row in rows if row), strict=True)]

    assert summed(line.cost for line in estimate.measures) == pytest.approx(estimate.total, rel=1e-12)
    for kind in {line.kind for line in estimate.budget}:
        lines = [line for line in estimate.budget if line.kind == kind]
        assert summed(line.gross for line in lines) == pytest.approx(estimate.total, rel=1e-12)
        assert summed(line.net for line in lines) == pytest.approx(estimate.net, rel=1e-9)
        for line in lines:
            assert summed((line.recurrent, line.capital)) == pytest.approx(line.gross, rel=1e-12)
    for step, net in enumerate(estimate.net):
        needed = net + estimate.interest[step] + estimate.repayment[step]
        open_ = estimate.gap[step] - estimate.surplus[step]
        if math.isnan(open_ + estimate.interest[step]):
            assert any(line.interest_rate is None for line in package.financing)
            continue
        assert open_ == pytest.approx(needed - estimate.financing[step], rel=1e-9, abs=1e-6)
        assert not (estimate.gap[step] and estimate.surplus[step])
    for line in estimate.measures:
        for entitled, missed in zip(line.entitled, line.not_reached, strict=False):
            assert -1e-9 <= missed <= entitled * (1 + 1e-12)


def an_edit(chance: random.Random, package: Package) -> list[Change]:
    """Choose a change of one of the things that a kept measure may rest on."""
    measure = chance.choice(package.measures)
    subject, other = f"measure:{measure.id}", chance.choice(package.measures).id
    existing = [one.id for one in package.measures if one.status is MeasureStatus.EXISTING]
    choices = [
        Change("set", subject, "start", chance.randint(2026, 2028)),
        Change("set", subject, "start_month", chance.randint(1, 12)),
        Change("set", subject, "status", chance.choice(["new", "existing", "reformed"])),
        Change("set", subject, "cost.admin_markup", chance.choice([0.0, 0.1])),
        Change("set", subject, "cost.replaces", existing[:1]),
        Change(
            "set", subject, "stacks", [{"benefit": other, "rule": "reduces", "both": 0.3, "counted": 0.5}]
        ),
        Change("set", subject, "sector", chance.choice(["health", "education"])),
        Change("set", "package", "price_basis", chance.choice(["nominal", "constant"])),
        Change("set", "package", "envelope", chance.choice([None, 0.05])),
        Change("set", "package", "currency", chance.choice(["CUR", "OTH"])),
        Change("add", "assumption:inflation", value={"value": chance.uniform(0, 0.1)}),
        *(Change("set", f"group:{one.id}", "size", chance.randint(1, 900)) for one in package.groups),
        *([Change("remove", subject)] if len(package.measures) > 5 else []),
    ]
    return [chance.choice(choices)]


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_whatever_is_edited_a_kept_costing_equals_one_made_anew(seed: int) -> None:
    chance, package = random.Random(seed), random_package(seed)
    held, taken_over = Costing(package), 0
    held.estimate()
    for step in range(8):
        try:
            package = apply(package, an_edit(chance, package))
        except WorkbenchError:
            continue
        reached = (
            {one.id: Path.constant(chance.choice([0.4, 0.6])) for one in package.measures} if step % 3 else {}
        )
        before = {id(line) for line in held.estimate().measures}
        held = Costing(package, earlier=held, participation=reached)
        estimate, anew = held.estimate(), Costing(package, participation=reached).estimate()
        assert repr(estimate) == repr(anew)  # what is not known equals itself
        taken_over += sum(id(line) in before for line in estimate.measures)
    event("measures taken over" if taken_over else "nothing taken over")


def test_a_kept_measure_follows_its_group_and_what_access_says() -> None:
    package = apply(
        small_country(),
        [
            Change("add", "group:herders", value={"name": "Herders", "size": 1000}),
            Change("add", "measure:m", value={
                "title": "M", "start": 2026, "groups": ["herders"],
                "cost": {"model": "transfer", "group": "herders", "level": 10, "level_basis": "money", "use_access": True},
            }),
        ],
    )  # fmt: skip

    def total(of: Package, share: float, earlier: Costing | None = None) -> tuple[Costing, float]:
        costing = Costing(of, earlier=earlier, participation={"m": Path.constant(share)})
        return costing, costing.estimate().total[-1]

    held, first = total(package, 0.4)
    held, twice = total(package, 0.8, held)
    assert twice == pytest.approx(2 * first)
    more = apply(package, [Change("set", "group:herders", "size", 3000)])
    _, thrice = total(more, 0.8, held)
    assert thrice == pytest.approx(3 * twice)
