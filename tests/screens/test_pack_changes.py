"""Two versions of a pack: the first answered, the second renames, drops, rewords and changes; nothing is lost."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Clock, MakeApp
from tests.screens.conftest import LITTLE
from tests.screens.person import chapter, flattened, item, press, settle, until
from tests.screens.shown import shown
from tests.screens.test_journal import listed, on, open_journal, whole
from workbook.app import WorkbookApp
from workbook.content.loader import Pack, open_pack
from workbook.screens.journal import JournalScreen
from workbook.screens.journal_parts import JournalList
from workbook.screens.journal_view import ALL_PLACED
from workbook.screens.practice import PracticeScreen
from workbook.store.records import OwnPrompt

SIZES = [(40, 15), (80, 24), (120, 36)]
WIDE = (120, 36)


def version_two(folder: Path) -> Pack:
    """Rename a section and a prompt; drop a prompt, a section and a practice; reword one, change a kind."""
    morning, evening = (folder / name for name in ("morning.md", "evening.md"))
    text = morning.read_text("utf-8")
    for before, after in (
        ("## Waking {#waking}", '## Rising {#rising was="waking"}'),
        (":::{prompt} one-word\n", ':::{prompt} first-word\nwas = ["one-word"]\n'),
        (":::{answer} one-word", ":::{answer} first-word"),
        ("What would you write at length?", "What would you write today?"),
        (':::{prompt} cup\nkind = "line"', ':::{prompt} cup\nkind = "scale"'),
        (" See also [the lamp](evening.md#lamp), or", " See"),
    ):
        assert before in text
        text = text.replace(before, after)
    text, dropped = re.subn(r":::\{prompt\} few-things\n.*?\n:::\n", "", text, flags=re.DOTALL)
    assert dropped
    morning.write_text(text, "utf-8")
    text = evening.read_text("utf-8")
    text, dropped = re.subn(r":::\{practice\} lamps\n.*?\n:::\n", "", text, flags=re.DOTALL)
    assert dropped
    evening.write_text(text[: text.index("## Dark")], "utf-8")
    toml = folder / "pack.toml"
    toml.write_text(toml.read_text("utf-8").replace('first = "one-word"', 'first = "first-word"'), "utf-8")
    return open_pack(folder)


class Changed:
    """Someone who answered version one, and has version two open now."""

    def __init__(self, app: WorkbookApp, kept: OwnPrompt, stray: OwnPrompt) -> None:
        self.app = app
        self.kept = kept
        self.stray = stray


@pytest.fixture
def changed(make_app: MakeApp, clock: Clock, tmp_path: Path) -> Changed:
    """Answers in every place that changes, then the new version three days later."""
    old = open_pack(Path(shutil.copytree(LITTLE, tmp_path / "pack")))
    answers = make_app(pack=old).answers
    asked = {
        prompt.id: (section, prompt)
        for outline in old.outlines
        for section in old.chapter(outline.id).sections
        for prompt in section.prompts
    }
    for prompt_id, value in (
        ("one-word", "dew"),
        ("few-things", ["a lamp", "a river stone"]),
        ("long-answer", "at length about swallows"),
        ("cup", "the chipped blue one"),
        ("lamp-word", "glow"),
    ):
        section, prompt = asked[prompt_id]
        answers.write(
            prompt_id, value, section_id=section.id, question=prompt.question, kind=prompt.kind.name
        )
        clock.pass_days(0.01)
    answers.add_entry(
        "lamps", {"when": "at dusk", "then": "light it"}, title="Lamps I lit", labels={"when": "When…"}
    )
    kept = answers.add_own_prompt("waking", "Who woke me?")
    stray = answers.add_own_prompt("dark", "What did I hear?")
    for own, words in ((kept, "the blackbird"), (stray, "only rain")):
        answers.write(own.id, words, section_id=own.section_id, question=own.question, kind="text")
    answers.mark("one-word", "later")
    clock.pass_days(3)
    return Changed(make_app(pack=version_two(tmp_path / "pack")), kept, stray)


WRITTEN = (
    "dew",
    "a river stone",
    "at length about swallows",
    "the chipped blue one",
    "glow",
    "at dusk",
    "the blackbird",
    "only rain",
)


async def test_everything_is_in_the_journal_and_opens_or_is_read(changed: Changed) -> None:
    """Each thing that was written is found by its words; Enter shows it, wherever it stands or stood."""
    app = changed.app
    async with app.run_test(size=WIDE) as pilot:
        for words in WRITTEN:
            await open_journal(pilot)
            # What was searched for before is selected: typing replaces it.
            await press(pilot, *words)
            await settle(pilot)
            assert len(listed(app)) == 1, words
            assert words in whole(app)
            await press(pilot, "enter")
            await settle(pilot)
            if not isinstance(app.screen, JournalScreen):
                await press(pilot, "ctrl+t")
                await settle(pilot)
                assert words in flattened(app), words
            await press(pilot, "f2")
            await settle(pilot)


@pytest.mark.parametrize("size", SIZES[::2])
async def test_what_has_no_place_stands_on_a_shelf(changed: Changed, size: tuple[int, int]) -> None:
    """From the list of everything: with the question as it was asked, readable, and why it stands there."""
    app = changed.app
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f3", *"without a place", "enter")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await until(pilot, lambda: len(listed(app)) == 3)
        assert set(listed(app)) == {changed.stray.id, "lamps", "few-things"}
        await app.workers.wait_for_complete()
        expected = {
            changed.stray.id: ("What did I hear?", "only rain", "Its section is not in the open pack now."),
            "lamps": ("Lamps I lit", "at dusk", "This practice is not in the open pack now."),
            "few-things": ("What are a few things in sight?", "a river stone", "This question is not in"),
        }
        for _ in range(3):
            await press(pilot, "enter")
            await settle(pilot)
            question, words, why = expected[on(app)]
            for said in (question, words, why, "What you wrote is kept."):
                assert said in whole(app)
            assert question in flattened(app)
            await press(pilot, "escape", "down")
            await settle(pilot)


async def test_what_was_renamed_is_followed(changed: Changed) -> None:
    """Section, prompt and what was added to the section: all stand where they are now, marks as well."""
    app = changed.app
    async with app.run_test(size=WIDE) as pilot:
        await app.open_section("waking", "one-word")
        await settle(pilot)
        assert (chapter(app).section.id, item(app)) == ("rising", "first-word")
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "dew" in shown(app)
        await app.open_section("rising", changed.kept.id)
        await settle(pilot)
        assert "Who woke me?" in flattened(app)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "the blackbird" in shown(app)
        app.answers.write("first-word", "mist", section_id="rising", question="?", kind="text")
        await open_journal(pilot)
        await press(pilot, "tab", "tab", "5")
        await settle(pilot)
        assert "5 for later" in shown(app)
        assert listed(app) == ["first-word", "one-word"]


async def test_a_question_that_changed_shows_how_it_was_asked(changed: Changed) -> None:
    """Its old wording stands with the old answer; words fit for another kind are shown as they were."""
    app = changed.app
    async with app.run_test(size=WIDE) as pilot:
        await app.open_section("rising", "long-answer")
        await settle(pilot)
        assert "What would you write today?" in flattened(app)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "asked then" in flattened(app)
        assert "swallows" in flattened(app)
        await app.open_section("kettle", "cup")
        await settle(pilot)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "the chipped blue one" in flattened(app)


async def test_a_dropped_practice_says_so(changed: Changed) -> None:
    """Whatever still leads there tells that its entries are kept, and nothing breaks."""
    app = changed.app
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        app.open_practice("lamps")
        await until(pilot, lambda: any("entries are kept" in told.message for told in app._notifications))
        assert not isinstance(app.screen, PracticeScreen)
        await app.open_section("dark")
        await settle(pilot)
        assert app.is_running


async def test_in_a_pack_that_has_everything_the_shelf_is_empty(make_little: MakeApp) -> None:
    """It is not in the list of everything then; from the palette it says that all has its place."""
    app = make_little()
    app.answers.write("one-word", "dew", section_id="waking", question="?", kind="text")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", *"without")
        await settle(pilot)
        assert "Answers without a place" not in shown(app)
        await press(pilot, "escape")
        app.action_unplaced()
        await until(pilot, lambda: ALL_PLACED[:20] in flattened(app))
        await press(pilot, "escape")
        await settle(pilot)
        assert listed(app) == ["one-word"]


async def test_a_chapter_that_cannot_be_opened_puts_its_answers_on_the_shelf(
    make_app: MakeApp, tmp_path: Path
) -> None:
    """Until it is mended they can be read there; then they are back in their places."""
    folder = Path(shutil.copytree(LITTLE, tmp_path / "broken"))
    whole_text = (folder / "morning.md").read_text("utf-8")
    (folder / "morning.md").write_text(whole_text.replace('kind = "line"', 'kind = "nonsense"'), "utf-8")
    app = make_app(pack=open_pack(folder))
    app.answers.write("one-word", "dew", section_id="waking", question="One word?", kind="text")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        app.action_unplaced()
        await until(pilot, lambda: bool(app.screen.query(JournalList)))
        await until(pilot, lambda: listed(app) == ["one-word"])
        await app.workers.wait_for_complete()
        await press(pilot, "enter")
        await settle(pilot)
        assert "The chapter of this question cannot be opened just now." in whole(app)
        assert "dew" in shown(app)
