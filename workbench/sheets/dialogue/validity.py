"""Check what a user says about a workbook, on the command line or in a mapping, before anything is read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.errors import Message, message
from workbench.model.cells import area
from workbench.model.table import ROLES

if TYPE_CHECKING:
    from workbench.model import TableMapping
    from workbench.sheets.dialogue.options import Answers, Options

AGES = ("sprague", "uniform")
INTERPOLATE = ("linear",)
SERIES = "series:"
FIRST_YEAR, LAST_YEAR = 1900, 2150
_NAME = re.compile(r"series:[^\W_][\w.-]*")


def wrong(given: Options | Answers | TableMapping) -> Iterator[tuple[str, Message, Message]]:
    """Give each answer that makes no sense: its field, what is wrong, and what to write."""
    if given.decimal not in ("", ".", ","):
        yield (
            "decimal",
            message("“{given}” is not a decimal mark.", given=given.decimal),
            message("Use a point or a comma."),
        )
    if given.role and given.role not in ROLES and not _NAME.fullmatch(given.role):
        yield (
            "role",
            message("“{given}” is not a role of a table.", given=given.role),
            message("Use one of {roles}, or series:NAME.", roles=ROLES),
        )
    if given.range and area(given.range) is None:
        yield (
            "range",
            message("“{given}” is not a range of cells.", given=given.range),
            message("Write it like A5:K90."),
        )
    if given.scale is not None and not (math.isfinite(given.scale) and given.scale > 0):
        yield (
            "scale",
            message("The scale {given} is not a number above zero.", given=str(given.scale)),
            message("Write it like 1000."),
        )
    year = getattr(given, "year", 0)
    if year and not FIRST_YEAR <= year <= LAST_YEAR:
        yield (
            "year",
            message("{given} is not a year figures can be of.", given=str(year)),
            message("Write it like 2025."),
        )
    for field, known in (("ages", AGES), ("interpolate", INTERPOLATE)):
        answer = getattr(given, field)
        if answer and answer not in known:
            yield (
                field,
                message("“{given}” is not a method known here.", given=answer),
                message("Use one of {methods}.", methods=known),
            )


def series_name(role: str) -> str:
    """Give the name a planner gives to a series with "series:NAME"; empty for the other roles."""
    return role.removeprefix(SERIES) if role.startswith(SERIES) else ""
