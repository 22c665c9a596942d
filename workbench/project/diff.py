"""The difference between two packages, record by record: what history, undo and comparison work on."""

from __future__ import annotations

import dataclasses
from typing import Any

from workbench.model import SUBJECTS, Package, codec
from workbench.project.writing import written

Patch = dict[str, tuple[str | None, str | None]]
"""Key of a record -> its JSON text before and after, None where it did not exist.

Keys are subjects ("package", "measure:ID") and "order:COLLECTION" for the order of a collection.
"""

Changes = dict[str, tuple[Any, Any]]
"""The same with the records themselves: values that `codec` can write."""

COLLECTIONS = {collection: kind for kind, (collection, _) in SUBJECTS.items()}


def flatten(package: Package) -> dict[str, str]:
    """Turn a package into its records, each as one JSON text."""
    return {key: after for key, (_, after) in difference(Package(), package).items() if after is not None} | {
        "package": codec.canonical(_own_fields(package))
    }


def difference(before: Package, after: Package) -> Patch:
    """Give the patch that turns one package into another."""
    return {key: (_text(was), _text(now)) for key, (was, now) in changes(before, after).items()}


def changes(before: Package, after: Package) -> Changes:
    """Give what differs between two packages; untouched records cost an identity check."""
    found: Changes = {}
    for collection, kind in COLLECTIONS.items():
        old, new = getattr(before, collection), getattr(after, collection)
        if old is new:
            continue
        olds, news = {item.id: item for item in old}, {item.id: item for item in new}
        for one in olds.keys() | news.keys():
            was, now = olds.get(one), news.get(one)
            if was is not now and was != now:
                found[f"{kind}:{one}"] = (was, now)
        if list(olds) != list(news):
            found[f"order:{collection}"] = (tuple(olds), tuple(news))
    own = (_own_fields(before), _own_fields(after))
    if own[0] != own[1]:
        found["package"] = own
    return found


def _own_fields(package: Package) -> Package:
    bare: dict[str, Any] = dict.fromkeys(COLLECTIONS, ())
    return dataclasses.replace(package, **bare)


def _text(record: Any) -> str | None:
    return None if record is None else written(record)
