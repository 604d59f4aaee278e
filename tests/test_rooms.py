"""The rooms of the house: imports go one way, and modules stay small. See "The house" in the design."""

import ast
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "workbook"

GROUND = {"errors", "frozen", "text", "values", "moments", "version", "toml_in"}
BELOW = {"content", "store", "progress", "export", "workshop", "room", "incoming"}
"""What knows of no screen."""

ALLOWED = {
    **dict.fromkeys(GROUND, GROUND),
    **dict.fromkeys(("content", "store", "settings", "locations", "terminal", "outside_editor"), GROUND),
    "autosave": GROUND | {"store"},
    "ending": {"terminal"},
    "leaving": GROUND | {"ending", "store", "uncaught"},
    "uncaught": set(),
    "lock": GROUND
    | {"autosave", "content", "ending", "leaving", "output_file", "screens", "settings", "store", "themes"},
    "second_window": GROUND | {"lock", "screens", "store"},
    "themes": set(),
    "progress": GROUND | {"content", "store"},
    # Handouts and reports are made from agendas; no workshop knows of them.
    "export": GROUND | {"content", "store", "progress", "workshop"},
    "workshop": GROUND | {"content"},
    # Of the store, the room uses files, lock and the header line; the test below sees to it that no TinyDB comes with them.
    "room": GROUND | {"store", "workshop"},
    "incoming": GROUND | {"store", "typed"},
    "typed": GROUND,
    # Of progress, widgets know the states that they draw; the test below sees to it that no store comes with them.
    "widgets": GROUND | {"content", "progress"},
    "plain": GROUND | {"content", "store", "progress", "paper"},
    "plain_session": GROUND
    | {"content", "store", "plain", "asking", "locations", "lock", "settings", "typed"},
    "screens": GROUND | BELOW | {"widgets", "autosave", "outside_editor", "settings"},
    "taking": GROUND | BELOW | {"screens"},
    "looking": GROUND | BELOW | {"screens", "autosave", "settings"},
    "going": GROUND | BELOW | {"taking", "looking", "widgets", "screens", "autosave", "settings"},
    "app": GROUND
    | BELOW
    | {"going", "widgets", "screens", "autosave", "leaving", "settings", "lock", "themes"}
    | {"second_window"},
    "keymap": GROUND | {"screens", "widgets"},
    "checked_settings": GROUND | {"locations", "settings", "themes", "keymap"},
    "projector": GROUND | {"room", "workshop", "screens", "widgets", "settings", "themes"},
    "console": GROUND
    | {"content", "leaving", "room", "screens", "settings", "store", "themes", "widgets", "workshop"},
    "console_session": GROUND
    | {"checked_settings", "console", "content", "locations", "room", "store", "workshop"},
    "session": GROUND
    | {
        "app",
        "checked_settings",
        "asking",
        "lock",
        "screens",
        "content",
        "store",
        "locations",
        "outside_editor",
        "settings",
    },
    "plan_file": GROUND | {"store", "workshop"},
    "planner": GROUND
    | {"content", "workshop", "store", "widgets", "screens", "autosave", "leaving", "plan_file"}
    | {"checked_settings", "settings", "themes"},
    "output_file": GROUND,
    "paper": GROUND | {"content"},
    # Commands begin everything else; nothing but the command line knows of them.
    "shell": GROUND
    | BELOW
    | {"asking", "checked_settings", "console_session", "locations", "lock", "output_file", "paper"}
    | {"plain_session", "plan_file", "planner", "projector", "session", "settings", "terminal", "typed"}
    | {"uncaught"},
    "asking": GROUND | {"store", "typed"},
    "cli": GROUND | {"shell", "uncaught"},
    "__main__": {"cli"},
}
"""Room or single module, to what it may import from; itself always."""

BEING_BUILT: set[str] = set()
"""Rooms of the design that need not be there yet."""

DRAWN = {
    *("app", "going", "session", "keymap", "themes", "screens", "widgets"),
    *("lock", "second_window", "taking", "looking", "projector", "planner", "console"),
}
LIBRARIES = {
    "textual": DRAWN,
    "rich": DRAWN,
    "tinydb": {"store"},
    "markdown_it": {"content"},
    "mdit_py_plugins": {"content"},
    "platformdirs": {"locations"},
    "cryptography": {"store"},
}
"""Libraries, and who may import them."""

LONGEST_MODULE = 300
"""Lines of code."""

REPORT = """
import importlib, json, sys
loaded = {}
for name in sys.argv[1:]:
    before = set(sys.modules)
    importlib.import_module(name)
    loaded[name] = sorted(set(sys.modules) - before)
print(json.dumps(loaded))
"""


@cache
def modules() -> dict[str, Path]:
    """Give every module of the program by its dotted name."""
    found = {}
    for file in sorted(HOUSE.rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def room_of(name: str) -> str:
    """Give the room of a module: the second part of its name."""
    return name.partition(".")[2].partition(".")[0]


@cache
def tree(file: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(file.read_text("utf-8"), file.name)


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Give every module a file imports, anywhere in it, with the line."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}:{node.lineno}: imports are absolute"
            source = node.module or ""
            names = [f"{source}.{alias.name}" for alias in node.names]
            yield from ((node.lineno, name if name in modules() else source) for name in names)


def loaded_by(*names: str) -> dict[str, list[str]]:
    """Import modules one after the other in a fresh interpreter; give what each of them loaded."""
    command = [sys.executable, "-c", REPORT, *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded: dict[str, list[str]] = json.loads(done.stdout)
    return loaded


def is_within(name: str, package: str) -> bool:
    """Tell whether a module is a package or something in it."""
    return name == package or name.startswith(f"{package}.")


def test_the_rules_name_what_exists() -> None:
    """Every room has rules, and every name in the rules is a room or a library that is there."""
    rooms = {room_of(name) for name in modules()} - {""}
    assert rooms | BEING_BUILT == set(ALLOWED)
    assert set.union(*ALLOWED.values(), *LIBRARIES.values()) <= rooms | BEING_BUILT
    for library in LIBRARIES:
        assert importlib.util.find_spec(library) is not None


def test_every_import_goes_one_way() -> None:
    """No module should mention a room above it, not even inside a function."""
    seen, wrong = set(), []
    for name, file in modules().items():
        room = room_of(name)
        for line, source in imported(file):
            there = room_of(source) if is_within(source, "workbook") else ""
            seen |= {there, source.split(".")[0]}
            if there and there != room and there not in ALLOWED.get(room, set()):
                wrong.append(f"{file.relative_to(ROOT)}:{line}: {room} imports {source}")
            library = source.split(".")[0]
            if library in LIBRARIES and room not in LIBRARIES[library]:
                wrong.append(f"{file.relative_to(ROOT)}:{line}: {room} imports {source}")
    assert not wrong, "\n".join(wrong)
    assert seen >= {"content", "store", "widgets", "screens", *LIBRARIES}, "the guard sees no imports"


FORBIDDEN = {
    "ground": (
        "workbook.content",
        "workbook.store",
        "workbook.widgets",
        "workbook.screens",
        "workbook.app",
        "textual",
    ),
    "content": (
        "workbook.store",
        "workbook.widgets",
        "workbook.screens",
        "workbook.app",
        "textual",
        "rich",
        "tinydb",
    ),
    "store": (
        "workbook.content",
        "workbook.widgets",
        "workbook.screens",
        "workbook.app",
        "textual",
        "markdown_it",
    ),
    "progress": ("workbook.widgets", "workbook.screens", "workbook.app", "textual", "tinydb", "markdown_it"),
    "export": ("workbook.widgets", "workbook.screens", "workbook.app", "textual", "tinydb", "markdown_it"),
    "room": (
        "workbook.content.loader",
        "workbook.widgets",
        "workbook.screens",
        "workbook.app",
        "textual",
        "rich",
        "tinydb",
        "markdown_it",
    ),
    "incoming": ("workbook.content", "workbook.widgets", "workbook.screens", "workbook.app", "textual"),
    "widgets": ("workbook.store", "workbook.screens", "workbook.app", "tinydb", "markdown_it"),
    # What the room looks at can not even open what somebody wrote.
    "projector": (
        "workbook.store.answers",
        "workbook.content.loader",
        "workbook.app",
        "tinydb",
        "markdown_it",
    ),
    "screens": ("workbook.app", "workbook.session", "workbook.cli", "markdown_it"),
    "shell": (
        "workbook.content",
        "workbook.store",
        "workbook.app",
        "textual",
        "rich",
        "tinydb",
        "markdown_it",
    ),
}
ROOMS = {
    "ground": {*GROUND, "settings", "locations", "terminal", "outside_editor"},
    "shell": {"cli", "commands"},
}


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_lower_module_loads_no_higher_one(room: str) -> None:
    """Importing every module of a room in a fresh interpreter should load none of what stands above it."""
    names = [name for name in modules() if room_of(name) in ROOMS.get(room, {room})]
    assert names
    wrong = [
        f"{name} loads {other}"
        for name, others in loaded_by(*names).items()
        for other in others
        if any(is_within(other, forbidden) for forbidden in FORBIDDEN[room])
    ]
    assert not wrong, "\n".join(wrong)


def test_the_guard_notices_what_it_guards_against() -> None:
    """Every name that is forbidden somewhere should be loaded by the program as a whole."""
    parts = loaded_by("workbook.cli", "workbook.session", "workbook.content.parser").values()
    loaded = {name for part in parts for name in part}
    missing = {name for names in FORBIDDEN.values() for name in names} - loaded
    assert not missing, f"nothing loads {missing}: mend the names"


def test_the_package_itself_imports_nothing() -> None:
    """`import workbook` should cost nothing."""
    assert list(imported(HOUSE / "__init__.py")) == []
    assert loaded_by("workbook")["workbook"] == ["workbook"]


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Tell whether an `except` takes any error and does not raise it again."""
    caught = ast.walk(handler.type) if handler.type else ()
    names = {part.id for part in caught if isinstance(part, ast.Name)}
    last = handler.body[-1]
    return (not names or bool(names & {"Exception", "BaseException"})) and not (
        isinstance(last, ast.Raise) and last.exc is None
    )


def test_no_error_is_swallowed_whole() -> None:
    """Nobody catches everything, but for one last resort that says why."""
    handlers = [
        (file, node)
        for file in modules().values()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler)
    ]
    assert handlers
    greedy = [(file, node.lineno) for file, node in handlers if catches_everything(node)]
    unexplained = [
        f"{file.relative_to(ROOT)}:{line}: name the error"
        for file, line in greedy
        if "noqa: BLE001 - " not in file.read_text("utf-8").splitlines()[line - 1]
    ]
    assert not unexplained, "\n".join(unexplained)
    assert {file.name for file, _ in greedy} <= {"leaving.py"}, "only leaving may have such a last resort"
    assert len(greedy) <= 1


def test_no_import_brings_everything() -> None:
    """`from x import *` hides where a name comes from."""
    imports = [
        (file, node)
        for file in modules().values()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom)
    ]
    assert imports
    assert not [
        f"{file}:{node.lineno}" for file, node in imports if any(alias.name == "*" for alias in node.names)
    ]


def lines_of_code(file: Path) -> int:
    """Count the lines of a module that do something: no docstrings, comments and empty lines."""
    described = {
        line
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    written = enumerate(file.read_text("utf-8").splitlines(), 1)
    return sum(
        bool(text.strip()) and text.strip()[0] != "#" and line not in described for line, text in written
    )


def test_no_module_is_longer_than_one_can_read_at_once() -> None:
    """A module that nears 300 lines of code is a missing piece."""
    lengths = {name: lines_of_code(file) for name, file in modules().items()}
    assert max(lengths.values()) > 100
    assert not {name: length for name, length in lengths.items() if length > LONGEST_MODULE}
