"""Looking at what is there: the journal, the map, the garden and the tide in words, what was kept and set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook import moments
from workbook.plain.here import Here
from workbook.plain.section import PRACTICE, SECTION
from workbook.plain.talk import HOME, Way
from workbook.plain.wording import entry_in_words, layer_in_words, row
from workbook.progress.garden_words import in_words
from workbook.progress.journal import words_of
from workbook.progress.map import map_of
from workbook.progress.map_words import map_in_words
from workbook.progress.planting import garden_of
from workbook.progress.proof import sentences
from workbook.progress.set_aside import set_aside
from workbook.progress.tide import tide_in_words, tide_of
from workbook.store.records import LATER, RESTING, Entry, Layer
from workbook.store.trashed import CHECK_IN, PERSON, Trashed
from workbook.store.written import Written
from workbook.text import one_line, shorten
from workbook.values import Seals

UNTITLED = {CHECK_IN: "Check-in", PERSON: "Somebody of your own"}
"""What is said of deleted things without a title, by their kind; anything else is a note."""

A_PAGE = 10
"""So many things are listed at a time."""


def journal(here: Here, _: Way) -> Way:
    """Go through everything written, newest first."""
    here.talk.title("What you wrote")
    return _Journal(here, here.answers.written()).walk()


def search(here: Here, _: Way) -> Way:
    """Find words in what was written."""
    here.talk.title("Search")
    words = (here.talk.ask("Words to look for: ") or "").strip()
    if not words:
        return HOME
    keys = here.answers.matching(words, here.today)
    found = [one for one in here.answers.written() if one.key in keys]
    here.talk.say(f"{len(found)} found." if found else "Nothing found.")
    return _Journal(here, found).walk()


@dataclass(slots=True)
class _Journal:
    here: Here
    listed: Sequence[Written]
    start: int = 0

    def walk(self) -> Way:
        """List page by page, and read what is chosen, until the person goes elsewhere."""
        talk = self.here.talk
        while True:
            shown = self._list()
            picked = talk.pick(len(shown))
            if isinstance(picked, int):
                if way := self._read(shown[picked]):
                    return way
            elif self.start + A_PAGE < len(self.listed):
                self.start += A_PAGE
            else:
                return HOME

    def _list(self) -> list[Layer | Entry]:
        talk, answers = self.here.talk, self.here.answers
        page = self.listed[self.start : self.start + A_PAGE]
        shown = [record for one in page if (record := answers.record(one.key)) is not None]
        for number, record in enumerate(shown, 1):
            talk.say(f"{number}. {row(record, self.here.seals)}")
        if not shown:
            talk.say("Nothing here. There is no hurry.")
        more = self.start + A_PAGE < len(self.listed)
        talk.say("A number reads one whole; " + ("Enter lists more." if more else "Enter goes home."))
        return shown

    def _read(self, record: Layer | Entry) -> Way | None:
        """Show all of a record, and what can be done with it."""
        here, talk = self.here, self.here.talk
        here_then = moments.local(record.at, record.offset)
        talk.title(f"{here_then:%A} {here_then.day} {here_then:%B %Y}, {here_then:%H:%M}")
        if isinstance(record, Layer):
            located = here.pack.prompt(record.prompt_id)
            talk.say(record.question, layer_in_words(record, located[1] if located else None, here.seals))
            if record.moved:
                talk.say(f"What moved: {record.moved}")
            way = Way(SECTION, located[0].id, record.prompt_id) if located else None
        else:
            found = here.pack.practice(record.practice_id)
            talk.say(record.title, *entry_in_words(record, found[1] if found else None, here.seals))
            way = Way(PRACTICE, record.practice_id, record.id) if found else None
        return self._offer(record, way)

    def _offer(self, record: Layer | Entry, way: Way | None) -> Way | None:
        here, talk = self.here, self.here.talk
        letters = ["w"] if way else []
        offers = ["w goes to its place"] if way else []
        if not here.answers.read_only:
            letters += ["d", "e"]
            offers += ["e keeps a sentence of it as proof", "d puts it into the trash"]
        talk.say(", ".join([*offers, "Enter goes on."]))
        match talk.pick(0, letters):
            case "w":
                return way
            case "d":
                delete = here.answers.delete_layer if isinstance(record, Layer) else here.answers.delete_entry
                if here.write(lambda: delete(record.id)):
                    self.listed = [one for one in self.listed if one.id != record.id]
                    talk.say("It is in the trash. x opens the trash, where it can be taken back.")
            case "e":
                self._keep_a_sentence(record)
        return None

    def _keep_a_sentence(self, record: Layer | Entry) -> None:
        here = self.here
        value = record.value if isinstance(record, Layer) else None
        if here.seals.hide(value, record.id):
            here.talk.say("This letter is still closed.")
            return
        sentence = here.talk.choose(sentences(record.text), str)
        if sentence and here.write(lambda: here.answers.mark_proof(record.id, sentence)):
            here.talk.say("Kept. o reads all you have kept.")


def map_told(here: Here, _: Way) -> Way:
    """Tell the map; every section in it has a number."""
    here.talk.title("The map in words")
    ways: list[str] = []
    for line in map_in_words(map_of(here.pack, here.history()), here.clock()):
        if line.section_id:
            ways.append(line.section_id)
            here.talk.say(f"{len(ways)}. {line.text}")
        else:
            here.talk.say(f"## {line.text}" if line.text else "")
    picked = here.talk.pick(len(ways))
    return Way(SECTION, ways[picked]) if isinstance(picked, int) else HOME


def garden_told(here: Here, _: Way) -> Way:
    """Tell the garden."""
    here.talk.title("Your garden in words")
    for name, words in in_words(garden_of(here.pack, here.answers, here.clock())):
        here.talk.say(f"{name}: {words}")
    return _enough(here)


def tide_told(here: Here, _: Way) -> Way:
    """Tell the tide."""
    here.talk.title("The tide in words")
    tide = tide_of(here.history(), here.answers.written())
    here.talk.say(*tide_in_words(tide, here.pack, here.today))
    if not tide.points:
        here.talk.say("Nothing to tell yet. c keeps how much you trust yourself just now.")
    return _enough(here)


def proof_told(here: Here, _: Way) -> Way:
    """Read the sentences that were kept as proof."""
    here.talk.title("In your own words")
    proofs = here.answers.proofs()
    for mark in proofs:
        here.talk.say(f"“{mark.words}”")
    if not proofs:
        here.talk.say("Nothing kept yet. In what you wrote (j), e keeps a sentence.")
    return _enough(here)


def aside_told(here: Here, _: Way) -> Way:
    """List what was set aside for later, and what rests."""
    here.talk.title("Set aside")
    own = here.answers.own_prompts()
    found = [
        one for kind in (LATER, RESTING) for one in set_aside(here.pack, kind, here.answers.marks(kind), own)
    ]
    for number, one in enumerate(found, 1):
        resting = ", resting" if one.kind == RESTING else ""
        here.talk.say(f"{number}. {one.title} ({one.where}){resting}")
    if not found:
        here.talk.say("Nothing is set aside.")
        return HOME
    picked = here.talk.pick(len(found))
    return Way(SECTION, found[picked].section_id, found[picked].item_id) if isinstance(picked, int) else HOME


def trash(here: Here, _: Way) -> Way:
    """List the trash; what is chosen is taken back."""
    here.talk.title("Trash")
    thrown = here.answers.trash()
    if not thrown:
        here.talk.say("The trash is empty.")
        return HOME
    here.talk.say("A number takes it back; Enter goes home.")
    # A closed letter stays closed here as well.
    chosen = here.talk.choose(thrown, lambda one: _thrown_in_words(one, here.seals))
    if chosen is not None and here.may_write() and here.write(lambda: here.answers.undelete(chosen.id)):
        here.talk.say("It is back in its place.")
    return HOME


def _thrown_in_words(thrown: Trashed, seals: Seals) -> str:
    words = one_line(" · ".join(words_of(record, seals) for record in thrown.records))
    title = shorten(one_line(thrown.title), 60) or UNTITLED.get(thrown.kind, "Note")
    return f"{title}: {shorten(words, 70)}"


def _enough(here: Here) -> Way:
    """Wait until it was read."""
    here.talk.say("Enter goes home.")
    here.talk.pick(0)
    return HOME
