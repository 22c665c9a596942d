"""The main job on the command line: new, bring in, edit, check, cost, trace, brief, look back, take away."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
DATA = ROOT / ".." / "shared" / "data"
WORKBOOKS = ("population-2026.xlsx", "macro-2026.xlsx", "spending-2026.xlsx", "unit-costs-2026.xlsx")
real_data = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is absent")


def record(program: Any, collection: str, identifier: str) -> dict[str, Any]:
    package = program.ok("show", "plan.policy", "--format", "json").json["package"]
    return next(item for item in package[collection] if item["id"] == identifier)


def test_the_main_job_from_an_empty_folder(process: Any) -> None:
    process.ok(
        *("new", "plan.policy", "--country", "Orsana", "--currency", "ORD"),
        *("--base-year", "2026", "--years", "10"),
    )
    for name in WORKBOOKS:
        process.ok("import", "plan.policy", SAMPLE / name)
    tables = process.ok("tables", "plan.policy", "--format", "json").json["tables"]
    assert [table["role"] for table in tables] == [
        *("population", "population", "population"),
        *("macro", "existing-spending", "unit-costs"),
    ]
    added = process.ok(
        *("add", "plan.policy", "old-age-pension", "--set", "start=2028"),
        *("--set", "cost.level=20%", "--set", "cost.level_basis=poverty-line"),
    )
    assert added.out == "old-age-pension\n"
    process.ok("set", "plan.policy", "package", "pension_age=65")
    checked = process("check", "plan.policy", "--format", "json")
    assert checked.status == 1
    assert next(item for item in checked.json["criteria"] if item["id"] == "R5.b")["status"] == "met"
    cost = process.ok("cost", "plan.policy", "--format", "json").json
    assert cost["years"] == list(range(2027, 2037))
    assert cost["total"][0] == 0
    assert min(cost["total"][1:]) > 0
    process.ok("brief", "plan.policy", "-o", "brief.pdf")
    assert (process.folder / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert "sound" in process.ok("verify", "plan.policy").out
    steps = process.ok("history", "plan.policy", "--format", "json").json["steps"]
    assert len(steps) == len(WORKBOOKS) + 2


def test_the_sample_is_complete_and_sound(planner: Any) -> None:
    package = planner.ok("show", "plan.policy", "--format", "json").json["package"]
    assert len(package["tables"]) == 6
    assert package["measures"]
    assert package["groups"]
    assert "Republic of Orsana" in planner.ok("show", "plan.policy").out
    planner.ok("verify", "plan.policy")


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_dry_run_says_what_would_be_read_and_changes_nothing(program: Any, name: str) -> None:
    program.ok("new", "plan.policy")
    before = (program.folder / "plan.policy").read_bytes()
    dry = program.ok("import", "plan.policy", SAMPLE / name, "--dry-run", "--format", "json").json
    assert (program.folder / "plan.policy").read_bytes() == before
    real = program.ok("import", "plan.policy", SAMPLE / name, "--format", "json").json
    assert (dry.pop("applied"), real.pop("applied")) == (False, True)
    assert not any(table.pop("imported") for table in dry["tables"])
    assert all(table.pop("imported") for table in real["tables"])
    assert dry == real
    kept = program.ok("tables", "plan.policy", "--format", "json").json["tables"]
    assert [table["range"] for table in kept] == [table["range"] for table in real["tables"]]


@real_data
@pytest.mark.parametrize(
    ("arguments", "roles"),
    [
        (("macro/fictional_mereland_workbook.xlsx",), ["population", "macro", "unit-costs"]),
        (("macro/imf_weo_2025_10_subset_2000_2030.csv", "--country", "Nepal"), ["macro"]),
        (
            ("population/un_wpp2024_single_age_both_sexes_2020_2035.csv", "--country", "Ethiopia"),
            ["population"],
        ),
        (("planner/worldbank_wdi_data_extract_2017.xlsx", "--country", "IDA & IBRD total"), None),
    ],
    ids=["mereland", "imf-weo", "un-wpp2024", "world-bank"],
)
def test_real_workbooks_come_in_and_are_kept(
    program: Any, arguments: tuple[str, ...], roles: list[str] | None
) -> None:
    program.ok("new", "plan.policy")
    name, *options = arguments
    brought = program.ok("import", "plan.policy", DATA / name, *options, "--format", "json").json
    if roles is not None:
        assert [table["role"] for table in brought["tables"]] == roles
    assert all(table["rows"] and table["years"] for table in brought["tables"])
    kept = program.ok("tables", "plan.policy", "--format", "json").json["tables"]
    assert len(kept) == len(brought["tables"])
    program.ok("verify", "plan.policy")


@real_data
def test_a_table_of_many_countries_asks_which(program: Any) -> None:
    program.ok("new", "plan.policy")
    workbook = DATA / "planner" / "wpp2019_pop_f07_1_both_sexes_trimmed_header.xlsx"
    program.refuses("import", "plan.policy", workbook, says="several(.|\n)*--country")


def test_a_benefit_in_percent_in_money_and_by_year(planner: Any) -> None:
    level = ("set", "plan.policy", "measure:social-pension")
    planner.ok(*level, "cost.level=35%")
    assert record(planner, "measures", "social-pension")["cost"]["level"] == pytest.approx(0.35)
    planner.ok(*level, "cost.level=400 ORD/month", "cost.level_basis=money")
    assert record(planner, "measures", "social-pension")["cost"]["level"] == 400
    planner.ok(*level, 'cost.take_up={"2027":0.6,"2032":0.95}', "cost.take_up.2035=97%")
    assert record(planner, "measures", "social-pension")["cost"]["take_up"] == {
        "shape": "linear",
        "2027": 0.6,
        "2032": 0.95,
        "2035": 0.97,
    }


def test_yearly_money_becomes_the_benefit_a_payment(planner: Any) -> None:
    planner.ok("set", "plan.policy", "measure:social-pension", "cost.level=4800 ORD/year")
    assert record(planner, "measures", "social-pension")["cost"]["level"] == 400


@pytest.mark.parametrize(
    ("what", "settings", "collection", "holds"),
    [
        ("group:herders", ("template=nomadic-herders", "size=1000"), "groups", {"size": 1000}),
        ("assumption:wage-drift", ("value=3%", "by=Planning"), "assumptions", {"value": 0.03}),
        (
            "financing:levy",
            ("title=Levy", 'amounts={"2027":100,"2030":200}', "certainty=planned"),
            "financing",
            {"title": "Levy", "certainty": "planned", "amounts": {"shape": "only", "2027": 100, "2030": 200}},
        ),
        ("law:act-3", ("name=Act 3", "status=tabled"), "laws", {"name": "Act 3", "status": "tabled"}),
        (
            "scenario:later",
            ('overrides=[["measure:social-pension","start","2030"]]',),
            "scenarios",
            {"overrides": [["measure:social-pension", "start", "2030"]]},
        ),
    ],
)
def test_records_of_every_kind_are_added_and_removed(
    planner: Any, what: str, settings: tuple[str, ...], collection: str, holds: dict[str, Any]
) -> None:
    options = [part for one in settings for part in ("--set", one)]
    added = planner.ok("add", "plan.policy", what, *options)
    assert added.out == what.partition(":")[2] + "\n"
    found = record(planner, collection, what.partition(":")[2])
    assert {name: found[name] for name in holds} == holds
    planner.ok("remove", "plan.policy", what)
    planner.refuses("remove", "plan.policy", what, says="There is no")


def test_a_group_from_a_template_brings_its_barriers(planner: Any) -> None:
    planner.ok("add", "plan.policy", "group:herders", "--set", "template=nomadic-herders")
    assert record(planner, "groups", "herders")["lacks"]


def test_two_measures_of_one_instrument_have_two_identifiers(planner: Any) -> None:
    names = [planner.ok("add", "plan.policy", "old-age-pension").out.strip() for _ in range(2)]
    assert names == ["old-age-pension", "old-age-pension-2"]


def test_a_scenario_changes_the_cost_and_leaves_the_package(planner: Any) -> None:
    base = planner.ok("cost", "plan.policy", "--format", "json").json
    overrides = 'overrides=[["measure:social-pension","start","2030"]]'
    planner.ok("add", "plan.policy", "scenario:later", "--set", overrides)
    later = planner.ok("cost", "plan.policy", "--scenario", "later", "--format", "json").json
    assert later["total"][0] < base["total"][0]
    assert planner.ok("cost", "plan.policy", "--format", "json").json == base


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "plan.policy", "old-age-pensoin"), "old-age-pension"),
        (("add", "plan.policy", "grup:x"), "There is no kind of record “grup”"),
        (("add", "plan.policy", "old-age-pension", "--set", "stat=2028"), "Did you mean “start”"),
        (("add", "plan.policy", "old-age-pension", "--set", "start"), "FIELD=VALUE"),
        (("add", "plan.policy", "assumption:inflation"), "already"),
        (("set", "plan.policy", "measure:social-pensoin", "start=2028"), "“measure:social-pension”"),
        (("set", "plan.policy", "mesure:social-pension", "start=2028"), "Did you mean “measure:"),
        (("set", "plan.policy", "package", "currancy=ORD"), "Did you mean “currency”"),
        (("set", "plan.policy", "measure:social-pension", "cost.levl=3"), "Did you mean “level”"),
        (("set", "plan.policy", "measure:social-pension", "delivery=univrsal"), "Did you mean “universal”"),
        (("set", "plan.policy", "measure:social-pension", "start=soon"), "whole number"),
        (("set", "plan.policy", "measure:social-pension", "start=2030.5"), "whole number"),
        (("set", "plan.policy", "measure:social-pension", "start=NaN"), "whole number"),
        (("set", "plan.policy", "measure:social-pension", "start=1e400"), "whole number"),
        (("set", "plan.policy", "measure:social-pension", "cost.level=Infinity"), "a number"),
        (("set", "plan.policy", "measure:social-pension", "cost=3"), "table of fields"),
        (("set", "plan.policy", "measure:social-pension", "cost.take_up.soon=0.3"), "a year such as"),
        (("set", "plan.policy", "measure:social-pension", "cost.level=400 THB/month"), "THB .* ORD"),
        (("set", "plan.policy", "measure:social-pension", "end=2020"), "end before it starts"),
        (("set", "plan.policy", "measure:social-pension", "id=other"), "cannot be changed"),
        (("set", "plan.policy", "package", "title=3"), "text is expected"),
        (("set", "plan.policy", "package", "horizon=0"), "1 to 100"),
        (("remove", "plan.policy", "package"), "cannot be removed"),
        (("trace", "plan.policy", "measure:socal-pension.cost"), "“measure:social-pension.cost”"),
        (("trace", "plan.policy", "total.cost", "--year", "1999"), "from 2027 to 2036"),
        (("check", "plan.policy", "--scenario", "nope"), "no scenario:nope"),
        (("accept", "plan.policy", "T7:nope", "--reason", "x"), "no finding"),
        (("accept", "plan.policy", "S6a:hill-peoples", "--reason", " "), "reason is needed"),
        (("accept", "plan.policy", "S6a:hill-peoples"), "--reason"),
        (("override", "plan.policy", "R2.z", "--status", "met", "--reason", "x"), "Did you mean “R2"),
        (("override", "plan.policy", "R2.b", "--status", "good", "--reason", "x"), "met, partly"),
        (("restore", "plan.policy", "99"), "history"),
        (("redo", "plan.policy"), "nothing to redo"),
        (("catalogue", "--sector", "helth"), "Did you mean “health”"),
        (("fields", "mesure"), "measure"),
        (("check", "plan.policy", "--format", "yaml"), "yaml"),
        (("chek", "plan.policy"), "check"),
        (("brief", "plan.policy", "-o", "brief.txt"), "does not end in .pdf"),
        (("brief", "plan.policy", "--template", "ministre", "-o", "brief.pdf"), "minister"),
        (("brief", "plan.policy", "--language", "xx", "-o", "brief.pdf"), "xx"),
    ],
    ids=lambda value: " ".join(value[1:]) if isinstance(value, tuple) else None,
)
def test_a_wrong_request_is_refused_with_a_hint(planner: Any, arguments: tuple[str, ...], says: str) -> None:
    planner.refuses(*arguments, says=says)


def test_a_later_wrong_setting_takes_the_earlier_ones_with_it(planner: Any) -> None:
    planner.refuses("set", "plan.policy", "measure:social-pension", "start=2029", "ends=2030", says="end")
    assert record(planner, "measures", "social-pension")["start"] == 2027


def test_status_is_one_while_something_serious_is_open_and_zero_after_all_is_accepted(
    program: Any,
) -> None:
    program.ok("new", "plan.policy")
    for _ in range(60):
        checked = program("check", "plan.policy", "--format", "json")
        weighty = [
            one
            for one in checked.json["findings"]
            if one["severity"] in ("serious", "blocking") and one["accepted"] is None
        ]
        assert checked.status == (1 if weighty else 0)
        if not weighty:
            break
        for one in weighty:
            program.ok("accept", "plan.policy", one["id"], "--reason", "Known and weighed.")
    assert checked.status == 0


def test_an_accepted_finding_stays_visible_and_reopens_when_what_it_rested_on_changes(planner: Any) -> None:
    finding_id = "T7:social-pension:nomadic-herders"
    planner.ok("accept", "plan.policy", finding_id, "--reason", "Mobile teams follow.")

    def finding() -> dict[str, Any]:
        checked = planner("check", "plan.policy", "--format", "json").json
        return next(item for item in checked["findings"] if item["id"] == finding_id)

    assert finding()["accepted"]["reason"] == "Mobile teams follow."
    assert "Mobile teams follow." in planner("check", "plan.policy").out
    planner.ok(
        *("set", "plan.policy", "group:nomadic-herders"),
        'lacks=[{"capability":"identity-document","share":0.9},{"capability":"payment-channel","share":0.9}]',
    )
    assert finding()["accepted"] is None
    assert finding()["reopened"] is True


def test_a_judged_criterion_shows_both_statuses(planner: Any) -> None:
    planner.ok("override", "plan.policy", "R2.b", "--status", "met", "--reason", "Seats since 2019.")
    checked = planner("check", "plan.policy", "--format", "json").json
    judged = next(item for item in checked["criteria"] if item["id"] == "R2.b")
    assert (judged["status"], judged["computed"]) == ("met", "partly")
    assert judged["override"]["reason"] == "Seats since 2019."


def test_a_fix_from_the_json_clears_its_finding(planner: Any) -> None:
    checked = planner("check", "plan.policy", "--format", "json").json
    finding = next(item for item in checked["findings"] if item["id"] == "T7:social-pension:nomadic-herders")
    for fix in finding["fixes"]:
        changes = fix["edit"]["changes"]
        if all(change["op"] == "set" for change in changes):
            for change in changes:
                planner.ok(
                    "set",
                    "plan.policy",
                    change["subject"],
                    f"{change['field']}={json.dumps(change['value'])}",
                )
            break
    else:
        pytest.fail("no fix is a plain setting")
    after = planner("check", "plan.policy", "--format", "json").json
    assert finding["id"] not in [item["id"] for item in after["findings"]]


def test_undo_redo_and_restore_work_from_run_to_run(process: Any, sample_project: Path) -> None:
    shutil.copy(sample_project, process.folder / "plan.policy")
    process.ok("set", "plan.policy", "package", "title=One")
    process.ok("set", "plan.policy", "package", "title=Two")

    def title() -> str:
        return process.ok("show", "plan.policy").out.partition(" ·")[0]

    assert "Taken back" in process.ok("undo", "plan.policy").err
    assert title() == "One"
    assert "Done again" in process.ok("redo", "plan.policy").err
    assert title() == "Two"
    steps = process.ok("history", "plan.policy", "--format", "json").json["steps"]
    one = next(step["number"] for step in steps if "title" in step["label"])
    process.ok("restore", "plan.policy", str(one))
    assert title() == "One"
    process.ok("undo", "plan.policy")
    assert title() == "Two"
    process.ok("verify", "plan.policy")


def test_undo_reaches_the_beginning_and_then_says_so(program: Any) -> None:
    program.ok("new", "plan.policy")
    program.ok("set", "plan.policy", "package", "title=One")
    program.ok("undo", "plan.policy")
    program.refuses("undo", "plan.policy", says="nothing to undo")


def test_the_document_taken_out_makes_the_same_package_again(planner: Any) -> None:
    planner.ok("export", "plan.policy", "-o", "plan.json")
    planner.ok("new", "again.policy", "--from", "plan.json")
    planner.ok("export", "again.policy", "-o", "again.json")
    first, second = (json.loads((planner.folder / name).read_text()) for name in ("plan.json", "again.json"))
    assert first == second
    costs = [planner.ok("cost", name, "--format", "csv").out for name in ("plan.policy", "again.policy")]
    assert costs[0] == costs[1]


def leaves(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if not tree["inputs"]:
        yield tree
    for item in tree["inputs"]:
        yield from leaves(item)


def cells_of(source: dict[str, Any]) -> list[float]:
    workbook = openpyxl.load_workbook(SAMPLE / source["workbook"], data_only=True)
    values = []
    for part in source["cells"].split(", "):
        sheet, _, address = part.rpartition("!")
        found = workbook[sheet.strip("'") or source["sheet"]][address]
        rows = found if isinstance(found, tuple) else ((found,),)
        values += [cell.value for row in rows for cell in row]
    return values


def test_a_trace_ends_at_cells_that_hold_what_it_shows(once: Callable[..., Any]) -> None:
    traced = once(
        "trace", "orsana.policy", "measure:social-pension.cost", "--year", "2030", "--format", "json"
    )
    from_cells = [leaf for leaf in leaves(traced.json) if "workbook" in leaf["source"]]
    assert {leaf["source"]["workbook"] for leaf in from_cells} == {"population-2026.xlsx", "macro-2026.xlsx"}
    for leaf in from_cells:
        assert leaf["value"] == pytest.approx(sum(cells_of(leaf["source"])), rel=1e-12), leaf["label"]
    assert all(
        {"assumption", "by"} <= leaf["source"].keys()
        for leaf in leaves(traced.json)
        if "workbook" not in leaf["source"]
    )


@pytest.mark.parametrize(
    ("figure", "year", "scale"),
    [
        ("table:macro.gdp", 2028, 1e6),
        ("table:macro.poverty-line", 2029, 1),
        ("table:existing-spending.poor-relief", 2027, 1e3),
    ],
)
def test_an_imported_figure_is_its_cell_times_the_stated_scale(
    once: Callable[..., Any], figure: str, year: int, scale: float
) -> None:
    traced = once("trace", "orsana.policy", figure, "--year", str(year), "--format", "json")
    assert traced.status == 0, traced.err
    (value,) = cells_of(traced.json["source"])
    assert traced.json["value"] == pytest.approx(value * scale, rel=1e-12)


def test_the_trace_in_words_names_workbook_sheet_and_cell(once: Callable[..., Any]) -> None:
    said = once("trace", "orsana.policy", "measure:social-pension.cost").out
    assert re.search(r"\[macro-2026\.xlsx › Macro framework › I12\]", said)


def test_costs_as_csv_add_up_to_their_total(once: Callable[..., Any]) -> None:
    rows = list(csv.reader(io.StringIO(once("cost", "orsana.policy", "--format", "csv").out)))
    cost = once("cost", "orsana.policy", "--format", "json").json
    assert rows[0] == ["figure", "unit", *map(str, cost["years"])]
    by_name = {row[0]: [float(value) for value in row[2:]] for row in rows[1:]}
    parts = [by_name[f"measure:{line['id']}.cost"] for line in cost["measures"]]
    for position, total in enumerate(by_name["total.cost"]):
        assert sum(part[position] for part in parts) == pytest.approx(total)
    assert by_name["total.cost"] == cost["total"]
    assert by_name["total.gap"] == cost["gap"]
    units = {row[0]: row[1] for row in rows[1:]}
    assert units["total.cost"] == f"{cost['currency']} {cost['price_basis']}"
    assert units["total.share_of_gdp"] == "share"


def test_costs_in_words_carry_unit_and_price_basis(once: Callable[..., Any]) -> None:
    assert once("cost", "orsana.policy").out.startswith("Million ORD, nominal\n")


def test_two_runs_say_the_same(planner: Any) -> None:
    for command in ("check", "cost"):
        runs = [planner(command, "plan.policy", "--format", "json") for _ in range(2)]
        assert runs[0] == runs[1]


def test_a_brief_is_a_pdf_and_a_failed_one_leaves_nothing(planner: Any) -> None:
    planner.ok("brief", "plan.policy", "--template", "minister", "-o", "brief.pdf")
    assert (planner.folder / "brief.pdf").read_bytes().startswith(b"%PDF")
    planner.refuses("brief", "plan.policy", "-o", "nowhere/brief.pdf", says="folder does not exist")
    assert not (planner.folder / "nowhere").exists()


def test_a_brief_of_an_empty_package_can_be_printed(program: Any) -> None:
    program.ok("new", "plan.policy")
    program.ok("brief", "plan.policy", "-o", "brief.pdf")


def test_the_demo_does_the_whole_job_and_keeps_a_project_somebody_worked_on(process: Any) -> None:
    done = process.ok("demo", "out")
    files = {"orsana.policy", "check.json", "cost.json", "trace.json", "brief-minister.pdf"}
    assert {path.name for path in (process.folder / "out").iterdir()} == files
    assert all(name in done.out for name in files)
    for name in ("check.json", "cost.json", "trace.json"):
        json.loads((process.folder / "out" / name).read_text(encoding="utf-8"))
    process.ok("set", "out/orsana.policy", "package", "title=Mine")
    process.ok("demo", "out")
    assert "Mine" in process.ok("show", "out/orsana.policy").out


def test_messages_go_to_standard_error_and_results_to_standard_output(planner: Any) -> None:
    done = planner.ok("set", "plan.policy", "package", "title=One")
    assert done.out == ""
    assert "Set title" in done.err


def test_a_folder_and_files_with_spaces_and_letters_of_other_scripts(program: Any) -> None:
    folder = program.folder / "plan für 人口"
    folder.mkdir()
    workbook = folder / "население 2026.xlsx"
    workbook.write_bytes((SAMPLE / "population-2026.xlsx").read_bytes())
    project = folder / "plan č. 1.policy"
    program.ok("new", project)
    program.ok("import", project, workbook)
    assert "население 2026.xlsx" in program.ok("history", project).out


def test_what_is_not_costed_has_its_row_and_the_totals_are_said_to_be_a_floor(program: Any) -> None:
    program.ok("new", "plan.policy", "--currency", "ORD", "--base-year", "2026", "--years", "2")
    program.ok(
        "add", "plan.policy", "measure:law", "--set", "cost.model=lump-sum", "--set", "cost.amounts=5000000"
    )
    program.ok("add", "plan.policy", "measure:clinic", "--set", "title=Clinic", "--set", "start=2027")
    text = program.ok("cost", "plan.policy")
    assert re.search(r"^Clinic +– +–$", text.out, re.M)
    assert "1 measure is not costed" in text.err
    rows = {
        row[0]: row[2:]
        for row in csv.reader(io.StringIO(program.ok("cost", "plan.policy", "--format", "csv").out))
    }
    assert rows["measure:clinic.cost"] == ["", ""]
    found = program.ok("cost", "plan.policy", "--format", "json").json
    lines = {line["id"]: line for line in found["measures"]}
    assert lines["clinic"]["cost"] == [None, None]
    assert "no cost model" in lines["clinic"]["not_costed"]
    assert lines["law"]["not_costed"] is None
    assert found["complete"] is False
    checked = program("check", "plan.policy", "--format", "json")
    assert [one["measure"] for one in checked.json["not_costed"]] == ["clinic"]
    assert "1 measure is not costed" in checked.err


def test_prices_in_dollars_are_told_at_import_and_convert_once_the_rate_is_known(program: Any) -> None:
    program.ok("new", "plan.policy", "--currency", "ORD", "--base-year", "2026", "--years", "2")
    text = "Unit costs, US$;;\nItem;Unit;2026\nClassroom;per classroom;25000\nDesk;per desk;30\n"
    (program.folder / "costs.csv").write_text(text, encoding="utf-8")
    assert "in USD, at the exchange rate" in program.ok("import", "plan.policy", "costs.csv").out
    (table,) = program.ok("tables", "plan.policy", "--format", "json").json["tables"]
    assert table["currencies"] == ["USD"]
    fields = ("cost.model=service", "cost.quantity=2", f"cost.unit_cost_series={table['series'][0]}")
    program.ok("add", "plan.policy", "measure:rooms", *(word for one in fields for word in ("--set", one)))
    costed = program("cost", "plan.policy", "--format", "json")
    assert costed.status == 1, "nothing could be costed"
    missing = costed.json
    (need,) = (one for one in missing["needs"] if one["series"] == "exchange-rate-usd")
    assert need["missing"] == [2026]
    assert [fill["code"] for fill in need["fills"]] == ["import", "assumption"]
    assert "exchange rate of USD" in missing["measures"][0]["not_costed"]
    program.ok("add", "plan.policy", "assumption:exchange-rate-usd", "--set", "value=12")
    assert program.ok("cost", "plan.policy", "--format", "json").json["total"] == [600_000, 600_000]
    program.ok("set", "plan.policy", f"table:{table['id']}", "currency=ORD")
    assert program.ok("cost", "plan.policy", "--format", "json").json["total"] == [50_000, 50_000]
