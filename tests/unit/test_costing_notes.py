"""What the costing tells beside its figures: units by name, years nobody knows, assumptions held too early, loans."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from openpyxl import load_workbook

from packages import with_measure
from workbench.costing import Costing
from workbench.costing.units import PERSONS
from workbench.errors import RequestError, message
from workbench.i18n import translator
from workbench.model import Assumption, Change, FinancingLine, Package
from workbench.model import Path as ByYear
from workbench.model.words import FiscalOption
from workbench.workspace import Workspace


def told(package: Package) -> list[str]:
    return [translator("en")(one) for one in Costing(package).estimate().problems]


def test_an_assumption_is_counted_as_the_series_it_is_named_after(sample: Workspace) -> None:
    gdp = Assumption("gdp", value=ByYear.constant(3e11))
    births = Assumption("births", value=ByYear.constant(1e5))
    package = dataclasses.replace(sample.package, assumptions=(*sample.package.assumptions, gdp, births))
    costing = Costing(package)
    estimate = costing.estimate()
    assert estimate.share_of_gdp[3] == pytest.approx(estimate.total[3] / 3e11)
    assert str(costing.figures["total.share_of_gdp"].unit) == "share"
    assert costing.library.need("births").unit == PERSONS


def test_a_known_series_in_another_unit_is_refused(sample: Workspace) -> None:
    with pytest.raises(RequestError) as raised:
        sample.edit(message("Add"), [Change("add", "assumption:gdp", value={"value": 3e11, "unit": "share"})])
    assert "counted in money" in translator("en")(raised.value.what)


def test_both_ceilings_stand_together(sample: Workspace) -> None:
    package = dataclasses.replace(
        sample.package,
        assumptions=(*sample.package.assumptions, Assumption("gdp", value=ByYear.constant(3e11))),
        envelope=ByYear.constant(0.01),
        envelope_money=ByYear.constant(2e9),
    )
    assert Costing(package).estimate().envelope == pytest.approx((2e9,) * package.horizon)


def test_years_without_a_total_name_the_series_that_ends(sample: Workspace) -> None:
    longer = dataclasses.replace(sample.package, horizon=25)
    (said,) = [one for one in told(longer) if one.startswith("There is no total for")]
    assert "2046–2051" in said
    assert "population" in said
    assert not [one for one in told(sample.package) if one.startswith("There is no total")]


def test_an_assumption_stated_late_is_said_to_be_held_before_only_where_nothing_was_imported(
    sample: Workspace,
) -> None:
    late = Assumption("gdp", value=ByYear(((2031, 3e11), (2036, 4e11))))
    held = (*sample.package.assumptions, late)
    imported = dataclasses.replace(sample.package, assumptions=held)
    assert not any("stated from 2031 on" in one for one in told(imported))
    macro = tuple(one for one in sample.package.tables if one.role != "macro")
    assert any("stated from 2031 on" in one for one in told(dataclasses.replace(imported, tables=macro)))


def test_money_that_comes_once_and_names_no_year_is_told_with_the_year_it_is_taken_for(
    sample: Workspace,
) -> None:
    for option, recurrent, said in (
        (FiscalOption.BORROWING, None, True),
        (FiscalOption.AID, None, True),
        (FiscalOption.TAX, False, True),
        (FiscalOption.BORROWING, True, False),
        (FiscalOption.TAX, None, False),
    ):
        line = FinancingLine(
            "line", "Line", option, ByYear.constant(1e9), recurrent=recurrent, interest_rate=0.02
        )
        package = dataclasses.replace(sample.package, financing=(line,))
        assert any("comes once and names no year" in one for one in told(package)) is said


def test_the_widest_figure_fits_its_column(sample: Workspace, tmp_path: Path) -> None:
    many = [
        Change("set", "measure:social-pension", "cost.level_basis", "money"),
        Change("set", "measure:social-pension", "cost.level", 5_000_000),
    ]
    sample.edit(message("Set"), many)
    largest = max(sample.results().estimate.total)
    book = load_workbook(sample.write_costing(tmp_path / "costing.xlsx"))
    for name in ("Totals", "Measures"):
        assert book[name].column_dimensions["F"].width >= len(f"{largest:,.0f}")


def test_what_is_built_after_the_last_year_of_upkeep_is_refused(sample: Workspace) -> None:
    cost = {
        "model": "infrastructure", "quantity": {"2027": 10, "2029": 10}, "unit_cost": 100, "upkeep_share": 0.05,
        "upkeep_until": 2028,
    }  # fmt: skip
    built = with_measure(sample.package, "wells", cost=cost)
    assert any("after the last year of upkeep" in one for one in told(built))
    kept_up = with_measure(sample.package, "wells", cost=cost | {"upkeep_until": 2029})
    assert not any("after the last year of upkeep" in one for one in told(kept_up))
