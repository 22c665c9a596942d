"""`funded`: confirmed and planned money covers the cost in every year that counts."""

from __future__ import annotations

from workbench.checks.conditions.form import Verdict, titles
from workbench.checks.context import Context, Instance, unfunded_years
from workbench.errors import Message, message, plural
from workbench.knowledge.conditions import Funded
from workbench.model.edits import Change
from workbench.model.measure import Measure
from workbench.model.results import Fix
from workbench.model.words import CostModel, Delivery, MeasureStatus

_STATED = (CostModel.NONE, CostModel.LUMP_SUM, CostModel.EXISTING_SPENDING)
"""What costs nothing where nothing is stated: a law may need no money. Formulas without a cost are unfinished."""


def evaluate(condition: Funded, context: Context, instance: Instance) -> Verdict:
    """Compare money and cost; for an entitlement, also the years of law and vote."""
    measure = instance.measure
    if condition.funded == "from-entitlement" and measure is not None:
        since = measure.entitled_from or measure.start
        voted = measure.funded_from or measure.start
        years = tuple(range(since, voted))
        return Verdict(not years, (measure,), years=years)
    years = unfunded_years(context)
    blank = _uncosted(context, measure)
    return Verdict(not years and not blank and bool(context.package.measures), near=blank, years=years)


def explain(condition: Funded, verdict: Verdict, context: Context, instance: Instance) -> tuple[Message, ...]:
    """Name the years and the largest gap."""
    measure = instance.measure
    if condition.funded == "from-entitlement" and measure is not None:
        if verdict.holds:
            return ()
        return (
            message(
                "The law entitles people from {entitled}; money is voted from {funded}.",
                entitled=str(measure.entitled_from or measure.start),
                funded=str(measure.funded_from or measure.start),
            ),
        )
    if verdict.holds:
        return (message("Confirmed and planned money covers the cost in every year."),)
    blank = (
        (message("The cost of {measures} is not known yet.", measures=titles(verdict.near)),)
        if verdict.near
        else ()
    )
    if not verdict.years:
        return blank or (message("There is nothing to fund yet."),)
    return (
        plural(
            "Confirmed and planned money does not cover the cost in {count} year, {first}.",
            "Confirmed and planned money does not cover the cost in {count} years, from {first}.",
            len(verdict.years),
            first=str(verdict.years[0]),
        ),
        *blank,
    )


def _uncosted(context: Context, scoped: Measure | None) -> tuple[Measure, ...]:
    """Give the new universal entitlements whose cost nobody knows: money cannot be shown to cover them."""
    estimate = context.estimate
    return tuple(
        measure
        for measure in ((scoped,) if scoped is not None else context.package.measures)
        if measure.status is not MeasureStatus.EXISTING
        and measure.delivery is Delivery.UNIVERSAL
        and measure.cost.model not in _STATED
        and (estimate is None or (line := estimate.line(measure.id)) is None or not any(line.cost))
    )


def fixes(
    condition: Funded, context: Context, instance: Instance, instruments: tuple[str, ...]
) -> tuple[Fix, ...]:
    """Offer to let the law start with the money; where money is to come from is not ours to say."""
    measure = instance.measure
    if (
        condition.funded != "from-entitlement"
        or measure is None
        or evaluate(condition, context, instance).holds
    ):
        return ()
    year = measure.funded_from or measure.start
    return (
        Fix(
            message("Let {measure} become an entitlement in {year}", measure=measure.title, year=str(year)),
            (Change("set", f"measure:{measure.id}", "entitled_from", year),),
        ),
    )
