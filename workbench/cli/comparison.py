"""The command `compare`: two scenarios of a package, or two packages, in what goes in and in what comes out."""

from __future__ import annotations

import argparse
import contextlib
import json
from pathlib import Path
from typing import Any

from workbench.cli import as_json
from workbench.cli.output import Output
from workbench.errors import RequestError, message
from workbench.model.names import meant
from workbench.scenarios import Comparison
from workbench.workspace import Workspace

BASE = "base"
_LONG = 48


def compare(args: argparse.Namespace, out: Output) -> int:
    """Compare; 1 when anything differs."""
    with contextlib.ExitStack() as stack:
        workspace = stack.enter_context(Workspace.open(Path(args.file)))
        other = stack.enter_context(Workspace.open(Path(args.other))) if args.other else None
        first, second = _names(args.scenarios, workspace, other)
        found = workspace.compare(first, second, other)
    heads = (
        (first or BASE, second or BASE) if other is None else (Path(args.file).name, Path(args.other).name)
    )
    if args.format == "json":
        out.result(as_json.text(_as_json(found, heads)))
    else:
        _print(found, heads, out)
    return 0 if found.is_same else 1


def _names(given: str, workspace: Workspace, other: Workspace | None) -> tuple[str, str]:
    """Read which two are meant; "base" is the package itself."""
    held = [scenario.id for scenario in workspace.package.scenarios]
    if not given and other is not None:
        return "", ""
    if not given and len(held) == 1:
        return "", held[0]
    names = [name.strip() for name in given.split(",")] if given else []
    if len(names) != 2:
        raise RequestError(
            message("Two scenarios are compared."),
            where="--scenarios",
            remedy=message("Name two of: {names}.", names=(BASE, *held)),
        )
    for place, name in zip((workspace, other or workspace), names, strict=True):
        known = {BASE, *(scenario.id for scenario in place.package.scenarios)}
        if name not in known:
            raise RequestError(
                message("There is no scenario “{name}”.", name=name),
                where="--scenarios",
                remedy=meant(name, known) or message("Name two of: {names}.", names=tuple(sorted(known))),
            )
    first, second = ("" if name == BASE else name for name in names)
    return first, second


def _as_json(found: Comparison, heads: tuple[str, str]) -> dict[str, Any]:
    first, second = found.estimates
    return {
        "compared": heads,
        "inputs": [
            {"subject": one.subject, "field": one.field, "first": one.first, "second": one.second}
            for one in found.inputs
        ],
        "criteria": [{"id": name, "first": old, "second": new} for name, old, new in found.criteria],
        "findings": {"only_first": found.gone, "only_second": found.new},
        "years": second.years,
        "total": {"first": first.total, "second": second.total},
        "gap": {"first": first.gap, "second": second.gap},
        "share_of_gdp": {"first": first.share_of_gdp, "second": second.share_of_gdp},
        "measures": [
            {
                "id": name,
                "first": (one := first.line(name)) and one.cost,
                "second": (two := second.line(name)) and two.cost,
            }
            for name in dict.fromkeys(line.id for estimate in found.estimates for line in estimate.measures)
        ],
    }


def _print(found: Comparison, heads: tuple[str, str], out: Output) -> None:
    if found.is_same:
        out.result(message("Nothing differs."))
        return
    t = out.t
    rows = [
        (f"{one.subject} {one.field}".strip(), _short(one.first), _short(one.second)) for one in found.inputs
    ]
    rows += list(found.criteria)
    if rows:
        out.table((t(message("what differs")), *heads), rows)
    for name in found.gone:
        out.result(message("- {finding}, only in {place}", finding=name, place=heads[0]))
    for name in found.new:
        out.result(message("+ {finding}, only in {place}", finding=name, place=heads[1]))
    first, second = found.estimates
    if first.years == second.years and first.currency == second.currency:
        table = [
            (head, *(t.number(value / 1e6, 1) for value in estimate.total))
            for head, estimate in zip(heads, found.estimates, strict=True)
        ]
        change = (new - old for old, new in zip(first.total, second.total, strict=True))
        table.append((t(message("difference")), *(t.number(value / 1e6, 1) for value in change)))
        out.result(
            message(
                "Cost, million {currency}, {basis}", currency=first.currency or "–", basis=first.price_basis
            )
        )
        out.table(("", *map(str, first.years)), table, right=range(1, len(first.years) + 1))


def _short(value: Any) -> str:
    """Write a value in one line; a long one from its beginning."""
    text = (
        value if isinstance(value, str) else "–" if value is None else json.dumps(value, ensure_ascii=False)
    )
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
