"""Each cost model against sums worked by hand; the cases are data, each with its arithmetic."""

from __future__ import annotations

import dataclasses
import json
import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from packages import country, with_measure
from workbench.costing import Costing
from workbench.i18n import translator
from workbench.model import Change, Package, apply
from workbench.model.words import CostModel

CASES = Path(__file__).with_name("costing_cases")


def cases() -> list[dict[str, Any]]:
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.toml")))
    return [case for data in files for case in data.get("case", ())]


def package_of(case: dict[str, Any]) -> Package:
    package = country()
    for other, record in case.get("others", {}).items():
        package = with_measure(package, other, **record)
    lines = [
        Change("add", f"financing:{line}", value={"title": line} | record)
        for line, record in case.get("financing", {}).items()
    ]
    lines += [
        Change("add", f"assumption:{key}", value={"value": value})
        for key, value in case.get("assumptions", {}).items()
    ]
    fields = [Change("set", "package", name, value) for name, value in case.get("package", {}).items()]
    package = apply(package, [*lines, *fields])
    return with_measure(package, "m", **case.get("measure", {}), cost=case["cost"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_hand_worked_case_holds(case: dict[str, Any]) -> None:
    assert case["arithmetic"]
    costing = Costing(package_of(case))
    assert [str(problem) for problem in costing.problems if "not in the total" in str(problem)] == []
    for name, expected in case["figures"].items():
        figure = name if ":" in name or name.startswith("total.") else f"measure:m.{name}"
        row = costing.evaluation.row(costing.figures[figure])
        assert row == pytest.approx(expected, rel=1e-12, abs=1e-9), figure
    if "flags" in case:
        assert [flag.id for flag in costing.estimate().flags] == case["flags"]


def test_every_cost_model_has_a_case() -> None:
    text = json.dumps(cases())
    covered = {model for model in CostModel if f'"model": "{model.value}"' in text}
    assert covered == set(CostModel) - {CostModel.NONE, CostModel.EXISTING_SPENDING}


def test_what_is_asked_and_not_stated_is_named_and_never_assumed() -> None:
    asked = {
        "how many have both": {"stacks": [{"benefit": "pension", "rule": "reduces"}]},
        "extra use": {"cost": {"model": "fee-removal", "quantity": 1, "fee_charged": 1}},
        "when the stock falls due": {
            "cost": {
                "model": "infrastructure",
                "quantity": 1,
                "unit_cost": 1,
                "upkeep_share": 0,
                "life": 9,
                "standing": 5,
            }
        },
        "a stock that is not built yet": {
            "cost": {
                "model": "infrastructure",
                "quantity": 1,
                "unit_cost": 1,
                "upkeep_share": 0,
                "standing": {"2026": 5},
            }
        },
        **{
            f"people who can exist: {mode}": {
                "stacks": [
                    {"benefit": "pension", "rule": "reduces", "both": 0.7},
                    {"benefit": "other", "rule": "rules-out", "both": both},
                ],
                "stacks_overlap": mode,
                "stacks_share": share,
            }
            for mode, both, share in (
                ("apart", 0.4, None),
                ("nested", 1, None),
                ("stated", 0.4, None),
                ("stated", 0.4, 0.5),
                ("stated", 0.4, 0.05),
            )
        },
        "upkeep": {"cost": {"model": "infrastructure", "quantity": 1, "unit_cost": 1}},
        "order of birth": {"cost": {"model": "transfer", "level": 1, "children_per_mother": 2}},
        "a register": {"cost": {"model": "transfer", "level": 1, "people_series": "widows"}},
    }
    pension = {"cost": {"model": "transfer", "level": 1, "age_from": 65}}
    for what, fields in asked.items():
        package = with_measure(with_measure(country(), "pension", **pension), "other", **pension)
        package = with_measure(package, "m", **({"cost": {"model": "transfer", "level": 1}} | fields))
        estimate = Costing(package).estimate()
        assert [line.id for line in estimate.measures] == ["pension", "other"], what
        assert any("M is not in the total" in str(problem) for problem in estimate.problems), what


def test_births_that_are_not_known_are_counted_by_infants_and_said_to_be() -> None:
    package = country()
    tables = tuple(
        dataclasses.replace(table, series=tuple(one for one in table.series if one.key != "births"))
        for table in package.tables
    )
    package = dataclasses.replace(package, tables=tables)
    cost = {"model": "transfer", "people_series": "births", "level": 10, "months": 4}
    estimate = Costing(with_measure(package, cost=cost)).estimate()
    assert estimate.total == (4000, 4000, 4000)
    assert any("undercount" in str(problem) for problem in estimate.problems)


def test_two_averages_of_shares_are_told_apart() -> None:
    cost = {"model": "lump-sum", "amounts": {"2026": 44_000, "2027": 48_400, "2028": 0}}
    average = Costing(with_measure(country(), cost=cost)).estimate().average((44_000.0, 48_400.0, 0.0))
    assert average is not None
    assert average.simple == pytest.approx((0.1 + 0.1 + 0) / 3)
    assert average.weighted == pytest.approx(92_400 / (440_000 + 484_000 + 532_400))


def test_interest_that_nobody_stated_is_asked_for() -> None:
    line = {"title": "Loan", "option": "borrowing", "certainty": "confirmed", "amounts": 100}
    package = apply(country(), [Change("add", "financing:loan", value=line)])
    assert any("interest on Loan" in str(problem) for problem in Costing(package).estimate().problems)


def test_benefits_that_reduce_each_other_are_refused() -> None:
    cost = {"model": "transfer", "level": 1}
    package = with_measure(
        country(), "a", stacks=[{"benefit": "b", "rule": "reduces", "both": 0.5}], cost=cost
    )
    package = with_measure(
        package, "b", stacks=[{"benefit": "a", "rule": "rules-out", "both": 0.5}], cost=cost
    )
    assert Costing(package).estimate().measures == ()


def test_a_measure_that_is_not_costed_keeps_its_place_and_says_why() -> None:
    package = with_measure(country(), "costed", cost={"model": "lump-sum", "amounts": 100})
    assert Costing(package).estimate().floor is None
    package = with_measure(package, "blank", sector="health")
    package = with_measure(
        package, "widows", cost={"model": "transfer", "level": 1, "people_series": "widows"}
    )
    package = with_measure(
        package, "old", status="existing", cost={"model": "existing-spending", "spending_series": "none"}
    )
    estimate = Costing(package).estimate()
    assert [(line.id, line.existing) for line in estimate.uncosted] == [
        ("blank", False),
        ("widows", False),
        ("old", True),
    ]
    assert all(math.isnan(value) for line in estimate.uncosted for value in line.cost)
    assert "widows is not known" in str(estimate.uncosted[1].reason)
    assert "2 measures are not costed" in translator("en")(estimate.floor or "")
    assert estimate.total == (100, 100, 100)
    partly = with_measure(country(), "clinic", cost={"model": "service", "quantity": 5, "admin_fixed": 10})
    estimate = Costing(partly).estimate()
    assert estimate.total == (10, 10, 10)
    assert "the cost of 1 measure is not stated in full (Clinic)" in translator("en")(estimate.floor or "")
    alone = Costing(with_measure(country(), "blank")).estimate()
    assert "no total" in str(alone.floor)
