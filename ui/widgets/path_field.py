"""A value by year in one line: a number, from one to another, or years with values."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.texts import set_tip, t
from ui.widgets.basics import IconLabel, column, mark, row
from ui.widgets.fields import HUGE, Choice, Number, Text
from workbench.errors import message
from workbench.model.paths import Path, Shape

_NOTHING = Path(())
_SHAPES = (
    (Shape.LINEAR, message("straight")),
    (Shape.S_CURVE, message("S-curve")),
    (Shape.STEPS, message("steps")),
    (Shape.ONLY, message("these years only")),
)
SERIES = "series:"


class PathField(QWidget):
    """Shows a constant as one number, a ramp as two, anything else as years with values.

    Signals:
        entered: The new path. What is typed by year moves as `moves` says, until another way is chosen.
    """

    entered = Signal(object)

    def __init__(
        self, *, name: str, kind: str = "number", step: float = 0.0, moves: Shape = Shape.LINEAR
    ) -> None:
        super().__init__()
        self._kind, self._moves = kind, moves
        self._path = Path.constant(0.0)
        # What is out of bounds is refused by the edit, which says why; a field that corrects it would not.
        self.first = Number(name=name, kind=kind, least=-HUGE, most=HUGE)
        self.last = Number(
            name=t(message("{name}, at the end", name=name)), kind=kind, least=-HUGE, most=HUGE
        )
        self.shape = Choice(
            [(shape.value, t(said)) for shape, said in _SHAPES],
            name=t(message("{name}, how it moves between years", name=name)),
        )
        self.shape.chosen.connect(self._shaped)
        self.years = Text(
            name=name, hint="2027: 60 %; 2032: 95 %" if kind == "share" else "2027: 1000; 2032: 1500"
        )
        for field in (self.first, self.last):
            field.setSingleStep(step or (1.0 if kind == "share" else 10.0))
            field.entered.connect(self._numbers)
        self.years.entered.connect(self._typed)
        self.arrow = IconLabel("arrow-right", size=14)
        # How it moves stands below: beside them it would cut off the years.
        values = row(self.first, self.arrow, self.last, self.years, gap=6)
        self.setLayout(column(values, self.shape, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_as(self, kind: str) -> None:
        """Count in shares or in numbers from now on, as what is shown is counted."""
        self._kind = kind
        for field in (self.first, self.last):
            field.count_in(kind)

    def show_value(self, path: Path | None) -> None:
        """Show a path in the shortest of its three forms; none at all as an empty text."""
        if path is None:
            self._path = _NOTHING
            for widget in (self.first, self.arrow, self.last, self.shape):
                widget.hide()
            self.years.show()
            self.years.show_value("")
            return
        self._path = path
        ramp = not path.series and len(path.points) == 2 and path.shape in (Shape.LINEAR, Shape.S_CURVE)
        simple = path.is_constant or ramp
        self.first.setVisible(simple)
        self.arrow.setVisible(ramp)
        self.last.setVisible(ramp)
        self.years.setVisible(not simple)
        self.shape.setVisible(not path.is_constant and not path.series and len(path.points) > 1)
        self.shape.show_value(path.shape.value)
        if simple:
            self.first.show_value(path.points[0][1])
            self.last.show_value(path.points[-1][1])
        self.years.show_value(self.write(path))
        set_tip(self, "" if path.is_constant else self.write(path))

    def write(self, path: Path) -> str:
        """Write a path as years with values, or as the imported series it follows."""
        if path.series:
            return f"{SERIES}{path.series}"
        return "; ".join(
            f"{year}: {self.first.textFromValue(value * self._factor)}" for year, value in path.points
        )

    @property
    def _factor(self) -> float:
        return 100.0 if self._kind == "share" else 1.0

    def _shaped(self, shape: str) -> None:
        self._give(Path(self._path.points, Shape(shape)))

    def _numbers(self, value: object) -> None:
        first = self.first.value() / self._factor
        if self._path.is_constant:
            self._give(Path.constant(first))
        else:
            last = self.last.value() / self._factor
            (start, _), (end, _) = self._path.points
            self._give(Path(((start, first), (end, last)), self._path.shape))

    def _typed(self, text: str) -> None:
        points: dict[int, float] = {}
        if text.strip().startswith(SERIES):
            name = text.strip().removeprefix(SERIES).strip()
            mark(self.years, "wrong", not name)
            if name:
                self._give(Path.following(name))
            return
        if self._kind != "share" and "%" in text:
            mark(self.years, "wrong", True)
            return
        if text.strip() and ":" not in text and any(sign.isdigit() for sign in text):
            self._give(Path.constant(self.first.valueFromText(text) / self._factor))
            return
        for part in text.replace("\n", ";").split(";"):
            year, colon, value = part.partition(":")
            if not part.strip():
                continue
            if not colon or not year.strip().isdigit():
                mark(self.years, "wrong", True)
                return
            points[int(year)] = self.first.valueFromText(value) / self._factor
        mark(self.years, "wrong", not points)
        if points:
            shape = self._moves if self._path.is_constant or not self._path.points else self._path.shape
            self._give(Path(tuple(sorted(points.items())), shape))

    def _give(self, path: Path) -> None:
        if path != self._path:
            self._path = path
            self.entered.emit(path)
