"""The finance ministry's form: what the measures cost by vote, programme, function and level of government."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workbench.costing import operations as op
from workbench.costing.figures import Figures
from workbench.costing.graph import Node
from workbench.costing.series import Library
from workbench.costing.units import SHARE
from workbench.errors import Message, message
from workbench.model.measure import Measure

KINDS: dict[str, Callable[[Measure], dict[str, float]]] = {
    "vote": lambda measure: {measure.budget.vote: 1.0},
    "programme": lambda measure: {measure.budget.programme: 1.0},
    "function": lambda measure: {measure.budget.function: 1.0},
    "government": lambda measure: measure.budget.by_government,
}
"""The classifications of a budget, and where a measure stands in each: the shares of it by code."""

Class = tuple[str, str]
"""A classification and a code in it; an empty code holds what nobody has classified."""


def classify(
    figures: Figures, library: Library, measures: Iterable[Measure], unknown: Mapping[str, tuple[int, ...]]
) -> tuple[Class, ...]:
    """Name gross, recurrent, capital, replaced and net cost of each class of the classifications used.

    Args:
        figures: Where they are named.
        library: The series of the package.
        measures: New and reformed measures.
        unknown: Measures whose cost is not known, or not in full, with the years in which they run.

    Returns:
        The classes, in the order of the measures; their figures are called `budget:KIND/CODE.gross` and so on.
    """
    measures = tuple(measures)
    found: list[Class] = []
    for kind, shares_of in KINDS.items():
        codes = dict.fromkeys(code for measure in measures for code in shares_of(measure))
        if not any(codes):
            continue
        for code in codes:
            inside = [(one, shares_of(one)[code]) for one in measures if code in shares_of(one)]
            _name(figures, library, (kind, code), inside, unknown)
            found.append((kind, code))
    return tuple(found)


def name_of(one: Class, figure: str) -> str:
    """Give the name of a class's figure."""
    kind, code = one
    return f"budget:{kind}/{code}.{figure}"


def _name(
    figures: Figures,
    library: Library,
    one: Class,
    measures: list[tuple[Measure, float]],
    unknown: Mapping[str, tuple[int, ...]],
) -> None:
    def parts(name: str) -> list[Node]:
        wanted = ((measure, share, f"measure:{measure.id}.{name}") for measure, share in measures)
        return [
            _part(library, figures.counted[figure], measure, share)
            for measure, share, figure in wanted
            if figure in figures.counted
        ]

    years = [year for measure, _ in measures for year in unknown.get(measure.id, ())]

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


def _part(library: Library, node: Node, measure: Measure, share: float) -> Node:
    """Give what one level of government pays of a figure of a measure."""
    if share == 1.0:
        return node
    paid = library.given(
        share,
        message("share this level of government pays of {measure}", measure=measure.title),
        SHARE,
        subject=f"measure:{measure.id} budget.governments",
    )
    return Node(node.label, op.Product(), (node, paid))
