"""Questions and notes of one's own: added, answered, worded anew, taken off, and never lost."""

import pytest
from textual.command import CommandPalette

from tests.conftest import Clock, MakeApp
from tests.hostile import CONTROLS, hostile
from tests.screens.disk import Disk
from tests.screens.person import chapter, flattened, focused, hurry, item, leave, press, settle, typed, until
from tests.screens.shown import shown
from tests.screens.test_journal import listed, open_journal, whole
from workbook import autosave
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.progress.own_prompts import LONGEST_WORDING, NOTE
from workbook.screens.contents import ContentsScreen
from workbook.screens.home import HomeScreen
from workbook.screens.journal import JournalScreen
from workbook.screens.note import NoteScreen
from workbook.screens.own_prompt import AddOwnScreen, RewordScreen, TakeOffScreen
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED
from workbook.store.records import OwnPrompt
from workbook.widgets.editor import Editor

SIZES = [(40, 15), (80, 24), (120, 36), (200, 60)]


def only_own(app: WorkbookApp) -> OwnPrompt:
    """The one thing that was added."""
    (own,) = app.answers.own_prompts()
    return own


@pytest.mark.parametrize("size", SIZES[:2])
async def test_a_question_of_ones_own_is_asked_and_answered(
    make_little: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    """It should stand at the end of the page like any other, be kept, and be there another day."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, AddOwnScreen))
        assert "Your question, or nothing" in shown(app)
        await press(pilot, *"Which [b]door[/b]?", "enter")
        await until(pilot, lambda: item(app).startswith("own:"))
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert "Which [b]door[/b]?" in flattened(app)
        assert "4 of 4 · your question" in flattened(app)
        await press(pilot, *"the red one")
        await leave(pilot)
    own = only_own(app)
    assert (own.section_id, own.question) == ("waking", "Which [b]door[/b]?")
    assert typed(app, own.id) == "the red one"
    clock.pass_days(3)
    later = make_little()
    async with later.run_test(size=size) as pilot:
        await later.open_section("waking", own.id)
        await settle(pilot)
        assert "Which [b]door[/b]?" in flattened(later)
        await press(pilot, "ctrl+t", *["alt+down"] * 3)
        await until(pilot, lambda: "the red one" in flattened(later))


@pytest.mark.parametrize("size", [(40, 15), (120, 36)])
async def test_a_note_opens_at_once_and_nothing_typed_ahead_is_lost(
    make_little: MakeApp, size: tuple[int, int]
) -> None:
    """Keys pressed faster than the page comes should all be in the note, none taken for a command."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        hurry(app, "a")
        await until(pilot, lambda: isinstance(app.screen, AddOwnScreen))
        await until(pilot, lambda: isinstance(app.focused, Editor))
        hurry(app, "enter", *"quiet here")
        await until(pilot, lambda: app.answers.own_prompts() and isinstance(app.focused, Editor))
        await until(pilot, lambda: focused(app, Editor).text == "quiet here")
        assert "your note" in flattened(app)
        await leave(pilot)
    assert only_own(app).question == ""
    assert typed(app, only_own(app).id) == "quiet here"


@pytest.mark.parametrize("size", [(40, 15), (120, 36)])
async def test_a_question_typed_faster_than_the_sheet_comes_is_whole(
    make_little: MakeApp, size: tuple[int, int]
) -> None:
    """`a`, the question and Enter in one go should be the question (it was swallowed, and its letters acted)."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        hurry(app, "a", *"What do I hope for, quietly?")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await until(pilot, lambda: focused(app, Editor).text == "What do I hope for, quietly?")
        await press(pilot, "enter")
        await until(pilot, lambda: bool(app.answers.own_prompts()))
        assert only_own(app).question == "What do I hope for, quietly?"
        await until(pilot, lambda: item(app).startswith("own:"))


async def test_adding_from_the_midst_of_an_answer_keeps_it(make_little: MakeApp) -> None:
    """The palette offers it while a letter would be a letter; the answer that was begun is kept."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"a begun answer")
        await settle(pilot)
        assert not isinstance(app.screen, AddOwnScreen)
        await press(pilot, "ctrl+p", *"add a question or note", "enter")
        await until(pilot, lambda: isinstance(app.screen, AddOwnScreen))
        await press(pilot, *"And then?", "enter")
        await until(pilot, lambda: item(app).startswith("own:"))
        assert typed(app, "long-answer") == "a begun answer"


async def test_a_question_that_was_begun_waits(make_little: MakeApp) -> None:
    """Escape adds nothing; what was typed stands there the next time, also when F3 led elsewhere and back."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "a", *"Half a", "escape")
        await settle(pilot)
        assert app.answers.own_prompts() == []
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await press(pilot, *" que", "f3")
        await until(pilot, lambda: isinstance(app.screen, ContentsScreen))
        await press(pilot, "escape", "a")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await press(pilot, *"stion?", "enter")
        await until(pilot, lambda: bool(app.answers.own_prompts()))
        assert only_own(app).question == "Half a question?"


async def test_a_hostile_wording_is_cleaned_and_limited(make_little: MakeApp) -> None:
    """Control codes go, markup stays text, ten thousand characters become a question."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        focused(app, Editor).insert(hostile("wording") + " and on" * 1500)
        await press(pilot, "enter")
        await until(pilot, lambda: bool(app.answers.own_prompts()))
        await until(pilot, lambda: item(app).startswith("own:"))
        await settle(pilot)
        wording = only_own(app).question
        assert wording.startswith("[b]wording[/b] [/] [@click=app.quit]x[/]")
        assert len(wording) <= LONGEST_WORDING
        for keys in ((), ("escape", "f3"), tuple("[b]"), ("escape", "f6")):
            await press(pilot, *keys)
            await settle(pilot)
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    assert segment.control or not CONTROLS.search(segment.text), repr(segment.text)
                    actions = segment.style.meta if segment.style else {}
                    assert "app.quit" not in str(actions.get("@click", ""))


async def test_rewording_leaves_answers_the_wording_they_answered(make_little: MakeApp, clock: Clock) -> None:
    """The page asks the new wording, and shows the old one with the old answer."""
    first = make_little()
    own = first.answers.add_own_prompt("waking", "What is it?")
    first.answers.write(own.id, "a bird", section_id="waking", question=own.question, kind="text")
    clock.pass_days(1)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", own.id)
        await settle(pilot)
        await press(pilot, "escape", "r")
        await until(pilot, lambda: isinstance(app.screen, RewordScreen))
        assert focused(app, Editor).text == "What is it?"
        await press(pilot, *["backspace"] * 3, *"that?", "enter")
        await until(pilot, lambda: only_own(app).question == "What is that?")
        await until(pilot, lambda: "What is that?" in flattened(app))
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "asked then: What is it?" in flattened(app)
        assert "a bird" in flattened(app)
    (layer,) = app.answers.layers(own.id)
    assert layer.question == "What is it?"


@pytest.mark.parametrize("size", SIZES[::2])
async def test_taken_off_the_page_what_was_written_stays(make_little: MakeApp, size: tuple[int, int]) -> None:
    """It asks once and says what stays; then the answer stands on the shelf and can be read."""
    app = make_little()
    own = app.answers.add_own_prompt("waking", "Which door?")
    app.answers.write(own.id, "the red one", section_id="waking", question=own.question, kind="text")
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking", own.id)
        await settle(pilot)
        await press(pilot, "escape", "x")
        await until(pilot, lambda: isinstance(app.screen, TakeOffScreen))
        assert "What you wrote there stays" in flattened(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert app.answers.own_prompts() == [own]
        await press(pilot, "x", "down", "enter")
        await until(pilot, lambda: app.answers.own_prompts() == [])
        await until(pilot, lambda: item(app) == "long-answer")
        await press(pilot, "f3", *"without", "enter")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await until(pilot, lambda: listed(app) == [own.id])
        await app.workers.wait_for_complete()
        await press(pilot, "enter")
        await settle(pilot)
        assert "the red one" in shown(app)
        assert "Which door?" in shown(app)
        assert "You took this off its page. What you wrote is kept." in whole(app)


@pytest.mark.parametrize("keys", [("r",), ("x",)])
async def test_what_the_pack_asks_cannot_be_changed(make_little: MakeApp, keys: tuple[str, ...]) -> None:
    """On a question of the pack those keys should do nothing."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        before = app.screen
        await press(pilot, *keys)
        await settle(pilot)
        assert app.screen is before


async def test_own_questions_are_found(make_little: MakeApp) -> None:
    """By their words in the list of everything and in the palette, both leading to their place."""
    app = make_little()
    own = app.answers.add_own_prompt("kettle", "Who sang [b]there[/b]?")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", *"sang")
        await settle(pilot)
        assert isinstance(app.screen, ContentsScreen)
        assert "Who sang [b]there[/b]?  your question" in shown(app)
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, ContentsScreen))
        await settle(pilot)
        assert (chapter(app).section.id, item(app)) == ("kettle", own.id)
        await press(pilot, "f2", "ctrl+p", *"who sang")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await until(pilot, lambda: "your question in Kettle" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, CommandPalette | HomeScreen))
        await settle(pilot)
        assert item(app) == own.id


async def test_who_only_reads_is_offered_nothing(make_little: MakeApp, little: Pack, clock: Clock) -> None:
    """In a second window questions and notes can be read, and none of the keys opens a sheet."""
    writer = make_little().answers
    writer.set_preference(WELCOMED, "yes")
    own = writer.add_own_prompt("waking", "Which door?")
    note = writer.add_own_prompt("")
    writer.write(note.id, "a stray thought", section_id="", question=NOTE, kind="text")
    app = WorkbookApp(little, Answers.open(writer.folder, clock=clock, read_only=True), clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        titles = {command.title for command in app.offered_commands()}
        assert "Write a note" not in titles
        await app.open_section("waking", own.id)
        await settle(pilot)
        assert "Which door?" in flattened(app)
        chapter(app).action_step_out()
        before = app.screen
        await press(pilot, "a", "r", "x")
        await settle(pilot)
        assert app.screen is before
        await open_journal(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await settle(pilot)
        assert "a stray thought" in shown(app)
        await press(pilot, *"nonsense", "escape")
        await settle(pilot)
        assert not app.autosave.pending


@pytest.mark.parametrize("size", SIZES[::2])
async def test_a_note_from_anywhere(make_little: MakeApp, clock: Clock, size: tuple[int, int]) -> None:
    """From home: written, saved as typed, listed among the notes, opened again in its place, also another day."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await press(pilot, *"a stray thought")
        await until(pilot, lambda: "Saved 12:04" in shown(app))
        assert typed(app, only_own(app).id) == "a stray thought"
        await press(pilot, *"!", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await open_journal(pilot)
        await press(pilot, "tab", "tab", "3")
        await settle(pilot)
        assert "3 notes" in shown(app)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert focused(app, Editor).text == "a stray thought!"
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await leave(pilot)
    clock.pass_days(2)
    later = make_little()
    async with later.run_test(size=size) as pilot:
        await settle(pilot)
        await open_journal(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(later.screen, NoteScreen))
        await until(pilot, lambda: isinstance(later.focused, Editor))
        await until(pilot, lambda: "a stray thought!" in shown(later))
        assert focused(later, Editor).text == ""


async def test_a_note_without_words_leaves_nothing(make_little: MakeApp) -> None:
    """Opened and left again, from home and from the journal's list."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", "escape", "f6")
        await settle(pilot)
        await press(pilot, "tab", "tab", "a")
        await settle(pilot)
        await press(pilot, "escape", "escape")
        await settle(pilot)
    assert app.answers.own_prompts() == []
    assert app.answers.all_layers() == []


async def test_a_note_on_a_full_disk(
    make_little: MakeApp, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It should be said, the words stay, and all be written once there is room."""
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 0.05)
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        disk.full = True
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        await press(pilot, *"rest")
        await until(pilot, lambda: "Not saved: the disk is full" in flattened(app))
        assert focused(app, Editor).text == "rest"
        disk.full = False
        await until(pilot, lambda: not app.notice)
    assert typed(app, only_own(app).id) == "rest"


async def test_a_question_added_on_a_full_disk_comes_with_the_room(
    make_little: MakeApp, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said that it is not saved; once it is, it stands on the page, once."""
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 0.05)
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        disk.full = True
        await press(pilot, "a", *"Why?", "enter")
        await until(pilot, lambda: "Not saved: the disk is full" in flattened(app))
        assert not item(app).startswith("own:")
        disk.full = False
        await until(pilot, lambda: item(app).startswith("own:"))
        await settle(pilot)
    assert only_own(app).question == "Why?"


async def test_the_journal_tells_questions_and_notes_apart(make_little: MakeApp) -> None:
    """Each is a kind of its own, whether it stands in a section, nowhere, or not any more."""
    app = make_little()
    question = app.answers.add_own_prompt("waking", "Which door?")
    on_page, free = app.answers.add_own_prompt("kettle"), app.answers.add_own_prompt("")
    for own in (question, on_page, free):
        asked = own.question or NOTE
        app.answers.write(own.id, "words", section_id=own.section_id, question=asked, kind="text")
    async with app.run_test(size=(120, 36)) as pilot:
        await open_journal(pilot)
        await press(pilot, "tab", "tab", "3")
        await settle(pilot)
        assert "3 your own questions" in shown(app)
        assert listed(app) == [question.id]
        assert "Morning › Waking" in whole(app)
        await press(pilot, "3")
        await settle(pilot)
        assert "3 notes" in shown(app)
        assert set(listed(app)) == {on_page.id, free.id}
        await press(pilot, "0", "1")
        await settle(pilot)
        assert set(listed(app)) == {on_page.id, question.id}
        await press(pilot, "end", "enter")
        await until(pilot, lambda: not isinstance(app.screen, JournalScreen))
        await settle(pilot)
        assert item(app) == question.id
