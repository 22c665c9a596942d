"""`funded`: confirmed and planned money covers the cost in every year that counts."""

from __future__ import annotations

from workbench.checks.conditions.form import Verdict
from workbench.checks.context import Context, Instance, unfunded_years
from workbench.errors import Message, message
from workbench.knowledge.conditions import Funded
from workbench.model.edits import Change
from workbench.model.results import Fix


def evaluate(condition: Funded, context: Context, instance: Instance) -> Verdict:
    """Compare money and cost; for an entitlement, also the years of law and vote."""
    measure = instance.measure
    if condition.funded == "from-entitlement" and measure is not None:
        since = measure.entitled_from or measure.start
        voted = measure.funded_from or measure.start
        years = tuple(range(since, voted))
        return Verdict(not years, (measure,), years=years)
    years = unfunded_years(context)
    return Verdict(not years and bool(context.package.measures), years=years)


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
    if not verdict.years:
        return (message("There is nothing to fund yet."),)
    return (
        message(
            "Confirmed and planned money does not cover the cost in {count} years, from {first}.",
            count=len(verdict.years),
            first=str(verdict.years[0]),
        ),
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
