"""Look after a project file: whether it is sound, what can be saved of a damaged one, and its safety copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui.files import PROJECTS
from ui.texts import moment, sentences, t
from ui.widgets.basics import PlainLabel, column, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from workbench.errors import DamagedError, Message, WorkbenchError, message, plural

if TYPE_CHECKING:
    from ui.session import Session

MOST_SHOWN = 12


class KeepingDialog(QDialog):
    """Says how the file is; offers to put a safety copy in its place and to save what can be saved.

    Attributes:
        path: The project file.
        copies: The choice of safety copies.
        restore: Puts the chosen copy in the file's place.
        save: Saves what can be saved as a new project.
    """

    def __init__(
        self, parent: QWidget, session: Session, path: Path, error: DamagedError | None = None
    ) -> None:
        super().__init__(parent)
        from workbench.workspace import safety_copies

        self.session, self.path = session, path
        title = t(
            message("The project is damaged") if error is not None else message("The file and its copies")
        )
        self.setWindowTitle(title)
        self.setMinimumWidth(560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._state = PlainLabel("", wrap=True)
        self._state.setMinimumWidth(512)
        self._state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        held = safety_copies(path)
        self.copies = Choice(
            [(str(number), _shown(copy)) for number, copy in enumerate(held, start=1)],
            name=t(message("Safety copy")),
        )
        self.restore = Button(t(message("Put it in the file’s place")), icon="history")
        self.restore.clicked.connect(self._restore)
        self.save = Button(t(message("Save what can be saved…")), icon="file-plus")
        self.save.clicked.connect(self._ask_where)
        close = Button(t(message("Close")), kind="primary")
        close.clicked.connect(self.accept)
        for widget in (self.copies, self.restore):
            widget.setEnabled(bool(held))
        about = (
            message("Copies are made in the course of work, the last ten and one a day for thirty days; the file that stands in the place now is set aside, not overwritten.")
            if held
            else message("There is no safety copy of this file yet: one is made before the first edit of the next session.")
        )  # fmt: skip
        self.setLayout(
            column(
                PlainLabel(title, size=13, bold=True),
                PlainLabel(str(path), size=9, tone="muted", wrap=True),
                self._state,
                6,
                PlainLabel(t(message("Safety copies")), bold=True),
                row(self.copies, self.restore, None, gap=8),
                PlainLabel(t(about), size=9, tone="muted", wrap=True),
                10,
                row(self.save, None, close, gap=8),
                gap=8,
                margins=(24, 20, 24, 20),
            )
        )
        close.setFocus()
        if error is not None:
            self._say(error.what, "not-met")
        else:
            self._say(message("The file is being checked …"), "muted")
            workspace = session.here
            session.tasks.run(workspace.verify, self._verified, self._failed)

    def _say(self, text: Message | str, tone: str) -> None:
        self._state.set_tone(tone)
        self._state.setText(t(text))

    def _verified(self, problems: tuple[Message, ...]) -> None:
        if not problems:
            self._say(message("The file is sound: database, history and stored workbooks agree."), "met")
            return
        shown = [t(one) for one in problems[:MOST_SHOWN]]
        self._say("\n".join(shown), "not-met")

    def _restore(self) -> None:
        number = int(str(self.copies.currentData()))
        if self.session.is_open:
            self.session.close()
        try:
            self._put_back(number)
        except WorkbenchError as error:
            self._say(sentences(error), "not-met")
            return
        self.accept()
        self.session.open(self.path)

    def _put_back(self, number: int) -> None:
        from workbench.workspace import restore_copy

        aside = restore_copy(self.path, number)
        if aside is not None:
            self.session.told.emit(t(message("The file that stood there is now {path}.", path=str(aside))))

    def _ask_where(self) -> None:
        wanted = self.path.with_stem(f"{self.path.stem} {t(message('saved'))}")
        name, _ = QFileDialog.getSaveFileName(
            self, t(message("Save what can be saved")), str(wanted), PROJECTS
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, out: Path) -> None:
        """Save what can be saved, off the window's thread."""
        from workbench.workspace import save_what_can_be_saved

        self.save.setEnabled(False)
        self._say(message("Reading what can be read …"), "muted")
        path = self.path
        self.session.tasks.run(lambda: (out, save_what_can_be_saved(path, out)), self._saved, self._failed)

    def _saved(self, outcome: tuple[Path, Any]) -> None:
        from workbench.workspace import told_loss

        out, rescued = outcome
        self.save.setEnabled(True)
        package = rescued.package
        lines = [
            t(
                message(
                    "Saved in {path}: {measures} measures, {groups} groups, {tables} tables.",
                    path=str(out),
                    measures=len(package.measures),
                    groups=len(package.groups),
                    tables=len(package.tables),
                )
            )
        ]
        if rescued.lost:
            lines.append(t(plural("{count} thing was lost:", "{count} things were lost:", len(rescued.lost))))
        lines += [t(told_loss(kind, subject)) for kind, subject in rescued.lost[:MOST_SHOWN]]
        if len(rescued.lost) > MOST_SHOWN:
            lines.append(t(message("`policy-workbench verify` lists all of them.")))
        self._say("\n".join(lines), "met" if not rescued.lost else "")

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        if isinstance(error, WorkbenchError):
            self._say(sentences(error), "not-met")
        else:
            self.session.broken.emit(error)


def _shown(copy: Any) -> str:
    when = moment(copy.at.isoformat())
    if copy.before_format is None:
        return when
    return t(message("{when}, before format {number}", when=when, number=str(copy.before_format)))
