"""Every number and word that can be entered is declared within bounds or a vocabulary, and one outside is refused."""

from __future__ import annotations

import dataclasses
import json
import math
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.admission import admit
from workbench.cli.main import main
from workbench.errors import RequestError, message
from workbench.i18n import translator
from workbench.knowledge.vocabularies import LISTED, VOCABULARIES
from workbench.model import SUBJECTS, Change, Package, apply, breaches, codec
from workbench.model import Path as ByYear
from workbench.model.bounds import Bounds
from workbench.model.measure import Measure
from workbench.workspace import Workspace, knowledge

ENTERED: dict[str, type[Any]] = {"package": Package} | {
    kind: record for kind, (_, record) in SUBJECTS.items() if kind not in ("table", "mapping")
}
PROSE = frozenset(
    {
        "adaptation", "author", "basis", "budget_link", "by", "channel", "conditions", "constitution", "country",
        "country_code", "currency_name", "decided_by", "decision", "earmark", "institution", "label", "legal_basis", "marking", "needs_no_money",
        "minimum_levels", "minimum_process", "name", "national_plan", "note", "on", "organisation", "payee",
        "poverty_strategy", "principle", "programme", "quantity_label", "reason", "reservation", "review_or_end", "source",
        "stacking", "title", "unit_name", "vote", "what", "why", "service", "access", "quality", "redress_body",
    }
)  # fmt: skip
"""Texts for people to read: nothing is worked out from them."""
MADE = {
    "id": "a name of the planner's own, or looked at by the admission of its kind",
    "by_hand": "kept by the program",
    "overrides": "subject, field and value, each looked at as an edit is",
    "moves_with": "the name of another input, looked at where ranges are drawn",
}


def declared(kind: type[Any], path: str = "") -> Iterator[tuple[str, dataclasses.Field[Any], Any]]:
    """Give every field that can be entered, those of records inside with dots."""
    for field in dataclasses.fields(kind):
        hint = codec.hints(kind)[field.name]
        inside = [
            one
            for one in (hint, *typing.get_args(hint))
            if isinstance(one, type) and dataclasses.is_dataclass(one)
        ]
        records = [one for one in inside if one is not ByYear]
        if records and (kind is not Package):
            yield from declared(records[0], f"{path}{field.name}.")
        elif not records:
            yield f"{path}{field.name}", field, hint


def holds(hint: Any, *kinds: type) -> bool:
    return any(one in kinds for one in (hint, *typing.get_args(hint)))


FIELDS = [(subject, *one) for subject, kind in ENTERED.items() for one in declared(kind)]


@pytest.mark.parametrize(("subject", "name", "field", "hint"), FIELDS, ids=lambda one: str(one)[:40])
def test_a_field_is_declared_with_bounds_a_vocabulary_or_a_reason(
    subject: str, name: str, field: dataclasses.Field[Any], hint: Any
) -> None:
    said = field.metadata
    if holds(hint, int, float, ByYear):
        assert said["bounds"] is not None or said["free"], f"{subject} {name} has neither bounds nor a reason"
    elif holds(hint, str) and field.name not in PROSE and field.name not in MADE:
        assert said["vocabulary"] in VOCABULARIES, f"{subject} {name} has no vocabulary"


NUMBERS = [
    (name, field.metadata["bounds"])
    for subject, name, field, _ in FIELDS
    if subject == "measure" and field.metadata["bounds"] is not None and "prevalence_by_age" not in name
    and name.partition(".")[0] in ("start", "start_month", "end", "age_from", "age_to", "entitled_from", "cost") and "ingredients" not in name
]  # fmt: skip


def outside(bounds: Bounds) -> float:
    """Give a number outside bounds: above the highest, else below the lowest."""
    if bounds.most is not None:
        return bounds.most if bounds.below else bounds.most + 1
    return -1.0


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("bounds") / "plan.policy")
    Workspace.create(Path(path), Package(currency="THB", base_year=2026)).close()
    assert (
        main(
            [
                "add",
                path,
                "measure:m",
                "--set",
                "cost.model=transfer",
                "--set",
                "start=2027",
                "--set",
                "end=2034",
            ]
        )
        == 0
    )
    return path


@pytest.mark.parametrize(("name", "bounds"), NUMBERS, ids=lambda one: str(one)[:40])
def test_a_number_outside_its_bounds_is_refused_on_the_command_line_with_the_reason(
    plan: str, name: str, bounds: Bounds, capsys: pytest.CaptureFixture[str]
) -> None:
    value = outside(bounds)
    text = f"{value * 100:g}%" if "%" in bounds.why.template else f"{value:g}"
    if name == "cost.children_by_rank":
        text = f"[{value:g}]".replace(f"{value:g}", f'"{value * 100:g}%"')
    assert main(["set", plan, "measure:m", f"{name}={text}"]) == 2
    assert bounds.why.template in capsys.readouterr().err


REFUSED = [
    ("measure:m", "cost.leakage=140%", "The share wrongly let in"),
    ("measure:m", "cost.admin_share_of_gross=150%", "nothing would be left to pay out"),
    ("measure:m", "cost.admin_share_of_gross=100%", "nothing would be left to pay out"),
    ("measure:m", "cost.household_size=0", "at least one person"),
    ("measure:m", 'cost.take_up={"2027": "60%", "2030": "160%"}', "160"),
    ("measure:m", 'needs=[{"any_of": ["identity-documnt"]}]', "Did you mean “identity-document”?"),
    ("measure:m", 'provides=[{"capability": "payment-chanel"}]', "Did you mean “payment-channel”?"),
    ("measure:m", 'provides=[{"capability": "payment-channel", "reach": "160%"}]', "A share of a whole"),
    ("measure:m", "sector=helth", "Did you mean “health”?"),
    ("measure:m", "rights=ICESR 9", "Did you mean “ICESCR 9”?"),
    ("measure:m", "cost.currency=USS", "none of the currencies"),
    ("measure:m", 'conflicts=[{"subject": "trait:nomadc"}]', "Did you mean “trait:nomadic”?"),
    ("measure:m", 'cost.set_up={"2035": 5}', "after the measure has ended"),
    ("package", "envelope=150%", "A share of a whole"),
    ("package", "horizon=0", "1 to 100 years"),
    ("group:g", 'lacks=[{"capability": "identity-documnt", "share": 0.5}]', "Did you mean “identity-document”?"),
    ("group:g", 'lacks=[{"capability": "identity-document", "share": 60}]', "6000"),
    ("group:g", "traits=nomadc", "Did you mean “nomadic”?"),
    ("assumption:inflation", "value=-150%", "A rate of growth"),
    ("assumption:inflation", "value=5", "500"),
    ("assumption:inflation", 'value={"2027": 5}', "500"),
    ("assumption:gdp", "value=-1", "above zero"),
    ("financing:f", "amounts=-100", "not below zero"),
    ("financing:f", "interest_rate=-5%", "Interest a year"),
    ("financing:f", "interest_rate=500%", "Interest a year"),
    ("financing:f", "interest_rate=5", "500"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "assignment", "why"), REFUSED)
def test_an_impossible_value_is_refused_and_nothing_is_changed(
    plan: str, subject: str, assignment: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    known = subject in ("package", "measure:m")
    made = ["set", plan, subject, assignment] if known else ["add", plan, subject, "--set", assignment]
    with Workspace.open(Path(plan)) as workspace:
        before = workspace.package
    assert main(made) == 2
    said = capsys.readouterr().err.replace("\u202f", "")
    assert why in said
    with Workspace.open(Path(plan)) as workspace:
        assert workspace.package == before


def broken() -> Package:
    """Make a package as an older program could have written it."""
    package = apply(
        Package(currency="THB"),
        [Change("add", "measure:m", value={"title": "M", "start": 2027, "sector": "helth"})],
    )
    cost = dataclasses.replace(package.measures[0].cost, leakage=1.4)
    return dataclasses.replace(package, measures=(dataclasses.replace(package.measures[0], cost=cost),))


def edited(package: Package, field: str, value: Any) -> None:
    after = apply(package, [Change("set", "measure:m", field, value)])
    admit(after, package, knowledge(), lambda: ())


def test_an_older_value_stays_and_only_an_edit_that_touches_it_is_refused() -> None:
    edited(broken(), "title", "Another")
    edited(broken(), "cost.leakage", 0.2)
    edited(broken(), "sector", "health")
    for field, value in (("cost.leakage", 1.5), ("cost.exclusion_error", 2.0), ("sector", "helht")):
        with pytest.raises(RequestError):
            edited(broken(), field, value)


def test_a_scenario_is_held_to_the_same(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", plan, "scenario:late"]) == 0
    assert main(["set", plan, "measure:m", "sector=helth", "--scenario", "late"]) == 2
    assert main(["set", plan, "measure:m", "cost.household_size=0", "--scenario", "late"]) == 2
    assert "scenario:late, measure:m" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(LISTED))
def test_words_are_listed_and_each_is_taken(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", name, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["words"]
    assert {row["vocabulary"] for row in rows} == {name}
    assert all(row["id"] and row["title"] for row in rows)


def test_words_of_an_unknown_vocabulary_name_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "capabilites"]) == 2
    assert "Did you mean “capabilities”?" in capsys.readouterr().err


def test_fields_say_their_bounds_vocabulary_and_shapes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fields", "measure", "--format", "json"]) == 0
    rows = {row["field"]: row for row in json.loads(capsys.readouterr().out)["fields"]}
    assert rows["cost.take_up"]["bounds"]["most"] == 1
    assert "s-curve" in rows["cost.take_up"]["type"]
    assert rows["cost.admin_share_of_gross"]["bounds"]["most_excluded"] is True
    assert rows["sector"]["vocabulary"] == "sector"
    assert rows["cost.amounts"]["per"] == "year"


def test_a_bound_holds_no_number_that_is_none() -> None:
    assert not Bounds(message("x")).hold(math.nan)
    assert not Bounds(message("x")).hold(math.inf)


def test_defaults_are_admitted() -> None:
    assert Measure("m", "M").start == 0
    admit(
        apply(Package(), [Change("add", "measure:m", value={"title": "M"})]),
        Package(),
        knowledge(),
        lambda: (),
    )


def test_what_people_write_in_percent_is_refused_in_percent_whatever_the_reason_says() -> None:
    bounds = Bounds(message("Too much."), 0, 1, in_percent=True)
    told = breaches.outside("measure:m cost.x", 60, bounds)
    assert "6\u202f000\u202f%" in translator("en")(told.message)
    assert told.remedy is not None
    plain = breaches.outside("measure:m cost.x", 60, Bounds(message("At most 100 % of it."), 0, 1))
    assert "%" not in translator("en")(dict(plain.message.values)["given"])
    assert plain.remedy is None
