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


def test_levels_of_government_share_a_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = str(tmp_path / "plan.policy")
    assert main(["new", plan, "--currency", "ORD", "--base-year", "2026"]) == 0
    for name in ("a", "b"):
        amounts = ("--set", "cost.model=lump-sum", "--set", "cost.amounts=1000000 ORD/year")
        assert main(["add", plan, f"measure:{name}", "--set", f"title={name}", *amounts]) == 0
    assert main(["set", plan, "measure:b", "budget.government=central"]) == 0
    whole = '[{"level": "central", "share": 0.6}, {"level": "local", "share": "40%"}]'
    assert main(["set", plan, "measure:a", f"budget.governments={whole}"]) == 0
    capsys.readouterr()
    assert main(["cost", plan, "--by", "government", "--format", "csv"]) == 0
    rows = {row[0]: row[2:] for row in csv.reader(io.StringIO(capsys.readouterr().out))}
    assert float(rows["budget:government/central.gross"][1]) == 1_600_000
    assert float(rows["budget:government/local.gross"][1]) == 400_000
    assert main(["trace", plan, "budget:government/local.gross", "--year", "2028"]) == 0
    assert "share this level of government pays of a" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ('[{"level": "central", "share": 0.6}, {"level": "local", "share": 0.3}]', "90"),
        ('[{"level": "central", "share": 0.5}, {"level": "central", "share": 0.5}]', "twice"),
        ('[{"level": "", "share": 1}]', "no level"),
        ('[{"level": "central", "share": "120%"}]', "between 0 and 100"),
    ],
)
def test_levels_that_do_not_pay_all_of_it_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], shares: str, said: str
) -> None:
    plan = str(tmp_path / "plan.policy")
    assert main(["new", plan, "--currency", "ORD"]) == 0
    assert main(["add", plan, "measure:a", "--set", "title=a"]) == 0
    capsys.readouterr()
    assert main(["set", plan, "measure:a", f"budget.governments={shares}"]) == 2
    assert said in capsys.readouterr().err
