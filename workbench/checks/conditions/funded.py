"""`funded`: confirmed and planned money covers the cost in every year that counts."""

from __future__ import annotations

from workbench.checks.conditions.form import Fact, Verdict, titles
from workbench.checks.context import Context, Instance, unfunded_years, unknown_years
from workbench.errors import Message, message, plural
from workbench.i18n import ranges
from workbench.knowledge.conditions import Funded
from workbench.model.edits import Change
from workbench.model.measure import Measure
from workbench.model.results import Fix
from workbench.model.words import MeasureStatus


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
    unknown = unknown_years(context)
    short = tuple(year for year in verdict.years if year not in unknown)
    said = []
    if short and unknown:
        said.append(
            message(
                "Confirmed and planned money does not cover the cost in {short}; of {unknown} that is not known.",
                short=ranges(short),
                unknown=ranges(unknown),
            )
        )
    elif short:
        said.append(
            plural(
                "Confirmed and planned money does not cover the cost in {count} year, {first}.",
                "Confirmed and planned money does not cover the cost in {count} years, from {first}.",
                len(short),
                first=str(short[0]),
            )
        )
    elif unknown:
        said.append(message("Whether money covers the cost in {years} is not known.", years=ranges(unknown)))
    return (*said, *blank)


def rests(condition: Funded, verdict: Verdict, context: Context, instance: Instance) -> tuple[Fact, ...]:
    """Give the years of law and vote, and those of which it is not known."""
    measure = instance.measure
    if condition.funded == "from-entitlement" and measure is not None:
        return (
            ("entitled", measure.entitled_from or measure.start),
            ("funded", measure.funded_from or measure.start),
        )
    return tuple(("unknown", year) for year in unknown_years(context))


def _uncosted(context: Context, scoped: Measure | None) -> tuple[Measure, ...]:
    """Give the new and reformed measures whose cost nobody knows: money cannot be shown to cover them."""
    estimate = context.estimate
    return tuple(
        measure
        for measure in ((scoped,) if scoped is not None else context.package.measures)
        if measure.status is not MeasureStatus.EXISTING
        and (estimate is None or (line := estimate.line(measure.id)) is None or bool(line.unstated))
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
