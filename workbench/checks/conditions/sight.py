"""What of an instance a condition looks at; where it looks at nothing else that differs, its verdict is the same."""

from __future__ import annotations

from workbench.checks.context import Instance
from workbench.knowledge import conditions as data

_NOTHING: frozenset[str] = frozenset()
_MEASURE = frozenset({"measure"})
_GROUP = frozenset({"group"})
Key = tuple[object, ...]


def sees(condition: data.Condition) -> frozenset[str]:
    """Name the parts of an instance on which a condition's verdict depends."""
    match condition:
        case data.All(parts) | data.Any_(parts):
            return _NOTHING.union(*(sees(part) for part in parts))
        case data.Not(part):
            return sees(part)
        case data.Some(selector, _, within):
            counted = _MEASURE | _GROUP | {"anchor"} if within is not None else _NOTHING
            return _selected(selector) | counted
        case data.Every(selector, must):
            return _selected(selector) | _selected(must)
        case data.Precedes(selector):
            return _selected(selector) | _MEASURE
        case data.Share(part):
            return _selected(part.where)
        case data.Reached(wanted):
            return _GROUP if wanted.capability else _MEASURE | _GROUP
        case data.GroupHas(has):
            return _GROUP | _MEASURE if "need" in has.lacks else _GROUP
        case data.Funded() | data.Kept():
            return _MEASURE
        case data.Stated() | data.Laws():
            return _NOTHING


def is_local(condition: data.Condition) -> bool:
    """Whether a verdict rests on nothing but the measure and the group it is asked about, and who of it is reached."""
    match condition:
        case data.All(parts) | data.Any_(parts):
            return all(is_local(part) for part in parts)
        case data.Not(part):
            return is_local(part)
        case data.Some(selector, at_least, within):
            alone = selector.scoped and not (
                selector.groups or selector.arm_of or selector.in_sector or selector.same
            )
            return alone and at_least == 1 and within is None
        case data.Reached(wanted):
            return not wanted.capability
        case data.GroupHas():
            return True
        case _:
            return False


def key(parts: frozenset[str], instance: Instance) -> Key:
    """Give what tells apart the instances that a condition can tell apart."""
    return (
        instance.measure.id if instance.measure is not None and "measure" in parts else None,
        instance.group.id if instance.group is not None and "group" in parts else None,
        instance.sector if "sector" in parts else None,
        instance.anchor if "anchor" in parts else None,
    )


def _selected(selector: data.Selector) -> frozenset[str]:
    parts = set()
    if selector.scoped or selector.other or selector.same or selector.arm_of == "scope":
        parts.add("measure")
    if selector.in_sector:
        parts.add("sector")
    if "scope" in selector.groups:
        parts |= {"measure", "group"}
    return frozenset(parts)
