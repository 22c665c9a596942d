"""The finance ministry's form: what the measures cost by vote, programme, function and level of government."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workbench.costing.figures import Figures
from workbench.costing.graph import Node
from workbench.errors import Message, message
from workbench.model.measure import Measure

KINDS: dict[str, Callable[[Measure], str]] = {
    "vote": lambda measure: measure.budget.vote,
    "programme": lambda measure: measure.budget.programme,
    "function": lambda measure: measure.budget.function,
    "government": lambda measure: measure.budget.government.value,
}
"""The classifications of a budget, and where a measure stands in each."""

Class = tuple[str, str]
"""A classification and a code in it; an empty code holds what nobody has classified."""


def classify(
    figures: Figures, measures: Iterable[Measure], unknown: Mapping[str, tuple[int, ...]]
) -> tuple[Class, ...]:
    """Name gross, recurrent, capital, replaced and net cost of each class of the classifications used.

    Args:
        figures: Where they are named.
        measures: New and reformed measures.
        unknown: Measures whose cost is not known, or not in full, with the years in which they run.

    Returns:
        The classes, in the order of the measures; their figures are called `budget:KIND/CODE.gross` and so on.
    """
    measures = tuple(measures)
    found: list[Class] = []
    for kind, code_of in KINDS.items():
        codes = dict.fromkeys(code_of(measure) for measure in measures)
        if not any(codes):
            continue
        for code in codes:
            _name(figures, (kind, code), [one for one in measures if code_of(one) == code], unknown)
            found.append((kind, code))
    return tuple(found)


def name_of(one: Class, figure: str) -> str:
    """Give the name of a class's figure."""
    kind, code = one
    return f"budget:{kind}/{code}.{figure}"


def _name(
    figures: Figures, one: Class, measures: list[Measure], unknown: Mapping[str, tuple[int, ...]]
) -> None:
    def parts(name: str) -> list[Node]:
        wanted = (f"measure:{measure.id}.{name}" for measure in measures)
        return [figures.counted[figure] for figure in wanted if figure in figures.counted]

    years = [year for measure in measures for year in unknown.get(measure.id, ())]

    def add(figure: str, label: Message, name: str = "") -> Node:
        figures.at_least(name_of(one, figure), label, parts(name or figure), years)
        return figures.counted[name_of(one, figure)]

    add("gross", message("gross cost"), "cost")
    gross = figures.nominal[name_of(one, "gross")]
    capital = add("capital", message("capital"))
    figures.less(name_of(one, "recurrent"), message("recurrent"), gross, capital)
    replaced = figures.sum(name_of(one, "replaced"), message("spending replaced"), parts("replaced"))
    recovered = add("recovered", message("taxed back"))
    figures.less(name_of(one, "net"), message("net cost"), gross, replaced, recovered)
