"""Kill, fill up, cut off and mutate: what a project and the documents made of it must survive. By hand:

    .venv/bin/python tests/survival/survival.py kills --count 1000 --seed 1
    .venv/bin/python tests/survival/survival.py power --count 400 --seed 1
    .venv/bin/python tests/survival/survival.py disk --count 70 --seed 1
    .venv/bin/python tests/survival/survival.py mutants --count 2000 --seed 1

Each prints what it tried and what was lost, and ends with 1 if anything was. A small piece of each belongs to the tests.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbench.cli import main as program  # noqa: E402 - the program stands beside this folder
from workbench.errors import WorkbenchError, message  # noqa: E402
from workbench.model import Change  # noqa: E402
from workbench.workspace import Workspace  # noqa: E402

BOOK = ROOT / "resources" / "sample" / "macro-2026.xlsx"
SECONDS, MEGABYTES = 5.0, 300.0
"""What opening a mutated project may take."""


class Report(Counter[str]):
    """How often each thing happened; every key that begins with "lost" or "failed" is a fault."""

    @property
    def faults(self) -> dict[str, int]:
        return {key: count for key, count in self.items() if count and key.startswith(("lost", "failed"))}


def quietly(*arguments: str) -> int:
    """Run the program here, with nothing on the screen."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return program([str(one) for one in arguments])


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Give a folder with the sample in it, and settings of its own."""
    with tempfile.TemporaryDirectory(prefix="survival-") as name:
        held = os.environ.get("XDG_CONFIG_HOME")
        os.environ["XDG_CONFIG_HOME"] = str(Path(name) / "settings")
        try:
            Workspace.create_sample(Path(name) / "sample.policy").close()
            yield Path(name)
        finally:
            if held is None:
                del os.environ["XDG_CONFIG_HOME"]
            else:
                os.environ["XDG_CONFIG_HOME"] = held


def forked(work: Callable[[int], object]) -> tuple[int, int]:
    """Do work in a process of its own, which is given where to write; give its number and where to read."""
    read, write = os.pipe()
    number = os.fork()
    if number:
        os.close(write)
        return number, read
    status = 1
    try:
        os.close(read)
        work(write)
        status = 0
    finally:
        os._exit(status)
    raise AssertionError


def edits(path: Path, ack: int) -> None:
    """Edit for ever; each edit is acknowledged by its number when it is on the disk."""
    with Workspace.open(path) as workspace:
        while True:
            start = 2027 + workspace.number % 5
            title = f"{workspace.number} {'x' * (workspace.number % 700)}"
            workspace.edit(message("Edit"), [Change("set", "measure:social-pension", "start", start), Change("set", "package", "title", title)])  # fmt: skip
            os.write(ack, b"%d\n" % workspace.number)


def steps_back_and_forth(path: Path, _: int) -> None:
    """Undo and redo for ever."""
    with Workspace.open(path) as workspace:
        while True:
            workspace.undo()
            workspace.redo()


def command(*arguments: str) -> Callable[[Path, int], None]:
    """Run a command over and over."""

    def work(path: Path, _: int) -> None:
        while True:
            quietly(*(one.format(here=path.parent, file=path, book=BOOK) for one in arguments))

    return work


OPERATIONS: dict[str, Callable[[Path, int], None]] = {
    "edit": edits,
    "undo and redo": steps_back_and_forth,
    "import": command("import", "{file}", "{book}"),
    "export": command("export", "{file}", "-o", "{here}/out.json"),
    "live workbook": command("cost", "{file}", "-o", "{here}/out.xlsx"),
    "brief": command("brief", "{file}", "--template", "one-page", "-o", "{here}/out.pdf"),
    "mapping": command("import", "{file}", "{book}", "--dry-run", "--save-mapping", "{here}/out.toml"),
    "restore": command("restore", "{file}", "3"),
    "rescue": command("verify", "{file}", "--rescue", "{here}/rescued.policy"),
    "new": command("new", "{here}/new.policy", "--from", "{here}/out.json"),
    "new sample": command("new", "{here}/new-sample.policy", "--sample"),
}
ONCE = ("rescued.policy", "new.policy", "new-sample.policy")
"""What is made where nothing may be; it is taken away before each try."""
LONGEST = {
    "edit": 0.3,
    "undo and redo": 0.3,
    "export": 0.4,
    "mapping": 0.8,
    "rescue": 0.6,
    "new": 0.4,
    "new sample": 2.5,
}
DOCUMENTS = ("out.json", "out.xlsx", "out.pdf", "out.toml")


def whole(path: Path) -> bool:
    """Say whether a document is whole."""
    try:
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".toml":
            tomllib.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                return book.testzip() is None
        else:
            body = path.read_bytes()
            return body.startswith(b"%PDF") and body.rstrip().endswith(b"%%EOF")
    except (ValueError, zipfile.BadZipFile, OSError):
        return False
    return True


def kills(count: int, seed: int) -> Report:
    """End the program at random moments of every operation."""
    report, chance = Report(), random.Random(seed)
    with folder() as here:
        path = here / "sample.policy"
        for name in ("export", "live workbook", "brief", "mapping"):
            quietly(*_arguments(name, path))
        quietly(*_arguments("new", path))
        unbroken = {"new.policy": _complaints(here / "new.policy")}  # a document carries no originals
        for number in range(count):
            name = list(OPERATIONS)[number % len(OPERATIONS)]
            for once in ONCE:
                (here / once).unlink(missing_ok=True)
            if number % 50 == 0:  # a project with a thousand edits takes a second to verify
                shutil.copy(path, here / "kept.policy")
            before = _number(path)
            process, read = forked(lambda ack, work=OPERATIONS[name]: work(path, ack))
            time.sleep(chance.uniform(0, LONGEST.get(name, 1.5)))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            with os.fdopen(read, "rb") as said:
                acknowledged = [int(line) for line in said.read().split()]
            report[f"tried {name}"] += 1
            _judge(report, path, max([before, *acknowledged]) if name == "edit" else 0)
            for document in DOCUMENTS:
                if not whole(here / document):
                    report[f"lost document {document}"] += 1
            for once in ONCE:
                if (here / once).exists():
                    _judge(report, here / once, 0, unbroken.get(once, frozenset()))
            if number % 50 == 49:
                shutil.copy(here / "kept.policy", path)
    return report


def _arguments(name: str, path: Path) -> tuple[str, ...]:
    said = {
        "export": ("export", "{file}", "-o", "{here}/out.json"),
        "live workbook": ("cost", "{file}", "-o", "{here}/out.xlsx"),
        "brief": ("brief", "{file}", "--template", "one-page", "-o", "{here}/out.pdf"),
        "mapping": ("import", "{file}", "{book}", "--dry-run", "--save-mapping", "{here}/out.toml"),
        "edit": ("set", "{file}", "package", "title=Another"),
        "import": ("import", "{file}", "{book}"),
        "new": ("new", "{here}/new.policy", "--from", "{here}/out.json"),
    }[name]
    return tuple(one.format(here=path.parent, file=path, book=BOOK) for one in said)


def _number(path: Path) -> int:
    with Workspace.open(path) as workspace:
        return workspace.number


def _complaints(path: Path) -> frozenset[str]:
    with Workspace.open(path) as workspace:
        return frozenset(map(str, workspace.verify()))


def _judge(report: Report, path: Path, acknowledged: int, usual: frozenset[str] = frozenset()) -> None:
    """See that a project opens, agrees with its history, and stands at least after what was acknowledged.

    What is said of it when nothing interrupts is no fault of an interruption.
    """
    try:
        with Workspace.open(path) as workspace:
            if workspace.number < acknowledged:
                report["lost an acknowledged edit"] += 1
            if frozenset(map(str, workspace.verify())) - usual:
                report["lost soundness"] += 1
    except WorkbenchError as error:
        report[f"lost the project: {error}"] += 1


def power(count: int, seed: int) -> Report:
    """Copy file and journal while the program stands still at random moments of writing, as they are when power goes."""
    report, chance = Report(), random.Random(seed)
    with folder() as here:
        path, copy = here / "sample.policy", here / "copy" / "sample.policy"
        copy.parent.mkdir()
        process, read = forked(lambda ack: edits(path, ack))
        os.set_blocking(read, False)
        acknowledged = 0
        try:
            for _ in range(count):
                time.sleep(chance.uniform(0, 0.05))
                os.kill(process, signal.SIGSTOP)
                with contextlib.suppress(BlockingIOError):
                    lines = os.read(read, 1 << 20).split()
                    acknowledged = int(lines[-1]) if lines else acknowledged
                for name in ("sample.policy", "sample.policy-journal"):
                    (copy.parent / name).unlink(missing_ok=True)
                    if (here / name).exists():
                        shutil.copy(here / name, copy.parent / name)
                        report[f"copied {name}"] += 1
                os.kill(process, signal.SIGCONT)
                try:
                    with Workspace.open(copy) as workspace:
                        report["lost an acknowledged edit"] += workspace.number < acknowledged
                except WorkbenchError as error:
                    report[f"lost the project: {error}"] += 1
        finally:
            os.kill(process, signal.SIGKILL)
            os.kill(process, signal.SIGCONT)
            os.waitpid(process, 0)
            os.close(read)
    return report


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """Give a file system of so many megabytes; it takes root and Linux."""
    with tempfile.TemporaryDirectory(prefix="survival-disk-") as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)


def disk(count: int, seed: int) -> Report:
    """Do everything that writes with little room left."""
    report, chance = Report(), random.Random(seed)
    names = ("edit", "import", "export", "live workbook", "brief", "mapping", "new")
    with folder() as here, small_disk(8) as disk:
        path, prepared = disk / "sample.policy", here / "prepared"
        prepared.mkdir()
        shutil.copy(here / "sample.policy", prepared)
        for made in ("export", "live workbook", "brief", "mapping"):
            quietly(*_arguments(made, prepared / "sample.policy"))
        for number in range(count):
            name = names[number % len(names)]
            for left in disk.iterdir():
                left.unlink()
            for made in prepared.iterdir():
                shutil.copy(made, disk)
            before = {one.name: one.read_bytes() for one in disk.iterdir()}
            room = chance.choice([0, 4, 8, 12, 16, 32, 64, 100, 200, 400]) * 1024
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            with (disk / "filler").open("wb") as filler:
                filler.write(b"\0" * max(free - room, 0))
            errors = io.StringIO()
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(errors):
                status = program(list(_arguments(name, path)))
            report[f"tried {name}"] += 1
            report[f"ended with {status}"] += 1
            if status not in (0, 2) or (status == 2 and "full" not in errors.getvalue()):
                report[f"failed {name} with {room} bytes: {status} {errors.getvalue()[:200]}"] += 1
            (disk / "filler").unlink()
            _judge(report, path, 0)
            for document in DOCUMENTS:
                if not whole(disk / document):
                    report[f"lost document {document}"] += 1
            if status == 2:
                changed = {one.name for one in disk.iterdir() if before.get(one.name) != one.read_bytes()}
                report["failed: something changed though refused"] += bool(changed)
    return report


def mutants(count: int, seed: int) -> Report:
    """Open projects with damage of every kind: each is a clear message or sound, in little time and memory."""
    report, chance = Report(), random.Random(seed)
    with folder() as here:
        quietly("set", str(here / "sample.policy"), "measure:social-pension", "start=2029")
        quietly("check", str(here / "sample.policy"))  # what is loaded once is loaded before
        source = (here / "sample.policy").read_bytes()
        path = here / "mutant.policy"
        slowest = largest = 0.0
        for _ in range(count):
            kind = _mutate(path, source, chance)
            started = time.monotonic()
            process, read = forked(lambda write: os.write(write, _looked_at(path).encode()[:4000]))
            with os.fdopen(read, "rb") as said:
                answer = said.read().decode(errors="replace")
            _, status, usage = os.wait4(process, 0)
            took, room = time.monotonic() - started, usage.ru_maxrss / 1024
            slowest, largest = max(slowest, took), max(largest, room)
            report["refused" if answer.startswith("refused") else "sound"] += 1
            if status or answer.startswith("failed"):
                report[f"failed after {kind}: {answer or f'ended with {status}'}"] += 1
            if took > SECONDS or room > MEGABYTES:
                report[f"failed after {kind}: took {took:.1f} s and {room:.0f} MB"] += 1
        report[f"slowest {slowest:.1f} s, largest {largest:.0f} MB"] += 1
    return report


def _looked_at(path: Path) -> str:
    """Open a project as the program does, and ask everything of it that a planner sees first."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with Workspace.open(path) as workspace:
            workspace.verify()
            workspace.export()
            with contextlib.suppress(WorkbenchError):
                workspace.history()
            with contextlib.suppress(WorkbenchError):
                workspace.undo()
        for arguments in (("show", str(path)), ("history", str(path)), ("check", str(path))):
            status = quietly(*arguments)
            if status == 3:
                return f"failed {arguments[0]} with 3"
    except WorkbenchError as error:
        return f"refused {error}"
    except BaseException:  # noqa: BLE001 - whatever it is, it is a fault
        return f"failed {traceback.format_exc()[-600:]}"
    return "sound"


def _mutate(path: Path, source: bytes, chance: random.Random) -> str:
    """Write a mutant of a project; say what was done to it."""
    kind = chance.choice(
        ["bytes", "cut", "page", "record", "record", "record", "step", "label", "schema", "head"]
    )
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    body = bytearray(source)
    if kind == "bytes":
        for _ in range(chance.choice([1, 3, 30, 300])):
            body[chance.randrange(16, len(body))] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del body[chance.randrange(len(body)) :]
    elif kind == "page":
        start = chance.randrange(len(body) // 4096) * 4096
        body[start : start + 4096] = chance.choice([bytes(4096), chance.randbytes(4096)])
    path.write_bytes(bytes(body))
    if kind in ("record", "step", "label", "schema", "head"):
        connection = sqlite3.connect(path)
        try:
            with connection:
                {"record": _record, "step": _step, "label": _label, "schema": _schema, "head": _head}[kind](
                    connection, chance
                )
        finally:
            connection.close()
    return kind


ODD: tuple[object, ...] = (
    None, True, -1, 0, 10**9, 10**18, -(10**18), 1e308, "", "x" * 5000, "\U0001f600", [], {}, [[[[]]]], [None], {"": {}}, "NaN",
)  # fmt: skip


def _record(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Change a record: a value in it, its text, or how it is packed."""
    subjects = [row[0] for row in connection.execute("SELECT subject FROM record ORDER BY subject")]
    subject = chance.choice(subjects)
    (body,) = connection.execute("SELECT body FROM record WHERE subject = ?", (subject,)).fetchone()
    data = json.loads(zlib.decompress(body))
    way = chance.randrange(8)
    if way < 5:
        changed = json.dumps(_changed(data, chance), ensure_ascii=chance.random() < 0.5).encode()
        packed: object = zlib.compress(changed)
    elif way == 5:
        text = zlib.decompress(body)
        at = chance.randrange(len(text))
        odd = [b"[" * 100_000, b"9" * 5000, b"\\ud800", b"\xff", b"NaN", b"1e999", b"}", b""]
        packed = zlib.compress(text[:at] + chance.choice(odd) + text[at + 1 :])
    elif way == 6:
        size = chance.choice([10**5, 10**7, 10**8])
        packed = zlib.compress(
            chance.choice([b"[" + b"0," * (size // 2) + b"0]", b'{"title":"' + b"x" * size + b'"}'])
        )
    else:
        packed = chance.choice([b"", "text", 7, 1.5, body[: len(body) // 2], body + b"more", bytes(100)])
    connection.execute("UPDATE record SET body = ? WHERE subject = ?", (packed, subject))


def _changed(data: object, chance: random.Random) -> object:
    """Put something odd in the place of one value."""
    if not isinstance(data, (dict, list)) or not data or chance.random() < 0.15:
        return chance.choice(ODD)
    if isinstance(data, dict):
        key = chance.choice(sorted(data))
        if chance.random() < 0.1:
            return {(f"{name}x" if name == key else name): held for name, held in data.items()}
        return data | {key: _changed(data[key], chance)}
    at = chance.randrange(len(data))
    return [*data[:at], _changed(data[at], chance), *data[at + 1 :]]


def _step(connection: sqlite3.Connection, chance: random.Random) -> None:
    numbers = [row[0] for row in connection.execute("SELECT number FROM step")]
    number = chance.choice(numbers)
    (patch,) = connection.execute("SELECT patch FROM step WHERE number = ?", (number,)).fetchone()
    body = bytearray(patch)
    for _ in range(chance.choice([1, 5])):
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    bomb = zlib.compress(b"x" * 10**8)
    odd = [
        bytes(body),
        b"",
        "text",
        3,
        patch[: len(patch) // 2],
        b'{"a":[%d,null]}\n' % len(bomb) + bomb,
        b'{"a":[99999999999,1]}\nx',
    ]
    connection.execute("UPDATE step SET patch = ? WHERE number = ?", (chance.choice(odd), number))


def _label(connection: sqlite3.Connection, chance: random.Random) -> None:
    odd = ["{", '{"say":"{x.__class__}","with":[["x",1]]}', '{"say":"{0:>9999999999}","with":[]}', '{"say":"{x:>999999999}","with":[["x",1]]}',
           '{"say":"{","with":[]}', '{"with":[1]}', "[[]]", "3", "[" * 9000, b"\xff", '{"say":{"say":{"say":"x"}}}', '{"say":"a","plural":"b","count":-1}']  # fmt: skip
    connection.execute(
        "UPDATE step SET label = ?, at = ?", (chance.choice(odd), chance.choice(["x", b"\xff", "", 3]))
    )


def _schema(connection: sqlite3.Connection, chance: random.Random) -> None:
    odd = [
        "CREATE TRIGGER t AFTER UPDATE ON head BEGIN DELETE FROM record; END", "CREATE VIEW v AS SELECT 1", "DROP TABLE head",
        "CREATE INDEX i ON step (label)", "ALTER TABLE step ADD COLUMN x", "ANALYZE", "PRAGMA user_version = 0",
        "PRAGMA user_version = 1", "PRAGMA user_version = 2", "PRAGMA user_version = 99", "PRAGMA application_id = 1",
    ]  # fmt: skip
    connection.execute(chance.choice(odd))


def _head(connection: sqlite3.Connection, chance: random.Random) -> None:
    odd = ["UPDATE head SET number = 'x'", "UPDATE head SET number = -5", "UPDATE head SET number = 9223372036854775807",
           "DELETE FROM head", "INSERT INTO head VALUES (1)", "DELETE FROM step", "UPDATE step SET number = number + 1000",
           "DELETE FROM record", "DELETE FROM attachment", "UPDATE attachment SET body = x'00'", "UPDATE attachment SET sha256 = 'x' || sha256"]  # fmt: skip
    connection.execute(chance.choice(odd))


HARNESSES = {"kills": kills, "power": power, "disk": disk, "mutants": mutants}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("harness", choices=HARNESSES)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    started = time.monotonic()
    report = HARNESSES[given.harness](given.count, given.seed)
    for key, count in sorted(report.items()):
        print(f"{count:6d}  {key}")
    print(f"{time.monotonic() - started:.0f} s; faults: {sum(report.faults.values())}")
    return 1 if report.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
