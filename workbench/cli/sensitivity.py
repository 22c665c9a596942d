"""Commands on what is not sure: what sways the cost most, and the value of an input that fits a target."""

from __future__ import annotations

import argparse
import dataclasses
import math
from pathlib import Path

from workbench.cli import as_json, values
from workbench.cli.output import Output
from workbench.errors import RequestError, message
from workbench.model import Package
from workbench.model import Path as ValuePath
from workbench.workspace import Workspace

_MOST = 15


def sway(args: argparse.Namespace, out: Output) -> int:
    """Say how far each input alone moves the total cost of a year."""
    with Workspace.open(Path(args.file)) as workspace:
        year = args.year or workspace.package.key_year
        found = workspace.tornado(year, args.scenario)
        still = workspace.results(args.scenario).estimate
        total = still.total[still.years.index(year)] if year in still.years else math.nan
    t = out.t
    if args.format == "json":
        rows = [dataclasses.asdict(one) | {"label": t(one.label)} for one in found]
        out.result(as_json.text({"figure": "total.cost", "year": year, "value": total, "inputs": rows}))
        return 0
    out.result(
        message(
            "Total cost of {year}: {value} million {currency}",
            year=str(year),
            value=t.number(total / 1e6, 1),
            currency=still.currency,
        )
    )
    out.table(
        (
            message("input"),
            message("from"),
            message("to"),
            message("total at the lowest, million"),
            message("at the highest"),
            message("range"),
        ),
        [
            (
                one.input,
                f"{one.low:.2f}",
                f"{one.high:.2f}",
                t.number(one.at_low / 1e6, 1),
                t.number(one.at_high / 1e6, 1),
                t(message("stated")) if one.stated else t(message("usual tenth")),
            )
            for one in found[:_MOST]
        ],
        right=range(1, 5),
    )
    return 0


def goal(args: argparse.Namespace, out: Output) -> int:
    """Find the value of an input that fits a target in every year; 1 where no value does."""
    with Workspace.open(Path(args.file)) as workspace:
        figure, target = _target(args.target, workspace.package)
        found = workspace.goal(args.input, figure, target, args.scenario)
        if args.apply and not math.isnan(found.factor):
            label = message("Fit {input} to {target}", input=args.input, target=args.target)
            workspace.edit(label, workspace.changes_of(found, args.scenario), args.scenario)
    if args.format == "json":
        out.result(
            as_json.text(
                dataclasses.asdict(found)
                | {
                    "why": out.t(found.why) if found.why is not None else None,
                    "figure_name": figure,
                    "applied": bool(args.apply) and not math.isnan(found.factor),
                }
            )
        )
    elif math.isnan(found.factor):
        out.result(
            message(
                "No value of {input} brings the figure just to {target}. {why}",
                input=args.input,
                target=args.target,
                why=found.why or "",
            )
        )
    else:
        out.result(
            message(
                "{input} times {factor} fits {target} in every year; {year} is the tightest.",
                input=args.input,
                factor=f"{found.factor:.4f}",
                target=args.target,
                year=str(found.binding),
            )
        )
        out.table(
            ("", *(str(year) for year, _ in found.values)),
            [(args.input, *(f"{value:.6g}" for _, value in found.values))],
            right=range(1, len(found.values) + 1),
        )
    return 1 if math.isnan(found.factor) else 0


def _positive(text: str | float) -> float:
    value = float(text)
    if not (math.isfinite(value) and value > 0):
        raise ValueError(str(text))
    return value


def _target(given: str, package: Package) -> tuple[str, ValuePath]:
    """Read "1.5% GDP" or an amount of money a year."""
    words = given.replace("%", " % ").split()
    try:
        if [word.lower() for word in words[1:]] == ["%", "gdp"]:
            return "total.share_of_gdp", ValuePath.constant(_positive(words[0]) / 100)
        if values.is_money(given):
            return "total.cost", ValuePath.constant(_positive(values.read(given, package, field="--target")))
        return "total.cost", ValuePath.constant(_positive(given.replace(" ", "")))
    except (ValueError, IndexError) as error:
        raise RequestError(
            message("“{target}” is not a target.", target=given),
            where="--target",
            remedy=message(
                "Write a share such as 1.5% GDP, or an amount a year such as 2500000000 or {money}.",
                money=f"2.5 billion {package.currency}".strip(),
            ),
        ) from error
