"""The figures of the status bar, and what an edit did to them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.models.summaries import at, share_of_gdp
from ui.texts import say, t
from workbench.errors import message
from workbench.i18n import MINUS, MISSING

if TYPE_CHECKING:
    from workbench.model import Package
    from workbench.model.results import Results


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as it is shown, with its change."""

    before: str
    value: str
    after: str = ""
    change: str = ""
    kind: str = "met"
    glyph: str = "met"


def shown(package: Package, results: Results, previous: Results | None) -> dict[str, Shown]:
    """Put the figures into words, compared with the results before."""
    year = package.key_year
    return {
        "criteria": _criteria(results, previous),
        "cost": _share("Cost {year}", results, previous, year, 1),
        "gap": _share("Gap {year}", results, previous, year, 2),
        "findings": _findings(results, previous),
        "people": _people(results, previous, year),
    }


def _criteria(results: Results, previous: Results | None) -> Shown:
    met, of = results.checked.met, len(results.checked.criteria)
    change = met - previous.checked.met if previous else 0
    return Shown(
        "", t(message("{met} of {of}", met=met, of=of)), t(message("criteria met")), signed(change, 0),
        "met" if change > 0 else "not-met", "met" if met == of else "partly" if met else "not-met",
    )  # fmt: skip


def _share(label: str, results: Results, previous: Results | None, year: int, which: int) -> Shown:
    now, before = _of_gdp(results, year, which), _of_gdp(previous, year, which) if previous else None
    name = message("Cost {year}", year=str(year)) if which == 1 else message("Gap {year}", year=str(year))
    floor = results.estimate.is_floor(year)
    if now is None:
        money = at(
            results.estimate.total if which == 1 else results.estimate.gap, results.estimate.years, year
        )
        text = say().money(money, results.estimate.currency)
        return Shown(
            t(name), t(message("at least {amount}", amount=text)) if floor and text != MISSING else text
        )
    change = round(now * 100, 2) - round(before * 100, 2) if before is not None else 0.0
    share = say().share(now, 1 if now >= 0.0095 or now == 0 else 2)
    said = (
        message("at least {share} of GDP", share=share) if floor else message("{share} of GDP", share=share)
    )
    return Shown(
        t(name), t(said), "",
        signed(change, 1 if abs(change) >= 0.095 else 2), "partly" if change > 0 else "met",
    )  # fmt: skip


def _of_gdp(results: Results, year: int, which: int) -> float | None:
    """Give cost or gap as a share of GDP; None where one of the two is not known."""
    return share_of_gdp(
        results.estimate, results.estimate.total if which == 1 else results.estimate.gap, year
    )


def _findings(results: Results, previous: Results | None) -> Shown:
    count = len(results.checked.open)
    change = count - len(previous.checked.open) if previous else 0
    return Shown(
        t(message("Findings")),
        t(message("{count} open", count=count)),
        "",
        signed(change, 0),
        "not-met" if change > 0 else "met",
    )


def _people(results: Results, previous: Results | None, year: int) -> Shown:
    text = people_range(results, year)
    change = ""
    kind = "met"
    if previous:
        now, before = _at_most(results, year), _at_most(previous, year)
        difference = now - before
        # Of what was not known before, nobody can say how it changed.
        if abs(difference) >= max(1.0, before * 0.001):
            change = ("+" if difference > 0 else MINUS) + say().people(abs(difference))
            kind = "not-met" if difference > 0 else "met"
    return Shown(
        t(message("Not reached {year}", year=str(year))),
        text if text == MISSING else t(message("{people} people", people=text)),
        "",
        change,
        kind,
    )


def _at_most(results: Results, year: int) -> float:
    access = results.checked.access
    most = at(access.at_most, access.years, year)
    return math.nan if most is None else most


def people_range(results: Results, year: int) -> str:
    """Give the people not reached as a range, since groups overlap."""
    access = results.checked.access
    least, most = at(access.at_least, access.years, year), at(access.at_most, access.years, year)
    if least is None or most is None or least != least or not access.shut_out:
        return MISSING
    if most == 0:
        return MISSING if access.unmeasured else "0"
    if most != most or access.unmeasured:
        return t(message("at least {people}", people=say().people(least)))
    low, high = say().people(least), say().people(most)
    return low if low == high else f"{low}–{high}"


def signed(change: float, decimals: int) -> str:
    """Write a change with its sign; nothing where there is none. A mark keeps the sign in front in Arabic."""
    if not abs(change) >= 0.5 * 10.0**-decimals:
        return ""
    sign = "+" if change > 0 else MINUS
    return f"\u200e{sign}{say().number(abs(change), decimals)}"
