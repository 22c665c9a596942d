"""The words of the domain as values: to JSON and back, paths, edits, people by age, and how things are said."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json
import math
import types
import typing
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packages import population
from workbench.errors import Message, Problem, RequestError, message, plural
from workbench.i18n import MINUS, THIN, Translator
from workbench.model import (
    Change,
    Cost,
    Group,
    Lack,
    Measure,
    Package,
    Path,
    Series,
    Shape,
    Table,
    apply,
    codec,
    find,
)
from workbench.model.demography import Population, age_band, age_bounds, age_classes, overlap
from workbench.model.values import Values
from workbench.model.words import MAX_AGE, CostModel, Delivery, Sex

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
TEXTS = st.text(max_size=12)
YEARS = st.integers(1000, 9999)
PATHS = st.one_of(
    NUMBERS.map(Path.constant),
    st.builds(
        lambda points, shape: Path(tuple(sorted(points.items())), shape),
        st.dictionaries(YEARS, NUMBERS, min_size=1, max_size=4),
        st.sampled_from(Shape),
    ),
)


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Give any value a field of a type may hold; an optional record has something in it or is not there."""
    if kind is Path:
        return PATHS
    if kind is Values:
        return st.lists(st.none() | NUMBERS, max_size=3).map(Values.of)
    if dataclasses.is_dataclass(kind):
        hints = codec.hints(kind)
        return st.builds(
            kind, **{field.name: values_of(hints[field.name]) for field in dataclasses.fields(kind)}
        )
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        if inner[-1] is Ellipsis:
            return st.lists(values_of(inner[0]), max_size=2).map(tuple)
        return st.tuples(*map(values_of, inner))
    if isinstance(kind, types.UnionType):
        return st.one_of(st.none() if one is type(None) else values_of(one) for one in typing.get_args(kind))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    return {str: TEXTS, int: st.integers(-(2**53) + 1, 2**53 - 1), float: NUMBERS, bool: st.booleans()}[kind]


def again(value: Any) -> Any:
    problems: list[Problem] = []
    text = json.dumps(codec.dump(value), allow_nan=False)
    loaded = codec.load(type(value), json.loads(text), where="it", report=problems.append)
    assert not problems, [f"{one.where} {one.message}" for one in problems]
    return loaded


@settings(max_examples=60)
@given(values_of(Measure))
def test_any_measure_comes_back_from_json_as_it_was(measure: Measure) -> None:
    assert again(measure) == measure


@settings(max_examples=60)
@given(values_of(Group))
def test_any_group_comes_back_from_json_as_it_was(group: Group) -> None:
    assert again(group) == group


@settings(max_examples=25)
@given(values_of(Package))
def test_any_package_comes_back_from_json_as_it_was(package: Package) -> None:
    assert again(package) == package
    assert codec.canonical(again(package)) == codec.canonical(package)


@given(PATHS, YEARS)
def test_a_path_comes_back_with_the_same_values(path: Path, year: int) -> None:
    loaded = codec.load_value(
        Path, codec.dump(path), where="it", report=lambda problem: pytest.fail(str(problem))
    )
    assert (loaded.at(year) == path.at(year)) or (math.isnan(loaded.at(year)) and math.isnan(path.at(year)))


def test_fields_at_their_default_are_left_out() -> None:
    assert codec.dump(Measure("m", "M")) == {"id": "m", "title": "M"}
    assert codec.dump(Measure("m", "M", cost=Cost(level=Path.constant(3.0)))) == {
        "id": "m",
        "title": "M",
        "cost": {"level": 3},
    }


def problems_of(kind: Any, data: Any) -> list[Problem]:
    problems: list[Problem] = []
    assert codec.load(kind, data, where="it", report=problems.append) is None
    return problems


def test_all_problems_are_collected_with_their_places() -> None:
    data = {
        "title": 3,
        "start": "soon",
        "delivry": "targeted",
        "delivery": "targetted",
        "cost": {"level": {"2027": "x", "later": 1}, "payments": True, "model": "transfer"},
        "needs": [{"any_of": ["a"]}, {"reason": "no any_of"}],
        "standard": {"review_years": 1.5},
    }
    found = {one.where: one for one in problems_of(Measure, data)}
    assert set(found) == {
        "it.id",
        "it.title",
        "it.start",
        "it.delivry",
        "it.delivery",
        "it.cost.level.2027",
        "it.cost.level.later",
        "it.cost.payments",
        "it.needs[1].any_of",
        "it.standard.review_years",
    }
    assert str(found["it.delivry"].remedy) == "Did you mean “delivery”?"
    assert str(found["it.delivery"].remedy) == "Did you mean “targeted”?"
    assert str(found["it.id"].message) == "is missing"


@pytest.mark.parametrize("data", [None, 3, "x", [], True])
def test_what_is_no_record_is_told(data: Any) -> None:
    assert [one.where for one in problems_of(Package, data)] == ["it"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("kind", [int, float, Path])
def test_numbers_that_are_none_are_told_and_never_kept(kind: Any, value: float) -> None:
    problems: list[Problem] = []
    codec.load_value(kind, value, where="it", report=problems.append)
    assert [one.where for one in problems] == ["it"]


def test_one_value_stands_for_a_list_of_one() -> None:
    assert codec.load_value(tuple[str, ...], "a", where="it", report=print) == ("a",)
    assert codec.load_value(tuple[str, ...], "", where="it", report=print) == ()


def test_true_is_no_number_and_one_is_no_truth() -> None:
    for kind, value in ((int, True), (float, False), (bool, 1), (str, 1)):
        problems: list[Problem] = []
        codec.load_value(kind, value, where="it", report=problems.append)
        assert problems, (kind, value)


POINTS = ((2027, 0.2), (2031, 0.6))


def test_a_constant_holds_in_every_year() -> None:
    path = Path.constant(3)
    assert path.is_constant
    assert path.over((1900, 2027, 2200)) == (3.0, 3.0, 3.0)


def test_a_line_moves_evenly_and_holds_its_last_value() -> None:
    path = Path(POINTS)
    assert path.over((2027, 2028, 2029, 2030, 2031, 2040)) == pytest.approx((0.2, 0.3, 0.4, 0.5, 0.6, 0.6))


@pytest.mark.parametrize("shape", [Shape.LINEAR, Shape.S_CURVE, Shape.STEPS])
def test_before_the_first_year_stated_nothing_is_assumed(shape: Shape) -> None:
    path = Path(POINTS, shape)
    assert all(math.isnan(value) for value in (path.at(2026), *path.over((1900, 2026))))


def test_a_value_by_year_moves_as_its_field_does_unless_it_says() -> None:
    stated = {"2027": 1, "2031": 2}
    package = Package()
    for subject, record, field, shape in (
        ("measure:m", {"title": "M"}, "cost.level", Shape.STEPS),
        ("measure:m", {"title": "M"}, "cost.coverage", Shape.LINEAR),
        ("measure:m", {"title": "M"}, "cost.amounts", Shape.ONLY),
        ("financing:f", {"title": "F"}, "amounts", Shape.ONLY),
        ("assumption:inflation", {}, "value", Shape.STEPS),
        ("assumption:gdp", {}, "value", Shape.LINEAR),
    ):
        made = apply(package, [Change("add", subject, value=record), Change("set", subject, field, stated)])
        held = find(made, subject)
        for name in field.split("."):
            held = getattr(held, name)
        assert held.shape is shape
        said = apply(made, [Change("set", subject, field, stated | {"shape": "s-curve"})])
        again = find(said, subject)
        for name in field.split("."):
            again = getattr(again, name)
        assert again.shape is Shape.S_CURVE


def test_an_s_curve_starts_slowly_and_is_half_way_in_the_middle() -> None:
    path = Path(POINTS, Shape.S_CURVE)
    assert path.at(2027) == pytest.approx(0.2)
    assert path.at(2029) == pytest.approx(0.4)
    assert path.at(2031) == pytest.approx(0.6)
    assert path.at(2028) < Path(POINTS).at(2028)
    assert path.at(2030) > Path(POINTS).at(2030)


def test_steps_hold_until_the_next() -> None:
    path = Path(POINTS, Shape.STEPS)
    assert path.over((2027, 2030, 2031, 2050)) == (0.2, 0.2, 0.6, 0.6)


def test_only_is_zero_in_every_other_year() -> None:
    path = Path(POINTS, Shape.ONLY)
    assert path.over((2026, 2027, 2028, 2031, 2032)) == (0.0, 0.2, 0.0, 0.6, 0.0)


@given(
    st.dictionaries(st.integers(2000, 2060), st.floats(-1e6, 1e6), min_size=2, max_size=5),
    st.sampled_from([Shape.LINEAR, Shape.S_CURVE]),
)
def test_between_two_points_a_path_never_turns_or_leaves_them(points: dict[int, float], shape: Shape) -> None:
    ordered = tuple(sorted(points.items()))
    path = Path(ordered, shape)
    for (start, low), (end, high) in itertools.pairwise(ordered):
        found = path.over(tuple(range(start, end + 1)))
        slack = 1e-9 * (1 + abs(low) + abs(high))
        assert min(low, high) - slack <= min(found)
        assert max(found) <= max(low, high) + slack
        steps = [(after - before) * (1 if high >= low else -1) for before, after in itertools.pairwise(found)]
        assert min(steps) >= -slack


PACKAGE = Package(measures=(Measure("pension", "Pension"),), groups=(Group("herders", "Herders"),))


def test_a_change_makes_a_new_value_and_shares_what_it_does_not_touch() -> None:
    after = apply(PACKAGE, [Change("set", "measure:pension", "start", 2028)])
    assert PACKAGE.measures[0].start == 0
    assert after.measures[0].start == 2028
    assert after.groups is PACKAGE.groups


def test_dots_reach_into_records_years_and_records_not_yet_there() -> None:
    after = apply(
        PACKAGE,
        [
            Change("set", "measure:pension", "cost.level", 0.2),
            Change("set", "measure:pension", "cost.take_up.2027", 0.6),
            Change("set", "measure:pension", "cost.take_up.2032", 0.9),
            Change("set", "measure:pension", "standard.redress_days", 30),
        ],
    )
    measure = after.measures[0]
    assert measure.cost.level == Path.constant(0.2)
    assert measure.cost.take_up == Path(((2027, 0.6), (2032, 0.9)))
    assert measure.standard is not None
    assert measure.standard.redress_days == 30


def test_adding_removing_and_the_place_in_the_order() -> None:
    added = apply(PACKAGE, [Change("add", "measure:first", value={"title": "First"}, position=0)])
    assert [item.id for item in added.measures] == ["first", "pension"]
    assert apply(added, [Change("remove", "measure:first")]) == PACKAGE


def test_several_changes_are_all_made_or_none() -> None:
    with pytest.raises(RequestError):
        apply(PACKAGE, [Change("set", "package", "country", "X"), Change("remove", "measure:none")])
    assert PACKAGE.country == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Change("set", "measure:pensoin", "start", 1), "Did you mean “measure:pension”"),
        (Change("remove", "group:herder"), "Did you mean “group:herders”"),
        (Change("set", "measure:pension", "stat", 1), "Did you mean “start”"),
        (Change("set", "measure:pension", "cost.levle", 1), "Did you mean “level”"),
        (Change("set", "measure:pension", "qqqqq", 1), "fields"),
        (Change("set", "measure:pension", "start", "x"), "measure:pension start a whole number"),
        (Change("set", "measure:pension", "delivery", "univresal"), "Did you mean “universal”"),
        (Change("set", "measure:pension", "id", "x"), "cannot be changed"),
        (Change("add", "measure:pension", value={"title": "Again"}), "already"),
        (Change("add", "measure:new", value={}), "measure:new.title is missing"),
        (Change("add", "measure:new", value={"title": "N", "strat": 1}), "Did you mean “start”"),
        (Change("remove", "package"), "cannot be removed"),
        (Change("remove", "pension"), "no pension"),
    ],
)
def test_a_change_that_cannot_be_made_names_place_and_nearest(change: Change, says: str) -> None:
    with pytest.raises(RequestError, match=says):
        apply(PACKAGE, [change])


def test_finding_gives_the_package_or_a_member() -> None:
    assert find(PACKAGE, "package") is PACKAGE
    assert find(PACKAGE, "group:herders") is PACKAGE.groups[0]


def test_a_group_lacks_the_larger_of_two_shares_and_nothing_it_does_not_name() -> None:
    group = Group("g", "G", lacks=(Lack("document", 0.2), Lack("document", 0.6)))
    assert (group.lacking("document"), group.lacking("account")) == (0.6, 0.0)


def test_a_measure_runs_from_its_first_to_its_last_year() -> None:
    measure = Measure("m", "M", start=2028, end=2030)
    assert [year for year in range(2026, 2033) if measure.runs_in(year)] == [2028, 2029, 2030]


@pytest.mark.parametrize(
    ("label", "bounds"),
    [
        ("7", (7, 7)),
        ("5-9", (5, 9)),
        ("5 – 9", (5, 9)),
        ("85+", (85, MAX_AGE)),
        (" 0 ", (0, 0)),
        ("total", None),
        ("", None),
        ("5-", None),
    ],
)
def test_age_labels(label: str, bounds: tuple[int, int] | None) -> None:
    assert age_bounds(label) == bounds


@pytest.mark.parametrize(
    ("age_class", "band", "part"),
    [
        ((5, 9), (0, 120), 1.0),
        ((5, 9), (5, 9), 1.0),
        ((5, 9), (10, 20), 0.0),
        ((7, 7), (7, 7), 1.0),
        ((5, 9), (7, 120), None),
        ((5, 9), (9, 9), None),
        ((5, 9), (0, 8), None),
        ((85, MAX_AGE), (65, MAX_AGE), 1.0),
        ((85, MAX_AGE), (85, MAX_AGE), 1.0),
        ((85, MAX_AGE), (65, 115), 1.0),
        ((85, MAX_AGE), (0, 84), 0.0),
        ((85, MAX_AGE), (85, 90), None),
        ((85, MAX_AGE), (90, MAX_AGE), None),
    ],
)
def test_a_class_counts_whole_or_not_at_all_and_one_that_is_cut_is_not_known(
    age_class: tuple[int, int], band: tuple[int, int], part: float | None
) -> None:
    assert overlap(age_class, *band) == part


@given(st.integers(0, 99), st.integers(0, 20), st.integers(0, 99))
def test_two_bands_that_meet_count_nobody_twice(low: int, width: int, cut: int) -> None:
    parts = [overlap((low, low + width), 0, cut), overlap((low, low + width), cut + 1, MAX_AGE)]
    assert parts == [None, None] or sum(part or 0 for part in parts) == 1


def people(name: str, sex: str, rows: dict[str, float], digest: str = "a") -> Table:
    series = tuple(
        Series("population", age, (2027,), (count,), ("B5",), "persons", dims=(("sex", sex), ("age", age)))
        for age, count in rows.items()
    )
    return Table(name, "population", sha256=digest, series=series)


BOTH = people("both", "both", {"0": 11.0, "1+": 19.0})
MEN = people("men", "male", {"0": 6.0, "1+": 9.0})
WOMEN = people("women", "female", {"0": 5.0, "1+": 10.0})


def test_men_and_women_are_preferred_to_both_and_nobody_is_counted_twice() -> None:
    rows = age_classes((BOTH, MEN, WOMEN), Sex.BOTH)
    assert {row.table.id for row in rows} == {"men", "women"}
    assert Population((BOTH, MEN, WOMEN)).persons(2027) == 30


def test_both_sexes_stand_in_where_one_sex_is_missing() -> None:
    assert Population((BOTH, MEN)).persons(2027) == 30
    assert Population((BOTH, MEN)).persons(2027, sex=Sex.FEMALE) is None
    assert Population((BOTH, MEN)).persons(2027, sex=Sex.MALE) == 15


def test_only_the_workbook_imported_last_is_counted() -> None:
    later = people("later", "both", {"0": 1.0}, digest="b")
    assert Population((MEN, WOMEN, later)).persons(2027) == 1


def test_a_year_without_figures_is_unknown_and_not_nobody() -> None:
    assert Population((BOTH,)).persons(2028) is None
    assert Population(()).persons(2027) is None


def test_a_band_that_cuts_a_class_is_not_known() -> None:
    table = population({"0-4": 100.0, "5-9": 50.0}, (2027,))
    assert Population((table,)).persons(2027, 3, 6) is None
    assert Population((table,)).persons(2027, 5, 9) == 50


def test_a_cash_measure_is_meant_for_those_the_law_covers_and_the_costing_pays() -> None:
    measure = Measure("m", "M", age_from=60, cost=Cost(CostModel.TRANSFER, age_from=65, age_to=80))
    assert age_band(measure) == (65, 80)
    assert age_band(dataclasses.replace(measure, cost=Cost(CostModel.SERVICE, age_from=65))) == (60, MAX_AGE)


T = Translator()


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567, None, f"1{THIN}234{THIN}567"),
        (0.5, None, "0.5"),
        (1 / 3, None, "0.33"),
        (2.0, 2, "2.00"),
        (-3.25, 1, f"{MINUS}3.2"),
        (-0.0001, 1, "0.0"),
        (-0.0, None, "0"),
        (None, None, "–"),
        (float("nan"), None, "–"),
    ],
)
def test_numbers(value: float | None, decimals: int | None, text: str) -> None:
    assert T.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1234, f"12.3{THIN}%"), (1.0, f"100.0{THIN}%"), (-0.00001, f"0.0{THIN}%"), (None, "–")],
)
def test_shares(value: float | None, text: str) -> None:
    assert T.share(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (999, "999"),
        (1234, f"1{THIN}230"),
        (31517.07, f"31{THIN}500"),
        (0.4, "0"),
        (None, "–"),
        (-1234.0, f"{MINUS}1{THIN}230"),
    ],
)
def test_people_are_said_to_three_figures(value: float | None, text: str) -> None:
    assert T.people(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.2e9, "3.20 billion dara"),
        (250e6, "250 million dara"),
        (999.0, "999 dara"),
        (None, "–"),
        (-2e6, f"{MINUS}2.00 million dara"),
    ],
)
def test_money_in_a_sentence(value: float | None, text: str) -> None:
    assert T.money(value, "dara") == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcd"), "a, b, c and d"),
    ],
)
def test_lists(items: list[str], text: str) -> None:
    assert T.join(items) == text
    assert T(message("{items}", items=tuple(items))) == text


def test_a_message_says_its_values_in_the_house_style() -> None:
    said = T(message("{what} cost {sum} in {year}", what=message("Pensions"), sum=1234.5, year="2027"))
    assert said == f"Pensions cost 1{THIN}234.5 in 2027"


def test_a_plural_depends_on_its_count() -> None:
    said = [T(plural("{count} table", "{count} tables", count)) for count in (0, 1, 2)]
    assert said == ["0 tables", "1 table", "2 tables"]


@pytest.mark.parametrize("template", ["{unknown}", "{", "{0}", "{name!x}", "100 %} {name"])
def test_a_template_that_does_not_fit_is_said_as_it_stands(template: str) -> None:
    assert T(Message(template, (("name", "x"),))) == template
    assert str(Message(template, (("name", "x"),))) == template


def test_text_of_a_user_is_never_taken_for_a_template() -> None:
    assert T("{name} 100 %") == "{name} 100 %"
    assert T(message("{text}", text="{other} {0}")) == "{other} {0}"


def test_translations_that_travel_with_the_data_are_said_in_their_language() -> None:
    sentence = Message("Pension", variants=(("fr", "Retraite"),))
    assert (T(sentence), Translator("fr")(sentence)) == ("Pension", "Retraite")


def test_numbers_of_another_language_keep_its_marks() -> None:
    assert Translator("de").number(1234.5) == "1.234,5"
    assert Translator("de").number(-1.5) == f"{MINUS}1,5"


def test_dates() -> None:
    at = datetime.datetime(2026, 11, 23, 9, 5, tzinfo=datetime.UTC)
    assert T.date(at.date()) == "23 November 2026"
    assert T.date(at, time=True) == "23 November 2026, 09:05"


def test_deliveries_are_the_six_of_the_method() -> None:
    assert len(Delivery) == 6
