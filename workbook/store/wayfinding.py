"""Finding one's way back: opened sections, the last place, trails, marks, one's own people, preferences."""

from dataclasses import replace
from uuid import uuid4

from workbook.errors import StoreError
from workbook.moments import local_offset
from workbook.store.ledger import Ledger
from workbook.store.locks import locked, writes
from workbook.store.records import Mark, Opening, Person, Place, Preference, Walk
from workbook.store.shelf import Shelf
from workbook.text import clean


class Wayfinding:
    """What is kept about where a person has been: the part of `Answers` beside the answers."""

    def __init__(self, ledger: Ledger) -> None:
        """Join the ledger.

        Args:
            ledger: The database and this visit.
        """
        self._ledger, self._locks = ledger, ledger.locks
        self._openings: Shelf[Opening] = Shelf(ledger, "openings", Opening)
        self._places: Shelf[Place] = Shelf(ledger, "places", Place)
        self._people: Shelf[Person] = Shelf(ledger, "people", Person)
        self._walks: Shelf[Walk] = Shelf(ledger, "walks", Walk)
        self._marks: Shelf[Mark] = Shelf(ledger, "marks", Mark)
        self._preferences: Shelf[Preference] = Shelf(ledger, "preferences", Preference)

    @writes
    def open_section(self, section_id: str) -> Opening:
        """Note that a section is open, once in a visit."""
        section_id, at, visit_id = clean(section_id), self._ledger.clock(), self._ledger.visit_id
        found = self._openings.find("section_id", section_id)
        old = self._openings.at(found[0]) if found else None
        if old is not None and old.visit_id == visit_id:
            return old
        opening = Opening(
            section_id=section_id,
            first_at=old.first_at if old else at,
            last_at=at,
            visits=old.visits + 1 if old else 1,
            offset=local_offset(at),
            visit_id=visit_id,
        )
        self._openings.write(opening, found[0] if found else None)
        return opening

    @locked
    def openings(self) -> dict[str, Opening]:
        """Give every section that was opened."""
        found = map(self._openings.at, self._openings.numbers())
        return {opening.section_id: opening for opening in found}

    @locked
    def place(self) -> Place | None:
        """Give the last place."""
        found = self._places.numbers()
        return self._places.at(found[-1]) if found else None

    @writes
    def keep_place(self, place: Place) -> None:
        """Remember a place; one that differs only in its time is not written."""
        place = Place.from_json(place.to_json())
        old = self.place()
        if old is None or replace(old, at=place.at, offset=place.offset) != place:
            self._places.write(place, self._places.numbers()[-1] if old else None)

    @locked
    def walks(self) -> dict[str, Walk]:
        """Give where the person is on every trail under way, by trail; the one moved last stands last."""
        found = map(self._walks.at, self._walks.numbers())
        return {walk.trail_id: walk for walk in sorted(found, key=lambda walk: walk.at)}

    @writes
    def walk(self, trail_id: str, section_id: str) -> Walk:
        """Remember the stop where the person is on a trail; the last one written holds."""
        trail_id, section_id, at = clean(trail_id), clean(section_id), self._ledger.clock()
        walk = Walk(trail_id=trail_id, section_id=section_id, at=at, offset=local_offset(at))
        found = self._walks.find("trail_id", trail_id)
        self._walks.write(walk, found[-1] if found else None)
        return walk

    @writes
    def leave_trail(self, trail_id: str) -> None:
        """Forget where the person is on a trail; one that is not under way is no error."""
        for number in self._walks.find("trail_id", clean(trail_id)):
            self._walks.remove(number)

    @locked
    def people(self) -> list[Person]:
        """Give one's own people in the order in which they were added."""
        return [self._people.at(number) for number in self._people.numbers()]

    @writes
    def save_person(self, name: str, reach: str, note: str = "", person_id: str = "") -> Person:
        """Add a person, or change the one with that id.

        Raises:
            StoreError: There is nobody with that id.
        """
        at = self._ledger.clock()
        found = self._people.find("id", person_id) if person_id else []
        if person_id and not found:
            raise StoreError("This person is not here any more.", "Add them again.")
        name, reach, note = clean(name), clean(reach), clean(note)
        if not found:
            offset = local_offset(at)
            person = Person(
                id=uuid4().hex, name=name, reach=reach, note=note, at=at, saved_at=at, offset=offset
            )
        else:
            old = self._people.at(found[0])
            person = replace(old, name=name, reach=reach, note=note)
            if person == old:
                return old
            person = replace(person, saved_at=at, offset=local_offset(at))
        self._people.write(person, found[0] if found else None)
        return person

    @writes
    def mark(self, target: str, kind: str) -> Mark:
        """Mark a prompt or section as `later` or `resting`; one that is marked so keeps its first mark."""
        target, kind = clean(target), clean(kind)
        if found := self._mark_numbers(target, kind):
            return self._marks.at(found[0])
        at = self._ledger.clock()
        mark = Mark(target=target, kind=kind, at=at, offset=local_offset(at))
        self._marks.write(mark)
        return mark

    @writes
    def unmark(self, target: str, kind: str) -> None:
        """Take a mark off; one that is not there is no error."""
        for number in self._mark_numbers(target, kind):
            self._marks.remove(number)

    @locked
    def marks(self, kind: str) -> dict[str, Mark]:
        """Give the marks of a kind by their target."""
        found = map(self._marks.at, self._marks.find("kind", kind))
        return {mark.target: mark for mark in found}

    @locked
    def preference(self, name: str) -> str:
        """Give a small thing remembered, such as the theme; empty when it was never set."""
        found = self._preferences.find("name", name)
        return self._preferences.at(found[-1]).value if found else ""

    @writes
    def set_preference(self, name: str, value: str) -> None:
        """Remember a small thing."""
        name, value = clean(name), clean(value)
        if self.preference(name) != value:
            found = self._preferences.find("name", name)
            self._preferences.write(Preference(name=name, value=value), found[-1] if found else None)

    @writes
    def forget_preference(self, name: str) -> None:
        """Forget a small thing; one that was never set is no error."""
        for number in self._preferences.find("name", clean(name)):
            self._preferences.remove(number)

    def _mark_numbers(self, target: str, kind: str) -> list[int]:
        found = self._marks.find("target", target)
        return [number for number in found if self._marks.at(number).kind == kind]
