"""Print what a newer version of a workbook changes."""

from __future__ import annotations

from itertools import groupby

from workbench.cli.output import Output
from workbench.errors import Message, message, plural
from workbench.i18n import MISSING
from workbench.model.revision import Revision, TotalChange, ValueChange
from workbench.model.words import Quantity

MOST = 40
"""Values listed for one table; the JSON has them all."""

_SIGNS = {"added": "+", "changed": "~", "removed": "-"}


def print_revision(found: Revision, out: Output, *, dry_run: bool) -> None:
    """Print the differences, grouped by table and series, then the totals that move."""
    if not found.replaced:
        return
    if found.changes:
        said = message(
            "A newer version of {tables}; values changed: {changed}, added: {added}, removed: {removed}",
            tables=found.replaced,
            changed=found.count("changed"),
            added=found.count("added"),
            removed=found.count("removed"),
        )
        out.result(said)
    else:
        out.result(message("{tables}: brought in before; no value differs", tables=found.replaced))
    if found.gone:
        out.result(message("series removed: {series}", series=found.gone))
    for table, changes in groupby(found.changes, key=lambda one: one.table):
        listed = list(changes)
        out.result(f"  {table}")
        for label, own in groupby(listed[:MOST], key=lambda one: one.label):
            out.result(f"    {label}")
            for change in own:
                out.result(f"      {_SIGNS[change.kind]} {_line(change, out)}")
        if len(listed) > MOST:
            more = len(listed) - MOST
            out.result(plural("    and {count} more value", "    and {count} more values", more))
    for figure, totals in groupby(found.totals, key=lambda one: one.figure):
        out.result(f"  {figure}")
        for total in totals:
            out.result(f"      {_total(total, out)}")
    for table, series, year in found.lost:
        said = message(
            "The correction of {series} in {year} has no place in the newer {table}; it is kept without effect.",
            series=series, year=str(year), table=table,
        )  # fmt: skip
        out.note(said)
    if dry_run:
        out.note(message("Nothing was changed; without --dry-run it is brought in as one step."))


def _line(change: ValueChange, out: Output) -> str:
    line = (
        f"{change.year}: {_value(change.before, change.unit, out)} → {_value(change.after, change.unit, out)}"
    )
    line += f"  {change.cell}" if change.cell else ""
    own: Message = message("your correction stays")
    return f"{line}  ({out.t(own)})" if change.corrected else line


def _total(total: TotalChange, out: Output) -> str:
    before, after = (_value(value, total.unit, out) for value in (total.before, total.after))
    line = f"{total.year}: {before} → {after}"
    if total.before and total.after is not None:
        share = total.after / total.before - 1
        line += f"  ({'+' if share > 0 else ''}{out.t.share(share, 2)})"
    return line


def _value(value: float | None, unit: str, out: Output) -> str:
    if value is None:
        return MISSING
    return out.t.share(value, 2) if unit == Quantity.SHARE else out.t.number(value)
