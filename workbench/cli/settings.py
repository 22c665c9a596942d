"""What is typed as FIELD=VALUE for a record: which unit, and which currency, each value is in."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

from workbench.cli import values
from workbench.errors import RequestError, message
from workbench.model import Package, fields
from workbench.model import Path as ValuePath
from workbench.model.assumed import known
from workbench.model.cost import basis_of
from workbench.model.currencies import codes, imported_rate, rate_key
from workbench.model.measure import Measure
from workbench.model.names import meant
from workbench.model.package import Assumption, FinancingLine
from workbench.model.words import LevelBasis, Quantity


def settings(
    assignments: list[str], package: Package, kind: type[Any], record: Any = None
) -> list[tuple[str, Any]]:
    """Read assignments together, whatever their order: money for a benefit level also says that it is stated in money.

    Args:
        assignments: FIELD=VALUE, as typed.
        package: The package the record is of.
        kind: The kind of record.
        record: The record as it stands, or as it is made from its template.
    """
    pairs = [values.assignment(text) for text in assignments]
    named = dict(pairs)
    currency, found = _in_one_currency(pairs, package, kind, record)
    reader = _Reader(package, kind, record, currency, _payments(named, record))
    for field, value in pairs:
        unit = reader.unit(field, named)
        given = reader.read(field, value, unit)
        found.append((field, given))
        basis = _basis_field(field)
        if reader.declared(field).get("unit") != "level" or basis in named:
            continue
        in_money = isinstance(record, Measure) and _basis(record, field) is LevelBasis.MONEY
        if values.is_money(value):
            found.append((basis, LevelBasis.MONEY.value))
        elif in_money and values.is_share(value):
            raise RequestError(
                message("The level of this measure is stated in money, and {value} is a share.", value=value),
                where=field,
                remedy=message(
                    "Say also what it is a share of, for example {field}=poverty-line.", field=basis
                ),
            )
    return list(dict(found).items())


def _basis_field(field: str) -> str:
    return f"cost.{basis_of(field.removeprefix('cost.'))}"


def _basis(record: Any, field: str) -> LevelBasis:
    """Give what a level of a record is stated in."""
    if not isinstance(record, Measure):
        return LevelBasis.MONEY
    basis: LevelBasis = getattr(record.cost, basis_of(field.removeprefix("cost.")))
    return basis


def _payments(named: dict[str, str], record: Any) -> float:
    """Give the payments a year that hold after the edit, by which an amount a year or month is divided."""
    held = record.cost.payments if isinstance(record, Measure) else 12.0
    try:
        said = float(named.get("cost.payments", held))
    except ValueError:
        return held
    return said if said > 0 else held


class _Reader:
    """Reads the values of one edit, each as its field is declared."""

    def __init__(
        self, package: Package, kind: type[Any], record: Any, currency: str | None, payments: float
    ) -> None:
        self._package = package
        self._kind = kind
        self._record = record
        self._currency = currency
        self._payments = payments

    def declared(self, field: str) -> Any:
        """Give what is declared of a dotted field; nothing where there is none."""
        return fields.declared(self._kind, field)

    def unit(self, field: str, named: dict[str, str]) -> str:
        """Give the unit a value is read in: of an assumption's values the one it is counted in."""
        unit = str(self.declared(field).get("unit", ""))
        if isinstance(self._record, Assumption) and field in ("value", "low", "high"):
            return named.get("unit") or self._record.counted_in
        basis = named.get(_basis_field(field)) or _basis(self._record, field)
        if unit == "level" and basis != LevelBasis.MONEY and not values.is_money(named[field]):
            return "share"
        return unit

    def read(self, field: str, value: str, unit: str) -> Any:
        """Read a value; one of a list or of a year may carry its unit as one alone does."""
        if unit == "code":
            # A vote 11 or a function 10.2 is a name, although it looks like a number.
            return value
        given = self._one(field, value, unit)
        if field not in self._known:
            return given
        return self._inside(given, fields.kind(self._kind, field), unit, field)

    @property
    def _known(self) -> frozenset[str]:
        return frozenset(name for name, _ in fields.meanings(self._kind))

    def _one(self, field: str, value: Any, unit: str) -> Any:
        values.must_fit(value, unit, field=field)
        if not isinstance(value, str):
            values.must_say_percent(value, value, unit, field=field)
            return value
        given = values.read(
            value,
            self._package,
            field=field,
            payments=self._payments,
            currency=self._currency,
            per=self._per(field),
        )
        values.must_say_percent(value, given, unit, field=field)
        return given

    def _per(self, field: str) -> str | None:
        if isinstance(self._record, Assumption) and field in ("value", "low", "high"):
            found = known(self._record.id)
            return found.per if found is not None else None
        said = self.declared(field.partition("[")[0]).get("per")
        return None if said is None else str(said)

    def _inside(self, value: Any, kind: Any, unit: str, field: str) -> Any:
        """Read the numbers inside a value that was JSON, each by the field it is for."""
        options = [one for one in (*typing.get_args(kind), kind) if isinstance(one, type)]
        record = next(
            (one for one in options if dataclasses.is_dataclass(one) and one is not ValuePath), None
        )
        if isinstance(value, list):
            return [self._inside_one(one, record, unit, field) for one in value]
        if isinstance(value, dict) and ValuePath in options:
            own = ("shape", "series")
            return {
                name: one
                if name in own
                else self._one(f"{field}.{name}" if unit != "level" else field, one, unit)
                for name, one in value.items()
            }
        return self._inside_one(value, record, unit, field) if isinstance(value, dict) else value

    def _inside_one(self, value: Any, record: Any, unit: str, field: str) -> Any:
        if not isinstance(value, dict) or record is None:
            return self._one(field, value, unit) if unit == Quantity.SHARE else value
        inner = _Reader(self._package, record, None, self._currency, self._payments)
        said = {name: one for name, one in value.items() if name in inner._known}
        return value | {name: inner._nested(name, one) for name, one in said.items()}

    def _nested(self, name: str, value: Any) -> Any:
        kind, unit = fields.kind(self._kind, name), str(self.declared(name).get("unit", ""))
        if isinstance(value, str) and unit in (Quantity.SHARE, Quantity.MONEY):
            return self._one(name, value, unit)
        if isinstance(value, (int, float)):
            return self._one(name, value, unit)
        return self._inside(value, kind, unit, name)


def _in_one_currency(
    pairs: list[tuple[str, str]], package: Package, kind: type[Any], record: Any
) -> tuple[str | None, list[tuple[str, Any]]]:
    """Give the currency that the amounts given are in, and what has to be set for it to be said.

    All money of a measure, and of a line of financing, is in one currency.

    Raises:
        RequestError: Amounts in several currencies would stand side by side.
    """
    field = {Measure: "cost.currency", FinancingLine: "currency"}.get(kind, "")
    given = dict.fromkeys(
        code for name, value in pairs for code in values.currencies_of(value) if name != field
    )
    if not field or not given:
        return None, []
    code, others = next(iter(given)), tuple(given)[1:]
    holder = getattr(record, "cost", record)
    held = getattr(holder, "currency", "") or package.currency
    said = dict(pairs).get(field, code).strip() or package.currency
    if others or said != code:
        raise RequestError(
            message("Amounts in {currencies} cannot stand side by side.", currencies=tuple(dict.fromkeys((*given, said)))),
            where=field,
            remedy=message("Give all of them in one currency."),
        )  # fmt: skip
    if code not in (*codes(), package.currency):
        raise RequestError(
            message("There is no currency “{code}”.", code=code),
            where=next(name for name, value in pairs if code in values.currencies_of(value)),
            remedy=meant(code, codes()) or message("`policy-workbench words currencies` lists them."),
        )
    rated = package.assumption(rate_key(code)) is not None or imported_rate(package, code) is not None
    if code not in (package.currency, held) and field not in dict(pairs) and not rated:
        raise RequestError(
            message("{given} is not the package's currency, {currency}, and its exchange rate is not known.",
                    given=code, currency=package.currency or "–"),
            where=next(name for name, value in pairs if code in values.currencies_of(value)),
            remedy=message("Convert the amount, or add an assumption named {key} first: {currency} for one {given}.",
                           key=rate_key(code), currency=package.currency or "–", given=code),
        )  # fmt: skip
    left = _amounts_left(holder, {name.removeprefix("cost.") for name, _ in pairs}) if code != held else ()
    if left:
        raise RequestError(
            message("{fields} of it is in {held}, and this would be in {given}.", fields=left, held=held, given=code),
            where=field,
            remedy=message("Convert the amount to {held}, or give all amounts in {given} at once.", held=held, given=code),
        )  # fmt: skip
    return code, [(field, "" if code == package.currency else code)] if code != held else []


def _in_money(holder: Any, field: dataclasses.Field[Any]) -> bool:
    if field.metadata["unit"] == "level":
        return getattr(holder, basis_of(field.name)) is LevelBasis.MONEY
    return bool(field.metadata["unit"] == "money")


def _amounts_left(holder: Any, given: set[str]) -> tuple[str, ...]:
    """Name the amounts of money that a record holds and that are not given anew."""
    if holder is None:
        return ()
    left = [
        one.name
        for one in dataclasses.fields(holder)
        if _in_money(holder, one)
        and one.name not in given
        and getattr(holder, one.name) not in (None, ValuePath.constant(0.0), 0.0)
    ]
    if any(one.price != ValuePath.constant(0.0) for one in getattr(holder, "ingredients", ())):
        left += [] if "ingredients" in given else ["ingredients"]
    return tuple(left)
