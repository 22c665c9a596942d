"""Rules on the sample country: what fires, what clears it, and that a judgement stays visible."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.checks import Context, analyse, check
from workbench.checks.conditions import constrain
from workbench.checks.engine import instances
from workbench.costing import Costing
from workbench.errors import RequestError
from workbench.i18n import translator
from workbench.knowledge import Knowledge, load_bundled
from workbench.model import Change, Package, apply
from workbench.model.results import Checked
from workbench.model.words import CriterionStatus, FindingKind
from workbench.pipeline import compute
from workbench.workspace import Workspace

EXPECTED = {
    "T7:social-pension:nomadic-herders",
    "T7:child-allowance:stateless-residents",
    "T7:registration-drive:stateless-residents",
    "S7:disability-allowance:persons-with-disabilities",
    "S7:school-meals:nomadic-herders",
    "S7:minimum-wage:informal-rural-workers",
    "S6a:hill-peoples",
    "S6b:nomadic-herders",
    "S6b:hill-peoples",
    "S6c:income-guarantee",
    "S5:stateless-residents",
    "T4:poor-relief",
    "T12:contributory-pension:stateless-residents",
    "T19:disability-allowance",
    "R6.b",
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_bundled()


def checked(package: Package, knowledge: Knowledge, estimate: object = None) -> Checked:
    return check(Context(package, knowledge, analyse(package), estimate))  # type: ignore[arg-type]


def test_what_is_incoherent_on_purpose_is_found(sample: Workspace) -> None:
    found = {finding.id for finding in sample.results().checked.findings}
    assert found >= EXPECTED


def test_the_empty_package_meets_no_criterion(knowledge: Knowledge) -> None:
    result = checked(Package(), knowledge)
    assert len(result.criteria) == 22
    assert result.met == 0
    assert not any(item.status is CriterionStatus.PARTLY for item in result.criteria)


def test_checking_does_not_depend_on_the_order_of_measures(sample: Workspace, knowledge: Knowledge) -> None:
    forward = checked(sample.package, knowledge)
    backward = checked(
        dataclasses.replace(sample.package, measures=tuple(reversed(sample.package.measures))), knowledge
    )
    assert {f.id for f in forward.findings} == {f.id for f in backward.findings}
    assert [(c.id, c.status) for c in forward.criteria] == [(c.id, c.status) for c in backward.criteria]


def test_every_offered_fix_clears_its_finding_and_drops_nothing(
    sample: Workspace, knowledge: Knowledge
) -> None:
    before = sample.results().checked
    offered = [(finding, fix) for finding in before.findings for fix in finding.fixes]
    assert len(offered) > 30
    failed = []
    for finding, fix in offered:
        assert not any(change.op == "remove" for change in fix.changes)
        package = apply(sample.package, fix.changes)
        assert {g.id for g in package.groups} == {g.id for g in sample.package.groups}
        only = dataclasses.replace(
            knowledge, rules=tuple(rule for rule in knowledge.rules if rule.id == finding.rule)
        )
        after = checked(package, only, Costing(package).estimate())
        if finding.id in {item.id for item in after.findings}:
            failed.append((finding.id, str(fix.label)))
    assert failed == []


def test_constraints_offer_the_fixes_as_options(sample: Workspace, knowledge: Knowledge) -> None:
    results = sample.results()
    context = Context(sample.package, knowledge, results.checked.access, results.estimate)
    rule = knowledge.rule("R6.b")
    assert rule is not None
    _, needs = knowledge.conditions[rule.id]
    (requirement,) = constrain(needs[0], context, next(iter(instances(rule, context))), rule.fixes)
    assert requirement.at_least == 1
    assert requirement.options


def test_every_finding_of_the_sample_is_a_whole_sentence(sample: Workspace) -> None:
    say = translator()
    for finding in sample.results().checked.findings:
        for sentence in (finding.message, finding.advice):
            assert sentence is not None
            said = say(sentence)
            assert said.endswith("."), finding.id
            assert not re.search(r"\{|\}|\(\)|  | ,| \.", said), f"{finding.id}: {said}"


def test_an_accepted_finding_stays_visible_and_reopens_when_its_basis_changes(sample: Workspace) -> None:
    name = "T7:social-pension:nomadic-herders"
    sample.accept(name, "Mobile teams are being recruited.")
    held = next(f for f in sample.results().checked.findings if f.id == name)
    assert held.accepted is not None
    assert held.accepted.reason == "Mobile teams are being recruited."
    sample.edit(held.message, [Change("set", "measure:social-pension", "start", 2028)])
    held = next(f for f in sample.results().checked.findings if f.id == name)
    assert held.accepted is None
    assert held.reopened


def test_an_override_shows_beside_the_computed_status(sample: Workspace) -> None:
    sample.override("R6.b", "partly", "A federation is being founded.")
    held = next(c for c in sample.results().checked.criteria if c.id == "R6.b")
    assert (held.status, held.computed) == (CriterionStatus.PARTLY, CriterionStatus.NOT_MET)
    with pytest.raises(RequestError, match="reason"):
        sample.override("R6.b", "met", "  ")
    with pytest.raises(RequestError, match=re.escape("R6.b")):
        sample.override("R6b", "met", "Because.")


def test_funding_the_gap_meets_r4a_for_entitlements_with_money_from_the_start(sample: Workspace) -> None:
    fund = [
        Change("add", "financing:rest", value={"title": "Rest", "certainty": "planned", "amounts": 2e9}),
        Change("set", "measure:income-guarantee", "funded_from", 2028),
    ]
    sample.edit(next(iter(sample.results().checked.findings)).message, fund)
    held = next(c for c in sample.results().checked.criteria if c.id == "R4.a")
    assert held.status is CriterionStatus.MET


def test_no_rule_loses_an_evidence_or_a_right(sample: Workspace, knowledge: Knowledge) -> None:
    for finding in sample.results().checked.findings:
        for name in (*finding.evidence, *finding.counter_evidence):
            assert knowledge.evidence_of(name) is not None
        for right in finding.rights:
            assert knowledge.right(right) is not None
        assert finding.kind in FindingKind


def test_a_measure_that_only_names_a_group_does_not_count_for_it(
    sample: Workspace, knowledge: Knowledge
) -> None:
    # The minimum wage names informal rural workers, of whom hardly any has a written contract.
    context = Context(sample.package, knowledge, sample.results().checked.access, None)
    wage = sample.package.measure("minimum-wage")
    workers = sample.package.group("informal-rural-workers")
    assert wage is not None
    assert workers is not None
    assert wage.names(workers.id)
    assert context.reached_from(wage, workers) is None


def test_edits_on_a_copy_leave_the_value_alone(sample: Workspace) -> None:
    before = sample.package
    apply(before, [Change("set", "measure:social-pension", "start", 2030)])
    assert sample.package is before


EDITS = st.one_of(
    st.builds(
        lambda name, year: Change("set", f"measure:{name}", "start", year),
        st.sampled_from(["social-pension", "mobile-registration", "payment-points", "labour-inspection"]),
        st.integers(2027, 2034),
    ),
    st.builds(
        lambda name, groups: Change("set", f"measure:{name}", "groups", list(groups)),
        st.sampled_from(["child-allowance", "mobile-registration", "legal-aid"]),
        st.sampled_from([("everyone",), ("nomadic-herders",), ("hill-peoples", "nomadic-herders")]),
    ),
    st.builds(
        lambda share: Change(
            "set", "group:nomadic-herders", "lacks", [{"capability": "identity-document", "share": share}]
        ),
        st.sampled_from([0.0, 0.3, 1.0, None]),
    ),
    st.sampled_from(
        [
            Change("remove", "measure:payment-points"),
            Change("set", "package", "horizon", 6),
            Change("set", "package", "national_plan", ""),
            Change("set", "package", "price_basis", "constant"),
            Change("add", "financing:more", value={"title": "More", "amounts": 1e9}),
            Change("set", "assumption:inflation", "value", 0.09),
            Change("set", "measure:income-guarantee", "cost.replaces", []),
            Change("set", "measure:income-guarantee", "conditions", "School attendance"),
            Change("set", "measure:income-guarantee", "stacking", ""),
        ]
    ),
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EDITS, min_size=1, max_size=3))
def test_what_is_taken_over_from_an_earlier_check_changes_nothing(
    sample: Workspace, knowledge: Knowledge, edits: list[Change]
) -> None:
    package = sample.package
    held = compute(package, knowledge)
    for edit in edits:
        kind, _, name = edit.subject.partition(":")
        if kind == "measure" and package.measure(name) is None:
            continue
        if edit.op == "add" and any(line.id == "more" for line in package.financing):
            continue
        package = apply(package, [edit])
        held = compute(package, knowledge, held)
        anew = compute(package, knowledge)
        assert held.checked.criteria == anew.checked.criteria
        assert [(one.id, one.told) for one in held.checked.findings] == [
            (one.id, one.told) for one in anew.checked.findings
        ]
        assert repr(held.checked.access.cells) == repr(anew.checked.access.cells)
        assert repr(held.estimate) == repr(anew.estimate)
