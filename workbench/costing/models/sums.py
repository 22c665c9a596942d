"""Amounts stated as they are: lump sums, and the spending lines of existing programmes."""

from __future__ import annotations

from workbench.costing import timing
from workbench.costing.graph import Node
from workbench.costing.parameters import Costed, Parameters
from workbench.errors import message


def lump_sum(p: Parameters) -> Costed:
    """Cost a process: amounts in the years named, or the same every year."""
    path = p.cost.amounts
    if path.is_constant:
        return Costed(p.with_administration(p.running(p.money("amounts", message("amounts")))))
    amounts = p.price("amounts", message("amounts"))
    return Costed(p.with_administration(p.in_force(p.indexed(amounts))))


def existing_spending(p: Parameters) -> Costed:
    """Cost an existing programme by its imported spending line, carried on in real terms where it ends."""
    key = p.cost.spending_series
    found = p.library.located(key, "existing-spending") or p.library.located(key)
    if found is None:
        raise p.refused(
            message("There is no imported spending line “{key}”.", key=key),
            "spending_series",
            message("Bring in the workbook of programme spending, or give the amounts as a lump sum."),
        )
    table, series = found
    last = max(year for year, value in zip(series.years, series.values, strict=True) if value is not None)
    label = message("spending on {line}", line=series.label)
    line = p.library.cells(table, (series,), label)
    if last < p.package.years[-1]:
        if last <= p.package.base_year:
            line = p.library.cells(table, (series,), label, year=last)
        line = Node(label, timing.CarriedOn(last, p.package.base_year), (line, p.library.prices()))
    return Costed(p.in_force(line))
