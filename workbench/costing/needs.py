"""What a package needs of imported series, year by year, and what of that is missing: one fact, told everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.costing import leaves
from workbench.costing.draws import input_of
from workbench.costing.graph import Node, Years
from workbench.costing.series import NAMES
from workbench.errors import Message, message, verbatim
from workbench.i18n import ranges
from workbench.model.assumed import SERIES
from workbench.model.assumed import known as is_known
from workbench.model.demography import Population, age_classes
from workbench.model.follow import located
from workbench.model.package import Package
from workbench.model.results import Fill, Need
from workbench.model.table import Series, Table
from workbench.model.words import Quantity, Sex, is_constant

POPULATION = "population"
_SHARED = ("gdp",)
"""Series every package is read against, whatever its measures: costs are printed as shares of them."""


@dataclass
class _Wanted:
    """What is wanted of one series."""

    label: Message
    measures: dict[str, None] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    missing: set[int] = field(default_factory=set)


def needs(
    package: Package, costs: Mapping[str, Node], lacking: Mapping[str, tuple[str, int | None]]
) -> tuple[Need, ...]:
    """Say what the package needs of imported series, and what of that is missing; what is missing stands first.

    Args:
        package: The package.
        costs: Costed measure -> the node of its cost.
        lacking: Measure that is not costed -> the series it lacks, and the one year where only that is wanted.
    """
    wanted: dict[str, _Wanted] = {}

    def want(key: str, label: Message, measure: str, years: Years, there: tuple[int, ...]) -> None:
        one = wanted.setdefault(key, _Wanted(label))
        one.measures |= {measure: None} if measure else {}
        one.years |= set(years)
        one.missing |= set(years) - set(there)

    for measure, node in costs.items():
        for leaf, years in reading(node, package.years):
            cells = leaf.operation
            key = input_of(leaf).removeprefix("series:")
            if isinstance(cells, leaves.Cells) and key and years:
                want(key, NAMES.get(key, leaf.label), measure, years, cells.years)
    for measure, (key, year) in lacking.items():
        years = (year,) if year is not None else _running(package, measure)
        want(key, NAMES.get(key, verbatim(key)), measure, years, ())
    for key in _SHARED:
        if package.measures and package.assumption(key) is None:
            want(key, NAMES[key], "", package.years, known_years(package, key))
    found = [
        _need(package, key, one.label, tuple(one.measures), sorted(one.years), sorted(one.missing))
        for key, one in wanted.items()
    ]
    return tuple(sorted(found, key=lambda need: (not need.missing, -len(need.missing), -len(need.measures))))


def reading(node: Node, years: Years) -> Iterator[tuple[Node, Years]]:
    """Give the leaves a figure of some years rests on, each with those of its years that count."""
    read: dict[int, set[int]] = {}
    held: dict[int, Node] = {}
    waiting = [(node, years)]
    while waiting:
        at, wanted = waiting.pop()
        known = read.setdefault(id(at), set())
        more = tuple(year for year in wanted if year not in known)
        if not more:
            continue
        known.update(more)
        held[id(at)] = at
        waiting += [(part, at.operation.reads(place, more)) for place, part in enumerate(at.inputs)]
    for key, at in held.items():
        if not at.inputs:
            fixed = at.operation.fixed_year if isinstance(at.operation, leaves.Cells) else None
            yield at, (fixed,) if fixed else tuple(sorted(read[key]))


def of_table(package: Package, key: str) -> Need:
    """Say what the package would need of a series whatever its measures: its base year and each year costed."""
    years = (package.base_year, *package.years)
    known = known_years(package, key)
    missing = [year for year in years if year not in known]
    return _need(package, key, NAMES.get(key, verbatim(key)), (), years, missing)


def _need(
    package: Package,
    key: str,
    label: Message,
    measures: tuple[str, ...],
    years: Sequence[int],
    missing: Sequence[int],
) -> Need:
    said = message(
        "The package needs {series} for {years}; missing: {missing}.",
        series=label,
        years=ranges(years),
        missing=ranges(missing) or message("none"),
    )
    fills = tuple(_fills(package, key, tuple(missing)))
    return Need(key, label, measures, tuple(years), tuple(missing), said, fills)


def known_years(package: Package, key: str) -> tuple[int, ...]:
    """Give the years for which a series is there: for people, those in which every class of ages has a value."""
    if key == POPULATION:
        people = Population(package.tables)
        years = {year for one in age_classes(package.tables, Sex.BOTH) for year in one.series.years}
        return tuple(year for year in sorted(years) if people.persons(year) is not None)
    found = located(package.tables, key)
    if found is None:
        return ()
    return tuple(
        year for year, value in zip(found[1].years, found[1].values, strict=True) if value is not None
    )


def _fills(package: Package, key: str, missing: tuple[int, ...]) -> Iterator[Fill]:
    """Say what would fill the missing years, the least work first."""
    if not missing:
        return
    known, table = known_years(package, key), _table_of(package, key)
    said = ranges(missing)
    between = tuple(year for year in missing if known and known[0] < year < known[-1])
    if between:
        what = message(
            "{years} can be drawn between the years that are there: bring the workbook in again with {option}.",
            years=ranges(between),
            option="--interpolate linear",
        )
        yield Fill("interpolate", table, between, what)
    if other := _like(package, key) if not known else None:
        what = message(
            "“{label}” of {workbook} may be it: bring that row in with {option}; money of another currency counts at the "
            "exchange rate.",
            label=other[1].label,
            workbook=other[0].workbook,
            option=f"--as series:{key}",
        )
        yield Fill("name", other[0].id, missing, what)
    if table:
        what = message(
            "Bring in a newer workbook with {years} in place of the table {table}.", years=said, table=table
        )
        yield Fill("read-again", table, missing, what)
    else:
        what = message("Bring in a workbook that has {series} for {years}.", series=key, years=said)
        yield Fill("import", key, missing, what)
    name = "inflation" if key == "cpi" else key
    if key != POPULATION and is_known(name) is not None:
        what = message("Or state {subject} for {years}.", subject=f"assumption:{name}", years=said)
        yield Fill("assumption", f"assumption:{name}", missing, what)


def _like(package: Package, key: str) -> tuple[Table, Series] | None:
    """Find a series of nominal money whose own label speaks of the one wanted, such as GDP in dollars."""
    if key not in SERIES or SERIES[key].unit != Quantity.MONEY:
        return None
    for table in reversed(package.tables):
        for series in table.rows:
            nominal = series.unit == Quantity.MONEY and not is_constant(series.price_basis)
            if nominal and series.key.startswith(f"{key}-") and "per-head" not in series.key:
                return table, series
    return None


def _table_of(package: Package, key: str) -> str:
    """Name the table that holds a series; empty where none does."""
    if key == POPULATION:
        return next((one.id for one in reversed(package.tables) if one.role == POPULATION), "")
    found = located(package.tables, key)
    return found[0].id if found is not None else ""


def _running(package: Package, measure_id: str) -> Years:
    measure = package.measure(measure_id)
    return tuple(year for year in package.years if measure is not None and measure.runs_in(year))
