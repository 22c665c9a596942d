"""Multiply by thousands or millions as on paper, where floats would leave a trace of their own."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from workbench.model.values import Values

_EXACT = 2.0**53
_POWERS = {10.0**power: power for power in (1, 2, 3, 5, 6, 7, 9, 12)} | {0.01: -2, 0.001: -3}
_DIGITS = 1e15
_TOGETHER = 1000


def scaled_each(series: Sequence[tuple[Values, float]]) -> Iterator[Values]:
    """Scale the values of many series, each by its own factor; those of one scale in a row are done together."""
    for start in range(0, len(series), _TOGETHER):
        for scale, alike in groupby(series[start : start + _TOGETHER], key=lambda one: one[1]):
            lengths, joined = [], array("d")
            for values, _ in alike:
                lengths.append(len(values))
                joined += values.numbers
            numbers, end = scaled(Values(joined), scale).numbers, 0
            for length in lengths:
                yield Values(numbers[end : end + length])
                end += length


def scaled(values: Values, scale: float) -> Values:
    """Scale the values of a series; what is missing stays missing.

    Nearly all products are whole numbers, and a whole number of up to fifteen digits that divided by the scale gives the
    value back is the product on paper: no two numbers of so few digits are the same float. The others are worked out
    digit by digit, which takes ten times as long.
    """
    if scale == 1.0:
        return values
    if scale < 1.0 or scale not in _POWERS:
        return Values.of(None if value is None else _on_paper(value, scale) for value in values)
    import numpy as np

    numbers = np.frombuffer(values.numbers)
    with np.errstate(over="ignore"):
        whole = np.rint(numbers * scale)
    sure = (whole / scale == numbers) & (np.abs(whole) < _DIGITS)
    held = array("d", whole.tobytes())
    for index in np.flatnonzero(~sure).tolist():
        number = values[index]
        if number is not None:
            held[index] = _on_paper(number, scale)
    return Values(held)


def _on_paper(value: float, scale: float) -> float:
    """Scale one value: 677941.79 thousand is 677941790, and -6.169 percent is -0.06169."""
    if scale > 1.0 and value.is_integer() and scale.is_integer():
        product = value * scale
        if abs(product) < _EXACT:
            return product
    power, written = _POWERS.get(scale), repr(value)
    if power is not None and "e" not in written:
        return float(f"{written}e{power}")
    return float(Decimal(written) * Decimal(repr(scale)))
