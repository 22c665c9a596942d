"""The readings of coherence: how measures act on one another, who is served, what opens doors, what binds."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.cli.main import main
from workbench.errors import RequestError, message
from workbench.i18n import translator
from workbench.model import (
    Change,
    Conflict,
    Group,
    Lack,
    Measure,
    Need,
    Package,
    Provision,
    Term,
    Treaty,
)
from workbench.model import Path as ValuePath
from workbench.model.readings import Influence
from workbench.model.words import (
    Arena,
    Builds,
    MeasureStatus,
    Principle,
    Relation,
    Standing,
    TreatyStatus,
)
from workbench.workspace import Workspace


def gives(name: str, *capabilities: str, reach: float = 1.0, **fields: object) -> Measure:
    provides = tuple(Provision(one, ValuePath.constant(reach)) for one in capabilities)
    return Measure(name, name.capitalize(), start=2027, provides=provides, **fields)  # type: ignore[arg-type]


def asks(name: str, *capabilities: str, **fields: object) -> Measure:
    return Measure(
        name, name.capitalize(), start=2027, needs=tuple(Need((one,)) for one in capabilities), **fields
    )  # type: ignore[arg-type]


def people(name: str, size: float, **lacks: float | None) -> Group:
    barriers = tuple(Lack(one.replace("_", "-"), share) for one, share in lacks.items())
    return Group(name, name.capitalize(), size=ValuePath.constant(size), lacks=barriers)


@pytest.fixture
def planned(tmp_path: Path):  # type: ignore[no-untyped-def]
    opened: list[Workspace] = []

    def plan(**fields: object) -> Workspace:
        package = Package(country="Orsana", currency="ORD", base_year=2026, horizon=4, **fields)  # type: ignore[arg-type]
        opened.append(Workspace.create(tmp_path / f"plan{len(opened)}.policy", package))
        return opened[-1]

    yield plan
    for workspace in opened:
        workspace.close()


def between(workspace: Workspace, source: str, target: str) -> Influence | None:
    return next(
        (one for one in workspace.interactions() if (one.source, one.target) == (source, target)), None
    )


def test_a_measure_without_which_another_reaches_nobody_is_indivisible_from_it(planned) -> None:
    workspace = planned(
        groups=(people("herders", 1000, payment_channel=1.0),),
        measures=(asks("pension", "payment-channel"), gives("agents", "payment-channel")),
    )
    found = between(workspace, "agents", "pension")
    assert found is not None
    assert found.score == 3
    assert "100" in translator()(found.reasons[0])
    assert between(workspace, "pension", "agents") is None


def test_help_that_does_not_decide_scores_less_and_help_nobody_needs_least(planned) -> None:
    workspace = planned(
        groups=(people("herders", 1000, payment_channel=0.9),),
        measures=(
            asks("pension", "payment-channel"),
            gives("agents", "payment-channel", reach=0.5),
            gives("school", "nearby-school"),
            asks("lessons", "nearby-school"),
        ),
    )
    helped, idle = between(workspace, "agents", "pension"), between(workspace, "school", "lessons")
    assert (helped and helped.score, idle and idle.score) == (2, 1)


def test_clashes_and_replacements_score_below_nought_and_run_on_through_one_other(planned) -> None:
    workspace = planned(
        groups=(people("herders", 1000, payment_channel=1.0),),
        measures=(
            asks(
                "pension",
                "payment-channel",
                conflicts=(Conflict("measure:relief", "one person, one benefit"),),
            ),
            gives("agents", "payment-channel"),
            Measure("relief", "Relief", start=2027),
        ),
    )
    clash = between(workspace, "pension", "relief")
    assert clash is not None
    assert clash.score == -2
    onward = between(workspace, "agents", "relief")
    assert onward is not None
    assert (onward.score, onward.via) == (-2, "pension")


def test_a_judgement_stands_in_place_of_what_is_computed_and_keeps_it(planned) -> None:
    workspace = planned(
        groups=(people("herders", 1000, payment_channel=1.0),),
        measures=(asks("pension", "payment-channel"), gives("agents", "payment-channel")),
    )
    workspace.judge("agents", "pension", 1, "The post office pays as well.")
    found = between(workspace, "agents", "pension")
    assert found is not None
    assert (found.score, found.computed) == (1, 3)
    assert found.judged is not None
    assert found.judged.reason == "The post office pays as well."
    workspace.undo()
    again = between(workspace, "agents", "pension")
    assert again is not None
    assert again.judged is None


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        ("agents>nothing", {"score": 1}),
        ("agents>pension", {"score": 4}),
        ("agents>agents", {"score": 1}),
        ("agents", {"score": 1}),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(planned, subject: str, value: dict[str, int]) -> None:
    workspace = planned(measures=(gives("agents"), asks("pension")))
    with pytest.raises(RequestError):
        workspace.edit(
            message("Judge"), [Change("add", f"interaction:{subject}", value={"id": subject} | value)]
        )


def test_the_door_that_lets_in_most_people_comes_first(planned) -> None:
    workspace = planned(
        groups=(
            people("herders", 1000, payment_channel=0.4, identity_document=0.1),
            people("hill", 200, payment_channel=0.5),
        ),
        measures=(
            asks("pension", "payment-channel", "identity-document"),
            gives("agents", "payment-channel", reach=0.0),
        ),
    )
    first, second = workspace.doors(2028)
    assert first.capability == "payment-channel"
    # Of the herders 0.9 x 0.6 are reached; with a channel for all, 0.9 are.
    assert dict(first.groups) == pytest.approx({"herders": 360, "hill": 100})
    assert (first.at_least, first.at_most) == pytest.approx((360, 460))
    assert first.providers == ("agents",)
    assert "payment-access" in first.instruments
    assert second.capability == "identity-document"
    assert second.at_least == pytest.approx(60)


def test_a_barrier_nobody_has_stated_opens_no_door(planned) -> None:
    workspace = planned(
        groups=(people("herders", 1000, payment_channel=None),),
        measures=(asks("pension", "payment-channel"),),
    )
    assert workspace.doors(2028) == ()


def test_a_sector_serves_a_group_only_where_it_reaches_it(planned) -> None:
    redistribution = {"sector": "health", "principles": (Principle.REDISTRIBUTION,)}
    workspace = planned(
        groups=(people("herders", 1000, nearby_clinic=0.9), people("hill", 1000)),
        measures=(asks("clinic", "nearby-clinic", **redistribution),),
    )
    found = {(one.principle, one.group): one for one in workspace.served(2028)}
    assert found[Principle.REDISTRIBUTION, "herders"].named == ("clinic",)
    assert found[Principle.REDISTRIBUTION, "hill"].reached == ("clinic",)
    assert found[Principle.RECOGNITION, "hill"].reached == ()


def test_the_profile_names_unequal_terms_that_nothing_changes(planned) -> None:
    term = Term(Relation.EXPLOITATION, Arena.MARKET)
    bearing = Group("herders", "Herders", size=ValuePath.constant(10), unequal_terms=(term,))
    other = Group("hill", "Hill", size=ValuePath.constant(10), unequal_terms=(term,))
    workspace = planned(
        groups=(bearing, other),
        measures=(
            Measure(
                "fair",
                "Fair markets",
                start=2027,
                groups=("hill",),
                changes=(term,),
                builds=(Builds.RELATIONS,),
            ),
        ),
    )
    profile = workspace.profile(2028)
    (state,) = [one for one in profile.terms if one.groups]
    assert (state.untouched, dict(state.changed)) == (("herders",), {"hill": ("fair",)})
    assert [one.measures for one in profile.builds if one.what is Builds.RELATIONS] == [("fair",)]


def test_what_does_not_bind_the_country_is_told_apart(planned) -> None:
    workspace = planned(
        treaties=(
            Treaty("icescr"),
            Treaty("cedaw", reservation="Article 16"),
            Treaty("icmw", TreatyStatus.SIGNED),
            Treaty("ilo-c141", TreatyStatus.NOT_PARTY),
        )
    )
    expected = {
        "ICESCR 9": Standing.BINDING,
        "CEDAW 2": Standing.RESERVED,
        "ICMW 27": Standing.SIGNED,
        "ILO C141 4": Standing.NOT_PARTY,
        "CRC 7": Standing.UNSTATED,
        "CESCR GC19 42": Standing.COMMENT,
        "UDHR 22": Standing.SOFT,
    }
    assert {right: workspace.standing(right) for right in expected} == expected


def test_what_a_repair_brings_elsewhere_is_known_beforehand(sample: Workspace) -> None:
    found = sample.results().checked.findings
    finding = next(one for one in found if one.id.startswith("T7:social-pension"))
    before = {one.id for one in found}
    for fix in finding.fixes:
        brought = {one.id for one in sample.brought(fix.changes)}
        sample.edit(fix.label, fix.changes)
        after = {one.id for one in sample.results().checked.findings}
        assert after - before == brought
        assert finding.id not in after
        sample.undo()


def test_an_existing_measure_that_ends_is_told_with_people_and_year(planned) -> None:
    workspace = planned(
        groups=(people("widows", 1234),),
        measures=(
            Measure(
                "grant",
                "Grant",
                start=2020,
                end=2028,
                status=MeasureStatus.EXISTING,
                groups=("widows",),
                principles=(Principle.REDISTRIBUTION,),
            ),
        ),
    )
    (finding,) = [one for one in workspace.results().checked.findings if one.rule == "L1"]
    said = translator()(finding.message)
    assert "2029" in said
    assert "1\u202f230" in said  # three figures, and never more than are known


def test_the_command_line_gives_the_readings(sample_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    main(["check", str(sample_file), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert {"interactions", "sectors", "doors", "standing", "builds", "unequal_terms"} <= found.keys()
    assert found["doors"][0]["people"]["at_least"] >= found["doors"][-1]["people"]["at_least"]
