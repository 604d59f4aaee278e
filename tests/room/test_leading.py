"""Leading a session: each step is on the disk before it is shown, and a crash changes nothing."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.workshop.test_running import AGENDA
from workbook.room.clock import SessionClock
from workbook.room.leading import Leading
from workbook.room.rehearsal import MakeClock, clocks
from workbook.room.session_file import SessionFile
from workbook.store.files import Files
from workbook.workshop.groups import Wishes
from workbook.workshop.running import GROUPS, MINUTE, TIME

BEGAN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


class Time:
    """Both clocks, moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def wall(self) -> datetime:
        """Tell the wall's time."""
        return BEGAN + timedelta(seconds=self.seconds)

    def steady(self) -> float:
        """Tell the seconds."""
        return self.seconds

    def minutes(self, minutes: float) -> None:
        """Let time pass."""
        self.seconds += minutes * MINUTE

    @property
    def make_clock(self) -> MakeClock:
        """Make session clocks that follow this time."""
        return lambda facts: SessionClock(facts, steady=self.steady, wall=self.wall)


class Disk(Files):
    """A disk that can be full."""

    is_full = False

    def write(self, descriptor: int, data: bytes) -> None:
        """Write, while there is room."""
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(descriptor, data)


class Room:
    """A session that can be interrupted and taken up again."""

    def __init__(self, root: Path) -> None:
        self.root, self.time, self.disk = root, Time(), Disk()
        self.file = SessionFile.begin(root, b"", "Small promises", BEGAN, self.disk)
        self.leading = Leading(AGENDA, self.file, self.time.make_clock)

    def crash(self) -> Leading:
        """Lose everything that is not on the disk, and go on."""
        self.file.close()
        self.file = SessionFile.open(self.file.folder, BEGAN, self.disk)
        self.leading = Leading(AGENDA, self.file, self.time.make_clock)
        return self.leading


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A session that has not begun."""
    return Room(tmp_path / "workshops")


def test_the_clock_begins_with_the_session(room: Room) -> None:
    """What is made ready beforehand takes none of the session's time."""
    room.leading.seat(7)
    room.leading.tick_or_not("paper")
    room.time.minutes(20)
    assert room.leading.elapsed == 0
    room.leading.begin()
    room.time.minutes(2)
    assert room.leading.elapsed == 2 * MINUTE
    assert room.leading.running.left(room.leading.elapsed) == 3 * MINUTE
    assert room.leading.running.late(room.leading.elapsed) == 0
    assert room.leading.began == BEGAN + timedelta(minutes=20)


def test_after_a_crash_everything_is_as_it_was(room: Room) -> None:
    """The same block with the right time left, the same seats, groups, notes and what the room is shown."""
    leading = room.leading
    leading.seat(7)
    leading.name_seats("animal")
    leading.keep_contacts("Crisis team: 555")
    leading.begin()
    room.time.minutes(4)
    leading.go_on()
    leading.note("cold in here")
    leading.draw(2)
    leading.show_or_hide(GROUPS)
    leading.show_or_hide(TIME)
    before = leading.running
    room.time.minutes(3)
    again = room.crash()
    assert again.running == before
    assert again.running.left(again.elapsed) == 7 * MINUTE
    assert again.began == BEGAN


def test_a_crash_before_the_beginning_forgets_no_preparation(room: Room) -> None:
    """Ticks and contacts are there again, and the session has still not begun."""
    room.leading.tick_or_not("place")
    room.leading.keep_contacts("Crisis team: 555")
    room.time.minutes(10)
    again = room.crash()
    assert not again.has_begun
    assert again.elapsed == 0
    assert again.running.ticked == {"place"}
    assert again.running.contacts == "Crisis team: 555"


def test_a_full_disk_stops_nothing_and_loses_nothing(room: Room) -> None:
    """The session goes on in memory; once there is room again, all of it is written in order."""
    leading = room.leading
    leading.begin()
    room.disk.is_full = True
    room.time.minutes(5)
    leading.go_on()
    leading.note("said while the disk was full")
    assert leading.failure == "the disk is full"
    assert leading.running.present == 1
    assert not leading.write_again()
    room.disk.is_full = False
    assert leading.write_again()
    assert leading.failure == ""
    before = leading.running
    assert room.crash().running == before


def test_late_is_proposed_and_never_done_by_itself(room: Room) -> None:
    """A minute late is worth a proposal; nothing changes until it is accepted, and undo takes it back."""
    leading = room.leading
    leading.begin()
    room.time.minutes(5.5)
    assert leading.proposal() is None
    room.time.minutes(4.5)
    proposal = leading.proposal()
    assert proposal and proposal.minutes
    assert leading.running.lengths == tuple(block.minutes * MINUTE for block in AGENDA.blocks)
    assert leading.accept()
    assert leading.proposal() is None
    assert not leading.accept()
    assert leading.undo()
    assert leading.proposal() == proposal


def test_nothing_presses_during_a_soft_stop(room: Room) -> None:
    """While the room is quiet nothing is proposed, however late it gets; afterwards it is."""
    leading = room.leading
    leading.begin()
    leading.hush_or_go_on()
    room.time.minutes(8)
    assert leading.proposal() is None
    leading.hush_or_go_on()
    assert leading.proposal() is not None


def test_an_optional_block_is_left_out_only_when_asked_for(room: Room) -> None:
    """When lengths alone do not do, it can be asked for, and asked back."""
    leading = room.leading
    leading.begin()
    room.time.minutes(17)
    first = leading.proposal()
    assert first and first.over and first.may_drop == (2,)
    assert leading.drop_one_more() == 2
    second = leading.proposal()
    assert second and second.dropped == (2,) and second.over < first.over
    leading.accept()
    assert leading.running.skipped >= {2}
    leading.skip_or_take_in(2)
    assert leading.running.lengths[2] == 8 * MINUTE


def test_undo_stops_at_the_beginning(room: Room) -> None:
    """The beginning itself cannot be taken back, the end can."""
    leading = room.leading
    leading.begin()
    assert not leading.undo()
    leading.end()
    assert leading.running.block is None
    assert leading.undo()
    assert leading.running.block is not None
    assert not leading.undo()


def test_nothing_is_before_the_first_and_after_the_last(room: Room) -> None:
    """At either end the key should do nothing, and no fact be written."""
    leading = room.leading
    leading.begin()
    assert not leading.go_back()
    leading.go_to(4)
    facts = room.file.facts
    assert not leading.go_on()
    assert room.file.facts == facts


def test_whoever_comes_late_gets_a_seat_and_a_group(room: Room) -> None:
    """A new seat, never one that somebody had; in the smallest group."""
    leading = room.leading
    leading.seat(5)
    leading.begin()
    leading.wishes = Wishes(alone=(5,))
    leading.draw(2)
    assert leading.arrive() == 6
    drawn = leading.running.groups_now
    assert drawn and sorted(map(len, drawn.groups)) == [2, 3]
    assert drawn.alone == (5,)


def test_nobody_stays_alone_because_somebody_left(room: Room) -> None:
    """The one who is left joins another group; the seat of who went is not given again."""
    leading = room.leading
    leading.seat(6)
    leading.begin()
    leading.draw(2)
    drawn = leading.running.groups_now
    assert drawn
    leading.leave(drawn.groups[0][0])
    now = leading.running.groups_now
    assert now and sorted(map(len, now.groups)) == [2, 3]
    assert leading.arrive() == 7


def test_the_head_count_can_change(room: Room) -> None:
    """More people get the next seats, fewer leave the last ones free."""
    leading = room.leading
    leading.seat(4)
    leading.leave(2)
    leading.seat(5)
    assert leading.running.seats == (1, 3, 4, 5, 6)
    leading.seat(2)
    assert list(leading.running.seats) == [1, 3]


def test_groups_do_not_repeat_over_blocks_and_crashes(room: Room) -> None:
    """Eight people in pairs, three blocks, a crash in between: nobody meets the same person twice."""
    leading = room.leading
    leading.seat(8)
    leading.begin()
    for index in range(3):
        leading.go_to(index)
        # The first of these was never sat in, and does not count.
        leading.draw(2)
        repeated, _ = leading.draw(2)
        assert repeated == 0
        leading = room.crash()
    pairs = [pair for drawn in leading.running.drawn for pair in drawn.groups]
    assert len(pairs) == len(set(pairs)) == 12


def test_a_rehearsal_runs_faster_and_can_be_gone_on_with() -> None:
    """Six seconds are a minute at ten times the speed, also after a crash."""
    time = Time()
    make = clocks(10, wall=time.wall)
    begun = make(()).fact("begun")
    time.seconds += 6
    again = make((begun,))
    assert round(again.elapsed()) == 60
    assert again.wall() - begun.at == timedelta(seconds=60)
