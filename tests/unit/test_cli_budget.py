"""`cost --by`: the finance ministry's form as text and CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from workbench.cli import main


def test_the_classes_add_up_to_the_package(sample_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", str(sample_file), "--by", "vote", "--format", "csv"]) == 0
    head, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert main(["cost", str(sample_file), "--format", "csv"]) == 0
    package = {row[0]: row[2:] for row in csv.reader(io.StringIO(capsys.readouterr().out))}
    assert head[:2] == ["figure", "unit"]
    gross = [row for row in rows if row[0].startswith("budget:vote/") and row[0].endswith(".gross")]
    for year, total in enumerate(package["total.cost"]):
        assert sum(float(row[2 + year]) for row in gross) == pytest.approx(float(total))


def test_a_line_in_text_says_what_is_recurrent_and_what_capital(
    sample_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cost", str(sample_file), "--by", "function"]) == 0
    text = capsys.readouterr().out
    assert "Function (COFOG)" in text
    for part in ("Gross cost", "Recurrent", "Capital", "Spending replaced", "Net cost"):
        assert part in text


def test_a_classification_nobody_entered_is_told(
    sample_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cost", str(sample_file), "--by", "programme"]) == 0
    assert "No measure has an entry for Programme yet." in capsys.readouterr().err
