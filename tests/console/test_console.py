"""Leading a session from the console, with the keys a facilitator would press."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.console.conftest import MakeWorkshop, Workshop
from tests.screens.disk import Disk
from tests.screens.shown import shown
from workbook.console import ConsoleApp
from workbook.room.client import watch
from workbook.room.server import RoomServer
from workbook.workshop.room_view import RoomView
from workbook.workshop.running import CONTACTS, GROUPS, MINUTE, TIME

SIZES = [(80, 24), (120, 36), (40, 15)]


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys, let the clock look once, and give what stands on the screen."""
    await pilot.press(*keys)
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, ConsoleApp)
    app._tick()
    await pilot.pause()
    return shown(app)


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait until something is so, at most a few seconds."""
    for _ in range(100):
        if is_so():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not come about")


def flat(words: str) -> str:
    """Give a screen's words without the ends of its lines."""
    return " ".join(words.split())


async def begun(pilot: Pilot[None]) -> None:
    """Go past what is to be made ready, and begin."""
    await pilot.pause()
    await press(pilot, "escape")
    await press(pilot, "n")


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_block_stands_there(workshop: Workshop, size: tuple[int, int]) -> None:
    """Block, time left, how it stands, what to say and what is next: on every size."""
    app = workshop.console()
    async with app.run_test(size=size) as pilot:
        await begun(pilot)
        words = shown(app)
    for part in ("How we will be together", "5 minutes left", "on time", "To say", "Next: Check-in"):
        assert part in words, words
    assert [fact.kind for fact in workshop.facts] == ["begun", "entered"]


async def test_notes_and_reading_stand_beside_each_other(workshop: Workshop) -> None:
    """The agenda's notes, the section's notes, the reading and the questions: all of it can be scrolled to."""
    app = workshop.console()
    async with app.run_test(size=(120, 60)) as pilot:
        await begun(pilot)
        await press(pilot, "n", "n", "n")
        words = shown(app)
    for part in (
        "The question",
        "small enough to keep",
        "For you",
        "Watch for promises",
        "Opening",
        "A way out",
    ):
        assert part in words, words


async def test_a_narrow_window_shows_one_text_at_a_time(workshop: Workshop) -> None:
    """Tab goes to the notes and back."""
    app = workshop.console()
    async with app.run_test(size=(40, 20)) as pilot:
        await begun(pilot)
        assert "Before people come" not in shown(app)
        assert "Before people come" in await press(pilot, "tab")
        assert "To say" in await press(pilot, "tab")


async def test_time_runs_down_and_calmly_over(workshop: Workshop) -> None:
    """Minutes left, time is up, minutes over, and behind once that makes it late."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        workshop.pass_minutes(3.5)
        assert "2 minutes left · on time · ends about" in await press(pilot)
        assert shown(app).count(app.view().ends_about) == 1, "console and room should tell the same end"
        workshop.pass_minutes(1.6)
        assert "Time is up · on time" in await press(pilot)
        assert shown(app).count(app.view().ends_about) == 1
        workshop.pass_minutes(2)
        assert "2 minutes over · 2 minutes behind" in await press(pilot)


async def test_what_does_not_change_is_not_drawn(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten looks at the clock within the same minute should repaint nothing."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        workshop.pass_minutes(0.2)
        await press(pilot)
        painted: list[object] = []
        monkeypatch.setattr(type(app), "_display", lambda *_: painted.append(1))
        for _ in range(10):
            workshop.pass_minutes(0.05)
            app._tick()
            await pilot.pause()
        assert painted == []


async def test_late_leads_to_a_proposal_that_one_key_accepts(workshop: Workshop) -> None:
    """Each change is named; nothing happens until y, and u takes it back."""
    app = workshop.console()
    async with app.run_test(size=(120, 36)) as pilot:
        await begun(pilot)
        workshop.pass_minutes(8)
        words = await press(pilot)
        assert "What it hangs on 5 → 4 · Spare minutes 3 → 0" in words or "Spare minutes 3 → 0" in words
        assert "y does that" in words
        before = workshop.facts
        await press(pilot, "down", "tab")
        assert workshop.facts == before
        words = await press(pilot, "y")
        assert "To end on time" not in words
        assert "on time" in words
        assert workshop.stored.lengths[6] == 0
        assert "Spare minutes 3 → 0" in await press(pilot, "u")
        assert workshop.stored.lengths[6] == 3 * MINUTE


async def test_leaving_out_an_optional_block_is_asked_for(workshop: Workshop) -> None:
    """When lengths alone do not do, d shows what leaving it out would bring; y does it."""
    app = workshop.console()
    async with app.run_test(size=(120, 36)) as pilot:
        await begun(pilot)
        workshop.pass_minutes(20)
        words = await press(pilot)
        assert "minutes late all the same" in flat(words)
        assert "d leaves out What it hangs on" in flat(words)
        words = await press(pilot, "d")
        assert "What it hangs on: left out" in words
        assert workshop.stored.skipped == frozenset()
        await press(pilot, "y")
        assert 5 in workshop.stored.skipped


async def test_soft_stop_is_one_key_each_way(workshop: Workshop) -> None:
    """The room turns quiet and the clock halts; the same key ends it."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        words = await press(pilot, "s")
        assert "Soft stop: the room sees a quiet card" in words
        assert app.view().is_hushed
        workshop.pass_minutes(4)
        assert "5 minutes left" in await press(pilot)
        await press(pilot, "s")
        assert not app.view().is_hushed
        assert "5 minutes left" in shown(app)


async def test_soft_stop_from_within_a_note(workshop: Workshop) -> None:
    """F4 works where s is a letter."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await press(pilot, "w", *"so sad", "f4")
    assert workshop.stored.is_hushed
    assert [words for _, words in workshop.stored.notes] == ["so sad"]


async def test_pause_longer_shorter_back(workshop: Workshop) -> None:
    """Each step is on the disk and on the screen."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        assert "Paused" in await press(pilot, "p")
        assert "Paused" not in await press(pilot, "p")
        assert "7 minutes left" in await press(pilot, "plus", "plus")
        assert "6 minutes left" in await press(pilot, "minus")
        assert "Arriving" in await press(pilot, "n")
        assert "How we will be together" in await press(pilot, "b")


async def test_a_slip_of_the_finger_is_taken_back_by_one_key(workshop: Workshop) -> None:
    """Next, end, skip: u undoes each of them."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        before = workshop.stored
        assert "Arriving  2 of 9" in await press(pilot, "n")
        assert "1 of 9" in await press(pilot, "u")
        assert "Ended after" in await press(pilot, "e")
        assert "1 of 9" in await press(pilot, "u")
        await press(pilot, "a", "k", "escape")
        assert workshop.stored.skipped == {1}
        assert "Next: Reading aloud" in shown(app)
        await press(pilot, "u", "u", "u")
        assert workshop.stored == before


async def test_after_the_end_there_is_a_word_for_whoever_led(workshop: Workshop) -> None:
    """The block's words make room; a note can still be written, and belongs to the last block."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        words = await press(pilot, "e")
        assert "who looks after you" in flat(words) and "To say" not in words
        assert app.view().stage == "over"
        await press(pilot, "w", *"slower", "escape")
        assert "To say" in await press(pilot, "u")
    assert workshop.stored.notes == ((0, "slower"),)


async def test_a_head_count_half_typed_moves_nobody(workshop: Workshop) -> None:
    """Once the session runs, what to have ready shows the count and leaves the seats alone."""
    app = workshop.console()
    app.leading.seat(9)
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        words = await press(pilot, "r", "1")
        assert "How many people" not in words
    assert len(workshop.stored.seats) == 9


async def test_the_agenda_leads_straight_to_a_block(workshop: Workshop) -> None:
    """Down to a block and Enter: there it goes on."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        words = await press(pilot, "a")
        assert "Spare minutes" in words and "optional" in words
        await press(pilot, "down", "down", "enter")
        assert workshop.stored.present == 3


async def test_a_note_is_kept_as_one_types(workshop: Workshop) -> None:
    """Without a save key and without leaving the box, it is on the disk; a second one stands beside it."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await press(pilot, "w", *"cold")
        await until(pilot, lambda: workshop.stored.notes == ((0, "cold"),))
        await press(pilot, *"er", "escape")
        assert workshop.stored.notes == ((0, "colder"),)
        await press(pilot, "n", "w", *"two", "escape")
        assert list(workshop.stored.notes) == [(0, "colder"), (1, "two")]
        assert "two" in shown(app)


async def test_letters_in_a_note_are_no_keys(workshop: Workshop) -> None:
    """What is typed into a note ends or skips nothing."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await press(pilot, "w", *"need+-spy", "escape")
    assert {fact.kind for fact in workshop.facts} == {"begun", "entered", "noted"}
    assert workshop.stored.notes[-1][1] == "need+-spy"


async def test_after_a_crash_the_same_block_has_the_right_time_left(workshop: Workshop) -> None:
    """Opened again, the console stands where it was; the time went on."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await press(pilot, "n")
        workshop.pass_minutes(1)
        await press(pilot, "t")
    workshop.pass_minutes(1.5)
    again = workshop.console()
    async with again.run_test(size=(80, 24)) as pilot:
        words = await press(pilot)
        assert "Arriving  2 of 9" in words
        assert "3 minutes left" in words
        assert "Before people come" not in words
        assert TIME in again.leading.running.shown


async def test_a_disk_that_fills_up_is_said_and_loses_nothing(workshop: Workshop, disk: Disk) -> None:
    """A lasting notice; the session goes on in memory, and all of it is written once there is room."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        disk.full = True
        words = await press(pilot, "n")
        assert "Not saved: the disk is full" in words
        assert "Arriving  2 of 9" in words
        await press(pilot, "w", *"later", "escape")
        assert workshop.stored.present == 0
        disk.full = False
        assert "Not saved" not in await press(pilot)
    assert workshop.stored.present == 1
    assert workshop.stored.notes == ((1, "later"),)


async def test_the_room_is_told_after_every_change_and_never_the_notes(
    workshop: Workshop, tmp_path: Path
) -> None:
    """A screen that watches has the block, then the quiet card, and no word of what is private."""
    room = tmp_path / "r"
    room.mkdir(mode=0o700)
    server = RoomServer(room / "room")
    app = workshop.console(server)
    async with app.run_test(size=(80, 24)) as pilot:
        views = watch(room / "room")
        await begun(pilot)

        async def told(title: str, stage: str) -> RoomView:
            async with asyncio.timeout(20):
                async for view in views:
                    if view is not None and (view.title, view.stage) == (title, stage):
                        return view
            raise AssertionError(title)

        first = await told("How we will be together", "running")
        assert app.console_screen._screens() == 1
        await press(pilot, "w", *"private", "escape", "n")
        second = await told("Arriving", "running")
        await press(pilot, "s")
        await told("", "quiet")
        for view in (first, second):
            sent = str(view.to_json())
            assert "private" not in sent
            assert "Begin yourself" not in sent and "Before people come" not in sent


async def test_time_and_contacts_are_shown_only_when_said(workshop: Workshop) -> None:
    """The time can be shown anywhere, the contacts only in a closing block."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        app.leading.keep_contacts("Crisis team: 555")
        assert not app.view().shows_time
        await press(pilot, "t")
        assert app.view().shows_time
        await press(pilot, "c")
        assert CONTACTS not in workshop.stored.shown
        app.leading.go_to(8)
        assert "555" not in app.view().say
        await press(pilot, "c")
        assert "555" in app.view().say
        await press(pilot, "c")
        assert "555" not in app.view().say


async def test_support_stands_on_f5_with_what_is_near_first(workshop: Workshop) -> None:
    """What was typed in for this place, then the pack's contacts; once more closes it."""
    app = workshop.console()
    app.leading.keep_contacts("Crisis team: 555")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        words = await press(pilot, "f5")
        assert words.index("Crisis team: 555") < words.index("Any country")
        assert "Somewhere to turn" not in await press(pilot, "f5")


async def test_help_and_palette_name_every_step(workshop: Workshop) -> None:
    """F1 lists the keys; the palette has the steps by name."""
    app = workshop.console()
    async with app.run_test(size=(120, 50)) as pilot:
        await begun(pilot)
        words = await press(pilot, "f1")
        assert "s  Soft stop" in words and "e  End" in words, words
        await press(pilot, "escape", "ctrl+p", *"soft stop")
        await until(pilot, lambda: "Soft stop: a quiet card" in shown(app))
        await press(pilot, "enter")
    assert workshop.stored.is_hushed


async def test_groups_are_drawn_and_shown_on_a_key(workshop: Workshop) -> None:
    """Head count once, sizes told before the draw, the room sees them only when told."""
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        words = await press(pilot, "g")
        assert "How many people are there?" in words
        words = await press(pilot, "9", "enter")
        assert "3 pairs and 1 group of three" in words
        assert workshop.stored.drawn == ()
        await press(pilot, "d")
        assert app.view().groups == ()
        words = await press(pilot, "o")
        assert "the room sees them" in words
        assert sorted(map(len, app.view().groups)) == [2, 2, 2, 3]
        await press(pilot, "3", "d")
        assert sorted(map(len, app.view().groups)) == [3, 3, 3]
        await press(pilot, "escape", "n")
        assert app.view().groups == ()
    assert GROUPS not in workshop.stored.shown


async def test_wishes_are_taken_by_seat_and_kept_nowhere(workshop: Workshop) -> None:
    """Apart and alone count from the next draw on; on the disk there is nothing of them."""
    app = workshop.console()
    async with app.run_test(size=(80, 30)) as pilot:
        await begun(pilot)
        await press(pilot, "g", "5", "enter", "a", "5", "enter")
        words = await press(pilot, "p", *"1 2", "enter")
        assert "apart 1 + 2" in words and "alone 5" in words
        assert "2 pairs, and 1 alone" in words
        await press(pilot, "d")
        assert "not in this room" in await press(pilot, "p", *"Anna 2", "enter")
    drawn = workshop.stored.drawn[0]
    assert drawn.alone == (5,)
    assert (1, 2) not in drawn.groups
    assert "apart" not in (workshop.file.folder / "facts.jsonl").read_text("utf-8")


async def test_people_come_late_and_leave(workshop: Workshop) -> None:
    """Both change the groups of now, and the seats are called as one likes."""
    app = workshop.console()
    async with app.run_test(size=(80, 30)) as pilot:
        await begun(pilot)
        await press(pilot, "g", "4", "enter", "d", "l")
        assert sorted(map(len, workshop.stored.drawn[0].groups)) == [2, 3]
        assert "azure" in await press(pilot, "n")
        await press(pilot, "x", *"azure", "enter")
        assert list(workshop.stored.seats) == [1, 3, 4, 5]
        assert "no number of people" in await press(pilot, "h", "0", "enter")
        assert list(workshop.stored.seats) == [1, 3, 4, 5]


async def test_preflight_asks_and_never_blocks(workshop: Workshop) -> None:
    """Head count, ticks and contacts are kept as they are given; one button begins."""
    app = workshop.console()
    async with app.run_test(size=(80, 36)) as pilot:
        await pilot.pause()
        words = await press(pilot, "1", "4")
        assert "Somebody beside you: for 14 people" in words
        assert "workbook workshop screen" in words
        await press(pilot, "tab", "space", "tab", *"Crisis team 555")
        await until(pilot, lambda: workshop.stored.contacts == "Crisis team 555")
        assert list(workshop.stored.seats) == [*range(1, 15)]
        assert workshop.stored.ticked == {"place"}
        assert not app.leading.has_begun
        await press(pilot, "tab", "enter")
        assert app.leading.has_begun


async def test_nobody_is_no_head_count(workshop: Workshop) -> None:
    """Zero people, or words, are said to be none, and change nothing."""
    app = workshop.console()
    async with app.run_test(size=(80, 36)) as pilot:
        await pilot.pause()
        assert "A number from 1 to 400" in await press(pilot, "0")
    assert workshop.stored.seats == ()


async def test_five_hundred_blocks_stay_fluent(make_workshop: MakeWorkshop) -> None:
    """Next through all of them, each shown; the agenda opens on them."""
    block = '[[blocks]]\nkind = "{}"\ntitle = "Block {}"\nminutes = 1\n'
    kinds = ["agreements", *["round"] * 497, "grounding", "check-out"]
    blocks = "".join(block.format(kind, number) for number, kind in enumerate(kinds, 1))
    text = f'title = "Long"\nminutes = 500\npeople = {{ least = 1, most = 9 }}\n{blocks}'
    workshop = make_workshop(text)
    app = workshop.console()
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        workshop.pass_minutes(30)
        for _ in range(40):
            await pilot.press("n")
        assert "41 of 500" in await press(pilot)
        assert "Block 42" in await press(pilot, "a")


async def test_brackets_in_an_agenda_are_only_brackets(make_workshop: MakeWorkshop) -> None:
    """What looks like markup or a button should stand there as it was written, wherever it is shown."""
    text = """
    title = "A [red]talk[/]"
    minutes = 9
    people = { least = 1, most = 9 }
    [[blocks]]
    kind = "agreements"
    title = "[@click=app.quit]Go[/]"
    minutes = 4
    least = 2
    say = "feel [sad] today [/]"
    notes = "[b]look[/b] [/]"
    [[blocks]]
    kind = "check-out"
    title = "[/] out"
    minutes = 5
    """
    workshop = make_workshop(text)
    app = workshop.console()
    app.leading.keep_contacts("[/] 555 [b]")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "A [red]talk[/]" in shown(app)
        await begun(pilot)
        workshop.pass_minutes(7)
        words = await press(pilot, "w", *"[/]", "escape")
        for part in ("[@click=app.quit]Go[/]", "feel [sad] today [/]", "[b]look[/b] [/]", "[/] out"):
            assert part in words, words
        assert "[/] out" in await press(pilot, "a")
        assert "[/] 555 [b]" in await press(pilot, "escape", "f5")
