"""Where something stands in a workbook: from the reader to the trace, whatever files and sheets are called."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packages import country, with_measure
from sheets_made import Written, book
from workbench.cli.main import main
from workbench.costing import Costing
from workbench.errors import SavedAnewError, Spot, WorkbookError, message
from workbench.model import Change
from workbench.model.results import Trace
from workbench.sheets import Options
from workbench.sheets.file.cells import Sheet
from workbench.sheets.file.reader import Contents
from workbench.sheets.file.rows import Rows
from workbench.sheets.recognise import for_showing, recognise
from workbench.workspace import Workspace

NAMES = st.text(st.sampled_from("Ab1 ,'!\"&;’“”«"), min_size=1, max_size=20).filter(str.strip)
FRACTIONS: Written = [
    ["Population by age", None],
    ["Age", 2025.0],
    ["0-14", 1.5],
    ["15-64", 2.25],
    ["65+", 0.5],
]
ODD = "Macro, total!'26'x"
MACRO: Written = [["KES million"], ["Series", 2025, 2026, 2027], ["GDP", 900.0, 950.0, 1000.0]]


def contents(sheet: str, rows: Written) -> Contents:
    return Contents((Sheet(sheet, Rows.of(tuple(map(tuple, rows)))),), "d")


def origins(trace: Trace) -> Iterator[Spot]:
    if trace.origin is not None:
        yield from trace.origin.spots
    for inner in trace.inputs:
        yield from origins(inner)


@given(file=NAMES, sheet=NAMES)
def test_a_question_and_its_problem_keep_their_cells(file: str, sheet: str) -> None:
    path = Path(f"{file}.xlsx")
    reading, asked = recognise(path, Options(), lambda: contents(sheet, FRACTIONS))
    assert isinstance(asked, WorkbookError)
    assert asked.spot == Spot(path.name, sheet, ("A2:B5",))
    (problem,) = (one for one in for_showing(reading, asked).problems if one.severity == "serious")
    assert (problem.where, problem.sheet, problem.cell) == (asked.spot, sheet, "A2")
    (question,) = reading.questions
    assert (question.sheet, question.cell, question.range) == (sheet, "A2", "A2:B5")


@given(file=NAMES, sheet=NAMES)
def test_a_problem_of_a_cell_keeps_it(file: str, sheet: str) -> None:
    rows: Written = [
        ["Budget, KES million"],
        ["Item", 2025.0, 2026.0],
        ["Roads", 5.0, "none yet"],
        ["Rail", 5.0, 6.0],
    ]
    reading, _ = recognise(Path(f"{file}.xlsx"), Options(), lambda: contents(sheet, rows))
    problem = next(one for one in reading.problems if one.cell)
    assert problem.where == Spot(f"{file}.xlsx", sheet, ("C3",))


@given(file=NAMES, sheet=NAMES)
def test_a_traced_figure_leads_to_its_cells(file: str, sheet: str) -> None:
    package = with_measure(country(), cost={"model": "transfer", "level": 10, "coverage": 1, "payments": 1})
    tables = tuple(dataclasses.replace(one, workbook=file, sheet=sheet) for one in package.tables)
    costing = Costing(dataclasses.replace(package, tables=tables))
    spots = set(origins(costing.trace("measure:m.cost", package.base_year + 1)))
    assert spots
    for spot in spots:
        assert (spot.workbook, spot.sheet) == (file, sheet)
        assert all(cell.replace(":", "").isalnum() for cell in spot.cells)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.policy") as workspace:
        changes = [Change("set", "package", field, value) for field, value in
                   (("currency", "KES"), ("base_year", 2025), ("horizon", 3))]  # fmt: skip
        workspace.edit(message("Begin"), changes)
        yield workspace


def test_the_cells_of_a_figure_are_shown_whatever_its_sheet_is_called(
    project: Workspace, tmp_path: Path
) -> None:
    path = book(tmp_path / "macro, 2026.xlsx", **{ODD: MACRO, "Note": [["Nothing here"]]})
    project.bring_in(path, project.read(path).tables)
    figure = project.trace("table:macro.gdp", 2026)
    assert figure.origin is not None
    assert figure.origin.spots == (Spot("macro, 2026.xlsx", ODD, ("C3",)),)
    letters, *rows = project.source_cells(figure.origin)
    shown = dict(zip(letters, next(row for row in rows if row[0] == "3"), strict=True))
    assert float(shown["C"]) == 950


def test_places_are_values_in_json(
    project: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path / "macro, 2026.xlsx", **{ODD: MACRO})
    project.bring_in(path, project.read(path).tables)
    project.close()
    assert main(["trace", str(project.path), "table:macro.gdp", "--year", "2026", "--format", "json"]) == 0
    source = json.loads(capsys.readouterr().out)["source"]
    assert source["places"] == [{"workbook": "macro, 2026.xlsx", "sheet": ODD, "cells": ["C3"]}]
    rows: Written = [*MACRO, ["Roads", 5.0, "none yet", 6.0]]
    other = book(tmp_path / "more, 2026.xlsx", **{ODD: rows})
    main(["import", str(project.path), str(other), "--dry-run", "--format", "json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {"workbook": "more, 2026.xlsx", "sheet": ODD, "cells": ["C4"]} in [
        one["place"] for one in problems
    ]


def test_what_was_saved_anew_is_not_brought_in(project: Workspace, tmp_path: Path) -> None:
    path = book(tmp_path / "macro.xlsx", Macro=MACRO)
    reading = project.read(path)
    book(path, Macro=[*MACRO[:2], ["GDP", 1.0, 2.0, 3.0]])
    with pytest.raises(SavedAnewError) as told:
        project.bring_in(path, reading.tables)
    assert told.value.code == "saved-anew"
    assert not project.package.tables
    project.bring_in(path, project.read(path).tables)
    assert project.package.tables[0].series[0].values == (1e6, 2e6, 3e6)
    assert not project.verify()


def test_what_is_saved_anew_while_it_is_read_is_not_brought_in(
    project: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digest is that of the bytes before the reading began, so that either file is known for what it is."""
    from workbench.sheets.file import reader

    path = book(tmp_path / "macro.xlsx", Macro=MACRO)
    sheets = reader._sheets

    def meanwhile(*given: object) -> object:
        found = sheets(*given)  # type: ignore[arg-type]
        book(path, Macro=[*MACRO[:2], ["GDP", 1.0, 2.0, 3.0]])
        return found

    monkeypatch.setattr(reader, "_sheets", meanwhile)
    tables = project.read(path).tables
    with pytest.raises(SavedAnewError):
        project.bring_in(path, tables)
