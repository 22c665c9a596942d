"""The commands, declared as a table, and how the program starts."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from workbench import __version__
from workbench.cli.commands import COMMANDS
from workbench.cli.output import Output
from workbench.errors import RequestError, WorkbenchError, message, verbatim
from workbench.i18n import translator

PROGRAM = "policy-workbench"
READ_WORKBOOK = "--read-workbook"
"""Given to the frozen program when it starts itself to read a workbook under limits."""


class _Parser(argparse.ArgumentParser):
    """Reports a wrong request as every other input error is."""

    def error(self, problem: str) -> NoReturn:
        """Raise instead of exiting, so that one place prints."""
        raise RequestError(
            verbatim(problem[:1].upper() + problem[1:] + "."),
            where=self.prog,
            remedy=message("`{program} --help` says what it takes.", program=self.prog),
        )


def parser() -> argparse.ArgumentParser:
    """Make the parser of all commands."""
    whole = _Parser(
        prog=PROGRAM, description="Design, check, cost and brief policy packages for social integration."
    )
    whole.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS:
        one = commands.add_parser(
            command.name,
            help=command.help,
            description=command.help[:1].upper() + command.help[1:] + ".",
            epilog=f"Example: {PROGRAM} {command.example}",
        )
        for argument in command.arguments:
            one.add_argument(*argument.names, **argument.options)
        one.set_defaults(function=command.function)
    return whole


def main(argv: list[str] | None = None) -> int:
    """Run the program and give its exit status."""
    args = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if args[:1] == [READ_WORKBOOK]:
        from workbench.sheets import child_main

        child_main(args[1:])
        return 0
    out = Output(translator())
    try:
        if args[:1] == ["--self-check"]:
            from workbench.cli.selfcheck import self_check

            return self_check(out)
        known = {command.name for command in COMMANDS}
        if not args or (args[0] not in known and not args[0].startswith("-") and _is_project(args[0])):
            return _window(args)
        _check_text(args)
        given = parser().parse_args(args)
        status = _function(given.function)(given, out)
        sys.stdout.flush()
        return status
    except WorkbenchError as error:
        out.error(error)
        return error.exit_status
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - the last resort: a log for us, a sentence for the user
        out.note(message("The program failed. What happened is written to {log}.", log=str(_log())))
        return 3


def _check_text(args: list[str]) -> None:
    """Refuse bytes that are no text: they could be neither kept nor printed."""
    for given in args:
        try:
            given.encode()
        except UnicodeEncodeError:
            raise RequestError(
                message("This is not text in UTF-8."),
                where=given.encode(errors="replace").decode(),
                remedy=message("Set the terminal to UTF-8, or rename the file."),
            ) from None


def _is_project(name: str) -> bool:
    return "." in name or Path(name).exists()


def _function(path: str) -> Callable[[argparse.Namespace, Output], int]:
    module, _, name = path.partition(":")
    found: Callable[[argparse.Namespace, Output], int] = getattr(
        importlib.import_module(f"workbench.cli.{module}"), name
    )
    return found


def _window(args: list[str]) -> int:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        raise RequestError(
            message("There is no screen here to show the window on."),
            where=PROGRAM,
            remedy=message("`{program} --help` lists the commands that need none.", program=PROGRAM),
        )
    from ui.app import main as window

    return int(window([PROGRAM, *args], Path(args[0]) if args else None))


def _log() -> Path:
    handle, name = tempfile.mkstemp(prefix="policy-workbench-", suffix=".log", text=True)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(traceback.format_exc())
    logging.getLogger(__name__).debug("failure written to %s", name)
    return Path(name)
