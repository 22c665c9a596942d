"""How a workbook was read, written to a file and used for its next version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

OLD = "Item;Unit;2025;2026\nGDP;billion dinars;1.234;1.345\nReal GDP growth;%;3,5;3,6\n"
NEW = (
    "Note;Unit;Item;2025;2026;2027\nx;billion dinars;GDP;1.234;1.350;1.450\ny;%;Real GDP growth;3,5;3,6;3,7\n"
)


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_a_saved_mapping_reads_moved_columns(planner: Any) -> None:
    old, new = write(planner.folder, "old.csv", OLD), write(planner.folder, "new.csv", NEW)
    planner.ok("import", "plan.policy", old, "--decimal", ",", "--save-mapping", "m.toml")
    assert 'decimal = ","' in (planner.folder / "m.toml").read_text(encoding="utf-8")
    done = planner.ok(
        "import", "plan.policy", new, "--mapping", "m.toml", "--dry-run", "--format", "json"
    ).json
    (table,) = done["tables"]
    assert table["years"] == [2025, 2026, 2027]
    assert "gdp" in table["series"]


def test_a_mapping_whose_header_is_missing_is_refused_with_the_header(planner: Any) -> None:
    old = write(planner.folder, "old.csv", OLD)
    planner.ok("import", "plan.policy", old, "--decimal", ",", "--save-mapping", "m.toml")
    new = write(planner.folder, "new.csv", NEW.replace("Item", "Position"))
    planner.refuses("import", "plan.policy", new, "--mapping", "m.toml", says="“Item” is missing")


def test_a_bad_mapping_is_refused_with_every_problem(planner: Any) -> None:
    old = write(planner.folder, "old.csv", OLD)
    bad = write(
        planner.folder, "bad.toml", 'format = "policy-workbench mapping"\n[[tables]]\nscale = "x"\nroll = 1\n'
    )
    done = planner.refuses("import", "plan.policy", old, "--mapping", bad, says="problems found: 3")
    assert [
        word for word in ("tables[0].scale", "tables[0].roll", "tables[0].headers") if word not in done.err
    ] == []
    planner.refuses("import", "plan.policy", old, "--mapping", "none.toml", says="cannot be read")
