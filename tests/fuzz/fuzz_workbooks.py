"""Feed the reader broken workbooks: `python tests/fuzz/fuzz_workbooks.py --minutes 10`.

Real files and the program's own samples are mutated, byte by byte and part by part, and random sheets and texts go
through recognition and the reading of numbers. Nothing may come of it but tables or one clear message: no other
exception, nothing slower than 20 seconds, no reading process above its memory limit. What breaks is kept in a folder.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbench.errors import WorkbookError  # noqa: E402
from workbench.sheets import Options, preview  # noqa: E402
from workbench.sheets.dialogue.notebook import Notebook  # noqa: E402
from workbench.sheets.file.cells import Sheet, Value  # noqa: E402
from workbench.sheets.file.child import MEMORY  # noqa: E402
from workbench.sheets.file.rows import Rows  # noqa: E402
from workbench.sheets.layout.layouts import find_blocks  # noqa: E402
from workbench.sheets.meaning.tables import make_table  # noqa: E402
from workbench.sheets.words.numbers import evidence, habit, is_missing, looks_numeric, parse  # noqa: E402

SLOWEST = 20.0
LARGEST = 400_000
REAL = ROOT / ".." / "shared" / "data"
SAMPLES = ROOT / "resources" / "sample"
KINDS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"}
WORDS = [
    "0",
    "-1",
    "1e308",
    "99999999999",
    "XFD1048576",
    "A1:XFD1048576",
    "",
    "\x00",
    "é",
    "&#0;",
    "<c/>",
    "nan",
    "1" * 400,
]
PIECES = [
    "Age", "Year", "0-4", "85+", "Total", "GDP, million", "..", "2025", "FY25", "2025/26", "2020-2025", "1.234", "1,234.5", "(5)",
    "12 %", "Male", "الجنس", "人口", "in thousands", "", " ", "#N/A", "١٢٣٤", "Country", "Unit", "Q1", "2025-03-01", "x" * 300,
    "½", "²", "٫", "1e5", "--", "۱۲", "Ⅷ", "1\u00a0234", "−5", "5-", "+", "%", "(", "'", "0x1F",
]  # fmt: skip


@dataclass
class Outcome:
    """What a run met.

    Attributes:
        tried: How many inputs of each kind.
        failures: For each failure, what was fed and what came of it.
    """

    tried: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    slowest: float = 0.0


def seeds() -> list[Path]:
    """Give the files that are mutated: the program's samples, and the real ones where they are."""
    found = [path for path in sorted(SAMPLES.rglob("*")) if path.suffix in KINDS]
    for folder in ("odd", "planner", "variants", "macro"):
        found += [
            path
            for path in sorted((REAL / folder).glob("*"))
            if path.suffix in KINDS and "expected" not in path.name and path.stat().st_size <= LARGEST
        ]
    return found


def mutated(body: bytes, chance: random.Random) -> bytes:
    """Change a few bytes: flip, repeat, drop, cut off, or put in something nasty."""
    data = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        if not data:
            break
        at = chance.randrange(len(data))
        what = chance.randrange(6)
        if what == 0:
            data[at] = chance.randrange(256)
        elif what == 1:
            data[at:at] = data[at : at + chance.randint(1, 200)]
        elif what == 2:
            del data[at : at + chance.randint(1, 200)]
        elif what == 3:
            data[at:at] = chance.choice(WORDS).encode("utf-8", "replace")
        elif what == 4 and chance.random() < 0.2:
            del data[at:]
        else:
            data[at] ^= 1 << chance.randrange(8)
    return bytes(data)


def with_a_broken_part(body: bytes, chance: random.Random) -> bytes:
    """Change one part of a zipped workbook, so that the archive around it stays sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return mutated(body, chance)
    if not parts:
        return mutated(body, chance)
    name = chance.choice(sorted(parts))
    what = chance.randrange(6)
    if what == 0:
        del parts[name]
    elif what == 1:
        parts[name] = parts[chance.choice(sorted(parts))]
    elif what == 2:
        parts[name] = _with_other_values(parts[name], chance)
    elif what == 3:
        parts[name] = _with_tags_moved(parts[name], chance)
    else:
        parts[name] = mutated(parts[name], chance)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return made.getvalue()


def _with_other_values(part: bytes, chance: random.Random) -> bytes:
    """Put something else into attributes and values of XML."""

    def other(match: re.Match[bytes]) -> bytes:
        if chance.random() > 0.02:
            return match[0]
        return match[1] + chance.choice(WORDS).encode("utf-8", "replace") + match[3]

    return re.sub(rb'(=")([^"]*)(")|(>)', lambda m: other(m) if m[1] else m[0], part)


def _with_tags_moved(part: bytes, chance: random.Random) -> bytes:
    """Repeat, drop or swap whole tags of XML."""
    tags = re.split(rb"(?=<)", part)
    for _ in range(chance.randint(1, 5)):
        first, second = chance.randrange(len(tags)), chance.randrange(len(tags))
        if chance.random() < 0.4:
            tags[first] = b""
        elif chance.random() < 0.5:
            tags[first] = tags[first] * chance.randint(2, 50)
        else:
            tags[first], tags[second] = tags[second], tags[first]
    return b"".join(tags)


def random_sheet(chance: random.Random) -> Sheet:
    """Make a sheet of whatever stands in workbooks, in no order."""
    first = chance.randint(1900, 2040)
    years: list[Value] = [float(first + n) for n in range(30)]

    def cell() -> Value:
        kind = chance.random()
        if kind < 0.25:
            return None
        if kind < 0.5:
            return chance.choice([chance.uniform(-1e6, 1e6), float(chance.randint(-5, 3000)), 1e300, 5e-324])
        if kind < 0.6:
            return chance.choice(years)
        return chance.choice(PIECES) if kind < 0.97 else chance.choice([True, False])

    rows = [[cell() for _ in range(chance.randint(0, 9))] for _ in range(chance.randint(0, 25))]
    if rows and chance.random() < 0.7:
        rows[chance.randrange(len(rows))] = ["Item", *years[: chance.randint(1, 8)]]
    trouble = {(chance.randrange(25), chance.randrange(9)): "#REF!"} if chance.random() < 0.2 else {}
    merged = ((1, 0, 2, 3),) if chance.random() < 0.2 else ()
    text = chance.random() < 0.3
    return Sheet("Data", Rows.of(rows), merged=merged, trouble=trouble, text=text)


def random_text(chance: random.Random) -> str:
    """Make a text of signs that stand in numbers, and of some that do not."""
    signs = "0123456789.,-–−()%'’ \u00a0\u202f\u066b\u066c٠١٢٣۴५²½eE+xabcUSD$€*#N/A:…"
    return "".join(chance.choice(signs) for _ in range(chance.randint(0, 14)))


def try_file(name: str, body: bytes, folder: Path, outcome: Outcome) -> None:
    """Read a file as the program does, in its limited process."""
    path = folder / name
    path.write_bytes(body)
    started = time.monotonic()
    try:
        preview(path, Options())
        outcome.tried["file read"] += 1
    except WorkbookError:
        outcome.tried["file refused"] += 1
    taken = time.monotonic() - started
    outcome.slowest = max(outcome.slowest, taken)
    if taken > SLOWEST:
        raise TimeoutError(f"{taken:.1f} s")


def try_sheet(sheet: Sheet, outcome: Outcome) -> None:
    """Recognise a sheet."""
    started = time.monotonic()
    for block in find_blocks(sheet):
        try:
            make_table(
                block, "fuzz.xlsx", Options(ages="uniform", interpolate="linear"), Notebook("fuzz.xlsx")
            )
        except WorkbookError:
            outcome.tried["sheet asked about"] += 1
    outcome.tried["sheet"] += 1
    if time.monotonic() - started > SLOWEST:
        raise TimeoutError("a sheet")


def try_text(text: str, outcome: Outcome) -> None:
    """Read a text as a number in each habit."""
    for mark in ("", ".", ","):
        found = parse(text, mark)
        assert found is None or found[0] == found[0], text
    assert evidence(text) in ("", ".", ",", "?")
    if evidence(text) == "?":
        assert parse(text, "") is None, text
    looks_numeric(text)
    is_missing(text)
    habit([text, "1.5"])
    outcome.tried["text"] += 1


def inputs(
    chance: random.Random, files: list[Path], folder: Path, outcome: Outcome
) -> Iterator[tuple[str, bytes, Callable[[], None]]]:
    """Give inputs without end: a name, the bytes where there are any, and how to try them."""
    while True:
        path = chance.choice(files)
        make = with_a_broken_part if chance.random() < 0.6 else mutated
        body = make(path.read_bytes(), chance)
        yield path.name, body, lambda name=path.name, held=body: try_file(name, held, folder, outcome)
        for _ in range(30):
            sheet = random_sheet(chance)
            yield repr(sheet.rows), b"", lambda held=sheet: try_sheet(held, outcome)
        for _ in range(200):
            text = random_text(chance)
            yield repr(text), b"", lambda held=text: try_text(held, outcome)


def run(seed: int, *, seconds: float = 0.0, files: int = 0, keep: Path | None = None) -> Outcome:
    """Fuzz for some seconds, or until so many files were tried."""
    chance, outcome = random.Random(seed), Outcome()
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for name, body, attempt in inputs(chance, seeds(), Path(folder), outcome):
            tried = outcome.tried["file read"] + outcome.tried["file refused"]
            if (seconds and time.monotonic() > end) or (files and tried >= files):
                break
            try:
                attempt()
            except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
                outcome.failures.append((name[:2000], traceback.format_exc()))
                if body and keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{len(outcome.failures):03}-{name}").write_bytes(body)
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir()
    return outcome


def peak_of_children() -> int:
    """Give the largest memory any reading process held, in bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def main() -> int:
    """Run by hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, default=ROOT / "out" / "fuzz")
    given = parser.parse_args()
    outcome = run(given.seed, seconds=60 * given.minutes, keep=given.keep)
    peak = peak_of_children()
    print(
        f"seed {given.seed}: {dict(outcome.tried)}; slowest {outcome.slowest:.1f} s, peak {peak // 2**20} MB"
    )
    for name, what in outcome.failures:
        print(f"--- {name}\n{what}")
    return 1 if outcome.failures or peak > MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
