"""Looks up what measures are costed with: assumptions first, then imported tables, always with their source."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np

from workbench.costing import assumptions, exchange, leaves, timing
from workbench.costing import operations as op
from workbench.costing.ages import banded
from workbench.costing.assumptions import PERIODS
from workbench.costing.graph import Node
from workbench.costing.units import INDEX, NUMBER, PAYMENTS, PERSONS, SHARE, Unit, money
from workbench.errors import Message, RequestError, message, verbatim
from workbench.model.assumed import SERIES
from workbench.model.cells import Cells
from workbench.model.currencies import currencies_of
from workbench.model.demography import age_classes
from workbench.model.follow import located
from workbench.model.package import Package
from workbench.model.paths import Path
from workbench.model.table import Correction, Series, Table
from workbench.model.words import MAX_AGE, LevelBasis, Quantity, Sex, is_constant, prices_of

NAMES: dict[str, Message] = {key: one.meaning for key, one in SERIES.items()}
_BASES = {
    LevelBasis.POVERTY_LINE: "poverty-line",
    LevelBasis.MINIMUM_WAGE: "minimum-wage",
    LevelBasis.AVERAGE_WAGE: "average-wage",
}


class MissingSeriesError(exchange.LackingError):
    """A series that a formula needs was neither imported nor assumed."""

    def __init__(self, key: str) -> None:
        can_be_assumed = key not in SERIES or SERIES[key].read
        super().__init__(
            message("{series} is not known.", series=NAMES.get(key, verbatim(key))),
            key=key,
            remedy=message(
                "Bring in a workbook that has it, its row alone with {option} if need be, or add an assumption named {key}.",
                key=key,
                option=f"import WORKBOOK --range … --as series:{key}",
            )
            if can_be_assumed
            else message("Bring in a workbook that has it."),
        )


class Library:
    """The series of one package as nodes.

    Attributes:
        unusable: Series that are there and cannot be used, such as money of another currency without a rate, and why.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.nominal = money(package.currency)
        self.constant = money(package.currency, package.base_year)
        self.index_unit = self.nominal / self.constant
        self.each_payment = self.nominal / (PERSONS * PAYMENTS)
        self._found: dict[str, Node | None] = {}
        self._people: dict[tuple[int, int, Sex, float | None], Node] = {}
        self._classes: dict[Sex, list[tuple[int, int, leaves.Row]]] = {}
        self._table = Table("", "population")
        self._prices: Node | None = None
        self._currencies: dict[tuple[str, str], tuple[str, ...]] = {}
        self.unusable: dict[str, RequestError] = {}

    def serving(self, package: Package) -> Library | None:
        """Give the same nodes for another package; None where something they are made from differs."""
        own = self.package
        same = (
            package.years == own.years
            and package.tables is own.tables
            and package.assumptions is own.assumptions
            and (package.currency, package.author) == (own.currency, own.author)
        )
        if not same:
            return None
        other = copy.copy(self)
        other.package = package
        return other

    def given(
        self, value: Path | float, label: Message, unit: Unit = NUMBER, *, subject: str = "", why: str = ""
    ) -> Node:
        """Make a node for a value of the planner; `subject` says where it is set.

        Raises:
            MissingSeriesError: It follows an imported series that is not there.
            RequestError: The series is counted in something else.
        """
        path = value if isinstance(value, Path) else Path.constant(value)
        if path.series:
            return self._following(path.series, label, unit, subject)
        return Node(label, leaves.Given(path, unit, subject, self.package.author, why))

    def _following(self, key: str, label: Message, unit: Unit, subject: str) -> Node:
        """Make a node for a value that follows an imported series, in the unit the value is meant in."""
        found = self.located(key)
        if found is None:
            raise MissingSeriesError(key)
        table, series = found
        node = self.as_stated(table, (series,), label)
        counted = (
            not node.unit.powers
            and not node.unit.name
            and bool(unit.powers)
            and series.unit != Quantity.MONEY
        )
        if (node.unit.powers, node.unit.name) == (unit.powers, unit.name):
            return node
        if series.unit == Quantity.MONEY and not _is_money_in(node, unit):
            node = self.cells(table, (series,), label)
        moneys = any(base.partition("@")[0] == self.package.currency for base, _ in unit.powers)
        if not (counted and not moneys) and not _is_money_in(node, unit):
            raise RequestError(
                message("The imported series “{name}” is in {given}; {wanted} is needed here.",
                        name=key, given=str(node.unit), wanted=str(unit)),
                where=subject,
                remedy=message("Bring it in again and say its unit with {option}.", option="--unit"),
            )  # fmt: skip
        return Node(label, op.Recast(unit, message("from the imported series {name}", name=key)), (node,))

    def find(self, key: str) -> Node | None:
        """Give a series by its key: the assumption of that name, else the imported one; None if it cannot be used."""
        if key not in self._found:
            self._found[key] = self._sought(key)
        return self._found[key]

    def _sought(self, key: str) -> Node | None:
        assumption = self.package.assumption(key)
        if assumption is not None:
            return assumptions.by_year(self, assumption)
        label = NAMES.get(key, verbatim(key))
        found = self.located(key)
        if found is None:
            return None
        try:
            return self.cells(found[0], (found[1],), label)
        except RequestError as error:
            self.unusable[key] = error
            return None

    def need(self, key: str) -> Node:
        """Give a series by its key.

        Raises:
            MissingSeriesError: There is none.
            RequestError: It is there and cannot be used.
        """
        node = self.find(key)
        if node is None:
            raise self.unusable.get(key) or MissingSeriesError(key)
        return node

    def located(self, key: str, role: str = "") -> tuple[Table, Series] | None:
        """Find an imported series; the table imported last wins."""
        return located(self.package.tables, key, role)

    def cells(
        self, table: Table, rows: tuple[Series, ...], label: Message, *, year: int | None = None
    ) -> Node:
        """Make a node for rows of a table, optionally for one year only, which then holds in every year.

        Money of another currency becomes the package's: nominal money at the rate of each year, or of the one year;
        money at constant prices at the rate of the year of its prices.

        Raises:
            RequestError: The exchange rate is not known, or the currency is not.
        """
        node, currency = self.as_stated(table, rows, label, year=year), self._currency_of(table, rows[0])
        if currency == self.package.currency:
            return node
        if not is_constant(rows[0].price_basis):
            return exchange.in_own_money(self, node, currency, at=year)
        return exchange.at_constant_prices(self, node, currency, self._prices_of(rows[0]))

    def as_stated(
        self, table: Table, rows: tuple[Series, ...], label: Message, *, year: int | None = None
    ) -> Node:
        """Make a node for rows of a table in the unit, and the currency, in which they were imported.

        Raises:
            RequestError: The currency is not known.
        """
        units = {"persons": PERSONS, "share": SHARE, "index": INDEX}
        unit = units.get(rows[0].unit, NUMBER)
        if rows[0].unit == Quantity.MONEY:
            currency = self._currency_of(table, rows[0])
            unit = money(currency)
            if is_constant(rows[0].price_basis):
                unit = money(currency, self._prices_of(rows[0]))
        return self.leaf(table, rows, label, unit, year)

    def _prices_of(self, series: Series) -> int:
        stated = prices_of(series.price_basis)
        return int(stated) if stated.isdigit() else self.package.base_year

    def leaf(
        self, table: Table, rows: tuple[Series, ...], label: Message, unit: Unit, year: int | None = None
    ) -> Node:
        """Make a node for rows of a table in a unit."""
        lines = tuple(_row(table, series) for series in rows)
        return Node(label, leaves.Cells(lines, unit, *_place(table), year, rows[0].key))

    def _currency_of(self, table: Table, series: Series) -> str:
        own, known = self.package.currency, (table.id, series.name)
        if series.unit != Quantity.MONEY:
            return own
        found = self._currencies.get(known) or currencies_of(table, series, own)
        self._currencies[known] = found
        if len(found) > 1:
            raise RequestError(
                message("Whether “{series}” is in {currencies} is not clear from its sheet.",
                        series=series.label or series.key, currencies=found),
                where=f"table:{table.id}",
                remedy=message("Say it with {command}, or bring the row in by itself with {option}.",
                               command=f"set table:{table.id} currency=…", option="--range"),
            )  # fmt: skip
        return found[0]

    def population(self, low: int, high: int, sex: Sex, cut_share: float | None = None) -> Node:
        """Give the people of an age band.

        Args:
            low: The youngest age.
            high: The oldest.
            sex: Which sex.
            cut_share: What the planner says is the share of a class cut by a limit who are within it.

        Raises:
            MissingSeriesError: No population was imported.
            AgesCutError: A limit cuts a class of ages, and the share is not stated, or two classes are cut.
            AgesMissingError: The table does not hold all ages of the band.
        """
        key = (low, high, sex, cut_share)
        if key not in self._people:
            rows = banded(self._rows(sex), low, high, cut_share, self._table)
            self._people[key] = Node(
                _people(low, high, sex),
                leaves.Cells(rows, PERSONS, *_place(self._table), series="population"),
            )
        return self._people[key]

    def _rows(self, sex: Sex) -> list[tuple[int, int, leaves.Row]]:
        if sex not in self._classes:
            classes = age_classes(self.package.tables, sex)
            self._classes[sex] = [
                (one.low, one.high, replace(_row(one.table, one.series), of=one.whom)) for one in classes
            ]
            self._table = classes[0].table if classes else self._table
        if not self._classes[sex]:
            raise MissingSeriesError("population")
        return self._classes[sex]

    def prices(self) -> Node:
        """Give the price index, 1 in the base year: nominal money for money of the base year.

        Raises:
            MissingSeriesError: Neither a consumer price index nor inflation is known.
        """
        if self._prices is None:
            self._prices = self._price_index()
        return self._prices

    def _price_index(self) -> Node:
        year = self.package.base_year
        label = message("price index, {year} = 1", year=str(year))
        inflation, cpi = self.package.assumption("inflation"), self._consumer_prices(label)
        if inflation is None and cpi is not None:
            return cpi
        first = assumptions.first_year(inflation.value) if inflation is not None else 0
        if inflation is None or cpi is None or first <= year + 1:
            return Node(label, timing.Compounded(year, self.index_unit), (self.need("inflation"),))
        rates = Node(message("inflation, assumed"), assumptions.stated(inflation, SHARE))
        known = cpi.named(message("price index as imported, {year} = 1", year=str(year)))
        return Node(label, timing.GoneOn(first, year), (known, rates))

    def _consumer_prices(self, label: Message) -> Node | None:
        """Give the price index by a consumer price index, imported or assumed; None where there is none."""
        year, assumption, found = self.package.base_year, self.package.assumption("cpi"), self.located("cpi")
        if assumption is not None:
            index, start = self.need("cpi"), self.at_base("cpi")
        elif found is not None:
            index = self.cells(found[0], (found[1],), NAMES["cpi"])
            start_label = message("consumer price index of {year}", year=str(year))
            start = self.cells(found[0], (found[1],), start_label, year=year)
        else:
            return None
        ratio = Node(label, op.Quotient(), (index, start))
        saying = message("prices of each year over prices of {year}", year=str(year))
        return Node(label, op.Recast(self.index_unit, saying), (ratio,))

    def growth_of(self, key: str, label: Message) -> Node:
        """Give how a series of money has moved since the base year, as an index from constant to nominal money."""
        series = self.need(key)
        ratio = Node(label, op.Quotient(), (series, self.at_base(key)))
        return Node(
            label,
            op.Recast(self.index_unit, message("each year over {year}", year=str(self.package.base_year))),
            (ratio,),
        )

    def at_base(self, key: str) -> Node:
        """Give the base-year value of a series, the same in every year."""
        return self.of_year(key, self.package.base_year)

    def of_year(self, key: str, year: int) -> Node:
        """Give the value of a series of one year, the same in every year.

        Raises:
            MissingSeriesError: There is no such series.
        """
        label = message("{series} of {year}", series=NAMES.get(key, verbatim(key)), year=str(year))
        assumption = self.package.assumption(key)
        if assumption is not None:
            return assumptions.of_year(self, assumption, label, year)
        found = self.located(key)
        if found is None:
            raise MissingSeriesError(key)
        return self.cells(found[0], (found[1],), label, year=year)

    def level_base(self, basis: LevelBasis, payments: float) -> Node:
        """Give what a level is a share of, in money of the base year and a payment.

        Raises:
            MissingSeriesError: The series is not known.
            RequestError: It does not say whether it is a monthly or a yearly figure.
        """
        year = str(self.package.base_year)
        to_constant = message("money of {year}", year=year)
        if basis is LevelBasis.GDP_PER_HEAD:
            yearly = self.gdp_per_head_at_base()
            per_year = 1.0
        else:
            key = _BASES[basis]
            yearly = self.at_base(key)
            per_year = self._periods(key)
        label = message("{base}, a payment", base=yearly.label)
        base = Node(yearly.label, op.Recast(self.constant, to_constant), (yearly,))
        if per_year == payments:
            return base
        factor = self.given(
            per_year / payments,
            message("payments of the series a year over payments of the benefit a year"),
            why=f"{per_year:g} / {payments:g}",
        )
        return Node(label, op.Product(), (base, factor))

    def growth_of_base(self, basis: LevelBasis) -> Node:
        """Give how what a level is a share of has moved since the base year, as an index.

        Raises:
            MissingSeriesError: The series is not known.
        """
        if basis is LevelBasis.GDP_PER_HEAD:
            return self.gdp_per_head_growth()
        key, year = _BASES[basis], str(self.package.base_year)
        return self.growth_of(key, message("{series}, {year} = 1", series=NAMES[key], year=year))

    def gdp_per_head_at_base(self) -> Node:
        """Give GDP per head of the base year."""
        return self.gdp_per_head_of(self.package.base_year)

    def gdp_per_head_of(self, year: int) -> Node:
        """Give GDP per head of one year, the same in every year."""
        gdp = self.of_year("gdp", year)
        people = self.population(0, MAX_AGE, Sex.BOTH)
        cells = people.operation
        assert isinstance(cells, leaves.Cells)
        fixed = Node(
            message("population of {year}", year=str(year)),
            leaves.Cells(
                cells.rows, PERSONS, cells.workbook, cells.imported, cells.table, year, cells.series
            ),
        )
        label = message("GDP per head of {year}", year=str(year))
        ratio = Node(label, op.Quotient(), (gdp, fixed))
        return Node(label, op.Recast(self.nominal, message("GDP over population")), (ratio,))

    @cached_property
    def gdp_per_head(self) -> Node | None:
        """Nominal GDP per head by year; None where GDP or population is not known."""
        gdp = self.find("gdp")
        try:
            people = self.population(0, MAX_AGE, Sex.BOTH)
        except RequestError:
            return None
        if gdp is None:
            return None
        return Node(message("GDP per head"), op.Quotient(), (gdp, people))

    @cached_property
    def poverty_line_a_year(self) -> Node | None:
        """The nominal poverty line a person and year; None where it or its period is not known."""
        key = _BASES[LevelBasis.POVERTY_LINE]
        line, period = self.find(key), self._period(key)
        if line is None or period not in PERIODS or not line.unit.fits(self.nominal):
            return None
        times = self.given(PERIODS[period], message("poverty lines a year"), NUMBER / PERSONS)
        return Node(message("poverty line a year"), op.Product(), (line, times))

    def gdp_per_head_growth(self) -> Node:
        """Give how GDP per head has moved since the base year."""
        people = self.population(0, MAX_AGE, Sex.BOTH)
        each = Node(message("GDP per head"), op.Quotient(), (self.need("gdp"), people))
        each = Node(each.label, op.Recast(self.nominal, message("GDP over population")), (each,))
        label = message("GDP per head, {year} = 1", year=str(self.package.base_year))
        ratio = Node(label, op.Quotient(), (each, self.gdp_per_head_at_base()))
        return Node(
            label,
            op.Recast(self.index_unit, message("each year over {year}", year=str(self.package.base_year))),
            (ratio,),
        )

    def _period(self, key: str) -> str:
        if self.package.assumption(key) is not None:
            return "month"
        found = self.located(key)
        return found[1].dim("period") if found else ""

    def _periods(self, key: str) -> float:
        period = self._period(key)
        if period not in PERIODS:
            raise RequestError(
                message(
                    "The imported {series} does not say whether it is a figure a month or a year.",
                    series=NAMES[key],
                ),
                where=key,
                remedy=message(
                    "Add an assumption named {key} with the amount a month, and say why.", key=key
                ),
            )
        return PERIODS[period]


def _is_money_in(node: Node, unit: Unit) -> bool:
    """Whether a series of money is in the money that a unit, such as money a person, holds."""
    return bool(node.unit.powers) and set(node.unit.powers) <= set(unit.powers)


def _row(table: Table, series: Series) -> leaves.Row:
    years, values, cells = series.years, series.values, series.cells
    if None in values:
        known = [one for one in zip(years, values, cells, strict=True) if one[1] is not None]
        years, values, cells = zip(*known, strict=True) if known else ((), (), ())
    addresses = cells if isinstance(cells, Cells) else Cells.of(cells)
    notes = tuple(_notes(table, series))
    return leaves.Row(leaves.Line(years, np.array(values, dtype=np.float64), addresses, table.sheet, notes))


def _notes(table: Table, series: Series) -> Iterator[tuple[int, Message]]:
    """Say of each value that is not just what stands in its cell how it came about."""
    corrected = {one.year for one in table.corrections if one.series == series.name}
    for year in sorted(corrected):
        set_by_hand = table.correction(series.name, year)
        assert set_by_hand is not None
        yield year, _by_hand(table, series, set_by_hand)
    for year in series.interpolated:
        if year not in corrected:
            yield year, message("interpolated between the years beside it")
    for year in series.years if series.split else ():
        if year not in corrected:
            method = "uniform" if year in series.evenly else series.split
            if year in series.drawn:
                yield (
                    year,
                    message(
                        "single ages made of a class of ages, method {method}, drawn towards an even spread",
                        method=method,
                    ),
                )
            else:
                yield year, message("single ages made of a class of ages, method {method}", method=method)


def _by_hand(table: Table, series: Series, own: Correction) -> Message:
    imported = next((one.at(own.year) for one in table.series if one.name == series.name), None)
    values = {
        "series": series.label or series.name,
        "value": _written(series, own.value),
        "imported": message("no value") if imported is None else _written(series, imported),
    }
    if own.why:
        return message(
            "{series}: {value} set by hand in place of {imported} in the workbook: {why}",
            **values,
            why=own.why,
        )
    return message("{series}: {value} set by hand in place of {imported} in the workbook", **values)


def _written(series: Series, value: float) -> Message | float:
    return message("{percent} %", percent=value * 100) if series.unit == Quantity.SHARE else value


def _place(table: Table) -> tuple[str, str, str]:
    return table.workbook, table.imported, table.id


def _people(low: int, high: int, sex: Sex) -> Message:
    if high >= MAX_AGE:
        ages = message("people aged {low} and over", low=low) if low else message("population")
    else:
        ages = message("people aged {low} to {high}", low=low, high=high)
    if sex is Sex.BOTH:
        return ages
    return message("{ages}, women", ages=ages) if sex is Sex.FEMALE else message("{ages}, men", ages=ages)
