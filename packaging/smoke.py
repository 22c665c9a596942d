"""Try the frozen program as a user has it: from another folder, with no Python and no variables to help it."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = (
    ROOT / "dist" / "policy-workbench" / ("policy-workbench.exe" if os.name == "nt" else "policy-workbench")
)
BARE = (
    {"PATH": "/nowhere", "HOME": tempfile.gettempdir(), "LANG": "C.UTF-8"}
    if os.name != "nt"
    else dict(os.environ)
)
SHOWN = 6.0


def main() -> int:
    """Run the self-check, the demo, and the window; say what happened."""
    with tempfile.TemporaryDirectory() as folder:
        steps = [["--self-check"], ["demo", str(Path(folder) / "demo")]]
        for step in steps:
            done = subprocess.run(
                [str(PROGRAM), *step], cwd=folder, env=BARE, capture_output=True, text=True, check=False
            )
            print(done.stdout, end="")
            if done.returncode or done.stderr:
                print(f"{step[0]} failed with {done.returncode}: {done.stderr}")
                return 1
        if sys.platform.startswith("linux"):
            return window(Path(folder))
    return 0


def window(folder: Path) -> int:
    """Show the window on a virtual screen; it must still stand after some seconds, without a word of complaint."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        print("There is no Xvfb here, so the window was not tried.")
        return 1
    read, write = os.pipe()
    screen = subprocess.Popen(
        [xvfb, "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        display = os.read(read, 16).decode().strip()
        shown = subprocess.Popen(
            [str(PROGRAM), str(folder / "demo" / "orsana.policy")],
            cwd=folder,
            env=BARE | {"DISPLAY": f":{display}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        time.sleep(SHOWN)
        if shown.poll() is not None:
            print(f"The window went away: {shown.communicate()[0]}")
            return 1
        shown.terminate()
        said = shown.communicate(timeout=20)[0]
        if said.strip():
            print(f"The window complained: {said}")
            return 1
        print("The window stood on a virtual screen.")
        return 0
    finally:
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    raise SystemExit(main())
