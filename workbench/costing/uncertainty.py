"""Monte Carlo over stated ranges, what sways a figure most, and the value of an input that fits a target.

Ranges are factors on an input's whole path: 0.8 to 1.3 means from a fifth less to three tenths more, in every year of a
draw alike. Correlation is of the normal scores behind the draws (a Gaussian copula), where the planner states one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import NormalDist

import numpy as np

from workbench.costing.draws import Draws, input_of, leaves_of
from workbench.costing.estimate import Costing
from workbench.costing.graph import Node, Values
from workbench.errors import Message, RequestError, message
from workbench.model.package import Package, Range
from workbench.model.paths import Path
from workbench.model.uncertainty import Goal, Spread, Sway, Uncertainty
from workbench.model.words import RangeShape

CHUNK = 1024
"""Draws computed together: their arrays stay in the processor's cache, and memory stays small."""
USUAL = (0.9, 1.1)
_TAIL = NormalDist().inv_cdf(0.9)
_ROOT = math.sqrt(2.0)
_MOST_DRAWS = 200_000
_STEPS, _ROUNDS, _LARGEST = 65, 5, 1e4

UNSURE = frozenset(
    {
        "level", "child_level", "prevalence", "coverage", "take_up", "overlap", "poor_share", "exclusion_error", "leakage",
        "quantity", "unit_cost", "amounts", "workers", "days", "wage", "test_fixed", "test_per_applicant", "admin_markup",
        "admin_share_of_gross", "admin_fixed", "admin_per_head", "set_up", "severity", "rate", "recovered", "fee_charged",
        "extra_use", "upkeep_share", "standing", "backlog", "monitoring_per_head", "applicants",
    }
)  # fmt: skip
"""Parameters of measures that may be other than thought; ages, payments and months are decided, not estimated."""


def ranges_of(package: Package) -> tuple[Range, ...]:
    """Give the stated ranges, those of assumptions with a lowest and a highest value among them."""
    stated = {one.id for one in package.ranges}
    found = list(package.ranges)
    for assumption in package.assumptions:
        value = assumption.value.at(package.key_year)
        name = f"assumption:{assumption.id}"
        if assumption.low is None or assumption.high is None or not value or name in stated:
            continue
        low, high = sorted((assumption.low / value, assumption.high / value))
        found.append(Range(name, low, high, source=assumption.why))
    return tuple(found)


def monte_carlo(costing: Costing, draws: int, seed: int) -> Uncertainty:
    """Draw all stated ranges together and give percentiles of totals and sectors by year.

    Raises:
        RequestError: No range is stated, the number of draws makes no sense, or the correlations contradict one another.
    """
    if not 1 <= draws <= _MOST_DRAWS:
        raise RequestError(
            message("The number of draws must be 1 to {most}.", most=_MOST_DRAWS), where="draws"
        )
    package = costing.package
    names = [
        name
        for name in costing.figures
        if name in ("total.cost", "total.net", "total.gap", "total.share_of_gdp")
        or name.startswith("sector:")
    ]
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
    factors = draw(ranges, draws, seed)
    rows = {name: np.empty((draws, len(package.years))) for name in names}
    evaluation = Draws(costing.evaluation, factors)
    for start in range(0, draws, CHUNK):
        part = slice(start, min(start + CHUNK, draws))
        evaluation = evaluation.redrawn({name: values[part] for name, values in factors.items()})
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


def draw(ranges: Sequence[Range], draws: int, seed: int) -> dict[str, Values]:
    """Draw a factor for each range, shape (draws,); the same seed gives the same factors."""
    generator = np.random.Generator(np.random.PCG64(seed))
    tied = {one.moves_with for one in ranges if one.correlation}
    scored = [one for one in ranges if one.shape is RangeShape.NORMAL or one.correlation or one.id in tied]
    found = {one.id: _spread_out(one, generator.random(draws)) for one in ranges if one not in scored}
    if scored:
        scores = generator.standard_normal((draws, len(scored))) @ _mixing(scored).T
        found |= {one.id: _scored(one, scores[:, place]) for place, one in enumerate(scored)}
    return found


def tornado(costing: Costing, year: int, figure: str = "total.cost") -> tuple[Sway, ...]:
    """Move each input alone from its lowest to its highest value; the one that sways the figure most comes first."""
    node = costing.figures.get(figure)
    years = costing.package.years
    if year not in years:
        raise RequestError(
            message("{year} is not one of the costed years.", year=str(year)),
            where="year",
            remedy=message("Choose a year from {first} to {last}.", first=str(years[0]), last=str(years[-1])),
        )
    if node is None:
        return ()
    stated = {one.id: one for one in ranges_of(costing.package)}
    labels: dict[str, Message] = {}
    for leaf in leaves_of((node,)):
        name = input_of(leaf)
        if name in stated or is_unsure(name):
            labels.setdefault(name, leaf.label)
    bounds = {name: _bounds(stated[name]) if name in stated else USUAL for name in labels}
    moves = [{name: bounds[name][side]} for name in labels for side in (0, 1)]
    at = swayed(costing, node, moves, year)
    found = [
        Sway(name, labels[name], *bounds[name], at[2 * place], at[2 * place + 1], stated=name in stated)
        for place, name in enumerate(labels)
    ]
    known = [one for one in found if not math.isnan(one.at_low + one.at_high) and one.at_low != one.at_high]
    return tuple(sorted(known, key=lambda one: -abs(one.at_high - one.at_low)))


def swayed(costing: Costing, node: Node, moves: Sequence[Mapping[str, float]], year: int) -> list[float]:
    """Give a figure of a year for each of several moves; a move multiplies some inputs by factors."""
    names = {name for move in moves for name in move}
    factors = {name: np.array([move.get(name, 1.0) for move in moves]) for name in names}
    values = Draws(costing.evaluation, factors)(node)
    column = np.broadcast_to(values, (len(moves), len(costing.package.years)))
    return [float(value) for value in column[:, costing.package.years.index(year)]]


def goal(costing: Costing, name: str, figure: str, target: Path) -> Goal:
    """Find the largest factor on an input's path at which a figure stays within a target in every year.

    The figure has to rise with the input, as costs do with levels and quantities.

    Raises:
        RequestError: There is no such input or figure.
    """
    node = costing.figures.get(figure)
    if node is None:
        raise RequestError(message("There is no figure “{figure}”.", figure=figure), where=figure)
    leaves = [leaf for leaf in leaves_of((node,)) if input_of(leaf) == name]
    if not leaves:
        raise RequestError(
            message("{input} has no part in {figure}.", input=name, figure=figure),
            where=name,
            remedy=message("`policy-workbench trace` shows what a figure is made of."),
        )
    years = costing.package.years
    limit = np.array(target.over(years))

    def over(factors: Values) -> Values:
        values = Draws(costing.evaluation, {name: factors})(node)
        return np.asarray(np.max(np.broadcast_to(values, (len(factors), len(years))) - limit, axis=-1))

    low, high = 0.0, 1.0

    def missed(factor: float, why: Callable[[Message, str], Message]) -> Goal:
        row = np.broadcast_to(Draws(costing.evaluation, {name: np.array([factor])})(node), (1, len(years)))[0]
        at = int(np.argmax(row - limit))
        said = why(_said(node, float(row[at])), str(years[at]))
        return Goal(name, math.nan, (), tuple(map(float, row)), years[at], said)

    nothing = over(np.array([0.0]))[0]
    if math.isnan(nothing):
        return missed(1.0, lambda _, year: message("The figure is not known for {year}.", year=year))
    if nothing > 0:
        return missed(
            0.0,
            lambda value, year: message(
                "Even with none of it the figure is over the target: {value} in {year}.",
                value=value,
                year=year,
            ),
        )
    while over(np.array([high]))[0] <= 0:
        high *= 8
        if high > _LARGEST:
            return missed(
                high / 8,
                lambda value, year: (
                    message(
                        "However large it is, the figure stays below the target: at most {value}, in {year}.",
                        value=value,
                        year=year,
                    )
                    if any(np.any(costing.evaluation(leaf)) for leaf in leaves)
                    else message(
                        "It is nothing now, and a multiple of nothing is nothing: set a value first."
                    )
                ),
            )
    for _ in range(_ROUNDS):
        steps = np.linspace(low, high, _STEPS)
        within = int(np.searchsorted(over(steps) > 0, True))
        low, high = float(steps[max(0, within - 1)]), float(steps[min(within, _STEPS - 1)])
    values = Draws(costing.evaluation, {name: np.array([low])})
    row = np.broadcast_to(values(node), (1, len(years)))[0]
    path = np.broadcast_to(values(leaves[0]), (1, len(years)))[0]
    return Goal(
        name,
        low,
        tuple((year, float(value)) for year, value in zip(years, path, strict=True)),
        tuple(float(value) for value in row),
        years[int(np.argmax(row - limit))],
    )


def is_unsure(name: str) -> bool:
    """Whether an input is one that may be other than thought, so that swaying it tells something."""
    subject, _, field = name.partition(" cost.")
    return name.startswith(("assumption:", "series:")) or (subject.startswith("measure:") and field in UNSURE)


def _said(node: Node, value: float) -> Message:
    if node.unit.name == "share":
        return message("{percent}\u202f%", percent=round(value * 100, 2))
    return message("{value} {unit}", value=round(value, 0), unit=str(node.unit))


def _named(package: Package, name: str) -> str:
    """Name an input in a sentence."""
    assumption = package.assumption(name.removeprefix("assumption:"))
    return f"“{assumption.label}”" if assumption is not None and assumption.label else name


def _bounds(one: Range) -> tuple[float, float]:
    return one.low, one.high


def _scored(one: Range, scores: Values) -> Values:
    """Turn normal scores into factors of a range's shape."""
    if one.shape is RangeShape.NORMAL:
        # The ends are the tenth and ninetieth percentile; nothing falls below zero.
        middle, spread = (one.low + one.high) / 2, (one.high - one.low) / 2 / _TAIL
        return np.maximum(0.0, middle + spread * scores)
    return _spread_out(one, np.array([0.5 * math.erfc(-score / _ROOT) for score in scores.tolist()]))


def _spread_out(one: Range, ranks: Values) -> Values:
    """Turn ranks from 0 to 1 into factors of a range's shape, the peak of a triangle where the input stands."""
    width = one.high - one.low
    if one.shape is RangeShape.UNIFORM or not width:
        return one.low + width * ranks
    peak = min(max(1.0, one.low), one.high)
    turn = (peak - one.low) / width
    rising = one.low + np.sqrt(ranks * width * (peak - one.low))
    falling = one.high - np.sqrt((1.0 - ranks) * width * (one.high - peak))
    return np.where(ranks < turn, rising, falling)


def _mixing(ranges: Sequence[Range]) -> Values:
    """Give the matrix that makes independent normal scores correlate as stated."""
    places = {one.id: place for place, one in enumerate(ranges)}
    matrix = np.eye(len(ranges))
    for one in ranges:
        if one.moves_with in places and one.correlation:
            first, second = places[one.id], places[one.moves_with]
            matrix[first, second] = matrix[second, first] = one.correlation
    values, vectors = np.linalg.eigh(matrix)
    if values.size and values[0] < -1e-9:
        raise RequestError(
            message("The correlations contradict one another: no such inputs can exist."),
            where="ranges",
            remedy=message("Make some of them weaker, or leave them out."),
        )
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))


def _spread(name: str, values: Values) -> Spread:
    low, middle, high = (tuple(map(float, row)) for row in np.percentile(values, (10, 50, 90), axis=0))
    return Spread(name, low, middle, high, tuple(map(float, values.mean(axis=0))))
