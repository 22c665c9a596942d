"""No sentence of the command line, the brief and the live workbook slips past the translator."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import openpyxl
import pytest
from pseudo import untranslated, words_of

from workbench import assets
from workbench.cli import main
from workbench.workspace import Workspace

CODES = words_of(
    "policy-workbench measure group sector series table assumption package population macro prices wages poverty-lines "
    "existing-spending unit-costs coverage group-sizes other persons money share index number blocking serious advisory "
    "met partly not-met not-applicable year total cost gap net gross payments"
)
"""What people type on the command line and read back: names of records, figures, units and roles."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pseudo") / "sample.policy"
    Workspace.create_sample(path).close()
    return path


def data(path: Path) -> frozenset[str]:
    """The words of the package and of what its packs cite: nobody's to translate."""
    with Workspace.open(path) as workspace:
        sources = workspace.knowledge.sources
        cited = (f"{one.author} {one.title} {one.note} {one.paragraph}" for one in sources)
        rights = (f"{one.id} {one.treaty}" for one in workspace.knowledge.rights)
        countries = (one.country for one in workspace.knowledge.evidence)
        package = json.dumps(workspace.export(), ensure_ascii=False)
        how = (
            value
            for table in workspace.package.tables
            for one in table.how
            for _, value in one.evidence.values
        )
    return words_of(package, str(path), *cited, *rights, *countries, *how)


COMMANDS = [
    ["check"],
    ["cost"],
    ["cost", "--by", "vote"],
    ["trace", "measure:social-pension.cost", "--year", "2030"],
    ["tables"],
    ["history"],
    ["verify"],
    ["compare", "--scenarios", "lower-levels"],
    ["sway", "--year", "2030"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_sentence_of_a_command_met_the_translator(
    pseudo_language: None,
    made: Path,
    tmp_path: Path,
    command: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path(shutil.copy(made, tmp_path / "sample.policy"))
    main([command[0], str(path), *command[1:]])
    told = capsys.readouterr()
    found = list(untranslated([*told.out.splitlines(), *told.err.splitlines()], data(path) | CODES))
    assert not found, "\n".join(f"{words}: {text}" for text, words in found)


def test_every_sentence_of_an_import_met_the_translator(
    pseudo_language: None,
    made: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path(shutil.copy(made, tmp_path / "sample.policy"))
    main(["import", str(path), str(assets.path_of("sample", "macro-2026.xlsx")), "--dry-run"])
    told = capsys.readouterr()
    found = list(untranslated([*told.out.splitlines(), *told.err.splitlines()], data(path) | CODES))
    assert not found, "\n".join(f"{words}: {text}" for text, words in found)


def texts_in(value: object) -> Iterator[str]:
    """Give every text of a document's blocks."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            if field.name not in NO_TEXT:
                yield from texts_in(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts_in(one)


NO_TEXT = {
    "kind",
    "status",
    "look",
    "size",
    "role",
    "key",
    "id",
    "severity",
    "tone",
    "code",
    "style",
    "align",
}
"""Fields of blocks that say how something looks or what it is known by."""


def test_every_sentence_of_the_brief_met_the_translator(
    pseudo_language: None,
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    documents: list[object] = []
    monkeypatch.setattr(
        "workbench.briefs.write_pdf", lambda document, out, inputs: documents.append(document)
    )
    with Workspace.open(made) as workspace:
        workspace.write_brief(tmp_path / "brief.pdf")
    found = list(untranslated(texts_in(documents[0]), data(made) | CODES))
    assert not found, "\n".join(f"{words}: {text}" for text, words in found)


def test_every_sentence_of_the_live_workbook_met_the_translator(
    pseudo_language: None,
    made: Path,
    tmp_path: Path,
) -> None:
    with Workspace.open(made) as workspace:
        workspace.write_costing(tmp_path / "costing.xlsx")
    book = openpyxl.load_workbook(tmp_path / "costing.xlsx")
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    texts = [value for value in cells if isinstance(value, str) and not value.startswith("=")]
    assert len(texts) > 200
    found = list(untranslated([*texts, *book.sheetnames], data(made) | CODES))
    assert not found, "\n".join(f"{words}: {text}" for text, words in found[:40])
