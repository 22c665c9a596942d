"""Answers that take long: asked for once for the results of the moment, and dropped when these change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session
    from workbench.model.results import Results


class Answers(QObject):
    """What was asked and answered. A refusal is an answer too: asking again would give the same.

    Signals:
        arrived: The name of the question whose answer has come.
    """

    arrived = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._answers: dict[str, tuple[Results, Any]] = {}
        self._waiting: dict[str, Results] = {}

    def get(self, question: str) -> Any:
        """Give the answer for the results of the moment, or the error it was refused with; None where there is none."""
        held = self._answers.get(question)
        return held[1] if held is not None and held[0] is self.session.results else None

    def waits(self, question: str) -> bool:
        """Whether the question is being worked on."""
        return question in self._waiting

    def ask(self, question: str, work: Callable[[], Any]) -> None:
        """Work an answer out off the window's thread, unless that is under way for these results."""
        results = self.session.results
        if results is None or self._waiting.get(question) is results:
            return
        self._waiting[question] = results

        def answer() -> tuple[str, Results, Any]:
            try:
                return question, results, work()
            except WorkbenchError as error:
                return question, results, error

        self.session.tasks.run(answer, self._arrived, self._broken)

    def _arrived(self, outcome: tuple[str, Results, Any]) -> None:
        question, results, answer = outcome
        if self._waiting.get(question) is results:
            del self._waiting[question]
        if results is self.session.results:
            self._answers[question] = results, answer
            self.arrived.emit(question)

    def _broken(self, error: Exception) -> None:
        self._waiting.clear()
        self.session.broken.emit(error)
