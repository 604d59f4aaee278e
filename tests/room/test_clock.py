"""The clock of a session only ever runs forwards, whatever the clock on the wall does."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.room.sessions import BEGAN, fact
from workbook.moments import EPOCH
from workbook.room.clock import SessionClock
from workbook.workshop.facts import Fact


class Time:
    """A steady clock and one on the wall, under the test's control."""

    def __init__(self, wall: datetime = BEGAN) -> None:
        self.steady, self.wall = 5000.0, wall

    def clock(self, *facts: Fact) -> SessionClock:
        """A session's clock, begun or opened again."""
        return SessionClock(facts, steady=lambda: self.steady, wall=lambda: self.wall)


def test_it_counts_by_the_steady_clock_alone() -> None:
    """Setting the clock on the wall in mid-session changes nothing."""
    time = Time()
    clock = time.clock()
    time.steady += 90
    time.wall -= timedelta(hours=5)
    assert clock.elapsed() == 90


def test_opened_again_it_goes_on_from_the_last_fact() -> None:
    """Four minutes after a fact of minute ten it is minute fourteen, though the computer started anew."""
    time = Time(BEGAN + timedelta(minutes=14))
    time.steady = 3.0
    clock = time.clock(fact("begun", 0), fact("entered", 10, 2))
    assert clock.elapsed() == 14 * 60
    time.steady += 60
    assert clock.elapsed() == 15 * 60


def test_a_wall_clock_that_jumped_back_counts_as_no_time() -> None:
    """It goes on from the last fact, never from before it; a fact without a time counts as one of just now."""
    time = Time(BEGAN - timedelta(hours=3))
    assert time.clock(fact("entered", 10, 2)).elapsed() == 600
    unknown = Fact(kind="entered", at=EPOCH, elapsed=600.0, index=2)
    assert Time().clock(unknown).elapsed() == 600


def test_a_fact_says_when_in_both_ways() -> None:
    """Elapsed by the steady clock, the time of day by the wall's."""
    time = Time()
    clock = time.clock()
    time.steady += 5
    time.wall = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    assert clock.fact("entered", index=3) == Fact(kind="entered", at=time.wall, elapsed=5.0, index=3)


@given(
    st.lists(
        st.tuples(st.floats(0, 900), st.integers(-7200, 7200), st.booleans()),
        max_size=12,
    )
)
def test_it_never_goes_back(steps: list[tuple[float, int, bool]]) -> None:
    """Through any order of time passing, the wall being set and the console being opened anew."""
    time, facts = Time(), [fact("begun", 0)]
    clock = time.clock(*facts)
    last = clock.elapsed()
    for seconds, set_by, reopened in steps:
        time.steady += seconds
        time.wall += timedelta(seconds=seconds + set_by)
        facts.append(clock.fact("noted", words="x"))
        if reopened:
            clock = time.clock(*facts)
        assert facts[-1].elapsed >= facts[-2].elapsed
        assert clock.elapsed() >= last
        last = clock.elapsed()
