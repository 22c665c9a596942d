"""Each operation of the graph alone: what it computes by year and by draw, and how it says and writes the same."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from workbench.costing import operations as op
from workbench.costing import timing
from workbench.costing.draws import Draws
from workbench.costing.graph import Evaluation, Node
from workbench.costing.leaves import Cells, Given, Line, NotKnown, Row
from workbench.costing.units import INDEX, NUMBER, PERSONS, SHARE, Unit, money
from workbench.errors import message
from workbench.i18n import translator
from workbench.model.cells import Cells as Addresses
from workbench.model.paths import Path, Shape

YEARS = (2027, 2028, 2029, 2030)
MONEY = money("ORD")
SAID = message("what it means")


def leaf(name: str, *values: float, unit: Unit = MONEY) -> Node:
    path = Path(tuple(zip(YEARS, values, strict=False)), Shape.STEPS)
    return Node(message("{name}", name=name), Given(path, unit, name))


A, B = leaf("a", 1, 2, 3, 4), leaf("b", 10, 0, 5, 2)
INDEXED = leaf("i", 1, 2, 4, 8, unit=INDEX)
RATE = leaf("rate", 0.1, 0.1, 0.2, 0.0, unit=SHARE)
CASES: tuple[tuple[Any, tuple[Node, ...], tuple[float, ...], str, str], ...] = (
    # operation, inputs, values, words, the formula of 2029
    (op.Sum(), (A, B), (11, 2, 8, 6), "a + b", "A29+B29"),
    (op.Sum(), (A,) * 5, (5, 10, 15, 20), "sum of 5 figures", "A29+A29+A29+A29+A29"),
    (op.Sum(), (A,) * 4, (4, 8, 12, 16), "a + a + a + a", "A29+A29+A29+A29"),
    (op.Sum(MONEY), (), (0, 0, 0, 0), "nothing", "0"),
    (op.Less(), (A, B), (-9, 2, -2, 2), "a − b", "A29-B29"),
    (op.Product(), (A, B), (10, 0, 15, 8), "a × b", "A29*B29"),
    (op.Quotient(), (A, B), (0.1, np.nan, 0.6, 2), "a / b", "A29/B29"),
    (op.OneMore(), (RATE,), (1.1, 1.1, 1.2, 1), "1 + rate", "(1+R29)"),
    (op.OneMore(-1), (RATE,), (0.9, 0.9, 0.8, 1), "1 − rate", "(1-R29)"),
    (op.NotBelowZero(), (leaf("c", -1, 0, 1, 2),), (0, 0, 1, 2), "c, where it is above zero", "MAX(0,C29)"),
    (op.Recast(PERSONS, SAID), (A,), (1, 2, 3, 4), "what it means", "A29"),
    (op.Largest(), (A, B), (10, 2, 5, 4), "the largest of a and b", "MAX(A29,B29)"),
    (op.Smallest(), (A, B), (1, 0, 3, 2), "the smallest of a and b", "MIN(A29,B29)"),
    (timing.Compounded(2026, INDEX), (RATE,), (1.1, 1.21, 1.452, 1.452), "rate compounded from 2026", "(1+R27)*(1+R28)*(1+R29)"),
    (timing.EverySoOften(2, 2026), (A,), (1, 2, 2, 4), "a, adjusted every 2 years", "A28"),
    (timing.EverySoOften(3, 2026), (A,), (1, 1, 3, 3), "a, adjusted every 3 years", "A29"),
    (timing.InForce(2028, 2029), (A,), (0, 2, 3, 0), "a, 2028 to 2029", "A29"),
    (timing.InForce(2029, 2029), (A,), (0, 0, 3, 0), "a, in 2029 only", "A29"),
    (timing.InForce(2028, None), (A,), (0, 2, 3, 4), "a, from 2028", "A29"),
    (timing.InForce(2029, None, 3), (A,), (0, 0, 0.75, 4), "a, 3 months of it in 2029", "A29*3/12"),
    (timing.CarriedOn(2028, 2026), (A, INDEXED), (1, 2, 4, 8), "a; after 2028 held constant in real terms", "A28*I29/I28"),
    (timing.CarriedOn(2027, 2026), (B, A), (10, 20, 30, 40), "b; after 2027 held constant in real terms", "B27*A29/A27"),
    (timing.CarriedOn(2026, 2026), (A, B), (10, 0, 5, 2), "a; after 2026 held constant in real terms", "A29*B29"),
    (timing.Lagged((1.0, 0.5), 2027, SAID), (A,), (1, 2.5, 4, 5.5), "what it means", "A29+0.5*A28"),
    (timing.Lagged((0.0, 0.0, 2.0), 2027, SAID), (A,), (0, 0, 2, 4), "what it means", "2.0*A27"),
    (timing.Stepwise(((2027, 1), (2028, 0), (2029, 0), (2030, 1)), SAID), (A, B), (10, 2, 3, 2), "what it means", "A29"),
    (op.AtLeast((2028, 2029)), (B,), (10, np.nan, 5, 2), "b, as far as it is known: the least it comes to", "IF(B29=0,NA(),B29)"),
    (op.AtMost((2028, 2029)), (B,), (10, 0, np.nan, 2), "b, where all that is taken off it is known", "IF(B29>0,NA(),B29)"),
    (NotKnown(MONEY), (), (np.nan,) * 4, "not known", "NA()"),
)  # fmt: skip


def cell(node: Node, year: int) -> str:
    return f"{str(node.label)[0].upper()}{year - 2000}"


@pytest.mark.parametrize(
    ("operation", "inputs", "values", "words", "formula"),
    CASES,
    ids=[f"{type(case[0]).__name__}-{place}" for place, case in enumerate(CASES)],
)
def test_an_operation_computes_says_and_writes_the_same(
    operation: Any, inputs: tuple[Node, ...], values: tuple[float, ...], words: str, formula: str
) -> None:
    node = Node(message("result"), operation, inputs)
    assert Evaluation(YEARS).row(node) == pytest.approx(values, nan_ok=True)
    said = operation.words(inputs)
    assert said is not None
    assert translator()(said) == words
    cells = tuple(cell(one, 2029) for one in inputs)
    rows = tuple((lambda year, one=one: cell(one, year)) for one in inputs)
    assert operation.formula(cells, rows, 2029).replace(" ", "") == formula.replace(" ", "")
    assert operation.origin(2029) is None


@pytest.mark.parametrize(
    ("operation", "inputs", "values"),
    [case[:3] for case in CASES if case[1]],
    ids=[f"{type(case[0]).__name__}-{place}" for place, case in enumerate(CASES) if case[1]],
)
def test_an_operation_carries_draws_before_the_years(
    operation: Any, inputs: tuple[Node, ...], values: tuple[float, ...]
) -> None:
    rows = [Evaluation(YEARS)(one) for one in inputs]
    once = operation.compute(tuple(rows), YEARS)
    drawn = operation.compute(tuple(np.stack([row, 2 * row, row]) for row in rows), YEARS)
    assert np.broadcast_to(drawn, (3, 4))[0] == pytest.approx(values, nan_ok=True)
    assert np.broadcast_to(drawn, (3, 4))[2] == pytest.approx(np.broadcast_to(once, (4,)), nan_ok=True)
    first = operation.compute((np.stack([rows[0], rows[0]]), *rows[1:]), YEARS)
    assert np.broadcast_to(first, (2, 4))[1] == pytest.approx(values, nan_ok=True)


MOVED = np.array([[0.5], [3.0]])
OTHER = np.array([[2.0], [0.25]])


@pytest.mark.parametrize("same", [True, False], ids=["one factor", "several"])
@pytest.mark.parametrize(
    ("operation", "inputs"),
    [case[:2] for case in CASES if case[1]],
    ids=[f"{type(case[0]).__name__}-{place}" for place, case in enumerate(CASES) if case[1]],
)
def test_a_factor_handed_on_gives_what_computing_anew_gives(
    operation: Any, inputs: tuple[Node, ...], same: bool
) -> None:
    factors = tuple(MOVED if same or not place else OTHER for place in range(len(inputs)))
    result = operation.scaled(factors)
    if result is None:
        return
    values = tuple(Evaluation(YEARS)(one) for one in inputs)
    moved = tuple(one * factor for one, factor in zip(values, factors, strict=True))
    again = operation.compute(moved, YEARS)
    assert np.broadcast_to(result * operation.compute(values, YEARS), (2, 4)) == pytest.approx(
        again, nan_ok=True
    )


def test_what_only_scales_says_so() -> None:
    assert op.Product().scaled((MOVED, OTHER)) == pytest.approx(MOVED * OTHER)
    assert timing.InForce(2028, None).scaled((MOVED,)) is MOVED
    assert op.Sum().scaled((MOVED, MOVED)) is MOVED
    assert op.Sum().scaled((MOVED, OTHER)) is None
    assert op.OneMore().scaled((MOVED,)) is None


def test_a_figure_added_to_itself_counts_twice_in_draws_too() -> None:
    twice = Node(message("twice"), op.Sum(), (A, A, B))
    drawn = Draws(Evaluation(YEARS), {"a": np.array([1.0, 2.0])})(twice)
    assert drawn == pytest.approx(np.array([[12, 4, 11, 10], [14, 8, 17, 18]]))


def test_one_draw_divided_by_nothing_leaves_the_others_and_the_years_outside_known() -> None:
    ratio = Node(message("ratio"), op.Quotient(), (A, leaf("d", 2, 2, 2, 2)))
    running = Node(message("running"), timing.InForce(2028, None), (ratio,))
    drawn = Draws(Evaluation(YEARS), {"d": np.array([1.0, 0.0])})(running)
    assert drawn == pytest.approx(np.array([[0, 1, 1.5, 2], [0, np.nan, np.nan, np.nan]]), nan_ok=True)


def test_two_series_with_the_same_cells_are_drawn_apart() -> None:
    line = Line(YEARS, np.array([1.0, 2.0, 3.0, 4.0]), Addresses(("B2:E2",)), "Wages")
    nurses, guards = (
        Node(message("{name}", name=name), Cells((Row(line),), MONEY, f"{name}.xlsx", "", name, None, name))
        for name in ("nurse", "guard")
    )
    pair = [Node(message("p"), op.NotBelowZero(), (one,)) for one in (nurses, guards)]
    both = Node(message("both"), op.Less(), (Node(message("t"), op.Product(), (pair[0],)), pair[1]))
    drawn = Draws(Evaluation(YEARS), {"series:nurse": np.array([3.0])})(both)
    assert drawn == pytest.approx(np.array([[2, 4, 6, 8]]))


def test_a_part_of_a_whole_stays_one_in_draws() -> None:
    name = "measure:m cost.coverage"
    factors = {name: np.array([0.5, 4.0])}
    still, moving = leaf(name, 0.4, 0.4, 0.4, 0.4), leaf(name, 0.2, 0.4, 0.0, 0.4)
    for share, values in ((still, [[0.2] * 4, [1.0] * 4]), (moving, [[0.1, 0.2, 0, 0.2], [0.8, 1, 0, 1]])):
        whole = Node(message("people"), op.Product(), (A, share))
        expected = np.array(values) * np.array([1, 2, 3, 4])
        assert Draws(Evaluation(YEARS), factors)(whole) == pytest.approx(expected)
        assert Draws(Evaluation(YEARS), factors)(Node(message("s"), op.Sum(), (whole,))) == pytest.approx(
            expected
        )


def test_a_column_the_same_in_every_year_is_enough_for_draws() -> None:
    rates = np.array([[0.1], [0.0]])
    found = timing.Compounded(2026, INDEX).compute((rates,), YEARS)
    assert found == pytest.approx(np.array([[1.1, 1.21, 1.331, 1.4641], [1, 1, 1, 1]]))
    assert timing.Lagged((1.0, 1.0), 2027, SAID).compute((rates,), YEARS)[0] == pytest.approx(
        (0.1, 0.2, 0.2, 0.2)
    )
    assert timing.InForce(2028, 2029).compute((rates,), YEARS)[0] == pytest.approx((0, 0.1, 0.1, 0))


def test_what_is_not_known_outside_its_years_is_nothing() -> None:
    unknown = leaf("u", np.nan, np.nan, 1, np.nan)
    node = Node(message("cost"), timing.InForce(2029, 2029), (unknown,))
    assert Evaluation(YEARS).row(node) == (0, 0, 1, 0)
    for operation in (op.Smallest(), op.Largest()):
        assert np.isnan(Evaluation(YEARS).row(Node(message("s"), operation, (A, unknown)))[0])


def test_units_of_results() -> None:
    assert Node(message("x"), op.Quotient(), (A, B)).unit == SHARE
    assert str(Node(message("x"), op.Product(), (A, leaf("p", 1, unit=PERSONS))).unit) == "ORD × persons"
    assert Node(message("x"), op.OneMore(), (RATE,)).unit == NUMBER
    assert Node(message("x"), op.OneMore(-1), (RATE,)).unit == SHARE
    assert Node(message("x"), op.Sum(MONEY)).unit == MONEY


@pytest.mark.parametrize(
    "operation", [op.Sum(), op.Less(), op.Smallest(), op.Largest(), timing.Stepwise(((2027, 0),), SAID)]
)
def test_figures_of_two_units_are_refused_with_both_named(operation: Any) -> None:
    with pytest.raises(op.UnitError) as caught:
        Node(message("x"), operation, (A, leaf("p", 1, unit=PERSONS)))
    assert translator()(caught.value.where) == "a (ORD) and p (persons)"
    assert translator()(caught.value.what) == "These figures cannot be added or compared."


def test_one_more_than_money_is_refused() -> None:
    with pytest.raises(op.UnitError) as caught:
        Node(message("x"), op.OneMore(), (A,))
    assert translator()(caught.value.what) == "Only a share can be added to one."


@pytest.mark.parametrize("operation", [case[0] for case in CASES], ids=lambda one: type(one).__name__)
def test_an_operation_is_a_value_that_nothing_changes(operation: Any) -> None:
    """Values are kept by an operation's content, which must stay what it was."""
    for name in ("start", "sign", "anything"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(operation, name, 1)
    assert dataclasses.replace(operation) == operation


def test_equal_contents_share_a_key_and_others_do_not() -> None:
    nodes = [Node(message("{place}", place=str(place)), case[0], case[1]) for place, case in enumerate(CASES)]
    assert len({node.key for node in nodes}) == len(nodes)
    again = [Node(message("other label"), case[0], case[1]) for case in CASES]
    assert [node.key for node in again] == [node.key for node in nodes]


def test_only_silent_steps_are_passed_over_in_a_trace() -> None:
    assert op.Recast(PERSONS, SAID).passes(2029)
    assert not op.Recast(PERSONS, SAID, silent=False).passes(2029)
    assert not op.Sum().passes(2029)
    assert timing.InForce(2028, None).passes(2029)
    assert not timing.InForce(2029, None, 3).passes(2029)
    assert not timing.InForce(2030, None).passes(2029)
