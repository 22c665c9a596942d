"""What an acceptance rests on: facts, so that another wording changes nothing, and another fact reopens it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import RequestError
from workbench.knowledge import Knowledge
from workbench.model import Change, Package, apply, codec
from workbench.model.results import Finding
from workbench.pipeline import compute
from workbench.workspace import Workspace, knowledge, sample_package


@cache
def base() -> Package:
    return sample_package()


def found(package: Package, known: Knowledge | None = None) -> dict[str, Finding]:
    return {
        one.id: one for one in compute(package, known or knowledge().chosen(package.packs)).checked.findings
    }


def reworded(known: Knowledge) -> Knowledge:
    """Give the knowledge with one blank and one word more in every sentence of every rule."""

    def said(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        return {
            language: {name: f"Now:  {text}" for name, text in held.items()}
            for language, held in texts.items()
        }

    return dataclasses.replace(
        known, rules=tuple(dataclasses.replace(one, text=said(one.text)) for one in known.rules)
    )


def test_a_reworded_rule_takes_no_acceptance_back(sample: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sample.results().checked.open[0]
    sample.accept(first.id, "Known")
    path, known = sample.path, reworded(knowledge())
    sample.close()
    monkeypatch.setattr("workbench.workspace.knowledge", lambda: known)
    with Workspace.open(path) as workspace:
        again = next(one for one in workspace.results().checked.findings if one.id == first.id)
        assert str(again.message).startswith("Now:  ")
        assert again.accepted
        assert not again.reopened


def test_no_wording_is_part_of_what_a_finding_rests_on() -> None:
    known = knowledge().chosen(base().packs)
    before, after = found(base(), known), found(base(), reworded(known))
    assert {one: it.basis.digest for one, it in before.items()} == {
        one: it.basis.digest for one, it in after.items()
    }


def test_no_name_is_part_of_what_a_finding_rests_on() -> None:
    renamed = apply(
        base(),
        [Change("set", f"measure:{one.id}", "title", f"{one.title} II") for one in base().measures]
        + [Change("set", f"group:{one.id}", "name", f"{one.name} II") for one in base().groups],
    )
    before, after = found(base()), found(renamed)
    assert {one: it.basis.digest for one, it in before.items()} == {
        one: it.basis.digest for one, it in after.items()
    }


def test_another_severity_is_another_basis() -> None:
    known = knowledge()
    from workbench.model.words import Severity

    milder = dataclasses.replace(
        known, rules=tuple(dataclasses.replace(one, severity=Severity.ADVISORY) for one in known.rules)
    )
    before, after = found(base()), found(base(), milder)
    changed = [one for one, it in before.items() if it.severity is not after[one].severity]
    assert changed
    assert all(before[one].basis.digest != after[one].basis.digest for one in changed)


EDITS = st.one_of(
    st.builds(
        lambda one, year: Change("set", f"measure:{one}", "start", year),
        st.sampled_from([one.id for one in sample_package().measures]),
        st.integers(2027, 2034),
    ),
    st.builds(
        lambda one, year: Change("set", f"measure:{one}", "end", year),
        st.sampled_from([one.id for one in sample_package().measures]),
        st.sampled_from([2030, 2032, None]),
    ),
    st.builds(
        lambda one, share: Change("set", f"group:{one}", "population_share", share),
        st.sampled_from([one.id for one in sample_package().groups]),
        st.sampled_from([0.01, 0.0101, 0.05]),
    ),
    st.builds(
        lambda one, part: Change(
            "set", f"group:{one.id}", "lacks",
            [lack | {"share": None if part is None else (lack.get("share") or 0.5) * part} for lack in codec.dump(one.lacks)],
        ),
        st.sampled_from(sample_package().groups),
        st.sampled_from([0.5, 0.99, 0.999, None]),
    ),
    st.builds(
        lambda one: Change("remove", f"measure:{one}"),
        st.sampled_from([one.id for one in sample_package().measures]),
    ),
    st.builds(
        lambda one, groups: Change("set", f"measure:{one}", "groups", groups),
        st.sampled_from([one.id for one in sample_package().measures]),
        st.lists(st.sampled_from([one.id for one in sample_package().groups]), max_size=3, unique=True),
    ),
    st.builds(
        lambda one, level: Change("set", f"measure:{one}", "cost.level", level),
        st.sampled_from([one.id for one in sample_package().measures]),
        st.sampled_from([0.1, 0.5]),
    ),
)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(EDITS, min_size=1, max_size=3))
def test_whatever_a_finding_says_otherwise_it_rests_on_something_else(edits: list[Change]) -> None:
    package = base()
    for edit in edits:
        try:
            package = apply(package, [edit])
        except RequestError:
            continue
    before, after = found(base()), found(package)
    for one in before.keys() & after.keys():
        if before[one].basis.digest == after[one].basis.digest:
            assert said(before[one]) == said(after[one]), one


def said(finding: Finding) -> list[str]:
    return [str(finding.message), *map(str, finding.because)]


def test_facts_are_given_as_values(sample: Workspace) -> None:
    finding = next(one for one in sample.results().checked.open if one.rule == "T7")
    assert finding.basis.measures
    assert finding.basis.missing
    assert all(2020 < year < 2050 for year in finding.basis.years)
    assert finding.basis.people > 0 or math.isnan(finding.basis.people)


def test_the_digest_is_the_same_in_another_process(sample: Workspace) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from workbench.workspace import Workspace\n"
        "print(*sorted(f'{f.id} {f.basis.digest}' for f in Workspace.open(Path(sys.argv[1])).results().checked.findings), sep='\\n')"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(sample.path)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert len(told.pop().splitlines()) > 10
