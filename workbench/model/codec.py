"""Records to JSON and back, driven by their type hints; wrong input is reported field by field, never guessed."""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from workbench.errors import Message, Problem, message
from workbench.model.cells import Cells
from workbench.model.names import meant
from workbench.model.paths import Path, Shape
from workbench.model.values import Values

T = TypeVar("T")
Report = Callable[[Problem], None]

_WRONG = object()
EXACT = 2.0**53
"""Whole numbers below are written as such."""
LARGEST = 2**63
"""Whole numbers beyond are no years, people or money."""
_PLAIN = frozenset({str, int, bool, type(None)})
_SERIES = "series:"


def dump(value: Any) -> Any:
    """Turn a record, or any value a record may hold, into plain JSON; fields at their default are left out."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is float:
        return _number(value)
    if kind is tuple:
        return list(value) if {*map(type, value)} <= _PLAIN else [dump(item) for item in value]
    if kind is Path:
        return _dump_path(value)
    if kind is Cells:
        return list(value.ranges)
    if kind is Values:
        return _dump_values(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: dump(held) for name, held in stated(value)}
    return value.value if isinstance(value, StrEnum) else value


def _dump_values(values: Values) -> list[float | int | None]:
    """Turn values into JSON; those of imported tables come by the million, and most are whole numbers."""
    numbers = values.numbers
    if all(map(float.is_integer, numbers)) and (not numbers or -EXACT < min(numbers) <= max(numbers) < EXACT):
        return [*map(int, numbers)]
    return [None if value is None else _number(value) for value in values]


def stated(record: Any) -> list[tuple[str, Any]]:
    """Give name and value of the fields that are not at their default."""
    kind: type = type(record)
    return [(name, held) for name, default in _defaults(kind) if (held := getattr(record, name)) != default]


@functools.cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """Give name and default of each field of a record."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() and -EXACT < value < EXACT else value


def load(kind: type[T], data: Any, *, where: str, report: Report) -> T | None:
    """Turn JSON into a record of a kind.

    Args:
        kind: A dataclass of the model.
        data: Parsed JSON.
        where: What the problems name as their place.
        report: Called with each problem found.

    Returns:
        The record, or None where a problem stops it from being made.
    """
    value = _load(kind, data, where, report)
    return None if value is _WRONG else value


def load_value(kind: Any, data: Any, *, where: str, report: Report) -> Any:
    """Turn JSON into a value of a type; where it cannot, the problem is reported and the result is moot."""
    return _load(kind, data, where, report)


def load_field(record: Any, name: str, data: Any, *, where: str, report: Report) -> Any:
    """Turn JSON into a value of a record's field; where it cannot, the problem is reported and the result is moot.

    A value by year that does not say how it moves moves as the field is declared to.
    """
    field = next(one for one in dataclasses.fields(record) if one.name == name)
    value = _load(hints(type(record))[name], data, where, report)
    return _moving(value, data, field, {"id": getattr(record, "id", "")})


text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""Give the one text of plain JSON: sorted keys, no spaces."""


def canonical(value: Any) -> str:
    """Give the one JSON text of a record, or of any value a record may hold."""
    return text(dump(value))


def hints(kind: Any) -> dict[str, Any]:
    """Give the resolved type of each field of a record."""
    return _hints(kind)


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _load(kind: Any, data: Any, where: str, report: Report) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _load_optional(kind, data, where, report)
    if origin is tuple:
        return _load_tuple(kind, data, where, report)
    if origin is dict:
        return _load_dict(kind, data, where, report)
    if kind is Cells:
        ranges = _load_tuple(tuple[str, ...], data, where, report)
        return _WRONG if ranges is _WRONG else Cells(ranges)
    if kind is Values:
        values = _load_tuple(tuple[float | None, ...], data, where, report)
        return _WRONG if values is _WRONG else Values.of(values)
    if kind is Path:
        return _load_path(data, where, report)
    if dataclasses.is_dataclass(kind):
        return _load_record(typing.cast(type, kind), data, where, report)
    return _load_scalar(kind, data, where, report)


def _load_optional(kind: Any, data: Any, where: str, report: Report) -> Any:
    options = [option for option in typing.get_args(kind) if option is not type(None)]
    if data is None or (data == "" and str not in options):
        return None
    return _load(options[0], data, where, report)


def _load_tuple(kind: Any, data: Any, where: str, report: Report) -> Any:
    inner = typing.get_args(kind)
    if not isinstance(data, list):
        # One value where a list is meant is what people write on a command line.
        if data is None or isinstance(data, dict):
            return _wrong(report, where, message("a list is expected"))
        data = [] if data == "" else [data]
    fixed = len(inner) != 2 or inner[1] is not Ellipsis
    plain = None if fixed else _load_plain(inner[0], data)
    if plain is not None:
        return plain
    if fixed and len(data) != len(inner):
        return _wrong(report, where, message("{count} values are expected", count=len(inner)))
    kinds = inner if fixed else [inner[0]] * len(data)
    items = [
        _load(one, item, f"{where}[{position}]", report)
        for position, (one, item) in enumerate(zip(kinds, data, strict=True))
    ]
    return _WRONG if any(item is _WRONG for item in items) else tuple(items)


def _load_plain(kind: Any, data: list[Any]) -> tuple[Any, ...] | None:
    """Load a list that holds just what is meant, as millions of values and years do; None where each is looked at."""
    kinds = {*map(type, data)}
    if kind is str and kinds == {str}:
        return tuple(data)
    if kind is int and kinds == {int}:
        return _shared(tuple(data))
    if kind == float | None and kinds <= {float, int, type(None)}:
        try:
            values = tuple([None if item is None else float(item) for item in data])
        except OverflowError:
            return None
        return values if all(value is None or math.isfinite(value) for value in values) else None
    return None


@functools.lru_cache(maxsize=256)
def _shared(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give the same tuple for the same values: the series of a table have the same years."""
    return values


def _load_dict(kind: Any, data: Any, where: str, report: Report) -> Any:
    if not isinstance(data, dict):
        return _wrong(report, where, message("a table of fields is expected"))
    inner = typing.get_args(kind)[1]
    if inner is Any:
        return data
    held = {name: _load(inner, item, f"{where}.{name}", report) for name, item in data.items()}
    return _WRONG if any(item is _WRONG for item in held.values()) else held


def _load_record(kind: type, data: Any, where: str, report: Report) -> Any:
    if not isinstance(data, dict):
        return _wrong(report, where, message("a table of fields is expected"))
    fields = {field.name: field for field in dataclasses.fields(kind)}
    values: dict[str, Any] = {}
    broken = False
    for name, given in data.items():
        if name not in fields:
            broken = True
            _unknown(report, f"{where}.{name}", name, fields)
            continue
        value = _moving(_load(hints(kind)[name], given, f"{where}.{name}", report), given, fields[name], data)
        broken = broken or value is _WRONG
        values[name] = value
    for name, field in fields.items():
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if required and name not in data:
            broken = True
            _wrong(report, f"{where}.{name}", message("is missing"))
    return _WRONG if broken else kind(**values)


def _moving(value: Any, given: Any, field: dataclasses.Field[Any], record: Mapping[str, Any]) -> Any:
    """Give a value by year the shape its field is declared with, where it names none."""
    if type(value) is not Path or not isinstance(given, dict) or value.series or "shape" in given:
        return value
    moves = field.metadata.get("moves", Shape.LINEAR)
    shape = moves if isinstance(moves, Shape) else moves(record)
    return value if shape is value.shape else dataclasses.replace(value, shape=shape)


def _load_scalar(kind: Any, data: Any, where: str, report: Report) -> Any:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        try:
            return kind(data)
        except ValueError:
            known = tuple(item.value for item in kind if item.value)
            return _wrong(
                report,
                where,
                message("“{given}” is not one of {known}", given=str(data), known=known),
                meant(str(data), known),
            )
    if kind is bool and isinstance(data, bool):
        return data
    is_number = _is_number(data)
    if kind is int and is_number and data == int(data):
        return int(data)
    if kind is float and is_number:
        return float(data)
    if kind is str and isinstance(data, str):
        return data
    names = {
        bool: message("true or false is expected, not “{given}”", given=str(data)),
        int: message("a whole number is expected, not “{given}”", given=str(data)),
        float: message("a number is expected, not “{given}”", given=str(data)),
        str: message("text is expected, not {given}", given=json.dumps(data, ensure_ascii=False)),
    }
    return _wrong(report, where, names.get(kind, message("cannot be set")))


def _is_number(data: Any) -> bool:
    """Say whether a value is a number a float can hold; a whole number of a thousand digits is none."""
    if isinstance(data, bool) or not isinstance(data, (int, float)):
        return False
    return math.isfinite(data) if isinstance(data, float) else abs(data) <= LARGEST


def _load_path(data: Any, where: str, report: Report) -> Any:
    if _is_number(data):
        return Path.constant(data)
    if isinstance(data, str) and data.startswith(_SERIES) and data != _SERIES:
        return Path.following(data.removeprefix(_SERIES))
    if not isinstance(data, dict) or not data:
        return _wrong(
            report,
            where,
            message(
                "a number, or numbers by year such as {example}, is expected",
                example='{"2027": 0.6, "2032": 0.95}',
            ),
        )
    shape: Any = Shape.LINEAR
    series: Any = ""
    points: list[tuple[int, float]] = []
    broken = False
    for name, given in data.items():
        if name == "shape":
            shape = _load_scalar(Shape, given, f"{where}.shape", report)
        elif name == "series":
            series = _load_scalar(str, given, f"{where}.series", report)
        elif not (name.isdigit() and len(name) == 4):
            broken = True
            _wrong(report, f"{where}.{name}", message("a year such as 2027 is expected"))
        else:
            value = _load_scalar(float, given, f"{where}.{name}", report)
            if value is not _WRONG:
                points.append((int(name), value))
    if (
        broken
        or _WRONG in (shape, series)
        or len(points) != len([name for name in data if name not in ("shape", "series")])
        or not (points or series)
    ):
        return _WRONG
    return Path(tuple(sorted(points)), shape, series)


def _dump_path(path: Path) -> Any:
    if path.is_constant:
        return dump(path.points[0][1])
    data: dict[str, Any] = {"shape": path.shape.value}
    if path.series:
        data["series"] = path.series
    return data | {str(year): dump(value) for year, value in path.points}


def _unknown(report: Report, where: str, name: str, known: Iterable[str]) -> None:
    known = list(known)
    _wrong(report, where, message("there is no field “{name}”", name=name), meant(name, known))


def _wrong(report: Report, where: str, what: Message, remedy: Message | None = None) -> Any:
    report(Problem("serious", where, what, remedy, "not-of-its-kind"))
    return _WRONG
