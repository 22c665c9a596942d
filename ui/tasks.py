"""The one place with threads: work runs in a pool, its outcome arrives on the window's thread."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

SWITCH = 0.0005


class _Bridge(QObject):
    """Carries an outcome from a worker to the window's thread."""

    finished = Signal(object, object, object)


class _Job(QRunnable):
    def __init__(self, number: int, work: Callable[[], Any], bridge: _Bridge) -> None:
        super().__init__()
        self._number, self._work, self._bridge = number, work, bridge
        self.setAutoDelete(True)

    def run(self) -> None:
        """Do the work; whatever goes wrong is an outcome too."""
        try:
            outcome, error = self._work(), None
        except Exception as caught:  # noqa: BLE001 - an error belongs to who asked for the work
            outcome, error = None, caught
        try:
            self._bridge.finished.emit(self._number, outcome, error)
        except RuntimeError:
            log.info("The window closed before job %s ended.", self._number)


class Tasks(QObject):
    """Runs work off the window's thread.

    Python collects garbage in whichever thread it runs out of patience, and a widget destroyed outside the window's
    thread takes the program down; so nothing is collected while a job runs.

    Attributes:
        turn: Held by what edits the package, in whichever thread.

    Signals:
        busy_changed: Whether anything runs.
    """

    busy_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # Qt's calls let go of the interpreter; with Python's own 5 ms a busy worker keeps the window waiting at each.
        sys.setswitchinterval(SWITCH)
        self._pool.setMaxThreadCount(2)
        self._bridge = _Bridge(self)
        self._bridge.finished.connect(self._deliver)
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[Exception], None]]] = {}
        self._number = 0
        self._running = 0
        self.turn = threading.Lock()

    def run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> int:
        """Run work in the pool; exactly one of `done` and `failed` is called, on this thread."""
        self._number += 1
        self._waiting[self._number] = (done, failed)
        self._running += 1
        gc.disable()
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        self._pool.start(_Job(self._number, work, self._bridge))
        return self._number

    def forget(self, number: int) -> None:
        """Drop the outcome of a job nobody waits for any more."""
        self._waiting.pop(number, None)

    @property
    def busy(self) -> bool:
        """Whether anything runs."""
        return bool(self._waiting)

    def close(self) -> None:
        """Wait for running work and deliver nothing more."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone(20_000)
        self._ended(self._running)

    def _ended(self, count: int) -> None:
        self._running -= count
        if not self._running:
            gc.enable()

    @Slot(object, object, object)
    def _deliver(self, number: int, outcome: Any, error: Exception | None) -> None:
        self._ended(1)
        waiting = self._waiting.pop(number, None)
        if not self._waiting:
            self.busy_changed.emit(False)
        if waiting is None:
            return
        done, failed = waiting
        if error is None:
            done(outcome)
        else:
            failed(error)
