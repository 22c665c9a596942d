"""What was understood of a value: the amount with its currency and period, the share, and how it moves over the years."""

from __future__ import annotations

from typing import Any

from workbench.errors import Message, message
from workbench.model import fields
from workbench.model.assumed import known
from workbench.model.cost import basis_of
from workbench.model.measure import Measure
from workbench.model.package import Assumption, FinancingLine, Package
from workbench.model.paths import MOVES, Path, Shape
from workbench.model.words import LevelBasis, Quantity

_PAID: dict[float, Message] = {
    1.0: message("once a year"),
    2.0: message("twice a year"),
    4.0: message("a quarter"),
    12.0: message("a month"),
    52.0: message("a week"),
    365.0: message("a day"),
}
_PER = {"year": message("a year"), "month": message("a month"), "day": message("a day")}


_BASES: dict[LevelBasis, Message] = {
    LevelBasis.MONEY: message("money"),
    LevelBasis.GDP_PER_HEAD: message("GDP per head"),
    LevelBasis.POVERTY_LINE: message("poverty line"),
    LevelBasis.MINIMUM_WAGE: message("minimum wage"),
    LevelBasis.AVERAGE_WAGE: message("average wage"),
}


def understood(package: Package, record: Any, field: str) -> Message | None:
    """Say how a number of a record is understood; None where there is nothing to add to what was typed."""
    value = _held(record, field)
    if isinstance(record, FinancingLine) and field in ("amounts", "recurrent"):
        field, value = "amounts", record.comes(package.years[0])
    if isinstance(record, Measure) and field in ("cost.level", "cost.child_level"):
        return _benefit(package, record, value)
    if isinstance(record, Measure) and field in ("cost.payments", "cost.months", "cost.level_basis"):
        return (
            _benefit(package, record, record.cost.level)
            if any(v for _, v in record.cost.level.points)
            else None
        )
    if isinstance(value, bool) or not isinstance(value, (Path, int, float)):
        return None
    unit, per = _counted(record, field)
    if isinstance(value, Path) and value.shape is Shape.ONLY and not value.is_constant:
        per = ""  # what comes in its years only is no yearly amount
    if field in ("cost.level_floor", "cost.level_cap"):
        unit = (
            "money"
            if getattr(record.cost, basis_of(field.removeprefix("cost."))) is LevelBasis.MONEY
            else "share"
        )
    if not unit:
        return None
    said = _over_years(value, lambda one: _said(one, unit, per, _currency(package, record)))
    if (
        isinstance(record, Assumption)
        and isinstance(value, Path)
        and not value.is_constant
        and not value.series
    ):
        return message("{said}; in earlier years what was imported counts", said=said)
    return said


def told_value(package: Package, record: Any, field: str) -> Message | None:
    """Say a number as it is understood, or as it stands; None for what is no number and for a value of many years."""
    value = _held(record, field)
    if isinstance(value, bool) or not isinstance(value, (Path, int, float)):
        return None
    if isinstance(value, Path) and not value.is_constant:
        return None
    if said := understood(package, record, field):
        return said
    if isinstance(value, Path):
        value = value.points[0][1]
    # A year is no amount, and takes no mark of thousands.
    return message("{value}", value=str(value) if isinstance(value, int) else value)


def _held(record: Any, field: str) -> Any:
    for name in field.split("."):
        record = getattr(record, name, None)
    return record


def _counted(record: Any, field: str) -> tuple[str, str]:
    """Give the unit a number is in and the period it is for."""
    if isinstance(record, Assumption):
        found = known(record.id)
        return (
            (record.counted_in, found.per if found is not None else "")
            if field in ("value", "low", "high")
            else ("", "")
        )
    declared = fields.declared(type(record), field)
    unit = str(declared.get("unit", ""))
    return (
        unit if unit in (Quantity.SHARE, Quantity.MONEY, Quantity.PERSONS) else "",
        str(declared.get("per", "")),
    )


def _currency(package: Package, record: Any) -> str:
    stated = ""
    if isinstance(record, Measure):
        stated = record.cost.currency
    elif isinstance(record, FinancingLine):
        stated = record.currency
    return stated or package.currency or "–"


def _said(value: float, unit: str, per: str, currency: str) -> Message:
    if unit == Quantity.SHARE:
        return message("{percent}\u202f%", percent=round(value * 100, 6))
    if unit == Quantity.MONEY and per in _PER:
        return message("{amount} {currency} {period}", amount=value, currency=currency, period=_PER[per])
    if unit == Quantity.MONEY:
        return message("{amount} {currency}", amount=value, currency=currency)
    return (
        message("{amount} people", amount=value)
        if unit == Quantity.PERSONS
        else message("{amount}", amount=value)
    )


def _benefit(package: Package, measure: Measure, level: Path) -> Message:
    cost = measure.cost
    paid = cost.payments * cost.months / 12
    if cost.level_basis is not LevelBasis.MONEY:
        share = _over_years(level, lambda one: _said(one, "share", "", ""))
        return message(
            "{share} of the {base}, in {payments} payments a year",
            share=share,
            base=_BASES[cost.level_basis],
            payments=paid,
        )
    currency = _currency(package, measure)
    each = _PAID.get(cost.payments, message("a payment"))

    def said(one: float) -> Message:
        return message(
            "{amount} {currency} {each}, {payments} payments, {yearly} {currency} a year",
            amount=one, currency=currency, each=each, payments=paid, yearly=one * paid,
        )  # fmt: skip

    return _over_years(level, said)


def _over_years(value: Any, said: Any) -> Message:
    if not isinstance(value, Path):
        return said(float(value))  # type: ignore[no-any-return]
    if value.series:
        return message("as the imported series {name}", name=value.series)
    if value.is_constant:
        return said(value.points[0][1])  # type: ignore[no-any-return]
    points = tuple(message("{year}: {value}", year=str(year), value=said(one)) for year, one in value.points)
    if value.shape is Shape.ONLY:
        return message("{points}; nothing in other years", points=points)
    first = str(value.points[0][0])
    if len(points) == 1:
        return message("{value}, and so on; not stated before {first}", value=points[0], first=first)
    return message(
        "{points}; {shape}, not stated before {first}", points=points, shape=MOVES[value.shape], first=first
    )
