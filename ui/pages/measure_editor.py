"""The usual fields of a measure, shown as its cost model needs them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.texts import t, word
from ui.widgets.basics import PlainLabel, holder, row
from ui.widgets.fields import Choice, Number, Text
from ui.widgets.path_field import PathField
from workbench.errors import Message, message
from workbench.model import Measure, Package, set_value
from workbench.model.paths import ZERO, Shape
from workbench.model.understood import understood
from workbench.model.words import CostModel, Delivery, LevelBasis

NO_END = ""
_COUNTED = (CostModel.SERVICE, CostModel.FEE_REMOVAL, CostModel.INFRASTRUCTURE)


class MeasureEditor(QWidget):
    """The fields.

    Signals:
        entered: The label of an edit and its changes.
    """

    entered = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._measure: Measure | None = None
        self._delivery = Choice([(item.value, word(item)) for item in Delivery], name=t(message("Delivery")))
        self._start = Number(name=t(message("First year")), kind="year", least=1900, most=2150)
        self._end = Choice(name=t(message("Last year")))
        self._age_from = Number(name=t(message("Age from")), kind="whole", least=0, most=120)
        self._age_to = Number(name=t(message("Age to")), kind="whole", least=0, most=120)
        self._level = PathField(name=t(message("Level")), kind="share", moves=Shape.STEPS)
        self._level_money = PathField(name=t(message("Level")), kind="number", moves=Shape.STEPS)
        self._basis = Choice(
            [(item.value, word(item)) for item in LevelBasis], name=t(message("Level is a share of"))
        )
        self._basis.setMinimumWidth(118)
        self._take_up = PathField(name=t(message("Take-up")), kind="share")
        self._quantity = PathField(name=t(message("Units a year")))
        self._unit_cost = PathField(name=t(message("Cost of one unit")), moves=Shape.STEPS)
        self._amounts = PathField(name=t(message("Yearly amounts")), moves=Shape.ONLY)
        self._free = Text(
            name=t(message("Why it needs no money")), hint=t(message("why, such as: courts apply it"))
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnMinimumWidth(0, 76)
        grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[PlainLabel, QWidget]] = {}
        self._money_names = {
            "level": t(message("Level")),
            "unit_cost": t(message("Unit cost")),
            "amounts": t(message("Amounts")),
        }
        for index, (key, text, field) in enumerate(
            (
                ("delivery", t(message("Delivery")), self._delivery),
                ("years", t(message("Years")), _pair(self._start, self._end)),
                ("ages", t(message("Ages")), _pair(self._age_from, self._age_to)),
                ("level", t(message("Level")), _pair(self._level, self._level_money, self._basis)),
                ("take_up", t(message("Take-up")), self._take_up),
                ("quantity", t(message("Quantity")), self._quantity),
                ("unit_cost", t(message("Unit cost")), self._unit_cost),
                ("amounts", t(message("Amounts")), self._amounts),
                ("free", t(message("No money")), self._free),
            )
        ):
            label = PlainLabel(text, tone="muted")
            grid.addWidget(label, index, 0)
            grid.addWidget(field, index, 1)
            self._rows[key] = (label, field)
        self._line = PlainLabel("", size=9, tone="muted", wrap=True)
        grid.addWidget(self._line, len(self._rows), 1)
        self._delivery.chosen.connect(self._set_delivery)
        self._start.entered.connect(self._set_start)
        self._end.chosen.connect(self._set_end)
        self._age_from.entered.connect(self._set_age_from)
        self._age_to.entered.connect(self._set_age_to)
        self._basis.chosen.connect(self._set_basis)
        self._level.entered.connect(self._set_level)
        self._level_money.entered.connect(self._set_level)
        self._take_up.entered.connect(self._set_take_up)
        self._quantity.entered.connect(self._set_quantity)
        self._unit_cost.entered.connect(self._set_unit_cost)
        self._amounts.entered.connect(self._set_amounts)
        self._free.entered.connect(self._set_free)

    def show_measure(self, measure: Measure, package: Package) -> None:
        """Show a measure; which fields count depends on how it is costed."""
        self._measure, years = measure, package.years
        cost = measure.cost
        self._delivery.show_value(measure.delivery.value)
        self._start.show_value(measure.start)
        ends = {*years, *([measure.end] if measure.end else [])}
        self._end.offer(
            [(NO_END, t(message("no end")))]
            + [
                (str(year), t(message("to {year}", year=str(year))))
                for year in sorted(ends)
                if year >= measure.start
            ]
        )
        self._end.show_value(str(measure.end or NO_END))
        self._age_from.show_value(cost.age_from)
        self._age_to.show_value(cost.age_to)
        money = cost.level_basis is LevelBasis.MONEY
        self._level.setVisible(not money)
        self._level_money.setVisible(money)
        (self._level_money if money else self._level).show_value(cost.level)
        self._basis.show_value(cost.level_basis.value)
        self._take_up.show_value(cost.take_up)
        self._quantity.show_value(cost.quantity)
        self._unit_cost.show_value(cost.unit_cost)
        self._amounts.show_value(cost.amounts)
        self._free.show_value(cost.needs_no_money)
        people = cost.model in (CostModel.TRANSFER, CostModel.BASIC_INCOME, CostModel.MEANS_TESTED)
        shown = {
            "delivery": True, "years": True, "ages": people and not cost.group and not cost.people_series, "level": people,
            "take_up": cost.model in (CostModel.TRANSFER, CostModel.BASIC_INCOME),
            "quantity": cost.model in _COUNTED,
            "unit_cost": cost.model in (*_COUNTED, CostModel.REGISTRATION) and not cost.unit_cost_series,
            "amounts": cost.model is CostModel.LUMP_SUM,
            "free": bool(cost.needs_no_money)
            or cost.model is CostModel.NONE
            or (cost.model is CostModel.LUMP_SUM and cost.amounts == ZERO),
        }  # fmt: skip
        for key, widgets in self._rows.items():
            for widget in widgets:
                widget.setVisible(shown[key])
        said = next(
            (understood(package, measure, f"cost.{key}") for key in ("level", "amounts") if shown[key]), None
        )
        stated = said is not None and any(
            value for _, value in (cost.level if people else cost.amounts).points
        )
        self._line.setText(t(said) if said is not None else "")
        self._line.setVisible(stated)
        for key, name in self._money_names.items():
            own = not cost.currency or (key == "level" and not money)
            text = name if own else t(message("{name}, {currency}", name=name, currency=cost.currency))
            self._rows[key][0].setText(text)

    @property
    def _said(self) -> str:
        return self._measure.title if self._measure else ""

    def _set(self, field: str, value: Any, label: Message) -> None:
        if self._measure is not None:
            self.entered.emit(label, [set_value(f"measure:{self._measure.id}", field, value)])

    def _set_delivery(self, value: str) -> None:
        self._set(
            "delivery",
            value,
            message("Set delivery of {measure} to {value}", measure=self._said, value=word(Delivery(value))),
        )

    def _set_start(self, value: int) -> None:
        self._set(
            "start", value, message("Set start of {measure} to {year}", measure=self._said, year=str(value))
        )

    def _set_end(self, value: str) -> None:
        label = (
            message("Set end of {measure} to {year}", measure=self._said, year=str(value))
            if value
            else message("Take the end off {measure}", measure=self._said)
        )
        self._set("end", int(value) if value else None, label)

    def _set_age_from(self, value: int) -> None:
        self._set_ages("age_from", value)

    def _set_age_to(self, value: int) -> None:
        self._set_ages("age_to", value)

    def _set_ages(self, field: str, value: int) -> None:
        measure = self._measure
        if measure is None:
            return
        changes = [set_value(f"measure:{measure.id}", f"cost.{field}", value)]
        if getattr(measure, field) == getattr(measure.cost, field):
            changes.append(set_value(f"measure:{measure.id}", field, value))
        self.entered.emit(message("Set ages of {measure}", measure=self._said), changes)

    def _set_basis(self, value: str) -> None:
        self._set(
            "cost.level_basis",
            value,
            message(
                "Set basis of the level of {measure} to {value}",
                measure=self._said,
                value=word(LevelBasis(value)),
            ),
        )

    def _set_level(self, value: Any) -> None:
        self._set("cost.level", value, message("Set level of {measure}", measure=self._said))

    def _set_take_up(self, value: Any) -> None:
        self._set("cost.take_up", value, message("Set take-up of {measure}", measure=self._said))

    def _set_quantity(self, value: Any) -> None:
        self._set("cost.quantity", value, message("Set quantity of {measure}", measure=self._said))

    def _set_unit_cost(self, value: Any) -> None:
        self._set("cost.unit_cost", value, message("Set unit cost of {measure}", measure=self._said))

    def _set_free(self, value: str) -> None:
        label = message("Say why {measure} needs no money", measure=self._said)
        self._set("cost.needs_no_money", value.strip(), label)

    def _set_amounts(self, value: Any) -> None:
        self._set("cost.amounts", value, message("Set amounts of {measure}", measure=self._said))


def _pair(*fields: QWidget) -> QWidget:
    return holder(row(*fields, gap=6))
