"""What is typed as FIELD=VALUE for a record: which unit, and which currency, each value is in."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

from workbench.cli import values
from workbench.errors import RequestError, message
from workbench.model import Package, codec
from workbench.model import Path as ValuePath
from workbench.model.currencies import imported_rate, rate_key
from workbench.model.measure import Measure
from workbench.model.package import FinancingLine
from workbench.model.words import LevelBasis


def settings(
    assignments: list[str], package: Package, kind: type[Any], record: Any = None
) -> list[tuple[str, Any]]:
    """Read assignments; money for a benefit level also says that the level is stated in money."""
    payments = record.cost.payments if isinstance(record, Measure) else 12.0
    pairs = [values.assignment(text) for text in assignments]
    named = {field for field, _ in pairs}
    currency, found = _in_one_currency(pairs, package, kind, record)
    for field, value in pairs:
        unit = _unit_of(kind, field)
        values.must_fit(value, unit, field=field)
        # A vote 11 or a function 10.2 is a name, although it looks like a number.
        given = (
            value
            if unit == "code"
            else values.read(value, package, field=field, payments=payments, currency=currency)
        )
        found.append((field, given))
        if unit != "level" or "cost.level_basis" in named:
            continue
        in_money = isinstance(record, Measure) and record.cost.level_basis is LevelBasis.MONEY
        if values.is_money(value):
            found.append(("cost.level_basis", LevelBasis.MONEY.value))
        elif in_money and values.is_share(value):
            raise RequestError(
                message("The level of this measure is stated in money, and {value} is a share.", value=value),
                where=field,
                remedy=message("Say also what it is a share of, for example cost.level_basis=poverty-line."),
            )
    return list(dict(found).items())


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
        code for name, value in pairs if (code := values.currency_of(value)) and name != field
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
    known = package.assumption(rate_key(code)) is not None or imported_rate(package, code) is not None
    if code not in (package.currency, held) and field not in dict(pairs) and not known:
        raise RequestError(
            message("{given} is not the package's currency, {currency}, and its exchange rate is not known.",
                    given=code, currency=package.currency or "–"),
            where=next(name for name, value in pairs if values.currency_of(value) == code),
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


def _amounts_left(holder: Any, given: set[str]) -> tuple[str, ...]:
    """Name the amounts of money that a record holds and that are not given anew."""
    if holder is None:
        return ()
    in_money = getattr(holder, "level_basis", None) is LevelBasis.MONEY
    left = [
        one.name
        for one in dataclasses.fields(holder)
        if one.metadata["unit"] in (("money", "level") if in_money else ("money",))
        and one.name not in given
        and getattr(holder, one.name) not in (ValuePath.constant(0.0), 0.0)
    ]
    if any(one.price != ValuePath.constant(0.0) for one in getattr(holder, "ingredients", ())):
        left += [] if "ingredients" in given else ["ingredients"]
    return tuple(left)


def _unit_of(kind: Any, field: str) -> str:
    """Give the declared unit of a dotted field, empty where there is none."""
    unit = ""
    for name in field.split("."):
        declared = (
            {one.name: one for one in dataclasses.fields(kind)} if dataclasses.is_dataclass(kind) else {}
        )
        if name not in declared:
            return ""
        unit = str(declared[name].metadata.get("unit", ""))
        held = codec.hints(kind)[name]
        kind = next((one for one in typing.get_args(held) if dataclasses.is_dataclass(one)), held)
    return unit
