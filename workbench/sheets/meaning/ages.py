"""Make single ages of classes of ages, by a method the planner names; each class keeps its sum exactly.

Sprague's multipliers come from Sprague (1880), Explanation of a new formula for interpolation, Journal of the
Institute of Actuaries 22, as printed in Siegel and Swanson (2004), The Methods and Materials of Demography, p. 727.
"""

from __future__ import annotations

import collections
import dataclasses
import math
from collections.abc import Iterable

from workbench.errors import WorkbookError, message
from workbench.i18n import ranges
from workbench.model import Series
from workbench.model.cells import place
from workbench.model.decided import Topic, coded
from workbench.model.demography import age_bounds
from workbench.model.words import MAX_AGE, Severity
from workbench.sheets.meaning.draft import Draft

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
    """Move parts onto the grid of the total's own precision, so that sums are exact; the largest, which can, takes the rest."""
    if min(parts) < 0:
        return parts
    grid, largest = math.ulp(total), parts.index(max(parts))
    held = [math.floor(part / grid) * grid for part in parts]
    held[largest] = total - sum(held[:largest] + held[largest + 1 :])
    return held


@dataclasses.dataclass(frozen=True, slots=True)
class _Class:
    """The people of one class of ages."""

    low: int
    high: int
    series: Series


def to_single_ages(draft: Draft, series: list[Series], method: str) -> list[Series]:
    """Replace classes of ages by single ages; single ages and the open-ended class stay as they are.

    The sexes of one class and year are treated alike, so that men and women add up to both at every age.

    Raises:
        WorkbookError: Sprague's method was asked for and a class is not one of five years among others.
    """
    people: dict[tuple[str, tuple[tuple[str, str], ...]], list[_Class]] = {}
    for row in series:
        bounds = age_bounds(row.dim("age"))
        if bounds is None:
            continue
        others = tuple(pair for pair in row.dims if pair[0] != "age")
        label = "" if row.label == row.dim("age") else row.label
        people.setdefault((label, others), []).append(_Class(*bounds, row))
    together: dict[tuple[object, ...], list[_Sex]] = {}
    for (_, others), group in people.items():
        wide = [one for one in group if one.low < one.high < MAX_AGE]
        if method == "sprague":
            _refuse_others(draft, group, wide)
        beside = tuple(pair for pair in others if pair[0] != "sex")
        if wide:
            together.setdefault(beside, []).append(_Sex(group, wide))
    made: dict[int, list[Series]] = {}
    for sexes in together.values():
        _split(draft, sexes, method, made)
    if not made:
        return series
    left = sorted(
        {one.series.dim("age") for group in people.values() for one in group if one.high == MAX_AGE}
    )
    asked = (
        coded("classes-but-open", count=len(made), open=", ".join(left))
        if left
        else coded("classes-as-asked", count=len(made))
    )
    draft.decided(Topic.AGES, coded("single-ages", method=method), asked)
    return [single for row in series for single in made.get(id(row), [row])]


@dataclasses.dataclass(frozen=True, slots=True)
class _Sex:
    """The classes of one sex: all, and those of several ages."""

    group: list[_Class]
    wide: list[_Class]


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
        where=draft.spot,
        remedy=message("Spread the classes evenly with {option}.", option="--ages uniform"), code="not-five-year-classes", asks="ages",
    )  # fmt: skip


def _split(draft: Draft, sexes: list[_Sex], method: str, made: dict[int, list[Series]]) -> None:
    """Make the single ages of the classes of all sexes together."""
    told = _Told()
    parts: dict[int, dict[int, list[float]]] = {id(one): {} for sex in sexes for one in sex.wide}
    for year in sorted({year for sex in sexes for one in sex.wide for year in one.series.years}):
        by_class: dict[tuple[int, int], list[tuple[_Class, float, list[float] | None]]] = {}
        curved = _curves(sexes, year, told) if method == "sprague" else {}
        for one in (one for sex in sexes for one in sex.wide):
            value = one.series.at(year)
            if value is not None:
                by_class.setdefault((one.low, one.high), []).append((one, value, curved.get(id(one))))
        for held in by_class.values():
            for one, split in _alike(held, year, told, method):
                parts[id(one)][year] = split
    for one in (one for sex in sexes for one in sex.wide):
        made[id(one.series)] = list(
            _singles(one, parts[id(one)], method, told.evenly[id(one)], told.drawn[id(one)])
        )
    told.say(draft, sexes)


@dataclasses.dataclass
class _Told:
    """What has to be said of classes: years spread evenly, years drawn towards that, and the classes that were missing."""

    evenly: dict[int, set[int]] = dataclasses.field(default_factory=lambda: collections.defaultdict(set))
    drawn: dict[int, set[int]] = dataclasses.field(default_factory=lambda: collections.defaultdict(set))
    missing: dict[int, tuple[_Class, set[int]]] = dataclasses.field(default_factory=dict)

    def say(self, draft: Draft, sexes: list[_Sex]) -> None:
        """Say it of each class once, at the cell of the first year concerned."""
        seen: set[tuple[int, int]] = set()
        for one in (one for sex in sexes for one in sex.wide):
            years = sorted(self.drawn[id(one)])
            if years and (one.low, one.high) not in seen:
                seen.add((one.low, one.high))
                draft.notebook.say(
                    Severity.ADVISORY,
                    message("Sprague’s method gives no sensible single ages for {ages} in {years}: some would have less than "
                            "nobody. There they are drawn towards an even spread, for all sexes alike.",
                            ages=one.series.dim("age"), years=ranges(years)),
                    sheet=draft.block.sheet.name,
                    at=place(one.series.cell_at(years[0])), code="single-ages-drawn-even",
                )  # fmt: skip
        for one, gaps in self.missing.values():
            years = sorted(gaps)
            draft.notebook.say(
                Severity.ADVISORY,
                message("The class {ages} has no value in {years}. Sprague’s method needs five classes in a row, so that the "
                        "classes beside it are spread evenly there.",
                        ages=one.series.dim("age"), years=ranges(years)),
                sheet=draft.block.sheet.name,
                at=place(one.series.cell_at(years[0]) or one.series.cells[0]), code="class-without-value",
            )  # fmt: skip


def _alike(
    held: list[tuple[_Class, float, list[float] | None]], year: int, told: _Told, method: str
) -> Iterable[tuple[_Class, list[float]]]:
    """Split one class of all sexes: as much of the curve as leaves no age with less than nobody, the same for all.

    The part of the curve that is kept moves with the figures, so that no age jumps from one year to the next.
    """
    whole = all(curve is not None for _, _, curve in held)
    kept = 0.0
    if whole:
        kept = min((_bearable(total, curve) for _, total, curve in held if curve is not None), default=0.0)
    for one, total, curve in held:
        even = uniform(total, one.high - one.low + 1)
        if method == "sprague" and total and not whole:
            told.evenly[id(one)].add(year)
        if method == "sprague" and total and whole and kept < 1:
            told.drawn[id(one)].add(year)
        if curve is None or not whole or kept == 0:
            yield one, even
        elif kept == 1:
            yield one, curve
        else:
            mixed = [max(0.0, flat + kept * (bent - flat)) for flat, bent in zip(even, curve, strict=True)]
            yield one, _exact(mixed, total)


def _bearable(total: float, curve: list[float]) -> float:
    """Give how much of a curve can be kept beside an even spread before an age has less than nobody."""
    flat = total / len(curve)
    return min((flat / (flat - part) for part in curve if part < 0), default=1.0)


def _curves(sexes: list[_Sex], year: int, told: _Told) -> dict[int, list[float]]:
    """Split the classes of a year that stand, for every sex, with at least four others in a row."""
    tables = [_by_low(sex, year) for sex in sexes]
    common = set.intersection(*(set(table) for table in tables))
    for sex in sexes:
        for one in sex.wide:
            if one.low - one.low % WIDTH not in common and one.series.at(year) is None:
                told.missing.setdefault(one.low, (one, set()))[1].add(year)
    found: dict[int, list[float]] = {}
    for run in _runs(sorted(common)):
        if len(run) < FEWEST:
            continue
        for table in tables:
            for low, parts in zip(run, sprague([table[low][1] for low in run]), strict=True):
                one, total, known = table[low]
                if one.low != low:
                    # Infants are known: the ages 1 to 4 follow the curve, moved alike to add up to their own class.
                    own = total - known
                    moved = (own - sum(parts[1:])) / (WIDTH - 1)
                    parts = _exact([part + moved for part in parts[1:]], own)
                found[id(one)] = parts
    return found


def _by_low(sex: _Sex, year: int) -> dict[int, tuple[_Class, float, float]]:
    """Give the five-year classes of a sex by their first age: the class, its people, and the infants known apart."""
    by_low: dict[int, tuple[_Class, float, float]] = {}
    infants = next((one.series.at(year) for one in sex.group if (one.low, one.high) == (0, 0)), None)
    for one in sex.wide:
        value = one.series.at(year)
        if value is not None and one.low % WIDTH == 0:
            by_low[one.low] = (one, value, 0.0)
        elif value is not None and infants is not None:
            by_low[0] = (one, value + infants, infants)
    return by_low


def _runs(lows: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for low in lows:
        if runs and runs[-1][-1] == low - WIDTH:
            runs[-1].append(low)
        else:
            runs.append([low])
    return runs


def _singles(
    one: _Class, years: dict[int, list[float]], method: str, evenly: set[int], drawn: set[int]
) -> Iterable[Series]:
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
            drawn=tuple(sorted(drawn)),
        )
