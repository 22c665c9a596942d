"""Values as people type them on a command line: JSON, percentages, money with its unit, or text."""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.errors import RequestError, message
from workbench.model import Package
from workbench.model.words import Quantity

_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)\s*%")
_SHARE_OF = re.compile(r"-?\d+(?:\.\d+)?\s*%\s*(?:of\s+)?(?:the\s+)?([A-Za-z][\w -]*)")
_MONEY = re.compile(
    r"(-?\d[\d\s]*(?:[.,]\d+)*)\s*(?:(thousand|million|billion|trillion)s?\s*)?([A-Z]{3})(?:\s*(?:/|\bper\b|\ban?\b)\s*([^/]*?))?"
)
_WORDS = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
A_YEAR = {"day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0}
"""Periods an amount may be given for, and how many of them make a year."""
PAYMENT = "payment"
_PERIODS = {name: name for name in (*A_YEAR, PAYMENT)} | {
    "annum": "year", "yr": "year", "mo": "month", "days": "day", "weeks": "week", "months": "month", "quarters": "quarter",
    "years": "year", "payments": "payment",
}  # fmt: skip


def assignment(text: str) -> tuple[str, Any]:
    """Split FIELD=VALUE and read the value.

    Raises:
        RequestError: There is no equals sign.
    """
    field, mark, value = text.partition("=")
    if not mark or not field.strip():
        raise RequestError(
            message("“{text}” is not FIELD=VALUE.", text=text),
            where=text,
            remedy=message("Write for example start=2028 or cost.level=0.2."),
        )
    return field.strip(), value


def parts(value: str) -> tuple[Any, ...]:
    """Give what a typed value is made of: the values by year, or the items of a list, else itself."""
    try:
        held = json.loads(value, parse_constant=_no_number)
    except ValueError:
        return (value,)
    if isinstance(held, dict):
        return tuple(one for name, one in held.items() if name not in ("shape", "series"))
    return tuple(held) if isinstance(held, list) else (value,)


def is_share(value: Any) -> bool:
    """Say whether a value carries a percent sign, in any of its parts."""
    return any(isinstance(one, str) and _PERCENT.fullmatch(one.strip()) for one in _each(value))


def is_money(value: Any) -> bool:
    """Say whether a value carries a currency, in any of its parts."""
    return bool(currencies_of(value))


def currencies_of(value: Any) -> tuple[str, ...]:
    """Give the codes of the currencies a value carries."""
    found = [_MONEY.fullmatch(one.strip()) for one in _each(value) if isinstance(one, str)]
    return tuple(dict.fromkeys(money[3] for money in found if money))


def _each(value: Any) -> tuple[Any, ...]:
    return parts(value) if isinstance(value, str) else (value,)


def must_fit(value: Any, unit: str, *, field: str) -> None:
    """Refuse a percentage or money where the field's unit is another, so that no sign is dropped unseen.

    Raises:
        RequestError: It does not fit.
    """
    fits = {"share": is_share, "money": is_money}
    for own, is_such in fits.items():
        if is_such(value) and unit not in ("", own, "level"):
            raise RequestError(
                message(
                    "“{value}” is {given}, but this field is counted in {unit}.",
                    value=str(value),
                    given=message("a share") if own == "share" else message("money"),
                    unit=unit,
                ),
                where=field,
                remedy=message("Give a plain number of {unit}.", unit=unit),
            )


def must_say_percent(value: Any, number: Any, unit: str, *, field: str) -> None:
    """Refuse a share above one without a percent sign: 4.1 where 4.1 % was meant would be 410 %.

    Raises:
        RequestError: It may be meant either way.
    """
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        return
    if unit == Quantity.SHARE and abs(number) > 1 and not is_share(value):
        raise RequestError(
            message("{value} is {percent} % here.", value=str(value), percent=number * 100),
            where=field,
            remedy=message("Write {first} or, if that is meant, {second}.",
                           first=f"{number:g}%", second=f"{number * 100:g}%"),
        )  # fmt: skip


def read(
    value: str,
    package: Package,
    *,
    field: str,
    payments: float = 12.0,
    currency: str | None = None,
    per: str | None = None,
) -> Any:
    """Read a value: JSON where it parses, a percentage as a fraction, money without its unit, else text.

    Args:
        value: As typed.
        package: Gives the currency that money has to be in, unless `currency` does.
        field: The field it is for; a yearly amount for a benefit level is divided by the payments a year.
        payments: Payments a year of the measure.
        currency: The currency that money has to be in; None for the package's.
        per: What amounts of the field are for: "payment", "year", "month", "day", or "" for one of something; None to
            go by the field's name.

    Raises:
        RequestError: The money is in another currency, or for a period that is not read or does not fit.
    """
    if percent := _PERCENT.fullmatch(value.strip()):
        return round(float(percent[1]) / 100, 12)
    if field.endswith(("level", "level_floor", "level_cap")) and (base := _SHARE_OF.fullmatch(value.strip())):
        raise RequestError(
            message("“{value}” says a share and what it is a share of at once.", value=value),
            where=field,
            remedy=message(
                "Write {share}, and what it is a share of with {base}.",
                share=f"{field}={value.partition('%')[0].strip()}%",
                base=f"{field}_basis={re.sub(r'[ _]+', '-', base[1].strip().lower())}",
            ),
        )
    if money := _MONEY.fullmatch(value.strip()):
        amount = _amount(money[1], money[2] or "", field)
        if money[3] != (package.currency if currency is None else currency):
            raise RequestError(
                message(
                    "{given} is not the package's currency, {currency}.",
                    given=money[3],
                    currency=package.currency or "–",
                )
                if currency is None
                else message("{given} is not {currency}, in which this is counted.", given=money[3], currency=currency or "–"),
                where=field,
                remedy=message("Convert the amount, or set the package's currency.")
                if currency is None
                else message("Convert the amount."),
            )  # fmt: skip
        held = (PAYMENT if field.endswith("level") else "") if per is None else per
        return _per(amount, _period(money[4], field), held, field, payments)
    try:
        return json.loads(value, parse_constant=_no_number)
    except ValueError:
        return value


def _no_number(name: str) -> Any:
    """Refuse NaN and Infinity, which JSON does not know; what was typed is then text."""
    raise ValueError(name)


def _amount(digits: str, word: str, field: str) -> float:
    """Read the number of an amount of money, and thousand, million or billion beside it.

    Raises:
        RequestError: Three digits after a single mark may be thousands or thousandths, or the marks make no number.
    """
    bare = re.sub(r"\s", "", digits)
    either = re.fullmatch(r"(-?[1-9]\d{0,2})[.,](\d{3})", bare)
    if not either and re.fullmatch(r"-?\d{1,3}(,\d{3}){2,}(\.\d+)?|-?\d{1,3}(,\d{3})+\.\d+", bare):
        bare = bare.replace(",", "")
    if either or not re.fullmatch(r"-?\d+(\.\d+)?", bare):
        whole, _, part = re.sub(r"[.,](?=.*[.,])", "", bare).replace(",", ".").partition(".")
        raise RequestError(
            message("“{value}” can be read in two ways.", value=bare),
            where=field,
            remedy=message("Write {first} or {second}: digits without marks, and a point before decimals.",
                           first=whole + part, second=f"{float(f'{whole}.{part}'):.15g}"),
        )  # fmt: skip
    return float(f"{bare}e{_WORDS[word]}")


def _period(said: str | None, field: str) -> str:
    """Read what an amount is for; empty where nothing is said."""
    if said is None:
        return ""
    word = said.strip().casefold()
    if word not in _PERIODS:
        raise RequestError(
            message("“{word}” is no period that is read.", word=said.strip()),
            where=field,
            remedy=message("Write the amount for a {periods}.", periods=(*A_YEAR, PAYMENT)),
        )
    return _PERIODS[word]


def _per(amount: float, given: str, held: str, field: str, payments: float) -> float:
    """Turn an amount given for one period into one for the period the field is kept in."""
    if given in ("", held):
        return amount
    if held == PAYMENT:
        return amount * A_YEAR[given] / payments
    if held in A_YEAR and given in A_YEAR and held != "day":
        return amount * A_YEAR[given] / A_YEAR[held]
    raise RequestError(
        message("This is an amount for a {held}, not for a {given}.", held=held, given=given)
        if held
        else message("This is an amount for one, or for once, not for a {given}.", given=given),
        where=field,
        remedy=message("Give the amount for a {held}.", held=held)
        if held
        else message("Give the amount without a period."),
    )
