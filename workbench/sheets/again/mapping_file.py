"""Mappings as TOML files: written by the program, read back or refused with every problem named."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench import assets
from workbench.errors import FileError, MappingError, Message, Problem, message
from workbench.files import make_folder, unless_holding, write
from workbench.model import Mapping, codec
from workbench.model.words import Severity
from workbench.sheets.dialogue.validity import wrong
from workbench.sheets.words.labels import slug

SUFFIX = ".toml"
FORMAT = "policy-workbench mapping"


def folder() -> Path:
    """Give the folder of the mappings a user keeps for all projects; it may not exist yet."""
    return assets.config_folder() / "mappings"


def write_mapping(mapping: Mapping, path: Path, inputs: tuple[Path, ...] = ()) -> Path:
    """Write a mapping.

    Raises:
        FileError: It cannot be written there, or something else stands there.
    """
    lines = [f"format = {_text(FORMAT)}", "version = 1", f"title = {_text(mapping.title)}"]
    for table in mapping.tables:
        held = codec.dump(table)
        said = held.pop("stated", {})
        lines += ["", "[[tables]]", *_fields(held)]
        if said:
            lines += ["", "  [tables.stated]", *(f"  {line}" for line in _fields(said))]
    text = "\n".join(lines) + "\n"
    return write(path, text, endings=(SUFFIX,), inputs=inputs, refuses=unless_holding(FORMAT.encode()))


def keep_for_user(mapping: Mapping) -> Path:
    """Keep a mapping among those the user has for all projects, in place of one of the same name.

    Raises:
        FileError: It cannot be written there.
    """
    make_folder(folder())
    return write_mapping(mapping, folder() / f"{mapping.id}{SUFFIX}")


def read_mapping(path: Path) -> Mapping:
    """Read a mapping.

    Raises:
        FileError: The file cannot be read.
        MappingError: It is not a mapping, with every problem found.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileError(
            message("The mapping cannot be read: {reason}.", reason=error.strerror or str(error)),
            where=str(path),
            remedy=message("Check the name and the folder."),
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(
            path, [(path.name, message("This is not TOML: {reason}", reason=str(error)))]
        ) from error
    problems: list[Problem] = []
    if data.pop("format", None) != FORMAT:
        problems.append(
            Problem(
                Severity.SERIOUS,
                "format",
                message("must be “{format}”", format=FORMAT),
                code="another-format",
            )
        )
    if data.pop("version", 1) != 1:
        problems.append(
            Problem(
                Severity.SERIOUS,
                "version",
                message("must be 1; this program knows no other"),
                code="another-version",
            )
        )
    data = {"id": slug(path.stem), "title": path.stem} | data
    mapping = codec.load(Mapping, data, where="", report=problems.append)
    if mapping is not None:
        problems += _senseless(mapping)
    if mapping is None or problems:
        raise _refused(path, [(f"{path.name}: {one.place.lstrip('.')}", _said(one)) for one in problems])
    return mapping


def of_user() -> tuple[tuple[Mapping, ...], tuple[MappingError | FileError, ...]]:
    """Give the mappings a user keeps for all projects, and those that are refused."""
    good, bad = [], []
    for path in sorted(folder().glob(f"*{SUFFIX}")) if folder().is_dir() else []:
        try:
            good.append(read_mapping(path))
        except (MappingError, FileError) as error:
            bad.append(error)
    return tuple(good), tuple(bad)


def _senseless(mapping: Mapping) -> Iterator[Problem]:
    """Give what fits its type and still makes no sense."""
    if not mapping.tables:
        yield Problem(Severity.SERIOUS, "tables", message("holds no table"), code="no-table-in-mapping")
    for number, table in enumerate(mapping.tables):
        for field, what, remedy in wrong(table):
            yield Problem(Severity.SERIOUS, f"tables[{number}].{field}", what, remedy, "no-such-answer")
        if table.years not in ("", "across", "down", "list"):
            what = message(
                "“{given}” is not one of {known}", given=table.years, known=("across", "down", "list")
            )
            yield Problem(Severity.SERIOUS, f"tables[{number}].years", what, code="no-such-layout")
        if not table.headers and not table.sheet:
            yield Problem(
                Severity.SERIOUS,
                f"tables[{number}].headers",
                message("names no header, and there is no sheet"),
                code="no-way-to-find-table",
            )


def _refused(path: Path, problems: list[tuple[str, Message]]) -> MappingError:
    return MappingError(
        message("The mapping cannot be used; problems found: {count}.", count=len(problems)),
        where=str(path),
        problems=tuple(problems),
    )


def _said(problem: Problem) -> Message:
    if problem.remedy is None:
        return problem.message
    return message("{problem} {remedy}", problem=problem.message, remedy=problem.remedy)


def _fields(held: dict[str, Any]) -> Iterator[str]:
    for name, value in held.items():
        if isinstance(value, list):
            yield f"{name} = [{', '.join(_text(item) for item in value)}]"
        else:
            yield f"{name} = {_text(value) if isinstance(value, str) else value}"


def _text(text: str) -> str:
    """Write a basic string; JSON's escapes are TOML's, but TOML also forbids a bare delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
