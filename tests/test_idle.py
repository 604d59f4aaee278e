"""Nobody there: told by two clocks, since each of them can be wrong in its own way."""

from datetime import UTC, datetime, timedelta

from workbook.lock.idle import Idle

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_either_clock_is_enough() -> None:
    """One stands still while the computer sleeps, the other can be set back."""
    idle = Idle(10, NOW, 100.0)
    assert not idle.is_over(NOW + timedelta(minutes=9), 100.0 + 9 * 60)
    assert idle.is_over(NOW + timedelta(minutes=10), 100.0)
    assert idle.is_over(NOW - timedelta(days=1), 100.0 + 10 * 60)
    assert not idle.is_over(NOW - timedelta(days=1), 100.0)


def test_a_touch_begins_anew_and_never_is_never() -> None:
    """A key counts from when it was pressed; 0 minutes turn it off."""
    idle = Idle(1, NOW, 0.0)
    idle.touch(NOW + timedelta(seconds=50), 50.0)
    assert not idle.is_over(NOW + timedelta(seconds=100), 100.0)
    assert idle.is_over(NOW + timedelta(seconds=110), 110.0)
    assert not Idle(0, NOW, 0.0).is_over(NOW + timedelta(days=9), 1e9)
