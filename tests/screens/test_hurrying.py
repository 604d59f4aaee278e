"""Keys that arrive faster than the program follows: every letter stays with its own question."""

import asyncio

from tests.conftest import MakeApp
from tests.screens.person import focused, hurry, item, settle, typed, until
from workbook.screens.entry_form import EntryForm
from workbook.screens.practice import PracticeScreen
from workbook.widgets.editor import Editor
from workbook.widgets.line_input import LineInput


async def test_letters_before_the_next_question_stay_with_theirs(make_little: MakeApp) -> None:
    """Letters and the key to the next question in one go should not lose or move a letter."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "one-word")
        await settle(pilot)
        hurry(app, *"one", "ctrl+n")
        await until(pilot, lambda: item(app) == "few-things")
        await settle(pilot)
        hurry(app, *"two", "ctrl+n")
        await until(pilot, lambda: item(app) == "long-answer")
        await settle(pilot)
        hurry(app, *"three", "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert typed(app, "one-word") == "one"
    assert typed(app, "few-things") == "two"
    assert typed(app, "long-answer") == "three"


async def test_letters_before_leaving_the_section_are_kept(make_little: MakeApp) -> None:
    """Letters and the keys that lead out of the chapter in one go should not lose a letter."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        hurry(app, *"lentils", "escape", "escape")
        await until(pilot, lambda: app.screen is app.screen_stack[0])
        await settle(pilot)
    assert typed(app, "long-answer") == "lentils"


async def test_letters_before_opening_another_section_stay_with_theirs(make_little: MakeApp) -> None:
    """A section opened in the midst of typing should not lose or take over a letter."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        focused(app, Editor).insert("rice")
        await app.open_section("kettle", "cup")
        await settle(pilot)
        hurry(app, *"tea", "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert typed(app, "long-answer") == "rice"
    assert typed(app, "cup") == "tea"


async def test_letters_before_a_new_entry_stay_in_theirs(make_little: MakeApp) -> None:
    """Letters and the key for another entry in one go should not end up in that other entry."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_practice("lamps")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#field-when"))
        await settle(pilot)
        hurry(app, *"kettle", "ctrl+n")
        await settle(pilot)
        hurry(app, *"door")
        await settle(pilot)
        assert app.screen.query_one(EntryForm).query_one("#field-when LineInput", LineInput).value == "door"
        hurry(app, "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    entries = app.answers.entries("lamps")
    assert [entry.values["when"] for entry in entries] == ["door", "kettle"]


async def test_letters_in_the_note_are_kept_when_leaving(make_little: MakeApp) -> None:
    """The last letters of the word about an ending should be kept as well."""
    app = make_little()
    entry = app.answers.add_entry("lamps", {"when": "tea"}, title="Lamps I lit", labels={})
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_practice("lamps", entry.id)
        await until(pilot, lambda: app.screen.query("#look-back-note"))
        await settle(pilot)
        app.screen.query_one("#look-back-note Editor").focus()
        await settle(pilot)
        hurry(app, *"late", "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    kept = app.answers.entry(entry.id)
    assert kept is not None
    assert kept.note == "late"


async def test_leafing_fast_does_not_stumble(make_little: MakeApp) -> None:
    """Many steps at once should end on a question with a cursor (the program once ended instead)."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("every-kind")
        await settle(pilot)
        for step in ("ctrl+n", "ctrl+b"):
            hurry(app, *[step] * 9)
            await settle(pilot)
        hurry(
            app,
            "ctrl+n",
            "escape",
            "right",
            "left",
            "tab",
            *"tea",
            "ctrl+n",
            "escape",
            "right",
            "right",
            "escape",
        )
        await settle(pilot)
        hurry(app, "1", "ctrl+n", "f2", "3", "escape", "2")
        await settle(pilot)
        assert app.focused is not None
        assert app.is_running


async def test_letters_typed_while_a_question_opens_reach_it(make_little: MakeApp) -> None:
    """Letters typed before the page is there should wait for it, and not act as commands."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        opening = asyncio.create_task(app.open_section("waking", "one-word"))
        await asyncio.sleep(0)
        hurry(app, *"quips")
        await opening
        await settle(pilot)
        hurry(app, "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert typed(app, "one-word") == "quips"


async def test_letters_typed_while_nothing_can_be_written_do_nothing(make_little: MakeApp) -> None:
    """Where a heavy question offers a choice first, letters typed ahead should not leave the program."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("kettle", "old-burn")
        hurry(app, *"qps")
        await settle(pilot)
        await settle(pilot)
        assert app.is_running
        assert item(app) == "old-burn"
