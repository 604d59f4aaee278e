"""Proof: a sentence kept from an answer, shown calmly, listed, opened in its place, and let go."""

import pytest

from tests.conftest import Clock, MakeApp
from tests.screens.disk import Disk
from tests.screens.person import flattened, focused, hurry, item, press, settle, typed, until
from tests.screens.shown import shown
from workbook import autosave
from workbook.app import WorkbookApp
from workbook.screens.chapter import ChapterScreen
from workbook.screens.home import HomeScreen
from workbook.screens.proof import EMPTY, ProofScreen
from workbook.store.answers import Answers
from workbook.widgets.editor import Editor
from workbook.widgets.line_input import LineInput


def kept(app: WorkbookApp) -> list[str]:
    """The sentences that are on disk, in the order in which they were kept."""
    with Answers.open(app.answers.folder, read_only=True) as answers:
        return [mark.words for mark in answers.proofs()]


def write(answers: Answers, text: str, prompt_id: str = "long-answer") -> None:
    """Answer a question and keep the answer's first sentence."""
    layer = answers.write(prompt_id, text, section_id="waking", question="What else?", kind="text")
    answers.mark_proof(layer.id, text.split(".", maxsplit=1)[0] + ".")


async def test_the_sentence_under_the_cursor_is_kept_and_let_go(make_little: MakeApp) -> None:
    """One key keeps it, at once and told quietly; the same key on the same sentence lets it go."""
    app = make_little()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"I was tired. I stayed. It rained.", *["left"] * 14, "ctrl+g")
        await until(pilot, lambda: "Kept as proof: “I stayed.”" in flattened(app))
        assert kept(app) == ["I stayed."]
        assert focused(app, Editor).cursor_location == (0, 19)
        await press(pilot, "end", "ctrl+g")
        assert kept(app) == ["I stayed.", "It rained."]
        await press(pilot, *["left"] * 14, "ctrl+g")
        await until(pilot, lambda: "Let go: “I stayed.”" in flattened(app))
        assert kept(app) == ["It rained."]
        await press(pilot, "end", *["backspace"] * 20)
        await settle(pilot)
        assert kept(app) == ["It rained."], "an answer changed later changes nothing that was kept"


async def test_a_selection_is_kept_as_it_is(make_little: MakeApp) -> None:
    """What is selected should be kept rather than the sentence; and a line is words as well."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"I stayed", "enter", *"all day. Good.", "home", "shift+up", "ctrl+g")
        await settle(pilot)
        assert kept(app) == ["I stayed"]
        await app.open_section("kettle", "cup")
        await settle(pilot)
        focused(app, LineInput)
        await press(pilot, *"the blue one", "ctrl+g")
        assert kept(app) == ["I stayed", "the blue one"]


@pytest.mark.parametrize(("section", "prompt"), [("waking", "long-answer"), ("every-kind", "kind-scale")])
async def test_where_there_is_no_sentence_the_key_says_how(
    make_little: MakeApp, section: str, prompt: str
) -> None:
    """On an empty page, or a number, nothing is kept, and it is said what the key is for."""
    app = make_little()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section(section, prompt)
        await settle(pilot)
        await press(pilot, "ctrl+g")
        await until(pilot, lambda: "Put the cursor in a sentence" in flattened(app))
        assert kept(app) == []
        assert typed(app, prompt) == ""


async def test_a_letter_is_not_kept_before_it_opens(make_little: MakeApp) -> None:
    """A sentence of a letter that is being written would stand on the proof screen before its day."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("every-kind", "kind-letter")
        await settle(pilot)
        await press(pilot, *"Dear me.", "ctrl+g")
        await settle(pilot)
        assert kept(app) == []


async def test_keeping_in_the_last_instant_loses_nothing(make_little: MakeApp) -> None:
    """Words, ctrl+g and ctrl+q in one breath: the answer is on disk, and so is the sentence."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        hurry(app, *"stay", "ctrl+g", "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    app.answers.close()
    assert kept(app) == ["stay"]
    with Answers.open(app.answers.folder, read_only=True) as answers:
        layer = answers.latest("long-answer")
        assert layer is not None
        assert layer.text == "stay"
        assert [mark.target for mark in answers.proofs()] == [layer.id]


async def test_a_full_disk_keeps_answer_and_sentence_for_later(
    make_little: MakeApp, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk refuses nothing is called kept; afterwards both are there, with what was typed since."""
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 0.05)
    app = make_little()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        disk.full = True
        await press(pilot, *"I stayed.", "ctrl+g")
        said = "Not kept yet: the disk is full. It is tried again."
        await until(pilot, lambda: any(notice.message == said for notice in app._notifications))
        assert "Kept as proof" not in flattened(app)
        await press(pilot, *" Then rain.")
        disk.full = False
        await until(pilot, lambda: not app.autosave.pending)
    assert kept(app) == ["I stayed."]
    assert typed(app, "long-answer") == "I stayed. Then rain."


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_nothing_kept_yet_is_one_warm_sentence(make_little: MakeApp, size: tuple[int, int]) -> None:
    """The empty screen should say how to keep one, whole at every size, and Escape or o should close it."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        for key in ("escape", "o"):
            await press(pilot, "o")
            await until(pilot, lambda: isinstance(app.screen, ProofScreen))
            await settle(pilot)
            assert EMPTY in flattened(app)
            assert "Escape goes back" in flattened(app)
            await press(pilot, "enter", "x", key)
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_one_sentence_is_shown_the_same_all_day(make_little: MakeApp, clock: Clock) -> None:
    """Only the sentence and its day, the same in the evening; on some other day another."""
    answers = make_little().answers
    write(answers, "I stayed. It rained.")
    write(answers, "I rang Jo. It helped.", "one-word")
    clock.pass_days(3)
    shown_on: list[str] = []
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        for hours in [0, 8, *[24] * 6]:
            clock.pass_days(hours / 24)
            await press(pilot, "o")
            await until(pilot, lambda: isinstance(app.screen, ProofScreen))
            await settle(pilot)
            shown_on.append(flattened(app))
            await press(pilot, "escape")
            await settle(pilot)
    assert shown_on[0] == shown_on[1]
    assert len(set(shown_on)) == 2
    assert all("22 November 2026" in words and "What else?" not in words for words in shown_on)


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_all_of_them_lead_back_to_their_places(
    make_little: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    """The newest stands first with its day and question; Enter opens the page it came from."""
    answers = make_little().answers
    write(answers, "I stayed. It rained.")
    clock.pass_days(5)
    write(answers, "I rang Jo. It helped.", "one-word")
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, ProofScreen))
        await press(pilot, "enter")
        await settle(pilot)
        words = flattened(app)
        assert words.index("I rang Jo.") < words.index("27 November 2026") < words.index("I stayed.")
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChapterScreen))
        await settle(pilot)
        assert item(app) == "long-answer"


async def test_letting_go_asks_once(make_little: MakeApp) -> None:
    """One press asks, moving on forgets the question, a second press lets go; the answer stays."""
    app = make_little()
    write(app.answers, "I stayed. It rained.")
    write(app.answers, "I rang Jo. It helped.", "one-word")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, ProofScreen))
        await press(pilot, "enter")
        await settle(pilot)
        await press(pilot, "x")
        await settle(pilot)
        assert "x once more lets this sentence go" in flattened(app)
        await press(pilot, "down", "x", "up", "x")
        await settle(pilot)
        assert len(kept(app)) == 2
        await press(pilot, "x")
        await settle(pilot)
        assert kept(app) == ["I stayed."]
        assert "I rang Jo" not in shown(app)
        await press(pilot, "x", "x")
        await settle(pilot)
        assert kept(app) == []
        assert EMPTY in flattened(app)
    assert typed(app, "one-word") == "I rang Jo. It helped."


async def test_a_sentence_whose_question_has_gone_is_still_shown(make_little: MakeApp) -> None:
    """What was kept from a question that is in no pack any more stays, with its day; Enter says where it is."""
    app = make_little()
    write(app.answers, "I stayed. It rained.", "long-gone")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, ProofScreen))
        await press(pilot, "enter")
        await settle(pilot)
        assert "22 November 2026 · What else?" in flattened(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "The journal has it" in flattened(app))
        assert isinstance(app.screen, ProofScreen)
