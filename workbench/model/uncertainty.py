"""What is not known for sure, and what follows from it: ranges on inputs, spreads of figures, what sways them most."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Message


@dataclass(frozen=True, slots=True)
class Spread:
    """How a figure spreads over the draws, by year.

    Attributes:
        figure: "total.cost", "total.net", "total.gap", "total.share_of_gdp" or "sector:ID.cost".
        p10: One draw in ten lies below; in the unit of the figure.
        p50: Half of the draws lie below.
        p90: Nine draws in ten lie below.
        mean: The average of the draws.
    """

    figure: str
    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]
    mean: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The result of a Monte Carlo run; the same seed gives the same draws on every machine.

    Attributes:
        inputs: What was varied, as "subject field".
        problems: What could not be varied, and why.
    """

    draws: int
    seed: int
    years: tuple[int, ...]
    currency: str
    price_basis: str
    spreads: tuple[Spread, ...]
    inputs: tuple[str, ...]
    problems: tuple[Message, ...] = ()

    def spread(self, figure: str) -> Spread | None:
        """Find the spread of a figure."""
        return next((one for one in self.spreads if one.figure == figure), None)


@dataclass(frozen=True, slots=True)
class Sway:
    """How far one input moves the cost of a year when it goes from its lowest to its highest value alone.

    Attributes:
        input: What is varied, as "subject field".
        label: Its name, for people.
        low: The input's lowest value, as a factor of its path (1 where it stands).
        high: The same, highest.
        at_low: The figure with the input at its lowest, in its unit.
        at_high: The same at its highest.
        stated: Whether the planner stated the range; else it is the usual tenth up and down.
    """

    input: str
    label: Message
    low: float
    high: float
    at_low: float
    at_high: float
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """The value of an input at which a figure just meets a target in every year.

    Attributes:
        input: What was sought, as "subject field".
        factor: What its path is multiplied by; NaN where no value does it.
        values: The input by year at that factor.
        figure: The figure by year at that factor; where no value does it, at the value that comes nearest.
        binding: The year in which the target is met exactly, or missed by most.
        why: Why no value does it; None where one does.
    """

    input: str
    factor: float
    values: tuple[tuple[int, float], ...]
    figure: tuple[float, ...]
    binding: int = 0
    why: Message | None = None
