"""Who is reached: worked examples, and agreement with brute force over every state."""

from __future__ import annotations

import dataclasses
import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packages import population
from workbench.checks.access import analyse
from workbench.model import Conflict, Group, Lack, Measure, Need, Package, Path, Provision
from workbench.model.words import PersonalScope

shares = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.8, 1.0])


def group(*lacks: tuple[str, float], **fields: object) -> Group:
    return Group(
        "g", "Herders", size=Path.constant(1000), lacks=tuple(Lack(*lack) for lack in lacks), **fields
    )  # type: ignore[arg-type]


def measure(
    name: str, needs: tuple[str, ...] = (), gives: dict[str, float] | None = None, **fields: object
) -> Measure:
    return Measure(
        name,
        name.capitalize(),
        **{
            "start": 2027,
            "needs": tuple(Need(tuple(need.split("|"))) for need in needs),
            "provides": tuple(Provision(what, Path.constant(reach)) for what, reach in (gives or {}).items()),
        }
        | fields,  # type: ignore[arg-type]
    )


def share(
    people: Group, *measures: Measure, year: int = 2027, of: str = "pension", **package: object
) -> float:
    whole = Package(base_year=2026, horizon=10, groups=(people,), measures=measures, **package)  # type: ignore[arg-type]
    cell = analyse(whole).cell("g", of, year)
    assert cell is not None
    return cell.share


def test_two_needs_that_share_an_enabler_are_not_multiplied_along_the_chain() -> None:
    herders = group(("id", 0.25), ("channel", 0.4))
    package = Package(
        base_year=2026,
        horizon=1,
        groups=(herders,),
        measures=(measure("pension", ("id", "channel")), measure("agents", ("id",), {"channel": 0.5})),
    )
    assert share(herders, *package.measures) == pytest.approx(0.60)


def test_bounds_hold_without_independence() -> None:
    herders = group(("id", 0.25), ("channel", 0.4))
    access = analyse(
        Package(
            base_year=2026, horizon=1, groups=(herders,), measures=(measure("pension", ("id", "channel")),)
        )
    )
    assert access.cells[0].bounds == pytest.approx((0.35, 0.60))


def test_two_measures_cannot_vouch_for_each_other() -> None:
    herders = group(("id", 1.0), ("address", 1.0))
    first = measure("pension", ("id",), {"address": 1.0})
    second = measure("register", ("address",), {"id": 1.0})
    assert share(herders, first, second) == 0.0


def test_an_alternative_is_enough() -> None:
    herders = group(("id", 0.5), ("witness", 0.5))
    assert share(herders, measure("pension", ("id|witness",))) == pytest.approx(0.75)


def test_a_document_lasts_after_the_drive_and_a_waiver_does_not() -> None:
    herders = group(("id", 1.0), ("fee", 1.0))
    drive = measure("drive", gives={"id": 1.0}, end=2028)
    waiver = Measure("waiver", "Waiver", start=2027, end=2028, provides=(Provision("fee", durable=False),))
    assert share(herders, measure("pension", ("id",)), drive, year=2030) == 1.0
    assert share(herders, measure("pension", ("fee",)), waiver, year=2028) == 1.0
    assert share(herders, measure("pension", ("fee",)), waiver, year=2030) == 0.0


def test_a_drive_for_newborns_gives_nothing_to_the_old() -> None:
    herders = group(("id", 1.0))
    drive = measure("drive", gives={"id": 1.0}, age_to=0)
    assert share(herders, measure("pension", ("id",), age_from=65), drive, year=2030) == 0.0
    assert share(herders, measure("pension", ("id",), age_from=0, age_to=3), drive, year=2036) == 1.0


def test_a_trait_the_measure_clashes_with_shuts_the_group_out() -> None:
    herders = group(traits=("nomadic",))
    settled = measure("pension", conflicts=(Conflict("trait:nomadic", "asks for two years at one address"),))
    assert share(herders, settled) == 0.0


def test_a_law_for_citizens_needs_nationality() -> None:
    herders = group(("nationality", 0.9))
    assert share(herders, measure("pension", personal_scope=PersonalScope.CITIZENS)) == pytest.approx(0.1)


def test_people_concerned_are_counted_by_the_measure_s_ages() -> None:
    herders = group(("id", 1.0))
    tables = (population({"0-64": 900, "65+": 100}, (2026, 2027)),)
    package = Package(
        base_year=2026,
        horizon=1,
        groups=(herders,),
        measures=(measure("pension", ("id",), age_from=65),),
        tables=tables,
    )
    cell = analyse(package).cells[0]
    assert (cell.people, cell.not_reached) == pytest.approx((100, 100))


def test_people_over_all_groups_are_a_range_capped_at_the_population() -> None:
    groups = tuple(
        Group(name, name, size=Path.constant(size), lacks=(Lack("id", 1.0),))
        for name, size in (("a", 60), ("b", 70))
    )
    package = Package(
        base_year=2026,
        horizon=1,
        groups=groups,
        measures=(measure("pension", ("id",)),),
        tables=(population({"0+": 100}, (2026, 2027)),),
    )
    access = analyse(package)
    assert (access.at_least, access.at_most) == ((70,), (100,))


@settings(max_examples=60)
@given(
    lacks=st.fixed_dictionaries({"a": shares, "b": shares, "c": shares}),
    needs=st.lists(st.sampled_from(["a", "b", "c", "a|b", "b|c"]), max_size=3),
    gifts=st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c"]), shares, st.lists(st.sampled_from(["a", "b", "c"]), max_size=2)
        ),
        max_size=3,
        unique_by=lambda gift: gift[0],
    ),
)
def test_reach_agrees_with_brute_force_over_all_states(
    lacks: dict[str, float], needs: list[str], gifts: list[tuple[str, float, list[str]]]
) -> None:
    providers = [
        measure(f"p{i}", tuple(wants), {what: reach}) for i, (what, reach, wants) in enumerate(gifts)
    ]
    people = group(*lacks.items())
    found = share(people, measure("pension", tuple(needs)), *providers)
    assert found == pytest.approx(brute(lacks, needs, gifts), abs=1e-9)
    access = analyse(
        Package(
            base_year=2026,
            horizon=1,
            groups=(people,),
            measures=(measure("pension", tuple(needs)), *providers),
        )
    )
    cell = access.cell("g", "pension", 2027)
    assert cell is not None
    assert cell.bounds[0] - 1e-9 <= cell.share <= cell.bounds[1] + 1e-9


def brute(lacks: dict[str, float], needs: list[str], gifts: list[tuple[str, float, list[str]]]) -> float:
    total = 0.0
    for has in itertools.product((True, False), repeat=len(lacks)):
        for made in itertools.product((True, False), repeat=len(gifts)):
            chance = 1.0
            held = set()
            for (name, lack), one in zip(lacks.items(), has, strict=True):
                chance *= 1 - lack if one else lack
                if one:
                    held.add(name)
            for (_, reach, _), one in zip(gifts, made, strict=True):
                chance *= reach if one else 1 - reach
            for _ in range(len(gifts) + 1):
                for (what, _, wants), one in zip(gifts, made, strict=True):
                    if one and held.issuperset(wants):
                        held.add(what)
            total += chance * all(held & set(need.split("|")) for need in needs)
    return total


@given(extra=st.sampled_from(["a", "b"]), reach=shares)
def test_adding_a_pure_provider_shuts_nobody_out(extra: str, reach: float) -> None:
    people = group(("a", 0.5), ("b", 0.3))
    before = share(people, measure("pension", ("a", "b")))
    after = share(people, measure("pension", ("a", "b")), measure("drive", gives={extra: reach}))
    assert after >= before - 1e-12


def test_access_does_not_depend_on_the_order_of_measures() -> None:
    people = group(("a", 0.5), ("b", 0.3))
    all_measures = (
        measure("pension", ("a", "b")),
        measure("x", ("a",), {"b": 0.5}),
        measure("y", gives={"a": 0.4}),
    )
    assert {share(people, *order) for order in itertools.permutations(all_measures)} == {
        share(people, *all_measures)
    }


def test_a_barrier_whose_share_nobody_has_stated_leaves_the_reach_unknown_within_bounds() -> None:
    herders = Group(
        "g",
        "Herders",
        size=Path.constant(1000),
        lacks=(Lack("id", None), Lack("channel", 0.4), Lack("ear", None)),
    )
    access = analyse(
        Package(
            base_year=2026,
            horizon=1,
            groups=(herders,),
            measures=(measure("pension", ("id", "channel")), measure("clinic", ("channel",))),
        )
    )
    unknown, known = access.rows["g", "pension"][0], access.rows["g", "clinic"][0]
    assert math.isnan(unknown.share)
    assert math.isnan(unknown.not_reached)
    assert unknown.bounds == pytest.approx((0.0, 0.6))
    assert unknown.unstated == ("id",)
    assert known.share == pytest.approx(0.6), "what nobody asks for does not make the rest unknown"
    assert access.unmeasured == ("g",)


def test_people_of_a_group_without_a_size_are_not_known() -> None:
    access = analyse(
        Package(base_year=2026, horizon=1, groups=(Group("g", "Herders"),), measures=(measure("pension"),))
    )
    assert math.isnan(access.rows["g", "pension"][0].people)
    assert access.unmeasured == ("g",)


names = st.sampled_from(["id", "channel", "clinic"])
lacking = st.lists(st.tuples(names, shares), max_size=3, unique_by=lambda lack: lack[0])
asking = st.lists(names, max_size=2, unique=True)
giving = st.dictionaries(names, shares, max_size=2)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Package, Package]:
    """A package, and the same with one measure or group changed."""
    groups = tuple(
        Group(name, name, size=Path.constant(100.0), lacks=tuple(Lack(*lack) for lack in draw(lacking)))
        for name in ("a", "b")
    )
    measures = tuple(
        measure(f"m{number}", tuple(draw(asking)), draw(giving), start=draw(st.integers(2027, 2029)))
        for number in range(3)
    )
    before = Package(base_year=2026, horizon=3, groups=groups, measures=measures)
    if draw(st.booleans()):
        at = draw(st.integers(0, 2))
        other = measure(f"m{at}", tuple(draw(asking)), draw(giving), start=draw(st.integers(2027, 2029)))
        changed = (*measures[:at], other, *measures[at + 1 :])
        return before, dataclasses.replace(before, measures=changed)
    fresh = dataclasses.replace(groups[0], lacks=tuple(Lack(*lack) for lack in draw(lacking)))
    return before, dataclasses.replace(before, groups=(fresh, groups[1]))


@given(plans())
def test_what_is_taken_over_from_an_earlier_analysis_changes_nothing(pair: tuple[Package, Package]) -> None:
    before, after = pair
    assert analyse(after, analyse(before)) == analyse(after)
