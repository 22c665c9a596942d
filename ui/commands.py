"""What each action of the window does; `ui.actions` declares them, these methods carry their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.actions import ACTIONS
from ui.dialogs.notice import notice
from ui.files import PROJECTS, documents, free_name
from ui.places import Place
from ui.settings import FINDINGS
from ui.texts import t
from workbench.errors import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.main_window import MainWindow


class Commands(QObject):
    """The methods."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._openers: list[PageOpener] = []

    def show_page_of(self, action_id: str) -> Callable[[], None]:
        """Give the method that shows the page an action names."""
        opener = PageOpener(self.window, action_id.removeprefix("page_"))
        self._openers.append(opener)
        return opener.open

    def do_new(self) -> None:
        """Start an empty package."""
        self.window.session.close()
        self.window.start.focus_new()

    def do_open(self) -> None:
        """Open a project file."""
        path = self.window.ask_file(t(message("Open a package")), PROJECTS)
        if path is not None:
            self.window.session.open(path)

    def do_sample(self) -> None:
        """Make a copy of the sample and open it."""
        self.window.session.create_sample(free_name(documents() / "Sample.policy"))

    def do_close_project(self) -> None:
        """Close the project."""
        self.window.session.close()

    def do_keeping(self) -> None:
        """Look after the project file."""
        from ui.dialogs.keeping import KeepingDialog

        KeepingDialog(self.window, self.window.session, self.window.session.here.path).open()

    def do_quit(self) -> None:
        """Leave the program."""
        self.window.close()

    def do_undo(self) -> None:
        """Take the last edit back."""
        self.window.session.undo()

    def do_redo(self) -> None:
        """Make an edit again."""
        self.window.session.redo()

    def do_remove(self) -> None:
        """Remove the selected measure."""
        from workbench.model import remove

        session = self.window.session
        kind, _, key = session.selection.partition(":")
        measure = session.package.measure(key) if kind == "measure" else None
        if measure is not None:
            session.edit(message("Remove {measure}", measure=measure.title), [remove(session.selection)])

    def do_find(self) -> None:
        """Put the cursor into the palette."""
        self.window.palette_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.window.palette_field.selectAll()

    def do_findings(self) -> None:
        """Show or hide the findings."""
        self.window.settings.keep(FINDINGS, self.window.actions_by_id["findings"].isChecked())
        self.window.place_findings()

    def do_dark(self) -> None:
        """Change between light and dark."""
        self.window.dress(dark=self.window.actions_by_id["dark"].isChecked())

    def do_add_measure(self) -> None:
        """Show the catalogue."""
        self.window.go(Place("package", view="catalogue"))

    def do_add_group(self) -> None:
        """Show the usual groups."""
        self.window.go(Place("groups", view="add"))

    def do_about_package(self) -> None:
        """Show the fields of the package itself."""
        self.window.show_page("about")

    def do_bring_in(self) -> None:
        """Read a workbook."""
        self.window.go(Place("data", view="bring-in"))

    def do_next_finding(self) -> None:
        """Go to the next finding."""
        page = self.window.page
        if page is None or not page.panel_below:
            self.window.show_page("package")
        self.window.findings.next()

    def do_criteria(self) -> None:
        """Show the checklist."""
        self.window.show_page("checks")

    def do_write_brief(self) -> None:
        """Show the briefs."""
        self.window.show_page("brief")

    def do_write_costing(self) -> None:
        """Ask where to, and write the calculation as a workbook."""
        self.window.show_page("costing")
        save = getattr(self.window.page, "save", None)
        if save is not None:
            save()

    def do_keys(self) -> None:
        """Tell the keys."""
        lines = [f"{item.shortcut}   {t(item.text)}" for item in ACTIONS if item.shortcut]
        begin = t(message("Add the groups that face barriers, add measures from the catalogue, bring in the workbooks, then read the findings: each says why, and offers what would clear it. Arrow keys move on the board, in tables and over maps; Enter opens; Delete removes; every edit can be undone."))  # fmt: skip
        notice(self.window, t(message("Keys and how to begin")), "\n".join([begin, "", *lines]))

    def do_about(self) -> None:
        """Tell what the program is."""
        text = message("Designs, checks, costs and briefs packages of policies for social integration. The method comes from a background paper for a 2008 United Nations expert group meeting on promoting social integration, known through its summary; it is one paper’s method, not a position of the United Nations.")  # fmt: skip
        notice(self.window, "Policy Workbench", t(text))


class PageOpener(QObject):
    """Opens one page; a bound method, so that nothing keeps the window alive."""

    def __init__(self, window: MainWindow, page: str) -> None:
        super().__init__(window)
        self._window, self._page = window, page

    def open(self) -> None:
        """Open the page."""
        self._window.show_page(self._page)
