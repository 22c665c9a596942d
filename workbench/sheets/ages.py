"""Make single ages of classes of ages, by a method the planner names; each class keeps its sum exactly.

Sprague's multipliers come from Sprague (1880), Explanation of a new formula for interpolation, Journal of the
Institute of Actuaries 22, as printed in Siegel and Swanson (2004), The Methods and Materials of Demography, p. 727.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable

from workbench.errors import WorkbookError, message
from workbench.model import Series
from workbench.model.cells import place
from workbench.model.demography import age_bounds
from workbench.model.words import MAX_AGE
from workbench.sheets.draft import Draft

WIDTH = 5
FEWEST = 5
_FIRST = (
    (0.3616, -0.2768, 0.1488, -0.0336, 0.0),
    (0.2640, -0.0960, 0.0400, -0.0080, 0.0),
    (0.1840, 0.0400, -0.0320, 0.0080, 0.0),
    (0.1200, 0.1360, -0.0720, 0.0160, 0.0),
    (0.0704, 0.1968, -0.0848, 0.0176, 0.0),
)
_SECOND = (
    (0.0336, 0.2272, -0.0752, 0.0144, 0.0),
    (0.0080, 0.2320, -0.0480, 0.0080, 0.0),
    (-0.0080, 0.2160, -0.0080, 0.0000, 0.0),
    (-0.0160, 0.1840, 0.0400, -0.0080, 0.0),
    (-0.0176, 0.1408, 0.0912, -0.0144, 0.0),
)
_MIDDLE = (
    (-0.0128, 0.0848, 0.1504, -0.0240, 0.0016),
    (-0.0016, 0.0144, 0.2224, -0.0416, 0.0064),
    (0.0064, -0.0336, 0.2544, -0.0336, 0.0064),
    (0.0064, -0.0416, 0.2224, 0.0144, -0.0016),
    (0.0016, -0.0240, 0.1504, 0.0848, -0.0128),
)


def uniform(total: float, ages: int) -> list[float]:
    """Spread people evenly over the ages of their class; the parts add up to the total exactly."""
    return _exact([total / ages] * ages, total)


def sprague(classes: list[float]) -> list[list[float]]:
    """Split five-year classes in a row, at least five, into single ages, each class keeping its sum.

    The formula may give less than nobody where neighbours differ wildly; such a class is left to the caller.
    """
    last = len(classes) - 1
    split = []
    for number, total in enumerate(classes):
        near = min(number, last - number)
        start = min(max(number - 2, 0), last - 4)
        group = classes[start : start + WIDTH]
        rows: tuple[tuple[float, ...], ...] = (_FIRST, _SECOND)[near] if near < 2 else _MIDDLE
        if number > last - 2 and near < 2:
            rows = tuple(tuple(reversed(row)) for row in reversed(rows))
        raw = [sum(factor * people for factor, people in zip(row, group, strict=True)) for row in rows]
        split.append(_exact(raw, total))
    return split


def _exact(parts: list[float], total: float) -> list[float]:
    """Move parts onto the grid of the total's own precision, the last one taking the rest, so that sums are exact."""
    if min(parts) < 0:
        return parts
    grid = math.ulp(total)
    held = [math.floor(part / grid) * grid for part in parts[:-1]]
    return [*held, total - sum(held)]


@dataclasses.dataclass(frozen=True, slots=True)
class _Class:
    """The people of one class of ages."""

    low: int
    high: int
    series: Series


def to_single_ages(draft: Draft, series: list[Series], method: str) -> list[Series]:
    """Replace classes of ages by single ages; single ages and the open-ended class stay as they are.

    Raises:
        WorkbookError: Sprague's method was asked for and a class is not one of five years among others.
    """
    people: dict[tuple[object, ...], list[_Class]] = {}
    for row in series:
        bounds = age_bounds(row.dim("age"))
        if bounds is None:
            continue
        others = tuple(pair for pair in row.dims if pair[0] != "age")
        label = "" if row.label == row.dim("age") else row.label
        people.setdefault((label, others), []).append(_Class(*bounds, row))
    made: dict[int, list[Series]] = {}
    classes = 0
    for group in people.values():
        wide = [one for one in group if one.low < one.high < MAX_AGE]
        classes += len(wide)
        if method == "sprague":
            _refuse_others(draft, group, wide)
        if wide:
            _split(draft, group, wide, method, made)
    if not classes:
        return series
    left = sorted(
        {one.series.dim("age") for group in people.values() for one in group if one.high == MAX_AGE}
    )
    kept = f"; {', '.join(left)} stays open" if left else ""
    draft.decided("ages", f"single ages, method {method}", f"as asked, from {classes} classes{kept}")
    return [single for row in series for single in made.get(id(row), [row])]


def _refuse_others(draft: Draft, group: list[_Class], wide: list[_Class]) -> None:
    whole = {one.low for one in wide if one.low % WIDTH == 0 and one.high == one.low + WIDTH - 1}
    infants = any((one.low, one.high) == (0, 0) for one in group)
    bad = [one for one in wide if one.low not in whole and not ((one.low, one.high) == (1, 4) and infants)]
    short = len(wide) < FEWEST
    if not wide or not (bad or short):
        return
    raise WorkbookError(
        message("Sprague’s method needs five-year classes, at least five in a row; the class {ages} is none.",
                ages=bad[0].series.dim("age"))
        if bad
        else message("Sprague’s method needs at least five five-year classes in a row; there are {count}.",
                     count=len(wide)),
        where=draft.where,
        remedy=message("Spread the classes evenly with {option}.", option="--ages uniform"),
    )  # fmt: skip


def _split(
    draft: Draft, group: list[_Class], wide: list[_Class], method: str, made: dict[int, list[Series]]
) -> None:
    """Make the single ages of the classes of one sex."""
    years: dict[int, dict[int, list[float]]] = {id(one): {} for one in wide}
    evenly: dict[int, set[int]] = {id(one): set() for one in wide}
    for year in sorted({year for one in wide for year in one.series.years}):
        totals = {id(one): value for one in wide if (value := one.series.at(year)) is not None}
        curved = _by_sprague(group, wide, year) if method == "sprague" else {}
        for one in wide:
            if id(one) not in totals:
                continue
            parts = curved.get(id(one))
            if parts is None or min(parts) < 0:
                parts = uniform(totals[id(one)], one.high - one.low + 1)
                if method == "sprague":
                    evenly[id(one)].add(year)
            years[id(one)][year] = parts
    for one in wide:
        made[id(one.series)] = list(_singles(one, years[id(one)], method, evenly[id(one)]))
        if evenly[id(one)]:
            draft.notebook.say(
                "advisory",
                message("Sprague’s method gives no sensible single ages for {ages} in {years}; spread evenly there.",
                        ages=one.series.dim("age"), years=tuple(str(year) for year in sorted(evenly[id(one)]))),
                sheet=draft.block.sheet.name,
                at=place(one.series.cells[0]),
            )  # fmt: skip


def _by_sprague(group: list[_Class], wide: list[_Class], year: int) -> dict[int, list[float]]:
    """Split the classes of a year that stand with at least four others in a row."""
    by_low: dict[int, tuple[_Class, float, float]] = {}
    infants = next((one.series.at(year) for one in group if (one.low, one.high) == (0, 0)), None)
    for one in wide:
        value = one.series.at(year)
        if value is not None and one.low % WIDTH == 0:
            by_low[one.low] = (one, value, 0.0)
        elif value is not None and infants is not None:
            by_low[0] = (one, value + infants, infants)
    found: dict[int, list[float]] = {}
    for run in _runs(sorted(by_low)):
        if len(run) < FEWEST:
            continue
        for low, parts in zip(run, sprague([by_low[low][1] for low in run]), strict=True):
            one, total, known = by_low[low]
            if one.low != low:
                # Infants are known: the ages 1 to 4 follow the curve and add up to their own class.
                rest = sum(parts[1:])
                own = total - known
                parts = _exact([part * own / rest for part in parts[1:]], own) if rest > 0 else [-1.0]
            found[id(one)] = parts
    return found


def _runs(lows: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for low in lows:
        if runs and runs[-1][-1] == low - WIDTH:
            runs[-1].append(low)
        else:
            runs.append([low])
    return runs


def _singles(one: _Class, years: dict[int, list[float]], method: str, evenly: set[int]) -> Iterable[Series]:
    for offset in range(one.high - one.low + 1):
        age = str(one.low + offset)
        series = one.series
        yield dataclasses.replace(
            series,
            label=age if series.label == series.dim("age") else series.label,
            values=tuple(years[year][offset] if year in years else None for year in series.years),
            dims=tuple((name, age if name == "age" else value) for name, value in series.dims),
            split=method,
            evenly=tuple(sorted(evenly)),
        )
