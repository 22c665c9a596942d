"""A planner's own rules, written in the window: tried on a package, then kept as a pack among the user's packs.

They stand in a file of their own inside the pack's folder, so that what somebody wrote by hand is never written over.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import FileError, PackError, Problem, message
from workbench.files import place
from workbench.knowledge.base import Knowledge
from workbench.knowledge.forms import Pack
from workbench.knowledge.loader import join, problems_of, read, shipped, take
from workbench.knowledge.sound import Part
from workbench.knowledge.user import user_folder

FILE = "own-rules.toml"
"""The file of a pack that the window writes."""
_HEAD = "# Written by Policy Workbench, which writes this file anew; put rules by hand into another file of the folder.\n\n"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule of the planner's, in the form of a pack's TOML.

    Attributes:
        pack: Identifier and title of the pack it is kept in.
        rule: The rule's record.
        source: The source's record, where the rule names one of the planner's own.
    """

    pack: Pack
    rule: dict[str, Any]
    source: dict[str, Any] | None = None


def identifier(text: str) -> str:
    """Make an identifier, which is a folder's name too, of a title."""
    return re.sub(r"[^\w.-]+", "-", text.casefold()).strip("-.")[:40]


def own_rules() -> tuple[OwnRule, ...]:
    """Give the rules the window wrote, pack by pack; a file that cannot be read is refused with its pack."""
    found: list[OwnRule] = []
    for folder in _folders():
        if not (folder / FILE).is_file():
            continue
        pack = read(folder, name=folder.name).pack
        data = _held(folder)
        sources = {item.get("id"): item for item in data.get("source", [])}
        for rule in data.get("rule", []):
            named = next(iter(rule.get("sources", [])), "")
            found.append(OwnRule(pack, rule, sources.get(named)))
    return tuple(found)


def try_rule(own: OwnRule) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """Give all knowledge with the rule as if it were saved, or everything wrong with it."""
    parts, part = _beside(own)
    wrong = problems_of([*parts, part], part)
    return (None, tuple(wrong)) if wrong else (join([*parts, part]), ())


def save_rule(own: OwnRule) -> Path:
    """Keep a rule in its pack, in place of the one with its identifier; the pack is made if it is not there.

    Raises:
        PackError: The rule, or the pack with it, is not sound; nothing is written.
        FileError: It cannot be written there.
    """
    _, wrong = try_rule(own)
    if wrong:
        raise PackError(
            message("The rule is not sound yet."),
            where=own.pack.id,
            problems=tuple((one.place, one.message) for one in wrong),
        )
    folder = _folder_of(own.pack)
    _write(folder, _with(_held(folder), own))
    if not (folder / "pack.toml").is_file():
        _put(
            folder / "pack.toml", {"pack": {"id": own.pack.id, "title": own.pack.title, "version": "1.0"}}, ""
        )
    return folder


def remove_rule(own: OwnRule) -> None:
    """Take a rule out of the file the window writes."""
    folder = _folder_of(own.pack)
    data = _held(folder)
    data["rule"] = [rule for rule in data.get("rule", []) if rule.get("id") != own.rule["id"]]
    _write(folder, data)


def free_rule_id(knowledge: Knowledge, pack: str) -> str:
    """Give an identifier no rule of any pack has."""
    taken = {rule.id for rule in knowledge.rules} | {own.rule.get("id") for own in own_rules()}
    stem = identifier(pack).upper() or "OWN"
    return next(name for number in range(1, len(taken) + 2) if (name := f"{stem}.{number}") not in taken)


def _beside(own: OwnRule) -> tuple[list[Part], Part]:
    """Give the other packs, and the rule's pack with the rule in it."""
    folder = _folder_of(own.pack)
    parts = list(_shipped())
    asked = Part(own.pack, {kind: [] for kind in parts[0].records}, {}, [])
    for other in _folders():
        if other != folder:
            part = read(other, name=other.name)
            if not problems_of([*parts, part], part):
                parts.append(part)
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        if file.name != FILE:
            take(asked, f"{folder.name}/{file.name}", _toml(file))
    take(asked, FILE, _with(_held(folder), own))
    asked.pack = own.pack
    return parts, asked


@functools.cache
def _shipped() -> tuple[Part, ...]:
    return tuple(shipped())


def _with(data: dict[str, Any], own: OwnRule) -> dict[str, Any]:
    """Put a rule and its source into the records of a file."""
    changed = dict(data)
    for kind, record in (("source", own.source), ("rule", own.rule)):
        if record is not None:
            kept = [item for item in changed.get(kind, []) if item.get("id") != record["id"]]
            changed[kind] = [*kept, record]
    return changed


def _folders() -> list[Path]:
    try:
        where, _ = user_folder()
        return sorted(entry for entry in where.iterdir() if any(entry.glob("*.toml")))
    except (OSError, RuntimeError):
        return []


def _folder_of(pack: Pack) -> Path:
    for folder in _folders():
        if read(folder, name=folder.name).pack.id == pack.id:
            return folder
    where, _ = user_folder()
    return where / (identifier(pack.id) or "own-rules")


def _held(folder: Path) -> dict[str, Any]:
    return _toml(folder / FILE) if (folder / FILE).is_file() else {}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileError(
            message("The file cannot be read: {reason}.", reason=str(error)),
            where=str(path),
            remedy=message("Mend it, or move it away."),
        ) from error


def _write(folder: Path, data: dict[str, Any]) -> None:
    _put(folder / FILE, data, _HEAD)


def _put(path: Path, data: dict[str, Any], head: str) -> None:
    """Write a file whole or not at all."""
    import tomli_w

    try:
        place(path, (head + tomli_w.dumps(data)).encode(), folders=True)
    except FileError as error:
        raise FileError(
            error.what,
            where=error.where,
            remedy=message("See that the folder can be written, or name another in POLICY_WORKBENCH_PACKS."),
        ) from error
