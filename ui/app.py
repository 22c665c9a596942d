"""Start the window: fonts and theme first, the first paint next, everything heavy after it."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QSize, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from ui import style_sheet, texts, theme
from ui.failures import Failures
from ui.main_window import MainWindow
from ui.session import Session
from ui.settings import DARK, LANGUAGE, Settings
from ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_TITLE_BAR = 40


class Program:
    """The application with its window; kept alive by `main`."""

    def __init__(self, app: QApplication, settings: Settings, path: Path | None = None) -> None:
        self.app, self.settings, self._path = app, settings, path
        app.setApplicationName("policy-workbench")
        app.setApplicationDisplayName("Policy Workbench")
        language = settings.text(LANGUAGE)
        texts.bind(language)
        QLocale.setDefault(QLocale(QLocale.Language.English))
        self._qt_texts = QTranslator()
        if self._qt_texts.load(
            f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ):
            app.installTranslator(self._qt_texts)
        if language.partition("-")[0] in RIGHT_TO_LEFT:
            app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        theme.load_fonts()
        style_sheet.apply(app, dark=settings.is_on(DARK))
        self.failures = Failures()
        self.tasks = Tasks()
        self.session = Session(self.tasks)
        self.session.broken.connect(self.failures.report)
        self.window = MainWindow(self.session, settings)
        self.failures.window = self.window

    def show(self) -> None:
        """Show the window, then open the file asked for."""
        geometry = self.settings.geometry()
        if not geometry.isEmpty():
            self.window.restoreGeometry(geometry)
        else:
            # Leave room for the system's title bar, or a small screen cuts off the status bar.
            free = self.window.screen().availableSize()
            self.window.resize(self.window.size().boundedTo(free - QSize(0, _TITLE_BAR)))
        self.window.show()
        QTimer.singleShot(0, self._warm)

    def _warm(self) -> None:
        """Load what opening a project needs while the window already stands there."""
        self.window.colour_actions()
        self.tasks.run(_load, self._open, self.failures.report)

    def _open(self, _: object) -> None:
        if self._path is not None and not self.session.is_open:
            self.session.open(self._path)


def _load() -> None:
    from workbench.workspace import knowledge

    knowledge()


def main(argv: Sequence[str] | None = None, path: Path | None = None) -> int:
    """Run the window until it is closed: with a file, the last project, or the start page."""
    logging.basicConfig(level=logging.WARNING)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(list(argv) if argv else sys.argv[:1])
    settings = Settings()
    recent = settings.recent()
    program = Program(app, settings, path or (recent[0] if recent else None))
    program.failures.install()
    program.show()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(path=Path(sys.argv[1]) if len(sys.argv) > 1 else None))
