"""Projects and documents of earlier formats, read as what they said then.

Before format 4 a value by year that did not say how it moves ran in a straight line and held its first value in all years
before; money of a financing line came every year unless it said otherwise. Now each field moves as its kind does, and nothing
is assumed before the first year stated. So that every figure stays, the old reading is written out.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from workbench.model import codec
from workbench.model.package import Package

EXPLICIT_PATHS = 4
"""The format since which a value by year says how it moves."""
FACTS = 5
"""The format since which acceptances rest on facts, and what was decided about a table is codes."""
_WORDS = frozenset({"shape", "series"})
_STATED_MONEY = frozenset({"set_up", "amounts"})
"""Fields of a cost whose straight lines were always taken for their years only."""


def upgraded(records: Mapping[str, str], base_year: int) -> dict[str, str]:
    """Give the records of a project of an earlier format as this one writes them.

    Args:
        records: Subject -> JSON text.
        base_year: The package's base year, before which no value counts.
    """
    return {subject: upgraded_text(subject, text, base_year) for subject, text in records.items()}


def upgraded_text(subject: str, text: str, base_year: int) -> str:
    """Give one record; what is no JSON is left for whoever reads it to refuse."""
    if subject.startswith(("order:", "table:")):
        return text
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return codec.text(_record(subject.partition(":")[0], data, base_year))


def acceptance_in(text: str) -> tuple[str, str]:
    """Give the finding an acceptance is of, and the digest of what it rests on."""
    data = json.loads(text)
    return str(data.get("id", "")), str(data.get("basis", ""))


def renewed_text(text: str, digests: Mapping[tuple[str, str], str]) -> str:
    """Give the record of an acceptance as it rests on facts."""
    finding = acceptance_in(text)
    return codec.text(json.loads(text) | {"basis": digests[finding]}) if finding in digests else text


def renewed(package: Package, digests: Mapping[tuple[str, str], str]) -> Package:
    """Give a package whose acceptances rest on facts."""
    acceptances = tuple(
        dataclasses.replace(one, basis=digests.get((one.id, one.basis), one.basis))
        for one in package.acceptances
    )
    return (
        package
        if acceptances == package.acceptances
        else dataclasses.replace(package, acceptances=acceptances)
    )


def upgraded_package(data: Any) -> Any:
    """Give the JSON of a whole package, as an earlier version exported it."""
    from workbench.model import SUBJECTS

    if not isinstance(data, dict):
        return data
    base_year = base_year_of(data)
    kinds = {collection: kind for kind, (collection, _) in SUBJECTS.items() if kind != "table"}
    return {
        name: [_record(kinds[name], one, base_year) for one in held]
        if name in kinds and isinstance(held, list)
        else held
        if name == "tables"
        else _explicit(name, held, base_year)
        for name, held in data.items()
    }


def base_year_of(data: Any) -> int:
    """Give the base year of a package's JSON, the default where it states none."""
    from workbench.model import Package

    stated = data.get("base_year") if isinstance(data, dict) else None
    return stated if isinstance(stated, int) and not isinstance(stated, bool) else Package().base_year


def _record(kind: str, data: Any, base_year: int) -> Any:
    if not isinstance(data, dict):
        return data
    if kind == "financing":
        return _financing(data)
    if kind == "scenario":
        return data | {"overrides": [_override(one, base_year) for one in data.get("overrides", [])]}
    return {name: _explicit(name, held, base_year) for name, held in data.items()}


def _financing(data: dict[str, Any]) -> dict[str, Any]:
    """Money named from a year on was never there before it; a line that comes once kept to its years."""
    amounts, recurrent = data.get("amounts"), data.get("recurrent", True)
    changed = data | {"recurrent": recurrent}
    if isinstance(amounts, dict) and _is_by_year(amounts) and "shape" not in amounts:
        changed["amounts"] = {"shape": "linear" if recurrent else "only"} | amounts
    return changed


def _override(one: Any, base_year: int) -> Any:
    if not (isinstance(one, list) and len(one) == 3 and all(isinstance(part, str) for part in one)):
        return one
    subject, field, text = one
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return one
    name = field.rpartition(".")[2]
    if subject.startswith("financing:") and name == "amounts":
        changed = _financing({"amounts": data})["amounts"]
    else:
        changed = _explicit(name, data, base_year)
    return [subject, field, codec.text(changed) if changed is not data else text]


def _explicit(name: str, data: Any, base_year: int) -> Any:
    """Write out how every value by year moved, and that it held its first value before."""
    if isinstance(data, list):
        return [_explicit(name, one, base_year) for one in data]
    if not isinstance(data, dict):
        return data
    if not _is_by_year(data):
        return {inner: _explicit(inner, held, base_year) for inner, held in data.items()}
    if "series" in data:
        return data
    shape = data.get("shape", "linear")
    if shape == "linear" and name in _STATED_MONEY:
        shape = "only"
    years = sorted(year for year in data if year not in _WORDS)
    before = {}
    if shape != "only" and int(years[0]) > base_year:
        before = {str(base_year): 0 if shape == "steps" else data[years[0]]}
    return {"shape": shape} | before | {year: data[year] for year in years}


def _is_by_year(data: Any) -> bool:
    if not isinstance(data, dict):
        return False
    years = [name for name in data if name not in _WORDS]
    return bool(years) and all(len(year) == 4 and year.isdecimal() for year in years)
