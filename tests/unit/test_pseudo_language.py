"""No sentence of the command line, of a brief or of the live workbook slips past the translator."""

from __future__ import annotations

import dataclasses
import datetime
import json
import shutil
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pseudo import untranslated, words_of

from workbench import briefs
from workbench.cli import main
from workbench.model import Package
from workbench.model.words import CriterionStatus, Severity
from workbench.workspace import SAMPLE_WORKBOOKS, Workspace

pytestmark = pytest.mark.usefixtures("pseudo_language")
ROOT = Path(__file__).resolve().parents[2]
CODES = words_of(*(one.value for kind in (CriterionStatus, Severity) for one in kind))
"""What is typed as it is read: `override R1.a partly`."""
MARKING = words_of(Package().marking)
"""What stands on a document until the planner says otherwise is a value of the package."""
OWN = (
    CODES
    | MARKING
    | words_of("Policy Workbench policy-workbench", ".policy .xlsx .pdf .json", "assumption payments")
)
"""The program's name, endings of files, paths of figures and fields."""


@pytest.fixture
def project(sample_path: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_path, tmp_path / "orsana.policy"))


def data_of(workspace: Workspace) -> frozenset[str]:
    """Give the words of the package and of the works it cites: nobody's to translate."""
    facts = workspace.knowledge
    cited = [word for one in facts.sources for word in (one.author, one.title, str(one.year))]
    return words_of(
        json.dumps(workspace.export(), ensure_ascii=False), str(workspace.path), *cited,
        *(one.country for one in facts.evidence), *(rule.id for rule in facts.rules), *(one.id for one in facts.rights),
    )  # fmt: skip


def refuse(texts: list[str], known: frozenset[str]) -> None:
    shown = [text for text in texts if text.strip()]
    assert shown
    found = list(untranslated(shown, known | OWN))
    assert not found, "\n".join(f"{words}: {text}" for text, words in found)


@pytest.mark.parametrize(
    "command",
    [
        "check FILE", "cost FILE", "cost FILE --by programme", "tables FILE", "trace FILE total.cost", "trace FILE measure:social-pension.cost",
        "history FILE", "import FILE WORKBOOK --dry-run", "copies FILE", "verify FILE",
    ],
)  # fmt: skip
def test_every_line_of_a_command_met_the_translator(
    command: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = ROOT / "resources" / "sample" / SAMPLE_WORKBOOKS[0]
    arguments = command.replace("FILE", str(project)).replace("WORKBOOK", str(workbook)).split()
    assert main(arguments) in (0, 1)
    told = capsys.readouterr()
    with Workspace.open(project) as workspace:
        known = data_of(workspace)
    refuse([*told.out.splitlines(), *told.err.splitlines()], known | words_of(str(workbook)))


@pytest.mark.parametrize("template", list(briefs.TEMPLATES))
def test_every_text_of_a_brief_met_the_translator(template: str, project: Path) -> None:
    with Workspace.open(project) as workspace:
        results = workspace.results()
        source = briefs.BriefInput(
            workspace.package, workspace.knowledge, results.checked, results.estimate, 14, "3f9c21ae",
            datetime.date(2026, 11, 23), workspace.sensitivities(),
        )  # fmt: skip
        brief = briefs.brief(template, source)
        known = data_of(workspace)
    refuse(list(texts(brief.blocks)), known | words_of("November"))


def texts(value: Any) -> Iterator[str]:
    """Give every text inside blocks; what only tells the printer how to print is none."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        yield from texts(list(value.values()))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in HOW:
                yield from texts(getattr(value, field.name))


HOW = {"size", "role", "style", "key", "align", "code", "tone"}
"""Fields that tell the printer how to print."""


def test_every_cell_of_the_live_workbook_met_the_translator(project: Path, tmp_path: Path) -> None:
    with Workspace.open(project) as workspace:
        workspace.write_costing(tmp_path / "costing.xlsx")
        known = data_of(workspace)
    book = openpyxl.load_workbook(tmp_path / "costing.xlsx")
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    said = [one for one in cells if isinstance(one, str) and not one.startswith("=")]
    refuse([*book.sheetnames, *said], known)
