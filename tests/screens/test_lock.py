"""The lock on the screen: put on, opened, changed and taken off, and one is where one was."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static
from textual.worker import WorkerFailed

from tests.conftest import Clock, MakeApp
from tests.screens.disk import Disk
from tests.screens.person import chapter, flattened, focused, hurry, item, press, settle, typed, until
from tests.screens.person import opened as chapter_opened
from tests.screens.shown import shown
from tests.store.locks import OTHER, PASSPHRASE, holding, lock, opened, quick_locks  # noqa: F401 - a fixture
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.errors import WrongPassphrase
from workbook.lock.app import LockApp
from workbook.lock.settings import Aside, minutes_of
from workbook.lock.words import BEFORE
from workbook.screens.journal import JournalScreen
from workbook.screens.lock_page import LockPage
from workbook.screens.passphrase import PassphraseScreen, SayingScreen
from workbook.screens.whereabouts import Stop, Way, Whereabouts
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.locking import is_locked
from workbook.store.preferences import WELCOMED
from workbook.widgets.editor import Editor

pytestmark = pytest.mark.usefixtures("quick_locks")
CANARY = "kingfisher"


@pytest.fixture
def used(words: Path, clock: Clock) -> Path:
    """Answers with one word in them, and no lock."""
    with Answers.open(words, clock=clock) as answers:
        answers.set_preference(WELCOMED, "yes")
        answers.write("long-answer", CANARY, section_id="waking", question="What?", kind="text")
    return words


def lock_app(pack: Pack, folder: Path, wanted: Aside) -> LockApp:
    """The lock's own small program."""
    return LockApp(pack.info, folder, wanted, Settings())


def sealed_app(
    pack: Pack,
    folder: Path,
    clock: Clock,
    settings: Settings | None = None,
    back_to: Whereabouts | None = None,
) -> WorkbookApp:
    """The workbook on locked answers that were opened."""
    answers = Answers.open(folder, clock=clock, vault=opened(folder), rejoin=timedelta(hours=9))
    return WorkbookApp(pack, answers, settings, clock=clock, back_to=back_to)


async def give(pilot: Pilot[None], words: str) -> None:
    """Type a passphrase where one is asked for, and press Enter."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, PassphraseScreen) and isinstance(app.focused, Input))
    asked = app.screen
    for key in words:
        await pilot.press("space" if key == " " else key)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is not asked or not app.is_running)


async def returned(pilot: Pilot[None]) -> None:
    """Wait until everything is open again that was open."""
    await until(pilot, lambda: all(worker.is_finished for worker in pilot.app.workers))
    await settle(pilot)


def said(app: LockApp) -> str:
    """Everything that the page in front says."""
    return " ".join(str(part.render()) for part in app.screen.query(Static))


async def reading(pilot: Pilot[None], words: str) -> None:
    """Wait until a page says something."""
    app = pilot.app
    assert isinstance(app, LockApp)
    await until(pilot, lambda: isinstance(app.screen, SayingScreen) and words in said(app))


async def test_a_lock_is_put_on_and_counts_only_at_its_end(little: Pack, used: Path) -> None:
    """What it means is said first; twice, the code, and once more; then nothing plain is left."""
    app = lock_app(little, used, Aside.LOCK)
    async with app.run_test(size=(80, 24)) as pilot:
        await reading(pilot, "There is no reset")
        await pilot.press("enter")
        await give(pilot, "short")
        assert "8 characters" in said(app)
        await give(pilot, PASSPHRASE)
        await give(pilot, OTHER)
        assert "not the same" in said(app)
        await give(pilot, PASSPHRASE)
        await give(pilot, PASSPHRASE)
        await reading(pilot, "shown this once")
        code = next(word for word in said(app).split() if word.count("-") == 6)
        await pilot.press("enter")
        await give(pilot, OTHER)
        await until(pilot, lambda: "does not open" in said(app))
        assert not is_locked(used)
        await give(pilot, PASSPHRASE)
        await reading(pilot, "The lock is on.")
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    assert app.vault is not None
    assert not app.left
    assert holding(used, CANARY) == []
    for typed_words in (PASSPHRASE, code):
        with Answers.open(used, vault=opened(used, typed_words)) as answers:
            layer = answers.latest("long-answer")
            assert layer is not None
            assert layer.text == CANARY


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape")])
async def test_going_back_leaves_everything_as_it_was(
    little: Pack, used: Path, keys: tuple[str, ...]
) -> None:
    """Escape at any page: no lock, no keys."""
    app = lock_app(little, used, Aside.LOCK)
    async with app.run_test() as pilot:
        await reading(pilot, BEFORE[:40])
        for key in keys:
            before = app.screen
            await pilot.press(key)
            await until(pilot, lambda before=before: app.screen is not before or not app.is_running)  # type: ignore[misc]
        await until(pilot, lambda: not app.is_running)
    assert app.vault is None
    assert not is_locked(used)


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_the_lock_opens_with_the_passphrase_and_with_nothing_else(
    little: Pack, used: Path, size: tuple[int, int]
) -> None:
    """A wrong one is said so, Escape does nothing, and what is typed is not shown."""
    lock(used)
    app = lock_app(little, used, Aside.LOCK_NOW)
    async with app.run_test(size=size) as pilot:
        await give(pilot, OTHER)
        await until(pilot, lambda: "does not open the lock" in said(app))
        await pilot.press("escape", "w", "w", "w")
        await pilot.pause()
        assert "www" not in shown(app)
        assert "•••" in shown(app)
        await pilot.press("backspace", "backspace", "backspace")
        await give(pilot, PASSPHRASE)
        await until(pilot, lambda: not app.is_running)
    assert app.vault is not None


async def test_support_is_there_before_anything_is_opened(little: Pack, used: Path) -> None:
    """The pack's places, and a word on one's own people; once more, or Escape, and one is back."""
    with Answers.open(used) as answers:
        answers.save_person("Marguerite", "0123")
    lock(used)
    app = lock_app(little, used, Aside.LOCK_NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("f5")
        await reading(pilot, little.info.support[0].name)
        assert "are locked with your answers" in said(app)
        assert "Marguerite" not in said(app)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, PassphraseScreen))
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("escape")
        await give(pilot, PASSPHRASE)
        await until(pilot, lambda: not app.is_running)


async def test_the_passphrase_is_changed(little: Pack, used: Path) -> None:
    """The old one first; afterwards only the new one opens."""
    lock(used)
    app = lock_app(little, used, Aside.CHANGE)
    async with app.run_test() as pilot:
        for words in (PASSPHRASE, OTHER, OTHER):
            await give(pilot, words)
        await reading(pilot, "The passphrase is changed.")
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    assert app.vault is not None
    assert opened(used, OTHER).key_id == app.vault.key_id


async def test_the_lock_is_taken_off_after_saying_what_that_means(little: Pack, used: Path) -> None:
    """And after the passphrase."""
    lock(used)
    app = lock_app(little, used, Aside.TAKE_OFF)
    async with app.run_test() as pilot:
        await reading(pilot, "Without the lock")
        await pilot.press("enter")
        await give(pilot, PASSPHRASE)
        await reading(pilot, "The lock is off.")
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    assert app.vault is None
    assert not is_locked(used)


async def test_somebody_who_has_it_open_elsewhere_is_named(little: Pack, used: Path) -> None:
    """Nothing is locked under a window that writes."""
    app = lock_app(little, used, Aside.LOCK)
    with Answers.open(used):
        async with app.run_test() as pilot:
            await reading(pilot, "no reset")
            await pilot.press("enter")
            await give(pilot, PASSPHRASE)
            await give(pilot, PASSPHRASE)
            await reading(pilot, "shown this once")
            await pilot.press("enter")
            await give(pilot, PASSPHRASE)
            await reading(pilot, "open in another window")
            await pilot.press("enter")
            await until(pilot, lambda: not app.is_running)
    assert not is_locked(used)


# In the workbook.


async def test_locking_now_keeps_the_last_letter_and_the_place(
    little: Pack, used: Path, clock: Clock
) -> None:
    """What was typed an instant before is on disk; opened again, it stands where one was."""
    lock(used)
    app = sealed_app(little, used, clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        hurry(app, *"-by-the-weir")
        await until(pilot, lambda: CANARY + "-by-the-weir" in focused(app, Editor).text)
        app.aside.step_aside(Aside.LOCK_NOW)
        await until(pilot, lambda: not app.is_running)
    app.answers.close()
    assert app.aside.wanted is Aside.LOCK_NOW
    assert app.aside.place == Whereabouts((Stop(Way.SECTION, "waking", "long-answer"),))
    again = sealed_app(little, used, clock, back_to=app.aside.place)
    async with again.run_test(size=(120, 36)) as pilot:
        await chapter_opened(pilot)
        await until(pilot, lambda: item(again) == "long-answer")
        await until(pilot, lambda: isinstance(again.focused, Editor))
        assert chapter(again).section.id == "waking"
        assert focused(again, Editor).text == CANARY + "-by-the-weir"
    again.answers.close()
    assert holding(used, CANARY, "by-the-weir") == []


async def test_the_journal_is_open_again_above_the_chapter(little: Pack, used: Path, clock: Clock) -> None:
    """What lay in front is in front."""
    lock(used)
    place = Whereabouts((Stop(Way.SECTION, "waking", "one-word"), Stop(Way.ACTION, "journal")))
    app = sealed_app(little, used, clock, back_to=place)
    async with app.run_test(size=(120, 36)) as pilot:
        await returned(pilot)
        assert isinstance(app.screen, JournalScreen)
        app.aside.step_aside(Aside.LOCK_NOW)
        await until(pilot, lambda: not app.is_running)
    app.answers.close()
    assert app.aside.place == place


async def test_nobody_there_for_ten_minutes_and_it_locks(little: Pack, used: Path, clock: Clock) -> None:
    """A key in between begins the ten minutes anew; the setting changes them."""
    lock(used)
    app = sealed_app(little, used, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        clock.now += timedelta(minutes=9)
        app.aside.look()
        await press(pilot, "tab")
        clock.now += timedelta(minutes=9)
        app.aside.look()
        assert app.aside.wanted is None
        clock.now += timedelta(minutes=1)
        app.aside.look()
        await until(pilot, lambda: not app.is_running)
    app.answers.close()
    assert app.aside.wanted is Aside.LOCK_NOW
    never = sealed_app(little, used, clock, Settings(lock_after_minutes=0))
    async with never.run_test(size=(80, 24)):
        clock.now += timedelta(days=9)
        never.aside.look()
        assert never.aside.wanted is None
    never.answers.close()


async def test_words_that_cannot_be_saved_keep_the_lock_waiting(
    little: Pack, used: Path, clock: Clock, disk: Disk
) -> None:
    """They are nowhere else: the screen stays, and says why."""
    lock(used)
    app = sealed_app(little, used, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        disk.full = True
        await press(pilot, *"more")
        app.aside.step_aside(Aside.LOCK_NOW)
        assert "The lock waits" in app.notice
        await pilot.pause()
        assert app.is_running
        disk.full = False
        app.aside.step_aside(Aside.LOCK_NOW)
        await until(pilot, lambda: not app.is_running)
    assert typed(app, "long-answer").endswith("more")
    app.answers.close()


async def test_the_palette_offers_what_makes_sense(
    make_little: MakeApp, little: Pack, used: Path, clock: Clock
) -> None:
    """Without a lock to put one on; with one the other three."""
    plain = make_little()
    async with plain.run_test():
        titles = {command.title for command in plain.offered_commands()}
    plain.answers.close()
    assert "Lock with a passphrase" in titles
    assert not titles & {"Lock now", "Change the passphrase", "Take the lock off"}
    lock(used)
    app = sealed_app(little, used, clock)
    async with app.run_test():
        titles = {command.title for command in app.offered_commands()}
    app.answers.close()
    assert titles >= {"Lock now", "Change the passphrase", "Take the lock off"}
    assert "Lock with a passphrase" not in titles


async def test_an_editor_is_refused_unless_the_settings_ask_for_it(
    little: Pack, used: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No plain file is written for it, and the reason is said."""
    monkeypatch.setenv("EDITOR", "true")
    lock(used)
    app = sealed_app(little, used, clock)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "editor-when-locked" in flattened(app))
    app.answers.close()
    assert not (used / "editing").exists()
    assert Settings(editor_when_locked=True, editor="nano").editor_for(is_locked=True) == "nano"


async def test_leaving_well_makes_no_plain_book_unasked(little: Pack, used: Path, clock: Clock) -> None:
    """It says so, and names where one can be made."""
    lock(used)
    app = sealed_app(little, used, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"came for", "enter")
        await until(pilot, lambda: "no book was made" in flattened(app))
        assert "Make a book" in flattened(app)
    app.answers.close()
    assert not (used / "books").exists()


async def test_a_book_says_that_it_is_not_locked(little: Pack, used: Path, clock: Clock) -> None:
    """Before it is made."""
    lock(used)
    app = sealed_app(little, used, clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        app.action_book()
        await until(pilot, lambda: "can read it" in flattened(app))
    app.answers.close()


async def test_a_passphrase_cannot_be_copied_from_its_line(little: Pack, used: Path) -> None:
    """Whatever is selected there: the clipboard is seen by every program, and some remember it."""
    lock(used)
    app = lock_app(little, used, Aside.LOCK_NOW)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.focused, Input))
        for keys in (("shift+home", "ctrl+c"), ("shift+home", "super+c"), ("shift+home", "ctrl+x")):
            await press(pilot, *"secret", *keys)
            assert app.clipboard == ""
        assert isinstance(app.focused, Input)
        assert app.focused.value == ""


@pytest.mark.parametrize("where", ["a task", "the loop"])
async def test_an_error_of_ours_prints_no_passphrase(
    little: Pack,
    used: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    where: str,
) -> None:
    """Neither what is typed nor what an error says, wherever it happens; asyncio logs nothing either."""
    lock(used)

    def fail(_: Path, typed_words: str) -> None:
        raise ZeroDivisionError(f"failed on {typed_words}")

    monkeypatch.setattr("workbook.lock.tasks.unlocked", fail)
    app = lock_app(little, used, Aside.LOCK_NOW)
    with pytest.raises((ZeroDivisionError, WorkerFailed)):
        async with app.run_test() as pilot:
            await until(pilot, lambda: isinstance(app.focused, Input))
            if where == "a task":
                await press(pilot, *"secret", "enter")
            else:
                context = {"message": "secret", "exception": ZeroDivisionError("secret")}
                asyncio.get_running_loop().call_exception_handler(context)
            await until(pilot, lambda: not app.is_running)
    app._print_error_renderables()
    printed = "".join(capsys.readouterr()) + caplog.text
    assert "stopped because of an error" in printed
    assert "secret" not in printed


# Its settings.


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_the_lock_has_a_page_where_all_of_it_can_be_set(
    little: Pack, used: Path, clock: Clock, size: tuple[int, int]
) -> None:
    """From the palette: how it stands, when it comes by itself, and what else; a choice holds from then on."""
    lock(used)
    app = sealed_app(little, used, clock)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "ctrl+p", *"lock settings", "enter")
        await until(pilot, lambda: isinstance(app.screen, LockPage))
        await settle(pilot)
        await press(pilot, "down", "enter")
        await until(pilot, lambda: app.aside.minutes == 30)
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "Locks by itself: never" in flattened(app))
        clock.now += timedelta(days=9)
        app.aside.look()
        assert app.aside.wanted is None
        await press(pilot, "enter", "escape")
        assert not isinstance(app.screen, LockPage)
        assert app.answers.preference("lock-after-minutes") == "5"
        clock.now += timedelta(minutes=5)
        app.aside.look()
        assert app.aside.wanted is Aside.LOCK_NOW
    app.answers.close()
    assert minutes_of(Settings(lock_after_minutes=20), app.answers) == 20


async def test_the_page_leads_to_putting_a_lock_on(make_little: MakeApp) -> None:
    """Without one it says what that means, and there is one thing to choose; Escape changes nothing."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        app.aside.show_page()
        await until(pilot, lambda: "are not locked" in flattened(app))
        await press(pilot, "escape")
        assert app.aside.wanted is None
        app.aside.show_page()
        await settle(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: not app.is_running)
    assert app.aside.wanted is Aside.LOCK


async def test_a_new_recovery_code_is_saved_only_on_wish(
    little: Pack, used: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one opens nothing then, the passphrase stays; s saves the new one once, for its owner's eyes."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    before = lock(used)
    app = lock_app(little, used, Aside.NEW_CODE)
    async with app.run_test(size=(80, 24)) as pilot:
        await reading(pilot, "opens nothing any more")
        await pilot.press("enter")
        await give(pilot, PASSPHRASE)
        await reading(pilot, "shown this once")
        code = next(word for word in said(app).split() if word.count("-") == 6)
        assert [*home.iterdir()] == []
        await pilot.press("s", "s")
        await reading(pilot, "then delete the file")
        (file,) = home.iterdir()
        assert code in file.read_text("utf-8")
        assert file.stat().st_mode & 0o777 == 0o600
        await pilot.press("enter")
        await reading(pilot, "The recovery code is changed.")
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    for typed_words in (PASSPHRASE, code):
        assert opened(used, typed_words)
    with pytest.raises(WrongPassphrase):
        opened(used, before)
