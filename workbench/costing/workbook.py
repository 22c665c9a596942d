"""The whole calculation as a workbook with live formulas, for a finance ministry to audit and change.

Every node is one row with the years across. Values set by the planner stand on one sheet, cells of imported
workbooks on another, and each operation is a formula over their rows, so that a change there moves the totals.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.costing import leaves, signature, units
from workbench.costing.estimate import Costing
from workbench.costing.graph import Node
from workbench.costing.worksheet import FIRST_YEAR, Worksheet
from workbench.errors import message
from workbench.files import refuse_target
from workbench.files import write as write_document
from workbench.i18n import Translator
from workbench.model.statement import CLASSIFICATIONS


@dataclass(frozen=True)
class _Place:
    """Where a node's row is."""

    sheet: str
    row: int


_STANDING_OUT = ("total.cost", "total.net", "total.needed", "total.financing", "total.gap")


class Writer:
    """Writes one costing.

    Attributes:
        costing: What is written.
        rows: The sheet and row of each node that stands in the workbook; the years are its last columns.
    """

    def __init__(self, costing: Costing, t: Translator) -> None:
        from openpyxl import Workbook

        self.costing = costing
        self._t = t
        self._years = costing.package.years
        self._estimate = costing.estimate()
        self._book = Workbook()
        self._book.remove(self._book.active)
        self._about = Worksheet(self._book, t(message("About")), (), ())
        heads = (
            t(message("Figure")),
            t(message("Unit")),
            t(message("Source or formula")),
            t(message("Part")),
        )
        names = (
            message("Totals"),
            message("Budget"),
            message("Measures"),
            message("Assumptions"),
            message("Inputs"),
        )
        self._totals, self._budget, self._measures, self._assumptions, self._inputs = (
            Worksheet(self._book, t(name), heads, self._years, width=self._width()) for name in names
        )
        self._places: dict[str, _Place] = {}
        self.rows: list[tuple[str, int, Node]] = []

    def _width(self) -> int:
        """Give the signs the widest figure takes, so that none is printed as a row of hashes."""
        rows = (self.costing.evaluation.row(node) for node in self.costing.figures.values())
        amounts = (abs(value) for row in rows for value in row if math.isfinite(value))
        return len(f"{max(amounts, default=0.0):,.0f}") + 1

    def write(self) -> bytes:
        """Write the workbook: what it is, then totals, and each measure's chain below its name."""
        self._write_about()
        figures = self.costing.figures
        titles = {measure.id: measure.title for measure in self.costing.package.measures}
        headed = ""
        for name, node in figures.items():
            if name.startswith("measure:"):
                measure = name.removeprefix("measure:").rpartition(".")[0]
                if measure != headed:
                    self._measures.text("")
                    self._measures.text(titles[measure].upper())
                    headed = measure
                self._place(node, self._measures)
        for line in self._estimate.uncosted:
            self._measures.text("")
            self._measures.text(line.title.upper())
            self._measures.text(self._t(line.reason or ""))
        for name, node in figures.items():
            if not name.startswith(("measure:", "budget:")):
                place = self._place(node, self._totals)
                self._name(name, node)
                if name in _STANDING_OUT and place.sheet == self._totals.title:
                    self._totals.embolden(place.row)
        self._write_budget()
        signature.sign(self._book)
        body = io.BytesIO()
        self._book.save(body)
        return body.getvalue()

    def _write_about(self) -> None:
        """Say what the workbook is of, in which money, what is not in it, and how its sheets hang together."""
        package, t, sheet = self.costing.package, self._t, self._about
        estimate = self._estimate
        years = package.years
        sheet.text(package.title, bold=True)
        for name, value in (
            (message("Country"), package.country),
            (message("Currency"), package.currency),
            (message("Prices"), estimate.price_basis),
            (message("Year of prices and data"), str(package.base_year)),
            (message("Years costed"), f"{years[0]}–{years[-1]}"),
            (message("Marking"), package.marking),
        ):
            sheet.text(t(name), value or "–")
        said = [estimate.floor] if estimate.floor is not None else []
        said += [*estimate.problems, *(flag.message for flag in estimate.flags)]
        if said:
            sheet.text("")
            sheet.text(t(message("What a reader has to know")), bold=True)
            for one in said:
                sheet.text(t(one))
        sheet.text("")
        sheet.text(t(message("How it hangs together")), bold=True)
        for title, meaning in (
            (self._totals.title, message("the totals, from the cost to the gap")),
            (self._budget.title, message("by vote, programme, function and level of government")),
            (self._measures.title, message("each measure step by step")),
            (
                self._assumptions.title,
                message("values the planner set: change them here, and all else follows"),
            ),
            (self._inputs.title, message("values of imported workbooks, each with its cell")),
        ):
            sheet.text(title, t(meaning))

    def _write_budget(self) -> None:
        """Write the finance ministry's form: each class of a classification with its figures."""
        headed = ""
        for name, node in self.costing.figures.items():
            one = name.rpartition(".")[0]
            if not name.startswith("budget:"):
                continue
            if one != headed:
                kind, _, code = one.removeprefix("budget:").partition("/")
                self._budget.text("")
                self._budget.text(
                    f"{self._t(CLASSIFICATIONS[kind])}: {code or self._t(message('not classified'))}"
                )
                headed = one
            place = self._place(node, self._budget)
            if place.sheet != self._budget.title:
                # Equal figures are one row of the workbook: here a reference to it.
                row = self._budget.text(self._t(node.label), self._unit(node))
                self.rows.append((self._budget.title, row, node))
                read = self._reader(place, self._budget)
                for position, year in enumerate(self._years):
                    self._budget.figure(FIRST_YEAR + position, f"={read(year)}", str(node.unit))

    def _place(self, node: Node, sheet: Worksheet) -> _Place:
        known = self._places.get(node.key)
        if known is not None:
            return known
        if isinstance(node.operation, leaves.Cells):
            return self._cells(node, node.operation)
        if isinstance(node.operation, leaves.Given):
            return self._given(node)
        inputs = tuple(self._place(item, sheet) for item in node.inputs)
        words = node.operation.words(node.inputs)
        unit = str(node.unit)
        row = sheet.text(self._t(node.label), self._unit(node), self._t(words) if words else "")
        rows = tuple(self._reader(place, sheet) for place in inputs)
        for position, year in enumerate(self._years):
            formula = node.operation.formula(tuple(read(year) for read in rows), rows, year)
            sheet.figure(FIRST_YEAR + position, f"={formula}", unit)
        return self._keep(node, sheet, row)

    def _given(self, node: Node) -> _Place:
        origin = node.operation.origin(self._years[0])
        source = " · ".join(part for part in (origin.assumption, origin.why) if part) if origin else ""
        unit = str(node.unit)
        row = self._assumptions.text(self._t(node.label), self._unit(node), source)
        for position, value in enumerate(self.costing.evaluation.row(node)):
            # A year before the first one stated has no value, rather than an empty cell that counts as nothing.
            self._assumptions.figure(FIRST_YEAR + position, value if math.isfinite(value) else "=NA()", unit)
        return self._keep(node, self._assumptions, row)

    def _cells(self, node: Node, cells: leaves.Cells) -> _Place:
        """Write the rows of cells with the part of each that counts, and their sum below."""
        unit = str(node.unit)
        first = self._inputs.row + 1
        for source in cells.rows:
            by_year = {year: (value, cell) for year, value, cell in source.line.points}
            wanted = [cells.fixed_year or year for year in self._years]
            held = [by_year[year][1] for year in wanted if year in by_year]
            place = f"{cells.workbook} › {source.line.sheet} › {held[0]}" if held else cells.workbook
            place = f"{place}–{held[-1]}" if len(set(held)) > 1 else place
            said: dict[str, list[str]] = {}
            for year, note in source.line.notes:
                if year in wanted:
                    said.setdefault(self._t(note), []).append(str(year))
            notes = (
                note if len(at) == len(wanted) else f"{note} ({', '.join(at)})" for note, at in said.items()
            )
            row = self._inputs.text(self._t(node.label), self._unit(node), " · ".join((place, *notes)))
            self._inputs.figure(4, source.part, "number")
            for position, year in enumerate(wanted):
                # An empty cell would count as nothing; what is missing is not known.
                held_value = by_year[year][0] if year in by_year else "=NA()"
                self._inputs.figure(FIRST_YEAR + position, held_value, unit)
        if len(cells.rows) == 1 and cells.rows[0].part == 1.0:
            return self._keep(node, self._inputs, row)
        last = self._inputs.row
        words = node.operation.words(())
        row = self._inputs.text(self._t(node.label), self._unit(node), self._t(words) if words else "")
        for position in range(len(self._years)):
            letter = _letter(FIRST_YEAR + position)
            span = f"$D${first}:$D${last},{letter}${first}:{letter}${last}"
            # A year in which a cell is missing has no figure, rather than a sum of what is there.
            counted = f"COUNT({letter}${first}:{letter}${last})={last - first + 1}"
            self._inputs.figure(FIRST_YEAR + position, f"=IF({counted},SUMPRODUCT({span}),NA())", unit)
        return self._keep(node, self._inputs, row)

    def _unit(self, node: Node) -> str:
        return self._t(units.said(node.unit))

    def _keep(self, node: Node, sheet: Worksheet, row: int) -> _Place:
        self.rows.append((sheet.title, row, node))
        place = self._places[node.key] = _Place(sheet.title, row)
        return place

    def _reader(self, place: _Place, here: Worksheet) -> Callable[[int], str]:
        prefix = "" if place.sheet == here.title else f"'{place.sheet}'!"
        return lambda year: f"{prefix}{_letter(FIRST_YEAR + self._years.index(year))}{place.row}"

    def _name(self, figure: str, node: Node) -> None:
        from openpyxl.workbook.defined_name import DefinedName

        place = self._places[node.key]
        last = _letter(FIRST_YEAR + len(self._years) - 1)
        name = re.sub(r"[^A-Za-z0-9_]", "_", figure)
        self._book.defined_names[name] = DefinedName(
            name, attr_text=f"'{place.sheet}'!${_letter(FIRST_YEAR)}${place.row}:${last}${place.row}"
        )


def write(costing: Costing, out: Path, t: Translator, inputs: tuple[Path, ...] = ()) -> Path:
    """Write a costing as a workbook with live formulas.

    Raises:
        FileError: The file cannot be written, or something that is not ours stands there.
    """
    rules: dict[str, Any] = {"endings": (".xlsx",), "inputs": inputs, "refuses": signature.refusal}
    refuse_target(out, **rules)
    return write_document(out, Writer(costing, t).write(), **rules)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
