"""What nobody has stated is said to be unknown, never shown as nothing or as everyone."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.cli import values
from workbench.cli.main import main
from workbench.errors import RequestError, message
from workbench.i18n import translator
from workbench.model import Change
from workbench.workspace import Workspace


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "plan.policy"
    assert main(["new", str(path), "--country", "Orsana", "--currency", "ORD", "--base-year", "2026"]) == 0
    return path


def test_a_group_without_size_or_barriers_is_not_counted_as_reached(project: Path) -> None:
    assert main(["add", str(project), "child-allowance"]) == 0
    assert main(["add", str(project), "group:herders", "--set", "template=nomadic-herders"]) == 0
    with Workspace.open(project) as workspace:
        assert workspace.results().checked.access.unmeasured == ("herders",)
    lacks = 'lacks=[{"capability": "identity-document", "share": 0.6}]'
    assert main(["set", str(project), "group:herders", "size=200000", lacks]) == 0
    with Workspace.open(project) as workspace:
        assert workspace.results().checked.access.unmeasured == ()


def test_a_service_without_quantity_is_named_and_not_called_funded(project: Path) -> None:
    assert main(["add", str(project), "mobile-registration"]) == 0
    with Workspace.open(project) as workspace:
        said = [translator("en")(problem) for problem in workspace.results().estimate.problems]
        (r4a,) = [item for item in workspace.results().checked.criteria if item.id == "R4.a"]
    assert any("not stated yet: quantity and cost of one unit" in text for text in said)
    assert r4a.status.value != "met"


def test_money_for_a_level_says_that_the_level_is_money(project: Path) -> None:
    assert main(["add", str(project), "old-age-pension", "--set", "cost.level=400 ORD/month"]) == 0
    with Workspace.open(project) as workspace:
        (measure,) = workspace.package.measures
    assert measure.cost.level_basis.value == "money"
    assert measure.cost.level.at(2027) == 400
    assert main(["set", str(project), "measure:old-age-pension", "cost.level=20%"]) == 2


@pytest.mark.parametrize(("value", "unit"), [("5%", "persons"), ("400 THB", "years"), ("5%", "money")])
def test_a_sign_that_does_not_fit_the_unit_is_refused(value: str, unit: str) -> None:
    with pytest.raises(RequestError):
        values.must_fit(value, unit, field="size")


def test_a_second_measure_of_an_instrument_has_a_title_of_its_own(project: Path) -> None:
    assert main(["add", str(project), "old-age-pension"]) == 0
    assert main(["add", str(project), "old-age-pension"]) == 0
    with Workspace.open(project) as workspace:
        assert len({measure.title for measure in workspace.package.measures}) == 2


@pytest.mark.parametrize("name", ["social-pension", "child-allowance", "nothing"])
def test_what_is_no_existing_measure_is_not_replaced_and_that_is_said(sample: Workspace, name: str) -> None:
    net = sample.results().estimate.net
    sample.edit(message("Replace"), [Change("set", "measure:child-allowance", "cost.replaces", [name])])
    estimate = sample.results().estimate
    assert estimate.net == net
    assert any("no existing measure" in translator("en")(problem) for problem in estimate.problems)


def test_ages_by_law_that_differ_from_the_costed_ones_are_told(sample: Workspace) -> None:
    sample.edit(message("Ages"), [Change("set", "measure:social-pension", "age_from", 80)])
    said = [translator("en")(problem) for problem in sample.results().estimate.problems]
    assert any("for ages 80 to 120" in text and "costed for ages 65" in text for text in said)
