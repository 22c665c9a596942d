"""The commands as data: name, function, help, example and arguments."""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass
from typing import Any

from workbench.model.statement import CLASSIFICATIONS


@dataclass(frozen=True)
class Argument:
    """One argument of a command, as argparse takes it."""

    names: tuple[str, ...]
    options: dict[str, Any]


@dataclass(frozen=True)
class Command:
    """One command: the function `module:name` below `workbench.cli`, its help, an example and its arguments."""

    name: str
    function: str
    help: str
    example: str
    arguments: tuple[Argument, ...] = ()


def _arg(*names: str, **options: Any) -> Argument:
    return Argument(names, options)


def _scale(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or value <= 0:
        raise argparse.ArgumentTypeError(f"a number above zero is expected, not '{text}'")
    return value


def _whole(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"a whole number of 0 or more is expected, not '{text}'")
    return value


_FILE = _arg("file", metavar="FILE", help="the project")
_JSON = _arg("--format", choices=("text", "json"), default="text", help="how to print the result")
_SCENARIO = _arg("--scenario", default="", metavar="S", help="a scenario of the package")
_PACK = _arg("--pack", default="", metavar="ID", help="only this knowledge pack")
_VALUE = (
    "a field to set; may be repeated. Numbers by year are JSON: "
    """{"2028": "40%%", "2032": "90%%", "shape": "s-curve"}; between years they move in a straight line (linear), """
    "an S-curve (s-curve) or steps (steps), or hold in the years named only (only)"
)
_REASON = _arg("--reason", required=True, help="why; it is printed in the brief")

COMMANDS = (
    Command(
        "demo",
        "results:demo",
        "do the main job on the bundled sample country",
        "demo out",
        (_arg("outdir", metavar="OUTDIR", help="folder for what it writes"),),
    ),
    Command(
        "new",
        "project:new",
        "make a project",
        "new plan.policy --country Orsana --currency ORD --base-year 2026 --years 10",
        (
            _FILE,
            _arg("--sample", action="store_true", help="of the bundled sample country"),
            _arg("--from", dest="from_", default="", metavar="JSON", help="from an exported document"),
            _arg("--country", default="", metavar="NAME", help="country"),
            _arg("--currency", default="", metavar="CODE", help="ISO 4217 code of the currency"),
            _arg("--base-year", type=int, default=2026, metavar="Y", help="year of prices and data"),
            _arg("--years", type=int, default=10, metavar="N", help="years to cost, after the base year"),
        ),
    ),
    Command(
        "catalogue",
        "facts:catalogue",
        "list the instruments of the knowledge packs",
        "catalogue --sector health",
        (_arg("--sector", default="", metavar="S", help="only this sector"), _JSON),
    ),
    Command("groups", "facts:groups", "list the usual groups", "groups --format json", (_JSON,)),
    Command(
        "criteria",
        "facts:criteria",
        "list the criteria of the source paper, or of another pack",
        "criteria --pack ilo-r202",
        (_PACK, _JSON),
    ),
    Command(
        "rules",
        "facts:rules",
        "list the rules, or validate a pack",
        "rules --validate my-pack",
        (
            _arg("--validate", default="", metavar="PACK", help="folder of a pack to validate"),
            _arg(
                "--alone",
                action="store_true",
                help="validate it alone, not beside the packs of the program",
            ),
            _PACK,
            _JSON,
        ),
    ),
    Command("rights", "facts:rights", "list the human rights provisions", "rights", (_JSON,)),
    Command(
        "fields",
        "facts:fields",
        "list what can be set, its type, unit and meaning",
        "fields measure",
        (
            _arg("kind", nargs="?", default="", metavar="SUBJECT-KIND", help="package, measure, group, ..."),
            _JSON,
        ),
    ),
    Command(
        "words",
        "facts:words",
        "list the words fields may hold: capabilities, sectors, rights, currencies, assumptions, ...",
        "words capabilities",
        (
            _arg(
                "vocabulary", nargs="?", default="", metavar="VOCABULARY", help="only these, such as sectors"
            ),
            _arg("--of", default="", metavar="FILE", help="with what the package of this project adds"),
            _JSON,
        ),
    ),
    Command(
        "import",
        "project:bring_in",
        "bring in a workbook",
        "import plan.policy population.xlsx --as population",
        (
            _FILE,
            _arg("workbook", metavar="WORKBOOK", help=".xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .tsv"),
            _arg("--sheet", default="", metavar="S", help="only this sheet"),
            _arg("--range", default="", metavar="A5:K90", help="only these cells"),
            _arg(
                "--as",
                dest="as_",
                default="",
                metavar="ROLE",
                help="population, macro, prices, wages, poverty-lines, existing-spending, unit-costs, coverage, "
                "group-sizes, other, or series:NAME for one series under a name of your own",
            ),
            _arg("--decimal", default="", choices=("", ".", ","), help="the decimal mark"),
            _arg("--unit", default="", metavar="U", help="the unit of the values"),
            _arg(
                "--scale",
                type=_scale,
                default=None,
                metavar="N",
                help="what to multiply the values by, such as 1000",
            ),
            _arg(
                "--country",
                default="",
                metavar="C",
                help="the country to take; needed where the rows are of another country than the package",
            ),
            _arg("--variant", default="", metavar="V", help="the projection variant to take"),
            _arg("--year", type=int, default=0, metavar="Y", help="the year of a table that states none"),
            _arg(
                "--ages",
                default="",
                choices=("", "sprague", "uniform"),
                help="make single ages of classes of ages by this method",
            ),
            _arg(
                "--interpolate",
                default="",
                choices=("", "linear"),
                help="fill years between those the workbook has, by this method",
            ),
            _arg("--mapping", default="", metavar="M.toml", help="read it as an earlier version was read"),
            _arg("--save-mapping", default="", metavar="M.toml", help="write down how it was read"),
            _arg("--dry-run", action="store_true", help="say what would be read and changed, change nothing"),
            _JSON,
        ),
    ),
    Command("tables", "project:tables", "list the imported tables", "tables plan.policy", (_FILE, _JSON)),
    Command(
        "add",
        "project:add",
        "add a measure from the catalogue, or another record; prints its identifier",
        "add plan.policy old-age-pension --set start=2028 --set cost.level=20%",
        (
            _FILE,
            _arg(
                "what",
                metavar="INSTRUMENT|KIND:ID",
                help="an instrument, or group:ID, assumption:ID, financing:ID, law:ID, scenario:ID",
            ),
            _arg(
                "--set",
                action="append",
                default=[],
                metavar="FIELD=VALUE",
                help=_VALUE,
            ),
        ),
    ),
    Command(
        "set",
        "project:set_fields",
        "set fields of one subject",
        "set plan.policy measure:old-age-pension start=2028 cost.level=0.2",
        (
            _FILE,
            _arg("subject", metavar="SUBJECT", help="package, measure:ID, group:ID, ..."),
            _arg("assignments", nargs="+", metavar="FIELD=VALUE", help=_VALUE),
            _arg("--scenario", default="", metavar="S", help="in this scenario only"),
        ),
    ),
    Command(
        "remove",
        "project:remove",
        "remove one record",
        "remove plan.policy measure:old-age-pension",
        (_FILE, _arg("subject", metavar="SUBJECT", help="measure:ID, group:ID, ...")),
    ),
    Command(
        "show", "project:show", "show the whole package", "show plan.policy --format json", (_FILE, _JSON)
    ),
    Command(
        "check",
        "results:check",
        "check the package",
        "check plan.policy --format json",
        (
            _FILE,
            _SCENARIO,
            _arg(
                "--format",
                choices=("text", "json", "sarif"),
                default="text",
                help="how to print the result; sarif for tools that track findings",
            ),
            _arg(
                "--effects",
                action="store_true",
                help="with json, say of each fix which new findings it would bring; takes a while",
            ),
        ),
    ),
    Command(
        "accept",
        "results:accept",
        "accept a finding with a reason",
        'accept plan.policy S6a:hill-peoples --reason "..."',
        (_FILE, _arg("finding", metavar="FINDING", help="its id, as `check` prints it"), _REASON),
    ),
    Command(
        "override",
        "results:override",
        "set a criterion's status by judgement",
        'override plan.policy R2.b --status partly --reason "..."',
        (
            _FILE,
            _arg("criterion", metavar="CRITERION", help="such as R2.b"),
            _arg("--status", required=True, metavar="S", help="met, partly, not-met or not-applicable"),
            _REASON,
        ),
    ),
    Command(
        "compare",
        "comparison:compare",
        "compare two scenarios, or two packages",
        "compare plan.policy --scenarios base,lower-levels",
        (
            _FILE,
            _arg("other", nargs="?", metavar="FILE2", help="another project; else two scenarios of FILE"),
            _arg("--scenarios", default="", metavar="A,B", help="two scenarios; base is the package itself"),
            _JSON,
        ),
    ),
    Command(
        "cost",
        "results:cost",
        "cost the package",
        "cost plan.policy --format csv",
        (
            _FILE,
            _SCENARIO,
            _arg("--format", choices=("text", "json", "csv"), default="text", help="how to print the result"),
            _arg(
                "-o",
                "--output",
                default="",
                metavar="OUT.xlsx",
                help="write a workbook with live formulas instead",
            ),
            _arg(
                "--by",
                choices=tuple(CLASSIFICATIONS),
                default="",
                help="print the finance ministry's form instead: gross, recurrent, capital and net by budget line",
            ),
            _arg("--draws", type=_whole, default=0, metavar="N", help="draw the stated ranges so many times"),
            _arg("--seed", type=_whole, default=1, metavar="K", help="the same seed gives the same draws"),
        ),
    ),
    Command(
        "sway",
        "sensitivity:sway",
        "say which inputs sway the cost most",
        "sway plan.policy --year 2030",
        (_FILE, _SCENARIO, _arg("--year", type=int, default=0, metavar="Y", help="a costed year"), _JSON),
    ),
    Command(
        "goal",
        "sensitivity:goal",
        "find the value of an input that fits a target",
        'goal plan.policy "measure:social-pension cost.level" --target "3.5% GDP"',
        (
            _FILE,
            _arg("input", metavar="INPUT", help="as `sway` names it: measure:ID cost.FIELD or assumption:ID"),
            _arg("--target", required=True, metavar="T", help="1.5%% GDP, or an amount of money a year"),
            _SCENARIO,
            _arg("--apply", action="store_true", help="set the value, as one step"),
            _JSON,
        ),
    ),
    Command(
        "trace",
        "results:trace",
        "where a figure comes from, down to the cell",
        "trace plan.policy measure:social-pension.cost --year 2030",
        (
            _FILE,
            _arg(
                "figure",
                metavar="FIGURE",
                help="total.cost, total.gap, measure:ID.cost, sector:ID.cost, table:ROLE.NAME, ...",
            ),
            _arg("--year", type=int, default=0, help="the year; else that of the headline figures"),
            _SCENARIO,
            _JSON,
        ),
    ),
    Command(
        "brief",
        "results:brief",
        "write a brief",
        "brief plan.policy --template minister -o brief.pdf",
        (
            _FILE,
            _arg("--template", default="minister", metavar="T", help="minister"),
            _arg("--language", default="en", metavar="L", help="language of the brief"),
            _SCENARIO,
            _arg("-o", "--output", required=True, metavar="OUT.pdf", help="the file to write"),
        ),
    ),
    Command("undo", "project:undo", "take back the last step", "undo plan.policy", (_FILE,)),
    Command("redo", "project:redo", "do the step taken back again", "redo plan.policy", (_FILE,)),
    Command("history", "project:history", "list all steps", "history plan.policy", (_FILE, _JSON)),
    Command(
        "restore",
        "project:restore",
        "go back to the package after an edit, as a new step",
        "restore plan.policy 12",
        (_FILE, _arg("edit", type=int, metavar="EDIT", help="its number, as `history` prints it")),
    ),
    Command(
        "verify",
        "keeping:verify",
        "check the project file, and save what can be saved of a damaged one",
        "verify plan.policy --rescue saved.policy",
        (
            _FILE,
            _arg("--rescue", default="", metavar="OUT", help="make a new project of what can be saved"),
            _JSON,
        ),
    ),
    Command(
        "copies",
        "keeping:copies",
        "list the safety copies of a project, or put one in its place",
        "copies plan.policy --restore 1",
        (
            _FILE,
            _arg(
                "--restore",
                type=_whole,
                metavar="N",
                help="the copy to put in the project's place; what stands there is set aside",
            ),
            _JSON,
        ),
    ),
    Command(
        "export",
        "project:export",
        "write the package as one JSON document",
        "export plan.policy -o plan.json",
        (_FILE, _arg("-o", "--output", required=True, metavar="OUT.json", help="the file to write")),
    ),
)
