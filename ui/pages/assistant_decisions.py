"""How a workbook was read, as sentences with a menu in each answer that can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from ui import theme
from ui.models.roles import role_word
from ui.pages.base import scrolled
from ui.texts import say, t
from ui.widgets.basics import PlainLabel, clear, column, frame, line, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Text
from ui.widgets.glyph import Glyph
from workbench.errors import Message, message
from workbench.model import Decision, Series, Table
from workbench.model.table import ROLES

if TYPE_CHECKING:
    from workbench.sheets import Options

PANEL = 372
TITLE = 210
_SENTENCES: dict[str, Message] = {
    "role": message("This is"),
    "scale": message("Values are multiplied by"),
    "decimal": message("Decimal mark is"),
    "unit": message("Values are in"),
    "country": message("The country is"),
    "variant": message("The variant is"),
    "years": message("Years are"),
    "sex": message("The sex is"),
    "header": message("The header is"),
    "totals": message("Totals are"),
    "ages": message("Ages are"),
    "interpolate": message("Missing years are"),
}
_CHOICES: dict[str, tuple[str, ...]] = {
    "role": ROLES,
    "scale": ("1", "1000", "1000000", "1000000000"),
    "decimal": (".", ","),
    "ages": ("", "sprague", "uniform"),
    "interpolate": ("", "linear"),
    "unit": ("persons", "thousands", "money", "percent", "share", "index"),
}


SERIES = "series:"
_HINTS = {"range": "A5:K90", "series": "pension-coverage"}
_ON_REQUEST = ("ages", "missing years")


class DecisionsPanel(QWidget):
    """The panel.

    Signals:
        answered: A topic and the answer the user gave.
        ticked: The id of a table, and whether it is to be brought in.
    """

    answered = Signal(object, object)
    ticked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(PANEL)
        self._body = column(gap=7, margins=(18, 14, 18, 14))
        box = frame("panel")
        box.setLayout(column(scrolled(self._body), gap=0))
        self.setLayout(column(box, gap=0))

    def show_failure(self, text: str) -> None:
        """Say why a workbook was not read."""
        clear(self._body)
        self._body.addWidget(
            PlainLabel(t(message("This workbook was not read.")), size=11, bold=True, wrap=True)
        )
        self._body.addWidget(PlainLabel(text, wrap=True))
        self._body.addStretch(1)

    def clear(self) -> None:
        """Show nothing."""
        clear(self._body)

    def show_tables(self, tables: list[Table], left_out: set[str], options: Options, why: str) -> None:
        """Show how the tables of a sheet were read; where there are none, why. The question answered keeps the focus."""
        asked = self._asked()
        clear(self._body)
        self._body.addWidget(PlainLabel(t(message("How it was read")), size=11, bold=True))
        self._body.addWidget(
            PlainLabel(
                t(message("Each answer with a menu can be changed; the sheet follows.")), size=9, tone="muted"
            )
        )
        if not tables:
            self._body.addWidget(
                PlainLabel(why or t(message("No table was recognised on this sheet.")), wrap=True)
            )
            self._body.addWidget(
                PlainLabel(
                    t(message("Answer below what is asked for, or say what the sheet holds.")), wrap=True
                )
            )
            self._question("role", Decision("role", t(message("not known")), "", sure=False))
        for table in tables:
            name = QFontMetrics(theme.font(10, True)).elidedText(
                table.title or table.id, Qt.TextElideMode.ElideRight, TITLE
            )
            tick = QCheckBox(f"{name} ({table.range})".replace("&", "&&"))
            tick.setFont(theme.font(10, True))
            tick.setChecked(table.id not in left_out)
            tick.setProperty("table", table.id)
            tick.setAccessibleName(t(message("Bring in {table}", table=table.title or table.id)))
            tick.toggled.connect(self._ticked)
            self._body.addSpacing(4)
            self._body.addWidget(tick)
            topics = {decision.topic for decision in table.how}
            for decision in table.how:
                if decision.topic not in _ON_REQUEST:
                    self._question(decision.topic, decision)
            self._on_request(table, options)
            if "scale" not in topics:
                self._question(
                    "scale",
                    Decision(
                        "scale", say().number(table.scale), t(message("nothing in the sheet says otherwise"))
                    ),
                )
            if table.left_out:
                text = t(message("Left out: {rows}", rows=tuple(table.left_out[:6])))
                self._body.addWidget(PlainLabel(text, size=9, tone="muted", wrap=True))
        self._more_answers(options)
        self._body.addStretch(1)
        self._ask_again(asked)

    def _asked(self) -> tuple[str, int] | None:
        """Give the question that has the focus: its topic, and which of its kind it is."""
        held = self.window().focusWidget()
        if held is None or not self.isAncestorOf(held):
            return None
        alike = self._fields(str(held.property("topic")))
        return (str(held.property("topic")), alike.index(held)) if held in alike else None

    def _ask_again(self, asked: tuple[str, int] | None) -> None:
        if asked is not None and (alike := self._fields(asked[0])):
            alike[min(asked[1], len(alike) - 1)].setFocus()

    def _fields(self, topic: str) -> list[QWidget]:
        return [one for one in self.findChildren(QWidget) if one.property("topic") == topic]

    def _question(self, topic: str, decision: Decision) -> None:
        sentence = _SENTENCES.get(topic, message("{topic}:", topic=topic))
        glyph = Glyph("met" if decision.sure else "partly", 12)
        parts = row(glyph, PlainLabel(t(sentence)), gap=8)
        if topic in _CHOICES:
            button = Button(
                _answer(topic, decision.answer),
                kind="sentence",
                icon="chevron-down",
                name=f"{t(sentence)} {_answer(topic, decision.answer)}",
            )
            mirrored = (
                Qt.LayoutDirection.LeftToRight if self.isRightToLeft() else Qt.LayoutDirection.RightToLeft
            )
            button.setLayoutDirection(mirrored)
            button.setFont(theme.font(10, True))
            button.setProperty("topic", topic)
            button.clicked.connect(self._offer)
            parts.addWidget(button)
        else:
            parts.addWidget(PlainLabel(decision.answer, bold=True, elide=True))
        parts.addStretch(1)
        block = column(parts, gap=2)
        if decision.evidence:
            note = PlainLabel(
                decision.evidence, size=9, tone="muted" if decision.sure else "partly", wrap=True
            )
            note.setContentsMargins(20, 0, 0, 0)
            block.addWidget(note)
        self._body.addLayout(block)
        self._body.addWidget(line())

    def _on_request(self, table: Table, options: Options) -> None:
        """Offer what is done only where the user asks: single ages, and years between."""
        said = {decision.topic: decision for decision in table.how}
        classes = any("-" in series.dim("age") for series in table.series if series.key == "population")
        if table.role == "population" and (classes or options.ages):
            evidence = said["ages"].evidence if "ages" in said else ""
            self._question("ages", Decision("ages", options.ages, evidence))
        gaps = any(years and years[-1] - years[0] >= len(years) for years in {*map(_known, table.series)})
        if gaps or options.interpolate:
            evidence = said["missing years"].evidence if "missing years" in said else ""
            self._question("interpolate", Decision("interpolate", options.interpolate, evidence))

    def _more_answers(self, options: Options) -> None:
        """Offer country, variant and cells where the sheet could not say."""
        for topic, label in (
            ("country", message("Country")),
            ("variant", message("Variant")),
            ("range", message("Only cells")),
            ("series", message("One series, called")),
        ):
            field = Text(name=t(label), hint=_HINTS.get(topic, ""))
            said = options.role.removeprefix(SERIES) if topic == "series" else getattr(options, topic)
            field.show_value("" if topic == "series" and said == options.role else str(said))
            field.setProperty("topic", topic)
            field.entered.connect(self._typed)
            name = PlainLabel(t(label), size=9, tone="muted")
            name.setFixedWidth(108)
            self._body.addLayout(row(name, field))

    def _offer(self) -> None:
        button = self.sender()
        if not isinstance(button, Button):
            return
        topic = str(button.property("topic"))
        menu = QMenu(self)
        for value in _CHOICES[topic]:
            action = menu.addAction(_answer(topic, value))
            action.setData((topic, value))
        menu.triggered.connect(self._answered)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _answered(self, action: object) -> None:
        topic, value = action.data()  # type: ignore[attr-defined]
        self.answered.emit(topic, value)

    def _typed(self, value: str) -> None:
        topic = str(self.sender().property("topic"))
        if topic == "series":
            topic, value = "role", f"{SERIES}{value.strip()}" if value.strip() else ""
        self.answered.emit(topic, value)

    def _ticked(self, on: bool) -> None:
        self.ticked.emit(str(self.sender().property("table")), on)


def _answer(topic: str, value: str) -> str:
    if topic == "role":
        return role_word(value)
    if topic in ("ages", "interpolate"):
        names = {
            "": t(message("as they stand")) if topic == "ages" else t(message("left empty")),
            "sprague": t(message("single ages by Sprague’s multipliers")),
            "uniform": t(message("single ages, spread evenly")),
            "linear": t(message("interpolated on a straight line")),
        }
        return names[value]
    if topic == "decimal":
        return {".": t(message("point")), ",": t(message("comma"))}.get(value, value)
    if topic == "scale":
        names = {
            "1": t(message("one, as they stand")),
            "1000": t(message("thousand")),
            "1000000": t(message("million")),
            "1000000000": t(message("billion")),
        }
        return names.get(value.replace("\u202f", "").removesuffix(".0"), value)
    return value


def _known(series: Series) -> tuple[int, ...]:
    """Give the years a series has a value of."""
    if series.filled == len(series.years):
        return series.years
    return tuple(year for year, value in zip(series.years, series.values, strict=True) if value is not None)
