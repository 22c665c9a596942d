"""Commands that look after a project file: check it, save what can be saved, list and restore its safety copies."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli import as_json
from workbench.cli.output import Output
from workbench.errors import DamagedError, Message, message
from workbench.project import Loss, Rescued, SafetyCopies, SafetyCopy, told_loss
from workbench.workspace import Workspace, save_what_can_be_saved


def verify(args: argparse.Namespace, out: Output) -> int:
    """Check the project file; with a place to put it, save what can be saved of a damaged one."""
    path = Path(args.file)
    copies = SafetyCopies(path).all()
    problems: tuple[Message, ...]
    try:
        with Workspace.open(path) as workspace:
            problems = workspace.verify()
    except DamagedError as error:
        problems = (error.what,)
    rescued = save_what_can_be_saved(path, Path(args.rescue)) if args.rescue else None
    t = out.t
    if args.format == "json":
        out.result(
            as_json.text(
                {
                    "file": str(path),
                    "sound": not problems,
                    "problems": [{"message": t(problem)} for problem in problems],
                    "copies": [_copy(one) for one in copies],
                    "rescued": None if rescued is None else _rescued(rescued, args.rescue, out),
                }
            )
        )
        return 1 if problems else 0
    for problem in problems:
        out.result(problem)
    if not problems:
        out.result(message("The file is sound: database, history and stored workbooks agree."))
    if rescued is not None:
        _print_rescued(rescued, args.rescue, out)
    elif problems:
        out.note(message("What can be saved of it: `policy-workbench verify FILE --rescue OUT.policy`."))
        if copies:
            out.note(
                message(
                    "There are safety copies, the newest of {at}: `policy-workbench copies FILE`.",
                    at=_when(copies[0]),
                )
            )
    return 1 if problems else 0


def copies(args: argparse.Namespace, out: Output) -> int:
    """List the safety copies of a project, or put one in its place."""
    held = SafetyCopies(Path(args.file))
    if args.restore is not None:
        path, aside = held.restore(args.restore)
        out.note(message("{path} is the safety copy again.", path=str(path)))
        if aside is not None:
            out.note(message("The file that stood there is now {path}.", path=str(aside)))
        return 0
    found = held.all()
    if args.format == "json":
        out.result(as_json.text({"folder": str(held.folder), "copies": [_copy(one) for one in found]}))
        return 0
    if not found:
        out.result(message("There is no safety copy of this project."))
    for number, one in enumerate(found, start=1):
        note = (
            message("before format {number}", number=str(one.before_format))
            if one.before_format is not None
            else message("in the course of work")
        )
        out.result(f"{number:3d}  {_when(one)}  {out.t(note)}  {one.path}")
    return 0


def _print_rescued(rescued: Rescued, place: str, out: Output) -> None:
    package = rescued.package
    out.result(
        message(
            "Saved in {path}: {measures} measures, {groups} groups, {tables} tables, {workbooks} workbooks.",
            path=place,
            measures=len(package.measures),
            groups=len(package.groups),
            tables=len(package.tables),
            workbooks=len(rescued.attachments),
        )
    )
    if rescued.lost:
        out.result(message("Lost:"))
    for kind, subject in rescued.lost:
        out.result(f"  {out.t(told_loss(kind, subject))}")


def _rescued(rescued: Rescued, place: str, out: Output) -> dict[str, Any]:
    def lost(kind: Loss, subject: str) -> dict[str, str]:
        return {"code": kind.value, "subject": subject, "message": out.t(told_loss(kind, subject))}

    package = rescued.package
    return {
        "file": place,
        "measures": len(package.measures),
        "groups": len(package.groups),
        "tables": len(package.tables),
        "workbooks": [name for name, _ in rescued.attachments],
        "lost": [lost(kind, subject) for kind, subject in rescued.lost],
    }


def _copy(one: SafetyCopy) -> dict[str, Any]:
    return {
        "path": str(one.path),
        "at": one.at.isoformat(timespec="seconds"),
        "before_format": one.before_format,
    }


def _when(one: SafetyCopy) -> str:
    return one.at.isoformat(sep=" ", timespec="minutes")[:16]
