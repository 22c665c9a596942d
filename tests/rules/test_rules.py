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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.checks import Context, analyse, check
from workbench.costing import Costing
from workbench.errors import Message, RequestError
from workbench.i18n import translator
from workbench.knowledge import Knowledge, Rule, load_folder
from workbench.model import Change, Package, apply, codec
from workbench.model.results import Checked, Finding
from workbench.model.words import CriterionStatus, FindingKind
from workbench.pipeline import brought, compute

CASES = Path(__file__).parent / "cases"
TEMPLATE = Path(__file__).parents[2] / "resources" / "packs" / "template"
NAMES = {"measures": "title", "groups": "name", "financing": "title"}
OPEN = (CriterionStatus.PARTLY, CriterionStatus.NOT_MET)
BROKEN = re.compile(
    r"[{}]|\(\)|\s{2}|\s[,.;:]|,,|\.\.|: ?\.|“”|\b(?:None|True|False)\b|\b(?:by|in|lack|Found) ?\.$"
)
"""Traces of a sentence put together from nothing: a field left open, an empty list, two marks in a row."""


@dataclasses.dataclass(eq=False)
class Case:
    """One package and what a rule says of it."""

    rule: str
    number: int
    name: str
    package: dict[str, Any]
    fires: list[str] | None = None
    status: str = ""
    cause: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    no_fix: str = ""

    @property
    def is_firing(self) -> bool:
        return bool(self.fires) if self.fires is not None else CriterionStatus(self.status) in OPEN


def read(path: Path) -> list[Case]:
    held = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return [Case(path.stem, number, **data) for number, data in enumerate(held, start=1)]


def label(case: Case) -> str:
    return f"{case.rule}-{case.number}"


ALL = [case for path in sorted(CASES.glob("*.toml")) for case in read(path)]
FIRING = [case for case in ALL if case.is_firing]
CAUSED = [case for case in FIRING if case.cause]


@functools.cache
def facts() -> Knowledge:
    """Give all bundled packs together, with the one that is there to be copied."""
    return load_folder(TEMPLATE)


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
    """Read a case's package; records are named after their ids, and measures start in the first costed year."""
    data = {"base_year": 2026, "horizon": 6} | case.package
    for kind, name in NAMES.items():
        usual = {"start": 2027} if kind == "measures" else {}
        data[kind] = [
            usual | {name: item["id"].replace("-", " ").capitalize()} | item for item in data.get(kind, [])
        ]
    problems: list[Any] = []
    package = codec.load(Package, data, where=label(case), report=problems.append)
    assert not problems, [f"{problem.where}: {problem.message}" for problem in problems]
    assert package is not None
    return package


def checked(package: Package, rule: str) -> Checked:
    return check(Context(package, only(rule), analyse(package), Costing(package).estimate()))


@functools.cache
def result(case: Case) -> Checked:
    return checked(package_of(case), case.rule)


@functools.cache
def findings(case: Case) -> tuple[Finding, ...]:
    return result(case).findings


@pytest.mark.parametrize("case", ALL, ids=label)
def test_a_rule_says_of_a_package_what_the_case_says(case: Case) -> None:
    found = [finding.id for finding in findings(case)]
    if case.fires is not None:
        assert sorted(found) == sorted(case.fires), case.name
        return
    (criterion,) = (*result(case).criteria, *result(case).further)
    assert (criterion.id, criterion.status.value) == (case.rule, case.status), case.name
    assert found == ([case.rule] if case.is_firing else []), "an open criterion is one finding"


@pytest.mark.parametrize("case", [case for case in ALL if case.status and not case.is_firing], ids=label)
def test_a_criterion_judged_open_though_nothing_fails_is_told_in_whole_sentences(case: Case) -> None:
    override = {"id": case.rule, "status": "not-met", "reason": "In law, not in practice"}
    package = apply(package_of(case), [Change("add", f"override:{case.rule}", value=override)])
    (finding,) = checked(package, case.rule).findings
    said = translator()(finding.message)
    assert said.endswith(".")
    assert not BROKEN.search(said), said
    assert finding.fixes == ()


def told(finding: Finding) -> list[str]:
    return [str(line) for line in (finding.message, finding.advice, *finding.because)]


def edits(package: Package) -> Iterator[tuple[Change, ...]]:
    """Give edits that may change what a finding says without clearing it; names stay."""
    yield from ((Change("set", "package", name, value),) for name, value in PACKAGE_EDITS)
    for measure in package.measures:
        subject = f"measure:{measure.id}"
        yield (Change("remove", subject),)
        yield from ((Change("set", subject, name, value),) for name, value in MEASURE_EDITS)
        yield from ((Change("remove", subject), Change("remove", f"measure:{one.id}"))
                    for one in package.measures if one is not measure)  # fmt: skip
    for group in package.groups:
        subject = f"group:{group.id}"
        yield (Change("remove", subject),)
        yield from ((Change("set", subject, name, value),) for name, value in GROUP_EDITS)
        for part in (0.5, 0.97, None):
            lacks = [
                one | {"share": None if part is None else (one.get("share") or 0.5) * part}
                for one in codec.dump(group.lacks)
            ]
            yield (Change("set", subject, "lacks", lacks),)
    for law in package.laws:
        yield (Change("remove", f"law:{law.id}"),)
        yield (Change("set", f"law:{law.id}", "status", "tabled"),)
    yield from ((Change("set", f"financing:{one.id}", "amounts", 5),) for one in package.financing)


PACKAGE_EDITS = (
    ("horizon", 9), ("base_year", 2027), ("principle", "x"), ("national_plan", "x"), ("poverty_strategy", "x"), ("budget_link", "x"),
)  # fmt: skip
MEASURE_EDITS = (
    *(("start", year) for year in (2026, 2028, 2030, 2031)), *(("end", year) for year in (2028, 2030, None)),
    ("entitled_from", 2027), ("funded_from", 2031), ("groups", ["everyone"]), ("groups", []), ("contingency", "old-age"),
    ("contingency", "sickness"), ("sector", "health"), ("legal_basis", "law"), ("standard.review_years", 3), ("age_from", 40),
    ("cost.level", 3), ("needs", []), ("provides", []), ("safeguards", ["redress"]), ("conflicts", []),
)  # fmt: skip
GROUP_EDITS = (("size", 123_456), ("size", 123_987), ("lacks", []), ("traits", []))


@pytest.mark.parametrize("case", FIRING, ids=label)
def test_whatever_a_finding_says_otherwise_it_rests_on_other_facts(case: Case) -> None:
    before = {finding.id: finding for finding in findings(case)}
    for changes in edits(package_of(case)):
        try:
            package = apply(package_of(case), changes)
        except RequestError:
            continue
        for finding in checked(package, case.rule).findings:
            held = before.get(finding.id)
            if held is not None and held.basis.digest == finding.basis.digest:
                assert told(held) == told(finding), f"{finding.id} after {changes}"


@pytest.mark.parametrize("case", FIRING, ids=label)
def test_in_which_order_a_package_holds_its_records_is_no_fact(case: Case) -> None:
    package = package_of(case)
    turned = dataclasses.replace(
        package,
        **{name: getattr(package, name)[::-1] for name in ("measures", "groups", "laws", "financing")},
    )
    found = {finding.id: finding.basis.digest for finding in checked(turned, case.rule).findings}
    assert found == {finding.id: finding.basis.digest for finding in findings(case)}


@pytest.mark.parametrize("case", FIRING, ids=label)
def test_names_and_wording_are_no_facts(case: Case) -> None:
    package = package_of(case)
    renamed = apply(
        package,
        [Change("set", f"measure:{one.id}", "title", f"{one.title} II") for one in package.measures]
        + [Change("set", f"group:{one.id}", "name", f"{one.name} II") for one in package.groups]
        + [Change("set", f"law:{one.id}", "name", f"{one.name} II") for one in package.laws],
    )
    known = only(case.rule)
    texts = {
        language: {name: f"{text} " for name, text in held.items()}
        for language, held in rule_of(case.rule).text.items()
    }
    reworded = dataclasses.replace(
        known, rules=tuple(dataclasses.replace(one, text=texts) for one in known.rules)
    )
    again = check(Context(renamed, reworded, analyse(renamed), Costing(renamed).estimate())).findings
    assert [one.basis.digest for one in again] == [one.basis.digest for one in findings(case)]
    assert [told(one) for one in again] != [told(one) for one in findings(case)]


@pytest.mark.parametrize("case", CAUSED, ids=label)
def test_without_the_cited_cause_the_finding_is_gone(case: Case) -> None:
    changes = [Change(**change) for change in case.cause]
    left = {finding.id for finding in checked(apply(package_of(case), changes), case.rule).findings}
    assert not left & {finding.id for finding in findings(case)}, case.name


@pytest.mark.parametrize("case", FIRING, ids=label)
def test_every_repair_clears_its_finding_and_drops_nothing(case: Case) -> None:
    package = package_of(case)
    for finding in findings(case):
        assert bool(finding.fixes) != bool(case.no_fix), (
            "a case without a repair says why, one with a repair does not"
        )
        for fix in finding.fixes:
            assert all(change.op in ("add", "set") for change in fix.changes), str(fix.label)
            repaired = apply(package, fix.changes)
            assert held(repaired) >= held(package), f"“{fix.label}” drops something"
            left = {item.id for item in checked(repaired, case.rule).findings}
            assert finding.id not in left, f"“{fix.label}” does not clear {finding.id}"


def held(package: Package) -> set[tuple[str, ...]]:
    """Name what no repair may take away: measures with whom they are meant for, groups and their barriers."""
    found = {("measure", measure.id) for measure in package.measures}
    found |= {("group", group.id) for group in package.groups}
    found |= {("lack", group.id, lack.capability) for group in package.groups for lack in group.lacks}
    return found


@pytest.mark.parametrize("case", ALL, ids=label)
def test_explanations_are_whole_sentences(case: Case) -> None:
    say = translator()
    sentences: list[Message | None] = [
        criterion.reason for criterion in (*result(case).criteria, *result(case).further)
    ]
    for finding in findings(case):
        assert finding.because, f"{finding.id} gives no reason"
        for line in (finding.message, finding.advice, *finding.because):
            assert line is not None
            assert re.search(r"[.?!]$", say(line)), say(line)
        sentences += [finding.message, finding.advice, *finding.because]
        sentences += [fix.label for fix in finding.fixes]
    for sentence in sentences:
        assert sentence is not None
        said = say(sentence)
        assert said.strip(), case.name
        assert not BROKEN.search(said), said


@pytest.mark.parametrize("case", ALL, ids=label)
def test_whatever_else_a_case_brings_up_is_told_in_whole_sentences(case: Case) -> None:
    package, say = package_of(case), translator()
    every = check(Context(package, facts(), analyse(package), Costing(package).estimate()))
    for finding in every.findings:
        for line in (finding.message, finding.advice or finding.message, *finding.because):
            said = say(line)
            assert said.endswith("."), finding.id
            assert not BROKEN.search(said), f"{finding.id}: {said}"


def test_no_rule_lacks_a_firing_and_a_silent_case() -> None:
    rules = {rule.id for rule in facts().rules}
    assert rules - {case.rule for case in FIRING} == set(), "a rule without a case that fires"
    assert rules - {case.rule for case in ALL if not case.is_firing} == set(), "a rule without a silent case"


def test_a_rule_that_applies_only_to_some_packages_names_its_cause() -> None:
    without = [label(case) for case in FIRING if rule_of(case.rule).when and not case.cause]
    assert without == [], "give `cause`: the changes that take away what the rule cites"


@pytest.mark.parametrize("name", sorted({case.rule for case in ALL}))
def test_cases_of_criteria_give_a_status_and_cases_of_rules_give_findings(name: str) -> None:
    is_criterion = rule_of(name).kind is FindingKind.CHECKLIST
    for case in ALL:
        if case.rule == name:
            assert bool(case.status) == is_criterion, label(case)
            assert (case.fires is None) == is_criterion, label(case)


@pytest.mark.parametrize("case", FIRING, ids=label)
def test_what_a_repair_brings_elsewhere_is_listed_beforehand(case: Case) -> None:
    before = compute(package_of(case), facts())
    known = {finding.id for finding in before.checked.findings}
    for finding in findings(case):
        for fix in finding.fixes:
            told = {item.id for item in brought(before, fix.changes)}
            after = compute(apply(package_of(case), fix.changes), facts())
            assert told == {item.id for item in after.checked.findings} - known, str(fix.label)
