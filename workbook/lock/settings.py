"""What can be done and set about the lock from within the program, and when it comes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from workbook.settings import AS_CHOSEN, Settings

if TYPE_CHECKING:
    from workbook.store.answers import Answers

USUAL_MINUTES: Final = 10
OFFERED_MINUTES: Final = (5, 10, 30, 60, 0)
"""What Enter goes through; 0 is never."""
MINUTES: Final = "lock-after-minutes"
"""The preference that holds what was chosen; also the key of its line on the page."""

NOT_LOCKED = (
    "Your answers are not locked: whoever can use this computer under your name, or has its disk or its backups, "
    "can read them. A lock seals everything you write with a passphrase."
)
LOCKED = (
    "Your answers are locked, and open just now. The passphrase opens them, or the recovery code; there is no reset, "
    "and nobody else can open them for you."
)
ELSEWHERE = "They are open in another window, which writes: what the lock is made of is changed over there."


class Aside(StrEnum):
    """What is to be done while no answers are open."""

    LOCK_NOW = "lock-now"
    LOCK = "lock"
    CHANGE = "change-passphrase"
    NEW_CODE = "new-code"
    TAKE_OFF = "unlock"


TITLES: Final = {
    Aside.LOCK_NOW: "Lock now",
    Aside.LOCK: "Lock with a passphrase",
    Aside.CHANGE: "Change the passphrase",
    Aside.NEW_CODE: "A new recovery code",
    Aside.TAKE_OFF: "Take the lock off",
}


def minutes_of(settings: Settings, answers: Answers | None = None) -> int:
    """Give after how many minutes without a key it locks by itself; 0 for never.

    What the settings file says holds, then what was chosen in the program, then the usual.
    """
    if settings.lock_after_minutes != AS_CHOSEN:
        return settings.lock_after_minutes
    chosen = answers.preference(MINUTES) if answers else ""
    return int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 6 else USUAL_MINUTES


def next_minutes(minutes: int) -> int:
    """Give the next of the minutes that are offered; after something else the first."""
    if minutes not in OFFERED_MINUTES:
        return OFFERED_MINUTES[0]
    return OFFERED_MINUTES[(OFFERED_MINUTES.index(minutes) + 1) % len(OFFERED_MINUTES)]


def minutes_in_words(minutes: int) -> str:
    """Say when it locks by itself."""
    if not minutes:
        return "never"
    return "after a minute without a key" if minutes == 1 else f"after {minutes} minutes without a key"


def words_about(answers: Answers) -> str:
    """Say how it stands."""
    if not answers.is_sealed:
        return NOT_LOCKED
    return f"{LOCKED} {ELSEWHERE}" if answers.read_only else LOCKED


def choices(settings: Settings, answers: Answers) -> Sequence[tuple[str, str, str]]:
    """Give what can be done: a key, a title, and what that means; the keys are those of `Aside`, and `MINUTES`."""
    if not answers.is_sealed:
        way = "what it means is said first, and nothing is locked before you have tried it"
        return () if answers.read_only else (_choice(Aside.LOCK, way),)
    now = _choice(Aside.LOCK_NOW, "the passphrase opens it again, where you are")
    if answers.read_only:
        return (now,)
    is_in_file = settings.lock_after_minutes != AS_CHOSEN
    minutes = minutes_in_words(minutes_of(settings, answers))
    return (
        now,
        (
            MINUTES,
            f"Locks by itself: {minutes}",
            "the settings file says so" if is_in_file else "Enter changes it",
        ),
        _choice(Aside.CHANGE, "the recovery code stays as it is"),
        _choice(Aside.NEW_CODE, "if the paper is gone, or somebody may have seen it"),
        _choice(Aside.TAKE_OFF, "nothing asks for a passphrase then"),
    )


def _choice(what: Aside, about: str) -> tuple[str, str, str]:
    return what, TITLES[what], about
