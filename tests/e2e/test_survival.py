"""A piece of each harness of tests/survival: nothing is lost when the program is killed, the disk is full, or a file is odd."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("processes are forked and disks are mounted as on Linux", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "survival"))
import survival

SEED = 20261201
"""Always the same, so that a change is judged by itself; other seeds are tried by hand."""


def test_a_program_killed_at_any_moment_loses_neither_projects_nor_documents() -> None:
    assert survival.kills(len(survival.OPERATIONS), seed=SEED).faults == {}


def test_power_that_goes_while_an_edit_is_written_loses_nothing_acknowledged() -> None:
    report = survival.power(25, seed=SEED)
    assert report["copied sample.policy-journal"], "no copy was made in the middle of an edit"
    assert report.faults == {}


def test_odd_projects_are_refused_or_sound_in_little_time_and_memory() -> None:
    assert survival.mutants(25, seed=SEED).faults == {}


@pytest.mark.skipif(os.geteuid() != 0, reason="mount, which takes root, gives the small disk")
def test_a_full_disk_leaves_projects_and_documents_as_they_were() -> None:
    assert survival.disk(7, seed=SEED).faults == {}
