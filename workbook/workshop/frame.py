"""The beginning and the end of a session, from the words of a pack; and how long people take. Pure."""

from __future__ import annotations

from math import ceil
from typing import Final

from workbook.content.pack_model import GroupWords
from workbook.workshop.agenda import Block, BlockKind
from workbook.workshop.fitting import Piece
from workbook.workshop.groups import sizes
from workbook.workshop.rules import WORDS_LENGTH

READ_ALOUD: Final = 110
"""Words in a minute, slowly."""

ONE_CIRCLE: Final = 15
"""The most people who speak one after the other; above, they turn to neighbours or sit in fours."""

NEEDS_TWO: Final = 12
"""Above so many people, two lead. Source: FACILITATION.md."""

MAY_PASS: Final = "You can pass."

_OWN_WORDS: Final = "The pack has no words for this. Write your own under `say`."

_BEFORE: Final = (
    "Before people come: put the local contacts and your support contacts where they can be read unseen, name a quiet "
    "place to go to, and know whom you would call."
)


def round_minutes(people: int) -> int:
    """Tell how long it takes until everyone who likes has said a sentence.

    A minute for the question, then twenty seconds each; above `ONE_CIRCLE` in fours at the same time, a
    minute each, and two for moving chairs.
    """
    if people <= ONE_CIRCLE:
        return 1 + ceil(people / 3)
    return 6 if people <= 2 * NEEDS_TWO else 7


def check_out_minutes(people: int) -> int:
    """Tell how long a word each takes, with two minutes for where support can be found."""
    return 2 + ceil(min(people, 2 * ONE_CIRCLE) / 5) if people <= ONE_CIRCLE else 6


def passable(words: str) -> str:
    """Say that one may pass, where the words do not say it already."""
    return words if not words or "pass" in words.casefold() else f"{words} {MAY_PASS}"


def within(words: str) -> str:
    """Cut words to what a block may have."""
    return words if len(words) <= WORDS_LENGTH else words[: WORDS_LENGTH - 1].rstrip() + "…"


def groups_in_words(people: int, size: int) -> str:
    """Say how people divide, such as "13 people: 5 pairs and 1 group of three."."""
    names = {
        2: ("pair", "pairs"),
        3: ("group of three", "groups of three"),
        4: ("group of four", "groups of four"),
    }
    drawn = sizes(people, size)
    parts = []
    for one in dict.fromkeys((size, *drawn)):
        count = drawn.count(one)
        if count:
            single, several = names.get(one, (f"group of {one}", f"groups of {one}"))
            parts.append(f"{count} {single if count == 1 else several}")
    uneven = ", said before people move" if len(parts) > 1 else ""
    return f"{people} people: {' and '.join(parts)}{uneven}."


def opening_pieces(words: GroupWords, people: int) -> list[Piece]:
    """Give the agreements and the check-in."""
    agreements = within("\n\n".join(words.agreements))
    aloud = ceil(len(agreements.split()) / READ_ALOUD)
    floor = min(max(4, aloud + 1), 10)
    notes = [_BEFORE]
    if people > NEEDS_TWO:
        notes.append(
            "With so many people, have a co-facilitator: one leads, the other can step out with somebody."
        )
    notes.append(
        "Say in your own words what you must pass on, and to whom. The wording belongs to the group: wait after "
        "the last sentence, and write down what they change."
        if agreements
        else _OWN_WORDS
    )
    return [
        _piece("agreements", "How we will be together", floor, floor + 1, floor + 3, agreements, notes),
        _arriving(words, people),
    ]


def _arriving(words: GroupWords, people: int) -> Piece:
    say = within(passable(words.check_in[0])) if words.check_in else ""
    if people <= ONE_CIRCLE:
        usual, form = round_minutes(people), "round"
        notes = ["Begin yourself, with one plain word. Comment on nobody's."]
    else:
        usual, form = 5, "pairs"
        notes = ["With so many people: to the neighbour only, one minute each way."]
    return _piece(
        "check-in",
        "Arriving",
        max(usual - 1, 3),
        usual,
        usual + 2,
        say,
        notes if say else [_OWN_WORDS],
        form=form,
    )


def closing_pieces(words: GroupWords, minutes: int, people: int) -> list[Piece]:
    """Give the buffer, the grounding and the check-out; the last two keep their length."""
    spare = max(2, minutes // 20)
    settling = 4 if minutes < 90 else 5
    leaving = check_out_minutes(people)
    is_circle = people <= ONE_CIRCLE
    end = [
        "Say to everybody where support can be found and where you will be for the next quarter of an hour. Then end "
        "on time, even if someone is in mid-thought."
    ]
    if not is_circle:
        end.insert(0, "With so many people: a word from whoever likes, the others to their neighbour.")
    buffer = Block(
        kind="buffer", title="Spare minutes", minutes=spare, least=0,
        notes="For a late start, or for a question. Not needed: end early.",
    )  # fmt: skip
    grounding, check_out = words.grounding, words.check_out
    return [
        Piece(block=buffer, floor=2, ceiling=spare),
        _kept("grounding", "Settling", settling, grounding, ["Read slowly, with a pause after each sentence. Eyes may stay open."]),
        _kept("check-out", "Leaving", leaving, check_out, end, form="round" if is_circle else "pairs"),
    ]  # fmt: skip


def _kept(
    kind: BlockKind, title: str, minutes: int, words: tuple[str, ...], notes: list[str], form: str = ""
) -> Piece:
    """Make a protected piece that says the first of some words; the others are offered to the facilitator."""
    say = words[0] if words else ""
    if kind == "check-out":
        say = passable(say)
    others = [f"Instead, if it suits this group better: {other}" for other in words[1:3]]
    if not words:
        notes = [*notes, _OWN_WORDS]
    block = Block(
        kind=kind, title=title, minutes=minutes, least=minutes, protected=True, form=form,
        say=within(say), notes=within("\n\n".join([*notes, *others])),
    )  # fmt: skip
    return Piece(block=block, floor=minutes, ceiling=minutes)


def _piece(
    kind: BlockKind,
    title: str,
    floor: int,
    usual: int,
    ceiling: int,
    say: str,
    notes: list[str],
    form: str = "",
) -> Piece:
    block = Block(
        kind=kind, title=title, minutes=usual, least=max(floor - 1, 2), form=form, say=say, notes="\n\n".join(notes)
    )  # fmt: skip
    return Piece(block=block, floor=floor, ceiling=ceiling)
