"""The page on privacy names every place that the program writes to; whoever adds one has to say so there."""

import ast
import re
from pathlib import Path

import pytest

from workbook.store.layout import OWN_NAMES

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "workbook" / "PRIVACY.md").read_text("utf-8")

WRITES = {
    *("write_text", "write_bytes", "mkstemp", "mkdtemp", "mkdir", "symlink_to", "hardlink_to"),
    *("open_private", "write_whole", "write_beside", "write_output", "put_out", "keep_aside", "write_copy"),
    *(
        "make_folder",
        "make_folders",
        "make_whole",
        "create",
        "open_to_append",
        "start_unix_server",
        "open_url",
    ),
    *(
        "TemporaryDirectory",
        "NamedTemporaryFile",
        "TemporaryFile",
        "Popen",
        "deliver_text",
        "save_screenshot",
    ),
}
"""Calls that write a file, make a folder or a socket, or hand something to another program."""

KNOWN = {
    "`editing`": ("outside_editor",),
    "`books`": ("export/book_file",),
    "`workshops`": ("room/session_file", "room/session_folder"),
    "socket in `/run/user` or `/tmp`": ("room/places", "room/server"),
    "`workbook backup FILE`": ("shell/commands_keeping",),
    "exports": ("output_file",),
    "work sheets, reports": ("shell/paper_commands", "shell/report_commands"),
    "the recovery code if you press `s`": ("lock/tasks",),
    "agendas, packs": ("plan_file", "content/scaffold"),
    "**Your browser**": ("going",),
}
"""Words of the page, and the modules that write there. The store writes in its folder, whose names are looked at below."""


def writers() -> set[str]:
    """Name every module that writes, in whatever way."""
    found = set()
    for path in (ROOT / "workbook").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _writes(node):
                found.add(path.relative_to(ROOT / "workbook").with_suffix("").as_posix())
    return found


def _writes(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    source = ast.unparse(call)
    if name == "open":
        return bool(re.search(r"""O_CREAT|O_APPEND|O_TRUNC|['"](?:[wxa]b?|r\+b?|w\+b?)['"]""", source))
    return name in WRITES or source.startswith("subprocess.")


def test_every_module_that_writes_is_on_the_page() -> None:
    """One that begins to write, or no longer does, makes this list and perhaps the page wrong."""
    outside = {module for module in writers() if not module.startswith("store/")}
    assert outside == {module for modules in KNOWN.values() for module in modules}


@pytest.mark.parametrize("words", KNOWN)
def test_the_page_names_each_place(words: str) -> None:
    """In the words of the list above."""
    assert words in PAGE


@pytest.mark.parametrize("name", sorted(OWN_NAMES))
def test_the_page_names_everything_in_the_folder(name: str) -> None:
    """And says what becomes of it under a lock."""
    row = next(line for line in PAGE.splitlines() if line.startswith("|") and f"`{name}`" in line)
    assert row.count("|") == 4


@pytest.mark.parametrize(
    "words",
    [
        *("There is no reset", "swap, hibernation", "clipboard", "history of your shell", "scrolled back to"),
        *(
            "solid state disk",
            "recovery code",
            "record your keys",
            "dates of the files",
            "keep folders in step",
        ),
        *("earlier day", "old copy of the folder", "does not hide", "trash", "core dump", "Textual"),
    ],
)
def test_the_page_says_what_leaks_and_what_a_lock_cannot_do(words: str) -> None:
    """Each limit that was measured or thought of; taking one off the page needs a reason."""
    assert words in PAGE
