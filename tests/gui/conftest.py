"""A window over a fresh copy of the sample, in a folder of its own, with settings that touch nobody's."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication

from ui.app import Program
from ui.settings import Settings
from workbench.workspace import Workspace

QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "Sample.policy"
    Workspace.create_sample(path).close()
    return path


@pytest.fixture
def program(qapp, tmp_path, qtbot):
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = Program(qapp, settings)
    made.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    yield made
    made.window.close()
    made.tasks.close()
    # What was copied belongs to Python and must be gone before Qt is.
    QApplication.clipboard().clear()
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def opened(program, sample_file, tmp_path, qtbot):
    path = Path(tmp_path) / "Copy.policy"
    path.write_bytes(sample_file.read_bytes())
    with qtbot.waitSignal(program.session.results_changed, timeout=10_000):
        program.session.open(path)
    return program


@pytest.fixture
def page(opened):
    opened.window.show_page("data")
    return opened.window.pages["data"]
