"""Show a sheet with what each cell was taken for; a cell is looked at when it is shown, so that size does not matter."""

from __future__ import annotations

from functools import cache

from workbench.model import Table
from workbench.model.cells import Cells, Place, area
from workbench.sheets.dialogue.notebook import Notebook
from workbench.sheets.file.cells import Sheet
from workbench.sheets.layout.block import Block, stands_for_number
from workbench.sheets.layout.lines import repeats_years
from workbench.sheets.reading import SheetView


def view(sheet: Sheet, blocks: list[Block], used: list[tuple[Table, Block]], notebook: Notebook) -> SheetView:
    """Make the view of a sheet.

    Args:
        sheet: The sheet.
        blocks: All tables found on it.
        used: Those that are read, with what was made of them.
        notebook: What was already coloured: totals and problems.
    """
    tints = Tints(sheet, blocks, used, notebook.kinds.get(sheet.name, {}))
    return SheetView(
        sheet.name, sheet.hidden, sheet.height, sheet.width, sheet.display, tints.kind, sheet.merged
    )


def bare_view(sheet: Sheet) -> SheetView:
    """Make the view of a sheet nobody has looked at yet."""
    return SheetView(sheet.name, sheet.hidden, sheet.height, sheet.width, sheet.display, _nothing)


def _nothing(row: int, column: int) -> str:
    return ""


class Tints:
    """Says of each cell of a sheet what it was taken for."""

    def __init__(
        self,
        sheet: Sheet,
        blocks: list[Block],
        used: list[tuple[Table, Block]],
        marked: dict[Place, str],
    ) -> None:
        self._sheet, self._marked = sheet, marked
        self._tables = {id(block): table for table, block in used}
        self._blocks = [(block, block.area, _labels(block)) for block in blocks]
        self._notes = {at for block in blocks for at, _ in (*block.titles, *block.notes)}
        self._rows = cache(self._read_rows)

    def kind(self, row: int, column: int) -> str:
        """Say what a cell was taken for; "" for an empty one."""
        at = (row, column)
        if at in self._marked:
            return self._marked[at]
        if at in self._sheet.trouble:
            return "problem"
        if self._sheet.at(row, column) is None:
            return ""
        for number, (block, (top, left, bottom, right), labels) in enumerate(self._blocks):
            if top <= row <= bottom and left <= column <= right:
                found = self._within(number, block, labels, row, column)
                if found:
                    return found
        if at in self._notes or not self._blocks:
            return "note"
        return "ignored"

    def _within(self, number: int, block: Block, labels: frozenset[int], row: int, column: int) -> str:
        """Say what a cell of a block is; what is not read of it, such as rows of another country, is ignored."""
        value = any(one.column == column for one in block.values)
        if not value and column not in labels:
            return ""
        if row <= block.header:
            return "header"
        read = id(block) in self._tables
        if read and row not in self._rows(number):
            return "header" if repeats_years(block, row) else "ignored"
        if column in labels:
            return "label"
        if not read:
            return "ignored"
        return "value" if stands_for_number(self._sheet, row, column) else ""

    def _read_rows(self, number: int) -> frozenset[int]:
        """Give the rows a table has values of, or whose total was left out; worked out once somebody looks."""
        block = self._blocks[number][0]
        table = self._tables.get(id(block))
        if table is None:
            return frozenset()
        rows: set[int] = {at[0] for at, kind in self._marked.items() if kind == "total"}
        for ranges in {part for one in table.series for part in _ranges(one.cells)}:
            limits = area(ranges.partition(",")[0])
            if limits is not None:
                rows.update(range(limits[0], limits[2] + 1))
        return frozenset(rows)


def _ranges(cells: Cells | tuple[str, ...]) -> tuple[str, ...]:
    return cells.ranges if isinstance(cells, Cells) else cells


def _labels(block: Block) -> frozenset[int]:
    labels = [column for column, role in block.keys.items() if role != "ignored"]
    return frozenset(labels if block.year_column is None else (*labels, block.year_column))
