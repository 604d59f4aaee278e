"""Letters: closed on every screen until their day or occasion; told once when they open; listed with what they wait for."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.cli.running import run
from tests.conftest import Clock, MakeApp
from tests.screens.conftest import LITTLE
from tests.screens.person import flattened, focused, in_sight, leave, press, settle, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.entry_form import EntryForm
from workbook.screens.home import HomeScreen
from workbook.screens.journal import JournalScreen
from workbook.screens.letters import LetterList, LettersScreen, LetterWords
from workbook.screens.practice import PracticeScreen
from workbook.store.answers import Answers
from workbook.store.letters import OPENED
from workbook.store.records import Layer
from workbook.values import COMING_BACK, NOT_YET, Value
from workbook.widgets.editor import Editor
from workbook.widgets.option_lines import OptionLines

CANARY = "kingfisher"
QUESTION = "What would you like to read in a month?"
SIZES = [(40, 15), (80, 24), (120, 36)]


def write_letter(
    answers: Answers, opens: str, text: str = "Dearest", prompt_id: str = "kind-letter"
) -> Layer:
    """Write a letter as an earlier visit would have."""
    letter: Value = {"text": text, "opens": opens}
    return answers.write(prompt_id, letter, section_id="every-kind", question=QUESTION, kind="letter")


async def unfolded(app: WorkbookApp, pilot: Pilot[None]) -> str:
    """Open the letter's question, unfold what was written earlier, and read the screen."""
    await app.open_section("every-kind", "kind-letter")
    await settle(pilot)
    await press(pilot, "ctrl+t")
    await settle(pilot)
    return flattened(app)


async def open_letters(app: WorkbookApp, pilot: Pilot[None]) -> str:
    """Open the letters, and read the screen."""
    app.action_letters()
    await until(pilot, lambda: isinstance(app.screen, LettersScreen) and isinstance(app.focused, LetterList))
    await settle(pilot)
    return flattened(app)


def shown_letter(app: WorkbookApp) -> str:
    """What stands beside the list, whatever its lines."""
    words = app.screen.query_one("#letter-words", Static)
    assert in_sight(app, words)
    return str(words.content)


def told(app: WorkbookApp, words: str = "has opened") -> list[str]:
    """What was said in this visit with these words in it."""
    return [notice.message for notice in app._notifications if words in notice.message]


async def test_the_suggested_day_is_counted_from_the_clock(make_little: MakeApp, clock: Clock) -> None:
    """A letter's day should be thirty days from the day of the visit, whatever the machine says."""
    clock.pass_days(1000)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("every-kind", "kind-letter")
        await settle(pilot)
        assert "It opens on 17 September 2029." in flattened(app)


@pytest.mark.parametrize(
    ("opens", "when"),
    [
        ("2029-09-17", "It opens on 17 September 2029."),
        ("2026-11-23", ""),
        (NOT_YET, "It opens when something ends in “not yet”."),
        (COMING_BACK, "It opens when you come back after a while."),
        ("", ""),
    ],
)
async def test_an_earlier_letter_is_folded_until_it_opens(
    make_little: MakeApp, clock: Clock, opens: str, when: str
) -> None:
    """Until then only what it waits for should show; a letter that waits for nothing stands open."""
    write_letter(make_little().answers, opens)
    clock.pass_days(3)
    app = make_little()
    async with app.run_test(size=(200, 60)) as pilot:
        screen = await unfolded(app, pilot)
        assert ("Dearest" in screen) == (not when)
        assert when in screen


@pytest.mark.parametrize("size", SIZES[:2])
async def test_an_occasion_is_chosen_with_the_keyboard(make_little: MakeApp, size: tuple[int, int]) -> None:
    """Words, Tab, a digit, Space; within the visit the words stay there to be changed, and so does the occasion."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("every-kind", "kind-letter")
        await settle(pilot)
        await press(pilot, *"Dear me", "tab", "2", "space")
        await settle(pilot)
        assert focused(app, OptionLines).chosen == ["When something ends in “not yet”"]
        await press(pilot, "shift+tab", *", well")
        await settle(pilot)
        assert focused(app, Editor).text == "Dear me, well"
        await press(pilot, "tab", "3", "space")
        await leave(pilot)
    letter = app.answers.latest("kind-letter")
    assert letter is not None
    assert letter.value == {"text": "Dear me, well", "opens": COMING_BACK}


async def test_a_not_yet_opens_a_letter_and_says_so_once(make_little: MakeApp, clock: Clock) -> None:
    """Choosing the ending is enough, whichever screen it is chosen on."""
    first = make_little().answers
    write_letter(first, NOT_YET)
    values: dict[str, Value] = {"when": "it is dusk", "then": "light it"}
    entry = first.add_entry("lamps", values, title="Lamps", labels={}, look_back_on="2026-11-24")
    clock.pass_days(3)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_practice("lamps", entry.id)
        await until(
            pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#look-back-ending")
        )
        await settle(pilot)
        form = app.screen.query_one(EntryForm)
        form.query_one("#look-back-ending OptionLines").focus()
        await settle(pilot)
        options = focused(app, OptionLines)
        await press(pilot, str(options._options.index("Not yet") + 1), "space")
        await until(pilot, lambda: told(app))
        assert told(app) == ["A letter you wrote on Sunday has opened. It stands under Letters, in Ctrl+P."]
        app.save_now()
        await settle(pilot)
        assert len(told(app)) == 1
        await leave(pilot)
    again = make_little()
    async with again.run_test(size=(120, 36)) as pilot:
        assert "Dearest" in await unfolded(again, pilot)
        again.save_now()
        assert told(again) == []


async def test_coming_back_opens_a_letter_and_says_so_once(make_little: MakeApp, clock: Clock) -> None:
    """At the start, without a key; the next visit does not say it again."""
    write_letter(make_little().answers, COMING_BACK)
    clock.pass_days(20)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: told(app))
        assert told(app) == [
            "A letter you wrote on 22 November has opened. It stands under Letters, in Ctrl+P."
        ]
        assert "Dearest" in await open_letters(app, pilot)
        await press(pilot, "escape")
        await leave(pilot)
    clock.pass_days(20)
    again = make_little()
    async with again.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: again.autosave.is_written("letters") and not again.autosave.pending)
        await settle(pilot)
        assert told(again) == []


async def test_beside_another_window_nothing_opens(make_little: MakeApp, words: Path, clock: Clock) -> None:
    """The window that writes opens letters; the other one shows what has opened by its day."""
    write_letter(make_little().answers, COMING_BACK)
    clock.pass_days(20)
    app = make_little()
    app.answers.close()
    app = WorkbookApp(app.pack, Answers.open(words, clock=clock, read_only=True), clock=clock)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_letters(app, pilot)
        assert "opens when you come back after a while" in screen
        assert "Dearest" not in screen
        assert app.answers.marks(OPENED) == {}


@pytest.mark.parametrize("size", SIZES[:2])
async def test_the_letters_are_listed_and_read(
    make_little: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    """Those that wait with what they wait for, those that have opened to be read; from there to the question."""
    answers = make_little().answers
    write_letter(answers, COMING_BACK, "Closed words", "other")
    write_letter(answers, "2026-11-23", "Open words")
    clock.pass_days(2)
    app = make_little()
    async with app.run_test(size=size) as pilot:
        screen = await open_letters(app, pilot)
        assert "Waiting" in screen
        assert "◇ Sunday · Every kind" in screen
        assert "◆ Sunday · Every kind" in screen
        assert "Closed words" not in screen
        assert "Enter: its question" in screen
        await press(pilot, "right")
        await settle(pilot)
        assert "It opens when you come back after a while." in shown_letter(app)
        assert "Closed words" not in flattened(app)
        await press(pilot, "escape", "down")
        await until(pilot, lambda: "Enter: read" in flattened(app))
        await press(pilot, "enter")
        await settle(pilot)
        assert in_sight(app, focused(app, LetterWords))
        assert "Open words" in flattened(app)
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, LettersScreen))
        await until(pilot, lambda: QUESTION in flattened(app))


async def test_without_letters_the_page_says_what_they_are(make_little: MakeApp) -> None:
    """An empty list is no dead end."""
    app = make_little()
    async with app.run_test(size=(40, 15)) as pilot:
        assert "No letters yet." in await open_letters(app, pilot)
        await press(pilot, "enter", "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_a_letter_whose_question_has_gone_can_be_read(make_little: MakeApp, clock: Clock) -> None:
    """It is told that the question is not there; nothing is lost."""
    write_letter(make_little().answers, "2026-11-23", "Still here", "gone")
    clock.pass_days(2)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        assert "Still here" in await open_letters(app, pilot)
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: told(app, "This question is not in the open pack"))


async def test_the_palette_leads_to_the_letters(make_little: MakeApp) -> None:
    """There is no key of its own for them."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p")
        await settle(pilot)
        await press(pilot, *"letters")
        await until(pilot, lambda: "to yourself" in flattened(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, LettersScreen))


# A sentence that must be nowhere, and then everywhere.


async def everywhere(app: WorkbookApp, pilot: Pilot[None]) -> dict[str, bool]:
    """Go to every screen and section as a person would, and tell where the sentence shows."""
    seen: dict[str, bool] = {}

    async def look(place: str) -> None:
        await settle(pilot)
        seen[place] = CANARY in shown(app)

    await look("home")
    for command in [*app.offered_commands()]:
        if command.title in ("Quit", "Colours", "Lock with a passphrase"):
            continue
        run_it = command.run()
        if run_it is not None and hasattr(run_it, "__await__"):
            await run_it
        await look(command.title)
        while app.screen is not app.screen_stack[0]:
            app.pop_screen()
        await pilot.pause()
    seen["earlier answers"] = CANARY in await unfolded(app, pilot)
    await press(pilot, "f6")
    await until(pilot, lambda: isinstance(app.screen, JournalScreen))
    await settle(pilot)
    await press(pilot, *CANARY[:5])
    await settle(pilot)
    seen["search"] = "Nothing found" not in flattened(app)
    return seen


@pytest.fixture
def canary(make_little: MakeApp, clock: Clock) -> Layer:
    """A letter with the sentence, a quoted answer that is a letter too, a practice, a kept sentence; a day ago."""
    answers = make_little().answers
    letter = write_letter(answers, NOT_YET, "A kingfisher was here.")
    quoted = write_letter(answers, NOT_YET, "A kingfisher was here.", "one-word")
    write_letter(answers, NOT_YET, "A kingfisher was here.", "gone")
    fields: dict[str, Value] = {"then": {"text": "A kingfisher was here.", "opens": NOT_YET}}
    answers.add_entry("lamps", fields | {"when": "dusk"}, title="Lamps", labels={}, look_back_on="2026-11-23")
    answers.add_entry("gone-too", fields, title="Gone", labels={})
    answers.mark_proof(letter.id, "A kingfisher was here.")
    answers.open_section("kettle")
    clock.pass_days(1)
    return quoted


def exports(capsys: pytest.CaptureFixture[str], words: Path) -> dict[str, bool]:
    """Tell in which exports, and by which searches, the sentence comes out."""
    book = ("export", "--pack", LITTLE, "--data", words, "--format")
    commands = {
        "markdown": (*book, "markdown"),
        "html": (*book, "html"),
        "search for it": ("search", CANARY, "--data", words),
        "search for the question": ("search", "would", "--data", words),
    }
    return {name: CANARY in run(capsys, *command)[1] for name, command in commands.items()}


async def test_a_closed_letter_is_nowhere_and_an_open_one_everywhere(
    make_little: MakeApp, words: Path, clock: Clock, canary: Layer, capsys: pytest.CaptureFixture[str]
) -> None:
    """On no screen, in no search and in no book until it opens; then where answers stand."""
    app = make_little()
    async with app.run_test(size=(200, 60)) as pilot:
        seen = await everywhere(app, pilot)
        # The entry form shows what was written into it: the checker lets no pack ask for a letter there.
        assert {place for place, is_there in seen.items() if is_there} <= {"Lamps I lit"}
    assert len(seen) > 12
    assert not any(exports(capsys, words).values())
    app = make_little()
    assert canary.id in {letter.id for letter in app.answers.open_letters(NOT_YET)}
    async with app.run_test(size=(200, 60)) as pilot:
        seen = await everywhere(app, pilot)
    there = {place for place, is_there in seen.items() if is_there}
    assert there >= {"Letters", "Journal", "Proof", "Kettle", "earlier answers", "search"}
    assert all(exports(capsys, words).values())
