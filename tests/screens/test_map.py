"""The map: opened from anywhere, walked with arrows and the mouse, told in words; Enter goes there."""

import shutil
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Static

from tests.conftest import CHAPTERS, Clock, MakeApp
from tests.hostile import hostile_pack, token
from tests.screens.conftest import LITTLE
from tests.screens.person import chapter, flattened, focused, leave, opened, press, settle, until
from tests.screens.shown import shown
from tests.screens.test_trails import TRAILS
from workbook.app import WorkbookApp
from workbook.content.loader import Pack, open_pack
from workbook.screens.contents import ContentsScreen
from workbook.screens.home import HomeScreen
from workbook.screens.map import MapScreen, MapWords
from workbook.store.answers import Answers
from workbook.widgets.theme_map import ThemeMap

SIZES = [(40, 15), (80, 24), (120, 36), (200, 60)]


@pytest.fixture
def walked(tmp_path: Path) -> Pack:
    """The little pack with trails."""
    folder = tmp_path / "pack"
    shutil.copytree(LITTLE, folder)
    with (folder / "pack.toml").open("a", encoding="utf-8") as file:
        file.write(TRAILS)
    return open_pack(folder)


def note(app: WorkbookApp) -> str:
    """What is said of the highlighted section."""
    return str(app.screen.query_one("#map-note", Static).render())


def present(app: WorkbookApp) -> tuple[str, str]:
    """The theme and the section that are highlighted."""
    return app.screen.query_one(ThemeMap).present


def place_of(app: WorkbookApp, section_id: str) -> Offset:
    """Where a section first stands, from the corner of the picture; it is scrolled into sight."""
    picture = app.screen.query_one(ThemeMap)
    spot = next(spot for spot in picture._plan.layout.spots if spot.section_id == section_id)
    return (
        Offset(picture._plan.layout.names + spot.x, picture._plan.layout.header + spot.y)
        - picture.scroll_offset
    )


async def go_to(pilot: Pilot[None], section_id: str) -> None:
    """Go to a section on the map by its arrow keys alone."""
    picture = pilot.app.screen.query_one(ThemeMap)
    theme = next(spot.theme_id for spot in picture._plan.layout.spots if spot.section_id == section_id)
    row = [spot.section_id for spot in picture._plan.layout.spots if spot.theme_id == theme]
    await press(pilot, "ctrl+home")
    while picture.present[0] != theme:
        await press(pilot, "down")
    await press(pilot, "home", *["right"] * row.index(section_id))
    assert picture.section_id == section_id


@pytest.mark.parametrize("size", SIZES)
async def test_the_map_shows_where_one_has_been(make_app: MakeApp, size: tuple[int, int]) -> None:
    """`m` should show themes, chapters and shapes; beneath stands in words what one is on."""
    app = make_app()
    app.answers.open_section("small-promises")
    app.answers.write("first-promise", "rest", section_id="small-promises", question="?", kind="text")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "m")
        await settle(pilot)
        focused(app, ThemeMap)
        assert "The map" in shown(app)
        assert "▸" in shown(app)
        assert all(name in shown(app) for name in ("Promises", "Kindness", "Listening"))
        assert "●" in shown(app)
        assert "○" in shown(app)
        assert present(app) == ("promises", "small-promises")
        assert "Small promises" in flattened(app)
        assert "answered, last here just now" in flattened(app)
        assert "Building self-trust" in note(app)


async def test_shapes_alone_tell_states_and_depths(make_little: MakeApp, clock: Clock) -> None:
    """Untouched, opened, answered, answered again and resting should differ without any colour."""
    for _ in range(3):
        app = make_little()
        app.answers.write("one-word", "tea", section_id="waking", question="?", kind="text")
        clock.pass_days(1)
    app = make_little()
    app.answers.write("lamp-word", "on", section_id="lamp", question="?", kind="line")
    app.answers.open_section("dark")
    app.answers.mark("kettle", "resting")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await settle(pilot)
        assert "●³" in shown(app)
        lines = [line.strip() for line in shown(app).splitlines()]
        small, other = (line for line in lines if line.startswith(("▸ Small things", "Other")))
        assert [mark for mark in small if mark in "○◐●◌³"] == [*"●³◌○●"]
        assert [mark for mark in other if mark in "○◐●◌"] == ["◐"]
        assert "answered 3 times" in note(app)


async def test_arrows_follow_the_picture(make_app: MakeApp) -> None:
    """Right and left stay within the theme, up and down go to what is nearest; Home, End, top and bottom."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await settle(pilot)
        await press(pilot, "right")
        assert present(app) == ("promises", "the-critics-voice")
        await press(pilot, "down")
        assert present(app) == ("kindness", "when-it-was-not-safe")
        await press(pilot, "end")
        assert present(app) == ("kindness", "stillness")
        await press(pilot, "right", "home", "left")
        assert present(app) == ("kindness", "what-it-is")
        await press(pilot, "ctrl+end")
        assert present(app) == ("opening", "open-and-pull-back")
        await press(pilot, "up", "down", "ctrl+home")
        assert present(app) == ("promises", "small-promises")
        await press(pilot, "up")
        assert present(app) == ("promises", "small-promises")


async def test_up_and_down_keep_to_their_column(make_app: MakeApp) -> None:
    """Passing a theme that has nothing there should lead back to the same column."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m", "down", "end")
        before = present(app)
        for _ in range(4):
            await press(pilot, "down")
        for _ in range(4):
            await press(pilot, "up")
        assert present(app) == before


async def test_every_section_is_two_steps_from_every_other(make_little: MakeApp, little: Pack) -> None:
    """Rule 1: from any section, `m` and a choice should lead to any other."""
    app = make_little()
    names = [section.id for one in little.outlines for section in one.sections]
    pairs = {(start, end) for start in names for end in names}
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section(names[0])
        await opened(pilot)
        while pairs:
            here = chapter(app).section.id
            # The way that is left, or any that leads to one.
            left = [end for start, end in sorted(pairs) if start == here] or [sorted(pairs)[0][0]]
            await press(pilot, "m")
            await until(pilot, lambda: isinstance(app.screen, MapScreen))
            await settle(pilot)
            assert present(app)[1] == here
            await go_to(pilot, left[-1])
            await press(pilot, "enter")
            await opened(pilot)
            assert chapter(app).section.id == left[-1]
            pairs.discard((here, left[-1]))


async def test_every_section_of_the_real_pack_opens_from_the_map(make_app: MakeApp, chapters: Pack) -> None:
    """Each should be found with arrows, under a theme it carries, and open."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for one in chapters.outlines:
            for section in one.sections[-1:]:
                await app.run_action("map")
                await until(pilot, lambda: isinstance(app.screen, MapScreen))
                await settle(pilot)
                await go_to(pilot, section.id)
                assert section.title in note(app)
                await press(pilot, "enter")
                await opened(pilot)
                assert chapter(app).section.id == section.id


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_names_and_opens(make_app: MakeApp, size: tuple[int, int]) -> None:
    """Under the mouse a section is named; a click opens it."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "m", "down", "right", "right")
        await settle(pilot)
        await pilot.hover(ThemeMap, offset=place_of(app, "small-promises"))
        assert present(app)[1] == "small-promises"
        await pilot.click(ThemeMap, offset=(1, 0))
        assert isinstance(app.screen, MapScreen)
        await pilot.click(ThemeMap, offset=place_of(app, "small-promises"))
        await opened(pilot)
        assert chapter(app).section.id == "small-promises"


async def test_escape_and_m_lead_back(make_app: MakeApp) -> None:
    """The map closes with either, onto what was there before; answers typed meanwhile are safe."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "m", "escape")
        assert isinstance(app.screen, HomeScreen)
        await app.open_section("shoulds")
        await settle(pilot)
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(app.screen, MapScreen))
        assert present(app)[1] == "shoulds"
        await press(pilot, "m")
        assert chapter(app).section.id == "shoulds"


async def test_all_that_there_is_has_another_letter_now(make_app: MakeApp) -> None:
    """`i` and F3 should show the list of everything, and the map stands on the line of keys."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        assert "m Map" in shown(app).splitlines()[-1]
        await press(pilot, "i")
        await until(pilot, lambda: isinstance(app.screen, ContentsScreen))
        await press(pilot, "escape", "f3")
        await until(pilot, lambda: isinstance(app.screen, ContentsScreen))
        assert "Map" in [command.title for command in app.offered_commands() if command.known]


async def test_m_is_a_letter_while_one_types(make_app: MakeApp) -> None:
    """In an editor `m` belongs to the answer."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("small-promises", "first-promise")
        await settle(pilot)
        await press(pilot, "m")
        await leave(pilot)
    layer = make_app().answers.latest("first-promise")
    assert layer is not None
    assert layer.text == "m"


# Trails


async def test_the_trail_under_way_is_drawn_through(make_app: MakeApp, walked: Pack) -> None:
    """Its stops bear numbers and a line joins them; one's own stop is pointed at and said."""
    app = make_app(pack=walked)
    app.answers.walk("morning", "waking")
    app.answers.walk("cold", "lamp")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await settle(pilot)
        picture = shown(app)
        assert all(stop in picture for stop in ("1○", "2○", "3○"))
        assert "▾" in picture
        assert set("─╭╮╯╰│┬┴") & set(picture)
        assert "On the trail: I am cold · you are at stop 2" in picture
        await go_to(pilot, "lamp")
        assert "stop 2 of 3, where you are" in note(app)
        await press(pilot, "x")
        assert "On the trail: I have a morning · you are at stop 1" in shown(app)
        await press(pilot, "x")
        assert "A trail: I cannot sleep" in shown(app)
        assert "▾" not in shown(app)
        await press(pilot, "x")
        assert "○ new" in shown(app)
        assert "1○" not in shown(app)
        await press(pilot, "X")
        assert "A trail: I cannot sleep" in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_trail_of_the_real_pack_can_be_drawn(
    make_app: MakeApp, chapters: Pack, size: tuple[int, int]
) -> None:
    """With every press of `x` another stands there, with all its numbers, and at last none."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "m")
        await settle(pilot)
        picture = app.screen.query_one(ThemeMap)
        for trail in chapters.info.trails:
            await press(pilot, "x")
            assert [*picture._plan.stops.values()] == [*range(len(trail.stops))]
            assert trail.title in note(app)
            if size[1] > 20:
                assert f"{len(trail.stops)}○" in shown(app)
        await press(pilot, "x")
        assert not picture._plan.stops


async def test_a_pack_without_trails_draws_none(make_little: MakeApp) -> None:
    """`x` should say so, and nothing else."""
    app = make_little()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "m", "x")
        await settle(pilot)
        assert "This pack has no trails." in flattened(app)
        assert isinstance(app.screen, MapScreen)


# In words


@pytest.mark.parametrize("size", SIZES)
async def test_the_map_in_words(make_app: MakeApp, walked: Pack, size: tuple[int, int]) -> None:
    """`v` should tell the same, beginning where one is; Enter goes there from a line as from the picture."""
    app = make_app(pack=walked)
    app.answers.walk("cold", "lamp")
    app.answers.open_section("kettle")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "m", "right", "v")
        await settle(pilot)
        words = focused(app, MapWords)
        assert "Kettle, in Morning: opened, last here" in flattened(app)
        if size[0] > 40:
            assert "last here just now; stop 1 of 3 on the trail “I am cold”" in flattened(app)
            assert "stop 2 of 3 on the trail “I am cold”, where you are" in flattened(app)
        await press(pilot, "home")
        assert "1. Kettle" in flattened(app)
        assert "2. Lamp, you are here" in flattened(app)
        await press(pilot, "down")
        assert words.highlighted is not None
        await press(pilot, "v")
        assert present(app)[1] == "lamp"
        await press(pilot, "v", "escape")
        focused(app, ThemeMap)
        await press(pilot, "v", "enter")
        await opened(pilot)
        assert chapter(app).section.id == "lamp"


async def test_words_begin_under_the_same_theme(make_little: MakeApp) -> None:
    """What stands under no theme should be found again there, in the words and back on the picture."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m", "ctrl+end")
        assert present(app) == ("", "dark")
        await press(pilot, "v", "v")
        assert present(app) == ("", "dark")


# Windows, packs and people


async def test_the_map_follows_the_window(make_app: MakeApp) -> None:
    """Made narrow and wide again while it is open, one stays on the same section, in sight."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "m", "down", "end")
        for width, height in [(40, 15), (20, 6), (200, 60), (80, 24)]:
            await pilot.resize_terminal(width, height)
            await settle(pilot)
            assert present(app) == ("kindness", "stillness")
            place, room = place_of(app, "stillness"), app.screen.query_one(ThemeMap).size
            if height > 6:
                assert 0 <= place.x < room.width


def big_pack(folder: Path) -> Pack:
    """Thirty chapters, twenty themes, three hundred sections, and a trail right across."""
    folder.mkdir()
    files = [f"c{number}.md" for number in range(30)]
    lines = ['format = 1\ntitle = "Big"\nversion = "1"\nlanguage = "en"\nlicence = "CC0-1.0"\nabout = "Big."']
    lines.append(f"chapters = {files}".replace("'", '"'))
    for number in range(20):
        lines.append(f'[[themes]]\nid = "t{number}"\ntitle = "A theme with the number {number}"')
    stops = [f'[[trails.stops]]\nsection = "s{number}-0"\nsay = "On."' for number in range(0, 30, 2)]
    (folder / "pack.toml").write_text(
        "\n".join([*lines, '[[trails]]\nid = "far"\ntitle = "Far"', *stops]), "utf-8"
    )
    for number, file in enumerate(files):
        text = f'+++\ntitle = "Chapter with the number {number}"\n+++\n'
        for index in range(10):
            themes = f'["t{(number + index) % 20}", "t{index}"]'
            prompt = f':::{{prompt}} p{number}-{index}\nkind = "line"\nthemes = {themes}\n+++\nWhat?\n:::\n'
            text += f"\n## Section {number} {index} {{#s{number}-{index}}}\n\nWords.\n\n{prompt}"
        (folder / file).write_text(text, "utf-8")
    return open_pack(folder)


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 36)])
async def test_a_big_pack_scrolls_both_ways(make_app: MakeApp, tmp_path: Path, size: tuple[int, int]) -> None:
    """Names and titles should stay in sight, and so should what one is on, wherever one goes."""
    app = make_app(pack=big_pack(tmp_path / "big"))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "m", "x")
        await settle(pilot)
        picture = app.screen.query_one(ThemeMap)
        for keys in (["end"], ["ctrl+end"], ["end"], ["home"], ["ctrl+home"], ["end", "down", "down"]):
            await press(pilot, *keys)
            await settle(pilot)
            spot = next(
                spot
                for spot in picture._plan.layout.spots
                if (spot.theme_id, spot.section_id) == present(app)
            )
            room = picture.scrollable_content_region.size
            assert 0 <= spot.x - picture.scroll_offset.x < room.width - picture._plan.layout.names
            assert 0 <= spot.y - picture.scroll_offset.y < room.height - picture._plan.layout.header
            assert "▸" in shown(app)
            assert "Chapte" in shown(app) or "Chap…" in shown(app)
        await press(pilot, "enter")
        await opened(pilot)


async def test_the_map_is_up_to_date_after_a_visit_elsewhere(make_little: MakeApp) -> None:
    """What was opened from the map should show on it when one comes back."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await settle(pilot)
        assert "new to you" in note(app)
        await press(pilot, "enter")
        await opened(pilot)
        app.save_now()
        await app.run_action("map")
        await until(pilot, lambda: isinstance(app.screen, MapScreen))
        await settle(pilot)
        assert "opened, last here just now" in note(app)


async def test_from_home_the_map_begins_where_one_left_off(make_app: MakeApp) -> None:
    """In a later visit the section that was open last should be the one that is highlighted."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("the-shadow")
        await settle(pilot)
        await leave(pilot)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await settle(pilot)
        assert present(app)[1] == "the-shadow"


async def test_a_chapter_that_cannot_be_opened_is_told(make_app: MakeApp, tmp_path: Path) -> None:
    """A missing file should leave the rest of the map whole, and say what is missing, in both forms."""
    folder = tmp_path / "torn"
    shutil.copytree(LITTLE, folder)
    (folder / "evening.md").unlink()
    app = make_app(pack=open_pack(folder))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "m")
        await settle(pilot)
        assert "cannot be opened" in note(app)
        await press(pilot, "v")
        await settle(pilot)
        assert "cannot be opened" in shown(app)


async def test_a_pack_with_nothing_in_it_has_an_empty_map(make_app: MakeApp, tmp_path: Path) -> None:
    """No chapter can be read: keys should do nothing, and the reason stands there."""
    folder = tmp_path / "empty"
    folder.mkdir()
    shutil.copy(LITTLE / "pack.toml", folder)
    app = make_app(pack=open_pack(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m", "down", "right", "end", "enter", "x")
        await settle(pilot)
        assert "cannot be opened" in note(app)
        await press(pilot, "v", "enter", "v", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_second_window_shows_the_map(make_little: MakeApp, little: Pack, clock: Clock) -> None:
    """Open to read only, the map should be there, lead everywhere and write nothing."""
    writer = make_little().answers
    app = WorkbookApp(little, Answers.open(writer.folder, clock=clock, read_only=True), clock=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "m", "x", "v", "v", "right", "enter")
        await opened(pilot)
        assert chapter(app).section.id == "kettle"
        assert not app.autosave.pending
        await leave(pilot)
    assert writer.openings() == {}


@pytest.mark.parametrize("size", [*SIZES, (160, 100)])
async def test_the_map_shows_text_as_it_is(make_app: MakeApp, tmp_path: Path, size: tuple[int, int]) -> None:
    """Names full of markup, wide and joined characters should stand there as they were written."""
    app = make_app(pack=open_pack(hostile_pack(tmp_path / "hostile")))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "m", "x")
        await settle(pilot)
        if size[1] == 100:
            assert all(token(place) in flattened(app) for place in ("theme", "first", "chapter", "trail"))
        await press(pilot, "v")
        await settle(pilot)
        if size[1] == 100:
            assert all(token(place) in flattened(app) for place in ("theme", "first", "chapter", "trail"))
        assert app.is_running


async def test_help_explains_both_forms(make_app: MakeApp) -> None:
    """F1 should say what the shapes mean."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "m", "f1")
        await settle(pilot)
        assert "every section of the workbook, under each of its themes" in flattened(app)
        await press(pilot, "escape", "v", "f1")
        await settle(pilot)
        assert "The map in words" in flattened(app)


def test_the_real_chapters_are_where_they_were() -> None:
    """The tests above name sections of the pack that comes with the program."""
    assert open_pack(CHAPTERS).section_outline("stillness")
