"""The window: top bar, navigation, pages, findings and the status bar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QMainWindow,
    QMenuBar,
    QSizePolicy,
    QStackedWidget,
)

from ui import icons, style_sheet
from ui.actions import ACTIONS, MENUS, PAGES, page_title
from ui.commands import Commands
from ui.models.status import shown
from ui.models.workbooks import PROJECT, WORKBOOKS
from ui.pages.base import Page
from ui.pages.findings_panel import FindingsPanel
from ui.pages.registry import make_page
from ui.pages.start_page import StartPage
from ui.places import Place
from ui.settings import DARK, FINDINGS, Settings
from ui.texts import sentences, set_tip, t
from ui.widgets.banner import Banner
from ui.widgets.basics import PlainLabel, column, frame, holder, mark, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice
from ui.widgets.navigation import Navigation
from ui.widgets.palette import Offer, PaletteField
from ui.widgets.scenario_strip import ScenarioStrip
from ui.widgets.status_bar import StatusBar
from workbench.errors import DamagedError, WorkbenchError, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session


class MainWindow(QMainWindow):
    """The window."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.setWindowTitle("Policy Workbench")
        self.setWindowIcon(icons.logo(64))
        self.resize(1440, 900)
        self.setMinimumSize(1180, 660)
        self.setAcceptDrops(True)
        self.commands = Commands(self)
        self.actions_by_id: dict[str, QAction] = {}
        self._make_actions()
        self.pages: dict[str, Page] = {}
        self.start = StartPage(session, settings)
        self.stack = QStackedWidget()
        self.navigation = Navigation(
            [(key, t(page_title(key)), icon) for key, icon in PAGES],
            rules_before=("data", "brief"),
            disk=t(message("Every edit is on disk")),
        )
        self.navigation.chosen.connect(self._show_page)
        self.findings = FindingsPanel(session)
        self.status = StatusBar()
        self.banner = Banner()
        for figure in self.status.figures:
            figure.clicked.connect(self._open_figure)
        self._top = self._make_top()
        work = holder(
            row(self.navigation, holder(column(self.banner, self.stack, self.findings, gap=0)), gap=0)
        )
        self._work = work
        self._body = QStackedWidget()
        self._body.addWidget(self.start)
        self._body.addWidget(work)
        self.strip = ScenarioStrip()
        self.strip.left.connect(self._leave_scenario)
        self.strip.asked.connect(self._show_scenario)
        self.setCentralWidget(holder(column(self._top, self.strip, self._body, self.status, gap=0)))
        session.opened.connect(self._opened)
        session.document_changed.connect(self._document_changed)
        session.results_changed.connect(self._results_changed)
        session.wanted.connect(self.go)
        session.told.connect(self._told)
        session.refused.connect(self._refused)
        session.damaged.connect(self._damaged)
        self._opened()

    @property
    def page(self) -> Page | None:
        """The page shown."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def show_page(self, key: str) -> None:
        """Show a page as it was left."""
        self.go(Place(key))

    def go(self, place: Place) -> None:
        """Show a page, made at its first showing, and what is meant on it."""
        if not self.session.is_open:
            return
        key = place.page
        if key not in self.pages:
            self.pages[key] = make_page(key, self.session)
            self.stack.addWidget(self.pages[key])
        page = self.pages[key]
        self.stack.setCurrentWidget(page)
        self.navigation.choose(key)
        self._place_findings()
        page.arrive(place)
        if not page.isAncestorOf(self.focusWidget() or self):
            page.setFocus()

    def say(self, text: str, kind: str = "not-met") -> None:
        """Tell something above the page until it is closed."""
        self.banner.say(text, kind)
        self.start.banner.say(text, kind)

    def dress(self, *, dark: bool) -> None:
        """Change the theme."""
        self.settings.keep(DARK, dark)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style_sheet.apply(app, dark=dark)
        self.colour_actions()
        self._logo.setPixmap(icons.logo())
        for page in self.pages.values():
            page.restyle()
        self.update()

    def ask_file(self, title: str, filters: str, *, save_as: str = "") -> Path | None:
        """Ask for a file to open, or for a place to write one."""
        if save_as:
            name, _ = QFileDialog.getSaveFileName(self, title, save_as, filters)
        else:
            name, _ = QFileDialog.getOpenFileName(self, title, "", filters)
        return Path(name) if name else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be opened or brought in."""
        if _dropped(event.mimeData(), self.session.is_open) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project, or begin to bring in a workbook."""
        path = _dropped(event.mimeData(), self.session.is_open)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == PROJECT:
            self.session.open(path)
            return
        self.go(Place("data", view="bring-in", part=str(path)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave; every edit is on disk already."""
        self.settings.keep_geometry(self.saveGeometry())
        self.session.tasks.close()
        self.session.close()
        super().closeEvent(event)

    def offers(self) -> list[Offer]:
        """Give everything the palette can find."""
        found = [
            Offer(f"action:{item.id}", t(item.text), t(message("action")), item.icon)
            for item in ACTIONS
            if self.actions_by_id[item.id].isEnabled() and item.id != "find"
        ]
        if self.session.is_open:
            package, knowledge = self.session.package, self.session.knowledge
            found += [
                Offer(f"measure:{item.id}", item.title, t(message("measure")), "blocks")
                for item in package.measures
            ]
            found += [
                Offer(f"group:{item.id}", item.name, t(message("group")), "users") for item in package.groups
            ]
            found += [
                Offer(
                    f"criterion:{item.id}",
                    f"{item.id} {t(item.title)}",
                    t(message("criterion")),
                    "list-checks",
                )
                for item in knowledge.criteria
            ]
            found += [
                Offer(
                    f"scenario:{item.id}", item.title or item.id, t(message("scenario")), "git-compare-arrows"
                )
                for item in package.scenarios
            ]
        return found

    def _make_actions(self) -> None:
        for item in ACTIONS:
            made = QAction(t(item.text), self)
            made.setStatusTip(t(item.tip))
            made.setCheckable(item.checkable)
            if item.shortcut:
                made.setShortcut(QKeySequence(item.shortcut))
            handler: Callable[..., None] = getattr(
                self.commands, f"do_{item.id}", None
            ) or self.commands.show_page_of(item.id)
            made.triggered.connect(handler)
            self.addAction(made)
            self.actions_by_id[item.id] = made
        self.actions_by_id["dark"].setChecked(self.settings.is_on(DARK))
        self.actions_by_id["findings"].setChecked(self.settings.is_on(FINDINGS))

    def colour_actions(self) -> None:
        """Give the menus' icons the theme's colour; nobody sees them at first, so they may wait."""
        for item in ACTIONS:
            if item.icon:
                self.actions_by_id[item.id].setIcon(icons.icon(item.icon, "muted"))

    def _make_top(self) -> QFrame:
        top = frame("top")
        top.setFixedHeight(44)
        self._logo = PlainLabel("")
        self._logo.setPixmap(icons.logo())
        self._logo.setFixedSize(22, 22)
        bar = QMenuBar()
        bar.setNativeMenuBar(False)
        for key, title in MENUS:
            menu = bar.addMenu(t(title))
            for item in (one for one in ACTIONS if one.menu == key):
                if item.separated:
                    menu.addSeparator()
                menu.addAction(self.actions_by_id[item.id])
        bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        bar.setMinimumWidth(bar.sizeHint().width() + 12)
        self.palette_field = PaletteField(self.offers, name=t(message("Find or do anything")), key="Ctrl K")
        self.palette_field.taken.connect(self._take_offer)
        self._undo = Button(kind="ghost", icon="undo-2", name=t(message("Undo")))
        self._redo = Button(kind="ghost", icon="redo-2", name=t(message("Redo")))
        self._undo.clicked.connect(self.session.undo)
        self._redo.clicked.connect(self.session.redo)
        self.scenario = Choice([("", t(message("Base scenario")))], name=t(message("Scenario")))
        self.scenario.setFixedWidth(180)
        self.scenario.chosen.connect(self.session.choose_scenario)
        top.setLayout(
            row(
                self._logo,
                2,
                bar,
                None,
                self.palette_field,
                4,
                self._undo,
                self._redo,
                4,
                self.scenario,
                gap=4,
                margins=(16, 0, 12, 0),
            )
        )
        return top

    def _opened(self) -> None:
        is_open = self.session.is_open
        for item in ACTIONS:
            self.actions_by_id[item.id].setEnabled(is_open or not item.needs_project)
        self.banner.hide()
        self._body.setCurrentIndex(1 if is_open else 0)
        self.status.setVisible(is_open)
        self._undo.setVisible(is_open)
        self._redo.setVisible(is_open)
        self.scenario.setVisible(is_open)
        self.strip.show_scenario("")
        if is_open:
            self.settings.remember(self.session.here.path)
            self._document_changed(None)
            self.show_page("overview")
        else:
            self.setWindowTitle("Policy Workbench")
            self.start.refresh()

    def _document_changed(self, parts: object) -> None:
        here, package = self.session.here, self.session.package
        self.setWindowTitle(f"{package.title} – Policy Workbench")
        self.navigation.title.setText(package.country or package.title)
        years = package.years
        self.navigation.sub.setText(
            t(message("Package {first}–{last}", first=str(years[0]), last=str(years[-1]))) if years else ""
        )
        for key, possible, label in (
            ("undo", here.can_undo, here.undo_label),
            ("redo", here.can_redo, here.redo_label),
        ):
            button = self._undo if key == "undo" else self._redo
            self.actions_by_id[key].setEnabled(possible)
            button.setEnabled(possible)
            set_tip(button, t(label) if label is not None and possible else "")
        self.scenario.offer(
            [
                ("", t(message("Base scenario"))),
                *((item.id, item.title or item.id) for item in package.scenarios),
            ]
        )
        here_now = self.session.scenario
        self.scenario.show_value(here_now)
        mark(self.scenario, "on", bool(here_now))
        self.strip.show_scenario(self.scenario.currentText() if here_now else "")
        self._show_last()
        self._count()

    def _results_changed(self) -> None:
        results = self.session.results
        if results is None:
            return
        figures = shown(self.session.package, results, self.session.previous)
        for figure in self.status.figures:
            words = figures[figure.key]
            figure.show_figure(words.before, words.value, words.after)
            figure.show_change(words.change, words.kind)
            figure.glyph.show_kind(words.glyph)
        self._count()

    def _show_last(self) -> None:
        label = self.session.last_label
        self.status.last.setText(t(label) if label is not None else "")
        self.status.icon.setVisible(label is not None)

    def _count(self) -> None:
        package, results = self.session.package, self.session.results
        self.navigation.show_counts({
            "package": len(package.measures), "groups": len(package.groups), "data": len(package.tables),
            "scenarios": len(package.scenarios),
            "checks": len(results.checked.open) if results else 0,
        })  # fmt: skip

    def place_findings(self) -> None:
        """Show the findings where the page wants them and the user has not put them away."""
        self._place_findings()

    def _place_findings(self) -> None:
        page = self.page
        self.findings.setVisible(
            page is not None and page.panel_below and self.actions_by_id["findings"].isChecked()
        )

    def _show_page(self, key: str) -> None:
        self.show_page(key)

    def _take_offer(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "action":
            self.actions_by_id[name].trigger()
        elif kind == "measure":
            self.go(Place("package", key))
        elif kind == "group":
            self.go(Place("groups", key))
        elif kind == "scenario":
            self.go(Place("scenarios", key))
        else:
            self.go(Place("checks", key))

    def _leave_scenario(self) -> None:
        self.session.choose_scenario("")

    def _show_scenario(self) -> None:
        self.go(Place("scenarios", f"scenario:{self.session.scenario}"))

    def _open_figure(self, key: str) -> None:
        year = self.session.package.key_year
        places = {
            "criteria": Place("checks"),
            "findings": Place("checks", view="findings"),
            "people": Place("coherence"),
            "cost": Place("costing", figure="total.cost", year=year),
            "gap": Place("costing", figure="total.gap", year=year),
        }
        self.go(places[key])

    def _told(self, text: str) -> None:
        self.say(text, "met")

    def _refused(self, error: WorkbenchError) -> None:
        self.say(sentences(error))
        self.scenario.show_value(self.session.scenario)
        page = self.page
        if page is not None and self.session.is_open:
            page.refresh()

    def _damaged(self, path: Path, error: DamagedError) -> None:
        from ui.dialogs.keeping import KeepingDialog

        KeepingDialog(self, self.session, path, error).open()

    def mirror(self, *, right_to_left: bool) -> None:
        """Set the direction of the window."""
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )


def _dropped(data: QMimeData, is_open: bool) -> Path | None:
    """Give the file dropped, where it is a project, or a workbook and a project is open."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    taken = {PROJECT, *(WORKBOOKS if is_open else ())}
    return next((path for path in paths if path.suffix.lower() in taken), None)
