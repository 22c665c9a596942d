"""Bounds of numbers, declared beside the fields they hold for, with the reason that a planner is told.

One declaration serves the command line, the forms of the window, the command `fields` and the admission of edits.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbench.errors import Message, message
from workbench.model.words import MAX_AGE

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number may be.

    Attributes:
        why: What is wrong with a number outside, as a sentence.
        least: The lowest; None for none.
        most: The highest; None for none.
        above: Whether the lowest itself is outside.
        below: Whether the highest itself is outside.
        in_percent: Whether people write the number in percent, so that 0.6 is told as 60 %.
    """

    why: Message
    least: float | None = None
    most: float | None = None
    above: bool = False
    below: bool = False
    in_percent: bool = False

    def hold(self, number: float) -> bool:
        """Whether a number lies within."""
        if not math.isfinite(number):
            return False
        low = self.least is None or (number > self.least if self.above else number >= self.least)
        high = self.most is None or (number < self.most if self.below else number <= self.most)
        return low and high


PART = Bounds(message("A share of a whole lies between 0 and 100 %."), 0, 1, in_percent=True)
WAGE_PART = Bounds(
    message("Wages are more than nothing and at most 100 % of the cost."), 0, 1, above=True, in_percent=True
)
OF_GROSS = Bounds(
    message("A share of gross cost lies between 0 and less than 100 %: at 100 % nothing would be left to pay out."),
    0,
    1,
    below=True, in_percent=True,
)  # fmt: skip
LET_IN = Bounds(message("The share wrongly let in lies between 0 and 100 %."), 0, 1, in_percent=True)
MARK_UP = Bounds(
    message("A mark-up lies between 0 and 1 000 %; of more than ten times the transfers it is a slip."),
    0,
    10,
    in_percent=True,
)
EXTRA = Bounds(message("Extra use lies between 0 and 1 000 % of use today."), 0, 10, in_percent=True)
INTEREST = Bounds(
    message("Interest a year lies between 0 and 100 %; without interest it is stated as 0."),
    0,
    1,
    in_percent=True,
)
MONEY = Bounds(message("An amount of money is not below zero; what flows back has fields of its own."), 0)
LEVEL = Bounds(message("A benefit is not below zero."), 0)
COUNT = Bounds(message("A number of people or things is not below zero."), 0)
HOUSEHOLD = Bounds(message("A household has at least one person, and at most 100."), 1, 100)
APPLICANTS = Bounds(
    message("Each one admitted has applied, so that there is at least one applicant for each."), 1, 1000
)
PAYMENTS = Bounds(message("There is more than no payment a year, and at most one a day."), 0, 366, above=True)
MONTHS = Bounds(message("Months paid in a year are more than none, and at most 12."), 0, 12, above=True)
MONTH = Bounds(message("A month is a number from 1 to 12."), 1, 12)
DAYS = Bounds(message("A year has 0 to 366 days."), 0, 366)
TIMES = Bounds(message("It takes one year or more, and at most 200."), 1, 200)
GRACE = Bounds(message("Years of grace are not below zero, and at most 100."), 0, 100)
TERM = Bounds(message("A number of days is not below zero, and at most ten years."), 0, 3660)
CHILDREN = Bounds(message("A limit counts at least one child, and at most 30."), 1, 30)
AGE = Bounds(message("An age lies between 0 and 120; 120 as a highest age is no limit."), 0, MAX_AGE)
YEAR = Bounds(message("A calendar year such as 2028 is meant."), FIRST_YEAR, LAST_YEAR)
HORIZON = Bounds(message("The horizon must be 1 to 100 years."), 1, 100)
FACTOR = Bounds(message("A range is stated as factors, none below zero: a fifth less is 0.8."), 0, 1000)
CORRELATION = Bounds(message("A correlation lies between -1 and 1."), -1, 1)
SCORE = Bounds(message("A score is a whole number from -3, cancelling, to 3, indivisible."), -3, 3)
RATE = Bounds(
    message("A rate of growth is above -100 %, and at most 10 000 %: at -100 % nothing would be left."), -1, 100, above=True, in_percent=True,
)  # fmt: skip
ABOVE_ZERO = Bounds(message("This is above zero: amounts are divided and multiplied by it."), 0, above=True)


def is_part(bounds: Bounds | None) -> bool:
    """Whether bounds are those of a part of a whole, which may be all of it."""
    return bounds is not None and bounds.most == 1 and not bounds.below
