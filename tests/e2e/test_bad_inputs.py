"""What goes wrong with files and streams: one clear message, the right status, and nothing changed or lost."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
POPULATION = SAMPLE / "population-2026.xlsx"

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def in_the_sheet(problems: list[dict[str, str]]) -> list[dict[str, str]]:
    """Leave out what is said of the workbook as a whole, which reaches two years only of those the sample has."""
    return [problem for problem in problems if problem["cell"] and problem["severity"] == "serious"]


@pytest.mark.parametrize("command", ["check", "cost", "show", "verify", "undo"])
def test_a_project_that_is_not_there(program: Any, command: str) -> None:
    program.refuses(command, "nowhere.policy", says="nowhere.policy: There is no such file")
    assert list(program.folder.iterdir()) == []


def test_a_folder_where_a_project_is_meant(program: Any) -> None:
    (program.folder / "plan.policy").mkdir()
    program.refuses("check", "plan.policy", says="plan.policy: ")


@pytest.mark.parametrize("body", [b"", b"x", b"PK\x03\x04 a workbook", b"\x00" * 5000], ids=len)
def test_a_file_that_is_no_project(program: Any, body: bytes) -> None:
    written(program.folder, "plan.policy", body)
    program.refuses("check", "plan.policy", says="not a project")


def test_a_database_of_another_program(program: Any) -> None:
    with sqlite3.connect(program.folder / "plan.policy") as database:
        database.execute("CREATE TABLE music (title TEXT)")
    database.close()
    program.refuses("check", "plan.policy", says="not a project")


@pytest.mark.parametrize("command", ["check", "undo", "verify", "show"])
def test_a_project_of_a_newer_version(planner: Any, command: str) -> None:
    with sqlite3.connect(planner.folder / "plan.policy") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    planner.refuses(command, "plan.policy", says="newer version of the program")


@pytest.mark.parametrize("part", [0.001, 0.1, 0.5, 0.9])
def test_a_project_cut_short(planner: Any, part: float) -> None:
    path = planner.folder / "plan.policy"
    path.write_bytes(path.read_bytes()[: max(17, int(path.stat().st_size * part))])
    planner.refuses("check", "plan.policy", says="damaged|cannot be read|not a project")


def test_a_project_that_lost_its_last_bytes_is_told_or_lost_nothing(planner: Any) -> None:
    """The end of the last page may be unused."""
    path = planner.folder / "plan.policy"
    before = planner.ok("show", "plan.policy").out
    path.write_bytes(path.read_bytes()[:-24])
    done = planner("verify", "plan.policy")
    assert done.status in (1, 2) or planner.ok("show", "plan.policy").out == before


@pytest.mark.parametrize("seed", range(4))
def test_a_project_with_flipped_bytes(planner: Any, seed: int) -> None:
    path = planner.folder / "plan.policy"
    body = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(300):
        body[chance.randrange(16, len(body))] ^= chance.randrange(1, 256)
    path.write_bytes(body)
    planner.refuses("show", "plan.policy", says="damaged|cannot be read|not a project|did not write|newer")
    planner.refuses(
        "set", "plan.policy", "package", "title=X", says="safety copies|did not write|newer|Projects"
    )


def test_a_stored_workbook_that_was_exchanged_is_told_by_verify(planner: Any) -> None:
    with sqlite3.connect(planner.folder / "plan.policy") as database:
        (body,) = database.execute("SELECT body FROM attachment LIMIT 1").fetchone()
        database.execute("UPDATE attachment SET body = ?", (body,))
    database.close()
    done = planner("verify", "plan.policy")
    assert done.status == 1
    assert "is not what was imported" in done.out


@pytest.mark.parametrize("command", ["new", "demo", "export", "brief"])
def test_a_place_that_cannot_be_written(planner: Any, command: str) -> None:
    """A file stands where a folder is meant, which stops even the administrator."""
    written(planner.folder, "wall", "x")
    commands = {
        "new": ("new", "wall/new.policy"),
        "demo": ("demo", "wall/out"),
        "export": ("export", "plan.policy", "-o", "wall/plan.json"),
        "brief": ("brief", "plan.policy", "-o", "wall/brief.pdf"),
    }
    planner.refuses(*commands[command], says="wall.*: .*(cannot|does not exist)")


def test_a_folder_where_nothing_can_be_written(planner: Any) -> None:
    # A folder in the place of the rollback journal stops SQLite as a read-only folder does, for root as well.
    (planner.folder / "plan.policy-journal").mkdir()
    before = (planner.folder / "plan.policy").read_bytes()
    planner.refuses(
        "set", "plan.policy", "package", "title=X", says="Check the disk, the folder and your rights"
    )
    assert (planner.folder / "plan.policy").read_bytes() == before


@on_linux
@pytest.mark.parametrize("room", [2_000, 60_000])
def test_a_full_disk_loses_nothing(process: Any, sample_project: Path, room: int) -> None:
    import resource

    shutil.copy(sample_project, process.folder / "plan.policy")
    done = process(
        *("set", "plan.policy", "package", "title=Never"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert done.status == 2
    assert "disk" in done.err
    assert "Never" not in process.ok("show", "plan.policy").out
    process.ok("verify", "plan.policy")


def test_a_project_another_program_holds(planner: Any) -> None:
    database = sqlite3.connect(planner.folder / "plan.policy", isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    try:
        planner.refuses("set", "plan.policy", "package", "title=X", says="Another program")
    finally:
        database.close()


def test_a_new_project_never_replaces_one(planner: Any) -> None:
    planner.refuses("new", "plan.policy", says="already a file")
    planner.refuses("new", "plan.policy", "--sample", says="already a file")


@pytest.mark.parametrize(
    "options", [("--years", "0"), ("--years", "-5"), ("--base-year", "20")], ids=" ".join
)
def test_a_new_project_with_years_that_make_no_sense(program: Any, options: tuple[str, ...]) -> None:
    program.refuses("new", "plan.policy", *options, says="years|year")
    assert not (program.folder / "plan.policy").exists()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"no json", "not JSON"),
        (b"", "not JSON"),
        (b"[]", "not a package"),
        (b'{"a": 1}', "package.a"),
        (b'{"format": "policy-workbench package", "version": 1}', "not a package"),
        (b'{"horizon": "ten"}', "package.horizon"),
        (b'{"horizon": -3}', "horizon"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
    ids=lambda value: value.decode(errors="replace") if isinstance(value, bytes) else None,
)
def test_a_document_that_is_no_package(program: Any, body: bytes, says: str) -> None:
    written(program.folder, "plan.json", body)
    program.refuses("new", "plan.policy", "--from", "plan.json", says=says)
    assert not (program.folder / "plan.policy").exists()


def test_a_document_that_is_not_there(program: Any) -> None:
    program.refuses("new", "plan.policy", "--from", "plan.json", says="plan.json: .*no such file")


AGES = "age,2026,2027\n0,100,101\n1,90,91\n2,80,81\n"


@pytest.mark.parametrize(
    ("name", "body", "options", "says"),
    [
        ("empty.csv", "", (), "empty"),
        ("blank.csv", "\n\n , ,\n", (), "blank.csv"),
        ("no-years.csv", "a,b\n1,2\n3,4\n", (), "states no year"),
        ("years-twice.csv", "age,2026,2026\n0,100,101\n1,90,91\n2,80,81\n", (), "2026"),
        ("no-workbook.xlsx", b"\x00\x01 no workbook", (), "damaged or is not a spreadsheet"),
        ("cut.xlsx", POPULATION.read_bytes()[:9000], (), "damaged"),
        ("words.pdf", b"%PDF-1.7\n1 0 obj", (), "PDF"),
        ("ages.csv", AGES, ("--as", "popultion"), "population"),
        ("ages.csv", AGES, ("--scale", "0"), "above zero"),
        ("ages.csv", AGES, ("--scale", "nan"), "above zero"),
        ("ages.csv", AGES, ("--scale", "thousand"), "scale"),
        ("ages.csv", AGES, ("--range", "here"), "A5:K90"),
    ],
)
def test_a_workbook_that_cannot_be_used(
    planner: Any, name: str, body: str | bytes, options: tuple[str, ...], says: str
) -> None:
    written(planner.folder, name, body)
    planner.refuses("import", "plan.policy", name, *options, says=says)


def test_a_workbook_that_is_not_there_or_a_folder(planner: Any) -> None:
    planner.refuses("import", "plan.policy", "people.xlsx", says="people.xlsx: .*No such file")
    planner.refuses("import", "plan.policy", ".", says="folder")
    planner.refuses("import", "plan.policy", "plan.policy", says="plan.policy: ")


def test_a_sheet_or_cells_that_are_not_there(planner: Any) -> None:
    planner.refuses(
        "import", "plan.policy", POPULATION, "--sheet", "Femal", says="Both sexes, Male and Female"
    )
    planner.refuses("import", "plan.policy", POPULATION, "--range", "A500:B600", says="--range")


def test_text_where_numbers_belong_is_named_by_its_cell_and_left_empty(planner: Any) -> None:
    written(planner.folder, "ages.csv", AGES.replace("101", "about 100"))
    brought = planner.ok(
        "import", "plan.policy", "ages.csv", "--as", "population", "--unit", "persons", "--format", "json"
    ).json
    (problem,) = in_the_sheet(brought["problems"])
    assert (problem["severity"], problem["cell"]) == ("serious", "C2")
    assert "about 100" in problem["message"]
    assert planner.ok(
        "import", "plan.policy", "ages.csv", "--as", "population", "--unit", "persons"
    ).err.startswith("serious")


def test_a_negative_population_is_named_by_its_cell_and_left_empty(planner: Any) -> None:
    written(planner.folder, "ages.csv", AGES.replace("101", "-101"))
    brought = planner.ok(
        "import", "plan.policy", "ages.csv", "--as", "population", "--unit", "persons", "--format", "json"
    ).json
    (problem,) = in_the_sheet(brought["problems"])
    assert (problem["severity"], problem["cell"]) == ("serious", "C2")
    assert "negative" in problem["message"]


def test_a_damaged_workbook_leaves_those_brought_in_before(planner: Any) -> None:
    before = planner.ok("tables", "plan.policy").out
    written(planner.folder, "cut.xlsx", POPULATION.read_bytes()[:9000])
    planner.refuses("import", "plan.policy", "cut.xlsx", says="damaged")
    assert planner.ok("tables", "plan.policy").out == before


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
def test_bytes_that_are_no_text_are_refused(planner: Any) -> None:
    planner.refuses("set", "plan.policy", "package", "title=a\udcffb", says="UTF-8")


@pytest.mark.parametrize("command", [("history",), ("rights", "--format", "json")], ids=" ".join)
def test_a_reader_that_goes_away_is_no_failure(
    process: Any, sample_project: Path, command: tuple[str, ...]
) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = process(*command, *([sample_project] if command == ("history",) else []), stdout=write)
    finally:
        os.close(write)
    assert (done.status, done.err) == (0, "")


@on_linux
def test_the_window_without_a_screen_says_so(process: Any) -> None:
    done = process("plan.policy")
    assert done.status == 2
    assert "no screen" in done.err


def test_an_unknown_command_is_told_from_a_file(program: Any) -> None:
    program.refuses("chek", says="invalid choice: 'chek'")


@pytest.mark.parametrize("locale", ["C", "de_DE.UTF-8"])
def test_output_is_utf8_whatever_the_locale(
    process: Any, sample_project: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert "2027–2036" in process.ok("show", sample_project).out


def test_a_broken_history_is_told(planner: Any) -> None:
    with sqlite3.connect(planner.folder / "plan.policy") as database:
        database.execute("DELETE FROM step WHERE number = 2")
    database.close()
    done = planner("verify", "plan.policy")
    assert done.status in (1, 2)
    assert done.out + done.err
