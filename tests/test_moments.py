"""Moments: to text and back, and in words."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.moments import EPOCH, clock, from_text, in_words, local, local_offset, now, to_text

AWARE = st.datetimes(datetime(1971, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this computer stand in Berlin, where summer time is in use."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    os.environ.setdefault("TZ", "UTC")
    time.tzset()


def utc(text: str) -> datetime:
    """Read a time as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_now_is_aware_and_survives_text() -> None:
    """Milliseconds are what is kept, so the present moment comes back as it was."""
    moment = now()
    assert moment.tzinfo is UTC
    assert from_text(to_text(moment)) == moment


@given(AWARE)
def test_text_orders_as_time_does(moment: datetime) -> None:
    """Reading back loses less than a millisecond, and later moments have greater texts."""
    text = to_text(moment)
    assert timedelta() <= moment - from_text(text) < timedelta(milliseconds=1)
    assert text <= to_text(moment + timedelta(seconds=1))


def test_the_format_is_that_of_the_files() -> None:
    """UTC with milliseconds and a Z."""
    assert to_text(utc("2026-11-22T04:22:14.120999")) == "2026-11-22T04:22:14.120Z"


@given(st.text())
def test_any_text_gives_a_moment(text: str) -> None:
    """Reading never raises and always gives an aware UTC moment."""
    assert from_text(text).utcoffset() == timedelta()


def test_unreadable_times_become_the_epoch() -> None:
    """Also those so near the ends of the calendar that another zone would not have them."""
    for text in ("", "yesterday", "2026-13-01", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        assert from_text(text) == EPOCH
    assert from_text("2026-11-22T05:22:14+01:00") == utc("2026-11-22T04:22:14")
    assert from_text("2026-11-22T04:22:14") == utc("2026-11-22T04:22:14")


def test_offsets_follow_summer_time() -> None:
    """The offset is that of the moment, not of today."""
    assert local_offset(utc("2026-01-10T12:00:00")) == "+01:00"
    assert local_offset(utc("2026-07-10T12:00:00")) == "+02:00"


def test_the_clock_shows_the_time_where_it_was_written() -> None:
    """An evening stays an evening after a journey; a bad offset is UTC."""
    moment = utc("2026-11-22T20:15:00")
    assert clock(moment, "-03:30") == "16:45"
    assert local(moment, "+05:45").day == 23
    for bad in ("", "+1:00", "+99:00", "tomorrow"):
        assert clock(moment, bad) == "20:15"


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("2026-05-06T09:59:30", "just now"),
        ("2026-05-06T10:00:20", "just now"),
        ("2026-05-06T09:58:00", "11:58"),
        ("2026-05-05T22:30:00", "00:30"),
        ("2026-05-05T20:00:00", "yesterday"),
        ("2026-05-04T10:00:00", "Monday"),
        ("2026-04-30T10:00:00", "Thursday"),
        ("2026-04-29T10:00:00", "29 April"),
        ("2025-12-31T22:00:00", "31 December 2025"),
        ("2025-05-06T10:00:00", "6 May 2025"),
        ("2026-05-06T18:00:00", "20:00"),
        ("2026-05-09T10:00:00", "9 May"),
    ],
)
def test_words_for_a_moment(then: str, words: str) -> None:
    """Nearer moments get nearer words, in local time and without counting days."""
    assert in_words(utc(then), utc("2026-05-06T10:00:00")) == words


def test_just_now_reaches_over_midnight() -> None:
    """Ten seconds ago is not yesterday."""
    assert in_words(utc("2026-05-05T21:59:55"), utc("2026-05-05T22:00:05")) == "just now"
