"""Decide the unit and scale of each series from its own words, then from the words around the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.model.cells import address
from workbench.sheets.block import Block
from workbench.sheets.lines import Line
from workbench.sheets.reading import Options
from workbench.sheets.roles import unit_of
from workbench.sheets.scales import scale_in
from workbench.sheets.units import Measure, basis_in, given_unit, measure

_PERSONS_STATED = re.compile(
    r"\bpersons?\b|\bpeople\b|inhabitants|number of|\bheads\b|personnes|habitants|personas|человек|نسمة|\(persons\)|headcount"
)
_NOTE_OF_UNIT = re.compile(r"\b(?:in|values?|figures?|amounts?|units?|expressed)\b[^.;]{0,60}", re.IGNORECASE)
_PER_HEAD = {"poverty-line", "minimum-wage", "average-wage", "exchange-rate"}
_NAMED_BY_PEOPLE = {"existing-spending", "unit-costs", "group-sizes"}
_POWERS = {0.0, 3.0, 6.0, 9.0, 12.0}


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around a table say, each with the place that says it.

    Attributes:
        texts: The words, nearest first.
        scale: The scale they state, None where they state none.
        scale_said: The text that states it.
        other_scale: Another text that states another scale.
        unit: The unit they speak of.
        basis: The price basis they state.
        persons: Whether they state that people are counted one by one.
    """

    texts: tuple[str, ...] = ()
    scale: float | None = None
    scale_said: str = ""
    other_scale: str = ""
    unit: str = ""
    basis: str = ""
    persons: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """Unit, scale and price basis of one series.

    Attributes:
        unit: persons, money, share, index, or number.
        scale: What its cells are multiplied by.
        basis: nominal, or constant and the year.
        stated: Whether the sheet or the user states the scale.
        evidence: What says so.
        by_size: Whether a percentage was recognised by the size of its values alone.
    """

    unit: str
    scale: float
    basis: str = ""
    stated: bool = True
    evidence: str = ""
    by_size: bool = field(default=False)


def around(block: Block) -> Around:
    """Collect what headers, titles, the sheet's name and notes say about unit and scale."""
    sheet = block.sheet
    said: list[tuple[str, str]] = [
        (address(block.header, column), name)
        for column, name in block.names.items()
        if name and block.keys.get(column, "ignored") not in ("ignored", "note", "type", "code")
    ]
    said += [(address(*place), text) for place, text in (*block.words, *block.titles)]
    if (
        not sheet.text
    ):  # the sheet of a text file bears the file's name, which says what the numbers look like
        said.append((sheet.name, sheet.name))
    said += [
        (address(*place), stated[0]) for place, text in block.notes if (stated := _NOTE_OF_UNIT.search(text))
    ]
    scales = [
        (scale, f"“{text}” in {where}") for where, text in said if (scale := scale_in(text)) is not None
    ]
    scale, scale_said = scales[0] if scales else (None, "")
    other = next((text for value, text in scales if value != scale), "")
    texts = tuple(text for _, text in said)
    unit = next((m.unit for text in texts if (m := measure(text)).unit), "")
    basis = next((found for text in texts if (found := basis_in(text))), "")
    persons = any(_states_persons(text) for text in texts)
    return Around(texts, scale, scale_said, other, unit, basis, persons)


def _states_persons(text: str) -> bool:
    return bool(_PERSONS_STATED.search(text.lower().replace("_", " ")))


def _in_brackets(label: str) -> str:
    """Give what stands in brackets: a programme called "A million trees" is not counted in millions."""
    return " ".join(re.findall(r"[(\[]([^)\]]*)[)\]]", label)) if "(" in label or "[" in label else ""


def _own_scale(line: Line) -> tuple[float | None, str]:
    text = line.keys.get("scale", "").strip()
    if not text:
        return None, ""
    try:
        number = float(text)
    except ValueError:
        return scale_in(text), f"scale column: {text}"
    return (10.0**number if number in _POWERS else number), f"scale column: {text}"


def resolve(
    line: Line,
    key: str,
    role: str,
    header: str,
    near: Around,
    options: Options,
    sizes: Sequence[float | None],
) -> Resolved:
    """Decide unit, scale and price basis of one series.

    Args:
        line: The series.
        key: The key the costing knows it by, empty where it knows none.
        role: The role of its table.
        header: Headers of its columns.
        near: What the words around the table say.
        options: What the user says.
        sizes: Its values as they stand, None where there is none.
    """
    unit_text = line.keys.get("unit", "")
    label = _in_brackets(line.label) if role in _NAMED_BY_PEOPLE else line.label
    own_text = " ".join(dict.fromkeys(filter(None, (label, line.part, header))))
    by_unit, by_own = measure(unit_text), measure(own_text)
    given, given_scale = given_unit(options.unit) if options.unit else ("", None)
    if role == "population":
        unit = "persons"
    else:
        unit = by_unit.unit or unit_of(key) or by_own.unit or given or _table_unit(role, near, by_unit)
    basis = by_unit.basis or by_own.basis or (near.basis if unit == "money" else "")
    if unit == "share":
        return _share(by_unit, by_own, near, options, given_scale, sizes, basis)
    if options.scale is not None and unit != "index":
        return Resolved(unit, options.scale, basis, True, "as asked")
    if given_scale is not None and unit in ("persons", "money", "number") and (given in ("", unit)):
        return Resolved(unit, given_scale, basis, True, "as asked")
    if unit == "index":
        return Resolved(unit, 1.0, "", True, "an index has no scale")
    column_scale, said = _own_scale(line)
    if column_scale is not None:
        return Resolved(unit, column_scale, basis, True, said)
    for found, text in ((by_unit, unit_text), (by_own, own_text)):
        if found.scale is not None:
            return Resolved(unit, found.scale, basis, True, f"“{text}”")
    if unit_text and (by_unit.unit or unit in ("money", "number")):
        return Resolved(unit, 1.0, basis, True, f"“{unit_text}”")
    if unit == "number" or key in _PER_HEAD or by_own.per or by_own.period:
        return Resolved(unit, 1.0, basis, True, "nothing says otherwise")
    counted = unit == "persons" and (_states_persons(own_text) or (near.persons and near.scale is None))
    if counted:
        return Resolved(unit, 1.0, basis, True, "persons are named")
    if near.scale is not None and (unit == "money" or near.unit != "money" or role == "population"):
        return Resolved(unit, near.scale, basis, True, near.scale_said)
    return Resolved(unit, 1.0, basis, False, "nothing states a scale")


def _table_unit(role: str, near: Around, by_unit: Measure) -> str:
    if role in ("existing-spending", "unit-costs"):
        return "share" if by_unit.unit == "share" else "money"
    if role == "coverage":
        return "share"
    if role in ("wages", "poverty-lines"):
        return "money"
    if role == "group-sizes":
        return near.unit if near.unit in ("share", "persons") else "persons"
    return near.unit or "number"


def _share(
    by_unit: Measure,
    by_own: Measure,
    near: Around,
    options: Options,
    given_scale: float | None,
    sizes: Sequence[float | None],
    basis: str,
) -> Resolved:
    if "share" in (by_unit.unit, by_own.unit):
        return Resolved("share", 0.01, basis, True, "percent in label or unit")
    if options.unit and given_scale is not None:
        return Resolved("share", given_scale, basis, True, "as asked")
    if near.unit == "share":
        return Resolved("share", 0.01, basis, True, "percent in the title")
    if any(size is not None and abs(size) > 1 for size in sizes):
        return Resolved("share", 0.01, basis, False, "values above 1 cannot be fractions", by_size=True)
    return Resolved("share", 1.0, basis, False, "no percent sign and no value above 1", by_size=True)
