"""Home: what someone new sees, the doors, where one left off, and what is in the workbook."""

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from tests.conftest import CHAPTERS, Clock, MakeApp
from tests.screens.person import (
    chapter,
    flattened,
    focused,
    hurry,
    in_sight,
    item,
    leave,
    opened,
    press,
    settle,
    until,
)
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.content.loader import Pack, open_pack
from workbook.progress.doors import doors
from workbook.progress.history import History
from workbook.progress.past import history_of
from workbook.screens import home
from workbook.screens.contents import ContentsScreen
from workbook.screens.home import HomeScreen
from workbook.screens.home_list import ChapterList
from workbook.screens.practice import PracticeScreen
from workbook.widgets.doors import Doors
from workbook.widgets.garden_strip import GardenStrip
from workbook.widgets.tide_strip import TideStrip

SIZES = [(40, 15), (80, 24), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_someone_new_is_asked_one_small_question(make_little: MakeApp, size: tuple[int, int]) -> None:
    """The first door should hold the pack's first question, and all chapters should be listed below."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = flattened(app)
        assert "1 One small question" in screen
        assert "What is o" in screen
        await press(pilot, "tab", "end")
        await pilot.pause()
        assert "Evening" in shown(app)
        assert focused(app, ChapterList)


def offered(app: WorkbookApp) -> list[str]:
    """The sections to which the doors of the moment lead; `contents` for looking around."""
    history = history_of(app.answers, app.clock())
    found = doors(app.pack, history, app.clock().astimezone().date())
    return [door.section_id or "contents" for door in found]


async def test_doors_open_by_number_and_by_arrows(make_little: MakeApp) -> None:
    """A door's number should open it, and so should Enter on the one the arrows chose."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        for keys, index in (
            (["3"], 2),
            (["1"], 0),
            (["enter"], 0),
            (["right", "enter"], 1),
            (["left", "right", "left", "enter"], 0),
            (["2"], 1),
        ):
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            await settle(pilot)
            leads_to = offered(app)[index]
            app.screen.query_one(Doors).focus()
            await press(pilot, *keys)
            await until(pilot, lambda: not isinstance(app.screen, HomeScreen))
            await settle(pilot)
            where = "contents" if isinstance(app.screen, ContentsScreen) else chapter(app).section.id
            assert where == leads_to, keys
            await press(pilot, "escape" if where == "contents" else "f2")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_click_opens_a_door(make_little: MakeApp, size: tuple[int, int]) -> None:
    """The mouse should open the door it clicks, on narrow strips and on cards."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        doors = app.screen.query_one(Doors)
        row = next(y for y, line in enumerate(shown(app).splitlines()) if "Start with reading" in line)
        column = shown(app).splitlines()[row].index("Start with reading")
        assert doors.region.contains(column, row)
        await pilot.click(offset=(column, row))
        await opened(pilot)
        assert chapter(app).section.id == "kettle"


async def test_home_offers_where_one_left_off(make_little: MakeApp) -> None:
    """After a visit the first door should lead back to the section and question of that visit."""
    first = make_little()
    async with first.run_test(size=(120, 36)) as pilot:
        await first.open_section("kettle", "")
        await settle(pilot)
        await press(pilot, "ctrl+n")
        await settle(pilot)
        left = item(first)
        await leave(pilot)
    second = make_little()
    async with second.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "You were on Kettle" in shown(second)
        assert "Pick up" in shown(second)
        await press(pilot, "1")
        await opened(pilot)
        assert chapter(second).section.id == "kettle"
        assert item(second) == left


async def test_what_waits_to_be_looked_back_on_is_a_door(make_little: MakeApp, clock: Clock) -> None:
    """An entry whose day has come should be offered in its own words, and open ready to be looked back on."""
    app = make_little()
    labels = {"when": "When…", "then": "I will…"}
    values = {"when": "the kettle is on", "then": "fill it"}
    app.answers.add_entry("lamps", values, title="Lamps I lit", labels=labels, look_back_on="2026-11-20")
    app.answers.add_entry(
        "lamps", {"when": "later"}, title="Lamps I lit", labels=labels, look_back_on="2026-11-30"
    )
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        lines = flattened(app)
        assert "Look back" in lines
        assert "the kettle is on" in lines
        number = next(str(n) for n in (1, 2, 3) if f"{n} Look back" in lines)
        await press(pilot, number)
        await until(
            pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#look-back-ending")
        )
        await settle(pilot)
        assert "How did it go with this lamp?" in shown(app)
        assert app.focused is not None
        assert any(node.id == "look-back-ending" for node in app.focused.ancestors)


async def test_an_entry_without_a_sentence_is_offered_by_its_title_alone(make_little: MakeApp) -> None:
    """Words that could be read over someone's shoulder should not stand on the home screen."""
    app = make_little()
    app.answers.add_entry(
        "lamps", {"then": "the dark scares me"}, title="Lamps", labels={}, look_back_on="2026-11-20"
    )
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "Look back" in flattened(app)
        assert "scares" not in flattened(app)


async def test_chapters_carry_marks_and_practices_their_entries(make_little: MakeApp) -> None:
    """What was answered should be marked at its chapter, and practices with entries listed with their count."""
    app = make_little()
    app.answers.write("one-word", "tea", section_id="waking", question="?", kind="text")
    for word in ("one", "two"):
        app.answers.add_entry("lamps", {"when": word}, title="Lamps I lit", labels={})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        building = next(line for line in shown(app).splitlines() if "Morning " in line and "○" in line)
        assert building.count("●") == 1
        assert building.count("○") == 2
        assert "Lamps I lit  2" in shown(app)
        await press(pilot, "tab", "end", "enter")
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


@pytest.fixture
def torn(tmp_path: Path) -> Pack:
    """Four chapters of which one file is gone and one has to be mended."""
    folder = tmp_path / "torn"
    shutil.copytree(CHAPTERS, folder)
    (folder / "staying.md").unlink()
    file = folder / "why-hard.md"
    file.write_text(file.read_text("utf-8").replace('kind = "text"', 'kind = "tex', 1), "utf-8")
    return open_pack(folder)


async def test_a_chapter_that_cannot_be_opened_is_named(make_app: MakeApp, torn: Pack) -> None:
    """A missing chapter should be named with the reason, on the home screen and in the contents."""
    app = make_app(pack=torn)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "cannot be opened: staying.md" in flattened(app)
        await press(pilot, "3")
        await settle(pilot)
        await press(pilot, "pagedown")
        await settle(pilot)
        assert "cannot be opened: staying.md" in flattened(app)


async def test_the_others_open_beside_a_broken_chapter(make_app: MakeApp, torn: Pack) -> None:
    """Leafing through should pass over a broken chapter and say which one (the program ended instead)."""
    before = torn.outlines[0].sections[-1].id
    after = torn.outlines[3].sections[0].id
    app = make_app(pack=torn)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section(before)
        await settle(pilot)
        await press(pilot, "right")
        await settle(pilot)
        (notice,) = app.screen.query(Toast)
        assert " ".join(str(notice.render()).split()).startswith("This chapter cannot be opened. why-hard.md")
        assert chapter(app).section.id == after
        await press(pilot, "left")
        await settle(pilot)
        assert chapter(app).section.id == before
        await app.open_section(torn.outlines[1].sections[0].id)
        await settle(pilot)
        assert chapter(app).section.id == before


# A little story.


async def begin(app: WorkbookApp, pilot: Pilot[None]) -> str:
    """Wait for home with all its doors; give what stands there."""
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and len(app.screen.doors_shown) == 3)
    await settle(pilot)
    return flattened(app)


def reasons(app: WorkbookApp) -> list[str]:
    """Why each door is there."""
    assert isinstance(app.screen, HomeScreen)
    return [door.reason for door in app.screen.doors_shown]


async def test_a_story_from_the_first_day_to_coming_back(make_little: MakeApp, clock: Clock) -> None:
    """First words, the next day, forty days later, and a promise that is due: home finds fitting words each time."""
    first = make_little()
    async with first.run_test(size=(120, 40)) as pilot:
        assert "Begin anywhere." in await begin(first, pilot)
        await press(pilot, "1")
        await opened(pilot)
        await press(pilot, *"porridge")
        await press(pilot, "f2")
        at_home = await begin(first, pilot)
        assert "You were on Waking. Everything you wrote is here." in at_home
        assert reasons(first)[0] == "where you left off, with what you wrote there"
        assert "porridge" not in at_home
        await leave(pilot)
    clock.pass_days(1)
    second = make_little()
    async with second.run_test(size=(120, 40)) as pilot:
        at_home = await begin(second, pilot)
        assert "You were on Waking." in at_home
        assert not any("today" in reason for reason in reasons(second))
        labels = {"when": "When…", "then": "I will…"}
        for when in ("dusk", "dawn", "noon", "midnight"):
            values = {"when": when, "then": "light it"}
            second.answers.add_entry(
                "lamps", values, title="Lamps I lit", labels=labels, look_back_on="2026-11-26"
            )
        await leave(pilot)
    clock.pass_days(40)
    third = make_little()
    async with third.run_test(size=(120, 40)) as pilot:
        at_home = await begin(third, pilot)
        assert "Good to have you here. Everything is where you left it." in at_home
        doors_part = at_home.partition("waiting to be looked back on")[0]
        assert "1 One small question" in doors_part
        assert "2 Read the last thing you wrote" in doors_part
        assert "3 Look around" in doors_part
        # What was written last may be one of those that wait, and has its door then.
        assert at_home.count("◆ “When ") in (2, 3), "at most three come up at a time"
        assert "porridge" not in at_home
        assert "40" not in at_home
        assert "days" not in at_home
        await press(pilot, "1")
        await opened(pilot)
        await press(pilot, *"tea")
        await press(pilot, "f2")
        at_home = await begin(third, pilot)
        assert "Good to have you here." in at_home, "it stays so all day"
        assert "Look around" in at_home
        await leave(pilot)
    clock.pass_days(1)
    fourth = make_little()
    async with fourth.run_test(size=(120, 40)) as pilot:
        at_home = await begin(fourth, pilot)
        assert "You were on" in at_home
        assert "Look back" in at_home
        assert at_home.count("“When ") == 3, "one on a door, the others below"
        await leave(pilot)


async def test_what_else_waits_opens_at_its_looking_back(make_little: MakeApp) -> None:
    """A line under the doors opens the entry where it asks how it went; before its day nothing is listed."""
    app = make_little()
    for day, when in (("2026-11-20", "dusk"), ("2026-11-22", "dawn"), ("2026-11-23", "noon")):
        app.answers.add_entry(
            "lamps", {"when": when, "then": "light it"}, title="Lamps", labels={}, look_back_on=day
        )
    async with app.run_test(size=(80, 24)) as pilot:
        at_home = await begin(app, pilot)
        assert "waiting to be looked back on, whenever you like" in at_home
        assert at_home.count("light it") == 2
        assert "noon" not in at_home
        app.screen.query_one(ChapterList).focus()
        await press(pilot, "home", "enter")
        await until(
            pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#look-back-ending")
        )
        await settle(pilot)
        assert app.focused is not None
        assert any(node.id == "look-back-ending" for node in app.focused.ancestors)


async def test_a_door_goes_where_it_will_lead_before_it_is_drawn(make_little: MakeApp, clock: Clock) -> None:
    """A number pressed before a chapter was read should go through the door that comes there."""
    first = make_little()
    first.answers.write("one-word", "tea", section_id="waking", question="?", kind="text")
    clock.pass_days(40)
    app = make_little()
    wanted = offered(app)[0]
    async with app.run_test(size=(120, 36)) as pilot:
        hurry(app, "1")
        await opened(pilot)
        assert chapter(app).section.id == wanted


@pytest.mark.parametrize(
    ("size", "garden", "tide"),
    [((120, 36), True, True), ((120, 30), True, True), ((90, 30), True, False), ((80, 24), False, False)],
)
async def test_pictures_stand_where_there_is_room(
    make_app: MakeApp, size: tuple[int, int], garden: bool, tide: bool
) -> None:
    """Garden and tide come below the doors in a high window; someone new sees neither."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await begin(app, pilot)
        assert not app.screen.query(GardenStrip)
        await app.open_section("small-promises")
        await settle(pilot)
        await press(pilot, "f2")
        await begin(app, pilot)
        await until(pilot, lambda: not garden or app.screen.query(GardenStrip))
        assert bool(app.screen.query(GardenStrip)) is garden
        shown_tides = [strip for strip in app.screen.query(TideStrip) if strip.display]
        assert bool(shown_tides) is tide
        for strip in shown_tides:
            assert in_sight(app, strip)
        if garden:
            app.screen.query_one(Doors).focus()
            await press(pilot, "end", "right", "right", "right")
            focused(app, GardenStrip)
            await press(pilot, "down")
            focused(app, ChapterList)


async def test_home_gathers_the_past_once(make_little: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Showing home should read the store once, however much it shows."""
    app = make_little()
    gathered: list[object] = []

    def gather(*args: object) -> History:
        gathered.append(args)
        return history_of(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(home, "history_of", gather)
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(app, pilot)
        gathered.clear()
        assert isinstance(app.screen, HomeScreen)
        app.screen.refresh_contents()
        await settle(pilot)
        assert len(gathered) == 1
