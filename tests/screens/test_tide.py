"""The tide on the screen: looked at, walked along, followed to where something was written, told in words."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.conftest import Clock, MakeApp
from tests.hostile import MARKUP, TROUBLE, token
from tests.screens.person import chapter, flattened, focused, press, settle, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.progress.past import history_of
from workbook.progress.tide import Tide, tide_of
from workbook.screens.first_run import FirstRunScreen
from workbook.screens.home import HomeScreen
from workbook.screens.practice import PracticeScreen
from workbook.screens.tide import TideScreen, TideWords, TraceList
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.widgets.tide import BUOY, TideWave
from workbook.widgets.tide_strip import TideStrip

SIZES = [(40, 15), (80, 24), (120, 36), (200, 60)]
A_SECOND = 1 / 86_400
"""In days."""
WAVES = set("▁▂▃▄▅▆▇█▓▒░")


@pytest.fixture
def past(words: Path, clock: Clock) -> Clock:
    """Four visits: one with nothing said, two check-ins far apart, and one with words and answers."""
    clock.pass_days(-420)
    visit(words, clock, None, "", ("lamp", "lamp-word"))
    clock.pass_days(20)
    visit(words, clock, 2, "wobbly")
    clock.pass_days(360)
    visit(words, clock, 8, "steadier", ("waking", "one-word"), ("dark", "gone"), practice=True)
    clock.pass_days(30)
    visit(words, clock, 6, "")
    clock.pass_days(10)
    return clock


def visit(
    words: Path, clock: Clock, level: int | None, word: str, *places: tuple[str, str], practice: bool = False
) -> None:
    """Come, check in, write in some places, and leave."""
    with Answers.open(words, clock=clock) as answers:
        if level is not None:
            answers.check_in(level, word)
        for section_id, prompt_id in places:
            clock.pass_days(A_SECOND)
            answers.write(prompt_id, "tea", section_id=section_id, question="?", kind="line")
        if practice:
            clock.pass_days(A_SECOND)
            answers.add_entry("lamps", {"which": "desk"}, title="Lamps I lit", labels={"which": "Which?"})


def wave(app: WorkbookApp) -> TideWave:
    """The water, which should have the focus."""
    return focused(app, TideWave)


def said(app: WorkbookApp) -> str:
    """What stands beneath the water about the visit one is on."""
    return str(app.screen.query_one("#tide-said").render())


def traces(app: WorkbookApp) -> list[str]:
    """Where something was written at the visit one is on."""
    options = app.screen.query_one(TraceList).options
    return [str(option.prompt).removeprefix("↗ ") for option in options]


def buoy(app: WorkbookApp) -> tuple[int, int]:
    """The column and line of the buoy."""
    found = [(text.index(BUOY), line) for line, text in enumerate(shown(app).split("\n")) if BUOY in text]
    assert len(found) == 1, shown(app)
    return found[0]


@pytest.mark.parametrize("size", SIZES)
async def test_one_walks_along_the_tide(make_little: MakeApp, past: Clock, size: tuple[int, int]) -> None:
    """`w` should show the newest visit; left and right lead from visit to visit, each with its own words."""
    app = make_little(welcomed=True)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        assert isinstance(app.screen, TideScreen)
        assert wave(app).chosen == 4
        between = "\n" if size[0] < 60 else "   "
        assert said(app) == f"today, 12:04   you were here{between}c: check in"
        assert "Go there" not in shown(app)
        assert len(set(shown(app)) & WAVES) > 2
        right = buoy(app)
        await press(pilot, "left")
        await settle(pilot)
        assert said(app) == "12 November, 12:04   6 of 10"
        await press(pilot, "left")
        await settle(pilot)
        assert said(app) == "13 October, 12:04   “steadier”, 8 of 10"
        assert traces(app) == ["Lamps I lit", "Dark", "Waking"]
        assert "steadier" in flattened(app)
        high = buoy(app)
        assert high[0] < right[0]
        await press(pilot, "left")
        await settle(pilot)
        assert said(app) == "18 October 2025, 12:04   “wobbly”, 2 of 10"
        assert buoy(app)[1] > high[1]
        await press(pilot, "left", "left", "left")
        await settle(pilot)
        assert said(app) == "28 September 2025, 12:04   "
        assert traces(app) == ["Lamp"]
        await press(pilot, "end")
        await settle(pilot)
        assert wave(app).chosen == 4
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_enter_goes_to_where_something_was_written(make_little: MakeApp, past: Clock) -> None:
    """Up and Down should move among the places of a visit, and Enter open the one that is highlighted."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w", "left", "left", "down", "down")
        await until(pilot, lambda: "Go there" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, TideScreen))
        await settle(pilot)
        assert chapter(app).section.id == "waking"
        await press(pilot, "escape", "f2", "w", "left", "left", "enter")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))


async def test_a_place_is_opened_with_the_mouse(make_little: MakeApp, past: Clock) -> None:
    """A click on the water should go to the visit nearest to it, and a click on a place open it."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        await pilot.click(TideWave, offset=(3, 5))
        await settle(pilot)
        assert wave(app).chosen == 0
        await pilot.click(TraceList, offset=(4, 0))
        await until(pilot, lambda: not isinstance(app.screen, TideScreen))
        await settle(pilot)
        assert chapter(app).section.id == "lamp"


@pytest.mark.parametrize("size", SIZES)
async def test_the_tide_is_told_in_words(make_little: MakeApp, past: Clock, size: tuple[int, int]) -> None:
    """Space should tell every visit in words, for those who cannot see the water, and go back to it."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "w", "space")
        await settle(pilot)
        assert focused(app, TideWords)
        told = str(app.screen.query_one("#tide-told").render())
        assert told.split("\n") == [
            "today, 12:04: You were here.",
            "12 November, 12:04: 6 of 10.",
            "13 October, 12:04: “steadier”, 8 of 10. You wrote in: Lamps I lit, Dark, Waking.",
            "18 October 2025, 12:04: “wobbly”, 2 of 10.",
            "28 September 2025, 12:04: You wrote in: Lamp.",
        ]
        assert "today, 12:04: You were here." in flattened(app)
        await press(pilot, "enter", "up", "escape")
        await settle(pilot)
        assert isinstance(app.screen, TideScreen)
        assert wave(app).chosen == 4


async def test_a_long_tide_scrolls_and_shows_the_newest_first(
    make_little: MakeApp, words: Path, clock: Clock
) -> None:
    """With more visits than there is room for, the newest should be in sight, and the rest a few keys away."""
    for number in range(40):
        clock.pass_days(3)
        visit(words, clock, number % 11, f"w{number}")
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        lines = shown(app)
        assert "‹" in lines
        assert "›" not in lines
        assert "“w39”" in lines
        assert "“w0”" not in lines
        assert buoy(app)[0] > 60
        await press(pilot, "pageup")
        await settle(pilot)
        assert 25 < wave(app).chosen < 36
        await press(pilot, "home")
        await settle(pilot)
        assert said(app).endswith("“w0”, 0 of 10")
        lines = shown(app)
        assert "“w0”" in lines
        assert "›" in lines
        assert "‹" not in lines
        assert buoy(app)[0] < 15


async def test_a_resized_tide_keeps_its_visit_in_sight(
    make_little: MakeApp, words: Path, clock: Clock
) -> None:
    """Whatever happens to the window, the visit one is on should stay on the screen."""
    for number in range(40):
        clock.pass_days(3)
        visit(words, clock, number % 11, "")
    app = make_little()
    async with app.run_test(size=(200, 60)) as pilot:
        await press(pilot, "w", "home", "right", "right", "right")
        for size in [(40, 15), (120, 36), (80, 24)]:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert wave(app).chosen == 3
            assert 0 < buoy(app)[0] < size[0]


async def test_what_is_written_meanwhile_shows_on_coming_back(make_little: MakeApp, past: Clock) -> None:
    """A check-in made above this screen should be in the water when one is back."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        before = buoy(app)
        await press(pilot, "f1")
        await settle(pilot)
        app.answers.check_in(0, "low")
        await press(pilot, "escape")
        await until(pilot, lambda: "“low”" in shown(app))
        assert said(app) == "today, 12:04   “low”, 0 of 10"
        assert buoy(app)[0] == before[0]
        assert buoy(app)[1] > before[1]
        app.autosave.put("check-in", lambda: app.answers.check_in(10, "high"))
        await until(pilot, lambda: said(app) == "today, 12:04   “high”, 10 of 10")


async def test_what_is_written_meanwhile_does_not_move_one_away(make_little: MakeApp, past: Clock) -> None:
    """While one looks at an earlier visit, a check-in should change neither the visit nor the place one is on."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w", "left", "left", "down", "down")
        await settle(pilot)
        app.autosave.put("check-in", lambda: app.answers.check_in(10, "high"))
        await until(pilot, lambda: "“high”" in shown(app))
        assert wave(app).chosen == 2
        assert app.screen.query_one(TraceList).highlighted == 2
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(app.screen, TideScreen))
        await settle(pilot)
        assert chapter(app).section.id == "waking"


async def test_before_anything_was_done_the_water_is_still(make_little: MakeApp) -> None:
    """Without any visit a warm line should stand there and say how to begin; with the first check-in, water."""
    app = make_little(welcomed=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstRunScreen))
        await app.push_screen(TideScreen(app.pack, app.answers, app.clock))
        await settle(pilot)
        assert not app.answers.visits()
        assert "The water is still." in flattened(app)
        assert "Press c to check in" in flattened(app)
        assert "your visits" not in flattened(app)
        await press(pilot, "space", "enter", "left", "up")
        assert isinstance(app.screen, TideScreen)
        app.answers.check_in(5, "here")
        await press(pilot, "f1", "escape")
        await until(pilot, lambda: "“here”" in shown(app))
        assert "The water is still." not in flattened(app)


@pytest.mark.parametrize("count", [1, 2])
async def test_a_young_tide_fills_the_width(make_little: MakeApp, clock: Clock, count: int) -> None:
    """One or two visits should already look like water, from side to side."""
    for _ in range(count):
        app = make_little()
        app.answers.check_in(7, "")
        clock.pass_days(1)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        widest = max(sum(letter in WAVES for letter in line) for line in shown(app).split("\n"))
        assert widest >= 70
        assert 0 < buoy(app)[0] < 80


async def test_visits_without_a_check_in_draw_level_water(
    make_little: MakeApp, words: Path, clock: Clock
) -> None:
    """When nothing was ever said, no visit should stand higher or lower than another."""
    for _ in range(6):
        visit(words, clock, None, "", ("lamp", "lamp-word"))
        clock.pass_days(40)
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        lines = set()
        for _ in range(6):
            lines.add(buoy(app)[1])
            await press(pilot, "left")
            await settle(pilot)
        assert max(lines) - min(lines) <= 1


async def test_colours_are_not_needed(
    make_little: MakeApp, past: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under NO_COLOR crest, depth and the visit one is on should be told by shapes alone."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        assert set("▒░█") <= set(shown(app))
        assert buoy(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_float_as_they_were_put_down(
    make_little: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    """Markup, wide letters and long words should be shown literally, and break neither water nor words."""
    app = make_little()
    app.answers.check_in(9, f"{token('word')} {MARKUP} {TROUBLE} {'w' * 300}")
    app.answers.write("x", "y", section_id=token("section"), question="?", kind="line")
    clock.pass_days(0.01)
    app.answers.add_entry("nowhere", {"a": "b"}, title=f"{token('title')} {MARKUP}", labels={"a": "a"})
    async with app.run_test(size=size) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        assert token("word") in flattened(app)
        assert token("title") in flattened(app)
        assert all(len(line) <= size[0] for line in shown(app).split("\n"))
        await press(pilot, "space")
        await settle(pilot)
        assert token("word") in flattened(app)
        assert app.is_running


async def test_a_section_that_has_gone_leads_nowhere(make_little: MakeApp, words: Path, clock: Clock) -> None:
    """What this pack does not have should be named as such, passed over by the keys, and never an error."""
    visit(words, clock, 4, "", ("gone", "gone"), ("lamp", "lamp-word"))
    clock.pass_days(1)
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w", "left")
        await settle(pilot)
        assert sorted(traces(app)) == ["Lamp", "a section that this pack does not have"]
        await press(pilot, "up", "down", "down", "enter")
        await until(pilot, lambda: not isinstance(app.screen, TideScreen))
        await settle(pilot)
        assert chapter(app).section.id == "lamp"


@pytest.mark.parametrize("size", SIZES)
async def test_a_word_floats_above_the_highest_water(
    make_little: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    """Even at the top of the range there should be room for the buoy and the word above it."""
    app = make_little()
    app.answers.check_in(10, "sunny")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        lines = shown(app).split("\n")
        word = next(line for line, text in enumerate(lines) if "“sunny”" in text)
        crest = next(line for line, text in enumerate(lines) if len(set(text) & WAVES) > 0)
        assert word < buoy(app)[1] <= crest


async def test_c_checks_in_and_the_tide_rises(make_little: MakeApp, past: Clock) -> None:
    """Checking in from here should lead back here, with the new word on the water."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w", "c")
        await until(pilot, lambda: not isinstance(app.screen, TideScreen))
        await settle(pilot)
        await press(pilot, "9", "enter", *"bright", "enter")
        await until(pilot, lambda: "“bright”" in shown(app))
        assert said(app) == "today, 12:04   “bright”, 9 of 10"
        assert wave(app).chosen == 4


async def test_the_palette_offers_the_tide(make_little: MakeApp, past: Clock) -> None:
    """The tide and, once there, its words should be in the palette."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"tide")
        await until(pilot, lambda: "your visits and check-ins" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, TideScreen))
        screen = app.screen
        assert isinstance(screen, TideScreen)
        assert "The tide in words" in [command.title for command in screen.commands()]


async def test_other_colours_are_taken_at_once(make_little: MakeApp, past: Clock) -> None:
    """When the colours change, the water should change with them."""
    app = make_little(settings=Settings(theme="evening"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "w")
        await settle(pilot)
        dark = {segment.style for segment in wave(app).render_line(8)}
        app.theme = "daylight"
        await settle(pilot)
        assert dark.isdisjoint({segment.style for segment in wave(app).render_line(8)})


async def test_help_explains_the_water(make_little: MakeApp, past: Clock) -> None:
    """F1 should say what the tide is and how to walk along it."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "w", "f1")
        await settle(pilot)
        assert "The water stands as high as you said at a check-in" in flattened(app)


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_the_strip_shows_the_newest_part(make_little: MakeApp, past: Clock, width: int) -> None:
    """A page with other things on it should get a few rows of water with the newest words, and nothing when new."""
    app = make_little()
    async with app.run_test(size=(width, 24)) as pilot:
        strip = TideStrip()
        await app.screen.mount(strip, before=0)
        await settle(pilot)
        assert not strip.display
        strip.show(tide_of(history_of(app.answers, past())))
        await settle(pilot)
        assert strip.size.height == 3
        lines = shown(app).split("\n")[:3]
        assert "October · “steadier”" in lines[2]
        assert set("".join(lines[:2])) & WAVES
        strip.show(Tide())
        await settle(pilot)
        assert not strip.display
        strip.show(tide_of(replace(history_of(app.answers, past()), checkins=())))
        await settle(pilot)
        assert "November" in shown(app).split("\n")[2]
        await pilot.click(TideStrip)
        await until(pilot, lambda: isinstance(app.screen, TideScreen))


async def test_the_list_beneath_keeps_to_its_place(make_little: MakeApp, clock: Clock) -> None:
    """Many places should scroll in their list rather than push the water away."""
    app = make_little()
    for number in range(30):
        app.answers.write(f"p{number}", "x", section_id="lamp", question="?", kind="line")
        app.answers.add_entry(f"log-{number}", {"a": "b"}, title=f"Log {number}", labels={"a": "a"})
    async with app.run_test(size=(40, 15)) as pilot:
        await press(pilot, "w", *["down"] * 20)
        await settle(pilot)
        listing = app.screen.query_one(TraceList)
        assert isinstance(listing, OptionList)
        assert listing.highlighted == 20
        assert traces(app)[20] in shown(app)
        assert buoy(app)
