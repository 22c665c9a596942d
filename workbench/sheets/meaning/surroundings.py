"""Collect what the words around a table say of its unit and scale: headers, titles, the sheet's name, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.model.cells import address
from workbench.model.decided import UNSAID, Coded, coded
from workbench.model.words import Quantity, Role
from workbench.sheets.layout.block import Block
from workbench.sheets.words.basis import basis_in
from workbench.sheets.words.scales import scale_in, scales_in
from workbench.sheets.words.unit_words import measure, unit_of_section

_PERSONS_STATED = re.compile(
    r"\bpersons?\b|\bpeople\b|inhabitants|number of|\bheads\b|personnes|habitants|personas|человек|نسمة|\(persons\)|headcount"
)
_NOTE_OF_UNIT = re.compile(r"\b(?:in|values?|figures?|amounts?|units?|expressed)\b[^.;]{0,60}", re.IGNORECASE)
_CLAUSES = re.compile(r"\band\b|\bet\b|\by\b|\be\b|\bund\b|\bи\b|&|;|；|、|,(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around a table say, each with the place that says it.

    Attributes:
        texts: The words, nearest first.
        scale: The scale they state, None where they state none.
        scale_said: What states it.
        other_scale: Another text that states another scale, not told apart by what it is of.
        by_unit: Scale and text for a unit, where one text states two: beneficiaries in thousands, budget in millions.
        unit: The unit they speak of.
        basis: The price basis they state.
        units_row: The text of a row of units below the header.
        persons: Whether they state that people are counted one by one.
    """

    texts: tuple[str, ...] = ()
    scale: float | None = None
    scale_said: Coded = UNSAID
    other_scale: Coded = UNSAID
    by_unit: Mapping[str, tuple[float, Coded]] = field(default_factory=dict)
    unit: str = ""
    basis: str = ""
    units_row: str = ""
    persons: bool = False

    def scale_of(self, unit: str, role: str) -> tuple[float | None, Coded]:
        """Give the scale that holds for a unit, and the text that states it; that of amounts is none of people."""
        if unit in self.by_unit:
            return self.by_unit[unit]
        if unit != Quantity.MONEY and self.unit == Quantity.MONEY and role != Role.POPULATION:
            return None, UNSAID
        return self.scale, self.scale_said


def around(block: Block) -> Around:
    """Collect what headers, titles, the sheet's name and notes say about unit and scale."""
    said = _said(block)
    scales: list[tuple[float, Coded]] = []
    by_unit: dict[str, tuple[float, Coded]] = {}
    for where, text in said:
        stated = scales_in(text)
        evidence = coded("words-at", words=text, where=where)
        scales += ((one, evidence) for one in stated)
        if len(stated) > 1:
            for unit, one in _by_unit(text).items():
                by_unit.setdefault(unit, (one, evidence))
    scale, scale_said = scales[0] if scales else (None, UNSAID)
    told_apart = {value for value, _ in by_unit.values()}
    other = next((text for value, text in scales if value != scale and value not in told_apart), UNSAID)
    texts = tuple(text for _, text in said)
    unit = next((m.unit for text in texts if (m := measure(text)).unit), "")
    basis = next((found for text in texts if (found := basis_in(text))), "")
    persons = any(states_persons(text) for text in texts)
    units_row = next((text for _, text in block.words if unit_of_section(text, "")), "")
    return Around(texts, scale, scale_said, other, by_unit, unit, basis, units_row, persons)


def _said(block: Block) -> list[tuple[str, str]]:
    sheet = block.sheet
    said = [
        (address(block.header, column), name)
        for column, name in block.names.items()
        if name and block.keys.get(column, "ignored") not in ("ignored", "note", "type", "code")
    ]
    said += [(address(*place), text) for place, text in (*block.words, *block.titles)]
    # The sheet of a text file bears the file's name, which says what the numbers look like.
    if not sheet.text:
        said.append((sheet.name, sheet.name))
    stated = [(place, _NOTE_OF_UNIT.search(text)) for place, text in block.notes]
    return said + [(address(*place), found[0]) for place, found in stated if found]


def _by_unit(text: str) -> dict[str, float]:
    """Give the scale of each unit of a text that states several, each in a clause of its own."""
    found: dict[str, float] = {}
    for clause in _CLAUSES.split(text):
        scale, unit = scale_in(clause), measure(clause).unit
        if scale is not None and unit in (Quantity.MONEY, Quantity.PERSONS):
            found.setdefault(unit, scale)
    return found


def states_persons(text: str) -> bool:
    """Say whether a text states that people are counted one by one."""
    return bool(_PERSONS_STATED.search(text.lower().replace("_", " ")))
