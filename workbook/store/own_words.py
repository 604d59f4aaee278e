"""What a person adds of their own beside answers: check-ins, own questions and notes, sentences kept as proof."""

from dataclasses import replace
from uuid import uuid4

from workbook.errors import StoreError
from workbook.moments import local_offset
from workbook.store.ledger import Ledger
from workbook.store.locks import locked, writes
from workbook.store.records import OWN, CheckIn, Mark, OwnPrompt
from workbook.store.shelf import Shelf
from workbook.store.wayfinding import Wayfinding
from workbook.text import clean, one_line

MOST_TRUST = 10
"""The upper end of a check-in; the lower end is 0."""
PROOF = "proof"
LONGEST_SENTENCE = 1000
"""The most characters of a sentence kept as proof."""


class OwnWords(Wayfinding):
    """The part of `Answers` that keeps what has no question in the pack."""

    def __init__(self, ledger: Ledger) -> None:
        """Join the ledger.

        Args:
            ledger: The database and this visit.
        """
        super().__init__(ledger)
        self._checkins: Shelf[CheckIn] = Shelf(ledger, "checkins", CheckIn)
        self._own: Shelf[OwnPrompt] = Shelf(ledger, "own", OwnPrompt)

    @writes
    def check_in(self, level: int, word: str = "") -> CheckIn:
        """Keep this visit's check-in; a second one in the visit replaces the first.

        Args:
            level: From 0 to 10; what lies outside becomes the nearer end.
            word: One word or a few, on one line.
        """
        at = self._ledger.clock()
        number = self._checkin_number()
        old = None if number is None else self._checkins.at(number)
        checkin = CheckIn(
            id=old.id if old else uuid4().hex,
            level=min(max(level, 0), MOST_TRUST),
            word=one_line(word),
            visit_id=self._ledger.visit_id,
            at=old.at if old else at,
            saved_at=at,
            offset=local_offset(at),
        )
        if old is None or replace(checkin, saved_at=old.saved_at, offset=old.offset) != old:
            self._checkins.write(checkin, number)
        return checkin

    @locked
    def checkin_of_visit(self) -> CheckIn | None:
        """Give this visit's check-in."""
        number = self._checkin_number()
        return None if number is None else self._checkins.at(number)

    @locked
    def checkins(self) -> list[CheckIn]:
        """Give every check-in in the order in which they were made."""
        return [self._checkins.at(number) for number in self._checkins.numbers()]

    def _checkin_number(self) -> int | None:
        found = self._checkins.find("visit_id", self._ledger.visit_id)
        return found[-1] if found else None

    @locked
    def own_prompts(self) -> list[OwnPrompt]:
        """Give every own question and note in the order in which they were added."""
        return [self._own.at(number) for number in self._own.numbers()]

    @locked
    def own_prompt(self, own_id: str) -> OwnPrompt | None:
        """Give one own question or note."""
        found = self._own.find("id", own_id)
        return self._own.at(found[0]) if found else None

    @writes
    def add_own_prompt(self, section_id: str, question: str = "", *, own_id: str = "") -> OwnPrompt:
        """Add a question to a section, or a note; answers go under its id as under any prompt's.

        Args:
            section_id: Where it stands; empty for a note that stands nowhere in particular.
            question: Empty for a note.
            own_id: An id chosen beforehand, which begins with `OWN`; one that is there already stays as it is.
        """
        if own_id and (old := self.own_prompt(own_id)):
            return old
        at = self._ledger.clock()
        own = OwnPrompt(
            id=own_id or f"{OWN}{uuid4().hex}",
            section_id=clean(section_id),
            question=clean(question).strip(),
            at=at,
            saved_at=at,
            offset=local_offset(at),
        )
        self._own.write(own)
        return own

    @writes
    def reword_own_prompt(self, own_id: str, question: str) -> OwnPrompt:
        """Word an own question anew; layers keep the wording they answered.

        Raises:
            StoreError: There is no such question.
        """
        found = self._own.find("id", own_id)
        if not found:
            raise StoreError("This question is not here any more.", "Add it again.")
        old, at = self._own.at(found[0]), self._ledger.clock()
        own = replace(old, question=clean(question).strip())
        if own == old:
            return old
        own = replace(own, saved_at=at, offset=local_offset(at))
        self._own.write(own, found[0])
        return own

    @writes
    def remove_own_prompt(self, own_id: str) -> None:
        """Take an own question or note off its page; what was written there stays. One not here is no error."""
        for number in self._own.find("id", own_id):
            self._own.remove(number)

    @writes
    def mark_proof(self, record_id: str, sentence: str) -> Mark:
        """Keep one sentence of an answer as proof; one that is kept already stays as it is.

        Args:
            record_id: The id of the layer or entry it stands in.
            sentence: As it stands there.
        """
        target, words = clean(record_id), one_line(sentence, LONGEST_SENTENCE)
        for number in self._mark_numbers(target, PROOF):
            if self._marks.at(number).words == words:
                return self._marks.at(number)
        at = self._ledger.clock()
        mark = Mark(target=target, kind=PROOF, at=at, offset=local_offset(at), words=words)
        self._marks.write(mark)
        return mark

    @writes
    def unmark_proof(self, record_id: str, sentence: str) -> None:
        """Let a sentence go again; one that is not kept is no error."""
        words = one_line(sentence, LONGEST_SENTENCE)
        for number in self._mark_numbers(clean(record_id), PROOF):
            if self._marks.at(number).words == words:
                self._marks.remove(number)

    @locked
    def proofs(self) -> list[Mark]:
        """Give every sentence kept as proof in the order in which they were marked."""
        return [self._marks.at(number) for number in self._marks.find("kind", PROOF)]
