"""Pages laid over a screen: contents, palette, help, pause, support."""

import pytest
from textual.command import CommandPalette
from textual.geometry import Region
from textual.widgets import Input

from tests.conftest import MakeApp
from tests.screens.person import (
    chapter,
    flattened,
    hurry,
    in_sight,
    item,
    leave,
    press,
    settle,
    typed,
    until,
)
from tests.screens.shown import shown
from workbook.screens.chapter import ChapterScreen
from workbook.screens.contents import ContentsScreen
from workbook.screens.first_run import FirstRunScreen
from workbook.screens.help import GENERAL, HelpScreen, explanation
from workbook.screens.home import HomeScreen
from workbook.screens.pause import PauseScreen
from workbook.screens.practice import PracticeScreen
from workbook.screens.support import SupportScreen
from workbook.settings import Settings
from workbook.store.preferences import WELCOMED

SMALL_AND_LARGE = [(40, 15), (120, 36)]


@pytest.mark.parametrize("size", SMALL_AND_LARGE)
async def test_contents_finds_a_section_as_one_types(make_little: MakeApp, size: tuple[int, int]) -> None:
    """F3 should list everything; letters narrow it, arrows move, Enter goes there."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "f3")
        await settle(pilot)
        assert isinstance(app.screen, ContentsScreen)
        assert "Morning" in shown(app)
        await press(pilot, *"even")
        await settle(pilot)
        assert "Waking" not in shown(app)
        assert "Lamp" in shown(app)
        await press(pilot, "down", "enter")
        await settle(pilot)
        assert chapter(app).section.id == "dark"
        await press(pilot, "f3")
        await settle(pilot)
        assert "▸◐ Dark" in shown(app) or size == (40, 15)
        await press(pilot, "escape")
        await settle(pilot)
        assert chapter(app).section.id == "dark"


async def test_contents_finds_practices_and_nothing(make_little: MakeApp) -> None:
    """A practice should be found by its name; letters that fit nothing should lead nowhere, without harm."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", *"zzz", "enter", "down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ContentsScreen)
        await press(pilot, "ctrl+u", *"lamps i", "enter")
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)


async def test_words_typed_before_another_section_is_chosen_are_kept(make_little: MakeApp) -> None:
    """From the midst of an answer, F3 and a section should leave the words behind safely."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"rest", "f3", *"dark", "enter")
        await settle(pilot)
        assert chapter(app).section.id == "dark"
        assert typed(app, "long-answer") == "rest"
        await until(pilot, lambda: chapter(app)._steps)
        await press(pilot, "b")
        await until(pilot, lambda: item(app) == "long-answer")


async def test_the_palette_knows_sections_practices_and_commands(make_little: MakeApp) -> None:
    """ctrl+p should find a section and a practice by name, and offer nothing that writes the screen to a file."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        for words, expected in (("kettle", "kettle"), ("lamps i lit", "practice"), ("pause", "pause")):
            await press(pilot, "ctrl+p")
            await until(pilot, lambda: isinstance(app.screen, CommandPalette))
            await press(pilot, *words)
            await until(pilot, lambda words=words: words in shown(app).lower().split("\n", 4)[4])  # type: ignore[misc]
            await press(pilot, "enter")
            await settle(pilot)
            await until(pilot, lambda: not isinstance(app.screen, CommandPalette))
            await settle(pilot)
            if expected == "kettle":
                assert chapter(app).section.id == "kettle"
            else:
                assert isinstance(app.screen, PracticeScreen if expected == "practice" else PauseScreen)
        await press(pilot, "escape")
        assert not any("creenshot" in command.title for command in app.get_system_commands(app.screen))


async def test_help_says_something_of_every_place(make_little: MakeApp) -> None:
    """F1 should explain whatever has the focus in words of its own, not only in general ones."""
    app = make_little()
    said: dict[str, str] = {}
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)

        async def look(name: str) -> None:
            await settle(pilot)
            assert app.focused is not None, name
            said[name] = explanation(app.screen)
            await press(pilot, "f1")
            await settle(pilot)
            assert isinstance(app.screen, HelpScreen), name
            assert " ".join(said[name].split()[:6]) in flattened(app).replace("│ ", ""), name
            await press(pilot, "escape")
            await settle(pilot)

        await look("doors")
        await press(pilot, "tab")
        await look("chapters")
        await app.open_section("every-kind")
        await settle(pilot)
        await look("reading")
        await press(pilot, "shift+tab")
        await look("sections")
        for prompt in chapter(app).section.page:
            await press(pilot, "ctrl+n") if said.get("kind-scale") else await app.open_section(
                "every-kind", prompt.id
            )
            await look(prompt.id)
        await app.open_section("kettle", "old-burn")
        await look("care")
        await app.open_section("lamp", "lamps")
        await look("practice card")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#field-when"))
        await look("form")
        await press(pilot, "f5")
        await look("support")
        await press(pilot, "escape", "f3")
        await look("contents")
    assert all(said.values()), [name for name, words in said.items() if not words]
    assert len(set(said.values())) == len(said), "two places say the same"
    assert GENERAL not in said.values()


@pytest.mark.parametrize("size", SMALL_AND_LARGE)
async def test_a_pause_from_an_answer_gives_it_back(make_little: MakeApp, size: tuple[int, int]) -> None:
    """F4 should hold still; any key should lead back to the same place, and type nothing."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"re", "f4")
        await settle(pilot)
        assert isinstance(app.screen, PauseScreen)
        assert "Nothing is asked of you here." in shown(app)
        assert "Any key goes back." in shown(app)
        await press(pilot, "x")
        await settle(pilot)
        await press(pilot, *"st")
        await leave(pilot)
    assert typed(app, "long-answer") == "rest"


async def test_a_still_pause_stands_still(make_little: MakeApp) -> None:
    """With `still = true` the breath should be words, and nothing should move."""
    app = make_little(settings=Settings(still=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4")
        await settle(pilot)
        before = shown(app)
        assert "in, slowly" in before
        await pilot.pause(0.5)
        assert shown(app) == before


@pytest.mark.parametrize("size", SMALL_AND_LARGE)
async def test_support_is_one_key_away_and_can_be_read_to_the_end(
    make_little: MakeApp, size: tuple[int, int]
) -> None:
    """F5 should show people and places from within an answer; its last line should be reachable."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"re", "f5")
        await settle(pilot)
        assert isinstance(app.screen, SupportScreen)
        assert "Someone who knows you" in flattened(app)
        await press(pilot, "end")
        await settle(pilot)
        assert "The last place: Call 999" in flattened(app)
        await press(pilot, "f5")
        await settle(pilot)
        await press(pilot, *"st")
        await leave(pilot)
    assert typed(app, "long-answer") == "rest"


async def test_people_of_ones_own_stay_until_taken_off(make_little: MakeApp) -> None:
    """People should be added with Enter, stand there next time, and go when taken off."""
    first = make_little()
    async with first.run_test(size=(80, 40)) as pilot:
        await press(pilot, "f5", "tab", *"Ann", "enter", *"next door", "enter")
        await settle(pilot)
        assert "Ann: next door" in shown(first)
        await press(pilot, *"Bo", "enter", "enter")
        await settle(pilot)
        assert [person.name for person in first.answers.people()] == ["Ann", "Bo"]
        await press(pilot, "escape")
        await leave(pilot)
    second = make_little()
    async with second.run_test(size=(80, 40)) as pilot:
        await press(pilot, "s")
        await settle(pilot)
        assert "Ann: next door" in shown(second)
        await press(pilot, "tab", "enter")
        await settle(pilot)
        assert "Ann" not in shown(second)
        assert "Bo" in shown(second)
        await press(pilot, "escape")
        await leave(pilot)
    assert [person.name for person in make_little().answers.people()] == ["Bo"]


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_the_last_place_of_the_real_list_can_be_read(make_app: MakeApp, size: tuple[int, int]) -> None:
    """The end of the pack's own list of contacts should not be cut off (it was, on small screens)."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "f5")
        await settle(pilot)
        await press(pilot, "end")
        await settle(pilot)
        contacts = app.screen.query_one("#contacts")
        assert in_sight(app, contacts, Region(contacts.region.x, contacts.region.bottom - 1, 1, 1))


async def test_help_keeps_its_way_out_in_sight(make_little: MakeApp) -> None:
    """On a small screen the line that says how to close should show (it was pushed out)."""
    app = make_little()
    async with app.run_test(size=(40, 15)) as pilot:
        for key, words in (("f1", "Escape closes this."), ("f5", "Escape goes back")):
            await press(pilot, key)
            await settle(pilot)
            assert words in flattened(app)
            await press(pilot, "escape")
            await settle(pilot)
        assert app.screen.focused is not None
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", SMALL_AND_LARGE)
async def test_contents_takes_what_is_typed_behind_f3_in_one_go(
    make_little: MakeApp, size: tuple[int, int]
) -> None:
    """Letters and Enter should find and open (they went to the page below), also from the midst of an answer."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        hurry(app, "f3", *"kettle", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChapterScreen))
        await settle(pilot)
        assert chapter(app).section.id == "kettle"
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        hurry(app, *"tea", "f3", *"dark", "enter")
        await until(
            pilot, lambda: isinstance(app.screen, ChapterScreen) and chapter(app).section.id == "dark"
        )
        await settle(pilot)
        assert typed(app, "long-answer") == "tea"


async def test_letters_behind_the_letter_for_contents_are_taken_too(make_little: MakeApp) -> None:
    """The letter and words in one go should be found, and none of them open another page."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hurry(app, "i", *"dark")
        await until(pilot, lambda: isinstance(app.screen, ContentsScreen))
        await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == "dark")


async def test_the_palette_takes_what_is_typed_behind_its_key(make_little: MakeApp) -> None:
    """ctrl+p and words in one go should be what it looks for."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hurry(app, "ctrl+p", *"pause")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await until(pilot, lambda: isinstance(app.focused, Input) and app.focused.value == "pause")


@pytest.mark.parametrize(
    "keys", [("t",), ("k",), ("o",), ("c",), ("f5",), ("f1",), ("t", "f1"), ("f3",), ("ctrl+p",)]
)
async def test_f2_leads_home_from_every_page_laid_over(make_little: MakeApp, keys: tuple[str, ...]) -> None:
    """It closes them all (it did nothing there)."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        for key in keys:
            await press(pilot, key)
            await settle(pilot)
        assert len(app.screen_stack) == 2 + len(keys)
        await press(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await settle(pilot)
        assert len(app.screen_stack) == 1


async def test_f3_takes_the_place_of_a_page_laid_over(make_little: MakeApp) -> None:
    """What is under it comes again with Escape; F3 once more closes it; somebody half added is kept."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "t", "f3")
        await until(pilot, lambda: isinstance(app.screen, ContentsScreen))
        await press(pilot, "f3")
        await until(pilot, lambda: isinstance(app.screen, ChapterScreen))
        await press(pilot, "f5", "tab", *"Ann", "f2")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert [person.name for person in app.answers.people()] == ["Ann"]


async def test_f2_in_the_welcome_is_home_and_the_welcome_is_over(make_little: MakeApp) -> None:
    """It should not come again for having been left so."""
    app = make_little(welcomed=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstRunScreen))
        await press(pilot, "f2")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await settle(pilot)
        app.save_now()
        assert app.answers.preference(WELCOMED)


async def test_a_letter_leads_to_a_country_which_then_stands_first(make_app: MakeApp) -> None:
    """Once more it leads to the next of that letter; the sources are a domain here, and whole under F1."""
    first = make_app()
    async with first.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "u")
        await until(pilot, lambda: "Call 116 123" in flattened(first))
        assert "checked 22 November 2026 · samaritans.org" in flattened(first)
        assert "https://" not in flattened(first)
        await press(pilot, "u")
        await until(pilot, lambda: "Call or text 988" in flattened(first))
        assert "https://" in explanation(first.screen)
        await press(pilot, "escape")
        await leave(pilot)
    second = make_app()
    async with second.run_test(size=(80, 40)) as pilot:
        await press(pilot, "f5")
        await settle(pilot)
        assert flattened(second).index("United States") < flattened(second).index("Any country")
