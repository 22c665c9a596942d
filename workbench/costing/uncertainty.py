"""Monte Carlo over stated ranges: percentiles of totals and sectors by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from workbench.costing.draws import Draws, input_of, leaves_of
from workbench.costing.estimate import Costing
from workbench.costing.graph import Values
from workbench.costing.sampling import Sampler, ranges_of
from workbench.errors import Message, RequestError, message
from workbench.model.package import Package, Range
from workbench.model.uncertainty import Spread, Uncertainty

CHUNK = 1024
"""Draws computed together: their arrays stay in the processor's cache, and memory stays small."""
MEMORY = 200_000_000
"""Bytes that the drawn figures may take."""


def monte_carlo(costing: Costing, draws: int, seed: int) -> Uncertainty:
    """Draw all stated ranges together and give percentiles of totals and sectors by year.

    Raises:
        RequestError: No range is stated, the number of draws makes no sense, or the correlations contradict one another.
    """
    package = costing.package
    names = [
        name
        for name in costing.figures
        if name in ("total.cost", "total.net", "total.gap", "total.share_of_gdp")
        or name.startswith("sector:")
    ]
    most = MEMORY // (8 * len(names) * len(package.years))
    if not 1 <= draws <= most:
        raise RequestError(message("The number of draws must be 1 to {most}.", most=most), where="draws")
    nodes = [costing.figures[name] for name in names]
    used = {input_of(leaf) for leaf in leaves_of(nodes)}
    stated = ranges_of(package)
    ranges = [one for one in stated if one.id in used]
    if not stated:
        raise RequestError(
            message("No range is stated, so there is nothing to draw."),
            where="ranges",
            remedy=message(
                "State how far an input may be from what it is taken to be, as a range of the package."
            ),
        )
    problems = tuple(_odd(package, stated, used))
    sampler = Sampler(ranges, seed)
    rows = {name: np.empty((draws, len(package.years))) for name in names}
    evaluation = Draws(costing.evaluation, dict.fromkeys((one.id for one in ranges), np.ones(1)))
    for start in range(0, draws, CHUNK):
        part = slice(start, min(start + CHUNK, draws))
        evaluation = evaluation.redrawn(sampler.draw(part.stop - part.start))
        for name, node in zip(names, nodes, strict=True):
            rows[name][part] = evaluation(node)
    return Uncertainty(
        draws,
        seed,
        package.years,
        package.currency,
        costing.price_basis,
        tuple(_spread(name, values) for name, values in rows.items()),
        tuple(one.id for one in ranges),
        problems,
    )


def _odd(package: Package, stated: Sequence[Range], used: set[str]) -> Iterator[Message]:
    """Say which ranges have no effect, leave the estimate out, or are tied to nothing."""
    known = {one.id for one in stated}
    for one in stated:
        name = _named(package, one.id)
        if one.id not in used:
            yield message("The range of {input} has no part in the cost.", input=name)
        elif not one.low <= 1 <= one.high:
            yield message(
                "The range of {input} does not contain what it is taken to be: it runs from {low} to {high} times that.",
                input=name,
                low=round(one.low, 4),
                high=round(one.high, 4),
            )
        if one.correlation and not one.moves_with:
            yield message("{input} is correlated, and with what is not said.", input=name)
        elif one.correlation and one.moves_with not in known & used:
            yield message(
                "{input} is to move with {other}, which has no range in the cost: it moves alone.",
                input=name,
                other=_named(package, one.moves_with),
            )
        elif one.moves_with and not one.correlation:
            yield message(
                "{input} is to move with {other}, and how closely is not stated: it moves alone.",
                input=name,
                other=_named(package, one.moves_with),
            )


def _named(package: Package, name: str) -> str:
    """Name an input in a sentence."""
    assumption = package.assumption(name.removeprefix("assumption:"))
    return f"“{assumption.label}”" if assumption is not None and assumption.label else name


def _spread(name: str, values: Values) -> Spread:
    low, middle, high = (tuple(map(float, row)) for row in np.percentile(values, (10, 50, 90), axis=0))
    return Spread(name, low, middle, high, tuple(map(float, values.mean(axis=0))))
