"""What a table is for: told, recognised, and of use to the costing in each case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from packages import macro, population, with_measure
from workbench.errors import RequestError, WorkbookError
from workbench.model import Change, Package
from workbench.sheets import Options, Reading, read_workbook
from workbench.sheets.words.series_names import SERIES, Known, known_key
from workbench.workspace import Workspace

YEARS = range(2026, 2030)
PENSION = {
    "model": "transfer", "level": 100, "level_basis": "money", "age_from": 60, "payments": 12,
}  # fmt: skip


def read(tmp_path: Path, text: str, name: str = "a.csv", **options: Any) -> Reading:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_workbook(tmp_path / name, Options(**options))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    tables = (population({"0-59": 900, "60+": 100}, YEARS), macro(YEARS, cpi=[100, 105, 110, 115]))
    package = Package(currency="XDC", base_year=2026, horizon=3, tables=tables)
    return Workspace.create(tmp_path / "a.policy", with_measure(package, cost=PENSION))


def bring(workspace: Workspace, tmp_path: Path, text: str, name: str = "a.csv", **options: Any) -> None:
    workspace.bring_in(tmp_path / name, read(tmp_path, text, name, **options).tables)


COVERAGE = "Item;2026;2027;2028\nCoverage of the pension, %;40;50;60\n"


def test_coverage_follows_a_named_series_down_to_its_cell(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path, COVERAGE, role="series:pension-coverage")
    workspace.edit(_label(), [Change("set", "measure:m", "cost.coverage", "series:pension-coverage")])
    cost = workspace.results().estimate.line("m").cost  # type: ignore[union-attr]
    assert cost[:2] == pytest.approx((100 * 0.5 * 1200, 100 * 0.6 * 1200))
    assert cost[2] != cost[2], "a year the series does not have has no cost, rather than none"
    leaves = _leaves(workspace.trace("measure:m.cost", 2028))
    assert ("a.csv", "D2") in [(leaf.origin.workbook, leaf.origin.cells) for leaf in leaves]


def test_a_newer_workbook_moves_what_follows_it(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path, COVERAGE, role="series:pension-coverage")
    workspace.edit(_label(), [Change("set", "measure:m", "cost.coverage", "series:pension-coverage")])
    newer = read(tmp_path, COVERAGE.replace(";50;", ";55;"), "b.csv", role="series:pension-coverage")
    found = workspace.bring_in(tmp_path / "b.csv", newer.tables)
    (total,) = [total for total in found.totals if total.figure == "total.cost"]
    assert (total.year, total.before, total.after) == (2027, pytest.approx(60000), pytest.approx(66000))
    assert workspace.package.measures[0].cost.coverage.at(2027) == 0.55


def test_a_series_that_is_not_there_or_counts_something_else_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path, COVERAGE, role="series:pension-coverage")
    for field, value, says in (
        ("cost.coverage", "series:pension-coverag", "Did you mean “pension-coverage”"),
        ("cost.coverage", "series:cpi", "share is needed"),
        ("cost.workers", "series:pension-coverage", "persons is needed"),
    ):
        with pytest.raises(RequestError, match=says):
            workspace.edit(_label(), [Change("set", "measure:m", field, value)])
    workspace.edit(_label(), [Change("set", "measure:m", "cost.coverage", "series:pension-coverage")])
    with pytest.raises(RequestError, match="no imported series"):
        workspace.edit(_label(), [Change("remove", "table:series-pension-coverage")])


def test_the_size_of_a_group_follows_a_series(workspace: Workspace, tmp_path: Path) -> None:
    bring(
        workspace, tmp_path, "Item;2026;2027;2028;2029\nHerders (persons);30;31;32;33\n", role="group-sizes"
    )
    workspace.edit(
        _label(),
        [
            Change("add", "group:herders", value={"name": "Herders", "size": "series:herders-persons"}),
            Change("set", "measure:m", "groups", ["herders"]),
            Change("set", "measure:m", "cost.group", "herders"),
            Change("set", "measure:m", "cost.age_from", 0),
        ],
    )
    assert workspace.results().estimate.line("m").beneficiaries == (31, 32, 33)  # type: ignore[union-attr]
    cell = next(one for one in workspace.results().checked.access.cells if one.year == 2028)
    assert cell.people == 32


def test_the_only_row_of_a_table_of_wages_is_the_average_wage(workspace: Workspace, tmp_path: Path) -> None:
    text = "Item;Unit;2026;2027;2028;2029\nEarnings, all sectors;dinars per month;200;210;220;231\n"
    bring(workspace, tmp_path, text, role="wages")
    workspace.edit(
        _label(),
        [
            Change("set", "measure:m", "cost.level", 0.5),
            Change("set", "measure:m", "cost.level_basis", "average-wage"),
            Change("set", "measure:m", "cost.indexation", "wages"),
        ],
    )
    assert workspace.results().estimate.line("m").cost[2] == pytest.approx(100 * 0.5 * 231 * 12)  # type: ignore[union-attr]


def test_wages_without_one_the_costing_knows_are_told(tmp_path: Path) -> None:
    text = "Item;Unit;2026;2027\nMining;dinars per month;200;210\nTeachers;dinars per month;100;110\n"
    reading = read(tmp_path, text, role="wages")
    assert any("average-wage" in str(p.message) and p.severity == "serious" for p in reading.problems)


def test_a_poverty_line_says_its_period_by_option(tmp_path: Path) -> None:
    (table,) = read(
        tmp_path, "Item;2026;2027\nThreshold;90;95\n", role="poverty-lines", unit="dinars per month"
    ).tables
    (series,) = table.series
    assert (series.key, series.unit, series.dim("period")) == ("poverty-line", "money", "month")


def test_a_table_of_coverage_is_recognised(tmp_path: Path) -> None:
    text = "Coverage of programmes, % of those entitled\nProgramme;2026;2027\nOld-age allowance;40;50\nMaternity;5;6\n"
    (table,) = read(tmp_path, text).tables
    assert table.role == "coverage"
    assert [(s.key, s.unit, s.at(2027)) for s in table.series] == [
        ("old-age-allowance", "share", 0.5), ("maternity", "share", 0.06),
    ]  # fmt: skip


def test_a_name_is_for_one_series(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="only one can be called “births”"):
        read(tmp_path, "Item;2026;2027\nBoys;4;5\nGirls;6;7\n", role="series:births")
    (table,) = read(
        tmp_path, "Item;2026;2027\nBoys;4;5\nGirls;6;7\n", role="series:births", range="A1:C2"
    ).tables
    assert (table.id, table.series[0].key) == ("series-births", "births")


def test_a_named_series_without_a_unit_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "Item;2026;2027\nThings;4;5\n", role="series:things")
    assert any("Nothing says what “things” is counted in" in str(p.message) for p in reading.problems)


def _label() -> Any:
    from workbench.errors import message

    return message("Change it")


def _leaves(trace: Any) -> list[Any]:
    return [trace] if trace.origin else [leaf for one in trace.inputs for leaf in _leaves(one)]


KNOWN = {
    "births": (
        "Live births",
        "Naissances vivantes",
        "Nacimientos",
        "Число родившихся",
        "عدد المواليد",
        "出生人数",
    ),
    "labour-force": (
        *("Labor force, total", "Population active", "Población económicamente activa"),
        *("Численность рабочей силы", "القوى العاملة", "劳动力（千人）"),
    ),
    "unemployment-rate": (
        *("Unemployment rate, %", "Taux de chômage (%)", "Tasa de desempleo", "Уровень безработицы, %"),
        *("معدل البطالة", "失业率"),
    ),
    "orphans": ("Orphans, 0–17", "Orphelins", "Huérfanos", "Дети-сироты", "عدد الأيتام", "孤儿人数"),
    "insured-workers": (
        *("Insured workers", "Assurés sociaux", "Trabajadores asegurados", "Застрахованные лица"),
        *("عدد المؤمن عليهم", "参保人数"),
    ),
    "disability-prevalence": (
        *("Disability prevalence, %", "Prévalence du handicap", "Prevalencia de la discapacidad"),
        *("Распространенность инвалидности", "معدل انتشار الإعاقة", "残疾患病率"),
    ),
    "exchange-rate": (
        *(
            "Exchange rate, LCU per US$",
            "Taux de change",
            "Tipo de cambio",
            "Обменный курс",
            "سعر الصرف",
            "汇率",
        ),
    ),
    "exchange-rate-eur": ("Exchange rate, XDC per euro", "Taux de change de l’euro", "Обменный курс евро"),
    "": (
        *("Births attended by skilled staff, %", "Birth rate, crude (per 1,000)", "Taux de natalité"),
        *("Labor force participation rate, %", "Labor force, female", "Unemployment rate, youth"),
        *("Orphans grant, million", "Labour force survey", "劳动力参与率", "Birth registration offices"),
    ),
}


@pytest.mark.parametrize(
    ("key", "label"), [(key, label) for key, labels in KNOWN.items() for label in labels]
)
def test_series_of_people_and_rates_are_known_in_six_languages(key: str, label: str) -> None:
    assert known_key(label) == key


def test_births_of_a_workbook_are_counted_without_saying_more(workspace: Workspace, tmp_path: Path) -> None:
    text = "Vital statistics, thousand;2026;2027;2028;2029\nNaissances vivantes;1;1;2;2\nDécès;1;1;1;1\n"
    bring(workspace, tmp_path, text)
    grant = {"model": "transfer", "people_series": "births", "level": 10, "payments": 1}
    workspace.edit(_label(), [Change("set", "measure:m", "cost", grant)])
    line = workspace.results().estimate.line("m")
    assert line is not None
    assert line.beneficiaries == (1000, 2000, 2000)


def test_a_missing_series_says_how_its_row_is_brought_in_and_that_way_works(
    workspace: Workspace, tmp_path: Path
) -> None:
    widows = {"model": "transfer", "people_series": "labour-force", "level": 10, "payments": 1}
    workspace.edit(_label(), [Change("set", "measure:m", "cost", widows)])
    (line,) = workspace.results().estimate.uncosted
    assert "--as series:labour-force" in str(line.reason)
    bring(workspace, tmp_path, "Table 4;2027;2028;2029\nHands;7;8;9\n", role="series:labour-force")
    (line,) = workspace.results().estimate.measures
    assert line.beneficiaries == (7, 8, 9)


@pytest.mark.parametrize("known", SERIES, ids=lambda known: known.key)
def test_no_name_of_a_series_looks_at_a_number(known: Known) -> None:
    """Labels that differ in a number only are looked up once for all of them."""
    for pattern in (known.pattern.pattern, known.unless.pattern):
        assert not re.search(r"[0-9]|\\d", pattern)
    for label in ("Consumer price index, 2015 = 100", "Programme 17, GDP growth 2020"):
        assert known_key(label) == known_key(label.translate(str.maketrans("123456789", "987654321")))
