"""No figure says more than is known: packages with holes, filled in two ways, agree wherever they show a number.

A number that would be another one, had the hole been filled otherwise, rests on what is unknown. Where totals are said to
be the least, they may only lie below both.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holes import FACTORS, holes_of, holes_of_people, with_holes, with_people
from packages import country, with_measure
from random_packages import random_package
from workbench import briefs
from workbench.briefs.blocks import KeyFigures, Table, walk
from workbench.briefs.sections import finance, money, opening, proposal
from workbench.checks import Context, analyse, check
from workbench.cli import as_json
from workbench.costing import Costing
from workbench.i18n import translator
from workbench.model import Change, Package, apply
from workbench.model.results import Estimate
from workbench.workspace import knowledge

SUMS = {
    "total",
    "net",
    "capital",
    "recovered",
    "unpaid",
    "gap",
    "share_of_gdp",
    "share_of_expenditure",
    "budget",
    "interest",
}
"""Sums over measures, which are the least where `floor` says so."""


def numbers(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    """Give every number of a JSON result with its place; records are told apart by what names them."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from numbers(held, (*place, str(key)))
    elif isinstance(value, list):
        for index, held in enumerate(value):
            name = index
            if isinstance(held, dict):
                name = (
                    "/".join(str(held[key]) for key in ("id", "kind", "code", "series") if key in held)
                    or index
                )
            yield from numbers(held, (*place, str(name)))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield place, float(value)


def shown(estimate: Estimate) -> dict[tuple[str, ...], float]:
    """Give the numbers of the JSON of a costing that depend on what things cost."""
    data = json.loads(as_json.text(as_json.estimate(estimate, translator("en"))))
    for key in ("years", "flags", "needs", "floor", "complete_years"):
        data.pop(key)
    for line in data["budget"]:
        line.pop("open_years")
    for average in data["averages"].values():
        if average is not None:
            average.pop("years")
    return dict(numbers(data))


def unearned(holed: Estimate, *filled: Estimate) -> list[tuple[str, ...]]:
    """Name the numbers that rest on what is unknown."""
    found = []
    others = [shown(one) for one in filled]
    for place, value in shown(holed).items():
        values = [other.get(place, math.nan) for other in others]
        if all(one == pytest.approx(value, rel=1e-9, abs=1e-9) for one in values):
            continue
        if place[0] == "averages":
            average = holed.average(holed.total if place[1] == "share_of_gdp" else holed.net)
            assert average is not None
            if set(average.years) < set(holed.years) or any(map(holed.is_floor, average.years)):
                continue  # said to be over part of the years, or of the least
        least = all(one >= value - 1e-9 * abs(value) for one in values) or place[0] in (
            "net",
            "gap",
            "budget",
        )
        if place[0] in SUMS and least and _is_said_to_be_least(holed, place):
            continue
        found.append(place)
    return found


def _is_said_to_be_least(estimate: Estimate, place: tuple[str, ...]) -> bool:
    year = estimate.years[int(place[-1])]
    if place[0] != "budget":
        return year in estimate.open_years
    return any(year in line.open_years for line in estimate.budget if place[1] == f"{line.kind}/{line.code}")


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_no_figure_of_a_costing_rests_on_what_is_unknown(seed: int) -> None:
    package, holes = random_package(seed), holes_of(seed)
    holed, *filled = (Costing(with_holes(package, holes, one)).estimate() for one in (None, *FACTORS))
    assert unearned(holed, *filled) == []


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_no_figure_of_a_costing_rests_on_unknown_people_or_rates(seed: int) -> None:
    package, holes = with_people(random_package(seed)), holes_of_people(seed)
    holed, *filled = (Costing(with_holes(package, holes, one)).estimate() for one in (None, *FACTORS))
    assert unearned(holed, *filled) == []


@pytest.mark.parametrize("seed", range(6))
def test_no_number_of_a_check_rests_on_what_is_unknown(seed: int) -> None:
    """Counts of criteria and findings say what is met, not how many people or how much money."""
    package, holes = with_people(random_package(seed)), holes_of_people(seed)
    holed, *filled = (_checked(with_holes(package, holes, one)) for one in (None, *FACTORS))
    for place, value in holed.items():
        others = [other.get(place, math.nan) for other in filled]
        assert all(one == pytest.approx(value, rel=1e-9) for one in others), (place, value, others)


def _checked(package: Package) -> dict[tuple[str, ...], float]:
    context = Context(package, knowledge(), analyse(package), Costing(package).estimate())
    data = json.loads(as_json.text(as_json.checked(check(context), package, knowledge(), translator("en"))))
    return {
        place: value
        for place, value in numbers(data)
        if place[0] == "access" or place[:2] == ("not_reached", "at_most")
    }


def cells(package: Package) -> dict[tuple[str, ...], str]:
    """Give the figures of the tables of money of a brief: by row and column."""
    access, estimate = analyse(package), Costing(package).estimate()
    checked = check(Context(package, knowledge(), access, estimate))
    source = briefs.BriefInput(package, knowledge(), checked, estimate, 1, "0", datetime.date(2026, 11, 30))
    t, found = translator("en"), {}
    for section in (proposal.measures, money.fiscal_table, finance.annex):
        for table in (
            part for block in section(source, t) for part in walk((block,)) if isinstance(part, Table)
        ):
            for row in table.rows:
                texts = ["".join(run.text for run in cell) for cell in row.cells]
                label = " ".join(texts[: 2 if not texts[0] or texts[0].isdigit() else 1])
                for head, text in zip(table.columns, texts, strict=True):
                    if head.right:
                        found[section.__name__, label, head.head, str(len(table.columns))] = text
    return found


@pytest.mark.parametrize("seed", range(6))
def test_no_figure_of_a_brief_rests_on_what_is_unknown(seed: int) -> None:
    package, holes = random_package(seed), holes_of(seed + 70)
    holed, *filled = (cells(with_holes(package, holes, one)) for one in (None, *FACTORS))
    for place, text in holed.items():
        others = {other.get(place) for other in filled} - {None}
        if any(sign.isdigit() for sign in text) and not text.endswith("+") and len(others) > 1:
            assert others == {text}, (place, text, others)


def test_only_the_years_that_need_a_missing_value_are_unknown() -> None:
    package = with_measure(country(), "early", end=2026, cost={"model": "transfer", "level": 1})
    package = with_measure(package, "late", start=2027, cost={"model": "transfer", "level": 1})
    holed = Costing(with_holes(package, (("series", "population", 2028),), None)).estimate()
    early, late = holed.measures
    assert not any(map(math.isnan, early.cost))
    assert [math.isnan(value) for value in late.cost] == [False, False, True]
    (need,) = (one for one in holed.lacks if one.series == "population")
    assert need.missing == (2028,)
    assert need.measures == ("early", "late")


def test_a_value_missing_in_the_base_year_is_told_as_that() -> None:
    cost = {"model": "transfer", "level": 0.1, "level_basis": "poverty-line", "indexation": "none"}
    package = with_measure(country(), cost=cost)
    holed = Costing(with_holes(package, (("series", "poverty-line", 2025),), None)).estimate()
    assert all(map(math.isnan, holed.total))
    said = translator("en")(holed.problems[0])
    assert "poverty line has no value for 2025" in said
    (need,) = (one for one in holed.lacks if one.series == "poverty-line")
    assert (need.years, need.missing) == ((2025,), (2025,))
    assert [fill.code for fill in need.fills] == ["read-again", "assumption"]


def test_a_measure_that_says_why_it_needs_no_money_costs_a_known_nothing() -> None:
    package = with_measure(country(), "law")
    assert math.isnan(Costing(package).estimate().total[0])
    known = apply(package, [Change("set", "measure:law", "cost.needs_no_money", "Courts apply it")])
    estimate = Costing(known).estimate()
    assert estimate.total == (0, 0, 0)
    assert estimate.floor is None
    assert estimate.complete_years == estimate.years
    both = with_measure(country(), "law", cost={"needs_no_money": "None", "model": "lump-sum", "amounts": 5})
    assert "states some too" in str(Costing(both).estimate().uncosted[0].reason)


def test_what_replaces_a_programme_nobody_costed_has_no_net_cost() -> None:
    package = with_measure(country(), "old", status="existing")
    package = with_measure(package, "new", cost={"model": "lump-sum", "amounts": 100, "replaces": ["old"]})
    estimate = Costing(package).estimate()
    assert estimate.total == (100, 100, 100)
    assert all(map(math.isnan, (*estimate.net, *estimate.gap)))


def test_a_group_of_unknown_size_is_not_a_group_of_nobody() -> None:
    package = apply(country(), [Change("add", "group:herders", value={"name": "Herders"})])
    package = with_measure(package, cost={"model": "transfer", "level": 1, "group": "herders"})
    estimate = Costing(package).estimate()
    assert "How many people Herders has is not stated" in str(estimate.uncosted[0].reason)
    access = analyse(package)
    assert all(map(math.isnan, (*access.at_most, *access.at_least)))


def test_whom_a_measure_takes_something_from_is_not_nobody_where_it_is_not_known() -> None:
    """Who receives it is counted where it can be; else the finding says that nobody knows how many."""
    cost = {"model": "transfer", "level": 1, "age_from": 65}
    package = with_measure(
        country(), "old", status="existing", principles=["redistribution"], end=2027, cost=cost
    )
    said = _taken(package)
    assert "today: at least " in said
    assert said.split("at least ")[1][0].isdigit()
    holed = with_holes(package, (("series", "population", 2027),), None)
    assert _taken(holed).endswith("today: how many is not known.")


def _taken(package: Package) -> str:
    context = Context(package, knowledge(), analyse(package), Costing(package).estimate())
    (finding,) = (one for one in check(context).findings if one.rule == "L1")
    return translator("en")(finding.message)


def test_the_brief_claims_no_worst_year_while_a_year_is_unknown() -> None:
    package = with_measure(country(), "grant", cost={"model": "lump-sum", "amounts": 10_000})
    assert _gap_of(package).startswith("at most")
    assert _gap_of(with_holes(package, (("series", "gdp", 2027),), None)).endswith("not known for every year")
    assert _gap_of(with_measure(package, "law")).startswith("at least")


def _gap_of(package: Package) -> str:
    access, estimate = analyse(package), Costing(package).estimate()
    checked = check(Context(package, knowledge(), access, estimate))
    source = briefs.BriefInput(package, knowledge(), checked, estimate, 1, "0", datetime.date(2026, 11, 30))
    (figures,) = opening.key_figures(source, translator("en"))
    assert isinstance(figures, KeyFigures)
    return "".join(run.text for run in figures.figures[2].note)


def test_a_brief_names_no_option_of_the_command_line() -> None:
    package = with_measure(country(), cost={"model": "transfer", "level": 1, "age_to": 16})
    assert Costing(package).estimate().uncosted[0].code == "ages-cut"
    access, estimate = analyse(package), Costing(package).estimate()
    checked = check(Context(package, knowledge(), access, estimate))
    source = briefs.BriefInput(package, knowledge(), checked, estimate, 1, "0", datetime.date(2026, 11, 30))
    printed = repr(finance.annex(source, translator("en")))
    assert "cuts the class" in printed
    assert "--" not in printed
    assert "cut_share" not in printed
