"""The open project as the window sees it: one place edits go to and results come from."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.texts import t
from workbench.errors import DamagedError, Message, WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ui.places import Place
    from ui.tasks import Tasks
    from workbench.knowledge.base import Knowledge
    from workbench.model import Change, Package
    from workbench.model.results import Results
    from workbench.workspace import Workspace


class Session(QObject):
    """Owns the workspace; pages ask it for the package and its results, and edit only through it.

    Signals:
        opened: A project was opened or closed.
        document_changed: The fields of the package whose value changed, as a frozenset of names.
        results_changed: Results of the present package have arrived.
        fixes_ready: What would clear the findings is worked out too, which takes longer than the findings.
        selected: The subject the user looks at, such as "measure:social-pension".
        wanted: Somewhere to go, as a `Place`.
        told: Something was done that no page shows, as a sentence.
        refused: An edit or a file was refused, with the error.
        damaged: A project is not as the program wrote it, with its path and the error.
        broken: Something failed that should not have.
    """

    opened = Signal()
    document_changed = Signal(object)
    results_changed = Signal()
    fixes_ready = Signal()
    selected = Signal(object)
    wanted = Signal(object)
    told = Signal(object)
    refused = Signal(object)
    damaged = Signal(object, object)
    broken = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.workspace: Workspace | None = None
        self.scenario = ""
        self.selection = ""
        self.results: Results | None = None
        self.previous: Results | None = None
        self.has_fixes = False
        self.last_label: Message | None = None
        self.changed_subjects: frozenset[str] = frozenset()
        self._version = 0
        self._running = False

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self.workspace is not None

    @property
    def package(self) -> Package:
        """The present package, as the scenario looked at sees it."""
        return self.here.package_in(self.scenario)

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge packs of the project."""
        return self.here.knowledge

    @property
    def here(self) -> Workspace:
        """The workspace; asking for it without an open project is a mistake of the caller."""
        if self.workspace is None:
            raise RuntimeError("no project is open")
        return self.workspace

    def open(self, path: Path) -> bool:
        """Open a project file."""
        from workbench.workspace import Workspace

        try:
            return self._take(lambda: Workspace.open(path))
        except DamagedError as error:
            self.damaged.emit(path, error)
            return False

    def create(self, path: Path, package: Package) -> bool:
        """Make a new project file."""
        from workbench.workspace import Workspace

        return self._take(lambda: Workspace.create(path, package))

    def create_sample(self, path: Path) -> None:
        """Make a copy of the sample off the window's thread, then open it."""

        def make() -> Path:
            from workbench.workspace import make_sample

            return make_sample(path)

        self.tasks.run(make, self._made, self.fail)

    def _made(self, path: Path) -> None:
        self.open(path)

    def take(self, workspace: Workspace) -> None:
        """Show a workspace that is open already."""
        self.close()
        self.workspace = workspace
        self.opened.emit()
        self.recompute()

    def close(self) -> None:
        """Close the project; there is nothing to save."""
        if self.workspace is None:
            return
        with self.tasks.turn:
            self.workspace.close()
        self.workspace = None
        self.scenario = self.selection = ""
        self.results = self.previous = None
        self.last_label = None
        self.changed_subjects = frozenset()
        self._version += 1
        self.opened.emit()

    def edit(self, label: Message, changes: Iterable[Change]) -> bool:
        """Make an edit; it is on disk when this returns. A refused edit changes nothing."""
        changes = tuple(changes)
        return self._step(lambda: self._edit(label, changes), {change.subject for change in changes})

    def undo(self) -> None:
        """Take the last edit back; off the window's thread where it is a large one."""
        self._move(self._undo, long=self.here.undo_is_long)

    def redo(self) -> None:
        """Make the edit again that was taken back."""
        self._move(self._redo, long=self.here.redo_is_long)

    def _move(self, work: Callable[[], Any], *, long: bool) -> None:
        if long:
            self.apply_aside(work, _done)
        else:
            self._step(work, set())

    def restore(self, number: int) -> None:
        """Go back to an earlier state; that too is an edit."""
        self._step(lambda: self.here.restore(number), set())

    def apply(self, work: Callable[[], Any], subjects: set[str] | None = None) -> bool:
        """Do something of the workspace that edits the package."""
        return self._step(work, subjects or set())

    def apply_aside(
        self,
        work: Callable[[], Any],
        done: Callable[[bool], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something long of the workspace that edits the package, off the window's thread; other edits wait for it.

        Args:
            work: The edit.
            done: Told whether it was made, unless the project was closed meanwhile.
            failed: Told why not; without it the window tells.
        """
        workspace, before = self.here, self.package

        def edit() -> None:
            with self.tasks.turn:
                work()

        def made(_: None) -> None:
            if workspace is self.workspace:
                self._stepped(before, set())
                done(True)

        def refused(error: Exception) -> None:
            if workspace is self.workspace:
                done(False)
                (failed or self.fail)(error)

        self.tasks.run(edit, made, refused)

    def choose_scenario(self, scenario: str) -> None:
        """Look at another scenario; edits from now on are what it sees otherwise."""
        if scenario == self.scenario:
            return
        before = self.package
        try:
            self.here.package_in(scenario)
        except WorkbenchError as error:
            self.refused.emit(error)
            return
        self.scenario = scenario
        self.changed_subjects = frozenset()
        self.document_changed.emit(_parts(before, self.package))
        self.recompute()

    def select(self, subject: str) -> None:
        """Look at a subject."""
        if subject != self.selection:
            self.selection = subject
            self.selected.emit(subject)

    def go(self, place: Place) -> None:
        """Ask the window to show a page and something on it."""
        self.wanted.emit(place)

    def _take(self, opening: Callable[[], Workspace]) -> bool:
        try:
            workspace = opening()
        except DamagedError:
            raise
        except WorkbenchError as error:
            self.refused.emit(error)
            return False
        self.take(workspace)
        return True

    def _edit(self, label: Message, changes: tuple[Change, ...]) -> None:
        self.here.edit(label, changes, self.scenario)
        self.last_label = self.here.undo_label or label

    def _undo(self) -> None:
        self.last_label = self.here.undo() or self.last_label

    def _redo(self) -> None:
        self.last_label = self.here.redo() or self.last_label

    def _step(self, work: Callable[[], Any], subjects: set[str]) -> bool:
        before = self.package
        try:
            with self.tasks.turn:
                work()
        except WorkbenchError as error:
            self.refused.emit(error)
            return False
        self._stepped(before, subjects)
        return True

    def _stepped(self, before: Package, subjects: set[str]) -> None:
        """Tell everybody that an edit was made."""
        if self.scenario not in {item.id for item in self.here.package.scenarios}:
            self.scenario = ""
        after = self.package
        parts = _parts(before, after)
        self.changed_subjects = frozenset(subjects) or _changed(before, after, parts)
        if self.here.undo_label is not None:
            self.last_label = self.here.undo_label
        self.document_changed.emit(parts)
        self.recompute()

    def recompute(self) -> None:
        """Compute everything anew: the package changed, or what it is checked against."""
        self._version += 1
        if not self._running:
            self._start()

    def _start(self) -> None:
        workspace, scenario, version = self.workspace, self.scenario, self._version
        if workspace is None:
            return
        self._running = True
        self.tasks.run(lambda: (version, workspace.results(scenario)), self._deliver, self._failed)

    def _deliver(self, outcome: tuple[int, Results]) -> None:
        self._running = False
        version, results = outcome
        if version != self._version:
            self._start()
            return
        self.previous, self.results = self.results, results
        self.has_fixes = False
        self.results_changed.emit()
        if changes := self.here.program_changes():
            self.told.emit("\n".join(t(change.message) for change in changes))
        self.tasks.run(lambda: (version, _work_out_fixes(results)), self._fixes_delivered, self.fail)

    def _fixes_delivered(self, outcome: tuple[int, int]) -> None:
        if outcome[0] == self._version and self.results is not None:
            self.has_fixes = True
            self.fixes_ready.emit()

    def _failed(self, error: Exception) -> None:
        """Tell why nothing could be worked out; the figures of before are not those of the package."""
        self._running = False
        self.results = None
        self.results_changed.emit()
        self.fail(error)

    def fail(self, error: Exception) -> None:
        """Tell that work asked for could not be done."""
        if isinstance(error, WorkbenchError):
            self.refused.emit(error)
        else:
            self.broken.emit(error)


def _done(_: bool) -> None:
    """Do nothing more when an edit was made: the pages are told of it anyway."""


def _parts(before: Package, after: Package) -> frozenset[str]:
    """Name the fields of the package whose identity changed."""
    return frozenset(
        field.name
        for field in dataclasses.fields(after)
        if getattr(before, field.name) is not getattr(after, field.name)
    )


def _changed(before: Package, after: Package, parts: frozenset[str]) -> frozenset[str]:
    """Name the measures and groups that differ between two packages."""
    found: set[str] = set()
    for part, kind in (("measures", "measure"), ("groups", "group")):
        if part in parts:
            old = {record.id: record for record in getattr(before, part)}
            found |= {f"{kind}:{item.id}" for item in getattr(after, part) if old.get(item.id) != item}
    return frozenset(found)


def _work_out_fixes(results: Results) -> int:
    """Ask every finding what it says, and open ones for their fixes, which they then keep."""
    told = sum(bool(finding.told) for finding in results.checked.findings)
    return told + sum(len(finding.fixes) for finding in results.checked.open)
