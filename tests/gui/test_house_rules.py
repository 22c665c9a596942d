"""Rules of the house for the window's code, each with its reason."""

import ast
import re
from pathlib import Path

import grimp
import pytest

import ui
from ui.actions import ACTIONS, MENUS, PAGES
from workbench import assets

ROOT = Path(ui.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
BARE = {
    "QLabel": "QLabel takes a file's text for markup: use PlainLabel",
    "QMessageBox": "QMessageBox takes a file's text for markup: use dialogs.notice",
    "processEvents": "processEvents runs slots inside slots: use tasks",
}


def name_of(call: ast.Call) -> str:
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_banned_call(path):
    tree = ast.parse(path.read_text("utf-8"))
    found = [
        f"line {node.lineno}: {BARE[name_of(node)]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node) in BARE
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_colours_stand_only_in_the_theme(path):
    if path.name == "theme.py":
        return
    found = re.findall(r"[\"']#[0-9A-Fa-f]{6}[\"']|QColor\([\"\d]", path.read_text("utf-8"))
    assert not found, f"say colours by their token, in theme.py: {found}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_tool_tips_go_through_the_escape(path):
    if path.name == "texts.py":
        return
    assert ".setToolTip(" not in path.read_text("utf-8"), (
        "use set_tip: a tool tip takes a file's text for markup"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_lambda_is_connected(path):
    tree = ast.parse(path.read_text("utf-8"))
    bad = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name_of(node) == "connect"
        and node.args
        and isinstance(node.args[0], ast.Lambda)
    ]
    assert not bad, f"a lambda keeps its receiver alive, lines {bad}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_threads_stand_only_in_tasks(path):
    if path.name == "tasks.py":
        return
    text = path.read_text("utf-8")
    assert not re.search(r"\bQThread|\bimport threading|QRunnable", text), "only tasks.py touches threads"


def test_every_action_has_words_and_a_menu():
    menus = {key for key, _ in MENUS}
    for item in ACTIONS:
        assert item.text.template
        assert item.tip.template
        assert item.menu in menus
    assert len({item.id for item in ACTIONS}) == len(ACTIONS)


def test_shortcuts_are_not_given_twice():
    keys = [item.shortcut for item in ACTIONS if item.shortcut]
    assert len(set(keys)) == len(keys)


def test_every_icon_named_exists():
    names = {item.icon for item in ACTIONS if item.icon} | {icon for _, icon in PAGES}
    for path in FILES:
        names |= set(re.findall(r"icon=\"([a-z0-9-]+)\"", path.read_text("utf-8")))
        names |= set(re.findall(r"IconLabel\(\"([a-z0-9-]+)\"", path.read_text("utf-8")))
    missing = sorted(name for name in names if not assets.resource("icons", f"{name}.svg").is_file())
    assert not missing


def test_no_modules_import_each_other_in_a_circle():
    """Imports for typing alone may: what runs goes one way, so that a part can be read by itself."""
    graph = grimp.build_graph("ui", "workbench", cache_dir=None, exclude_type_checking_imports=True)
    left = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    while free := {module for module, imported in left.items() if not imported & left.keys()}:
        left = {module: imported for module, imported in left.items() if module not in free}
    # What is left stands in a circle, or is imported by one.
    assert not left, sorted(left)
