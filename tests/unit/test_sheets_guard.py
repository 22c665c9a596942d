"""What is dangerous, disguised or damaged is refused with one clear message."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from workbench.errors import WorkbookError
from workbench.files import own_python
from workbench.sheets import read_workbook
from workbench.sheets.file.reader import CHILD, read_sheets
from workbench.sheets.file.rows import NUMBERS

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def xlsx(path: Path, sheet: str, **extra: str) -> Path:
    """Write a bare .xlsx with one sheet of the given XML."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/></Types>'
    )
    relation = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(
            "_rels/.rels",
            relation.format(
                f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
            ),
        )
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{office}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            relation.format(
                f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            ),
        )
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(sheet))
        for name, text in extra.items():
            archive.writestr(name, text)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / "none.xlsx")


def test_a_folder_is_said(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)


def test_an_empty_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"\n")
    assert "empty" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "XML"),
        ("a.xlsx", b"year;value\n2020;5\n", "CSV"),
        ("a.xlsx", b"%PDF-1.7 ", "PDF"),
        ("a.csv", b"<!DOCTYPE html><html></html>", "HTML"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.csv", b"year,value\n2020,\x005\n", "NUL"),
        ("a.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "version 4"),
    ],
)
def test_disguised_and_damaged_files_are_named_for_what_they_are(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refusal(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "bomb.xlsx", "", **{"xl/sharedStrings.xml": "A" * 30_000_000})
    assert "unpack to" in refusal(path)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "laughs.xlsx", "", **{"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "b">]><sst/>'}
    )
    assert "document type" in refusal(path)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "locked.xlsx", "")
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(bytes(content))
    assert "password" in refusal(path)


def test_a_zip_without_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "zip archive" in refusal(path)


def test_a_cell_far_outside_is_refused_instead_of_ending_the_program(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "far.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    )
    assert "XFD1048576" in refusal(path)


def test_reading_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("year,gdp\n2020,1\n")
    with pytest.raises(WorkbookError, match="longer than"):
        read_sheets(path, seconds=0.001)


def test_a_reader_that_dies_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("year,gdp\n2020,1\n")
    dies = [sys.executable, "-c", "import os; os.abort()"]
    monkeypatch.setattr(
        "workbench.sheets.file.reader.own_python", lambda module, *given: (dies, dict(os.environ))
    )
    with pytest.raises(WorkbookError, match="the reader stopped"):
        read_sheets(path)


def test_the_frozen_program_reads_with_its_own_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_python(CHILD, "a.xlsx", "out")[0][1:] == ["--read-workbook", "a.xlsx", "out"]


def test_the_reading_process_answers_in_json_and_bare_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("year,gdp\n2020,1\n")
    code = "import sys; from workbench.sheets import child_main; sys.exit(child_main(sys.argv[1:]))"
    out = tmp_path / "out.json"
    done = subprocess.run([sys.executable, "-c", code, str(path), str(out)], check=False)
    assert done.returncode == 0
    packed = json.loads(out.read_text())["sheets"][0]["rows"]
    assert packed == {"starts": [0, 2, 4], "places": [0, 1, 2, 3], "others": ["year", "gdp", "2020", "1"]}
    assert len(Path(f"{out}{NUMBERS}").read_bytes()) == 4 * 8


def test_errors_and_uncalculated_formulas_are_found_where_they_stand(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1" t="str"><v>x</v></c></row>'
        '<row r="2" hidden="1"><c r="B2" t="e"><v>#N/A</v></c><c r="C2"><f>1+1</f></c><c r="D2"><f>1</f><v>1</v></c></row>',
    )
    (sheet,) = read_sheets(path)
    assert dict(sheet.trouble) == {(1, 1): "#N/A", (1, 2): "formula"}
    assert sheet.hidden_rows == {1}


def test_the_core_reads_without_qt() -> None:
    code = "import sys, workbench.sheets; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
