"""The words and the JSON that others script: keys and types as the contract states them; more keys are welcome."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from workbench.cli.commands import COMMANDS

Result = Callable[..., Any]
NUMBER = (int, float)
NUMBERS = [NUMBER]
TEXTS = [str]

FINDING = {
    "id": str,
    "code": str,
    "rests_on": {
        "measures": TEXTS,
        "groups": TEXTS,
        "missing": TEXTS,
        "years": [int],
        "people": (int, float, type(None)),
        "digest": re.compile("2:[0-9a-f]{16}"),
    },
    "rule": str,
    "kind": re.compile("tension|access|principle|checklist|sequence|rights|fiscal|synergy|reminder"),
    "severity": re.compile("blocking|serious|advisory"),
    "subjects": [re.compile(r"(measure|group|sector):[^:]+|package")],
    "message": str,
    "because": TEXTS,
    "evidence": [{"text": str, "source": str, "country": str}],
    "counter_evidence": [{"text": str, "source": str, "country": str}],
    "rights": TEXTS,
    "fixes": [{"label": str, "edit": dict}],
    "accepted": (type(None), dict),
}
CHECK = {
    "criteria": [
        {
            "id": re.compile(r"R\d\.[a-e]"),
            "status": re.compile("met|partly|not-met|not-applicable"),
            "reason": str,
            "reason_code": re.compile("not-concerned|measures|stated|met|fails|judged"),
            "measures": TEXTS,
        }
    ],
    "findings": [FINDING],
    "access": [
        {
            "group": str,
            "measure": str,
            "year": int,
            "reached": bool,
            "share": NUMBER,
            "bounds": NUMBERS,
            "people": NUMBER,
            "people_not_reached": NUMBER,
            "missing": TEXTS,
        }
    ],
}
COST = {
    "currency": str,
    "price_basis": re.compile(r"nominal|constant \d{4}"),
    "years": [int],
    "measures": [
        {
            "id": str,
            "title": str,
            "beneficiaries": NUMBERS,
            "not_reached": NUMBERS,
            "unpaid": NUMBERS,
            "benefit_of_gdp_per_head": NUMBERS,
            "cost": NUMBERS,
        }
    ],
    "total": NUMBERS,
    "share_of_gdp": NUMBERS,
    "share_of_expenditure": NUMBERS,
    "financing": NUMBERS,
    "gap": NUMBERS,
    "net": NUMBERS,
    "replaced": NUMBERS,
    "recovered": NUMBERS,
    "unpaid": NUMBERS,
    "interest": NUMBERS,
    "repayment": NUMBERS,
    "averages": {"share_of_gdp": {"simple": NUMBER, "weighted": NUMBER}},
    "budget": [
        {"kind": str, "code": str, "gross": NUMBERS, "recurrent": NUMBERS, "capital": NUMBERS, "net": NUMBERS}
    ],
    "uncertainty": (type(None), dict),
}
TRACE = {"figure": str, "unit": str, "year": int, "value": NUMBER, "formula": str, "inputs": [dict]}
TABLE = {
    "role": re.compile(
        "population|macro|prices|wages|poverty-lines|existing-spending|unit-costs|coverage|group-sizes|series|other"
    ),
    "sheet": str,
    "range": re.compile(r"[A-Z]+\d+:[A-Z]+\d+"),
    "rows": int,
    "years": [int],
    "unit": str,
    "how_recognised": str,
}
PROBLEM = {
    "severity": re.compile("serious|advisory"),
    "sheet": str,
    "cell": str,
    "message": str,
    "remedy": str,
}


def differences(value: Any, form: Any, place: str = "") -> list[str]:
    """Say where a value does not have a form: a dictionary's keys, a list's items, a type, or a pattern."""
    if isinstance(form, dict):
        if not isinstance(value, dict):
            return [f"{place}: not an object"]
        missing = [f"{place}.{key}: missing" for key in form if key not in value]
        held = (differences(value[key], one, f"{place}.{key}") for key, one in form.items() if key in value)
        return missing + [line for lines in held for line in lines]
    if isinstance(form, list):
        if not isinstance(value, list):
            return [f"{place}: not a list"]
        return [line for at, one in enumerate(value) for line in differences(one, form[0], f"{place}[{at}]")]
    if isinstance(form, re.Pattern):
        right = isinstance(value, str) and form.fullmatch(value) is not None
        return [] if right else [f"{place}: {value!r} is not {form.pattern}"]
    if isinstance(value, bool) and form is not bool:
        return [f"{place}: true or false stands here"]
    return [] if isinstance(value, form) else [f"{place}: {value!r}"]


def has_form(value: Any, form: Any) -> None:
    found = differences(value, form)
    assert not found, "\n".join(found[:20])


def test_check_has_the_keys_of_the_contract(once: Result) -> None:
    checked = once("check", "orsana.policy", "--format", "json")
    assert checked.status == 1
    has_form(checked.json, CHECK)
    assert checked.json["criteria"][0]["id"] == "R1.a"
    assert len(checked.json["criteria"]) == 22
    assert checked.json["findings"]
    assert checked.json["access"]


def test_the_ids_of_findings_are_rule_and_subjects(once: Result) -> None:
    findings = once("check", "orsana.policy", "--format", "json").json["findings"]
    assert len({item["id"] for item in findings}) == len(findings)
    assert all(item["id"].startswith(item["rule"]) for item in findings)


def test_access_counts_people_within_bounds(once: Result) -> None:
    for cell in once("check", "orsana.policy", "--format", "json").json["access"]:
        low, high = cell["bounds"]
        assert 0 <= low <= cell["share"] + 1e-9
        assert cell["share"] <= high + 1e-9
        assert high <= 1 + 1e-9
        assert cell["people_not_reached"] == pytest.approx(cell["people"] * (1 - cell["share"]), abs=1e-6)
        assert cell["reached"] is (cell["share"] >= 1 - 1e-9)


def test_cost_has_the_keys_of_the_contract(once: Result) -> None:
    cost = once("cost", "orsana.policy", "--format", "json").json
    has_form(cost, COST)
    rows = ("total", "share_of_gdp", "share_of_expenditure", "financing", "gap")
    assert {len(cost[name]) for name in rows} == {len(cost["years"])}
    assert all(len(line["cost"]) == len(cost["years"]) for line in cost["measures"])
    assert all(0 <= share < 1 for share in cost["share_of_gdp"])


def test_trace_is_a_tree_with_a_source_at_every_leaf(once: Result) -> None:
    def walk(node: dict[str, Any]) -> None:
        has_form(node, TRACE)
        if not node["inputs"]:
            source = node["source"]
            cell = {"workbook": str, "sheet": str, "cells": str, "imported": str}
            has_form(source, cell if "workbook" in source else {"assumption": str, "by": str})
        for item in node["inputs"]:
            walk(item)

    traced = once("trace", "orsana.policy", "total.cost", "--format", "json").json
    assert traced["figure"] == "total.cost"
    assert traced["year"] == 2030
    walk(traced)


@pytest.mark.parametrize(
    "figure",
    [
        "total.cost",
        "total.gap",
        "total.share_of_gdp",
        "measure:social-pension.cost",
        "measure:social-pension.beneficiaries",
        "measure:social-pension.benefit",
        "sector:health.cost",
        "table:macro.gdp",
    ],
)
def test_every_figure_of_the_contract_can_be_traced(once: Result, figure: str) -> None:
    traced = once("trace", "orsana.policy", figure, "--year", "2030", "--format", "json")
    assert traced.status == 0, traced.err
    assert traced.json["figure"] == figure


def test_the_traced_total_is_the_total_of_the_costs(once: Result) -> None:
    cost = once("cost", "orsana.policy", "--format", "json").json
    traced = once("trace", "orsana.policy", "total.cost", "--format", "json").json
    assert traced["value"] == pytest.approx(cost["total"][cost["years"].index(2030)], rel=1e-12)
    assert sum(item["value"] for item in traced["inputs"]) == pytest.approx(traced["value"], rel=1e-9)


def test_import_has_the_keys_of_the_contract(planner: Any) -> None:
    sheet = planner.folder / "people.csv"
    sheet.write_text("age,2026,2027\n0,100,abc\n1,90,91\n2,80,81\n", encoding="utf-8")
    brought = planner.ok(
        "import", "plan.policy", sheet, "--as", "population", "--unit", "persons", "--format", "json"
    ).json
    has_form(brought, {"tables": [TABLE], "problems": [PROBLEM]})
    assert brought["tables"][0]["rows"] == 3
    told = [(item["severity"], item["cell"]) for item in brought["problems"] if item["severity"] == "serious"]
    expected = [("serious", ""), ("serious", "C2"), ("serious", "")]
    assert told == expected, "years no longer counted, the cell, the years the package needs"
    assert brought["needs"][0]["missing"] == list(range(2027, 2037))
    assert "2020–2025, 2028–2045" in brought["problems"][0]["message"]


def test_tables_has_the_keys_of_the_contract(once: Result) -> None:
    listed = TABLE | {"country": str, "counts": bool}
    has_form(once("tables", "orsana.policy", "--format", "json").json, {"tables": [listed]})


@pytest.mark.parametrize(
    ("command", "form"),
    [
        ("catalogue", {"instruments": [{"id": str, "sector": str, "title": str, "sources": TEXTS}]}),
        ("groups", {"groups": [{"id": str, "title": str, "lacks": TEXTS, "contested": bool}]}),
        ("criteria", {"criteria": [{"id": str, "title": str, "sources": TEXTS}]}),
        ("rules", {"rules": [{"id": str, "kind": str, "severity": str, "title": str, "sources": TEXTS}]}),
        ("rights", {"rights": [{"id": str, "gist": str, "verified": bool}]}),
        (
            "fields",
            {
                "fields": [
                    {
                        "subject": str,
                        "field": str,
                        "type": str,
                        "unit": str,
                        "meaning": str,
                        "vocabulary": str,
                        "per": str,
                    }
                ]
            },
        ),
        ("words", {"words": [{"vocabulary": str, "id": str, "title": str}]}),
    ],
)
def test_the_knowledge_is_listed_in_words_and_as_json(
    once: Result, command: str, form: dict[str, Any]
) -> None:
    listed = once(command, "--format", "json").json
    has_form(listed, form)
    (rows,) = listed.values()
    assert rows
    said = once(command).out
    shown = [row.get("id", row.get("field")) for row in rows]
    assert all(name in said for name in shown)


def test_the_criteria_are_those_of_the_source(once: Result) -> None:
    listed = [item["id"] for item in once("criteria", "--format", "json").json["criteria"]]
    letters = {"R1": "abcd", "R2": "ab", "R3": "abcde", "R4": "abcd", "R5": "abcd", "R6": "abc"}
    assert listed == [f"{number}.{letter}" for number, held in letters.items() for letter in held]


def test_the_tensions_of_the_source_are_rules(once: Result) -> None:
    listed = {item["id"] for item in once("rules", "--format", "json").json["rules"]}
    assert {"S6a", "S6b", "S6c", "S7"} <= listed


def test_one_sector_and_one_kind_can_be_asked_for(once: Result) -> None:
    health = once("catalogue", "--sector", "health", "--format", "json").json["instruments"]
    assert {item["sector"] for item in health} == {"health"}
    laws = once("fields", "law", "--format", "json").json["fields"]
    assert {item["subject"] for item in laws} == {"law"}


def test_every_field_of_the_package_that_is_listed_can_be_found(once: Result) -> None:
    package = once("show", "orsana.policy", "--format", "json").json["package"]
    for row in once("fields", "package", "--format", "json").json["fields"]:
        assert row["field"] in package


def test_a_pack_is_validated_with_place_and_reason(program: Any) -> None:
    pack = program.folder / "pack"
    pack.mkdir()
    text = '[[rule]]\nid = "N1"\nkind = "tenshun"\ncolour = "red"\n'
    (pack / "rules.toml").write_text(text, encoding="utf-8")
    done = program.refuses("rules", "--validate", "pack", says="refused")
    for place in ("rules.toml: rule N1.colour", "rules.toml: rule N1.kind"):
        assert place in done.err, "all problems are said, each with its place"
    assert "tension" in done.err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_an_example(command: Any, program: Any) -> None:
    """The program is started for a few commands only; the parser is the same for all."""
    from workbench.cli.main import parser

    actions = [action for action in parser()._actions if hasattr(action, "choices") and action.choices]
    said = actions[0].choices[command.name].format_help()
    assert command.help[:1].upper() + command.help[1:] in " ".join(said.split())
    assert f"Example: policy-workbench {command.name}" in said
    if command.name in ("check", "add"):
        shown = program.ok(command.name, "--help")
        assert "Example:" in shown.out
        assert shown.err == ""


def test_the_program_says_its_version_and_its_commands(program: Any) -> None:
    assert re.fullmatch(r"policy-workbench \d+\.\d+\.\d+\n", program.ok("--version").out)
    said = program.ok("--help").out
    assert all(command.name in said for command in COMMANDS)
