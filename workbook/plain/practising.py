"""A practice: its entries, a new one field by field, and looking back on one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from workbook import moments
from workbook.content.model import Field, LookBack, Practice, Section
from workbook.plain.here import Here
from workbook.plain.section import SECTION
from workbook.plain.talk import HOME, Way
from workbook.plain.wording import day_of, entry_in_words, paragraphs
from workbook.progress.looking_back import days_to_offer, is_due, name_of, sentence, tally, waiting_first
from workbook.store.records import Entry
from workbook.text import one_line, shorten
from workbook.values import Value, is_blank


def go(here: Here, way: Way) -> Way:
    """Go through a practice.

    Args:
        here: The conversation.
        way: Names the practice, and the entry to begin at, if one is wanted.
    """
    located = here.pack.practice(way.target)
    if located is None:
        here.talk.say("The chapter of this practice cannot be opened.")
        return HOME
    return Practising(here, *located).walk(way.item)


@dataclass(frozen=True, slots=True)
class Practising:
    """Someone at a practice."""

    here: Here
    section: Section
    practice: Practice

    def walk(self, entry_id: str) -> Way:
        """Show entries and add to them until the person goes elsewhere; give where to."""
        talk, practice = self.here.talk, self.practice
        talk.title(f"{practice.title} · {self.section.title}")
        talk.say(*paragraphs(practice.intro, {}))
        if entry_id and (wanted := self.here.answers.entry(entry_id)) and (way := self._read(wanted)):
            return way
        while True:
            listed = self._list()
            picked = talk.pick(len(listed), ("a",))
            if picked == "":
                return Way(SECTION, self.section.id, self.practice.id)
            if picked == "a":
                self._write(None)
            elif isinstance(picked, int) and (way := self._read(listed[picked])):
                return way

    def _list(self) -> list[Entry]:
        talk, practice = self.here.talk, self.practice
        today = self.here.today
        entries = waiting_first(self.here.answers.entries(practice.id, practice.was), today)
        talk.title("What is kept here")
        if practice.look_back and (said := tally(practice.look_back, entries)):
            talk.say(said)
        for number, entry in enumerate(entries, 1):
            words = shorten(one_line(name_of(practice, entry)), 70) or "(empty)"
            due = " · to look back on" if is_due(entry, today) else ""
            ending = f" · {entry.ending_label}" if entry.ending_label else ""
            talk.say(f"{number}. {day_of(entry)}: {words}{due}{ending}")
        if not entries:
            talk.say("Nothing here yet.")
        talk.say(f"a adds a {practice.entry}; Enter goes back to the section.")
        return entries

    def _read(self, entry: Entry) -> Way | None:
        """Show an entry and what can be done with it."""
        here, talk, practice = self.here, self.here.talk, self.practice
        talk.title(f"{practice.entry}, {day_of(entry)}")
        talk.say(*entry_in_words(entry, practice, here.seals))
        if here.answers.read_only:
            return None
        back = "b looks back on it, " if practice.look_back else ""
        talk.say(f"{back}w changes it, d puts it into the trash, Enter goes on.")
        letters = ("b", "w", "d") if practice.look_back else ("w", "d")
        match talk.pick(0, letters):
            case "b":
                assert practice.look_back is not None
                return self._look_back(entry, practice.look_back)
            case "w":
                self._write(entry)
            case "d":
                if here.write(lambda: here.answers.delete_entry(entry.id)):
                    talk.say("It is in the trash. x opens the trash, where it can be taken back.")
        return None

    def _write(self, entry: Entry | None) -> None:
        """Go through the fields; what is typed is kept line by line."""
        here, practice = self.here, self.practice
        if not here.may_write():
            return
        here.talk.say("Enter alone leaves a field as it is.")
        values: dict[str, Value] = dict(entry.values) if entry else {}
        for field in practice.fields:
            here.talk.say("", field.label + (f" ({field.hint})" if field.hint else ""))
            if not is_blank(values.get(field.id)):
                here.talk.say(f"Now: {field.kind.describe(field.kind.fit(values[field.id]))}")
            entry = self._fill(field, values, entry)
        if entry is None:
            here.talk.say("Nothing was kept.")
            return
        if practice.look_back and not entry.ending:
            self._choose_day(entry, practice.look_back)
        here.talk.say(f"Saved {moments.clock(entry.saved_at, entry.offset)}")
        if said := sentence(practice, entry.values):
            here.talk.say("Read it once, slowly:", said)

    def _fill(self, field: Field, values: dict[str, Value], entry: Entry | None) -> Entry | None:
        """Take a field in; give the entry as it is kept then."""
        here = self.here

        def keep(value: Value) -> None:
            nonlocal entry
            values[field.id] = value
            entry = self._keep(entry, values)

        value = here.take(field.kind, keep)
        if not is_blank(value):
            keep(value)
        return entry

    def _keep(self, entry: Entry | None, values: Mapping[str, Value]) -> Entry | None:
        answers, practice = self.here.answers, self.practice
        labels = {field.id: field.label for field in practice.fields}
        kept: list[Entry] = []

        def change() -> None:
            if entry is None:
                day = ""
                if practice.look_back:
                    days = timedelta(days=practice.look_back.after_days)
                    day = (self.here.today + days).isoformat()
                kept.append(
                    answers.add_entry(
                        practice.id, values, title=practice.title, labels=labels, look_back_on=day
                    )
                )
            else:
                kept.append(answers.change_entry(entry.id, values, labels=labels))

        return kept[0] if self.here.write(change) else entry

    def _choose_day(self, entry: Entry, look_back: LookBack) -> None:
        talk = self.here.talk
        talk.say("", "When would you like to look back on it? Enter leaves the day as it is.")
        if entry.look_back_on:
            talk.say(f"Now: {moments.day_in_words(entry.look_back_on)}")
        chosen = talk.choose(days_to_offer(look_back, self.here.today), lambda offer: offer[0])
        if chosen is not None:
            change = partial(self.here.answers.change_entry, entry.id, entry.values, look_back_on=chosen[1])
            self.here.write(change)

    def _look_back(self, entry: Entry, look_back: LookBack) -> Way | None:
        here, talk = self.here, self.here.talk
        talk.say("", look_back.ask)
        ending = talk.choose(look_back.endings, lambda one: one.label)
        if ending is None:
            return None
        note = talk.ask("A word about it, if you like: ") or entry.note
        if not here.write(lambda: here.answers.end_entry(entry.id, ending.id, ending.label, note)):
            return None
        talk.say("Kept.")
        outline = here.pack.section_outline(ending.leads_to) if ending.leads_to else None
        if outline is not None and talk.agrees(f"This leads to: {outline.title}. Go there?"):
            return Way(SECTION, outline.id)
        return None
