"""Answering in one's own editor: the words come back, and their file stays until they are stored."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tests.conftest import MakeApp
from tests.screens.disk import Disk
from tests.screens.person import flattened, focused, leave, press, settle, typed
from workbook import autosave, outside_editor, session
from workbook.app import WorkbookApp
from workbook.widgets.editor import Editor

SetEditor = Callable[[str], None]


def _suspend(self: WorkbookApp) -> AbstractContextManager[None]:
    return nullcontext()


@pytest.fixture
def set_editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SetEditor:
    """Give a function that makes a shell script the editor; `$1` is the file."""
    monkeypatch.setattr(WorkbookApp, "suspend", _suspend)

    def use(script: str) -> None:
        file = tmp_path / "own editor"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o700)
        monkeypatch.setenv("EDITOR", f"'{file}'")

    return use


def files_of(app: WorkbookApp) -> list[Path]:
    """The files of an editor that are left."""
    return outside_editor.leftovers(app.answers.folder)


async def test_words_go_out_and_come_back(make_little: MakeApp, set_editor: SetEditor) -> None:
    """The editor should get what was typed, its words be stored, and its file be gone then."""
    set_editor('test "$(stat -c %a "$1")" = 600 || exit 3; printf "%s, and more\\n" "$(cat "$1")" > "$1"')
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"begun", "ctrl+o")
        await settle(pilot)
        assert typed(app, "long-answer") == "begun, and more"
        assert focused(app, Editor).text == "begun, and more"
        assert files_of(app) == []
        await press(pilot, "end", "x")
        await leave(pilot)
    assert typed(app, "long-answer") == "begun, and morex"


async def test_the_file_stays_while_saving_fails(
    make_little: MakeApp, set_editor: SetEditor, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a full disk the words should stay in the file as well (it was removed before the save)."""
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 60)
    set_editor('printf "from outside" > "$1"')
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+s")
        disk.full = True
        await press(pilot, "ctrl+o")
        await settle(pilot)
        assert "Not saved: the disk is full" in flattened(app)
        assert focused(app, Editor).text == "from outside"
        assert [file.read_text() for file in files_of(app)] == ["from outside"]
        await press(pilot, "ctrl+q")
        await leave(pilot)
    notices: list[str] = []
    app.answers.close()
    disk.full = False
    session._open_answers(app.answers.folder, notices).close()
    assert any("editor" in notice and "answer-" in notice for notice in notices)


async def test_an_editor_that_fails_changes_nothing(make_little: MakeApp, set_editor: SetEditor) -> None:
    """An editor that ends with an error should leave the answer alone and name the file it leaves."""
    set_editor('printf "half" > "$1"; exit 1')
    app = make_little()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"whole", "ctrl+o")
        await settle(pilot)
        assert "ended with an error" in flattened(app).replace("▌ ", "")
        assert focused(app, Editor).text == "whole"
        await leave(pilot)
    assert typed(app, "long-answer") == "whole"
    assert [file.read_text() for file in files_of(app)] == ["half"]


async def test_without_an_editor_the_next_step_is_said(make_little: MakeApp) -> None:
    """No editor set: one notice that says what to set, and no file."""
    app = make_little()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+o")
        await settle(pilot)
        assert "Set $EDITOR" in flattened(app)
    assert files_of(app) == []


async def test_a_terminal_that_cannot_make_room_leaves_no_file(
    make_little: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the program cannot step aside, no file should be left that looks like a lost text."""
    monkeypatch.setenv("EDITOR", "true")
    app = make_little()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"one", "ctrl+o")
        await settle(pilot)
        assert "cannot make room" in flattened(app)
    assert files_of(app) == []
