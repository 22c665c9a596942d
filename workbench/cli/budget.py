"""The finance ministry's form on the command line: cost by vote, programme, function or level of government."""

from __future__ import annotations

import csv
import sys

from workbench.cli import as_json
from workbench.cli.output import Output
from workbench.errors import message
from workbench.model.results import BudgetLine, Estimate
from workbench.model.statement import CLASSIFICATIONS, budget_statement, package_statement


def show(estimate: Estimate, kind: str, form: str, out: Output) -> None:
    """Print the classes of one classification, each with its gross, recurrent, capital and net cost."""
    lines = sorted(
        (one for one in estimate.budget if one.kind == kind), key=lambda one: (not one.code, one.code)
    )
    if not lines:
        out.note(
            message("No measure has an entry for {classification} yet.", classification=CLASSIFICATIONS[kind])
        )
    if form == "csv":
        _as_csv(estimate, lines)
        return
    t = out.t
    out.result(
        message("Million {currency}, {basis}", currency=estimate.currency or "–", basis=estimate.price_basis)
    )
    parts = [
        (line.code or t(message("not entered")) if entry.figure.endswith(".gross") else "", entry)
        for line in lines
        for entry in budget_statement(line)
    ]
    parts += [("", entry) for entry in package_statement(estimate)]
    rows = [
        (name, t(entry.label), *(t.number(value / 1e6, 1) for value in entry.entered))
        for name, entry in parts
    ]
    head = (t(CLASSIFICATIONS[kind]), "", *map(str, estimate.years))
    out.table(head, rows, right=range(2, len(estimate.years) + 2))


def _as_csv(estimate: Estimate, lines: list[BudgetLine]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["figure", "unit", *estimate.years])
    unit = f"{estimate.currency} {estimate.price_basis}"
    for line in lines:
        for entry in budget_statement(line):
            writer.writerow([entry.figure, unit, *as_json.plain(entry.values)])
