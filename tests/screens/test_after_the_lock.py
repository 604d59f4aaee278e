"""After the lock, and after a crash: what was half typed is there, and one stands where one stood."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import Clock, MakeApp
from tests.screens.person import chapter, flattened, focused, hurry, in_sight, item, press, settle, until
from tests.store.locks import holding, lock, opened, quick_locks  # noqa: F401 - a fixture
from workbook import outside_editor
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.lock.app import LockApp
from workbook.lock.settings import Aside
from workbook.screens.begun import Begun
from workbook.screens.check_in import CheckInScreen
from workbook.screens.journal import JournalScreen
from workbook.screens.journal_parts import JournalList
from workbook.screens.note import NoteScreen
from workbook.screens.own_prompt import AddOwnScreen, RewordScreen
from workbook.screens.practice import EntryList, PracticeScreen
from workbook.screens.support import SupportScreen
from workbook.screens.whereabouts import Whereabouts
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED
from workbook.store.records import OWN
from workbook.widgets.editor import Editor

pytestmark = pytest.mark.usefixtures("quick_locks")
WIDE = (120, 36)


class Visits:
    """Visits to one person's locked answers, with the lock in between."""

    def __init__(self, pack: Pack, folder: Path, clock: Clock) -> None:
        self._pack, self._folder, self._clock = pack, folder, clock
        self._place: Whereabouts | None = None

    @contextmanager
    def visit(self, settings: Settings | None = None) -> Iterator[WorkbookApp]:
        """Open what was locked; where someone was is taken along to the next."""
        rejoin = timedelta(hours=9)
        with Answers.open(
            self._folder, clock=self._clock, vault=opened(self._folder), rejoin=rejoin
        ) as answers:
            app = WorkbookApp(self._pack, answers, settings, clock=self._clock, back_to=self._place)
            yield app
            self._place = app.aside.place


@pytest.fixture
def visits(little: Pack, words: Path, clock: Clock) -> Visits:
    """Locked answers with one word in them."""
    with Answers.open(words, clock=clock) as answers:
        answers.set_preference(WELCOMED, "yes")
        answers.write("long-answer", "kingfisher", section_id="waking", question="What?", kind="text")
    lock(words)
    return Visits(little, words, clock)


async def locked_now(pilot: Pilot[None], app: WorkbookApp) -> None:
    """Lock, as the palette and the clock do."""
    app.aside.step_aside(Aside.LOCK_NOW)
    await until(pilot, lambda: not app.is_running)


async def returned(pilot: Pilot[None]) -> None:
    """Wait until everything is open again that was open."""
    await until(pilot, lambda: all(worker.is_finished for worker in pilot.app.workers))
    await settle(pilot)


async def test_a_half_typed_form_its_cursor_and_all_beneath_it(visits: Visits, words: Path) -> None:
    """The journal with its search, above it the form, above it somebody's name: each as it was left."""
    with visits.visit() as app:
        async with app.run_test(size=(40, 15)) as pilot:
            await press(pilot, "f6", *"fisher")
            await until(pilot, lambda: "1 found" in flattened(app))
            app.open_practice("lamps", "new")
            await until(pilot, lambda: isinstance(app.screen, PracticeScreen))
            await settle(pilot)
            await press(pilot, *"dusk", "tab", *"light it", "left", "left")
            await press(pilot, "f5")
            await until(pilot, lambda: isinstance(app.screen, SupportScreen))
            app.screen.query_one("#person-name", Input).focus()
            await settle(pilot)
            await press(pilot, *"Marguerite", "left")
            await locked_now(pilot, app)
        assert "fisher" not in repr(app.aside.place), "words were kept outside the sealed files"
    assert holding(words, "fisher", "dusk", "light it", "Marguerite") == []
    with visits.visit() as app:
        async with app.run_test(size=(40, 15)) as pilot:
            await returned(pilot)
            assert isinstance(app.screen, SupportScreen)
            assert focused(app, Input).value == "Marguerite"
            await press(pilot, *"x")
            assert focused(app, Input).value == "Margueritxe"
            await press(pilot, "backspace", "escape")
            assert [person.name for person in app.answers.people()] == ["Marguerite"]
            assert isinstance(app.screen, PracticeScreen)
            assert focused(app, Editor).text == "light it"
            # The words above a new entry are not there above an old one, and it was scrolled past its cursor.
            assert in_sight(app, focused(app, Editor))
            await press(pilot, *"up ")
            await press(pilot, "ctrl+s")
            assert [entry.text for entry in app.answers.entries("lamps")] == ["dusk\nlight up it"]
            await press(pilot, "escape", "escape")
            await until(pilot, lambda: isinstance(app.screen, JournalScreen))
            assert "1 found" in flattened(app)
            assert app.screen.query_one("#journal-words", Input).value == "fisher"


async def test_a_question_half_worded_and_a_note_half_written(visits: Visits) -> None:
    """A question that was not put anywhere, and above it a page to write on, at its letter."""
    with visits.visit() as app:
        async with app.run_test(size=WIDE) as pilot:
            await app.open_section("waking", "long-answer")
            await settle(pilot)
            chapter(app).action_add_own()
            await until(pilot, lambda: isinstance(app.screen, AddOwnScreen))
            await settle(pilot)
            await press(pilot, *"what if", "left", "left")
            await locked_now(pilot, app)
    with visits.visit() as app:
        async with app.run_test(size=WIDE) as pilot:
            await returned(pilot)
            assert isinstance(app.screen, AddOwnScreen)
            await press(pilot, *"now ", "enter")
            await until(pilot, lambda: item(app).startswith(OWN))
            assert [own.question for own in app.answers.own_prompts()] == ["what now if"]
            assert Begun(app.answers, app.autosave).words("own") == ""
            chapter(app).action_reword_own()
            await until(pilot, lambda: isinstance(app.screen, RewordScreen))
            await settle(pilot)
            await press(pilot, "home", *"and ")
            await locked_now(pilot, app)
    with visits.visit() as app:
        async with app.run_test(size=WIDE) as pilot:
            await returned(pilot)
            assert isinstance(app.screen, RewordScreen)
            assert focused(app, Editor).text == "and what now if"
            await press(pilot, "escape")
            assert [own.question for own in app.answers.own_prompts()] == ["what now if"]


async def test_an_empty_note_becomes_a_note_and_a_word_waits_for_its_number(
    visits: Visits, words: Path
) -> None:
    """A note without a word is still a new one; a check-in's word comes back without its number."""
    with visits.visit() as app:
        async with app.run_test(size=(80, 24)) as pilot:
            app.action_write_note()
            await until(pilot, lambda: isinstance(app.focused, Editor))
            app.action_check_in()
            await until(pilot, lambda: isinstance(app.screen, CheckInScreen))
            await settle(pilot)
            await press(pilot, *"steady")
            await locked_now(pilot, app)
    assert holding(words, "steady") == []
    with visits.visit() as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await returned(pilot)
            assert isinstance(app.screen, CheckInScreen)
            assert "steady" in flattened(app)
            await press(pilot, "shift+tab", *"7", "escape")
            checkin = app.answers.checkin_of_visit()
            assert checkin is None or checkin.word == "steady"
            assert isinstance(app.screen, NoteScreen)
            await press(pilot, *"a thought", "ctrl+s")
            assert len(app.answers.own_prompts()) == 1
            await press(pilot, "left", "left")
            await locked_now(pilot, app)
    with visits.visit() as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await returned(pilot)
            await press(pilot, *"-", "ctrl+s")
            assert focused(app, Editor).text == "a thoug-ht"
            assert app.answers.own_prompt(app.answers.own_prompts()[0].id)
            assert checkin_of(app) == (7, "steady")


def checkin_of(app: WorkbookApp) -> tuple[int, str] | None:
    """The visit's check-in."""
    found = app.answers.checkin_of_visit()
    return (found.level, found.word) if found else None


async def test_the_lists_come_back_at_the_same_line(visits: Visits) -> None:
    """In a narrow window: the list of a practice, not the form, at the entry one was on."""
    with visits.visit() as app:
        for number in range(9):
            app.answers.add_entry("lamps", {"when": f"lamp {number}"}, title="Lamps I lit", labels={})
        async with app.run_test(size=(40, 15)) as pilot:
            app.action_journal()
            await until(pilot, lambda: isinstance(app.screen, JournalScreen))
            await settle(pilot)
            await press(pilot, "down", "down", "down")
            await settle(pilot)
            before = app.screen.query_one(JournalList).item
            app.open_practice("lamps")
            await until(pilot, lambda: isinstance(app.focused, EntryList))
            await press(pilot, *["down"] * 5)
            await locked_now(pilot, app)
    with visits.visit() as app:
        async with app.run_test(size=(40, 15)) as pilot:
            await returned(pilot)
            assert focused(app, EntryList).highlighted == 5
            await press(pilot, "escape")
            await until(pilot, lambda: isinstance(app.screen, JournalScreen))
            await settle(pilot)
            after = app.screen.query_one(JournalList).item
            assert before is not None
            assert after is not None
            assert after.key == before.key


async def test_after_a_crash_what_was_begun_is_there(make_little: MakeApp) -> None:
    """Not closed, not left, only killed: a begun question, a name, a word, a form; each within the usual time."""
    app = make_little()
    async with app.run_test(size=WIDE) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        chapter(app).action_add_own()
        await until(pilot, lambda: isinstance(app.screen, AddOwnScreen))
        await settle(pilot)
        await press(pilot, *"what if")
        await until(pilot, lambda: not app.autosave.pending)
        app.action_check_in()
        await until(pilot, lambda: isinstance(app.screen, CheckInScreen))
        await settle(pilot)
        await press(pilot, *"steady")
        await until(pilot, lambda: "steady" in flattened(app) and not app.autosave.pending)
        with Answers.open(app.answers.folder, read_only=True) as after:
            assert Begun(after, app.autosave)._answers.preference("begun:own") == "what if"
            assert after.preference("begun:check-in") == "steady"
    again = make_little()
    async with again.run_test(size=WIDE) as pilot:
        await again.open_section("waking", "long-answer")
        await settle(pilot)
        chapter(again).action_add_own()
        await until(pilot, lambda: isinstance(again.screen, AddOwnScreen))
        await settle(pilot)
        assert focused(again, Editor).text == "what if"


# Nobody there.


async def test_a_key_after_a_long_sleep_is_nobody_being_there(
    visits: Visits, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything has looked: the key is not typed, nothing is drawn, and it locks (it began a new wait)."""
    drawn: list[object] = []
    monkeypatch.setattr(App, "_display", lambda _, *what: drawn.append(what))
    with visits.visit() as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await app.open_section("waking", "long-answer")
            await settle(pilot)
            await press(pilot, *"er")
            assert not app.aside.hides
            assert drawn
            clock.now += timedelta(hours=3)
            drawn.clear()
            app._display(app.screen, None)
            assert drawn == []
            hurry(app, "x")
            await until(pilot, lambda: not app.is_running)
        assert app.aside.wanted is Aside.LOCK_NOW
        layer = app.answers.latest("long-answer")
        assert layer is not None
        assert layer.text == "kingfisherer"


@pytest.mark.parametrize(("minutes", "locks"), [(9, False), (11, True)])
async def test_an_editor_that_was_open_for_long_brings_its_words_and_then_it_locks(
    visits: Visits, clock: Clock, monkeypatch: pytest.MonkeyPatch, *, minutes: int, locks: bool
) -> None:
    """What came back is saved first; whoever comes back in time has the whole time again."""

    def write(command: list[str], file: Path) -> None:
        assert command
        file.write_text("from outside", "utf-8")
        clock.now += timedelta(minutes=minutes)

    monkeypatch.setenv("EDITOR", "vi")
    monkeypatch.setattr(App, "suspend", lambda _: nullcontext())
    monkeypatch.setattr(outside_editor, "run", write)
    with visits.visit(Settings(editor_when_locked=True)) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await app.open_section("waking", "long-answer")
            await settle(pilot)
            hurry(app, "ctrl+o")
            await until(pilot, lambda: outside_text(app) and app.is_running is not locks)
            clock.now += timedelta(minutes=9)
            app.aside.look()
        assert (app.aside.wanted is Aside.LOCK_NOW) is locks
        assert outside_editor.leftovers(app.answers.folder) == []


def outside_text(app: WorkbookApp) -> bool:
    """Whether what came from outside is stored."""
    layer = app.answers.latest("long-answer")
    return layer is not None and layer.text == "from outside"


async def test_pages_of_the_lock_do_not_stay_open_either(
    little: Pack, visits: Visits, words: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changing the passphrase and walking away: Escape must not lead back to the words (it did)."""
    assert visits
    monkeypatch.setattr("workbook.moments.now", clock)
    app = LockApp(little.info, words, Aside.CHANGE, Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.focused, Input))
        clock.now += timedelta(minutes=11)
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running)
    assert app.lapsed
    assert app.vault is None
