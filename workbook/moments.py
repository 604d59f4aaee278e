"""Moments in time: aware UTC inside, local words outside.

Everything that is stored is UTC with milliseconds; beside it stands the offset of the place
where it was written, so that "in the evening" stays the evening after a journey.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from workbook.values import COMING_BACK, NOT_YET

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""What an unreadable time becomes: plainly wrong, and never a crash."""

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
_JUST_NOW = timedelta(minutes=1)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_OCCASIONS = {
    NOT_YET: "when something ends in “not yet”",
    COMING_BACK: "when you come back after a while",
}


def now() -> datetime:
    """Give the present moment: aware, UTC, whole milliseconds."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def to_text(moment: datetime) -> str:
    """Write an aware moment as UTC with milliseconds, `2026-11-22T04:22:14.120Z` (RFC 3339)."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def from_text(text: str) -> datetime:
    """Read what `to_text` wrote, or any ISO 8601 time; one without a zone is UTC.

    Returns:
        An aware UTC moment in whole milliseconds; `EPOCH` when the text is no time between the years 2 and 9998.
    """
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return EPOCH
    # Asked of the moment in UTC, and without what is not written: what is read once is read the same again.
    if not 1 < moment.year < 9999:
        return EPOCH
    beyond = moment.microsecond % 1000
    return moment.replace(microsecond=moment.microsecond - beyond) if beyond else moment


def local_offset(moment: datetime) -> str:
    """Give this computer's offset from UTC at that moment, as `+01:00`."""
    offset = moment.astimezone().utcoffset() or timedelta()
    sign, minutes = ("-", -offset) if offset < timedelta() else ("+", offset)
    whole = int(minutes.total_seconds()) // 60
    return f"{sign}{whole // 60:02}:{whole % 60:02}"


def local(moment: datetime, offset: str) -> datetime:
    """Give the moment as the clock on the wall showed it where the offset held; UTC for a bad offset."""
    found = _OFFSET.fullmatch(offset)
    if found is None:
        return moment.astimezone(UTC)
    sign, hours, minutes = found.groups()
    away = timedelta(hours=int(hours), minutes=int(minutes))
    if away >= timedelta(days=1):
        return moment.astimezone(UTC)
    return moment.astimezone(timezone(-away if sign == "-" else away))


def clock(moment: datetime, offset: str) -> str:
    """Give the time of day where the offset held, as `12:04`."""
    return f"{local(moment, offset):%H:%M}"


def in_words(then: datetime, now: datetime) -> str:
    """Say when something was, in this computer's time zone and without counting days.

    Returns:
        "just now", "12:04" (today), "yesterday", "Thursday" (within the week), "3 May" (this year)
        or "3 May 2025".
    """
    if abs(now - then) < _JUST_NOW:
        return "just now"
    here, today = then.astimezone(), now.astimezone().date()
    days = (today - here.date()).days
    if days == 0:
        return f"{here:%H:%M}"
    if days == 1:
        return "yesterday"
    if 1 < days < 7:
        return _WEEKDAYS[here.weekday()]
    day = f"{here.day} {_MONTHS[here.month - 1]}"
    return day if here.year == today.year else f"{day} {here.year}"


def opening_in_words(opens: str) -> str:
    """Say of a letter that is still closed when it opens: what stands in place of its words.

    Args:
        opens: What it waits for, as `values.waits_for` gives it.
    """
    return f"A letter. It opens {when_in_words(opens)}."


def when_in_words(opens: str) -> str:
    """Say when a letter opens: "on 22 December 2026", "when you come back after a while"."""
    return _OCCASIONS.get(opens) or f"on {day_in_words(opens)}"


def day_in_words(day: str) -> str:
    """Say a local date such as `2026-12-22` as "22 December 2026"; what is no date stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def roughly_in_words(day: date, today: date) -> str:
    """Say about when something was, to stand within a sentence; nothing in it counts days.

    Args:
        day: A local date; one that lies ahead, by a clock that was wrong, is as good as today.
        today: The local date.

    Returns:
        "today", "yesterday", "on Thursday" (within the week), "in March" or "in March 2025".
    """
    days = (today - day).days
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    if days < 7:
        return f"on {_WEEKDAYS[day.weekday()]}"
    # A month that has come round again needs its year.
    is_recent = (today.year - day.year) * 12 + today.month - day.month < 12
    return f"in {_MONTHS[day.month - 1]}" if is_recent else f"in {_MONTHS[day.month - 1]} {day.year}"
