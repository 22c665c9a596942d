"""The bundled pack and the bundled sample hold what the program promises, and fit each other."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from workbench.knowledge import Knowledge, load_bundled
from workbench.knowledge.conditions import Every, Selector
from workbench.model import Cost, codec
from workbench.model.package import Package
from workbench.model.words import CostModel, FindingKind, MeasureStatus

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample"
ICONS = ROOT / "resources" / "icons"
WORKBOOKS = ("population-2026.xlsx", "macro-2026.xlsx", "spending-2026.xlsx", "unit-costs-2026.xlsx")
CRITERIA = (
    "R1.a", "R1.b", "R1.c", "R1.d", "R2.a", "R2.b", "R3.a", "R3.b", "R3.c", "R3.d", "R3.e",
    "R4.a", "R4.b", "R4.c", "R4.d", "R5.a", "R5.b", "R5.c", "R5.d", "R6.a", "R6.b", "R6.c",
)  # fmt: skip
STATEMENTS = ("S1", "S2", "S3", "S4", "S5", "S6a", "S6b", "S6c", "S7")
TENSIONS = tuple(f"T{number}" for number in range(1, 25))


@pytest.fixture(scope="module")
def pack() -> Knowledge:
    return load_bundled()


@pytest.fixture(scope="module")
def sample() -> Package:
    problems: list[object] = []
    data = json.loads((SAMPLE / "package.json").read_text(encoding="utf-8"))
    package = codec.load(Package, data, where="package.json", report=problems.append)
    assert problems == []
    assert package is not None
    return package


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_sample", ROOT / "tests" / "samples" / "make_sample.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- the pack ---------------------------------------------------------------------------------------------


def test_catalogue_is_wide(pack: Knowledge) -> None:
    assert len(pack.instruments) >= 40
    assert len({item.sector for item in pack.instruments}) >= 12


def test_the_figures_an_instrument_starts_with_have_a_source(pack: Knowledge) -> None:
    figures = ("level", "child_level", "prevalence", "poor_share", "labour_share", "months", "household_size")
    figures += (
        "admin_markup",
        "admin_share_of_gross",
        "capital_share",
        "exclusion_error",
        "leakage",
        "coverage",
    )
    untouched = Cost()
    for instrument in pack.instruments:
        assert instrument.measure is not None
        cost = instrument.measure.cost
        stated = [name for name in figures if getattr(cost, name) != getattr(untouched, name)]
        whole_wage = instrument.id == "contribution-subsidy" and stated == ["level"]
        assert not stated or cost.source or whole_wage, (instrument.id, stated)


def test_the_contingencies_of_life_are_found_in_the_catalogue_with_their_own_people(pack: Knowledge) -> None:
    people = {
        item.id: (item.measure.cost.people_series, item.measure.cost.prevalence_series)
        for item in pack.instruments
        if item.measure is not None
    }
    assert people["maternity-benefit"] == ("births", "")
    assert people["survivors-grant"] == ("orphans", "")
    assert people["unemployment-benefit"] == ("labour-force", "unemployment-rate")
    assert people["disability-allowance"] == ("", "disability-prevalence")
    functions = {item.measure.budget.function for item in pack.instruments if item.measure is not None}
    assert functions - {""} <= set(pack.vocabulary("cofog"))


def test_every_sector_has_an_instrument_and_an_icon(pack: Knowledge) -> None:
    for sector in pack.vocabulary("sector").values():
        assert (ICONS / f"{sector.icon}.svg").is_file(), sector.id
        assert len(str(sector.title)) <= 22
        assert any(item.sector == sector.id for item in pack.instruments), sector.id


def test_all_criteria_are_there_in_order(pack: Knowledge) -> None:
    assert tuple(rule.id for rule in pack.criteria) == CRITERIA
    for rule in pack.criteria:
        assert rule.recommendation == rule.id.split(".")[0]
        assert rule.recommendation in pack.vocabulary("recommendation")
        assert pack.conditions[rule.id][1], rule.id


def test_statements_and_tensions_have_a_record_each(pack: Knowledge) -> None:
    assert tuple(pack.vocabulary("statement")) == STATEMENTS
    for name in (*STATEMENTS, *TENSIONS):
        assert pack.rule(name) is not None, name


def test_no_alias_is_taken_twice(pack: Knowledge) -> None:
    names = [name for rule in pack.rules for name in (rule.id, *rule.aliases)]
    assert len(names) == len(set(names))


def test_every_rule_speaks_and_names_its_source(pack: Knowledge) -> None:
    for rule in pack.rules:
        for name in ("title", "finding", "advice"):
            assert rule.text["en"][name].strip(), (rule.id, name)
        assert rule.sources, rule.id
        assert rule.text["en"]["finding"].endswith("."), rule.id
        assert rule.text["en"]["advice"].endswith("."), rule.id


def test_a_synergy_exists(pack: Knowledge) -> None:
    assert sum(rule.kind is FindingKind.SYNERGY for rule in pack.rules) >= 3


def test_evidence_fits_a_printed_line(pack: Knowledge) -> None:
    for item in pack.evidence:
        assert len(item.text["en"]["finding"]) <= 115, item.id


def test_both_sides_of_the_paper_s_own_tensions_are_told(pack: Knowledge) -> None:
    for name in ("S6a", "S6b", "S6c"):
        rule = pack.rule(name)
        assert rule is not None
        assert rule.evidence
        assert rule.counter_evidence


def test_what_rules_look_for_an_instrument_can_give(pack: Knowledge) -> None:
    measures = [item.measure for item in pack.instruments if item.measure is not None]
    given = {tag for measure in measures for tag in measure.tags}
    wanted = {tag for rule in pack.rules for selector in pack.selectors(rule.id) for tag in selector.tags}
    assert wanted - given <= {"uninsured-only"}, "a tag that warns, but no instrument to offer"
    needed = {name for measure in measures for need in measure.needs for name in need.any_of}
    provided = {provision.capability for measure in measures for provision in measure.provides}
    assert needed <= provided


def test_no_criterion_asks_every_measure_without_a_condition(pack: Knowledge) -> None:
    for rule in pack.criteria:
        for condition in pack.conditions[rule.id][1]:
            assert not (isinstance(condition, Every) and condition.every == Selector()), rule.id


# ---- the sample -------------------------------------------------------------------------------------------


def test_sample_uses_known_words(sample: Package, pack: Knowledge) -> None:
    instruments = {item.id for item in pack.instruments}
    templates = {item.id for item in pack.groups}
    rights = {item.id for item in pack.rights}
    capabilities = set(pack.vocabulary("capability"))
    for measure in sample.measures:
        assert measure.instrument in instruments
        assert measure.sector in pack.vocabulary("sector")
        assert {provision.capability for provision in measure.provides} <= capabilities
        assert {name for need in measure.needs for name in need.any_of} <= capabilities
        assert set(measure.safeguards) <= set(pack.vocabulary("safeguard"))
        assert set(measure.tags) <= set(pack.vocabulary("tag"))
        assert set(measure.rights) <= rights
        assert not measure.contingency or measure.contingency in pack.vocabulary("contingency")
    for group in sample.groups:
        assert group.template in templates
        assert {lack.capability for lack in group.lacks} <= capabilities
        assert set(group.traits) <= set(pack.vocabulary("trait"))
    assert {treaty.id for treaty in sample.treaties} <= set(pack.vocabulary("treaty"))


def test_sample_refers_to_what_it_holds(sample: Package) -> None:
    groups = {group.id for group in sample.groups}
    measures = {measure.id for measure in sample.measures}
    for measure in sample.measures:
        assert set(measure.groups) <= groups | {"everyone"}
        assert not measure.arm_of or measure.arm_of in measures
        assert set(measure.cost.replaces) <= measures
        assert {name for provision in measure.provides for name in provision.groups} <= groups
    for law in sample.laws:
        assert set(law.groups) <= groups
    for scenario in sample.scenarios:
        for subject, _, value in scenario.overrides:
            assert subject.partition(":")[2] in measures
            json.loads(value)


def test_sample_is_a_package_of_the_promised_size(sample: Package) -> None:
    assert 20 <= len(sample.measures) <= 32
    assert len({measure.sector for measure in sample.measures}) >= 12
    assert len(sample.groups) == 6
    assert sample.years == tuple(range(2027, 2037))
    assert sample.tables == ()
    assert sample.acceptances == ()
    assert any(measure.status is MeasureStatus.EXISTING for measure in sample.measures)


def test_every_new_measure_of_the_sample_has_a_price(sample: Package) -> None:
    for measure in sample.measures:
        assert measure.cost.model is not CostModel.NONE, measure.id
        assert measure.cost.source, measure.id


def test_sample_names_rows_of_its_workbooks(sample: Package) -> None:
    def rows(name: str, column: int) -> set[str]:
        sheet = load_workbook(SAMPLE / name).worksheets[0]
        labels = (str(row[column] or "") for row in sheet.iter_rows(min_row=6, values_only=True))
        return {"-".join(label.lower().replace(",", "").split()) for label in labels}

    items, programmes = rows("unit-costs-2026.xlsx", 0), rows("spending-2026.xlsx", 1)
    for measure in sample.measures:
        cost = measure.cost
        assert not cost.unit_cost_series or cost.unit_cost_series in items, measure.id
        assert not cost.spending_series or cost.spending_series in programmes, measure.id


@pytest.mark.parametrize("name", WORKBOOKS)
def test_sample_workbook_is_what_its_generator_writes(
    name: str, generator: ModuleType, tmp_path: Path
) -> None:
    fresh = generator.workbooks()[name]
    again = tmp_path / name
    again.write_bytes(generator.fixed(fresh))
    kept, made = load_workbook(SAMPLE / name), load_workbook(again)
    assert kept.sheetnames == made.sheetnames
    for sheet in kept.sheetnames:
        assert list(kept[sheet].values) == list(made[sheet].values)


def test_sample_population_adds_up(generator: ModuleType) -> None:
    book = load_workbook(SAMPLE / "population-2026.xlsx")
    both, male, female = (list(book[name].values) for name in ("Both sexes", "Male", "Female"))
    for row in range(5, 106):
        assert [m + f for m, f in zip(male[row][1:], female[row][1:], strict=True)] == list(both[row][1:])
    column = both[4].index(generator.BASE_YEAR)
    assert both[106][0] == "Total"
    assert both[106][column] == sum(row[column] for row in both[5:106])
    assert both[106][column] == pytest.approx(generator.POPULATION_IN_BASE_YEAR, rel=1e-4)


def test_sample_macro_frame_is_plausible() -> None:
    rows = list(load_workbook(SAMPLE / "macro-2026.xlsx").worksheets[0].values)
    column = rows[4].index(2026)
    series = {row[0]: row[column] for row in rows[5:14]}
    gdp = series["GDP, current prices"]
    assert 0.24 <= series["General government expenditure"] / gdp <= 0.28
    assert series["General government revenue"] < series["General government expenditure"]
    assert series["GDP deflator"] == series["Consumer price index"] == 100
    assert 0.1 <= series["Poverty line, per adult and month"] * 12 / (gdp * 1e6 / 6_400_000) <= 0.3
