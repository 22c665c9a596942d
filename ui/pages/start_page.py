"""The start: a new package, a file, the sample, or one of the files opened lately."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from ui import icons
from ui.files import PROJECTS, free_name
from ui.texts import set_tip, t
from ui.widgets.banner import Banner
from ui.widgets.basics import PlainLabel, clear, column, frame, holder, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Number, Text
from workbench.errors import message

if TYPE_CHECKING:
    from ui.session import Session
    from ui.settings import Settings


class StartPage(QWidget):
    """The page."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.banner = Banner()
        logo = PlainLabel("")
        logo.setFixedSize(40, 40)
        logo.setPixmap(icons.logo(40))
        head = row(logo, 6, column(PlainLabel("Policy Workbench", size=17, bold=True), PlainLabel(t(message("Design a package of measures for a society for all, see who is still shut out, what it costs, and print the answer.")), tone="muted"), gap=0), None)  # fmt: skip
        tiles = row(self._new_tile(), self._open_tile(), gap=16)
        inner = holder(column(head, 16, tiles, gap=8))
        inner.setFixedWidth(960)
        self.setLayout(column(self.banner, None, row(None, inner, None), None, None, gap=0))

    def refresh(self) -> None:
        """Show the files opened lately."""
        clear(self._recent)
        for path in self.settings.recent()[:6]:
            button = Button(path.stem, kind="link", icon="file-text")
            button.setProperty("path", str(path))
            button.clicked.connect(self._open_recent)
            set_tip(button, str(path))
            where = PlainLabel(str(path.parent), size=9, tone="muted", elide=True)
            layout = row(button, where, gap=8)
            layout.setStretch(1, 1)
            self._recent.addLayout(layout)
        if not self.settings.recent():
            self._recent.addWidget(PlainLabel(t(message("None yet.")), tone="muted"))

    def focus_new(self) -> None:
        """Put the cursor where a new package begins."""
        self._title.setFocus()
        self._title.selectAll()

    def _new_tile(self) -> QWidget:
        self._title = Text(name=t(message("Title")))
        self._title.setText(t(message("Social integration package")))
        self._country = Text(name=t(message("Country")))
        self._code = Text(name=t(message("Country code")), hint="ORS")
        self._currency = Text(name=t(message("Currency")), hint="USD")
        self._base = Number(name=t(message("Base year")), kind="year", least=1990, most=2100)
        self._base.show_value(float(date.today().year))  # noqa: DTZ011 - a suggestion, not a stamp
        self._years = Number(name=t(message("Years costed")), kind="whole", least=1, most=50)
        self._years.show_value(10.0)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 110)
        for index, (text, field) in enumerate((
            (message("Title"), self._title), (message("Country"), self._country), (message("Country code"), self._code),
            (message("Currency"), self._currency), (message("Base year"), self._base), (message("Years costed"), self._years),
        )):  # fmt: skip
            label = PlainLabel(t(text), tone="muted")
            label.setBuddy(field)
            grid.addWidget(label, index, 0)
            grid.addWidget(field, index, 1)
        make = Button(t(message("Make the package…")), kind="primary", icon="file-plus")
        make.clicked.connect(self._create)
        for field in (self._title, self._country, self._code, self._currency):
            field.returnPressed.connect(self._create)
        note = PlainLabel(
            t(message("The base year is the year of prices and data; costed years are those after it.")),
            size=9,
            tone="muted",
            wrap=True,
        )
        tile = frame("tile")
        tile.setLayout(
            column(
                PlainLabel(t(message("New package")), size=13, bold=True),
                4,
                grid,
                note,
                None,
                row(None, make),
                gap=8,
                margins=(20, 16, 20, 16),
            )
        )
        return tile

    def _open_tile(self) -> QWidget:
        sample = Button(t(message("Open the sample")), kind="primary", icon="book-open")
        sample.clicked.connect(self._sample)
        open_file = Button(t(message("Open a file…")), icon="folder-open")
        open_file.clicked.connect(self._open)
        self._wait = QProgressBar()
        self._wait.setRange(0, 0)
        self._wait.setTextVisible(False)
        self._wait.setAccessibleName(t(message("Working")))
        self._wait.hide()
        self.session.tasks.busy_changed.connect(self._show_busy)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        tile = frame("tile")
        tile.setLayout(
            column(
                PlainLabel(t(message("Open")), size=13, bold=True), 4,
                PlainLabel(t(message("The sample is a whole package of a fictional country, with its workbooks: the quickest way to see what the program does. A copy is made among your documents.")), wrap=True, tone="muted"),
                row(sample, open_file, None),
                self._wait, 8,
                PlainLabel(t(message("Opened lately")), bold=True), self._recent, None,
                gap=8, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        return tile

    def _create(self) -> None:
        from workbench.model import Package

        package = Package(
            title=self._title.text().strip() or t(message("Social integration package")),
            country=self._country.text().strip(),
            country_code=self._code.text().strip().upper(),
            currency=self._currency.text().strip().upper(),
            base_year=int(self._base.value()),
            horizon=int(self._years.value()),
        )
        folder = _documents()
        wanted = free_name(folder / f"{_file_name(package.title)}.policy")
        name, _ = QFileDialog.getSaveFileName(
            self, t(message("Where to keep the package")), str(wanted), PROJECTS
        )
        if name:
            path = Path(name)
            self.session.create(path if path.suffix else path.with_suffix(".policy"), package)

    def _sample(self) -> None:
        self.session.create_sample(free_name(_documents() / "Sample.policy"))

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, t(message("Open a package")), str(_documents()), PROJECTS)
        if name:
            self.session.open(Path(name))

    def _show_busy(self, busy: object) -> None:
        self._wait.setVisible(bool(busy) and not self.session.is_open)

    def _open_recent(self) -> None:
        button = self.sender()
        if button is not None:
            self.session.open(Path(str(button.property("path"))))


def _documents() -> Path:
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home()
    )


def _file_name(title: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in " -–_" else " " for sign in title)
    return " ".join(kept.split())[:80] or "Package"
