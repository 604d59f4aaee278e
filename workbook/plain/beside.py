"""What is near wherever one is: support, a pause, a check-in, and what can be typed."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from workbook.content.pack_model import Contact
from workbook.plain.here import Here
from workbook.plain.wording import contact_in_words
from workbook.store.own_words import MOST_TRUST
from workbook.store.preferences import COUNTRY
from workbook.text import one_line

TYPED = """\
A number goes to what has it. Enter alone goes on. Where you are asked for words, put a colon before a letter, as in :s.
s: support, people and places to turn to
p: a pause
h: home
i: all chapters and sections
t: trails
m: the map in words
j: what you wrote
/: search in it
c: how much you trust yourself just now
g: your garden in words
w: the tide in words
o: sentences you kept as proof
k: what is set aside
x: the trash
?: this list
q: leave; every line you have ended with Enter is saved"""


def tell(here: Here) -> None:
    """List everything that can be typed."""
    here.talk.say(*TYPED.split("\n"))


def pause(here: Here) -> None:
    """Hold still until Enter is pressed."""
    here.talk.say(
        "",
        "Nothing is asked of you here.",
        "Follow your breath for a while, or look around the room and name three things you see, or feel your feet "
        "on the floor. Your eyes can stay open.",
    )
    here.talk.ask("Enter goes back. Your words are where you left them. ")


def support(here: Here) -> None:
    """Name people and places to turn to, the person's own people first."""
    talk, info, answers = here.talk, here.pack.info, here.answers
    talk.title("Somewhere to turn")
    for person in answers.people():
        talk.say(person.text)
    talk.say(info.support_note)
    countries = _countries(info.support, answers.preference(COUNTRY))
    for number, (name, contacts) in enumerate(countries, 1):
        talk.say(f"{number}. {name}")
        if number == 1 and (name == answers.preference(COUNTRY) or len(countries) == 1):
            talk.say(*map(contact_in_words, contacts))
    talk.say("A number reads the places of a country; a adds someone of your own; Enter goes back.")
    while (picked := talk.pick(len(countries), ("a",))) != "":
        if isinstance(picked, int):
            name, contacts = countries[picked]
            talk.say(name, *map(contact_in_words, contacts))
            if not answers.read_only:
                here.try_to(partial(answers.set_preference, COUNTRY, name))
        elif here.may_write():
            _add_person(here)


def _countries(contacts: tuple[Contact, ...], first: str) -> list[tuple[str, list[Contact]]]:
    groups = [(name, [*group]) for name, group in groupby(contacts, key=lambda contact: contact.country)]
    return sorted(groups, key=lambda group: group[0] != first)


def _add_person(here: Here) -> None:
    name = one_line(here.talk.ask("A name: ") or "")
    reach = one_line(here.talk.ask("How to reach them: ") or "") if name else ""
    if name and here.write(lambda: here.answers.save_person(name, reach)):
        here.talk.say("Added. They stand first here from now on.")


def check_in(here: Here) -> None:
    """Keep how much the person trusts themselves just now; the last one of a visit counts."""
    if not here.may_write():
        return
    talk = here.talk
    talk.say("How much do you trust yourself just now? A number from 0 to 10; Enter alone passes.")
    while (typed := (talk.ask() or "").strip()) and not _is_level(typed):
        talk.say("A number from 0 to 10, please, or Enter.")
    if typed:
        word = talk.ask("A word for it, if you like: ") or ""
        if here.write(lambda: here.answers.check_in(int(typed), word)):
            talk.say("Kept.")


def _is_level(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 3 and int(typed) <= MOST_TRUST
