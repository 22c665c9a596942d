"""Values that follow an imported series: they take its values whenever the package or its tables change."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from workbench.errors import RequestError, message
from workbench.model.names import meant
from workbench.model.package import Package
from workbench.model.paths import Path
from workbench.model.table import Series, Table
from workbench.model.words import Quantity, Role

_HOLDERS = ("measures", "groups")


def follow(package: Package, *, strict: bool = True) -> Package:
    """Give the package with each value that follows a series at that series' present values.

    Args:
        package: The package.
        strict: Whether a series that is not there is refused; else the value keeps what it had, and whoever costs it
            says that the series is missing.

    Raises:
        RequestError: A series is not there; the message names what follows it.
    """
    changed: dict[str, Any] = {}
    for name in _HOLDERS:
        records = getattr(package, name)
        kind = name.removesuffix("s")
        again = tuple(_followed(package, one, f"{kind}:{one.id}", strict) for one in records)
        if any(new is not old for new, old in zip(again, records, strict=True)):
            changed[name] = again
    if strict:
        _refuse_others(package)
    return dataclasses.replace(package, **changed) if changed else package


def _refuse_others(package: Package) -> None:
    own = [(f"assumption:{one.id} value", one.value) for one in package.assumptions]
    own += [(f"financing:{one.id} amounts", one.amounts) for one in package.financing]
    own += [("package envelope", package.envelope)] if package.envelope is not None else []
    for where, path in own:
        if path.series:
            raise RequestError(
                message("Only measures and groups can follow an imported series."),
                where=where,
                remedy=message("Give the values by year."),
            )


def located(tables: tuple[Table, ...], name: str, role: str = "") -> tuple[Table, Series] | None:
    """Find an imported series by name outside populations by age; the table imported last wins."""
    for table in reversed(tables):
        series = table.find(name) if table.role != Role.POPULATION and role in ("", table.role) else None
        if series is not None:
            return table, series
    return None


def _followed(package: Package, record: Any, where: str, strict: bool) -> Any:
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        held = getattr(record, field.name)
        place = f"{where}.{field.name}" if " " in where else f"{where} {field.name}"
        new: Any = held
        if isinstance(held, Path):
            new = _path(package, held, str(field.metadata.get("unit", "")), place, strict)
        elif isinstance(held, tuple) and held and dataclasses.is_dataclass(held[0]):
            new = tuple(_followed(package, one, place, strict) for one in held)
            new = held if all(a is b for a, b in zip(new, held, strict=True)) else new
        elif dataclasses.is_dataclass(held):
            new = _followed(package, held, place, strict)
        if new is not held:
            changed[field.name] = new
    return dataclasses.replace(record, **changed) if changed else record


def _path(package: Package, path: Path, unit: str, where: str, strict: bool) -> Path:
    if not path.series:
        return path
    found = located(package.tables, path.series)
    if found is not None:
        values = zip(found[1].years, found[1].values, strict=True)
        points = tuple((year, value) for year, value in values if value is not None)
        if strict and unit in (Quantity.SHARE, Quantity.PERSONS, Quantity.MONEY) and found[1].unit != unit:
            raise RequestError(
                message("The imported series “{name}” is in {given}; {wanted} is needed here.",
                        name=path.series, given=found[1].unit or "number", wanted=unit),
                where=where,
                remedy=message("Bring it in again and say its unit with {option}.", option="--unit"),
            )  # fmt: skip
        return path if points == path.points else dataclasses.replace(path, points=points)
    if not strict:
        return path
    names = list(_names(package))
    raise RequestError(
        message("There is no imported series “{name}”.", name=path.series),
        where=where,
        remedy=meant(path.series, names)
        or message("Bring it in with `import WORKBOOK --as series:{name}`.", name=path.series),
    )


def _names(package: Package) -> Iterator[str]:
    for table in package.tables:
        if table.role != Role.POPULATION:
            yield from (series.name for series in table.series)
