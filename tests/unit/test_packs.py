"""Several packs together: what a package names counts, what a user's bad pack breaks is told, and nothing stops."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench import workspace
from workbench.errors import PackError, RequestError, message
from workbench.knowledge import (
    PACKS_VARIABLE,
    SOURCE_PACK,
    Knowledge,
    load_all,
    load_bundled,
    load_folder,
    user_folder,
)
from workbench.model import Change
from workbench.model.words import CriterionStatus
from workbench.workspace import Workspace

PACKS = Path(__file__).parents[2] / "resources" / "packs"
NONE = Path(__file__).parent / "no-such-folder"
GOOD = """
[[source]]
id = "national"
author = "Ministry"
title = "Standards"
year = "2026"

[[rule]]
id = "N.1"
kind = "checklist"
needs = [{ some = { sector = ["health"], has = ["standard.service"] } }]
sources = ["national", "ferguson-2008"]
text.en.title = "Standard of care"
text.en.finding = "No standard of care."
text.en.advice = "Write one."
"""


def pack(folder: Path, name: str, text: str) -> Path:
    made = folder / name
    made.mkdir(parents=True)
    (made / "standards.toml").write_text(text, encoding="utf-8")
    return made


def problems(error: PackError) -> str:
    return "\n".join(f"{place}: {problem}" for place, problem in error.problems)


@pytest.fixture
def with_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packs that the program is told of."""
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path / "packs"))
    (tmp_path / "packs").mkdir()
    workspace.knowledge.cache_clear()
    yield tmp_path / "packs"
    workspace.knowledge.cache_clear()


def test_bundled_packs_load_without_a_problem() -> None:
    knowledge = load_all(PACKS.parent / "fonts")
    assert [item.id for item in knowledge.packs] == [SOURCE_PACK, "ilo-r202", "cescr-gc19"]
    assert tuple(knowledge.vocabulary("pack")) == ("ilo-r202", "cescr-gc19")
    for name in ("ilo-r202", "cescr-gc19", "template"):
        assert load_bundled(name).rules
        assert load_folder(PACKS / name).rules


def test_the_headline_stays_the_source_paper_s_whatever_is_loaded() -> None:
    knowledge = load_folder(PACKS / "template")
    assert len(knowledge.criteria) == 22
    assert {rule.pack for rule in knowledge.criteria} == {SOURCE_PACK}
    assert {rule.pack for rule in knowledge.further_criteria} == {"ilo-r202", "cescr-gc19", "template"}


def test_the_further_packs_hold_what_their_texts_list() -> None:
    names = {rule.id for rule in load_all(NONE).further_criteria}
    guarantees = {"health", "children", "working-age", "old-age"}
    elements = {
        "availability",
        "adequacy",
        "coverage",
        "eligibility",
        "affordability",
        "participation",
        "access",
    }
    assert {f"R202.{name}" for name in guarantees} <= names
    assert len([name for name in names if name.startswith("R202.")]) == 14
    assert {f"GC19.{name}" for name in elements} == {name for name in names if name.startswith("GC19.")}


def test_a_package_is_checked_against_the_packs_it_names(sample: Workspace) -> None:
    before = sample.results().checked
    assert before.further == ()
    sample.edit(message("Add packs"), [Change("set", "package", "packs", ["ilo-r202", "cescr-gc19"])])
    after = sample.results().checked
    assert after.criteria == before.criteria
    assert after.met == before.met
    assert len(after.further) == 21
    assert {finding.id for finding in before.findings} <= {finding.id for finding in after.findings}


def test_a_further_criterion_can_be_judged(sample: Workspace) -> None:
    sample.edit(message("Add a pack"), [Change("set", "package", "packs", ["ilo-r202"])])
    sample.override("R202.dignity", "met", "Staff are trained.")
    held = next(item for item in sample.results().checked.further if item.id == "R202.dignity")
    assert held.status is CriterionStatus.MET


def test_a_pack_that_is_not_here_cannot_be_named(sample: Workspace) -> None:
    with pytest.raises(RequestError, match="ilo-r202"):
        sample.edit(message("Add a pack"), [Change("set", "package", "packs", ["ilo-r20"])])


def test_a_user_s_pack_loads_beside_the_bundled_ones(with_packs: Path, sample: Workspace) -> None:
    pack(with_packs, "national", GOOD)
    assert workspace.knowledge().refused == ()
    assert [rule.id for rule in workspace.knowledge().further_criteria][-1] == "N.1"
    sample.edit(message("Add a pack"), [Change("set", "package", "packs", ["national"])])
    assert [item.id for item in sample.results().checked.further] == ["N.1"]


def test_a_pack_may_build_on_another_in_any_order(tmp_path: Path) -> None:
    pack(tmp_path, "a-second", GOOD.replace('id = "national"', 'id = "second"').replace("N.1", "N.2"))
    pack(tmp_path, "b-first", GOOD)
    knowledge = load_all(tmp_path)
    assert knowledge.refused == ()
    assert [item.id for item in knowledge.packs][-2:] == ["b-first", "a-second"]


def test_a_bad_pack_is_refused_with_everything_wrong_and_the_others_load(tmp_path: Path) -> None:
    pack(tmp_path, "good", GOOD)
    bad = GOOD.replace("N.1", "N.9").replace('"national"', '"other"').replace("health", "helth")
    bad = bad.replace("standard.service", "standard.servise").replace("No standard", "No {standard")
    pack(tmp_path, "bad", bad + '\n[[ruel]]\nid = "X"\n')
    (error,) = load_all(tmp_path).refused
    said = problems(error)
    for part in (
        "bad/standards.toml: ruel",
        "rule N.9.sector",
        "rule N.9.has",
        "rule N.9.text.en.finding",
        "health",
    ):
        assert part in said, said
    assert "good" in [item.id for item in load_all(tmp_path).packs]


def test_an_identifier_used_twice_names_both_places(tmp_path: Path) -> None:
    pack(tmp_path, "copy", GOOD.replace("N.1", "R1.a"))
    (error,) = load_all(tmp_path).refused
    assert "copy/standards.toml: rule R1.a" in problems(error)
    assert f"{SOURCE_PACK}/criteria.toml: rule R1.a" in problems(error)


def test_an_alias_of_another_pack_s_rule_is_taken_too(tmp_path: Path) -> None:
    pack(tmp_path, "copy", GOOD.replace("N.1", "T9"))
    (error,) = load_all(tmp_path).refused
    assert "rule R3.c" in problems(error)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml",
        "x = " + "[" * 5000,
        "rule = 3",
        "[[rule]]\nid = 7",
        "[pack]\nid = 3",
        '[[word]]\nid = "x"\nvocabulary = "tag"\ntext = 5',
        GOOD.replace("standard.service", "cost.level.points.x"),
        GOOD.replace("[{ some", "[{ stated = 'nothing' }, { some"),
        GOOD.replace("[{ some", "[{ funded = 'sometimes' }, { some"),
        GOOD.replace("[{ some", "[{ group_has = { lacks = ['need'] } }, { some"),
        GOOD.replace("No standard", "No {measure} standard"),
        GOOD.replace("No standard", "No {0.__class__} standard"),
        GOOD.replace('kind = "checklist"', 'kind = "checklist"\nscope = "world"'),
        GOOD.replace("needs =", "when ="),
        "\0",
    ],
)
def test_no_pack_stops_the_program(tmp_path: Path, text: str) -> None:
    pack(tmp_path, "bad", text)
    knowledge = load_all(tmp_path)
    assert [item.id for item in knowledge.packs] == [SOURCE_PACK, "ilo-r202", "cescr-gc19"]
    (error,) = knowledge.refused
    assert error.problems
    assert all(place.startswith(("bad", str(tmp_path))) for place, _ in error.problems), problems(error)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (pack(tmp_path, "bad", "") / "standards.toml").write_bytes(b"\xff\xfe\x00")
    assert len(load_all(tmp_path).refused) == 1


def test_a_folder_that_was_named_and_is_not_there_is_told(tmp_path: Path) -> None:
    (error,) = load_all(tmp_path / "nowhere").refused
    assert "nowhere" in str(error)


def test_a_pack_of_a_bundled_identifier_is_refused(tmp_path: Path) -> None:
    pack(tmp_path, "ilo-r202", GOOD)
    (error,) = load_all(tmp_path).refused
    assert "loaded already" in problems(error)


def test_the_template_is_valid_where_a_user_copies_it(tmp_path: Path) -> None:
    shutil.copytree(PACKS / "template", tmp_path / "mine")
    knowledge = load_all(tmp_path)
    assert knowledge.refused == ()
    assert knowledge.packs[-1].id == "template"


def test_a_pack_alone_has_only_its_own_words(tmp_path: Path) -> None:
    folder = pack(tmp_path, "national", GOOD)
    assert load_folder(folder).packs[-1].id == "national"
    with pytest.raises(PackError) as caught:
        load_folder(folder, alone=True)
    assert "ferguson-2008" in problems(caught.value)


def test_the_users_folder_is_where_the_platform_keeps_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PACKS_VARIABLE, raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/planner")
    monkeypatch.setenv("APPDATA", "/data")
    wanted = {
        "linux": "/home/planner/.config/policy-workbench/packs",
        "darwin": "/home/planner/Library/Application Support/policy-workbench/packs",
        "win32": "/data/policy-workbench/packs",
    }
    for platform, folder in wanted.items():
        monkeypatch.setattr("sys.platform", platform)
        assert user_folder() == (Path(folder), False)


def test_knowledge_of_chosen_packs_shares_words_and_leaves_the_other_rules_out() -> None:
    whole: Knowledge = load_all(NONE)
    chosen = whole.chosen(("cescr-gc19",))
    assert {rule.pack for rule in chosen.rules} == {SOURCE_PACK, "cescr-gc19"}
    assert chosen.words == whole.words
    assert whole.chosen(("cescr-gc19",)) is chosen
