"""Commands on what follows from the package: checks, costs, traces and the brief."""

from __future__ import annotations

import argparse
import contextlib
import csv
import sys
from pathlib import Path
from typing import Any

from workbench import files
from workbench.cli import as_json, budget, coherence_json
from workbench.cli.output import Output, edited
from workbench.errors import Message, WorkbenchError, message
from workbench.model.results import Estimate, Finding, Trace
from workbench.model.statement import statement
from workbench.model.uncertainty import Uncertainty
from workbench.model.words import FindingKind, Quantity, Severity
from workbench.workspace import EXTENSION, SAMPLE_WORKBOOKS, Workspace

_WEIGHTY = (Severity.BLOCKING, Severity.SERIOUS)


def check(args: argparse.Namespace, out: Output) -> int:
    """Check the package; 1 when something serious is open."""
    with Workspace.open(Path(args.file)) as workspace:
        results = workspace.results(args.scenario)
        result = results.checked
        package, knowledge = workspace.package, workspace.knowledge
        changes = workspace.program_changes()
        found = (
            as_json.checked(result, package, knowledge, out.t)
            | coherence_json.readings(workspace, args.scenario, out.t)
            if args.format == "json"
            else {}
        )
        if found and args.effects:
            coherence_json.add_effects(found["findings"], result.findings, workspace, args.scenario)
    t = out.t
    for name in as_json.missing_packs(package, knowledge):
        out.note(message("The knowledge pack “{name}” is not here; its rules are not checked.", name=name))
    for change in changes:
        out.note(change.message)
    _note_floor(results.estimate, out)
    _note_lacks(results.estimate, out)
    if args.format == "json":
        more = {
            "program_changes": [{"code": one.code, "message": t(one.message)} for one in changes],
            "not_costed": as_json.not_costed(results.estimate, t),
            "needs": as_json.needs(results.estimate, t),
        }
        out.result(as_json.text(found | more))
    elif args.format == "sarif":
        from workbench.cli import as_sarif

        log = as_sarif.log(result, package, knowledge, t, file=Path(args.file).name)
        out.result(as_json.text(log))
    else:
        out.table(
            (message("criterion"), message("status"), message("by which measure, or why not")),
            [(item.id, item.status.value, t(item.reason)) for item in (*result.criteria, *result.further)],
        )
        for finding in result.findings:
            _print_finding(finding, out)
    return 1 if any(_is_open(finding) for finding in result.findings) else 0


def accept(args: argparse.Namespace, out: Output) -> int:
    """Accept a finding with a reason."""
    with edited(args.file, out) as workspace:
        workspace.accept(args.finding, args.reason)
    out.note(message("Accepted {finding}; it stays visible.", finding=args.finding))
    return 0


def override(args: argparse.Namespace, out: Output) -> int:
    """Set a criterion's status by judgement."""
    with edited(args.file, out) as workspace:
        workspace.override(args.criterion, args.status, args.reason)
    out.note(
        message(
            "{criterion} is judged {status}; the computed status stays visible.",
            criterion=args.criterion,
            status=args.status,
        )
    )
    return 0


def cost(args: argparse.Namespace, out: Output) -> int:
    """Cost the package; 1 where measures are proposed and none could be costed."""
    with Workspace.open(Path(args.file)) as workspace:
        if args.output:
            target = workspace.write_costing(Path(args.output), scenario=args.scenario)
            out.note(message("Wrote {path}.", path=str(target)))
            return 0
        result = workspace.results(args.scenario).estimate
        spread = workspace.uncertainty(args.draws, args.seed, args.scenario) if args.draws else None
    _show_cost(result, spread, args, out)
    return 0 if result.known_years or not (result.measures or result.uncosted) else 1


def _show_cost(result: Estimate, spread: Uncertainty | None, args: argparse.Namespace, out: Output) -> None:
    t = out.t
    if args.format == "json":
        out.result(
            as_json.text(as_json.estimate(result, t) | {"uncertainty": as_json.uncertainty(spread, t)})
        )
        return
    if args.by:
        budget.show(result, args.by, args.format, out)
        _note_all(result, out)
        return
    for problem in spread.problems if spread is not None else ():
        out.note(problem)
    if args.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["figure", "unit", *result.years])
        unit = f"{result.currency} {result.price_basis}"
        for line in (*result.measures, *result.baseline, *result.uncosted):
            writer.writerow([f"measure:{line.id}.cost", unit, *as_json.plain(line.cost)])
        for entry in statement(result):
            writer.writerow([entry.figure, unit, *as_json.plain(entry.values)])
        writer.writerow(["total.share_of_gdp", "share", *as_json.plain(result.share_of_gdp)])
        for figure, _, ratio in _ratios(result):
            writer.writerow([figure, "share", *as_json.plain(ratio)])
        _note_all(result, out)
        return
    out.result(
        message("Million {currency}, {basis}", currency=result.currency or "–", basis=result.price_basis)
    )
    rows = [
        (line.title, *(t.number(value / 1e6, 1) for value in line.cost))
        for line in (*result.measures, *result.uncosted)
        if not line.existing
    ]
    rows += [
        (t(line.label), *(t.number(value / 1e6, 1) for value in line.entered)) for line in statement(result)
    ]
    total = spread.spread("total.cost") if spread is not None else None
    if total is not None:
        rows += [
            (t(name), *(t.number(value / 1e6, 1) for value in row))
            for name, row in (
                (message("Total, one draw in ten below"), total.p10),
                (message("Total, half of the draws below"), total.p50),
                (message("Total, nine draws in ten below"), total.p90),
            )
        ]
    if result.share_of_gdp:
        rows.append(
            (t(message("Total, % of GDP")), *(t.number(value * 100, 2) for value in result.share_of_gdp))
        )
    rows += [
        (t(label), *(t.number(value * 100, 2) for value in ratio)) for _, label, ratio in _ratios(result)
    ]
    heads = (f"{year} ≥" if result.is_floor(year) else str(year) for year in result.years)
    out.table(("", *heads), rows, right=range(1, len(result.years) + 1))
    if any(map(result.is_floor, result.years)):
        out.result(message("≥ the least it costs: not every measure is costed in that year."))
    _note_all(result, out)


def _ratios(result: Estimate) -> list[tuple[str, Message, tuple[float, ...]]]:
    """Give the ratios to the state's accounts whose series are there."""
    rows = [
        ("total.share_of_revenue", message("Total, % of government revenue"), result.share_of_revenue),
        ("total.deficit_ratio", message("Deficit with the package, % of GDP"), result.deficit_ratio),
        ("total.debt_ratio", message("Debt with the package, % of GDP"), result.debt_ratio),
    ]
    return [row for row in rows if row[2]]


def _note_all(result: Estimate, out: Output) -> None:
    """Say all that a reader of the figures has to know, the gravest first."""
    for said in result.told:
        out.note(said)
    _note_lacks(result, out)


def _note_lacks(result: Estimate, out: Output) -> None:
    """Say what the package needs of imported series and does not have, and what would fill it."""
    for need in result.lacks:
        out.note(need.told)
        for fill in need.fills:
            out.note(fill.told)


def _note_floor(result: Estimate, out: Output) -> None:
    """Say that the totals leave measures out, where they do."""
    if result.floor is not None:
        out.note(result.floor)


def trace(args: argparse.Namespace, out: Output) -> int:
    """Explain a figure down to its cells."""
    with Workspace.open(Path(args.file)) as workspace:
        year = args.year or workspace.package.key_year
        tree = workspace.trace(args.figure, year, args.scenario)
    if args.format == "json":
        out.result(as_json.text(as_json.trace(tree, out.t)))
    else:
        out.result(message("In {year}", year=str(year)))
        _print_trace(tree, out, 0)
    return 0


def brief(args: argparse.Namespace, out: Output) -> int:
    """Write a brief."""
    with Workspace.open(Path(args.file)) as workspace:
        target = workspace.write_brief(
            Path(args.output), template=args.template, language=args.language, scenario=args.scenario
        )
    out.note(message("Wrote {path}.", path=str(target)))
    return 0


def demo(args: argparse.Namespace, out: Output) -> int:
    """Do the main job on the bundled sample and name what was written."""
    folder = Path(args.outdir)
    files.make_folder(folder)
    t = out.t
    with _sample_in(folder) as workspace:
        out.result(message("Brought in {workbooks}.", workbooks=SAMPLE_WORKBOOKS))
        results = workspace.results()
        written: dict[str, dict[str, Any]] = {
            "check.json": as_json.checked(results.checked, workspace.package, workspace.knowledge, t),
            "cost.json": as_json.estimate(results.estimate, t),
            "trace.json": as_json.trace(
                workspace.trace("measure:social-pension.cost", workspace.package.key_year), t
            ),
        }
        for name, data in written.items():
            mark = files.unless_holding(f'"{next(iter(data))}"'.encode())
            files.write(folder / name, as_json.text(data) + "\n", endings=(".json",), refuses=mark)
        pdf = workspace.write_brief(folder / "brief-minister.pdf")
        year = workspace.package.key_year
        position = results.estimate.years.index(year)
        out.result(
            message(
                "{met} of {count} criteria met, {open} findings open; cost {cost} of GDP in {year}, gap {gap}.",
                met=results.checked.met,
                count=len(results.checked.criteria),
                open=len(results.checked.open),
                cost=t.share(results.estimate.share_of_gdp[position]),
                year=str(year),
                gap=t.share(results.estimate.gap[position] / results.estimate.gdp[position]),
            )
        )
    for path in (workspace.path, *(folder / name for name in written), pdf):
        out.result(message("Wrote {path}.", path=str(path)))
    return 0


def _sample_in(folder: Path) -> Workspace:
    """Open the sample's project, or make it beside one that somebody has worked on."""
    path, number = folder / f"orsana{EXTENSION}", 2
    while path.exists():
        with contextlib.suppress(WorkbenchError):
            workspace = Workspace.open(path)
            if workspace.is_untouched_sample():
                return workspace
            workspace.close()
        path, number = folder / f"orsana-{number}{EXTENSION}", number + 1
    return Workspace.create_sample(path)


def _is_open(finding: Finding) -> bool:
    return finding.is_open and finding.severity in _WEIGHTY and finding.kind is not FindingKind.SYNERGY


def _print_finding(finding: Finding, out: Output) -> None:
    t = out.t
    state = t(message("accepted: {reason}", reason=finding.accepted.reason)) if finding.accepted else ""
    out.result()
    out.result(f"{finding.severity.value.upper()} {finding.id}" + (f"  [{state}]" if state else ""))
    out.result(f"  {t(finding.message)}")
    for line in finding.because:
        out.result(f"    {t(line)}")
    for fix in finding.fixes:
        out.result(f"    → {t(fix.label)}")


def _print_trace(tree: Trace, out: Output, depth: int) -> None:
    t = out.t
    # A small factor needs more digits than money does, or the product cannot be checked by hand.
    exact = t.number(tree.value, 5) if 0 < abs(tree.value) < 10 and tree.value % 1 else t.number(tree.value)
    value = t.share(tree.value, 2) if tree.unit == Quantity.SHARE else f"{exact} {t(tree.measured_in)}"
    line = "  " * depth + f"{t(tree.label)}: {value}"
    if tree.formula:
        line += f"   = {t(tree.formula)}"
    origin = tree.origin
    if origin is not None and origin.workbook:
        line += f"   [{' › '.join(part for part in (origin.workbook, origin.sheet, origin.cells) if part)}]"
    elif origin is not None:
        said = ", ".join(part for part in (origin.assumption, origin.by, origin.why) if part)
        line += f"   [{said}]" if said else ""
    out.result(line)
    for note in origin.notes if origin is not None else ():
        out.result("  " * depth + f"  ! {t(note)}")
    for item in tree.inputs:
        _print_trace(item, out, depth + 1)
