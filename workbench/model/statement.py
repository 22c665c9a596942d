"""From the cost to the gap, line by line, so that a reader can add it up: what window and command line print below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.errors import Message, message
from workbench.model.results import BudgetLine, Estimate


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line.

    Attributes:
        figure: Name of the figure, by which it is traced.
        values: Money by year.
        strong: Whether it sums up those above.
        off: Whether it is taken off.
    """

    figure: str
    label: Message
    values: tuple[float, ...]
    strong: bool = False
    off: bool = False

    @property
    def entered(self) -> tuple[float, ...]:
        """The values as they enter: what is taken off is negative."""
        return tuple(-value if value else 0.0 for value in self.values) if self.off else self.values


def statement(estimate: Estimate) -> Iterator[StatementLine]:
    """Give total, what comes off it, net cost, debt service, ceiling, money and gap; lines of nothing are left out."""
    yield from package_statement(estimate)
    for line in (
        StatementLine("total.interest", message("Interest on debt"), estimate.interest),
        StatementLine("total.repayment", message("Repayment of debt"), estimate.repayment),
    ):
        if _is_something(line.values):
            yield line
    if estimate.envelope:
        yield StatementLine("total.envelope", message("Envelope"), estimate.envelope)
    yield StatementLine("total.financing", message("Confirmed and planned money"), estimate.financing)
    yield StatementLine("total.gap", message("Gap"), estimate.gap, strong=True)
    if _is_something(estimate.surplus):
        yield StatementLine("total.surplus", message("Surplus, not carried over"), estimate.surplus)


def package_statement(estimate: Estimate) -> Iterator[StatementLine]:
    """Give total cost, what comes off it and net cost; lines of nothing are left out."""
    off = (
        StatementLine("total.replaced", message("Spending replaced"), estimate.replaced, off=True),
        StatementLine("total.recovered", message("Taxed back"), estimate.recovered, off=True),
    )
    yield StatementLine("total.cost", message("Total cost"), estimate.total, strong=True)
    taken = [line for line in off if _is_something(line.values)]
    yield from taken
    if taken:
        yield StatementLine("total.net", message("Net cost"), estimate.net, strong=True)


CLASSIFICATIONS: dict[str, Message] = {
    "vote": message("Vote"),
    "programme": message("Programme"),
    "function": message("Function (COFOG)"),
    "government": message("Level of government"),
}
"""How a budget is classified, as a `BudgetLine` names it."""


def budget_statement(line: BudgetLine) -> Iterator[StatementLine]:
    """Give gross cost, its recurrent and capital parts, what comes off it, and net cost; lines of nothing are left out."""
    figure = f"budget:{line.kind}/{line.code}"
    off = _is_something(line.replaced) or _is_something(line.recovered)
    yield StatementLine(f"{figure}.gross", message("Gross cost"), line.gross, strong=True)
    if _is_something(line.capital):
        yield StatementLine(f"{figure}.recurrent", message("Recurrent"), line.recurrent)
        yield StatementLine(f"{figure}.capital", message("Capital"), line.capital)
    for name, label, values in (
        ("replaced", message("Spending replaced"), line.replaced),
        ("recovered", message("Taxed back"), line.recovered),
    ):
        if _is_something(values):
            yield StatementLine(f"{figure}.{name}", label, values, off=True)
    if off:
        yield StatementLine(f"{figure}.net", message("Net cost"), line.net, strong=True)


def _is_something(values: tuple[float, ...]) -> bool:
    """Whether any year has an amount; a line of nothing and of what is not known says nothing."""
    return any(value and value == value for value in values)
