"""Print how numbers written as texts were read: marks, examples before and after, and what each column comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.output import Output
from workbench.errors import message

if TYPE_CHECKING:
    from workbench.sheets import Reading
    from workbench.sheets.meaning.column_totals import ColumnNumbers

MOST = 12
"""Columns of a table printed; the rest are in the JSON."""


def print_numbers(reading: Reading, out: Output) -> None:
    """Print the columns of each table whose numbers are texts."""
    for table in reading.tables:
        for column in reading.numbers(table, False)[:MOST]:
            _print(table.sheet, column, out)


def _print(sheet: str, one: ColumnNumbers, out: Output) -> None:
    out.result(
        message(
            "  {sheet}, column {column} {header}: decimal mark {decimal}, between thousands {thousands}; total {total} {unit}",
            sheet=sheet,
            column=one.column,
            header=one.header,
            decimal=one.decimal or "–",
            thousands=one.thousands or "–",
            total=one.total if one.total is not None else "–",
            unit=one.unit,
        )
    )
    for example in one.examples:
        out.result(
            message(
                "    {cell}: “{text}” is {value} {unit}",
                cell=example.cell,
                text=example.text,
                value=example.value,
                unit=example.unit,
            )
        )
