"""Values as people type them on a command line: JSON, percentages, money with its unit, or text."""

from __future__ import annotations

import json
import re
from typing import Any

from workbench.errors import RequestError, message
from workbench.model import Package

_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)\s*%")
_SHARE_OF = re.compile(r"-?\d+(?:\.\d+)?\s*%\s*(?:of\s+)?(?:the\s+)?([A-Za-z][\w -]*)")
_MONEY = re.compile(
    r"(-?\d[\d\s]*(?:[.,]\d+)*)\s*(?:(thousand|million|billion|trillion)s?\s*)?([A-Z]{3})(?:\s*/\s*(week|month|year|payment))?"
)
_WORDS = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_A_YEAR = {"week": 52.0, "month": 12.0, "year": 1.0}


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


def is_share(value: str) -> bool:
    """Say whether a value carries a percent sign."""
    return _PERCENT.fullmatch(value.strip()) is not None


def is_money(value: str) -> bool:
    """Say whether a value carries a currency."""
    return _MONEY.fullmatch(value.strip()) is not None


def currency_of(value: str) -> str:
    """Give the code of the currency a value carries; empty where it carries none."""
    money = _MONEY.fullmatch(value.strip())
    return money[3] if money else ""


def must_fit(value: str, unit: str, *, field: str) -> None:
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
                    value=value,
                    given=message("a share") if own == "share" else message("money"),
                    unit=unit,
                ),
                where=field,
                remedy=message("Give a plain number of {unit}.", unit=unit),
            )


def must_say_percent(value: str, number: float | None, unit: str, *, field: str) -> None:
    """Refuse a share above one without a percent sign: 4.1 where 4.1 % was meant would be 410 %.

    Raises:
        RequestError: It may be meant either way.
    """
    if unit == "share" and number is not None and abs(number) > 1 and not is_share(value):
        raise RequestError(
            message("{value} is {percent} % here.", value=value, percent=number * 100),
            where=field,
            remedy=message("Write {first} or, if that is meant, {second}.",
                           first=f"{number:g}%", second=f"{number * 100:g}%"),
        )  # fmt: skip


def read(
    value: str, package: Package, *, field: str, payments: float = 12.0, currency: str | None = None
) -> Any:
    """Read a value: JSON where it parses, a percentage as a fraction, money without its unit, else text.

    Args:
        value: As typed.
        package: Gives the currency that money has to be in, unless `currency` does.
        field: The field it is for; a yearly amount for a benefit level is divided by the payments a year.
        payments: Payments a year of the measure.
        currency: The currency that money has to be in; None for the package's.

    Raises:
        RequestError: The money is in another currency, or monthly where payments are not.
    """
    if percent := _PERCENT.fullmatch(value.strip()):
        return round(float(percent[1]) / 100, 12)
    if field.endswith("level") and (base := _SHARE_OF.fullmatch(value.strip())):
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
        return _a_payment(amount, money[4] or "", field, payments)
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


def _a_payment(amount: float, period: str, field: str, payments: float) -> float:
    if not field.endswith("level") or period in ("", "payment"):
        return amount
    return amount * _A_YEAR[period] / payments
