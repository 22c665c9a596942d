"""The core's tests run as if Qt were not installed: whoever imports it here fails."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

from workbench.workspace import Workspace

# A property is right or wrong, not slow: on a busy machine any example may take long. tests/bench measures speed.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

ABSENT = ("PySide6", "shiboken6", "ui")


class _NoQt(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in ABSENT:
            raise ImportError(f"{fullname} must not be needed by the core")
        return None


@pytest.fixture(autouse=True, scope="session")
def _without_qt() -> None:
    sys.meta_path.insert(0, _NoQt())


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled sample as a project file; tests that edit it copy it first."""
    path = tmp_path_factory.mktemp("sample") / "orsana.policy"
    Workspace.create_sample(path).close()
    return path


@pytest.fixture
def sample_file(sample_path: Path, tmp_path: Path) -> Path:
    """A copy of the sample of one's own."""
    return Path(shutil.copy(sample_path, tmp_path / "orsana.policy"))


@pytest.fixture
def sample(sample_file: Path) -> Iterator[Workspace]:
    """A copy of the sample, open."""
    with Workspace.open(sample_file) as workspace:
        yield workspace
