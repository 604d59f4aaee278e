"""Deleting: one key moves it to the trash, one key takes it back, and only the trash deletes for good."""

import pytest
from textual.widgets import Button

from tests.conftest import MakeApp
from tests.screens.person import chapter, flattened, press, settle, until
from workbook.app import WorkbookApp
from workbook.screens.journal import JournalScreen
from workbook.screens.journal_parts import JournalList
from workbook.screens.note import NoteScreen
from workbook.screens.own_prompt import TakeOffScreen
from workbook.screens.practice import PracticeScreen
from workbook.screens.trash import EMPTY, TrashScreen
from workbook.store.answers import Answers
from workbook.store.records import Entry
from workbook.widgets.earlier_layers import EarlierLayers
from workbook.widgets.then_pane import ThenPane


def write(answers: Answers, text: str, prompt_id: str = "long-answer") -> str:
    """Answer a question; give the layer's id."""
    return answers.write(prompt_id, text, section_id="waking", question="What else?", kind="text").id


def texts(app: WorkbookApp) -> list[str]:
    """What of layers and entries is on disk, newest first."""
    with Answers.open(app.answers.folder, read_only=True) as answers:
        layers = [layer.text for layer in answers.all_layers()]
        return [*layers, *(entry.text for entry in answers.all_entries())]


@pytest.mark.parametrize("reading", [False, True], ids=["list", "record"])
async def test_delete_in_the_journal_and_back(make_little: MakeApp, reading: bool) -> None:
    """It asks nothing, says how it comes back, stays near where one was, and u brings it back."""
    app = make_little()
    for number in range(3):
        write(app.answers, f"answer {number}", f"prompt-{number}")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "f6", "down")
        app.screen.query_one(JournalList).focus()
        await settle(pilot)
        await press(pilot, *(["space"] if reading else []), "delete")
        await until(pilot, lambda: "Moved to the trash. u takes it back." in flattened(app))
        assert texts(app) == ["answer 2", "answer 0"]
        await until(pilot, lambda: "answer 1" not in flattened(app))
        await press(pilot, "u")
        await until(pilot, lambda: "It is back where it was." in flattened(app))
        assert texts(app) == ["answer 2", "answer 1", "answer 0"]
        assert "answer 1" in flattened(app)
        await press(pilot, "u")
        await until(pilot, lambda: "Nothing was deleted since you came." in flattened(app))


async def test_delete_while_typing_a_search_deletes_nothing(make_little: MakeApp) -> None:
    """There the key belongs to the words."""
    app = make_little()
    write(app.answers, "answer")
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f6")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await press(pilot, "a", "home", "delete", "u")
        assert texts(app) == ["answer"]
        assert app.answers.trash() == []


async def test_the_only_page_of_a_note_takes_the_note_along(make_little: MakeApp) -> None:
    """No empty note is left behind."""
    app = make_little()
    note = app.answers.add_own_prompt("")
    write(app.answers, "a thought", note.id)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f6")
        await settle(pilot)
        app.screen.query_one(JournalList).focus()
        await press(pilot, "delete")
        await until(pilot, app.answers.trash)
        assert app.answers.own_prompts() == []
        assert app.answers.trash()[0].kind == "note"


async def test_delete_an_entry_in_its_practice(make_app: MakeApp) -> None:
    """Another one is shown in its place; nothing is written into the one that went; u brings it back."""
    app = make_app()
    located = next(practice for _, practice in app.pack.practices())
    for number in range(2):
        values = {located.fields[0].id: f"entry {number}"}
        app.answers.add_entry(located.id, values, title=located.title, labels={})
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.open_practice(located.id)
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))
        await settle(pilot)
        await press(pilot, "delete")
        await until(pilot, lambda: "Moved to the trash." in flattened(app))
        await settle(pilot)
        assert texts(app) == ["entry 0"]
        assert not app.autosave.pending
        await press(pilot, "u")
        await until(pilot, lambda: "It is back" in flattened(app))
        assert texts(app) == ["entry 1", "entry 0"]
        await press(pilot, "delete", "delete")
        await until(pilot, lambda: texts(app) == [])
        await settle(pilot)
        assert app.notice == ""


async def test_the_trash_shows_takes_back_and_deletes_for_good(make_little: MakeApp) -> None:
    """What and when; its words on Enter; u back; x asks once, and something else in between asks anew."""
    app = make_little()
    for number in range(3):
        app.answers.delete_layer(write(app.answers, f"words {number}", f"prompt-{number}"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_trash()
        await until(pilot, lambda: isinstance(app.screen, TrashScreen))
        await until(pilot, lambda: "deleted just now" in flattened(app))
        assert "words 2" not in flattened(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "words 2" in flattened(app))
        await press(pilot, "escape", "u")
        await until(pilot, lambda: texts(app) == ["words 2"])
        await press(pilot, "x")
        assert "x once more" in flattened(app)
        await press(pilot, "down", "x")
        assert len(app.answers.trash()) == 2
        await press(pilot, "x")
        await until(pilot, lambda: len(app.answers.trash()) == 1)
        await press(pilot, "X", "X")
        await until(pilot, lambda: app.answers.trash() == [])
        await until(pilot, lambda: EMPTY[:20] in flattened(app))
        assert texts(app) == ["words 2"]
        await press(pilot, "escape")
        assert not isinstance(app.screen, TrashScreen)


async def test_removed_wordings_are_deleted_for_good_from_there(make_little: MakeApp) -> None:
    """Shown first; the answer itself stays as it is."""
    app = make_little()
    write(app.answers, "a long first wording that says a great deal about the matter")
    write(app.answers, "short")
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_trash()
        await until(pilot, lambda: "Removed wordings of: What else?" in flattened(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "a great deal" in flattened(app))
        await press(pilot, "escape", "x", "x")
        await until(pilot, lambda: app.answers.with_removed_wordings() == [])
        assert texts(app) == ["short"]


async def test_a_closed_letter_stays_closed_in_the_trash(make_little: MakeApp) -> None:
    """Its words wait there as they would elsewhere."""
    app = make_little()
    letter = {"text": "dear later me", "opens": "2030-01-01"}
    layer = app.answers.write("letter", letter, section_id="waking", question="Dear?", kind="letter")
    app.answers.delete_layer(layer.id)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_trash()
        await until(pilot, lambda: "Dear?" in flattened(app))
        await press(pilot, "enter")
        await settle(pilot)
        assert "dear later me" not in flattened(app)


async def test_who_reads_only_deletes_nothing(make_little: MakeApp) -> None:
    """The keys do nothing beside another window."""
    write(make_little().answers, "answer")
    writing = make_little()
    app = WorkbookApp(writing.pack, Answers.open(writing.answers.folder, read_only=True), clock=writing.clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "f6")
        await settle(pilot)
        app.screen.query_one(JournalList).focus()
        await press(pilot, "delete", "u")
        await settle(pilot)
        assert texts(app) == ["answer"]


async def test_delete_an_earlier_answer_beside_the_page(make_little: MakeApp) -> None:
    """Of several it asks which; the last one goes at once; u brings it back, and the page follows each time."""
    for number in range(2):
        write(make_little().answers, f"answer {number}")
    app = make_little()
    async with app.run_test(size=(140, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: "answer 0" in flattened(app) and "answer 1" in flattened(app))
        app.screen.query_one(ThenPane).earlier.focus()
        await settle(pilot)
        await press(pilot, "delete")
        await until(pilot, lambda: "Which one goes to the trash?" in flattened(app))
        await press(pilot, "down", "enter")
        await until(pilot, lambda: texts(app) == ["answer 1"])
        await until(pilot, lambda: "answer 0" not in flattened(app))
        app.screen.query_one(ThenPane).earlier.focus()
        await settle(pilot)
        await press(pilot, "delete")
        await until(pilot, lambda: texts(app) == [])
        app.screen.set_focus(None)
        await press(pilot, "u")
        await until(pilot, lambda: texts(app) == ["answer 1"])


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_delete_an_earlier_answer_beneath_the_present_one(
    make_little: MakeApp, size: tuple[int, int]
) -> None:
    """In a narrow window by keys only: unfold, Tab, Delete (there was no way to go there)."""
    write(make_little().answers, "answer 0")
    app = make_little()
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+t", "tab")
        await until(pilot, lambda: isinstance(app.focused, EarlierLayers))
        await press(pilot, "delete")
        await until(pilot, lambda: texts(app) == [])
        await until(pilot, lambda: "answer 0" not in flattened(app))
        app.screen.set_focus(None)
        await press(pilot, "u")
        await until(pilot, lambda: texts(app) == ["answer 0"])


async def test_delete_in_a_note_what_an_earlier_day_says_and_then_all_of_it(make_little: MakeApp) -> None:
    """The key on the earlier page, the palette for the note; u takes back one after the other."""
    before = make_little()
    note = before.answers.add_own_prompt("")
    write(before.answers, "yesterday", note.id)
    app = make_little()
    async with app.run_test(size=(40, 15), notifications=True) as pilot:
        app.action_write_note(note.id)
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await settle(pilot)
        await press(pilot, *"today", "tab")
        await until(pilot, lambda: isinstance(app.focused, EarlierLayers))
        await press(pilot, "delete")
        await until(pilot, lambda: texts(app) == ["today"])
        await until(pilot, lambda: "yesterday" not in flattened(app))
        await press(pilot, "ctrl+p", *"delete this note", "enter")
        await until(pilot, lambda: texts(app) == [] and not isinstance(app.screen, NoteScreen))
        assert app.answers.own_prompts() == []
        await until(pilot, lambda: "Moved to the trash." in flattened(app))
        await press(pilot, "u", "u")
        await until(pilot, lambda: texts(app) == ["today", "yesterday"])


async def test_delete_a_question_of_ones_own_with_its_answers(make_little: MakeApp) -> None:
    """It leaves its page, and stands there again when it is taken back."""
    app = make_little()
    own = app.answers.add_own_prompt("waking", "And now?")
    write(app.answers, "soon", own.id)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", own.id)
        await settle(pilot)
        await press(pilot, "escape", "x")
        await until(pilot, lambda: isinstance(app.screen, TakeOffScreen))
        await press(pilot, "down", "down", "enter")
        await until(pilot, lambda: texts(app) == [] and "And now?" not in flattened(app))
        assert app.answers.trash()[0].kind == "question"
        await settle(pilot)
        app.screen.set_focus(None)
        await press(pilot, "u")
        await until(pilot, lambda: texts(app) == ["soon"])
        await until(pilot, lambda: own.id in [item.id for item in chapter(app).section.page])


async def test_delete_a_check_in_and_an_entry_from_its_form(make_little: MakeApp) -> None:
    """A check-in in the journal, which home then no longer tells; an entry by the palette while one writes in it."""
    app = make_little()
    app.answers.check_in(3, "tired")
    app.checking_in.look_again()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "f6")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await settle(pilot)
        app.screen.query_one(JournalList).focus()
        await press(pilot, "delete")
        await until(pilot, lambda: app.answers.checkins() == [])
        assert app.checking_in.level is None
        app.action_trash()
        await until(pilot, lambda: "Check-in" in flattened(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "3 of 10 · tired" in flattened(app))
        await press(pilot, "escape", "u", "escape")
        await until(pilot, lambda: app.checking_in.in_words == "3, tired")
        entry = app.answers.add_entry("lamps", {"when": "dusk"}, title="Lamps I lit", labels={})
        app.open_practice("lamps", entry.id)
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))
        await settle(pilot)
        await press(pilot, *"x", "ctrl+p", *"delete this entry", "enter")
        await until(pilot, lambda: texts(app) == [])
        (deleted,) = app.answers.trash()[0].records
        assert isinstance(deleted, Entry)
        assert deleted.text == "duskx"


async def test_somebody_taken_off_the_support_page_can_be_taken_back(make_little: MakeApp) -> None:
    """A name and a number are soon lost: they lie in the trash as well (they were gone at once)."""
    app = make_little()
    app.answers.save_person("Marguerite", "0123")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await app.action_support()
        await settle(pilot)
        await press(pilot, "tab")
        await until(pilot, lambda: isinstance(app.focused, Button))
        await press(pilot, "enter")
        await until(pilot, lambda: app.answers.people() == [])
        await until(pilot, lambda: "Moved to the trash" in flattened(app))
        await press(pilot, "escape")
        app.action_trash()
        await until(pilot, lambda: "Somebody of your own" in flattened(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "Marguerite: 0123" in flattened(app))
        await press(pilot, "escape", "u")
        await until(pilot, lambda: [one.reach for one in app.answers.people()] == ["0123"])
