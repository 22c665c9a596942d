"""Commands on the knowledge: catalogue, groups, criteria, rules, rights, and the fields that can be set."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from workbench.cli import as_json
from workbench.cli.output import Output
from workbench.errors import RequestError, message
from workbench.i18n import Translator
from workbench.knowledge import SOURCE_PACK, Rule, load_folder, text, vocabularies
from workbench.knowledge.vocabularies import LISTED
from workbench.model import SUBJECTS, Package, codec
from workbench.model import Path as ValuePath
from workbench.model.bounds import Bounds
from workbench.model.fields import Moves
from workbench.model.names import meant
from workbench.model.paths import Shape
from workbench.workspace import Workspace, knowledge


def catalogue(args: argparse.Namespace, out: Output) -> int:
    """List the instruments."""
    facts, t = knowledge(), out.t
    sectors = facts.vocabulary("sector")
    if args.sector and args.sector not in sectors:
        raise RequestError(
            message("There is no sector “{name}”.", name=args.sector),
            where=args.sector,
            remedy=meant(args.sector, sectors) or message("Sectors are {sectors}.", sectors=tuple(sectors)),
        )
    found = [item for item in facts.instruments if args.sector in ("", item.sector)]
    if args.format == "json":
        rows = [
            {
                "id": item.id,
                "sector": item.sector,
                "title": t(item.title),
                "summary": t(item.summary),
                "facets": codec.dump(item.measure),
                "sources": item.sources,
            }
            for item in found
        ]
        out.result(as_json.text({"instruments": rows}))
        return 0
    out.table(
        (message("instrument"), message("sector"), message("title")),
        [(item.id, item.sector, t(item.title)) for item in found],
    )
    return 0


def groups(args: argparse.Namespace, out: Output) -> int:
    """List the usual groups."""
    t = out.t
    found = knowledge().groups
    if args.format == "json":
        rows = [
            {
                "id": item.id,
                "title": t(item.title),
                "lacks": item.lacks,
                "unequal_terms": codec.dump(item.unequal_terms),
                "traits": item.traits,
                "contested": item.contested,
            }
            for item in found
        ]
        out.result(as_json.text({"groups": rows}))
        return 0
    out.table(
        (message("group"), message("title"), message("often lack")),
        [(item.id, t(item.title), ", ".join(item.lacks)) for item in found],
    )
    return 0


def criteria(args: argparse.Namespace, out: Output) -> int:
    """List the criteria."""
    return _rules(args, out, checklist=True)


def rules(args: argparse.Namespace, out: Output) -> int:
    """List the rules, or validate a pack."""
    if args.validate:
        load_folder(Path(args.validate), alone=args.alone)
        out.result(message("The pack is valid."))
        return 0
    return _rules(args, out, checklist=False)


def rights(args: argparse.Namespace, out: Output) -> int:
    """List the provisions; those not checked against their source carry a dagger."""
    t = out.t
    found = knowledge().rights
    if args.format == "json":
        rows = [
            {"id": item.id, "treaty": item.treaty, "gist": t(item.gist), "verified": item.verified}
            for item in found
        ]
        out.result(as_json.text({"rights": rows}))
        return 0
    out.table(
        (message("provision"), message("says")),
        [(item.id + ("" if item.verified else " †"), t(item.gist)) for item in found],
    )
    out.note(message("† Number known but not checked against the source."))
    return 0


def fields(args: argparse.Namespace, out: Output) -> int:
    """List what can be set, with type, unit and meaning."""
    kinds: dict[str, type[Any]] = {"package": Package} | {
        kind: record for kind, (_, record) in SUBJECTS.items()
    }
    if args.kind and args.kind not in kinds:
        raise RequestError(
            message("There is no kind of subject “{name}”.", name=args.kind),
            where=args.kind,
            remedy=message("Kinds are {kinds}.", kinds=tuple(kinds)),
        )
    rows = [
        row | {"subject": kind}
        for kind, record in kinds.items()
        if args.kind in ("", kind) and kind != "table"
        for row in _fields_of(record, "", out)
    ]
    if args.format == "json":
        out.result(as_json.text({"fields": rows}))
        return 0
    out.table(
        (
            message("subject"),
            message("field"),
            message("type"),
            message("unit"),
            message("within"),
            message("meaning"),
        ),
        [
            (row["subject"], row["field"], row["type"], row["unit"], _within(row), row["meaning"])
            for row in rows
        ],
    )
    return 0


def words(args: argparse.Namespace, out: Output) -> int:
    """List the words a field may hold, by vocabulary."""
    if args.vocabulary and args.vocabulary not in LISTED and args.vocabulary not in LISTED.values():
        raise RequestError(
            message("There is no vocabulary “{name}”.", name=args.vocabulary),
            where=args.vocabulary,
            remedy=meant(args.vocabulary, LISTED)
            or message("Vocabularies are {names}.", names=tuple(LISTED)),
        )
    with _package(args.of) as package:
        rows = [
            {"vocabulary": plural, "id": word, "title": out.t(title)}
            for plural, name in LISTED.items()
            if args.vocabulary in ("", plural, name)
            for word, title in vocabularies.words(name, knowledge(), package).items()
        ]
    if args.format == "json":
        out.result(as_json.text({"words": rows}))
        return 0
    out.table(
        (message("vocabulary"), message("word"), message("title")), [tuple(row.values()) for row in rows]
    )
    return 0


@contextlib.contextmanager
def _package(file: str) -> Iterator[Package]:
    """Give the package of a project, or an empty one where none is named."""
    if not file:
        yield Package()
        return
    with Workspace.open(Path(file)) as workspace:
        yield workspace.package


def _rules(args: argparse.Namespace, out: Output, *, checklist: bool) -> int:
    facts, t = knowledge(), out.t
    for error in facts.refused:
        out.error(error)
    known = [pack.id for pack in facts.packs]
    if args.pack and args.pack not in known:
        raise RequestError(
            message("There is no knowledge pack “{name}” here.", name=args.pack),
            where=args.pack,
            remedy=message("Packs are {packs}.", packs=tuple(known)),
        )
    if checklist:
        found = tuple(rule for rule in facts.further_criteria if rule.pack == args.pack) or (
            facts.criteria if args.pack in ("", SOURCE_PACK) else ()
        )
    else:
        ids = {rule.id for rule in (*facts.criteria, *facts.further_criteria)}
        found = tuple(rule for rule in facts.rules if rule.id not in ids and args.pack in ("", rule.pack))
    if args.format == "json":
        listed = {"criteria" if checklist else "rules": [_row(rule, t) for rule in found]}
        out.result(as_json.text(listed))
        return 0
    out.table(
        (message("id"), message("kind"), message("severity"), message("title")),
        [(rule.id, rule.kind.value, rule.severity.value, t(rule.title)) for rule in found],
    )
    return 0


def _row(rule: Rule, t: Translator) -> dict[str, Any]:
    return {
        "id": rule.id,
        "pack": rule.pack,
        "kind": rule.kind.value,
        "scope": rule.scope,
        "severity": rule.severity.value,
        "title": t(rule.title),
        "advice": t(text(rule.text, "advice")),
        "when": rule.when,
        "needs": rule.needs,
        "rights": [link.provision for link in rule.rights],
        "evidence": rule.evidence,
        "counter_evidence": rule.counter_evidence,
        "sources": rule.sources,
        "aliases": rule.aliases,
    }


def _fields_of(record: type[Any], prefix: str, out: Output) -> list[dict[str, Any]]:
    rows = []
    for field in dataclasses.fields(record):
        kind = codec.hints(record)[field.name]
        inner = next((one for one in typing.get_args(kind) if dataclasses.is_dataclass(one)), kind)
        name = prefix + field.name
        optional_record = (
            isinstance(kind, types.UnionType) and dataclasses.is_dataclass(inner) and inner is not ValuePath
        )
        if (dataclasses.is_dataclass(kind) and kind is not ValuePath) or optional_record:
            rows += _fields_of(typing.cast("type[Any]", inner), f"{name}.", out)
        elif record is not Package or not _is_collection(kind):
            rows.append(
                {
                    "field": name,
                    "type": _type_name(kind),
                    "unit": field.metadata.get("unit", ""),
                    "meaning": out.t(field.metadata["meaning"]),
                    "bounds": _bounds(field.metadata.get("bounds"), out),
                    "vocabulary": field.metadata.get("vocabulary", ""),
                    "per": field.metadata.get("per", ""),
                    "moves": _moves(kind, field.metadata.get("moves")),
                }
            )
    return rows


def _moves(kind: Any, moves: Moves | None) -> str:
    """Name how a value by year moves that does not say; empty for what is no value by year."""
    if ValuePath not in (kind, *typing.get_args(kind)):
        return ""
    return moves.value if isinstance(moves, Shape) else "as-its-kind"


def _bounds(bounds: Bounds | None, out: Output) -> dict[str, Any] | None:
    """Give bounds as JSON; None where a number has none."""
    if bounds is None:
        return None
    return {
        "least": bounds.least,
        "most": bounds.most,
        "least_excluded": bounds.above,
        "most_excluded": bounds.below,
        "why": out.t(bounds.why),
    }


def _within(row: dict[str, Any]) -> str:
    """Write the bounds of a field in short, or the vocabulary of its words."""
    held = row["bounds"]
    if held is None:
        return next((f"words {plural}" for plural, name in LISTED.items() if name == row["vocabulary"]), "")
    low = "" if held["least"] is None else f"{'above ' if held['least_excluded'] else ''}{held['least']:g}"
    high = "" if held["most"] is None else f"{'below ' if held['most_excluded'] else ''}{held['most']:g}"
    return f"{low} to {high}" if high else f"{low}{'' if held['least_excluded'] else ' or more'}"


def _is_collection(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple and any(
        dataclasses.is_dataclass(one) for one in typing.get_args(kind)
    )


def _type_name(kind: Any) -> str:
    args = [one for one in typing.get_args(kind) if one is not type(None)]
    if isinstance(kind, types.UnionType):
        return f"{_type_name(args[0])}, or null"
    if typing.get_origin(kind) is tuple:
        return f"list of {_type_name(args[0])}"
    if kind is ValuePath:
        return f'number, or numbers by year, with "shape": {" | ".join(Shape)}'
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return " | ".join(item.value for item in kind if item.value)
    if dataclasses.is_dataclass(kind):
        return "{" + ", ".join(field.name for field in dataclasses.fields(kind)) + "}"
    return {str: "text", int: "whole number", float: "number", bool: "true | false"}.get(kind, "value")
