"""The brief: choose a reader, see the pages, write the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QProgressBar, QScrollArea

from ui.files import documents, free_name
from ui.pages.base import EVERYTHING, Page
from ui.places import Place
from ui.texts import sentences, t
from ui.widgets.basics import PlainLabel, clear, column, frame, holder, row
from ui.widgets.buttons import Button
from ui.widgets.list_row import ListColumn, ListRow, ListText
from workbench.errors import Message, WorkbenchError, message

if TYPE_CHECKING:
    from ui.session import Session

TEMPLATES: tuple[tuple[str, Message, Message], ...] = (
    ("minister", message("Minister"), message("Two pages for a decision: what is proposed, who is still shut out, what it costs.")),
    ("one-page", message("One page"), message("The same on a single page.")),
    ("consultant", message("Full report"), message("Everything with annexes: measures, findings, evidence, costing, sources.")),
    ("delegation", message("Delegation"), message("Positions and talking points for a meeting, each with its article.")),
    ("finance", message("Finance ministry"), message("The costing annex: every figure with its source, price basis and year.")),
)  # fmt: skip
WIDTH = 760
MOST_PAGES = 60


class BriefPage(Page):
    """The page."""

    shows = EVERYTHING

    def __init__(self, session: Session) -> None:
        super().__init__(session, t(message("Briefs")))
        self.write = Button(t(message("Write PDF…")), kind="primary", icon="printer")
        self.write.clicked.connect(self.save)
        self.add_to_head(self.write)
        self._folder = QTemporaryDir()
        self._template = "minister"
        self._job = 0
        self._shown: tuple[str, str, str] = ("", "", "")
        self._choices = ListColumn()
        for key, title, _ in _offered():
            item = ListRow(ListText(key, t(title), icon="file-text"))
            item.taken.connect(self._choose)
            self._choices.rows.append(item)
            self._choices.addWidget(item)
        self._about = PlainLabel("", tone="muted", wrap=True)
        self._wait = QProgressBar()
        self._wait.setRange(0, 0)
        self._wait.setTextVisible(False)
        self._wait.setAccessibleName(t(message("Making the brief")))
        self._wait.hide()
        self._state = PlainLabel("", tone="muted", wrap=True)
        side = frame("tile")
        side.setFixedWidth(300)
        side.setLayout(
            column(
                column(PlainLabel(t(message("For whom?")), size=11, bold=True), margins=(14, 12, 14, 4)),
                self._choices,
                column(self._about, self._wait, self._state, gap=10, margins=(14, 12, 14, 12)),
                None,
                gap=0,
                margins=(1, 1, 1, 1),
            )
        )
        self._pages = column(gap=16, margins=(16, 16, 16, 16))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidget(holder(self._pages))
        self._area.setAccessibleName(t(message("Pages of the brief")))
        preview = frame("tile")
        preview.setLayout(column(self._area, gap=0, margins=(1, 1, 1, 1)))
        layout = row(side, preview, gap=16, margins=(24, 0, 24, 20))
        layout.setStretch(1, 1)
        self.main.addLayout(layout, 1)

    def refresh(self) -> None:
        """Make the brief of the present package, unless it is the one shown."""
        self.sub.setText(self.session.package.title)
        self._choices.choose(self._template)
        self._about.setText(next(t(about) for key, _, about in TEMPLATES if key == self._template))
        wanted = (self._template, self.session.here.digest, self.session.scenario)
        if wanted != self._shown:
            self._shown = wanted
            self._make()

    def show_place(self, place: Place) -> None:
        """Choose a template."""
        self._choose(place.view)

    def save(self) -> None:
        """Write the document where the user wants it."""
        wanted = free_name(documents() / f"{self.session.here.path.stem} – {self._template}.pdf")
        name, _ = QFileDialog.getSaveFileName(self, t(message("Write the brief")), str(wanted), "PDF (*.pdf)")
        if name:
            self.write_to(Path(name))

    def write_to(self, path: Path) -> None:
        """Write the document off the window's thread."""
        workspace, template, scenario = self.session.here, self._template, self.session.scenario
        self._busy(True)
        self.session.tasks.run(
            lambda: workspace.write_brief(path, template=template, scenario=scenario),
            self._written,
            self._failed,
        )

    def _written(self, path: Path) -> None:
        self._busy(False)
        self._state.set_tone("met")
        self._state.setText(t(message("Written: {file}", file=str(path))))

    def _make(self) -> None:
        workspace, template, scenario = self.session.here, self._template, self.session.scenario
        out = Path(self._folder.path()) / f"{template}-{workspace.digest}.pdf"

        def work() -> list[tuple[bytes, int, int, int]]:
            return _pictures(workspace.write_brief(out, template=template, scenario=scenario))

        self.session.tasks.forget(self._job)
        self._busy(True)
        self._job = self.session.tasks.run(work, self._show, self._failed)

    def _show(self, pages: list[tuple[bytes, int, int, int]]) -> None:
        self._busy(False)
        clear(self._pages)
        for number, (body, width, height, stride) in enumerate(pages):
            label = PlainLabel("")
            image = QImage(body, width, height, stride, QImage.Format.Format_BGR888).copy()
            label.setPixmap(QPixmap.fromImage(image))
            label.setFixedSize(width, height)
            label.setAccessibleName(t(message("Page {number}", number=number + 1)))
            self._pages.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)
        self._state.set_tone("muted")
        self._state.setText(
            t(
                message(
                    "{count} pages, from the package as it stands after edit {number}.",
                    count=len(pages),
                    number=str(self.session.here.number),
                )
            )
        )

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        if isinstance(error, WorkbenchError):
            self._state.set_tone("not-met")
            self._state.setText(sentences(error))
        else:
            self._state.set_tone("not-met")
            self._state.setText(t(message("The brief could not be made.")))
            self.session.broken.emit(error)

    def _choose(self, key: str) -> None:
        if key in [one for one, _, _ in TEMPLATES]:
            self._template = key
            self.refresh()

    def _busy(self, on: bool) -> None:
        self._wait.setVisible(on)
        self.write.setEnabled(not on)


def _offered() -> list[tuple[str, Message, Message]]:
    """Give the readers the program has a brief for."""
    from workbench.briefs import TEMPLATES as KNOWN

    return [item for item in TEMPLATES if item[0] in KNOWN]


def _pictures(path: Path) -> list[tuple[bytes, int, int, int]]:
    """Draw the pages of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        pictures = []
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            bitmap = page.render(scale=WIDTH / page.get_width())
            pictures.append((bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride))
            page.close()
        return pictures
    finally:
        document.close()
