"""Money for the package: lines by certainty, what debt costs, the gap and the surplus of each year."""

from __future__ import annotations

from workbench.costing import operations as op
from workbench.costing import timing
from workbench.costing.figures import Figures
from workbench.costing.graph import Node
from workbench.costing.series import Library
from workbench.errors import Message, message, verbatim
from workbench.model.paths import Path, Shape
from workbench.model.words import Certainty

_CERTAINTIES: dict[Certainty, Message] = {
    Certainty.CONFIRMED: message("confirmed"),
    Certainty.PLANNED: message("planned"),
    Certainty.POSSIBLE: message("possible"),
}


def finance(figures: Figures, library: Library, net: Node) -> None:
    """Name the lines of financing, the total that counts, gap and surplus.

    Possible money never closes a gap, and the surplus of one year is not carried into the next.
    """
    package = library.package
    counted = []
    for certainty in Certainty:
        parts = []
        for line in package.financing:
            if line.certainty is certainty:
                path = line.amounts
                if not path.is_constant and path.shape is Shape.LINEAR and not line.recurrent:
                    path = Path(path.points, Shape.ONLY)
                node = library.given(
                    path,
                    verbatim(line.title),
                    library.nominal,
                    subject=f"financing:{line.id} amounts",
                    why=line.note,
                )
                if not path.is_constant:
                    # Money named from a year on is not there before it.
                    node = Node(node.label, timing.InForce(path.points[0][0], None), (node,))
                parts.append(figures.money(f"financing:{line.id}.amount", node.label, node))
        label = message("{certainty} financing", certainty=_CERTAINTIES[certainty])
        node = figures.sum(f"financing.{certainty.value}", label, parts)
        if certainty is not Certainty.POSSIBLE:
            counted.append(node)
    money = figures.sum("total.financing", message("confirmed and planned financing"), counted)
    short = Node(message("net cost not financed"), op.Less(), (net, money))
    figures.above_zero("total.gap", message("gap"), short)
    rest = Node(message("financing beyond net cost"), op.Less(), (money, net))
    figures.above_zero("total.surplus", message("surplus"), rest)
