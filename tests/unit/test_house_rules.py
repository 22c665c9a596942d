"""The rules of the house for the core, each with its reason in the message."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import workbench
from workbench import assets, model
from workbench.cli.commands import COMMANDS
from workbench.knowledge import forms, load_bundled
from workbench.model import SUBJECTS, Package
from workbench.model.words import Quantity, Role, Severity

ROOT = Path(workbench.__file__).resolve().parents[1]
CORE = sorted((ROOT / "workbench").rglob("*.py"))
ALL = [
    *CORE,
    *sorted((ROOT / "ui").rglob("*.py")),
    *sorted((ROOT / "packaging").rglob("*.py")),
    ROOT / "dev.py",
]
PACKS = sorted(path.name for path in (ROOT / "resources" / "packs").iterdir() if path.is_dir())
STARTS_THE_READER = "workbench/files/python.py"
"""Tells a second Python where the program is; no resource is read that way."""
DOOR_TO_THE_WINDOW = "workbench/cli/main.py"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(node: ast.AST) -> Iterator[tuple[str, int]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Import):
            yield from ((alias.name, one.lineno) for alias in one.names)
        elif isinstance(one, ast.ImportFrom) and not one.level:
            yield one.module or "", one.lineno


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_nothing_shadows_the_module_packaging() -> None:
    shadows = [
        path
        for path in ROOT.rglob("packaging.py")
        if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    ]
    assert not shadows, "a packaging.py shadows the module that pip, pytest and PyInstaller import"
    assert not (ROOT / "packaging" / "__init__.py").exists(), "packaging/ must not become a package"


def test_the_tests_are_no_package() -> None:
    found = sorted(name(path) for path in (ROOT / "tests").rglob("__init__.py"))
    assert not found, "tests are collected by path; a package would shadow the program's modules"


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_knows_no_window(path: Path) -> None:
    found = [
        (module, line)
        for module, line in imports(tree(path))
        if module.partition(".")[0] in ("PySide6", "shiboken6", "ui")
    ]
    if name(path) == DOOR_TO_THE_WINDOW:
        at_the_top = {line for node in tree(path).body for _, line in imports(node) if node.col_offset == 0}
        inside = [
            line
            for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef)
            for module, line in imports(node)
            if module == "ui.app"
        ]
        assert [module for module, _ in found] == ["ui.app"], "the command line opens one door to the window"
        assert inside, "and only when the window is wanted"
        assert at_the_top
    else:
        assert not found, "the core never imports Qt or ui: it has to run and be tested without them"


@pytest.mark.parametrize("path", ALL, ids=name)
def test_no_code_in_data_and_no_hidden_failures(path: Path) -> None:
    banned = {"pickle", "marshal", "shelve", "dill", "yaml", "importlib.reload"}
    found = [
        f"line {line}: {module}" for module, line in imports(tree(path)) if module.partition(".")[0] in banned
    ]
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("eval", "exec")
        ):
            found.append(f"line {node.lineno}: {node.func.id}")
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            found.append(f"line {node.lineno}: bare except")
    assert not found, "files are data and never run; failures are told, not swallowed"


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_does_not_print(path: Path) -> None:
    calls = [
        node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and called(node) == "print"
    ]
    assert not calls, f"results and messages go through cli.output, lines {calls}"


@pytest.mark.parametrize("path", ALL, ids=name)
def test_sentences_are_templates_that_can_be_translated(path: Path) -> None:
    bad = []
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        texts = node.args[: {"message": 1, "plural": 2}.get(called(node), 0)]
        bad += [text.lineno for text in texts if isinstance(text, (ast.JoinedStr, ast.BinOp))]
    assert not bad, (
        f"a sentence put together at run time cannot be translated, lines {bad}: give values by name"
    )


@pytest.mark.parametrize("path", ALL, ids=name)
def test_resources_are_read_through_assets(path: Path) -> None:
    if name(path).startswith(("packaging/", "dev.py")) or name(path) == STARTS_THE_READER:
        return
    text = path.read_text(encoding="utf-8")
    assert "__file__" not in text, (
        "read resources through assets.py: __file__ is elsewhere in the frozen program"
    )
    assert "_MEIPASS" not in text


MAY_WRITE = {
    "workbench/files/documents.py": "the one writer",
    "workbench/project/database.py": "the project store: SQLite writes it, one transaction an edit",
    "workbench/project/copies.py": "renames a file that stands in the way, and takes old safety copies away",
    "workbench/project/rescue.py": "reads a damaged project from a temporary copy",
    "workbench/workspace.py": "makes the sample in a temporary folder, and lays originals to be read again into one",
    "workbench/costing/workbook.py": "openpyxl saves into memory",
    "workbench/sheets/file/child.py": "answers in a temporary folder of the reading process",
    "workbench/sheets/file/reader.py": "gives the reading process a temporary folder",
    "workbench/sheets/__init__.py": "a stored original is read from a temporary file",
    "workbench/cli/main.py": "the log of a failure, and no more output where its reader has gone",
    "workbench/cli/selfcheck.py": "tries everything in a temporary folder",
    "ui/failures.py": "the log",
    "ui/settings.py": "the settings: Qt writes them",
    "ui/icons.py": "the style sheet takes files only: temporary ones",
    "ui/pages/data.py": "a stored original is read again from a temporary folder",
    "ui/pages/brief.py": "the preview is drawn from a temporary file",
}
"""Who else may open a file for writing, and why."""
_WRITERS = {
    "write_text", "write_bytes", "rename", "renames", "touch", "symlink_to", "hardlink_to", "unlink", "rmtree", "mkstemp",
    "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "QTemporaryDir", "QSettings", "QSaveFile", "QFile",
    "copyfile", "copy2", "copytree", "fdopen", "truncate",
}  # fmt: skip
_OF_THE_SYSTEM = {
    "os.open",
    "os.replace",
    "os.remove",
    "os.link",
    "shutil.copy",
    "shutil.move",
    "sqlite3.connect",
}


def writes(node: ast.Call) -> str:
    """Name how a call may write a file; empty where it cannot."""
    words, where = called(node), node.func.value if isinstance(node.func, ast.Attribute) else None
    whole = f"{where.id}.{words}" if isinstance(where, ast.Name) else words
    if words in _WRITERS or whole in _OF_THE_SYSTEM:
        return whole
    if words == "save" and node.args:
        return whole
    if words == "replace" and len(node.args) == 1 and not node.keywords:
        return whole
    if words in ("open", "ZipFile"):
        texts = [
            one.value
            for one in (*node.args, *(key.value for key in node.keywords))
            if isinstance(one, ast.Constant)
        ]
        if any(isinstance(text, str) and re.fullmatch(r"[rbt]*[wax+][wrbtax+]*", text) for text in texts):
            return whole
    return ""


@pytest.mark.parametrize(
    "path", [one for one in ALL if not name(one).startswith(("packaging/", "dev.py"))], ids=name
)
def test_documents_are_written_by_the_one_writer(path: Path) -> None:
    found = [
        f"line {node.lineno}: {how}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and (how := writes(node))
    ]
    if name(path) in MAY_WRITE:
        assert found, "this file writes nothing any more: take it off the list"
    else:
        assert not found, (
            "workbench.files.write puts a document in its place whole or not at all, and never over others'"
        )


@pytest.mark.parametrize(
    "line",
    [
        'open("a.json", "w")', 'path.open("ab")', 'open(name, mode="r+b")', 'path.write_text("x")', "os.replace(a, b)",
        "held.replace(target)", "book.save(out)", 'ZipFile(out, "w")', "shutil.copy(a, b)", 'QFile("a")',
    ],
)  # fmt: skip
def test_each_way_to_write_a_file_is_seen(line: str) -> None:
    (call,) = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert writes(call)


@pytest.mark.parametrize(
    "line", ['open("a.json")', 'path.open("rb")', 'text.replace("a", "b")', "painter.save()"]
)
def test_reading_is_not_taken_for_writing(line: str) -> None:
    (call,) = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert not writes(call)


@pytest.mark.parametrize("path", CORE, ids=name)
def test_python_is_started_in_one_way(path: Path) -> None:
    if name(path) != STARTS_THE_READER:
        assert "sys.executable" not in path.read_text(encoding="utf-8"), (
            "own_python keeps the folder one stands in off the path"
        )


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_and_criterion_has_a_source_that_exists(pack: str) -> None:
    knowledge = load_bundled(pack)
    known = {source.id for source in knowledge.sources}
    without = [rule.id for rule in knowledge.rules if not rule.sources or not set(rule.sources) <= known]
    assert knowledge.rules
    assert not without, "a rule without a source is an opinion"


@pytest.mark.parametrize("pack", PACKS)
def test_every_evidence_record_names_its_source(pack: str) -> None:
    knowledge = load_bundled(pack)
    known = {source.id for source in knowledge.sources}
    assert {item.source for item in knowledge.evidence} <= known


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_and_an_example(command: object) -> None:
    assert getattr(command, "help", "")
    example = getattr(command, "example", "")
    assert example.split()[0] == getattr(command, "name", "")
    assert all(
        argument.options.get("help") or argument.names[0] == "--format" for argument in command.arguments
    )  # type: ignore[attr-defined]


LOCKS = ("requirements.lock", "tests/bench/requirements.lock")


@pytest.mark.parametrize("file", [*LOCKS, "pyproject.toml"])
def test_no_address_of_an_index_is_written_down(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    found = re.findall(r"(?i)https?://\S+|--(?:extra-)?index-url\S*|--find-links\S*|--trusted-host\S*", text)
    assert not found, "where packages come from is the machine's setting, not the project's"


@pytest.mark.parametrize("file", LOCKS)
def test_every_locked_requirement_carries_its_hashes(file: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / file).read_text(encoding="utf-8").strip())
    bare = [block.splitlines()[0] for block in blocks if not block.startswith("#") and "--hash=" not in block]
    assert not bare


def records() -> list[type]:
    kinds: set[type] = {Package, *(record for _, record in SUBJECTS.values())}
    kinds |= {getattr(model, one) for one in model.__all__ if dataclasses.is_dataclass(getattr(model, one))}
    return sorted(
        (kind for kind in kinds if any(field.metadata for field in dataclasses.fields(kind))),
        key=lambda kind: kind.__name__,
    )


@pytest.mark.parametrize("kind", records(), ids=lambda kind: kind.__name__)
def test_every_declared_field_says_what_it_means(kind: type) -> None:
    for field in dataclasses.fields(kind):
        meaning = field.metadata["meaning"].template
        assert meaning, f"{kind.__name__}.{field.name} has no meaning"
        assert not meaning.endswith("."), f"{kind.__name__}.{field.name}: no full stop"


def test_calls_of_about_give_their_meaning_first() -> None:
    for path in (ROOT / "workbench" / "model").glob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and called(node) == "about":
                first = node.args[0] if node.args else None
                assert isinstance(first, ast.Constant), f"{name(path)}:{node.lineno}"
                assert isinstance(first.value, str)
                assert first.value.strip(), f"{name(path)}:{node.lineno}"


def test_the_forms_of_knowledge_are_frozen() -> None:
    kinds = [one for one in vars(forms).values() if isinstance(one, type) and dataclasses.is_dataclass(one)]
    assert kinds
    assert all(kind.__dataclass_params__.frozen for kind in kinds)  # type: ignore[attr-defined]


def test_fonts_and_icons_travel_with_their_licences() -> None:
    assert "SIL OPEN FONT LICENSE" in assets.read_text("fonts", "OFL.txt").upper()
    assert "ISC" in assets.read_text("icons", "LICENSE")


SAYS = {"workbench/errors.py", "workbench/i18n.py"}
MAY_HOLD_SENTENCES = {
    "workbench/project/labels.py": "labels of past edits are kept as messages, to be said in any language later",
    "workbench/sheets/file/child.py": "the reading process hands its errors over as messages",
}
"""Places that take a sentence apart without saying it, with their reasons."""
PARTS = {"template", "variants", "plural"}
SENTENCE = {"what", "message", "remedy", "why", "advice", "because", "told", "evidence"}
MESSAGES = {"what", "message", "remedy", "advice", "because"}
CUTS = {
    "startswith",
    "endswith",
    "partition",
    "rpartition",
    "split",
    "find",
    "index",
    "removeprefix",
    "removesuffix",
}
PROSE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|^[A-Z][a-z]+ [a-z]+")
LITERAL = (ast.Constant, ast.Tuple, ast.Set, ast.JoinedStr)
OF_OTHERS = {
    "unexpected end": "what Python's csv module says of a quotation mark nobody closed",
    "per cent": "words of sheets",
    "missing years": "a topic's code",
    "package horizon": "a record and its field",
    "package base_year": "a record and its field",
    "all ages": "words of sheets",
    "total population": "words of sheets",
    "population total": "words of sheets",
}
"""Texts with a blank that are compared and are no sentences of ours."""


def is_sentence(node: ast.AST) -> bool:
    """Whether an expression is a message or its text, by the names they go by."""
    if isinstance(node, ast.Attribute):
        return node.attr in MESSAGES and not ast.unparse(node).startswith("args.")
    return isinstance(node, ast.Call) and called(node) in ("t", "say", "message", "plural", "verbatim")


def takes_for_data(node: ast.AST) -> bool:
    """Whether a node compares a sentence with another, cuts it up, or puts it into a text past the translator."""
    if isinstance(node, ast.Compare):
        sides = (node.left, *node.comparators)
        return any(map(is_sentence, sides)) and not any(
            isinstance(one, ast.Constant) and one.value is None for one in sides
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and called(node) in CUTS:
        return is_sentence(node.func.value)
    return (
        isinstance(node, ast.FormattedValue)
        and isinstance(node.value, ast.Attribute)
        and is_sentence(node.value)
    )


def hanging_on_sentences(module: ast.Module) -> Iterator[str]:
    """Say where something hangs on what a sentence says: its parts, its text, or words it is compared with."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in PARTS and ast.unparse(node) != "args.template":
            yield f"line {node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.Call) and called(node) == "str" and node.args:
            held = node.args[0]
            if isinstance(held, ast.Attribute) and held.attr in SENTENCE:
                yield f"line {node.lineno}: {ast.unparse(node)}"
        if takes_for_data(node):
            yield f"line {node.lineno}: {ast.unparse(node)}"
        texts: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            texts = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and called(node) in CUTS:
            texts = node.args
        literals = (one for text in texts if isinstance(text, LITERAL) for one in ast.walk(text))
        values = (
            one.value for one in literals if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )
        for value in values:
            if PROSE.search(value) and value not in OF_OTHERS:
                yield f"line {node.lineno}: compared with “{value}”"


@pytest.mark.parametrize("path", [*CORE, *sorted((ROOT / "ui").rglob("*.py"))], ids=name)
def test_nothing_hangs_on_a_sentence(path: Path) -> None:
    if name(path) in SAYS | set(MAY_HOLD_SENTENCES):
        return
    found = list(hanging_on_sentences(tree(path)))
    assert not found, (
        "A sentence is for reading: it changes with its wording and its language. Give a code and values beside it.\n"
        + "\n".join(found)
    )


@pytest.mark.parametrize(
    "line",
    [
        "if problem.message.template == NOTHING: pass",
        "key = str(error.what)",
        'sure = evidence.startswith("nothing says")',
        'if said == "as asked": pass',
        'if decision.evidence in ("as asked", "as the mapping says"): pass',
        'years = one.answer != f"{first} to {last}" and one.answer == "fiscal years"',
        "same = message(other.template, year=year)",
        "word = dict(title.variants).get(language)",
        "same = result.reason == message('No measure.')",
        "same = problem.message != question.what",
        "new = t(fix.label) not in told",
        "kind = t(line).partition(':')[0]",
        "option = problem.remedy.removeprefix('--')",
        'text = f"{error.what} {error.where}"',
    ],
)
def test_what_hangs_on_a_sentence_is_seen(line: str) -> None:
    assert list(hanging_on_sentences(ast.parse(line)))


CLOSED = {
    "unit": set(Quantity),
    "role": set(Role),
    "severity": {Severity.SERIOUS.value, Severity.ADVISORY.value},
}


def bare_words(module: ast.Module) -> Iterator[str]:
    """Say where a word of a closed list is compared as a text of its own."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Compare):
            continue
        parts = [node.left, *node.comparators]
        names = {getattr(one, "attr", getattr(one, "id", "")) for one in parts}
        words = {one.value for part in parts for one in ast.walk(part) if isinstance(one, ast.Constant)}
        for closed in names & CLOSED.keys():
            if found := words & CLOSED[closed]:
                yield f"line {node.lineno}: {closed} compared with {sorted(found)}"


@pytest.mark.parametrize("path", [*CORE, *sorted((ROOT / "ui").rglob("*.py"))], ids=name)
def test_words_of_closed_lists_are_members(path: Path) -> None:
    found = list(bare_words(tree(path)))
    assert not found, "say it by its member, so that a word mistyped is an error: " + ", ".join(found)


def test_a_bare_word_is_seen() -> None:
    assert list(bare_words(ast.parse('if one.unit in ("money", "persons"): pass')))
    assert list(bare_words(ast.parse('if draft.role != "population": pass')))
    assert not list(bare_words(ast.parse("if one.unit is Quantity.MONEY: pass")))


@pytest.mark.parametrize(
    "line",
    [
        "t(problem.message)", "problem.code in LOST", "error.remedy is not None", "args.template == name", "args.what.partition(':')",
        "str(error)", "message('{what}', what=error.what)", "fix.changes != other.changes", "series.label == label", "f'{t(line)}.'",
    ],
)  # fmt: skip
def test_saying_a_sentence_is_not_taken_for_hanging_on_it(line: str) -> None:
    assert not list(hanging_on_sentences(ast.parse(line)))


def codes_said(path: Path) -> Iterator[tuple[str, str, int]]:
    """Give the code, the sentence and the line of each problem and error of a module; no code is an empty one."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or called(node) not in ("say", "WorkbookError"):
            continue
        said = next(
            (one for one in node.args if isinstance(one, ast.Call) and called(one) in ("message", "plural")),
            None,
        )
        if said is None or not isinstance(said.args[0], ast.Constant):
            continue
        code = next((one.value for one in node.keywords if one.arg == "code"), None)
        yield str(code.value) if isinstance(code, ast.Constant) else "", str(said.args[0].value), node.lineno


def test_problems_of_workbooks_are_known_by_their_codes() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "workbench" / "sheets").rglob("*.py")):
        for code, sentence, line in codes_said(path):
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code), (
                f"{name(path)}:{line}: say what kind of problem it is"
            )
            found.setdefault(code, set()).add(sentence)
    assert len(found) > 80
    several = {code: sentences for code, sentences in found.items() if len(sentences) > 1}
    assert not several, "one code, one meaning"
