#!/usr/bin/env python3
"""Set up everything and run, test or package Policy Workbench: `python3 dev.py run`, `python3 dev.py test`.

Needs nothing beforehand but Python 3.11 or newer. Makes a private environment in `.venv`, installs the locked
dependencies by their hashes, and on Debian installs (as root) or names the system packages that are missing: Qt's
libraries, and for the tests a spreadsheet.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BENCH_LOCK = ROOT / "tests" / "bench" / "requirements.lock"
"""What only measuring needs: the reader that ours is measured against."""
STAMP = VENV / "installed.sha256"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BARE_PYTHON = (str(PYTHON), "-P")
"""Without the folder one stands in on its path: a file there named like a module would be run in its place."""

# What Qt's wheels load but do not bring along on a bare Debian 12; each was found necessary by leaving it out.
QT_LIBRARIES = [
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libfontconfig1",
    "libdbus-1-3",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
]
SPREADSHEET = "libreoffice-calc"
"""Recalculates the workbooks that tests of the costing write."""
PACKAGING_TOOLS = ("binutils", "xvfb")

USAGE = """\
python3 dev.py run [COMMAND ...]   the window on the bundled sample; with a command, the command line
python3 dev.py test [unit|gui|e2e|lint]   all checks and tests, or one part of them
python3 dev.py bench               speed, as ratios against a bare baseline of the same run
python3 dev.py package             the frozen program in dist/, tried out from another folder
python3 dev.py lock                write the locks anew from pyproject.toml (needs uv)
"""


def main() -> int:
    """Do what was asked."""
    command, rest = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    commands = {"run": run, "test": test, "bench": bench, "package": package, "lock": lock}
    if command not in commands:
        print(USAGE, end="")
        return 0 if command in ("", "-h", "--help", "help") else 2
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well start this script
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 2
    if command != "lock":
        prepare()
    return commands[command](rest)


def prepare() -> None:
    """Make the environment what the lock says, and see that Qt finds its libraries."""
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if not PYTHON.exists() or not STAMP.exists() or STAMP.read_text() != wanted:
        make_environment()
        print("Installing the locked dependencies ...", flush=True)
        install(LOCK)
        STAMP.write_text(wanted)
    if sys.platform.startswith("linux") and not qt_loads():
        system_packages(QT_LIBRARIES)


def install(lock: Path) -> None:
    """Install what a lock names, by its hashes; what is there already is left."""
    pip = [*BARE_PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)])


def make_environment() -> None:
    """Make `.venv`; Debian keeps the means for that in a package of its own."""
    try:
        import ensurepip  # noqa: F401 - only looks whether it is there
    except ImportError:
        system_packages(
            ["python3-venv", f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], any_of=True
        )
        shutil.rmtree(VENV, ignore_errors=True)
        call([sys.executable, "-m", "venv", "--clear", str(VENV)])
        return
    venv.create(VENV, with_pip=True, clear=True)


def qt_loads() -> bool:
    """Whether the window's library loads, with the plug-in for a real screen."""
    probe = (
        "import ctypes, pathlib, PySide6, PySide6.QtWidgets;"
        "ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / 'Qt/plugins/platforms/libqxcb.so'))"
    )
    return subprocess.run([*BARE_PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def system_packages(names: list[str] | tuple[str, ...], *, any_of: bool = False) -> None:
    """Install Debian packages as root, or say the one line that does it."""
    wanted = list(names[:1] if any_of else names)
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        print("The system lacks libraries. Install them, then try again; on Debian and Ubuntu:")
        print(f"  sudo apt-get install --no-install-recommends {' '.join(wanted)}")
        raise SystemExit(2)
    print(f"Installing system packages: {' '.join(wanted)} ...", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([apt, "update", "-qq"], env=quiet, check=False, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [apt, "install", "-y", "-qq", "--no-install-recommends", *wanted],
        env=quiet,
        check=False,
        stdout=subprocess.DEVNULL,
    )
    if done.returncode:
        print(f"apt-get could not install: {' '.join(wanted)}")
        raise SystemExit(2)


def run(arguments: list[str]) -> int:
    """Run the program: with arguments its command line, else the main job."""
    if arguments:
        return program(arguments)
    if not has_screen():
        print("There is no screen here, so the main job runs on the command line.", flush=True)
        return program(["demo", str(ROOT / "out")])
    sample = ROOT / "out" / "orsana.policy"
    sample.parent.mkdir(exist_ok=True)
    if not sample.exists():
        made = program(["new", str(sample), "--sample"])
        if made:
            return made
    return program([str(sample)])


def has_screen() -> bool:
    """Whether a window can be shown."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def program(arguments: list[str]) -> int:
    """Run the program from source, on files of the folder one stands in."""
    return python("-m", "workbench", *arguments, folder=Path.cwd())


def test(arguments: list[str]) -> int:
    """Run the checks and tests, all or one part; stop at the first that fails."""
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    pytest = ("-m", "pytest", "-n", "auto")
    without_qt = (*pytest, "-p", "no:pytest-qt", "tests/unit", "tests/rules")
    with_qt = (*pytest, "-o", "qt_api=pyside6", "-o", "qt_log_level_fail=WARNING")
    parts = {
        "lint": [
            ("-m", "ruff", "check", "--quiet", "."),
            ("-m", "ruff", "format", "--check", "--quiet", "."),
            ("-m", "mypy"),
            ("-c", "from importlinter.cli import lint_imports_command as main; main()"),
        ],
        "unit": [without_qt],
        "gui": [(*with_qt, "tests/gui")],
        "e2e": [(*with_qt, "tests/e2e")],
    }
    wanted = arguments or list(parts)
    unknown = [name for name in wanted if name not in parts]
    if unknown:
        print(f"There is no part {unknown[0]}; parts are {', '.join(parts)}.")
        return 2
    if "unit" in wanted and sys.platform.startswith("linux") and not shutil.which("soffice"):
        system_packages([SPREADSHEET])
    for name in wanted:
        for command in parts[name]:
            code = python(*command, **offscreen)
            if code:
                print(f"{name}: failed.")
                return code
    return 0


def bench(arguments: list[str]) -> int:
    """Measure speed."""
    install(BENCH_LOCK)
    return python("-m", "pytest", "tests/bench", "--benchmark-only", *arguments, QT_QPA_PLATFORM="offscreen")


def package(arguments: list[str]) -> int:
    """Freeze the program into dist/ and try it out."""
    if sys.platform.startswith("linux"):
        missing = [
            name
            for name, tool in zip(PACKAGING_TOOLS, ("objdump", "Xvfb"), strict=True)
            if not shutil.which(tool)
        ]
        if missing:
            system_packages(missing)
    code = python(
        "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "packaging/policy-workbench.spec"
    )
    return code or python("packaging/smoke.py", *arguments)


def lock(arguments: list[str]) -> int:
    """Write the locks anew; no address of an index goes into them."""
    command = "uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate"
    groups = {LOCK: ["--group", "dev", "pyproject.toml"], BENCH_LOCK: ["--group", "bench", "-c", str(LOCK)]}
    for lock, group in groups.items():
        done = subprocess.run([*command.split(), *group, "-o", str(lock), *arguments], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


def python(*arguments: str, folder: Path = ROOT, **environment: str) -> int:
    """Run the environment's Python, in the project's root unless said otherwise."""
    variables = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | environment
    try:
        return subprocess.run([*BARE_PYTHON, *arguments], cwd=folder, env=variables, check=False).returncode
    except KeyboardInterrupt:
        return 130


def call(command: list[str]) -> None:
    """Run a step of the set-up; where it fails, nothing after it can work."""
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        print(f"Failed: {' '.join(command)}")
        raise SystemExit(2)


if __name__ == "__main__":
    raise SystemExit(main())
