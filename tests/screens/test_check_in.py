"""Checking in: two keys and a word, skippable everywhere, asked once in a visit and never interpreted."""

import pytest
from textual.pilot import Pilot

from tests.conftest import Clock, MakeApp
from tests.screens.disk import Disk
from tests.screens.person import flattened, hurry, leave, opened, press, settle, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.check_in import CheckInScreen
from workbook.screens.home import HomeScreen
from workbook.store.answers import Answers

ASKED = "How much do you trust yourself just now?"


async def begin(app: WorkbookApp, pilot: Pilot[None]) -> None:
    """Press the key, and wait for the page."""
    await press(pilot, "c")
    await until(pilot, lambda: isinstance(app.screen, CheckInScreen) and app.focused)


def put(app: WorkbookApp) -> tuple[int, str] | None:
    """What this visit's check-in says, as it was saved."""
    found = app.answers.checkin_of_visit()
    return (found.level, found.word) if found else None


@pytest.mark.parametrize(
    ("size", "keys", "level"), [((40, 15), "7", 7), ((80, 24), "10", 10), ((120, 36), "0", 0)]
)
async def test_two_keys_and_a_word(
    make_little: MakeApp, size: tuple[int, int], keys: str, level: int
) -> None:
    """A number, Enter, a word, Enter: both are kept, shown quietly at home, and asked for no more."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert ASKED in flattened(app) or size == (40, 15)
        await press(pilot, "c")
        await settle(pilot)
        assert isinstance(app.screen, CheckInScreen)
        assert "How much do you trust yourself" in flattened(app)
        await press(pilot, *keys, "enter", *"steady", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert f"just now: {level}, steady" in flattened(app)
        assert ASKED not in flattened(app)
        await leave(pilot)
    assert put(app) == (level, "steady")


async def test_arrows_choose_as_well(make_little: MakeApp) -> None:
    """Without digits the arrows lead through the numbers."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await press(pilot, "right", "right", "right", "left", "enter", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "just now: 1" in flattened(app)
        await leave(pilot)
    assert put(app) == (1, "")


async def test_escape_at_once_puts_nothing_and_is_not_asked_again_in_this_visit(
    make_little: MakeApp, clock: Clock
) -> None:
    """Skipping is one key and keeps nothing; home asks again in another visit, and c still works in this one."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await begin(app, pilot)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert ASKED not in flattened(app)
        assert "just now" not in flattened(app)
        await press(pilot, "2")
        await opened(pilot)
        await press(pilot, "f2")
        await settle(pilot)
        assert ASKED not in flattened(app)
        await begin(app, pilot)
        await press(pilot, "4", "enter", "enter")
        await settle(pilot)
        assert "just now: 4" in flattened(app)
        await leave(pilot)
    assert put(app) == (4, "")
    clock.pass_days(1)
    again = make_little()
    async with again.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert ASKED in flattened(again)
        assert "just now: 4" not in flattened(again)


async def test_the_word_can_be_skipped(make_little: MakeApp) -> None:
    """Escape at the word keeps the number that was put."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await press(pilot, "3", "enter", "escape")
        await settle(pilot)
        assert "just now: 3" in flattened(app)
        await leave(pilot)
    assert put(app) == (3, "")


async def test_a_word_alone_asks_for_the_number_once_more(make_little: MakeApp) -> None:
    """A word without a number is not thrown away: the number is asked for, and Escape still leaves."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await press(pilot, "tab", *"wobbly", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CheckInScreen)
        await press(pilot, "5", "enter", "enter")
        await settle(pilot)
        assert "just now: 5, wobbly" in flattened(app)
        await leave(pilot)
    assert put(app) == (5, "wobbly")


async def test_it_can_be_changed_within_the_visit(make_little: MakeApp) -> None:
    """Opened again it shows what was put; another number replaces it, and there is one check-in."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await press(pilot, "5", "enter", *"so so", "enter")
        await settle(pilot)
        await begin(app, pilot)
        assert "[5]" in shown(app)
        assert "so so" in shown(app)
        await press(pilot, "backspace", "6", "enter", "enter")
        await settle(pilot)
        assert "just now: 6, so so" in flattened(app)
        await leave(pilot)
    assert [(one.level, one.word) for one in app.answers.checkins()] == [(6, "so so")]


async def test_it_opens_from_a_chapter_and_leads_back_there(make_little: MakeApp) -> None:
    """The key works wherever no text is typed, and one is back where one was."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("kettle")
        await settle(pilot)
        app.screen.query_one("#reading-pane").focus()
        before = app.screen
        await begin(app, pilot)
        await press(pilot, "8", "enter", *"fine", "enter")
        await settle(pilot)
        assert app.screen is before
        await leave(pilot)
    assert put(app) == (8, "fine")


def page(app: WorkbookApp) -> list[str]:
    """What stands on the page, without the brackets around the number."""
    rows = [line.partition("│")[2].partition("│")[0] for line in shown(app).splitlines()]
    return [" ".join(row.replace("[", " ").replace("]", " ").split()) for row in rows]


@pytest.mark.parametrize("number", range(11))
async def test_no_number_is_better_than_another(make_little: MakeApp, number: int) -> None:
    """High or low, the page says and looks the same but for the number itself."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        before = page(app)
        await press(pilot, *str(number))
        await settle(pilot)
        assert f"[{number}]" in shown(app)
        assert page(app) == before


async def test_what_was_put_survives_a_crash(make_little: MakeApp) -> None:
    """A number and the letters of a word are written as they come, without any Enter."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await press(pilot, "7", "tab", *"tir")
        await until(pilot, lambda: put(app) == (7, "tir"))
        beside = Answers.open(app.answers.folder, clock=app.clock, read_only=True)
        assert [(one.level, one.word) for one in beside.checkins()] == [(7, "tir")]


async def test_a_full_disk_is_told_and_loses_nothing(make_little: MakeApp, disk: Disk) -> None:
    """What cannot be written is said on the screen, and written once there is room."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        disk.full = True
        await begin(app, pilot)
        await press(pilot, "7", "enter", *"here", "enter")
        await until(pilot, lambda: "Not saved" in flattened(app))
        disk.full = False
        await until(pilot, lambda: put(app) == (7, "here"))


async def test_keys_typed_ahead_arrive(make_little: MakeApp) -> None:
    """Typed faster than the page comes, number and word are the same."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await begin(app, pilot)
        hurry(app, "6", "enter", *"calm", "enter")
        await until(pilot, lambda: "just now: 6, calm" in flattened(app))
        await leave(pilot)
    assert put(app) == (6, "calm")


async def test_beside_another_window_nothing_is_asked(make_little: MakeApp) -> None:
    """Where one can only read, home does not ask, and c does nothing."""
    first = make_little()
    beside = Answers.open(first.answers.folder, clock=first.clock, read_only=True)
    app = WorkbookApp(first.pack, beside, clock=first.clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert ASKED not in flattened(app)
        await press(pilot, "c")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
