"""What a goal may be sought with: the paths of measures and assumptions that scale a cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.texts import t
from workbench.errors import Message, message
from workbench.model.words import CostModel, LevelBasis, MeasureStatus

if TYPE_CHECKING:
    from workbench.model import Measure, Package
    from workbench.model.paths import Path

_FIELDS: tuple[tuple[str, Message], ...] = (
    ("level", message("benefit level")),
    ("take_up", message("take-up")),
    ("coverage", message("coverage")),
    ("quantity", message("quantity")),
)


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its subject and field, its name, its path, and whether it is a share."""

    subject: str
    field: str
    name: str
    path: Path
    is_share: bool

    @property
    def key(self) -> str:
        """How the core names it: an assumption has but one path."""
        return f"{self.subject} {self.field}" if self.field != "value" else self.subject


def inputs(package: Package) -> list[Input]:
    """Give the inputs, measure by measure; one that is nought everywhere cannot be scaled."""
    found = [
        Input(
            f"measure:{measure.id}",
            f"cost.{field}",
            _named(measure, field, name),
            path,
            _is_share(measure, field),
        )
        for measure in package.measures
        if measure.status is not MeasureStatus.EXISTING and measure.cost.model is not CostModel.NONE
        for field, name in _FIELDS
        if _counts(measure, field, path := getattr(measure.cost, field))
    ]
    return found + [
        Input(f"assumption:{one.id}", "value", one.label or one.id, one.value, one.is_share)
        for one in package.assumptions
        if any(value for _, value in one.value.points)
    ]


def _named(measure: Measure, field: str, name: Message) -> str:
    cost = measure.cost
    if cost.currency and field == "level" and cost.level_basis is LevelBasis.MONEY:
        said = {"measure": measure.title, "field": name, "currency": cost.currency}
        return t(message("{measure}: {field}, {currency}", **said))
    return t(message("{measure}: {field}", measure=measure.title, field=name))


def _counts(measure: Measure, field: str, path: Path) -> bool:
    if not any(value for _, value in path.points):
        return False
    transfer = any(value for _, value in measure.cost.level.points)
    return field not in ("take_up", "coverage") or (transfer and not measure.cost.use_access)


def _is_share(measure: Measure, field: str) -> bool:
    if field == "level":
        return measure.cost.level_basis is not LevelBasis.MONEY
    return field != "quantity"
