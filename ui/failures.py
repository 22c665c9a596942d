"""When the program itself fails: one message, a log file, and work goes on; never a traceback at the user."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from ui.texts import t
from workbench.errors import message

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

log = logging.getLogger("policy-workbench")


def log_file() -> Path:
    """Give the place of the log."""
    folder = Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation) or Path.home()
    )
    return folder / "policy-workbench.log"


class Failures(QObject):
    """Takes exceptions nobody caught, from any thread, and tells the user once.

    Signals:
        happened: Carries the text for the log to the window's thread.
    """

    happened = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.window: QWidget | None = None
        self._told = False
        self.happened.connect(self._tell)

    def install(self) -> None:
        """Take over uncaught exceptions."""
        sys.excepthook = self._caught

    def report(self, error: Exception) -> None:
        """Report an exception that was caught and cannot be helped."""
        self._caught(type(error), error, error.__traceback__)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        log.error("%s", text)
        self.happened.emit(text)

    def _tell(self, text: str) -> None:
        place = log_file()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("a", encoding="utf-8") as file:
                file.write(text + "\n")
        except OSError:
            log.exception("The log cannot be written.")
        if self._told or self.window is None:
            return
        self._told = True
        from ui.dialogs.notice import notice

        notice(
            self.window,
            t(message("Something went wrong in the program")),
            t(message("Your package is safe: every edit is on disk. What happened is written in {file}. You can go on working; if it happens again, close the program and open it anew.", file=str(place))),
        )  # fmt: skip
