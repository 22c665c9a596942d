"""The live workbook recalculates to the program's own numbers, cell by cell."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.model import Change
from workbench.workspace import Workspace


class Recalculated:
    """A small spreadsheet: chains of + - * /, brackets, SUM-like functions and references, all we ever write."""

    def __init__(self, path: Path) -> None:
        self._book = openpyxl.load_workbook(path)
        self._known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, cell: str) -> Any:
        key = (sheet, cell.replace("$", ""))
        if key not in self._known:
            held = self._book[key[0]][key[1]]
            formula = held.data_type == "f"
            self._known[key] = self._formula(str(held.value)[1:], sheet) if formula else held.value
        return self._known[key]

    def name(self, name: str) -> list[float]:
        sheet, _, span = self._book.defined_names[name].attr_text.rpartition("!")
        return [self.value(sheet.strip("'"), cell) for cell in cells(span)]

    def _formula(self, text: str, sheet: str) -> float:
        if found := re.fullmatch(r"IF\(COUNT\((.+?)\)=(\d+),SUMPRODUCT\((.+?),(.+?)\),NA\(\)\)", text):
            numbers = [self.value(sheet, cell) for cell in cells(found[1])]
            if sum(isinstance(number, (int, float)) for number in numbers) != int(found[2]):
                return math.nan
            parts = [self.value(sheet, cell) for cell in cells(found[3])]
            return sum(part * number for part, number in zip(parts, numbers, strict=True))
        if found := re.fullmatch(r"IF\((.+?)([=>])0,NA\(\),(.+)\)", text):
            number = self._formula(found[1], sheet)
            return math.nan if (number == 0 if found[2] == "=" else number > 0) else number
        if found := re.fullmatch(r"MAX\(0,(.+)\)", text):
            return max(0.0, self._formula(found[1], sheet))
        text = (
            text.removeprefix("(").removesuffix(")")
            if text.startswith("(") and text.count("(") == 1
            else text
        )
        tokens = re.findall(r"'[^']+'!\$?[A-Z]+\$?\d+|\$?[A-Z]+\$?\d+|\d+\.?\d*(?:e-?\d+)?|[-+*/()]", text)
        assert "".join(tokens) == text, text
        return self._sum(tokens, sheet)

    def _sum(self, tokens: list[str], sheet: str) -> float:
        total = self._product(tokens, sheet)
        while tokens and tokens[0] in "+-":
            sign = 1 if tokens.pop(0) == "+" else -1
            total += sign * self._product(tokens, sheet)
        return total

    def _product(self, tokens: list[str], sheet: str) -> float:
        total = self._atom(tokens, sheet)
        while tokens and tokens[0] in "*/":
            if tokens.pop(0) == "*":
                total *= self._atom(tokens, sheet)
            else:
                below = self._atom(tokens, sheet)
                total = total / below if below else math.nan
        return total

    def _atom(self, tokens: list[str], sheet: str) -> float:
        token = tokens.pop(0)
        if token == "(":
            inner = self._sum(tokens, sheet)
            assert tokens.pop(0) == ")"
            return inner
        if token[0].isdigit():
            return float(token)
        where, _, cell = token.rpartition("!")
        held = self.value(where.strip("'") or sheet, cell)
        return math.nan if held is None else float(held)


def cells(span: str) -> list[str]:
    first, _, last = span.replace("$", "").partition(":")
    (left, top), (right, bottom) = (re.fullmatch(r"([A-Z]+)(\d+)", one).groups() for one in (first, last))  # type: ignore[union-attr]
    columns = range(
        openpyxl.utils.column_index_from_string(left), openpyxl.utils.column_index_from_string(right) + 1
    )
    letter = openpyxl.utils.get_column_letter
    return [f"{letter(column)}{row}" for row in range(int(top), int(bottom) + 1) for column in columns]


def test_every_total_recalculates_to_the_program_s_number(sample: Workspace, tmp_path: Path) -> None:
    book = Recalculated(sample.write_costing(tmp_path / "cost.xlsx"))
    estimate = sample.results().estimate
    rows = {
        "total_cost": estimate.total,
        "total_net": estimate.net,
        "total_gap": estimate.gap,
        "total_financing": estimate.financing,
        "total_share_of_gdp": estimate.share_of_gdp,
        "total_share_of_expenditure": estimate.share_of_expenditure,
        "total_envelope": estimate.envelope,
        "sector_social_protection_cost": tuple(
            sum(line.cost[step] for line in estimate.measures if line.sector == "social-protection")
            for step in range(len(estimate.years))
        ),
    }
    for name, row in rows.items():
        assert book.name(name) == pytest.approx(list(row), rel=1e-9), name


def test_constant_prices_recalculate_too(sample: Workspace, tmp_path: Path) -> None:
    sample.edit(sample.undo_label, [Change("set", "package", "price_basis", "constant")])  # type: ignore[arg-type]
    book = Recalculated(sample.write_costing(tmp_path / "cost.xlsx"))
    assert book.name("total_cost") == pytest.approx(list(sample.results().estimate.total), rel=1e-9)


def test_text_of_the_user_never_becomes_a_formula(sample: Workspace, tmp_path: Path) -> None:
    for nasty in ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2", "\t=1"):
        sample.edit(
            sample.undo_label,  # type: ignore[arg-type]
            [Change("set", "measure:social-pension", "title", nasty)],
        )
        book = openpyxl.load_workbook(sample.write_costing(tmp_path / "cost.xlsx"))
        texts = [cell for sheet in book for row in sheet.iter_rows(max_col=3) for cell in row]
        assert all(cell.data_type != "f" for cell in texts)


def test_a_number_changed_in_the_workbook_moves_the_total(sample: Workspace, tmp_path: Path) -> None:
    path = sample.write_costing(tmp_path / "cost.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Assumptions"]
    row = next(
        r for r in sheet.iter_rows() if str(r[2].value).startswith("measure:social-pension cost.level")
    )
    for cell in row[4:]:
        cell.value = 0.0
    book.save(path)
    assert Recalculated(path).name("total_cost")[0] < sample.results().estimate.total[0]


def test_the_workbook_says_what_it_is_of_and_what_is_not_in_it(sample: Workspace, tmp_path: Path) -> None:
    sample.edit(
        sample.undo_label,  # type: ignore[arg-type]
        [Change("set", "measure:legal-aid", "cost.model", "none")],
    )
    book = openpyxl.load_workbook(sample.write_costing(tmp_path / "cost.xlsx"))
    said = {str(row[0].value): row[1].value for row in book.worksheets[0].iter_rows(max_col=2)}
    assert said["Currency"] == "ORD"
    assert said["Prices"] == sample.results().estimate.price_basis
    assert any("1 measure is not costed" in text for text in said)
    measures = [str(row[0].value) for row in book["Measures"].iter_rows(max_col=1)]
    assert "no cost model" in measures[measures.index("LEGAL AID") + 1]
