"""Show the head of a sheet with what each cell was taken for."""

from __future__ import annotations

from workbench.model.cells import Place
from workbench.sheets.block import Block, stands_for_number
from workbench.sheets.cells import Sheet
from workbench.sheets.reading import Notebook, SheetView

ROWS, COLUMNS = 400, 60


def view(sheet: Sheet, blocks: list[Block], used: list[Block], notebook: Notebook) -> SheetView:
    """Make the view of a sheet.

    Args:
        sheet: The sheet.
        blocks: All tables found on it.
        used: Those a table was made of.
        notebook: What was already coloured: totals and problems.
    """
    kinds: dict[Place, str] = {}
    for block in blocks:
        for place, _ in (*block.titles, *block.notes):
            kinds[place] = "note"
        _colour(block, kinds, usable=any(block is one for one in used))
    kinds.update(notebook.kinds.get(sheet.name, {}))
    for place in sheet.trouble:
        kinds.setdefault(place, "problem")
    rows = _texts(sheet)
    for row in range(len(rows)):
        for column, text in enumerate(rows[row]):
            if text and (row, column) not in kinds:
                kinds[row, column] = "note" if not blocks else "ignored"
    return SheetView(sheet.name, sheet.hidden, rows, kinds, sheet.merged)


def bare_view(sheet: Sheet) -> SheetView:
    """Make the view of a sheet nobody has looked at yet."""
    return SheetView(sheet.name, sheet.hidden, _texts(sheet), {}, sheet.merged)


def _texts(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(sheet.display(row, column) for column in range(min(sheet.width, COLUMNS)))
        for row in range(min(sheet.height, ROWS))
    )


def _colour(block: Block, kinds: dict[Place, str], *, usable: bool) -> None:
    sheet = block.sheet
    values = [value.column for value in block.values]
    labels = [column for column, role in block.keys.items() if role != "ignored"]
    if block.year_column is not None:
        labels.append(block.year_column)
    for row in range(block.top, min(block.last + 1, ROWS)):
        for column in (*labels, *values):
            if sheet.at(row, column) is None and (row, column) not in sheet.trouble:
                continue
            if row <= block.header:
                kinds[row, column] = "header"
            elif column in labels:
                kinds[row, column] = "label"
            elif stands_for_number(sheet, row, column):
                kinds[row, column] = "value" if usable else "ignored"
