"""Every rule and criterion on cases written as data: it fires, it stays silent, its repairs clear it, it speaks well.

A file of `cases/` is named after its rule. Each `[[case]]` holds a small `package` in the form of `export`, and

- `fires`, the ids of the findings of that rule, or `status`, what the criterion comes to;
- `cause`, for a rule that applies only to some packages: changes that take the cited cause away;
- `no_fix`, where no repair can be offered: why.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from workbench.checks import Context, analyse, check
from workbench.costing import Costing
from workbench.errors import Message
from workbench.i18n import translator
from workbench.knowledge import Knowledge, Rule
from workbench.model import Change, Package, apply, codec
from workbench.model.results import Checked, Finding, Fix
from workbench.model.words import CriterionStatus, FindingKind
from workbench.workspace import knowledge

CASES = Path(__file__).parent / "cases"
BROKEN = re.compile(
    r"[{}]|\(\)|  | [,.;:]|,,|\.\.|: ?\.|\b(?:by|in|in the way|from|of|to|and|provides|lack|Found|only) ?\.$"
)
OPEN = (CriterionStatus.PARTLY, CriterionStatus.NOT_MET)


@dataclasses.dataclass(frozen=True)
class Case:
    """One package and what a rule says of it."""

    rule: str
    number: int
    name: str
    package: dict[str, Any]
    fires: tuple[str, ...] | None = None
    status: str = ""
    cause: tuple[dict[str, Any], ...] = ()
    no_fix: str = ""

    @property
    def is_firing(self) -> bool:
        return bool(self.fires) if self.fires is not None else CriterionStatus(self.status) in OPEN

    @property
    def is_silent(self) -> bool:
        return not self.is_firing


def read(path: Path) -> list[Case]:
    cases = []
    for number, data in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1):
        fires = tuple(data.pop("fires")) if "fires" in data else None
        cause = tuple(data.pop("cause", ()))
        cases.append(Case(rule=path.stem, number=number, fires=fires, cause=cause, **data))
    return cases


ALL = [case for path in sorted(CASES.glob("*.toml")) for case in read(path)]
FIRING = [case for case in ALL if case.is_firing]
ids = functools.partial(map, lambda case: f"{case.rule}-{case.number}")


@functools.cache
def facts() -> Knowledge:
    return knowledge()


@functools.cache
def rule_of(name: str) -> Rule:
    found = next((rule for rule in facts().rules if rule.id == name), None)
    assert found is not None, f"{name}.toml is named after no rule"
    return found


@functools.cache
def only(name: str) -> Knowledge:
    return dataclasses.replace(facts(), rules=(rule_of(name),))


@functools.cache
def package_of(case: Case) -> Package:
    problems: list[Any] = []
    data = {"base_year": 2026, "horizon": 6} | case.package
    for kind in ("measures", "groups", "financing"):
        data[kind] = [named(item) for item in data.get(kind, [])]
    package = codec.load(Package, data, where=case.rule, report=problems.append)
    assert not problems, [f"{problem.where}: {problem.message}" for problem in problems]
    assert package is not None
    return package


def named(item: dict[str, Any]) -> dict[str, Any]:
    said = item["id"].replace("-", " ").capitalize()
    return {"start": 2027, "title": said} | item if "name" not in item and not _is_group(item) else {"name": said} | item


def _is_group(item: dict[str, Any]) -> bool:
    return bool({"lacks", "traits", "unequal_terms", "size"} & set(item)) or item.get("group") is True


Case.__hash__ = lambda self: hash((self.rule, self.number))  # type: ignore[method-assign]


def checked(package: Package, name: str) -> Checked:
    return check(Context(package, only(name), analyse(package), Costing(package).estimate()))


def findings(case: Case) -> tuple[Finding, ...]:
    return checked(package_of(case), case.rule).findings
