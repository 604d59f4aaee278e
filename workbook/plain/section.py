"""A section: its reading, then its page thing by thing, then onward."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from workbook import moments
from workbook.content.model import EarlierAnswer, Practice, Prompt, Section
from workbook.errors import PackError
from workbook.plain.here import Here
from workbook.plain.question import Question
from workbook.plain.talk import HOME, Way
from workbook.plain.wording import day_of, paragraphs
from workbook.progress.own_prompts import with_own, worded
from workbook.progress.trails import Leg, arrive, routes
from workbook.store.records import RESTING, OwnPrompt, Place
from workbook.text import one_line, shorten

SECTION, PRACTICE = "section", "practice"
"""The rooms of a section and of a practice, which have no letter."""
CHOICES = (
    "A number goes there. r reads again, n goes to what comes next, a adds a question or note of your own, "
    "z lets the section rest or wakes it."
)


def go(here: Here, way: Way) -> Way:
    """Go through a section.

    Args:
        here: The conversation.
        way: Names the section, and the prompt to begin at, if one is wanted.
    """
    try:
        there = InSection.begun(here, way.target)
    except PackError as error:
        here.talk.say(str(error))
        return HOME
    present = here.pack.present_id(way.item)
    for index, item in enumerate(there.section.page):
        if item.id == present:
            there.at = index + 1
            there.say_where()
            # A practice was gone through when it leads back here.
            return there.walk(there.do(index) if isinstance(item, Prompt) else None)
    return there.walk(there.read())


@dataclass(slots=True)
class InSection:
    """Someone in a section."""

    here: Here
    section: Section
    legs: tuple[Leg, ...]
    """The trails that pass here; those that end here come first."""
    at: int = 0
    """The thing on the page that Enter leads to."""

    @classmethod
    def begun(cls, here: Here, section_id: str) -> InSection:
        """Open a section, and remember that; raises `PackError`."""
        section = with_own(here.pack.section(section_id), here.answers.own_prompts())
        legs: tuple[Leg, ...] = ()
        if not here.answers.read_only:
            here.try_to(lambda: here.answers.open_section(section.id))
            legs = _arrive(here, section.id)
        there = cls(here, section, legs)
        there.keep_place("")
        return there

    def keep_place(self, item_id: str) -> None:
        """Remember where the person is."""
        if self.here.answers.read_only:
            return
        now = self.here.clock()
        pane = "page" if item_id else "reading"
        place = Place(
            section_id=self.section.id,
            item_id=item_id,
            scroll=0.0,
            cursor=(0, 0),
            pane=pane,
            at=now,
            offset=moments.local_offset(now),
        )
        self.here.try_to(lambda: self.here.answers.keep_place(place))

    def walk(self, way: Way | None) -> Way:
        """Go through the page until the person goes elsewhere; give where to.

        Args:
            way: Where they go already; None for nowhere yet.
        """
        letters = {
            "": self._go_on,
            "l": self._list,
            "r": self.read,
            "n": self.onward,
            "a": self._add,
            "z": self._rest,
        }
        while not way:
            self._say_what_is_next()
            page, nearby = self.section.page, self._nearby()
            picked = self.here.talk.pick(len(page) + len(nearby), letters)
            if isinstance(picked, str):
                way = letters[picked]()
            elif picked < len(page):
                way = self.do(picked)
            else:
                way = Way(SECTION, nearby[picked - len(page)])
        return way

    def _go_on(self) -> Way | None:
        """Go to the next thing on the page; past the last one, onward."""
        return self.do(self.at) if self.at < len(self.section.page) else self.onward()

    def say_where(self) -> None:
        """Name the chapter and the section, and the trail one is on."""
        chapter = self.here.pack.chapter(self.section.chapter_id)
        self.here.talk.title(f"{self.section.title} · {chapter.title}")
        for leg in self.legs:
            self.here.talk.say(leg.in_words("n"))

    def read(self) -> Way | None:
        """Show the whole reading."""
        self.say_where()
        quotes = _quotes(self.here, self.section)
        for words in paragraphs(self.section.reading, quotes):
            self.here.talk.say("", words)
        return self._list()

    def _say_what_is_next(self) -> None:
        page, talk = self.section.page, self.here.talk
        if self.at >= len(page):
            talk.say("", "That is the page. Enter goes to what comes next, l lists the page, h goes home.")
            return
        item = page[self.at]
        name = item.title if isinstance(item, Practice) else shorten(one_line(item.question), 60)
        talk.say("", f"Enter goes on to {self.at + 1} of {len(page)}: {name}. l lists the page, h goes home.")

    def _list(self) -> Way | None:
        """Number what stands on the page, and the sections that the reading leads to."""
        talk, answers = self.here.talk, self.here.answers
        talk.title("On this page" if self.section.page else "Where to go on")
        for number, item in enumerate(self.section.page, 1):
            if isinstance(item, Practice):
                count = len(answers.entries(item.id, item.was))
                talk.say(f"{number}. Practice: {item.title}" + (f", {count} kept" if count else ""))
            else:
                layer = answers.latest(item.id, item.was)
                done = f", answered {day_of(layer)}" if layer else ""
                talk.say(f"{number}. {shorten(one_line(item.question), 100)}{done}")
        for number, name in enumerate(self._nearby(), len(self.section.page) + 1):
            outline = self.here.pack.section_outline(name)
            talk.say(f"{number}. The reading leads to: {outline.title if outline else name}")
        talk.say(CHOICES)
        return None

    def do(self, index: int) -> Way | None:
        """Ask a question of the page, or go to a practice, by its index."""
        self.at = index + 1
        item = self.section.page[index]
        self.keep_place(item.id)
        if isinstance(item, Practice):
            return Way(PRACTICE, item.id)
        Question(self.here, self.section, item).ask()
        return None

    def _nearby(self) -> list[str]:
        return [link for link in self.section.links if self.here.pack.section_outline(link)]

    def onward(self) -> Way | None:
        """Give what comes next: the next stop of the trail, else the next section of the pack; else home."""
        for leg in self.legs:
            if leg.ahead:
                return Way(SECTION, leg.ahead[0])
        order = [section.id for chapter in self.here.pack.outlines for section in chapter.sections]
        following = order[order.index(self.section.id) + 1 :] if self.section.id in order else []
        return Way(SECTION, following[0]) if following else HOME

    def _add(self) -> Way | None:
        """Add a question of one's own, or a note, and answer it at once."""
        here = self.here
        typed = here.talk.ask("Your question; Enter alone makes a note: ") if here.may_write() else None
        if typed is None:
            return None
        added: list[OwnPrompt] = []
        if here.write(lambda: added.append(here.answers.add_own_prompt(self.section.id, worded(typed)))):
            self.section = with_own(here.pack.section(self.section.id), here.answers.own_prompts())
            page = [item.id for item in self.section.page]
            self.do(page.index(added[0].id))
        return None

    def _rest(self) -> Way | None:
        """Let the section rest, or wake it."""
        here, answers = self.here, self.here.answers
        if not here.may_write():
            return None
        marked = [name for name in (self.section.id, *self.section.was) if name in answers.marks(RESTING)]
        if marked:
            if here.write(lambda: [answers.unmark(name, RESTING) for name in marked]):
                here.talk.say("It is awake again.")
        elif here.write(lambda: answers.mark(self.section.id, RESTING)):
            here.talk.say("It rests: it is offered no more until you wake it. z wakes it.")
        return None


def _quotes(here: Here, section: Section) -> dict[str, str]:
    """Give the reader's own words that the reading quotes; a letter only once it has opened."""
    found = {}
    for block in section.reading:
        if isinstance(block, EarlierAnswer):
            located = here.pack.prompt(block.prompt_id)
            layer = here.answers.latest(block.prompt_id, located[1].was if located else ())
            if layer is not None and not here.seals.hide(layer.value, layer.id):
                found[block.prompt_id] = layer.text
    return found


def _arrive(here: Here, section_id: str) -> tuple[Leg, ...]:
    """Move the trails under way that pass a section to it."""
    walks = {trail_id: walk.section_id for trail_id, walk in here.answers.walks().items()}
    arrival = arrive(routes(here.pack), walks, section_id)
    for leg in arrival.ended:
        here.try_to(partial(here.answers.leave_trail, leg.route.id))
    if [*arrival.walks.items()] != [*walks.items()]:
        for leg in reversed(arrival.ongoing):
            here.try_to(partial(here.answers.walk, leg.route.id, section_id))
    return arrival.ended + arrival.ongoing
