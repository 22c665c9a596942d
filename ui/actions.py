"""What the window can do, declared once: menus, the palette and the tests read this table."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Message, message

MENUS: tuple[tuple[str, Message], ...] = (
    ("file", message("File")),
    ("edit", message("Edit")),
    ("view", message("View")),
    ("package", message("Package")),
    ("data", message("Data")),
    ("check", message("Check")),
    ("brief", message("Brief")),
    ("help", message("Help")),
)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    Attributes:
        id: The window's method is `do_` and this.
        needs_project: Whether it makes sense only with an open project.
        separated: Whether a line stands above it in its menu.
    """

    id: str
    menu: str
    text: Message
    tip: Message
    shortcut: str = ""
    icon: str = ""
    needs_project: bool = True
    separated: bool = False
    checkable: bool = False


ACTIONS: tuple[Action, ...] = (
    Action("new", "file", message("New package…"), message("Start an empty package in a new file"), "Ctrl+N", "file-plus", False),
    Action("open", "file", message("Open…"), message("Open a package from a file"), "Ctrl+O", "folder-open", False),
    Action("sample", "file", message("Open the sample"), message("Make a copy of the sample package and open it"), "", "book-open", False),
    Action("close_project", "file", message("Close"), message("Close this package; every edit is on disk already"), "Ctrl+W", "", True, True),
    Action("keeping", "file", message("The file and its copies…"), message("Check the file, put a safety copy in its place, save what can be saved"), "", "history", True, True),
    Action("quit", "file", message("Quit"), message("Leave the program"), "Ctrl+Q", "", False),
    Action("undo", "edit", message("Undo"), message("Take the last edit back"), "Ctrl+Z", "undo-2"),
    Action("redo", "edit", message("Redo"), message("Make the edit again that was taken back"), "Ctrl+Shift+Z", "redo-2"),
    Action("remove", "edit", message("Remove measure"), message("Take the selected measure out of the package"), "", "trash-2", True, True),
    Action("find", "edit", message("Find or do anything"), message("Search actions, measures, groups and criteria"), "Ctrl+K", "search", False, True),
    Action("page_overview", "view", message("Overview"), message("The package at a glance"), "Ctrl+1", "layout-dashboard"),
    Action("page_package", "view", message("Package"), message("The measures of the package"), "Ctrl+2", "blocks"),
    Action("page_groups", "view", message("Groups"), message("Who faces barriers, and which"), "Ctrl+3", "users"),
    Action("page_checks", "view", message("Checks"), message("Criteria and findings"), "Ctrl+4", "list-checks"),
    Action("page_coherence", "view", message("Coherence"), message("Who reaches what, and why not"), "Ctrl+5", "waypoints"),
    Action("page_data", "view", message("Data"), message("Tables brought in from workbooks"), "Ctrl+6", "table-2"),
    Action("page_costing", "view", message("Costing"), message("What it costs, and where each figure comes from"), "Ctrl+7", "sigma"),
    Action("page_scenarios", "view", message("Scenarios"), message("What could be otherwise, side by side"), "Ctrl+8", "git-compare-arrows"),
    Action("page_brief", "view", message("Briefs"), message("Documents made from the package"), "Ctrl+9", "file-text"),
    Action("page_history", "view", message("History"), message("Every edit, with a way back"), "Ctrl+0", "history"),
    Action("page_about", "view", message("The package"), message("Country, money, law and the readings of the paper"), "Ctrl+,", "settings"),
    Action("findings", "view", message("Findings panel"), message("Show or hide the findings below the page"), "F6", "", True, True, True),
    Action("dark", "view", message("Dark"), message("Light letters on a dark ground"), "", "", False, False, True),
    Action("add_measure", "package", message("Add measure…"), message("Choose an instrument from the catalogue"), "Ctrl+M", "plus"),
    Action("add_group", "package", message("Add group…"), message("Choose one of the usual groups"), "Ctrl+G", "users"),
    Action("about_package", "package", message("About the package"), message("Title, country, years, readings and legal profile"), "", "settings", True, True),
    Action("bring_in", "data", message("Bring in a workbook…"), message("Read tables from a workbook or a CSV file"), "Ctrl+I", "file-spreadsheet"),
    Action("next_finding", "check", message("Next finding"), message("Go to the next open finding"), "F8", "circle-alert"),
    Action("criteria", "check", message("Criteria"), message("Show the checklist"), "", "list-checks"),
    Action("write_brief", "brief", message("Write a brief…"), message("Choose a reader and write the document"), "Ctrl+P", "printer"),
    Action("write_costing", "brief", message("Write the live workbook…"), message("Write the whole calculation as a workbook with formulas"), "", "file-spreadsheet"),
    Action("keys", "help", message("Keys and how to begin"), message("What each key does"), "F1", "circle-help", False),
    Action("about", "help", message("About this program"), message("Version, method and sources"), "", "info", False),
)  # fmt: skip

PAGES: tuple[tuple[str, str], ...] = (
    ("overview", "layout-dashboard"),
    ("package", "blocks"),
    ("groups", "users"),
    ("checks", "list-checks"),
    ("coherence", "waypoints"),
    ("data", "table-2"),
    ("costing", "sigma"),
    ("scenarios", "git-compare-arrows"),
    ("brief", "file-text"),
    ("history", "history"),
    ("about", "settings"),
)
"""Pages in the order of the navigation, with their icons; rules stand above data and above brief."""


def action(action_id: str) -> Action:
    """Find an action."""
    return next(item for item in ACTIONS if item.id == action_id)


def page_title(page: str) -> Message:
    """Name a page."""
    return action(f"page_{page}").text
