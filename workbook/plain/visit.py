"""One visit: the first words, home, and from there wherever the person goes until they leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from workbook.plain import beside, looking, practising, section, trails
from workbook.plain.here import READ_ONLY, Here
from workbook.plain.section import PRACTICE, SECTION
from workbook.plain.talk import HOME, Go, Leave, Way
from workbook.progress.doors import doors
from workbook.progress.greeting import where_in_words
from workbook.progress.map import map_of
from workbook.progress.map_words import state_in_words
from workbook.progress.proof import proof_of_the_day
from workbook.store.foreign import copies_in, journal_copies_in
from workbook.store.preferences import WELCOMED

FIRST = """\
Everything you write is kept in one folder on this computer, and nowhere else: {folder}
Nothing is sent anywhere. There is no account. Every line is saved when you press Enter.
The files are not locked with a password, unless you lock them: workbook lock. What is printed here can stay in the window of your terminal until you close it.
If something here touches a sore place, you can stop at any time. Passing a question is Enter, and nobody counts.
s is support: people of your own, and places to turn to by country. p is a pause. ? names everything that can be typed. Where you are asked for words, put a colon before the letter, as in :s."""
COPIES = (
    "Another copy of your answers is in the folder. In the shell, workbook merge names it and brings it in."
)
SAVED = "Everything is saved."
FAREWELL = "Until another time, if you like."

Room = Callable[[Here, Way], Way]


def run(here: Here) -> None:
    """Go from room to room until the person leaves, or the input ends; what they typed is saved by then."""
    talk = here.talk
    talk.ways = frozenset(name for name in ROOMS if len(name) == 1)
    near = {"s": beside.support, "p": beside.pause, "c": beside.check_in, "?": beside.tell}
    way = HOME
    with talk.listening({letter: partial(aside, here) for letter, aside in near.items()}):
        try:
            _begin(here)
            while True:
                way = _go(here, way)
        except Leave:
            talk.say("", *([] if talk.was_refused else [SAVED]), FAREWELL)


def _go(here: Here, way: Way) -> Way:
    """Be in a room; give where the person goes from there."""
    try:
        here.catch_up()
        return ROOMS[way.letter](here, way)
    except Go as wanted:
        return wanted.way


def _begin(here: Here) -> None:
    """Say what should be known first, once; open the letters whose time has come."""
    answers, talk = here.answers, here.talk
    for notice in answers.notices:
        talk.say(notice)
    if answers.opened_from:
        talk.say(answers.opened_from)
    if copies_in(answers.files, answers.folder) or journal_copies_in(answers.files, answers.folder):
        talk.say(COPIES)
    if answers.read_only:
        talk.say(READ_ONLY)
        return
    if not answers.preference(WELCOMED):
        talk.title(here.pack.info.title)
        talk.say(here.pack.info.about, "", FIRST.format(folder=answers.folder), here.pack.info.support_note)
        # Whichever way one goes on from there, one goes home first.
        with suppress(Go):
            talk.ask("Enter goes on. ")
        here.try_to(lambda: answers.set_preference(WELCOMED, "yes"))
    opened: list[object] = []
    here.try_to(lambda: opened.extend(answers.open_what_has_come()))
    if opened:
        talk.say("A letter you wrote to yourself has opened. It stands under j, in its place.")


def home(here: Here, _: Way) -> Way:
    """Give the doors of the day, each with its reason."""
    talk, history = here.talk, here.history()
    talk.title(here.pack.info.title)
    talk.say(where_in_words(here.pack, history, here.today))
    proof = proof_of_the_day(here.answers.proofs(), here.today)
    if proof is not None:
        talk.say(f"You wrote: “{proof.words}”")
    found = doors(here.pack, history, here.today)
    for number, door in enumerate(found, 1):
        talk.say(f"{number}. {' · '.join((door.title, *door.lines))} ({door.reason})")
    if not here.answers.read_only and here.answers.checkin_of_visit() is None:
        talk.say("c: how much do you trust yourself just now?")
    talk.say(
        "A number goes through a door. i lists all sections, j what you wrote, ? all that can be typed, q leaves."
    )
    picked = talk.pick(len(found))
    if not isinstance(picked, int):
        return HOME
    door = found[picked]
    if door.practice_id:
        return Way(PRACTICE, door.practice_id, door.entry_id)
    return Way(SECTION, door.section_id, door.item_id) if door.section_id else Way("i")


def contents(here: Here, _: Way) -> Way:
    """List every section by chapter, with how far one has been in it."""
    here.talk.title("All chapters and sections")
    known = map_of(here.pack, here.history()).sections
    listed: list[str] = []
    for chapter in here.pack.outlines:
        here.talk.say("", f"## {chapter.title}")
        if chapter.missing:
            here.talk.say(f"This chapter cannot be opened: {chapter.missing}")
        for one in chapter.sections:
            listed.append(one.id)
            state = f" ({state_in_words(known[one.id], here.clock())})" if one.id in known else ""
            here.talk.say(f"{len(listed)}. {one.title}{state}")
    picked = here.talk.pick(len(listed))
    return Way(SECTION, listed[picked]) if isinstance(picked, int) else HOME


ROOMS: Mapping[str, Room] = {
    "h": home,
    "i": contents,
    "t": trails.go,
    "m": looking.map_told,
    "j": looking.journal,
    "/": looking.search,
    "g": looking.garden_told,
    "w": looking.tide_told,
    "o": looking.proof_told,
    "k": looking.aside_told,
    "x": looking.trash,
    SECTION: section.go,
    PRACTICE: practising.go,
}
"""By the letters that lead there; those with a longer name are gone to by number."""
